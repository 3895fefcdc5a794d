"""One report while it is being read: its sentences, parsed where that can matter, and what stands in them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Protocol, TypeVar

from histor.claims.actors import ActorLexicon, ActorMention
from histor.claims.parsed import BlockKind, Sentence, once_a_sentence
from histor.records.document import Document
from histor.values.count import CountMention
from histor.values.date import DateMention
from histor.values.place import Gazetteer


class _Starting(Protocol):
    @property
    def start(self) -> int: ...


M = TypeVar("M", bound=_Starting)


def within(mentions: Sequence[M], sentence: Sentence) -> Sequence[M]:
    """Return those of `mentions`, which are sorted by start, that start in `sentence`."""
    left = bisect_left(mentions, sentence.start, key=lambda mention: mention.start)
    right = bisect_left(mentions, sentence.end, lo=left, key=lambda mention: mention.start)
    return mentions[left:right]


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
    cased: str | None = None  # the text as a parser needs its capitals, where those of the report say nothing

    @property
    def plain(self) -> str:
        """The document's text, letter by letter, with capitals on names alone: what names are looked for in."""
        return self.document.text if self.cased is None else self.cased

    @property
    def dateline(self) -> date | None:
        """The day against which "Monday" is resolved, None where the report has no date known to the day."""
        return self.document.published.day if self.document.published else None

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that `offset` lies in (or the last one before it)."""
        at = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start)
        return self.sentences[max(at - 1, 0)]

    @cached_property
    def _paragraphs(self) -> dict[int, tuple[Sentence, ...]]:
        held = groupby(self.sentences, key=lambda sentence: sentence.paragraph)
        return {number: tuple(sentences) for number, sentences in held}

    def paragraph(self, number: int) -> tuple[Sentence, ...]:
        """Return the sentences of one paragraph."""
        return self._paragraphs.get(number, ())

    @once_a_sentence
    def counts_in(self, sentence: Sentence) -> Sequence[CountMention]:
        """Return the counts that stand in `sentence`."""
        return within(self.counts, sentence)

    @once_a_sentence
    def dates_in(self, sentence: Sentence) -> Sequence[DateMention]:
        """Return the dates that stand in `sentence`."""
        return within(self.dates, sentence)

    @once_a_sentence
    def actors_in(self, sentence: Sentence) -> Sequence[ActorMention]:
        """Return the actors of the lexicon that stand in `sentence`."""
        return within(self.actors, sentence)

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences in which claims may be made: all but credits."""
        return tuple(sentence for sentence in self.sentences if sentence.kind is not BlockKind.CREDIT)
