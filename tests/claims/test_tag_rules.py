"""The rules from tags to parts of speech and to dictionary forms, looked up; and products by numpy."""

import importlib.util
from functools import cache

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from histor.claims.models.matrix_products import NumpyProducts
from histor.claims.models.spacy_parser import PACKAGES, SpacyParser
from histor.claims.models.tag_rules import TagRules
from histor.claims.models.word_forms import Word, WordForms

TEXTS = (
    "The mayor said that no one had been hurt, but the two farmers who fled are still missing.",
    "Something was heard there; anyone who'd seen it didn't speak, and those men aren't coming back.",
    "There were two  doubled spaces, $40 and a question: who's gonna pay? Let's ask y'all, nothin' more.",
    "All of a sudden, because of the fire, they couldn't get out of the mill so as to warn each other.",
    "Those men fled the fire; the men were hurt.",
    "There is no word of those who were in the mill.",
    "Two of those in the mill were foreigners.",
)


def load() -> Language:
    return spacy.load(next(name for name in PACKAGES if importlib.util.find_spec(name)), exclude=["ner"])


@cache
def shipped() -> list[Doc]:
    return list(load().pipe(TEXTS))


@pytest.mark.parametrize("rounds", [1, 2])
def test_words_looked_up_are_what_the_shipped_pipeline_makes_of_them(rounds: int) -> None:
    nlp = load()
    forms = WordForms(nlp)
    told = [[list(forms.words(doc)) for doc in nlp.pipe(TEXTS)] for _ in range(rounds)][-1]
    assert [[_told(word, head, start) for word, head, start in words] for words in told] == [
        [(t.text, t.lemma_.lower(), t.pos_, t.tag_, t.dep_, t.is_space, t.head.i, t.idx) for t in doc]
        for doc in shipped()
    ]


def test_what_was_read_before_changes_no_word() -> None:
    forwards, backwards = SpacyParser(), SpacyParser()
    there = forwards.parse([(0, text) for text in TEXTS])
    back = backwards.parse([(0, text) for text in reversed(TEXTS)])
    assert there == back[::-1]
    assert there == [forwards.parse([(0, text)])[0] for text in TEXTS]


def _told(word: Word, head: int, start: int) -> tuple[object, ...]:
    return (word.text, word.lemma, word.pos, word.tag, word.dep, word.is_space, head, start)


def test_the_rules_of_the_shipped_pipeline_can_be_looked_up() -> None:
    ruler = load().get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    assert TagRules(ruler).in_force


def test_products_by_numpy_parse_as_the_shipped_ones_do() -> None:
    parsed = SpacyParser().parse([(0, text) for text in TEXTS])
    shown = [[(t.text, t.lemma_.lower(), t.tag_, t.dep_) for t in doc if not t.is_space] for doc in shipped()]
    assert [[(t.text, t.lemma, t.tag, t.dep) for t in tokens] for tokens in parsed] == shown


def test_the_number_of_threads_is_afterwards_what_it_was() -> None:
    products = NumpyProducts()
    with products.on_one_thread():
        inside = products.threads
    assert (inside, products.threads) == ((1, NumpyProducts().threads) if products.in_force else (None, None))
