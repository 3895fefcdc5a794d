"""Tell the day of a wound from the day of the death that came of it: the deed was on the first."""

import re
from collections.abc import Sequence

from histor.claims.dates.bearing import clause_of
from histor.claims.dates.report_dates import Calendar
from histor.claims.mentions import Occurrence
from histor.claims.parsed import Sentence
from histor.values.date import DateMention

COUNTED = re.compile(r"\b(?:number|total|toll|count|tally|dozens|scores|hundreds|thousands) $", re.IGNORECASE)


def of_wounds(mention: Occurrence, calendar: Calendar, sentence: Sentence) -> bool:
    """Whether a clause tells of a death from wounds; "the number of injuries" is a count."""
    clause = clause_of(mention, sentence)
    return any(not COUNTED.search(clause[: m.start()]) for m in calendar.words.wounds.finditer(clause))


def of_the_wounding(
    deeds: Sequence[DateMention], mention: Occurrence, calendar: Calendar, sentence: Sentence
) -> Sequence[DateMention]:
    """Return the days told before a death, if it came of a wound: "was hurt on Monday and died two days later"."""
    between = sentence.words(mention.anchor.start, max(mention.anchor.start, mention.trigger.start))
    died = calendar.words.dying.search(sentence.words(mention.trigger.start, mention.trigger.end))
    if not died or mention.running or not calendar.words.wounding.search(between):
        return deeds
    return [d for d in deeds if d.end <= mention.trigger.start] or deeds
