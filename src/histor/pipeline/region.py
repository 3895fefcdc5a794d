"""The scenes that a change can touch: those linked with what changed, on and on, and the incidents they were in."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from histor.incidents.block import (
    Key,
    Spot,
    comparable,
    disturbed,
    in_order,
    is_stretch,
    keys_of,
    partners,
    spot_of,
)
from histor.incidents.constraints import Bonds
from histor.incidents.outline import Outline, outline_of
from histor.incidents.scene import Scene
from histor.incidents.score import Link, link, strength
from histor.pipeline.loading import Loader
from histor.records.incident import Reason
from histor.store.entry import SceneEntry
from histor.store.filling import in_parts
from histor.store.index import Index, Met
from histor.store.packing import pack
from histor.values.key import key_of

KEYS = 100  # under which scenes meet, looked up at once
SEPARATOR = "\x1f"


def key_number(key: Key) -> int:
    """Return a key as a number; it is odd if the key is there for long stretches."""
    return key_of(SEPARATOR.join(key)) & ~1 | is_stretch(key)


def scene_entry(scene: Scene, incident: str | None, nearest: str | None = None) -> SceneEntry:
    """Return what is remembered of a scene, with that with which it is linked most strongly."""
    spot = spot_of(scene)
    return SceneEntry(
        id=scene.id,
        document=scene.document,
        incident=incident,
        within=scene.within,
        lead=scene.lead,
        nearest=key_of(nearest) if nearest else None,
        claims=len(scene.claims),
        place=spot.place,
        day=spot.day,
        stretched=spot.stretched,
        country=spot.country,
        few=spot.few,
        first=spot.first,
        last=spot.last,
        slack=spot.slack,
        news=spot.news,
        named=spot.named,
        keys=tuple(sorted(map(key_number, keys_of(scene)))),
        body=pack(outline_of(scene), Outline),
    )


@dataclass(frozen=True, slots=True)
class Staged:
    """Scenes after a change: those that were, those that are, and pairs that are or are not held together now."""

    before: Sequence[SceneEntry]
    after: Sequence[SceneEntry]
    pairs: frozenset[tuple[str, str]]


def stage(
    index: Index, loader: Loader, gone: Collection[str], remade: Collection[str], reweighed: Collection[str]
) -> Staged:
    """Take the scenes of documents anew into the index."""
    before = index.scenes("document", {*gone, *remade, *reweighed})
    homes = {scene.id: scene.incident for scene in before}
    after = [
        scene_entry(scene, homes.get(scene.id))
        for report in loader.reports(remade).values()
        for scene in report.scenes.values()
    ]
    weighed = [row for row in before if row.document in reweighed]
    scenes = loader.scenes(weighed)
    after += [replace(row, keys=tuple(sorted(map(key_number, keys_of(scenes[row.id]))))) for row in weighed]
    keys = _changed_keys(before, after)
    earlier = index.blocks(keys)
    index.put_scenes(before, after)
    later = index.blocks(keys)
    pairs = (disturbed(_spots(earlier[key]), _spots(later[key]), stretch=bool(key & 1)) for key in keys)
    return Staged(before, after, frozenset(pair for found in pairs for pair in found))


def _changed_keys(before: Iterable[SceneEntry], after: Iterable[SceneEntry]) -> set[int]:
    """Return the keys under which a scene does not stand as it did."""
    old = {(key, row.id, row.spot) for row in before for key in row.keys}
    new = {(key, row.id, row.spot) for row in after for key in row.keys}
    return {key for key, _, _ in old ^ new}


def _spots(rows: Iterable[Met]) -> list[Spot]:
    return [Spot(*row) for row in rows]


@dataclass
class Region:
    """Scenes that hang together, with every link of each."""

    scenes: dict[str, Scene] = field(default_factory=dict)
    rows: dict[str, SceneEntry] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    reasons: dict[str, tuple[Reason, ...]] = field(default_factory=dict)  # of the strongest link of each
    nearest: dict[str, str] = field(default_factory=dict)  # with which scene that is
    incidents: set[str] = field(default_factory=set)  # in which any of them was
    bonds: Bonds = field(default_factory=Bonds)


class Explorer:
    """Finds the region around some scenes."""

    def __init__(self, index: Index, loader: Loader, bound: Mapping[str, Sequence[str]]) -> None:
        self._index, self._loader = index, loader
        self._bound = bound  # documents with claims that persons bound, each with all such documents
        self._rows: dict[str, SceneEntry] = {}
        self._seen: set[tuple[str, str]] = set()
        self._best: dict[str, Link] = {}

    def linked(self, pairs: Iterable[tuple[str, str]]) -> set[str]:
        """Return the scenes of those pairs that are linked."""
        held = list(pairs)
        scenes = self._scenes({one for pair in held for one in pair})
        return {one for pair in held if linked_as(scenes[pair[0]], scenes[pair[1]]) for one in pair}

    def near(self, scenes: Iterable[SceneEntry]) -> set[str]:
        """Return the scenes that were linked with one of these most strongly: their reasons are of that link."""
        return {row.id for row in self._index.scenes("nearest", (scene.id for scene in scenes))}

    def explore(self, seeds: Iterable[str], incidents: Iterable[str]) -> Region:
        """Return the region around scenes, and around those that were in incidents."""
        region = Region()
        queue = set(seeds) | self._members(incidents, region)
        while queue:
            self._take(queue, region)
            rows = [region.rows[scene] for scene in sorted(queue)]
            found = self._members({row.incident for row in rows if row.incident}, region)
            found |= self._kin({row.document for row in rows})
            for one, other in self._links(rows, region):
                found |= {one, other}
            queue = found - region.scenes.keys()
        region.reasons = {scene: found.reasons for scene, found in self._best.items()}
        region.nearest = {scene: found.beyond(scene) for scene, found in self._best.items()}
        region.bonds = self._bonds(region)
        return region

    def _take(self, scenes: Collection[str], region: Region) -> None:
        region.scenes |= self._scenes(scenes)
        region.rows |= {scene: self._rows[scene] for scene in scenes}

    def _scenes(self, ids: Collection[str]) -> dict[str, Scene]:
        self._rows |= {row.id: row for row in self._index.scenes("id", set(ids) - self._rows.keys())}
        return self._loader.scenes(self._rows[scene] for scene in sorted(ids))

    def _members(self, incidents: Iterable[str], region: Region) -> set[str]:
        new = set(incidents) - region.incidents
        region.incidents |= new
        rows = self._index.scenes("incident", new)
        self._rows |= {row.id: row for row in rows}
        return {row.id for row in rows}

    def _kin(self, documents: Iterable[str]) -> set[str]:
        """Return the scenes of documents with claims that are bound to claims in these."""
        bound = {one for document in documents for one in self._bound.get(document, ())}
        rows = self._index.scenes("document", bound)
        return {row.id for row in rows}

    def _links(self, rows: Sequence[SceneEntry], region: Region) -> Iterator[tuple[str, str]]:
        """Yield the new links of scenes."""
        pairs = sorted(set(self._pairs(rows)) - self._seen)
        self._seen.update(pairs)
        scenes = self._scenes({one for pair in pairs for one in pair})
        for one, other in pairs:
            if found := linked_as(scenes[one], scenes[other]):
                region.links.append(replace(found, reasons=()))
                for scene in (one, other):
                    if scene not in self._best or strength(found) < strength(self._best[scene]):
                        self._best[scene] = found
                yield one, other

    def _pairs(self, rows: Sequence[SceneEntry]) -> Iterator[tuple[str, str]]:
        """Yield the pairs in which scenes meet others; of the blocks, which may be crowds, a few are held at once."""
        under: dict[int, list[Spot]] = defaultdict(list)
        for row in rows:
            for key in row.keys:
                under[key].append(Spot(row.id, *row.spot))
        for keys in in_parts(sorted(under), KEYS):
            for key, met in self._index.blocks(keys).items():
                block = in_order(_spots(met))
                for mine in under[key]:
                    others = partners(mine, block, stretch=bool(key & 1))
                    yield from ((min(mine.id, other), max(mine.id, other)) for other in others)

    def _bonds(self, region: Region) -> Bonds:
        """Return what persons demand of the region's scenes."""
        bound = self._loader.reports({row.document for row in region.rows.values()} & self._bound.keys())
        found = [report.bonds for report in bound.values()]
        return Bonds(
            kin={scene: names for bonds in found for scene, names in bonds.kin.items()},
            foes={name: foes for bonds in found for name, foes in bonds.foes.items()},
            pieces=tuple(pair for bonds in found for pair in bonds.pieces),
        )


def linked_as(one: Scene, other: Scene) -> Link | None:
    """Return the link between two scenes, the one with the lesser id first, if they are compared at all."""
    return link(one, other) if comparable(one, other) else None
