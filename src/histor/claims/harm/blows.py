"""Tell blows that wound: who is hit by a bullet or in the leg is hurt, a town that is hit by shells is not."""

from collections.abc import Iterator

from histor.claims.harm.words import HarmWords, Meaning, Role
from histor.claims.parsed import Sentence, Token
from histor.records.claim import Harm

AT = frozenset({"in", "on", "through", "across", "above", "below", "near"})


def blow(words: HarmWords, sentence: Sentence, verb: Token) -> Meaning | None:
    """Return what a verb of striking says of people, None where neither missile nor part of the body is named."""
    if words.has("cuts", verb.lemma):
        return _cut(words, sentence, verb)
    if not words.has("blows", verb.lemma):
        return None
    below = sentence.children(verb)
    wounds = any(_is_missile(words, t) for t in below if t.dep == "nsubj") or any(
        _tells_wound(words, preposition, held)
        for preposition in below
        if preposition.dep in ("prep", "agent")
        for held in _held(sentence, preposition)
    )
    if not wounds or _is_beaten(sentence, verb):
        return None
    return Meaning(Harm.INJURED, Role.DOES_TO_PEOPLE, f"injured.blows:{verb.lemma}")


def _cut(words: HarmWords, sentence: Sentence, verb: Token) -> Meaning | None:
    """Return the wound of "hacked him on the arms": where a limb is named, nobody is told dead yet."""
    at = (t for t in sentence.children(verb) if t.dep == "prep" and t.lemma in AT)
    if not any(words.has("limbs", held.lemma) for preposition in at for held in _held(sentence, preposition)):
        return None
    return Meaning(Harm.INJURED, Role.DOES_TO_PEOPLE, f"injured.blows:{verb.lemma}")


def _tells_wound(words: HarmWords, preposition: Token, held: Token) -> bool:
    if preposition.lemma == "by":
        return _is_missile(words, held)
    return preposition.lemma in AT and words.has("body_parts", held.lemma)


def _held(sentence: Sentence, preposition: Token) -> Iterator[Token]:
    """Yield what a preposition governs, and what that is a side of: "on the left side of the head"."""
    for child in sentence.children(preposition):
        yield child
        yield from (t for of in sentence.children(child) if of.lemma == "of" for t in sentence.children(of))


def _is_missile(words: HarmWords, token: Token) -> bool:
    return words.has("missiles", token.lemma) or words.has("missiles", token.text.lower())


def _is_beaten(sentence: Sentence, verb: Token) -> bool:
    """Whether a thing in a hand deals the blow, and nobody is shot: "hit in the face with a bottle"."""
    return any(t.dep == "prep" and t.lemma == "with" for t in sentence.children(verb))
