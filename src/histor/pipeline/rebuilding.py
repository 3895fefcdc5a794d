"""Put a whole record together through its index, region after region: what is held is the largest (decisions/0018)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from histor.incidents.cluster import cluster
from histor.incidents.gathering import founding_order
from histor.incidents.nest import adopted
from histor.pipeline.copying import copies_in
from histor.pipeline.drafting import Followed, Renewal, Writer
from histor.pipeline.entering import note
from histor.pipeline.loading import Loader
from histor.pipeline.region import Explorer, Region, linked_as, scene_entry
from histor.pipeline.regrouping import (
    Followers,
    gathered,
    home_entry,
    refollow,
    said_around,
    shown_around,
    told_by,
)
from histor.pipeline.touching import Quoted, private_in
from histor.records.incident import Incident, Reason
from histor.store.entry import HomeEntry, SceneEntry
from histor.store.filling import Filling, in_parts
from histor.values.key import key_of

T = TypeVar("T")

# How much is held at once; more is no faster.
REPORTS = 200
SILENT = 50  # reports, each with all that its names lead to
SCENES = 500  # to begin regions with, each scene without its claims
TOLD = 200  # scenes with their claims, or those of one incident


def rebuild(given: Renewal) -> None:
    """Put all of a record together."""
    filling = given.work.filling()
    _enter(given, filling)
    whole = _Whole(given, filling, filling.number_of_texts())
    whole.part()
    whole.gather()
    whole.retell()
    whole.nest()
    whole.write()
    filling.close()
    note(filling, whole.texts, given.decided)


def _enter(given: Renewal, filling: Filling) -> None:
    """Enter all reports: whose text each has, in how many texts each name stands, whom few reports name."""
    standing = (gist for gist in filling.all_gists() if gist.document.id not in given.retracted)
    for gists in in_parts(standing, REPORTS):
        filling.enter([given.entry(gist) for gist in gists])
    filling.entered()
    filling.copied(copies_in(filling))
    for text in filling.texts():
        filling.named({name for entry in text for name in entry.names})
    filling.spread_out()
    quoted = Quoted(filling)
    for some in in_parts(filling.reports(), REPORTS):
        entries = filling.named_in(some).values()
        filling.keep_private((entry, private_in(entry, filling, quoted)) for entry in entries)


class _Whole:
    """All scenes and incidents of a record whose reports have been entered."""

    def __init__(self, given: Renewal, filling: Filling, texts: int) -> None:
        self.texts = texts
        self._given, self._filling = given, filling
        self._bound = given.bound

    def part(self) -> None:
        """Part all reports into scenes."""
        for some in in_parts(self._filling.reports(), REPORTS):
            reports = self._loader().reports(some).values()
            scenes = (scene for report in reports for scene in report.scenes.values())
            self._filling.take_scenes([scene_entry(scene, None) for scene in scenes])
        self._filling.met()

    def gather(self) -> None:
        """Gather all scenes into incidents."""
        bound = dict.fromkeys(self._bound, self._bound)
        for seeds in self._filling.waiting(SCENES):
            region = Explorer(self._filling, self._loader(), bound).explore(seeds, ())
            self._filling.near(region.nearest)
            groups = cluster(region.scenes, region.links, region.bonds)
            for some in _by_size(((group, len(group)) for group in groups), TOLD):
                self._found(region, some)

    def _found(self, region: Region, groups: Iterable[frozenset[str]]) -> None:
        gatherings, documents = gathered(self._loader(), region.rows, groups)
        self._filling.belong({scene.id: one.id for one in gatherings for scene in one.scenes})
        self._filling.put_homes((), [home_entry(one, documents) for one in gatherings])

    def retell(self) -> None:
        """Find of which incidents silent reports tell."""
        for some in in_parts(self._filling.silent(), SILENT):
            self._filling.put_told((), told_by(self._filling, self._loader(), some))

    def nest(self) -> None:
        """Find which incidents lie within which."""
        for country, month in self._filling.months():
            self._filling.shown(shown_around(self._filling, country, month))
        for homes in in_parts(self._filling.founded(), TOLD):
            self._filling.said(said_around(self._filling, [home.incident for home, _ in homes]))

    def write(self) -> None:
        """Write who copied whom, incidents and figures."""
        self._filling.settle_copies()
        self._filling.drop_others()
        parents = adopted(*self._filling.around())
        bound = refollow(self._filling, self._loader(), self._bound, self._given.decided.constraints)
        for homes in _by_size(((home, number) for home, number in self._filling.founded()), TOLD):
            self._write(homes, parents, bound)

    def _write(self, homes: Sequence[HomeEntry], parents: Mapping[str, str], bound: Followers) -> None:
        loader, orders = self._loader(), {home.incident: home.founded for home in homes}
        rows = {row.id: row for row in self._filling.scenes("incident", orders)}
        groups: dict[str, set[str]] = defaultdict(set)
        for row in rows.values():
            groups[str(row.incident)].add(row.id)
        gatherings, _ = gathered(loader, rows, map(frozenset, groups.values()))
        documents = {row.document for row in rows.values()} | self._filling.told("incident", orders).keys()
        followers = self._followers(loader, documents, {home: bound.get(home, ()) for home in orders})
        region = Region(rows=rows, reasons=self._reasons(loader, rows))
        writer = Writer(self._given, loader, region, Followed(documents, followers), parents)
        incidents = [writer.anew(gathering) for gathering in gatherings]
        self._keep([(incident, orders[incident.id]) for incident in incidents], writer)

    def _keep(self, incidents: Sequence[tuple[Incident, str]], writer: Writer) -> None:
        self._given.work.put_changed({}, (), incidents, writer.figures(incident for incident, _ in incidents))

    def _followers(self, loader: Loader, documents: Collection[str], bound: Followers) -> Followers:
        """Return what belongs to incidents of what is said in documents, and of what persons bound."""
        found = refollow(
            self._filling, loader, set(documents) - {*self._bound}, self._given.decided.constraints
        )
        told = {home: [*found.get(home, ()), *some] for home, some in bound.items()}
        at = {claim.document for some in told.values() for claim, _ in some}
        held = {key: report.document for key, report in loader.reports(at).items()}
        return {
            home: sorted(some, key=lambda one: founding_order(one[0], held)) for home, some in told.items()
        }

    def _reasons(self, loader: Loader, rows: Mapping[str, SceneEntry]) -> dict[str, tuple[Reason, ...]]:
        """Return why each scene is linked with that with which it is linked most strongly."""
        others = {key_of(row.id): row for row in self._filling.numbered(_nearest(rows.values()))}
        scenes = loader.scenes([*rows.values(), *others.values()])
        pairs = {key: sorted((key, others[row.nearest].id)) for key, row in rows.items() if row.nearest}
        found = {key: linked_as(scenes[one], scenes[other]) for key, (one, other) in pairs.items()}
        return {key: link.reasons for key, link in found.items() if link}

    def _loader(self) -> Loader:
        """Return a loader that has nothing yet: what the last one had is of no use for what comes."""
        return Loader(self._filling, self._given.decided, self._given.whole, self.texts)


def _nearest(rows: Iterable[SceneEntry]) -> set[int]:
    return {row.nearest for row in rows if row.nearest}


def _by_size(items: Iterable[tuple[T, int]], most: int) -> Iterator[list[T]]:
    """Yield items in their order, so many at once that their sizes come to no more than that, or one that is larger."""
    held: list[T] = []
    total = 0
    for item, size in items:
        if held and total + size > most:
            yield held
            held, total = [], 0
        held.append(item)
        total += size
    if held:
        yield held
