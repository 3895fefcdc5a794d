"""What a word of a parsed text is: its part of speech and its dictionary form, found once for each word in each use."""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token

from histor.claims.models.tag_rules import TagRules

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
# Past forms that the pipeline's lemma rules cut short: it makes "rap" of "raped".
LEMMAS = {
    "raped": "rape",
    "raping": "rape",
    "sniped": "snipe",
    "sniping": "snipe",
    "caned": "cane",
    "caning": "cane",
}
COLUMNS: list[int | str] = ["ORTH", "TAG", "DEP", "HEAD", "IDX"]
SIGNED = 2**64  # the distance to the head, which may lie to the left, is kept without a sign
MOST = 200_000  # words in their uses; a record of any length must not fill the memory

Use: TypeAlias = tuple[int, int, int]
"""A word's spelling, tag and dependency, as spaCy numbers them."""


class Word(NamedTuple):
    """What is known of a word from its spelling, its tag and its dependency."""

    text: str
    lemma: str  # lower case
    pos: str
    tag: str
    dep: str
    is_space: bool
    several: bool  # it may open a rule of several words: what it is shows only in its text


class WordForms:
    """Does what the pipeline's attribute ruler and lemmatizer do, whose place it takes, by looking up."""

    def __init__(self, nlp: Language) -> None:
        ruler, lemmatizer = nlp.get_pipe(RULER), nlp.get_pipe(LEMMATIZER)
        if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatizer, Lemmatizer):
            raise TypeError(f"the pipeline {nlp.meta['name']} has no {RULER} and {LEMMATIZER} of spaCy's own")
        nlp.select_pipes(disable=[RULER, LEMMATIZER])
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._rules = TagRules(ruler)
        self._known: dict[Use, Word] = {}

    def words(self, doc: Doc) -> Iterator[tuple[Word, int, int]]:
        """Yield each word of a tagged and parsed text with the position of its head and its offset."""
        rows = doc.to_array(COLUMNS).tolist()
        words = [self._word(doc, i, (row[0], row[1], row[2])) for i, row in enumerate(rows)]
        if any(word.several for word in words):
            self._lemmatizer(self._ruler(doc))
            words = [_read(token, several=True) for token in doc]
        for i, (word, (_, _, _, head, start)) in enumerate(zip(words, rows, strict=True)):
            yield word, (i + head) % SIGNED, start

    def _word(self, doc: Doc, i: int, use: Use) -> Word:
        return self._known.get(use) or self._learn(doc[i], use)

    def _learn(self, token: Token, use: Use) -> Word:
        several = self._rules.may_open(token)
        if not several:
            self._rules.apply(token)
            token.lemma_ = token.lemma_ or self._lemmatizer.lemmatize(token)[0]
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[use] = _read(token, several=several)
        return self._known[use]


def _read(token: Token, *, several: bool) -> Word:
    lemma = LEMMAS.get(token.lower_, token.lemma_.lower())
    return Word(token.text, lemma, token.pos_, token.tag_, token.dep_, token.is_space, several)
