"""One report as it was received, and the text that was read from it."""

from dataclasses import dataclass
from datetime import date, datetime

from histor.values.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The days on which a report may have appeared, both inclusive: one day where its date is known to the day."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"a report cannot have appeared from {self.start} back to {self.end}")

    @property
    def day(self) -> date | None:
        """The day it appeared, None where only a longer stretch is known."""
        return self.start if self.start == self.end else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report: the bytes it came from (by hash), what is known about it, and its text.

    `published` is never guessed from the clock or the file's date; None means that nothing says it.
    """

    id: str  # SHA-256 of the bytes as received
    file: str  # where it was found, relative to the path given to build
    text: str
    text_sha256: str
    media_type: str
    reader: str  # "text/1": reader and its version
    captured_at: datetime  # when Histor received the bytes, or the crawler that kept them, UTC
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None  # ISO 639-1
    published: Published | None = None
    agency_credit: str | None = None  # the agency whose text it declares to carry (AFP, Reuters)
    copy_of: str | None = None  # id of the document whose text it republishes
    container: str | None = None  # SHA-256 of the file (archive, feed, table) that it was taken out of
    locator: str | None = None  # where in that file
    flags: tuple[str, ...] = ()  # what to know of the text: "mojibake_repaired", "bidi_controls", "ocr"

    def span(self, start: int, end: int) -> Span:
        """Return the span of this document's text from `start` to `end`."""
        return Span(document=self.id, start=start, end=end, text=self.text[start:end])
