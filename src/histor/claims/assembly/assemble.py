"""Put claims together from what the finders found: source, place, date, perpetrator and part for every mention."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import TypeAlias, TypedDict

from histor.claims.assembly.nested_tolls import within_wider_tolls
from histor.claims.assembly.wholes import with_common_wholes
from histor.claims.dates.dating import Dated, date_occurrence
from histor.claims.dates.report_dates import Calendar
from histor.claims.dates.standing_days import as_of
from histor.claims.deeds.perpetrators import Doers, is_pronoun, may_be_laid, may_lend, source_key
from histor.claims.mentions import Attribution, EventMention, HarmMention, StatementMention, Stretch
from histor.claims.places.located import Located
from histor.claims.places.locating import locate, main_place, place_named
from histor.claims.places.main import Locations
from histor.claims.places.report_places import FINENESS, WIDE
from histor.claims.reading import Reading
from histor.records.claim import (
    Claim,
    EventClaim,
    Harm,
    HarmClaim,
    Modality,
    Scope,
    StatementClaim,
    Trace,
)
from histor.records.document import Published
from histor.values.date import DateBasis, DatePrecision, When
from histor.values.name import Name
from histor.values.span import Span

RECALLED_DAYS = 45  # a date further than this from the report's main event is of another event


@dataclass(frozen=True)
class Assembly:
    """One report's findings, and how a claim is made of each."""

    reading: Reading
    where: Locations
    calendar: Calendar
    doers: Doers
    mouthpieces: frozenset[str]  # offices whose holder speaks for a body
    extractor: str

    def span(self, start: int, end: int) -> Span:
        """Return a span of the report's text."""
        return self.reading.document.span(start, end)

    def quote(self, sentence: int, *, upto: int | None = None) -> Span:
        """Return the sentence, or the run of sentences up to `upto`."""
        last = sentence if upto is None else max(sentence, upto)
        return self.span(self.reading.sentences[sentence].start, self.reading.sentences[last].end)

    def fullest(self, name: Name | None) -> Name | None:
        """Return `name` in the fullest form in which this report writes that actor: "SOHR" by its whole name."""
        if name is None or name.entry is None:
            return name
        forms = [
            m.written for m in self.reading.actors if m.entry.id == name.entry and m.written[:1].isupper()
        ]
        return replace(name, written=max((name.written, *forms), key=len))

    def claimant(self, told: Attribution) -> Name | None:
        """Return whose words they are: the person as written, under the name of the body that the person speaks for.

        What a police spokesman counts, the police have counted: the next spokesman goes on with the same series.
        """
        person, body = self.fullest(told.speaker), self.fullest(told.organization)
        if person is None or body is None or person.written == body.written:
            return person or body
        role = (told.role or "").lower()
        speaks = any(
            role == word or role.endswith(f" {word}") or role.startswith(f"{word} ")
            for word in self.mouthpieces
        )
        return replace(person, canonical=body.canonical, entry=body.entry) if speaks else person

    def harm_claims(self, found: Sequence[tuple[HarmMention, Attribution | None]]) -> list[HarmClaim]:
        """Return a claim for every mention of harm; parts take over place, date and doer of their whole."""
        mentions = with_common_wholes([mention for mention, _ in found])
        drafts = [self._harm(mention, told) for mention, (_, told) in zip(mentions, found, strict=True)]
        lenders = _lenders(drafts, mentions)
        claims = [self._settled(i, drafts, mentions, lenders) for i in range(len(drafts))]
        linked = [
            self._linked(claim, mention, claims) for claim, mention in zip(claims, mentions, strict=True)
        ]
        return within_wider_tolls(linked)

    def _harm(self, mention: HarmMention, told: Attribution | None) -> "_Draft":
        located = locate(mention.occurrence, self.where)
        stood_on = as_of(mention.occurrence, told, self.calendar)
        dated = date_occurrence(mention.occurrence, self.calendar, stood_on)
        claim = HarmClaim(
            **self._common(
                mention.sentence, mention.trigger, told, upto=_last(mention.until, located.from_sentence)
            ),
            modality=_modality(mention.modality, told),
            as_of=stood_on,
            perpetrator=self.doers.own(mention, told),
            background=mention.background,
            confidence=mention.confidence,
            traces=mention.traces + _told_traces(told),
            harm=mention.harm,
            count=mention.count,
            count_span=self.span(mention.number.start, mention.number.end) if mention.number else None,
            victims=mention.victims,
            victim_class=mention.victim_class,
            women=mention.women,
            children=mention.children,
            group=mention.group,
            scope=mention.scope,
            named_victims=mention.named_victims,
        )
        return _Draft(claim, located, dated, told)

    def _common(
        self, sentence: int, trigger: Stretch, told: Attribution | None, *, upto: int | None = None
    ) -> "_Common":
        document = self.reading.document
        return _Common(
            document=document.id,
            quote=self.quote(sentence, upto=upto),
            trigger=self.span(trigger.start, trigger.end),
            source=self.claimant(told) if told else None,
            via=self.fullest(told.via) if told else None,
            outlet=document.outlet,
            published=document.published,
            extractor=self.extractor,
        )

    def _blamed(
        self,
        position: int,
        drafts: Sequence["_Draft"],
        mentions: Sequence[HarmMention],
        lenders: "_Lenders",
    ) -> Name | None:
        """Return whom the claim's source holds to have done it: in these words, for the whole, or elsewhere."""
        draft, mention = drafts[position], mentions[position]
        if draft.claim.perpetrator is not None:
            return draft.claim.perpetrator
        if is_pronoun(mention, self.reading):
            before = [d.claim.perpetrator for d in drafts[:position] if d.claim.perpetrator]
            return self.doers.told_before(mention, draft.told) or (before[-1] if before else None)
        whole = drafts[mention.part_of] if mention.part_of is not None else None
        if whole is not None and whole.claim.perpetrator and _one_source(whole, draft):
            return whole.claim.perpetrator
        if not may_be_laid(mention, draft.claim.modality):
            return None
        if source_key(draft.told) in self.doers.fought:
            return self.doers.accused(draft.told, mention.victims)
        return (
            _told_elsewhere(draft, lenders)
            or self.doers.accused(draft.told, mention.victims)
            or self.doers.told_before(mention, draft.told)
        )

    def _settled(
        self,
        position: int,
        drafts: Sequence["_Draft"],
        mentions: Sequence[HarmMention],
        lenders: "_Lenders",
    ) -> HarmClaim:
        draft, mention = drafts[position], mentions[position]
        whole = drafts[mention.part_of] if mention.part_of is not None else None
        located, dated = draft.located, draft.dated
        perpetrator = self._blamed(position, drafts, mentions, lenders)
        if perpetrator is not None and self.doers.of_one_side(mention, perpetrator.written):
            perpetrator = None
        if whole is not None:
            located = located if located.place else whole.located
            total = mentions[mention.part_of or 0]
            brought = total.occurrence.anchor.start > mention.occurrence.anchor.start
            apart = dated.own and (mention.sentence != total.sentence or brought)
            dated = (
                whole.dated if dated.when is None or (whole.dated.trace is not None and not apart) else dated
            )
        elif mention.harm is Harm.DETAINED and not dated.own and not self._taken_in_raid(mention, mentions):
            dated = self._in_custody(draft.claim.as_of)
        if located.place is None and not self._elsewhere(mention, dated, mentions):
            located = main_place(self.where)
        recalled = mention.background or self._recalled(dated.when)
        traces = draft.claim.traces + tuple(t for t in (located.trace, dated.trace) if t)
        return replace(
            draft.claim,
            place=located.place,
            when=dated.when,
            perpetrator=perpetrator,
            background=recalled,
            as_of=draft.claim.as_of if draft.claim.source or not recalled else None,
            traces=traces,
        )

    def _taken_in_raid(self, mention: HarmMention, mentions: Sequence[HarmMention]) -> bool:
        """Whether arrests are told in one breath with a deed: then they are its outcome."""
        return any(m.sentence == mention.sentence and m.harm is not Harm.DETAINED for m in mentions)

    def _in_custody(self, day: date | None) -> Dated:
        """Return when people were arrested of whom it is only said that they are held: on `day` at the latest."""
        when = When(end=day, precision=DatePrecision.DAY, basis=DateBasis.RELATIVE) if day else None
        return Dated(when=when, trace=Trace(step="when", rule="when:held", words=""))

    def _elsewhere(self, mention: HarmMention, dated: Dated, mentions: Sequence[HarmMention]) -> bool:
        """Whether a claim without a place of its own cannot be put where the report's event was.

        So it is with what is dated to another time, with people in custody, and with a running count where that
        event was in one town: a count over months is of more than a town.
        """
        main = self.where.main
        wide = main is not None and (len(main) > 1 or FINENESS[main[0].kind] <= WIDE)
        if mention.occurrence.running:
            began = dated.when and replace(dated.when, end=dated.when.start)
            return not wide or self._recalled(began)
        if mention.harm is Harm.DETAINED:
            return not wide and not self._taken_in_raid(mention, mentions)
        later = dated.when is not None and "later" in (dated.when.wording or "")
        if mention.background or (dated.own and not later):
            return not self._of_main_day(dated.when, background=mention.background)
        return False

    def _of_main_day(self, when: When | None, *, background: bool) -> bool:
        """Whether a date lies with that of the report's main event; an unknown one does unless it is recalled."""
        main = self.calendar.main
        if when is None or main is None or when.end is None or main.start is None:
            return not background
        return (when.start or when.end) <= (main.end or main.start) and main.start <= when.end

    def _recalled(self, when: When | None) -> bool:
        main = self.calendar.main
        if when is None or main is None or when.end is None or main.start is None:
            return False
        return (main.start - when.end).days > RECALLED_DAYS

    def _linked(self, claim: HarmClaim, mention: HarmMention, claims: Sequence[HarmClaim]) -> HarmClaim:
        return replace(claim, subset_of=claims[mention.part_of].id) if mention.part_of is not None else claim

    def event_claim(self, event: EventMention, told: Attribution | None) -> EventClaim:
        """Return the claim that an event happened, placed and dated as harm in its words would be."""
        taken = place_named([target.written for target in event.targets], event.sentence, self.where)
        located = taken if taken.place else locate(event.occurrence, self.where)
        dated = date_occurrence(event.occurrence, self.calendar)
        located = located if located.place or event.background else main_place(self.where)
        return EventClaim(
            **self._common(event.sentence, event.trigger, told),
            modality=_modality(event.modality, told),
            as_of=self.calendar.dateline if told else None,
            place=located.place,
            when=dated.when,
            background=event.background or self._recalled(dated.when),
            confidence=event.confidence,
            traces=event.traces + tuple(t for t in (located.trace, dated.trace) if t),
            event_type=event.event_type,
            sub_event_type=event.sub_event_type,
            actors=event.actors,
            targets=event.targets,
            weapon=event.weapon,
        )

    def statement_claim(
        self, statement: StatementMention, denied: Callable[[Stretch], str | None]
    ) -> StatementClaim:
        """Return the claim that somebody said something; `denied` finds the claim that stands at a stretch."""
        told = statement.attribution
        evidence = tuple(self.span(s.start, s.end) for s in statement.promise_evidence)
        # A press release speaks without a word of saying, and a quotation by itself by that of the paragraph before:
        # then its own words carry the statement.
        cue = told.cue if told.cue.end > told.cue.start and told.quote.covers(told.cue.start) else told.quote
        common = self._common(told.sentence, cue, told)
        common["quote"] = self.span(told.quote.start, told.quote.end)
        return StatementClaim(
            **common,
            modality=told.modality,
            as_of=told.said_on,
            confidence=0.9,
            traces=told.traces + statement.traces,
            act=statement.act,
            speaker=self.fullest(told.speaker),
            role=told.role,
            organization=self.fullest(told.organization),
            topic=statement.topic,
            about=statement.about,
            denies=denied(statement.denies) if statement.denies else None,
            promise=statement.promise,
            promise_evidence=evidence,
        )


class _Common(TypedDict):
    """What every kind of claim takes from its mention and its report."""

    document: str
    quote: Span
    trigger: Span
    source: Name | None
    via: Name | None
    outlet: str | None
    published: Published | None
    extractor: str


@dataclass(frozen=True, slots=True)
class _Draft:
    claim: HarmClaim
    located: Located
    dated: Dated
    told: Attribution | None


def _one_source(one: _Draft, two: _Draft) -> bool:
    return source_key(one.told) == source_key(two.told)


_SourceThen: TypeAlias = tuple[str | None, date | None, date | None]
_Lenders: TypeAlias = Mapping[_SourceThen, Sequence[_Draft]]


def _lenders(drafts: Sequence[_Draft], mentions: Sequence[HarmMention]) -> _Lenders:
    """Return the figures whose doer may be that of others, by their source and days, in the order of the text."""
    found: dict[_SourceThen, list[_Draft]] = {}
    for draft, mention in zip(drafts, mentions, strict=True):
        blames = draft.claim.perpetrator is not None and mention.scope is not Scope.SUBSET
        if blames and draft.dated.when is not None and may_lend(mention, draft.claim.modality):
            found.setdefault(_source_then(draft), []).append(draft)
    return found


def _source_then(draft: _Draft) -> _SourceThen:
    when = draft.dated.when
    return (source_key(draft.told), when.start if when else None, when.end if when else None)


def _told_elsewhere(draft: _Draft, lenders: _Lenders) -> Name | None:
    """Return the doer that the same source gives in another figure for the same time."""
    there = () if draft.dated.when is None else lenders.get(_source_then(draft), ())
    return next((other.claim.perpetrator for other in there if _one_place(other, draft)), None)


def _one_place(one: _Draft, two: _Draft) -> bool:
    """Whether two figures are placed alike as far as both are placed."""
    here, there = one.located.place, two.located.place
    return here is None or there is None or here.written == there.written


def _modality(own: Modality, told: Attribution | None) -> Modality:
    """Return how firm a claim is: what is said of the deed itself weighs more than how its source is put."""
    if own is not Modality.ASSERTED or told is None:
        return own
    return told.modality


def _last(*sentences: int | None) -> int | None:
    return max((sentence for sentence in sentences if sentence is not None), default=None)


def _told_traces(told: Attribution | None) -> tuple[Trace, ...]:
    return told.traces if told else ()


def at(claims: Sequence[Claim], stretch: Stretch) -> Claim | None:
    """Return the first claim whose trigger or quote lies at `stretch`."""
    exact = (c for c in claims if stretch.start <= c.trigger.start < stretch.end)
    near = (c for c in claims if c.quote.start < stretch.end and c.quote.end > stretch.start)
    return next(chain(exact, near), None)
