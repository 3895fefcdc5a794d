"""Make incidents and figures of what was put together."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from histor.figures.reckon import reckon
from histor.incidents.constraints import signed
from histor.incidents.gathering import Gathering, founding_order
from histor.incidents.group import BY, SAME_REPORT, incident_of
from histor.pipeline.entering import entry_from
from histor.pipeline.judging import Judged
from histor.pipeline.loading import Loader
from histor.pipeline.region import Region
from histor.pipeline.regrouping import Followers
from histor.records.claim import Claim
from histor.records.figure import Figure, Rule
from histor.records.gist import Gist
from histor.records.incident import Incident, Membership, Reason
from histor.records.review import Review
from histor.review.apply import counted, review_of
from histor.store.deriving import Deriving
from histor.store.entry import Entry


@dataclass(frozen=True, slots=True)
class Renewal:
    """What it takes to put a record together anew, all of it or what a change can touch."""

    work: Deriving
    decided: Judged
    retracted: Collection[str]
    whole: Callable[[str], Claim]  # a claim as it was read, by its id
    rule: Rule
    reviewed: Callable[[Incident, Mapping[str, Review]], Incident]

    def entry(self, gist: Gist) -> Entry:
        """Return what is remembered of a report by itself, as it is judged now."""
        claims = [self.whole(c.id) if c.id in self.decided.verdicts else c for c in gist.claims]
        return entry_from(gist, counted(self.decided.claims(claims)))

    @property
    def bound(self) -> list[str]:
        """The documents with claims that persons bound to others, or parted from them."""
        held = self.work.documents_of(self.decided.constraints.kin).values()
        return sorted(set(held) - set(self.retracted))


@dataclass(frozen=True, slots=True)
class Followed:
    """Documents whose statements and events were looked at again, and the incidents to which these belong."""

    documents: Collection[str]
    followers: Followers


class Writer:
    """Makes incidents and figures of what belongs to them."""

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
