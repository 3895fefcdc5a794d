"""What contradicts itself is found, in words, and nothing else is."""

from typing import Any

import pytest

from factories import count, day, document, harm, name, place, published, statement, when
from histor.figures.conflicts import find_conflicts
from histor.figures.reckon import reckon
from histor.records.claim import Act, Claim, Harm, HarmClaim, Scope
from histor.records.conflict import Conflict, ConflictKind
from histor.records.incident import Incident, Membership
from histor.values.count import Hedge

TEXT = document("A report.", published=published("2025-03-09"))
OTHER = document("Another report.", published=published("2025-03-09"))


def told(number: Any, source: str, on: str = "2025-03-09", **changes: Any) -> HarmClaim:
    common: dict[str, Any] = {
        "of": TEXT.id,
        "as_of": day(on),
        "published": published(on),
        "when": when("2025-03-08"),
    }
    return harm(number, source=source, **common | {"place": place("Ardel")} | changes)


def conflicts(*claims: Claim) -> list[Conflict]:
    incident = Incident(
        id="i1",
        name="Killings in Ardel",
        parent=None,
        members=tuple(Membership(claim=claim.id, by="test", reasons=()) for claim in claims),
        documents=(TEXT.id,),
        when=when("2025-03-08"),
        place=place("Ardel"),
        actors=(),
        founder=claims[0].id,
    )
    figures = reckon([incident], claims, {TEXT.id: TEXT, OTHER.id: OTHER})
    return find_conflicts([incident], figures, claims)


def words(*claims: Claim) -> list[str]:
    return [conflict.words for conflict in conflicts(*claims)]


def test_a_later_lower_toll_of_one_source_is_a_conflict_with_both_claims() -> None:
    first, second = told(359, "Ministry", "2025-03-09"), told(253, "Ministry", "2025-03-11")
    [found] = conflicts(first, second)
    assert (found.kind, found.people, set(found.claims)) == (
        ConflictKind.REVISED_DOWN,
        106,
        {first.id, second.id},
    )
    assert (
        found.words
        == "revised down: 359 by the Ministry, 9 March 2025, later 253 by the Ministry, 11 March 2025"
    )


def test_a_later_higher_toll_is_no_conflict() -> None:
    assert words(told(253, "Ministry", "2025-03-09"), told(359, "Ministry", "2025-03-11")) == []


def test_two_sources_that_differ_a_little_are_no_conflict() -> None:
    assert words(told(40, "Ministry"), told(52, "Monitor")) == []


def test_a_figure_ten_times_the_others_is_a_conflict() -> None:
    found = conflicts(told(400, "Ministry"), told(38, "Monitor"), told(40, "Red Crescent"))
    assert [(each.kind, each.people) for each in found] == [(ConflictKind.MAGNITUDE, 361)]
    assert found[0].words == "an order of magnitude apart: 400 by the Ministry, 9 March 2025, others 38 to 40"


def test_two_figures_far_apart_are_one_conflict() -> None:
    assert words(told(400, "Ministry"), told(38, "Monitor")) == [
        "an order of magnitude apart: 400 by the Ministry, 9 March 2025, others 38"
    ]


def test_at_least_four_beside_sixty_four_is_no_conflict() -> None:
    assert words(told(count(4, hedge=Hedge.AT_LEAST), "Survivors"), told(64, "Ministry")) == []


def test_one_source_with_two_figures_for_one_day_is_a_conflict() -> None:
    assert words(told(207, "Police"), told(290, "Police", of=OTHER.id)) == [
        "two figures for one day: 207 and 290 by the police, 9 March 2025"
    ]


def test_an_update_that_one_report_tells_is_no_conflict() -> None:
    assert words(told(207, "Police"), told(290, "Police")) == []


def test_a_victim_s_name_beside_the_toll_is_no_conflict() -> None:
    assert words(told(84, "Police"), told(1, "Police", of=OTHER.id, victims="Odo Varn")) == []


def test_of_two_victims_told_of_two_towns_neither_is_out_of_line() -> None:
    whole = told(900, "Ministry", place=place("Norland"))
    parts = [
        told(number, who, scope=Scope.SUBSET, victims="teachers", place=place(where))
        for number, who, where in ((4, "Monitor", "Corve"), (211, "Network", "Brenn"))
    ]
    assert words(whole, *parts) == []


def test_parts_that_come_to_another_number_are_a_conflict() -> None:
    whole = told(1676, "Monitor")
    parts = [
        told(number, "Monitor", place=place(where), scope=Scope.SUBSET, subset_of=whole.id)
        for number, where in ((866, "Latakia"), (525, "Tartus"), (272, "Hama"))
    ]
    found = [each for each in conflicts(whole, *parts) if each.kind is ConflictKind.PARTS]
    assert [(each.people, each.words) for each in found] == [
        (13, "1,676 by Monitor, 9 March 2025: parts do not add up: 1,663 of 1,676, 13 unexplained")
    ]


def test_two_parties_blamed_by_different_sources_are_a_conflict() -> None:
    one = told(40, "Ministry", perpetrator=name("Northern Army"))
    other = told(41, "Monitor", perpetrator=name("Southern Guard"))
    assert words(one, other) == [
        "different parties are blamed: the Northern Army (by the Ministry) and Southern Guard (by Monitor)"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Northern Army", "gunmen"),  # a doer without a name is no rival
        ("Varland", "Varlandi forces"),  # a state and its forces are one side
        ("Northern Army", "Northern Army"),
    ],
)
def test_one_side_under_two_words_is_no_conflict(one: str, other: str) -> None:
    claims = [told(40, "Ministry", perpetrator=name(one)), told(41, "Monitor", perpetrator=name(other))]
    assert words(*claims) == []


def test_an_accusation_counts_as_blame_where_the_accused_is_a_party_to_the_claims() -> None:
    killed = told(40, "Ministry", perpetrator=name("Northern Army"))
    accuse = statement(Act.ACCUSE, speaker="Northern Army", of=TEXT.id, about="Ministry")
    assert words(killed, accuse) == [
        "different parties are blamed: the Northern Army (by the Ministry) and the Ministry (by the Northern Army)"
    ]


@pytest.mark.parametrize(
    ("about", "topic"),
    [
        ("Varland", "the strike"),
        ("Varland", "Varland"),
        ("rocket", "a rocket fired by the Varland Brigade had fallen short"),
        ("Varland", "Varland carried out the strike"),
    ],
)
def test_an_accusation_of_the_deed_counts_as_blame_whoever_the_accused_is(about: str, topic: str) -> None:
    killed = told(40, "Ministry", perpetrator=name("Northern Army"))
    accuse = statement(Act.ACCUSE, speaker="Northern Army", of=TEXT.id, about=about, topic=topic)
    [found] = conflicts(killed, accuse)
    assert (found.kind, "Varland" in found.words) == (ConflictKind.PERPETRATORS, True)


@pytest.mark.parametrize(
    ("about", "topic"),
    [
        ("the roads agency", "of neglect"),
        ("Ada Rok", "inflating the number of casualties"),
        ("rocket", "a rocket had fallen short"),
    ],
)
def test_an_accusation_of_something_else_blames_nobody_for_the_deed(about: str, topic: str) -> None:
    killed = told(40, "Ministry", perpetrator=name("Northern Army"))
    accuse = statement(Act.ACCUSE, speaker="Northern Army", of=TEXT.id, about=about, topic=topic)
    assert words(killed, accuse) == []


def test_who_makes_an_arrest_is_blamed_for_nothing() -> None:
    killed = told(40, "Ministry", perpetrator=name("Northern Army"))
    arrest = told(4, "Police", harm=Harm.DETAINED, perpetrator=name("Police"))
    assert words(killed, arrest) == []


def test_those_that_concern_most_people_come_first() -> None:
    claims = [
        told(20, "Police"),
        told(25, "Police", of=OTHER.id),
        told(900, "Ministry", place=None, scope=Scope.CUMULATIVE, when=when("2025-03-01", "2025-03-08")),
        told(
            500,
            "Ministry",
            "2025-03-10",
            place=None,
            scope=Scope.CUMULATIVE,
            when=when("2025-03-01", "2025-03-09"),
        ),
    ]
    people = [conflict.people for conflict in conflicts(*claims)]
    assert people == sorted(people, reverse=True)
    assert len(people) > 1
