"""Carry the voice of a label over the lines that follow: "Civil Defence:" on a line of its own, "Ministry: 12 dead"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from histor.claims.mentions import Attribution
from histor.claims.parsed import BlockKind, Sentence
from histor.claims.reading import Reading
from histor.records.claim import Trace


@dataclass(slots=True)
class Labelled:
    """Whose lines those under a label are. Goes through a report in order."""

    reading: Reading
    headings: Mapping[int, Attribution]  # by sentence: labels on a line of their own
    _heading: Attribution | None = None  # stands until the next heading
    _line: Attribution | None = None  # stands until a blank line, a list item or another speaker
    _unsaid: bool = False  # the heading has no statement yet

    def over(self, sentence: Sentence, own: Sequence[Attribution]) -> Attribution | None:
        """Return the label that a sentence stands under; `own` are those who speak in it."""
        heading = self.headings.get(sentence.index)
        if heading is not None:
            self._heading, self._line, self._unsaid = heading, None, True
            return None
        apart = self._apart(sentence)
        if sentence.kind is BlockKind.HEADLINE and apart:
            self._heading = None
        if apart or sentence.kind is not BlockKind.BODY or own:
            self._line = None
        if sentence.kind is BlockKind.BODY:
            self._line = next((told for told in own if _is_label(told)), self._line)
        return (self._line if not own else None) or self._heading

    def attribution(self, label: Attribution, bare: Attribution) -> Attribution:
        """Return the words of a sentence as the label's; its first ones are what the label's bearer states."""
        who = label.source.written if label.source else ""
        found = replace(
            bare,
            speaker=label.speaker,
            role=label.role,
            organization=label.organization,
            via=label.via or bare.via,
            traces=(Trace(step="source", rule="heading", words=who),),
        )
        if label is not self._heading or not self._unsaid:
            return found
        self._unsaid = False
        return replace(found, cue_lemma="say", inherited=False)

    def _apart(self, sentence: Sentence) -> bool:
        """Whether a blank line stands before a sentence."""
        before = self.reading.document.text[: sentence.start]
        return before[len(before.rstrip()) :].count("\n") > 1


def _is_label(told: Attribution) -> bool:
    return bool(told.traces) and told.traces[0].rule.startswith("label")
