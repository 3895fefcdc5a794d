"""Decide which place of the gazetteer a name means, by what the rest of the report speaks of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from histor.claims.parsed import Sentence
from histor.claims.places.atlas import Atlas
from histor.claims.places.mentions import PlaceMention
from histor.claims.places.runs import Candidate
from histor.claims.places.surroundings import STRONG
from histor.values.place import GazetteerPlace, Place, PlaceKind, PlacePrecision

FAR = 300_000  # inhabitants: a place in a country that the report never speaks of is meant if it is a city
LARGE = 100_000  # inhabitants: above this a bare name is taken for the city even without a preposition
FAMOUS = 1_500_000  # inhabitants: a name that the whole world takes for this one city
NAMED = 2  # the weight of a country of which more than one small town speaks


@dataclass(frozen=True, slots=True)
class Context:
    """The countries that a report speaks of, and which names in it speak for which."""

    countries: Counter[str]
    by_name: dict[str, Counter[str]]
    provinces: frozenset[tuple[str | None, str | None]] = (
        frozenset()
    )  # country and name of those that are named

    def without(self, name: str) -> Counter[str]:
        """Return the countries that other words than `name` speak for: no name is its own witness."""
        return self.countries - self.by_name.get(name, Counter())


def context_of(sentences: Sequence[Sentence], raw: Sequence[Candidate], atlas: Atlas) -> Context:
    """Count the countries that the report speaks of: by name, by demonym, by places that only one country has."""
    found: Counter[str] = Counter()
    by_name: dict[str, Counter[str]] = {}
    provinces = {
        (row.country, row.admin1)
        for candidate in raw
        if candidate.area == "admin1"
        for row in candidate.rows
        if row.kind is PlaceKind.ADMIN1
    }
    for sentence in sentences:
        for country in atlas.names.countries_in(sentence.text):
            found[country] += 3
    for candidate in raw:
        countries = {row.country for row in candidate.rows if row.country}
        if len(countries) == 1 and candidate.locative:
            told = {countries.pop(): 1 if candidate.rows[0].kind is PlaceKind.SETTLEMENT else 3}
            found.update(told)
            by_name.setdefault(candidate.written, Counter()).update(told)
    return Context(found, by_name, frozenset(provinces))


def resolve_candidate(candidate: Candidate, spoken: Context) -> PlaceMention | None:
    """Return what a name means here, with its point where it has one; None if it is no place at all."""
    context = spoken.without(candidate.written)
    row = _in_province(candidate, spoken, context) or _best(candidate, context)
    if row is None:
        return (
            _unplaced(candidate)
            if candidate.headed or candidate.locative >= STRONG or not candidate.rows
            else None
        )
    if not _meant(candidate, row, context):
        # "in Moura", and the only Moura of the gazetteer lies in a country that this report never mentions.
        return _unplaced(candidate) if candidate.headed or candidate.locative >= STRONG else None
    country = row.kind is PlaceKind.COUNTRY
    regional = row.kind is PlaceKind.REGION
    place = Place(
        written=candidate.written,
        gazetteer_id=row.id,
        name=row.name,
        # A country or a wide region has no one point: a point would say more than the words do.
        latitude=None if country or regional else row.latitude,
        longitude=None if country or regional else row.longitude,
        admin1=row.admin1,
        admin2=row.admin2,
        country=row.country or (_likeliest(context) if regional else None),
        precision=_precision(candidate, row),
        covers=row.covers,
    )
    return _mention(candidate, place, _kind(candidate, row))


def _kind(candidate: Candidate, row: GazetteerPlace) -> PlaceKind:
    """Return how large a place is: "Pale Township" is an area also where the gazetteer has only the town."""
    called = {"admin1": PlaceKind.ADMIN1, "admin2": PlaceKind.ADMIN2}.get(candidate.area or "")
    return called if called is not None and row.kind is PlaceKind.SETTLEMENT else row.kind


def _likeliest(context: Counter[str]) -> str | None:
    """Return the country that a report speaks of most: the one whose coast "the coast" is."""
    return context.most_common(1)[0][0] if context else None


def _mention(candidate: Candidate, place: Place, kind: PlaceKind | None) -> PlaceMention:
    return PlaceMention(
        sentence=candidate.sentence.index,
        start=candidate.start,
        end=candidate.end,
        place=place,
        kind=kind,
        locative=candidate.locative,
        dateline=candidate.dateline,
    )


def _unplaced(candidate: Candidate) -> PlaceMention:
    kind = {"site": PlaceKind.SITE, "admin1": PlaceKind.ADMIN1}.get(candidate.area or "")
    return _mention(candidate, Place(written=candidate.written), kind)


def _best(candidate: Candidate, context: Counter[str]) -> GazetteerPlace | None:
    if not candidate.rows:
        return None
    rows = [row for row in candidate.rows if _fits(row, candidate.area)] or list(candidate.rows)
    if candidate.area is None:
        rows = _without_namesakes(rows)
    towns = sorted(
        (row for row in rows if row.kind is PlaceKind.SETTLEMENT), key=lambda row: -(row.population or 0)
    )
    if towns and _is_famous(towns) and not any(row.kind is PlaceKind.COUNTRY for row in rows):
        return towns[0]  # Paris is Paris, whatever country the report is about
    return max(rows, key=lambda row: (_user_row(row), _weight(row, context), _rank(row), row.population or 0))


def _in_province(candidate: Candidate, spoken: Context, context: Counter[str]) -> GazetteerPlace | None:
    """Return the town of this name in a province that the report names, unless a city of the country bears it."""
    towns = [row for row in candidate.rows if row.kind is PlaceKind.SETTLEMENT]
    inside = [row for row in towns if (row.country, row.admin1) in spoken.provinces]
    wider = any(row.kind is not PlaceKind.SETTLEMENT and _weight(row, context) for row in candidate.rows)
    city = any((row.population or 0) >= LARGE and _weight(row, context) for row in towns)
    taken = city or wider or candidate.area not in (None, "settlement") or candidate.dateline
    return None if taken or not inside else max(inside, key=lambda row: row.population or 0)


def _is_famous(towns: Sequence[GazetteerPlace]) -> bool:
    """Whether the first and largest of these towns is a city, and the others of that name are small."""
    return (towns[0].population or 0) >= FAMOUS and all((row.population or 0) < LARGE for row in towns[1:])


def _without_namesakes(rows: Sequence[GazetteerPlace]) -> list[GazetteerPlace]:
    """Return rows without the districts that bear the name of a city: with no word for its kind, it is the city."""
    city = any(row.kind is PlaceKind.SETTLEMENT and (row.population or 0) >= LARGE for row in rows)
    return [row for row in rows if not (city and row.kind is PlaceKind.ADMIN2)]


def _user_row(row: GazetteerPlace) -> bool:
    return row.id.startswith("user:")


def _weight(row: GazetteerPlace, context: Counter[str]) -> int:
    return context.get(row.country or "", 0)


def _rank(row: GazetteerPlace) -> int:
    """Return what goes before what of one name: "Syria" is not a hamlet in Virginia."""
    order = {PlaceKind.COUNTRY: 3, PlaceKind.REGION: 2, PlaceKind.SETTLEMENT: 1}
    return order.get(row.kind, 0)


def _fits(row: GazetteerPlace, area: str | None) -> bool:
    if area == "admin1":
        return row.kind in (PlaceKind.ADMIN1, PlaceKind.REGION)
    if area == "admin2":
        return row.kind is PlaceKind.ADMIN2
    if area == "settlement":
        return row.kind is PlaceKind.SETTLEMENT
    return True


def _meant(candidate: Candidate, row: GazetteerPlace, context: Counter[str]) -> bool:
    """Whether the name is meant as this place: said so by a preposition, by size, or by what the report is about."""
    if row.kind in (PlaceKind.COUNTRY, PlaceKind.REGION) or _user_row(row) or candidate.dateline:
        return True
    # One small town speaks for its country only where no other country is spoken of by name.
    weight = _weight(row, context)
    known = not context or weight >= NAMED or (weight > 0 and max(context.values()) < NAMED)
    if candidate.locative >= STRONG or candidate.headed or candidate.area:
        return known or ((row.population or 0) >= FAR and not candidate.small)
    return known and (row.population or 0) >= (LARGE if not candidate.locative else 0)


def _precision(candidate: Candidate, row: GazetteerPlace) -> PlacePrecision | None:
    by_kind = {
        PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
        PlaceKind.REGION: PlacePrecision.COUNTRY,
        PlaceKind.ADMIN1: PlacePrecision.ADMIN1,
        PlaceKind.ADMIN2: PlacePrecision.ADMIN2,
    }
    coarse = by_kind.get(row.kind)
    if coarse is None and candidate.area in ("admin1", "admin2"):
        coarse = PlacePrecision(candidate.area)
    return coarse or (PlacePrecision.NEAR if candidate.near else PlacePrecision.EXACT)
