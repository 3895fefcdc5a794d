"""Find harm to persons without a number word: "a man of 37", "Captain Amin", "his wife and two daughters"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from histor.claims.harm.adjunct_frames import adjunct_frame
from histor.claims.harm.found import Found
from histor.claims.harm.frames import read_frames
from histor.claims.harm.hit import DOING, SUFFERING, Hit, Node, known_as_people
from histor.claims.harm.listed import opens_list
from histor.claims.harm.lists import (
    COLLECTIVE,
    ORDINALS,
    Item,
    exactly,
    extent,
    is_single,
    is_titled,
    items_of,
)
from histor.claims.harm.parts import part_by_cue
from histor.claims.harm.parts_joined import SPEECH
from histor.claims.harm.persons import REFLEXIVE
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene
from histor.claims.harm.tolls import told_who
from histor.claims.harm.victims import phrase_tokens, victim_class
from histor.claims.harm.words import Role
from histor.claims.parsed import Token
from histor.records.claim import Harm, VictimClass
from histor.values.count import Count, Hedge

# What leads up to the names of the counted.
NAMING = re.compile(r"\b(?:identified|named|known|listed) as\b|\bnamely\b|\bnames?\b|:\s", re.IGNORECASE)
TOWNS_TOO = frozenset(
    {"abducted.does:capture", "abducted.does_to_people:seize", "killed.does_to_people:lose"}
)
BROUGHT = frozenset({"receive", "dump", "pull"})
# Frames that say the harm of the noun itself: not of a suspect "in a killing that left two dead".
DONE_TO = frozenset({"active", "passive", "intransitive", "intransitive-relative"})
LEFT_OUT = frozenset(
    {
        "bury",
        "fall",
        "down",
        "finish",
        "fell",
        "exhume",
        "shelter",
        "escape",
        "burn",
        "harm",
        "treat",
        "operate",
        "neutralise",
        "neutralize",
        "eliminate",
        "liquidate",
        "crush",
        "blind",
        "starve",
        "expire",
    }
)


def uncounted(scene: Scene, phrases: Sequence[Counted], context: Harm | None = None) -> Iterator[Found]:
    """Yield the harm done to victims that no number word counts, and to lists of persons that add up.

    `context` is the harm spoken of before.
    """
    covered = scene.sentence.start
    for head in _candidates(scene):
        items = items_of(scene, head, phrases)
        if _counted_with(head, phrases):
            continue
        if head.start < covered:
            continue
        if all(item.counted is not None for item in items):
            covered = items[-1].end
            continue
        for found in _read(scene, items, context):
            covered = found.counted.end
            yield found


def _counted_with(head: Token, phrases: Sequence[Counted]) -> bool:
    """Whether a number before another noun covers both: "twelve children and teenagers", not "and himself"."""
    joined = head.dep == "conj" and head.text.lower() not in REFLEXIVE
    return joined and any(p.noun is not None and p.noun.i == head.head for p in phrases)


def _candidates(scene: Scene) -> Iterator[Token]:
    """Yield the heads of noun phrases that may be victims: those beside a harm word, in order."""
    for token in scene.tokens:
        word = token.text.lower()
        if _is_one_more(scene, token) and _stands_for_one(scene, token):
            yield token
        if token.dep in ("compound", "nmod", "npadvmod", "amod", "appos") and not _says_who(scene, token):
            continue
        if _tells(scene, token):
            continue
        nominal = (
            token.pos in ("NOUN", "PROPN")
            or word in REFLEXIVE
            or word == "both"
            or (token.tag == "NN" and token.pos == "PRON")
        )
        one_more = token.dep == "dobj" and _is_one_more(scene, token)  # "killed eight and wounded a ninth"
        if nominal or one_more or opens_list(scene, token):
            yield token


def _tells(scene: Scene, token: Token) -> bool:
    """Whether a noun is who tells of it: "17 people were killed, including women, a governor said"."""
    return token.dep == "nsubj" and scene.sentence.head(token).lemma in SPEECH


def _says_who(scene: Scene, token: Token) -> bool:
    """Whether an apposition tells that what it stands beside is a person: "the target, a boy of ten, was hit"."""
    above = scene.sentence.head(token)
    person = known_as_people(scene, token) and is_single(scene, token)
    return token.dep == "appos" and person and not (known_as_people(scene, above) or is_single(scene, above))


def _is_one_more(scene: Scene, token: Token) -> bool:
    """Whether a word alone means one more person: "another", "a third"."""
    before = scene.after(token, -1)
    numbered = token.text.lower() in ORDINALS and before is not None and before.text.lower() == "a"
    return token.text.lower() == "another" or numbered


def _stands_for_one(scene: Scene, another: Token) -> bool:
    """Whether "another" is one more person: "one soldier was killed, another wounded"."""
    following = scene.after(another)
    while following is not None and following.pos == "ADV":  # "another critically injured"
        following = scene.after(following)
    return following is not None and (
        following.i in scene.verbs or scene.state(following) is not None or following.pos == "AUX"
    )


def _read(scene: Scene, items: Sequence[Item], context: Harm | None) -> Iterator[Found]:
    first = items[0]
    hit = _hit_alone(scene, items)
    if hit is None and len(items) > 1:
        hit = told_who(scene, first.head, context)
    if hit is None or _names_the_counted(scene, items):
        return
    if (
        len(items) > 1
        and all(item.count is not None for item in items)
        and any(item.single for item in items)
        and not any(_is_no_people(scene, item) for item in items)
    ):
        yield from _of_list(scene, items, hit)
    elif first.counted is not None:
        return
    elif first.single or _is_the_attacker(scene, first.head, hit):
        yield _one(scene, first, hit)
    else:
        unnumbered = _unnumbered(scene, items, hit)
        if unnumbered is not None:
            yield unnumbered


def _is_no_people(scene: Scene, item: Item) -> bool:
    """Whether a number in a list counts what is not people: "a farmer and four goats"."""
    noun = item.counted.noun if item.counted is not None else None
    return noun is not None and scene.is_place_or_thing(noun)


def _hit_alone(scene: Scene, items: Sequence[Item]) -> Hit | None:
    """Return the harm that the words can say of persons without a number: by the verb, else by a clause beside it."""
    first = items[0]
    hit = _hit_of_list(scene, items)
    if hit is not None and may_stand_alone(scene, hit, first.head):
        return hit
    beside = adjunct_frame(
        scene, Node(first.head), Counted(None, first.head, first.head, first.start, first.end)
    )
    return beside if beside is not None and may_stand_alone(scene, beside, first.head) else None


def _names_the_counted(scene: Scene, items: Sequence[Item]) -> bool:
    """Whether names behind a mark say who the counted are: "killed two men, identified as: Omar Nasri and Ali Roe"."""
    if not all(item.head.pos == "PROPN" for item in items):
        return False
    counted = max((count.end for count in scene.counts if count.end <= items[0].start), default=None)
    if counted is None:
        return False
    between = scene.sentence.tokens_within(counted, items[0].start)
    if any(t.i in scene.verbs or scene.noun(t) is not None for t in between):
        return False  # "on 16 May: police shot Omar Nasri": something new befalls the named
    return NAMING.search(scene.sentence.words(counted, items[0].start)) is not None


def _hit_of_list(scene: Scene, items: Sequence[Item]) -> Hit | None:
    """Return the harm done to a list of persons; the parse may hang the verb on its last member."""
    end = items[-1].end
    hit = read_frames(scene, Counted(None, items[0].head, items[0].head, items[0].start, end))
    verbal = (
        hit is not None and hit.frame != "next-word"
    )  # "the clerk and his wife were wounded": by the verb
    if verbal or len(items) == 1 or not all(item.single for item in items):
        return hit
    last = items[-1].head
    by_last = read_frames(scene, Counted(None, last, last, items[0].start, end))
    return by_last if by_last is not None and by_last.frame in ("passive", "intransitive") else hit


def _is_the_attacker(scene: Scene, head: Token, hit: Hit) -> bool:
    """Whether the one killed is the attacker, who counts too: "the gunman was shot dead"."""
    singular = head.tag == "NN" and any(
        t.dep == "det" and t.text.lower() == "the" for t in scene.sentence.children(head)
    )
    singular = singular and head.lemma not in COLLECTIVE
    fights = scene.words.victims.get(head.lemma) is VictimClass.COMBATANT
    attacks = scene.words.has("attackers", head.lemma) and hit.frame in DONE_TO
    return singular and hit.harm is Harm.KILLED and (fights or attacks)


def _of_list(scene: Scene, items: Sequence[Item], hit: Hit) -> Iterator[Found]:
    """Yield what a list of persons adds up to; its single members one by one where their classes differ."""
    summed = _summed(scene, items, hit)
    if summed is not None:
        yield summed
        return
    for item in items:
        if item.single:
            yield _one(scene, item, hit)


def may_stand_alone(scene: Scene, hit: Hit, head: Token) -> bool:
    """Whether a harm can be said of one person without a number: not what everyday words say of anybody."""
    strong = hit.meaning.role in (*DOING, *SUFFERING, Role.EVENTS) or hit.frame in (
        "among",
        "event",
        "with",
        "state",
        "left",
        "state-relative",
        "lives",
        "along-with",
    )
    entry = hit.meaning.entry.rsplit(":", 1)[-1]
    strong = strong or _one_dead(scene, hit, entry)
    life = scene.words.has("lives", head.lemma)  # "took the life of a teacher": the teacher is the victim
    town = hit.meaning.entry in TOWNS_TOO and head.pos == "PROPN" and not is_titled(scene, head)
    past = hit.frame == "event" and any(
        scene.words.has("recalled", t.lemma) for t in scene.sentence.ancestors(hit.first)
    )  # "the anniversary of the death of the imam"
    strong = strong and not (town or past)
    return strong and entry not in LEFT_OUT and not life and not scene.is_place_or_thing(head)


def _one_dead(scene: Scene, hit: Hit, entry: str) -> bool:
    """Whether one noun says that somebody is dead: "a martyr", "a body was found"."""
    verb = hit.verb.lemma if hit.verb is not None else ""
    found = verb in BROUGHT or scene.words.has("finding_verbs", verb)
    return hit.frame == "noun" and (entry in ("martyr", "corpse") or (entry == "body" and found))


def _summed(scene: Scene, items: Sequence[Item], hit: Hit) -> Found | None:
    if items[0].head.text.lower() in REFLEXIVE:
        return None
    classes = {victim_class(scene.words, phrase_tokens(scene.sentence, i.start, i.end)) for i in items}
    armed = classes & {VictimClass.COMBATANT, VictimClass.SECURITY_FORCE}
    # "13 prisoners and a guard": people of whom the words know that they may be anybody are no guards.
    anybody = any(scene.words.victims.get(i.head.lemma) is VictimClass.UNSPECIFIED for i in items)
    if len(classes - {VictimClass.UNSPECIFIED}) > 1 or (armed and anybody):
        return None
    span = items[0].start, items[-1].end
    count = _sum([item.count for item in items if item.count is not None], scene.sentence.words(*span))
    return _found(scene, items[0].head, span, count, hit) if count is not None else None


def _sum(counts: Sequence[Count], wording: str) -> Count | None:
    """Return what a list of persons adds up to: exactly, or at least, where one member is."""
    if len(counts) == 1 and counts[0].exact is None:
        return replace(counts[0], wording=wording)
    lows = [count.low for count in counts]
    if any(count.hedge not in (Hedge.EXACT, Hedge.AT_LEAST) for count in counts) or None in lows:
        return None
    total = sum(low for low in lows if low is not None)
    if all(count.exact is not None for count in counts):
        return exactly(total, wording)
    return Count(low=total, hedge=Hedge.AT_LEAST, wording=wording)


def _one(scene: Scene, item: Item, hit: Hit) -> Found:
    span = item.start, item.end
    return _found(scene, item.head, span, item.count or exactly(1, scene.sentence.words(*span)), hit)


def _found(scene: Scene, head: Token, span: tuple[int, int], count: Count, hit: Hit) -> Found:
    return Found(scene, Counted(None, head, head, *span), hit, count, summed=True)


def _unnumbered(scene: Scene, items: Sequence[Item], hit: Hit) -> Found | None:
    head = items[0].head
    plural = head.tag in ("NNS", "NNPS") or head.lemma in ("people", "police")
    again = any(
        t.text.lower() in ("the", "both", "these", "those", "all")
        for t in scene.sentence.children(head)
        if t.dep in ("det", "predet")
    )
    numbered = any(
        t.dep == "nummod" for t in scene.sentence.children(head)
    )  # what counts no people: "37 a month"
    if again or numbered or not plural or not known_as_people(scene, head) or hit.harm is Harm.DETAINED:
        return None
    wording = scene.sentence.words(items[0].start, items[-1].end)
    count = Count(hedge=Hedge.OTHER, wording=wording)
    return Found(scene, Counted(None, head, head, items[0].start, items[-1].end), hit, count)


def part_singles(scene: Scene, found: Sequence[Found]) -> Iterator[Found]:
    """Yield single persons named as a part of a figure: "nine people were hurt, among them a child"."""
    for head in _candidates(scene):
        start, end = extent(scene, head)
        taken = any(other.counted.start <= start < other.counted.end for other in found)
        article = any(t.dep == "det" and t.text.lower() in ("a", "an") for t in scene.sentence.children(head))
        if taken or not article or not is_single(scene, head):
            continue
        part = part_by_cue(
            scene, Counted(None, head, head, start, end), [f for f in found if f.start < start]
        )
        if part is not None:
            yield replace(part, count=exactly(1, scene.sentence.words(start, end)), summed=True)
