"""Find the places that a report names, and resolve them with the gazetteer and what the rest of the report says."""

from bisect import bisect_left
from collections.abc import Sequence

from histor.claims.parsed import Sentence
from histor.claims.places.atlas import Atlas
from histor.claims.places.candidates import candidates_in
from histor.claims.places.mentions import Mention, PlaceMention
from histor.claims.places.resolving import context_of, resolve_candidate


def find_places(sentences: Sequence[Sentence], others: Sequence[Mention], atlas: Atlas) -> list[PlaceMention]:
    """Return the places named in `sentences`, in order; `others` are stretches that are somebody or some day.

    A name that several places bear is the one in a country that the report speaks of, else the most populous.
    """
    text = "\n".join(sentence.text for sentence in sentences)
    beside = _Beside(others)
    raw = [
        mention
        for sentence in sentences
        for mention in candidates_in(sentence, beside.in_(sentence), atlas, text)
    ]
    context = context_of(sentences, raw, atlas)
    return [resolved for mention in raw if (resolved := resolve_candidate(mention, context)) is not None]


class _Beside:
    """What else is named in a report, by where it stands."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda mention: mention.start)
        self._longest = max((mention.end - mention.start for mention in mentions), default=0)

    def in_(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the bounds of what overlaps `sentence`."""
        left = bisect_left(self._mentions, sentence.start - self._longest, key=lambda mention: mention.start)
        right = bisect_left(self._mentions, sentence.end, lo=left, key=lambda mention: mention.start)
        return [(m.start, m.end) for m in self._mentions[left:right] if m.end > sentence.start]
