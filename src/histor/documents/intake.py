"""Gather what is to be read: files and folders, one at a time, with what their manifests declare."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from histor.documents.dates import published_from
from histor.errors import ManifestError, MissingInputError
from histor.records.document import Published
from histor.records.failure import Failure

# Bytes: the longest UN reports hold 2 MB of text; more is a dump, to be cut up first.
LARGEST = 20 * 1024 * 1024
MANIFESTS = ("manifest.csv", "manifest.jsonl")
COLUMNS = frozenset({"file", "published", "outlet", "url", "title", "author", "language", "agency"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What somebody says about a report from outside of its text."""

    published: Published | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None
    agency: str | None = None

    def over(self, weaker: "Declared") -> "Declared":
        """Return `weaker` with everything that this one says put on top."""
        said = {part.name: getattr(self, part.name) for part in fields(self)}
        return replace(weaker, **{name: value for name, value in said.items() if value is not None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The bytes of one file, and what is declared about them."""

    data: bytes
    file: str
    declared: Declared
    captured_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversized:
    """A file too large to be read, unopened: the failure to be, and where the bytes lie that are evidence."""

    path: Path
    failure: Failure


Gathered: TypeAlias = Received | Oversized | Failure


def gather(paths: Sequence[Path], given: Declared, *, now: Callable[[], datetime]) -> Iterator[Gathered]:
    """Yield every report under `paths` in a stable order, bytes read one file at a time.

    `given` outranks what manifests say. Hidden files, manifests, and a README that no manifest lists are
    passed over.
    Raises MissingInputError, before anything is read, for a path that does not exist.
    """
    for path in paths:
        if not path.exists():
            raise MissingInputError(f"{path} does not exist: give a file or a folder of reports")
    for path in paths:
        if path.is_dir():
            yield from _folder(path, path, given, now)
        else:
            yield _file(path, path.name, given, now())


def _folder(folder: Path, root: Path, given: Declared, now: Callable[[], datetime]) -> Iterator[Gathered]:
    try:
        entries = sorted(folder.iterdir())
        rows = _manifest(folder)
    except OSError as error:
        yield _failure(folder, root, f"this folder cannot be read: {error.strerror or error}", now())
        return
    except ManifestError as error:
        yield _failure(folder, root, str(error), now())
        rows, entries = {}, sorted(folder.iterdir())
    for name in sorted(set(rows) - {entry.name for entry in entries}):
        yield _failure(folder / name, root, "the manifest names this file, but it is not there", now())
    for entry in entries:
        yield from _entry(entry, root, given, rows, now)


def _entry(
    entry: Path, root: Path, given: Declared, rows: Mapping[str, Declared], now: Callable[[], datetime]
) -> Iterator[Gathered]:
    if entry.name.startswith(".") or entry.name in MANIFESTS:
        return
    if entry.name.lower().startswith("readme") and entry.name not in rows:
        return
    if entry.is_symlink() and not _inside(entry, root):
        yield _failure(entry, root, "this link leads out of the folder and was not followed", now())
    elif entry.is_symlink() and entry.is_dir():  # its files are read where they lie; a loop would never end
        yield _failure(entry, root, "this link leads to a folder and was not followed", now())
    elif entry.is_dir():
        yield from _folder(entry, root, given, now)
    else:
        declared = given.over(rows.get(entry.name, Declared()))
        yield _file(entry, entry.relative_to(root).as_posix(), declared, now())


def _inside(entry: Path, root: Path) -> bool:
    return entry.resolve().is_relative_to(root.resolve())


def _file(path: Path, name: str, declared: Declared, captured_at: datetime) -> Gathered:
    try:
        if not path.is_file():  # a pipe would keep the whole batch waiting
            reason = "this is no regular file: a link to nothing, a pipe or a device"
            return Failure(stage="read", subject=name, reason=reason, sha256=None, at=captured_at)
        size = path.stat().st_size
        if size > LARGEST:
            reason = too_large(size)
            failure = Failure(stage="read", subject=name, reason=reason, sha256=None, at=captured_at)
            path.open("rb").close()  # or it is a failure of its own that nobody can
            return Oversized(path=path, failure=failure)
        data = path.read_bytes()
    except OSError as error:
        reason = f"this file cannot be opened: {error.strerror or error}"
        return Failure(stage="read", subject=name, reason=reason, sha256=None, at=captured_at)
    return Received(data=data, file=name, declared=declared, captured_at=captured_at)


def too_large(size: int) -> str:
    """Say that a report of `size` bytes is not read, and what to do."""
    return f"{size / 1e6:.0f} MB are more than one report holds ({LARGEST / 1e6:.0f} MB): cut the file up"


def _failure(path: Path, root: Path, reason: str, at: datetime) -> Failure:
    name = path.relative_to(root).as_posix() if path != root else str(path)
    return Failure(stage="read", subject=name, reason=reason, sha256=None, at=at)


def _manifest(folder: Path) -> dict[str, Declared]:
    """Return what the folder's manifest declares of each file.

    Raises ManifestError with the line of the first row that does not fit.
    """
    rows: dict[str, Declared] = {}
    for name in MANIFESTS:
        path = folder / name
        if path.exists():
            rows |= _rows(path)
    return rows


def _rows(path: Path) -> dict[str, Declared]:
    try:
        return {row["file"]: _declared(path, line, row) for line, row in _manifest_rows(path)}
    except (UnicodeDecodeError, csv.Error) as error:
        raise ManifestError(f"{path.name} cannot be read as UTF-8 text: {error}") from error


def _manifest_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        if path.suffix == ".csv":
            reader = csv.DictReader(lines)
            numbered: Iterator[tuple[int, object]] = ((reader.line_num, row) for row in reader)
        else:
            numbered = ((i, _object(path, i, text)) for i, text in enumerate(lines, start=1) if text.strip())
        for line, row in numbered:
            yield line, _checked(path, line, row)


def _object(path: Path, line: int, text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ManifestError(f"{path.name}, line {line}: this is not JSON ({error.msg})") from error


def _checked(path: Path, line: int, row: object) -> dict[str, str]:
    where = f"{path.name}, line {line}"
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


def _declared(path: Path, line: int, row: Mapping[str, str]) -> Declared:
    try:
        published = published_from(row["published"]) if "published" in row else None
    except ValueError as error:
        raise ManifestError(f"{path.name}, line {line}: {error}") from error
    rest = {key: value for key, value in row.items() if key not in ("file", "published")}
    return Declared(published=published, **rest)
