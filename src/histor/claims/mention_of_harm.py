"""Put a found harm into the words of a mention: who the victims are, what it covers, how firmly it is put."""

from collections.abc import Sequence
from dataclasses import dataclass

from histor.claims.harm_found import Found, Relation
from histor.claims.harm_words import HarmWords
from histor.claims.mentions import HarmMention, Stretch
from histor.claims.modality import modality
from histor.claims.parsed import Token
from histor.claims.phrases import phrase
from histor.claims.reading import Reading
from histor.claims.scope import Scoped
from histor.claims.victims import are_children, are_women, group_named, phrase_tokens, victim_class
from histor.records.claim import Scope, Some, Trace, VictimClass


@dataclass(frozen=True, slots=True)
class Told:
    """A found harm and what it covers."""

    found: Found
    scoped: Scoped


def mention(reading: Reading, words: HarmWords, told: Sequence[Told], at: int) -> HarmMention:
    """Return the mention at position `at` of all the figures of a report."""
    found, scoped = told[at].found, told[at].scoped
    scene, hit, counted = found.scene, found.hit, found.counted
    span = victim_span(found)
    tokens = phrase_tokens(scene.sentence, *span) if span else ()
    kind, modal = modality(scene, hit.verb, counted.start, found.count.exact == 0)
    position = next((i for i, other in enumerate(told) if other.found is scoped.whole), None) if scoped.whole else None
    return HarmMention(
        sentence=scene.sentence.index,
        trigger=Stretch(start=hit.first.start, end=max(hit.first.end, hit.last.end)),
        harm=found.harm,
        count=found.count,
        number=Stretch(start=counted.mention.start, end=counted.mention.end) if counted.mention else _list_span(found),
        victims=scene.sentence.words(*span) if span else None,
        victim_span=Stretch(start=span[0], end=span[1]) if span else None,
        victim_class=_class(words, found, told, tokens),
        women=_inside(words, told, found, women=True),
        children=_inside(words, told, found, women=False),
        group=group_named(words, tokens),
        scope=scoped.scope,
        part_of=position,
        modality=kind,
        agent=_agent(found),
        earlier=hit.earlier,
        confidence=hit.confidence,
        traces=tuple(_traces(found, scoped, modal)),
    )


def _list_span(found: Found) -> Stretch | None:
    return Stretch(start=found.counted.start, end=found.counted.end) if found.summed else None


def _traces(found: Found, scoped: Scoped, modal: Trace | None) -> list[Trace]:
    hit, sentence = found.hit, found.scene.sentence
    words = sentence.words(hit.first.start, max(hit.first.end, hit.last.end))
    traces = [
        Trace(step="trigger", rule=hit.meaning.entry, words=words),
        Trace(step="frame", rule=f"frame:{hit.frame}", words=sentence.words(found.counted.start, found.counted.end)),
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
    after = [t for t in found.scene.tokens if t.start >= counted.mention.end and t.end <= counted.noun.end and t.lemma != "of"]
    return (after[0].start, counted.noun.end) if after else (counted.noun.start, counted.noun.end)


def _class(words: HarmWords, found: Found, told: Sequence[Told], tokens: Sequence[Token]) -> VictimClass:
    own = victim_class(words, tokens) if tokens else VictimClass.UNSPECIFIED
    others = not tokens or all(t.text.lower() in ("others", "more", "other", "people") for t in tokens)
    if own is VictimClass.UNSPECIFIED and others and found.of is not None and found.relation is not Relation.PART:
        return _class_of(words, found.of)
    return own


def _class_of(words: HarmWords, found: Found) -> VictimClass:
    span = victim_span(found)
    return victim_class(words, phrase_tokens(found.scene.sentence, *span)) if span else VictimClass.UNSPECIFIED


def _inside(words: HarmWords, told: Sequence[Told], found: Found, *, women: bool) -> int | Some | None:
    """Return how many women (or children) a part of this figure counts, "some" where it gives no number."""
    test = are_women if women else are_children
    for other in told:
        if other.found.of is not found or other.scoped.scope is not Scope.SUBSET or other.found.counted.noun is None:
            continue
        if test(words, [other.found.counted.noun]):
            return other.found.count.exact if other.found.count.exact is not None else "some"
    return None

