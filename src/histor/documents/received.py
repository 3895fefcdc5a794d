"""What is handed to the readers: the bytes of one report, what is declared of it, and where it came from."""

import re
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from histor.records.document import Published
from histor.records.failure import Failure

# Bytes: the longest UN reports hold 2 MB of text; more is a dump, to be cut up first.
LARGEST = 20 * 1024 * 1024
SECRET = re.compile(r"(?<=://)[^/?#\s]*@")  # "https://name:password@"


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

    def __post_init__(self) -> None:
        # A name and password in an address open a door: they belong in no record, and in no log of one.
        if self.url is not None:
            object.__setattr__(self, "url", SECRET.sub("", self.url))

    def over(self, weaker: "Declared") -> "Declared":
        """Return `weaker` with everything that this one says put on top."""
        said = {part.name: getattr(self, part.name) for part in fields(self)}
        return replace(weaker, **{name: value for name, value in said.items() if value is not None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The bytes of one report, and what is declared about them."""

    data: bytes
    file: str
    declared: Declared
    captured_at: datetime
    container: str | None = None  # SHA-256 of the file that it was taken out of
    locator: str | None = None  # where in that file: "inner/name.html", "message 12"


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A file that holds reports: its bytes are evidence, its reports follow as items of their own."""

    file: str
    captured_at: datetime
    source: Path | None = None  # where it lies; None: it came through a pipe
    data: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversized:
    """A file too large to be read, unopened: the failure to be, and where the bytes lie that are evidence."""

    path: Path
    failure: Failure


Gathered: TypeAlias = Received | Container | Oversized | Failure


def too_large(size: int) -> str:
    """Say that a report of `size` bytes is not read, and what to do."""
    return f"{size / 1e6:.0f} MB are more than one report holds ({LARGEST / 1e6:.0f} MB): cut the file up"
