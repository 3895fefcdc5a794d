"""Where: the same place, one within the other, near, or apart."""

from histor.incidents.location import Lie, rank, relate
from histor.incidents.scene import Scene
from histor.records.incident import Reason
from histor.values.place import Place

WITHIN_COUNTRY = 0.35  # "in Ardel" and "in the country": not against, and little for
WITHIN_AREA = 0.6  # a town in its province, or in a list of places
SCORES = {Lie.SAME: 1.0, Lie.NEAR: 0.7, Lie.APART: -1.0}
COUNTRY = 4


def compare_places(one: Scene, other: Scene) -> Reason | None:
    """Return what the places say; None where they cannot be told."""
    mine, yours = one.place, other.place
    relation = relate(mine, yours)
    if mine is None or yours is None or relation.lie is Lie.UNKNOWN:
        return None
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


def _within(outer: Place) -> float:
    return WITHIN_COUNTRY if (rank(outer) or 0) >= COUNTRY else WITHIN_AREA
