"""What a figure is that leans on another: its harm is the other's, its people may be named behind it."""

from dataclasses import replace

from histor.claims.harm.found import Found, Relation
from histor.claims.harm.hit import known_as_people
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene
from histor.claims.parsed import Token

MORE = frozenset({"another", "more", "further", "additional", "other", "others"})


def leaning(scene: Scene, counted: Counted, on: Found, relation: Relation, frame: str) -> Found | None:
    """Return the figure of `counted` with the harm of the figure that it leans on."""
    mention = counted.mention
    if mention is None:
        return None
    hit = replace(on.hit, frame=frame, earlier=False, confidence=min(on.hit.confidence, 0.8))
    if on.scene.sentence.index != scene.sentence.index:  # the word of harm stands in another sentence
        hit = replace(hit, first=counted.anchor, last=counted.anchor, verb=None, agent=None)
    return Found(scene, counted, hit, mention.count, relation, on)


def replace_of(found: Found) -> Found:
    """Return the whole that a coordinated part shares with its neighbour, or the neighbour itself."""
    return found.of if found.relation is Relation.PART and found.of is not None else found


def with_predicate(scene: Scene, counted: Counted) -> Counted:
    """Return "40 of the dead were foreigners" with the foreigners as what is counted."""
    if counted.of and counted.bare:
        named = predicate(scene, counted)
        counted = replace(counted, noun=named, end=named.end) if named is not None else counted
    verb = scene.sentence.head(counted.anchor)
    before = [t.text.lower() for t in scene.tokens if t.end <= counted.start][-2:]
    if not counted.of or counted.anchor.dep != "nsubj" or verb.lemma != "be" or before == ["all", "but"]:
        return counted
    held = next(
        (c for c in scene.sentence.children(verb) if c.dep == "attr" and known_as_people(scene, c)), None
    )
    return replace(counted, noun=held) if held is not None else counted


def predicate(scene: Scene, counted: Counted) -> Token | None:
    """Return the noun that says who they are: "five of them children", "six of whom were women"."""
    for token in (t for t in scene.tokens if t.start >= counted.end):
        if token.pos == "NOUN":
            return token if known_as_people(scene, token) else None
        if token.pos not in ("AUX", "ADJ", "ADV", "DET", "PROPN"):
            return None
    return None
