"""Headlines in Capitals, and texts in CAPITALS, are read by the words that they are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.told import tolls
from histor.claims.casing import Casing, common_words
from histor.claims.vocabulary import load_layout_words

BODY = "\n\nResidents said the raid on the market was on Monday."
COMMON, SMALL = common_words(), load_layout_words().small_words


def plain(sentence: str, body: str = BODY) -> str:
    return Casing(sentence + body, COMMON, SMALL).plain(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gunmen Kill 12 Villagers In Ardel Raid", "Gunmen kill 12 villagers in Ardel raid"),
        (
            "GUNMEN KILLED 12 VILLAGERS IN ARDEL, RESIDENTS SAID",
            "Gunmen killed 12 villagers in Ardel, residents said",
        ),
        ("Blast At Corvo Market Injures Dozens", "Blast at Corvo market injures dozens"),
    ],
)
def test_common_words_lose_the_capitals_that_say_nothing(sentence: str, expected: str) -> None:
    assert plain(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen killed 12 villagers in Ardel, residents said.",
        "The Ardel Reconciliation Council met General Tomas Veld of the Norland Guard on Monday.",
        "Corvo Market",
        "",
    ],
)
def test_a_sentence_whose_capitals_are_names_stays_as_it_is(sentence: str) -> None:
    assert plain(sentence) == sentence


@given(st.text(max_size=80))
def test_no_letter_moves(sentence: str) -> None:
    assert len(plain(sentence)) == len(sentence)


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Gunmen Kill 12 Villagers, Abduct 30 Others In Northern Norland", ["killed 12", "abducted 30"]),
        ("Airstrike Kills Five, Wounds Seven In Ardel: Health Ministry", ["killed 5", "injured 7"]),
        ("22 Villagers Killed, Nine Injured In Ardel", ["killed 22", "injured 9"]),
        ("Strike kills 5 people, wounds 12 in Ardel", ["killed 5", "injured 12"]),
        ("Missile strike on Ardel kills 6, hurts 40", ["killed 6", "injured 40"]),
        ("At least 45 die in ferry attack", ["killed 45"]),
        ("Six die, nine hurt as mortar hits market", ["killed 6", "injured 9"]),
        ("Toll climbs to 45 after market blast", ["killed 45"]),
    ],
)
def test_a_headline_s_verbs_are_read(headline: str, expected: list[str]) -> None:
    told = [f"{claim.harm} {claim.count.low}" for claim in tolls(headline + BODY) if claim.count.known]
    assert told == expected


def test_no_name_is_made_up_of_a_headline_s_capitals() -> None:
    headline = "Nine Wounded In Ardel As Norland Targets Zerin Cities"
    (claim, *_) = tolls(
        f"{headline}\n\nZerin said twelve people were wounded by shelling in the city of Ardel."
    )[-1:]
    assert claim.source is not None
    assert claim.source.written == "Zerin"
