"""Take in what a person decides, and give what was decided to those who put the record together."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from histor.errors import UnknownIdError
from histor.records.claim import Claim
from histor.records.judgement import NO_CONSTRAINTS, Constraints, Judgement, Verdict
from histor.review.apply import judged_claims, verdicts
from histor.review.demands import constraints
from histor.review.standing import Standing, hangs, in_force, standing
from histor.store.filters import ClaimFilter
from histor.store.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What persons decided about a record, as far as it stands and can be found in it."""

    verdicts: Mapping[str, Verdict] = field(default_factory=dict)  # by claim
    constraints: Constraints = NO_CONSTRAINTS

    @property
    def empty(self) -> bool:
        """Whether nobody decided anything that stands."""
        return not self.verdicts and not self.constraints.kin

    def claims(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Yield claims as persons have judged them."""
        return judged_claims(claims, self.verdicts)


UNJUDGED = Judged()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A judgement with what has become of it."""

    judgement: Judgement
    undone: bool
    lost: Sequence[str]  # the claims it was about that are nowhere in the record any more
    hangs: bool  # nothing is left that it could act on


def judged(record: Record) -> Judged:
    """Return what persons decided about a record."""
    judgements = list(record.judgements())
    if not judgements:
        return UNJUDGED
    stands = _standing(record, judgements)
    return Judged(verdicts=verdicts(stands.judgements), constraints=constraints(stands.judgements))


def judgements_of(record: Record) -> list[Listed]:
    """Return every judgement with what has become of it, oldest first."""
    judgements = list(record.judgements())
    force = {judgement.id for judgement in in_force(judgements)}
    lost = _standing(record, judgements).lost
    undone = _undone(judgements)
    return [
        Listed(
            judgement=judgement,
            undone=judgement.id in undone,
            lost=lost.get(judgement.id, ()),
            hangs=judgement.id in force and hangs(judgement, lost.get(judgement.id, ())),
        )
        for judgement in judgements
    ]


def _undone(judgements: Sequence[Judgement]) -> set[str]:
    void: set[str] = set()
    for judgement in reversed(judgements):
        if judgement.undoes and judgement.id not in void:
            void.add(judgement.undoes)
    return void


def _standing(record: Record, judgements: Sequence[Judgement]) -> Standing:
    return standing(
        judgements,
        lambda claim: _is_there(record.claim, claim),
        lambda document: record.claims(ClaimFilter(document=document)),
    )


def _is_there(get: Callable[[str], Claim], claim: str) -> bool:
    try:
        get(claim)
    except UnknownIdError:
        return False
    return True
