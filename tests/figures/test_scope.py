"""What is compared with what: an incident's toll with no wider total, a part with the same part."""

from dataclasses import replace
from typing import Any

import pytest

from factories import day, place, when
from figures.told import Told, incident
from histor.figures.reckon import reckon
from histor.records.claim import Scope
from histor.records.figure import Figure
from histor.values.date import DateBasis, DatePrecision, When

IN_RECENT_YEARS = When(end=day("2031-03-08"), precision=DatePrecision.YEAR, basis=DateBasis.RELATIVE)


def figures(told: Told) -> list[Figure]:
    raid = replace(incident(told.claims), when=when("2031-03-06", "2031-03-08"))
    return reckon([raid], told.claims, told.documents)


@pytest.mark.parametrize(
    ("total", "label"),
    [
        ({"when": when("2015-01-01", "2031-03-08")}, "cumulative: since 2015-01-01"),
        ({"when": IN_RECENT_YEARS, "background": True}, "cumulative: open"),
        ({"when": None, "background": True}, "cumulative: open"),
    ],
)
def test_a_total_of_more_than_the_incident_bounds_no_range_of_it(total: dict[str, Any], label: str) -> None:
    told = Told()
    told.says("mayor", 40, "2031-03-08")
    told.says("Monitor", 20_000, "2031-03-08", scope=Scope.CUMULATIVE, **total)
    wider, own = figures(told)
    assert (own.low, own.high, own.scope) == (40, 40, Scope.INCIDENT)
    assert (wider.low, wider.scope, wider.flags) == (20_000, Scope.CUMULATIVE, (label,))


@pytest.mark.parametrize("since", ["2031-03-06", "2031-03-05"])
def test_a_running_toll_of_the_incident_itself_is_compared_with_its_other_tolls(since: str) -> None:
    told = Told()
    told.says("mayor", 40, "2031-03-08")
    told.says("Monitor", 60, "2031-03-08", scope=Scope.CUMULATIVE, when=when(since, "2031-03-08"))
    (figure,) = figures(told)
    assert (figure.low, figure.high) == (40, 60)


def test_parts_by_place_are_one_series_where_no_words_tell_them_apart() -> None:
    told = Told()
    whole = told.says("mayor", 200, "2031-03-08", place=place("Norland"))
    part: dict[str, Any] = {"scope": Scope.SUBSET, "subset_of": whole.id, "place": place("Ardel")}
    told.says("chief", 113, "2031-03-07", **part)
    told.says("chief", 148, "2031-03-08", **part)
    of_ardel, _ = figures(told)
    assert (of_ardel.flags, of_ardel.low, of_ardel.high) == (("subset: in Ardel",), 148, 148)


def test_a_part_whose_whole_was_ruled_out_does_not_become_the_toll() -> None:
    told = Told()
    told.says("Monitor", 1225, "2031-03-07")
    told.says("Monitor", 683, "2031-03-08", scope=Scope.SUBSET, subset_of="c-rejected", place=place("Ardel"))
    part, whole = figures(told)
    assert (part.low, part.scope) == (683, Scope.SUBSET)
    assert (whole.low, whole.high) == (1225, 1225)
