"""The door of this room: claims in, incidents out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from histor.incidents.attach import Ground, attach, ground
from histor.incidents.block import candidates
from histor.incidents.cluster import cluster
from histor.incidents.constraints import cut, homes, signed
from histor.incidents.gathering import (
    Gathering,
    founding_order,
    gather,
    gathered_actors,
    gathered_when,
    order_of,
)
from histor.incidents.names import Named, Names, names_of
from histor.incidents.naming import name_of
from histor.incidents.nest import Parents, parents_of
from histor.incidents.report import scenes_of
from histor.incidents.scene import Found, Scene, founding
from histor.incidents.score import Link, link, strength
from histor.records.claim import Claim, HarmClaim, Modality, StatementClaim
from histor.records.document import Document
from histor.records.incident import Incident, Membership, Reason
from histor.records.judgement import NO_CONSTRAINTS, Constraints

BY = "rules/1"
JUDGED = Reason(feature="judgement", score=1.0, words="where a person put it")
SAME_REPORT = Reason(feature="document", score=1.0, words="told together in one report")


def group(
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    asked: Constraints = NO_CONSTRAINTS,
    *,
    named: Mapping[str, Named] | None = None,
) -> list[Incident]:
    """Return the incidents that the claims speak of, in the order of the reports that found them.

    What persons demand of them in `asked` outranks what the claims say. The order of `claims` does not matter.
    A claim is in at most one incident: what is hypothetical, or speaks of none, is in none. With `named`, what
    `named_in` finds in the reports, their texts are not needed.
    """
    return grouped(claims, documents, asked, named=named).incidents


@dataclass(frozen=True, slots=True)
class Grouped:
    """Incidents, and on what way they came about."""

    names: Mapping[str, Names]
    scenes: Mapping[str, Scene]
    gatherings: Sequence[Gathering]  # of the incidents, in their order
    nearest: Mapping[str, str]  # by scene, that with which it is linked most strongly
    silent: Mapping[str, str]  # reports without a toll of their own, with the incidents that they tell of
    parents: Parents
    incidents: list[Incident]


def grouped(
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    asked: Constraints = NO_CONSTRAINTS,
    *,
    named: Mapping[str, Named] | None = None,
) -> Grouped:
    """Return what `group` does, with the way to it."""
    names = names_of(documents, claims, named)
    scenes, bonds = cut(list(scenes_in(claims, documents, names)), asked)
    links, best = _linked(scenes.values())
    reasons = {scene: found.reasons for scene, found in best.items()}
    gatherings = [gather((scenes[key] for key in keys), documents) for keys in cluster(scenes, links, bonds)]
    gatherings.sort(key=lambda gathering: order_of(gathering, documents))
    known = ground(gatherings, documents, names)
    followers = followers_of(claims, documents, known, asked)
    silent = _silent(known)
    parents = parents_of(gatherings)
    incidents = [
        incident_of(
            gathering,
            parents.of.get(gathering.id),
            reasons,
            followers[gathering.id],
            silent[gathering.id],
            asked,
        )
        for gathering in gatherings
    ]
    told = {document: home for document, (home, _) in known.reports.items()}
    nearest = {scene: found.beyond(scene) for scene, found in best.items()}
    return Grouped(names, scenes, gatherings, nearest, told, parents, incidents)


def scenes_in(
    claims: Iterable[Claim], documents: Mapping[str, Document], names: Mapping[str, Names]
) -> Iterable[Scene]:
    """Yield the scenes of all reports."""
    by_document: dict[str, list[Found]] = defaultdict(list)
    for claim in claims:
        if not isinstance(claim, StatementClaim) and founds(claim):
            by_document[claim.document].append(claim)
    for key in sorted(by_document):
        yield from scenes_of(documents[key], by_document[key], names)


def founds(claim: Claim) -> bool:
    """Whether a claim is in a scene: it tells of harm or violence, and not of what may come."""
    return founding(claim) and claim.modality is not Modality.HYPOTHETICAL


def followers_of(
    claims: Iterable[Claim], documents: Mapping[str, Document], known: Ground, asked: Constraints
) -> dict[str, list[tuple[Claim, Reason]]]:
    """Return the statements and events that belong to each incident, in the order of their reports."""
    rest = [claim for claim in claims if not isinstance(claim, HarmClaim) and not founding(claim)]
    found = attach(rest, known)
    must, never = homes(asked, known.by_claim, [claim.id for claim in rest])
    found = {key: home for key, home in found.items() if home[0] not in never.get(key, ())}
    found |= {key: (home, JUDGED) for key, home in must.items()}
    followers: dict[str, list[tuple[Claim, Reason]]] = defaultdict(list)
    for claim in sorted(rest, key=lambda claim: founding_order(claim, documents)):
        if claim.id in found:
            home, reason = found[claim.id]
            followers[home].append((claim, reason))
    return followers


def _silent(known: Ground) -> dict[str, frozenset[str]]:
    """Return the reports that tell of each incident without a toll of their own, by what they name."""
    found: dict[str, set[str]] = defaultdict(set)
    for document, (home, _) in known.reports.items():
        found[home].add(document)
    return defaultdict(frozenset, {home: frozenset(documents) for home, documents in found.items()})


def _linked(scenes: Collection[Scene]) -> tuple[list[Link], dict[str, Link]]:
    """Return all links without their reasons, which would fill the memory; with them, the strongest of each scene."""
    links: list[Link] = []
    best: dict[str, Link] = {}
    for found in (found for one, other in candidates(scenes) if (found := link(one, other))):
        links.append(replace(found, reasons=()))
        for scene in (found.one, found.other):
            if scene not in best or strength(found) < strength(best[scene]):
                best[scene] = found
    return links, best


def incident_of(  # what it is made of
    gathering: Gathering,
    parent: str | None,
    reasons: Mapping[str, tuple[Reason, ...]],
    followers: Sequence[tuple[Claim, Reason]],
    silent: frozenset[str],
    asked: Constraints,
) -> Incident:
    """Return the incident of a gathering."""
    told = [
        Membership(claim=claim.id, by=BY, reasons=reasons.get(scene.id, (SAME_REPORT,)))
        for scene in gathering.scenes
        for claim in scene.claims
    ]
    said = [Membership(claim=claim.id, by=BY, reasons=(reason,)) for claim, reason in followers]
    return Incident(
        id=gathering.id,
        name=name_of(gathering),
        parent=parent,
        members=tuple(signed(member, asked) for member in (*told, *said)),
        documents=tuple(sorted(gathering.documents | silent | {claim.document for claim, _ in followers})),
        when=gathered_when(gathering),
        place=gathering.place,
        actors=gathered_actors(gathering),
        founder=gathering.founder.id,
    )
