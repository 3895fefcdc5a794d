"""Tell harms that one number counts together from two figures: "35 people were killed or wounded"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from histor.claims.harm.found import Found
from histor.claims.harm.hit import DOING
from histor.claims.harm.scene import Scene
from histor.claims.harm.words import Meaning, Role
from histor.claims.parsed import Token
from histor.records.claim import Harm

JOINTS = frozenset({"and", "or", "/", "and/or"})
BETWEEN = frozenset({"were", "was", "have", "has", "had", "been", "being", "either", "went", "go"})
# One person can be abducted and killed; nobody is both killed and wounded by the count of one report.
EXCLUSIVE = frozenset({Harm.KILLED, Harm.INJURED})


def taken_apart(figures: Sequence[Found]) -> list[Found]:
    """Return figures as what they count: killed and injured together are neither, none of both is none of each."""
    taken: list[Found] = []
    instead: dict[int, Found] = {}
    for figure in figures:
        leaning = replace(figure, of=instead[id(figure.of)]) if id(figure.of) in instead else figure
        harms = list(_by_harm(leaning))
        taken += harms
        instead[id(figure)] = harms[0]
    return taken


def _by_harm(found: Found) -> Iterator[Found]:
    joint = joint_harms(found)
    if found.count.exact == 0 and (joint == EXCLUSIVE or _says_both(found)):
        for harm in (Harm.KILLED, Harm.INJURED):
            yield _as(found, harm)
    elif joint or found.hit.meaning.entry.endswith(":casualty"):
        yield _as(found, Harm.OTHER)
    else:
        yield found


def joint_harms(found: Found) -> frozenset[Harm]:
    """Return the harms that a number counts together, none where its word of harm stands alone."""
    for joined, word in _joined(found):
        other = _meaning(found.scene, joined)
        if other is None or other.harm is found.harm:
            continue
        both = frozenset({found.harm, other.harm})
        if both == EXCLUSIVE or word == "or":
            return both
    return frozenset()


def _joined(found: Found) -> Iterator[tuple[Token, str]]:
    """Yield the words that "and" or "or" joins to a figure's word of harm, with the joining word."""
    scene = found.scene
    for step, edge in ((1, found.hit.last), (-1, found.hit.first)):
        joint = scene.after(edge, step)
        if joint is not None and joint.text == "," and step > 0 and _lists_harms(scene, joint):
            yield joint_word(scene, joint), "or"
            continue
        if joint is None or joint.text.lower() not in JOINTS:
            continue
        other = _next(scene, joint, step)
        if other is not None and not _counts_apart(found, other, step):
            yield other, joint.text.lower()


def joint_word(scene: Scene, comma: Token) -> Token:
    """Return the word behind the comma of a list of harms."""
    return scene.tokens[comma.i + 1]


def _lists_harms(scene: Scene, comma: Token) -> bool:
    """Whether a list of harms goes on: "killed, injured or kidnapped"."""
    ahead = scene.tokens[comma.i + 1 : comma.i + 4]
    if [t.text.lower() for t in ahead[1:2]] != ["or"] or _meaning(scene, ahead[0]) is None:
        return False
    return any(_meaning(scene, last) is not None for last in ahead[2:])


def _next(scene: Scene, token: Token, step: int) -> Token | None:
    """Return the next word that is no adverb or auxiliary: "killed or seriously wounded"."""
    following = scene.after(token, step)
    while following is not None and (following.pos == "ADV" or following.text.lower() in BETWEEN):
        following = scene.after(following, step)
    return following


def _counts_apart(found: Found, other: Token, step: int) -> bool:
    """Whether the other word has a number of its own: "two dead and wounded five others"."""
    scene = found.scene
    beside = scene.after(other, 1)
    counted = beside is not None and any(m.start <= beside.start < m.end for m in scene.counts)
    both = other if step > 0 else found.hit.first
    behind = found.counted.start > both.start and found.hit.meaning.role in DOING
    if step > 0:
        return counted and not behind
    led = _meaning(scene, other)  # "left one dead and wounded five": the dead have a number of their own
    return behind and (led is None or led.role not in DOING)


def _meaning(scene: Scene, token: Token) -> Meaning | None:
    trigger = scene.verbs.get(token.i)
    if trigger is not None:
        return trigger.meaning
    return scene.state(token) or scene.words.of_token(token, Role.VICTIMS)


def _as(found: Found, harm: Harm) -> Found:
    return replace(found, hit=replace(found.hit, meaning=replace(found.hit.meaning, harm=harm)))


def _says_both(found: Found) -> bool:
    return found.hit.meaning.entry.rsplit(":", 1)[-1] in ("casualty", "harm", "victim")
