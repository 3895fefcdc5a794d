"""Regions and the units that they hold."""

from pathlib import Path

import pytest

from histor.claims.places.names import load_place_names
from histor.claims.places.words import load_place_words
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


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "places/regions.yml",
            "Tolm coast: {country: Veshra, admin1: Tolm}\n",
            "line 1.*list of names as admin1",
        ),
        ("en/place_words.yml", "areas:\n  admin9: [barony]\n", "line 2.*under admin1, admin2, settlement"),
    ],
)
def test_a_region_or_an_area_that_does_not_fit_is_said(
    tmp_path: Path, file: str, text: str, said: str
) -> None:
    (tmp_path / file).parent.mkdir()
    (tmp_path / file).write_text(text)
    load = load_place_names if file.startswith("places") else load_place_words
    with pytest.raises(LexiconError, match=said):
        load([tmp_path])
