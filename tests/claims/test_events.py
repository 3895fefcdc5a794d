"""Events: every rule of the shipped codebook codes its own example; parties are named, not guessed."""

import pytest

from claims.readings import atlas, reading
from histor.claims.deeds.codebook import EventRule, load_codebook
from histor.claims.deeds.events import find_events
from histor.claims.mentions import EventMention
from histor.claims.places.find import find_places

BOOK = load_codebook()


def events(text: str) -> list[EventMention]:
    read = reading(text)
    return find_events(read, find_places(read.sentences, read.actors, atlas()), BOOK)


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: f"{rule.sub}, line {rule.line}")
def test_a_rule_codes_its_own_example(rule: EventRule) -> None:
    assert rule.sub in [event.sub_event_type for event in events(rule.example)]


def sides(event: EventMention) -> tuple[list[str], list[str]]:
    return [name.written for name in event.actors], [name.written for name in event.targets]


def test_the_subject_acts_and_the_object_suffers() -> None:
    (event,) = events("Gunmen ambushed a patrol near Belmar.")
    assert sides(event) == (["Gunmen"], ["patrol"])


def test_in_the_passive_the_agent_acts() -> None:
    (event,) = events("A patrol was ambushed by gunmen near Belmar.")
    assert sides(event) == (["gunmen"], ["patrol"])


def test_what_is_seized_is_the_place() -> None:
    (event,) = events("Rebels seized the town of Belmar.")
    assert sides(event) == (["Rebels"], ["Belmar"])


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen could attack villagers again.",
        "The general threatened to bomb the town.",
        "The rebels did not attack the patrol.",
        "No attack on the patrol took place.",
        "The minister called for an attack on the base.",
    ],
)
def test_what_did_not_happen_is_no_event(text: str) -> None:
    assert events(text) == []


def test_an_ouster_that_only_dates_something_else_is_background() -> None:
    (event,) = events("Tension has grown since the president's ouster last December.")
    assert (event.background, sides(event)) == (True, ([], ["president"]))


def test_what_an_adjective_takes_belongs_to_the_party() -> None:
    (event,) = events("Gunmen loyal to the president ambushed a patrol near Belmar.")
    assert sides(event) == (["Gunmen loyal to the president"], ["patrol"])
