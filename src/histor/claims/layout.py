"""Cut a report's text into blocks (headline, bullet, body, credit) and these into sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from histor.claims.glued import glued_bounds
from histor.claims.parsed import BlockKind, Sentence
from histor.claims.vocabulary import LayoutWords

LINE = re.compile(r"[^\n]+")
TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]*]*$")
BULLET = re.compile(r"^\s*(?:[-*•–▪●·]|\d{1,2}[.)])\s+(?=\S)")
HEADLINE_WORDS = 22  # the longest headlines of the wires run to about twenty words
# A full stop, its closing quotes or the mark of a note, white space, and then what can open a sentence.
BOUNDARY = re.compile(r"(?<=[.!?…])([\"'”’»)\]*]*)(\s+)(?=[\"'“‘«(\[¿¡]*[^\W_a-zà-ÿ])")
# What opens a sentence on something else than the report's own matter.
OTHER_MATTER = re.compile(
    r"(?:Also|Elsewhere|Separately|Meanwhile|In (?:another|a separate|a second)|Another|Earlier)\b"
)
LAST_WORD = re.compile(r"([^\s\"'“‘(\[]+)$")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: offsets into the text, and the part that it plays."""

    start: int
    end: int
    kind: BlockKind


def split(text: str, words: LayoutWords) -> list[Sentence]:
    """Return every sentence of `text` in order, not yet parsed."""
    sentences: list[Sentence] = []
    for number, block in enumerate(blocks(text, words)):
        for start, end in sentence_bounds(text, block.start, block.end, words):
            sentences.append(
                Sentence(
                    index=len(sentences),
                    paragraph=number,
                    kind=block.kind,
                    start=start,
                    end=end,
                    text=text[start:end],
                )
            )
    return sentences


def blocks(text: str, words: LayoutWords) -> list[Block]:
    """Return the paragraphs of `text`: lines that stop mid-sentence are joined with the next (wrapped text)."""
    found: list[Block] = []
    for stretch in _paragraphs(text):
        start, end = stretch
        body = text[start:end]
        found.append(Block(start, end, _kind(body, words, first=not found, alone=_alone(text, start, end))))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start: int | None = None
    end = 0
    for match in LINE.finditer(text):
        line = match.group()
        if not line.strip():
            continue
        left = match.start() + len(line) - len(line.lstrip())
        right = match.end() - (len(line) - len(line.rstrip()))
        if start is not None and not _continues(text, end, left, line):
            yield start, end
            start = None
        start = left if start is None else start
        end = right
    if start is not None:
        yield start, end


def _continues(text: str, end: int, left: int, line: str) -> bool:
    """Whether a line is the rest of a wrapped paragraph: no blank line, no stop, and it goes on in lower case."""
    gap = text[end:left]
    if gap.count("\n") != 1 or BULLET.match(line):
        return False
    before = text[text.rfind("\n", 0, end) + 1 : end]
    wrapped = len(before) > WRAPPED and _widest(text) <= WIDEST
    return not TERMINAL.search(before) and (line.lstrip()[:1].islower() or wrapped)


WRAPPED = 55  # characters; plain-text mail wraps at 65 to 78, headlines and sign-offs mostly stay shorter
WIDEST = 130  # characters; a text with longer lines has a paragraph in each, and its headline is no part of the next


@lru_cache(maxsize=8)
def _widest(text: str) -> int:
    return max((len(line) for line in text.split("\n")), default=0)


def _alone(text: str, start: int, end: int) -> bool:
    return "\n" not in text[start:end]


def _kind(body: str, words: LayoutWords, *, first: bool, alone: bool) -> BlockKind:
    lowered = body.lower()
    if any(lowered.startswith(opening) for opening in words.credit_openings):
        return BlockKind.CREDIT
    if BULLET.match(body):
        return BlockKind.BULLET
    short = alone and len(body.split()) <= HEADLINE_WORDS
    if short and first and not re.search(r"[.!…][\"'”’]*$", body):
        return BlockKind.HEADLINE
    if short and len(body.split()) <= HEADLINE_WORDS // 2 and _is_subhead(body):
        return BlockKind.HEADLINE
    return BlockKind.BODY


def _is_subhead(body: str) -> bool:
    return not re.search(r"[.!…:;,][\"'”’]*$", body) and not body.startswith(('"', "“", "'", "‘"))


def sentence_bounds(text: str, start: int, end: int, words: LayoutWords) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the sentences of one block; abbreviations and initials end no sentence."""
    left = start
    for stop, close, following in _stops(text, start, end, words):
        if _abbreviated(text[left:stop], words):
            continue
        yield from _cut(text, left, close)
        left = following
    if left < end:
        yield from _cut(text, left, end)


def _stops(text: str, start: int, end: int, words: LayoutWords) -> list[tuple[int, int, int]]:
    """Return for each end of a sentence: behind its stop, behind its closing marks, and where the next one begins."""
    spaced = [(m.start(), m.end(1), m.end()) for m in BOUNDARY.finditer(text, start, end)]
    glued = [(stop, close, close) for stop, close in glued_bounds(text, start, end, words)]
    return sorted([*spaced, *glued])


NUMBER = re.compile(r"\d+")
MOST_NUMBERS = 100  # more of them in one sentence are a table
LONGEST = (
    5000  # characters: ten times the longest sentence of a report; beyond lies text that has no sentences
)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, or the pieces of one that is none: a table run together, a page without a stop."""
    while (furthest := _furthest(text, start, end)) < end:
        space = text.rfind(" ", start + 1, furthest)
        stop = space if space > start else furthest
        yield start, stop
        start = stop + (space > start)
    if start < end:
        yield start, end


def _furthest(text: str, start: int, end: int) -> int:
    """Return how far one sentence can reach: so many characters, so many numbers."""
    furthest = min(end, start + LONGEST)
    numbers = NUMBER.finditer(text, start, furthest)
    beyond = next(islice(numbers, MOST_NUMBERS, None), None)
    return beyond.start() if beyond else furthest


def _abbreviated(before: str, words: LayoutWords) -> bool:
    if not before.endswith("."):
        return False
    last = LAST_WORD.search(before)
    if last is None:
        return False
    word = last.group(1)
    return word.lower() in words.abbreviations or bool(
        re.fullmatch(r"(?:[A-Z]\.)+", word) and len(word) <= INITIAL
    )


INITIAL = 2  # "J." is an initial; "U.S." is in the abbreviations, since it may also end a sentence
