"""Read a user's own places: a plain CSV or TSV, a GeoNames dump, or an OCHA administrative table."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from histor.errors import LexiconError, MissingInputError
from histor.values.place import GazetteerPlace, PlaceKind

Named = tuple[GazetteerPlace, tuple[str, ...]]
GEONAMES = (
    *(
        "geonameid",
        "name",
        "ascii",
        "aliases",
        "latitude",
        "longitude",
        "class",
        "code",
        "country_code",
        "cc2",
    ),
    *("admin1", "admin2", "admin3", "admin4", "population", "elevation", "dem", "timezone", "modified"),
)
OCHA = re.compile(r"^(?:admin|adm)(\d)(?:name)?_?(?:en|name)$", re.IGNORECASE)  # ADM2_EN, admin2Name_en
GEONAMES_KINDS = {"ADM1": PlaceKind.ADMIN1, "ADM2": PlaceKind.ADMIN2, "PCLI": PlaceKind.COUNTRY}
LATITUDE, LONGITUDE = 90.0, 180.0


def read_table(path: Path) -> Iterator[Named]:
    """Yield the places of a user's table with their other names.

    Taken are: a header name, latitude, longitude[, admin1, admin2, country, kind, aliases] (comma or tab);
    GeoNames' nineteen columns without a header; OCHA's administrative tables (ADM1_EN, ADM2_EN ...).
    Raises LexiconError with the line of the first row that does not fit.
    """
    if not path.is_file():
        raise MissingInputError(f"{path}: no such table of places")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        first = lines.readline()
        lines.seek(0)
        tabs = "\t" in first
        rows = csv.reader(
            lines, delimiter="\t" if tabs else ",", quoting=csv.QUOTE_NONE if tabs else csv.QUOTE_MINIMAL
        )
        header = GEONAMES if first.split("\t")[0].isdigit() else _header(path, next(rows, []))
        for row in rows:
            if row:
                where, identity = f"{path}, line {rows.line_num}", f"user:{path.name}:{rows.line_num}"
                yield _place(where, identity, dict(zip(header, (*row, ""), strict=False)))


def _header(path: Path, columns: Sequence[str]) -> list[str]:
    """Return the columns under the names used here; OCHA's deepest level is the place itself."""
    plain = [column.strip().lower() for column in columns]
    levels = {int(found[1]): column for column in plain if (found := OCHA.match(column))}
    if "name" in plain:
        return plain
    if not levels:
        raise LexiconError(
            f"{path}, line 1: the header needs a column `name` (or OCHA's ADM1_EN, ADM2_EN ...)"
        )
    deepest = max(levels)
    known = {column: f"admin{level}" if level else "country" for level, column in levels.items()}
    known[levels[deepest]] = "name"
    known |= {"lat": "latitude", "center_lat": "latitude", "lon": "longitude", "center_lon": "longitude"}
    renamed = [known.get(column, column) for column in plain]
    return [*renamed, f"level{min(deepest, 2)}"]


def _place(where: str, identity: str, row: Mapping[str, str]) -> Named:
    cell = {key: value.strip() for key, value in row.items()}
    if not cell.get("name"):
        raise LexiconError(f"{where}: the column `name` is empty or missing")
    place = GazetteerPlace(
        id=identity,
        name=cell["name"],
        kind=_kind(where, cell),
        latitude=_degrees(where, "latitude", cell, LATITUDE),
        longitude=_degrees(where, "longitude", cell, LONGITUDE),
        admin1=cell.get("admin1") or None,
        admin2=cell.get("admin2") or None,
        country=cell.get("country") or None,
        country_code=cell.get("country_code") or None,
        population=int(cell["population"]) if cell.get("population", "").isdigit() else None,
    )
    return place, tuple(
        alias.strip() for alias in re.split(r"[;,|]", cell.get("aliases", "")) if alias.strip()
    )


def _kind(where: str, cell: Mapping[str, str]) -> PlaceKind:
    if cell.get("code") in GEONAMES_KINDS:
        return GEONAMES_KINDS[cell["code"]]
    areas = {"level0": "country", "level1": "admin1", "level2": "admin2"}
    area = next((kind for level, kind in areas.items() if level in cell), "settlement")
    written = cell.get("kind") or area
    if written not in {kind.value for kind in PlaceKind}:
        raise LexiconError(f"{where}: kind {written!r} is none of {', '.join(PlaceKind)}")
    return PlaceKind(written)


def _degrees(where: str, column: str, cell: Mapping[str, str], most: float) -> float | None:
    written = cell.get(column, "")
    if not written:
        return None
    try:
        degrees = float(written)
    except ValueError as error:
        raise LexiconError(f"{where}: {column} {written!r} is no number") from error
    if not -most <= degrees <= most:
        raise LexiconError(f"{where}: {column} {written} lies outside {-most:.0f} to {most:.0f}")
    return degrees
