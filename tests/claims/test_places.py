"""Which names are places, which place a name means, and how closely it is known."""

import pytest

from claims.readings import places
from claims.told import place
from histor.values.place import PlacePrecision


def resolved(text: str) -> list[tuple[str, str | None, PlacePrecision | None]]:
    return [(m.place.written, m.place.country, m.place.precision) for m in places(text)]


def test_a_name_after_a_preposition_is_the_place_of_that_name() -> None:
    assert resolved("Nine Syrians died in Belmar.") == [("Belmar", "Syria", PlacePrecision.EXACT)]


def test_of_two_places_of_one_name_the_one_in_a_country_that_the_report_speaks_of_is_meant() -> None:
    assert resolved("Syrian police said nine died in Ardel.") == [("Ardel", "Syria", PlacePrecision.EXACT)]
    assert resolved("Sudanese police said nine died in Ardel.") == [("Ardel", "Sudan", PlacePrecision.EXACT)]


def test_near_a_place_is_not_in_it() -> None:
    assert resolved("Nine Syrians died near Belmar.") == [("Belmar", "Syria", PlacePrecision.NEAR)]


def test_a_country_has_no_point() -> None:
    (mention,) = places("Nine people died in Syria.")
    assert (mention.place.latitude, mention.place.longitude) == (None, None)


def test_a_named_village_that_no_gazetteer_has_stays_a_name_without_a_point() -> None:
    (mention,) = places("Nine people died in the village of Umm Zeyt.")
    assert (mention.place.written, mention.place.precision) == ("Umm Zeyt", None)


def test_a_place_in_apposition_to_a_word_for_places_is_found() -> None:
    assert resolved("Syrian rebels seized the president's hometown, Corvo.") == [
        ("Corvo", "Syria", PlacePrecision.EXACT)
    ]


def test_a_ministry_is_no_place() -> None:
    assert resolved("The Health Ministry said nine people died.") == []


def test_the_coast_is_a_region_of_the_country_that_the_report_speaks_of() -> None:
    assert resolved("Syrian troops fought along the Mediterranean coast.") == [
        ("Mediterranean coast", "Syria", PlacePrecision.COUNTRY)
    ]


def test_a_place_in_apposition_may_follow_whose_place_it_is() -> None:
    assert resolved("Syrian rebels seized the hometown of the ousted president, Corvo.") == [
        ("Corvo", "Syria", PlacePrecision.EXACT)
    ]


def test_a_village_is_no_city_that_bears_its_name_elsewhere() -> None:
    assert resolved("Nine Syrians died in Harbor.") == [("Harbor", "China", PlacePrecision.EXACT)]
    assert resolved("Nine Syrians died in the village of Harbor.") == [("Harbor", None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "An airstrike led by the military resulted in the death of ten civilians in a village.",
        "One strike killed ten militants and the other hit a wedding.",
        "Officials said ten people were killed as a result of Norland's shelling.",
    ],
)
def test_common_words_and_doers_are_no_places(text: str) -> None:
    assert place(text, 10) is None


def test_what_a_block_is_of_is_a_street() -> None:
    assert resolved("Nine Syrians died in Belmar, in the 300 block of Ardel.") == [
        ("Belmar", "Syria", PlacePrecision.EXACT)
    ]


def provinces(text: str) -> dict[str, str | None]:
    """Return the province of each place that a report of Sudan names."""
    return {found.place.written: found.place.admin1 for found in places(f"{text} So it goes in Sudan.")}


def test_of_two_towns_of_one_name_the_one_in_a_province_that_the_report_names_is_meant() -> None:
    assert provinces("Shells killed nine in Fell, in the Ostrel region.")["Fell"] == "Ostrel"
    assert provinces("Shells killed nine in Fell.")["Fell"] == "Harn"


def test_a_village_lies_in_the_province_that_the_report_has_it_in_and_not_where_its_namesake_does() -> None:
    text = "Jets bombed Mirel village in the northern Ostrel region.\n\nA man in Mirel saw nine dead."
    found = [m.place for m in places(f"{text} So it goes in Sudan.") if m.place.written == "Mirel"]
    assert {(place.admin1, place.latitude) for place in found} == {("Ostrel", None)}


def test_what_says_who_lives_or_rules_in_a_place_is_no_part_of_its_name() -> None:
    assert "Ostrel" in provinces("Nine people died in Sudan's Red-majority Ostrel province.")


def test_a_place_beside_one_more_does_not_lie_in_it() -> None:
    found = places("Nine were hurt in Sudan, five in Hamletville, one in Ostrel province.")
    assert [m.place.admin1 for m in found if m.place.written == "Hamletville"] == [None]
