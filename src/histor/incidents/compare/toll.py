"""How many: the same number of the same harm, the more telling the larger and the same source's."""

from histor.incidents.scene import TELLING, Scene
from histor.records.incident import Reason

SAME_SOURCE = 1.0
OTHER_SOURCE = 0.7
COMMON = 0.1  # next to nothing: of two reports of one day, most give a toll below ten


def compare_tolls(one: Scene, other: Scene) -> Reason | None:
    """Return what the numbers say; other numbers say nothing: tolls rise, and sources differ."""
    shared = one.tolls & other.tolls
    if not shared:
        return None
    harm, number = max(shared, key=lambda toll: (toll[1], toll[0]))
    if number < TELLING:
        return Reason(feature="toll", score=COMMON, words=f"both say {number} {harm}")
    sources = one.sources & other.sources
    by = f" by {min(sources)}" if sources else ""
    return Reason(
        feature="toll",
        score=SAME_SOURCE if sources else OTHER_SOURCE,
        words=f"both say {number:,} {harm}{by}",
    )
