"""Keep what a person decided, put incidents and figures together accordingly, and say which totals changed."""

from collections.abc import Callable, Mapping, Sequence

from histor.errors import InputError
from histor.pipeline.judging import judged
from histor.pipeline.withdrawing import Change, changed_by
from histor.records.claim import Claim, ClaimBase
from histor.records.incident import Incident
from histor.records.judgement import Judgement, JudgementKind
from histor.review.decide import Decider
from histor.review.standing import in_force
from histor.store.record import Record

Decide = Callable[[], Sequence[Judgement]]


def decide_claims(
    record: Record, signed: Decider, kind: JudgementKind, claims: Sequence[str]
) -> tuple[Sequence[Judgement], Sequence[Change]]:
    """Accept or reject claims, one judgement each."""
    return _decided(record, lambda: [signed.verdict(kind, _claim(record, claim)) for claim in claims])


def correct(
    record: Record, signed: Decider, claims: Sequence[str], given: Mapping[str, str]
) -> tuple[Sequence[Judgement], Sequence[Change]]:
    """Correct fields of claims, by the contract's names."""

    def decide() -> Sequence[Judgement]:
        known = list(record.claims()) if {"place", "source", "via", "perpetrator"} & given.keys() else []
        return [signed.correction(_claim(record, claim), given, known) for claim in claims]

    return _decided(record, decide)


def merge(
    record: Record, signed: Decider, incidents: Sequence[str]
) -> tuple[Sequence[Judgement], Sequence[Change]]:
    """Make one incident of several."""

    def decide() -> Sequence[Judgement]:
        found = [_incident(record, incident) for incident in incidents]
        return [signed.merge(found, _members(record, *found))]

    return _decided(record, decide)


def split(
    record: Record, signed: Decider, incident: str, claims: Sequence[str]
) -> tuple[Sequence[Judgement], Sequence[Change]]:
    """Make an incident of its own of some claims of an incident."""

    def decide() -> Sequence[Judgement]:
        found, away = _incident(record, incident), [_claim(record, claim).id for claim in claims]
        return [signed.split(found, away, _members(record, found))]

    return _decided(record, decide)


def move(
    record: Record, signed: Decider, claim: str, incident: str
) -> tuple[Sequence[Judgement], Sequence[Change]]:
    """Put a claim into another incident."""

    def decide() -> Sequence[Judgement]:
        moved, into = _claim(record, claim), _incident(record, incident)
        out_of = next(iter(record.incidents_with(moved.id)), None)
        held = _members(record, into, *([out_of] if out_of else []))
        return [signed.move(moved, into, out_of, held | {moved.id: moved})]

    return _decided(record, decide)


def undo(record: Record, signed: Decider, given: str) -> tuple[Sequence[Judgement], Sequence[Change]]:
    """Take a judgement back; it stays in the record, with who undid it."""

    def decide() -> Sequence[Judgement]:
        judgements = list(record.judgements())
        found = [judgement for judgement in judgements if judgement.id.startswith(given)]
        if len(found) != 1:
            raise InputError(
                f"{'more than one' if found else 'no'} judgement has an id that begins with {given!r}: "
                "`histor judgements` lists them"
            )
        return [signed.undo(found[0], judgements, in_force(judgements))]

    return _decided(record, decide)


def _decided(record: Record, decide: Decide) -> tuple[Sequence[Judgement], Sequence[Change]]:
    def judge() -> Sequence[Judgement]:
        judgements = decide()
        for judgement in judgements:
            record.add_judgement(judgement)
        return judgements

    with record.only_writer():
        return changed_by(record, judge)


def _claim(record: Record, given: str) -> Claim:
    """Return a claim as it has been judged so far."""
    found = record.find(given)
    if not isinstance(found, ClaimBase):
        raise InputError(f"{given} is no claim: `histor claims` lists them with their ids")
    return next(judged(record).claims([found]))


def _incident(record: Record, given: str) -> Incident:
    found = record.find(given)
    if not isinstance(found, Incident):
        raise InputError(
            f"{given} is no incident: `histor incidents --format jsonl` lists them with their ids"
        )
    return found


def _members(record: Record, *incidents: Incident) -> dict[str, Claim]:
    return {claim: record.claim(claim) for incident in incidents for claim in incident.claims}
