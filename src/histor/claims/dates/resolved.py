"""Resolve the dates of a report by its dateline, by the years named before them, and by what people gather for."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from histor.claims.dates.told import ToldDates, in_years
from histor.claims.parsed import Sentence
from histor.values.date import DateBasis, DateMention, DatePrecision, When, resolve
from histor.values.date_expressions import Ago, DayDate, Night, WeekdayDate
from histor.values.date_lapses import Lapse

FRESH = timedelta(days=7)  # people answer a deed within days of it


class ResolvedDates(ToldDates):
    """The dates of one report, resolved against its dateline and against one another."""

    def plainly(self, mention: DateMention) -> When:
        """Return the days that words come to against the dateline, whatever the report's main event was."""
        sentence = self.sentence_of(mention)
        if in_years(mention) and self.commemorates(sentence):
            return self._anniversary(mention, sentence) or resolve(mention, self.dateline)
        told = self._with_year(mention, sentence)
        return resolve(told, self.dateline)

    def _anniversary(self, mention: DateMention, sentence: Sentence) -> When | None:
        """Return the very day a year ago, or more, where people gather because of it."""
        day = self._day_of_gathering(sentence)
        if day is None or not isinstance(mention.expression, Ago):
            return None
        exact = replace(mention.expression, exactly=True)
        return resolve(replace(mention, expression=exact), day)

    def _day_of_gathering(self, sentence: Sentence) -> date | None:
        """Return the day that a sentence gives for what people do in it, else the dateline."""
        days = [resolve(d, self.dateline).end for d in self.dates_in(sentence) if names_day(d)]
        return next((day for day in days if day is not None), self.dateline)

    def _with_year(self, mention: DateMention, sentence: Sentence) -> DateMention:
        """Give a day without a year that of the day before it in a tale of violence that is told with its year."""
        match mention.expression:
            case DayDate(month, day, None, weekday) if sentence.index in self._harmed:
                year = self._year_before(mention, sentence)
                return (
                    mention
                    if year is None
                    else replace(mention, expression=DayDate(month, day, year, weekday))
                )
            case _:
                return mention

    @cached_property
    def _harmed(self) -> frozenset[int]:
        """The sentences in which somebody is harmed, recalled harm too."""
        return self.violent | {o.sentence for o in self.occurrences}

    def _year_before(self, mention: DateMention, sentence: Sentence) -> int | None:
        for earlier in reversed(self.dates):
            if earlier.start >= mention.start:
                continue
            where = self.sentence_of(earlier)
            if where.paragraph != sentence.paragraph or where.index not in self._harmed:
                return None
            if isinstance(earlier.expression, DayDate) and not self.of_speech(earlier, where):
                return earlier.expression.year or self._year_before(earlier, where)
        return None

    def looked_back(self, lapse: Lapse, sentence: Sentence, base: date | None = None) -> When | None:
        """Return the day of what a lapse counts from: "a fortnight after an explosion tore through the camp"."""
        gathering = self.words.commemoration.search(sentence.text) is not None
        stated = [
            d for d in self.dates_in(sentence) if names_day(d) and d.end - sentence.start <= lapse.start
        ]
        told = resolve(stated[-1], self.dateline).end if stated else None
        day = told or (self.dateline if gathering else base)
        coarse = lapse.unit in (DatePrecision.MONTH, DatePrecision.YEAR)
        if day is None or lapse.rough or (coarse and not gathering):
            return None
        then = lapse.before(day)
        words = sentence.text[lapse.start : lapse.end]
        return When(
            start=then, end=then, precision=DatePrecision.DAY, basis=DateBasis.RELATIVE, wording=words
        )


def names_day(mention: DateMention) -> bool:
    """Whether words name one day, or one night: "on Monday", "two days ago"."""
    match mention.expression:
        case Ago(number=number, unit=unit):
            return unit is DatePrecision.DAY and number < FRESH.days
        case other:
            return isinstance(other, DayDate | WeekdayDate | Night)
