from pathlib import Path

import pytest

from histor.errors import LexiconError, MissingInputError
from histor.store.gazetteer import build_gazetteer, gazetteer_path, open_gazetteer
from histor.store.gazetteer_folding import fold, sound
from histor.values.place import Gazetteer, PlaceKind

HEADER = "name,latitude,longitude,admin1,country,kind,aliases\n"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The real gazetteer of this machine: built by the first test that needs it, as for a user."""
    return open_gazetteer(gazetteer_path())


def table(tmp_path: Path, text: str, name: str = "own.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("written", "name", "country"),
    [
        ("Latakia", "Latakia", "Syria"),
        ("Tartous", "Tartus", "Syria"),
        ("al-Qardaha", "Qardaha", "Syria"),
        ("Jableh", "Jableh", "Syria"),
        ("Deir al-Zour", "Deir ez-Zor", "Syria"),
        ("Kiev", "Kyiv", "Ukraine"),
        ("Kharkov", "Kharkiv", "Ukraine"),
        ("Bokkos", "Bokkos", "Nigeria"),
        ("al-Fashir", "El Fasher", "Sudan"),
        ("Sana'a", "Sanaa", "Yemen"),
        ("Hodeidah", "Hodeidah", "Yemen"),
        ("Khan Younis", "Khan Younis", "Palestinian Territory"),
        ("Hpakant", "Hpakant", "Myanmar"),
        ("Mekelle", "Mekelle", "Ethiopia"),
        ("Port-au-Prince", "Port-au-Prince", "Haiti"),
        ("اللاذقية", "Latakia", "Syria"),
        ("Киев", "Kyiv", "Ukraine"),
    ],
)
def test_a_town_is_found_by_any_of_its_names(
    gazetteer: Gazetteer, written: str, name: str, country: str
) -> None:
    towns = [row for row in gazetteer.find(written) if row.kind is PlaceKind.SETTLEMENT]
    assert (towns[0].name, towns[0].country) == (name, country)


@pytest.mark.parametrize(
    "written", ["Plateau State", "Latakia Governorate", "Latakia province", "Donetsk region"]
)
def test_a_province_is_found_with_its_type_word(gazetteer: Gazetteer, written: str) -> None:
    found = gazetteer.find(written)[0]
    assert (found.kind, found.name) == (PlaceKind.ADMIN1, written.split(maxsplit=1)[0])


def test_a_province_lies_at_the_centre_of_its_people(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Latakia Governorate")[0]
    assert [found.latitude, found.longitude] == pytest.approx([35.5, 35.9], abs=0.2)


def test_a_town_knows_its_district(gazetteer: Gazetteer) -> None:
    town = next(row for row in gazetteer.find("Jos") if row.kind is PlaceKind.SETTLEMENT)
    assert (town.admin2, town.admin1) == ("Jos North", "Plateau")


def test_an_airport_code_names_no_town(gazetteer: Gazetteer) -> None:
    assert "Guantánamo" not in {row.name for row in gazetteer.find("Gao")}


def test_the_most_populous_comes_first(gazetteer: Gazetteer) -> None:
    sizes = [row.population or 0 for row in gazetteer.find("Palma")]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("written", ["", "-", "Xyzzyqqq"])
def test_a_name_that_no_place_bears_finds_nothing(gazetteer: Gazetteer, written: str) -> None:
    assert tuple(gazetteer.find(written)) == ()


def test_hama_is_not_hamas(gazetteer: Gazetteer) -> None:
    assert not {"Hama"} & {row.name for row in gazetteer.find("Hamas") if row.country == "Syria"}


@pytest.mark.parametrize(
    ("one", "other"), [("Al-Qardāḩah", "qardahah"), ("Sana’a", "SANAA"), ("Ash-Shughur", "Shughur")]
)
def test_case_accents_and_article_do_not_part_a_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Tartous", "Tartus"), ("Deir al-Zour", "Deir ez-Zur"), ("Sweeda", "Swida")]
)
def test_transliterations_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_a_users_place_comes_first(tmp_path: Path) -> None:
    own = table(tmp_path, HEADER + "Ardel,35.1,36.2,Hama,Syria,site,Ardil;Erdel\n")
    found = open_gazetteer(gazetteer_path(), [own]).find("Erdel")[0]
    assert (found.id, found.name, found.kind, found.latitude) == (
        "user:own.csv:2",
        "Ardel",
        PlaceKind.SITE,
        35.1,
    )


def test_a_geonames_dump_is_read_as_it_comes(tmp_path: Path) -> None:
    row = [
        "7",
        "Ardel",
        "Ardel",
        "Ardil,Erdel",
        "35.1",
        "36.2",
        "P",
        "PPL",
        "SY",
        "",
        "10",
        "",
        "",
        "",
        "90",
        "",
        "",
        "",
        "",
    ]
    found = open_gazetteer(gazetteer_path(), [table(tmp_path, "\t".join(row) + "\n", "SY.txt")]).find(
        "Ardil"
    )[0]
    assert (found.name, found.country_code, found.population) == ("Ardel", "SY", 90)


def test_an_ocha_table_names_its_deepest_areas(tmp_path: Path) -> None:
    own = table(tmp_path, "ADM0_EN,ADM1_EN,ADM2_EN\nSyria,Hama,Ardelia\n")
    found = open_gazetteer(gazetteer_path(), [own]).find("Ardelia")[0]
    assert (found.kind, found.admin1, found.country) == (PlaceKind.ADMIN2, "Hama", "Syria")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",35,36,,,,", "line 2: the column `name` is empty"),
        ("Ardel,north,36,,,,", "line 2: latitude 'north' is no number"),
        ("Ardel,135,36,,,,", "line 2: latitude 135 lies outside"),
        ("Ardel,35,36,,,village,", "line 2: kind 'village' is none of"),
    ],
)
def test_a_row_that_does_not_fit_is_named_by_its_line(tmp_path: Path, row: str, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason):
        open_gazetteer(gazetteer_path(), [table(tmp_path, HEADER + row + "\n")])


def test_a_table_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="no such table"):
        open_gazetteer(gazetteer_path(), [tmp_path / "none.csv"])


def test_a_build_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, _: int) -> None:
        raise KeyboardInterrupt(done)

    with pytest.raises(KeyboardInterrupt):
        build_gazetteer(tmp_path / "g.sqlite", stop)
    assert list(tmp_path.iterdir()) == []
