"""A place, and how it was found."""

from dataclasses import dataclass

from histor.records.claim import Trace
from histor.values.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A place, how it was found, and the sentence outside the mention's own from which words were taken."""

    place: Place | None
    trace: Trace | None = None
    from_sentence: int | None = None
