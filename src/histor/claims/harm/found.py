"""A figure of harm found in a sentence, before it is a mention: phrase, frame, and what it is a part of."""

from dataclasses import dataclass
from enum import StrEnum

from histor.claims.harm.hit import Hit
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene
from histor.records.claim import Harm
from histor.values.count import Count


class Relation(StrEnum):
    """How a figure stands to one found before it."""

    WHOLE = "whole"  # stands alone
    PART = "part"  # lies within it
    SAME = "same"  # another figure for the same
    MORE = "more"  # adds to it: "another nine"


@dataclass(frozen=True, slots=True)
class Found:
    """One figure of harm in one sentence."""

    scene: Scene
    counted: Counted
    hit: Hit
    count: Count
    relation: Relation = Relation.WHOLE
    of: "Found | None" = None  # the figure that it is related to
    summed: bool = False  # counted from a list of persons: "his wife and two daughters"
    until: int | None = (
        None  # the sentence that tells how it ended: "was struck in the chest. He bled to death"
    )

    @property
    def harm(self) -> Harm:
        """The harm."""
        return self.hit.harm

    @property
    def start(self) -> int:
        """Where the figure's words begin."""
        return self.counted.start


def can_hold(whole: Found, part: Found) -> bool:
    """Whether a figure is large enough; people without a number are several, and no part of one person."""
    least = (part.count.low or part.count.high or 0) if part.count.known else 1
    return (whole.count.high or whole.count.low or 0) > least
