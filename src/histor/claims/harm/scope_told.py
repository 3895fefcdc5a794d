"""Scope by what is told: several attacks, people away from home as of a day, what the sentence before tells."""

import re
from collections.abc import Iterator, Sequence

from histor.claims.harm.scope_case import Case, Scoped, clause_of, scoped
from histor.claims.harm.scope_time import holds
from histor.claims.parsed import Sentence, Token
from histor.records.claim import Harm, Scope

EVENTS = ("counted", "crimes", "lethal_attacks", "happenings")
HELD_BY = frozenset({"in", "during", "of"})  # "in separate attacks", "as a result of the attacks"
DEFINITE = frozenset({"the", "these", "those", "both"})
AS_OF = re.compile(r"\bas of (?!now\b|today\b|yet\b)")
SINCE = re.compile(r"\b[Ss]ince (?=[^,;]*\d|[A-Z])")
TIME = re.compile(
    r"\b(?:\w+day|yesterday|today|tonight|overnight|morning|evening|night|afternoon|weekend|week|month|19\d\d|20\d\d)\b"
)
FEWEST = 5  # dead: fewer may be of the deed that a report is about


def events_apart(case: Case) -> Scoped | None:
    """Read what several events did that are said to be apart, however few: "died in two separate shootings".

    So of those that the sentence before has told apart: "... in the course of the shootings".
    """
    before = any(_apart(case, case.preceding)) if case.preceding is not None else False
    here = {t.i for t in _apart(case, case.sentence)}
    harm = case.found.hit.verb or case.found.hit.first
    for token in case.sentence.tokens:
        again = before and _is_event(case, token) and _is_definite(case.sentence, token)
        within = token.dep == "pobj" and case.sentence.head(token).lemma in HELD_BY
        if within and (token.i in here or again) and holds(case.sentence, token, harm):
            return scoped(Scope.CUMULATIVE, "round-up", token.text)
    return None


def _apart(case: Case, sentence: Sentence) -> Iterator[Token]:
    """Yield the attacks, crimes or other events that a sentence tells apart."""
    for token in sentence.tokens:
        if _is_event(case, token) and any(
            case.words.has("unrelated", c.lemma) for c in sentence.children(token)
        ):
            yield token


def _is_event(case: Case, noun: Token) -> bool:
    return noun.tag == "NNS" and any(case.words.has(events, noun.lemma) for events in EVENTS)


def _is_definite(sentence: Sentence, noun: Token) -> bool:
    return any(c.dep == "det" and c.text.lower() in DEFINITE for c in sentence.children(noun))


def several_attacks(case: Case) -> Scoped | None:
    """Read what more than one attack did: "killed in separate raids", "died in various attacks"."""
    verb = case.found.hit.verb
    if verb is None or case.found.count.exact == 1:
        return None
    for token in case.sentence.tokens:
        preposition = case.sentence.head(token)
        attacks = token.dep == "pobj" and token.tag == "NNS" and case.words.has("counted", token.lemma)
        if not attacks or preposition.lemma not in ("in", "by", "during"):
            continue
        many = next((c for c in case.sentence.children(token) if case.words.has("many", c.lemma)), None)
        if many is not None and holds(case.sentence, token, verb):
            return scoped(Scope.CUMULATIVE, "attacks", many.text)
    return None


def stock(case: Case) -> Scoped | None:
    """Read how many were away from home at a day, whenever they fled: "9,000 were displaced as of 30 May"."""
    shown = AS_OF.search(clause_of(case)) if case.found.harm is Harm.DISPLACED else None
    return scoped(Scope.CUMULATIVE, "stock", shown.group().strip()) if shown is not None else None


def since_before(case: Case) -> Scoped | None:
    """Read the count of what has gone on since the day that the sentence before names.

    "The province has seen attacks since 2015, when the first rebels came. More than 2,000 people have died."
    """
    verb, before = case.found.hit.verb, case.preceding
    if verb is None or before is None or (case.found.count.low or case.found.count.high or 0) < FEWEST:
        return None
    shown = SINCE.search(before.text)
    goes_on = shown is not None and _goes_on(case, before)
    if not goes_on or shown is None or not _has_died(case.sentence, verb) or TIME.search(clause_of(case)):
        return None
    if case.found.counted.noun is None or _in_deed(case, case.sentence.tokens):
        return None
    return scoped(Scope.CUMULATIVE, "since-before", shown.group().strip())


def _goes_on(case: Case, sentence: Sentence) -> bool:
    """Whether a sentence without a toll tells of what has gone on for long: in the perfect, of attacks or a war."""
    told = any(other.scene.sentence.index == sentence.index for other in case.before)
    perfect = any(t.dep == "aux" and t.lemma == "have" for t in sentence.tokens)
    long = any(
        case.words.has(kind, t.lemma)
        for kind in ("over_years", "ongoing", "counted")
        for t in sentence.tokens
    )
    return perfect and long and not told


def _has_died(sentence: Sentence, verb: Token) -> bool:
    """Whether people "have died" or "have been killed", by nobody who is named."""
    below = sentence.children(verb)
    perfect = any(t.dep == "aux" and t.lemma == "have" for t in below)
    return perfect and (verb.lemma == "die" or any(t.dep == "nsubjpass" for t in below))


def _in_deed(case: Case, tokens: Sequence[Token]) -> bool:
    """Whether a sentence names a deed that may have been the one: "have been killed in the attack"."""
    return any(t.pos == "NOUN" and case.words.has("counted", t.lemma) for t in tokens)
