"""Put together anew what a change can touch, and no more: the same comes out as from nothing (decisions/0016)."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from histor.figures.reckon import reckon
from histor.incidents.constraints import signed
from histor.incidents.gathering import Gathering, founding_order
from histor.incidents.group import BY, SAME_REPORT, incident_of
from histor.incidents.scene import Scene
from histor.pipeline.entering import entry_from, judged_states, note
from histor.pipeline.judging import Judged
from histor.pipeline.loading import Loader
from histor.pipeline.region import Explorer, Region, stage
from histor.pipeline.regrouping import (
    Followers,
    home_entry,
    refollow,
    regroup,
    renest,
    retell,
)
from histor.pipeline.touching import Touched, touch
from histor.records.claim import Claim
from histor.records.figure import Figure, Rule
from histor.records.incident import Incident, Membership, Reason
from histor.records.review import Review
from histor.review.apply import counted, review_of
from histor.store.deriving import Deriving
from histor.store.entry import Entry
from histor.store.index import JUDGED, Index

FEW = 25  # reports that came or went: so many are always worth a look at what they can touch
SHARE = 50  # or one of so many in the index
MOST = 5  # of the reports in the index, one of so many is remade: beyond, all of it is put together sooner


@dataclass(frozen=True, slots=True)
class Renewal:
    """What it takes to put together anew what a change can touch."""

    work: Deriving
    decided: Judged
    retracted: Collection[str]
    whole: Callable[[str], Claim]  # a claim as it was read, by its id
    rule: Rule
    reviewed: Callable[[Incident, Mapping[str, Review]], Incident]


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
    found: dict[str, Entry] = {}
    for gist in given.work.index.gists(documents):
        claims = [given.whole(c.id) if c.id in given.decided.verdicts else c for c in gist.claims]
        found[gist.document.id] = entry_from(gist, counted(given.decided.claims(claims)))
    return found


def _renewed(given: Renewal, touched: Touched, gone: Collection[str]) -> None:
    index, work = given.work.index, given.work
    loader = Loader(index, given.decided, given.whole, touched.texts)
    bound = sorted(set(work.documents_of(given.decided.constraints.kin).values()) - set(given.retracted))
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
    writer = _Writer(given, loader, region, Followed(follow, followers), parents)
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


@dataclass(frozen=True, slots=True)
class Followed:
    """Documents whose statements and events were looked at again, and the incidents to which these belong."""

    documents: Collection[str]
    followers: Followers


class _Writer:
    """Makes the incidents and figures that are other than they were."""

    def __init__(
        self, given: Renewal, loader: Loader, region: Region, followed: Followed, parents: Mapping[str, str]
    ) -> None:
        self._given, self._loader, self._region = given, loader, region
        self._index, self._asked = given.work.index, given.decided.constraints
        self._followed, self._parents = followed, parents
        self._reviews = {
            claim: Review.CORRECTED if verdict.after else Review.ACCEPTED
            for claim, verdict in given.decided.verdicts.items()
        }

    def anew(self, gathering: Gathering) -> Incident:
        """Return the incident of a gathering."""
        found = incident_of(
            gathering,
            self._parents.get(gathering.id),
            self._region.reasons,
            self._followed.followers.get(gathering.id, ()),
            frozenset(self._index.told("incident", [gathering.id])),
            self._asked,
        )
        return self._reviewed(found)

    def patched(self, incident: Incident) -> Incident:
        """Return an incident that is made of what it was made of, with what else belongs to it now."""
        rows = self._index.scenes("incident", [incident.id])
        number = sum(row.claims for row in rows)
        told = self._reasoned(incident.members[:number], {row.id for row in rows})
        said = self._followers(incident, incident.members[number:])
        silent = self._index.told("incident", [incident.id])
        documents = {row.document for row in rows} | silent.keys() | {document for document, _ in said}
        found = replace(
            incident,
            parent=self._parents.get(incident.id),
            members=(*told, *(member for _, member in said)),
            documents=tuple(sorted(documents)),
        )
        return self._reviewed(found)

    def _reasoned(self, told: Sequence[Membership], scenes: set[str]) -> list[Membership]:
        """Return members with the reasons of now, where their scenes were looked at again; a scene's first names it."""
        if not scenes <= self._region.scenes.keys():
            return list(told)
        found: list[Membership] = []
        reasons: tuple[Reason, ...] = ()
        for member in told:
            if member.claim in scenes:
                reasons = self._region.reasons.get(member.claim, (SAME_REPORT,))
            found.append(signed(Membership(claim=member.claim, by=BY, reasons=reasons), self._asked))
        return found

    def _followers(self, incident: Incident, kept: Sequence[Membership]) -> list[tuple[str, Membership]]:
        """Return what was not told there and belongs to it, by document, in the order of the reports."""
        at = self._given.work.documents_of(member.claim for member in kept)
        staying = {m.claim: m for m in kept if m.claim in at and at[m.claim] not in self._followed.documents}
        reports = self._loader.reports({at[claim] for claim in staying})
        claims = {claim.id: claim for one in reports.values() for claim in one.claims if claim.id in staying}
        new = self._followed.followers.get(incident.id, ())
        members = {key: staying[key] for key in claims}
        for claim, reason in new:
            claims[claim.id] = claim
            members[claim.id] = signed(Membership(claim=claim.id, by=BY, reasons=(reason,)), self._asked)
        documents = {
            key: one.document
            for key, one in self._loader.reports({c.document for c in claims.values()}).items()
        }
        ordered = sorted(claims.values(), key=lambda claim: founding_order(claim, documents))
        return [(claim.document, members[claim.id]) for claim in ordered]

    def figures(self, incidents: Iterable[Incident]) -> dict[str, list[Figure]]:
        """Return the figures of incidents."""
        held = list(incidents)
        at = self._given.work.documents_of(claim for incident in held for claim in incident.claims)
        reports = self._loader.reports(at.values())
        originals = {origin for one in reports.values() if (origin := one.document.copy_of)}
        documents = {key: one.document for key, one in self._loader.reports({*reports, *originals}).items()}
        claims = [claim for report in reports.values() for claim in report.claims]
        titles = self._index.titles(claim.source.canonical for claim in claims if claim.source)
        found: dict[str, list[Figure]] = {incident.id: [] for incident in held}
        for figure in reckon(held, claims, documents, rule=self._given.rule, titles=titles):
            found[figure.incident].append(self._figure_reviewed(figure))
        return found

    def _figure_reviewed(self, figure: Figure) -> Figure:
        return replace(figure, review=review_of(figure.claims, self._reviews))

    def _reviewed(self, incident: Incident) -> Incident:
        return self._given.reviewed(incident, self._reviews)
