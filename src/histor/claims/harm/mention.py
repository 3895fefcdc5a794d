"""Put a found harm into the words of a mention: who the victims are, what it covers, how firmly it is put."""

import re
from collections.abc import Sequence

from histor.claims.harm.found import Found, Relation
from histor.claims.harm.hit import known_as_people
from histor.claims.harm.lists import extent
from histor.claims.harm.modality import modality
from histor.claims.harm.persons import REFLEXIVES
from histor.claims.harm.recalled import is_recalled
from histor.claims.harm.scene import Scene
from histor.claims.harm.scope_case import Scoped, Told
from histor.claims.harm.victims import (
    are_children,
    are_women,
    class_of,
    group_named,
    phrase_around,
    phrase_tokens,
)
from histor.claims.harm.words import HarmWords
from histor.claims.mentions import HarmMention, Stretch
from histor.claims.parsed import Token
from histor.claims.phrases import phrase
from histor.claims.reading import Reading
from histor.records.claim import Harm, Scope, Some, Trace, VictimClass

CAPTURES = frozenset({"abducted.does:capture", "abducted.phrases_does:take prisoner"})
ARMED = frozenset({VictimClass.COMBATANT, VictimClass.SECURITY_FORCE})
# "12 of them under the age of 15": said of children
UNDER_AGE = re.compile(
    r"\s*(?:were |are |was )?(?:aged )?(?:under|below) (?:the age of )?(?:1[0-8]|[4-9])\b(?! metres| km)"
)
# "a 14-year-old", "a nine-month-old": a child
CHILDS_AGE = re.compile(
    r"\b(?:[1-9]|1[0-7]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen)-year-old|-(?:month|week|day)-old"
)
TOTALS = frozenset({"toll", "label"})
GAPPING = frozenset({"and", ",", "with"})
CLAUSE_ENDS = frozenset({";", ":", "while", "but", "whereas", "meanwhile", "then"})
SUFFERED = frozenset({"sustain", "suffer", "receive", "sustained", "suffered", "received"})
BLOWN_UP = re.compile(r":bl[oe]w\w* \w+sel(?:f|ves) up$")  # who blows herself up is a bomber, whoever she was


def mention(
    reading: Reading, words: HarmWords, told: Sequence[Told], at: int, parts: Sequence[Told]
) -> HarmMention:
    """Return the mention at position `at` of all the figures of a report; `parts` are those of this figure."""
    found, scoped = told[at].found, told[at].scoped
    scene, hit, counted = found.scene, found.hit, found.counted
    span = victim_span(found)
    tokens = phrase_tokens(scene.sentence, *span) if span else ()
    kind, modal = modality(found, _next_sentence(reading, found))
    position = (
        next((i for i, other in enumerate(told) if other.found is scoped.whole), None)
        if scoped.whole
        else None
    )
    victims = _class(reading, words, found, [*told[:at], told[at]])
    return HarmMention(
        sentence=scene.sentence.index,
        trigger=Stretch(start=hit.first.start, end=max(hit.first.end, hit.last.end)),
        harm=_harm(found, victims),
        count=found.count,
        number=Stretch(start=counted.mention.start, end=counted.mention.end)
        if counted.mention
        else _list_span(found),
        victims=scene.sentence.words(*span) if span else None,
        victim_span=Stretch(start=span[0], end=span[1]) if span else None,
        victim_class=victims,
        women=_inside(words, parts, women=True),
        children=_inside(words, parts, women=False),
        group=group_named(words, tokens),
        scope=scoped.scope,
        part_of=position,
        modality=kind,
        agent=_agent(found),
        earlier=hit.earlier,
        background=is_recalled(reading, words, told[at]),
        until=found.until,
        confidence=hit.confidence,
        traces=tuple(_traces(found, scoped, modal)),
    )


def _harm(found: Found, victims: VictimClass) -> Harm:
    """Return the harm: fighters and soldiers taken prisoner are detained, villagers abducted.

    The law of war knows prisoners of war on both sides, and no abduction of those who fight.
    """
    captured = found.hit.meaning.entry in CAPTURES
    return Harm.DETAINED if captured and victims in ARMED else found.harm


def _next_sentence(reading: Reading, found: Found) -> str:
    following = found.scene.sentence.index + 1
    return reading.sentences[following].text if following < len(reading.sentences) else ""


def _list_span(found: Found) -> Stretch | None:
    return Stretch(start=found.counted.start, end=found.counted.end) if found.summed else None


def _traces(found: Found, scoped: Scoped, modal: Trace | None) -> list[Trace]:
    hit, sentence = found.hit, found.scene.sentence
    words = sentence.words(hit.first.start, max(hit.first.end, hit.last.end))
    traces = [
        Trace(step="trigger", rule=hit.meaning.entry, words=words),
        Trace(
            step="frame",
            rule=f"frame:{hit.frame}",
            words=sentence.words(found.counted.start, found.counted.end),
        ),
        Trace(step="count", rule=f"hedge:{found.count.hedge}", words=found.count.wording),
    ]
    return [*traces, *(trace for trace in (scoped.trace, modal) if trace is not None)]


def _agent(found: Found) -> Stretch | None:
    agent = found.hit.agent
    if agent is None or found.counted.start <= agent.start < found.counted.end:
        return None
    return phrase(found.scene.sentence, agent)


def victim_span(found: Found) -> tuple[int, int] | None:
    """Return where the victims' words stand, without the number."""
    counted = found.counted
    if counted.noun is None:
        return None
    if counted.mention is None:
        return counted.start, counted.end
    if _is_predicate(found.scene, counted.noun, counted.mention.end):
        return extent(found.scene, counted.noun)
    after = [
        t
        for t in found.scene.tokens
        if t.start >= counted.mention.end and t.end <= counted.noun.end and t.lemma != "of"
    ]
    if any(t.lemma in SUFFERED and t.end < counted.noun.start for t in after):
        return None  # "19 sustained injuries": the verb, not the victims
    while after and (after[0].pos in ("PUNCT", "AUX") or after[0].tag in ("PRP", "WP", "DT", "IN")):
        after = after[1:]  # "five of them children", '39 "massacres"'
    return (after[0].start, counted.noun.end) if after else (counted.noun.start, counted.noun.end)


def _is_predicate(scene: Scene, noun: Token, start: int) -> bool:
    """Whether the noun says who they were: "four of those killed were children"."""
    return any(t.lemma == "be" for t in scene.tokens if start <= t.start < noun.start)


BEFORE_TOTAL = 2  # words: "civilian death toll"


def _class(reading: Reading, words: HarmWords, found: Found, told: Sequence[Told]) -> VictimClass:
    """Return the class that the victims' words give, or those of the figure that they lean on."""
    if found.hit.frame == "attacks":
        return VictimClass.UNSPECIFIED
    own = _own_class(reading, words, found)
    whole = _leans_on(told[-1], told)
    if whole is None:
        return own
    inherited = _own_class(reading, words, whole)
    armed = inherited in (VictimClass.COMBATANT, VictimClass.SECURITY_FORCE)
    part = found.relation is Relation.PART or found.counted.of
    return (
        inherited
        if own is VictimClass.UNSPECIFIED or (armed and part and own is VictimClass.CIVILIAN)
        else own
    )


def _leans_on(one: Told, told: Sequence[Told]) -> Found | None:
    """Return the figure whose victims these are too: the whole of a part, or the one before "others"."""
    found = one.found
    noun = found.counted.noun
    here = [t.found for t in told[:-1] if t.found.scene is found.scene and t.found.count.known]
    if found.counted.of and one.scoped.scope is Scope.SUBSET and (here or one.scoped.whole is not None):
        return here[-1] if here and found.counted.bare else one.scoped.whole
    if noun is None and found.of is None and one.scoped.scope is Scope.SUBSET:
        return one.scoped.whole
    if found.of is not None and (noun is None or found.relation is Relation.PART):
        return _named_first(found.of)
    if noun is not None and noun.text.lower() in ("others", "other"):
        here = [other for other in here if other.relation is not Relation.PART]
        return here[-1] if here and not _is_lone_attacker(here[-1]) else None
    return _gapped(found, here)


def _is_lone_attacker(found: Found) -> bool:
    """Whether one attacker is counted: "the bomber and nine others" are the bomber and those around him."""
    noun = found.counted.noun
    return noun is not None and found.count.exact == 1 and found.scene.words.has("attackers", noun.lemma)


def _gapped(found: Found, here: Sequence[Found]) -> Found | None:
    """Return the figure before whose noun this one leaves out: "two soldiers were killed and nine wounded"."""
    last = next((other for other in reversed(here) if other.relation is not Relation.PART), None)
    if found.hit.frame in TOTALS:
        return None  # "killed 148 gunmen, bringing the toll to 1,018": a total has people of its own
    if last is None or not _leaves_out_noun(found) or found.relation is not Relation.WHOLE:
        return None
    named = _gapped(last, here[: here.index(last)]) or last
    if named.counted.noun is None or named.hit.frame == "attacks":
        return None
    between = found.scene.sentence.tokens_within(last.counted.end, found.start)
    joined = any(t.text.lower() in GAPPING for t in between)
    nouns = (t for t in between if t.pos in ("NOUN", "PROPN"))
    parted = any(t.text.lower() in CLAUSE_ENDS for t in between)
    others = any(known_as_people(found.scene, noun) for noun in nouns)
    return named if joined and not (parted or others) else None


def _leaves_out_noun(found: Found) -> bool:
    """Whether a number stands alone, or with the word of harm: "and nine wounded"."""
    noun = found.counted.noun
    return found.count.exact != 0 and (noun is None or noun.pos in ("VERB", "ADJ")) and not found.counted.of


def _named_first(found: Found) -> Found:
    """Return the figure of a list that names its people: "four troops ..., two in Ardel and two in Belmar"."""
    while found.counted.noun is None and found.relation is Relation.SAME and found.of is not None:
        found = found.of
    return found


def _own_class(reading: Reading, words: HarmWords, found: Found) -> VictimClass:
    end = found.scene.sentence.end
    if BLOWN_UP.search(found.hit.meaning.entry):
        return VictimClass.COMBATANT
    if found.counted.noun is not None and found.counted.noun.text.lower() in REFLEXIVES:
        doer = found.hit.agent
        return (
            class_of(reading, words, found.scene.sentence, phrase_around(found.scene.sentence, doer))
            if doer
            else VictimClass.UNSPECIFIED
        )
    if found.counted.noun is None and found.summed and CHILDS_AGE.search(found.count.wording):
        return VictimClass.CIVILIAN
    if found.counted.noun is None and UNDER_AGE.match(found.scene.sentence.words(found.counted.end, end)):
        return VictimClass.CIVILIAN
    return class_of(reading, words, found.scene.sentence, _class_tokens(found))


def _class_tokens(found: Found) -> tuple[Token, ...]:
    """Return the words that may say who the victims are: their noun's phrase, or that of their total."""
    noun, sentence = found.counted.noun, found.scene.sentence
    if noun is None:
        total = found.hit.first if found.hit.frame == "toll" else None
        near = () if total is None else phrase_around(sentence, total)
        # "police lower mosque bombing toll": what the parse of a headline heaps up before a total is not its victims.
        return tuple(t for t in near if total is not None and t.i >= total.i - BEFORE_TOTAL)
    if found.summed:
        return phrase_tokens(sentence, found.counted.start, found.counted.end)
    return phrase_around(sentence, noun)


def _inside(words: HarmWords, parts: Sequence[Told], *, women: bool) -> int | Some | None:
    """Return how many women (or children) a part of this figure counts, "some" where it gives no number."""
    test = are_women if women else are_children
    for other in parts:
        part = other.found
        if not _tells_inside(other) or part.counted.noun is None:
            continue
        end = max(part.counted.end, part.counted.noun.end)
        if test(words, phrase_tokens(part.scene.sentence, part.counted.start, end)):
            one_kind = not part.summed or part.count.exact == 1
            return part.count.exact if part.count.exact is not None and one_kind else "some"
    return None


def _tells_inside(part: Told) -> bool:
    """Whether a part says who is in its whole: in its sentence, or by words that point back to it."""
    found, whole = part.found, part.scoped.whole
    if part.scoped.scope is not Scope.SUBSET or whole is None:
        return False
    points = found.relation is Relation.PART or "part" in found.hit.links or found.counted.of
    return points or found.scene.sentence.index == whole.scene.sentence.index
