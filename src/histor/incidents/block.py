"""Which scenes are worth comparing: those that share a day, a telling number, or a text."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import TypeAlias

from histor.incidents.compare.time import NEWS
from histor.incidents.days import HEAD_START, Days
from histor.incidents.location import key_words
from histor.incidents.scene import TELLING, Scene, far_apart
from histor.incidents.score import SAME_NEWS

Key: TypeAlias = tuple[str, ...]
Order: TypeAlias = tuple[str, str, str]

YEAR = 366  # days; two longer ones are one if they begin or end together
SHORT = 14  # days; a longer stretch is looked up by its months, or it would meet everything
RARE = 0.75  # of a name that two reports share: one in a handful of reports, whose scenes are soon compared
STRETCHES = frozenset(["month", "place"])  # kinds of keys that are there for long stretches and open days
CROWD = 60  # scenes under one key: beyond, each is compared with its neighbours by place only


@dataclass(frozen=True, slots=True)
class Spot:
    """As much of a scene as it takes to choose whom it is compared with."""

    id: str
    place: str  # the words of it
    day: str  # ISO 8601; "" if it is open
    stretched: bool  # no matter of days
    country: str | None  # beyond doubt
    few: bool  # every toll is of few people
    first: int | None  # of its days, counted from the first of the calendar
    last: int | None
    slack: int  # days by which these may be off
    news: int | None  # the day on which its report appeared, if that is about it
    named: bool  # persons are named that few reports name

    @property
    def order(self) -> Order:
        """By place and day."""
        return self.place, self.day, self.id


def spot_of(scene: Scene) -> Spot:
    """Return where and when a scene is."""
    days = scene.days
    start, long = (days.start.isoformat(), days.length > SHORT) if days else ("", True)
    return Spot(
        id=scene.id,
        place=_place_words(scene),
        day=start,
        stretched=long,
        country=scene.country,
        few=scene.few,
        first=days.start.toordinal() if days else None,
        last=days.end.toordinal() if days else None,
        slack=days.slack if days else 0,
        news=scene.published.start.toordinal() if scene.lead and scene.published else None,
        named=bool(scene.mentioned),
    )


def candidates(scenes: Iterable[Scene]) -> Iterator[tuple[Scene, Scene]]:
    """Yield each pair of scenes from two reports that share a key, once, but those that are far apart."""
    ordered = sorted(scenes, key=lambda scene: scene.id)
    numbers = {scene.id: number for number, scene in enumerate(ordered)}
    blocks: dict[Key, list[Spot]] = defaultdict(list)
    for scene in ordered:
        spot = spot_of(scene)
        for key in keys_of(scene):
            blocks[key].append(spot)
    seen: set[int] = set()
    for key, block in blocks.items():
        for one, other in pairs_under(block, stretch=is_stretch(key)) if len(block) > 1 else ():
            first, second = numbers[one.id], numbers[other.id]
            if first > second:  # always the same first: the words of a reason name both
                first, second = second, first
            pair = first * len(ordered) + second
            if pair not in seen and comparable(ordered[first], ordered[second]):
                seen.add(pair)
                yield ordered[first], ordered[second]


def comparable(one: Scene, other: Scene) -> bool:
    """Whether two scenes are of two reports, and not far apart."""
    return one.document != other.document and not far_apart(one, other)


def is_stretch(key: Key) -> bool:
    """Whether a key is there for long stretches and open days."""
    return key[0] in STRETCHES


def pairs_under(block: Sequence[Spot], *, stretch: bool) -> Iterator[tuple[Spot, Spot]]:
    """Yield the pairs of scenes that meet under one key; some come twice."""
    return _stretched_pairs(block) if stretch else _pairs(block)


def partners(mine: Spot, ordered: Sequence[Spot], *, stretch: bool) -> Iterator[str]:
    """Yield the scenes with which `pairs_under` pairs one of a block, in its order, but those that cannot be one."""
    near = ordered
    if len(ordered) > CROWD:
        at, reach = bisect_left(ordered, mine.order, key=_order), CROWD if stretch else CROWD - 1
        near = ordered[max(0, at - reach) : at + reach + 1]
    for spot in near:
        met = not stretch or spot.stretched or mine.stretched
        if met and spot.id != mine.id and not far_apart(mine, spot) and not _on_other_days(mine, spot):
            yield spot.id


def _on_other_days(one: Spot, other: Spot) -> bool:
    """Whether days part two scenes, as in `score.barred`, and no names could say otherwise, as `score.link` asks."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    apart = max(one.first, other.first) - min(one.last, other.last) > min(one.slack, other.slack)
    return apart and not (one.few and other.few and _may_share_names(one, other))


def _may_share_names(one: Spot, other: Spot) -> bool:
    if one.named and other.named:
        return True
    return one.news is not None and other.news is not None and abs(one.news - other.news) <= SAME_NEWS


def in_order(block: Iterable[Spot]) -> list[Spot]:
    """Return a block by place and day: in a crowd those are compared that stand close."""
    return sorted(block, key=_order)


def _order(spot: Spot) -> Order:
    return spot.order


def _pairs(block: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """Yield all pairs of a small block, and of a crowd those that stand close when sorted by place and day."""
    if len(block) <= CROWD:
        yield from combinations(block, 2)
        return
    ordered = in_order(block)
    for number, spot in enumerate(ordered):
        yield from ((spot, other) for other in ordered[number + 1 : number + CROWD])


def _stretched_pairs(block: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """Yield the pairs of which one is no matter of days: two that are meet under their days."""
    ordered = in_order(block)
    for number, spot in enumerate(ordered):
        if spot.stretched:
            near = ordered[max(0, number - CROWD) : number + CROWD + 1]
            yield from ((spot, other) for other in near if other is not spot)


def keys_of(scene: Scene) -> set[Key]:
    """Return the keys under which a scene meets others."""
    keys: set[Key] = {("text", scene.origin)}
    keys |= {("toll", harm, str(number)) for harm, number in scene.tolls if number >= TELLING}
    keys |= {("person", person) for person in scene.mentioned}
    if scene.lead:
        # A name that is not listed stands in one text alone: its copies meet under that.
        keys |= {("name", word) for word in scene.names if scene.named.rarity.get(word, 0.0) >= RARE}
    return keys | _time_keys(scene) | _place_keys(scene)


def _time_keys(scene: Scene) -> set[Key]:
    if scene.days is None:
        return {("day", day.isoformat()) for day in _news_days(scene)}
    country = _country(scene)
    months: set[Key] = {("month", month, *country) for month in _months(scene.days)}
    if scene.days.length > SHORT:
        return months
    return {("day", day.isoformat()) for day in scene.days.days()} | (months if country else set())


def _months(days: Days) -> set[str]:
    """Return the months that a stretch touches; of more than a year those in which it begins and ends."""
    if days.length <= YEAR:
        return {day.isoformat()[:7] for day in days.days()}
    ends = (
        day + timedelta(days=off) for day in (days.start, days.end) for off in (-HEAD_START, 0, HEAD_START)
    )
    return {day.isoformat()[:7] for day in ends}


def _news_days(scene: Scene) -> list[date]:
    """Return the days that a report without a day may speak of: those before it was published."""
    if scene.published is None:
        return []
    return [scene.published.start - timedelta(days=ago) for ago in range(NEWS + 1)]


def _place_keys(scene: Scene) -> set[Key]:
    if scene.place is None:
        return set()
    return {("place", _place_words(scene), str(scene.days.start.year) if scene.days else "")}


def _place_words(scene: Scene) -> str:
    return " ".join(sorted(key_words(scene.place))) if scene.place else ""


def _country(scene: Scene) -> tuple[str, ...]:
    return (scene.place.country,) if scene.place and scene.place.country else ()


def disturbed(before: Sequence[Spot], after: Sequence[Spot], *, stretch: bool) -> set[tuple[str, str]]:
    """Return the pairs that come or go in a crowd because others did, by id: nothing else is said of the two."""
    if max(len(before), len(after)) <= CROWD:
        return set()
    there = set(before) & set(after)
    pairs = [
        {
            tuple(sorted((one.id, other.id)))
            for one, other in pairs_under(held, stretch=stretch)
            if {one, other} <= there
        }
        for held in (before, after)
    ]
    return {(one, other) for one, other in pairs[0] ^ pairs[1]}
