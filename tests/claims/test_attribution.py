"""Whose words are whose: the challenge set, sentence by sentence, and the rules behind it."""

import json
from pathlib import Path
from typing import Any

import pytest

from histor.claims.attribution.attribute import attribute, source_at
from histor.claims.attribution.speech_words import load_speech_words
from histor.claims.mentions import Attribution
from histor.claims.reading import Reading
from histor.claims.statements.find import find_statements
from histor.values.name import Name
from speech_readings import report

CHALLENGE = [
    json.loads(line)
    for line in (Path(__file__).parent / "challenge_attribution.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
FIGURES = [item for item in CHALLENGE if "at" in item and not item.get("open")]
SAID = [item for item in CHALLENGE if "said" in item and not item.get("open")]


def written(name: Name | None) -> str | None:
    return name.written if name else None


def told_at(text: str, words: str, outlet: str | None = None) -> tuple[Reading, Attribution | None]:
    reading = report(text, outlet)
    at = text.index(words)
    told = attribute(reading, load_speech_words())
    return reading, source_at(told, reading, reading.sentence_at(at).index, at)


@pytest.mark.parametrize("item", FIGURES, ids=lambda item: f"{item['phenomenon']}: {item['text'][:60]}")
def test_a_figure_stands_in_the_mouth_of_its_source(item: dict[str, Any]) -> None:
    _, told = told_at(item["text"], item["at"], item.get("outlet"))
    source, via = (written(told.source), written(told.via)) if told else (None, None)
    assert (agrees(item["source"], source), agrees(item["via"], via)) == (True, True), (source, via)


@pytest.mark.parametrize("item", SAID, ids=lambda item: f"{item['phenomenon']}: {item['text'][:60]}")
def test_a_sentence_gives_one_statement_for_each_speaker_and_act(item: dict[str, Any]) -> None:
    reading = report(item["text"])
    words = load_speech_words()
    found = find_statements(reading, attribute(reading, words), words)
    read = sorted((written(s.attribution.source) or "", str(s.act)) for s in found)
    expected = sorted((speaker, act) for speaker, act in item["said"])
    assert len(read) == len(expected), read
    assert all(
        act == wanted and agrees(who, name) for (name, act), (who, wanted) in zip(read, expected, strict=True)
    ), read


def agrees(wanted: str | None, got: str | None) -> bool:
    """Whether the name has the words asked for, or none was asked for and none was read."""
    if wanted is None or got is None:
        return wanted is None and got is None
    return set(wanted.lower().split()) <= set(got.lower().split()) or set(got.lower().split()) <= set(
        wanted.lower().split()
    )


def test_a_datelines_city_does_not_speak() -> None:
    text = "NEW YORK - The Security Council on Friday strongly condemned the violence in Ardel."
    read = report(text)
    assert [a.source.written for a in attribute(read, load_speech_words(())) if a.source] == [
        "Security Council"
    ]
