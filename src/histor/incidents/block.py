"""Which scenes are worth comparing: those that share a day, a telling number, or a text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import TypeAlias

from histor.incidents.compare.time import NEWS
from histor.incidents.days import HEAD_START, Days
from histor.incidents.location import key_words
from histor.incidents.scene import TELLING, Scene, far_apart

Key: TypeAlias = tuple[str, ...]

YEAR = 366  # days; two longer ones are one if they begin or end together
SHORT = 14  # days; a longer stretch is looked up by its months, or it would meet everything
RARE = 0.75  # of a name that two reports share: one in a handful of reports, whose scenes are soon compared
STRETCHES = frozenset(["month", "place"])  # kinds of keys that are there for long stretches and open days
CROWD = 60  # scenes under one key: beyond, each is compared with its neighbours by place only


def candidates(scenes: Iterable[Scene]) -> Iterator[tuple[Scene, Scene]]:
    """Yield each pair of scenes from two reports that share a key, once, but those that are far apart."""
    ordered = sorted(scenes, key=lambda scene: scene.id)
    blocks: dict[Key, list[Scene]] = defaultdict(list)
    for scene in ordered:
        for key in _keys(scene):
            blocks[key].append(scene)
    numbers = {scene: number for number, scene in enumerate(ordered)}
    seen: set[int] = set()
    for key, block in blocks.items():
        if len(block) > 1:
            pairs = _stretched_pairs(block) if key[0] in STRETCHES else _pairs(block)
            yield from _fresh(pairs, seen, numbers)


def _fresh(
    pairs: Iterable[tuple[Scene, Scene]], seen: set[int], numbers: Mapping[Scene, int]
) -> Iterator[tuple[Scene, Scene]]:
    for one, other in pairs:
        if one.document == other.document or far_apart(one, other):
            continue
        if numbers[one] > numbers[other]:  # always the same first: the words of a reason name both
            one, other = other, one  # noqa: PLW2901  # turned round
        pair = numbers[one] * len(numbers) + numbers[other]
        if pair not in seen:
            seen.add(pair)
            yield one, other


def _pairs(block: Sequence[Scene]) -> Iterator[tuple[Scene, Scene]]:
    """Yield all pairs of a small block, and of a crowd those that stand close when sorted by place and day."""
    if len(block) <= CROWD:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=_whereabouts)
    for number, scene in enumerate(ordered):
        yield from ((scene, other) for other in ordered[number + 1 : number + CROWD])


def _stretched_pairs(block: Sequence[Scene]) -> Iterator[tuple[Scene, Scene]]:
    """Yield the pairs of which one is no matter of days: two that are meet under their days."""
    ordered = sorted(block, key=_whereabouts)
    reach = min(len(block), CROWD)
    for number, scene in enumerate(ordered):
        if _stretched(scene):
            near = ordered[max(0, number - reach) : number + reach]
            yield from ((scene, other) for other in near if other is not scene)


def _stretched(scene: Scene) -> bool:
    return scene.days is None or scene.days.length > SHORT


def _whereabouts(scene: Scene) -> tuple[str, str, str]:
    return _place_words(scene), scene.days.start.isoformat() if scene.days else "", scene.id


def _keys(scene: Scene) -> set[Key]:
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
