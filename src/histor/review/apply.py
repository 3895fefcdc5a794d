"""What judgements make of claims: some are ruled out, some say something else, and all say who looked at them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from histor.records.claim import Claim
from histor.records.judgement import VERDICTS, Judgement, JudgementKind, Verdict
from histor.records.review import Review, of_all
from histor.review.fields import corrected


def verdicts(judgements: Iterable[Judgement]) -> dict[str, Verdict]:
    """Return what was decided about each claim, from the judgements in force in the order given.

    The last one says whether a claim counts; corrections add up, a later one outranks an earlier one field
    by field.
    """
    found: dict[str, Verdict] = {}
    for judgement in judgements:
        if judgement.kind in VERDICTS:
            for claim in judgement.subjects:
                earlier = found[claim].after if claim in found else {}
                found[claim] = Verdict(
                    judgement=judgement,
                    rejected=judgement.kind is JudgementKind.REJECT,
                    after={**earlier, **judgement.after},
                )
    return found


def judged_claims(claims: Iterable[Claim], decided: Mapping[str, Verdict]) -> Iterator[Claim]:
    """Yield every claim as persons have judged it, those that they ruled out marked as such."""
    for claim in claims:
        verdict = decided.get(claim.id)
        yield judged(claim, verdict) if verdict else claim


def judged(claim: Claim, verdict: Verdict) -> Claim:
    """Return a claim with its corrected fields and how it was reviewed; its id stays."""
    if verdict.rejected:
        return replace(corrected(claim, verdict.after), review=Review.REJECTED)
    review = Review.CORRECTED if verdict.after else Review.ACCEPTED
    return replace(corrected(claim, verdict.after), review=review)


def counted(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that nobody has ruled out."""
    return [claim for claim in claims if claim.review is not Review.REJECTED]


def review_of(claims: Iterable[str], reviews: Mapping[str, Review]) -> Review:
    """Return how far what stands on these claims is reviewed."""
    return of_all(reviews.get(claim, Review.MACHINE) for claim in claims)
