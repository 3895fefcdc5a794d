"""Which judgements stand, and which claims they are about now: a person's word is found again or said to hang."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from histor.records.claim import Claim
from histor.records.judgement import Judgement, JudgementKind, Mark, kind_of, mark_of
from histor.values.span import Span

CLAIMS = "claims"  # of what a judgement keeps as it was before: the claims that a moved one was among
ClaimsOf = Callable[[str], Iterable[Claim]]  # the claims of a document, by its id


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The judgements in the order given, those undone left out, with the claims as they are called now."""

    judgements: tuple[Judgement, ...]
    lost: Mapping[str, tuple[str, ...]]  # a judgement: the claims it was about that are nowhere any more


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return what has not been undone, in the order given; an undoing can itself be undone."""
    void: set[str] = set()
    kept: list[Judgement] = []
    for judgement in reversed(list(judgements)):
        if judgement.id in void:
            continue
        if judgement.kind is JudgementKind.UNDO and judgement.undoes:
            void.add(judgement.undoes)
        else:
            kept.append(judgement)
    return kept[::-1]


def standing(judgements: Sequence[Judgement], known: Callable[[str], bool], claims_of: ClaimsOf) -> Standing:
    """Return the judgements in force, each with the ids that its claims have now.

    `known` says whether a claim has an id; one that has not is looked for where it stood when it was judged.
    """
    force = in_force(judgements)
    marks = {mark.claim: mark for judgement in force for mark in judgement.marks}
    found = {gone: _found(marks[gone], claims_of) for gone in sorted(marks) if not known(gone)}
    return Standing(
        judgements=tuple(_renamed(judgement, found) for judgement in force),
        lost={judgement.id: lost for judgement in force if (lost := tuple(_lost(judgement, found)))},
    )


def hangs(judgement: Judgement, lost: Iterable[str]) -> bool:
    """Whether nothing is left that a judgement could act on."""
    gone = set(lost)
    about = [mark.claim for mark in judgement.marks]
    subjects = [subject for subject in judgement.subjects if subject in about]
    return all(subject in gone for subject in subjects or about) and bool(about)


def _found(mark: Mark, claims_of: ClaimsOf) -> str | None:
    """Return the claim that stands where `mark` stood: at its very words or, if it is the only one, in its quote."""
    alike = [mark_of(claim) for claim in claims_of(mark.quote.document) if kind_of(claim) == mark.kind]
    very = [other for other in alike if _overlap(other.at, mark.at)]
    near = very or [other for other in alike if other.quote.text == mark.quote.text]
    if len(near) > 1:
        near = [other for other in near if other.at.text == mark.at.text]
    return near[0].claim if len(near) == 1 else None


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _lost(judgement: Judgement, found: Mapping[str, str | None]) -> Iterator[str]:
    return (mark.claim for mark in judgement.marks if mark.claim in found and found[mark.claim] is None)


def _renamed(judgement: Judgement, found: Mapping[str, str | None]) -> Judgement:
    """Return the judgement on the claims as they are called now, without those that are nowhere."""
    if not any(mark.claim in found for mark in judgement.marks):
        return judgement
    before = dict(judgement.before)
    left = before.get(CLAIMS)
    if isinstance(left, list):
        before[CLAIMS] = [*_now((str(key) for key in left), found)]
    return replace(
        judgement,
        subjects=tuple(_now(judgement.subjects, found)),
        anchors=tuple(_now(judgement.anchors, found)),
        before=before,
    )


def _now(claims: Iterable[str], found: Mapping[str, str | None]) -> Iterator[str]:
    return (new for key in claims if (new := found.get(key, key)))
