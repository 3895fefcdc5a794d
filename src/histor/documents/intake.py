"""Gather what is to be read: files, folders and what lies in archives, with what manifests declare."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from histor.documents.columns import NO_COLUMNS, Columns, sidecar_columns
from histor.documents.containers.opening import expand, expand_file, is_container
from histor.documents.furniture import EXPORT, dress_folders, is_dress, is_report
from histor.documents.manifest import MANIFESTS, manifest_of
from histor.documents.received import LARGEST, Container, Declared, Gathered, Oversized, Received, too_large
from histor.errors import ManifestError, MissingInputError
from histor.records.failure import Failure

Now = Callable[[], datetime]
SIDECAR = ".columns.yml"  # beside reports.csv: reports.csv.columns.yml


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """What holds for all that is gathered in one call."""

    given: Declared
    columns: Columns
    now: Now


def gather(
    paths: Sequence[Path], given: Declared, *, now: Now, columns: Columns = NO_COLUMNS
) -> Iterator[Gathered]:
    """Yield every report under `paths` in a stable order, bytes read one file at a time.

    What holds reports (an archive, a feed, a table) is followed by them. `given` outranks what manifests
    say. Hidden files, manifests, and a README that no manifest lists are passed over.
    Raises MissingInputError, before anything is read, for a path that does not exist.
    """
    for path in paths:
        if not path.exists():
            raise MissingInputError(f"{path} does not exist: give a file or a folder of reports")
    call = _Call(given=given, columns=columns, now=now)
    for path in paths:
        if path.is_dir():
            yield from _folder(path, path, call)
        else:
            yield from _file(path, path.name, given, call)


def gather_bytes(received: Received, *, columns: Columns = NO_COLUMNS) -> Iterator[Gathered]:
    """Yield what bytes that came through a pipe hold: themselves, or the reports in them."""
    yield from expand(received, columns)


def _folder(folder: Path, root: Path, call: _Call) -> Iterator[Gathered]:
    try:
        entries = sorted(folder.iterdir())
        rows = manifest_of(folder)
    except OSError as error:
        yield _failure(folder, root, f"this folder cannot be read: {error.strerror or error}", call.now())
        return
    except ManifestError as error:
        yield _failure(folder, root, str(error), call.now())
        rows, entries = {}, sorted(folder.iterdir())
    for name in sorted(set(rows) - {entry.name for entry in entries}):
        yield _failure(folder / name, root, "the manifest names this file, but it is not there", call.now())
    dress = dress_folders(_names(folder, entries))
    for entry in entries:
        if entry.name in dress:
            yield from _beside(entry, root, call)
        elif entry.name in rows or not is_dress(entry.name):
            yield from _entry(entry, root, rows, call)


def _beside(folder: Path, root: Path, call: _Call) -> Iterator[Gathered]:
    """Yield what somebody put into the folder of what a page shows."""
    for path in sorted(folder.rglob("*")):
        if is_report(path.name) and not path.is_dir():
            yield from _entry(path, root, {}, call)


def _names(folder: Path, entries: Sequence[Path]) -> list[str]:
    """Return the names by which folders of pages' dress are told: a folder's own, and what an export has in its."""
    inside = [name for name in EXPORT if (folder / name).is_file()]
    return [*inside, *(f"{entry.name}/{entry.name}" if entry.is_dir() else entry.name for entry in entries)]


def _entry(entry: Path, root: Path, rows: Mapping[str, Declared], call: _Call) -> Iterator[Gathered]:
    if entry.name.startswith(".") or entry.name in MANIFESTS or entry.name.endswith(SIDECAR):
        return
    if entry.name.lower().startswith("readme") and entry.name not in rows:
        return
    if entry.is_symlink() and not _inside(entry, root):
        yield _failure(entry, root, "this link leads out of the folder and was not followed", call.now())
    elif entry.is_symlink() and entry.is_dir():  # its files are read where they lie; a loop would never end
        yield _failure(entry, root, "this link leads to a folder and was not followed", call.now())
    elif entry.is_dir():
        yield from _folder(entry, root, call)
    else:
        declared = call.given.over(rows.get(entry.name, Declared()))
        yield from _file(entry, entry.relative_to(root).as_posix(), declared, call)


def _inside(entry: Path, root: Path) -> bool:
    return entry.resolve().is_relative_to(root.resolve())


def _file(path: Path, name: str, declared: Declared, call: _Call) -> Iterator[Gathered]:
    captured_at = call.now()
    try:
        if not path.is_file():  # a pipe would keep the whole batch waiting
            reason = "this is no regular file: a link to nothing, a pipe or a device"
            yield Failure(stage="read", subject=name, reason=reason, sha256=None, at=captured_at)
            return
        yield from _regular(path, name, declared, call, captured_at)
    except OSError as error:
        reason = f"this file cannot be opened: {error.strerror or error}"
        yield Failure(stage="read", subject=name, reason=reason, sha256=None, at=captured_at)
    except ManifestError as error:
        yield Failure(stage="read", subject=name, reason=str(error), sha256=None, at=captured_at)


def _regular(path: Path, name: str, declared: Declared, call: _Call, at: datetime) -> Iterator[Gathered]:
    columns = call.columns or sidecar_columns(path.with_name(path.name + SIDECAR))
    if is_container(path, columns):
        yield Container(file=name, source=path, captured_at=at)
        yield from expand_file(path, _received(b"", name, declared, at), columns)
        return
    size = path.stat().st_size
    if size > LARGEST:
        failure = Failure(stage="read", subject=name, reason=too_large(size), sha256=None, at=at)
        path.open("rb").close()  # or it is a failure of its own that nobody can
        yield Oversized(path=path, failure=failure)
        return
    yield _received(path.read_bytes(), name, declared, at)


def _received(data: bytes, name: str, declared: Declared, at: datetime) -> Received:
    return Received(data=data, file=name, declared=declared, captured_at=at)


def _failure(path: Path, root: Path, reason: str, at: datetime) -> Failure:
    name = path.relative_to(root).as_posix() if path != root else str(path)
    return Failure(stage="read", subject=name, reason=reason, sha256=None, at=at)


__all__ = [
    "LARGEST",
    "Container",
    "Declared",
    "Gathered",
    "Oversized",
    "Received",
    "gather",
    "gather_bytes",
    "too_large",
]
