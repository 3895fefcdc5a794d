"""Regions and the units that they hold."""

from pathlib import Path

import pytest

from histor.claims.place_names import load_place_names
from histor.errors import LexiconError
from histor.store.gazetteer import gazetteer_path, open_gazetteer
from histor.values.place import PlaceKind

REGIONS = load_place_names().regions


@pytest.mark.parametrize("name", sorted(name for name, row in REGIONS.items() if row.covers))
def test_the_units_of_a_region_are_units_of_its_country_in_the_gazetteer(name: str) -> None:
    row, gazetteer = REGIONS[name], open_gazetteer(gazetteer_path())
    known = {
        unit
        for unit in row.covers
        for found in gazetteer.find(unit)
        if (found.kind, found.admin1, found.country) == (PlaceKind.ADMIN1, unit, row.country)
    }
    assert known == set(row.covers)


def test_a_user_s_region_says_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "regions.yml").write_text("Ishel coast: {country: Veshra, admin1: [Tolm]}\n")
    assert load_place_names([tmp_path]).region("Ishel coast").covers == ("Tolm",)


def test_a_region_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "regions.yml").write_text("Ishel coast: {holds: [Tolm]}\n")
    with pytest.raises(LexiconError, match="country, admin1, aliases and note"):
        load_place_names([tmp_path])
