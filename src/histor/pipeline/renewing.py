"""Put together anew what a change can touch, and no more: the same comes out as from nothing (decisions/0016)."""

import json
from collections.abc import Collection, Iterable, Mapping

from histor.incidents.scene import Scene
from histor.pipeline.drafting import Followed, Renewal, Writer
from histor.pipeline.entering import judged_states, note
from histor.pipeline.loading import Loader
from histor.pipeline.region import Explorer, stage
from histor.pipeline.regrouping import home_entry, refollow, regroup, renest, retell
from histor.pipeline.touching import Touched, touch
from histor.store.entry import Entry
from histor.store.index import JUDGED, Index

FEW = 25  # reports that came or went: so many are always worth a look at what they can touch
SHARE = 50  # or one of so many in the index
MOST = 5  # of the reports in the index, one of so many is remade: beyond, all of it is put together sooner


def renew(given: Renewal) -> bool:
    """Bring a record up to date with what came, went or was judged since; False if all of it is put together sooner.

    Then nothing that was written in this transaction is of use, but for being replaced.
    """
    index = given.work.index
    if not index.complete():
        return False
    states = judged_states(given.decided)
    before = json.loads(index.noted(JUDGED) or "{}")
    judged = [claim for claim in states.keys() | before.keys() if states.get(claim) != before.get(claim)]
    lagging = index.out_of_step() - set(given.retracted)
    about = given.work.documents_of(judged).values()
    changed = lagging | set(about) | set(given.retracted)
    old = index.entries(changed)
    if len(lagging | old.keys()) > max(FEW, index.size() // SHARE):
        return False
    new = _entries(given, (lagging | old.keys()) - set(given.retracted))
    touched = touch(index, old, new)
    if touched.stepped or len(touched.remade | touched.reweighed) > max(FEW, index.size() // MOST):
        return False
    _renewed(given, touched, old.keys() - new.keys())
    note(index, touched.texts, given.decided)
    return True


def _entries(given: Renewal, documents: Iterable[str]) -> dict[str, Entry]:
    return {gist.document.id: given.entry(gist) for gist in given.work.index.gists(documents)}


def _renewed(given: Renewal, touched: Touched, gone: Collection[str]) -> None:
    index, work = given.work.index, given.work
    loader = Loader(index, given.decided, given.whole, touched.texts)
    bound = given.bound
    staged = stage(index, loader, gone, touched.remade, touched.reweighed)
    explorer = Explorer(index, loader, dict.fromkeys(bound, bound))
    seeds = {row.id for row in staged.after} | explorer.linked(staged.pairs) | explorer.near(staged.before)
    region = explorer.explore(seeds, {row.incident for row in staged.before if row.incident})
    index.near({scene: region.nearest.get(scene) for scene in region.scenes})
    before = index.homes(region.incidents)
    done = regroup(index, loader, staged, region, {*touched.remade, *bound})
    scenes = [scene for one in done.anew.values() for scene in one.scenes]
    documents = {key: one.document for key, one in loader.reports({s.document for s in scenes}).items()}
    homes = {key: home_entry(one, documents) for key, one in done.anew.items()}
    index.put_homes(done.gone, homes.values())
    retold = retell(index, loader, touched, done, gone)
    follow = {*documents, *touched.remade, *retold.documents, *bound} - set(gone)
    unwritten = work.to_be_written()
    others = work.with_claims_of({*follow, *gone}) | unwritten | retold.incidents | done.kept
    followers = refollow(index, loader, follow, given.decided.constraints)
    parents = renest(index, done, before, _parts_of(index, scenes) | done.anew.keys())
    others |= followers.keys() | _others(work.parents(), parents)
    writer = Writer(given, loader, region, Followed(follow, followers), parents)
    anew = [writer.anew(gathering) for gathering in done.anew.values()]
    old = work.incidents(others - done.anew.keys() - done.gone)
    patched = [writer.patched(one) for one in old.values()]
    told_otherwise = unwritten | work.with_claims_of({*touched.remade, *gone, *index.quoting(touched.quoted)})
    counted_anew = [one for one in patched if one.id in told_otherwise or one.claims != old[one.id].claims]
    called = work.incidents(told_otherwise - done.gone - done.anew.keys() - old.keys())
    figures = writer.figures([*anew, *counted_anew, *called.values()])
    orders = {key: home.founded for key, home in (index.homes(old) | homes).items()}
    work.put_changed(
        dict.fromkeys(gone)
        | {key: None if origin == key else origin for key, origin in touched.moved.items()},
        done.gone,
        [(incident, orders[incident.id]) for incident in (*anew, *patched)],
        figures,
    )


def _parts_of(index: Index, scenes: Iterable[Scene]) -> set[str]:
    """Return the incidents that have a part of one of these scenes."""
    return {str(row.incident) for row in index.scenes("within", {scene.id for scene in scenes})}


def _others(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """Return the incidents whose parent is another."""
    return {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
