"""Find who did what to whom, by a codebook: the deed's word, the parties on its sides, and what they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from histor.claims.actors import ActorMention
from histor.claims.deeds.codebook import Codebook, EventRule
from histor.claims.mentions import EventMention, Stretch
from histor.claims.parsed import BlockKind, Sentence, Token
from histor.claims.phrases import conjoined, is_done_to_subject, noun_sides, phrase, subject, target
from histor.claims.places.mentions import PlaceMention
from histor.claims.reading import Reading
from histor.records.claim import Modality, Trace
from histor.values.count import CountMention
from histor.values.name import Name
from histor.values.place import PlaceKind

UNREAL = frozenset({"could", "would", "may", "might", "should", "will", "shall", "can", "must"})
# A deed under one of these is planned, feared or called for: it has not happened.
PROSPECTS = frozenset(
    {
        "threaten",
        "plan",
        "vow",
        "promise",
        "call",
        "urge",
        "warn",
        "prepare",
        "want",
        "fear",
        "prevent",
        "deny",
        "try",
        "fail",
        "refuse",
        "avoid",
        "ask",
        "demand",
        "pledge",
        "intend",
        "hope",
        "accuse",
    }
)
STATE_KINDS = frozenset({"state_force", "government"})
ARMED_KINDS = frozenset({"armed_group"})
LONGEST = 90  # characters; a party's name that runs on longer has swallowed a clause


@dataclass(frozen=True, slots=True)
class _Deed:
    sentence: Sentence
    word: Token
    wording: str  # the dictionary form as the codebook has it: "open fire"
    stretch: Stretch
    nominal: bool
    actors: tuple[Token, ...]
    targets: tuple[Token, ...]


def find_events(reading: Reading, places: Sequence[PlaceMention], codebook: Codebook) -> list[EventMention]:
    """Return the events of a report in the order of the text: at most one for each deed's word."""
    found: list[EventMention] = []
    placed: dict[int, list[PlaceMention]] = {}
    for place in places:
        placed.setdefault(place.sentence, []).append(place)
    for sentence in reading.sentences:
        if sentence.kind is BlockKind.CREDIT or not sentence.tokens:
            continue
        deeds = list(_deeds(sentence, codebook))
        for deed in _outermost(deeds):
            event = _coded(deed, reading, placed.get(sentence.index, ()), codebook)
            if event is not None:
                found.append(event)
    return found


def _outermost(deeds: Sequence["_Deed"]) -> list["_Deed"]:
    """Drop the participle that only says whom a deed hit: "killings targeting Alawites" is one deed."""
    words = {deed.word.i for deed in deeds}
    return [d for d in deeds if not (d.word.dep == "acl" and d.word.head in words and d.word.tag == "VBG")]


def _deeds(sentence: Sentence, codebook: Codebook) -> Iterator[_Deed]:
    for token in sentence.tokens:
        if token.pos == "VERB" and token.dep != "amod":
            wording = _verb_wording(sentence, token, codebook)
            if wording is not None and not _unreal(sentence, token):
                yield _verb_deed(sentence, token, wording)
        elif token.pos in ("NOUN", "PROPN") and token.dep != "compound":
            wording = _noun_wording(sentence, token, codebook)
            if wording is not None and not _unreal(sentence, token):
                yield _noun_deed(sentence, token, wording)


def _verb_wording(sentence: Sentence, verb: Token, codebook: Codebook) -> str | None:
    """Return the codebook's form of a verb: the longest of verb + object, verb + particle and the verb alone."""
    parts = [
        c
        for c in sentence.children(verb)
        if c.dep in ("dobj", "prt", "prep", "acomp", "advmod") and c.start > verb.start
    ]
    forms = [f"{verb.lemma} {part.lemma}" for part in parts] + [verb.lemma]
    return next((form for form in forms if form in codebook.triggers), None)


def _noun_wording(sentence: Sentence, noun: Token, codebook: Codebook) -> str | None:
    before = sentence.tokens[noun.i - 1] if noun.i else None
    forms = [f"{before.text.lower()} {noun.lemma}"] if before and before.dep in ("compound", "amod") else []
    return next((form for form in (*forms, noun.lemma, noun.text.lower()) if form in codebook.triggers), None)


def _unreal(sentence: Sentence, token: Token) -> bool:
    """Whether the deed did not happen: negated, modal, infinitive of purpose, or what somebody plans or fears."""
    verbs = [token, *(a for a in sentence.ancestors(token) if a.pos in ("VERB", "AUX"))][:3]
    for depth, verb in enumerate(verbs):
        below = sentence.children(verb)
        if (
            any(child.dep == "neg" or (child.dep == "aux" and child.lemma in UNREAL) for child in below)
            and depth == 0
        ):
            return True
        if depth and verb.lemma in PROSPECTS:
            return True
    return any(child.dep in ("det", "neg") and child.lemma == "no" for child in sentence.children(token))


def _verb_deed(sentence: Sentence, verb: Token, wording: str) -> _Deed:
    who, whom = subject(sentence, verb), target(sentence, verb)
    if who is not None and whom is None and is_done_to_subject(sentence, verb):
        who, whom = None, who
    return _Deed(
        sentence=sentence,
        word=verb,
        wording=wording,
        stretch=Stretch(start=verb.start, end=verb.end),
        nominal=False,
        actors=tuple(conjoined(sentence, who)) if who else (),
        targets=tuple(conjoined(sentence, whom)) if whom else (),
    )


def _noun_deed(sentence: Sentence, noun: Token, wording: str) -> _Deed:
    who, whom = noun_sides(sentence, noun)
    start = noun.start if " " not in wording else sentence.tokens[noun.i - 1].start
    return _Deed(
        sentence=sentence,
        word=noun,
        wording=wording,
        stretch=Stretch(start=start, end=noun.end),
        nominal=True,
        actors=tuple(conjoined(sentence, who)) if who else (),
        targets=tuple(conjoined(sentence, whom)) if whom else (),
    )


def _coded(
    deed: _Deed, reading: Reading, places: Sequence[PlaceMention], codebook: Codebook
) -> EventMention | None:
    sides = _Sides(deed, reading.actors_in(deed.sentence), places, reading.counts_in(deed.sentence), codebook)
    for rule in codebook.rules:
        words = rule.nouns if deed.nominal else rule.verbs
        if deed.wording not in words:
            continue
        weapon = _weapon(rule, deed.sentence.text)
        if (weapon is not None or not rule.weapons) and sides.fit(rule):
            return _mention(deed, rule, sides, weapon)
    return None


@dataclass(frozen=True, slots=True)
class _Sides:
    deed: _Deed
    actors: Sequence[ActorMention]
    places: Sequence[PlaceMention]
    counts: Sequence[CountMention]
    codebook: Codebook

    def fit(self, rule: EventRule) -> bool:
        """Whether the parties are what the rule asks; a bare noun ("the attack") with nobody beside it is no event."""
        parties = [head for head in (*self.deed.actors, *self.deed.targets) if head.pos != "PRON"]
        if self.deed.nominal and not parties:
            return False
        return self._is(rule.actor, self.deed.actors) and self._is(rule.target, self.deed.targets)

    def _is(self, condition: str | None, heads: Sequence[Token]) -> bool:
        if condition is None:
            return True
        return any(condition in ("any", kind) for head in heads for kind in self.kinds(head))

    def kinds(self, head: Token) -> frozenset[str]:
        """Return what a noun phrase is: by its head word, else by the actor lexicon, else by the gazetteer."""
        named = phrase(self.deed.sentence, head)
        words = {head.text.lower(), head.lemma, _two_words(self.deed.sentence, head)}
        kinds = {self.codebook.parties[word] for word in words if word in self.codebook.parties}
        if not kinds:  # "an army post", "a rebel convoy": the word before the head says whose
            beside = [
                child.text.lower() for child in self.deed.sentence.children(head) if child.dep == "compound"
            ]
            kinds = {self.codebook.parties[word] for word in beside if word in self.codebook.parties}
        if not kinds:
            kinds = {_party(m) for m in self.actors if m.start < named.end and m.end > head.start - 1}
        if any(p.start <= head.start < p.end for p in self.places) or self._names_place(head):
            kinds = kinds | {"place"}
        return frozenset(kinds) | {"any"}

    def _names_place(self, head: Token) -> bool:
        """Whether the phrase is a place by its word and its name: "the town of X", "the president's hometown, X"."""
        if head.lemma not in PLACE_NOUNS:
            return False
        below = self.deed.sentence.subtree(head)
        start, end = below[0].start, below[-1].end
        return any(start <= place.start < end for place in self.places)

    def written(self, head: Token) -> str:
        """Return the noun phrase as the text has it, its article aside; a place by its name."""
        place = self.place(head)
        if place is not None and "place" in self.kinds(head) and head.lemma in PLACE_NOUNS:
            return place.place.written
        named = phrase(self.deed.sentence, head)
        text = self.deed.sentence.words(named.start, named.end)
        text = re.sub(
            r"^(?:the|a|an|their|its|his|her)\s+", "", self._uncounted(named, text), flags=re.IGNORECASE
        )
        return re.sub(r"[’']s?$", "", text) if len(text) <= LONGEST else head.text

    def _uncounted(self, named: Stretch, text: str) -> str:
        """Take the number off a party: how many there were is the harm claim's business."""
        counted = next((c for c in self.counts if c.start == named.start and c.end < named.end), None)
        return text[counted.end - named.start :].strip() if counted else text

    def place(self, head: Token) -> PlaceMention | None:
        """Return the place that stands in the noun phrase, if one does."""
        below = self.deed.sentence.subtree(head)
        start, end = below[0].start, below[-1].end
        inside = [p for p in self.places if start <= p.start < end and p.kind is not PlaceKind.COUNTRY]
        return inside[0] if inside else None


PLACE_NOUNS = frozenset(
    {
        "town",
        "city",
        "village",
        "hometown",
        "capital",
        "area",
        "district",
        "region",
        "province",
        "neighborhood",
        "neighbourhood",
        "port",
        "base",
        "camp",
        "outpost",
        "position",
        "airport",
    }
)


def _two_words(sentence: Sentence, head: Token) -> str:
    return f"{sentence.tokens[head.i - 1].text.lower()} {head.text.lower()}" if head.i else ""


def _party(mention: ActorMention) -> str:
    kind = mention.entry.kind
    return "state" if kind in STATE_KINDS else "non_state" if kind in ARMED_KINDS else "civilian"


def _weapon(rule: EventRule, text: str) -> str | None:
    if not rule.weapons:
        return None
    lowered = text.lower()
    for weapon, word in _longest_first(rule.weapons):
        found = word.search(text) if weapon in lowered else None
        if found:
            return found.group()
    return None


@cache
def _longest_first(weapons: tuple[str, ...]) -> Sequence[tuple[str, re.Pattern[str]]]:
    """Return the weapons of a rule in small letters, the longest first, each with what finds it as a word."""
    ordered = sorted(weapons, key=len, reverse=True)
    return [(weapon.lower(), re.compile(rf"\b{re.escape(weapon)}\b", re.IGNORECASE)) for weapon in ordered]


def _mention(deed: _Deed, rule: EventRule, sides: _Sides, weapon: str | None) -> EventMention:
    actors, targets = _names(deed.actors, sides), _names(deed.targets, sides)
    if deed.nominal and rule.possessed:
        actors, targets = (), (*actors, *targets)
    return EventMention(
        sentence=deed.sentence.index,
        trigger=deed.stretch,
        event_type=rule.type,
        sub_event_type=rule.sub,
        actors=actors,
        targets=targets,
        weapon=weapon,
        modality=Modality.ASSERTED,
        background=_recalled(deed),
        traces=(Trace(step="trigger", rule=f"codebook:{rule.sub}:{deed.wording}", words=deed.word.text),),
    )


def _recalled(deed: _Deed) -> bool:
    """Whether the deed only says since when or after what something else is: "since the president's ouster"."""
    above = deed.sentence.head(deed.word)
    return deed.nominal and deed.word.dep == "pobj" and above.lemma in ("since", "before")


def _names(heads: Sequence[Token], sides: _Sides) -> tuple[Name, ...]:
    """Return the parties among `heads` by name: people, bodies and places, not pronouns or other deeds."""
    parties = [head for head in heads if head.pos != "PRON" and head.lemma not in sides.codebook.deeds]
    return tuple(dict.fromkeys(_name(sides.written(head), head, sides.actors) for head in parties))


def _name(written: str, head: Token, actors: Sequence[ActorMention]) -> Name:
    """Return a party with the actor lexicon's name for it; "the Alawite sect" is the Alawites."""
    named = [m for m in actors if m.start <= head.start < m.end]
    beside = [m for m in actors if m.entry.kind == "community" and m.written in written]
    known = next(iter((*named, *beside)), None)
    if known is None:
        return Name(canonical=written, written=written)
    return Name(canonical=known.entry.name, written=written, entry=known.entry.id)
