"""The dates of one report: those of deeds and of speech, and the days that they come to."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from histor.claims.dates.main import MainDate, has_days
from histor.claims.dates.told import UNTIL
from histor.claims.parsed import Sentence, once_a_sentence
from histor.values.date import DateBasis, DateMention, DatePrecision, When, resolve
from histor.values.date_expressions import DayDate, Open, Shifted
from histor.values.date_words import ORDINALS

NTH_DAY = re.compile(r"\bthe\s+(\w+(?:-\w+)?)\s+day\b", re.IGNORECASE)


class Calendar(MainDate):
    """The dates of one report, told apart by what they date, and counted from its main event where they say so."""

    @once_a_sentence
    def deeds_in(self, sentence: Sentence) -> Sequence[DateMention]:
        """Return the dates of `sentence` that say when something happened, not when somebody spoke.

        What cannot be placed although the dateline is known ("on the first day") says nothing of its own.
        """
        inside = [
            d
            for d in self.dates_in(sentence)
            if not self.of_speech(d, sentence) and not self.of_aftermath(d, sentence)
        ]
        return [d for d in inside if self.dateline is None or has_days(self.resolve(d))]

    @once_a_sentence
    def spoken_in(self, sentence: Sentence) -> Sequence[DateMention]:
        """Return the dates of `sentence` on which somebody spoke."""
        return [
            d
            for d in self.dates_in(sentence)
            if self.of_speech(d, sentence) and not self.preceded(d, sentence, UNTIL)
        ]

    def resolve(self, mention: DateMention) -> When:
        """Return the days that words come to against the dateline, or against the day that the report has told of."""
        return self._counted_from_main(mention) or self.plainly(mention)

    def _counted_from_main(self, mention: DateMention) -> When | None:
        """Return the days of "ten days later" or "on the third day", counted from the report's main event."""
        match mention.expression:
            case Shifted(number, _, None) if number > 0 and (main := self.main) and main.end:
                return _told(
                    resolve(
                        replace(mention, expression=replace(mention.expression, base=_day(main.end))),
                        main.end,
                    ),
                    mention,
                )
            case Open() if (nth := NTH_DAY.search(mention.wording)) and (main := self.main):
                return _nth_day(main, ORDINALS.get(nth.group(1).lower()), mention)
            case _:
                return None

    @cached_property
    def onset(self) -> When | None:
        """When the violence began, where the report says so in so many words."""
        for sentence in self.sentences:
            if self.words.onset.search(sentence.text) and self.words.violence.search(sentence.text):
                found = next(iter(self.deeds_in(sentence)), None)
                if found is not None:
                    return self.resolve(found)
        return None


def _day(day: date) -> DayDate:
    return DayDate(day.month, day.day, day.year)


def _told(when: When, mention: DateMention) -> When:
    return replace(when, wording=mention.wording, basis=DateBasis.RELATIVE) if when.start else when


def _nth_day(main: When, number: int | None, mention: DateMention) -> When | None:
    """Return the day of an event of several days that "on the third day" names."""
    if (
        number is None
        or main.start is None
        or main.end is None
        or number > (main.end - main.start).days + 1
        or main.start == main.end
    ):
        return None
    day = main.start + timedelta(days=number - 1)
    return When(
        start=day, end=day, precision=DatePrecision.DAY, basis=DateBasis.RELATIVE, wording=mention.wording
    )
