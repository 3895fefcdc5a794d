"""The land and borders on a map: clipped to it, thinned to what shows, named where there is room."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from histor.publications.basemap.world import Coordinates, Country, Ring, countries
from histor.publications.projection import HEIGHT, WIDTH, Projection

SPECK = 2.0  # pixels
LETTER = 11.2  # pixels that a letter of a country's name takes
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A country's outline within the clip, and where its name goes (None: no room)."""

    name: str
    path: str
    x: float | None
    y: float | None


def clipped(ring: Sequence[Coordinates], box: Box) -> list[Coordinates]:
    """Return the part of a ring inside `box` (Sutherland and Hodgman, 1974)."""
    left, top, right, bottom = box
    points = list(ring)
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        points = _halved(points, axis, limit, sign)
    return points


def _halved(ring: list[Coordinates], axis: int, limit: float, sign: int) -> list[Coordinates]:
    kept: list[Coordinates] = []
    for index, point in enumerate(ring):
        before = ring[index - 1]
        inside, was_inside = (sign * (each[axis] - limit) >= 0 for each in (point, before))
        if inside != was_inside:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            crossing = [before[other] + share * (point[other] - before[other]) for other in (0, 1)]
            kept.append((round(crossing[0], 1), round(crossing[1], 1)))
        if inside:
            kept.append(point)
    return kept


def lands_of(project: Projection, taken: Sequence[Box]) -> tuple[Land, ...]:
    """Return the countries on the map, their names clear of the boxes that are `taken`."""
    lands = (_land(country, project, taken) for country in countries())
    return tuple(land for land in lands if land is not None)


def _land(country: Country, project: Projection, taken: Sequence[Box]) -> Land | None:
    outside: Box = (-20, -20, WIDTH + 20, HEIGHT + 20)
    around = (
        tuple((longitude + turn, latitude) for longitude, latitude in ring)
        for ring in country.rings
        for turn in (-360, 0, 360)
    )
    projected = ([project(*point) for point in ring] for ring in around if _near(ring, project))
    rings = [ring for each in projected if _shows(ring := thinned(clipped(each, outside)))]
    if not rings:
        return None
    x, y = _name_place(country.name, rings, taken) or (None, None)
    return Land(name=country.name, path="".join(map(_path, rings)), x=x, y=y)


def _shows(ring: Sequence[Coordinates]) -> bool:
    """Whether a ring is more than a speck."""
    return len(ring) > 2 and max(abs(x - ring[0][0]) + abs(y - ring[0][1]) for x, y in ring) > SPECK  # noqa: PLR2004


def _near(ring: Ring, project: Projection) -> bool:
    """Whether a ring can reach the map at all: most of the world does not."""
    west, north = min(lon for lon, _ in ring), max(lat for _, lat in ring)
    east, south = max(lon for lon, _ in ring), min(lat for _, lat in ring)
    (left, top), (right, bottom) = project(west, north), project(east, south)
    return left <= WIDTH and right >= 0 and top <= HEIGHT and bottom >= 0


def thinned(ring: Sequence[Coordinates]) -> list[Coordinates]:
    """Return a ring without the points that lie within a pixel of the one before."""

    def keep(kept: list[Coordinates], point: Coordinates) -> list[Coordinates]:
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 1:
            kept.append(point)
        return kept

    return reduce(keep, ring, [])


def _path(ring: Sequence[Coordinates]) -> str:
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in ring) + "Z"


def _name_place(
    name: str, rings: Sequence[Sequence[Coordinates]], taken: Sequence[Box]
) -> Coordinates | None:
    """Return a place within the country's largest visible part where its name meets no marker or edge."""
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    wide = len(name) * LETTER
    for y in range(40, HEIGHT - 20, 32):
        for x in range(int(wide / 2) + 10, int(WIDTH - wide / 2) - 10, 40):
            box = (x - wide / 2, y - 16.0, x + wide / 2, y + 6.0)
            corners = ((box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3]))
            if all(_inside(corner, largest) for corner in corners) and not any(meet(box, t) for t in taken):
                return float(x), float(y)
    return None


def _area(ring: Sequence[Coordinates]) -> float:
    return sum(ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1] for i in range(len(ring)))


def _inside(point: Coordinates, ring: Sequence[Coordinates]) -> bool:
    x, y = point
    crossings = 0
    for index, (x2, y2) in enumerate(ring):
        x1, y1 = ring[index - 1]
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
