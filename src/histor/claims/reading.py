"""One report while it is being read: its sentences, parsed where that can matter, and what stands in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from histor.claims.actors import ActorLexicon, ActorMention
from histor.claims.parsed import BlockKind, Sentence
from histor.records.document import Document
from histor.values.count import CountMention
from histor.values.date import DateMention
from histor.values.place import Gazetteer


@dataclass(frozen=True)
class Reading:
    """What every finder starts from. Mentions are sorted by start; their offsets are into the document's text."""

    document: Document
    sentences: tuple[Sentence, ...]
    counts: tuple[CountMention, ...]
    dates: tuple[DateMention, ...]
    actors: tuple[ActorMention, ...]
    lexicon: ActorLexicon
    gazetteer: Gazetteer

    @property
    def dateline(self) -> date | None:
        """The day against which "Monday" is resolved, None where the report has no date known to the day."""
        return self.document.published.day if self.document.published else None

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that `offset` lies in (or the last one before it)."""
        before = [sentence for sentence in self.sentences if sentence.start <= offset]
        return before[-1] if before else self.sentences[0]

    def paragraph(self, number: int) -> tuple[Sentence, ...]:
        """Return the sentences of one paragraph."""
        return tuple(sentence for sentence in self.sentences if sentence.paragraph == number)

    def counts_in(self, sentence: Sentence) -> Sequence[CountMention]:
        """Return the counts that stand in `sentence`."""
        return [mention for mention in self.counts if sentence.start <= mention.start < sentence.end]

    def dates_in(self, sentence: Sentence) -> Sequence[DateMention]:
        """Return the dates that stand in `sentence`."""
        return [mention for mention in self.dates if sentence.start <= mention.start < sentence.end]

    def actors_in(self, sentence: Sentence) -> Sequence[ActorMention]:
        """Return the actors of the lexicon that stand in `sentence`."""
        return [mention for mention in self.actors if sentence.start <= mention.start < sentence.end]

    @property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences in which claims may be made: all but credits."""
        return tuple(sentence for sentence in self.sentences if sentence.kind is not BlockKind.CREDIT)
