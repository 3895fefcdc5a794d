"""What number words mean, case by case (counts.tsv) and as laws."""

from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histor.values.count import Count, CountMention, Hedge, NumberKind, find_counts, format_count
from histor.values.numerals import TEENS, TENS, UNITS, spelled_value

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "counts.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
NUMBERS = st.integers(min_value=0, max_value=10_000_000)
ONES = ["zero", *UNITS, *TEENS]
TENS_WORDS = ["", "", *TENS]


def spell(number: int, *, join: str = " and ") -> str:
    """Spell `number` as British English does; `join` stands before the last hundred's remainder."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS_WORDS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    for size, word in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= size:
            head, rest = divmod(number, size)
            link = join if rest < 100 else " "
            return f"{spell(head, join=join)} {word}" + (link + spell(rest, join=join) if rest else "")
    raise AssertionError(number)


def bounds(count: Count) -> str:
    if count.exact is not None:
        return str(count.exact)
    if not count.known:
        return "-"
    return f"{'' if count.low is None else count.low}..{'' if count.high is None else count.high}"


def only(text: str) -> CountMention:
    (mention,) = find_counts(text)
    return mention


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_count_means_what_its_words_say(row: tuple[str, str, str, str]) -> None:
    marked, expected, reading, flags = row
    text = marked.replace("[", "", 1).replace("]", "", 1)
    start, end = marked.index("["), marked.index("]") - 1
    (mention,) = [found for found in find_counts(text) if (found.start, found.end) == (start, end)]
    words = [name for name, set_ in (("weak", mention.weak), ("increment", mention.increment)) if set_]
    hedge = mention.count.hedge if mention.kind is NumberKind.CARDINAL else mention.kind
    assert (bounds(mention.count), str(hedge), " ".join(words)) == (expected, reading, flags)
    assert mention.count.wording == text[start:end]


def test_the_number_is_told_apart_from_its_hedge() -> None:
    text = "At least about 30 villagers died."
    mention = only(text)
    assert text[mention.number_start : mention.number_end] == "30"


def test_as_many_as_is_no_vague_many() -> None:
    assert [mention.count.high for mention in find_counts("as many as 600 people")] == [600]


def test_no_longer_counts_nobody() -> None:
    assert find_counts("The town is no longer held. No more than rubble is left; there is no doubt.") == []


def test_a_number_in_a_name_that_opens_a_sentence_is_a_number() -> None:
    assert only("Seven farmers died.").count.exact == 7


def test_every_mention_lies_within_the_text_in_order() -> None:
    text = "Between 30 and 40 died, 12 more on Monday, at least 5 of them children; dozens fled."
    found = find_counts(text)
    assert [mention.start for mention in found] == sorted(mention.start for mention in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(NUMBERS)
def test_spelled_numbers_equal_their_digits(number: int) -> None:
    assert number == 0 or spelled_value(spell(number)) == number


@given(NUMBERS)
def test_spelled_numbers_without_and_equal_their_digits(number: int) -> None:
    assert number == 0 or spelled_value(spell(number, join=" ")) == number


@given(NUMBERS)
def test_separators_and_scripts_do_not_change_a_number(number: int) -> None:
    grouped = f"{number:,}"
    arabic = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    written = (
        str(number),
        grouped,
        grouped.replace(",", "\N{NO-BREAK SPACE}"),
        grouped.replace(",", "’"),
        arabic,
    )
    assert {spelled_value(each) for each in written} == {number}


FORMATTED = st.builds(
    lambda low, more, hedge: {
        Hedge.EXACT: Count(exact=low, low=low, high=low, wording=""),
        Hedge.AT_LEAST: Count(low=low, hedge=hedge, wording=""),
        Hedge.MORE_THAN: Count(low=low + 1, hedge=hedge, wording=""),
        Hedge.ABOUT: Count(low=low, high=low, hedge=hedge, wording=""),
        Hedge.NEARLY: Count(high=low, hedge=hedge, wording=""),
        Hedge.UP_TO: Count(high=low, hedge=hedge, wording=""),
        Hedge.BETWEEN: Count(low=low, high=low + more, hedge=hedge, wording=""),
    }[hedge],
    NUMBERS,
    st.integers(min_value=1, max_value=10_000),
    st.sampled_from(
        [Hedge.EXACT, Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.ABOUT, Hedge.NEARLY, Hedge.UP_TO, Hedge.BETWEEN]
    ),
)


@given(FORMATTED)
def test_formatting_and_reading_back_is_the_identity(count: Count) -> None:
    shown = format_count(count)
    read = only(f"{shown} people").count
    assert (read.exact, read.low, read.high, read.hedge, read.wording) == (
        count.exact,
        count.low,
        count.high,
        count.hedge,
        shown,
    )


@pytest.mark.parametrize("words", ["dozens", "hundreds of thousands", "several", "many"])
def test_vague_words_are_shown_as_they_were_worded(words: str) -> None:
    assert format_count(only(words).count) == words


@given(st.text(max_size=300))
def test_any_text_is_read_and_quoted_to_the_letter(text: str) -> None:
    for mention in find_counts(text):
        assert mention.start <= mention.number_start < mention.number_end <= mention.end
        assert mention.count.wording == text[mention.start : mention.end]


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "1 ",
        "one hundred and ",
        "at least ",
        "9.",
        "a ",
        "twenty-",
        "between ",
        " ",
        "1-",
        "more than 1 to ",
        "No ",
        "\n",
    ],
)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        started = process_time()
        find_counts(text)
        return process_time() - started

    seconds(1_000)  # patterns are compiled
    short, long = min(seconds(10_000) for _ in range(3)), min(seconds(80_000) for _ in range(2))
    assert long < 24 * max(short, 0.01)  # eight times the text; quadratic time would take 64 times as long
