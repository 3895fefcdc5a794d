"""Read persons that no number word counts, one by one or in a list, and how many the words say they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from histor.claims.harm.hit import SUBJECTS, known_as_people
from histor.claims.harm.listed import listed
from histor.claims.harm.numbers import ages_of_several
from histor.claims.harm.persons import REFLEXIVE, ages_of, sex_of
from histor.claims.harm.phrases import Counted, counted_phrases
from histor.claims.harm.scene import Scene
from histor.claims.parsed import BlockKind, Token
from histor.records.claim import VictimClass
from histor.values.count import Count, Hedge

AGE_JOINT = re.compile(r",? and |, ")
ARTICLES = frozenset({"a", "an", "one", "another"})
ORDINALS = frozenset(
    {"third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"}
)  # "a third died on Saturday"
ONE = REFLEXIVE | {"another"}
COLLECTIVE = frozenset(
    {
        "family",
        "people",
        "police",
        "staff",
        "crew",
        "personnel",
        "army",
        "militia",
        "household",
        "public",
        "group",
        "troops",
        "enemy",
        "security",
        "couple",
        "brigade",
        "dead",
        "wounded",
        "half",
        "majority",
    }
)


@dataclass(frozen=True, slots=True)
class Item:
    """One member of a list of victims: its noun, and how many the words say they are (None: no number)."""

    head: Token
    start: int
    end: int
    count: Count | None
    counted: Counted | None
    single: bool


def items_of(scene: Scene, head: Token, phrases: Sequence[Counted]) -> list[Item]:
    """Return the members of the list that `head` begins: one, where it is none."""
    items = _all_items(scene, head, phrases)
    if _only_names(items):
        return [replace(items[0], end=items[-1].end)]
    return items[:1] if _only_parts(scene, items) else items


def says_who(scene: Scene, head: Token) -> bool:
    """Whether a list goes on to who the people are that it begins with: "12 people, 11 nurses and a cook"."""
    return _only_parts(scene, _all_items(scene, head, counted_phrases(scene)))


def _all_items(scene: Scene, head: Token, phrases: Sequence[Counted]) -> list[Item]:
    heads = listed(scene, head)
    return [_item(scene, token, phrases, listed=len(heads) > 1) for token in heads]


def _only_names(items: Sequence[Item]) -> bool:
    """Whether the list only says who the counted are: "the two victims, Omar Nasri and his brother"."""
    first, *rest = items
    named = first.counted is not None and first.counted.mention is not None and first.count is not None
    members = [item.count.exact for item in rest if item.count is not None and item.single]
    if not (named and len(members) == len(rest) > 1 and all(rest)) or first.count is None:
        return False
    return first.count.exact == sum(member or 0 for member in members)


def _only_parts(scene: Scene, items: Sequence[Item]) -> bool:
    """Whether the list only says who the counted people are: "three adults, two men and a woman"."""
    first, *rest = items
    numbers = [item.count.exact for item in rest if item.count is not None]
    if first.count is None or len(rest) < len(("men", "women")) or len(numbers) < len(rest):
        return False
    plain = scene.words.victims.get(first.head.lemma) is VictimClass.UNSPECIFIED
    anybody = plain and not sex_of(scene.words, first.head.text)
    return anybody and first.count.exact == sum(number or 0 for number in numbers)


def _item(scene: Scene, head: Token, phrases: Sequence[Counted], *, listed: bool) -> Item:
    start, end = extent(scene, head)
    if head.lemma == "couple" or _is_parents(scene, head) or _is_both(scene, head):
        return _so_many(scene, head, start, end, 2)
    counted = next((p for p in phrases if _counts(p, head, start)), None)
    if listed and counted is not None and _is_one(scene, counted):
        return _so_many(scene, head, counted.start, head.end, 1)  # "one man and two children"
    if counted is not None and counted.mention is not None:
        return Item(
            head,
            min(start, counted.start),
            max(head.end, counted.end),
            counted.mention.count,
            counted,
            single=False,
        )
    held = _held(scene, head, phrases)
    if held is not None and held.mention is not None:  # "a family of three"
        return Item(head, start, held.end, held.mention.count, None, single=True)
    ages = ages_of_several(scene, head) if is_kin(scene, head) else None
    if ages is not None:  # each has an age: "his nieces, ages 6 and 9" are two
        number = len(AGE_JOINT.split(ages["ages"]))
        return _so_many(scene, head, start, scene.sentence.start + ages.end(), number)
    # "him, his wife and his sons"; "in addition to the dead clerk"
    known = listed or (told_beside(scene, start) and not acts_further(scene, head))
    definite = known and _is_definite_person(scene, head)
    single = is_single(scene, head) or definite or (listed and head.tag == "PRP")
    return Item(
        head,
        start,
        end,
        exactly(1, scene.sentence.words(start, end)) if single else None,
        None,
        single=single,
    )


def _is_one(scene: Scene, counted: Counted) -> bool:
    """Whether a number only says that it is one person: "one man", not "one of them", "one more victim"."""
    noun, mention = counted.noun, counted.mention
    if noun is None or mention is None or counted.of or noun.tag != "NN":
        return False
    said = scene.sentence.words(mention.start, mention.end).lower() == "one"
    return said and (known_as_people(scene, noun) or is_kin(scene, noun))


def _so_many(scene: Scene, head: Token, start: int, end: int, number: int) -> Item:
    """Return a member of which words other than a number say how many it is."""
    return Item(head, start, end, exactly(number, scene.sentence.words(start, end)), None, single=True)


def _is_both(scene: Scene, head: Token) -> bool:
    """Whether the words mean two who are known: "both men"."""
    if head.text.lower() == "both" and head.dep in SUBJECTS:  # "both were found dead"
        return True
    led = any(t.text.lower() == "both" for t in scene.sentence.children(head) if t.dep in ("det", "predet"))
    joined = any(t.dep == "conj" for t in scene.sentence.children(head))  # "both the clerk and his wife"
    return led and not joined and head.tag == "NNS" and known_as_people(scene, head)


def _is_parents(scene: Scene, head: Token) -> bool:
    """Whether the noun is somebody's two parents: "shot his parents and a neighbour"."""
    below = scene.sentence.children(head)
    owned = any(t.dep == "poss" for t in below) and not any(t.dep in ("nummod", "amod") for t in below)
    return head.text.lower() == "parents" and owned and scene.sentence.text.count(" their ") == 0


def _is_definite_person(scene: Scene, head: Token) -> bool:
    """Whether the noun means one known person: "the village chief and his two sons"."""
    determiners = [t.text.lower() for t in scene.sentence.children(head) if t.dep == "det"]
    return (
        determiners in ([], ["the"])
        and head.tag == "NN"
        and (known_as_people(scene, head) or is_kin(scene, head))
        and not _collective(head)
    )


def _counts(phrase: Counted, head: Token, start: int) -> bool:
    if phrase.noun is not None:
        return phrase.noun.i == head.i
    return phrase.anchor.i == head.i or start <= phrase.start < head.start


def _held(scene: Scene, head: Token, phrases: Sequence[Counted]) -> Counted | None:
    """Return the count of those whom a family or crew holds."""
    if not scene.words.has("holders", head.lemma):
        return None
    return next(
        (p for p in phrases if scene.sentence.words(head.end, max(head.end, p.start)).strip() == "of"), None
    )


def exactly(number: int, wording: str) -> Count:
    """Return the count of a number that the words give without naming it."""
    return Count(exact=number, low=number, high=number, hedge=Hedge.EXACT, wording=wording)


def extent(scene: Scene, head: Token) -> tuple[int, int]:
    """Return where a noun and what stands before it begin and end."""
    start = head.start
    for child in scene.sentence.children(head):
        if child.dep in ("det", "poss", "amod", "compound", "nmod", "nummod") and child.i < head.i:
            start = min(start, scene.sentence.subtree(child)[0].start)
    return start, head.end


def acts_further(scene: Scene, head: Token) -> bool:
    """Whether a clause tells what one did, which may be another fate: "in addition to the girl who survived"."""
    clauses = (t for t in scene.sentence.children(head) if t.dep == "relcl")
    return any(t.tag == "WP" for clause in clauses for t in scene.sentence.children(clause))


def told_beside(scene: Scene, start: int) -> bool:
    """Whether what begins at `start` is told beside others: "along with", "in addition to the dead clerk"."""
    led_by = scene.sentence.words(scene.sentence.start, start).lower().rstrip()
    return led_by.endswith((*scene.words.lists["together_with"], "alongside"))


def is_single(scene: Scene, head: Token) -> bool:
    """Whether the words mean exactly one person: an indefinite one, a relative, a name."""
    if head.text.lower() in ONE:
        return True
    following = scene.after(head)
    share = scene.words.has("shares", head.lemma) and following is not None and following.text.lower() == "of"
    if head.text.lower() in ORDINALS and not share:
        return _determiner(scene, head) == "a"
    if head.tag in ("NNS", "NNPS") or share:
        return False
    own = _is_name(scene, head) or _is_one_relative(scene, head) or _is_one_of_people(scene, head)
    return own or _is_aged(scene, head)


def _determiner(scene: Scene, head: Token) -> str | None:
    return next((t.text.lower() for t in scene.sentence.children(head) if t.dep == "det"), None)


def _is_aged(scene: Scene, head: Token) -> bool:
    """Whether an age makes any noun a person: "a 14-year-old striker"."""
    aged = bool(ages_of(scene.sentence.words(*extent(scene, head))))
    return aged and _determiner(scene, head) in ARTICLES and not scene.is_place_or_thing(head)


def _is_one_relative(scene: Scene, head: Token) -> bool:
    """Whether the noun is one relative of somebody: "his wife", "the wife of the elder"."""
    below = scene.sentence.children(head)
    owned = any(t.dep == "poss" for t in below)
    of = _determiner(scene, head) == "the" and any(t.dep in ("prep", "conj") for t in below)
    return is_kin(scene, head) and (owned or of)


def _is_one_of_people(scene: Scene, head: Token) -> bool:
    """Whether the noun is one of people: "a farmer", "the imam, Noor ul Amin", a bare "Soldier killed"."""
    if _collective(head) or not (known_as_people(scene, head) or is_kin(scene, head)):
        return False
    determiner = _determiner(scene, head)
    of = any(t.dep == "prep" and t.lemma == "of" for t in scene.sentence.children(head))
    office = determiner == "the" and scene.words.has("offices", head.lemma)  # there is but one mayor
    if determiner in ARTICLES or (determiner == "the" and scene.words.has("unique_roles", head.lemma)):
        return True
    if _named(scene, head) or office or (determiner == "the" and of):
        return True
    return determiner is None and (_in_headline(scene, head) or _is_of_one_force(scene, head))


def _is_of_one_force(scene: Scene, head: Token) -> bool:
    """Whether an article stands before whose man one is: "a Norland County Sheriff's deputy"."""
    whose = next((t for t in scene.sentence.children(head) if t.dep == "poss"), None)
    return head.tag == "NN" and whose is not None and _determiner(scene, whose) == "a"


def is_kin(scene: Scene, head: Token) -> bool:
    """Whether the noun is a relative; the tagger splits "mother-in-law" in five."""
    in_law = (
        head.lemma == "law"
        and "".join(t.text for t in scene.tokens[max(0, head.i - 3) : head.i]).lower() == "-in-"
    )
    return in_law or scene.words.has("kin", head.lemma)


def _collective(head: Token) -> bool:
    return head.lemma in COLLECTIVE


def _named(scene: Scene, head: Token) -> bool:
    """Whether a name stands beside the noun: "the imam, Noor ul Amin"."""
    below = scene.sentence.children(head)
    called = (c for c in below if c.dep == "acl" and c.lemma in ("identify", "name", "call"))
    return any(c.dep == "appos" and c.pos == "PROPN" for c in below) or any(
        t.pos == "PROPN" for c in called for t in scene.sentence.subtree(c)
    )


def _in_headline(scene: Scene, head: Token) -> bool:
    """Whether the article may be left out: "Soldier killed in shelling"."""
    return scene.sentence.kind is BlockKind.HEADLINE and head.tag == "NN" and not _collective(head)


def _is_name(scene: Scene, head: Token) -> bool:
    """Whether a proper name is a person's, as far as can be told: a title, or two names in a row."""
    if head.pos != "PROPN" or head.text.isupper():
        return False
    before = [c for c in scene.sentence.children(head) if c.dep == "compound" and c.i < head.i]
    return is_titled(scene, head) or (
        len(before) >= 1
        and all(c.pos == "PROPN" for c in before)
        and not any(c.dep == "det" for c in scene.sentence.children(head))
    )


def is_titled(scene: Scene, head: Token) -> bool:
    """Whether a title stands before a name: "Captain Omar Nasri"."""
    before = (c for c in scene.sentence.children(head) if c.dep == "compound" and c.i < head.i)
    return any(scene.words.has("titles", c.text.lower().rstrip(".")) for c in before)
