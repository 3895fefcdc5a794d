"""Frames in which a clause beside the verb says what befell its subject: "is recovering after being shot"."""

from collections.abc import Iterator
from dataclasses import replace

from histor.claims.harm.hit import DOING, SUBJECTS, SUFFERING, Hit, Node, fits, hit_of, known_as_people
from histor.claims.harm.persons import REFLEXIVES
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene, has_object, is_passive, is_verbal
from histor.claims.harm.words import Meaning, Role
from histor.claims.parsed import Token
from histor.records.claim import Harm

PRONOUNS = frozenset({"he", "she", "they"})
WHEN = frozenset({"after", "when", "as", "while"})


def adjunct_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """Read "a boy is being treated after being shot", "a man sat in his car when he was hit by a bullet"."""
    if node.token.dep not in SUBJECTS or node.links:
        return None
    verb = scene.sentence.head(node.token)
    for clause in _clauses(scene, verb):
        trigger = scene.verbs.get(clause.i)
        if trigger is None or not _befalls(scene, clause, trigger.meaning.role):
            continue
        if fits(scene, trigger, counted):
            return replace(hit_of(scene, trigger, "adjunct"), agent=None)
    return None


def _clauses(scene: Scene, verb: Token) -> Iterator[Token]:
    """Yield the verbs of the clauses behind `verb` whose subject is its own, left out or as a pronoun."""
    for child in scene.sentence.children(verb):
        if child.i < verb.i:
            continue
        if child.dep == "prep" and child.lemma == "after":
            yield from (t for t in scene.sentence.children(child) if t.dep == "pcomp" and is_verbal(t))
        elif child.dep == "advcl" and is_verbal(child) and _is_of_subject(scene, child):
            yield child


def _is_of_subject(scene: Scene, clause: Token) -> bool:
    below = scene.sentence.children(clause)
    led = any(t.text.lower() in WHEN for t in below if t.i < clause.i and t.dep in ("mark", "advmod"))
    subjects = [t for t in below if t.dep in SUBJECTS]
    return led and len(subjects) == 1 and subjects[0].text.lower() in PRONOUNS


def _befalls(scene: Scene, clause: Token, role: Role) -> bool:
    return role in SUFFERING or (role in DOING and is_passive(scene.sentence, clause))


def wounded_frame(scene: Scene, node: Node, _counted: Counted) -> Hit | None:
    """15 people arrived at hospitals with injuries; the guard had a gunshot wound."""
    if node.token.dep not in SUBJECTS or not known_as_people(scene, node.token):
        return None
    verb = scene.sentence.head(node.token)
    wound = next((t for t in _carried(scene, verb) if scene.words.has("wounds", t.lemma)), None)
    if wound is None or not is_verbal(verb):
        return None
    return Hit(wound_meaning(scene, wound), wound, wound, verb, "with")


def _carried(scene: Scene, verb: Token) -> Iterator[Token]:
    """Yield what the subject of a verb of arriving comes with, or that of "have" has."""
    # "drove himself to a clinic"
    own = any(t.text.lower() in REFLEXIVES for t in scene.sentence.children(verb))
    if has_object(scene.sentence, verb) and verb.lemma != "have" and not own:
        return  # "police found a man with wounds": not the subject's
    for child in scene.sentence.children(verb):
        if child.dep == "dobj" and verb.lemma == "have":
            yield child
        elif child.dep == "prep" and child.lemma == "with" and scene.words.has("arriving", verb.lemma):
            yield from scene.sentence.children(child)
        elif child.dep == "prep" and scene.words.has(
            "arriving", verb.lemma
        ):  # "arrived at hospitals with burns"
            yield from (t for place in scene.sentence.children(child) for t in _with(scene, place))


def _with(scene: Scene, token: Token) -> Iterator[Token]:
    for child in scene.sentence.children(token):
        if child.dep == "prep" and child.lemma == "with":
            yield from scene.sentence.children(child)


def wound_meaning(scene: Scene, wound: Token) -> Meaning:
    """Return the meaning of a noun for a wound, with the word that says what kind it is: "gunshot wound"."""
    before = next((t for t in scene.sentence.children(wound) if t.dep == "compound"), None)
    kind = f"{before.lemma} {wound.lemma}" if before is not None else wound.lemma
    return Meaning(Harm.INJURED, Role.STATES, f"wounds:{kind}")
