"""Put the blocks of a page in reading order: sections, columns after one another, boxes after what they stand in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from statistics import median

from histor.documents.readers.pdf_lines import Line, Word, lines_of, rows_of

GUTTER = 9.0  # points: between columns; between words it is 3 or 4
FEWEST_LINES = 3  # in a column
WORDS_IN_A_LINE = 2.5  # on average, in a column of text; a table's column has fewer
FILLED = 0.6  # of its column's width, by most lines of a text; the cells of a table differ
GAP = 0.6  # of a line's height: a wider gap parts paragraphs
LARGE = 1.3  # times as high as what stands below it: a figure above its label
FEWEST_IN_A_BOX = 2  # lines
DEEPEST = 40  # cuts in cuts


@dataclass(frozen=True, slots=True)
class _Part:
    """Words that are read together, and where the column ends in which they stand."""

    words: Sequence[Word]
    edge: float


def reading_order(words: Sequence[Word]) -> list[Sequence[Line]]:
    """Return the blocks of a page in the order in which they are read."""
    return _ordered(_Part(words, max(word.x1 for word in words)), 0) if words else []


def _ordered(part: _Part, depth: int) -> list[Sequence[Line]]:
    if depth < DEEPEST:
        gutter = _gutter(part.words)
        for find in (_sections, _columns, _bands, _box):
            if cut := find(part, gutter):
                return [block for each in cut if each.words for block in _ordered(each, depth + 1)]
    return [lines_of(part.words, part.edge)]


def _sections(part: _Part, gutter: float | None) -> list[_Part] | None:
    """Return what is above and below a gap under which a heading stands alone, with columns below it.

    Two columns have a gap at the same height by chance too; then both go on right below it.
    """
    if gutter is None:
        return None
    for top in islice(_alone(rows_of(part.words), gutter), MOST_TRIED):
        lower = [word for word in part.words if word.bottom > top]
        if _gutter(lower) is not None:
            upper = [word for word in part.words if word.bottom <= top]
            return [_Part(upper, part.edge), _Part(lower, part.edge)]
    return None


def _alone(rows: Sequence[Sequence[Word]], gutter: float) -> Iterator[float]:
    """Yield where gaps begin under which a row stands left of the gutter alone, and the next on both its sides."""
    height = median(word.bottom - word.top for row in rows for word in row)
    reached = 0.0
    for number, (row, below) in enumerate(pairwise(rows)):
        apart = min(word.top for word in row) - reached >= GAP * height
        if number and apart and row[-1].x1 <= gutter < below[-1].x1:
            yield reached
        reached = max(reached, *(word.bottom for word in row))


MOST_TRIED = 20  # headings of a page


def _columns(part: _Part, gutter: float | None) -> list[_Part] | None:
    """Return what is left and right of a gutter that runs from top to bottom, if there is one."""
    if gutter is None:
        return None
    left = [word for word in part.words if word.x1 <= gutter]
    return [_Part(left, gutter), _Part([word for word in part.words if word.x1 > gutter], part.edge)]


def _gutter(words: Sequence[Word]) -> float | None:
    """Return where the left of two columns ends, if words stand in columns from top to bottom."""
    wide = [gap for gap in _gaps((word.x0, word.x1) for word in words) if gap[1] - gap[0] >= GUTTER]
    for left_edge, right_edge in sorted(sorted(wide, key=_width)[-MOST_GUTTERS:]):
        left = [word for word in words if word.x1 <= left_edge]
        right = [word for word in words if word.x0 >= right_edge]
        if (_is_text(left) and _is_text(right)) or (_is_figure(left) and _is_figure(right)):
            return left_edge
    return None


def _width(gap: tuple[float, float]) -> float:
    return gap[1] - gap[0]


MOST_GUTTERS = 12  # of a page; newspapers have eight columns


def _is_text(words: Sequence[Word]) -> bool:
    """Tell whether words are a column of text, not cells of a table: lines of several words, most of them filled."""
    if len(words) < FEWEST_LINES * WORDS_IN_A_LINE:
        return False
    lines = lines_of(words)
    if len(lines) < FEWEST_LINES or len(words) / len(lines) < WORDS_IN_A_LINE:
        return False
    left, width = (
        min(line.x0 for line in lines),
        max(line.x1 for line in lines) - min(line.x0 for line in lines),
    )
    filled = sum(line.x1 - left >= FILLED * width for line in lines)
    return 2 * filled >= len(lines) and 2 * sum(line.row for line in lines) < len(lines)


def _is_figure(words: Sequence[Word]) -> bool:
    """Tell whether words are figures in large letters, each above its label: "9", and below it "people killed"."""
    if len(words) > MOST_IN_A_FIGURE:
        return False
    lines = lines_of(words)
    return 1 < len(lines) <= FEWEST_LINES and lines[0].height >= LARGE * max(
        line.height for line in lines[1:]
    )


MOST_IN_A_FIGURE = 60  # words


def _box(part: _Part, _: float | None) -> list[_Part] | None:
    """Return the text and a box that stands beside some of its lines, if there is one."""
    rows, start = rows_of(part.words), 0
    while start < len(rows):
        gap = next(
            ((one.x1, other.x0) for one, other in pairwise(rows[start]) if other.x0 - one.x1 >= GUTTER), None
        )
        end = start + 1
        if gap is not None:
            end = max(end, _run(rows, start, *gap))
            if cut := _beside(rows, start, end, gap[1]):
                return [_Part(cut[0], part.edge), _Part(cut[1], max(word.x1 for word in cut[1]))]
        start = end
    return None


def _run(rows: Sequence[Sequence[Word]], start: int, low: float, high: float) -> int:
    """Return the row at which a gap from `low` to `high` ends that begins in the row `start`."""
    for number in range(start, len(rows)):
        reached = max((word.x1 for word in rows[number] if word.x0 < low), default=low)
        if any(low <= word.x0 < high for word in rows[number]) or high - max(low, reached) < GUTTER:
            return number
        low = max(low, reached)
    return len(rows)


def _beside(
    rows: Sequence[Sequence[Word]], start: int, end: int, high: float
) -> tuple[list[Word], list[Word]] | None:
    """Return the text, and the box that stands right of `high` in the rows from `start` to `end`, if it is one."""
    run = [word for row in rows[start:end] for word in row]
    box = [word for word in run if word.x0 >= high]
    text = [word for word in run if word.x0 < high]
    if end - start == len(rows) or not (_is_text(text) and _is_box(box)):
        return None
    edge = max(word.x1 for word in text)
    before = [word for row in rows[:start] for word in row]
    after = [word for row in rows[end:] for word in row]
    return [*before, *(replace(word, edge=edge) for word in text), *after], box


def _is_box(words: Sequence[Word]) -> bool:
    lines = lines_of(words)
    rows = sum(line.row for line in lines)
    return len(lines) >= FEWEST_IN_A_BOX and not rows and len(words) / len(lines) >= WORDS_IN_A_LINE


def _bands(part: _Part, _: float | None) -> list[_Part] | None:
    """Return what is above and below the widest gap between lines, if cutting there can free columns."""
    words = part.words
    gaps = [(below - above, above) for above, below in _gaps((word.top, word.bottom) for word in words)]
    if not gaps:
        return None
    widest, cut = max(gaps)
    if widest < GAP * median(word.bottom - word.top for word in words):
        return None
    upper = [word for word in words if word.bottom <= cut]
    return [_Part(upper, part.edge), _Part([word for word in words if word.bottom > cut], part.edge)]


def _gaps(stretches: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield the gaps between stretches of one axis, in their order."""
    first, *rest = sorted(stretches)
    reached = first[1]
    for start, end in rest:
        if start > reached:
            yield reached, start
        reached = max(reached, end)
