"""The rules from tags to parts of speech, looked up."""

import importlib.util

import pytest
import spacy
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from histor.claims.models.spacy_parser import PACKAGES
from histor.claims.models.tag_rules import TagRules

TEXTS = (
    "The mayor said that no one had been hurt, but the two farmers who fled are still missing.",
    "Something was heard there; anyone who'd seen it didn't speak, and those men aren't coming back.",
    "There were two  doubled spaces, $40 and a question: who's gonna pay? Let's ask y'all, nothin' more.",
    "All of a sudden, because of the fire, they couldn't get out of the mill so as to warn each other.",
)


def annotations(docs: list[Doc]) -> list[list[tuple[str, str, str, str]]]:
    return [[(t.text, t.pos_, str(t.morph), t.lemma_) for t in doc] for doc in docs]


@pytest.mark.parametrize("rounds", [1, 2])
def test_looked_up_rules_give_every_word_what_the_shipped_rules_give_it(rounds: int) -> None:
    package = next(name for name in PACKAGES if importlib.util.find_spec(name))
    shipped, ours = spacy.load(package), spacy.load(package)
    TagRules.take_over(ours)
    told = [list(ours.pipe(TEXTS)) for _ in range(rounds)][-1]
    assert annotations(told) == annotations(list(shipped.pipe(TEXTS)))


def test_the_rules_of_the_shipped_pipeline_can_be_looked_up() -> None:
    package = next(name for name in PACKAGES if importlib.util.find_spec(name))
    ruler = spacy.load(package).get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    assert TagRules(ruler).in_force
