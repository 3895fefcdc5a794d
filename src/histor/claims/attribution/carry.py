"""Carry a speaker over to sentences without one: quotes, figures that go on, a body's statement, a wire."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from histor.claims.attribution.carriers import Wire, wire_of
from histor.claims.attribution.issuer import issuer_of
from histor.claims.attribution.lines import Labelled
from histor.claims.attribution.quotes import quote_at, share_quoted
from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.mentions import Attribution, Stretch
from histor.claims.parsed import BlockKind, Sentence
from histor.claims.reading import Reading
from histor.records.claim import Act, Modality, Trace
from histor.values.name import Name

QUOTED = 0.6  # share of a sentence in quotation marks from which it is the speaker's, not the reporter's
PARTITIVE = re.compile(
    r"^(?:of (?:them|these|those|the)\b|among (?:them|these|those|the)\b"
    r"|(?:the )?(?:others?|rest|remaining)\b)",
    re.IGNORECASE,
)
ADDED = re.compile(
    r",[\"”’]?\s+(?:\w+\s+){1,4}(?:added|continued|also said|went on)\b|\b(?:added|continued)\b",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"(?:This|That|The (?:information|news))\s+(?:was|is|were|has been)\s+(?:also\s+|earlier\s+)?"
    r"(?:reported|announced|stated|confirmed|disclosed|said|told)\b"
)
OWN_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def carried(
    reading: Reading,
    words: SpeechWords,
    told: Sequence[Attribution],
    quotes: Sequence[Stretch],
    headings: Mapping[int, Attribution],
) -> list[Attribution]:
    """Return the attributions of words that have no cue of their own."""
    return list(_Carry(reading, words, tuple(told), tuple(quotes), Labelled(reading, headings)).run())


@dataclass
class _Carry:
    reading: Reading
    words: SpeechWords
    told: tuple[Attribution, ...]
    quotes: tuple[Stretch, ...]
    labelled: Labelled

    def run(self) -> Iterator[Attribution]:
        by_sentence: dict[int, list[Attribution]] = {}
        for told in self.told:
            if not told.negated:
                by_sentence.setdefault(told.sentence, []).append(told)
        wire = wire_of(self.reading, self.words)
        issuer = issuer_of(self.reading, self.words, self.told)
        for sentence in self.reading.body:
            own = by_sentence.get(sentence.index, [])
            label = self.labelled.over(sentence, own)
            over = None
            if not own and not ((issuer or label) and self._issuers(sentence, label)):
                over = self._from_neighbours(sentence, by_sentence)
            if over is not None:
                over = _over(over, sentence, "carried")
                by_sentence[sentence.index] = [over]
                yield over
            elif not (rest := self._uncovered(sentence, own)):
                continue
            elif label is not None and self._issuers(sentence, label):
                yield self.labelled.attribution(label, _bare(sentence, rest, label.source, wire))
            elif issuer is not None and self._issuers(sentence, None):
                yield _bare(sentence, rest, issuer, wire)
            elif wire is not None and sentence.start < wire.end:
                yield _bare(sentence, rest, None, wire)

    def _uncovered(self, sentence: Sentence, own: Sequence[Attribution]) -> tuple[Stretch, ...]:
        taken = sorted((part.start, part.end) for told in own for part in told.parts)
        runs, at = [], sentence.start
        for start, end in [*taken, (sentence.end, sentence.end)]:
            if start > at:
                runs.append(Stretch(start=at, end=start))
            at = max(at, end)
        return tuple(runs)

    def _issuers(self, sentence: Sentence, label: Attribution | None) -> bool:
        """Whether a sentence without a speaker is the issuer's: no headline, unless it stands under a label."""
        headline = sentence.kind is BlockKind.HEADLINE and label is None
        return not headline and share_quoted(sentence, self.quotes) < QUOTED

    def _from_neighbours(
        self, sentence: Sentence, by_sentence: dict[int, list[Attribution]]
    ) -> Attribution | None:
        if share_quoted(sentence, self.quotes) >= QUOTED:
            return self._of_quote(sentence, by_sentence)
        if (told_after := self._told_after(sentence, by_sentence)) is not None:
            return told_after
        before = self._neighbour(sentence, -1)
        if before is not None and by_sentence.get(before.index):
            last = max(by_sentence[before.index], key=lambda told: told.content.end)
            if self._goes_on(sentence, before, last):
                return last
        after = self._neighbour(sentence, 1)
        if after is not None and by_sentence.get(after.index) and ADDED.search(after.text):
            return by_sentence[after.index][0] if self._has_figure(sentence) else None
        return None

    def _told_after(
        self, sentence: Sentence, by_sentence: dict[int, list[Attribution]]
    ) -> Attribution | None:
        """Return who is said in the next sentence to have reported this one: "This was reported by the governor"."""
        at = sentence.index + 1
        after = self.reading.sentences[at] if at < len(self.reading.sentences) else None
        if after is None or REPORTED.match(after.text) is None or after.paragraph - sentence.paragraph > 1:
            return None
        return next(iter(by_sentence.get(at, ())), None)

    def _neighbour(self, sentence: Sentence, step: int) -> Sentence | None:
        at = sentence.index + step
        if not 0 <= at < len(self.reading.sentences):
            return None
        other = self.reading.sentences[at]
        return other if other.paragraph == sentence.paragraph else None

    def _of_quote(self, sentence: Sentence, by_sentence: dict[int, list[Attribution]]) -> Attribution | None:
        """Return the speaker of the quote that a sentence lies in, else the one of the quote beside it."""
        quote = quote_at(self.quotes, sentence.start + 1) or quote_at(self.quotes, sentence.end - 2)
        same_quote = [s for s in self.reading.body if quote and s.start < quote.end and s.end > quote.start]
        beside = [s for s in (self._neighbour(sentence, -1), self._neighbour(sentence, 1)) if s]
        for other in (*same_quote, *beside, *self._back(sentence)):
            found = [told for told in by_sentence.get(other.index, []) if other is not sentence]
            if found:
                return next((told for told in found if told.quoted), found[-1])
        return None

    def _back(self, sentence: Sentence) -> list[Sentence]:
        """Return the sentences before, nearest first, as far as a quote runs on over paragraphs."""
        first = max(0, sentence.paragraph - 1)
        return [s for s in reversed(self.reading.body) if first <= s.paragraph and s.index < sentence.index]

    def _goes_on(self, sentence: Sentence, before: Sentence, last: Attribution) -> bool:
        """Whether a sentence goes on with the figures that the sentence before it has from a speaker."""
        if last.cue_lemma == "say" and last.traces and last.traces[0].rule.startswith("label"):
            return True
        if self._finding(last, sentence):
            return self._has_figure(sentence)
        if last.act not in (Act.REPORT, Act.ANNOUNCE) or not self._has_figure(sentence):
            return False
        cut_short = last.content.end < before.end - TAIL and last.cue.end < last.content.start
        direct = last.quoted and share_quoted(before, self.quotes) >= QUOTED
        if cut_short or direct or self._elsewhere(sentence):
            return False
        return any(
            last.content.start - 1 <= c.start < last.content.end for c in self.reading.counts_in(before)
        )

    def _finding(self, last: Attribution, sentence: Sentence) -> bool:
        """Whether a court's or an inquiry's findings go on: further deeds of those of whom it told before."""
        opening = re.findall(r"[\w’'-]+", sentence.text.lower())
        told_of = any(t.pos == "PRON" and t.lemma in ("they", "he", "she") for t in sentence.tokens)
        return (
            self.words.has("findings", last.cue_lemma)
            and told_of
            and not any(self.words.has("background", w) for w in opening)
            and not self.words.has("breaks", opening[0] if opening else "")
        )

    def _elsewhere(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of another time or event than the one before it."""
        if PARTITIVE.match(sentence.text):
            return False
        lowered = re.findall(r"[\w’'-]+", sentence.text.lower())
        opening = lowered[0] if lowered else ""
        return (
            bool(OWN_YEAR.search(sentence.text))
            or any(self.words.has("background", word) for word in lowered)
            or self.words.has("breaks", opening)
            or opening in ("it", "this", "that", "elsewhere", "separately")
            or bool(self.reading.dates_in(sentence))
        )

    def _has_figure(self, sentence: Sentence) -> bool:
        return bool(self.reading.counts_in(sentence))


TAIL = 3  # characters; the stop and closing quotes


def _over(told: Attribution, sentence: Sentence, rule: str) -> Attribution:
    whole = Stretch(start=sentence.start, end=sentence.end)
    who = told.source.written if told.source else ""
    trace = Trace(step="source", rule=f"{rule}:{told.cue_lemma}", words=who)
    return replace(
        told,
        sentence=sentence.index,
        content=whole,
        quote=whole,
        parts=(whole,),
        inherited=True,
        traces=(*told.traces[:1], trace),
    )


def _bare(
    sentence: Sentence, rest: tuple[Stretch, ...], issuer: Name | None, wire: Wire | None
) -> Attribution:
    """Return the attribution of words that only the page around them attributes."""
    whole = Stretch(start=sentence.start, end=sentence.end)
    via = (
        Name(canonical=wire.agency, written=wire.agency)
        if wire is not None and sentence.start < wire.end
        else None
    )
    rule = "issuer" if issuer is not None else "wire"
    said = issuer.written if issuer is not None else wire.agency if wire is not None else ""
    return Attribution(
        sentence=sentence.index,
        content=whole,
        quote=whole,
        cue=Stretch(start=sentence.start, end=sentence.start),
        cue_lemma=rule,
        act=Act.REPORT,
        speaker=issuer,
        role=None,
        organization=issuer,
        via=via,
        quoted=False,
        inherited=True,
        modality=Modality.ASSERTED,
        traces=(Trace(step="source", rule=rule, words=said),),
        parts=rest,
    )
