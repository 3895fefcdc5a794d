"""In which names: two reports that call the same people and places by name speak of the same thing."""

from histor.incidents.names import Names
from histor.incidents.scene import Scene
from histor.records.incident import Reason

SHOWN = 4
MUCH = 0.4  # of the rare names of the report that has fewer: all that two accounts of one thing tend to share
NOTHING = 0.08
ENOUGH = 3.0  # rare names in each: who says nothing can share nothing
FEWEST = 2.0  # rare names: one shared name out of one is no large share
AGAINST = -0.5


def compare_words(one: Scene, other: Scene) -> Reason | None:
    """Return what the shared names say: their share in the report that has fewer, by how rare they are."""
    share, shared = share_of(one.named, other.named), one.names & other.names
    if share < NOTHING:
        return _nothing(one.named, other.named)
    some = ", ".join(sorted(shared, key=lambda word: (-one.named.weight([word]), word))[:SHOWN])
    words = f"{len(shared)} names in common: {some}"
    score = min(1.0, share / MUCH) * min(1.0, one.named.weight(shared))
    return Reason(feature="words", score=round(score, 3), words=words)


def share_of(one: Names, other: Names) -> float:
    """Return which part of the rare names of the report that has fewer stands in the other as well."""
    fewer = min(one.telling, other.telling)
    return one.weight(one.words & other.words) / max(fewer, FEWEST)


def _nothing(one: Names, other: Names) -> Reason | None:
    if min(one.telling, other.telling) < ENOUGH:
        return None
    return Reason(feature="words", score=AGAINST, words="no names in common that few reports have")
