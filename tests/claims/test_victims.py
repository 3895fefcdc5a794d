import pytest

from claims.told import tolls
from claims_reading import harm_reader
from histor.records.claim import VictimClass


def class_in(text: str) -> VictimClass:
    return harm_reader(text)[0].victim_class


@pytest.mark.parametrize(
    ("victims", "expected"),
    [
        ("12 people", VictimClass.UNSPECIFIED),
        ("12 farmers", VictimClass.CIVILIAN),
        ("12 women and children", VictimClass.CIVILIAN),
        ("12 fighters", VictimClass.COMBATANT),
        ("12 suspected militants", VictimClass.COMBATANT),
        ("12 police officers", VictimClass.SECURITY_FORCE),
        ("12 members of the security forces", VictimClass.SECURITY_FORCE),
        ("12 militia officials", VictimClass.COMBATANT),
        ("12 villagers and soldiers", VictimClass.MIXED),
        ("12 soldiers and gunmen", VictimClass.MIXED),
        ("12 aid workers", VictimClass.CIVILIAN),
    ],
)
def test_the_words_for_the_victims_give_their_class(victims: str, expected: VictimClass) -> None:
    assert class_in(f"The attack killed {victims} near Ardel.") == expected


def test_others_are_of_the_class_of_those_before_them() -> None:
    killed, injured = harm_reader("The shelling killed 9 civilians and wounded 14 others.")
    assert (killed.victim_class, injured.victim_class) == (VictimClass.CIVILIAN, VictimClass.CIVILIAN)


def test_a_part_of_fighters_is_of_fighters() -> None:
    fighters, woman = harm_reader("Nine gunmen, one of them a woman, were killed.")
    assert (fighters.victim_class, woman.victim_class) == (VictimClass.COMBATANT, VictimClass.COMBATANT)


def test_himself_is_of_the_class_of_who_did_it() -> None:
    assert class_in("The bomber killed himself and 84 worshippers.") == VictimClass.COMBATANT


def test_all_of_them_says_what_the_whole_is() -> None:
    assert class_in("At least 10 people, all civilians, were killed.") == VictimClass.CIVILIAN


def test_many_of_them_does_not_say_what_the_whole_is() -> None:
    assert class_in("Gunmen killed 48 people, many of them children.") == VictimClass.UNSPECIFIED


def test_women_and_children_within_a_figure_are_counted_on_it() -> None:
    whole = harm_reader("The raid killed 38 people, including 12 women and nine children.")[0]
    assert (whole.women, whole.children) == (12, 9)


def test_women_and_children_without_a_number_are_some() -> None:
    whole = harm_reader("Nearly 90 civilians were killed, including women and children, the monitor said.")[0]
    assert (whole.women, whole.children) == ("some", "some")


def test_a_community_that_the_words_name_is_the_group() -> None:
    assert harm_reader("Gunmen killed 14 Alawite villagers.")[0].group == "Alawite"


def test_the_victims_are_the_words_without_the_number() -> None:
    mention = harm_reader("Gunmen killed at least 14 young farmers near Ardel.")[0]
    assert mention.victims == "young farmers"


def test_those_of_a_list_who_tell_of_it_are_not_among_the_dead() -> None:
    text = "Forty people were killed in Belmar, according to the mayor, two doctors and a survivor."
    assert [claim.count.exact for claim in tolls(text)] == [40]
    text = "Three people were killed in Belmar, according to the mayor, two women and a child."
    assert 2 in [claim.count.exact for claim in tolls(text)]
