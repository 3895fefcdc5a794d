"""In which text: a copy speaks of what its original speaks of."""

from histor.incidents.scene import Scene
from histor.records.incident import Reason


def compare_documents(one: Scene, other: Scene) -> Reason | None:
    """Return what the documents say; None where they are no copies of one text."""
    if one.origin != other.origin or one.document == other.document:
        return None
    return Reason(feature="document", score=1.0, words="two copies of one text")
