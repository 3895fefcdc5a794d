import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from claims_reading import harm_reader
from histor.claims.mentions import HarmMention

FOLDER = Path(__file__).parent / "challenge"
FIELDS = ("victim_class", "scope", "modality")
VALUES = {
    "civilian": "victim_class",
    "combatant": "victim_class",
    "security_force": "victim_class",
    "mixed": "victim_class",
    "unspecified": "victim_class",
    "incident": "scope",
    "subset": "scope",
    "period": "scope",
    "cumulative": "scope",
    "alleged": "modality",
    "denied": "modality",
    "hypothetical": "modality",
}
Row = tuple[str, str, str]


def rows(name: str) -> Iterator[Row]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            phenomenon, sentence, expected = line.split("\t")
            yield phenomenon, sentence, expected


@cache
def mentions(sentence: str) -> tuple[HarmMention, ...]:
    return tuple(mention for mention in harm_reader(sentence) if mention.count.known)


def number(mention: HarmMention) -> str:
    low, high = mention.count.low, mention.count.high
    if mention.count.exact is not None:
        return str(mention.count.exact)
    return f"{low}+" if high is None else f"..{high}" if low is None else f"{low}..{high}"


def told(mention: HarmMention, asked: str) -> str:
    """Write `mention` as the row writes its own: with the fields that the row asks about."""
    words = [str(mention.harm), number(mention)]
    return " ".join([*words, *(field(mention, word) for word in asked.split()[2:])])


def field(mention: HarmMention, word: str) -> str:
    """Return the value that `mention` has where the row says `word`."""
    if word == "earlier":
        return "earlier" if mention.earlier else "later"
    return str(getattr(mention, VALUES[word]))


def as_read(sentence: str, expected: str) -> str:
    found = mentions(sentence)
    asked = [] if expected == "-" else re.split(r"; ", expected)
    parts = [told(mention, asked[i] if i < len(asked) else "") for i, mention in enumerate(found)]
    return "; ".join(parts) or "-"


@pytest.mark.xfail(reason="not read right yet")
@pytest.mark.parametrize(("phenomenon", "sentence", "expected"), list(rows("harm_gaps.tsv")))
def test_a_known_gap_is_still_open(phenomenon: str, sentence: str, expected: str) -> None:
    assert as_read(sentence, expected) == expected, phenomenon


@pytest.mark.parametrize(("phenomenon", "sentence", "expected"), list(rows("harm.tsv")))
def test_a_sentence_yields_the_harm_it_tells(phenomenon: str, sentence: str, expected: str) -> None:
    assert as_read(sentence, expected) == expected, phenomenon
