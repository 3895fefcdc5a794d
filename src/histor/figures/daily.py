"""What a daily toll shows about itself: days left out, and dead of earlier days that are added later."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from histor.records.claim import Scope
from histor.records.figure import Figure, Point

DAILY = 7  # consecutive days of one source's running toll that make it a daily one
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Addition:
    """A running toll that grew by more (or less) from one day to the next than that day's own count."""

    before: Point
    after: Point
    day: Point

    @property
    def people(self) -> int:
        """How many of the growth are of other days; negative where fewer were added than counted."""
        return _number(self.after) - _number(self.before) - _number(self.day)


@dataclass(frozen=True, slots=True)
class Gap:
    """Days in which a daily running toll was not given."""

    before: Point
    after: Point

    @property
    def days(self) -> int:
        """How many days are missing."""
        return (_day(self.after) - _day(self.before)).days - 1


def additions(figures: Iterable[Figure]) -> Iterator[tuple[Figure, Addition]]:
    """Yield where one source's running toll and its own daily counts of one incident do not agree."""
    held = list(figures)
    days = {
        (figure.harm, figure.victim_class, _name(point), point.as_of): point
        for figure in held
        if figure.scope is Scope.PERIOD
        for point in figure.series
        if point.exact is not None and _of_one_day(figure, point)
    }
    for figure in held:
        for series in _running(figure):
            for before, after in pairwise(series):
                day = days.get((figure.harm, figure.victim_class, _name(after), after.as_of))
                if day is not None and _day(after) - _day(before) == ONE_DAY:
                    found = Addition(before, after, day)
                    if found.people:
                        yield figure, found


def gaps(figure: Figure) -> Iterator[Gap]:
    """Yield the holes in each source's running toll that is otherwise given every day."""
    for series in _running(figure):
        steps = [_day(after) - _day(before) for before, after in pairwise(series)]
        if _longest_run(steps) < DAILY:
            continue
        for (before, after), step in zip(pairwise(series), steps, strict=True):
            if step > ONE_DAY:
                yield Gap(before, after)


def _running(figure: Figure) -> Iterator[list[Point]]:
    """Yield each source's dated exact points in order of days, the highest of a day."""
    if figure.scope is Scope.PERIOD:
        return
    by_source: dict[str, dict[date, Point]] = {}
    for point in figure.series:
        if point.as_of is not None and point.exact is not None and point.source is not None:
            days = by_source.setdefault(_name(point), {})
            if point.as_of not in days or _number(point) > _number(days[point.as_of]):
                days[point.as_of] = point
    for days in by_source.values():
        yield [days[day] for day in sorted(days)]


def _of_one_day(figure: Figure, point: Point) -> bool:
    """Whether a count is that of the very day on which it stood."""
    return point.as_of is not None and any(
        flag.startswith(f"period: {point.as_of.isoformat()}/{point.as_of.isoformat()}")
        for flag in figure.flags
    )


def _longest_run(steps: Sequence[timedelta]) -> int:
    longest = run = 0
    for step in steps:
        run = run + 1 if step == ONE_DAY else 0
        longest = max(longest, run)
    return longest


def _number(point: Point) -> int:
    return point.exact or 0


def _day(point: Point) -> date:
    return point.as_of or date.min


def _name(point: Point) -> str:
    return point.source.canonical if point.source else ""
