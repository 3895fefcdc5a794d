"""The geometry of the map: places drawn as precisely as they are known, and what cannot be drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from histor.publications.land import Box, Land, lands_of, meet
from histor.publications.projection import HEIGHT, WIDTH, Bar, Projection, fitted, scale_bar
from histor.records.claim import Claim, EventClaim, HarmClaim
from histor.values.place import Place, PlacePrecision

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
class Map:
    """What is drawn, and what cannot be: country-wide claims, and places that could not be placed."""

    bar: Bar | None
    together: tuple[Claim, ...]  # what is said of a list of places
    lands: tuple[Land, ...]
    dots: tuple[Dot, ...]
    whole_countries: tuple[Spot, ...]
    unplaced: tuple[Spot, ...]


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
        lands=lands_of(project, [box for dot in dots for box in _boxes(dot)]),
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


def _boxes(dot: Dot) -> tuple[Box, Box]:
    return _marker_box(dot.x, dot.y, dot.radius), _label_box(dot)


def _label_box(dot: Dot) -> Box:
    return _text_box(dot.label_x, dot.label_y, len(dot.label) * CHARACTER, dot.anchor)


def _marker_box(x: float, y: float, radius: float) -> Box:
    return (x - radius, y - radius, x + radius, y + radius)


def _free(box: Box, taken: Sequence[Box]) -> bool:
    inside = box[0] > 0 and box[2] < WIDTH and box[1] > 0 and box[3] < HEIGHT
    return inside and not any(meet(box, other) for other in taken)
