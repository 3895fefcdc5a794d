"""Bound what one file may expand to: an archive of a few bytes must not fill the machine."""

from io import RawIOBase
from typing import IO, TYPE_CHECKING

from histor.errors import UnreadableError

if TYPE_CHECKING:
    from typing_extensions import Buffer

FREE = 64 * 1024 * 1024  # bytes that anything may expand to
RATIO = 100  # and beyond that, so many times its own size: text packs 3 to 10 times, logs 50
MOST_ITEMS = 1_000_000  # reports in one file
DEEPEST = 5  # containers in containers


class Budget:
    """What a file may still expand to, all its containers in containers together."""

    def __init__(self, packed: int) -> None:
        self._left = FREE + RATIO * packed
        self._items = MOST_ITEMS

    def charge(self, size: int) -> None:
        """Take `size` bytes off; raises UnreadableError when there are none left."""
        self._left -= size
        if self._left < 0:
            raise UnreadableError(
                f"this expands to more than {RATIO} times its size, as archives do that are made to fill a disk: "
                "the rest was not read. If you trust it, unpack it by hand and add the files"
            )

    def count(self) -> None:
        """Take one item off; raises UnreadableError when there are none left."""
        self._items -= 1
        if self._items < 0:
            raise UnreadableError(
                f"this holds more than {MOST_ITEMS:,} entries: the rest was not read. Cut it up"
            )


class Metered(RawIOBase):
    """A stream whose bytes are charged to a budget as they are read."""

    def __init__(self, stream: IO[bytes], budget: Budget, below: IO[bytes] | None = None) -> None:
        self._stream = stream
        self._below = below
        self._budget = budget

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "Buffer") -> int:
        """Fill `buffer`; raises UnreadableError when the budget is spent."""
        view = memoryview(buffer)
        data = self._stream.read(len(view))
        self._budget.charge(len(data))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the stream, and the file below, which what unpacks leaves open."""
        self._stream.close()
        if self._below is not None:
            self._below.close()
        super().close()
