"""The geometry of a figure's series: one line and one shape per source, hedges and status drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, log10
from textwrap import wrap

from histor.publications.axis import Axis, time_axis
from histor.publications.wording import day_words, point_count
from histor.records.figure import Figure, Point, PointStatus
from histor.values.count import Hedge
from histor.values.naming import in_a_sentence

WIDTH, HEIGHT = 760, 362
LEFT, RIGHT, TOP, BOTTOM = 62, 540, 24, 330
OWN_WORDS = "The reports themselves"
SHAPES = ("circle", "square", "triangle", "diamond", "wedge", "hexagon", "bar", "star")
LABEL_HEIGHT = 15.0
CHARACTER = 8.4  # width of a digit at the label's size
SOURCES = len(SHAPES)
LEAST_POINTS = 3  # fewer are read faster in the table
NAME_WIDTH = 29  # characters of a source's name to a line, two lines at most
SIDESTEP = 13.0  # pixels: points that coincide stand beside each other
SIGNS = {
    "up": "Arrow up: at least.",
    "down": "Arrow down: up to, or nearly.",
    "about": "Waves: about.",
    "between": "Bar: between two bounds.",
}
STATES = {
    PointStatus.STANDS: "Filled: stands.",
    PointStatus.SUPERSEDED: "Hollow: replaced by a later count.",
    PointStatus.REVISED_DOWN: "Hollow with a chevron: revised down.",
    PointStatus.DISPUTED: "Crossed: disputed.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """One point of a series: where, how its hedge is drawn, what stands beside it."""

    x: float
    y: float
    low_y: float | None  # ends of the bar of "between"
    high_y: float | None
    sign: str  # "exact", "up" (at least), "down" (up to, nearly), "about", "between"
    status: PointStatus
    words: str
    label: str | None  # None where it would run into another
    label_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One source's markers, its shape, and where its name stands; reports' own words share no line."""

    name: tuple[str, ...]
    joined: bool
    shape: str
    number: int
    markers: tuple[Marker, ...]
    label_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawn figure; `left_out` sources and `undated` points are in the table only."""

    lines: tuple[Line, ...]
    axis: Axis
    levels: tuple[tuple[float, str], ...]
    band: tuple[float, float] | None
    legend: tuple[str, ...]
    left_out: int
    undated: int


def draw(figure: Figure) -> Chart | None:
    """Return the chart of a figure, None where too few of its points have a day and a number, or all the same one."""
    dated = [(point, day) for point in figure.series if (day := said(point)) and worth(point) is not None]
    if len(dated) < LEAST_POINTS or len({(point.low, point.high) for point, _ in dated}) == 1:
        return None
    names = list(dict.fromkeys(name_of(point) for point, _ in dated))
    top = _ceiling(max(_highest(figure, point) for point, _ in dated))
    axis = time_axis((day for _, day in dated), LEFT + 24, RIGHT - 40)
    lines = _lines(names[:SOURCES], dated, axis, top)
    return Chart(
        lines=lines,
        axis=axis,
        levels=tuple((height(value, top), f"{value:,}") for value in _levels(top)),
        band=_band(figure, top),
        legend=legend(lines),
        left_out=max(0, len(names) - SOURCES),
        undated=len(figure.series) - len(dated),
    )


def said(point: Point) -> date | None:
    """Return the day that a point stood at: as of, else the day it appeared."""
    return point.as_of or (point.published.day if point.published else None)


def worth(point: Point) -> int | None:
    """Return the number that a point is drawn at."""
    return next((value for value in (point.exact, point.low, point.high) if value is not None), None)


def name_of(point: Point) -> str:
    """Return whose point it is."""
    return point.source.canonical if point.source else OWN_WORDS


def by_whom(point: Point) -> str:
    """Return who says it, as a sentence goes on: "reported by the committee"."""
    return (
        f"reported by {in_a_sentence(point.source.canonical)}"
        if point.source
        else "in the reports' own words"
    )


def legend(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return what the signs that occur in these lines mean."""
    markers = [marker for line in lines for marker in line.markers]
    states = [words for state, words in STATES.items() if any(each.status is state for each in markers)]
    return (*states, *(words for name, words in SIGNS.items() if any(each.sign == name for each in markers)))


def height(value: int, top: int) -> float:
    """Return the y of a number on a scale from 0 to `top`."""
    return round(BOTTOM - (BOTTOM - TOP) * value / top, 1)


def apart(wanted: Sequence[float], room: float, bottom: float) -> list[float]:
    """Return positions near `wanted` in the same order of height, `room` apart and not below `bottom`."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [0.0] * len(wanted)
    at = float("-inf")
    for index in order:
        at = placed[index] = max(wanted[index], at + room)
    floor = bottom
    for index in reversed(order):
        placed[index] = round(min(placed[index], floor), 1)
        floor = placed[index] - room
    return placed


def _lines(names: list[str], dated: list[tuple[Point, date]], axis: Axis, top: int) -> tuple[Line, ...]:
    spots = _spots(names, dated, axis, top)
    # A label keeps clear of every marker, as if each bore one of its own width.
    taken = [(x, y + 5, 12.0) for own in spots for _, x, y in own]
    series = [tuple(_marker(point, x, y, top, taken) for point, x, y in own) for own in spots]
    heights = apart([markers[-1].y for markers in series], LABEL_HEIGHT * 2, BOTTOM)
    return tuple(
        Line(
            name=wrapped(name),
            joined=name != OWN_WORDS,
            shape=SHAPES[number],
            number=number,
            markers=markers,
            label_y=at,
        )
        for number, (name, markers, at) in enumerate(zip(names, series, heights, strict=True))
    )


def _spots(
    names: list[str], dated: list[tuple[Point, date]], axis: Axis, top: int
) -> list[list[tuple[Point, float, float]]]:
    """Return each source's points with their places, beside each other where they coincide."""
    taken: set[tuple[float, float]] = set()
    spots: list[list[tuple[Point, float, float]]] = []
    for name in names:
        own = sorted((each for each in dated if name_of(each[0]) == name), key=lambda each: each[1])
        spots.append([])
        for point, day in own:
            y = height(worth(point) or 0, top)
            x = _beside(axis.at(day), y, taken)
            taken.add((x, y))
            spots[-1].append((point, x, y))
    return spots


def _beside(x: float, y: float, taken: set[tuple[float, float]]) -> float:
    while any(abs(x - other_x) < SIDESTEP and abs(y - other_y) < SIDESTEP for other_x, other_y in taken):
        x = round(x + SIDESTEP, 1)
    return x


def wrapped(name: str) -> tuple[str, ...]:
    """Return a name in two lines at most."""
    return tuple(wrap(name, NAME_WIDTH, max_lines=2, placeholder=" …", break_on_hyphens=False))


def _marker(point: Point, x: float, y: float, top: int, taken: list[tuple[float, float, float]]) -> Marker:
    text = point_count(point)
    label_y = _free(x, len(text) * CHARACTER, _baselines(point, y), taken)
    bounds = (point.low, point.high) if point.hedge is Hedge.BETWEEN else (None, None)
    return Marker(
        x=x,
        y=y,
        low_y=height(bounds[0], top) if bounds[0] is not None else None,
        high_y=height(bounds[1], top) if bounds[1] is not None else None,
        sign=sign(point),
        status=point.status,
        words=f"{text}, {name_of(point)}, {day_words(said(point))}, {point.status.replace('_', ' ')}",
        label=text if label_y is not None else None,
        label_y=label_y or y,
    )


def sign(point: Point) -> str:
    """Return how a point's hedge is drawn."""
    if point.hedge is Hedge.ABOUT:
        return "about"
    if point.low is not None and point.high is None:
        return "up"
    if point.low is None and point.high is not None:
        return "down"
    return "between" if point.hedge is Hedge.BETWEEN else "exact"


def _baselines(point: Point, y: float) -> tuple[float, float]:
    """Return where a label may stand, above or below the marker, clear of what is drawn there."""
    above = 29 if sign(point) == "up" else 11
    below = 38 if sign(point) == "down" else 21
    return y - above, y + max(below, 30 if point.status is PointStatus.REVISED_DOWN else 0)


def _free(
    x: float, width: float, baselines: Sequence[float], taken: list[tuple[float, float, float]]
) -> float | None:
    """Return the first baseline on which a label meets no other and no marker; None where there is none."""
    for baseline in baselines:
        if not any(
            abs(x - other_x) < (width + other) / 2 + 4 and abs(baseline - other_y) < LABEL_HEIGHT
            for other_x, other_y, other in taken
        ):
            taken.append((x, baseline, width))
            return round(baseline, 1)
    return None


def _highest(figure: Figure, point: Point) -> int:
    return max(value or 0 for value in (point.low, point.high, point.exact, figure.high, 1))


def _ceiling(value: int) -> int:
    """Return the next round number above `value`: 1,426 goes to 1,600."""
    step = _step(value)
    return step * (ceil(value / step) or 1)


def _step(value: int) -> int:
    size: int = 10 ** max(0, ceil(log10(max(value, 1))) - 1)
    return next((part for part in (size // 5, size // 2, size) if part and value / part <= 8), size)  # noqa: PLR2004


def _levels(top: int) -> range:
    return range(0, top + 1, _step(top))


def _band(figure: Figure, top: int) -> tuple[float, float] | None:
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return None
    return height(figure.high, top), height(figure.low, top)
