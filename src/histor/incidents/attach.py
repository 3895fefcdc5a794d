"""Which incident a statement, or an event without violence, belongs to: the one it speaks of, or none."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from histor.incidents.about import Home, home_of, homes_by, told_of
from histor.incidents.days import claim_days
from histor.incidents.gathering import Gathering
from histor.incidents.location import Lie, relate
from histor.incidents.names import Names
from histor.records.claim import Claim, Modality, StatementClaim
from histor.records.document import Document
from histor.records.incident import Reason


@dataclass(frozen=True, slots=True)
class Ground:
    """What is already known when statements are looked at."""

    homes: Mapping[str, Home]
    by_claim: Mapping[str, str]  # founding claim to incident
    by_document: Mapping[str, Sequence[Claim]]  # the founding claims of each report
    reports: Mapping[str, tuple[str, Reason]]  # where the reports belong that found nothing


def ground(
    gatherings: Iterable[Gathering], documents: Mapping[str, Document], names: Mapping[str, Names]
) -> Ground:
    """Return where statements can find a home."""
    held = list(gatherings)
    homes = [home_of(gathering) for gathering in held]
    by_document: dict[str, list[Claim]] = {}
    for claim in (claim for gathering in held for claim in gathering.claims):
        by_document.setdefault(claim.document, []).append(claim)
    known = homes_by(homes, names)
    silent = (document for key, document in documents.items() if key not in by_document)
    told = {document.id: found for document in silent if (found := told_of(document, known))}
    return Ground(
        homes={home.id: home for home in homes},
        by_claim={claim.id: gathering.id for gathering in held for claim in gathering.claims},
        by_document=by_document,
        reports=told,
    )


def attach(claims: Iterable[Claim], known: Ground) -> dict[str, tuple[str, Reason]]:
    """Return the incident of each claim that speaks of one, with the reason."""
    found: dict[str, tuple[str, Reason]] = {}
    for claim in sorted(claims, key=lambda claim: claim.id):
        if claim.modality is not Modality.HYPOTHETICAL and (home := _find(claim, known)):
            found[claim.id] = home
    return found


def _find(claim: Claim, known: Ground) -> tuple[str, Reason] | None:
    inside = _by_sentence(claim, known)
    if inside:
        return inside, Reason(feature="document", score=1.0, words="in the words that give the toll")
    denied = known.by_claim.get(claim.denies) if isinstance(claim, StatementClaim) and claim.denies else None
    if denied:
        return denied, Reason(feature="words", score=1.0, words="denies what is claimed there")
    if claim.document in known.by_document:
        return _by_report(claim, known)
    return None if claim.background else _with_report(claim, known)


def _by_sentence(claim: Claim, known: Ground) -> str | None:
    told = known.by_document.get(claim.document, ())
    near = [other for other in told if _overlap(claim, other) and other.background == claim.background]
    near = [other for other in near if _fits(claim, known.homes[known.by_claim[other.id]])]
    first = min(
        near, key=lambda other: (abs(other.trigger.start - claim.trigger.start), other.id), default=None
    )
    return known.by_claim[first.id] if first else None


def _overlap(claim: Claim, other: Claim) -> bool:
    return other.quote.start < claim.quote.end and claim.quote.start < other.quote.end


def _by_report(claim: Claim, known: Ground) -> tuple[str, Reason] | None:
    """Return the incident that the report is about, if the claim's own day and place do not say otherwise."""
    told = known.by_document[claim.document]
    fitting = [other for other in told if _fits(claim, known.homes[known.by_claim[other.id]])]
    placed = [other for other in fitting if _same_place(claim, known.homes[known.by_claim[other.id]])]
    if placed:
        return _most_told(placed, known), Reason(feature="place", score=1.0, words="in the same place")
    about = [other for other in fitting if not other.background]
    if claim.background or not about:
        return None
    return _most_told(about, known), Reason(feature="document", score=0.5, words="what the report is about")


def _most_told(claims: Sequence[Claim], known: Ground) -> str:
    counts = Counter(known.by_claim[claim.id] for claim in claims)
    first = {known.by_claim[claim.id]: -claim.trigger.start for claim in reversed(claims)}
    return max(counts, key=lambda home: (counts[home], first[home], home))


def _fits(claim: Claim, home: Home) -> bool:
    days = claim_days(claim)
    if relate(claim.place, home.place).lie is Lie.APART:
        return False
    return days is None or (home.days is not None and days.gap(home.days) <= days.slack)


def _same_place(claim: Claim, home: Home) -> bool:
    return relate(claim.place, home.place).lie in {Lie.SAME, Lie.WITHIN}


def _with_report(claim: Claim, known: Ground) -> tuple[str, Reason] | None:
    found = known.reports.get(claim.document)
    return found if found and _fits(claim, known.homes[found[0]]) else None
