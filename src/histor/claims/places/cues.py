"""Cues beyond prepositions that a name is a place: what was struck there, and how a headline opens."""

import re

from histor.claims.parsed import BlockKind, Sentence
from histor.claims.places.patterns import deed_after, struck_before
from histor.claims.places.words import PlaceWords

STRUCK = 3  # as `locative`: "the strike on X" says more surely than "in X" where something happened
BEFORE = 80  # characters; no word for an attack with its preposition is longer
HEADING = re.compile(
    r"^(?P<name>[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*){0,3})"
    r"(?::| [—–-]| (?:buries|mourns|grieves|remembers|counts)\b) "
)
LED = re.compile(
    r"-(?:led|linked|backed|run|held|born|based|era|style|aligned|allied|affiliated)$|[a-z]ists?$"
)


def is_struck(before: str, words: PlaceWords) -> bool:
    """Whether the words before a name say that it was attacked: "the raid on ", "the siege of "."""
    return bool(struck_before(words.struck).search(before, max(0, len(before) - BEFORE)))


def names_deed(written: str, after: str, words: PlaceWords) -> bool:
    """Whether a deed is called by a name: "the Corvo blast", "the Corvo school siege"."""
    if LED.search(written) or written in words.not_places:
        return False
    return bool(deed_after(words.struck, words.sites).match(after))


def heads_report(sentence: Sentence, written: str, text: str, words: PlaceWords, *, known: bool) -> bool:
    """Whether a headline opens with a name as with a place ("Corvo: what we know") that nobody in `text` speaks by.

    A name that no gazetteer has (`known`) must come again in the report.
    """
    heading = HEADING.match(sentence.text)
    if sentence.kind is not BlockKind.HEADLINE or heading is None or heading["name"] != written:
        return False
    name = re.escape(written)
    spoken = re.search(rf"\b[A-Z]\w+ {name}\b|{name} (?:said|told|says|added|wrote|vowed)\b", text)
    again = known or len(re.findall(rf"\b{name}\b", text)) > 1
    return spoken is None and again and written not in words.not_places
