"""Take a container apart, and the containers in it, into reports and failures: what is what is told by its bytes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from histor.documents.columns import Columns
from histor.documents.containers.budget import DEEPEST, Budget
from histor.documents.containers.kinds import opener_for
from histor.documents.containers.parts import Item, Opener, Source, Trouble, source_of
from histor.documents.received import LARGEST, Container, Received, too_large
from histor.errors import ManifestError, UnreadableError
from histor.records.failure import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the taking apart has got to."""

    outer: Received  # without its bytes
    sha256: str  # of the outermost file
    budget: Budget
    columns: Columns
    locator: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return "/".join((self.outer.file, *self.locator))

    def inside(self, item: Item) -> "_Place":
        declared = self.outer.declared.over(item.declared)
        captured_at = item.captured_at or self.outer.captured_at
        outer = replace(self.outer, declared=declared, captured_at=captured_at)
        return replace(self, outer=outer, locator=(*self.locator, _shown(item.name)))

    def received(self, data: bytes) -> Received:
        if not self.locator:
            return replace(self.outer, data=data)
        locator = "/".join(self.locator)
        return replace(self.outer, data=data, file=self.file, container=self.sha256, locator=locator)

    def failure(self, reason: str, name: str | None = None) -> Failure:
        subject = "/".join((self.file, _shown(name))) if name else self.file
        at = self.outer.captured_at
        return Failure(stage="read", subject=subject, reason=reason, sha256=self.sha256, at=at)


def is_container(path: Path, columns: Columns) -> bool:
    """Tell whether a file is taken apart rather than read as one report."""
    return opener_for(_file_source(path, Budget(path.stat().st_size), columns)) is not None


def expand_file(path: Path, outer: Received, columns: Columns) -> Iterator[Received | Failure]:
    """Yield the reports in a container on disk, in order, and what could not be taken out of it."""
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    budget = Budget(path.stat().st_size)
    place = _Place(outer=outer, sha256=sha256, budget=budget, columns=columns)
    source = _file_source(path, budget, columns)
    opener = opener_for(source)
    if opener is not None:
        yield from _opened(place, source, opener)


def expand(outer: Received, columns: Columns) -> Iterator[Received | Container | Failure]:
    """Yield what bytes in memory hold: themselves, or, after the container that they are, the reports in it."""
    budget = Budget(len(outer.data))
    sha256 = hashlib.sha256(outer.data).hexdigest()
    source = source_of(outer.data, outer.file, budget, columns)
    opener = opener_for(source)
    if opener is None:
        yield outer
        return
    yield Container(file=outer.file, data=outer.data, captured_at=outer.captured_at)
    place = _Place(outer=replace(outer, data=b""), sha256=sha256, budget=budget, columns=columns)
    yield from _opened(place, source, opener)


def _file_source(path: Path, budget: Budget, columns: Columns) -> Source:
    size = path.stat().st_size
    return Source(name=path.name, size=size, open=lambda: path.open("rb"), budget=budget, columns=columns)


def _opened(place: _Place, source: Source, opener: Opener) -> Iterator[Received | Failure]:
    if len(place.locator) > DEEPEST:
        yield place.failure(
            f"archives in archives are opened {DEEPEST} deep: unpack this one by hand, and add what is in it"
        )
        return
    found = False
    try:
        for part in opener(source):
            found = True
            match part:
                case Item():
                    yield from _item(place.inside(part), part)
                case Trouble(name=name, reason=reason):
                    yield place.failure(reason, name)
    except (UnreadableError, ManifestError) as error:
        yield place.failure(str(error))
    else:
        if not found:
            yield place.failure("there is no report in this: look into it, and add what it should hold")


def _item(place: _Place, item: Item) -> Iterator[Received | Failure]:
    source = source_of(item.data, PurePosixPath(item.name).name, place.budget, place.columns)
    opener = None if item.plain else opener_for(source)
    if opener is not None:
        yield from _opened(place, source, opener)
    elif len(item.data) > LARGEST:
        yield place.failure(too_large(len(item.data)))
    else:
        yield place.received(item.data)


def _shown(name: str) -> str:
    """Return a name from an archive as a label: it is never used as a path."""
    if "://" in name:
        return name
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    return "/".join("(up)" if part == ".." else part for part in parts) or "(no name)"
