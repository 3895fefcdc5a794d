"""Read the set wordings for one person's wounding that the grammar gives no frame: "a 17-year-old was shot"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from histor.claims.harm.found import Found
from histor.claims.harm.hit import Hit
from histor.claims.harm.lists import exactly
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene
from histor.claims.harm.wordings import AFTER_ONE, AGED
from histor.claims.harm.words import Meaning, Role
from histor.claims.parsed import Token
from histor.claims.vocabulary import any_of
from histor.records.claim import Harm

WAS = r"(?:is|was|were|got|has been|had been)(?: (?:also|then|\w+ly))?"
NOT_DEAD = r"(?! (?:(?:to death|dead|fatally)\b|(?:[^.;,]{1,30} )?and (?:killed|died)\b))"


WITH = r"(?:with|suffering(?: from)?|bleeding from) (?:[\w’'-]+ ){0,4}?"
WOUNDED = ("one_person", "wounded_by", "surviving", "wound_kinds", "finding", "arrivals")
TOLD_BEFORE = ("one_person", "wounded_by", "conditions", "wound_kinds", "finding")


def worded_wounds(scene: Scene, told: Sequence[Found]) -> Iterator[Found]:
    """Yield the wounding of one person in set wordings, in a sentence that the grammar finds no harm in.

    A clause of its own tells somebody else beside the dead: "a 56-year-old who had been shot and a dead child".
    """
    harmed = [found for found in told if found.harm in (Harm.KILLED, Harm.INJURED)]
    lists = scene.words.lists
    if not any(word in scene.sentence.text for word in lists["wound_words"]):
        return
    in_clause, *others = _patterns(*(lists[name] for name in WOUNDED))
    for pattern in (in_clause,) if harmed else (in_clause, *others):
        found = _wound(scene, pattern)
        if found is not None and not any(_overlap(found, other) for other in harmed):
            yield found
            return


def last_wound(scene: Scene) -> Found | None:
    """Return the wounding of somebody told of before: "the boy is in stable condition"."""
    lists = scene.words.lists
    patterns = _told_before(*(lists[name] for name in TOLD_BEFORE))
    return next((found for pattern in patterns if (found := _wound(scene, pattern))), None)


def _overlap(found: Found, other: Found) -> bool:
    last = max(other.counted.end, other.hit.last.end)
    return found.start < last and found.hit.last.end > min(other.start, other.hit.first.start)


@cache
def _patterns(*lists: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """Return what finds the wounding of one person; first what a clause of its own tells."""
    noun, wounded, surviving, wound, finding, arriving = map(any_of, lists)
    one = rf"(?:an?|one|another|his|her) (?:[\w’'-]+ ){{0,3}}?{noun}\b"
    named = r"(?-i:(?P<victim>[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){1,3}), (?:aged )?\d{1,2},)"
    victim = rf"(?P<victim>(?:(?:an?|another|one|the) )?{AGED}(?: (?:\w+,? )?{noun}\b)?|{one}){AFTER_ONE},?"
    more = rf"(?P<victim>(?:another|an? (?:second|third|fourth)) (?:[\w’'-]+ ){{0,2}}?{noun}\b)"
    struck = rf"(?P<victim>(?:an?|another|his|her) (?:{AGED}(?: (?:\w+ )?{noun}\b)?|(?:[\w’'-]+ ){{0,3}}?{noun}\b))"
    being = r"(?: who [^.;,]{3,40})? after (?:being|getting|(?:he|she) (?:was|got))"
    patterns = (
        rf"{victim} who {WAS} (?P<harm>{wounded})\b{NOT_DEAD}",
        rf"{victim}(?: {WAS}|{being}) (?P<harm>{wounded})\b{NOT_DEAD}",
        rf"{victim} (?P<harm>{surviving})\b",
        rf"\b(?P<harm>(?:bullets?|shrapnel|gunfire|shots?) (?:\w+ )?(?:struck|hit|grazed|wounded)) {struck}",
        rf"{finding} {victim}(?: [^.;,]{{1,60}}?)? {WITH}(?P<harm>{wound})\b",
        rf"{victim} (?:was|is) {finding}(?: [^.;,]{{1,60}}?)? {WITH}(?P<harm>{wound})\b",
        (
            rf"{victim}(?: [^.;,]{{3,40}},)? (?:was [^.;,]{{3,60}} and )?(?:had )?(?:also )?"
            rf"(?:suffered|sustained|received) (?:[\w-]+ ){{0,2}}?(?P<harm>{wound})\b"
        ),
        rf"{finding} {named}(?: [^.;,]{{1,60}}?)? {WITH}(?P<harm>{wound})\b",
        rf"{victim} {arriving}\b[^.;,]{{1,60}}? {WITH}(?P<harm>{wound})\b",
        rf"\b(?P<harm>shooting) of {struck}",
        rf"{more}{AFTER_ONE},? (?:was|got) (?:also )?(?P<harm>hit|struck)(?= (?:too|as well|and|when)\b|[.,;]|$)",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@cache
def _told_before(*lists: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """Return what finds the wound of somebody whom the report has already told of."""
    noun, wounded, condition, wound, finding = map(any_of, lists)
    one = rf"[Tt]he (?:[\w’'-]+ ){{0,3}}?(?:{noun}\b|{AGED})"
    who = rf"\b(?P<victim>[Hh]e|[Ss]he|{one}|[A-Z][\w’'-]+){AFTER_ONE},?"
    patterns = (
        rf"{who} {WAS} (?P<harm>{wounded})\b{NOT_DEAD}",
        rf"{who} (?:also )?(?:suffered|sustained|received) (?:[\w-]+ ){{0,3}}?(?P<harm>{wound}|injury|injuries)\b",
        (
            rf"{who}(?: who)? (?:is|was|remains?|remained) (?:\w+ ){{0,3}}?"
            rf"in (?:\w+ ){{0,2}}?(?P<harm>{condition} condition)\b"
        ),
        rf"\b(?:leaving|left) {who} {WITH}(?P<harm>{wound})\b",
        rf"{finding} {who}(?: [^.;,]{{1,60}}?)? {WITH}(?P<harm>{wound})\b",
        rf"{who}(?: of [^.;,]{{3,30}},)? (?:was|is) {finding}\b[^.;]{{1,90}}? {WITH}(?P<harm>{wound})\b",
    )
    return tuple(map(re.compile, patterns))


def _negated(words: frozenset[str], text: str) -> bool:
    return re.search(rf"\b{any_of(words)}\b", text, re.IGNORECASE) is not None


def _wound(scene: Scene, pattern: re.Pattern[str]) -> Found | None:
    text = scene.sentence.text
    match = pattern.search(text)
    if match is None:
        return None
    beside = (
        ", who " in match.group()
    )  # "no news of the victim, who was in fair condition": the clause is told anyhow
    if _negated(scene.words.lists["not_happened"], text[match.start() if beside else 0 : match.end()]):
        return None
    victim, harm = _tokens(scene, *match.span("victim")), _tokens(scene, *match.span("harm"))
    if not victim or not harm or victim[-1].text.lower().endswith("olds"):
        return None
    meaning = Meaning(Harm.INJURED, Role.SUFFERS, f"injured.wordings:{match['harm'].lower()}")
    verb = next((t for t in harm if t.pos in ("VERB", "AUX")), None)
    hit = Hit(meaning, harm[0], harm[-1], verb, "wording:wound", confidence=0.75)
    span = victim[0].start, victim[-1].end
    counted = Counted(None, victim[-1], victim[-1], *span)
    return Found(scene, counted, hit, exactly(1, scene.sentence.words(*span)), summed=True)


def _tokens(scene: Scene, start: int, end: int) -> list[Token]:
    first = scene.sentence.start
    return [t for t in scene.tokens if t.end > first + start and t.start < first + end]
