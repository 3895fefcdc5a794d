"""Victims told one by one."""

from typing import Any

import pytest

from factories import count, name, span
from figures.told import Told
from histor.figures.persons import describes, persons_of
from histor.records.claim import Harm, HarmClaim, Trace, VictimClass
from histor.records.figure import PointStatus
from histor.values.count import Hedge

HOME = "A man killed his wife and then himself."


class OneByOne(Told):
    """What reports say of persons, each claim in a sentence of its own unless `sentence` is given."""

    def tells(self, victims: str, number: int, sentence: str | None = None, **changes: Any) -> HarmClaim:
        at = self.report(sentence or f"{victims} {len(self.claims)}")
        return self.says(
            None, number, of=at, victims=victims, quote=span(sentence or victims, of=at), **changes
        )


def bounds(told: Told) -> tuple[int | None, int | None]:
    figure = told.figure()
    return figure.low, figure.high


@pytest.mark.parametrize("victims", ["two men", "his wife", "Odo Varn", "a boy", "women", "the teens"])
def test_persons_of_a_kind_or_by_name_are_no_count_of_people(victims: str) -> None:
    assert describes(Told().says(None, 2, victims=victims))


@pytest.mark.parametrize(
    "victims", [None, "people", "bodies", "farmers", "victims", "family of five", "soldiers"]
)
def test_people_of_whatever_sex_and_age_are_counted_as_a_whole(victims: str | None) -> None:
    assert not describes(Told().says(None, 5, victims=victims))


def test_one_victim_s_name_is_no_lower_toll() -> None:
    told = OneByOne()
    told.says("police", 3, "2031-03-10", victims="people")
    told.says("hospital", 1, "2031-03-11", victims="Odo Varn")
    assert bounds(told) == (3, 3)


def test_one_victim_s_name_cuts_no_toll_of_its_own_source() -> None:
    told = OneByOne()
    told.says("police", 3, "2031-03-10", victims="people")
    told.says("police", 1, "2031-03-12", victims="Odo Varn")
    assert {point.status for point in told.figure().series} == {PointStatus.STANDS}


def test_the_explanation_names_who_is_told_among_them() -> None:
    told = OneByOne()
    told.says("police", 3, "2031-03-10", victims="people")
    told.says("hospital", 1, "2031-03-11", victims="Odo Varn")
    assert told.figure().explanation == (
        "3, as given by the police (10 March 2031). One independent source in two reports. "
        "Told among them, and no toll of their own: Odo Varn."
    )


def test_the_bodies_found_at_a_spot_are_no_lower_toll() -> None:
    told = OneByOne()
    told.says("police", 3, "2031-03-10", victims="people")
    found = Trace(step="trigger", rule="killed.victims:body", words="bodies")
    told.says("residents", 2, "2031-03-10", victims="people", traces=(found,))
    assert bounds(told) == (3, 3)


def test_persons_named_are_among_the_people_found_dead() -> None:
    told = OneByOne()
    found = Trace(step="trigger", rule="killed.phrases_does:find dead", words="found dead")
    told.says("police", 4, "2031-03-10", victims="people", traces=(found,))
    told.says("sheriff", 2, "2031-03-11", victims="Odo Varn and Tam Roke")
    assert bounds(told) == (4, 4)


def test_more_persons_of_a_kind_than_a_toll_counts_are_a_rival_figure() -> None:
    told = OneByOne()
    told.says("police", 3, "2031-03-10", victims="people")
    told.says("Red Cross", 4, "2031-03-11", victims="men")
    assert bounds(told) == (3, 4)


def test_where_nobody_counts_people_the_persons_of_a_kind_are_the_toll() -> None:
    told = OneByOne()
    told.tells("two men", 2)
    told.tells("Odo Varn", 1)
    assert bounds(told) == (2, 2)


def test_the_doer_who_dies_is_added_to_the_victims_of_the_same_sentence() -> None:
    told = OneByOne()
    wife = told.tells("his wife", 1, HOME)
    told.says(None, 1, of=wife.document, victims="himself", quote=wife.quote)
    assert (bounds(told), told.figure().explanation.split(". ")[0]) == (
        (2, 2),
        "2: nobody gives a toll, and a report tells \u201chis wife\u201d and \u201chimself\u201d apart",
    )


def test_two_tellings_that_may_be_of_one_person_are_not_added() -> None:
    told = OneByOne()
    first = told.tells("a man", 1, "A man was killed, and Odo Varn is dead.")
    told.says(None, 1, of=first.document, victims="Odo Varn", quote=first.quote)
    assert bounds(told) == (1, 1)


def test_tellings_of_two_reports_are_not_added() -> None:
    told = OneByOne()
    told.tells("a woman", 1)
    told.tells("a boy", 1)
    assert bounds(told) == (1, 1)


def test_a_toll_outranks_what_the_victims_told_one_by_one_come_to() -> None:
    told = OneByOne()
    told.says("police", 4, "2031-03-10", victims="people")
    wife = told.tells("his wife", 1, HOME)
    told.says(None, 1, of=wife.document, victims="himself", quote=wife.quote)
    assert bounds(told) == (4, 4)


def test_the_toll_of_people_counts_those_of_every_class_told_one_by_one() -> None:
    told = OneByOne()
    wife = told.tells("his wife", 1, HOME, victim_class=VictimClass.CIVILIAN)
    told.says(None, 1, of=wife.document, victims="himself", quote=wife.quote)
    assert [figure.low for figure in told.reckoned()] == [1, 2]


def test_persons_at_least_so_many_are_not_told_one_by_one() -> None:
    assert not describes(Told().says(None, count(3, None, Hedge.AT_LEAST), victims="women", harm=Harm.KILLED))


def test_persons_named_in_turn_are_added() -> None:
    told = OneByOne()
    first = told.tells("Odo Varn", 1, "Odo Varn died. Tam Roke died.")
    told.says(
        None,
        1,
        of=first.document,
        victims="Tam Roke",
        quote=span("Tam Roke died.", of=first.document, start=15),
    )
    assert bounds(told) == (2, 2)


@pytest.mark.parametrize("again", ["Officer Odo Varn", "Odo N. Varn", "Odo Varn Jr.", "Varn", "a man"])
def test_a_person_told_again_in_the_next_sentence_is_not_added(again: str) -> None:
    told = OneByOne()
    first = told.tells("Odo Varn", 1, f"Odo Varn died. {again} died.")
    told.says(
        None, 1, of=first.document, victims=again, quote=span(f"{again} died.", of=first.document, start=15)
    )
    assert bounds(told) == (1, 1)


def test_a_person_named_far_from_the_others_is_not_added() -> None:
    told = OneByOne()
    at = told.report("Odo Varn died." + " " * 500 + "Tam Roke died.")
    told.says(None, 1, of=at, victims="Odo Varn", quote=span("Odo Varn died.", of=at))
    told.says(None, 1, of=at, victims="Tam Roke", quote=span("Tam Roke died.", of=at, start=514))
    assert bounds(told) == (1, 1)


def test_the_doer_is_added_to_people_whom_he_killed() -> None:
    told = OneByOne()
    text = "Two people were killed by a gunman who then killed himself."
    at = told.report(text)
    told.says(None, 2, of=at, victims="people", quote=span(text, of=at), perpetrator=name("gunman"))
    told.says(None, 1, of=at, victims="himself", quote=span(text, of=at))
    assert bounds(told) == (3, 3)


def test_the_doer_is_not_added_to_people_of_whom_he_may_be_one() -> None:
    told = OneByOne()
    text = "Three people are dead after a man shot two of them and then killed himself."
    at = told.report(text)
    told.says(None, 3, of=at, victims="people", quote=span(text, of=at))
    told.says(None, 1, of=at, victims="himself", quote=span(text, of=at))
    assert bounds(told) == (3, 3)


def test_persons_of_several_classes_told_one_by_one_come_to_a_figure_of_people() -> None:
    told = OneByOne()
    text = "Two women were shot by a gunman, and the gunman was killed."
    at = told.report(text)
    told.says(None, 2, of=at, victims="women", quote=span(text, of=at), victim_class=VictimClass.CIVILIAN)
    told.says(
        None, 1, of=at, victims="the gunman", quote=span(text, of=at), victim_class=VictimClass.COMBATANT
    )
    found = {figure.victim_class: figure.low for figure in told.reckoned()}
    assert found == {VictimClass.CIVILIAN: 2, VictimClass.COMBATANT: 1, VictimClass.UNSPECIFIED: 3}


def test_a_group_told_by_the_ages_of_all_is_a_person_of_each_age() -> None:
    group = Told().says(None, 3, victims="his sons, ages 3 and four, and his wife")
    assert [person.age for person in persons_of(group)] == [3, 4, None]


def test_a_list_parted_by_semicolons_is_a_person_each_with_the_name_beside_it() -> None:
    told = Told().says(None, 3, victims="his daughter, Ada Varn; his friend, Bea Toll; and Toll's mother")
    assert [person.name for person in persons_of(told)] == [("Ada", "Varn"), ("Bea", "Toll"), ()]


def killer(written: str) -> dict[str, Any]:
    """Return what makes a claim of victims whom somebody killed: the word for it before them, and who did it."""
    return {"perpetrator": name(written), "victim_class": VictimClass.CIVILIAN}


@pytest.mark.parametrize(("by", "toll"), [("a man", 3), ("police", 2), ("the soldiers", 2)])
def test_the_doer_told_dead_in_another_report_is_added_to_persons_whom_he_killed(by: str, toll: int) -> None:
    told = OneByOne()
    told.tells("his sons", 2, **killer(by))
    told.tells("the gunman", 1, victim_class=VictimClass.COMBATANT)
    assert max(figure.low or 0 for figure in told.reckoned()) == toll


def test_the_doer_may_be_one_of_those_whom_the_shooting_killed() -> None:
    told = OneByOne()
    text = "The shooting in Ardel killed two men."
    at = told.report(text)
    told.says(None, 2, of=at, victims="men", quote=span(text, of=at))
    told.tells("the gunman", 1, victim_class=VictimClass.COMBATANT)
    assert max(figure.low or 0 for figure in told.reckoned()) == 2


def test_the_doer_told_dead_elsewhere_is_not_added_where_others_count_people() -> None:
    told = OneByOne()
    told.tells("his sons", 2, **killer("a man"))
    told.tells("the gunman", 1, victim_class=VictimClass.COMBATANT)
    told.says("police", 2, "2031-03-10", victims="people")
    assert max(figure.low or 0 for figure in told.reckoned()) == 2


def test_the_doer_and_the_others_killed_with_him_are_added() -> None:
    told = OneByOne()
    text = "The bomber and nine others were killed."
    at = told.report(text)
    told.says(
        None, 1, of=at, victims="The bomber", quote=span(text, of=at), victim_class=VictimClass.COMBATANT
    )
    told.says(None, 9, of=at, victims="others", quote=span(text, of=at))
    found = {figure.victim_class: figure.low for figure in told.reckoned()}
    assert found == {VictimClass.COMBATANT: 1, VictimClass.UNSPECIFIED: 10}
