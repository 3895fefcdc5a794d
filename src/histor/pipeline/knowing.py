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


def standing(record: Record, wanted: DocumentFilter = DocumentFilter()) -> tuple[list[Document], list[Claim]]:  # noqa: B008  # frozen
    """Return the documents that `wanted` asks for and that nobody has withdrawn, and their claims."""
    retracted = record.retracted()
    documents = [document for document in record.documents(wanted) if document.id not in retracted]
    there = {document.id for document in documents}
    return documents, [claim for claim in record.claims() if claim.document in there]


def settle(record: Record) -> bool:
    """Put copies, incidents and figures together anew, if anything that they follow from has changed."""
    changed = record.stale()
    if changed:
        found = derive(*standing(record), rule=RULE)
        record.replace_derived(found.copies, found.incidents, found.figures)
    return changed


def known(record: Record, *, rule: Rule = RULE) -> Known:
    """Return all that the record says; under the rule that a build keeps, as it was kept."""
    documents, claims = standing(record)
    if rule is not RULE or record.stale():
        return derive(documents, claims, rule=rule)
    return Known(
        documents={document.id: document for document in documents},
        claims=claims,
        copies={copy.id: copy.copy_of for copy in documents if copy.copy_of},
        incidents=list(record.incidents()),
        figures=list(record.figures(RULE)),
    )


def known_as_of(record: Record, day: date, *, rule: Rule = RULE) -> Known:
    """Return what could have been known on `day`, from the reports that had certainly appeared by then.

    A document that was withdrawn counts on no day, however long it stood before.
    """
    documents, claims = standing(record, DocumentFilter(as_of=day))
    undated = [document for document in standing(record)[0] if document.published is None]
    return replace(derive(documents, claims, rule=rule), undated=undated)
