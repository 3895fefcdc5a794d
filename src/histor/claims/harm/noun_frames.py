"""Frames in which a noun or adjective says the harm: 12 deaths, 30 wounded, the deaths of 12, 12 lives."""

from itertools import islice

from histor.claims.harm.hit import SUBJECTS, Hit, Node, verb_above
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene, is_verbal
from histor.claims.harm.words import Meaning, Role, base_forms
from histor.claims.parsed import Token
from histor.claims.phrases import subject
from histor.records.claim import Harm

NEAR_LIFE = 7  # words between a verb of taking and the lives it takes
NEAR_RELIEF = 4  # steps up the parse: "in exchange for 183 prisoners"
FEWEST_ATTACKS = 8  # "two attacks" tells a story, "44 attacks" is a monitor's count


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
    return Hit(meaning, noun, noun, verb_above(scene, noun), "own-word") if meaning is not None else None


def _dead_by_name(scene: Scene, noun: Token) -> Hit | None:
    """12 bodies; two martyrs: no verb can make the dead anything else."""
    meaning = scene.words.of_token(noun, Role.VICTIMS)
    if meaning is None or meaning.harm is not Harm.KILLED or mass_grave(scene, noun):
        return None
    return Hit(meaning, noun, noun, verb_above(scene, noun), "noun")


def event_frame(scene: Scene, node: Node, _counted: Counted) -> Hit | None:
    """Read the deaths of 12 people; the killing of a pastor; 12 civilians' deaths."""
    token, head = node.token, scene.sentence.head(node.token)
    noun: Token | None = None
    if token.dep == "pobj" and head.lemma in ("of", "to"):
        noun = scene.sentence.head(head)
    elif token.dep == "pobj" and head.lemma == "for":
        noun = _caused(scene, scene.sentence.head(head))
    elif token.dep == "poss":
        noun = head
    meaning = scene.words.of_token(noun, Role.EVENTS, Role.VICTIMS) if noun is not None else None
    if meaning is None and noun is not None and noun.pos == "NOUN" and head.lemma == "of":
        meaning = scene.words.of_token(
            noun, Role.DOES
        )  # "the massacre of 130 people": the deed by its verb's name
    if meaning is None and noun is not None and head.lemma == "of":
        meaning = _fatal_deed(scene, noun)
    if meaning is not None and meaning.role is Role.VICTIMS and meaning.harm is not Harm.KILLED:
        return None  # "the wounded of three villages"
    if noun is None or meaning is None or (head.lemma == "to" and meaning.harm is not Harm.INJURED):
        return None
    noun, meaning = _gravest(scene, noun, meaning)
    return Hit(meaning, noun, noun, verb_above(scene, noun), "event", agent=_event_agent(scene, noun, token))


def _caused(scene: Scene, cause: Token) -> Token | None:
    """Return the death whose cause is told: "the cause of death of all four"."""
    of = (t for t in scene.sentence.children(cause) if t.lemma == "of") if cause.lemma == "cause" else ()
    return next((t for preposition in of for t in scene.sentence.children(preposition)), None)


def _gravest(scene: Scene, noun: Token, meaning: Meaning) -> tuple[Token, Meaning]:
    """Return the word for death among joined deeds: "the torture and killing of 20 villagers"."""
    joined = [*(t for t in scene.sentence.children(noun) if t.dep == "conj"), *_joined_to(scene, noun)]
    for other in joined:
        graver = scene.words.of_token(other, Role.EVENTS)
        if graver is not None and graver.harm is Harm.KILLED and meaning.harm is Harm.OTHER:
            return other, graver
    return noun, meaning


def _joined_to(scene: Scene, noun: Token) -> tuple[Token, ...]:
    return (scene.sentence.head(noun),) if noun.dep == "conj" else ()


def _fatal_deed(scene: Scene, noun: Token) -> Meaning | None:
    """Return what "the fatal shooting of two brothers" says of them."""
    lethal = any(scene.words.has("lethal", t.lemma) for t in scene.sentence.children(noun) if t.dep == "amod")
    deed = lethal and scene.words.has("lethal_attacks", noun.lemma)
    return Meaning(Harm.KILLED, Role.EVENTS, f"lethal_attacks:{noun.lemma}") if deed else None


def _event_agent(scene: Scene, noun: Token, victim: Token) -> Token | None:
    for child in scene.sentence.children(noun):
        if child.dep in ("prep", "agent") and child.lemma == "by":
            return next(
                (t for t in scene.sentence.children(child) if t.dep == "pobj" and t.i != victim.i), None
            )
    return None


def lives_frame(scene: Scene, node: Node, _counted: Counted) -> Hit | None:
    """Claimed 12 lives; cost the lives of two soldiers."""
    token = node.token
    if scene.words.has("lives", token.lemma):
        return _life(scene, token)
    head = scene.sentence.head(token)
    if (
        token.dep == "pobj"
        and head.lemma == "of"
        and scene.words.has("lives", scene.sentence.head(head).lemma)
    ):
        return _life(scene, scene.sentence.head(head))
    return None


def _life(scene: Scene, life: Token) -> Hit | None:
    verb = next((t for t in scene.sentence.ancestors(life) if is_verbal(t)), None)
    near = [
        t
        for t in scene.tokens[max(0, life.i - NEAR_LIFE) : life.i + NEAR_LIFE]
        if scene.words.has("lives_verbs", t.lemma)
    ]
    if verb is None or scene.words.has("lives_spared", verb.lemma):
        return None
    if not (scene.words.has("lives_verbs", verb.lemma) or near or verb.lemma == "be"):
        return None
    meaning = Meaning(Harm.KILLED, Role.VICTIMS, f"lives:{verb.lemma} {life.lemma}")
    return Hit(
        meaning,
        life,
        life,
        verb,
        "lives",
        agent=subject(scene.sentence, verb) if verb.lemma != "lose" else None,
    )


def noun_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """471 deaths; 12 bodies; 30 wounded; 9 hostages."""
    noun = counted.noun
    if (
        noun is None and node.links and set(node.links) <= {"conj", "appos"}
    ):  # "14 deaths in Ardel and six in Belmar"
        noun = node.token
    if noun is None or node.token.i not in {noun.i, counted.anchor.i}:
        return None
    meaning = scene.noun(noun) or (scene.state(noun) if noun.pos in ("ADJ", "VERB") else None)
    if meaning is None or mass_grave(scene, noun) or relieved(scene, noun, meaning):
        return None
    return Hit(meaning, noun, noun, verb_above(scene, noun), "noun")


def relieved(scene: Scene, noun: Token, meaning: Meaning) -> bool:
    """Whether hostages, prisoners or the missing are freed, swapped or alive: that is no harm."""
    if meaning.harm not in (Harm.ABDUCTED, Harm.DETAINED, Harm.MISSING, Harm.DISPLACED):
        return False
    above = list(islice(scene.sentence.ancestors(noun), NEAR_RELIEF))
    beside = [c for t in above for c in scene.sentence.children(t) if c.dep in ("acomp", "xcomp", "oprd")]
    said = [*above, *beside, *(c for t in beside for c in scene.sentence.children(t))]
    return any(scene.words.has("relief_verbs", t.lemma) for t in said)


def mass_grave(scene: Scene, noun: Token) -> bool:
    """Whether graves that each hold several dead are counted: these are no count of the dead."""
    before = scene.tokens[max(0, noun.i - 2) : noun.i]
    return "grave" in base_forms(noun.lemma, noun.text) and any(
        scene.words.has("grave_words", t.text.lower()) for t in before
    )


def record_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """Read a list of 61 names: names that are read out or listed stand for the dead."""
    noun = counted.noun
    if noun is None or node.links or not scene.words.has("records", noun.lemma):
        return None
    verb = verb_above(scene, noun)
    if verb is None or not scene.words.has("record_verbs", verb.lemma):
        return None
    return Hit(
        Meaning(Harm.KILLED, Role.VICTIMS, f"records:{noun.lemma}"),
        noun,
        noun,
        verb,
        "record",
        confidence=0.6,
    )


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
    if not known or not (many or noun.lemma == "massacre") or _foiled(scene, counted):
        return None
    return Hit(
        Meaning(Harm.OTHER, Role.EVENTS, f"attacks:{noun.lemma}"),
        noun,
        noun,
        verb_above(scene, noun),
        "attacks",
    )


def _foiled(scene: Scene, attacks: Counted) -> bool:
    """Whether attacks came to nothing: "police foiled 12 attacks", "hundreds of attacks foiled since May"."""
    above = islice(scene.sentence.ancestors(attacks.anchor), NEAR_RELIEF)
    said = [*scene.sentence.children(attacks.anchor), *above]
    return any(scene.words.has("foiled", t.lemma) for t in said)


def modifier_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """12 wounded civilians; 30 missing girls."""
    if counted.noun is None or node.links:
        return None
    for child in scene.sentence.children(counted.noun):
        state = scene.state(child)
        if child.dep in ("amod", "compound", "nmod") and counted.start <= child.start and state is not None:
            return Hit(state, child, child, verb_above(scene, counted.noun), "modifier")
    return None


def next_word_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """12 civilians dead; 12 people still missing."""
    if node.links:
        return None
    behind = scene.sentence.tokens_from(counted.end)
    following = next((t for t in behind if t.pos not in ("ADV", "AUX")), None)
    if following is None or following.start > counted.end + len(" reportedly confirmed "):
        return None
    state = scene.state(following)
    if state is None or following.tag == "VBD":
        return None
    phrase = scene.verbs.get(following.i)  # "burnt beyond recognition" says more than "burnt"
    more = phrase.meaning if phrase is not None and phrase.last.i > following.i else state
    return Hit(more, following, following, verb_above(scene, following), "next-word")
