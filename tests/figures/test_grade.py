"""Whose denial disputes a figure."""

from factories import harm, name, statement
from figures.told import ARMY, Told
from histor.figures.grade import context_of
from histor.records.claim import Act
from histor.records.figure import Grade


def test_a_denial_of_what_blames_nobody_disputes_nothing() -> None:
    toll = harm(12, source="Monitor")
    denial = statement(Act.DENY, speaker="Neighbour's foreign ministry", denies=toll.id)
    assert context_of([toll, denial]).deniers == ()


def test_a_denial_of_what_blames_somebody_disputes_it() -> None:
    toll = harm(12, source="Monitor", perpetrator=name("rebels"))
    denial = statement(Act.DENY, speaker="rebels", denies=toll.id)
    assert context_of([toll, denial]).deniers == ("rebels",)


def test_a_party_that_says_it_killed_nobody_accepts_nothing() -> None:
    told = Told()
    told.says("the army", 0, "2031-03-06", perpetrator=ARMY)
    assert told.figure().grade is not Grade.CONFIRMED
