"""The geometry of the timeline: when it happened above, when it was said below, on one axis."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from histor.publications.axis import Axis, time_axis
from histor.records.claim import Claim, EventClaim, HarmClaim, StatementClaim
from histor.records.document import Document

WIDTH, LEFT, RIGHT = 760, 110, 740
ROW, ROWS = 13, 6  # bars stacked at most
LANE = ROW * ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch in which something happened, and how many claims put it there."""

    x: float
    width: float
    y: float
    claims: int
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How many reports appeared on a day."""

    x: float
    height: float
    reports: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day on both clocks."""

    day: date
    happened: tuple[Claim, ...]
    reports: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Both lanes and their list; `more` bars did not fit the drawing and are in the list only."""

    axis: Axis
    bars: tuple[Bar, ...]
    columns: tuple[Column, ...]
    days: tuple[Day, ...]
    more: int


def draw_timeline(claims: Sequence[Claim], documents: Sequence[Document]) -> Timeline:
    """Return the timeline of what `claims` date and of when `documents` appeared."""
    happened = [claim for claim in claims if happens(claim)]
    stretches = Counter(span for claim in happened if (span := stretch(claim)))
    said = Counter(day for document in documents if (day := appeared(document)))
    axis = time_axis([*said, *(day for span in stretches for day in span)], LEFT + 12, RIGHT - 24)
    bars, more = _bars(stretches, axis)
    return Timeline(
        axis=axis, bars=bars, columns=_columns(said, axis), days=_days(happened, documents), more=more
    )


def happens(claim: Claim) -> bool:
    """Whether a claim tells of something that happened: words do not, nor does a part or what is recalled."""
    return isinstance(claim, HarmClaim | EventClaim) and not claim.background


def stretch(claim: Claim) -> tuple[date, date] | None:
    """Return the days in which it happened, None where an end is open or nothing says."""
    when = claim.when
    if when is None or (when.start is None and when.end is None):
        return None
    return (when.start or when.end, when.end or when.start)  # type: ignore[return-value]  # one of them is set


def appeared(document: Document) -> date | None:
    """Return the day that a report appeared, None where it is not known to the day."""
    return document.published.day if document.published else None


def unresolved(claims: Iterable[Claim]) -> list[Claim]:
    """Return what has date words that no calendar day could be given."""
    return [claim for claim in undated(claims) if claim.when is not None]


def undated(claims: Iterable[Claim]) -> list[Claim]:
    """Return what happened on no known day."""
    told = (claim for claim in claims if happens(claim) or isinstance(claim, StatementClaim))
    return [
        claim
        for claim in told
        if (claim.when is not None and stretch(claim) is None) or (claim.when is None and happens(claim))
    ]


def _bars(stretches: Counter[tuple[date, date]], axis: Axis) -> tuple[tuple[Bar, ...], int]:
    ends: list[float] = []
    bars = []
    for (start, end), claims in sorted(stretches.items()):
        x, width = axis.at(start), max(axis.at(end) - axis.at(start), 6)
        row = next((row for row, taken in enumerate(ends) if taken + 3 < x), len(ends))
        if row >= ROWS:
            continue
        ends[row : row + 1] = [x + width]
        bars.append(Bar(x=x, width=round(width, 1), y=row * ROW, claims=claims, start=start, end=end))
    return tuple(bars), len(stretches) - len(bars)


def _columns(said: Counter[date], axis: Axis) -> tuple[Column, ...]:
    most = max(said.values(), default=1)
    return tuple(
        Column(x=axis.at(day), height=round(8 + (LANE - 22) * number / most, 1), reports=number, day=day)
        for day, number in sorted(said.items())
    )


def _days(happened: Sequence[Claim], documents: Sequence[Document]) -> tuple[Day, ...]:
    events: dict[date, list[Claim]] = {}
    reports: dict[date, list[Document]] = {}
    for claim in happened:
        if span := stretch(claim):
            events.setdefault(span[0], []).append(claim)
    for document in documents:
        if day := appeared(document):
            reports.setdefault(day, []).append(document)
    return tuple(
        Day(day=day, happened=tuple(events.get(day, ())), reports=tuple(reports.get(day, ())))
        for day in sorted({*events, *reports})
    )
