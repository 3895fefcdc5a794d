"""Which scenes are worth comparing: those that share a day, a telling number, or a text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import TypeAlias

from histor.incidents.compare.time import NEWS
from histor.incidents.location import key_words
from histor.incidents.scene import TELLING, Scene

Key: TypeAlias = tuple[str, ...]

SHORT = 14  # days; a longer stretch is looked up by its months, or it would meet everything
RARE = 0.75  # of a name that two reports share: one in a handful of reports, whose scenes are soon compared
CROWD = 60  # scenes under one key: beyond, each is compared with its neighbours by place only


def candidates(scenes: Iterable[Scene]) -> Iterator[tuple[Scene, Scene]]:
    """Yield each pair of scenes from two reports that share a key, once."""
    blocks: dict[Key, list[Scene]] = defaultdict(list)
    for scene in sorted(scenes, key=lambda scene: scene.id):
        for key in _keys(scene):
            blocks[key].append(scene)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        yield from _fresh_pairs(block, seen)


def _fresh_pairs(block: Sequence[Scene], seen: set[tuple[str, str]]) -> Iterator[tuple[Scene, Scene]]:
    for one, other in _pairs(block):
        pair = (min(one.id, other.id), max(one.id, other.id))
        if one.document != other.document and pair not in seen:
            seen.add(pair)
            yield one, other


def _pairs(block: Sequence[Scene]) -> Iterator[tuple[Scene, Scene]]:
    """Yield all pairs of a small block, and of a crowd those that stand close when sorted by place."""
    if len(block) <= CROWD:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda scene: (_place_words(scene), scene.id))
    for number, scene in enumerate(ordered):
        yield from ((scene, other) for other in ordered[number + 1 : number + CROWD])


def _keys(scene: Scene) -> set[Key]:
    keys: set[Key] = {("text", scene.origin)}
    keys |= {("toll", harm, str(number)) for harm, number in scene.tolls if number >= TELLING}
    keys |= {("person", person) for person in scene.mentioned}
    if scene.lead:
        keys |= {("name", word) for word in scene.names if scene.named.rarity.get(word, 0.0) >= RARE}
    return keys | _time_keys(scene) | _place_keys(scene)


def _time_keys(scene: Scene) -> set[Key]:
    if scene.days is None:
        return {("day", day.isoformat()) for day in _news_days(scene)}
    days = scene.days.days()
    months: set[Key] = {("month", day.isoformat()[:7], *_country(scene)) for day in days}
    if scene.days.length > SHORT:
        return months
    return {("day", day.isoformat()) for day in days} | {
        key for key in months if len(key) > len(("month", ""))
    }


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
