"""How places lie to each other."""

import pytest

from factories import place
from histor.incidents.location import Lie, lies_within, relate
from histor.values.place import Place, PlacePrecision

ARDEL = place("Ardel", gazetteer_id="1", latitude=35.0, longitude=36.0, admin1="North", country="Norland")
BRUNN = place("Brunn", gazetteer_id="2", latitude=35.1, longitude=36.1, admin1="North", country="Norland")
CORVE = place("Corve", gazetteer_id="3", latitude=38.0, longitude=36.0, admin1="South", country="Norland")
NORTH = place("North", gazetteer_id="4", admin1="North", country="Norland", precision=PlacePrecision.ADMIN1)
SOUTH = place("South", gazetteer_id="5", admin1="South", country="Norland", precision=PlacePrecision.ADMIN1)
NORLAND = place("Norland", gazetteer_id="6", country="Norland", precision=PlacePrecision.COUNTRY)
SUDLAND = place("Sudland", gazetteer_id="7", country="Sudland", precision=PlacePrecision.COUNTRY)
COAST = place(
    "the coast",
    gazetteer_id="region:coast",
    country="Norland",
    precision=PlacePrecision.COUNTRY,
    covers=("North",),
)
BOTH = place("North and South", precision=None, parts=(NORTH, SOUTH))


@pytest.mark.parametrize(
    ("one", "other", "lie"),
    [
        (ARDEL, ARDEL, Lie.SAME),
        (ARDEL, NORTH, Lie.WITHIN),
        (NORLAND, ARDEL, Lie.AROUND),
        (ARDEL, BOTH, Lie.WITHIN),
        (NORTH, BOTH, Lie.WITHIN),
        (BOTH, NORLAND, Lie.WITHIN),
        (ARDEL, COAST, Lie.WITHIN),
        (NORTH, COAST, Lie.WITHIN),
        (CORVE, COAST, Lie.UNKNOWN),
        (COAST, NORLAND, Lie.WITHIN),
        (NORLAND, COAST, Lie.AROUND),
        (COAST, SUDLAND, Lie.APART),
        (ARDEL, BRUNN, Lie.NEAR),
        (ARDEL, CORVE, Lie.APART),
        (ARDEL, SOUTH, Lie.APART),
        (NORTH, SOUTH, Lie.APART),
        (NORLAND, SUDLAND, Lie.APART),
        (ARDEL, None, Lie.UNKNOWN),
    ],
)
def test_places_lie_to_each_other_as_the_map_says(one: Place, other: Place | None, lie: Lie) -> None:
    assert relate(one, other).lie is lie


def test_a_site_and_its_town_are_one_place_by_their_words() -> None:
    station = Place(written="Ardel railway station")
    assert relate(station, Place(written="the town of Ardel")).lie is Lie.SAME


def test_two_names_that_no_map_knows_cannot_be_told() -> None:
    assert relate(Place(written="Tell Amar"), Place(written="Kafr Zed")).lie is Lie.UNKNOWN


def test_no_place_lies_within_itself() -> None:
    assert not any(lies_within(one, one) for one in (ARDEL, NORTH, NORLAND, COAST, BOTH))
