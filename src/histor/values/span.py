"""A stretch of one document's text, quoted to the letter."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Characters `start` to `end` (half-open, in code points) of a document's text.

    `document.text[start:end] == text` holds for every span in a record.
    """

    document: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise ValueError(
                f"a span of {len(self.text)} characters cannot run from {self.start} to {self.end}"
            )


def quote(document: str, text: str, start: int, end: int) -> Span:
    """Return the span `start` to `end` of `text`, which is the whole text of `document`."""
    return Span(document=document, start=start, end=end, text=text[start:end])
