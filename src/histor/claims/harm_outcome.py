"""One who was shot and has died is a death, not an injury beside it."""

import re
from collections.abc import Sequence

from histor.claims.harm_found import Found, Relation
from histor.claims.harm_lists import REFLEXIVE
from histor.records.claim import Harm

OPEN = frozenset({"shoot", "stab", "burn", "hospitalize", "hospitalise"})  # how it ended is not said
MALE = re.compile(r"\b(?:man|boy|son|father|brother|husband|himself|gunman|nephew|dad)\b", re.IGNORECASE)
FEMALE = re.compile(
    r"\b(?:woman|girl|daughter|mother|sister|wife|herself|niece|girlfriend|mom)\b", re.IGNORECASE
)
ANOTHER = re.compile(
    r"\b(?:another|other|second|third|also|survived?|recover\w*|wounded|stable)\b", re.IGNORECASE
)


def settled(found: Sequence[Found]) -> list[Found]:
    """Drop the shooting of one person whose death the same report tells: "shot himself … died"."""
    deaths = [item for item in found if item.harm is Harm.KILLED and item.count.exact == 1]
    several = any(item.harm is Harm.KILLED and (item.count.low or 0) > 1 for item in found)
    gone = {id(item) for item in found if (_reflexive(item) or not several) and _has_died(item, deaths)}
    return [item for item in found if id(item) not in gone and (item.of is None or id(item.of) not in gone)]


def _has_died(item: Found, deaths: Sequence[Found]) -> bool:
    if item.harm is not Harm.INJURED or item.count.exact != 1 or item.relation is not Relation.WHOLE:
        return False
    if item.hit.meaning.entry.rsplit(":", 1)[-1] not in OPEN or ANOTHER.search(_around(item)):
        return False
    return any(_may_be_one(item, death) for death in deaths)


def _reflexive(item: Found) -> bool:
    return item.count.wording.lower() in REFLEXIVE


def _may_be_one(shot: Found, death: Found) -> bool:
    """Whether the two may be the same person: same sex as far as said, and not two of one list."""
    if shot.scene is death.scene and not _reflexive(shot):
        return False
    sexes = _sex(shot.count.wording), _sex(death.count.wording)
    if None not in sexes and sexes[0] != sexes[1]:
        return False
    return _reflexive(shot) or _shares_a_noun(shot, death)


def _shares_a_noun(shot: Found, death: Found) -> bool:
    """Whether one is named and the other described, or both by a word that both have."""
    first, second = _words(shot.count.wording), _words(death.count.wording)
    both_named = _named(shot) and _named(death)
    return bool(first & second) if both_named else bool(first & second) or _named(shot) != _named(death)


def _named(item: Found) -> bool:
    return item.counted.noun is not None and item.counted.noun.pos == "PROPN"


def _words(wording: str) -> set[str]:
    return set(re.findall(r"[\w’'-]{3,}", wording.lower())) - {"the", "his", "her", "year", "old"}


def _sex(wording: str) -> str | None:
    if MALE.search(wording):
        return "male"
    return "female" if FEMALE.search(wording) else None


def _around(item: Found) -> str:
    text, first = item.scene.sentence.text, item.scene.sentence.start
    start, end = min(item.start, item.hit.first.start), max(item.counted.end, item.hit.last.end)
    return text[max(0, start - first - 12) : end - first + 24]
