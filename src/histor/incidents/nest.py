"""Which incident lies within which: a church within a wave of bombings, a town within its province's days."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from histor.incidents.days import Days
from histor.incidents.gathering import Gathering
from histor.incidents.location import Lie, is_country, rank, relate
from histor.values.place import Place


@dataclass(frozen=True, slots=True)
class Extent:
    """How far an incident reaches."""

    id: str
    place: Place
    days: Days

    @property
    def size(self) -> tuple[int, int]:
        """How wide the area is, a country more than a region of it, then how long it lasts."""
        return (rank(self.place) or 0) + is_country(self.place), self.days.length

    @property
    def wide(self) -> bool:
        """Whether another can lie within it."""
        return self.size > (0, 1)

    @property
    def country(self) -> str | None:
        """The country in which it lies, or begins."""
        return self.place.country or next((part.country for part in self.place.parts), None)


@dataclass(frozen=True, slots=True)
class Parents:
    """The parent of every incident that has one, and by what."""

    said: Mapping[str, str]  # as most reports give it
    shown: Mapping[str, str]  # as place and days show
    of: Mapping[str, str]


def parents_of(gatherings: Sequence[Gathering]) -> Parents:
    """Return the parent of every incident that has one: as reports say, else as place and days show."""
    said, shown = _said(gatherings), shown_by(extent for one in gatherings if (extent := extent_of(one)))
    return Parents(said, shown, adopted(said, shown))


def adopted(said: Mapping[str, str], shown: Mapping[str, str]) -> dict[str, str]:
    """Return each incident's parent; none comes to lie within itself."""
    parents: dict[str, str] = {}
    for child, parent in sorted(said.items()):
        _adopt(child, parent, parents)
    for child, parent in sorted(shown.items()):
        if child not in parents:
            _adopt(child, parent, parents)
    return parents


def _adopt(child: str, parent: str, parents: dict[str, str]) -> None:
    above: str | None = parent
    while above is not None:
        if above == child:  # two reports that say it the other way round: the first stays
            return
        above = parents.get(above)
    parents[child] = parent


def _said(gatherings: Iterable[Gathering]) -> dict[str, str]:
    """Return what most of the reports that speak of it give as a part of a whole."""
    held = list(gatherings)
    owner = {scene.id: gathering.id for gathering in held for scene in gathering.scenes}
    found = ((gathering.id, _whole(gathering, owner)) for gathering in held)
    return {child: whole for child, whole in found if whole}


def _whole(gathering: Gathering, owner: Mapping[str, str]) -> str | None:
    return whole_of(
        gathering.id,
        Counter(owner[scene.within] for scene in gathering.scenes if scene.within),
        len(gathering.scenes),
    )


def whole_of(incident: str, wholes: Mapping[str, int], scenes: int) -> str | None:
    """Return what most of the scenes of an incident are said to be a part of, by how many say so of each."""
    votes = {whole: number for whole, number in wholes.items() if whole != incident}
    if not votes or sum(votes.values()) * 2 < scenes:
        return None
    return min(votes, key=lambda whole: (-votes[whole], whole))


def shown_by(extents: Iterable[Extent]) -> dict[str, str]:
    """Return the smallest area and stretch of days around each incident."""
    held = list(extents)
    wide = _by_country_and_month(extent for extent in held if extent.wide)
    around = ((extent, innermost(extent, wide.get(_key(extent), ()))) for extent in held)
    return {extent.id: outer.id for extent, outer in around if outer}


def innermost(inner: Extent, wide: Iterable[Extent]) -> Extent | None:
    """Return the smallest of the wide ones that an incident lies in."""
    found = (outer for outer in wide if _contains(outer, inner))
    return min(found, key=lambda outer: (*outer.size, outer.id), default=None)


def _contains(outer: Extent, inner: Extent) -> bool:
    if outer.id == inner.id or outer.size <= inner.size or not inner.days.within(outer.days):
        return False
    return relate(inner.place, outer.place).lie in {Lie.WITHIN, Lie.SAME}


def extent_of(gathering: Gathering) -> Extent | None:
    """Return how far an incident reaches, None where its place or its days are open."""
    place, days = gathering.place, gathering.days
    return Extent(gathering.id, place, days) if place and days else None


def _by_country_and_month(extents: Iterable[Extent]) -> dict[tuple[str | None, str], list[Extent]]:
    found: dict[tuple[str | None, str], list[Extent]] = defaultdict(list)
    for extent in extents:
        for month in sorted({day.isoformat()[:7] for day in extent.days.days()}):
            found[extent.country, month].append(extent)
    return found


def _key(extent: Extent) -> tuple[str | None, str]:
    return extent.country, extent.days.start.isoformat()[:7]
