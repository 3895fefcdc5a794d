"""Claims that a listing asks for, as persons have judged them: a corrected claim is found by what it says now."""

from collections.abc import Iterator

from histor.pipeline.judging import judged
from histor.records.claim import Claim
from histor.store.filters import ClaimFilter, DocumentFilter
from histor.store.record import Record
from histor.store.rows import claim_names, claim_row


def judged_matches(record: Record, wanted: ClaimFilter) -> Iterator[Claim]:
    """Yield the claims that `wanted` asks for; corrected ones that fit it only now come last."""
    decided = judged(record)
    corrected = {key for key, verdict in decided.verdicts.items() if verdict.after}
    for claim in decided.claims(record.claims(wanted)):
        if claim.id not in corrected or fits(claim, wanted):
            yield claim
        corrected.discard(claim.id)
    if not corrected:
        return
    there = {document.id for document in record.documents(DocumentFilter(as_of=wanted.as_of))}
    for claim in decided.claims(record.claim(key) for key in sorted(corrected)):
        if claim.document in there and fits(claim, wanted):
            yield claim


def fits(claim: Claim, wanted: ClaimFilter) -> bool:
    """Whether a claim is of the kind, source, place and time that `wanted` asks for."""
    row = claim_row(claim, 0) | claim_names(claim)
    same = {"kind": wanted.kind, "harm": wanted.harm, "act": wanted.act}
    named = {"source": wanted.source, "speaker": wanted.speaker, "place": wanted.place}
    return (
        all(row[key] == value for key, value in same.items() if value)
        and all(value.casefold() in (row[key] or "") for key, value in named.items() if value)
        and claim.document.startswith(wanted.document or "")
        and _within(claim, wanted)
    )


def _within(claim: Claim, wanted: ClaimFilter) -> bool:
    """Whether a claim's days may lie in what is asked for, as in the listing of claims that nobody corrected."""
    if wanted.start is None and wanted.end is None:
        return True
    when = claim.when
    if when is None or (when.start is None and when.end is None):
        return False
    ended = wanted.start and when.end and when.end < wanted.start
    begins = wanted.end and when.start and when.start > wanted.end
    return not (ended or begins)
