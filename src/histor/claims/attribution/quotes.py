"""Find direct speech: what stands between quotation marks, also over several sentences and paragraphs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from histor.claims.mentions import Stretch
from histor.claims.parsed import Sentence

PAIRS = {"“": "”", "„": "“", "«": "»", "‘": "’", '"': '"'}
OTHERS = {"”": ('"',), '"': ("”",)}  # pages that mix two kinds of marks
OPENING = re.compile(r"[“„«\"]|(?<![\w.,!?])‘(?=\w)")
CLOSING = re.compile(r"’(?!\w)")
LONGEST = (
    5000  # characters between two single marks: an apostrophe opens none, and is not looked after for ever
)
LONG_LETTERS = 1000  # a quote of as many is speech, whoever counts its words
LONG = 4  # words; shorter quotes are words taken up ("ethnic cleansing"), not speech of their own


def find_quotes(text: str, sentences: Sequence[Sentence]) -> list[Stretch]:
    """Return the stretches of direct speech in order; one that is left open ends with its paragraph."""
    found: list[Stretch] = []
    for start, end in _paragraphs(sentences):
        found.extend(_in_paragraph(text, start, end))
    return found


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        start = bounds.get(sentence.paragraph, (sentence.start, 0))[0]
        bounds[sentence.paragraph] = (start, sentence.end)
    yield from bounds.values()


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Stretch]:
    at = start
    while (opening := OPENING.search(text, at, end)) is not None:
        closing = _closing(text, opening, end)
        yield Stretch(start=opening.start(), end=closing)
        at = max(closing, opening.end())


def _closing(text: str, opening: re.Match[str], end: int) -> int:
    mark = PAIRS[opening.group()]
    if mark == "’":
        found = CLOSING.search(text, opening.end(), min(end, opening.end() + LONGEST))
        return found.end() if found else opening.end()
    found_at = [
        at for at in (text.find(m, opening.end(), end) for m in (mark, *OTHERS.get(mark, ()))) if at >= 0
    ]
    return found_at[0] + 1 if found_at else end


def is_speech(text: str, quote: Stretch) -> bool:
    """Whether a quote is long enough to be direct speech rather than words taken up."""
    length = quote.end - quote.start
    return length > LONG_LETTERS or len(text[quote.start : quote.end].split(None, LONG)) >= LONG


def quote_at(quotes: Sequence[Stretch], offset: int) -> Stretch | None:
    """Return the quote that `offset` lies in; `quotes` are in order and none holds another."""
    at = bisect_right(quotes, offset, key=lambda quote: quote.start)
    return quotes[at - 1] if at and quotes[at - 1].covers(offset) else None


def overlapping(quotes: Sequence[Stretch], start: int, end: int) -> Sequence[Stretch]:
    """Return those of the quotes, which are in order, that hold something between `start` and `end`."""
    left = bisect_right(quotes, start, key=lambda quote: quote.end)
    return quotes[left : bisect_left(quotes, end, lo=left, key=lambda quote: quote.start)]


def share_quoted(sentence: Sentence, quotes: Sequence[Stretch]) -> float:
    """Return which share of a sentence's characters stands in quotes."""
    touching = overlapping(quotes, sentence.start, sentence.end)
    inside = sum(min(q.end, sentence.end) - max(q.start, sentence.start) for q in touching)
    return inside / max(1, sentence.end - sentence.start)
