"""Noun phrases over the parse: their words, and who stands on which side of a verb."""

from collections.abc import Iterator

from histor.claims.mentions import Stretch
from histor.claims.parsed import Sentence, Token

# What hangs on a noun but says something of its own: left out when the noun phrase is named.
BEYOND = frozenset({"relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "parataxis", "preconj", "mark"})
SUBJECTS = frozenset({"nsubj", "csubj"})
OBJECTS = frozenset({"dobj", "obj", "nsubjpass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
VERBAL = frozenset({"VERB", "AUX"})


def phrase(sentence: Sentence, head: Token) -> Stretch:
    """Return the noun phrase of `head` without its relative clauses, appositions and coordinated phrases."""
    kept = [head, *_below(sentence, head)]
    start, end = min(token.start for token in kept), max(token.end for token in kept)
    return Stretch(start=start, end=end)


def _below(sentence: Sentence, head: Token) -> Iterator[Token]:
    for child in sentence.children(head):
        # "gunmen loyal to the president": what an adjective takes belongs to it.
        if child.dep in BEYOND or (child.dep == "prep" and child.lemma != "of" and head.pos != "ADJ"):
            continue
        yield child
        yield from _below(sentence, child)


def conjoined(sentence: Sentence, head: Token) -> Iterator[Token]:
    """Yield `head` and everything coordinated with it, left to right."""
    yield head
    for child in sentence.children(head):
        if child.dep == "conj" and child.pos in NOMINAL:
            yield from conjoined(sentence, child)


# Verbs that nobody uses of a doer without naming who it was done to.
TRANSITIVE = frozenset(
    {
        "kill",
        "wound",
        "injure",
        "murder",
        "execute",
        "behead",
        "arrest",
        "detain",
        "abduct",
        "kidnap",
        "displace",
    }
)


def is_done_to_subject(sentence: Sentence, verb: Token) -> bool:
    """Whether a headline's past form says what its subject suffers: "One man killed"."""
    without = not any(c.dep in ("dobj", "obj", "aux", "dative") for c in sentence.children(verb))
    return without and verb.lemma in TRANSITIVE and verb.tag in ("VBD", "VBN")


def subject(sentence: Sentence, verb: Token) -> Token | None:
    """Return who does what `verb` says: its subject, "by ..." in the passive, or that of the verb it is joined to."""
    passive = any(child.dep in ("nsubjpass", "auxpass") for child in sentence.children(verb))
    if passive or verb.tag == "VBN":
        agent = _by(sentence, verb)
        if agent is not None or passive:
            return agent
    own = next((child for child in sentence.children(verb) if child.dep in SUBJECTS), None)
    if own is not None:
        return own
    above = sentence.head(verb)
    if verb.dep in ("conj", "xcomp", "advcl") and above.pos in VERBAL and above.i != verb.i:
        return subject(sentence, above)
    if verb.dep not in ("relcl", "acl") or above.pos not in NOMINAL:
        return None
    return above if verb.tag == "VBG" else _verbless(sentence, verb)


def _verbless(sentence: Sentence, verb: Token) -> Token | None:
    """Return the noun at the head of a clause that the parser gave no verb.

    A past participle takes no object: "an attack killed 26 people" was read as "an attack, killed".
    """
    if not any(child.dep == "dobj" for child in sentence.children(verb)):
        return None
    top = next((t for t in sentence.ancestors(verb) if t.dep in ("ROOT", "ccomp")), None)
    return top if top is not None and top.pos in NOMINAL else None


def _by(sentence: Sentence, verb: Token) -> Token | None:
    for child in sentence.children(verb):
        if child.dep in ("agent", "prep") and child.lemma == "by":
            return next((t for t in sentence.children(child) if t.dep == "pobj"), None)
    return None


def target(sentence: Sentence, verb: Token) -> Token | None:
    """Return whom or what `verb` hits: its object, its passive subject, or the noun that its participle stands at."""
    for child in sentence.children(verb):
        if child.dep in OBJECTS:
            return child
    for child in sentence.children(verb):
        if child.dep == "prep" and child.lemma in ("on", "at", "with", "against", "from", "into"):
            found = next((t for t in sentence.children(child) if t.dep == "pobj"), None)
            if found is not None:
                return found
    above = sentence.head(verb)
    return above if verb.dep == "acl" and verb.tag == "VBN" and above.pos in NOMINAL else None


def noun_sides(sentence: Sentence, noun: Token) -> tuple[Token | None, Token | None]:
    """Return who did and who suffered the deed that a noun names: "an attack by X on Y", "the killing of Y"."""
    actor = target_ = None
    for child in sentence.children(noun):
        if child.dep == "poss":
            actor = child
        if child.dep == "acl" and child.lemma in ("target", "involve", "kill"):
            target_ = target(sentence, child)
        if child.dep not in {"prep", "agent"}:
            continue
        inner = next((t for t in sentence.children(child) if t.dep == "pobj"), None)
        if child.lemma == "by":
            actor = inner
        elif child.lemma in ("on", "of", "against", "at", "between", "with"):
            target_ = target_ or inner
    return actor, target_
