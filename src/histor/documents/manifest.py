"""Read what a folder's manifest declares of each file in it: manifest.csv or manifest.jsonl."""

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from histor.documents.dates import published_from
from histor.documents.received import Declared
from histor.errors import ManifestError

MANIFESTS = ("manifest.csv", "manifest.jsonl")
COLUMNS = frozenset({"file", "published", "outlet", "url", "title", "author", "language", "agency"})


def manifest_of(folder: Path) -> dict[str, Declared]:
    """Return what the manifests in a folder declare of each file.

    Raises ManifestError with the line of the first row that does not fit, OSError if one cannot be opened.
    """
    rows: dict[str, Declared] = {}
    for name in MANIFESTS:
        path = folder / name
        if path.exists():
            rows |= manifest_rows(name, path.read_bytes())
    return rows


def manifest_rows(name: str, data: bytes) -> dict[str, Declared]:
    """Return what the bytes of the manifest `name` declare of each file; raises ManifestError as above."""
    try:
        lines = StringIO(data.decode("utf-8-sig"), newline="")
        return {row["file"]: _declared(name, line, row) for line, row in _numbered(name, lines)}
    except (UnicodeDecodeError, csv.Error) as error:
        raise ManifestError(f"{name} cannot be read as UTF-8 text: {error}") from error


def _numbered(name: str, lines: StringIO) -> Iterator[tuple[int, dict[str, str]]]:
    if name.endswith(".csv"):
        reader = csv.DictReader(lines)
        numbered: Iterator[tuple[int, object]] = ((reader.line_num, row) for row in reader)
    else:
        numbered = ((i, _object(name, i, text)) for i, text in enumerate(lines, start=1) if text.strip())
    for line, row in numbered:
        yield line, _checked(name, line, row)


def _object(name: str, line: int, text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ManifestError(f"{name}, line {line}: this is not JSON ({error.msg})") from error
    except RecursionError as error:
        raise ManifestError(f"{name}, line {line}: this JSON is nested too deeply") from error


def _checked(name: str, line: int, row: object) -> dict[str, str]:
    where = f"{name}, line {line}"
    if not isinstance(row, dict):
        raise ManifestError(f"{where}: expected one object a line")
    unknown = {str(key) for key in row if key not in COLUMNS}
    if unknown:
        raise ManifestError(
            f"{where}: no column {', '.join(sorted(unknown))}; known are {', '.join(sorted(COLUMNS))}"
        )
    said = {
        str(key): str(value).strip() for key, value in row.items() if value is not None and str(value).strip()
    }
    if "file" not in said:
        raise ManifestError(f"{where}: the column `file` is empty or missing")
    return said


def _declared(name: str, line: int, row: Mapping[str, str]) -> Declared:
    try:
        published = published_from(row["published"]) if "published" in row else None
    except ValueError as error:
        raise ManifestError(f"{name}, line {line}: {error}") from error
    rest = {key: value for key, value in row.items() if key not in ("file", "published")}
    return Declared(published=published, **rest)
