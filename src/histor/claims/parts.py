"""Read figures that lean on another: parts ("including 39 women"), ellipsis ("and 17 in Barkin Ladi"), additions."""

from collections.abc import Sequence
from dataclasses import replace

from histor.claims.harm_found import Found, Relation
from histor.claims.harm_frames import known_as_people
from histor.claims.harm_phrases import Counted
from histor.claims.harm_scene import Scene
from histor.claims.parsed import Token

CUES = frozenset({"including", "include", "includes", "included", "among", "amongst", "notably", "especially"})
SPEECH = frozenset({"say", "put", "give", "claim", "report", "estimate", "speak", "count", "cite", "mention", "write", "tell", "list"})
MORE = frozenset({"another", "more", "further", "additional", "other", "others"})
OPEN_LIST = frozenset({"PUNCT", "CCONJ", "ADV", "DET", "ADP", "NUM", "ADJ", "NOUN", "PROPN", "SYM", "PRON", "PART", "SCONJ"})


def lean(scene: Scene, counted: Counted, before: Sequence[Found], earlier: Sequence[Found]) -> Found | None:
    """Return the figure that a phrase without a harm word of its own gives by leaning on one before it.

    `before` are the figures found so far in this sentence, `earlier` those of the sentence before.
    """
    noun = counted.noun
    if noun is not None and not known_as_people(scene, noun) and not _is_group_word(scene, noun):
        return None
    for rule in (_part_by_cue, _part_by_pronoun, _coordinated, _spoken):
        found = rule(scene, counted, before, earlier)
        if found is not None:
            return found
    return None


def _is_group_word(scene: Scene, noun: Token) -> bool:
    return noun.text.lower() in MORE or noun.pos == "PROPN" or scene.words.has("groups", noun.lemma)


def _leaning(scene: Scene, counted: Counted, on: Found, relation: Relation, frame: str) -> Found | None:
    mention = counted.mention
    if mention is None:
        return None
    hit = replace(on.hit, frame=frame, earlier=False, confidence=min(on.hit.confidence, 0.8))
    if on.scene.sentence.index != scene.sentence.index:  # the word of harm stands in another sentence
        hit = replace(hit, first=counted.anchor, last=counted.anchor, verb=None, agent=None)
    return Found(scene, counted, hit, mention.count, relation, on)


def _part_by_cue(scene: Scene, counted: Counted, before: Sequence[Found], earlier: Sequence[Found]) -> Found | None:
    """Read "..., including 231 soldiers and 250 fighters"; the list runs on until a verb ends it."""
    cue = _cue_before(scene, counted)
    if cue is None:
        return None
    wholes = [found for found in before if found.start < cue.start and found.counted.mention is not counted.mention]
    whole = next((found for found in reversed(wholes) if found.relation is not Relation.PART), None)
    whole = whole or (wholes[-1] if wholes else None) or (earlier[-1] if earlier and cue.i <= 1 else None)
    return _leaning(scene, counted, whole, Relation.PART, "part:" + cue.text.lower()) if whole is not None else None


def _cue_before(scene: Scene, counted: Counted) -> Token | None:
    for token in reversed([t for t in scene.tokens if t.end <= counted.start]):
        if token.text.lower() in CUES:
            return token
        if token.pos not in OPEN_LIST and token.lemma != "be" and not (token.tag in ("VBG", "VBN") and token.dep in ("amod", "acl")):
            return None
        if token.text in (";", ":"):
            return None
    return None


def _part_by_pronoun(scene: Scene, counted: Counted, before: Sequence[Found], earlier: Sequence[Found]) -> Found | None:
    """Read "five of them children", "31 of whom have been transferred"."""
    if not counted.of or counted.noun is not None:
        return None
    whole = before[-1] if before else (earlier[-1] if earlier else None)
    if whole is None:
        return None
    main = next((found for found in reversed(before) if found.relation is not Relation.PART), whole)
    child = _predicate(scene, counted)
    counted = replace(counted, noun=child, end=child.end) if child is not None else counted
    return _leaning(scene, counted, main, Relation.PART, "part:of-pronoun")


def _predicate(scene: Scene, counted: Counted) -> Token | None:
    """Return the noun that says who they are: "five of them children", "six of whom were women"."""
    for token in (t for t in scene.tokens if t.start >= counted.end):
        if token.pos == "NOUN":
            return token if known_as_people(scene, token) else None
        if token.pos not in ("AUX", "ADJ", "ADV", "DET", "PROPN"):
            return None
    return None


def _coordinated(scene: Scene, counted: Counted, before: Sequence[Found], earlier: Sequence[Found]) -> Found | None:
    """Read "79 deaths in Bokkos and 17 in Barkin Ladi", "12 police, three soldiers and nine gunmen"."""
    if not before:
        return None
    last = before[-1]
    between = [t for t in scene.tokens if t.start >= last.counted.end and t.end <= counted.start]
    verbs = [t for t in between if t.pos in ("VERB", "AUX") and not _within_event(scene, t, last)]
    joined = bool(between) and between[-1].text.lower() in ("and", ",", "or", ";", "plus", "but", "while", "with")
    if verbs or not joined or len(between) > 14:
        return None
    if counted.bare and not _stands_alone(scene, counted):
        return None
    relation = last.relation if last.relation is Relation.PART else Relation.SAME
    return _leaning(scene, counted, replace_of(last), relation, "coordinated")


def _within_event(scene: Scene, token: Token, last: Found) -> bool:
    return last.hit.first.start <= token.start <= last.hit.last.end or token.tag in ("VBG", "VBN")


def _stands_alone(scene: Scene, counted: Counted) -> bool:
    """Whether a number without a noun is followed by a place, a stop, or words that add: not by a verb."""
    following = next((t for t in scene.tokens if t.start >= counted.end), None)
    return following is None or following.pos in ("ADP", "PUNCT", "CCONJ", "ADV") or following.text.lower() in MORE


def replace_of(found: Found) -> Found:
    """Return the whole that a coordinated part shares with its neighbour, or the neighbour itself."""
    return found.of if found.relation is Relation.PART and found.of is not None else found


def _spoken(scene: Scene, counted: Counted, before: Sequence[Found], earlier: Sequence[Found]) -> Found | None:
    """Read "French analysts said up to 600, the UN about 200": bare figures given for what was spoken of before."""
    if not counted.bare or counted.of:
        return None
    base = before[-1] if before else (earlier[-1] if earlier else None)
    if base is None or not any(t.lemma in SPEECH for t in scene.tokens if t.end <= counted.start):
        return None
    following = next((t for t in scene.tokens if t.start >= counted.end), None)
    ended = following is None or following.pos in ("PUNCT", "CCONJ")
    if not ended or (before and before[-1].hit.frame != "spoken"):
        return None
    return _leaning(scene, counted, base, Relation.SAME, "spoken")
