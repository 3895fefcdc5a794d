"""Victims told one by one: parts of a toll where one is told, and what they come to where none is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from histor.figures.persons import REFLEXIVE, describes, persons_of
from histor.records.claim import HarmClaim, Modality

SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Tally:
    """How many victims one report tells apart, each in words of its own."""

    number: int
    claims: tuple[HarmClaim, ...]

    @property
    def words(self) -> str:
        """Whom it tells, as written."""
        told = [f"“{claim.victims or claim.count.wording}”" for claim in self.claims]
        return f"{', '.join(told[:-1])} and {told[-1]}"


def tally(claims: Iterable[HarmClaim]) -> Tally | None:
    """Return the most victims that any report tells apart in several claims, none of which counts them all.

    Two claims are added only if nothing lets them be about one person: their names, ages or sex differ, or the doer
    is told beside the victims ("killed his wife and then himself").
    """
    by_sentence: dict[tuple[str, int], list[HarmClaim]] = {}
    for claim in claims:
        if _is_told(claim):
            by_sentence.setdefault((claim.document, claim.quote.start), []).append(claim)
    found = [_of_sentence(held) for held in by_sentence.values()]
    several = [one for one in found if len(one.claims) >= SEVERAL]
    return max(several, key=lambda one: (one.number, one.claims[0].id), default=None)


def _is_told(claim: HarmClaim) -> bool:
    asserted = claim.modality in (Modality.ASSERTED, Modality.ALLEGED)
    return asserted and not claim.background and bool(claim.count.exact) and describes(claim)


def _of_sentence(claims: Sequence[HarmClaim]) -> Tally:
    """Add what is surely somebody else, the largest group first."""
    taken: list[HarmClaim] = []
    for claim in sorted(claims, key=lambda claim: (-(claim.count.exact or 0), claim.quote.start, claim.id)):
        if all(_apart(claim, other) for other in taken):
            taken.append(claim)
    told = sorted(taken, key=lambda claim: (claim.quote.start, claim.trigger.start, claim.id))
    return Tally(sum(claim.count.exact or 0 for claim in taken), tuple(told))


def _apart(claim: HarmClaim, other: HarmClaim) -> bool:
    """Whether two claims of one report are surely about different persons."""
    if _is_doer(claim) != _is_doer(other) and claim.quote.start == other.quote.start:
        return True
    return not any(one.may_be(two) for one in persons_of(claim) for two in persons_of(other))


def _is_doer(claim: HarmClaim) -> bool:
    return (claim.victims or "").lower() in REFLEXIVE
