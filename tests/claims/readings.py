"""Readings of made-up reports for tests: the real parser and lexicon, a gazetteer of a few made-up places."""

from collections.abc import Sequence
from functools import cache

from factories import document, published
from histor.claims.actors import load_actors
from histor.claims.deeds.codebook import load_codebook
from histor.claims.layout import split
from histor.claims.models.spacy_parser import SpacyParser
from histor.claims.parsed import Sentence
from histor.claims.places.atlas import Atlas
from histor.claims.places.find import find_places
from histor.claims.places.mentions import PlaceMention
from histor.claims.places.names import load_place_names
from histor.claims.places.words import load_place_words
from histor.claims.reading import Reading
from histor.claims.vocabulary import load_layout_words
from histor.values.count import find_counts
from histor.values.date import find_dates
from histor.values.place import GazetteerPlace, PlaceKind


def row(
    name: str,
    kind: PlaceKind = PlaceKind.SETTLEMENT,
    *,
    country: str = "Syria",
    population: int = 20_000,
    admin1: str = "Latakia",
) -> GazetteerPlace:
    point = kind is PlaceKind.SETTLEMENT
    return GazetteerPlace(
        id=f"test:{country}:{name}",
        name=name,
        kind=kind,
        latitude=35.0 if point else None,
        longitude=36.0 if point else None,
        admin1=admin1 if kind is not PlaceKind.COUNTRY else None,
        admin2=None,
        country=country,
        country_code=None,
        population=population,
    )


ROWS = (
    row("Ardel"),
    row("Belmar"),
    row("Corvo"),
    row("Ardel", country="Sudan", population=900_000),
    row("Harbor", country="China", population=900_000),
    row("Harbor", PlaceKind.ADMIN2, country="Sudan"),
    row("Damascus", population=1_500_000),
    row("Khartoum", country="Sudan", population=1_900_000),
    row("Syria", PlaceKind.COUNTRY),
    row("Sudan", PlaceKind.COUNTRY, country="Sudan"),
    row("Latakia", PlaceKind.ADMIN1),
    row("Ostrel", PlaceKind.ADMIN1, country="Sudan", admin1="Ostrel"),
    row("Fell", country="Sudan", population=30_000, admin1="Harn"),
    row("Fell", country="Sudan", population=2_000, admin1="Ostrel"),
    row("Mirel", country="Sudan", population=2_000, admin1="Harn"),
)


class FewPlaces:
    """A gazetteer of made-up places."""

    def find(self, name: str) -> Sequence[GazetteerPlace]:
        found = [place for place in ROWS if place.name.lower() == name.lower()]
        return sorted(found, key=lambda place: -(place.population or 0))


@cache
def parser() -> SpacyParser:
    return SpacyParser()


def reading(text: str, on: str | None = "2025-03-10") -> Reading:
    """Return a parsed reading of `text`, published on the day `on`."""
    report = document(text, published=published(on) if on else None)
    cut = split(text, load_layout_words())
    tokens = parser().parse([(sentence.start, sentence.text) for sentence in cut])
    sentences = tuple(
        Sentence(s.index, s.paragraph, s.kind, s.start, s.end, s.text, words)
        for s, words in zip(cut, tokens, strict=True)
    )
    lexicon = load_actors()
    return Reading(
        document=report,
        sentences=sentences,
        counts=tuple(find_counts(text)),
        dates=tuple(find_dates(text)),
        actors=tuple(lexicon.find(text)),
        lexicon=lexicon,
        gazetteer=FewPlaces(),
    )


def atlas() -> Atlas:
    return Atlas(FewPlaces(), load_place_names(), load_place_words())


def places(text: str) -> list[PlaceMention]:
    read = reading(text)
    return find_places(read.sentences, [*read.actors, *read.dates], atlas())


__all__ = ["FewPlaces", "atlas", "load_codebook", "parser", "places", "reading", "row"]
