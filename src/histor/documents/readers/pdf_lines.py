"""Put the words of a block of a page together: side by side to lines, lines to paragraphs, cells to rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

FULL = 0.8  # of the column's width: a shorter line ends a paragraph, if it ends a sentence
ENDS = (".", "!", "?", ":", "”", '"', "’", ")", "؟")
CELLS_APART = 2.0  # times a line's height: words of justified text stand closer
BULLETS = ("•", "▪", "●", "○", "◦", "■")
HYPHENS = ("-", "\u00ad", "\u2010")
OTHER_LETTERS = 1.15  # times as high
LONG, ALIKE = (
    0.6,
    4.0,
)  # of the column's width, and of a line's height: lines that end alike before it were wrapped
ROOM = 1.0  # of a line's height: the space between two words, and what justified text may lack
# Broken at their own hyphen: anti-government, well-known, a two-day-long.
KEPT = re.compile(
    r"(?:^\W*(?:anti|non|self|pro|pre|co|ex|vice|cross|semi|multi|post|counter|all|mid|well)|\w-\w+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands, in points from the page's top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    edge: float | None = None  # where its line has to end, if that is before the column does: beside a box


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    first: float = 0.0  # the width of its first word
    edge: float = 0.0  # where it could have ended
    row: bool = False  # of a table

    @property
    def height(self) -> float:
        """How high its letters are."""
        return self.bottom - self.top


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Return the words that stand at one height together, from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.top, each.x0)):
        middle = (word.top + word.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda each: each.x0) for row in rows]


def lines_of(words: Iterable[Word], edge: float | None = None) -> list[Line]:
    """Return words as lines, from top to bottom; `edge` is where their column ends."""
    rows = rows_of(words)
    right = max((word.x1 for row in rows for word in row), default=0.0) if edge is None else edge
    return [_line(row, right) for row in rows]


def _line(row: Sequence[Word], right: float) -> Line:
    text, cells = row[0].text, 1
    for before, word in pairwise(row):
        apart = word.x0 - before.x1 > CELLS_APART * min(word.bottom - word.top, before.bottom - before.top)
        text += f"{' | ' if apart else ' '}{word.text}"
        cells += apart
    return Line(
        text,
        row[0].x0,
        max(word.x1 for word in row),
        min(word.top for word in row),
        max(word.bottom for word in row),
        row[0].x1 - row[0].x0,
        right if row[0].edge is None else row[0].edge,
        cells > 1,
    )


def joined(blocks: Sequence[Sequence[Line]]) -> str:
    """Return blocks in their order as paragraphs, words that a line's end broke put together.

    A sentence goes on from the foot of a column, or of a page, to the head of the next.
    """
    text = ""
    for block, after in pairwise([*filter(None, blocks), []]):
        left = min(line.x0 for line in block)
        for above, line, below in zip([None, *block], block, block[1:], strict=False):
            ended = _ends(line, left) or _breaks(above, line, below, left)
            text += line.text + ("\n\n" if ended else "\n")
        text += block[-1].text + ("\n" if after and _goes_on(block[-1], after[0]) else "\n\n")
    return "\n".join(_hyphens(paragraph).replace("\n", " ") for paragraph in text.strip("\n").split("\n\n"))


def _ends(line: Line, left: float) -> bool:
    """Tell whether a line that ends a sentence is too short to have been filled."""
    return line.text.endswith(ENDS) and line.x1 - left < FULL * (line.edge - left)


def _goes_on(last: Line, first: Line) -> bool:
    """Tell whether the last line of a block is filled, and its sentence open."""
    alike = max(last.height, first.height) <= OTHER_LETTERS * min(last.height, first.height)
    filled = last.x1 + first.first + ROOM * last.height >= last.edge
    return alike and filled and not (last.row or first.row or last.text.endswith(ENDS))


def _breaks(above: Line | None, line: Line, below: Line, left: float) -> bool:
    """Tell whether a line was ended on purpose: in other letters, or where the next word had room beside it.

    So end headings, rows of tables and entries of lists; a line that a word in lower case follows was wrapped.
    """
    if line.row or below.row or below.text.startswith(BULLETS):
        return True
    if below.text[:1].islower() or line.text.endswith((",", *HYPHENS)):
        return False
    if max(line.height, below.height) > OTHER_LETTERS * min(line.height, below.height):
        return True
    if line.x1 + below.first + ROOM * line.height >= line.edge:
        return False
    beside = (each for each in (above, below) if each is not None)
    alike = any(abs(line.x1 - each.x1) < ALIKE * line.height for each in beside)
    return not (alike and line.x1 - left > LONG * (line.edge - left))


def _hyphens(paragraph: str) -> str:
    """Return the paragraph with words that were broken at a line's end whole, and compounds as they were."""
    first, *rest = paragraph.split("\n")
    for line in rest:
        broken = first.endswith(HYPHENS) and line[:1].islower() and len(first) > 1
        if not broken:
            first += "\n" + line
        elif KEPT.search(first[:-1].rsplit(" ", 1)[-1]):
            first += line
        else:
            first = first[:-1] + line
    return first
