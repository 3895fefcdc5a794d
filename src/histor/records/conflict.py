"""A contradiction in the record that is worth a person's time; which side is right is not said here."""

from dataclasses import dataclass
from enum import StrEnum


class ConflictKind(StrEnum):
    """What stands against what."""

    REVISED_DOWN = "revised_down"  # a later toll of one side is lower
    PARTS = "parts"  # the parts of a whole come to another number
    PERPETRATORS = "perpetrators"  # different sources blame different parties
    MAGNITUDE = "magnitude"  # one figure is ten times the others, or a tenth of them
    TWO_FIGURES = "two_figures"  # one claimant is quoted with two figures for one day
    ADDED_LATER = "added_later"  # a running toll grew by other than its own count of the day
    GAP = "gap"  # a daily running toll leaves days out


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One contradiction, in words, with the claims that it lies between."""

    id: str
    kind: ConflictKind
    incident: str
    figure: str | None  # None where no one figure is concerned: who did it
    people: int  # how many people the two sides lie apart; for perpetrators, the highest toll in question
    words: str
    claims: tuple[str, ...]
