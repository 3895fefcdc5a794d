"""The pipeline's own rules from tags to parts of speech, looked up instead of matched anew at every word."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, MorphAnalysis, Token

NAME = "attribute_ruler"
READABLE = frozenset({"TAG", "LOWER", "DEP"})

Key: TypeAlias = tuple[int, int, int]
Rule: TypeAlias = Sequence[Mapping[object, object]]
"""What is asked of each of the words that a rule looks at."""


class TagRules:
    """Answers as the attribute ruler does.

    All but a few of its rules look at one word alone: at its tag, its form and its dependency. What it makes of one
    such combination it makes of every other word like it.
    """

    def __init__(self, ruler: AttributeRuler, vocabulary: Callable[[str], int]) -> None:
        self._ruler = ruler
        rules = _rules(ruler)
        self._readable = all(set(word) <= READABLE for rule in rules for word in rule)
        self._forms = _named(rules, "LOWER", vocabulary)
        self._relations = _named(rules, "DEP", vocabulary)
        long = [rule for rule in rules if len(rule) > 1]
        self._openings = _named([rule[:1] for rule in long], "LOWER", vocabulary)
        self._readable &= all("LOWER" in rule[0] for rule in long)
        self._known: dict[Key, tuple[int, MorphAnalysis]] = {}

    @classmethod
    def take_over(cls, nlp: Language) -> None:
        """Let `nlp` look its attribute ruler's answers up."""
        ruler = nlp.get_pipe(NAME)
        if isinstance(ruler, AttributeRuler):
            rules = cls(ruler, nlp.vocab.strings.add)
            at = nlp._components.index((NAME, ruler))  # noqa: SLF001 (spaCy only adds pipes by factory)
            nlp._components[at] = (NAME, rules)  # noqa: SLF001

    def __call__(self, doc: Doc) -> Doc:
        """Give the words of `doc` their part of speech and morphology."""
        keys = [self._key(token) for token in doc]
        if not self._readable or any(token.lower in self._openings for token in doc):
            return self._ruler(doc)
        if not all(key in self._known for key in keys):
            self._learn(self._ruler(doc), keys)
            return doc
        for token, key in zip(doc, keys, strict=True):
            token.pos, token.morph = self._known[key]
        return doc

    def _key(self, token: Token) -> Key:
        form, relation = token.lower, token.dep
        return (
            token.tag,
            form if form in self._forms else 0,
            relation if relation in self._relations else 0,
        )

    def _learn(self, doc: Doc, keys: list[Key]) -> None:
        for token, key in zip(doc, keys, strict=True):
            self._known[key] = (token.pos, token.morph)


def _rules(ruler: AttributeRuler) -> list[Rule]:
    return [rule for entry in ruler.patterns for rule in cast("list[Rule]", entry["patterns"])]


def _named(rules: Sequence[Rule], what: str, vocabulary: Callable[[str], int]) -> frozenset[int]:
    """Return the values of `what` that the rules name."""
    told = (word[what] for rule in rules for word in rule if what in word)
    return frozenset(vocabulary(value) for one in told for value in _values(one))


def _values(told: object) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for values in told.values():
            yield from values
