"""Find in a sentence what may be the name of a place: datelines, regions, runs of capitalised words."""

import re
from collections.abc import Iterator, Sequence

from histor.claims.parsed import BlockKind, Sentence
from histor.claims.places.atlas import Atlas
from histor.claims.places.capitals import capitals_in
from histor.claims.places.runs import (
    POSSESSIVE,
    Candidate,
    is_proper,
    known_places,
    qualifies,
    read_run,
    site_in,
    unknown_place,
)
from histor.claims.places.surroundings import STRONG, is_of_people, locative_strength
from histor.claims.places.words import PlaceWords
from histor.values.place import PlaceKind

# A name: capitalised words, with the particles that Arabic, French, Spanish and Dutch names carry inside.
NAME = re.compile(
    r"(?<![\w’'-])(?:[Aa]l-|[Aa]d-|[Aa]s-|[Aa]sh-|[Ee]l-|[Aa]n-|[Aa]r-)?[^\W\d_a-zà-ÿ][\w’'.-]*"
    r"(?:[ -](?:(?:al|el|de|del|du|des|la|le|ed|ez|es|ash|ad|as|an|bin|sur)[ -])?"
    r"(?:[Aa]l-|[Aa]d-|[Ee]l-)?[^\W\d_a-zà-ÿ][\w’'.-]*)*"
)
DATELINE = re.compile(
    r"^\s*([A-Z][A-Z'’ -]{2,})(?:,\s*([A-Z][\w .]+?))?\s*(?:,[^()–—-]{0,20})?(?:\([^)]{2,30}\)\s*)?[–—-]+\s"
)
ADDRESS = re.compile(r"\bblock of $")  # "in the 300 block of Mill Road": a street lies in a town
COMPASS = frozenset({"N.", "S.", "E.", "W.", "NE.", "NW.", "SE.", "SW.", "NE", "NW", "SE", "SW"})
# What qualifies a place by who lives or rules there.
QUALIFIED = re.compile(
    r"[^\W\d_a-zà-ÿ][\w’'.]*-(?:administered|controlled|dominated|governed|held|inhabited|majority|occupied|populated|ruled|run"
    r"|speaking) "
)
POSSESSED = re.compile(r"[’']s\s+")
OWNED = re.compile(r"[’']s (?:[a-z-]+ ){0,2}[a-z-]+")
FUNCTION = frozenset({"DET", "NUM", "PRON", "ADV", "ADP", "SCONJ", "CCONJ", "AUX"})


def candidates_in(
    sentence: Sentence, others: Sequence[tuple[int, int]], atlas: Atlas, text: str
) -> Iterator[Candidate]:
    """Yield what may be a place in `sentence`; `others` are bounds of what is somebody or some day."""
    if sentence.kind is BlockKind.CREDIT:
        return
    taken = [*others]
    body = sentence.text
    dateline = DATELINE.match(body)
    if dateline:
        yield from _dateline(sentence, dateline, atlas)
    regions = [*capitals_in(sentence, atlas, text), *_regions(sentence, atlas), *_countries(sentence, atlas)]
    yield from regions
    taken += [(region.start, region.end) for region in regions]
    for start, end in _name_runs(body, dateline.end() if dateline else 0, atlas.words):
        if any(left < sentence.start + end and sentence.start + start < right for left, right in taken):
            continue
        if ADDRESS.search(body[:start]):
            continue
        yield from _within(sentence, start, body[start:end], atlas, text)


def _name_runs(body: str, start: int, words: PlaceWords) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words; a possessive ends one: "Mali's" and what Mali has are two names."""
    for match in NAME.finditer(body, start):
        left = match.start() + _opening(match.group(), words)
        for cut in POSSESSED.finditer(match.group()):
            yield left, match.start() + cut.start()
            left = match.start() + cut.end()
            left += _opening(match.group()[cut.end() :], words)
        if left < match.end():
            yield left, match.end()


def _opening(run: str, words: PlaceWords) -> int:
    """Return the length of what a run opens with that is no name: "In Kharkiv", "S. Lebanon", "Rebel-held Ardel"."""
    if (qualified := QUALIFIED.match(run)) is not None:
        return qualified.end()
    first, space, rest = run.partition(" ")
    if space and first in COMPASS:
        return len(first) + 1
    lower = first.lower()
    return len(first) + 1 if space and rest and (lower in words.locative or lower in words.movement) else 0


def _dateline(sentence: Sentence, match: re.Match[str], atlas: Atlas) -> Iterator[Candidate]:
    name = match.group(1).strip()
    rows = tuple(atlas.gazetteer.find(name))
    if rows:
        start = sentence.start + match.start(1)
        yield Candidate(
            sentence=sentence,
            start=start,
            end=start + len(name),
            written=name.title(),
            rows=rows,
            locative=0,
            near=False,
            area=None,
            headed=False,
            dateline=True,
        )


def _regions(sentence: Sentence, atlas: Atlas) -> Iterator[Candidate]:
    for match in atlas.names.region_pattern.finditer(sentence.text):
        start = match.start()
        if is_of_people(sentence.text[:start], sentence.text[match.end() :]):
            continue
        row = atlas.names.region(match.group())
        yield Candidate(
            sentence=sentence,
            start=sentence.start + start,
            end=sentence.start + match.end(),
            written=match.group(),
            rows=(row,),
            locative=_locative_region(sentence.text[:start], atlas.words),
            near=False,
            area=None,
            headed=False,
        )


def _countries(sentence: Sentence, atlas: Atlas) -> Iterator[Candidate]:
    """Yield the countries whose name no run of capitals holds whole: "the Democratic Republic of Congo"."""
    for match in atlas.names.country_pattern.finditer(sentence.text):
        if " of " not in match.group():
            continue
        rows = tuple(atlas.gazetteer.find(atlas.names.countries[match.group()]))
        countries = tuple(row for row in rows if row.kind is PlaceKind.COUNTRY)
        yield Candidate(
            sentence=sentence,
            start=sentence.start + match.start(),
            end=sentence.start + match.end(),
            written=match.group(),
            rows=countries,
            locative=locative_strength(sentence.text[: match.start()], atlas.words),
            near=False,
            area=None,
            headed=False,
        )


def _locative_region(before: str, words: PlaceWords) -> int:
    """Return how strongly a region is a place: one is "on" a coast or a front as one is in a town."""
    return STRONG if re.search(r"\bon (?:the )?$", before) else locative_strength(before, words)


def _within(sentence: Sentence, at: int, run: str, atlas: Atlas, report: str) -> Iterator[Candidate]:
    """Yield the place that a run of capitalised words is, whole or but for what the lexicon says follows a name."""
    if _is_no_name(sentence, at, run) or _does(sentence.text[at:], run, atlas.words):
        return
    name = read_run(sentence, at, run, atlas, report)
    site = site_in(name, atlas)
    if site is not None:
        yield name.candidate(site, (), area="site", headed=True)
        return
    proper = name.locative or name.headed or is_proper(sentence, at, name.written)
    if not proper or qualifies(name, atlas):
        return
    found = next(known_places(name, atlas), None) or unknown_place(name, atlas, report)
    if found is not None:
        yield found


def _is_no_name(sentence: Sentence, at: int, run: str) -> bool:
    """Whether capitals stand on common words: "An airstrike", "One strike", "AT LEAST 14"."""
    words = sentence.tokens_within(sentence.start + at, sentence.start + at + len(run))
    return bool(words) and all(word.pos in FUNCTION or word.text.islower() for word in words)


def _does(text: str, run: str, words: PlaceWords) -> bool:
    """Whether a name that opens a text is that of the doer: "Norland's shelling", "Norland's latest offensive"."""
    owned = OWNED.match(text, len(POSSESSIVE.sub("", run)))
    return owned is not None and any(word in words.struck for word in text[: owned.end()].split()[1:])
