"""What a record says, now or by some day: what follows from its documents and claims."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from histor.documents.copies import find_copies
from histor.figures.reckon import reckon
from histor.incidents.group import group
from histor.records.claim import Claim
from histor.records.document import Document
from histor.records.figure import Figure, Rule
from histor.records.incident import Incident
from histor.store.filters import DocumentFilter
from histor.store.record import Record

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


def derive(documents: Iterable[Document], claims: Iterable[Claim], *, rule: Rule) -> Known:
    """Return what follows from documents and claims: who copied whom, incidents, figures under `rule`."""
    # Who copies whom is told anew: the original of an earlier build may be missing from these documents.
    found = {document.id: replace(document, copy_of=None) for document in documents}
    copies = find_copies(list(found.values()))
    for copy, original in copies.items():
        found[copy] = replace(found[copy], copy_of=original)
    all_claims = list(claims)
    incidents = group(all_claims, found)
    figures = reckon(incidents, all_claims, found, rule=rule)
    return Known(documents=found, claims=all_claims, copies=copies, incidents=incidents, figures=figures)


def known(record: Record, *, rule: Rule = RULE) -> Known:
    """Return all that the record says; under the rule that a build keeps, as it was kept."""
    if rule is not RULE or record.stale():
        return derive(record.documents(), record.claims(), rule=rule)
    documents = {document.id: document for document in record.documents()}
    return Known(
        documents=documents,
        claims=list(record.claims()),
        copies={copy.id: copy.copy_of for copy in documents.values() if copy.copy_of},
        incidents=list(record.incidents()),
        figures=list(record.figures(RULE)),
    )


def known_as_of(record: Record, day: date, *, rule: Rule = RULE) -> Known:
    """Return what could have been known on `day`, from the reports that had certainly appeared by then."""
    documents = list(record.documents(DocumentFilter(as_of=day)))
    there = {document.id for document in documents}
    claims = (claim for claim in record.claims() if claim.document in there)
    undated = [document for document in record.documents() if document.published is None]
    return replace(derive(documents, claims, rule=rule), undated=undated)
