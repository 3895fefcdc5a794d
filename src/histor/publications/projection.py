"""Where a longitude and latitude lie on the map, and how far a pixel is."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from histor.publications.basemap.world import Coordinates

WIDTH, HEIGHT = 760, 520
LEAST_SPAN = 1.6  # degrees: closer than this, the 1:50 million coast says nothing
MARGIN = 0.3  # of the span, on every side
KILOMETRES = 111.32  # in a degree of latitude
LENGTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)  # kilometres that a scale bar may stand for
WIDEST_BAR = 150  # pixels
TALLEST = 30.0  # degrees: on taller maps a length differs too much from top to bottom


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A scale bar in the lower left corner."""

    kilometres: int
    width: float


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
