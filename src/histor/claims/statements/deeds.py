"""What speakers say of their own side: that it did not do a thing, that something has been ordered."""

import re

from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.mentions import Attribution
from histor.claims.parsed import Sentence, Token
from histor.claims.phrases import phrase
from histor.claims.reading import Reading

OWN = re.compile(r"\b(?:it|its|they|their|we|our|us|he|his|she|her|i|my)\b", re.IGNORECASE)
HEDGED = re.compile(r"\b(?:probably|likely|apparently|appears?|seems?|may|might)\b")
SMALL = frozenset({"the", "of", "s", "and", "for", "a", "in"})
NEGATIONS = frozenset({"not", "n't", "never", "neither"})


def denial_in(told: Attribution, said: str, reading: Reading, words: SpeechWords) -> str | None:
    """Return the words by which a speaker rejects something: of others' reports, or of their own deeds."""
    rejected = words.within("rejecting", said)
    if rejected is not None:
        return rejected
    cleared = words.within("denying", said)
    if cleared is not None and (not HEDGED.search(said) or OWN.search(said) or _named_in(told, said)):
        return cleared
    return _undone(told, reading, words)


def _named_in(told: Attribution, said: str) -> bool:
    inside = set(re.findall(r"\w+", said.lower())) - SMALL
    return any(
        name is not None and set(re.findall(r"\w+", name.written.lower())) & inside
        for name in (told.speaker, told.organization)
    )


def _undone(told: Attribution, reading: Reading, words: SpeechWords) -> str | None:
    """Return the negated violent verb of a speaker's own side: "said its forces never shelled the school"."""
    sentence = reading.sentences[told.sentence]
    for part in told.parts:
        for verb in sentence.tokens_within(part.start, part.end):
            violent = verb.pos == "VERB" and words.has("violence", verb.lemma)
            if violent and _negated(sentence, verb) and not _to_come(sentence, verb):
                doer = _doer(sentence, verb)
                if doer is not None and _is_own(told, sentence, doer):
                    return f"not {verb.lemma}"
    return None


def _to_come(sentence: Sentence, verb: Token) -> bool:
    """Whether what is told has not happened yet: "we will never stop" denies nothing."""
    return any(c.dep == "aux" and c.lemma in ("will", "shall", "'ll") for c in sentence.children(verb))


def _negated(sentence: Sentence, verb: Token) -> bool:
    below = [c for c in sentence.children(verb) if c.dep in ("neg", "preconj", "advmod", "cc")]
    if any(c.lemma in NEGATIONS or c.text.lower() in NEGATIONS for c in below):
        return True
    above = sentence.head(verb)
    return verb.dep == "conj" and above.i != verb.i and _negated(sentence, above)


def _doer(sentence: Sentence, verb: Token) -> Token | None:
    own = next((c for c in sentence.children(verb) if c.dep == "nsubj"), None)
    above = sentence.head(verb)
    return own or (_doer(sentence, above) if verb.dep in ("conj", "xcomp") and above.i != verb.i else None)


def _is_own(told: Attribution, sentence: Sentence, doer: Token) -> bool:
    area = phrase(sentence, doer)
    written = sentence.words(area.start, area.end)
    return bool(OWN.search(written)) or _named_in(told, written)


def measure_in(told: Attribution, sentence: Sentence, words: SpeechWords) -> str | None:
    """Return the verb of what has been done by order, as an office or body tells: "troops have been sent"."""
    if told.organization is None and told.role is None:
        return None
    for part in told.parts:
        for verb in sentence.tokens_within(part.start, part.end):
            aided = {c.lemma for c in sentence.children(verb) if c.dep in ("aux", "auxpass")}
            if {"have", "be"} <= aided and words.has("measures", verb.lemma):
                return verb.lemma
    return None
