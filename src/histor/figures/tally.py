"""Victims told one by one: parts of a toll where one is told, and what they come to where none is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from histor.figures.persons import (
    counts_found,
    describes,
    is_doer,
    is_numbered,
    may_be_doer,
    persons_of,
    tells_others,
)
from histor.records.claim import HarmClaim, Modality, Scope

SEVERAL = 2
NEAR = 200  # characters, a sentence: victims of one thing are told one after the other, a recalled one further on
OWNED = re.compile(r"(?:his|her)\b", re.IGNORECASE)
JOINED = re.compile(r"\band\b")
ONE_EVENT = frozenset({Scope.INCIDENT, Scope.SUBSET})


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

    Two claims are added only if nothing lets them be about one person: their names, ages or sex differ, one is told
    as the third or as the other's kin, or the doer is told beside the victims ("killed two people and then himself").
    The doer's own death, told elsewhere, is added to persons whom he killed.
    """
    held = sorted(filter(_counts_one_event, claims), key=lambda claim: (*_sentence(claim), claim.id))
    with_doer = {place for claim in held if is_doer(claim) for place in _sentences(claim)}
    by_report: dict[str, list[HarmClaim]] = {}
    for claim in held:
        beside_doer = is_doer(claim) or _is_done_to(claim) or tells_others(claim)
        if describes(claim) or is_numbered(claim) or (_sentence(claim) in with_doer and beside_doer):
            by_report.setdefault(claim.document, []).append(claim)
    found = [_of_passage(passage) for held in by_report.values() for passage in _passages(held)]
    found = [_with_doer(one, held) for one in found]
    several = [one for one in found if len(one.claims) >= SEVERAL]
    return max(several, key=lambda one: (one.number, one.claims[0].id), default=None)


def _sentence(claim: HarmClaim) -> tuple[str, int]:
    return claim.document, claim.quote.start


def _sentences(claim: HarmClaim) -> set[tuple[str, int]]:
    """Return where a claim is told, also in other words."""
    return {(claim.document, span.start) for span in (claim.quote, *claim.also)}


def _counts_one_event(claim: HarmClaim) -> bool:
    asserted = claim.modality in (Modality.ASSERTED, Modality.ALLEGED)
    return asserted and not claim.background and claim.scope in ONE_EVENT and bool(claim.count.exact)


def _is_done_to(claim: HarmClaim) -> bool:
    """Whether somebody does the harm to those counted, so that he is not one of them: "killed two people"."""
    active = claim.count_span is not None and claim.trigger.start < claim.count_span.start
    done = active or claim.perpetrator is not None
    return claim.scope is Scope.INCIDENT and done and not counts_found(claim)


def _passages(claims: Sequence[HarmClaim]) -> Iterator[list[HarmClaim]]:
    """Yield the claims of a report, in the order of its text, cut where it goes on to something else in between."""
    passage: list[HarmClaim] = []
    for claim in claims:
        if passage and claim.quote.start - passage[-1].quote.end > NEAR:
            yield passage
            passage = []
        passage.append(claim)
    yield passage


def _of_passage(claims: Sequence[HarmClaim]) -> Tally:
    """Add what is surely somebody else, the largest group first."""
    taken: list[HarmClaim] = []
    for claim in sorted(claims, key=lambda claim: (-(claim.count.exact or 0), claim.quote.start, claim.id)):
        if all(_apart(claim, other) for other in taken):
            taken.append(claim)
    told = sorted(taken, key=lambda claim: (claim.quote.start, claim.trigger.start, claim.id))
    return Tally(sum(claim.count.exact or 0 for claim in taken), tuple(told))


def _apart(claim: HarmClaim, other: HarmClaim) -> bool:
    """Whether two claims of one report are surely about different persons."""
    if is_doer(claim) != is_doer(other) and _sentences(claim) & _sentences(other):
        return True
    first, second = sorted((claim, other), key=lambda one: one.trigger.start)
    if is_numbered(second) and not is_numbered(first):
        return True
    if _is_listed_with(first, second) or _is_kin_of(first, second):
        return True
    if first.quote.start != second.quote.start:
        return all(one.is_not(two) for one in persons_of(claim) for two in persons_of(other))
    return not any(one.may_be(two) for one in persons_of(claim) for two in persons_of(other))


def _with_doer(told: Tally, held: Sequence[HarmClaim]) -> Tally:
    """Return a tally of persons whom one killed who is told dead elsewhere with him, unless others count people."""
    if any(is_doer(claim) or not (describes(claim) and _is_done_to(claim)) for claim in told.claims):
        return told
    counted = (claim for claim in held if not (is_doer(claim) or _is_done_to(claim)))
    if any((claim.count.exact or 0) >= told.number for claim in counted):
        return told
    own = {claim.document for claim in told.claims}
    # A report that tells others dead too has a toll of its own.
    others = {claim.document for claim in held if not is_doer(claim)} - own
    doers = (claim for claim in held if is_doer(claim) and claim.document not in others)
    doer = next((claim for claim in doers if claim.scope is Scope.INCIDENT), None)
    if doer is None or not all(_is_by_one_person(claim) for claim in told.claims):
        return told
    return Tally(told.number + 1, (*told.claims, doer))


def _is_by_one_person(claim: HarmClaim) -> bool:
    """Whether one person did it who is none of those counted: not the police, nor "the shooting" that killed them."""
    if claim.perpetrator is None:
        return OWNED.match(claim.victims or "") is not None  # "his sons", of one who is only named
    return may_be_doer(claim.perpetrator.written)


def _is_kin_of(first: HarmClaim, second: HarmClaim) -> bool:
    """Whether the second is told as somebody's kin, of the other sex than the first: "a woman ... her husband"."""
    if first.count.exact != 1 or second.count.exact != 1 or not OWNED.match(second.victims or ""):
        return False
    one, other = persons_of(first)[0], persons_of(second)[0]
    return one.sex is not None and other.sex is not None and one.sex != other.sex


def _is_listed_with(first: HarmClaim, second: HarmClaim) -> bool:
    """Whether one word tells the harm of two who are joined: "Odo Varn, 41, and his son Tam, 9, were killed"."""
    if first.trigger != second.trigger or first.count_span is None or second.count_span is None:
        return False
    one, other = sorted((first.count_span, second.count_span), key=lambda span: span.start)
    between = first.quote.text[one.end - first.quote.start : other.start - first.quote.start]
    return other.end <= first.quote.end and JOINED.search(between) is not None
