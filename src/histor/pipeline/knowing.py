"""What a record says, now or by some day: what follows from its documents and claims."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from histor.documents.copies import find_copies
from histor.figures.reckon import reckon
from histor.incidents.group import group
from histor.incidents.names import Named
from histor.pipeline.gists import heard, keep_gists
from histor.pipeline.judging import UNJUDGED, Judged, judged
from histor.records.claim import Claim
from histor.records.document import Document
from histor.records.figure import Figure, Rule
from histor.records.incident import Incident
from histor.records.review import Review
from histor.review.apply import counted, review_of
from histor.store.filters import DocumentFilter
from histor.store.record import Record

RANK = (Review.MACHINE, Review.PARTLY, Review.REVIEWED).index
RULE = Rule.RANGE  # the figures that a record keeps; those of another rule are reckoned when asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a record says, or said by some day."""

    documents: Mapping[str, Document]
    claims: Sequence[Claim]
    copies: Mapping[str, str]
    incidents: Sequence[Incident]
    figures: Sequence[Figure]
    undated: Sequence[Document] = ()  # left out: nothing says whether they were there by that day
    rejected: Sequence[Claim] = ()  # ruled out by persons: in no incident and no figure


def derive(
    documents: Iterable[Document], claims: Iterable[Claim], *, rule: Rule, decided: Judged = UNJUDGED
) -> Known:
    """Return what follows from documents, claims and judgements: copies, incidents, figures under `rule`."""
    held = list(documents)
    return _together(held, find_copies(held), claims, rule=rule, decided=decided)


def _together(  # what it follows from
    documents: Sequence[Document],
    copies: Mapping[str, str],
    claims: Iterable[Claim],
    *,
    rule: Rule,
    decided: Judged,
    named: Mapping[str, Named] | None = None,
) -> Known:
    # Who copies whom is told anew: the original of an earlier build may be missing from these documents.
    found = {document.id: replace(document, copy_of=copies.get(document.id)) for document in documents}
    all_claims = list(decided.claims(claims))
    standing_claims = counted(all_claims)
    incidents = group(standing_claims, found, decided.constraints, named=named)
    figures = reckon(incidents, standing_claims, found, rule=rule)
    return _reviewed(
        Known(
            documents=found,
            claims=standing_claims,
            copies=copies,
            incidents=incidents,
            figures=figures,
            rejected=_rejected(all_claims),
        ),
        decided,
    )


def _reviewed(known: Known, decided: Judged) -> Known:
    """Return what is known with how far persons have looked at what incidents and figures stand on."""
    if decided.empty:
        return known
    reviews = {claim.id: claim.review for claim in known.claims}
    placed = dict.fromkeys(decided.constraints.by, Review.REVIEWED)
    return replace(
        known,
        figures=[replace(figure, review=review_of(figure.claims, reviews)) for figure in known.figures],
        incidents=[
            replace(incident, review=_incident_review(incident, reviews, placed))
            for incident in known.incidents
        ],
    )


def _incident_review(
    incident: Incident, reviews: Mapping[str, Review], placed: Mapping[str, Review]
) -> Review:
    """Reviewed if every claim is; partly if some are, or a person put some of them here."""
    told = review_of(incident.claims, reviews)
    return (
        told
        if told is not Review.MACHINE
        else min(review_of(incident.claims, placed), Review.PARTLY, key=RANK)
    )


def _rejected(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.review is Review.REJECTED]


def standing(record: Record, wanted: DocumentFilter = DocumentFilter()) -> tuple[list[Document], list[Claim]]:  # noqa: B008  # frozen
    """Return the documents that `wanted` asks for and that nobody has withdrawn, and their claims."""
    retracted = record.retracted()
    documents = [document for document in record.documents(wanted) if document.id not in retracted]
    there = {document.id for document in documents}
    return documents, [claim for claim in record.claims() if claim.document in there]


def derive_kept(record: Record) -> Known:
    """Return what `derive` does of all that stands, from gists: its documents have no texts, its claims few traces."""
    keep_gists(record)
    with _without_collecting():
        return _derived(record)


def _derived(record: Record) -> Known:
    decided = judged(record)
    told = heard(record, decided.verdicts)
    return _together(told.documents, told.copies, told.claims, rule=RULE, decided=decided, named=told.named)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hold off the search for garbage while millions of small records are made that all are needed: a fifth faster."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def settle(record: Record) -> bool:
    """Put copies, incidents and figures together anew, if anything that they follow from has changed."""
    changed = record.stale()
    if changed:
        found = derive_kept(record)
        record.replace_derived(found.copies, found.incidents, found.figures)
    return changed


def known(record: Record, *, rule: Rule = RULE) -> Known:
    """Return all that the record says; under the rule that a build keeps, as it was kept."""
    documents, claims = standing(record)
    decided = judged(record)
    if rule is not RULE or record.stale():
        return derive(documents, claims, rule=rule, decided=decided)
    claims = list(decided.claims(claims))
    return Known(
        documents={document.id: document for document in documents},
        claims=counted(claims),
        rejected=_rejected(claims),
        copies={copy.id: copy.copy_of for copy in documents if copy.copy_of},
        incidents=list(record.incidents()),
        figures=list(record.figures(RULE)),
    )


def known_as_of(record: Record, day: date, *, rule: Rule = RULE) -> Known:
    """Return what could have been known on `day`, from the reports that had certainly appeared by then.

    A document that was withdrawn counts on no day, however long it stood before; what persons decided counts
    on every day.
    """
    documents, claims = standing(record, DocumentFilter(as_of=day))
    undated = [document for document in standing(record)[0] if document.published is None]
    found = derive(documents, claims, rule=rule, decided=judged(record))
    return replace(found, undated=undated)
