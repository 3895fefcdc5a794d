"""The frames of harm: the ways in which a sentence ties counted people to a word that harms them.

Each frame looks at one node of the parse that stands for the people (their noun, or what it is coordinated with
or apposed to) and says what harm the grammar does to it. FRAMES lists them in the order in which they are asked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from histor.claims.harm_phrases import STOPPERS, Counted
from histor.claims.harm_scene import NOMINAL, Scene, Trigger, has_object, is_passive, is_verbal
from histor.claims.harm_words import Meaning, Role, base_forms
from histor.claims.parsed import Token
from histor.claims.phrases import subject
from histor.records.claim import Harm, VictimClass

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
COMPLEMENTS = frozenset({"acomp", "attr", "oprd", "xcomp", "ccomp", "dobj", "advcl", "conj", "prep", "advmod"})
DOING = (Role.DOES, Role.DOES_TO_PEOPLE, Role.PHRASES_DOES)
SUFFERING = (Role.SUFFERS, Role.SUFFERS_PEOPLE, Role.PHRASES_SUFFERS)
ONLY_PEOPLE = (Role.DOES_TO_PEOPLE, Role.SUFFERS_PEOPLE)
PART_PREPOSITIONS = frozenset({"include", "including", "among", "like", "plus", "besides", "as"})
DEPTH = 7
FEWEST_ATTACKS = 8  # "two attacks" tells a story, "44 attacks" is a monitor's count
INSERTION = 14  # words of the longest insertion between commas that is looked past


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
    if token.dep in ("conj", "appos", "dep", "nmod", "compound", "nummod", "quantmod", "amod", "npadvmod") and head.pos in (*NOMINAL, "ADJ"):
        return Node(head, (*node.links, token.dep))
    if token.dep == "pobj" and head.lemma == "of":
        measure = scene.sentence.head(head)
        holds = measure.pos == "NUM" or scene.words.has("quantity", measure.lemma) or measure.lemma in ("family", "crew", "couple")
        return Node(measure, (*node.links, "of")) if holds else None
    if token.dep == "pobj" and head.lemma in PART_PREPOSITIONS:
        whole = scene.sentence.head(head)
        return Node(whole, (*node.links, "part")) if whole.pos in NOMINAL else None
    return None


def read_frames(scene: Scene, counted: Counted) -> Hit | None:
    """Return the first frame that ties the counted people to a harm, None where none does."""
    for node in climb(scene, counted.anchor):
        for frame in FRAMES:
            hit = frame(scene, node, counted)
            if hit is not None:
                return replace(hit, links=(*node.links, *hit.links))
    return None


def own_word_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """39 dead; 87 wounded: the adjective or participle stands for the harmed, and no verb says more."""
    noun = counted.noun
    if noun is None or node.links:
        return None
    if noun.pos in ("NOUN", "PROPN"):
        return _dead_by_name(scene, noun)
    if scene.state(noun) is None:
        return None
    verb = scene.sentence.head(counted.anchor)
    trigger = scene.verbs.get(verb.i) if counted.anchor.dep in SUBJECTS and verb.i != noun.i else None
    if trigger is not None and trigger.meaning.harm is Harm.KILLED:
        return None
    meaning = scene.state(noun)
    return Hit(meaning, noun, noun, _verb_above(scene, noun), "own-word") if meaning is not None else None


def _dead_by_name(scene: Scene, noun: Token) -> Hit | None:
    """12 bodies; two martyrs: no verb can make the dead anything else."""
    meaning = scene.words.of_token(noun, Role.VICTIMS)
    if meaning is None or meaning.harm is not Harm.KILLED or _mass_grave(scene, noun):
        return None
    return Hit(meaning, noun, noun, _verb_above(scene, noun), "noun")


def among_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """Among the dead were three journalists."""
    verb = scene.sentence.head(node.token)
    if node.token.dep not in ("nsubj", "attr", "nsubjpass") or verb.lemma != "be":
        return None
    hits = (_among(scene, verb, child) for child in scene.sentence.children(verb) if child.dep == "prep")
    return next((hit for hit in hits if hit is not None), None)


def subject_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """12 people were killed; 12 died; 12 are missing; 12 were feared dead."""
    verb = scene.sentence.head(node.token)
    astray = node.token.dep == "dep" and verb.i > node.token.i  # the first of a list that the parser lost
    if node.token.dep not in SUBJECTS and not astray:
        return None
    return _said_of_subject(scene, verb, counted, passive=node.token.dep == "nsubjpass" or is_passive(scene.sentence, verb))


def _said_of_subject(scene: Scene, verb: Token, counted: Counted, *, passive: bool, depth: int = 0) -> Hit | None:
    trigger = scene.verbs.get(verb.i)
    joined = _joined_verb(scene, verb, counted, passive=passive, depth=depth)
    if trigger is not None and _fits(scene, trigger, counted):
        suffers = trigger.meaning.role in SUFFERING
        if suffers or passive or _headline_passive(scene, verb):
            own = _hit(scene, trigger, "passive" if not suffers else "intransitive")
            return joined if joined is not None and _graver(joined, own) else own
    if trigger is None or trigger.meaning.role in ONLY_PEOPLE:
        return _complement(scene, verb, counted, depth) or joined
    return None


def _graver(first: Hit, second: Hit) -> bool:
    """Whether "shot and killed" says the worse of the two."""
    return first.harm is Harm.KILLED and second.harm is not Harm.KILLED


def _joined_verb(scene: Scene, verb: Token, counted: Counted, *, passive: bool, depth: int) -> Hit | None:
    """Read the verb joined to `verb` that shares its subject: "were caught and executed"."""
    if depth > 1:
        return None
    for child in scene.sentence.children(verb):
        shares = child.dep == "conj" and is_verbal(child)
        if shares and not any(c.dep in SUBJECTS for c in scene.sentence.children(child)):
            still = (passive and not has_object(scene.sentence, child)) or is_passive(scene.sentence, child)
            return _said_of_subject(scene, child, counted, passive=still, depth=depth + 1)
    return None


def _headline_passive(scene: Scene, verb: Token, last: Token | None = None) -> bool:
    """Whether a bare past tense without object is a headline's passive: "12 civilians killed in raid"."""
    below = scene.sentence.children(verb)
    bare = not any(child.dep in ("aux", "dobj", "obj", "ccomp", "xcomp", "acomp") for child in below)
    following = scene.after(last or verb)
    ends = following is None or following.pos in ("ADP", "PUNCT", "CCONJ", "SCONJ", "ADV") or following.text.lower() in STOPPERS
    return bare and verb.tag in ("VBD", "VBN", "JJ") and ends


def _complement(scene: Scene, verb: Token, counted: Counted, depth: int) -> Hit | None:
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
    if child.dep == "prep":
        return _among(scene, verb, child)
    own_subject = any(c.dep in SUBJECTS for c in scene.sentence.children(child))
    state = scene.state(child) if not own_subject else None
    if state is not None and child.dep in ("acomp", "attr", "oprd", "xcomp", "ccomp", "dobj", "advmod", "conj"):
        return Hit(state, child, child, verb, "state")
    if is_verbal(child) and not own_subject and depth < 2:
        passive = is_passive(scene.sentence, child) or (child.dep in ("oprd", "acomp") and not has_object(scene.sentence, child))
        return _said_of_subject(scene, child, counted, passive=passive, depth=depth + 1)
    return None


def _among(scene: Scene, verb: Token, preposition: Token) -> Hit | None:
    """Read "were among the dead", "were among those killed"."""
    if preposition.lemma not in ("among", "amongst"):
        return None
    for held in scene.sentence.children(preposition):
        meaning = scene.noun(held) or (VICTIMS_KILLED if held.lemma == "victim" else None)
        if held.dep == "pobj" and meaning is not None:
            return Hit(meaning, held, held, verb, "among", links=("part",))
        for below in scene.sentence.children(held):
            trigger = scene.verbs.get(below.i)
            if below.dep in ("acl", "relcl") and trigger is not None:
                return replace(_hit(scene, trigger, "among"), verb=verb, links=("part",))
    return None


def object_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """Killed 12 people; killing 12; left 80 dead."""
    if node.token.dep not in ("dobj", "obj", "oprd", "dative"):
        return None
    verb = scene.sentence.head(node.token)
    trigger = scene.verbs.get(verb.i)
    active = trigger is not None and not scene.words.has("passive_only", verb.lemma)
    if trigger is not None and active and trigger.meaning.role in DOING and _fits(scene, trigger, counted):
        return _hit(scene, trigger, "active")
    if verb.lemma in ("leave", "see", "find", "have", "report", "confirm", "list", "count"):
        return _left(scene, verb, counted)
    return None


def _left(scene: Scene, verb: Token, counted: Counted) -> Hit | None:
    for child in scene.sentence.children(verb):
        behind = child.i > verb.i and child.start >= counted.start and not _of_another(scene, counted.anchor, child)
        state = scene.state(child) if behind else None
        if state is not None and child.dep in ("oprd", "acomp", "xcomp", "ccomp", "advcl", "conj"):
            return Hit(state, child, child, verb, "left", agent=subject(scene.sentence, verb))
    return None


def postmodifier_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """12 people killed in the raid; people who died; civilians feared dead."""
    for child in scene.sentence.children(node.token):
        if child.dep not in ("acl", "relcl") or child.i < node.token.i or _of_another(scene, node.token, child):
            continue
        hit = _relative(scene, child, counted)
        if hit is not None:
            return replace(hit, frame=f"{hit.frame}-relative")
    return None


def _of_another(scene: Scene, noun: Token, verb: Token) -> bool:
    """Whether the participle belongs to a later number: "28 martyrs and 130 wounded"."""
    before = scene.after(verb, -1)
    return before is not None and before.i > noun.i and any(m.start <= before.start < m.end for m in scene.counts)


def _relative(scene: Scene, verb: Token, counted: Counted) -> Hit | None:
    subjects = [child for child in scene.sentence.children(verb) if child.dep in SUBJECTS]
    if any(child.tag not in ("WP", "WDT") for child in subjects):  # "people whom soldiers killed"
        trigger = scene.verbs.get(verb.i)
        active = trigger is not None and trigger.meaning.role in DOING and not has_object(scene.sentence, verb)
        return _hit(scene, trigger, "active") if trigger is not None and active and verb.dep == "relcl" else None
    only = scene.words.has("passive_only", verb.lemma)
    bare = verb.dep == "acl" and verb.tag in (("VBN",) if only else ("VBN", "VBD")) and not any(c.dep == "ccomp" for c in scene.sentence.children(verb))
    passive = bare or (is_passive(scene.sentence, verb) and verb.tag != "VBD")
    return _said_of_subject(scene, verb, counted, passive=passive)


def event_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """The deaths of 12 people; the killing of a pastor; 12 civilians' deaths."""
    token, head = node.token, scene.sentence.head(node.token)
    noun: Token | None = None
    if token.dep == "pobj" and head.lemma in ("of", "to"):
        noun = scene.sentence.head(head)
    elif token.dep == "poss":
        noun = head
    meaning = scene.words.of_token(noun, Role.EVENTS, Role.VICTIMS) if noun is not None else None
    if meaning is not None and meaning.role is Role.VICTIMS and meaning.harm is not Harm.KILLED:
        return None  # "the wounded of three villages"
    if noun is None or meaning is None or (head.lemma == "to" and meaning.harm is not Harm.INJURED):
        return None
    return Hit(meaning, noun, noun, _verb_above(scene, noun), "event", agent=_event_agent(scene, noun, token))


def _event_agent(scene: Scene, noun: Token, victim: Token) -> Token | None:
    for child in scene.sentence.children(noun):
        if child.dep in ("prep", "agent") and child.lemma == "by":
            return next((t for t in scene.sentence.children(child) if t.dep == "pobj" and t.i != victim.i), None)
    return None


def lives_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """Claimed 12 lives; cost the lives of two soldiers."""
    token = node.token
    if scene.words.has("lives", token.lemma):
        return _life(scene, token)
    head = scene.sentence.head(token)
    if token.dep == "pobj" and head.lemma == "of" and scene.words.has("lives", scene.sentence.head(head).lemma):
        return _life(scene, scene.sentence.head(head))
    return None


def _life(scene: Scene, life: Token) -> Hit | None:
    verb = next((t for t in scene.sentence.ancestors(life) if is_verbal(t)), None)
    near = [t for t in scene.tokens[max(0, life.i - DEPTH) : life.i + DEPTH] if scene.words.has("lives_verbs", t.lemma)]
    if verb is None or not (scene.words.has("lives_verbs", verb.lemma) or near or verb.lemma == "be"):
        return None
    meaning = Meaning(Harm.KILLED, Role.VICTIMS, f"lives:{verb.lemma} {life.lemma}")
    return Hit(meaning, life, life, verb, "lives", agent=subject(scene.sentence, verb) if verb.lemma != "lose" else None)


def noun_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """471 deaths; 12 bodies; 30 wounded; 9 hostages."""
    noun = counted.noun
    if noun is None and node.links and set(node.links) <= {"conj", "appos"}:  # "79 deaths in Bokkos and 17 in Barkin Ladi"
        noun = node.token
    if noun is None or (node.token.i != noun.i and node.token.i != counted.anchor.i):
        return None
    meaning = scene.noun(noun) or (scene.state(noun) if noun.pos in ("ADJ", "VERB") else None)
    if meaning is None or _mass_grave(scene, noun) or _relieved(scene, noun, meaning):
        return None
    return Hit(meaning, noun, noun, _verb_above(scene, noun), "noun")


def _relieved(scene: Scene, noun: Token, meaning: Meaning) -> bool:
    """Whether hostages, prisoners or the missing are freed or found: no harm is done to them by that."""
    verb = scene.sentence.head(noun)
    soft = meaning.harm in (Harm.ABDUCTED, Harm.DETAINED, Harm.MISSING)
    return soft and noun.dep in ("nsubjpass", "nsubj", "dobj") and scene.words.has("relief_verbs", verb.lemma)


def _mass_grave(scene: Scene, noun: Token) -> bool:
    """Whether graves that each hold several dead are counted: these are no count of the dead."""
    before = scene.tokens[max(0, noun.i - 2) : noun.i]
    return "grave" in base_forms(noun.lemma, noun.text) and any(scene.words.has("grave_words", t.text.lower()) for t in before)


def record_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """A list of 61 names: names that are read out or listed stand for the dead."""
    noun = counted.noun
    if noun is None or node.links or not scene.words.has("records", noun.lemma):
        return None
    verb = _verb_above(scene, noun)
    if verb is None or not scene.words.has("record_verbs", verb.lemma):
        return None
    return Hit(Meaning(Harm.KILLED, Role.VICTIMS, f"records:{noun.lemma}"), noun, noun, verb, "record", confidence=0.6)


def attack_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """39 massacres; 687 air strikes: attacks, not people."""
    noun = counted.noun
    if noun is None or node.links:
        return None
    before = scene.after(noun, -1)
    pair = f"{before.text.lower()} {noun.lemma}" if before is not None else noun.lemma
    known = scene.words.has("counted", noun.lemma) or scene.words.has("counted", pair)
    number = counted.mention.count if counted.mention is not None else None
    many = number is not None and (number.low or number.high or 0) >= FEWEST_ATTACKS
    if not known or not (many or noun.lemma == "massacre"):
        return None
    return Hit(Meaning(Harm.OTHER, Role.EVENTS, f"attacks:{noun.lemma}"), noun, noun, _verb_above(scene, noun), "attacks")


def modifier_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """12 wounded civilians; 30 missing girls."""
    if counted.noun is None or node.links:
        return None
    for child in scene.sentence.children(counted.noun):
        state = scene.state(child)
        if child.dep in ("amod", "compound", "nmod") and counted.start <= child.start and state is not None:
            return Hit(state, child, child, _verb_above(scene, counted.noun), "modifier")
    return None


def next_word_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """12 civilians dead; 12 people still missing."""
    if node.links:
        return None
    following = next((t for t in scene.tokens if t.start >= counted.end and t.pos not in ("ADV", "AUX")), None)
    if following is None or following.start > counted.end + len(" reportedly confirmed "):
        return None
    state = scene.state(following)
    if state is None or following.tag == "VBD":
        return None
    return Hit(state, following, following, _verb_above(scene, following), "next-word")


def surface(scene: Scene, counted: Counted) -> Hit | None:
    """Read the words beside the phrase where the parse gives nothing."""
    return _surface_before(scene, counted) or _surface_after(scene, counted)


def _surface_before(scene: Scene, counted: Counted) -> Hit | None:
    before = [t for t in scene.tokens if t.end <= counted.start]
    if not before:
        return None
    last = before[-1]
    trigger = next((t for t in scene.verbs.values() if t.last.i == last.i), None)
    if trigger is not None and scene.words.has("passive_only", trigger.head.lemma):
        return None
    active = trigger is not None and trigger.meaning.role in DOING and not is_passive(scene.sentence, trigger.head)
    if trigger is None or not active or not _fits(scene, trigger, counted):
        return None
    return replace(_hit(scene, trigger, "surface-active"), confidence=0.75)


def _surface_after(scene: Scene, counted: Counted) -> Hit | None:
    at = _past_insertion(scene, counted)
    skipped = ("AUX", "ADV", "PRON")
    while at is not None and at < len(scene.tokens) and scene.tokens[at].pos in skipped:
        at += 1
    if at is None or at >= len(scene.tokens):
        return None
    trigger = scene.verbs.get(scene.tokens[at].i)
    if trigger is None or not _fits(scene, trigger, counted):
        return None
    suffers = trigger.meaning.role in SUFFERING
    unjoined = scene.sentence.head(trigger.head).i == trigger.head.i or trigger.last.i > trigger.head.i
    if suffers or is_passive(scene.sentence, trigger.head) or (unjoined and _headline_passive(scene, trigger.head, trigger.last)):
        return replace(_hit(scene, trigger, "surface-passive"), confidence=0.75)
    return None


def _past_insertion(scene: Scene, counted: Counted) -> int | None:
    """Return the position after the phrase and an insertion in commas: "29 people, 11 of them children, were killed"."""
    at = next((t.i for t in scene.tokens if t.start >= counted.end), None)
    if at is None or scene.tokens[at].text != ",":
        return at
    close = next((t.i for t in scene.tokens[at + 1 : at + INSERTION] if t.text == ","), None)
    inserted = scene.tokens[at + 1 : close] if close is not None else ()
    leans = any(t.text.lower() in ("them", "whom", "including", "among", "mostly", "most", "many") for t in inserted)
    return close + 1 if close is not None and leans else at


def _hit(scene: Scene, trigger: Trigger, frame: str) -> Hit:
    does = trigger.meaning.role in DOING and not scene.words.has("no_doer", trigger.head.lemma)
    doer = subject(scene.sentence, trigger.head) if does else None
    return Hit(trigger.meaning, trigger.first, trigger.last, trigger.head, frame, agent=doer)


def _verb_above(scene: Scene, token: Token) -> Token | None:
    return next((t for t in scene.sentence.ancestors(token) if t.pos in ("VERB", "AUX")), None)


def _fits(scene: Scene, trigger: Trigger, counted: Counted) -> bool:
    """Whether the counted can be the victims of this word: everyday verbs need people, and things are none."""
    noun = counted.noun
    if noun is None:
        return trigger.meaning.role is not Role.SUFFERS_PEOPLE
    if scene.is_place_or_thing(noun) or (trigger.meaning.harm is Harm.DISPLACED and _armed(scene, noun)):
        return False
    if trigger.meaning.role in ONLY_PEOPLE:
        return known_as_people(scene, noun)
    return True


def _armed(scene: Scene, noun: Token) -> bool:
    """Whether the noun means fighters or troops: they flee, but are not displaced."""
    return scene.words.victims.get(noun.lemma) in (VictimClass.COMBATANT, VictimClass.SECURITY_FORCE)


def known_as_people(scene: Scene, noun: Token) -> bool:
    """Whether the lexicon knows the noun as people."""
    before = scene.after(noun, -1)
    pair = f"{before.lemma} {noun.lemma}" if before is not None else noun.lemma
    words = scene.words
    return any(w in words.victims or words.has("kin", w) for w in (noun.lemma, noun.text.lower(), pair)) or noun.pos == "PRON"


Frame = Callable[[Scene, Node, Counted], Hit | None]
FRAMES: tuple[Frame, ...] = (
    own_word_frame,
    lives_frame,
    among_frame,
    subject_frame,
    object_frame,
    postmodifier_frame,
    event_frame,
    next_word_frame,
    modifier_frame,
    noun_frame,
    record_frame,
    attack_frame,
)
