"""A parsed reading of a short text for the tests of attribution and statements."""

from dataclasses import replace
from datetime import date
from functools import cache

from factories import document
from histor.claims.actors import ActorLexicon, load_actors
from histor.claims.layout import split
from histor.claims.models.spacy_parser import SpacyParser
from histor.claims.reading import Reading
from histor.claims.vocabulary import load_layout_words
from histor.records.document import Published
from histor.values.count import find_counts
from histor.values.date import find_dates
from histor.values.place import GazetteerPlace

DAY = date(2025, 3, 10)  # a Monday


class NoPlaces:
    """A gazetteer that knows no place."""

    def find(self, name: str) -> list[GazetteerPlace]:
        del name
        return []


@cache
def knowledge() -> tuple[SpacyParser, ActorLexicon]:
    return SpacyParser(), load_actors()


def report(text: str, outlet: str | None = None, published: date | None = DAY) -> Reading:
    parser, actors = knowledge()
    cut = split(text, load_layout_words())
    parsed = parser.parse([(sentence.start, sentence.text) for sentence in cut])
    on = Published(start=published, end=published) if published else None
    return Reading(
        document=document(text, outlet=outlet, published=on),
        sentences=tuple(
            replace(sentence, tokens=tokens) for sentence, tokens in zip(cut, parsed, strict=True)
        ),
        counts=tuple(find_counts(text)),
        dates=tuple(find_dates(text)),
        actors=tuple(actors.find(text)),
        lexicon=actors,
        gazetteer=NoPlaces(),
    )
