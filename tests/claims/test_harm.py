from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_reading import harm_reader, reading
from histor.claims.harm.cause import is_armed
from histor.claims.harm.find import find_harm, load_harm_words
from histor.errors import LexiconError
from histor.records.claim import Harm
from histor.values.count import Hedge

WORDS = load_harm_words()


def test_every_mention_says_which_words_and_rules_made_it() -> None:
    traces = harm_reader("Gunmen killed 12 farmers.")[0].traces
    assert [(trace.step, trace.rule, trace.words) for trace in traces] == [
        ("trigger", "killed.does:kill", "killed"),
        ("frame", "frame:active", "12 farmers"),
        ("count", "hedge:exact", "12"),
    ]


def test_the_offsets_of_a_mention_are_those_of_the_document() -> None:
    text = "Nothing happened. Then gunmen killed at least 12 farmers."
    mention = harm_reader(text)[0]
    assert mention.number is not None
    assert mention.victim_span is not None
    assert text[mention.number.start : mention.number.end] == "at least 12"
    assert text[mention.trigger.start : mention.trigger.end] == "killed"
    assert text[mention.victim_span.start : mention.victim_span.end] == "farmers"


def test_mentions_stand_in_the_order_of_the_text() -> None:
    mentions = harm_reader("The raid killed 9 people and wounded 14. Troops arrested 30 men.")
    assert [(m.harm, m.count.exact) for m in mentions] == [
        (Harm.KILLED, 9),
        (Harm.INJURED, 14),
        (Harm.DETAINED, 30),
    ]


def test_who_did_it_is_the_subject_or_the_agent() -> None:
    text = "Masked gunmen killed 12 farmers. Nine guards were shot dead by the militia."
    agents = [m.agent for m in harm_reader(text)]
    assert [text[a.start : a.end] if a else None for a in agents] == ["Masked gunmen", "the militia"]


def test_who_lost_them_did_no_harm() -> None:
    assert [m.agent for m in harm_reader("The army lost 12 soldiers.")] == [None]


def test_a_list_of_persons_is_counted_together() -> None:
    mention = harm_reader("The strike killed a baker, two drivers and a family of four.")[0]
    assert (mention.count.exact, mention.count.wording) == (7, "a baker, two drivers and a family of four")


def test_persons_of_different_classes_are_counted_apart() -> None:
    mentions = harm_reader("A soldier and two civilians were killed.")
    assert [m.count.exact for m in mentions] == [1, 2]


def test_no_casualties_are_none_killed_and_none_injured() -> None:
    mentions = harm_reader("There were no casualties.")
    assert [(m.harm, m.count.exact) for m in mentions] == [(Harm.KILLED, 0), (Harm.INJURED, 0)]


def test_harm_without_a_number_has_none() -> None:
    mention = harm_reader("Troops killed civilians in Ardel.")[0]
    assert (mention.count.known, mention.count.hedge, mention.number) == (False, Hedge.OTHER, None)


def test_burned_homes_and_forced_displacement_are_told_without_a_number() -> None:
    mentions = harm_reader("The murders went along with the burning of homes and forced displacement.")
    assert [(m.harm, m.count.known) for m in mentions] == [(Harm.OTHER, False), (Harm.DISPLACED, False)]


def test_killings_aimed_at_a_community_name_it() -> None:
    mention = harm_reader("Clashes led to revenge killings targeting the Druze sect.")[0]
    assert (mention.harm, mention.group, mention.count.known) == (Harm.KILLED, "Druze", False)


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake killed 42 people. The tremor flattened houses.",
        "Floods killed 130 people and displaced 20,000.",
        "Twenty people died when a bus plunged into a ravine.",
        "The striker killed off the match; two players were carried off.",
    ],
)
def test_other_causes_of_death_are_no_harm_of_arms(text: str) -> None:
    assert harm_reader(text) == []


def test_one_sentence_of_disaster_does_not_silence_a_report_of_war() -> None:
    text = "Gunmen shot 12 men in the war. On the same day 49 people drowned when a boat sank."
    assert is_armed(WORDS, reading(text).sentences) == [True, False]


def test_a_user_adds_a_word_of_harm(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "harm.yml").write_text("killed.does:\n  - garrotte\n", encoding="utf-8")
    words = load_harm_words([tmp_path])
    found = find_harm(reading("The guards garrotted 12 prisoners."), words)
    assert [(m.harm, m.count.exact) for m in found] == [(Harm.KILLED, 12)]


def test_an_unknown_key_in_a_users_lexicon_is_named_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "harm.yml").write_text("killed.does:\n  - garrotte\nkilled.dos:\n  - slay\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"harm\.yml, line 4: 'killed\.dos' is not known here"):
        load_harm_words([tmp_path])


PIECES = st.sampled_from(
    [
        "killed",
        "12",
        "people",
        "wounded",
        "and",
        "of",
        "them",
        "the",
        "including",
        "soldiers,",
        "were",
        "dead.",
        "toll",
        "rose",
        "to",
        "40",
        "from",
        "31;",
        "a",
        "woman",
        "among",
        "whom",
        "no",
        "casualties",
        "another",
        "nine's",
        "(7)",
        "'missing'",
        "since",
        "Monday",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_no_order_of_words_breaks_the_reading(words: list[str]) -> None:
    text = " ".join(words) or "x"
    for mention in harm_reader(text):
        stretches = [s for s in (mention.number, mention.trigger, mention.victim_span, mention.agent) if s]
        assert all(0 <= s.start < s.end <= len(text) for s in stretches)
        assert mention.part_of is None or mention.part_of >= 0


def test_the_lines_of_a_list_are_parts_of_the_total_above_it() -> None:
    text = (
        "The monitor counted 61 people killed in May, as follows:\n"
        "- 40 soldiers, of whom 9 were killed by mines.\n"
        "- 21 civilians, including two women.\n\n"
        "Three civilians were killed on Monday."
    )
    told = [(m.count.exact, str(m.victim_class), m.part_of) for m in harm_reader(text)]
    assert told == [
        (61, "unspecified", None),
        (40, "security_force", 0),
        (9, "security_force", 1),
        (21, "civilian", 0),
        (2, "civilian", 3),
        (3, "civilian", None),
    ]


def test_most_of_them_are_a_part_without_a_number() -> None:
    whole, *parts = harm_reader("The raid killed 14 people, most of them women and children.")
    assert (whole.women, whole.children) == ("some", "some")
    assert [(part.count.known, part.part_of) for part in parts] == [(False, 0), (False, 0)]


def test_what_a_total_counts_is_no_harm_of_its_own() -> None:
    assert [m.count.exact for m in harm_reader("The number of people killed in the raid reached 131.")] == [
        131
    ]


def test_a_number_and_its_people_without_a_verb_is_a_line_of_a_list() -> None:
    text = "The group counted 61 deaths, as follows:\n\n40 civilians, including nine women.\n\n21 soldiers."
    assert [(m.count.exact, m.part_of) for m in harm_reader(text)] == [(61, None), (40, 0), (9, 1), (21, 0)]


def test_a_bare_number_is_no_figure_of_what_was_told_paragraphs_before() -> None:
    told, between = "Raiders killed 12 people.", "Roads were closed all day."
    near = harm_reader(f"{told}\n\nThe mayor said 14.")
    assert [mention.count.exact for mention in near] == [12, 14]
    far = harm_reader(f"{told}\n\n{between}\n\nThe mayor said 14.")
    assert [mention.count.exact for mention in far] == [12]
