"""Read victims without a number word: "a 37-year-old man", "Captain Amin", "his wife and two daughters", "civilians"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from histor.claims.harm_found import Found
from histor.claims.harm_frames import DOING, SUFFERING, Hit, known_as_people, read_frames
from histor.claims.harm_phrases import Counted
from histor.claims.harm_scene import Scene
from histor.claims.parsed import Token
from histor.claims.victims import phrase_tokens, victim_class
from histor.records.claim import Harm, VictimClass
from histor.values.count import Count, Hedge
from histor.claims.harm_words import Role

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
    for head in _candidates(scene):
        items = _items(scene, head, phrases)
        if not any(item.counted is None for item in items):
            continue
        found = _read(scene, items)
        if found is not None:
            yield found


def _candidates(scene: Scene) -> Iterator[Token]:
    """Yield the heads of noun phrases that may be victims: those beside a harm word, in order."""
    for token in scene.tokens:
        nominal = token.pos in ("NOUN", "PROPN") or token.text.lower() in REFLEXIVE or (token.tag == "NN" and token.pos == "PRON")
        if nominal and token.dep not in ("conj", "compound", "nmod", "appos", "npadvmod", "amod"):
            yield token


def _items(scene: Scene, head: Token, phrases: Sequence[Counted]) -> list[Item]:
    return [_item(scene, token, phrases) for token in _conjoined(scene, head)]


def _conjoined(scene: Scene, head: Token) -> Iterator[Token]:
    yield head
    for child in scene.sentence.children(head):
        if child.dep == "conj" and child.pos in ("NOUN", "PROPN", "NUM"):
            yield from _conjoined(scene, child)


def _item(scene: Scene, head: Token, phrases: Sequence[Counted]) -> Item:
    start, end = _extent(scene, head)
    counted = next((p for p in phrases if _counts(p, head, start)), None)
    if counted is not None and counted.mention is not None:
        return Item(head, min(start, counted.start), max(head.end, counted.end), counted.mention.count, counted, single=False)
    held = _held(scene, head, phrases)
    if held is not None and held.mention is not None:  # "a family of three"
        return Item(head, start, held.end, held.mention.count, None, single=True)
    single = is_single(scene, head)
    return Item(head, start, end, _exactly(1, scene.sentence.words(start, end)) if single else None, None, single=single)


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


def _read(scene: Scene, items: Sequence[Item]) -> Found | None:
    first = items[0]
    phrase = Counted(None, first.head, first.head, first.start, items[-1].end)
    hit = read_frames(scene, phrase)
    if hit is None or not _may_stand_alone(scene, hit, first.head):
        return None
    if all(item.count is not None for item in items) and any(item.single for item in items):
        return _summed(scene, items, hit)
    if first.counted is not None:
        return None
    if first.single:
        return _one(scene, first, hit)
    return _unnumbered(scene, items, hit)


def _may_stand_alone(scene: Scene, hit: Hit, head: Token) -> bool:
    strong = hit.meaning.role in (*DOING, *SUFFERING, Role.EVENTS) or hit.frame in ("among", "state", "left", "state-relative")
    entry = hit.meaning.entry.rsplit(":", 1)[-1]
    return strong and entry not in LEFT_OUT and not scene.is_place_or_thing(head)


def _summed(scene: Scene, items: Sequence[Item], hit: Hit) -> Found | None:
    if items[0].head.text.lower() in REFLEXIVE:
        return _one(scene, items[0], hit)
    classes = {victim_class(scene.words, phrase_tokens(scene.sentence, i.start, i.end)) for i in items} - {VictimClass.UNSPECIFIED}
    if len(items) > 1 and len(classes) > 1:
        return _one(scene, items[0], hit) if items[0].single else None
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
