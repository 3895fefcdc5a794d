"""Put right what the parser makes of openings: "According to the union, the army, rebels and others fought"."""

from dataclasses import replace

from histor.claims.parsed import Sentence, Token


def repaired(sentence: Sentence) -> Sentence:
    """Return a sentence whose verb gets back the subject that the parse listed under "according to"."""
    opening = next((t for t in sentence.tokens[:2] if t.lemma == "accord"), None)
    if opening is None:
        return sentence
    comma = next((t.i for t in sentence.tokens if t.text == "," and t.i > opening.i), None)
    verb = next((t for t in sentence.roots if t.pos in ("VERB", "AUX")), None)
    if comma is None or verb is None or any(c.dep.startswith("nsubj") for c in sentence.children(verb)):
        return sentence
    subject = next((t for t in sentence.tokens[comma + 1 : verb.i] if _listed(t, comma)), None)
    if subject is None:
        return sentence
    return replace(sentence, tokens=tuple(_moved(t, subject, verb) for t in sentence.tokens))


def _listed(token: Token, comma: int) -> bool:
    return token.dep in ("conj", "appos") and token.head < comma


def _moved(token: Token, subject: Token, verb: Token) -> Token:
    return replace(token, head=verb.i, dep="nsubj") if token.i == subject.i else token
