"""Read the set wordings for one person's death that the parse breaks on: "2-year-old dies", "shot her to death"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from histor.claims.harm_found import Found
from histor.claims.harm_hit import Hit
from histor.claims.harm_lists import exactly
from histor.claims.harm_phrases import Counted
from histor.claims.harm_scene import Scene
from histor.claims.harm_words import HarmWords, Meaning, Role
from histor.claims.parsed import Token
from histor.claims.vocabulary import any_of
from histor.records.claim import Harm

AGED = r"[\w]+(?:-[\w]+)?[- ](?:year|month|week|day)[- ]olds?\b(?!,? (?:and|or)\b)"
SPACED = r"(?:[\w’'-]+ ){0,3}?"
AFTER_ONE = r"(?:,? (?:aged )?\d{1,2},?)?"
WHO = r"(?: (?:who|that) (?:was|is|had been|got) [^.;,]{3,70}?)?"  # "the 2-year-old who was shot at home has died"
DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
SEVERAL = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|both|\d+)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to word a death: its pattern has a group `victim`, one person, and a group `death`."""

    name: str
    held: tuple[str, ...]  # words of which it holds one: a search for these is far quicker
    pattern: re.Pattern[str]


def worded_deaths(scene: Scene, told: Sequence[Found]) -> Iterator[Found]:
    """Yield the deaths of one person in set wordings, in a sentence that the grammar finds no death in."""
    if any(found.harm is Harm.KILLED for found in told):
        return
    text = scene.sentence.text
    lowered = text.lower()
    for wording in _wordings(*_lists(scene.words)):
        match = wording.pattern.search(text) if any(held in lowered for held in wording.held) else None
        found = _death(scene, match, wording.name) if match is not None else None
        if found is not None:
            yield found
            return


def last_resort(scene: Scene) -> Found | None:
    """Return the death of somebody told of before: "he was pronounced dead at the scene"."""
    lists = scene.words.lists
    match = _told_before(lists["one_person"], lists["later_deaths"]).search(scene.sentence.text)
    return _death(scene, match, "told-before") if match is not None else None


LISTS = (
    "one_person",
    "lethal",
    "lethal_attacks",
    "lethal_verbs",
    "aged_deaths",
    "found_deaths",
    "own_hand_deaths",
)


def _lists(words: HarmWords) -> list[frozenset[str]]:
    return [words.lists[name] for name in LISTS]


@cache
def _wordings(*lists: frozenset[str]) -> tuple[Wording, ...]:
    """Return the set wordings that the lexicon's words make."""
    noun, lethal, attack, verb, aged, found, own_hand = map(any_of, lists)
    one = rf"(?:(?:an?|his|her|the) )?{SPACED}(?:{AGED}(?: (?:\w+ )?{noun}\b)?|{noun}\b)"
    patterns = (
        (
            "fatal-attack",
            tuple(lists[1]),
            rf"(?P<death>\b{lethal}(?:ly)? {attack}) of (?P<victim>{one})",
        ),
        ("attack-death", (" death",), rf"(?P<death>\b{attack} death)(?: \w+)? of (?P<victim>{one})"),
        ("to-death", ("to death",), rf"\b{verb} (?P<victim>{one}) (?P<death>to death)\b"),
        (
            "aged",
            ("-old", " old"),
            rf"(?P<victim>(?:(?:an?|the) )?\b{AGED}){AFTER_ONE}{WHO} (?P<death>{aged})\b",
        ),
        ("found", (" found ",), rf"(?P<victim>{one}){AFTER_ONE} (?P<death>{found})\b"),
        (
            "own-hand",
            (" suicide", " own life", "self"),
            rf"(?P<victim>{one}){AFTER_ONE}(?: then)? (?P<death>{own_hand})\b",
        ),
    )
    return tuple(Wording(name, held, re.compile(pattern, re.IGNORECASE)) for name, held, pattern in patterns)


@cache
def _told_before(nouns: frozenset[str], deaths: frozenset[str]) -> re.Pattern[str]:
    """Return what finds the death of somebody whom the report has already told of."""
    name = r"[A-Z][\w’'-]+"
    return re.compile(
        rf"\b(?P<victim>[Hh]e|[Ss]he|[Tt]he (?:[\w-]+ ){{0,2}}?{any_of(nouns)}|{name})(?:,? \d{{1,2}},)? "
        rf"(?P<death>{any_of(deaths)}|died (?:on |late |early )*{DAY})\b"
    )


@cache
def _denied(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words)}\b", re.IGNORECASE)


def _death(scene: Scene, match: re.Match[str], name: str) -> Found | None:
    text = scene.sentence.text
    denied = _denied(scene.words.lists["not_happened"]).search(text[: match.end("death")])
    if denied or SEVERAL.search(text[: match.start("victim")]):
        return None
    victim, death = _tokens(scene, *match.span("victim")), _tokens(scene, *match.span("death"))
    if not victim or not death or victim[-1].text.lower().endswith("olds"):
        return None
    words = match["death"].lower()
    meaning = Meaning(Harm.KILLED, Role.SUFFERS, f"killed.wordings:{words}")
    verb = next((t for t in death if t.pos in ("VERB", "AUX")), None)
    hit = Hit(meaning, death[0], death[-1], verb, f"wording:{name}", confidence=0.75)
    span = victim[0].start, victim[-1].end
    counted = Counted(None, victim[-1], victim[-1], *span)
    return Found(scene, counted, hit, exactly(1, scene.sentence.words(*span)), summed=True)


def _tokens(scene: Scene, start: int, end: int) -> list[Token]:
    first = scene.sentence.start
    return [t for t in scene.tokens if t.end > first + start and t.start < first + end]
