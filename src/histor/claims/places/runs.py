"""Runs of capitalised words: which of them, or which part of one, is the name of a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from histor.claims.parsed import Sentence
from histor.claims.places.atlas import Atlas
from histor.claims.places.cues import STRUCK, heads_report, names_deed
from histor.claims.places.grammar import grammatical_strength, is_kind
from histor.claims.places.patterns import counts_behind
from histor.claims.places.surroundings import (
    STRONG,
    area_before,
    is_headed,
    is_near,
    is_of_people,
    locative_strength,
    without_area,
)
from histor.claims.places.words import PlaceWords
from histor.values.place import GazetteerPlace

SMALL = re.compile(
    r"\b(?:villages?|hamlets?|settlements?|farms?)(?: (?:of|called|named))?\s+$", re.IGNORECASE
)
THE = re.compile(r"\b[Tt]he (?:\w+ )?(?:\d{4} )?$")  # "the 2017 X attack"
POSSESSIVE = re.compile(r"[’']s?$")
PLACED = re.compile(r"\b(?:in|at|near|outside) \Z")
EDGE = re.compile(r"\b")
LONGEST = 5  # words; "Bandar-e Mahshahr Petrochemical Zone" is already rare


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What may be the name of a place, and what the words around it say of it."""

    sentence: Sentence
    start: int
    end: int
    written: str
    rows: tuple[GazetteerPlace, ...]
    locative: int
    near: bool
    area: str | None  # what the words say of its size: admin1, admin2, settlement
    headed: bool  # "the village of X": a place even if no gazetteer has it
    small: bool = False  # "the village of X": no city of that name elsewhere in the world
    dateline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of capitalised words, and what stands around it."""

    sentence: Sentence
    at: int  # in the sentence
    written: str
    name: str  # without the word that says how large it is
    area: str | None
    after: str
    before: str
    locative: int
    headed: bool
    near: bool

    def candidate(
        self, text: str, rows: tuple[GazetteerPlace, ...], *, area: str | None, headed: bool
    ) -> Candidate:
        """Return the run, or the part of it that is `text`, as a place."""
        start = self.sentence.start + self.at
        return Candidate(
            sentence=self.sentence,
            start=start,
            end=start + len(text),
            written=text,
            rows=rows,
            locative=self.locative,
            near=self.near,
            area=area,
            headed=headed,
            small=SMALL.search(self.before) is not None,
        )


def read_run(sentence: Sentence, at: int, run: str, atlas: Atlas, report: str) -> Run:
    """Return a run of capitalised words with what stands around it."""
    written = POSSESSIVE.sub("", run.rstrip(".,"))
    before = sentence.text[:at]
    after = sentence.text[at + len(written) : at + len(written) + 40]
    name, area = without_area(written, after, atlas.words)
    area = area or area_before(before, atlas.words)
    headed = is_headed(before, atlas.words)
    known = bool(atlas.gazetteer.find(name))
    locative = _strength(sentence, at, written, atlas.words, known=known or headed or area is not None)
    if names_deed(written, after, atlas.words) and (THE.search(before) or known):
        locative = STRUCK
    elif heads_report(sentence, written, report, atlas.words, known=bool(atlas.gazetteer.find(written))):
        locative, headed = STRUCK, True
    elif headed or (known and counts_behind(atlas.words.counters).match(after)):
        locative = max(locative, 1)
    return Run(
        sentence=sentence,
        at=at,
        written=written,
        name=name,
        area=area,
        after=after,
        before=before,
        locative=locative,
        headed=headed,
        near=is_near(before, atlas.words),
    )


def _strength(sentence: Sentence, at: int, written: str, words: PlaceWords, *, known: bool) -> int:
    """Return how strongly the words before a name place it, or the grammar does where the name is that of a place."""
    surface = locative_strength(sentence.text[:at], words)
    if surface >= STRONG or not known:
        return surface
    start = sentence.start + at
    return max(surface, grammatical_strength(sentence, start, start + len(written), words))


def site_in(run: Run, atlas: Atlas) -> str | None:
    """Return the site that a run names: "Al-Ahli hospital" (no town has that name), "Crocus City Hall"."""
    housed = re.match(r" (\w+)", run.after)
    if housed and housed.group(1) in atlas.words.sites and _is_the_houses(run, atlas):
        return f"{run.written} {housed.group(1)}"
    of_country = " ".join(run.written.split()[:-1]) in atlas.names.countries
    return run.written if _is_site(run.written, atlas.words) and not of_country else None


def _is_the_houses(run: Run, atlas: Atlas) -> bool:
    known = run.written in atlas.names.countries or bool(atlas.gazetteer.find(run.name))
    return not known and _names_house(run.written)


def qualifies(run: Run, atlas: Atlas) -> bool:
    """Whether the run is a demonym before what it qualifies: "the Pakistani city of Peshawar"."""
    countries = atlas.names.countries
    short = f"{run.written}." if run.after.startswith(".") else run.written  # "U.S." keeps its stop
    demonym = countries.get(short, run.written) != run.written
    if is_of_people(run.before, run.after):
        return True
    if counts_behind(atlas.words.counters).match(run.after) and atlas.gazetteer.find(run.written):
        return False  # "the Gaza health ministry" counts the dead of Gaza
    return demonym and " " not in run.written and _is_demonym(run.sentence, run.at, run.written)


def known_places(run: Run, atlas: Atlas) -> Iterator[Candidate]:
    """Yield the run, with and without the word for its size, as far as the gazetteer has it."""
    whole_first = (run.written, run.name) if run.area == "settlement" else (run.name, run.written)
    for text in dict.fromkeys(whole_first):
        rows = () if text in atlas.words.not_places else tuple(atlas.gazetteer.find(text))
        if rows:
            yield run.candidate(text, rows, area=run.area, headed=run.headed)


def unknown_place(run: Run, atlas: Atlas, report: str) -> Candidate | None:
    """Return a name that no gazetteer has, where the words around it say that it is a place."""
    if run.headed or (run.locative >= STRONG and run.area):
        return run.candidate(run.name, (), area=run.area, headed=True)
    if _modifies(run, atlas.words):
        return None
    placed = run.locative >= STRONG or (run.locative and _elsewhere_in(run.written, report))
    if placed and not run.before.endswith(", ") and _plain_name(run.written, atlas):
        return run.candidate(run.written, (), area=None, headed=False)
    return None


def _modifies(run: Run, words: PlaceWords) -> bool:
    """Whether a name only says of what sort a thing is: "in the Maoist attack", "in Interpol custody"."""
    start = run.sentence.start + run.at
    named = run.sentence.tokens_within(start, start + len(run.written))
    if not named or named[-1].dep not in ("compound", "amod", "nmod") or run.locative > STRONG:
        return False
    head = run.sentence.head(named[-1])
    return head.pos == "NOUN" and not is_kind(head, words) and head.lemma not in words.sites


def _elsewhere_in(written: str, report: str) -> bool:
    """Whether the report says elsewhere that something is in the place of this name."""
    at = report.find(written)
    while at >= 0:
        led = PLACED.search(report, max(0, at - len("outside ")), at)
        if led is not None and EDGE.match(report, at + len(written)):
            return True
        at = report.find(written, at + 1)
    return False


def _is_demonym(sentence: Sentence, at: int, written: str) -> bool:
    """Whether a word such as "Malian" qualifies what follows, rather than standing for the country ("the UK")."""
    words = sentence.tokens_within(sentence.start + at, sentence.start + at + len(written))
    return not words or words[-1].pos == "ADJ" or words[-1].dep in ("amod", "compound")


def is_proper(sentence: Sentence, at: int, written: str) -> bool:
    """Whether the parser too takes the words for a name: "As" at the start of a sentence is none."""
    words = sentence.tokens_within(sentence.start + at, sentence.start + at + len(written))
    return not words or any(word.pos == "PROPN" for word in words)


def _names_house(written: str) -> bool:
    return len(written.split()) <= LONGEST and written not in (
        "The",
        "A",
        "An",
        "Our",
        "His",
        "Her",
        "Their",
        "Its",
        "This",
    )


def _plain_name(written: str, atlas: Atlas) -> bool:
    words = written.split()
    return len(words) <= LONGEST and words[-1] not in atlas.words.not_places


def _is_site(written: str, words: PlaceWords) -> bool:
    parts = written.split()
    if parts[0] in ("The", "A", "An", "Our", "His", "Her", "Their", "Its", "This", "That", "One"):
        parts = parts[1:]
    return len(parts) > 1 and parts[-1].lower() in words.sites
