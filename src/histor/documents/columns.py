"""Tell which column of a table holds what: by known header names, or as the user says."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

import yaml

from histor.errors import ManifestError

Columns: TypeAlias = Mapping[str, str]  # field -> header, as the user says; empty: by known names alone
NO_COLUMNS: Columns = {}
FIELDS = ("text", "title", "published", "outlet", "url", "author", "language", "agency")
KNOWN = Path(__file__).with_name("columns.yml")


@cache
def known_names() -> Mapping[str, Sequence[str]]:
    """Return the header names by which each field is known, lower case, the likeliest first."""
    loaded = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))
    return {field: [str(name).casefold() for name in names] for field, names in loaded.items()}


def columns_in(headers: Iterable[str], said: Columns) -> dict[str, str]:
    """Return the header that holds each field; what the user says outranks what is known.

    Raises ManifestError if the user names a header that is not there.
    """
    headers = list(headers)
    by_name = {_plain(header): header for header in headers}
    for field, header in said.items():
        if _plain(header) not in by_name:
            raise ManifestError(
                f"there is no column {header!r} for {field}; the columns are {', '.join(headers)}"
            )
    found = {field: by_name[name] for field, name in _known_in(by_name)}
    return found | {field: by_name[_plain(header)] for field, header in said.items()}


def _known_in(by_name: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for field, names in known_names().items():
        here = next((name for name in names if name in by_name), None)
        if here is not None:
            yield field, here


def parse_columns(text: str) -> dict[str, str]:
    """Return the mapping that `text=Body,published=Date` says; raises ManifestError if it says none."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    return _checked({field.strip(): header.strip() for field, _, header in pairs}, "--columns")


def sidecar_columns(path: Path) -> dict[str, str]:
    """Return the mapping in a YAML file beside a table (`text: Body`), empty if there is none.

    Raises ManifestError if it is no such mapping.
    """
    if not path.is_file():
        return {}
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError) as error:
        raise ManifestError(f"{path.name} is not valid YAML: {error}") from error
    if not isinstance(loaded, Mapping):
        raise ManifestError(f"{path.name} is not a list of `field: column` lines")
    return _checked({str(field): str(header) for field, header in loaded.items()}, path.name)


def _checked(said: dict[str, str], where: str) -> dict[str, str]:
    wrong = [field for field, header in said.items() if field not in FIELDS or not header]
    if wrong or not said:
        named = ", ".join(wrong) or "nothing"
        raise ManifestError(
            f"{where}: {named} is no field; write field=column, fields are {', '.join(FIELDS)}"
        )
    return said


def _plain(header: str) -> str:
    return " ".join(header.casefold().replace("_", " ").split())
