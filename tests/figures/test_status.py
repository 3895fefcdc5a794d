"""What has become of each figure."""

from dataclasses import replace

import pytest

from factories import count, name, statement
from figures.told import ARMY, Told
from histor.records.claim import Act, Modality, Scope, VictimClass
from histor.records.figure import PointStatus
from histor.values.count import Count, Hedge

STANDS, SUPERSEDED = PointStatus.STANDS, PointStatus.SUPERSEDED
REVISED_DOWN, DISPUTED = PointStatus.REVISED_DOWN, PointStatus.DISPUTED


def statuses(told: Told) -> list[tuple[int | None, PointStatus]]:
    return [(point.exact or point.low or point.high, point.status) for point in told.figure().series]


def test_a_ministry_s_later_lower_count_revises_the_police_s_down() -> None:
    told = Told()
    told.says("Sri Lanka police", 290, "2019-04-22")
    told.says("Sri Lanka police", 359, "2019-04-24")
    told.says("Ministry of Health", count(253, 253, Hedge.ABOUT), "2019-04-25")
    assert statuses(told) == [(290, SUPERSEDED), (359, REVISED_DOWN), (253, STANDS)]


def test_a_source_that_lowers_its_own_count_revises_it_down() -> None:
    told = Told()
    told.says("Monitor", 500, "2031-03-06")
    told.says("Monitor", 471, "2031-03-07")
    assert statuses(told) == [(500, REVISED_DOWN), (471, STANDS)]


def test_of_two_counts_on_one_day_the_higher_is_the_later() -> None:
    told = Told()
    told.says("Governor", 50, "2031-03-06")
    told.says("Governor", 39, "2031-03-06")
    assert statuses(told) == [(39, SUPERSEDED), (50, STANDS)]


def test_two_monitors_do_not_replace_each_other() -> None:
    told = Told()
    told.says("Human Rights Watch", 58, "2031-03-06")
    told.says("Amnesty International", 61, "2031-03-09")
    assert statuses(told) == [(58, STANDS), (61, STANDS)]


def test_what_residents_said_gives_way_to_those_who_count() -> None:
    told = Told()
    told.says("two residents", count(24, None, Hedge.DOZENS), "2031-03-06")
    told.says("Human Rights Watch", 133, "2031-03-29")
    assert statuses(told) == [(24, SUPERSEDED), (133, STANDS)]


def test_a_blamed_army_s_own_count_is_disputed() -> None:
    told = Told()
    told.says("Norland army", 203, "2031-03-06", perpetrator=None)
    told.says("Human Rights Watch", 300, "2031-03-09", perpetrator=ARMY)
    assert statuses(told) == [(203, DISPUTED), (300, STANDS)]


def test_a_blamed_army_is_no_link_in_the_authorities_chain() -> None:
    told = Told()
    told.says("district governor", 40, "2031-03-06", perpetrator=ARMY)
    told.says("Norland army", 5, "2031-03-09")
    assert statuses(told) == [(40, STANDS), (5, DISPUTED)]


def test_a_rejected_number_is_disputed_where_its_source_has_not_changed_it() -> None:
    told = Told()
    told.says("Monitor", 80, "2031-03-06")
    told.says("Information Team", 80, "2031-03-07", modality=Modality.DENIED)
    assert statuses(told) == [(80, DISPUTED), (80, DISPUTED)]


def test_none_killed_against_a_count_of_dead_is_disputed() -> None:
    told = Told()
    told.says("transition cabinet", 0, "2031-03-06")
    told.says("Monitor", 12, "2031-03-07")
    assert statuses(told) == [(0, DISPUTED), (12, STANDS)]


def test_the_families_higher_list_is_disputed_beside_the_police_s_count() -> None:
    told = Told()
    told.says("police", 84, "2031-03-06")
    told.says("families' association", 101, "2031-11-13")
    assert statuses(told) == [(84, STANDS), (101, DISPUTED)]


def test_another_state_s_estimate_and_the_ministry_s_count_dispute_each_other() -> None:
    told = Told()
    told.says("health ministry", 471, "2031-03-06")
    told.says("Sudland intelligence", count(100, 300, Hedge.BETWEEN), "2031-03-08")
    assert statuses(told) == [(471, DISPUTED), (100, DISPUTED)]


def test_a_number_recalled_without_its_day_is_no_new_point() -> None:
    told = Told()
    told.says("police", 290, "2031-03-06")
    told.says("police", 290, None)
    point = told.figure().series[0]
    assert (len(told.figure().series), len(point.claims)) == (1, 2)


@pytest.mark.parametrize(
    "rounded",
    [
        count(None, 1000, Hedge.NEARLY),
        count(950, None, Hedge.AT_LEAST),
        count(980, 980, Hedge.ABOUT),
        count(None, 1000, Hedge.UP_TO),
    ],
)
def test_a_rounded_wording_is_one_point_with_its_exact_count(rounded: Count) -> None:
    told = Told()
    told.says("Monitor", rounded, "2031-03-06", scope=Scope.ROUNDED)
    exact = told.says("Monitor", 973, "2031-03-06")
    (point,) = told.figure().series
    assert (point.exact, len(point.claims), exact.id in point.claims) == (973, 2, True)


def test_a_wording_that_the_exact_count_contradicts_is_a_point_of_its_own() -> None:
    told = Told()
    told.says("Monitor", count(500, None, Hedge.AT_LEAST), "2031-03-06")
    told.says("Monitor", 973, "2031-03-06")
    assert len(told.figure().series) == 2


def test_civilians_and_fighters_are_two_figures() -> None:
    told = Told()
    told.says("Monitor", 40, "2031-03-06", victim_class=VictimClass.CIVILIAN)
    told.says("Monitor", 12, "2031-03-06", victim_class=VictimClass.COMBATANT)
    assert [(figure.victim_class, figure.low, figure.high) for figure in told.reckoned()] == [
        (VictimClass.CIVILIAN, 40, 40),
        (VictimClass.COMBATANT, 12, 12),
    ]


def test_an_office_that_a_report_names_makes_its_holder_an_authority() -> None:
    told = Told()
    first = told.says("Orlo Tann", 57, "2031-03-06")
    told.claims[0] = replace(first, source=name("regional governor Orlo Tann", "Orlo Tann"))
    told.says("city council", 61, "2031-04-21")
    assert statuses(told) == [(57, SUPERSEDED), (61, STANDS)]


def test_a_cut_needs_a_lower_whole_not_at_least_a_few_of_them() -> None:
    told = Told()
    told.says("Monitor", 75, "2031-03-06")
    told.says("Monitor", count(3, None, Hedge.AT_LEAST), "2031-03-07")
    assert statuses(told) == [(75, STANDS), (3, STANDS)]


def test_another_state_s_estimate_above_every_count_is_disputed_though_the_counts_are_open_above() -> None:
    told = Told()
    told.says("Human Rights Watch", count(133, None, Hedge.AT_LEAST), "2031-03-06")
    told.says("Sudland security assessment", count(None, 600, Hedge.UP_TO), "2031-03-09")
    assert statuses(told) == [(133, STANDS), (600, DISPUTED)]


def test_those_who_claim_the_attack_are_disputed_in_what_they_count() -> None:
    told = Told()
    toll = told.says("Red Banner", count(None, 300, Hedge.NEARLY), "2031-03-06")
    told.says("Human Rights Watch", count(133, None, Hedge.AT_LEAST), "2031-03-29")
    told.claims.append(statement(Act.CLAIM_RESPONSIBILITY, speaker="Red Banner", of=toll.document))
    assert statuses(told) == [(300, DISPUTED), (133, STANDS)]


def test_a_monitor_is_not_the_army_of_the_country_in_its_name() -> None:
    told = Told()
    told.says("Norland Watch", 30, "2031-03-06", perpetrator=name("Norland army"))
    assert statuses(told) == [(30, STANDS)]


def test_at_least_so_many_gives_way_to_the_same_number_counted_exactly() -> None:
    told = Told()
    told.says("mayor", count(301, None, Hedge.MORE_THAN), "2031-03-06")
    told.says("Red Cross", 301, "2031-03-08")
    assert statuses(told) == [(301, SUPERSEDED), (301, STANDS)]


def test_what_the_authorities_rounded_gives_way_to_the_exact_number_known_a_season_later() -> None:
    told = Told()
    told.says("Ministry of Health", count(250, 250, Hedge.ABOUT), "2031-03-06")
    told.says(None, 269, None, of=told.report("Years on", "2033-01-14"))
    assert statuses(told) == [(250, SUPERSEDED), (269, STANDS)]


@pytest.mark.parametrize(("number", "on"), [(269, "2031-03-20"), (240, "2033-01-14")])
def test_a_number_of_the_same_weeks_or_a_lower_one_settles_nothing(number: int, on: str) -> None:
    told = Told()
    told.says("Ministry of Health", count(250, 250, Hedge.ABOUT), "2031-03-06")
    told.says(None, number, None, of=told.report("Another report", on))
    assert statuses(told)[0] == (250, STANDS)


def test_a_person_and_the_body_that_the_person_speaks_for_are_one_claimant_under_either_name() -> None:
    told = Told()
    told.says("Ada Rok", 113, "2031-03-06")
    mayor = told.says("Ardel council", 148, "2031-03-07")
    told.claims[-1] = replace(mayor, source=name("Ada Rok", canonical="Ardel council"))
    assert statuses(told) == [(113, SUPERSEDED), (148, STANDS)]
    assert [point.source.canonical for point in told.figure().series if point.source] == [
        "Ada Rok",
        "Ardel council",
    ]
    assert told.figure().independent_sources == 1
