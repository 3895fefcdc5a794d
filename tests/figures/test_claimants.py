"""One claimant under several names is one source; two that share a word are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import harm, name
from histor.figures.claimants import as_one_claimant, fuller_names
from histor.values.name import Name

ENTRY = Name(canonical="Syrian Observatory for Human Rights", written="the Observatory", entry="sohr")


def fuller(*names: str) -> dict[str, str]:
    return {short: full.canonical for short, full in fuller_names(map(name, names)).items()}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("LRH", "Lake Road Hospital"),
        ("hospital", "Lake Road Hospital"),
        ("health ministry", "Varland Health Ministry"),
        ("police", "Police in Ardel State"),
        ("Justice Collective", "Justice Collective for Ardel"),
        ("Investigative Committee", "Investigative Committee of Varland"),
        ("Amnesty country office", "Amnesty International"),
        ("Airwars' field team", "Airwars"),
    ],
)
def test_a_shorter_name_of_one_incident_is_the_fuller_one(short: str, full: str) -> None:
    assert fuller(short, full) == {short: full}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("government", "French government security assessment"),
        ("United Nations", "United Nations Human Rights Office"),
        ("officials", "hospital officials"),
        ("LRH", "Lake Road Clinic"),
        ("health ministry", "defence ministry"),
        ("residents", "residents of Ardel"),
        ("press office", "Press Network"),
        ("Varland Rights Office", "Varland Health Ministry"),
        ("army", "Northern Independence Army"),
    ],
)
def test_two_that_share_a_word_are_two(one: str, other: str) -> None:
    assert fuller(one, other) == {}


def test_a_name_that_could_mean_two_means_neither() -> None:
    assert fuller("health ministry", "Varland Health Ministry", "Kesh Health Ministry") == {}


def test_two_bodies_of_one_kind_with_the_very_same_count_are_one() -> None:
    names = ["health ministry", "Varland Health Ministry", "the coast's health ministry"]
    claims = as_one_claimant([harm(471, source=one, of=f"d{number}") for number, one in enumerate(names)])
    assert {claim.source.canonical for claim in claims if claim.source} == {"Varland Health Ministry"}


@pytest.mark.parametrize("numbers", [(471, 470), (3, 3)])
def test_another_count_or_a_small_one_makes_two_bodies_no_one(numbers: tuple[int, int]) -> None:
    names = ["Kesh health ministry", "Varland Health Ministry"]
    claims = as_one_claimant(
        [harm(number, source=one, of=one) for number, one in zip(numbers, names, strict=True)]
    )
    assert [claim.source.canonical for claim in claims if claim.source] == names


def test_a_name_of_the_lexicon_is_full_already() -> None:
    assert fuller_names([ENTRY, name("Observatory")]) == {"Observatory": ENTRY}


def test_what_the_report_writes_stays() -> None:
    claims = as_one_claimant([harm(9, source="hospital"), harm(12, source="Lake Road Hospital")])
    assert [(claim.source.canonical, claim.source.written) for claim in claims if claim.source] == [
        ("Lake Road Hospital", "hospital"),
        ("Lake Road Hospital", "Lake Road Hospital"),
    ]


NAMES = (
    "LRH",
    "hospital",
    "Lake Road Hospital",
    "police",
    "Police in Ardel",
    "health ministry",
    "Ministry of Health",
)


@given(order=st.permutations(NAMES))
def test_which_name_is_full_does_not_depend_on_the_order(order: list[str]) -> None:
    assert fuller(*order) == fuller(*NAMES)


@given(names=st.lists(st.sampled_from(NAMES), max_size=7))
def test_a_full_name_is_its_own(names: list[str]) -> None:
    found = fuller(*names)
    assert not set(found.values()) & set(found)
