"""Read figures that stand beside another: "up from 115", "and six in Belmar", "the mayor about 40"."""

from collections.abc import Sequence
from dataclasses import replace

from histor.claims.harm.found import Found, Relation
from histor.claims.harm.parts_leaning import MORE, leaning, replace_of
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import DASHES, Scene
from histor.claims.parsed import Token

SPEECH = frozenset(
    {
        "say",
        "put",
        "give",
        "claim",
        "report",
        "estimate",
        "speak",
        "count",
        "cite",
        "mention",
        "write",
        "tell",
        "list",
    }
)
JOINING = frozenset({"and", ",", "or", ";", "plus", "but", "while", "with", ":", *DASHES, "not", "then"})
LONGEST_GAP = 14  # words between two coordinated figures, with the place or kind of the first


def up_from(
    scene: Scene, counted: Counted, before: Sequence[Found], _earlier: Sequence[Found]
) -> Found | None:
    """Read "..., up from 115 earlier in the day": the older figure of an update."""
    words = [t.text.lower() for t in scene.tokens if t.end <= counted.start][-2:]
    compared = words in (["compared", "with"], ["compared", "to"])
    if compared and before and counted.bare:
        return _as_older(leaning(scene, counted, before[0], Relation.SAME, "compared"))
    revised = words[-1:] == ["from"] and any(
        is_total_word(scene, t) for t in scene.tokens if t.end <= counted.start
    )
    moved = revised or (
        words[-1:] in (["from"], ["of"])
        and words[:1]
        in (
            ["up"],
            ["down"],
            ["earlier"],
            ["previous"],
            ["revised"],
        )
    )
    if not moved or not before or not (counted.bare or before[-1].hit.frame == "toll"):
        return None
    return _as_older(leaning(scene, counted, before[-1], Relation.SAME, "up-from"))


def _as_older(found: Found | None) -> Found | None:
    return replace(found, hit=replace(found.hit, earlier=True)) if found is not None else None


def is_total_word(scene: Scene, token: Token) -> bool:
    """Whether `token` is a word for a toll."""
    return scene.words.has("tolls", token.lemma)


def same_verb(
    scene: Scene, counted: Counted, before: Sequence[Found], _earlier: Sequence[Found]
) -> Found | None:
    """Read "six bodies were received at the clinic while three were received in Ardel"."""
    last = before[-1] if before else None
    verb = scene.sentence.head(counted.anchor)
    bare = counted.noun is None or counted.noun.text.lower() in MORE
    if last is None or not bare or counted.anchor.dep not in ("nsubj", "nsubjpass"):
        return None
    above = scene.sentence.head(last.counted.anchor)
    if (
        above.i == verb.i
        or above.lemma != verb.lemma
        or verb.lemma == "be"
        or last.counted.anchor.dep != counted.anchor.dep
    ):
        return None
    return leaning(
        scene,
        counted,
        replace_of(last),
        last.relation if last.relation is Relation.PART else Relation.SAME,
        "same-verb",
    )


def coordinated(
    scene: Scene, counted: Counted, before: Sequence[Found], _earlier: Sequence[Found]
) -> Found | None:
    """Read "14 deaths in Ardel and six in Belmar", "12 police, three soldiers and nine gunmen"."""
    if not before:
        return None
    last = before[-1]
    if _together(scene, counted):
        return leaning(scene, counted, last, Relation.SAME, "along-with")
    between = [t for t in scene.tokens if t.start >= last.counted.end and t.end <= counted.start]
    verbs = [t for t in between if t.pos in ("VERB", "AUX") and not _within_event(scene, t, last)]
    joined = bool(between) and between[-1].text.lower() in JOINING
    if verbs or not joined or len(between) > LONGEST_GAP:
        return None
    following = next((t for t in scene.tokens if t.start >= counted.end), None)
    said_of = following is not None and following.pos in ("AUX", "VERB")
    if said_of or _acts_itself(scene, counted) or (counted.bare and not _stands_alone(scene, counted)):
        return None
    relation = last.relation if last.relation is Relation.PART else Relation.SAME
    return leaning(scene, counted, replace_of(last), relation, "coordinated")


def _acts_itself(scene: Scene, counted: Counted) -> bool:
    """Whether a later verb of speech has the counted for its subject: "but one official, who ..., said"."""
    verb = scene.sentence.head(counted.anchor)
    return counted.anchor.dep == "nsubj" and verb.start >= counted.end and verb.lemma in SPEECH


def _together(scene: Scene, counted: Counted) -> bool:
    words = " ".join(t.text.lower() for t in scene.tokens if t.end <= counted.start)
    return words.endswith(tuple(scene.words.lists["together_with"]))


def _within_event(scene: Scene, token: Token, last: Found) -> bool:
    """Whether a verb between two figures belongs to the first: "were killed in Ardel, nine in Tarrow"."""
    verb = last.hit.verb
    if token.dep == "conj" and scene.words.has("relief_verbs", token.lemma):  # "captured one and rescued six"
        return False
    own = verb is not None and verb.i in {token.i, token.head}
    return own or last.hit.first.start <= token.start <= last.hit.last.end or token.tag in ("VBG", "VBN")


def _stands_alone(scene: Scene, counted: Counted) -> bool:
    """Whether a number without a noun is followed by a place, a stop, or words that add: not by a verb."""
    following = next((t for t in scene.tokens if t.start >= counted.end), None)
    return (
        following is None
        or following.pos in ("ADP", "PUNCT", "CCONJ", "ADV", "SCONJ")
        or following.text.lower() in MORE
    )


def spoken(scene: Scene, counted: Counted, before: Sequence[Found], earlier: Sequence[Found]) -> Found | None:
    """Read "medics said up to 90, the mayor about 40": bare figures for what was spoken of before."""
    if not counted.bare or counted.of:
        return None
    base = before[-1] if before else next(iter(earlier[-1:]), None)
    if base is None or base.summed or not _is_near(scene, base):
        return None  # "a clerk" who died is one person, and not seven in the mouth of another
    if not any(t.lemma in SPEECH for t in scene.tokens if t.end <= counted.start):
        return None
    following = next((t for t in scene.tokens if t.start >= counted.end), None)
    ended = following is None or following.pos in ("PUNCT", "CCONJ")
    since = before[-1].counted.end if before else scene.sentence.start
    between = [t for t in scene.tokens if t.start >= since and t.end <= counted.start]
    if not ended or any(t.pos == "VERB" and t.lemma not in SPEECH for t in between):
        return None
    return leaning(scene, counted, replace_of(base), Relation.SAME, "spoken")


def _is_near(scene: Scene, base: Found) -> bool:
    """Whether a figure was told in this paragraph or just before it: what is further off is no longer spoken of."""
    told = base.scene.sentence
    return told.paragraph == scene.sentence.paragraph or told.index + 1 >= scene.sentence.index
