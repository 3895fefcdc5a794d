"""A time axis whose long silences are cut short, so that months later do not squash the days of the event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

LONGEST_GAP = 4  # days: a longer silence is drawn this long, and broken
LABEL_ROOM = 58.0  # pixels that a day's label takes
YEAR_ROOM = 30.0  # pixels more with its year


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A labelled day."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Days on a line: `at` gives a day's x, `breaks` where time is left out."""

    places: dict[date, float]
    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]

    def at(self, day: date) -> float:
        """Return the x of `day`; of a day that the axis was not made for, the nearest one before it."""
        if day in self.places:
            return self.places[day]
        before = [known for known in self.places if known <= day]
        return self.places[max(before)] if before else min(self.places.values())


def time_axis(days: Iterable[date], left: float, right: float) -> Axis:
    """Return an axis from `left` to `right` on which every one of `days` has a place, in order."""
    known = sorted(set(days))
    if not known:
        return Axis(places={}, ticks=(), breaks=())
    steps = [0.0, *(float(min((after - before).days, LONGEST_GAP)) for before, after in pairwise(known))]
    total = sum(steps) or 1.0
    places, travelled = {}, 0.0
    for day, step in zip(known, steps, strict=True):
        travelled += step
        share = travelled / total if len(known) > 1 else 0.5
        places[day] = round(left + share * (right - left), 1)
    return Axis(places=places, ticks=_ticks(places), breaks=_breaks(places))


def _breaks(places: dict[date, float]) -> tuple[float, ...]:
    silence = timedelta(days=LONGEST_GAP)
    pairs = pairwise(places.items())
    return tuple(round((x + next_x) / 2, 1) for (day, x), (later, next_x) in pairs if later - day > silence)


def _ticks(places: dict[date, float]) -> tuple[Tick, ...]:
    """Return the labelled days, the year at its first; a day without room goes unlabelled."""
    ticks: list[Tick] = []
    year, room_from = None, float("-inf")
    for day, x in places.items():
        named = day.year != year
        half = (LABEL_ROOM + (YEAR_ROOM if named else 0)) / 2
        if x - half < room_from:
            continue
        ticks.append(Tick(x=x, label=f"{day.day} {day:%b}" + (f" {day.year}" if named else "")))
        year, room_from = day.year, x + half
    return tuple(ticks)
