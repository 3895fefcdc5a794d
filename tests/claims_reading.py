"""A real reading of a short text for the tests of the claims room: the parser is loaded once."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from histor.claims.actors import ActorLexicon, load_actors
from histor.claims.harm.find import HarmWords, find_harm, load_harm_words
from histor.claims.layout import split
from histor.claims.mentions import HarmMention
from histor.claims.models.spacy_parser import SpacyParser
from histor.claims.reading import Reading
from histor.claims.vocabulary import load_layout_words
from histor.records.document import Document
from histor.values.count import find_counts
from histor.values.place import GazetteerPlace


class NoPlaces:
    """A gazetteer that knows no place."""

    def find(self, name: str) -> list[GazetteerPlace]:
        del name
        return []


@cache
def knowledge() -> tuple[SpacyParser, HarmWords, ActorLexicon]:
    return SpacyParser(), load_harm_words(), load_actors()


def reading(text: str) -> Reading:
    """Parse `text` and find its counts and actors; dates and places are left out."""
    parser, _, actors = knowledge()
    cut = split(text, load_layout_words())
    parsed = parser.parse([(sentence.start, sentence.text) for sentence in cut])
    return Reading(
        document=Document(
            id="0" * 64,
            file="report.txt",
            text=text,
            text_sha256="0" * 64,
            media_type="text/plain",
            reader="text/1",
            captured_at=datetime(2025, 1, 1, tzinfo=UTC),
        ),
        sentences=tuple(
            replace(sentence, tokens=tokens) for sentence, tokens in zip(cut, parsed, strict=True)
        ),
        counts=tuple(find_counts(text)),
        dates=(),
        actors=tuple(actors.find(text)),
        lexicon=actors,
        gazetteer=NoPlaces(),
    )


def harm_reader(text: str) -> list[HarmMention]:
    """Return the harm mentions of `text`."""
    return find_harm(reading(text), knowledge()[1])
