"""At which day a figure stood: that on which its source gave it, or none where no words say which."""

from datetime import date

import pytest

from claims.told import toll

RAID = "Gunmen raided the village of Belmar on 2 March, killing nine people.\n\n"
MONDAY = date(2025, 3, 10)


def stood(text: str, number: int) -> date | None:
    return toll(text, number).as_of


@pytest.mark.parametrize(
    "said",
    [
        "Officials had earlier spoken of 40 deaths.",
        "Police had put the number of dead at 40.",
        "The ministry’s first estimate, she said, had been 40 dead.",
        "The initial toll given by police was 40 dead.",
        "Police initially spoke of 40 dead.",
        "A monitoring group said it could not confirm the count of 40 dead given by the health ministry.",
    ],
)
def test_a_figure_given_before_has_no_day_where_none_is_told(said: str) -> None:
    assert stood(RAID + said, 40) is None


@pytest.mark.parametrize(
    "said",
    [
        "Officials spoke of 40 deaths.",
        "A doctor said colleagues had counted 40 dead.",
        "Police have put the number of dead at 40.",
        "A first estimate puts the dead at 40, police said.",
        "According to the health ministry, 40 people died.",
    ],
)
def test_a_figure_given_now_is_of_the_day_of_the_report(said: str) -> None:
    assert stood(RAID + said, 40) == MONDAY


def test_what_was_said_before_about_a_deed_of_today_was_said_today() -> None:
    text = "A blast in Belmar on Monday killed 90 people, police said. Officials had earlier spoken of 40 deaths."
    assert stood(text, 40) == MONDAY


def test_what_was_said_before_on_a_day_that_is_told_is_of_that_day() -> None:
    assert stood(RAID + "On Thursday, police had put the number of dead at 40.", 40) == date(2025, 3, 6)


@pytest.mark.parametrize(
    ("since", "day"),
    [
        ("a day earlier", date(2025, 3, 9)),
        ("the day before", date(2025, 3, 9)),
        ("on Friday", date(2025, 3, 7)),
        ("last Tuesday", date(2025, 3, 4)),
    ],
)
def test_the_older_figure_of_an_update_stood_on_the_day_that_is_told(since: str, day: date) -> None:
    text = f"The toll of the killings in Belmar rose to 830 people from 745 {since}, a monitor said."
    assert (stood(text, 830), stood(text, 745)) == (MONDAY, day)


def test_the_older_figure_of_an_update_has_no_day_where_none_is_told() -> None:
    text = RAID + "The toll rose to 83 people from 74, a monitor said."
    assert (stood(text, 83), stood(text, 74)) == (MONDAY, None)


def test_the_day_that_opens_the_clause_of_a_count_is_its_day() -> None:
    text = RAID + "Three more have died since Saturday, when officials counted 52 dead, a doctor said."
    assert stood(text, 52) == date(2025, 3, 8)


@pytest.mark.parametrize(
    "said",
    [
        "A week after the massacre of 2 March, the villagers’ council has a list of 40 dead.",
        "Police cut the death toll from last Sunday’s massacre to 40.",
        "Police on Monday put the dead of the massacre of 2 March at 40.",
    ],
)
def test_the_day_of_the_deed_is_not_that_of_the_count(said: str) -> None:
    assert stood(RAID + said, 40) == MONDAY


def test_the_older_figure_of_an_update_overnight_is_of_the_evening() -> None:
    text = "The toll of the raid on Belmar rose to 83 people from 74 overnight, police said on Monday."
    assert (stood(text, 83), stood(text, 74)) == (MONDAY, date(2025, 3, 9))
