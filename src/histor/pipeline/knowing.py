"""What a record says, now or by some day: what follows from its documents and claims."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from histor.documents.copies import find_copies
from histor.figures.reckon import reckon
from histor.incidents.group import Grouped, grouped
from histor.incidents.names import Named
from histor.pipeline.drafting import Renewal
from histor.pipeline.entering import enter_all
from histor.pipeline.gists import heard, keep_gists
from histor.pipeline.judging import UNJUDGED, Judged, judged
from histor.pipeline.rebuilding import rebuild
from histor.pipeline.renewing import renew
from histor.records.claim import Claim
from histor.records.document import Document
from histor.records.figure import Figure, Rule
from histor.records.incident import Incident
from histor.records.review import Review
from histor.review.apply import counted, review_of
from histor.store.deriving import Deriving
from histor.store.filters import DocumentFilter
from histor.store.index import Index
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
    return together(held, find_copies(held), claims, rule=rule, decided=decided)[0]


def together(  # what it follows from
    documents: Sequence[Document],
    copies: Mapping[str, str],
    claims: Iterable[Claim],
    *,
    rule: Rule,
    decided: Judged,
    named: Mapping[str, Named] | None = None,
) -> tuple[Known, Grouped]:
    """Return what `derive` does, and how the incidents came to be; copies and, if given, names are not looked for."""
    # Who copies whom is told anew: the original of an earlier build may be missing from these documents.
    found = {document.id: replace(document, copy_of=copies.get(document.id)) for document in documents}
    all_claims = list(decided.claims(claims))
    standing_claims = counted(all_claims)
    made = grouped(standing_claims, found, decided.constraints, named=named)
    known = Known(
        documents=found,
        claims=standing_claims,
        copies=copies,
        incidents=made.incidents,
        figures=reckon(made.incidents, standing_claims, found, rule=rule),
        rejected=_rejected(all_claims),
    )
    return _reviewed(known, decided), made


def _reviewed(known: Known, decided: Judged) -> Known:
    """Return what is known with how far persons have looked at what incidents and figures stand on."""
    if decided.empty:
        return known
    reviews = {claim.id: claim.review for claim in known.claims}
    review = reviewer(decided)
    return replace(
        known,
        figures=[replace(figure, review=review_of(figure.claims, reviews)) for figure in known.figures],
        incidents=[review(incident, reviews) for incident in known.incidents],
    )


def reviewer(decided: Judged) -> Callable[[Incident, Mapping[str, Review]], Incident]:
    """Return what tells of an incident how far persons have looked at it, from how far they have at each claim.

    It is reviewed if every claim is; partly if some are, or a person put some of them there.
    """
    placed = dict.fromkeys(decided.constraints.by, Review.REVIEWED)

    def reviewed(incident: Incident, reviews: Mapping[str, Review]) -> Incident:
        told = review_of(incident.claims, reviews)
        put = min(review_of(incident.claims, placed), Review.PARTLY, key=RANK)
        return replace(incident, review=told if told is not Review.MACHINE else put)

    return reviewed


def _rejected(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.review is Review.REJECTED]


def standing(record: Record, wanted: DocumentFilter = DocumentFilter()) -> tuple[list[Document], list[Claim]]:  # noqa: B008  # frozen
    """Return the documents that `wanted` asks for and that nobody has withdrawn, and their claims."""
    retracted = record.retracted()
    documents = [document for document in record.documents(wanted) if document.id not in retracted]
    there = {document.id for document in documents}
    return documents, [claim for claim in record.claims() if claim.document in there]


def settle(record: Record) -> bool:
    """Bring copies, incidents and figures up to date, if anything that they follow from has changed."""
    changed = record.stale()
    if changed:
        keep_gists(record)
        decided = judged(record)
        with record.deriving() as work:
            given = renewal(record, work, decided)
            if not renew(given):
                rebuild(given)
    return changed


def renewal(record: Record, work: Deriving, decided: Judged) -> Renewal:
    """Return what it takes to put together anew what changed in a record since it was put together last."""
    return Renewal(work, decided, record.retracted().keys(), record.claim, RULE, reviewer(decided))


def enter_kept(record: Record, index: Index) -> None:
    """Enter all that stands into an empty index, as when it is put together from nothing; nothing is kept."""
    decided = judged(record)
    told = heard(record, decided.verdicts)
    found, made = together(
        told.documents, told.copies, told.claims, rule=RULE, decided=decided, named=told.named
    )
    enter_all(index, told, found.claims, made, decided)


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
