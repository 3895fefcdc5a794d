"""Read persons who are named by their age alone: "killing a 14-year-old and three others"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from histor.claims.harm.found import Found, Relation
from histor.claims.harm.hit import DOING, hit_of
from histor.claims.harm.lists import exactly
from histor.claims.harm.parts import part_by_cue
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene
from histor.claims.parsed import Token

# Not "a 14-year-old boy", whom the noun names; the last word of the age is "old".
AGED = re.compile(
    r"\b(?:an?|another|one) [\w-]+[- ](?:year|month|week|day)[- ]old"
    r"(?=[,.;)]|$| (?:and|or|who|was|were|died|in|at|when)\b)",
    re.IGNORECASE,
)


def aged_persons(scene: Scene, told: Sequence[Found]) -> Iterator[Found]:
    """Yield the persons whom only their age names, where a verb before or a figure beside them says the harm."""
    for match in AGED.finditer(scene.sentence.text):
        start, end = (scene.sentence.start + at for at in match.span())
        if any(f.counted.start < end and f.counted.end > start for f in told):
            continue
        found = _by_verb(scene, start, end) or _by_neighbour(scene, start, end, told)
        found = found or _as_part(scene, start, end, told)
        if found is not None:
            yield replace(found, count=exactly(1, match.group()), summed=True)


def _tokens(scene: Scene, start: int, end: int) -> Counted:
    inside = scene.sentence.tokens_within(start, end)
    return Counted(None, inside[-1], None, start, end)


def _by_verb(scene: Scene, start: int, end: int) -> Found | None:
    """Read "killing a 14-year-old"."""
    before = _before(scene, start)
    trigger = scene.verbs.get(before.i) if before is not None else None
    if trigger is None or trigger.meaning.role not in DOING:
        return None
    hit = hit_of(scene, trigger, "aged")
    return Found(scene, _tokens(scene, start, end), hit, exactly(1, ""))


def _before(scene: Scene, start: int) -> Token | None:
    return next((t for t in reversed(scene.tokens) if t.end <= start), None)


def _by_neighbour(scene: Scene, start: int, end: int, told: Sequence[Found]) -> Found | None:
    """Read "a 14-year-old and three others were hurt": the figure beside it says the harm."""
    beside = next((f for f in told if scene.sentence.words(end, max(end, f.start)) == " and "), None)
    if beside is None:
        return None
    hit = replace(beside.hit, frame="aged", confidence=min(beside.hit.confidence, 0.8))
    relation = Relation.PART if beside.relation is Relation.PART else Relation.WHOLE
    whole = beside.of if relation is Relation.PART else None
    return Found(scene, _tokens(scene, start, end), hit, exactly(1, ""), relation, whole)


def _as_part(scene: Scene, start: int, end: int, told: Sequence[Found]) -> Found | None:
    """Read "20 were injured, including an 8-year-old"."""
    return part_by_cue(scene, _tokens(scene, start, end), [f for f in told if f.start < start])
