"""Capitals that a report gives no name, and places that only its words place."""

from pathlib import Path

import pytest

from claims.readings import FewPlaces, places
from claims.told import place, toll
from histor.claims.places.names import load_place_names
from histor.errors import LexiconError
from histor.store.gazetteer import gazetteer_path, open_gazetteer

CAPITALS = load_place_names().capitals


def found(text: str) -> list[tuple[str, str | None]]:
    return [(mention.place.written, mention.place.gazetteer_id) for mention in places(text)]


@pytest.mark.parametrize(
    "words",
    ["the Syrian capital", "Syria's capital", "the capital of Syria", "a suburb of the Syrian capital"],
)
def test_a_capital_is_known_by_its_country(words: str) -> None:
    assert ("test:Syria:Damascus") in [
        key for _, key in found(f"Shells killed nine people in {words} on Sunday.")
    ]


def test_the_capital_is_that_of_the_country_spoken_of() -> None:
    text = "Shells killed nine people in the capital on Sunday, Sudanese doctors said."
    assert found(text)[0] == ("capital", "test:Sudan:Khartoum")


@pytest.mark.parametrize(
    "text",
    [
        "Shells killed nine people in the Syrian capital Damascus.",
        "Shells killed nine people in the Syrian capital, Damascus.",
        "Shells killed nine people in Damascus, the Syrian capital.",
    ],
)
def test_a_capital_that_is_named_is_called_by_its_name(text: str) -> None:
    assert [name for name, _ in found(text)] == ["Damascus"]


def test_a_capital_is_called_as_the_report_calls_it() -> None:
    text = "Shells killed nine people in the Syrian capital on Sunday. Doctors in Damascus had no power."
    assert place(text, 9) == "Damascus"


@pytest.mark.parametrize(
    "text",
    [
        "Syrian police said nine people died in Corvo, the capital of the province.",
        "The Syrian court asked for capital punishment.",
        "Shells killed nine people in the Syrian capital's Tolm district.",
    ],
)
def test_other_capitals_are_none(text: str) -> None:
    assert "test:Syria:Damascus" not in [key for _, key in found(text)]


def test_the_shipped_capitals_are_towns_of_their_countries() -> None:
    gazetteer = open_gazetteer(gazetteer_path())
    lost = [
        country
        for country, capital in CAPITALS.items()
        if country not in {row.country for row in gazetteer.find(capital)}
    ]
    assert lost == []


def test_a_user_s_capital_outranks_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "capitals.yml").write_text("Syria: Corvo\n")
    assert load_place_names([tmp_path]).capitals["Syria"] == "Corvo"


def test_a_capital_is_one_name(tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "capitals.yml").write_text("Syria: [Corvo]\n")
    with pytest.raises(LexiconError, match="takes the name of this country's capital"):
        load_place_names([tmp_path])


@pytest.mark.parametrize(
    "words",
    [
        "the village of Tolm in Sudan's Vesh state",
        "the village of Tolm in northern Sudan",
        "the village of Tolm in Vesh district, Sudan",
    ],
)
def test_a_place_that_no_gazetteer_has_lies_where_its_words_say(words: str) -> None:
    assert FewPlaces().find("Tolm") == []
    where = toll(f"Gunmen killed nine people in {words} on Sunday.", 9).place
    assert where is not None
    assert (where.written, where.country, where.latitude) == ("Tolm", "Sudan", None)


def test_its_province_is_told_too() -> None:
    where = toll("Gunmen killed nine people in the village of Tolm in Latakia province on Sunday.", 9).place
    assert where is not None
    assert (where.country, where.admin1) == ("Syria", "Latakia")


def test_a_place_beside_another_lies_in_none_of_it() -> None:
    where = toll("Gunmen killed nine people in the village of Tolm and in Belmar on Sunday.", 9).place
    assert where is not None
    assert next(part.country for part in where.parts or (where,)) is None


def test_a_bare_name_is_the_city_before_the_district() -> None:
    text = "Sudanese and Chinese doctors said nine people died in Harbor. Sudan sent help; Sudan mourns."
    assert [mention.place.country for mention in places(text) if mention.place.written == "Harbor"] == [
        "China"
    ]
