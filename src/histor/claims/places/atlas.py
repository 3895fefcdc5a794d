"""Everything that is known about places."""

from dataclasses import dataclass

from histor.claims.places.names import PlaceNames
from histor.claims.places.words import PlaceWords
from histor.values.place import Gazetteer


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything that is known about places: gazetteer, regions and demonyms, and the words around them."""

    gazetteer: Gazetteer
    names: PlaceNames
    words: PlaceWords
