"""How the dossier puts numbers, days and people into words."""

from dataclasses import replace

import pytest

from factories import count, day, event, harm, name
from histor.publications.wording import (
    carrier,
    days_words,
    event_words,
    figure_words,
    harm_words,
    notes,
    told_by,
    visible,
)
from histor.records.claim import Harm, VictimClass
from histor.values.count import Count, Hedge, count_in_words
from publications.coast import coast_view


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (count(1383), "1,383"),
        (count(40, hedge=Hedge.AT_LEAST), "at least 40"),
        (count(101, hedge=Hedge.MORE_THAN), "more than 100"),
        (count(None, 1000, Hedge.NEARLY), "nearly 1,000"),
        (count(None, 500, Hedge.UP_TO), "up to 500"),
        (count(1400, 1400, Hedge.ABOUT), "about 1,400"),
        (count(30, 40, Hedge.BETWEEN), "30–40"),
    ],
)
def test_a_hedge_is_put_in_words(number: Count, words: str) -> None:
    assert count_in_words(number) == words


def test_a_vague_number_is_of_people() -> None:
    dozens = Count(low=24, hedge=Hedge.DOZENS, wording="dozens")
    assert harm_words(harm(dozens)) == "dozens of people killed"


def test_the_report_s_own_noun_stands_beside_ours() -> None:
    gunmen = harm(148, victims="gunmen", victim_class=VictimClass.COMBATANT)
    assert harm_words(gunmen) == "148 combatants killed (“gunmen”)"


def test_attacks_are_counted_as_attacks() -> None:
    assert harm_words(harm(39, harm=Harm.OTHER, victims="massacres")) == "39 massacres"


def test_a_figure_of_attacks_bears_their_name() -> None:
    attacks = replace(coast_view().figures[0], harm=Harm.OTHER, flags=("whole: massacres",))
    assert figure_words(attacks) == "massacres"


def test_what_tells_figures_apart_is_no_remark_on_them() -> None:
    flags = ("subset: women", "unanchored", "parts do not add up: 9 of 10")
    assert notes(flags) == ["date words open", "parts do not add up: 9 of 10"]


def test_a_claim_without_a_source_is_the_report_s_own() -> None:
    assert told_by(harm(9, source=None, outlet="Harbour Daily")) == "in the own words of Harbour Daily"


def test_words_that_came_through_an_agency_name_it() -> None:
    assert carrier(harm(9, via=name("SANA"), outlet="Harbour Daily")) == "SANA, in Harbour Daily"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-03-06", "2025-03-06", "6 March 2025"),
        ("2025-03-06", "2025-03-12", "6–12 March 2025"),
        ("2025-03-01", "2025-03-31", "March 2025"),
        ("2025-03-06", "2025-04-03", "6 March – 3 April 2025"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-12-30", "2025-01-02", "30 December 2024 – 2 January 2025"),
    ],
)
def test_days_take_the_fewest_words(start: str, end: str, words: str) -> None:
    assert days_words(day(start), day(end)) == words


def test_one_victim_is_one() -> None:
    assert harm_words(harm(1, victim_class=VictimClass.CIVILIAN)) == "1 civilian killed"


def test_hidden_characters_are_shown_by_number() -> None:
    assert visible("a\u202eb\u200bc\td\r\ne") == "a⟨U+202E⟩b⟨U+200B⟩c\td\ne"


def test_an_event_names_those_on_both_sides() -> None:
    clash = event(actors=(name("Assad loyalists"),), targets=(name("a patrol"),))
    assert event_words(clash) == "Armed clash (Assad loyalists; a patrol)"
