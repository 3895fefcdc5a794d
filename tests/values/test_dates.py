"""What date words mean, case by case (dates.tsv, against Monday 10 March 2025) and as laws."""

from datetime import date, timedelta
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histor.values.date import DateBasis, DatePrecision, When, find_dates, resolve
from histor.values.date_words import FULL_WEEKDAYS, WEEKDAYS

DATELINE = date(2025, 3, 10)  # a Monday
ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "dates.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
RELATIVE = [
    "on Monday",
    "last Friday",
    "yesterday",
    "today",
    "overnight",
    "last week",
    "this month",
    "last year",
    "two days ago",
    "a year ago",
    "in the past 24 hours",
    "since Thursday",
    "10 March",
    "in March",
    "late March",
    "the day before",
    "from 6 to 10 March",
    "last December",
    "Christmas Eve",
    "in recent days",
    "last weekend",
    "next month",
]


def only(text: str, dateline: date | None = DATELINE) -> When:
    (mention,) = find_dates(text)
    return resolve(mention, dateline)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_date_means_what_its_words_say(row: tuple[str, str, str, str, str]) -> None:
    marked, first, last, precision, basis = row
    text = marked.replace("[", "", 1).replace("]", "", 1)
    start, end = marked.index("["), marked.index("]") - 1
    (mention,) = find_dates(text)
    assert resolve(mention, DATELINE) == When(
        start=None if first == "-" else date.fromisoformat(first),
        end=None if last == "-" else date.fromisoformat(last),
        precision=DatePrecision(precision),
        basis=DateBasis(basis),
        wording=text[start:end],
    )


@pytest.mark.parametrize(
    "text",
    [
        "You may march on.",
        "The March for Peace set off.",
        "They march in protest.",
        "April Jones spoke.",
        "She thanked June Arlen and said it may rain.",
        "Black September split.",
        "The 7 October Hospital was hit.",
        "The Sun said so.",
        "The Sunday Times said so.",
        "Within a second it was over; a third man fell.",
        "In 2,000 homes there was no light.",
        "In 2019 people it stirred anger.",
        "Since the violence erupted, nobody sleeps.",
        "Every Friday they pray.",
        "The last week of the war was the worst.",
        "The day before the vote was quiet.",
        "Version 1.10.2024b and 10.3.25 are out.",
        "31 February does not exist.",
        "On 31/02/2024 nothing happened.",
        "2019 was on everybody's mind.",
    ],
)
def test_words_that_only_look_like_dates_are_none(text: str) -> None:
    assert find_dates(text) == []


def test_the_day_before_counts_from_the_day_named_before_it() -> None:
    _, before = find_dates("On Friday the army came. The day before, shells had fallen.")
    assert resolve(before, DATELINE).start == date(2025, 3, 6)


def test_the_next_day_counts_from_the_day_named_before_it() -> None:
    _, after = find_dates("On Friday the army came. The next day it left.")
    assert resolve(after, DATELINE).start == date(2025, 3, 8)


def test_the_next_day_after_nothing_is_open() -> None:
    assert only("The next day it left.").basis is DateBasis.UNANCHORED


def test_the_day_before_does_not_reach_into_the_paragraph_before() -> None:
    _, before = find_dates("On Friday the army came.\n\nThe day before, shells had fallen.")
    assert resolve(before, DATELINE).start == date(2025, 3, 9)


def test_a_month_before_a_number_of_people_is_a_month() -> None:
    when = only("In March 10 people were killed.")
    assert (when.start, when.end) == (date(2025, 3, 1), date(2025, 3, 31))


def test_two_dates_with_one_connecting_word_are_two_dates_unless_they_follow_each_other() -> None:
    assert [mention.wording for mention in find_dates("On Monday and Friday it rained.")] == [
        "Monday",
        "Friday",
    ]


def test_a_date_with_its_year_needs_no_dateline() -> None:
    assert only("On 6 March 2025 it began.", None) == When(
        start=date(2025, 3, 6),
        end=date(2025, 3, 6),
        precision=DatePrecision.DAY,
        basis=DateBasis.STATED,
        wording="6 March 2025",
    )


def test_since_a_full_date_without_a_dateline_has_an_open_end() -> None:
    when = only("since 7 October 2023", None)
    assert (when.start, when.end, when.basis) == (date(2023, 10, 7), None, DateBasis.STATED)


def test_a_numeric_date_that_can_be_read_two_ways_stays_open_without_a_dateline() -> None:
    assert only("10/03/2025", None).basis is DateBasis.UNANCHORED


@pytest.mark.parametrize("words", RELATIVE)
def test_relative_words_without_a_dateline_have_no_days(words: str) -> None:
    when = only(f"It happened {words}.", None)
    assert (when.start, when.end, when.basis) == (None, None, DateBasis.UNANCHORED)
    assert when.precision is not None


@pytest.mark.parametrize("words", RELATIVE)
@given(dateline=st.dates())
def test_relative_words_resolve_or_stay_open_on_any_day_of_the_calendar(words: str, dateline: date) -> None:
    when = only(f"It happened {words}.", dateline)
    assert (
        when.basis is DateBasis.UNANCHORED or when.start is None or when.end is None or when.start <= when.end
    )


@given(DAYS)
def test_writing_a_day_and_reading_it_is_the_identity(day: date) -> None:
    month = day.strftime("%B")
    for written in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day:%A}, {day.day} {month} {day.year}",
        f"{day:%d.%m.%Y}",
    ):
        when = only(f"It began on {written}.", None)
        assert (when.start, when.end, when.wording) == (day, day, written)


@given(st.sampled_from(FULL_WEEKDAYS), DAYS)
def test_a_weekday_is_one_of_the_seven_days_up_to_the_dateline(weekday: str, dateline: date) -> None:
    start = only(f"on {weekday}", dateline).start
    assert start is not None
    assert dateline - timedelta(days=6) <= start <= dateline
    assert start.weekday() == WEEKDAYS[weekday]


@given(st.sampled_from(FULL_WEEKDAYS), DAYS)
def test_a_last_weekday_is_one_of_the_seven_days_before_the_dateline(weekday: str, dateline: date) -> None:
    start = only(f"last {weekday}", dateline).start
    assert start is not None
    assert dateline - timedelta(days=7) <= start < dateline


@given(DAYS, DAYS)
def test_a_day_without_its_year_is_the_nearest_that_is_not_after_the_dateline(
    day: date, dateline: date
) -> None:
    start = only(f"On {day.day} {day:%B} it began.", dateline).start
    assert start is not None
    assert (start.month, start.day) == (day.month, day.day)
    assert start <= dateline
    assert dateline - start < timedelta(days=8 * 366)


def test_the_tense_says_on_which_side_of_the_dateline_a_bare_day_lies() -> None:
    (mention,) = find_dates("on Friday")
    assert resolve(mention, DATELINE, tense="future").start == date(2025, 3, 14)
    (mention,) = find_dates("on 20 March")
    assert resolve(mention, DATELINE, tense="future").start == date(2025, 3, 20)
    assert resolve(mention, DATELINE, tense=None).start == date(2025, 3, 20)


def test_a_mention_knows_whether_it_begins_a_stretch() -> None:
    assert [mention.since for mention in find_dates("since Monday; on Friday")] == [True, False]


@given(st.text(max_size=300))
def test_any_text_is_read_and_quoted_to_the_letter(text: str) -> None:
    for mention in find_dates(text):
        assert mention.wording == text[mention.start : mention.end]
        resolve(mention, DATELINE)


@pytest.mark.parametrize(
    "piece",
    ["1 ", "10 March ", "the ", "last ", "from ", "March ", "2019-", "Monday ", "a few ", " ", "\n", "1/"],
)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = process_time()
    find_dates(text)
    assert process_time() - started < 10  # seconds of the processor; quadratic time would take minutes
