"""Who the victims are, as far as the words say: their class, women, children and communities."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from histor.claims.harm.words import HarmWords, base_forms
from histor.claims.parsed import Sentence, Token
from histor.claims.reading import Reading
from histor.claims.vocabulary import any_of
from histor.records.claim import VictimClass

LONGEST = 3  # words of the longest entry: "security force member"
MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
CONTEXTS = (
    ("combatant_context", VictimClass.COMBATANT),
    ("security_context", VictimClass.SECURITY_FORCE),
    ("civilian_context", VictimClass.CIVILIAN),
)


def victim_class(words: HarmWords, tokens: Iterable[Token]) -> VictimClass:
    """Return the class that the words of a noun phrase give; two classes side by side are mixed."""
    phrase = [token for token in tokens if token.pos != "PUNCT"]
    named = set(_named(words, phrase))
    firm = named - {VictimClass.UNSPECIFIED}
    if not firm:
        return _by_context(words, phrase)
    if firm == {VictimClass.CIVILIAN} or len(firm) == 1:
        return _corrected(words, phrase, firm.pop())
    return VictimClass.MIXED


def _named(words: HarmWords, phrase: list[Token]) -> Iterator[VictimClass]:
    """Yield the class of each noun, the longest entry first: "police officers", not "officers"."""
    at = len(phrase)
    while at > 0:
        found = next(_entries(words, phrase, at), None)
        if found is None:
            at -= 1
            continue
        size, victims = found
        # A noun that only modifies the next ("police chief") has been read with it.
        yield victims
        at -= size
        heads = {token.i for token in phrase[at : at + size]}
        while at > 0 and phrase[at - 1].dep in MODIFIERS and phrase[at - 1].head in heads:
            at -= 1
            heads.add(phrase[at].i)  # "civilian resistance fighters"


def _entries(words: HarmWords, phrase: list[Token], end: int) -> Iterator[tuple[int, VictimClass]]:
    for size in range(LONGEST, 0, -1):
        part = phrase[max(0, end - size) : end]
        if len(part) == size:
            led_by = [t.text.lower() for t in part[:-1]]
            forms = base_forms(part[-1].lemma.lower(), part[-1].text)
            known = (words.victims.get(" ".join([*led_by, form])) for form in forms)
            found = next((victims for victims in known if victims is not None), None)
            if found is not None:
                yield size, found


def _by_context(words: HarmWords, phrase: list[Token]) -> VictimClass:
    text = " ".join(["", *(t.text.lower() for t in phrase)])
    for name, victims in CONTEXTS:
        if _led_by(words.lists[name]).search(text):
            return victims
    return VictimClass.UNSPECIFIED


@cache
def _led_by(entries: frozenset[str]) -> re.Pattern[str]:
    """Return what finds a word that begins with one of the entries."""
    return re.compile(f" {any_of(entries)}")


def _corrected(words: HarmWords, phrase: list[Token], victims: VictimClass) -> VictimClass:
    """Read "militia officials", "civilian guards" by their modifier where the head alone would mislead."""
    text = " ".join(t.text.lower() for t in phrase)
    if victims is VictimClass.CIVILIAN and phrase[-1].lemma in (
        "member",
        "official",
        "staff",
        "chief",
        "worker",
    ):
        context = _by_context(words, phrase)
        return context if context is not VictimClass.UNSPECIFIED else victims
    if victims is VictimClass.SECURITY_FORCE and "civilian" in text:
        return VictimClass.MIXED
    return victims


ACTOR_CLASSES = {"armed_group": VictimClass.COMBATANT, "state_force": VictimClass.SECURITY_FORCE}
LOOSE = frozenset(
    {"member", "official", "man", "people", "person", "leader", "figure", "supporter", "follower", "other"}
)


def class_of(reading: Reading, words: HarmWords, sentence: Sentence, tokens: Sequence[Token]) -> VictimClass:
    """Return the class that the words give; of members and men, that of the armed body they are of."""
    given = victim_class(words, tokens)
    loose = not tokens or any(t.lemma in LOOSE for t in tokens)
    if given is not VictimClass.UNSPECIFIED or not loose:
        return given
    inside = [
        a for a in reading.actors_in(sentence) if any(t.start < a.end and t.end > a.start for t in tokens)
    ]
    return next((ACTOR_CLASSES[a.entry.kind] for a in inside if a.entry.kind in ACTOR_CLASSES), given)


QUANTIFIERS = frozenset({"a", "an", "several", "some", "many", "dozens", "the", "another"})
KEPT = frozenset(
    {"compound", "amod", "nmod", "nummod", "det", "conj", "cc", "appos", "prep", "pobj", "poss", "npadvmod"}
)


def phrase_around(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """Return a noun with the words that say who they are.

    These are its modifiers, "of ...", nouns joined to it that have no number of their own, and a participle
    ("people sheltering in a church").
    """
    kept = {noun.i}
    for child in sentence.children(noun):
        kept |= {t.i for t in _kept_below(sentence, child)}
    kept |= {t.i for t in _joined(sentence, noun)}
    if noun.i > 1 and sentence.tokens[noun.i - 1].tag == "HYPH":  # "passers-by"
        kept.add(noun.i - 2)
    return tuple(sentence.tokens[i] for i in sorted(kept))


def _joined(sentence: Sentence, noun: Token) -> list[Token]:
    """Return the plural nouns that share the number, off the surface: "civilians, soldiers and fighters"."""
    joined: list[Token] = []
    at = noun.i + 1
    while at + 1 < len(sentence.tokens) and sentence.tokens[at].text in (",", "and", "or"):
        last = sentence.tokens[at].text != ","
        noun = sentence.tokens[at + 1]
        if noun.tag not in ("NNS", "NNPS"):
            break
        joined.append(noun)
        if last:
            return joined
        at += 2
    return []


def _kept_below(sentence: Sentence, child: Token) -> list[Token]:
    if child.dep == "acl" and child.tag == "VBG":
        return [child]
    if child.dep not in KEPT or (child.dep == "prep" and child.lemma != "of"):
        return []
    below = sentence.children(child)
    numbered = any(c.dep == "nummod" or c.text.lower() in QUANTIFIERS for c in below)
    all_of_them = any(c.text.lower() == "all" for c in below)
    if child.dep == "appos" and not all_of_them and (below or child.pos != "PROPN"):
        return []  # "48 people, many of them children"
    if child.dep == "conj" and (numbered or child.pos not in ("NOUN", "PROPN")):
        return []
    return [child, *(t for each in sentence.children(child) for t in _kept_below(sentence, each))]


def group_named(words: HarmWords, tokens: Iterable[Token]) -> str | None:
    """Return the religious or ethnic community that the words name, as written."""
    return next(
        (
            t.text
            for t in tokens
            if words.has("groups", t.lemma) or words.has("groups", t.text.lower().rstrip("s"))
        ),
        None,
    )


def are_women(words: HarmWords, tokens: Iterable[Token]) -> bool:
    """Whether the words mean women."""
    return any(words.has("women", t.lemma) for t in tokens)


def are_children(words: HarmWords, tokens: Iterable[Token]) -> bool:
    """Whether the words mean children."""
    return any(words.has("children", t.lemma) for t in tokens)


def phrase_tokens(sentence: Sentence, start: int, end: int) -> tuple[Token, ...]:
    """Return the tokens between two offsets of the document."""
    return tuple(t for t in sentence.tokens if t.start >= start and t.end <= end)
