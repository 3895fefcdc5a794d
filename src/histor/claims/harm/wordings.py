"""Read the set wordings for one person's death that the parse breaks on: "2-year-old dies", "shot her to death"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from histor.claims.harm.found import Found
from histor.claims.harm.hit import Hit
from histor.claims.harm.lists import exactly
from histor.claims.harm.persons import REFLEXIVE
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene
from histor.claims.harm.words import HarmWords, Meaning, Role
from histor.claims.parsed import Token
from histor.claims.vocabulary import any_of
from histor.records.claim import Harm

AGED = r"[\w]+(?:-[\w]+)?[- ](?:year|month|week|day)[- ]olds?\b(?!,? (?:and|or)\b)"
SPACED = r"(?:[\w’'-]+ ){0,3}?"
AFTER_ONE = r"(?:,? (?:aged )?\d{1,2},?)?"
SAYS = (
    r"(?:[\w’'.]+ ){0,3}(?:say|says|said|believe|believes|believed|think) "  # "a boy who police say was shot"
)
# "the 2-year-old who was shot at home has died", "the man wounded in a raid has died", "the boy that shot himself died"
WHO = (
    rf"(?:,? (?:(?:who|that) (?:{SAYS})?(?:was|is|had been|got)|(?:shot|stabbed|injured|wounded|hurt|hit|struck)|"
    r"(?:who|that) (?:had )?(?:\w+ly )?(?:shot|stabbed|wounded|injured) (?:himself|herself)) "
    r"[^.;,]{3,70}?,?)?"
)
ATTACKED = r"(?:was|is|were|got) (?:\w+ly )?(?:shot|hit|struck|stabbed|beaten)"
INQUIRY = r"(?:investigation|inquiry|probe)"
DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DIED = r"(?:(?:has|had) )?(?:(?:later|subsequently|also|then|since) )?(?:died|passed away|succumbed)"
FIRST_OR_LAST = re.compile(r"[A-Z][\w’'-]+")
NAME_BEHIND = 40  # characters: "his wife, Ada Varn"
# Of a killer, beside the victims: "before he turned the gun on himself", "then took his own life".
GUN_TURNED = re.compile(
    r"\b(?P<death>turn(?:s|ed|ing) (?:the|his|her|a) (?:\w+ )?(?:gun|weapon|rifle|pistol|shotgun|handgun|knife)) "
    r"on (?P<victim>himself|herself)\b"
)
BY_OWN_HAND = (
    re.compile(r"\b(?P<death>(?:blows|blew|blowing) (?P<victim>himself|herself) up)\b"),
    re.compile(r"\b(?P<death>takes|took|taking) (?P<victim>(?:his|her) own life)\b"),
    re.compile(r"\b(?P<death>commits|committed|committing) (?P<victim>suicide)\b"),
)
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
    for pattern in _told_before(*(lists[name] for name in TOLD_BEFORE)):
        match = pattern.search(scene.sentence.text)
        if match is not None:
            return _death(scene, match, "told-before")
    return None


def named_death(scene: Scene, told: Sequence[Found]) -> Found | None:
    """Return the death of somebody whom the report names more fully before, and does not tell dead otherwise."""
    found = last_resort(scene)
    name = found.count.wording if found is not None else ""
    if not FIRST_OR_LAST.fullmatch(name) or any(name in _told_as(item) for item in told):
        return None
    return found


def _told_as(found: Found) -> str:
    """Return the words for a victim, with the name that may stand behind them."""
    sentence = found.scene.sentence
    return sentence.words(found.counted.start, min(found.counted.end + NAME_BEHIND, sentence.end))


def by_own_hand(scene: Scene, told: Sequence[Found], report: str) -> Iterator[Found]:
    """Yield the death of a killer told beside the victims: "before he turned the gun on himself".

    Nobody has died of the gun where the report calls it an attempt.
    """
    reflexive = any(found.count.wording.lower() in REFLEXIVE for found in told)
    others = any(found.harm in (Harm.KILLED, Harm.INJURED) for found in told)
    if reflexive or not others or any(_by_own_hand(found) for found in told):
        return
    failed = any(words in report for words in scene.words.lists["failed_suicides"])
    patterns = BY_OWN_HAND if failed else (GUN_TURNED, *BY_OWN_HAND)
    matches = (pattern.search(scene.sentence.text) for pattern in patterns)
    match = next((match for match in matches if match is not None), None)
    found = _death(scene, match, "own-hand") if match is not None else None
    if found is not None:
        yield found


def _by_own_hand(found: Found) -> bool:
    blown_up = found.hit.meaning.entry.endswith(("himself up", "herself up"))
    return blown_up or found.hit.frame == "wording:own-hand"


LISTS = (
    "one_person",
    "lethal",
    "lethal_attacks",
    "lethal_verbs",
    "aged_deaths",
    "found_deaths",
    "own_hand_deaths",
    "investigated",
    "finding",
)
TOLD_BEFORE = ("one_person", "later_deaths", "dying", "carried", "relative_deaths", "no_names")


def _lists(words: HarmWords) -> list[frozenset[str]]:
    return [words.lists[name] for name in LISTS]


@cache
def _wordings(*lists: frozenset[str]) -> tuple[Wording, ...]:
    """Return the set wordings that the lexicon's words make."""
    noun, lethal, attack, verb, aged, found, own_hand, deed, finding = map(any_of, lists)
    one = rf"(?:(?:an?|his|her|the) )?{SPACED}(?:{AGED}(?: (?:\w+ )?{noun}\b)?|{noun}\b)"
    patterns = (
        (
            "fatal-attack",
            tuple(lists[1]),
            rf"(?P<death>\b{lethal}(?:ly)? {attack}) of (?P<victim>{one})",
        ),
        ("attack-death", (" death",), rf"(?P<death>\b{attack} death)(?: \w+)? of (?P<victim>{one})"),
        (
            "investigation",
            (" investigation", " inquiry", " probe"),
            rf"\b(?P<death>{deed} {INQUIRY}) (?:of|into) (?:the (?:\w+ )?(?:{attack}|{deed}) of )?(?P<victim>{one})",
        ),
        ("to-death", ("to death",), rf"\b{verb} (?P<victim>{one}) (?P<death>to death)\b"),
        (
            "aged",
            ("-old", " old"),
            rf"(?P<victim>(?:(?:an?|the) )?\b{AGED}){AFTER_ONE}{WHO} (?P<death>{aged})\b",
        ),
        (
            "hit-and-killed",
            (" and killed", " and died"),
            rf"(?P<victim>{one}){AFTER_ONE} {ATTACKED} [^.;,]{{2,40}}? and (?P<death>killed|died)\b",
        ),
        (
            "found",
            tuple(f" {word} " for word in lists[-1]),
            rf"(?P<victim>{one}){AFTER_ONE}(?: (?:was|is|had been))? (?P<death>{finding} {found})\b",
        ),
        (
            "found-dead",
            (" dead", " deceased"),
            rf"\b{finding} (?P<victim>{one}){AFTER_ONE},? (?P<death>dead|deceased)\b",
        ),
        (
            "found-deceased",
            (" dead ", " deceased "),
            rf"\b{finding} an? (?P<death>dead|deceased) (?P<victim>{SPACED}{noun})\b",
        ),
        (
            "own-hand",
            (" suicide", " own life", "self"),
            rf"(?P<victim>{one}){AFTER_ONE}(?: then)? (?P<death>{own_hand})\b",
        ),
    )
    return tuple(Wording(name, held, re.compile(pattern, re.IGNORECASE)) for name, held, pattern in patterns)


@cache
def _told_before(*lists: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """Return what finds the death of somebody whom the report has already told of."""
    nouns, deaths, dying, carried, relative, no_names = map(any_of, lists)
    how = dying.replace(r"\*", r"[\w’'-]+")
    death = rf"{deaths}|{DIED}(?: {how}| (?:on |late |early )*{DAY}|(?=[.,;]|$))"
    pronoun = r"[Hh]e|[Ss]he|(?<=where )they"
    name = rf"(?!(?:{no_names}|{DAY})\b)[A-Z][\w’'-]+"
    who = rf"(?P<victim>{pronoun}|[Tt]he (?:[\w-]+ ){{0,2}}?{nouns}|{name})"
    moved = rf"(?:was|were|is) (?:\w+ )?{carried} [^.;]{{3,90}}?,? (?:and|but) "
    return (
        re.compile(rf"\b{who}(?:,? \d{{1,2}},)?{WHO} (?P<death>{death})(?!\w)"),
        re.compile(rf"\b{who} {moved}(?P<death>{death})(?!\w)"),
        re.compile(
            rf"\b(?P<victim>(?:[Tt]he|[Aa]n?) {SPACED}{nouns}\b){AFTER_ONE},? who (?:{SAYS})?(?:was|had been) "
            rf"(?:\w+ )?(?P<death>{relative})\b"
        ),
        re.compile(rf"\b(?P<death>[Pp]ronounced|[Dd]eclared) {who} dead\b"),
    )


@cache
def _denied(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words)}\b", re.IGNORECASE)


def denied(scene: Scene, hit: Hit) -> bool:
    """Whether words before a harm say that it did not happen: "nearly died"."""
    text = scene.sentence.words(scene.sentence.start, hit.last.end)
    return _denied(scene.words.lists["not_happened"]).search(text) is not None


def _death(scene: Scene, match: re.Match[str], name: str) -> Found | None:
    text = scene.sentence.text
    # "To see if the deadly shooting was planned": it happened all the same.
    whole = name == "fatal-attack" and text[: match.start()].lower().endswith("the ")
    told = whole or name == "investigation"
    begin = max(text.rfind(mark, 0, min(match.start(), match.start("death"))) for mark in ",;:\u2013\u2014")
    denial = _denied(scene.words.lists["not_happened"]).search(text[begin + 1 : match.end("death")])
    if (denial and not told) or SEVERAL.search(text[: match.start("victim")]):
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
