"""Find harm that has no number: "including women and children", "revenge killings targeting Alawites"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from histor.claims.harm.found import Found, Relation
from histor.claims.harm.hit import Hit, known_as_people, verb_above
from histor.claims.harm.lists import exactly
from histor.claims.harm.parts import part_by_cue
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene
from histor.claims.harm.words import Meaning, Role
from histor.claims.parsed import Token
from histor.records.claim import Harm
from histor.values.count import Count, Hedge

# ", most of them women and children": who they mostly were.
MOSTLY = re.compile(
    r"(?: dead| killed| wounded| injured)?[\s,(\u2013\u2014-]*(?:mostly|mainly|largely|predominantly|primarily|"
    r"(?:most|many|some|several|half|all|both|the majority) of (?:them|whom|those))"
    r"(?: (?:were|are|being|reportedly|believed to be|said to be|either|unarmed|young|elderly))*"
    r"(?: (?:[\w-]+,? )?(?:and|or))? ?(?:[\w-]+ and )?",
    re.IGNORECASE,
)
AIMED = frozenset({"target", "against", "of"})  # "killings targeting ...", "killings of ..."


def with_whole(single: Found, found: Sequence[Found]) -> Found:
    """Return people without a number as a part of the figure that "most of them" points back to."""
    if single.count.known:
        return single
    before = [f for f in found if f.counted.end <= single.start and f.count.known]
    whole = before[-1] if before else None
    if whole is None or not MOSTLY.fullmatch(single.scene.sentence.words(whole.counted.end, single.start)):
        return single
    hit = replace(whole.hit, frame="part:mostly", earlier=False, confidence=0.5)
    return replace(single, hit=hit, relation=Relation.PART, of=whole)


def unnumbered_parts(scene: Scene, found: Sequence[Found]) -> Iterator[Found]:
    """Yield women and children as a part without a number: "including women and children"."""
    for token in scene.tokens:
        if token.tag != "NNS" or not _women_or_children(scene, token):
            continue
        if any(other.counted.start <= token.start < other.counted.end for other in found):
            continue
        phrase = Counted(None, token, token, token.start, token.end)
        wholes = [f for f in found if f.start < token.start and f.count.known]
        part = part_by_cue(scene, phrase, wholes) or _mostly(scene, phrase, wholes)
        if part is not None and not _is_numbered(scene, token):
            hit = replace(part.hit, frame="part:unnumbered", confidence=0.5)
            yield replace(part, hit=hit, count=Count(hedge=Hedge.OTHER, wording=token.text))


def _mostly(scene: Scene, phrase: Counted, found: Sequence[Found]) -> Found | None:
    if not found:
        return None
    alone = Found(scene, phrase, found[-1].hit, Count(hedge=Hedge.OTHER, wording=""))
    part = with_whole(alone, found)
    return part if part.relation is Relation.PART else None


def _women_or_children(scene: Scene, token: Token) -> bool:
    return scene.words.has("women", token.lemma) or scene.words.has("children", token.lemma)


def _is_numbered(scene: Scene, noun: Token) -> bool:
    before = scene.after(noun, -1)
    return before is not None and (before.pos in ("NUM", "ADJ") or before.lemma == "of")


def unnumbered_events(scene: Scene) -> Iterator[Found]:
    """Yield harm that a noun tells without a count: "killings targeting Alawites", "the burning of homes"."""
    for token in scene.tokens:
        found = _aimed(scene, token) or _forced(scene, token) or _burned(scene, token)
        if found is not None:
            yield found


def _aimed(scene: Scene, noun: Token) -> Found | None:
    """Read killings, in the plural, that are aimed at a community."""
    meaning = scene.words.of_token(noun, Role.EVENTS) if noun.tag == "NNS" else None
    if meaning is None or meaning.harm is not Harm.KILLED:
        return None
    for below in scene.sentence.children(noun):
        aimed = below.lemma in AIMED and below.i > noun.i
        held = (t for t in scene.sentence.children(below) if t.dep in ("pobj", "dobj"))
        victim = next((t for t in held if aimed and _is_community(scene, t)), None)
        if victim is not None:
            start = min(t.start for t in scene.sentence.subtree(victim) if t.i <= victim.i)
            return _without_number(
                scene, victim, (start, victim.end), Hit(meaning, noun, noun, None, "aimed")
            )
    return None


def _is_community(scene: Scene, noun: Token) -> bool:
    within = (noun, *scene.sentence.children(noun))
    singular = (t.text.lower().rstrip("s") for t in within)
    return any(scene.words.has("groups", word) for word in singular) or (
        noun.tag == "NNS" and known_as_people(scene, noun)
    )


def _forced(scene: Scene, noun: Token) -> Found | None:
    """Read "forced displacement", "mass displacement" without a number."""
    below = scene.sentence.children(noun)
    if not below or not any(t.dep == "amod" for t in below):
        return None
    meaning = scene.words.of_token(noun, Role.EVENTS)
    if meaning is None or meaning.harm is not Harm.DISPLACED:
        return None
    return _without_number(scene, noun, (noun.start, noun.end), Hit(meaning, noun, noun, None, "event-alone"))


def _burned(scene: Scene, noun: Token) -> Found | None:
    """Read "the burning of homes": harm of kind other."""
    if not scene.words.has("burnings", noun.lemma) and not scene.words.has("burnings", noun.text.lower()):
        return None
    nearby = scene.tokens[noun.i + 1 : noun.i + 4]
    home = next((t for t in nearby if scene.words.has("homes", t.lemma)), None)
    if home is None:
        return None
    meaning = Meaning(Harm.OTHER, Role.EVENTS, f"burnings:{noun.text.lower()}")
    hit = Hit(meaning, noun, home, verb_above(scene, noun), "burning")
    return _without_number(scene, home, (noun.start, home.end), hit)


def _without_number(scene: Scene, noun: Token, span: tuple[int, int], hit: Hit) -> Found:
    count = Count(hedge=Hedge.OTHER, wording=scene.sentence.words(*span))
    return Found(scene, Counted(None, noun, noun, *span), replace(hit, confidence=0.5), count)


def without(scene: Scene) -> Iterator[Found]:
    """Yield the zero of "without casualties", "without any loss of life"."""
    for token in scene.tokens:
        if token.text.lower() != "without":
            continue
        following = [
            t
            for t in scene.tokens[token.i + 1 : token.i + 4]
            if t.text.lower() not in ("any", "causing", "further")
        ]
        noun = following[0] if following else None
        meaning = scene.words.of_token(noun, Role.VICTIMS, Role.EVENTS) if noun is not None else None
        if noun is not None and meaning is not None and meaning.harm in (Harm.KILLED, Harm.INJURED):
            count = exactly(0, token.text)
            hit = Hit(meaning, noun, noun, None, "without")
            yield Found(scene, Counted(None, noun, noun, token.start, noun.end), hit, count, summed=True)
