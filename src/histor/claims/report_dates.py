"""The dates of one report: those of deeds, of speech and of the aftermath, and when the report's main event was."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from histor.claims.date_bearing import above, bears_on, distance, recalled_there
from histor.claims.mentions import Attribution, Occurrence
from histor.claims.parsed import BlockKind, Sentence, Token
from histor.claims.reading import within
from histor.claims.time_words import TimeWords
from histor.values.date import DateBasis, DateMention, DatePrecision, When, resolve
from histor.values.date_expressions import (
    SHORT_PARTS,
    Ago,
    DayDate,
    MonthDate,
    Night,
    Open,
    Shifted,
    Since,
    WeekdayDate,
    Weekend,
    Window,
)
from histor.values.date_lapses import Lapse, find_lapses
from histor.values.date_words import ORDINALS

# A line of a live report opens with the time of day.
CLOCK = re.compile(r"\W{0,4}(?:(?:UPD|UPDATE|LIVE)\W{1,3})?(?:[01]?\d|2[0-3])[:.][0-5]\d\b")
# "As of this evening", "by Wednesday morning", "until 22 May": how long something held, not when it happened.
AS_OF = re.compile(r"\b(?:as of|by)\s+(?:the\s+|early\s+|late\s+)?$", re.IGNORECASE)
UNTIL = re.compile(r"\b(?:until|till)\s+(?:the\s+|early\s+|late\s+)?$", re.IGNORECASE)
# As in "MOGADISHU, Aug. 3 (Xinhua) -- " and "(Nairobi, May 12, 2025) – ".
DATELINE = re.compile(
    r"(?!(?:On|In|At|By|From|After|Since) )\(?(?:[A-Z][\w.'’-]*,? ){1,6}(?:\d{1,2},? ?(?:\d{4})?)?\)? ?"
    r"(?:\([^()\n]{2,40}\) ?)?[-–—]{1,2} "
)
OPENING = re.compile(r"\W*(?:On|In|Late|Early|At)?\s*(?:on|in|the)?\s*", re.IGNORECASE)
CLAUSE = 12  # characters: of what a day sets the scene for, there is at least a short clause
NTH_DAY = re.compile(r"\bthe\s+(\w+(?:-\w+)?)\s+day\b", re.IGNORECASE)
NAME_LENGTH = 80  # characters behind "according to" within which the one who speaks is named
LEAD = 4  # body sentences in which the report's main event is dated, if it is dated at all
RECENT = timedelta(days=45)  # what a report dates only further down is its event if it is no older than this
FRESH = timedelta(days=7)  # people answer a deed within days of it


@dataclass(frozen=True)
class Calendar:
    """The dates of one report, told apart by what they date."""

    sentences: tuple[Sentence, ...]
    dates: tuple[DateMention, ...]
    dateline: date | None
    attributions: tuple[Attribution, ...]
    violent: frozenset[int]  # sentences in which somebody is harmed or something violent happens
    occurrences: tuple[Occurrence, ...]  # the harm of the report, in the order of the text
    words: TimeWords

    @cached_property
    def _told_in(self) -> Mapping[int, Sequence[Attribution]]:
        held: dict[int, list[Attribution]] = {}
        for told in self.attributions:
            held.setdefault(told.sentence, []).append(told)
        return held

    @cached_property
    def harm_in(self) -> Mapping[int, Sequence[Occurrence]]:
        """The harm of the report by its sentence."""
        held: dict[int, list[Occurrence]] = {}
        for occurrence in self.occurrences:
            held.setdefault(occurrence.sentence, []).append(occurrence)
        return held

    def deeds_in(self, sentence: Sentence) -> list[DateMention]:
        """Return the dates of `sentence` that say when something happened, not when somebody spoke.

        What cannot be placed although the dateline is known ("on the first day") says nothing of its own.
        """
        inside = [
            d
            for d in self.dates_in(sentence)
            if not self._of_speech(d, sentence) and not self._of_aftermath(d, sentence)
        ]
        return [d for d in inside if self.dateline is None or _has_days(self.resolve(d))]

    def spoken_in(self, sentence: Sentence) -> list[DateMention]:
        """Return the dates of `sentence` on which somebody spoke."""
        return [
            d
            for d in self.dates_in(sentence)
            if self._of_speech(d, sentence) and not self._preceded(d, sentence, UNTIL)
        ]

    def dates_in(self, sentence: Sentence) -> list[DateMention]:
        """Return all dates of `sentence`, but for that of a dateline: when it was sent, not when anything happened."""
        sent = DATELINE.match(sentence.text)
        told = sentence.start + sent.end() if sent else sentence.start
        return [found for found in within(self.dates, sentence) if found.start >= told]

    def _preceded(self, mention: DateMention, sentence: Sentence, pattern: re.Pattern[str]) -> bool:
        return bool(pattern.search(sentence.text[: mention.start - sentence.start]))

    def _of_speech(self, mention: DateMention, sentence: Sentence) -> bool:
        """Whether a date says when somebody spoke or a count stood.

        "Said on Monday", "reached 100 on Tuesday", "as of this evening", "according to the monitor on Monday".
        """
        if isinstance(mention.expression, Since | Window) or is_onset(mention, sentence):
            return False
        if self._preceded(mention, sentence, AS_OF) or self._preceded(mention, sentence, UNTIL):
            return True
        own = [a for a in self._told_in.get(sentence.index, ()) if not a.inherited]
        word = above(mention, sentence)
        if word is None:
            return False
        if word.pos == "VERB":
            fronted = _opens(mention, sentence)
            saying = {a.cue.start for a in own if not (fronted and _behind(a, mention))}
            return word.lemma in self.words.counting or word.start in saying
        return any(
            a.cue.start <= word.start and not a.content.covers(word.start) and _tells(a, word) for a in own
        )

    def _of_aftermath(self, mention: DateMention, sentence: Sentence) -> bool:
        """Whether a date is that of burying, judging, answering or remembering a deed."""
        if isinstance(mention.expression, Since | Window):
            return False
        if self._lapse_behind(mention, sentence) is not None:
            return True
        word = above(mention, sentence)
        if word is None or word.pos != "VERB":
            return False
        if word.lemma in self.words.aftermath:
            return True
        looks_back = isinstance(mention.expression, Ago) and mention.expression.number > 0
        return word.dep == "ROOT" and not looks_back and self.commemorates(sentence)

    def commemorates(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of people who remember a deed, and how long ago it was."""
        if not self.words.commemoration.search(sentence.text):
            return False
        return bool(self._lapses(sentence)) or any(_in_years(d) for d in self.dates_in(sentence))

    def _lapses(self, sentence: Sentence) -> list[Lapse]:
        return list(find_lapses(sentence.text))

    def _lapse_behind(self, mention: DateMention, sentence: Sentence) -> Lapse | None:
        """Return the lapse right behind a date: "on Wednesday, more than 24 hours after the bombing"."""
        at = mention.end - sentence.start
        return next(
            (
                lapse
                for lapse in self._lapses(sentence)
                if lapse.start >= at and re.fullmatch(r",? ?", sentence.text[at : lapse.start])
            ),
            None,
        )

    def resolve(self, mention: DateMention) -> When:
        """Return the days that words come to against the dateline, or against the day that the report has told of."""
        return self._counted_from_main(mention) or self._plainly(mention)

    def _plainly(self, mention: DateMention) -> When:
        sentence = self._sentence_of(mention)
        if _in_years(mention) and self.commemorates(sentence):
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
        days = [resolve(d, self.dateline).end for d in self.dates_in(sentence) if _names_day(d)]
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
            where = self._sentence_of(earlier)
            if where.paragraph != sentence.paragraph or where.index not in self._harmed:
                return None
            if isinstance(earlier.expression, DayDate) and not self._of_speech(earlier, where):
                return earlier.expression.year or self._year_before(earlier, where)
        return None

    def _sentence_of(self, mention: DateMention) -> Sentence:
        at = bisect_right(self.sentences, mention.start, key=lambda sentence: sentence.start)
        return self.sentences[at - 1]

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
    def main(self) -> When | None:
        """When the report's main event was.

        It is dated as the first harm of its lead is, else by what else its lead dates, else by a deed of the last
        weeks told further down, else by the day of those who answered it.
        """
        return next(
            (self._narrowed(when) for when in self._candidates() if _has_days(when) or self.dateline is None),
            None,
        )

    def _candidates(self) -> Iterator[When]:
        body = [s for s in self.sentences if s.kind in (BlockKind.BODY, BlockKind.BULLET)][:LEAD]
        heads = [s for s in self.sentences if s.kind is BlockKind.HEADLINE][:1]
        lead = {s.index: s for s in (*body, *heads)}
        yield from self._of_harm(tuple(body))
        yield from self._of_harm(tuple(heads))
        yield from self._looked_back(tuple(lead.values()))
        yield from (self._plainly(d) for s in lead.values() for d in self._firm(s) if self.of_violence(d, s))
        for sentence in sorted(lead.values(), key=lambda s: s.index not in self.violent):
            yield from (self._plainly(d) for d in self._firm(sentence))
        later = tuple(s for s in self.sentences if s.index not in lead)
        yield from filter(self._recent, self._of_harm(later))
        yield from filter(
            self._recent, (self._plainly(d) for s in later if s.index in self.violent for d in self._firm(s))
        )
        yield from self._bounded()
        if (clocked := self._clocked()) is not None:
            yield clocked

    def _of_harm(self, sentences: tuple[Sentence, ...]) -> Iterator[When]:
        for sentence in sentences:
            for deed in self.occurrences:
                if deed.sentence == sentence.index and not (deed.background or deed.running or deed.earlier):
                    dates = [d for d in self._firm(sentence) if bears_on(d, deed, sentence, self.words)]
                    if dates:
                        yield self._plainly(nearest(dates, deed, sentence))

    def of_violence(self, mention: DateMention, sentence: Sentence) -> bool:
        """Whether a date hangs on the name of a deed: "the bombing of 30 January 2023"."""
        word = above(mention, sentence)
        return (
            word is not None
            and word.pos in ("NOUN", "PROPN")
            and bool(self.words.violence.fullmatch(word.text))
        )

    def _firm(self, sentence: Sentence) -> list[DateMention]:
        """Return the dates of deeds that stand on their own: no "since", nothing counted from the main event."""
        inside = [
            d
            for d in self.dates_in(sentence)
            if not self._of_speech(d, sentence) and not self._of_aftermath(d, sentence)
        ]
        return [
            d
            for d in inside
            if not is_onset(d, sentence) and not isinstance(d.expression, Window | Open) and not _hanging(d)
        ]

    def _looked_back(self, sentences: tuple[Sentence, ...]) -> Iterator[When]:
        for sentence in sentences:
            if self.commemorates(sentence):
                yield from (self._plainly(d) for d in self.dates_in(sentence) if _in_years(d))
            for lapse in self._lapses(sentence):
                day = self.looked_back(lapse, sentence)
                if day is not None:
                    yield day

    def looked_back(self, lapse: Lapse, sentence: Sentence, base: date | None = None) -> When | None:
        """Return the day of what a lapse counts from: "a fortnight after an explosion tore through the camp"."""
        gathering = self.words.commemoration.search(sentence.text) is not None
        stated = [
            d for d in self.dates_in(sentence) if _names_day(d) and d.end - sentence.start <= lapse.start
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

    def _bounded(self) -> Iterator[When]:
        """Yield the first day in the last week on which somebody denied, claimed or condemned the deed."""
        if self.dateline is None:
            return
        found = [
            self._plainly(d)
            for s in self.sentences
            for d in self.dates_in(s)
            if (word := above(d, s)) and word.lemma in self.words.reaction and _names_day(d)
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
        vague = any(d.wording == when.wording and _vague(d) for d in self.dates)
        if not vague or when.start is None or when.end is None:
            return when
        told = [
            (d, self._plainly(d)) for s in self.sentences if s.index in self.violent for d in self._firm(s)
        ]
        inside = [(d, w) for d, w in told if _within(w, when) and not _vague(d)]
        if len({(w.start, w.end) for _, w in inside}) != 1:
            return when
        closer, day = inside[0]
        return replace(when, start=day.start, end=when.end if self._begins(closer) else day.end)

    def _begins(self, mention: DateMention) -> bool:
        """Whether something began on a day: "the killing began on 27 March"."""
        word = above(mention, self._sentence_of(mention))
        return word is not None and self.words.onset.fullmatch(word.text) is not None

    def narrowed(self, when: When, mention: DateMention) -> When:
        """Return `when`, or for words as vague as "over the weekend" the day within that the report names."""
        return self._narrowed(when) if _vague(mention) else when

    def _clocked(self) -> When | None:
        """Return the dateline for a report that runs by the clock ("14:10 - Explosion at the market")."""
        ticking = any(CLOCK.match(sentence.text) for sentence in self.sentences)
        if not ticking or self.dateline is None:
            return None
        return When(
            start=self.dateline, end=self.dateline, precision=DatePrecision.DAY, basis=DateBasis.RELATIVE
        )

    @cached_property
    def onset(self) -> When | None:
        """When the violence began, where the report says so in so many words."""
        for sentence in self.sentences:
            if self.words.onset.search(sentence.text) and self.words.violence.search(sentence.text):
                found = next(iter(self.deeds_in(sentence)), None)
                if found is not None:
                    return self.resolve(found)
        return None


def nearest(dates: list[DateMention], mention: Occurrence, sentence: Sentence) -> DateMention:
    """Return the date in whose clause a deed is told, else the closest in the grammar, then in the text."""
    opening = [d for d in dates if recalled_there(d, mention, sentence)]
    return min(
        opening or dates, key=lambda d: (distance(d, mention, sentence), abs(d.start - mention.trigger.start))
    )


def is_onset(chosen: DateMention, sentence: Sentence) -> bool:
    """Whether a date says since when a count runs: "since Thursday", "since the violence erupted last week"."""
    before = sentence.text[: chosen.start - sentence.start]
    clause = re.split(r"[,;:()]", before)[-1]
    return chosen.since or bool(re.search(r"\bsince\b", clause, re.IGNORECASE))


def _has_days(when: When) -> bool:
    return when.start is not None or when.end is not None


def _in_years(mention: DateMention) -> bool:
    return isinstance(mention.expression, Ago) and mention.expression.unit is DatePrecision.YEAR


def _vague(mention: DateMention) -> bool:
    match mention.expression:
        case MonthDate(part=part):
            return part in SHORT_PARTS
        case other:
            return isinstance(other, Weekend)


def _within(inner: When, when: When) -> bool:
    days = inner.start, inner.end, when.start, when.end
    return None not in days and bool(when.start <= inner.start and inner.end <= when.end)  # type: ignore[operator]


def _names_day(mention: DateMention) -> bool:
    match mention.expression:
        case Ago(number=number, unit=unit):
            return unit is DatePrecision.DAY and number < FRESH.days
        case other:
            return isinstance(other, DayDate | WeekdayDate | Night)


def _hanging(mention: DateMention) -> bool:
    return (
        isinstance(mention.expression, Shifted)
        and mention.expression.base is None
        and mention.expression.number > 0
    )


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


def _opens(mention: DateMention, sentence: Sentence) -> bool:
    """Whether a sentence opens with a date and a comma, which set the scene for all that follows."""
    before = sentence.text[: mention.start - sentence.start]
    return bool(OPENING.fullmatch(before)) and sentence.words(mention.end, mention.end + 1) == ","


def _behind(told: Attribution, mention: DateMention) -> bool:
    """Whether who speaks is named behind what is said, as in "On 12 May, shells hit the market, the ministry said"."""
    parts = told.parts or (told.content,)
    return any(
        part.covers(mention.start) and mention.end + CLAUSE < part.end <= told.cue.start for part in parts
    )


def _tells(told: Attribution, word: Token) -> bool:
    """Whether `word` stands in the phrase that names who speaks, right behind "according to"."""
    return 0 <= word.start - told.cue.end < NAME_LENGTH
