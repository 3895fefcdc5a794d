"""The frames of harm: the ways in which a sentence ties counted people to a word that harms them.

Each frame looks at one node of the parse that stands for the people (their noun, or what it is coordinated
with or apposed to) and says what harm the grammar does to it. FRAMES lists them in the order of asking.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from histor.claims.harm.adjunct_frames import adjunct_frame, wounded_frame
from histor.claims.harm.company_frame import company_frame
from histor.claims.harm.hit import (
    Hit,
    Node,
)
from histor.claims.harm.noun_frames import (
    attack_frame,
    event_frame,
    lives_frame,
    modifier_frame,
    next_word_frame,
    noun_frame,
    own_word_frame,
    record_frame,
    relieved,
)
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import NOMINAL, Scene
from histor.claims.harm.verb_frames import (
    among_frame,
    object_frame,
    postmodifier_frame,
    subject_frame,
    taken_frame,
    with_frame,
)
from histor.claims.parsed import Token

PART_PREPOSITIONS = frozenset({"include", "including", "among", "like", "as"})
BESIDE_PREPOSITIONS = frozenset({"plus", "besides"})
DEPTH = 7


def climb(scene: Scene, anchor: Token) -> Iterator[Node]:
    """Yield `anchor` and what it is coordinated with, apposed to or measured out by, nearest first."""
    node = Node(anchor)
    for _ in range(DEPTH):
        yield node
        above = _above(scene, node)
        if above is None:
            return
        node = above


def _above(scene: Scene, node: Node) -> Node | None:
    token, head = node.token, scene.sentence.head(node.token)
    if head.i == token.i:
        return None
    if token.dep in (
        "conj",
        "appos",
        "dep",
        "nmod",
        "compound",
        "nummod",
        "quantmod",
        "amod",
        "npadvmod",
    ) and head.pos in (*NOMINAL, "ADJ"):
        return Node(head, (*node.links, token.dep))
    if token.dep == "pobj" and head.lemma == "of":
        measure = scene.sentence.head(head)
        numbered = any(t.dep == "nummod" for t in scene.sentence.children(token))
        holds = (
            (measure.pos == "NUM" and not numbered)  # "two of four hostages": the two, not the four
            or scene.words.has("quantity", measure.lemma)
            or measure.lemma in ("family", "crew", "couple")
        )
        return Node(measure, (*node.links, "of")) if holds else None
    if token.dep == "pobj" and head.lemma in PART_PREPOSITIONS | BESIDE_PREPOSITIONS:
        whole = scene.sentence.head(head)
        before = scene.after(head, -1)
        beside = head.lemma in BESIDE_PREPOSITIONS or (before is not None and before.text.lower() == "not")
        return Node(whole, (*node.links, "beside" if beside else "part")) if whole.pos in NOMINAL else None
    return None


def read_frames(scene: Scene, counted: Counted) -> Hit | None:
    """Return the first frame that ties the counted people to a harm, None where none does."""
    for node in climb(scene, counted.anchor):
        for frame in FRAMES:
            hit = frame(scene, node, counted)
            if hit is not None and not held_till_freed(scene, node.token, hit):
                return replace(hit, links=(*node.links, *hit.links))
    return None


def held_till_freed(scene: Scene, people: Token, hit: Hit) -> bool:
    """Whether those who were held are free now: "the 130 children being held were freed"."""
    being = hit.verb is not None and any(t.text.lower() == "being" for t in scene.sentence.children(hit.verb))
    if not being and hit.first.lemma != "hold":
        return False
    return relieved(scene, people, hit.meaning)


Frame = Callable[[Scene, Node, Counted], Hit | None]
FRAMES: tuple[Frame, ...] = (
    own_word_frame,
    lives_frame,
    with_frame,
    among_frame,
    subject_frame,
    object_frame,
    taken_frame,
    company_frame,
    postmodifier_frame,
    event_frame,
    next_word_frame,
    modifier_frame,
    noun_frame,
    record_frame,
    attack_frame,
    adjunct_frame,
    wounded_frame,
)
