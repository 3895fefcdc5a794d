from dataclasses import replace

import pytest

from claims_reading import harm_reader, knowledge, reading
from factories import published
from histor.claims.harm.find import find_harm
from histor.records.claim import Scope


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bombing killed 12 people on Sunday.", Scope.INCIDENT),
        ("More than 20,000 people have been killed since 2015.", Scope.CUMULATIVE),
        ("The war has killed 50,000 people.", Scope.CUMULATIVE),
        ("In the past 24 hours, shelling killed six people.", Scope.PERIOD),
        ("The group counted 687 air strikes in the past 12 months.", Scope.CUMULATIVE),
        ("This year 48 policemen have been killed in the district.", Scope.CUMULATIVE),
        ("It was the deadliest raid since 2014, when gunmen killed 130 pupils.", Scope.INCIDENT),
        ("The bombing killed 12 people last week.", Scope.INCIDENT),
        ("It was the worst attack in the valley since the siege that killed 90 people.", Scope.INCIDENT),
        ("Police spent the past two days asking how the three men died.", Scope.INCIDENT),
    ],
)
def test_words_of_time_say_what_a_figure_covers(text: str, expected: Scope) -> None:
    assert harm_reader(text)[0].scope == expected


@pytest.mark.parametrize(
    "text",
    [
        "The strike killed 40 people, including 12 women.",
        "The strike killed 40 people, 12 of them women.",
        "The strike killed 40 people. Twelve of the dead were women.",
        "The strike killed 40 people, with 12 deaths in Ardel.",
        "The strike killed 40 people. Another 12 people died overnight.",
        "The strike killed 40 people. Among the dead were 12 women.",
        "The strike killed 40 people: 12 women and 28 men.",
        "The strike killed 40 people. In Ardel alone, 12 people died.",
        'The strike killed 40 people. "My 12 cousins died," he said.',
        "The strike killed 40 people. A reporter saw 12 bodies.",
    ],
)
def test_a_part_points_to_its_whole(text: str) -> None:
    whole, part = harm_reader(text)[:2]
    assert (whole.scope, part.scope, part.part_of) == (Scope.INCIDENT, Scope.SUBSET, 0)


def test_the_gravely_hurt_are_a_part_of_the_injured() -> None:
    whole, part = harm_reader("The blast wounded 30 people. Six are in intensive care.")
    assert (whole.scope, part.scope, part.part_of) == (Scope.INCIDENT, Scope.SUBSET, 0)


def test_injured_others_add_nothing_to_the_killed() -> None:
    killed, injured = harm_reader("The blast killed 9 people and wounded 30 others.")
    assert (killed.scope, injured.scope) == (Scope.INCIDENT, Scope.INCIDENT)


def test_the_older_figure_of_an_update_is_marked() -> None:
    new, old = harm_reader("The death toll rose to 290 from 207.")
    assert (new.earlier, old.earlier) == (False, True)


def test_a_figure_with_another_year_is_background() -> None:
    text = "Gunmen killed nine people in Ardel. In the 2019 bombing of the market, 253 people died."
    read = reading(text)
    dated = replace(read, document=replace(read.document, published=published("2025-03-10")))
    new, old = find_harm(dated, knowledge()[1])
    assert (new.background, old.background) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed nine people in Ardel. The long war has killed 50,000 people.",
        "Gunmen killed nine people in Ardel. Feuds over water have led to hundreds of deaths in recent years.",
        "Gunmen killed nine people in Ardel, the worst raid since the war that took 8,000 lives.",
    ],
)
def test_what_a_war_or_years_have_cost_is_background(text: str) -> None:
    raid, war = harm_reader(text)
    assert (raid.background, war.background, war.scope) == (False, True, Scope.CUMULATIVE)


def test_who_counts_bodies_gives_a_toll_of_their_own_and_who_sees_some_does_not() -> None:
    _, counted = harm_reader("The mayor said 90 people were killed. A survivor had counted 40 bodies.")
    _, seen = harm_reader("The mayor said 90 people were killed. A survivor saw 40 bodies.")
    assert (counted.scope, seen.scope) == (Scope.INCIDENT, Scope.SUBSET)


def test_an_affair_of_days_runs_up_its_figures() -> None:
    text = "The days-long fighting goes on. The clashes killed 73 civilians, the monitor said."
    assert harm_reader(text)[0].scope == Scope.CUMULATIVE


def test_the_rest_of_a_toll_is_a_part_of_it() -> None:
    toll, _, rest = harm_reader(
        "Shells killed 10 farmers in Ardel. One farmer died in a clinic, and the other nine were killed at once."
    )
    assert (rest.scope, rest.part_of, toll.scope) == (Scope.SUBSET, 0, Scope.INCIDENT)


def test_a_part_of_a_number_is_of_the_figure_that_has_it() -> None:
    told = harm_reader(
        "Police counted 84 dead in Ardel. Doctors counted 101 dead there. Of the 84, five were women."
    )
    assert told[-1].part_of == 0


def test_what_brings_up_a_total_is_a_part_of_it() -> None:
    found = harm_reader(
        "The blast in Ardel killed 40 people. Gunmen killed another nine farmers, bringing the toll to 49."
    )
    assert found[1].part_of == 2


def test_a_part_is_of_the_newer_figure_of_an_update() -> None:
    found = harm_reader("The number of dead in Ardel rose to 290 from 207. Seven of the dead were children.")
    assert [m.part_of for m in found if m.count.exact == 7] == [0]


def test_fighting_since_a_coup_makes_no_running_total_of_one_strike() -> None:
    found = harm_reader("A jet killed ten farmers in Ardel as fighting rages on since a coup in 2021.")
    assert found[0].scope == Scope.INCIDENT


def test_since_then_is_a_running_total() -> None:
    found = harm_reader("Rebels took Ardel in May. Some 2,000 people have been killed since then.")
    assert found[-1].scope == Scope.CUMULATIVE


def test_a_figure_of_years_ago_is_background() -> None:
    text = "A raid killed nine farmers on Monday. A year and a half ago raiders killed four herders there."
    new, old = harm_reader(text)
    assert (new.background, old.background) == (False, True)


def test_a_count_in_the_days_since_something_runs_since_then() -> None:
    found = harm_reader("In the three days since Ardel fell, some 90 people were killed.")
    assert found[0].scope == Scope.CUMULATIVE


def test_years_that_have_passed_since_a_raid_make_no_total_of_it() -> None:
    found = harm_reader("Two years have passed since the raid that killed 30 people.")
    assert found[0].scope == Scope.INCIDENT


def test_who_has_since_killed_keeps_a_total_but_who_has_since_died_is_of_the_deed() -> None:
    killed = harm_reader("The army took Ardel on 2 March and has since killed 90 people.")
    died = harm_reader("Gunmen shot eleven people on Monday; three have since died.")
    assert (killed[0].scope, died[0].scope) == (Scope.CUMULATIVE, Scope.INCIDENT)


def test_a_war_that_a_place_is_in_makes_no_total_of_one_raid() -> None:
    text = "At least 10 farmers have been killed in a raid in Ardel, a district in the grip of a six-year insurgency."
    assert harm_reader(text)[0].scope == Scope.INCIDENT


def test_several_raids_make_a_total() -> None:
    several, two = harm_reader(
        "Six people died in separate raids. On Friday a raid in Ardel killed four farmers."
    )
    assert (several.scope, two.scope) == (Scope.CUMULATIVE, Scope.INCIDENT)


def test_people_have_died_since_what_the_sentence_before_tells() -> None:
    siege = harm_reader(
        "Ardel has been under siege since May. At least 12 people have been killed, the mayor said."
    )
    shelled = harm_reader(
        "Ardel has been under siege since May. Shells hit it on Friday. At least 12 people have been killed."
    )
    assert (siege[0].scope, shelled[0].scope) == (Scope.CUMULATIVE, Scope.INCIDENT)


def test_a_massacre_called_by_its_year_is_no_total_of_a_year() -> None:
    assert (
        harm_reader("Some 26 people were killed during the 2018 market massacre.")[0].scope == Scope.INCIDENT
    )


def test_people_without_a_number_are_no_part_of_one_person() -> None:
    found = harm_reader(
        "A miner killed himself on Monday. The bodies of his children were found at his home."
    )
    assert [(m.count.exact, m.scope) for m in found] == [(1, Scope.INCIDENT), (None, Scope.INCIDENT)]
