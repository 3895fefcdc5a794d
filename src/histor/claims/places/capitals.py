"""Capitals that are not called by name: "the Malian capital", "the capital of Mali", "in the capital"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from histor.claims.parsed import Sentence
from histor.claims.places.atlas import Atlas
from histor.claims.places.mentions import PlaceMention
from histor.claims.places.runs import Candidate
from histor.claims.places.surroundings import is_near, locative_strength
from histor.values.place import GazetteerPlace, PlaceKind

# "The Malian capital Bamako", "the capital, Bamako": there the name itself is the place; "the capital's X" is X.
NOT_NAMED = r"\b(?![’']s\b)(?! of\b)(?! punishment\b)(?!(?: city)?,? [^\W\d_a-zà-ÿ])"
POSSESSED = re.compile(rf"(?:[’']s)? capital{NOT_NAMED}")
OF_COUNTRY = re.compile(r"\bcapital of (?:the )?\Z")
BARE = re.compile(rf"\b(?<=[Tt]he )capital{NOT_NAMED}")
NAMED_BEFORE = re.compile(r"[^\W\d_a-zà-ÿ][\w’'-]+,? (?:is |was )?(?:in )?(?:the )?\Z")


def capitals_in(sentence: Sentence, atlas: Atlas, report: str) -> Iterator[Candidate]:
    """Yield the capitals of `sentence` that it gives no name; "the capital" is that of a country of the report."""
    text = sentence.text
    if "capital" not in text:
        return
    for match in atlas.names.country_pattern.finditer(text):
        country = atlas.names.countries[match.group()]
        behind = POSSESSED.match(text, match.end())
        if behind is not None:
            yield from _capital(sentence, match.start(), behind.end(), [country], atlas)
        elif led := OF_COUNTRY.search(text, 0, match.start()):
            yield from _capital(sentence, led.start(), match.end(), [country], atlas)
    for match in BARE.finditer(text):
        countries = dict.fromkeys(atlas.names.countries_in(report))
        yield from _capital(sentence, match.start(), match.end(), countries, atlas)


def _capital(
    sentence: Sentence, start: int, end: int, countries: Iterable[str], atlas: Atlas
) -> Iterator[Candidate]:
    """Yield the words from `start` to `end` as the capital of one of `countries`."""
    before = sentence.text[:start]
    if NAMED_BEFORE.search(before):
        return
    rows = tuple(row for country in countries for row in capital_of(country, atlas))
    if rows:
        yield Candidate(
            sentence=sentence,
            start=sentence.start + start,
            end=sentence.start + end,
            written=sentence.text[start:end],
            rows=rows,
            locative=locative_strength(before, atlas.words),
            near=is_near(before, atlas.words),
            area="settlement",
            headed=False,
        )


def capital_of(country: str, atlas: Atlas) -> Iterator[GazetteerPlace]:
    """Yield the capital of a country, by GeoNames' English name; nothing if none is known or it is disputed."""
    capital = atlas.names.capitals.get(country)
    if capital is None:
        return
    rows = [row for row in atlas.gazetteer.find(capital) if row.country == country]
    towns = [row for row in rows if row.kind is PlaceKind.SETTLEMENT]
    yield from (towns or rows)[:1]


def by_name(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return the mentions, a capital under the name that the report calls it by elsewhere, if it does."""
    names: dict[str, str] = {}
    for mention in mentions:
        if mention.place.gazetteer_id and not _is_unnamed(mention):
            names.setdefault(mention.place.gazetteer_id, mention.place.written)
    return [
        replace(mention, place=replace(mention.place, written=name))
        if _is_unnamed(mention) and (name := names.get(mention.place.gazetteer_id or ""))
        else mention
        for mention in mentions
    ]


def _is_unnamed(mention: PlaceMention) -> bool:
    return "capital" in mention.place.written.split()
