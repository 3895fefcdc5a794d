"""A real reconciliation: what was said of the killings on Syria's coast in March 2025."""

import pytest

from factories import count, place
from figures.told import Told
from histor.records.claim import Scope, VictimClass
from histor.records.figure import Figure, Grade, PointStatus, Rule
from histor.values.count import Hedge

SOHR, SNHR = "Syrian Observatory for Human Rights", "Syrian Network for Human Rights"
OHCHR, COMMITTEE = "UN human rights office", "National Committee"
CIVILIANS = {"victim_class": VictimClass.CIVILIAN, "scope": Scope.CUMULATIVE}
GOVERNORATES = {"Latakia": 683, "Tartus": 433, "Hama": 255, "Homs": 12}


def coast() -> Told:
    told = Told()
    for number, as_of in ((745, "2025-03-08"), (830, "2025-03-09"), (1225, "2025-03-11")):
        told.says(SOHR, number, as_of, **CIVILIANS)
    explainer = told.report("An explainer.", "2025-03-10")
    told.says(SOHR, count(None, 1000, Hedge.NEARLY), "2025-03-10", of=explainer, **CIVILIANS)
    told.says(SOHR, 973, "2025-03-10", of=explainer, **CIVILIANS)
    breakdown(told, 1383, "2025-03-12", GOVERNORATES)
    told.says(OHCHR, 111, "2025-03-11", victim_class=VictimClass.CIVILIAN)
    told.says(SNHR, 803, "2025-03-11", victim_class=VictimClass.CIVILIAN)
    told.says(COMMITTEE, 1426, "2025-07-22", victim_class=VictimClass.CIVILIAN)
    return told


def breakdown(told: Told, total: int, as_of: str, parts: dict[str, int]) -> None:
    report = told.report(f"{total} and its parts", as_of)
    whole = told.says(SOHR, total, as_of, of=report, place=place("the coast"), **CIVILIANS)
    for where, number in parts.items():
        told.says(
            SOHR,
            number,
            as_of,
            of=report,
            place=place(where),
            victims=f"in {where}",
            victim_class=VictimClass.CIVILIAN,
            scope=Scope.SUBSET,
            subset_of=whole.id,
        )


def whole_of(told: Told, rule: Rule = Rule.RANGE) -> Figure:
    return next(figure for figure in told.reckoned(rule) if figure.scope is not Scope.SUBSET)


def test_the_coast_is_one_figure_whose_series_has_every_count() -> None:
    series = [
        (point.source.canonical if point.source else None, point.exact) for point in whole_of(coast()).series
    ]
    assert series == [
        (SOHR, 745),
        (SOHR, 830),
        (SOHR, 973),
        (OHCHR, 111),
        (SNHR, 803),
        (SOHR, 1225),
        (SOHR, 1383),
        (COMMITTEE, 1426),
    ]


def test_the_observatory_s_last_count_stands_and_its_earlier_ones_are_superseded() -> None:
    status = {point.exact: point.status for point in whole_of(coast()).series}
    assert status == {
        **dict.fromkeys((745, 830, 973, 1225), PointStatus.SUPERSEDED),
        **dict.fromkeys((1383, 111, 803, 1426), PointStatus.STANDS),
    }


def test_nearly_a_thousand_and_973_are_one_point_with_both_claims() -> None:
    told = coast()
    point = next(point for point in whole_of(told).series if point.exact == 973)
    assert (point.hedge, len(point.claims), len(point.documents)) == (Hedge.EXACT, 2, 1)


def test_nothing_is_summed() -> None:
    figure = whole_of(coast())
    assert (figure.low, figure.high, figure.independent_sources) == (111, 1426, 4)


def test_the_explanation_names_who_gives_the_bounds() -> None:
    assert whole_of(coast()).explanation == (
        "Between 111 and 1,426: the lowest figure is 111, by the UN human rights office (11 March 2025); the "
        "highest figure is 1,426, by the National Committee (22 July 2025). Four independent sources in eight "
        "reports. Left out because a later count took their place: 745, 830, 973 and 1,225 (the Syrian "
        "Observatory for Human Rights)."
    )


def test_governorates_that_add_up_raise_no_flag() -> None:
    assert whole_of(coast()).flags == ()


def test_governorates_that_do_not_add_up_are_flagged_with_the_difference() -> None:
    told = coast()
    breakdown(told, 1676, "2025-04-15", {"Latakia": 866, "Tartus": 525, "Hama": 272})
    assert whole_of(told).flags == ("parts do not add up: 1,663 of 1,676, 13 unexplained",)


def test_each_governorate_is_a_figure_of_its_own_outside_the_whole_s_range() -> None:
    parts = {figure.low for figure in coast().reckoned() if figure.scope is Scope.SUBSET}
    assert parts == set(GOVERNORATES.values())


@pytest.mark.parametrize(
    ("rule", "bounds"),
    [
        (Rule.RANGE, (111, 1426, None)),
        (Rule.LOWEST, (111, 111, 111)),
        (Rule.BEST, (111, 1426, 1426)),
        (Rule.MINMAX, (111, 1426, None)),
        (Rule.OFFICIAL, (1426, 1426, 1426)),
        (Rule.LATEST, (1426, 1426, 1426)),
    ],
)
def test_each_rule_yields_its_own_range(rule: Rule, bounds: tuple[int, int, int | None]) -> None:
    figure = whole_of(coast(), rule)
    assert (figure.low, figure.high, figure.best) == bounds


def test_four_independent_counts_make_it_fair() -> None:
    figure = whole_of(coast())
    assert (figure.grade, figure.grade_reason) == (Grade.FAIR, "4 independent sources")
