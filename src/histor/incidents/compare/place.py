"""Where: the same place, one within the other, near, or apart."""

from histor.incidents.location import Lie, key_words, rank, relate
from histor.incidents.scene import Scene
from histor.records.incident import Reason
from histor.values.place import Place

WITHIN_COUNTRY = 0.35  # "in Ardel" and "in the country": not against, and little for
WITHIN_AREA = 0.6  # a town in its province, or in a list of places
SCORES = {Lie.SAME: 1.0, Lie.NEAR: 0.7, Lie.APART: -1.0}
# A site and its town are one place under two names; a report of one of them tends to name the other as well.
NAMED_BY = (-0.4, 0.2, 0.4)  # by how many of the two reports the other place is named
COUNTRY = 4


def compare_places(one: Scene, other: Scene) -> Reason | None:
    """Return what the places say; None where they cannot be told."""
    mine, yours = one.place, other.place
    relation = relate(mine, yours)
    if mine is None or yours is None:
        return None
    if relation.lie is Lie.UNKNOWN:
        return _by_name(one, other, mine, yours)
    if relation.lie in {Lie.WITHIN, Lie.AROUND}:
        inner, outer = (mine, yours) if relation.lie is Lie.WITHIN else (yours, mine)
        return Reason(feature="place", score=_within(outer), words=f"{inner.written} lies in {outer.written}")
    far = f", {relation.km:.0f} km apart" if relation.km is not None and relation.lie is not Lie.SAME else ""
    words = (
        f"both in {mine.written}"
        if mine.written == yours.written
        else f"{mine.written} and {yours.written}{far}"
    )
    return Reason(feature="place", score=SCORES[relation.lie], words=words)


def _by_name(one: Scene, other: Scene, mine: Place, yours: Place) -> Reason | None:
    """Two towns or sites of other names: one if the reports name both, rather two if neither does."""
    if rank(mine) or rank(yours) or mine.parts or yours.parts:
        return None
    named = [key_words(yours) <= one.names, key_words(mine) <= other.names]
    score = NAMED_BY[sum(named)]
    return (
        Reason(feature="place", score=score, words=f"{mine.written} and {yours.written}") if score else None
    )


def _within(outer: Place) -> float:
    return WITHIN_COUNTRY if (rank(outer) or 0) >= COUNTRY else WITHIN_AREA
