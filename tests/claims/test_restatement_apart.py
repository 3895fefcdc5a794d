"""Equal figures of one report that are of different people, and those that are one figure said twice."""

import pytest

from claims.told import tolls
from histor.claims.harm.persons import ages_of, cannot_be_one, sex_of
from histor.claims.harm.words import load_harm_words

WORDS = load_harm_words()


def figures(text: str) -> list[int | None]:
    return [claim.count.exact for claim in tolls(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Shelling killed two people in Ardel and two in Belmar.",
        "The raid killed two teachers and two nurses.",
        "Two people were killed in Ardel. A shell killed two people in Belmar.",
        "A drone killed two people near the mill. In a separate attack, a mine killed two people.",
        "Two people were killed on 3 March. Two people were killed on 5 March.",
        "A mine killed two women. The blast also tore through a bus, killing two men.",
    ],
)
def test_equal_figures_of_different_people_are_two_claims(text: str) -> None:
    assert figures(text) == [2, 2]


@pytest.mark.parametrize(
    "text",
    [
        "Two people were killed in Ardel. The two people were killed at dawn, a doctor said.",
        "Two people were killed in Ardel. Syria mourns: two people were killed.",
        "Raids killed 312 people in Ardel. In Belmar, the toll of 312 killed was read out.",
    ],
)
def test_a_figure_said_twice_is_one_claim(text: str) -> None:
    assert len(figures(text)) == 1


def test_a_headline_says_what_its_report_says() -> None:
    text = "Two killed in Ardel\n\nTwo people were killed in Ardel on Monday. Another two were wounded."
    assert figures(text) == [2, 2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a man", "a woman"),
        ("a 61-year-old woman", "a 40-year-old woman"),
        ("two women", "two men"),
    ],
)
def test_another_sex_or_age_is_another_person(one: str, other: str) -> None:
    assert cannot_be_one(WORDS, one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("a man", "a farmer"), ("a 61-year-old woman", "a woman"), ("one person", "a boy")]
)
def test_a_fuller_description_may_be_of_the_same_person(one: str, other: str) -> None:
    assert not cannot_be_one(WORDS, one, other)


def test_words_of_both_sexes_say_neither() -> None:
    assert sex_of(WORDS, "a mother and her son") is None


def test_ages_stand_as_written() -> None:
    assert ages_of("a three-year-old boy and a 61-year-old woman") == {"three", "61"}


def test_lines_under_labels_of_their_own_are_of_different_people() -> None:
    text = "Ardel district: 2 killed, 11 wounded.\n\nBelmar district - 2 killed, 5 wounded."
    assert sorted(n or 0 for n in figures(text)) == [2, 2, 5, 11]
