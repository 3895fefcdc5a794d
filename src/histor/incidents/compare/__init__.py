"""The features by which two scenes are compared, one small function each; this list is all of them."""

from collections.abc import Callable
from typing import TypeAlias

from histor.incidents.compare.actors import compare_actors
from histor.incidents.compare.document import compare_documents
from histor.incidents.compare.people import compare_people
from histor.incidents.compare.place import compare_places
from histor.incidents.compare.time import compare_times
from histor.incidents.compare.toll import compare_tolls
from histor.incidents.compare.words import compare_words
from histor.incidents.scene import Scene
from histor.records.incident import Reason

Compare: TypeAlias = Callable[[Scene, Scene], Reason | None]

FEATURES: tuple[Compare, ...] = (
    compare_times,
    compare_places,
    compare_tolls,
    compare_actors,
    compare_people,
    compare_words,
    compare_documents,
)
