"""How two places lie to each other: the same, one within the other, near, apart, or not to be told."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii

from histor.values.place import Place, PlacePrecision

EARTH_KM = 6371.0
NEAR_KM = 25.0  # a town and its villages
APART_KM = 60.0  # farther than two towns that reports take for one another; between the two nothing is said
RANK = {
    PlacePrecision.EXACT: 0,
    PlacePrecision.NEAR: 0,
    PlacePrecision.ADMIN2: 1,
    PlacePrecision.ADMIN1: 2,
    PlacePrecision.COUNTRY: 4,
}
PROVINCE = RANK[PlacePrecision.ADMIN1]
SEVERAL = 3  # a list of places: wider than a province, narrower than a country
# Words that say what kind of a place it is, not which.
GENERIC = frozenset(
    [
        "the",
        "of",
        "in",
        "and",
        "at",
        "near",
        "al",
        "el",
        "city",
        "town",
        "village",
        "province",
        "region",
        "governorate",
        "state",
        "district",
        "county",
        "area",
        "township",
        "oblast",
        "railway",
        "station",
        "hospital",
        "camp",
        "church",
        "mosque",
        "hotel",
        "market",
        "school",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "coast",
    ]
)


class Lie(StrEnum):
    """How one place lies to another."""

    SAME = "same"
    WITHIN = "within"  # the first lies in the second
    AROUND = "around"  # the second lies in the first
    NEAR = "near"
    APART = "apart"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Relation:
    """How two places lie to each other, and how far apart if that is known."""

    lie: Lie
    km: float | None = None


def relate(one: Place | None, other: Place | None) -> Relation:
    """Return how `one` lies to `other`; what the gazetteer does not know is told by its words alone."""
    if one is None or other is None:
        return Relation(Lie.UNKNOWN)
    if _same(one, other):
        return Relation(Lie.SAME)
    if lies_within(one, other):
        return Relation(Lie.WITHIN)
    if lies_within(other, one):
        return Relation(Lie.AROUND)
    if one.parts or other.parts:
        return _lists(one, other)
    return _distance(one, other)


def rank(place: Place) -> int | None:
    """Return how wide a place is, None where it could not be placed."""
    if place.parts:
        return SEVERAL
    return None if place.precision is None else RANK[place.precision]


def lies_within(one: Place, other: Place) -> bool:
    """Whether `one` is a smaller place inside `other`."""
    inner, outer = rank(one), rank(other)
    if inner is None or outer is None:
        return False
    if is_country(other) and _is_region(one):
        return one.country == other.country
    if inner >= outer:
        return False
    if other.parts:
        return any(_same(one, part) or lies_within(one, part) for part in other.parts)
    if one.parts:
        return all(lies_within(part, other) for part in one.parts)
    return _shares_area(one, other)


def _is_region(place: Place) -> bool:
    return place.precision is PlacePrecision.COUNTRY and not place.parts and not is_country(place)


def is_country(place: Place) -> bool:
    """Whether a place is a country. A wide region ("the coast") lies in one, if in one alone."""
    return place.precision is PlacePrecision.COUNTRY and (place.name or place.written) == place.country


def key_words(place: Place) -> frozenset[str]:
    """Return the words that tell which place it is, without those for its kind."""
    return _telling_words(place.written)


@lru_cache(maxsize=65_536)
def _telling_words(written: str) -> frozenset[str]:
    found = frozenset(re.findall(r"[a-z0-9]+", anyascii(written).lower()))
    return (found - GENERIC) or found


def _shares_area(one: Place, other: Place) -> bool:
    if not other.country or one.country != other.country:
        return False
    if other.precision is PlacePrecision.COUNTRY:
        return is_country(other) or one.admin1 in other.covers
    if not other.admin1 or one.admin1 != other.admin1:
        return False
    return other.precision is PlacePrecision.ADMIN1 or bool(other.admin2 and one.admin2 == other.admin2)


def _same(one: Place, other: Place) -> bool:
    if one.parts and other.parts:
        return {key_words(part) for part in one.parts} == {key_words(part) for part in other.parts}
    if one.gazetteer_id and other.gazetteer_id:
        return one.gazetteer_id == other.gazetteer_id
    if bool(one.parts) != bool(other.parts) or _in_other_countries(one, other):
        return False
    return _same_words(one, other)


def _same_words(one: Place, other: Place) -> bool:
    """Compare by words: "Al-Ahli" and "Al-Ahli Arab hospital", "Ardel" and "Ardel railway station"."""
    mine, yours = key_words(one), key_words(other)
    return mine == yours or bool(
        rank(one) in {None, 0} and rank(other) in {None, 0} and (mine <= yours or yours <= mine)
    )


def _lists(one: Place, other: Place) -> Relation:
    shared = any(_same(mine, yours) for mine in (one.parts or (one,)) for yours in (other.parts or (other,)))
    if shared:
        return Relation(Lie.NEAR)
    return Relation(Lie.APART if _in_other_countries(one, other) else Lie.UNKNOWN)


def _distance(one: Place, other: Place) -> Relation:
    if _in_other_countries(one, other):
        return Relation(Lie.APART, _km(one, other))
    km = _km(one, other)
    if km is None or rank(one) or rank(other):
        return Relation(_by_area(one, other), km)
    if km <= NEAR_KM:
        return Relation(Lie.NEAR, km)
    return Relation(Lie.APART if km > APART_KM else Lie.UNKNOWN, km)


def _by_area(one: Place, other: Place) -> Lie:
    """Two provinces, or a town and a province around another town, are apart."""
    known = one.admin1 and other.admin1 and one.country == other.country
    return Lie.APART if known and one.admin1 != other.admin1 else Lie.UNKNOWN


def _in_other_countries(one: Place, other: Place) -> bool:
    return bool(one.country and other.country and one.country != other.country)


def _km(one: Place, other: Place) -> float | None:
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
