"""Read victims without a number word: "a 37-year-old man", "Captain Amin", "his wife and two daughters", "civilians"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from histor.claims.harm_found import Found
from histor.claims.harm_frames import DOING, SUFFERING, Hit, known_as_people, read_frames
from histor.claims.harm_phrases import Counted
from histor.claims.harm_scene import Scene
from histor.claims.parsed import Token
from histor.claims.parts import part_by_cue
from histor.claims.victims import phrase_tokens, victim_class
from histor.records.claim import Harm, VictimClass
from histor.values.count import Count, Hedge
from histor.claims.harm_words import Role

LIST_ITEM = 6  # words of one member of a list: "at least one young keyboard player"
ARTICLES = frozenset({"a", "an", "one", "another"})
REFLEXIVE = frozenset({"himself", "herself", "itself"})
LEFT_OUT = frozenset({"bury", "fall", "down", "finish", "fell", "exhume", "shelter", "escape", "burn", "harm", "treat", "operate", "neutralise", "neutralize", "eliminate", "liquidate", "crush", "blind", "starve", "expire"})


@dataclass(frozen=True, slots=True)
class Item:
    """One member of a list of victims: its noun, and how many the words say they are (None: no number)."""

    head: Token
    start: int
    end: int
    count: Count | None
    counted: Counted | None
    single: bool


def uncounted(scene: Scene, phrases: Sequence[Counted]) -> Iterator[Found]:
    """Yield the harm done to victims that no number word counts, and to lists of persons that add up."""
    covered = scene.sentence.start
    for head in _candidates(scene):
        items = _items(scene, head, phrases)
        if head.start < covered or all(item.counted is not None for item in items):
            continue
        for found in _read(scene, items):
            covered = found.counted.end
            yield found


def _candidates(scene: Scene) -> Iterator[Token]:
    """Yield the heads of noun phrases that may be victims: those beside a harm word, in order."""
    for token in scene.tokens:
        nominal = token.pos in ("NOUN", "PROPN") or token.text.lower() in REFLEXIVE or (token.tag == "NN" and token.pos == "PRON")
        if nominal and token.dep not in ("compound", "nmod", "npadvmod", "amod", "appos"):
            yield token


def _items(scene: Scene, head: Token, phrases: Sequence[Counted]) -> list[Item]:
    heads = _listed(scene, head)
    return [_item(scene, token, phrases, listed=len(heads) > 1) for token in heads]


def _listed(scene: Scene, head: Token) -> list[Token]:
    """Return the nouns of the list that begins with `head`, read off the surface: the parse of long lists breaks.

    A list ends with "and": "a judge, two nurses and a family of three".
    """
    heads, at = [head], _past(scene, head)
    while at < len(scene.tokens) and scene.tokens[at].text in (",", "and"):
        last = scene.tokens[at].text == "and"
        at += 1
        if not last and at < len(scene.tokens) and scene.tokens[at].text == "and":
            at, last = at + 1, True
        noun = _next_noun(scene, at)
        if noun is None:
            break
        heads.append(noun)
        at = _past(scene, noun)
        if last:
            return heads
    return [head]


def _past(scene: Scene, noun: Token) -> int:
    """Return the position after a noun, its "-in-law", and "of three"."""
    at = noun.i + 1
    if [t.text.lower() for t in scene.tokens[at : at + 4]] == ["-", "in", "-", "law"]:
        at += 4
    if [t.text.lower() for t in scene.tokens[at : at + 1]] == ["of"] and scene.tokens[at + 1 : at + 2] and scene.tokens[at + 1].pos == "NUM":
        at += 2
    return at


def _next_noun(scene: Scene, at: int) -> Token | None:
    noun: Token | None = None
    for token in scene.tokens[at : at + LIST_ITEM]:
        if token.pos in ("NOUN", "PROPN"):
            noun = token
        elif noun is not None or token.pos not in ("DET", "PRON", "NUM", "ADJ", "ADV") or token.tag in ("PRP", "WP"):
            break
    return noun


def _item(scene: Scene, head: Token, phrases: Sequence[Counted], *, listed: bool) -> Item:
    start, end = _extent(scene, head)
    if head.lemma == "couple":
        return Item(head, start, end, _exactly(2, scene.sentence.words(start, end)), None, single=True)
    counted = next((p for p in phrases if _counts(p, head, start)), None)
    if counted is not None and counted.mention is not None:
        return Item(head, min(start, counted.start), max(head.end, counted.end), counted.mention.count, counted, single=False)
    held = _held(scene, head, phrases)
    if held is not None and held.mention is not None:  # "a family of three"
        return Item(head, start, held.end, held.mention.count, None, single=True)
    single = is_single(scene, head) or (listed and _is_definite_person(scene, head))
    return Item(head, start, end, _exactly(1, scene.sentence.words(start, end)) if single else None, None, single=single)


def _is_definite_person(scene: Scene, head: Token) -> bool:
    """Whether the noun means one known person: "the village chief and his two sons"."""
    definite = any(t.dep == "det" and t.text.lower() == "the" for t in scene.sentence.children(head))
    return definite and head.tag == "NN" and known_as_people(scene, head) and not _collective(scene, head)


def _counts(phrase: Counted, head: Token, start: int) -> bool:
    if phrase.noun is not None:
        return phrase.noun.i == head.i
    return phrase.anchor.i == head.i or start <= phrase.start < head.start


def _held(scene: Scene, head: Token, phrases: Sequence[Counted]) -> Counted | None:
    """Return the count of those whom a family or crew holds."""
    if not scene.words.has("holders", head.lemma):
        return None
    return next((p for p in phrases if 0 < p.start - head.end <= len(" of at least ")), None)


def _exactly(number: int, wording: str) -> Count:
    return Count(exact=number, low=number, high=number, hedge=Hedge.EXACT, wording=wording)


def _extent(scene: Scene, head: Token) -> tuple[int, int]:
    kept = [head]
    for child in scene.sentence.children(head):
        if child.dep in ("det", "poss", "amod", "compound", "nmod", "nummod") and child.i < head.i:
            kept += scene.sentence.subtree(child)
    return min(t.start for t in kept), head.end


def is_single(scene: Scene, head: Token) -> bool:
    """Whether the words mean exactly one person: an indefinite one, a relative, a name, a title with a name."""
    lowered = head.text.lower()
    if lowered in REFLEXIVE:
        return True
    if head.tag in ("NNS", "NNPS"):
        return False
    below = scene.sentence.children(head)
    determiner = next((t.text.lower() for t in below if t.dep == "det"), None)
    kin = is_kin(scene, head)
    people = known_as_people(scene, head) or kin
    if determiner == "the" and kin:
        return any(t.dep in ("prep", "conj") for t in below)
    if determiner in ARTICLES:
        return people and not _collective(scene, head)
    if any(t.dep == "poss" for t in below):
        return kin or (people and _named(scene, head))
    if _is_name(scene, head):
        return True
    return people and not _collective(scene, head) and _named(scene, head)


def is_kin(scene: Scene, head: Token) -> bool:
    """Whether the noun is a relative; the tagger splits "mother-in-law" in five."""
    in_law = head.lemma == "law" and "".join(t.text for t in scene.tokens[max(0, head.i - 3) : head.i]).lower() == "-in-"
    return in_law or scene.words.has("kin", head.lemma)


COLLECTIVE = frozenset({"family", "people", "police", "staff", "crew", "personnel", "army", "militia", "household", "public", "group", "troops", "enemy", "security", "couple", "brigade", "dead", "wounded", "half", "majority"})


def _collective(scene: Scene, head: Token) -> bool:
    return head.lemma in COLLECTIVE


def _named(scene: Scene, head: Token) -> bool:
    """Whether a name stands beside the noun: "the imam, Noor ul Amin"."""
    return any(c.dep == "appos" and c.pos == "PROPN" for c in scene.sentence.children(head))


def _is_name(scene: Scene, head: Token) -> bool:
    """Whether a proper name is a person's, as far as can be told: a title, or two or more capitalised words."""
    if head.pos != "PROPN" or head.text.isupper():
        return False
    before = [c for c in scene.sentence.children(head) if c.dep == "compound" and c.i < head.i]
    titled = any(scene.words.has("titles", c.text.lower().rstrip(".")) for c in before)
    return titled or (len(before) >= 1 and all(c.pos == "PROPN" for c in before) and not any(c.dep == "det" for c in scene.sentence.children(head)))


def _read(scene: Scene, items: Sequence[Item]) -> Iterator[Found]:
    first = items[0]
    hit = read_frames(scene, Counted(None, first.head, first.head, first.start, items[-1].end))
    if hit is None or not _may_stand_alone(scene, hit, first.head):
        return
    if len(items) > 1 and all(item.count is not None for item in items) and any(item.single for item in items):
        yield from _of_list(scene, items, hit)
    elif first.counted is not None:
        return
    elif first.single or _is_the_attacker(scene, first.head, hit):
        yield _one(scene, first, hit)
    else:
        unnumbered = _unnumbered(scene, items, hit)
        if unnumbered is not None:
            yield unnumbered


def _is_the_attacker(scene: Scene, head: Token, hit: Hit) -> bool:
    """Whether the one killed is the attacker, who counts too: "the gunman was shot dead"."""
    singular = head.tag == "NN" and any(t.dep == "det" and t.text.lower() == "the" for t in scene.sentence.children(head))
    return singular and hit.harm is Harm.KILLED and scene.words.victims.get(head.lemma) is VictimClass.COMBATANT


def _of_list(scene: Scene, items: Sequence[Item], hit: Hit) -> Iterator[Found]:
    """Yield what a list of persons adds up to; its single members one by one where their classes differ."""
    summed = _summed(scene, items, hit)
    if summed is not None:
        yield summed
        return
    for item in items:
        if item.single:
            yield _one(scene, item, hit)


def _may_stand_alone(scene: Scene, hit: Hit, head: Token) -> bool:
    strong = hit.meaning.role in (*DOING, *SUFFERING, Role.EVENTS) or hit.frame in ("among", "state", "left", "state-relative")
    entry = hit.meaning.entry.rsplit(":", 1)[-1]
    return strong and entry not in LEFT_OUT and not scene.is_place_or_thing(head)


def _summed(scene: Scene, items: Sequence[Item], hit: Hit) -> Found | None:
    if items[0].head.text.lower() in REFLEXIVE:
        return None
    classes = {victim_class(scene.words, phrase_tokens(scene.sentence, i.start, i.end)) for i in items} - {VictimClass.UNSPECIFIED}
    if len(classes) > 1:
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
        return _exactly(total, wording)
    return Count(low=total, hedge=Hedge.AT_LEAST, wording=wording)


def _one(scene: Scene, item: Item, hit: Hit) -> Found | None:
    span = item.start, item.end
    return _found(scene, item.head, span, item.count or _exactly(1, scene.sentence.words(*span)), hit)


def _found(scene: Scene, head: Token, span: tuple[int, int], count: Count, hit: Hit) -> Found:
    return Found(scene, Counted(None, head, head, *span), hit, count, summed=True)


def _unnumbered(scene: Scene, items: Sequence[Item], hit: Hit) -> Found | None:
    head = items[0].head
    plural = head.tag in ("NNS", "NNPS") or head.lemma in ("people", "police")
    if not plural or not known_as_people(scene, head) or hit.harm is Harm.DETAINED:
        return None
    wording = scene.sentence.words(items[0].start, items[-1].end)
    count = Count(hedge=Hedge.OTHER, wording=wording)
    return Found(scene, Counted(None, head, head, items[0].start, items[-1].end), hit, count)


def without(scene: Scene) -> Iterator[Found]:
    """Yield the zero of "without casualties", "without any loss of life"."""
    for token in scene.tokens:
        following = [t for t in scene.tokens[token.i + 1 : token.i + 4] if t.text.lower() not in ("any", "causing", "further")]
        noun = following[0] if token.text.lower() == "without" and following else None
        meaning = scene.words.of_token(noun, Role.VICTIMS, Role.EVENTS) if noun is not None else None
        if noun is not None and meaning is not None and meaning.harm in (Harm.KILLED, Harm.INJURED):
            count = _exactly(0, token.text)
            hit = Hit(meaning, noun, noun, None, "without")
            yield Found(scene, Counted(None, noun, noun, token.start, noun.end), hit, count, summed=True)


def part_singles(scene: Scene, found: Sequence[Found]) -> Iterator[Found]:
    """Yield single persons named as a part of a figure: "nine people were hurt, among them a child"."""
    for head in _candidates(scene):
        start, end = _extent(scene, head)
        taken = any(other.counted.start <= start < other.counted.end for other in found)
        article = any(t.dep == "det" and t.text.lower() in ("a", "an") for t in scene.sentence.children(head))
        if taken or not article or not is_single(scene, head):
            continue
        part = part_by_cue(scene, Counted(None, head, head, start, end), [f for f in found if f.start < start])
        if part is not None:
            yield replace(part, count=_exactly(1, scene.sentence.words(start, end)), summed=True)
