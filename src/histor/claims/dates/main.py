"""Decide when the main event of a report was."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from histor.claims.dates.bearing import above, bears_on, distance, recalled_there
from histor.claims.dates.resolved import FRESH, ResolvedDates, names_day
from histor.claims.dates.told import in_years, is_onset
from histor.claims.layout import OTHER_MATTER
from histor.claims.mentions import Occurrence
from histor.claims.parsed import BlockKind, Sentence, once_a_sentence
from histor.values.date import DateBasis, DateMention, DatePrecision, When
from histor.values.date_expressions import (
    SHORT_PARTS,
    MonthDate,
    Night,
    Open,
    Period,
    Shifted,
    Weekend,
    Window,
)

# A line of a live report opens with the time of day.
CLOCK = re.compile(r"\W{0,4}(?:(?:UPD|UPDATE|LIVE)\W{1,3})?(?:[01]?\d|2[0-3])[:.][0-5]\d\b")
# "The attacks came after Friday's raid": the day is that of an earlier deed.
CAME_AFTER = re.compile(r"\b(?:c[ao]mes?|follow(?:s|ed)|occurred)\b[^.;]{0,12}\b(?:after|days|hours)\b")
TOOK_PLACE = re.compile(r"\b(?:took place|taken place|occurred|happened|unfolded|(?:was|were) carried out)\b")
LEAD = 4  # body sentences in which the report's main event is dated, if it is dated at all
RECENT = timedelta(days=45)  # what a report dates only further down is its event if it is no older than this


class MainDate(ResolvedDates):
    """The dates of one report, and when its main event was."""

    @cached_property
    def main(self) -> When | None:
        """When the report's main event was.

        It is dated as the first harm of its lead is, else by what else its lead dates, else by a deed of the last
        weeks told further down, else by the day of those who answered it.
        """
        return next(
            (self._narrowed(when) for when in self._candidates() if has_days(when) or self.dateline is None),
            None,
        )

    def _candidates(self) -> Iterator[When]:
        body = [s for s in self.sentences if s.kind in (BlockKind.BODY, BlockKind.BULLET)][:LEAD]
        heads = [s for s in self.sentences if s.kind is BlockKind.HEADLINE][:1]
        about = [s for s in body if not OTHER_MATTER.match(s.text)] or body
        lead = {s.index: s for s in (*about, *heads)}
        yield from self._of_harm(tuple(about[:1]))
        yield from self._took_place(about)
        yield from self._of_harm(tuple(about))
        yield from self._of_harm(tuple(heads))
        yield from self._looked_back(tuple(lead.values()))
        named = ((d, s) for s in lead.values() for d in self._firm(s) if self.of_violence(d, s))
        yield from (self.plainly(d) for d, _ in named if not is_vague(d))  # "the overnight attack" looks back
        for sentence in sorted(lead.values(), key=lambda s: s.index not in self.violent):
            yield from (self.plainly(d) for d in self._firm(sentence) if not self._is_of_total(d, sentence))
        later = tuple(s for s in self.sentences if s.index not in lead and not CAME_AFTER.search(s.text))
        yield from filter(self._recent, self._of_harm(later))
        yield from filter(
            self._recent, (self.plainly(d) for s in later if s.index in self.violent for d in self._firm(s))
        )
        yield from self._bounded()
        if (clocked := self._clocked()) is not None:
            yield clocked

    def _is_of_total(self, mention: DateMention, sentence: Sentence) -> bool:
        """Whether a year is that of a running count: "the tally of guards killed this year has reached 40"."""
        totals = (deed for deed in self.harm_in.get(sentence.index, ()) if deed.running)
        year = self.plainly(mention).precision is DatePrecision.YEAR
        return year and any(bears_on(mention, deed, sentence, self.words) for deed in totals)

    def _took_place(self, sentences: Sequence[Sentence]) -> Iterator[When]:
        """Yield the days on which a report says that its deed "took place"."""
        for sentence in sentences:
            if TOOK_PLACE.search(sentence.text) and self._of_deed(sentence):
                yield from (self._of_day(d) for d in self._firm(sentence))

    def _of_harm(self, sentences: tuple[Sentence, ...]) -> Iterator[When]:
        for sentence in sentences:
            for deed in self.occurrences:
                if deed.sentence == sentence.index and not (deed.background or deed.running or deed.earlier):
                    dates = [d for d in self._firm(sentence) if bears_on(d, deed, sentence, self.words)]
                    if dates:
                        yield self._of_day(nearest(dates, deed, sentence))

    def _of_day(self, mention: DateMention) -> When:
        """Return the days of a deed; of fighting that broke out on a day, those up to the report's."""
        when = self.plainly(mention)
        return replace(when, end=self.dateline or when.end) if self.breaks_out(mention) else when

    @once_a_sentence
    def _firm(self, sentence: Sentence) -> Sequence[DateMention]:
        """Return the dates of deeds that stand on their own: no "since", nothing counted from the main event."""
        inside = [
            d
            for d in self.dates_in(sentence)
            if not self.of_speech(d, sentence) and not self.of_aftermath(d, sentence)
        ]
        return [
            d
            for d in inside
            if not is_onset(d, sentence) and not isinstance(d.expression, Window | Open) and not _hanging(d)
        ]

    def _looked_back(self, sentences: tuple[Sentence, ...]) -> Iterator[When]:
        for sentence in sentences:
            if self.commemorates(sentence):
                yield from (self.plainly(d) for d in self.dates_in(sentence) if in_years(d))
            for lapse in self.lapses(sentence):
                day = self.looked_back(lapse, sentence)
                if day is not None:
                    yield day

    def _bounded(self) -> Iterator[When]:
        """Yield the first day in the last week on which somebody denied, claimed or condemned the deed."""
        if self.dateline is None:
            return
        found = [
            self.plainly(d)
            for s in self.sentences
            for d in self.dates_in(s)
            if (word := above(d, s)) and word.lemma in self.words.reaction and names_day(d)
        ]
        fresh = [
            w
            for w in found
            if w.start and w.start == w.end and timedelta(0) <= self.dateline - w.start <= FRESH
        ]
        yield from sorted(fresh, key=lambda w: w.start or date.max)[:1]

    def _recent(self, when: When) -> bool:
        return self.dateline is None or (when.end is not None and self.dateline - when.end <= RECENT)

    def _narrowed(self, when: When) -> When:
        """Return what the report's other deeds make of a vague stretch ("over the weekend"): the day they agree on."""
        vague = any(d.wording == when.wording and is_vague(d) for d in self.dates)
        if not vague or when.start is None or when.end is None:
            return when
        told = [(d, self.plainly(d)) for s in self.sentences if self._of_deed(s) for d in self._firm(s)]
        inside = [(d, w) for d, w in told if _within(w, when) and not is_vague(d)]
        if len({(w.start, w.end) for _, w in inside}) != 1:
            return when
        closer, day = inside[0]
        return replace(when, start=day.start, end=when.end if self._begins(closer) else day.end)

    def _of_deed(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of violence, or that it took place."""
        took_place = TOOK_PLACE.search(sentence.text) and self.words.violence.search(sentence.text)
        return sentence.index in self.violent or bool(took_place)

    def _begins(self, mention: DateMention) -> bool:
        """Whether something began on a day: "the killing began on 27 March"."""
        word = above(mention, self.sentence_of(mention))
        return word is not None and self.words.onset.fullmatch(word.text) is not None

    def breaks_out(self, mention: DateMention) -> bool:
        """Whether fighting goes on since a day: "the clashes that broke out on Wednesday"."""
        word = above(mention, self.sentence_of(mention))
        sentence = self.sentence_of(mention)
        if word is None or not self.words.onset.match(sentence.text, word.start - sentence.start):
            return False
        return self.words.fighting.search(sentence.text) is not None

    def narrowed(self, when: When, mention: DateMention) -> When:
        """Return `when`, or for words as vague as "over the weekend" the day within that the report names."""
        return self._narrowed(when) if is_vague(mention) else when

    def _clocked(self) -> When | None:
        """Return the dateline for a report that runs by the clock ("14:10 - Explosion at the market")."""
        ticking = any(CLOCK.match(sentence.text) for sentence in self.sentences)
        if not ticking or self.dateline is None:
            return None
        return When(
            start=self.dateline, end=self.dateline, precision=DatePrecision.DAY, basis=DateBasis.RELATIVE
        )


def nearest(dates: list[DateMention], mention: Occurrence, sentence: Sentence) -> DateMention:
    """Return the date in whose clause a deed is told, else the closest in the grammar, then in the text."""
    opening = [d for d in dates if recalled_there(d, mention, sentence)]
    return min(
        opening or dates, key=lambda d: (distance(d, mention, sentence), abs(d.start - mention.trigger.start))
    )


def has_days(when: When) -> bool:
    """Whether anything is known of when it was."""
    return when.start is not None or when.end is not None


def is_vague(mention: DateMention) -> bool:
    """Whether words name a stretch of days in which one may be meant: "over the weekend", "last week", "in mid-May"."""
    match mention.expression:
        case MonthDate(part=part):
            return part in SHORT_PARTS
        case Night(into=None, out_of=None):
            return True
        case Period(unit=DatePrecision.WEEK):
            return True
        case other:
            return isinstance(other, Weekend)


def _within(inner: When, when: When) -> bool:
    days = inner.start, inner.end, when.start, when.end
    return None not in days and bool(when.start <= inner.start and inner.end <= when.end)  # type: ignore[operator]


def _hanging(mention: DateMention) -> bool:
    return (
        isinstance(mention.expression, Shifted)
        and mention.expression.base is None
        and mention.expression.number > 0
    )
