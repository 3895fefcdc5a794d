"""Find the places that a report names, and resolve them with the gazetteer and what the rest of the report says."""

from bisect import bisect_left
from collections.abc import Sequence

from histor.claims.parsed import Sentence
from histor.claims.places.atlas import Atlas
from histor.claims.places.candidates import candidates_in
from histor.claims.places.capitals import by_name
from histor.claims.places.holding import elsewhere, held
from histor.claims.places.mentions import Mention, PlaceMention
from histor.claims.places.patterns import counts_behind
from histor.claims.places.resolving import context_of, resolve_candidate


def find_places(sentences: Sequence[Sentence], others: Sequence[Mention], atlas: Atlas) -> list[PlaceMention]:
    """Return the places named in `sentences`, in order; `others` are stretches that are somebody or some day.

    A name that several places bear is the one in a country that the report speaks of, else the most populous.
    """
    text = "\n".join(sentence.text for sentence in sentences)
    beside = _Beside(others, atlas)
    raw = [
        mention
        for sentence in sentences
        for mention in candidates_in(sentence, beside.in_(sentence), atlas, text)
    ]
    context = context_of(sentences, raw, atlas)
    found = [resolved for mention in raw if (resolved := resolve_candidate(mention, context)) is not None]
    ordered = sorted(found, key=lambda mention: mention.start)
    return held(by_name(elsewhere(ordered, sentences)), sentences)


class _Beside:
    """What else is named in a report, by where it stands."""

    def __init__(self, mentions: Sequence[Mention], atlas: Atlas) -> None:
        self._mentions = sorted(mentions, key=lambda mention: mention.start)
        self._longest = max((mention.end - mention.start for mention in mentions), default=0)
        self._atlas = atlas
        self._counters = counts_behind(atlas.words.counters)

    def in_(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the bounds of what overlaps `sentence`; a place whose dead somebody counts is left out of them."""
        left = bisect_left(self._mentions, sentence.start - self._longest, key=lambda mention: mention.start)
        right = bisect_left(self._mentions, sentence.end, lo=left, key=lambda mention: mention.start)
        return [
            (self._behind_place(m, sentence), m.end)
            for m in self._mentions[left:right]
            if m.end > sentence.start
        ]

    def _behind_place(self, mention: Mention, sentence: Sentence) -> int:
        """Return where the name of somebody begins: of "Gaza health ministry" behind the place that it counts for."""
        written = sentence.text[max(0, mention.start - sentence.start) : mention.end - sentence.start]
        counts = self._counters.search(written)
        if counts and counts.start() and self._atlas.gazetteer.find(written[: counts.start()]):
            return mention.start + counts.start()
        return mention.start
