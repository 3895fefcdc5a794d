"""In which names: two reports that call the same people and places by name speak of the same thing."""

from histor.incidents.scene import Scene
from histor.records.incident import Reason

SHOWN = 4


def compare_words(one: Scene, other: Scene) -> Reason | None:
    """Return what the shared names say: their share in the report that has fewer."""
    fewer = min(len(one.names), len(other.names))
    shared = one.names & other.names
    if not shared or not fewer:
        return None
    some = ", ".join(sorted(shared)[:SHOWN])
    return Reason(feature="words", score=len(shared) / fewer, words=f"{len(shared)} names in common: {some}")
