"""Frames in which a verb says the harm: killed 12, 12 were killed, people who died, were feared dead."""

from calendar import day_name, month_name
from dataclasses import replace

from histor.claims.harm.adjunct_frames import wound_meaning
from histor.claims.harm.hit import (
    DOING,
    ONLY_PEOPLE,
    SUBJECTS,
    SUFFERING,
    VICTIMS_KILLED,
    Hit,
    Node,
    fits,
    headline_passive,
    hit_of,
    known_as_people,
    of_another,
    verb_above,
)
from histor.claims.harm.persons import REFLEXIVE
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene, has_object, is_passive, is_verbal
from histor.claims.harm.words import Meaning, Role
from histor.claims.parsed import Token
from histor.claims.phrases import subject
from histor.records.claim import Harm, VictimClass

DEEPEST = 1  # verbs below the first: "are believed to have been killed"
DATES = frozenset((*day_name, *month_name))
LEAVING = frozenset({"leave", "see", "have", "report", "confirm", "list", "count"})
TAKING = frozenset({"take", "herd", "march"})
TAKEN = Meaning(Harm.ABDUCTED, Role.DOES_TO_PEOPLE, "abducted.does_to_people:take")
COMPLEMENTS = frozenset(
    {"acomp", "attr", "oprd", "xcomp", "ccomp", "dobj", "advcl", "conj", "prep", "advmod"}
)


def among_frame(scene: Scene, node: Node, _counted: Counted) -> Hit | None:
    """Read "among the dead were three journalists"."""
    verb = scene.sentence.head(node.token)
    if node.token.dep not in ("nsubj", "attr", "nsubjpass") or verb.lemma != "be":
        return None
    below = scene.sentence.children(verb)
    # "Included in the dead were two priests": the participle that opens the sentence has the preposition.
    above = scene.sentence.head(verb)
    included = scene.sentence.children(above) if above.lemma == "include" and above.i < verb.i else ()
    hits = (_among(scene, verb, child) for child in (*below, *included) if child.dep == "prep")
    return next((hit for hit in hits if hit is not None), None)


def subject_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """12 people were killed; 12 died; 12 are missing; 12 were feared dead."""
    verb = scene.sentence.head(node.token)
    first = _told_first(scene, node.token)
    astray = node.token.dep == "dep" and verb.i > node.token.i  # the first of a list that the parser lost
    if node.token.dep not in SUBJECTS and not astray and first is None:
        return None
    passive = node.token.dep == "nsubjpass" or is_passive(scene.sentence, first or verb)
    said = _said_of_subject(scene, first or verb, counted, passive=passive)
    own = postmodifier_frame(scene, node, counted) if said is not None else None
    # "the 12 people killed were all shot": how they died, not another harm.
    return own if said is not None and own is not None and _graver(own, said) else said


def _told_first(scene: Scene, subject_of: Token) -> Token | None:
    """Return the participle that opens a clause before its subject: "also found dead were two boys"."""
    be = scene.sentence.head(subject_of)
    participle = scene.sentence.head(be)
    opens = be.dep == "auxpass" and participle.i < be.i < subject_of.i
    return participle if opens and subject_of.dep in ("attr", "nsubj") else None


def _said_of_subject(
    scene: Scene, verb: Token, counted: Counted, *, passive: bool, depth: int = 0
) -> Hit | None:
    trigger = scene.verbs.get(verb.i)
    joined = _joined_verb(scene, verb, counted, passive=passive, depth=depth)
    if trigger is not None and fits(scene, trigger, counted):
        suffers = trigger.meaning.role in SUFFERING
        # "Gunmen stormed the village and shot": what an active verb is joined to is active.
        if suffers or passive or (depth == 0 and headline_passive(scene, verb)):
            own = hit_of(scene, trigger, "passive" if not suffers else "intransitive")
            return joined if joined is not None and _graver(joined, own) else own
    if trigger is None or trigger.meaning.role in ONLY_PEOPLE:
        return complement(scene, verb, counted, depth) or joined
    return None


def _graver(first: Hit, second: Hit) -> bool:
    """Whether "shot and killed" says the worse of the two."""
    return first.harm is Harm.KILLED and second.harm is not Harm.KILLED


def _joined_verb(scene: Scene, verb: Token, counted: Counted, *, passive: bool, depth: int) -> Hit | None:
    """Read the verb joined to `verb` that shares its subject: "were caught and executed"."""
    if depth > DEEPEST:
        return None
    for child in scene.sentence.children(verb):
        shares = child.dep == "conj" and is_verbal(child) and _is_joined(scene, verb, child)
        if shares and not any(c.dep in SUBJECTS for c in scene.sentence.children(child)):
            still = (passive and not has_object(scene.sentence, child)) or is_passive(scene.sentence, child)
            return _said_of_subject(scene, child, counted, passive=still, depth=depth + 1)
    return None


def _is_joined(scene: Scene, verb: Token, other: Token) -> bool:
    """Whether a joint stands before a joined verb: where the parse breaks, "found fatally shot" has none."""
    before = scene.after(other, -1)
    while before is not None and before.pos in ("ADV", "AUX", "PART"):
        before = scene.after(before, -1)
    return before is None or before.i <= verb.i or before.pos != "VERB"


def complement(scene: Scene, verb: Token, counted: Counted, depth: int) -> Hit | None:
    """Read what a verb of being, finding or fearing says of its subject."""
    if not scene.words.has("report_verbs", verb.lemma):
        return None
    for child in scene.sentence.children(verb):
        if child.dep not in COMPLEMENTS or child.i < verb.i:
            continue
        hit = _state_or_clause(scene, verb, child, counted, depth)
        if hit is not None:
            return hit
    return None


def _state_or_clause(scene: Scene, verb: Token, child: Token, counted: Counted, depth: int) -> Hit | None:
    if child.dep == "prep" and child.lemma == "as":  # "are confirmed as having been killed"
        below = (c for c in scene.sentence.children(child) if c.dep == "pcomp" and is_verbal(c))
        hits = (_state_or_clause(scene, verb, c, counted, depth) for c in below)
        return next((hit for hit in hits if hit is not None), None)
    if child.dep == "prep":
        return _among(scene, verb, child)
    held = scene.sentence.children(child)
    # "The mayor said that ... have been arrested": a clause behind "that" is of others.
    own_subject = any(c.dep in SUBJECTS or (c.dep == "mark" and c.lemma == "that") for c in held)
    does = is_verbal(child) and has_object(scene.sentence, child)  # "the mayor said it had wounded 20"
    state = scene.state(child) if not (own_subject or does or of_another(scene, verb, child)) else None
    if state is not None and child.dep in (
        "acomp",
        "attr",
        "oprd",
        "xcomp",
        "ccomp",
        "advmod",
        "conj",
    ):
        return Hit(state, child, child, verb, "state")
    if is_verbal(child) and not own_subject and depth <= DEEPEST:
        passive = is_passive(scene.sentence, child) or (
            child.dep in ("oprd", "acomp") and not has_object(scene.sentence, child)
        )
        return _said_of_subject(scene, child, counted, passive=passive, depth=depth + 1)
    return None


def _among(scene: Scene, verb: Token, preposition: Token) -> Hit | None:
    """Read "were among the dead", "were among those killed"."""
    included = scene.sentence.head(preposition).lemma == "include" and preposition.lemma == "in"
    if preposition.lemma not in ("among", "amongst") and not included:
        return None
    for held in scene.sentence.children(preposition):
        meaning = scene.noun(held) or (VICTIMS_KILLED if held.lemma == "victim" else None)
        if held.dep == "pobj" and meaning is not None:
            return Hit(meaning, held, held, verb, "among", links=("part",))
        for below in scene.sentence.children(held):
            trigger = scene.verbs.get(below.i)
            if below.dep in ("acl", "relcl") and trigger is not None:
                return replace(hit_of(scene, trigger, "among"), verb=verb, links=("part",))
    return None


def object_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """Killed 12 people; killing 12; left 80 dead; killed them and then himself."""
    if node.token.dep not in ("dobj", "obj", "oprd", "dative") and not _joined_object(scene, node.token):
        return None
    verb = _verb_of_object(scene, node.token)
    trigger = scene.verbs.get(verb.i)
    everyday = trigger is not None and trigger.meaning.role is Role.DOES_TO_PEOPLE
    active = not (everyday and scene.words.has("passive_only", verb.lemma))
    if trigger is not None and active and trigger.meaning.role in DOING and fits(scene, trigger, counted):
        return hit_of(scene, trigger, "active")
    if verb.lemma in LEAVING or scene.words.has("finding_verbs", verb.lemma):
        return _left(scene, verb, counted)
    return None


def _joined_object(scene: Scene, token: Token) -> bool:
    """Whether the parse joins the last object to its verb: "shot his wife and then himself"."""
    return token.dep == "conj" and token.text.lower() in REFLEXIVE and is_verbal(scene.sentence.head(token))


def _verb_of_object(scene: Scene, token: Token) -> Token:
    """Return the verb of an object; the parse may hang it on the last word of one: "shot dead his two sons"."""
    above = scene.sentence.head(token)
    ending = (trigger for trigger in scene.verbs.values() if trigger.last.i == above.i > trigger.head.i)
    return next((trigger.head for trigger in ending), above)


def _left(scene: Scene, verb: Token, counted: Counted) -> Hit | None:
    for child in scene.sentence.children(verb):
        behind = (
            child.i > verb.i and child.start >= counted.start and not of_another(scene, counted.anchor, child)
        )
        state = scene.state(child) if behind else None
        if state is not None and child.dep in ("oprd", "acomp", "xcomp", "ccomp", "advcl", "conj"):
            return Hit(state, child, child, verb, "left", agent=subject(scene.sentence, verb))
    return _left_with(scene, verb, counted) if verb.lemma == "leave" else None


def _left_with(scene: Scene, verb: Token, counted: Counted) -> Hit | None:
    """Read "left two others with burns"."""
    for child in scene.sentence.children(verb):
        held = scene.sentence.children(child) if child.lemma == "with" and child.start >= counted.end else ()
        wound = next((t for t in held if scene.words.has("wounds", t.lemma)), None)
        if wound is not None:
            return Hit(
                wound_meaning(scene, wound), wound, wound, verb, "left", agent=subject(scene.sentence, verb)
            )
    return None


def taken_frame(scene: Scene, node: Node, _counted: Counted) -> Hit | None:
    """His son was taken by the attackers; gunmen took 18 women: armed people who take people abduct them."""
    verb = scene.sentence.head(node.token)
    if verb.lemma not in TAKING or node.token.dep not in ("nsubjpass", "dobj"):
        return None
    below = scene.sentence.children(verb)
    taker = subject(scene.sentence, verb)
    hidden = any(_into_hiding(scene, t) for t in below)
    armed = taker is not None and scene.words.victims.get(taker.lemma) is VictimClass.COMBATANT
    armed = armed or (hidden and taker is not None and taker.text.lower() == "they")
    elsewhere = not hidden and any(_leads_elsewhere(scene, t) for t in below)
    if not armed or elsewhere or not known_as_people(scene, node.token):
        return None
    return Hit(TAKEN, verb, verb, verb, "taken", agent=taker)


def _into_hiding(scene: Scene, preposition: Token) -> bool:
    """Whether people are taken where captives are held: "into the forest"."""
    to = preposition.dep == "prep" and preposition.lemma in ("to", "into")
    return to and any(scene.words.has("hideouts", t.lemma) for t in scene.sentence.children(preposition))


def _leads_elsewhere(scene: Scene, preposition: Token) -> bool:
    """Whether people are taken somewhere or on something: "to hospital", "on a tour", not "on Friday"."""
    if preposition.dep != "prep" or preposition.lemma not in ("to", "into", "for", "on", "in"):
        return False
    return not any(t.text in DATES for t in scene.sentence.children(preposition))


def with_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """30 others with injuries; a man with gunshot wounds; two others in critical condition."""
    noun = counted.noun
    if noun is None or node.token.i != noun.i:
        return None
    condition = _condition_behind(scene, noun)
    if condition is not None:
        meaning = Meaning(Harm.INJURED, Role.STATES, "wounds:condition")
        return Hit(meaning, condition, condition, verb_above(scene, noun), "with")
    for child in scene.sentence.children(noun):
        held = scene.sentence.children(child) if child.lemma == "with" and child.i > noun.i else ()
        hurt = next((t for t in held if scene.words.has("wounds", t.lemma)), None)
        if hurt is not None:
            return Hit(wound_meaning(scene, hurt), hurt, hurt, verb_above(scene, noun), "with")
    return None


def _condition_behind(scene: Scene, noun: Token) -> Token | None:
    """Return the "condition" of "two others in critical condition", which the parse hangs on any verb before."""
    first, kind, last = (scene.after(noun, step) for step in (1, 2, 3))
    if first is None or kind is None or last is None or first.lemma != "in" or last.lemma != "condition":
        return None
    return last if scene.words.has("conditions", kind.text.lower()) else None


def postmodifier_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """12 people killed in the raid; people who died; civilians feared dead."""
    for child in scene.sentence.children(node.token):
        if (
            child.dep not in ("acl", "relcl")
            or child.i < node.token.i
            or of_another(scene, node.token, child)
        ):
            continue
        hit = _relative(scene, child, counted)
        if hit is not None:
            return replace(hit, frame=f"{hit.frame}-relative")
    return None


def _relative(scene: Scene, verb: Token, counted: Counted) -> Hit | None:
    subjects = [child for child in scene.sentence.children(verb) if child.dep in SUBJECTS]
    if any(_is_share(scene, child) for child in subjects):  # "people, most of them displaced"
        return None
    if any(child.tag not in ("WP", "WDT") for child in subjects):  # "people whom soldiers killed"
        trigger = scene.verbs.get(verb.i)
        bare = not has_object(scene.sentence, verb) and not is_passive(scene.sentence, verb)
        active = trigger is not None and trigger.meaning.role in DOING and bare
        return (
            hit_of(scene, trigger, "active")
            if trigger is not None and active and verb.dep == "relcl"
            else None
        )
    only = scene.words.has("passive_only", verb.lemma)
    bare = (
        verb.dep == "acl"
        and verb.tag in (("VBN",) if only else ("VBN", "VBD"))
        and not any(c.dep in ("ccomp", "dobj") for c in scene.sentence.children(verb))
    )
    passive = bare or (is_passive(scene.sentence, verb) and verb.tag != "VBD")
    return _said_of_subject(scene, verb, counted, passive=passive)


def _is_share(scene: Scene, subject_of: Token) -> bool:
    """Whether a clause is said of a share only: "many of them", "most of whom"."""
    within = scene.sentence.children(subject_of)
    return scene.words.has("shares", subject_of.lemma) and any(t.lemma == "of" for t in within)
