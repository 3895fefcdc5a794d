"""Read the set wordings for one person's wounding that the grammar gives no frame: "a 17-year-old was shot"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from histor.claims.harm_found import Found
from histor.claims.harm_hit import Hit
from histor.claims.harm_lists import exactly
from histor.claims.harm_phrases import Counted
from histor.claims.harm_scene import Scene
from histor.claims.harm_wordings import AFTER_ONE, AGED
from histor.claims.harm_words import Meaning, Role
from histor.claims.parsed import Token
from histor.claims.vocabulary import any_of
from histor.records.claim import Harm

WAS = r"(?:is|was|were|got|has been|had been)(?: (?:also|then|\w+ly))?"
NOT_DEAD = r"(?! (?:(?:to death|dead|and killed|and died|fatally)\b))"


def worded_wounds(scene: Scene, told: Sequence[Found]) -> Iterator[Found]:
    """Yield the wounding of one person in set wordings, in a sentence that the grammar finds no harm in."""
    if any(found.harm in (Harm.KILLED, Harm.INJURED) for found in told):
        return
    lists = scene.words.lists
    text = scene.sentence.text
    if not any(word in text for word in lists["wound_words"]):
        return
    for pattern in _patterns(lists["one_person"], lists["wounded_by"], lists["surviving"]):
        match = pattern.search(text)
        if match is not None and not _negated(lists["not_happened"], text[: match.end()]):
            yield from _wound(scene, match)
            return


@cache
def _patterns(
    nouns: frozenset[str], wounded: frozenset[str], surviving: frozenset[str]
) -> tuple[re.Pattern[str], ...]:
    noun = any_of(nouns)
    one = rf"(?:an?|another|his|her) (?:[\w’'-]+ ){{0,3}}?{noun}\b"
    victim = rf"(?P<victim>(?:(?:an?|another|one|the) )?{AGED}(?: (?:\w+ )?{noun}\b)?|{one}){AFTER_ONE},?"
    struck = rf"(?P<victim>(?:an?|another|his|her) (?:{AGED}(?: (?:\w+ )?{noun}\b)?|(?:[\w’'-]+ ){{0,3}}?{noun}\b))"
    patterns = (
        rf"{victim}(?: who)? {WAS} (?P<harm>{any_of(wounded)})\b{NOT_DEAD}",
        rf"{victim} (?P<harm>{any_of(surviving)})\b",
        rf"\b(?P<harm>(?:bullets?|shrapnel|gunfire|shots?) (?:\w+ )?(?:struck|hit|grazed|wounded)) {struck}",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def _negated(words: frozenset[str], text: str) -> bool:
    return re.search(rf"\b{any_of(words)}\b", text, re.IGNORECASE) is not None


def _wound(scene: Scene, match: re.Match[str]) -> Iterator[Found]:
    victim, harm = _tokens(scene, *match.span("victim")), _tokens(scene, *match.span("harm"))
    if not victim or not harm:
        return
    meaning = Meaning(Harm.INJURED, Role.SUFFERS, f"injured.wordings:{match['harm'].lower()}")
    verb = next((t for t in harm if t.pos in ("VERB", "AUX")), None)
    hit = Hit(meaning, harm[0], harm[-1], verb, "wording:wound", confidence=0.75)
    span = victim[0].start, victim[-1].end
    counted = Counted(None, victim[-1], victim[-1], *span)
    yield Found(scene, counted, hit, exactly(1, scene.sentence.words(*span)), summed=True)


def _tokens(scene: Scene, start: int, end: int) -> list[Token]:
    first = scene.sentence.start
    return [t for t in scene.tokens if t.end > first + start and t.start < first + end]
