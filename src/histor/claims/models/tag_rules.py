"""The pipeline's own rules from tags to parts of speech, looked up instead of matched anew at every word."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

from spacy.pipeline import AttributeRuler
from spacy.strings import StringStore
from spacy.tokens import MorphAnalysis, Token

READABLE = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
KEPT = frozenset({"POS", "MORPH", "LEMMA"})

Key: TypeAlias = tuple[int, int, int]
Given: TypeAlias = tuple[int, MorphAnalysis, int]
"""Part of speech, morphology, and the dictionary form of irregular words (0: the lemmatizer's to find)."""
Asked: TypeAlias = Mapping[object, object]
"""What is asked of one word."""
Rule: TypeAlias = Sequence[Asked]
"""What is asked of each of the words that a rule looks at."""


class TagRules:
    """Answers as the attribute ruler does.

    All but a few of its rules look at one word alone: at its tag, its form and its dependency. What it makes of one
    such combination it makes of every other word like it. A text with a word that may open a rule of several words
    is left to the ruler itself, and so is one with a space for a word.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        rules = _rules(ruler)
        openings = [rule[0] for rule in rules if len(rule) > 1]
        asked = [*(rule[0] for rule in rules if len(rule) == 1), *openings]
        self._readable = (
            all(_is_readable(one) for one in asked)
            and all(map(_opens, openings))
            and all(map(_gives_what_is_kept, ruler.patterns))
        )
        strings = ruler.vocab.strings
        self._forms = _Asked(asked, "LOWER", strings)
        self._relations = _Asked(asked, "DEP", strings)
        self._opening_forms = _Asked(openings, "LOWER", strings)
        self._opening_relations = _Asked([one for one in openings if "LOWER" not in one], "DEP", strings)
        self._known: dict[Key, Given] = {}

    @property
    def in_force(self) -> bool:
        """Whether the ruler's rules are of the kinds that can be looked up."""
        return self._readable

    def may_open(self, token: Token) -> bool:
        """Whether `token` may open a rule of several words, so that the ruler itself has to read its text."""
        return (
            not self._readable
            or token.is_space
            or self._opening_forms[token.lower]
            or self._opening_relations[token.dep]
        )

    def apply(self, token: Token) -> None:
        """Give a word that opens no longer rule its part of speech, its morphology and, if irregular, its lemma."""
        key = self._key(token)
        if key in self._known:
            token.pos, token.morph, token.lemma = self._known[key]
        else:
            self._ruler(token.doc)
            self._known[key] = (token.pos, token.morph, token.lemma)

    def _key(self, token: Token) -> Key:
        form, relation = token.lower, token.dep
        return (
            token.tag,
            form if self._forms[form] else 0,
            relation if self._relations[relation] else 0,
        )


def _rules(ruler: AttributeRuler) -> list[Rule]:
    return [rule for entry in ruler.patterns for rule in cast("list[Rule]", entry["patterns"])]


def _gives_what_is_kept(entry: Mapping[str, object]) -> bool:
    """Whether what a rule for single words gives is kept; for longer rules the ruler itself is asked."""
    attributes, rules = cast("Mapping[object, object]", entry["attrs"]), cast("list[Rule]", entry["patterns"])
    return set(attributes) <= KEPT or all(len(rule) > 1 or rule[0].get("IS_SPACE") for rule in rules)


def _is_readable(asked: Asked) -> bool:
    """Whether a word's key tells all that is asked: which values, not how they are spelt or how long they are."""
    return set(asked) <= READABLE and all(_values(told) is not None for told in asked.values())


def _opens(asked: Asked) -> bool:
    """Whether the word that a longer rule opens with is told by its form or its dependency."""
    told = asked.get("LOWER", asked.get("DEP"))
    return told is not None and not (isinstance(told, Mapping) and "NOT_IN" in told)


class _Asked(dict[int, bool]):
    """Whether the rules ask for a value of `what` by name or by a pattern; remembered for each value."""

    def __init__(self, asked: Sequence[Asked], what: str, strings: StringStore) -> None:
        super().__init__()
        told = [one[what] for one in asked if what in one]
        self._strings = strings
        self._names = {value for one in told for value in _values(one) or ()}
        patterns = [one["REGEX"] for one in told if isinstance(one, Mapping) and "REGEX" in one]
        self._patterns = [re.compile(pattern) for pattern in patterns]

    def __missing__(self, value: int) -> bool:
        written = self._strings[value]
        self[value] = written in self._names or any(p.search(written) for p in self._patterns)
        return self[value]


def _values(told: object) -> Sequence[str] | None:
    """Return the values that a condition names, None for one that neither values nor a pattern tell."""
    if isinstance(told, str):
        return (told,)
    if isinstance(told, Mapping) and set(told) <= {"IN", "NOT_IN"}:
        return [value for values in told.values() for value in values]
    return () if isinstance(told, bool) or (isinstance(told, Mapping) and set(told) == {"REGEX"}) else None
