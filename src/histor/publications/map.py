"""The geometry of the map: a clip of land and borders, places drawn as precisely as they are known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import cos, radians

from histor.publications.basemap.world import Coordinates, Country, Ring, countries
from histor.records.claim import Claim, EventClaim, HarmClaim
from histor.values.place import Place, PlacePrecision

WIDTH, HEIGHT = 760, 520
LEAST_SPAN = 1.6  # degrees: closer than this, the 1:50 million coast says nothing
MARGIN = 0.3  # of the span, on every side
RADIUS = {
    PlacePrecision.EXACT: 5,
    PlacePrecision.NEAR: 13,
    PlacePrecision.ADMIN2: 24,
    PlacePrecision.ADMIN1: 38,
}
SOMEWHERE = {
    PlacePrecision.EXACT: "{}",
    PlacePrecision.NEAR: "near {}",
    PlacePrecision.ADMIN2: "somewhere in {} district",
    PlacePrecision.ADMIN1: "somewhere in {} province",
}
LABELS = SOMEWHERE | {
    PlacePrecision.ADMIN2: "somewhere in {}",
    PlacePrecision.ADMIN1: "somewhere in {}",
}
CHARACTER, LINE = 7.0, 15.0
KILOMETRES = 111.32  # in a degree of latitude
LENGTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)  # kilometres that a scale bar may stand for
WIDEST_BAR = 150  # pixels
TALLEST = 30.0  # degrees: on taller maps a length differs too much from top to bottom
SPECK = 2.0  # pixels
Box = tuple[float, float, float, float]  # left, top, right, bottom
CORNER: Box = (0.0, HEIGHT - 44.0, 190.0, float(HEIGHT))  # the scale bar's


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place, how precisely it is known, and the claims made of it."""

    name: str
    where: str
    precision: PlacePrecision | None
    claims: tuple[Claim, ...]
    country: str | None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def alone(self) -> list[Claim]:
        """What is said of this place by itself."""
        return [claim for claim in self.claims if not (claim.place and claim.place.parts)]

    @property
    def shared(self) -> list[Claim]:
        """What is said of a list of places, of which this is one: no figure of this place."""
        return [claim for claim in self.claims if claim.place and claim.place.parts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A spot as drawn."""

    x: float
    y: float
    radius: int
    spot: Spot
    number: int
    label: str  # only the number where the name would meet another label; empty where that would, too
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A country's outline within the clip, and where its name goes (None: no room)."""

    name: str
    path: str
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A scale bar in the lower left corner."""

    kilometres: int
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """What is drawn, and what cannot be: country-wide claims, and places that could not be placed."""

    bar: Bar | None
    together: tuple[Claim, ...]  # what is said of a list of places
    lands: tuple[Land, ...]
    dots: tuple[Dot, ...]
    whole_countries: tuple[Spot, ...]
    unplaced: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular, true to scale at the middle of the map."""

    west: float
    north: float
    scale: float  # pixels to a degree of latitude
    shrink: float  # cosine of the middle latitude

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return the x and y of a place."""
        x = (longitude - self.west) * self.shrink * self.scale
        return round(x, 1), round((self.north - latitude) * self.scale, 1)


def draw_map(claims: Iterable[Claim]) -> Map:
    """Return the map of the harm and events that `claims` tell of."""
    told = list(claims)
    spots = spots_of(told)
    together = tuple(claim for claim in told if mapped(claim) and claim.place and claim.place.parts)
    points = [spot for spot in spots if is_point(spot)]
    whole = tuple(spot for spot in spots if spot.precision is PlacePrecision.COUNTRY)
    unplaced = tuple(spot for spot in spots if not is_point(spot) and spot not in whole)
    if not points:
        return Map(bar=None, together=together, lands=(), dots=(), whole_countries=whole, unplaced=unplaced)
    project = fitted([(spot.longitude or 0.0, spot.latitude or 0.0) for spot in points])
    dots = _dots(points, project)
    return Map(
        bar=scale_bar(project),
        together=together,
        lands=_lands(project, dots),
        dots=dots,
        whole_countries=whole,
        unplaced=unplaced,
    )


def is_point(spot: Spot) -> bool:
    """Whether a spot may be drawn: it has coordinates and is finer than a country."""
    drawn = spot.precision is not None and spot.precision in RADIUS
    return drawn and spot.latitude is not None and spot.longitude is not None


def mapped(claim: Claim) -> bool:
    """Whether a claim tells of something that happened somewhere: words do not, nor what is recalled."""
    return isinstance(claim, HarmClaim | EventClaim) and not claim.background


def spots_of(claims: Iterable[Claim]) -> list[Spot]:
    """Return each place once with its claims, the places of a list each for itself."""
    found: dict[tuple[object, ...], tuple[Place, list[Claim]]] = {}
    for claim in claims:
        if not mapped(claim) or claim.place is None:
            continue
        for place in claim.place.parts or (claim.place,):
            key = (place.gazetteer_id or place.name or place.written, place.precision)
            found.setdefault(key, (place, []))[1].append(claim)
    spots = [_spot(place, told) for place, told in found.values()]
    return sorted(spots, key=lambda spot: (-len(spot.claims), spot.where))


def _spot(place: Place, claims: Sequence[Claim]) -> Spot:
    name = place.name or place.written
    return Spot(
        name=name,
        where=SOMEWHERE[place.precision].format(name)
        if place.precision and place.precision in SOMEWHERE
        else name,
        precision=place.precision,
        claims=tuple(claims),
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
    )


def fitted(places: Sequence[Coordinates]) -> Projection:
    """Return the projection on which `places` fill the map, with a margin."""
    west, east = min(lon for lon, _ in places), max(lon for lon, _ in places)
    south, north = min(lat for _, lat in places), max(lat for _, lat in places)
    shrink = max(cos(radians((south + north) / 2)), 0.1)
    tall = max(north - south, LEAST_SPAN) * (1 + 2 * MARGIN)
    wide = max((east - west) * shrink, LEAST_SPAN) * (1 + 2 * MARGIN)
    scale = min(HEIGHT / tall, WIDTH / wide)
    return Projection(
        west=(west + east) / 2 - WIDTH / scale / shrink / 2,
        north=(south + north) / 2 + HEIGHT / scale / 2,
        scale=scale,
        shrink=shrink,
    )


def scale_bar(project: Projection) -> Bar | None:
    """Return the longest round length that fits; None where it would not hold for all of the map."""
    if HEIGHT / project.scale > TALLEST:
        return None
    pixels = project.scale / KILOMETRES
    kilometres = max((each for each in LENGTHS if each * pixels <= WIDEST_BAR), default=LENGTHS[0])
    return Bar(kilometres=kilometres, width=round(kilometres * pixels, 1))


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


def _lands(project: Projection, dots: Sequence[Dot]) -> tuple[Land, ...]:
    lands = (_land(country, project, dots) for country in countries())
    return tuple(land for land in lands if land is not None)


def _land(country: Country, project: Projection, dots: Sequence[Dot]) -> Land | None:
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
    x, y = _name_place(country.name, rings, dots) or (None, None)
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


def _name_place(name: str, rings: Sequence[Sequence[Coordinates]], dots: Sequence[Dot]) -> Coordinates | None:
    """Return a place within the country's largest visible part where its name meets no marker or edge."""
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    wide = len(name) * CHARACTER * 1.6
    taken = [box for dot in dots for box in (_marker_box(dot.x, dot.y, dot.radius), _label_box(dot))]
    for y in range(40, HEIGHT - 20, 32):
        for x in range(int(wide / 2) + 10, int(WIDTH - wide / 2) - 10, 40):
            box = (x - wide / 2, y - 16.0, x + wide / 2, y + 6.0)
            corners = ((box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3]))
            if all(_inside(corner, largest) for corner in corners) and not any(_meet(box, t) for t in taken):
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


def _dots(spots: Sequence[Spot], project: Projection) -> tuple[Dot, ...]:
    at = [project(spot.longitude or 0.0, spot.latitude or 0.0) for spot in spots]
    taken = [CORNER, *(_marker_box(x, y, 5) for x, y in at)]
    rings = [_marker_box(x, y, _radius(spot)) for spot, (x, y) in zip(spots, at, strict=True)]
    return tuple(
        _dot(number, spot, x, y, taken, rings)
        for number, (spot, (x, y)) in enumerate(zip(spots, at, strict=True), start=1)
    )


def _radius(spot: Spot) -> int:
    return RADIUS[spot.precision or PlacePrecision.EXACT]


def _dot(number: int, spot: Spot, x: float, y: float, taken: list[Box], rings: Sequence[Box]) -> Dot:
    """Return a spot as drawn; `taken` gains the room of its label, which keeps out of rings if it can."""
    radius = _radius(spot)
    full = f"{number} {LABELS[spot.precision or PlacePrecision.EXACT].format(spot.name)}"
    for label, used in ((full, [*taken, *rings]), (full, taken), (str(number), taken)):
        for label_x, label_y, anchor, box in _sides(x, y, radius, label):
            if _free(box, used):
                taken.append(box)
                return Dot(
                    x=x, y=y, radius=radius, spot=spot, number=number,
                    label=label, label_x=label_x, label_y=label_y, anchor=anchor,
                )  # fmt: skip
    return Dot(
        x=x, y=y, radius=radius, spot=spot, number=number, label="", label_x=x, label_y=y, anchor="middle"
    )


def _sides(x: float, y: float, radius: int, label: str) -> list[tuple[float, float, str, Box]]:
    """Return the places a label may stand: right, left, below, above."""
    wide, off = len(label) * CHARACTER, radius + 6
    spots = ((x + off, y + 4, "start"), (x - off, y + 4, "end"),
             (x, y + off + 10, "middle"), (x, y - off, "middle"))  # fmt: skip
    return [(round(lx, 1), round(ly, 1), anchor, _text_box(lx, ly, wide, anchor)) for lx, ly, anchor in spots]


def _text_box(x: float, y: float, wide: float, anchor: str) -> Box:
    left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
    return (left, y - LINE + 3, left + wide, y + 3)


def _label_box(dot: Dot) -> Box:
    return _text_box(dot.label_x, dot.label_y, len(dot.label) * CHARACTER, dot.anchor)


def _marker_box(x: float, y: float, radius: float) -> Box:
    return (x - radius, y - radius, x + radius, y + radius)


def _free(box: Box, taken: Sequence[Box]) -> bool:
    inside = box[0] > 0 and box[2] < WIDTH and box[1] > 0 and box[3] < HEIGHT
    return inside and not any(_meet(box, other) for other in taken)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
