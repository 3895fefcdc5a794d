"""What a frame of harm finds: the hit, the node it looked at, and whom the words can mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from histor.claims.harm.phrases import STOPPERS, Counted
from histor.claims.harm.scene import DASHES, Scene, Trigger, has_object, is_verbal
from histor.claims.harm.words import Meaning, Role
from histor.claims.parsed import Token
from histor.claims.phrases import subject
from histor.records.claim import Harm, VictimClass

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
DOING = (Role.DOES, Role.DOES_TO_PEOPLE, Role.PHRASES_DOES)
SUFFERING = (Role.SUFFERS, Role.SUFFERS_PEOPLE, Role.PHRASES_SUFFERS)
ONLY_PEOPLE = (Role.DOES_TO_PEOPLE, Role.SUFFERS_PEOPLE)
AIMED = frozenset({"into", "toward", "towards"})
AGE_REACH = 16  # characters: ", aged 24 and "
AGE_BEHIND = re.compile(r", (?:aged )?\d{1,2}(?=[,;.]| of | and |$)| \(\d{1,2}\)")
VICTIMS_KILLED = Meaning(Harm.KILLED, Role.VICTIMS, "killed.victims:victim")  # "were among the victims"


@dataclass(frozen=True, slots=True)
class Node:
    """A token that stands for the counted people; `links` are the relations climbed to reach it."""

    token: Token
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame that fits: the harm, its words, and the verb that carries tense and mood."""

    meaning: Meaning
    first: Token
    last: Token
    verb: Token | None
    frame: str
    agent: Token | None = None
    links: tuple[str, ...] = ()
    earlier: bool = False
    confidence: float = 0.9

    @property
    def harm(self) -> Harm:
        """The harm that the frame's word says."""
        return self.meaning.harm


def headline_passive(scene: Scene, verb: Token, last: Token | None = None) -> bool:
    """Whether a bare past tense without object is a headline's passive: "12 civilians killed in raid"."""
    below = scene.sentence.children(verb)
    behind_dash = {c.i for c in below if (before := scene.after(c, -1)) is not None and before.text in DASHES}
    told = last.i if last is not None else verb.i  # "dead" in "journalist shot dead"
    own = [c for c in below if c.i not in behind_dash and c.i != told]  # "three soldiers killed - Kyiv"
    # A clause before it is another story of the headline: "Leaders meet, one soldier killed".
    bare = not any(
        c.dep in ("aux", "dobj", "obj", "xcomp", "acomp") or (c.dep == "ccomp" and c.i > verb.i) for c in own
    )
    following = scene.after(last or verb)
    ends = (
        following is None
        or following.text in DASHES
        or following.pos in ("ADP", "PUNCT", "CCONJ", "SCONJ", "ADV")
        or following.text.lower() in STOPPERS
    )
    aimed = following is not None and following.text.lower() in AIMED  # "two men shot into a house"
    active = aimed or scene.words.has("bare_actives", verb.text.lower())
    return (
        bare and not active and verb.tag in ("VBD", "VBN", "JJ") and ends and not _does_it(scene, verb, own)
    )


def _does_it(scene: Scene, verb: Token, below: Sequence[Token]) -> bool:
    """Whether a verb shares its object with one joined to it: "a boy shot and killed his brother"."""
    joined = (c for c in below if c.dep == "conj" and is_verbal(c) and has_object(scene.sentence, c))
    # "Himself abducted as a boy, he denied it": a verb further on shares nothing.
    beside = (
        c for c in joined if all(t.pos in ("CCONJ", "ADV", "PUNCT") for t in scene.tokens[verb.i + 1 : c.i])
    )
    return any(not _own_subject(scene, other) for other in beside)


def _own_subject(scene: Scene, verb: Token) -> bool:
    return any(child.dep in SUBJECTS for child in scene.sentence.children(verb))


def of_another(scene: Scene, noun: Token, verb: Token) -> bool:
    """Whether the participle belongs to a later number: "28 martyrs and 130 wounded"."""
    before = scene.after(verb, -1)
    return (
        before is not None
        and before.i > noun.i
        and any(m.start <= before.start < m.end for m in scene.counts)
    )


def hit_of(scene: Scene, trigger: Trigger, frame: str) -> Hit:
    """Return the hit of a harm verb, with who is said to have done it."""
    does = trigger.meaning.role in DOING and not scene.words.has("no_doer", trigger.head.lemma)
    doer = subject(scene.sentence, trigger.head) if does else None
    return Hit(trigger.meaning, trigger.first, trigger.last, trigger.head, frame, agent=doer)


def verb_above(scene: Scene, token: Token) -> Token | None:
    """Return the verb that `token` stands under."""
    return next((t for t in scene.sentence.ancestors(token) if t.pos in ("VERB", "AUX")), None)


def fits(scene: Scene, trigger: Trigger, counted: Counted) -> bool:
    """Whether the counted can be the victims of this word: everyday verbs need people."""
    noun = counted.noun
    if noun is None:
        return trigger.meaning.role is not Role.SUFFERS_PEOPLE
    if _on_an_errand(scene, trigger):
        return False
    flees = trigger.meaning.harm is Harm.DISPLACED and (
        _armed(scene, noun) or scene.words.has("attackers", noun.lemma)
    )
    if flees or scene.is_place_or_thing(noun):
        return False
    if trigger.meaning.role in ONLY_PEOPLE:
        return known_as_people(scene, noun)
    return True


def _on_an_errand(scene: Scene, trigger: Trigger) -> bool:
    """Whether the living are taken to the dead: "relatives were taken to the morgue to identify them"."""
    clauses = (t for t in scene.sentence.children(trigger.head) if t.dep in ("xcomp", "advcl"))
    return any(t.tag == "VB" and scene.words.has("errands", t.lemma) for t in clauses)


def _armed(scene: Scene, noun: Token) -> bool:
    """Whether the noun means fighters or troops: they flee, but are not displaced."""
    return scene.words.victims.get(noun.lemma) in (VictimClass.COMBATANT, VictimClass.SECURITY_FORCE)


def known_as_people(scene: Scene, noun: Token) -> bool:
    """Whether the lexicon knows the noun as people, or an age says it of a name: "Ola Roe, 24, was shot"."""
    before = scene.after(noun, -1)
    if before is not None and before.tag == "HYPH":  # "passers-by"
        before = scene.after(noun, -2)
    pair = f"{before.lemma} {noun.lemma}" if before is not None else noun.lemma
    words = scene.words
    return (
        any(w in words.victims or words.has("kin", w) for w in (noun.lemma, noun.text.lower(), pair))
        or noun.pos == "PRON"
        or (noun.pos == "PROPN" and _has_age(scene, noun))
    )


def _has_age(scene: Scene, name: Token) -> bool:
    end = min(name.end + AGE_REACH, scene.sentence.end)
    return AGE_BEHIND.match(scene.sentence.words(name.end, end)) is not None
