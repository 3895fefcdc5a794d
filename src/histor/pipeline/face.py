"""Histor from Python: `histor.read` and `histor.build`."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from histor.documents.dates import published_from
from histor.documents.intake import Declared
from histor.errors import InputError, UnreadableError
from histor.pipeline import building
from histor.records.claim import Claim
from histor.records.document import Published
from histor.settings import Settings
from histor.store.record import Record


def read(
    text_or_path: str | Path, *, published: date | Published | str | None = None, outlet: str | None = None
) -> list[Claim]:
    """Return the claims of one report: a Path is a file, a string the text itself, or the name of a file.

    `published` is a day, an interval, or text such as 2025-03-10 or 2025-03; without it, "Monday" stays open.
    Raises UnreadableError if the report cannot be read, MissingInputError if there is no such file, InputError
    if `published` is no date.
    """
    source = _source(text_or_path)
    found: list[Claim] = []
    for reading in building.read_one(source, given=_given(published, outlet), settings=_settings()):
        if reading.failures:
            raise UnreadableError(reading.failures[0].reason)
        found += [claim for _, claims in reading.documents for claim in claims]
    return found


def build(
    paths: Sequence[str | Path] | str | Path,
    *,
    record: str | Path = "record",
    published: date | Published | str | None = None,
    outlet: str | None = None,
) -> Record:
    """Read files and folders into the record in the folder `record`, and return it, open.

    What could not be read is in its `failures()`.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    opened = Record.open(Path(record), create=True)
    try:
        building.build(
            [Path(path) for path in given],
            record=opened,
            given=_given(published, outlet),
            settings=_settings(),
        )
    except BaseException:
        opened.close()
        raise
    return opened


def _source(text_or_path: str | Path) -> Path | bytes:
    if isinstance(text_or_path, Path):
        return text_or_path
    named = "\n" not in text_or_path and os.path.isfile(text_or_path)  # noqa: PTH113 (Path's raises on a long text)
    return Path(text_or_path) if named else text_or_path.encode()


def _given(published: date | Published | str | None, outlet: str | None) -> Declared:
    return Declared(published=_days(published), outlet=outlet)


def _days(published: date | Published | str | None) -> Published | None:
    if isinstance(published, date):
        return Published(start=published, end=published)
    if isinstance(published, str):
        try:
            return published_from(published)
        except ValueError as error:
            raise InputError(str(error)) from error
    return published


def _settings() -> Settings:
    return Settings.from_environment(os.environ)
