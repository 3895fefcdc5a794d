"""What the grammar of a sentence says of a name: that it is where something is, or what was attacked."""

from histor.claims.parsed import Sentence, Token
from histor.claims.places.cues import STRUCK
from histor.claims.places.surroundings import STRONG
from histor.claims.places.words import PlaceWords

WITHIN_NAME = frozenset({"compound", "nmod", "amod", "nummod"})
OBJECTS = frozenset({"dobj", "nsubjpass"})
ON = frozenset({"on", "at", "against", "into"})
STEPS = 8  # up the tree; no name lies deeper within the words that place it


def grammatical_strength(sentence: Sentence, start: int, end: int, words: PlaceWords) -> int:
    """Return how strongly the grammar makes a name a place: 3 what was attacked, 2 where, 1 from or to where, 0 no."""
    named = sentence.tokens_within(start, end)
    token = _carrier(sentence, named[-1], words) if named else None
    if token is None:
        return 0
    above = sentence.head(token)
    if token.dep in OBJECTS:
        return STRUCK if above.lemma in words.strikes else 0
    if token.dep == "nsubj" and above.lemma in words.undergo:
        return STRONG
    if token.dep != "pobj":
        return 0
    return _behind(above, sentence.head(above), words)


def _behind(preposition: Token, above: Token, words: PlaceWords) -> int:
    """Return what a preposition and what it hangs on make of a name: "in", "an attack on", "fired at"."""
    text = preposition.text.lower()
    if above.text.lower() in words.struck and (text in ON or text in ("of", "in")):
        return STRUCK
    if text in words.locative:
        return STRONG
    if text in ON and above.lemma in (words.strikes | words.fired):
        return STRUCK
    return 1 if text in words.movement else 0


def _carrier(sentence: Sentence, token: Token, words: PlaceWords) -> Token | None:
    """Return the word by which a name hangs on its sentence, over what names the kind or the part of a place.

    "The X district", "the villages of Y and X", "the coastal zone of X": the district, the villages, the zone.
    """
    for _ in range(STEPS):
        head = sentence.head(token)
        if head is token:
            return None
        inside = token.dep in WITHIN_NAME and (head.pos == "PROPN" or is_kind(head, words))
        part = token.dep == "pobj" and head.text.lower() == "of" and is_kind(sentence.head(head), words)
        if inside or token.dep == "conj" or (token.dep == "appos" and is_kind(head, words)):
            token = head
        elif part:
            token = sentence.head(head)
        else:
            return token
    return None


def is_kind(token: Token, words: PlaceWords) -> bool:
    """Whether a word says what kind of place, or what part of one, a name is: "town", "district", "outskirts"."""
    return token.pos == "NOUN" and (
        token.lemma in words.heads or token.lemma in words.areas or token.lemma in words.parts
    )
