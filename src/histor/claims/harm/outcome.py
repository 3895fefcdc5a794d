"""One who was shot and has died is a death, not an injury beside it."""

import re
from collections.abc import Sequence

from histor.claims.harm.found import Found, Relation
from histor.claims.harm.persons import REFLEXIVE, cannot_be_one
from histor.claims.harm.words import HarmWords
from histor.records.claim import Harm

REACH = 4  # words: "in the left hand"
ALL_OF_THEM = frozenset({"both", "each", "all"})


def settled(found: Sequence[Found]) -> list[Found]:
    """Drop the shooting of one person whose death the same report tells: "shot himself … died"."""
    found = [
        item for item in found if not (_is_told_beside(item, found) or _tells_how_they_died(item, found))
    ]
    deaths = [item for item in found if item.harm is Harm.KILLED and item.count.exact == 1]
    several = any(item.harm is Harm.KILLED and (item.count.low or 0) > 1 for item in found)
    gone = {id(item) for item in found if (_reflexive(item) or not several) and _has_died(item, deaths)}
    return [item for item in found if id(item) not in gone and (item.of is None or id(item.of) not in gone)]


def _has_died(item: Found, deaths: Sequence[Found]) -> bool:
    if item.harm is not Harm.INJURED or item.count.exact != 1 or item.relation is not Relation.WHOLE:
        return False
    words = item.scene.words
    open_end = words.has("open_end", item.hit.meaning.entry.rsplit(":", 1)[-1])
    if not open_end or _names_survivor(words, _around(item)) or _is_slight(item):
        return False
    return any(_may_be_one(item, death) for death in deaths)


def _is_slight(item: Found) -> bool:
    """Whether one is hit where nobody dies of it: "shot himself in the left hand"."""
    behind = item.scene.sentence.tokens_from(max(item.hit.last.end, item.counted.end))[:REACH]
    struck = len(behind) > 1 and behind[0].lemma in ("in", "through")
    return struck and any(item.scene.words.has("extremities", t.lemma) for t in behind)


def _is_told_beside(item: Found, found: Sequence[Found]) -> bool:
    """Whether "herself" is who the same sentence tells as hurt: "a girl is in hospital after she shot herself"."""
    if item.harm is not Harm.INJURED or not _reflexive(item):
        return False
    doer = item.hit.agent
    return any(
        other.scene is item.scene
        and other is not item
        and other.harm is Harm.INJURED
        and other.count.exact == 1
        and not cannot_be_one(item.scene.words, item.count.wording, other.count.wording)
        and (doer is None or doer.pos == "PRON" or other.counted.start <= doer.start < other.counted.end)
        for other in found
    )


def _tells_how_they_died(item: Found, found: Sequence[Found]) -> bool:
    """Whether a participle tells the wounds of those who are dead: "both were dead, each having suffered a wound"."""
    verb = item.hit.verb
    if item.harm is not Harm.INJURED or verb is None or not _points_back(item):
        return False
    below = item.scene.sentence.children(verb)
    participle = verb.tag == "VBG" or any(t.dep == "aux" and t.tag == "VBG" for t in below)
    dead = (other for other in found if other.scene is item.scene and other.harm is Harm.KILLED)
    return participle and any(other.start < item.start for other in dead)


def _points_back(item: Found) -> bool:
    """Whether a word for all of those told before is who has the wounds: "both", "all three", "each"."""
    before = item.scene.after(item.counted.anchor, -1)
    led = before.text.lower() if before is not None else ""
    return item.count.wording.lower() in ALL_OF_THEM or (led == "all" and item.counted.bare)


def _reflexive(item: Found) -> bool:
    return item.count.wording.lower() in REFLEXIVE


def _may_be_one(shot: Found, death: Found) -> bool:
    """Whether the two may be the same person: same sex as far as said, and not two of one list."""
    if shot.scene is death.scene and not _reflexive(shot):
        return False
    if cannot_be_one(shot.scene.words, shot.count.wording, death.count.wording):
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


def _names_survivor(words: HarmWords, text: str) -> bool:
    return any(words.has("survivors", word) for word in re.findall(r"\w+", text.lower()))


def _around(item: Found) -> str:
    text, first = item.scene.sentence.text, item.scene.sentence.start
    start, end = min(item.start, item.hit.first.start), max(item.counted.end, item.hit.last.end)
    return text[max(0, start - first - 12) : end - first + 24]
