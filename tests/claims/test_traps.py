"""Texts that are no reports and would keep a reader busy: each is read soon, and nothing beside it is lost."""

import time

import pytest

import histor
from histor.claims.layout import MOST_NUMBERS, NUMBER, split
from histor.claims.vocabulary import load_layout_words
from histor.records.claim import HarmClaim
from histor.values.numerals import find_numerals

NINE = "Nine people were killed in Homs on Friday, residents said."
SOON = 60  # seconds, on a machine that is busy
TRAPS = {
    "numbers": "1 ",
    "one number": "9",
    "numbers with commas": "1,",
    "number words": "one hundred and ",
    "quotes": "“ ",
    "single quotes": "‘a ",
    "straight quotes": '"',
    "brackets": "(",
    "one word": "a",
    "hyphens": "a-",
    "lines": "a\n",
    "verbs of harm": "killed ",
    "verbs of speech": "said ",
    "days": "last week ",
    "months": "March ",
    "names": "Karim Haddad, ",
    "places": "in Homs, ",
}


def killed(text: str) -> list[int | None]:
    return [
        claim.count.exact for claim in histor.read(text) if isinstance(claim, HarmClaim) and claim.count.exact
    ]


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
def test_a_report_with_a_trap_in_it_is_read_soon_and_its_claims_are_found(trap: str) -> None:
    started = time.monotonic()
    found = killed(f"{NINE}\n\n{trap * (8000 // len(trap))}\n\n{NINE.replace('Nine', 'Seven')}")

    assert {9, 7} <= {*found}
    assert time.monotonic() - started < SOON


def test_a_sentence_has_no_more_numbers_than_a_table_begins_with() -> None:
    sentences = split("Killed: " + "12 of 30, " * 1000, load_layout_words())

    assert max(len(NUMBER.findall(sentence.text)) for sentence in sentences) <= MOST_NUMBERS
    assert sum(len(NUMBER.findall(sentence.text)) for sentence in sentences) == 2000


@pytest.mark.parametrize("digits", ["9" * 16, "1" * 5000, "1," * 3000 + "1"])
def test_more_digits_than_count_anything_are_no_number(digits: str) -> None:
    assert [
        numeral.value for numeral in find_numerals(digits) if numeral.value and numeral.value > 10**15
    ] == []
