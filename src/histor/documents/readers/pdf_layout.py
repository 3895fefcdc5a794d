"""Put the words of a page in reading order: columns after one another, lines into paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

GUTTER = 9.0  # points: between columns; between words it is 3 or 4
FEWEST_LINES = 3  # in a column
WORDS_IN_A_LINE = 2.5  # on average, in a column of text; a table's column has fewer
FULL = 0.8  # of the block's width: a shorter line ends a paragraph, if it ends a sentence
GAP = 0.6  # of a line's height: a wider gap parts paragraphs
ENDS = (".", "!", "?", ":", "”", '"', "’", ")", "؟")
# Broken at their own hyphen: anti-government, well-known, a two-day-long.
KEPT = re.compile(
    r"(?:^\W*(?:anti|non|self|pro|pre|co|ex|vice|cross|semi|multi|post|counter|all|mid|well)|\w-\w+)$",
    re.IGNORECASE,
)
DEEPEST = 40  # cuts in cuts


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands, in points from the page's top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    first: float = 0.0  # the width of its first word


def reading_order(words: Sequence[Word], depth: int = 0) -> list[Sequence[Line]]:
    """Return the blocks of a page in the order in which they are read."""
    if not words:
        return []
    if depth < DEEPEST:
        for find in (_sections, _columns, _bands):
            if cut := find(words):
                return [block for part in cut for block in reading_order(part, depth + 1)]
    return [lines_of(words)]


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Return words as lines, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.top, each.x0)):
        middle = (word.top + word.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_line(sorted(row, key=lambda each: each.x0)) for row in rows]


def _line(row: Sequence[Word]) -> Line:
    return Line(
        " ".join(word.text for word in row),
        row[0].x0,
        max(word.x1 for word in row),
        min(word.top for word in row),
        max(word.bottom for word in row),
        row[0].x1 - row[0].x0,
    )


def _sections(words: Sequence[Word]) -> list[list[Word]] | None:
    """Return the words above and below a gap under which a heading stands alone: over columns, and under others.

    Two columns have a gap at the same height by chance too; then both go on right below it.
    """
    gutter = _gutter(words)
    if gutter is None:
        return None
    height = median(word.bottom - word.top for word in words)
    for above, below in _gaps(sorted((word.top, word.bottom) for word in words)):
        if below - above < GAP * height:
            continue
        upper = [word for word in words if word.bottom <= above]
        lower = [word for word in words if word.bottom > above]
        heading, *rest = lines_of(lower)
        alone = heading.x1 <= gutter and bool(rest) and rest[0].x1 > gutter
        if alone and _gutter(upper) is not None and _gutter(lower) is not None:
            return [upper, lower]
    return None


def _columns(words: Sequence[Word]) -> list[list[Word]] | None:
    """Return the words left and right of a gutter that runs from top to bottom, if there is one."""
    gutter = _gutter(words)
    if gutter is None:
        return None
    return [[word for word in words if word.x1 <= gutter], [word for word in words if word.x1 > gutter]]


def _gutter(words: Sequence[Word]) -> float | None:
    """Return where the left of two columns ends, if words stand in columns from top to bottom."""
    for left_edge, right_edge in _gaps(sorted((word.x0, word.x1) for word in words)):
        if right_edge - left_edge < GUTTER:
            continue
        left = [word for word in words if word.x1 <= left_edge]
        right = [word for word in words if word.x0 >= right_edge]
        if _is_column(left) and _is_column(right):
            return left_edge
    return None


def _is_column(words: Sequence[Word]) -> bool:
    lines = len(lines_of(words))
    return lines >= FEWEST_LINES and len(words) / lines >= WORDS_IN_A_LINE


def _bands(words: Sequence[Word]) -> list[list[Word]] | None:
    """Return the words above and below the widest gap between lines, if cutting there can free columns."""
    gaps = [
        (below - above, above)
        for above, below in _gaps(sorted((word.top, word.bottom) for word in words))
        if below > above
    ]
    if not gaps:
        return None
    _, cut = max(gaps)
    height = median(word.bottom - word.top for word in words)
    if max(gaps)[0] < GAP * height:
        return None
    return [[word for word in words if word.bottom <= cut], [word for word in words if word.bottom > cut]]


def _gaps(stretches: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield the gaps between sorted stretches of one axis."""
    reached = stretches[0][1]
    for start, end in stretches[1:]:
        if start > reached:
            yield reached, start
        reached = max(reached, end)


def joined(lines: Sequence[Line]) -> str:
    """Return a block's lines as paragraphs, words that a line's end broke put together."""
    if not lines:
        return ""
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    left = min(line.x0 for line in lines)
    text = ""
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        ends = (line.text.endswith(ENDS) and line.x1 - left < FULL * width) or _breaks(
            line, below, left + width
        )
        text += line.text + ("" if below is None else "\n\n" if ends else "\n")
    return "\n".join(_hyphens(paragraph).replace("\n", " ") for paragraph in text.split("\n\n"))


def _breaks(line: Line, below: Line | None, right: float) -> bool:
    """Tell whether a line was ended on purpose: in other letters, or where the next word had room beside it.

    So end headings, rows of tables and entries of lists; a line that a word in lower case follows was wrapped.
    """
    if below is None or below.text[:1].islower() or line.text.endswith((",", *HYPHENS)):
        return False
    height, next_height = line.bottom - line.top, below.bottom - below.top
    if max(height, next_height) > OTHER_LETTERS * min(height, next_height):
        return True
    return line.x1 + below.first + ROOM * height < right


HYPHENS = ("-", "\u00ad", "\u2010")
OTHER_LETTERS = 1.15  # times as high
ROOM = 1.0  # of a line's height: the space between two words, and what justified text may lack


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
