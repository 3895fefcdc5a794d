"""Read the packed basemap: each country's rings as longitudes and latitudes."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import TypeAlias

Coordinates: TypeAlias = tuple[float, float]  # longitude, latitude
Ring: TypeAlias = tuple[Coordinates, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's name and its outer and inner rings."""

    name: str
    rings: tuple[Ring, ...]


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries of the basemap."""
    packed = json.loads(gzip.decompress((files(__package__) / "world.json.gz").read_bytes()))
    arcs = [_unpacked(arc, packed["scale"], packed["translate"]) for arc in packed["arcs"]]
    return tuple(
        Country(
            name=each["name"],
            rings=tuple(_ring(ring, arcs) for polygon in each["polygons"] for ring in polygon),
        )
        for each in packed["countries"]
    )


def _unpacked(arc: list[list[int]], scale: list[float], translate: list[float]) -> list[Coordinates]:
    xs, ys = (accumulate([point[axis] for point in arc]) for axis in (0, 1))
    return [(x * scale[0] + translate[0], y * scale[1] + translate[1]) for x, y in zip(xs, ys, strict=True)]


def _ring(numbers: list[int], arcs: list[list[Coordinates]]) -> Ring:
    """Join arcs end to end; a negative number is the arc of its complement, backwards.

    A ring that crosses the 180th meridian goes on beyond it (to 190 degrees, not back to -170).
    """
    ring: list[Coordinates] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return _unrolled(ring)


def _unrolled(ring: Sequence[Coordinates]) -> Ring:
    turns = accumulate((round((before[0] - after[0]) / 360) for before, after in pairwise(ring)), initial=0)
    return tuple((lon + 360 * turn, lat) for (lon, lat), turn in zip(ring, turns, strict=True))
