"""By whom: the same ones are blamed. Others being blamed says nothing: sides blame each other."""

from histor.incidents.scene import Scene
from histor.records.incident import Reason


def compare_actors(one: Scene, other: Scene) -> Reason | None:
    """Return what the blamed say; None where they differ or nobody is blamed."""
    shared = one.actors & other.actors
    if not shared:
        return None
    return Reason(feature="actors", score=1.0, words=f"both blame {', '.join(sorted(shared))}")
