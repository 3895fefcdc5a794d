"""Decide when the harm of one mention happened, and the day at which a figure stood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from histor.claims.mentions import Attribution, Occurrence
from histor.claims.parsed import BlockKind, Sentence, Token
from histor.records.claim import Trace
from histor.values.date import DateBasis, DateMention, DatePrecision, When, resolve

# "The violence erupted last week": from here on a running count counts.
ONSET = re.compile(
    r"\b(?:erupt\w*|broke out|br(?:eak|oken) out|began|begin|begun|start(?:ed)?|flared(?: up)?|escalated)\b",
    re.IGNORECASE,
)
VIOLENCE = re.compile(
    r"\b(?:violence|fighting|clash\w*|war|conflict|hostilities|offensive|attacks?|unrest|massacres?|killings?|invasion|"
    r"campaign|operation|siege|assault|bombardment)\b",
    re.IGNORECASE,
)
# A line of a live report opens with the time of day.
CLOCK = re.compile(r"\W{0,4}(?:(?:UPD|UPDATE|LIVE)\W{1,3})?(?:[01]?\d|2[0-3])[:.][0-5]\d\b")
# "As of this evening", "by Wednesday morning", "until 22 May": how long something held, not when it happened.
AS_OF = re.compile(r"\b(?:as of|by|until|till)\s+(?:the\s+|early\s+|late\s+)?$", re.IGNORECASE)
# What a toll does on a day on which nobody dies of it.
COUNTING = frozenset(
    {"rise", "reach", "climb", "stand", "increase", "grow", "jump", "pass", "exceed", "cut", "lower", "raise", "revise",
     "update", "put", "count", "fall", "drop", "publish", "release", "issue"}
)  # fmt: skip
SUPERLATIVE = re.compile(
    r"\b(?:deadliest|bloodiest|worst|highest|heaviest|largest|biggest|first|most)\b", re.IGNORECASE
)
ASIDE = frozenset({"relcl", "acl", "advcl"})
NAME_LENGTH = 80  # characters behind "according to" within which the one who speaks is named
FAR = 99  # steps
LEAD = 4  # body sentences in which the report's main event is dated, if it is dated at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An interval and how it was found."""

    when: When | None
    trace: Trace | None = None


@dataclass(frozen=True)
class Calendar:
    """The dates of one report: those of deeds apart from those of speech."""

    sentences: tuple[Sentence, ...]
    dates: tuple[DateMention, ...]
    dateline: date | None
    attributions: tuple[Attribution, ...]
    violent: frozenset[int]  # sentences in which somebody is harmed or something violent happens

    def deeds_in(self, sentence: Sentence) -> list[DateMention]:
        """Return the dates of `sentence` that say when something happened, not when somebody spoke.

        What cannot be placed although the dateline is known ("on the first day") says nothing of its own.
        """
        inside = [d for d in self._in(sentence) if not self._of_speech(d, sentence)]
        return [d for d in inside if self.dateline is None or self.resolve(d).start is not None]

    def spoken_in(self, sentence: Sentence) -> list[DateMention]:
        """Return the dates of `sentence` on which somebody spoke."""
        return [d for d in self._in(sentence) if self._of_speech(d, sentence)]

    def _in(self, sentence: Sentence) -> list[DateMention]:
        return [d for d in self.dates if sentence.start <= d.start < sentence.end]

    def _of_speech(self, mention: DateMention, sentence: Sentence) -> bool:
        """Whether a date says when somebody spoke or a count stood: "said on Monday", "reached 100 on Tuesday",
        "as of this evening", "according to the monitor on Monday".
        """
        if AS_OF.search(sentence.text[: mention.start - sentence.start]):
            return True
        own = [a for a in self.attributions if a.sentence == sentence.index and not a.inherited]
        above = _above(mention, sentence)
        if above is None:
            return False
        if above.pos == "VERB":
            return above.lemma in COUNTING or above.start in {a.cue.start for a in own}
        return any(
            a.cue.start <= above.start and not a.content.covers(above.start) and _tells(a, above) for a in own
        )

    def resolve(self, mention: DateMention) -> When:
        """Return the interval that the words give against the dateline."""
        return resolve(mention, self.dateline)

    def main(self) -> When | None:
        """Return when the report's main event was: the first date of violence in its lead, else in its lead, else in it."""
        body = [s for s in self.sentences if s.kind in (BlockKind.BODY, BlockKind.BULLET)][:LEAD]
        heads = [s for s in self.sentences if s.kind is BlockKind.HEADLINE][:1]
        violent = [s for s in self.sentences if s.index in self.violent]
        lead = sorted([*body, *heads], key=lambda s: s.index not in self.violent)
        for sentence in (*lead, *violent):
            dated = [d for d in self.deeds_in(sentence) if not d.since]
            if dated:
                return self.resolve(dated[0])
        return self.clocked()

    def clocked(self) -> When | None:
        """Return the dateline for a report that runs by the clock ("14:10 - Explosion at the market"): it is of the day."""
        ticking = any(CLOCK.match(sentence.text) for sentence in self.sentences)
        if not ticking or self.dateline is None:
            return None
        return When(
            start=self.dateline, end=self.dateline, precision=DatePrecision.DAY, basis=DateBasis.RELATIVE
        )

    def onset(self) -> When | None:
        """Return when the violence began, where the report says so in so many words."""
        for sentence in self.sentences:
            if ONSET.search(sentence.text) and VIOLENCE.search(sentence.text):
                found = next(iter(self.deeds_in(sentence)), None)
                if found is not None:
                    return self.resolve(found)
        return None


def _tells(told: Attribution, word: Token) -> bool:
    """Whether `word` stands in the phrase that names who speaks, right behind "according to"."""
    return 0 <= word.start - told.cue.end < NAME_LENGTH


def _above(mention: DateMention, sentence: Sentence) -> Token | None:
    """Return the verb or noun that a date hangs on in the grammar of its sentence, prepositions passed over."""
    outer = _outer(mention, sentence)
    return next((t for t in sentence.ancestors(outer) if t.pos != "ADP"), None) if outer else None


def _outer(mention: DateMention, sentence: Sentence) -> Token | None:
    words = sentence.tokens_within(mention.start, mention.end)
    inside = {word.i for word in words}
    return next((word for word in words if word.head not in inside or word.head == word.i), None)


def date_occurrence(mention: Occurrence, calendar: Calendar) -> Dated:
    """Return the dates of `mention` from its own sentence, or from the last sentence of its paragraph that has any."""
    sentence = calendar.sentences[mention.sentence]
    own = [d for d in calendar.deeds_in(sentence) if _bears_on(d, mention, sentence)]
    if own:
        chosen = _nearest(own, mention, sentence)
        return _window(mention, chosen, calendar, sentence)
    if mention.running:
        return _running(mention, calendar)
    if mention.background:
        return Dated(when=None)
    return _inherited(sentence, calendar)


def _nearest(dates: Sequence[DateMention], mention: Occurrence, sentence: Sentence) -> DateMention:
    anchor = mention.trigger
    return min(dates, key=lambda d: (_distance(d, mention, sentence), abs(d.start - anchor.start)))


def _distance(found: DateMention, mention: Occurrence, sentence: Sentence) -> int:
    """Return how many steps of the grammar lie between a date and the deed's word; far if they share no tree."""
    outer = _outer(found, sentence)
    trigger = sentence.tokens_within(mention.trigger.start, mention.trigger.end)
    if outer is None or not trigger:
        return FAR
    date_path = [outer.i, *(t.i for t in sentence.ancestors(outer))]
    deed_path = [trigger[0].i, *(t.i for t in sentence.ancestors(trigger[0]))]
    shared = next((i for i in date_path if i in deed_path), None)
    return FAR if shared is None else date_path.index(shared) + deed_path.index(shared)


def _bears_on(found: DateMention, mention: Occurrence, sentence: Sentence) -> bool:
    """Whether a date can be that of the deed: not where it hangs in a clause of its own ("a report published today")."""
    if _compares(found, mention, sentence):
        return False
    outer = _outer(found, sentence)
    trigger = sentence.tokens_within(mention.trigger.start, mention.trigger.end)
    if outer is None or not trigger or mention.running:
        return True
    verb = next((t for t in sentence.ancestors(outer) if t.pos == "VERB"), None)
    if verb is None or verb.dep not in ASIDE:
        return True
    near = {
        trigger[0].i,
        *(t.i for t in sentence.ancestors(trigger[0])),
        *(t.i for t in sentence.subtree(trigger[0])),
    }
    return verb.i in near


def _compares(found: DateMention, mention: Occurrence, sentence: Sentence) -> bool:
    """Whether a date only measures by another time: "the deadliest attack since December 2014"."""
    before = sentence.text[: found.start - sentence.start + len("since")]
    return found.since and bool(SUPERLATIVE.search(before)) and mention.anchor.start < found.start


def _window(mention: Occurrence, chosen: DateMention, calendar: Calendar, sentence: Sentence) -> Dated:
    when = calendar.resolve(chosen)
    trace = Trace(step="when", rule=f"when:{when.basis}", words=sentence.words(chosen.start, chosen.end))
    if mention.running and _is_onset(chosen, sentence) and when.start is not None:
        when = _until(when, calendar.dateline)
    return Dated(when=when, trace=trace)


def _is_onset(chosen: DateMention, sentence: Sentence) -> bool:
    """Whether a date says since when a count runs: "since Thursday", "since the violence erupted last week"."""
    before = sentence.text[: chosen.start - sentence.start]
    since = before.lower().rfind("since")
    return chosen.since or (since >= 0 and bool(ONSET.search(before[since:])))


def _until(when: When, end: date | None) -> When:
    """Stretch an interval to `end`, the day on which the count stood, where that is known."""
    if when.start is None or end is None or end < when.start:
        return replace(when, end=None)
    return replace(when, end=end)


def _running(mention: Occurrence, calendar: Calendar) -> Dated:
    """A running count with no date of its own runs from the onset that the report gives to the day it was said."""
    if mention.background:
        return Dated(when=None)
    onset = calendar.onset() or calendar.main()
    if onset is None:
        return Dated(when=None)
    trace = Trace(step="when", rule="when:onset", words=onset.wording or "")
    if onset.basis is DateBasis.UNANCHORED:
        return Dated(when=onset, trace=trace)
    return Dated(when=replace(_until(onset, calendar.dateline), basis=DateBasis.INHERITED), trace=trace)


def _inherited(sentence: Sentence, calendar: Calendar) -> Dated:
    for earlier in reversed(calendar.sentences[: sentence.index]):
        if earlier.paragraph != sentence.paragraph:
            break
        found = [d for d in calendar.deeds_in(earlier) if not d.since]
        if found and earlier.index in calendar.violent:
            return _inherit(calendar.resolve(found[0]), "when:paragraph")
    main = calendar.main()
    return _inherit(main, "when:report") if main else Dated(when=None)


def _inherit(when: When, rule: str) -> Dated:
    trace = Trace(step="when", rule=rule, words=when.wording or "")
    if when.basis is DateBasis.UNANCHORED:
        return Dated(when=when, trace=trace)
    return Dated(when=replace(when, basis=DateBasis.INHERITED), trace=trace)


def as_of(mention: Occurrence, told: Attribution | None, calendar: Calendar) -> date | None:
    """Return the day at which a figure stood: the day its source spoke if the words give it, else the dateline.

    None for a figure recalled from another time and for the older figure of an update, whose day is not said.
    """
    if told is not None and told.said_on is not None:
        return told.said_on
    sentence = calendar.sentences[mention.sentence]
    spoken = [calendar.resolve(d) for d in calendar.spoken_in(sentence)]
    days = [w.end for w in spoken if w.end is not None and w.precision is DatePrecision.DAY]
    if days:
        return days[0]
    if spoken:  # a day of speech is named but could not be resolved: not the dateline
        return None
    return None if mention.background or mention.earlier else calendar.dateline
