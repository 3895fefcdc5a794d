"""What a word of a parsed text is: its part of speech and its dictionary form, found once for each word in each use."""

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
        self._opening: dict[Use, bool] = {}

    def words(self, doc: Doc) -> list[tuple[Word, int, int]]:
        """Return each word of a tagged and parsed text with the position of its head and its offset."""
        rows = doc.to_array(COLUMNS).tolist()
        uses: list[Use] = [(form, tag, relation) for form, tag, relation, _, _ in rows]
        known = [word for use in uses if (word := self._known.get(use))]
        words = known if len(known) == len(uses) else self._looked_at(doc, uses)
        return [
            (word, (i + head) % SIGNED, start)
            for i, (word, (_, _, _, head, start)) in enumerate(zip(words, rows, strict=True))
        ]

    def _looked_at(self, doc: Doc, uses: list[Use]) -> list[Word]:
        if any(self._may_open(doc, i, use) for i, use in enumerate(uses)):
            return self._read_anew(doc)
        return [self._known.get(use) or self._learn(doc[i], use) for i, use in enumerate(uses)]

    def _may_open(self, doc: Doc, i: int, use: Use) -> bool:
        """Whether a word may open a rule of several words: what those are shows only in their text."""
        if use not in self._opening:
            if len(self._opening) >= MOST:
                self._opening.clear()
            self._opening[use] = self._rules.may_open(doc[i])
        return self._opening[use]

    def _read_anew(self, doc: Doc) -> list[Word]:
        """Ask the pipeline's own rules about every word; nothing of it holds for the same words elsewhere."""
        self._lemmatizer.cache.clear()
        self._lemmatizer(self._ruler(doc))
        return [_read(token) for token in doc]

    def _learn(self, token: Token, use: Use) -> Word:
        """Ask about a word in a text that no longer rule reads, so that the answer holds wherever it is so used."""
        self._rules.apply(token)
        self._lemmatizer.cache.clear()  # it goes by spelling and part of speech alone, and so by what was read before
        token.lemma_ = token.lemma_ or self._lemmatizer.lemmatize(token)[0]
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[use] = _read(token)
        return self._known[use]


def _read(token: Token) -> Word:
    lemma = LEMMAS.get(token.lower_, token.lemma_.lower())
    return Word(token.text, lemma, token.pos_, token.tag_, token.dep_, token.is_space)
