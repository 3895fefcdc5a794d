"""What an opener is given and what it yields: the bytes of a container, its reports, its troubles."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import IO, Protocol, TypeAlias

from histor.documents.columns import Columns
from histor.documents.containers.budget import Budget
from histor.documents.received import Declared
from histor.errors import UnreadableError

HEAD = 64 * 1024  # bytes: enough to see what a file is
LARGEST_WHOLE = 256 * 1024 * 1024  # bytes held at once: a container in a container, a table in JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes of a container, to be opened as often as need be."""

    name: str  # the last part of its name
    size: int
    open: Callable[[], IO[bytes]]
    budget: Budget
    columns: Columns

    def whole(self, most: int = LARGEST_WHOLE) -> bytes:
        """Return all of it; raises UnreadableError if that is more than `most`."""
        with self.open() as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise UnreadableError(
                f"more than {most / 1e6:.0f} MB in one piece are not opened: cut the file up, or unpack it by hand"
            )
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One report in a container, or a container in a container."""

    name: str
    data: bytes
    declared: Declared = field(default_factory=Declared)
    captured_at: datetime | None = None  # when a crawler received it, if one says so
    plain: bool = False  # a report whatever it looks like: not to be opened again


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What could not be taken out of a container, and why."""

    name: str | None  # None: the container itself
    reason: str


Part: TypeAlias = Item | Trouble


class Opener(Protocol):
    """Takes one kind of container apart; raises UnreadableError where it can go no further."""

    def __call__(self, source: Source) -> Iterator[Part]:
        """Yield what is in it, in order."""
        ...


def source_of(data: bytes, name: str, budget: Budget, columns: Columns) -> Source:
    """Return the source of bytes in memory."""
    return Source(name=name, size=len(data), open=lambda: BytesIO(data), budget=budget, columns=columns)


ITEM_START = b'{"histor": "item/1"'


def item_bytes(kind: str, said: Iterable[tuple[str, str | int | bool | None]]) -> bytes:
    """Return the bytes that stand for one report without bytes of its own (a message, a feed's entry, a row).

    They hold only what makes the report what it is, in a fixed order: the same report taken from two exports
    is the same bytes.
    """
    kept = {key: value for key, value in said if value is not None and value != ""}
    return json.dumps({"histor": "item/1", "kind": kind} | kept, ensure_ascii=True, indent=None).encode()
