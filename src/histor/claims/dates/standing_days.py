"""The day at which a figure stood: that on which its source gave it, where the report says so."""

import re
from dataclasses import replace
from datetime import date, timedelta

from histor.claims.attribution.saying_days import said_before
from histor.claims.dates.report_dates import Calendar
from histor.claims.dates.told import is_onset
from histor.claims.mentions import Attribution, Occurrence
from histor.claims.parsed import Sentence
from histor.values.date import DateMention, DatePrecision
from histor.values.date_expressions import DayDate, Shifted

CLAUSE = re.compile(r"[;:]|, (?:while|whereas|but|and)\b")
PAST = re.compile(r"\b(?:was|were|had)\b")
# What may stand between an older figure and its day: "from 745 people killed by Friday".
BEHIND = re.compile(r"\s*(?:(?!\d)\w+\s+){0,3}(?:\w+)?\s*")
PART_OF_DAY = re.compile(
    r"\s*(?:(?!\d)\w+\s+){0,2}?(?:earlier (?:in the day|that day|today)|overnight|hours (?:earlier|before)"
    r"|(?:in the|that|this) (?:early )?(?:morning|afternoon|evening)|at (?:noon|midday|dawn))\b"
)
NIGHT = timedelta(days=1)
WHEN = re.compile(r"[^,;.]{0,20},? when\b[^,;]*$")
OWNED = ("'s", "\u2019s")
THE_SAME_DAY = re.compile(r"\b(?:earlier|later) (?:in the|that|on the same) day\b", re.IGNORECASE)


def as_of(mention: Occurrence, told: Attribution | None, calendar: Calendar) -> date | None:
    """Return the day at which a figure stood: the day its source spoke if the words give it, else the dateline.

    None for a figure recalled from another time and for the older figure of an update, whose day is not said.
    """
    sentence = calendar.sentences[mention.sentence]
    known, day = _told_day(mention, told, calendar, sentence)
    if _is_older_of_two(mention, calendar, sentence):
        return _day_behind(mention, day if known else calendar.dateline, calendar, sentence)
    if known:
        return day
    return None if _of_another_day(mention, told, calendar, sentence) else calendar.dateline


def _told_day(
    mention: Occurrence, told: Attribution | None, calendar: Calendar, sentence: Sentence
) -> tuple[bool, date | None]:
    """Return whether the words name the day of saying, and that day; a named day may stay open."""
    dates = calendar.dates_in(sentence)
    opened = next((d for d in dates if _opens_clause(d, mention, told, sentence)), None)
    if opened is not None:
        return True, calendar.resolve(opened).start
    older = _older_days(calendar, sentence)
    others = [d for d in dates if d in older or _of_deed(d, calendar, sentence)]
    taken = {calendar.resolve(d).start for d in others}
    if told is not None and told.said_on is not None and told.said_on not in taken:
        return True, told.said_on
    spoken = [calendar.resolve(d) for d in calendar.spoken_in(sentence) if d not in others]
    days = [w.end for w in spoken if w.end is not None and w.precision is DatePrecision.DAY]
    return bool(spoken), days[0] if days else None


def _opens_clause(
    found: DateMention, mention: Occurrence, told: Attribution | None, sentence: Sentence
) -> bool:
    """Whether a figure was given on the day that its clause hangs on: "since Sunday, when police counted 52"."""
    if told is None or not found.end <= told.cue.start:
        return False
    clause = WHEN.match(sentence.words(found.end, max(mention.anchor.start, found.end)))
    return clause is not None and mention.anchor.start > found.end


def _of_deed(found: DateMention, calendar: Calendar, sentence: Sentence) -> bool:
    """Whether a date belongs to a deed: "since Friday", "the raid of 24 August", "last Monday's bombing"."""
    owned = sentence.text.startswith(OWNED, found.end - sentence.start)
    return is_onset(found, sentence) or calendar.of_violence(found, sentence) or owned


def _is_older_of_two(mention: Occurrence, calendar: Calendar, sentence: Sentence) -> bool:
    """Whether a figure is the older one of an update: "rose to 830 from 745"."""
    return mention.earlier and any(
        not other.earlier and other.anchor.start < mention.anchor.start
        for other in calendar.harm_in.get(sentence.index, ())
    )


def _older_days(calendar: Calendar, sentence: Sentence) -> list[DateMention]:
    """Return the dates that stand right behind the older figure of an update, and date it alone."""
    older = [o for o in calendar.harm_in.get(sentence.index, ()) if o.earlier]
    found = (_date_behind(o, calendar, sentence) for o in older if _is_older_of_two(o, calendar, sentence))
    return [day for day in found if day is not None]


def _date_behind(mention: Occurrence, calendar: Calendar, sentence: Sentence) -> DateMention | None:
    later = (d for d in calendar.dates_in(sentence) if d.start >= mention.anchor.end)
    first = min(later, key=lambda d: d.start, default=None)
    if first is None or not BEHIND.fullmatch(sentence.words(mention.anchor.end, first.start)):
        return None
    return first


def _day_behind(
    mention: Occurrence, newer: date | None, calendar: Calendar, sentence: Sentence
) -> date | None:
    """Return the day of the older figure, where the words behind it give one; `newer` is that of the newer one."""
    found = _date_behind(mention, calendar, sentence)
    if found is None:
        return newer if PART_OF_DAY.match(sentence.words(mention.anchor.end, sentence.end)) else None
    if isinstance(found.expression, Shifted) and found.expression.base is None and newer is not None:
        base = DayDate(newer.month, newer.day, newer.year)
        found = replace(found, expression=replace(found.expression, base=base))
    when = calendar.resolve(found)
    if when.start is None or when.end is None or when.end - when.start > NIGHT:
        return None
    return when.start  # of a night the evening: the newer figure is the morning's


def _of_another_day(
    mention: Occurrence, told: Attribution | None, calendar: Calendar, sentence: Sentence
) -> bool:
    """Whether a figure stood at another day than the report's, which no words name.

    The older one of an update; the reporter's own background; what is said of a deed on its anniversary; what a
    source had said before. An old deed's figure that a source gives in the report's present is of the report's day.
    """
    clause = _clause(mention, sentence)
    first = calendar.words.first_count.search(clause)
    if mention.earlier or (first is not None and PAST.search(clause, first.end())):
        return True
    if told is None or told.source is None:
        return mention.background
    if said_before(sentence, told) and not _of_today(calendar) and not THE_SAME_DAY.search(sentence.text):
        return True
    return calendar.words.back_then.search(clause) is not None or calendar.commemorates(sentence)


def _clause(mention: Occurrence, sentence: Sentence) -> str:
    at = mention.anchor.start - sentence.start
    left = max((m.end() for m in CLAUSE.finditer(sentence.text[:at])), default=0)
    right = CLAUSE.search(sentence.text[at:])
    return sentence.text[left : at + right.start() if right else None]


def _of_today(calendar: Calendar) -> bool:
    """Whether the report's event was on its own day: then so were all counts of it."""
    return calendar.main is not None and calendar.main.start == calendar.dateline
