"""The figures of each day, and what a day changed."""

from dataclasses import replace

from factories import day
from histor.publications.dossier import render_dossier
from histor.publications.known_on import known_days
from histor.publications.view import KnownOn
from histor.records.figure import Figure, Grade
from publications.coast import coast_view


def known(on: str, *figures: Figure) -> KnownOn:
    return KnownOn(day=day(on), reports=3, incidents=coast_view().incidents, figures=figures)


def toll(number: int, grade: Grade = Grade.WEAK) -> Figure:
    return replace(coast_view().figures[0], low=number, high=number, grade=grade)


def changes(*days: KnownOn) -> list[list[str]]:
    return [[line.change for line in each.figures] for each in known_days(days)]


def test_a_day_says_what_the_day_before_said_of_a_range_that_moved() -> None:
    assert changes(known("2025-03-08", toll(745)), known("2025-03-09", toll(830))) == [[""], ["was 745"]]


def test_a_day_that_changes_nothing_says_nothing() -> None:
    assert changes(known("2025-03-08", toll(745)), known("2025-03-09", toll(745))) == [[""], [""]]


def test_a_figure_that_was_not_there_the_day_before_is_new() -> None:
    assert changes(known("2025-03-08"), known("2025-03-09", toll(830))) == [[], ["new"]]


def test_another_grade_is_a_change() -> None:
    graded = known("2025-03-09", toll(745, Grade.FAIR))
    assert changes(known("2025-03-08", toll(745)), graded) == [[""], ["was graded weak"]]


def test_the_page_offers_every_day_and_begins_with_the_last() -> None:
    days = [known("2025-03-08", toll(745)), known("2025-03-09", toll(830))]
    page = render_dossier(coast_view(known_on=days))
    assert page.count('name="known-on"') == len(days)
    assert 'id="k2" checked' in page


def test_days_passed_over_are_counted() -> None:
    page = render_dossier(coast_view(known_on=[known("2025-03-08", toll(745))], days_left_out=7))
    assert "7 further days" in page


def test_a_page_without_days_offers_none() -> None:
    assert "known-on" not in render_dossier(coast_view())
