"""Tell the dates of deeds in a report from those of speech and of the aftermath."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from histor.claims.dates.bearing import above
from histor.claims.dates.time_words import TimeWords
from histor.claims.mentions import Attribution, Occurrence
from histor.claims.parsed import Sentence, Token, once_a_sentence
from histor.claims.reading import within
from histor.values.date import DateMention, DatePrecision
from histor.values.date_expressions import Ago, Since, Window
from histor.values.date_lapses import Lapse, find_lapses

# "As of this evening", "by Wednesday morning", "until 22 May": how long something held, not when it happened.
AS_OF = re.compile(r"\b(?:as of|by)\s+(?:the\s+|early\s+|late\s+)?$", re.IGNORECASE)
UNTIL = re.compile(r"\b(?:until|till)\s+(?:the\s+|early\s+|late\s+)?$", re.IGNORECASE)
# As in "MOGADISHU, Aug. 3 (Xinhua) -- " and "(Nairobi, May 12, 2025) – ".
DATELINE = re.compile(
    r"(?!(?:On|In|At|By|From|After|Since) )\(?(?:[A-Z][\w.'’-]*,? ){1,6}(?:\d{1,2},? ?(?:\d{4})?)?\)? ?"
    r"(?:\([^()\n]{2,40}\) ?)?[-–—]{1,2} "
)
OPENING = re.compile(r"\W*(?:On|In|Late|Early|At)?\s*(?:on|in|the)?\s*", re.IGNORECASE)
ON_DAY = re.compile(r" (?:(?:late|early|on) ){0,3}")
FIRST_TOLD = re.compile(r"\b(?:an?|another|new|fresh|two|three|several) (?:[\w’'-]+ ){0,3}$")
DEED = 60  # characters: the name of a deed and its adjectives
CLAUSE = 12  # characters: of what a day sets the scene for, there is at least a short clause
NAME_LENGTH = 80  # characters behind "according to" within which the one who speaks is named


def _is_fire(verb: Token, sentence: Sentence) -> bool:
    """Whether what is opened is fire, and no inquiry."""
    return any(token.dep == "dobj" and token.lemma == "fire" for token in sentence.children(verb))


@dataclass(frozen=True)
class ToldDates:
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

    @once_a_sentence
    def dates_in(self, sentence: Sentence) -> Sequence[DateMention]:
        """Return all dates of `sentence`, but for that of a dateline: when it was sent, not when anything happened."""
        sent = DATELINE.match(sentence.text)
        told = sentence.start + sent.end() if sent else sentence.start
        return [found for found in within(self.dates, sentence) if found.start >= told]

    def preceded(self, mention: DateMention, sentence: Sentence, pattern: re.Pattern[str]) -> bool:
        """Whether the words right before a date match `pattern`."""
        return bool(pattern.search(sentence.text[: mention.start - sentence.start]))

    def of_speech(self, mention: DateMention, sentence: Sentence) -> bool:
        """Whether a date says when somebody spoke or a count stood.

        "Said on Monday", "reached 100 on Tuesday", "as of this evening", "according to the monitor on Monday".
        """
        if isinstance(mention.expression, Since | Window) or is_onset(mention, sentence):
            return False
        if self.of_violence(mention, sentence) or self._of_new_deed(mention, sentence):
            return False
        if self.preceded(mention, sentence, AS_OF) or self.preceded(mention, sentence, UNTIL):
            return True
        if self._opens_on_speaker(mention, sentence):
            return True
        word = above(mention, sentence)
        return word is not None and self._says(word, mention, sentence)

    def _opens_on_speaker(self, mention: DateMention, sentence: Sentence) -> bool:
        """Whether a sentence opens with a date and, behind no comma, with who speaks: "On Sunday the mayor said"."""
        if not OPENING.fullmatch(sentence.text[: mention.start - sentence.start]):
            return False
        own = [
            a for a in self._told_in.get(sentence.index, ()) if not a.inherited and a.cue.start > mention.end
        ]
        cue = min((a.cue.start for a in own), default=mention.end)
        between = sentence.tokens_within(mention.end, cue)
        return (
            0 < cue - mention.end < NAME_LENGTH
            and sentence.words(mention.end, mention.end + 1) != ","
            and not any(token.pos in ("VERB", "AUX") for token in between)
        )

    def _says(self, word: Token, mention: DateMention, sentence: Sentence) -> bool:
        """Whether the word that a date hangs on is one of saying or of counting."""
        own = [a for a in self._told_in.get(sentence.index, ()) if not a.inherited]
        if word.pos != "VERB":
            return any(
                a.cue.start <= word.start and not a.content.covers(word.start) and _tells(a, word)
                for a in own
            )
        fronted = _opens(mention, sentence)
        if word.start in {a.cue.start for a in own if not (fronted and _behind(a, mention))}:
            return not self._said_otherwise(mention, sentence, word)
        return word.lemma in self.words.counting and not _falls_on(word, sentence)

    def _of_new_deed(self, mention: DateMention, sentence: Sentence) -> bool:
        """Whether a date stands right behind a deed told for the first time: "confirmed an attack on Tuesday"."""
        before = sentence.text[: mention.start - sentence.start][-DEED:]
        deeds = list(self.words.violence.finditer(before))
        if not deeds or not ON_DAY.fullmatch(before, deeds[-1].end()):
            return False
        return FIRST_TOLD.search(before, 0, deeds[-1].start()) is not None

    def _said_otherwise(self, mention: DateMention, sentence: Sentence, saying: Token) -> bool:
        """Whether the verb of saying has another date right beside it: "said on Wednesday that ... on Tuesday"."""
        beside = (d for d in self.dates_in(sentence) if d.start != mention.start)
        between = (sentence.words(saying.end, d.start) for d in beside if d.start >= saying.end)
        near = any(ON_DAY.fullmatch(words) for words in between)
        return near and mention.start > saying.end

    def of_aftermath(self, mention: DateMention, sentence: Sentence) -> bool:
        """Whether a date is that of burying, judging, answering or remembering a deed."""
        if isinstance(mention.expression, Since | Window):
            return False
        if self._lapse_behind(mention, sentence) is not None:
            return True
        word = above(mention, sentence)
        if word is None or word.pos != "VERB":
            return False
        if word.lemma in self.words.aftermath and not _is_fire(word, sentence):
            return True
        looks_back = isinstance(mention.expression, Ago) and mention.expression.number > 0
        return word.dep == "ROOT" and not looks_back and self.commemorates(sentence)

    def of_violence(self, mention: DateMention, sentence: Sentence) -> bool:
        """Whether a date hangs on the name of a deed: "the bombing of 30 January 2023"."""
        word = above(mention, sentence)
        return (
            word is not None
            and word.pos in ("NOUN", "PROPN")
            and bool(self.words.violence.fullmatch(word.text))
        )

    @once_a_sentence
    def commemorates(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of people who remember a deed, and how long ago it was."""
        if not self.words.commemoration.search(sentence.text):
            return False
        return bool(self.lapses(sentence)) or any(in_years(d) for d in self.dates_in(sentence))

    @once_a_sentence
    def lapses(self, sentence: Sentence) -> Sequence[Lapse]:
        """Return what of `sentence` says how long after a deed something was: "five days after"."""
        return list(find_lapses(sentence.text))

    def _lapse_behind(self, mention: DateMention, sentence: Sentence) -> Lapse | None:
        """Return the lapse right behind a date: "on Wednesday, more than 24 hours after the bombing"."""
        at = mention.end - sentence.start
        return next(
            (
                lapse
                for lapse in self.lapses(sentence)
                if lapse.start >= at and re.fullmatch(r",? ?", sentence.text[at : lapse.start])
            ),
            None,
        )

    def sentence_of(self, mention: DateMention) -> Sentence:
        """Return the sentence in which a date stands."""
        at = bisect_right(self.sentences, mention.start, key=lambda sentence: sentence.start)
        return self.sentences[at - 1]


# "Since the war began, set off by the attack of 7 October": the day is that of the beginning.
SET_OFF = re.compile(
    r"\bsince\b[^;:()]*, (?:which (?:was|were) )?"
    r"(?:ignited|launched|prompted|provoked|set off|sparked|started|touched off|triggered|unleashed) "
    r"(?:by|with|in|after|on)\b[^,;:()]*$",
    re.IGNORECASE,
)


def is_onset(chosen: DateMention, sentence: Sentence) -> bool:
    """Whether a date says since when a count runs: "since Thursday", "since the violence erupted last week"."""
    before = sentence.text[: chosen.start - sentence.start]
    clause = re.split(r"[,;:()]", before)[-1]
    return (
        chosen.since
        or bool(re.search(r"\bsince\b", clause, re.IGNORECASE))
        or SET_OFF.search(before) is not None
    )


def in_years(mention: DateMention) -> bool:
    """Whether words count back in years: "ten years ago"."""
    return isinstance(mention.expression, Ago) and mention.expression.unit is DatePrecision.YEAR


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


def _falls_on(word: Token, sentence: Sentence) -> bool:
    """Whether not a toll but things came down: "dropped bombs on Friday"."""
    return word.lemma == "drop" and any(token.dep == "dobj" for token in sentence.children(word))


def _tells(told: Attribution, word: Token) -> bool:
    """Whether `word` stands in the phrase that names who speaks, right behind "according to"."""
    return 0 <= word.start - told.cue.end < NAME_LENGTH
