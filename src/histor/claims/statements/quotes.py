"""Join the sentences of one direct quotation around the sentence that names its speaker."""

from collections.abc import Sequence
from dataclasses import replace

from histor.claims.attribution.quotes import is_speech, overlapping, share_quoted
from histor.claims.mentions import Attribution, Stretch
from histor.claims.parsed import Sentence
from histor.claims.reading import Reading

MOSTLY = 0.6  # share of a sentence in quotation marks from which it belongs to the quotation


def with_whole_quotation(
    told: Attribution, everyone: Sequence[Attribution], reading: Reading, quotes: Sequence[Stretch]
) -> Attribution:
    """Return an attribution whose quote runs over all sentences of its direct speech."""
    if not told.quoted:
        return told
    first = _edge(told, everyone, reading, quotes, -1)
    last = _edge(told, everyone, reading, quotes, 1)
    return replace(told, quote=Stretch(start=first.start, end=last.end))


def _edge(
    told: Attribution, everyone: Sequence[Attribution], reading: Reading, quotes: Sequence[Stretch], step: int
) -> Sentence:
    """Return the furthest sentence in one direction that is still the same speaker's direct speech."""
    edge = reading.sentences[told.sentence]
    while 0 <= edge.index + step < len(reading.sentences):
        beside = reading.sentences[edge.index + step]
        runs_on = _runs_on(edge, beside, reading, quotes)
        same_page = beside.paragraph == edge.paragraph
        if not runs_on and not (same_page and _carries(told, beside, everyone, quotes)):
            break
        edge = beside
    return edge


def _runs_on(one: Sentence, two: Sentence, reading: Reading, quotes: Sequence[Stretch]) -> bool:
    """Whether one pair of quotation marks holds words of both sentences."""
    return any(
        is_speech(reading.document.text, quote)
        and all(quote.start < sentence.end and quote.end > sentence.start for sentence in (one, two))
        for quote in overlapping(quotes, one.start, one.end)
    )


def _carries(
    told: Attribution, beside: Sentence, everyone: Sequence[Attribution], quotes: Sequence[Stretch]
) -> bool:
    """Whether a sentence is another quotation of the speaker with no words of the reporter's."""
    here = [other for other in everyone if other.sentence == beside.index]
    return (
        share_quoted(beside, quotes) >= MOSTLY
        and bool(here)
        and all(other.inherited and other.source == told.source for other in here)
    )
