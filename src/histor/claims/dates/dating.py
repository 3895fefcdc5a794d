"""Decide when the harm of one mention happened."""

import re
from dataclasses import dataclass, replace
from datetime import date

from histor.claims.dates.bearing import CLAUSE, bears_on, clause_of, opens_since, recalled_there
from histor.claims.dates.main import nearest
from histor.claims.dates.report_dates import Calendar
from histor.claims.dates.told import is_onset
from histor.claims.dates.wounding import of_the_wounding, of_wounds
from histor.claims.mentions import Occurrence
from histor.claims.parsed import Sentence
from histor.records.claim import Trace
from histor.values.date import DateBasis, DateMention, DatePrecision, When
from histor.values.date import resolve as resolve_alone
from histor.values.date_expressions import Ago, Since

__all__ = ["Calendar", "Dated", "date_occurrence"]

THAT_DAY = re.compile(
    r"\b(?:(?:on )?that (?:same )?(?:day|morning|afternoon|evening|night)|the same day)\b", re.IGNORECASE
)
SINCE_WAR = re.compile(r"\bsince (?:[\w’'-]+ ){1,6}", re.IGNORECASE)
# "Since then", or the same in the verb: "shelled the town on 3 May and has since killed forty people".
SINCE_THEN = re.compile(r"\bsince then\b|\b(?:has|have|had) since (?=\w)", re.IGNORECASE)
YEAR_OF_DEED = re.compile(r"\b(?:[Tt]he|[Aa]n?) (?P<year>(?:19|20)\d\d) (?P<deed>(?:[\w’'-]+ ){0,3}[\w’'-]+)")
AMONG = re.compile(r"(?:Among|Of) (?:the|them|those|these)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An interval and how it was found."""

    when: When | None
    trace: Trace | None = None
    own: bool = False  # from the words of the mention's own sentence


def date_occurrence(mention: Occurrence, calendar: Calendar, stood_on: date | None = None) -> Dated:
    """Return the dates of `mention` from its own sentence, or from the last sentence of its paragraph that has any.

    `stood_on` is the day on which its count stood: there a running count ends.
    """
    sentence = calendar.sentences[mention.sentence]
    told = _stated(mention, calendar, sentence, stood_on) or _looked_back(mention, calendar, sentence)
    if told is not None and mention.running:
        told = _from_its_beginning(told, _shared(mention, calendar, sentence, stood_on))
    if told is None and mention.background:
        told = _of_year(mention, sentence, calendar)
    if told is not None:
        return told
    if mention.running:
        return _shared(mention, calendar, sentence, stood_on) or _running(mention, calendar, stood_on)
    if mention.background:
        return Dated(when=None)
    return _inherited(sentence, calendar, stood_on)


def _stated(
    mention: Occurrence, calendar: Calendar, sentence: Sentence, stood_on: date | None
) -> Dated | None:
    pointed = _that_day(mention, calendar, sentence) or _since_then(mention, calendar, sentence, stood_on)
    if pointed is not None:
        return pointed
    deeds = of_the_wounding(calendar.deeds_in(sentence), mention, calendar, sentence)
    if of_wounds(mention, calendar, sentence) and not mention.running and not mention.background:
        # Who dies of wounds later was hit on the day of the deed, which may be named: "from a 14 March strike".
        deeds = [d for d in deeds if calendar.of_violence(d, sentence)]
    own = [
        d
        for d in deeds
        if bears_on(d, mention, sentence, calendar.words) or _years_back(d, calendar, sentence)
    ]
    if mention.running:
        own = _beginning(own, sentence)
    if not mention.running:
        own = [d for d in own if _dates_one(d, mention, sentence)]
    return _window(mention, nearest(own, mention, sentence), calendar, sentence, stood_on) if own else None


def _years_back(found: DateMention, calendar: Calendar, sentence: Sentence) -> bool:
    """Whether a date says how many years ago it was that people now gather to remember."""
    ago = found.expression
    return isinstance(ago, Ago) and ago.unit is DatePrecision.YEAR and calendar.commemorates(sentence)


def _dates_one(found: DateMention, mention: Occurrence, sentence: Sentence) -> bool:
    """Whether a date can be that of one deed: no deed is dated by "since the coup in 2021"."""
    return found.since or recalled_there(found, mention, sentence) or not is_onset(found, sentence)


def _beginning(dates: list[DateMention], sentence: Sentence) -> list[DateMention]:
    """Return the dates that say since when a count runs, if any does; how long that is, where it is told too, is none.

    "In the three days since the town fell on Sunday" is from Sunday.
    """
    begins = [d for d in dates if d.since]
    if begins or not any(is_onset(d, sentence) for d in dates):
        return begins or dates
    return [d for d in dates if not opens_since(d, sentence)]


def _that_day(mention: Occurrence, calendar: Calendar, sentence: Sentence) -> Dated | None:
    """Return the day that "that day" points back to: the last one named before it."""
    found = THAT_DAY.search(clause_of(mention, sentence))
    if found is None:
        return None
    at = sentence.start + sentence.text.index(found.group())
    before = [d for d in calendar.dates if d.start < at and calendar.resolve(d).start is not None]
    if not before:
        return None
    when = replace(_point(before[-1], calendar), wording=found.group(), basis=DateBasis.RELATIVE)
    return Dated(when=when, trace=Trace(step="when", rule="when:that day", words=found.group()), own=True)


def _since_then(
    mention: Occurrence, calendar: Calendar, sentence: Sentence, stood_on: date | None
) -> Dated | None:
    """Return the days of a count "since then": from the last day named before it."""
    found = SINCE_THEN.search(sentence.text) if mention.running else None
    if found is None:
        return None
    at = sentence.start + found.start()
    before = [d for d in calendar.dates if d.start < at and calendar.resolve(d).start is not None]
    if not before:
        return None
    when = _until(_point(before[-1], calendar), stood_on or calendar.dateline)
    when = replace(when, wording=found.group(), basis=DateBasis.RELATIVE)
    return Dated(when=when, trace=Trace(step="when", rule="when:since then", words=found.group()), own=True)


def _of_year(mention: Occurrence, sentence: Sentence, calendar: Calendar) -> Dated | None:
    """Return the year by which a deed is called: "the 2017 X attack, in which five were killed"."""
    for found in YEAR_OF_DEED.finditer(clause_of(mention, sentence)):
        if calendar.words.violence.search(found["deed"]):
            year = int(found["year"])
            when = When(
                start=date(year, 1, 1),
                end=date(year, 12, 31),
                precision=DatePrecision.YEAR,
                basis=DateBasis.STATED,
                wording=found["year"],
            )
            return Dated(
                when=when, trace=Trace(step="when", rule="when:stated", words=found.group()), own=True
            )
    return None


def _point(mention: DateMention, calendar: Calendar) -> When:
    """Return the day itself that a stretch begins with: of "since December 2014", December 2014."""
    if isinstance(mention.expression, Since):
        return resolve_alone(replace(mention, expression=mention.expression.point), calendar.dateline)
    return calendar.resolve(mention)


def _window(
    mention: Occurrence, chosen: DateMention, calendar: Calendar, sentence: Sentence, stood_on: date | None
) -> Dated:
    plain = calendar.resolve(chosen)
    when = plain if mention.running else calendar.narrowed(plain, chosen)
    when = _closest(when, chosen, calendar, sentence)
    if recalled_there(chosen, mention, sentence) and not mention.running:
        when = _point(chosen, calendar)
    elif calendar.breaks_out(chosen) and when.start is not None:
        when = _until(when, stood_on or calendar.dateline)
    elif mention.running and is_onset(chosen, sentence) and when.start is not None:
        when = _until(when, _last_step(mention, calendar, sentence) or stood_on or calendar.dateline)
    trace = Trace(step="when", rule=f"when:{when.basis}", words=sentence.words(chosen.start, chosen.end))
    return Dated(when=when, trace=trace, own=True)


def _closest(when: When, chosen: DateMention, calendar: Calendar, sentence: Sentence) -> When:
    """Return the closer of two dates side by side: in "in July 1995, twenty-five years ago" the month."""
    for other in calendar.deeds_in(sentence):
        between = sentence.text[
            min(other.end, chosen.end) - sentence.start : max(other.start, chosen.start) - sentence.start
        ]
        aside = re.fullmatch(r",? (?:on |in )?", between) and not opens_since(other, sentence)
        if aside and _inside(told := calendar.resolve(other), when):
            return told
    return when


def _inside(inner: When, when: When) -> bool:
    if inner.start is None or inner.end is None or when.start is None or when.end is None:
        return False
    return (
        when.start <= inner.start
        and inner.end <= when.end
        and (inner.start, inner.end) != (when.start, when.end)
    )


def _last_step(mention: Occurrence, calendar: Calendar, sentence: Sentence) -> date | None:
    """Return the day of the latest harm that a total was brought up by: "shot nine on Friday, bringing to 31"."""
    steps = [
        d
        for d in calendar.deeds_in(sentence)
        if not d.since and not bears_on(d, mention, sentence, calendar.words)
    ]
    steps = [d for d in steps if d.end <= mention.anchor.start]
    return calendar.resolve(steps[-1]).end if steps else None


def _until(when: When, end: date | None) -> When:
    """Stretch an interval to `end`, the day on which the count stood, where that is known."""
    if when.start is None or end is None or end < when.start:
        return replace(when, end=None)
    return replace(when, end=end)


def _looked_back(mention: Occurrence, calendar: Calendar, sentence: Sentence) -> Dated | None:
    """Return the day of a deed told behind "five days after": so long before the day that the sentence is about."""
    at = mention.anchor.start - sentence.start
    for lapse in calendar.lapses(sentence):
        if lapse.end <= at and not CLAUSE.search(sentence.text[lapse.end : at]):
            base = None if mention.running or calendar.main is None else calendar.main.start
            when = calendar.looked_back(lapse, sentence, base)
            if when is not None:
                return Dated(
                    when=when, trace=Trace(step="when", rule="when:lapse", words=when.wording or ""), own=True
                )
    return None


def _shared(
    mention: Occurrence, calendar: Calendar, sentence: Sentence, stood_on: date | None
) -> Dated | None:
    """Return since when the next count of a sentence runs: "9 have been killed and 20 injured since Friday"."""
    behind = [
        o
        for o in calendar.harm_in.get(sentence.index, ())
        if o.running and o.anchor.start > mention.anchor.start and not o.background
    ]
    told = _stated(behind[0], calendar, sentence, stood_on) if behind and not mention.background else None
    since = any(is_onset(d, sentence) for d in calendar.deeds_in(sentence))
    return told if since else None


def _from_its_beginning(told: Dated, shared: Dated | None) -> Dated:
    """Return since when a count runs, where its own words only give the day by which it stood: "by Sunday"."""
    if shared is None or shared.when is None or told.when is None:
        return told
    first, day = shared.when.start, told.when.start
    return shared if first is not None and day is not None and first < day else told


def _running(mention: Occurrence, calendar: Calendar, stood_on: date | None) -> Dated:
    """Return from when a count without a date of its own runs: from the onset that the report gives."""
    if mention.background:
        return Dated(when=None)
    war = SINCE_WAR.search(calendar.sentences[mention.sentence].text)
    if calendar.onset is None and war is not None and calendar.words.wars.search(war.group()):
        return Dated(when=None)  # when the war began is older than the deed that the report is about
    onset = _since_before(mention, calendar) or calendar.onset or calendar.main
    ended = stood_on or calendar.dateline
    if onset is None or (onset.start is not None and ended is not None and ended < onset.start):
        return Dated(when=None)
    trace = Trace(step="when", rule="when:onset", words=onset.wording or "")
    if onset.basis is DateBasis.UNANCHORED:
        return Dated(when=onset, trace=trace)
    return Dated(
        when=replace(_until(onset, stood_on or calendar.dateline), basis=DateBasis.INHERITED), trace=trace
    )


def _since_before(mention: Occurrence, calendar: Calendar) -> When | None:
    """Return since when what the sentence before tells of has gone on: "has seen attacks since 2015"."""
    before = calendar.sentences[mention.sentence - 1] if mention.sentence else None
    if before is None or before.index in calendar.harm_in:
        return None
    began = [d for d in calendar.deeds_in(before) if d.since]
    tells = calendar.words.violence.search(before.text) or calendar.words.wars.search(before.text)
    return _point(began[0], calendar) if began and tells else None


def _inherited(sentence: Sentence, calendar: Calendar, stood_on: date | None) -> Dated:
    for earlier in reversed(calendar.sentences[: sentence.index]):
        if earlier.paragraph != sentence.paragraph:
            break
        told = _told_there(earlier, sentence, calendar, stood_on)
        if told is not None:
            return _inherit(told, "when:paragraph")
    return _inherit(calendar.main, "when:report") if calendar.main else Dated(when=None)


def _told_there(
    earlier: Sentence, sentence: Sentence, calendar: Calendar, stood_on: date | None
) -> When | None:
    """Return when the harm of an earlier sentence was; that of a running count only for what is "among" it."""
    among = AMONG.match(sentence.text) and earlier.index == sentence.index - 1
    there = [o for o in calendar.harm_in.get(earlier.index, ()) if not o.background]
    dated = [_stated(o, calendar, earlier, stood_on) for o in there if among or not o.running]
    found = next((d.when for d in dated if d is not None and d.when is not None), None)
    if found is not None or there:
        return found
    deed = _deed_day(earlier, calendar)
    return calendar.resolve(deed) if deed is not None else None


def _deed_day(sentence: Sentence, calendar: Calendar) -> DateMention | None:
    """Return the day of what a sentence tells of without counting anybody: its one date, or that of the deed."""
    dates = [d for d in calendar.deeds_in(sentence) if not is_onset(d, sentence)]
    if sentence.index in calendar.violent:
        return dates[0] if dates else None
    if not calendar.words.violence.search(sentence.text):
        return None
    own = [d for d in dates if calendar.of_violence(d, sentence)]
    return own[0] if own else dates[0] if len(dates) == 1 else None


def _inherit(when: When, rule: str) -> Dated:
    trace = Trace(step="when", rule=rule, words=when.wording or "")
    if when.basis is DateBasis.UNANCHORED:
        return Dated(when=when, trace=trace)
    return Dated(when=replace(when, basis=DateBasis.INHERITED), trace=trace)
