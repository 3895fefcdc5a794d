"""How far persons have looked at what a machine read."""

from collections.abc import Iterable
from enum import StrEnum


class Review(StrEnum):
    """A claim is machine, accepted, corrected or rejected; what claims make is machine, partly or reviewed."""

    MACHINE = "machine"  # nobody has judged it
    ACCEPTED = "accepted"  # a person read it and lets it stand as it was read
    CORRECTED = "corrected"  # a person changed some of its fields
    REJECTED = "rejected"  # a person ruled it out: it is kept, and counts for nothing
    PARTLY = "partly"  # some of what it stands on was judged
    REVIEWED = "reviewed"  # all of it was


def of_all(reviews: Iterable[Review]) -> Review:
    """Return how far something is reviewed that stands on what these are said of."""
    judged = [review is not Review.MACHINE for review in reviews]
    if judged and all(judged):
        return Review.REVIEWED
    return Review.PARTLY if any(judged) else Review.MACHINE
