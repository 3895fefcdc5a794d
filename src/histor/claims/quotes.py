"""Direct speech: where quotation marks open and close."""

import re
from collections.abc import Iterator, Sequence

from histor.claims.mentions import Stretch

OPEN, CLOSE = "“«", "”»"
STRAIGHT = re.compile(r'"')
SHORT = 3  # words; fewer in quotation marks are a label ("massacres"), not speech


def quotations(text: str) -> list[Stretch]:
    """Return every quotation of `text`, marks included; one left open runs to the end of its paragraph."""
    return sorted((*_curly(text), *_straight(text)), key=lambda found: found.start)


def _curly(text: str) -> Iterator[Stretch]:
    for match in re.finditer(r"[“«][^”»\n]*(?:[”»]|(?=\n|\Z))", text):
        yield Stretch(start=match.start(), end=match.end())


def _straight(text: str) -> Iterator[Stretch]:
    for line in re.finditer(r"[^\n]+", text):
        marks = [line.start() + m.start() for m in STRAIGHT.finditer(line.group())]
        for left, right in zip(marks[::2], [*marks[1::2], None], strict=False):
            end = right + 1 if right is not None else line.end()
            yield Stretch(start=left, end=end)


def is_speech(text: str, quotation: Stretch) -> bool:
    """Whether a quotation is speech, not a word or two in quotation marks."""
    return len(text[quotation.start : quotation.end].split()) > SHORT


def within(quotes: Sequence[Stretch], start: int, end: int) -> Stretch | None:
    """Return the quotation that `start` to `end` lies in, but for its marks."""
    return next((q for q in quotes if q.start <= start + 1 and end - 1 <= q.end), None)
