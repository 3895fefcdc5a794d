"""Decide where a report as a whole is about."""

import re
from collections.abc import Sequence
from functools import cached_property

from histor.claims.layout import OTHER_MATTER
from histor.claims.parsed import BlockKind, Sentence
from histor.claims.places.bearing import own_place
from histor.claims.places.cues import STRUCK
from histor.claims.places.mentions import PlaceMention
from histor.claims.places.patterns import the_deed, unnamed_place
from histor.claims.places.report_places import (
    COARSE,
    FINENESS,
    WIDE,
    Group,
    NamedPlaces,
    is_destination,
    may_lie_in,
)
from histor.claims.places.surroundings import STRONG
from histor.values.place import Place, PlaceKind

QUALIFYING = frozenset({"amod", "compound", "nmod", "poss"})
LEAD = 3  # body sentences; where the report's main event happened is said in the first two or three
SEVERAL = 2


APART = re.compile(rf"{OTHER_MATTER.pattern}|On\b")  # or on another day


class Locations(NamedPlaces):
    """The places of one report, in lists, and the main one."""

    @cached_property
    def main(self) -> Group | None:
        """Where the report as a whole is about.

        That is the place that the harm in its lead happened in, else one that its lead or headline speaks of.
        Where somebody merely spoke, or the dateline's city, is not it.
        """
        body = [s for s in self.sentences if s.kind in (BlockKind.BODY, BlockKind.BULLET)][:LEAD]
        heads = [s for s in self.sentences if s.kind is BlockKind.HEADLINE][:1]
        about = [s for s in body if not APART.match(s.text)] or body
        lead = [*sorted(about, key=lambda s: s.index not in self.struck), *heads]
        found = self._opening(heads) or self._in_lead(lead) or self._of_officials(lead) or self._country(lead)
        if found is None:
            return self._dateline() or self._later(lead)
        return found if self.several else self._closer_dateline(self._closer_site(found, body))

    @cached_property
    def several(self) -> bool:
        """Whether more than one town of the report has a toll of its own."""
        return len(self._tolled()) >= SEVERAL

    def _opening(self, heads: Sequence[Sentence]) -> Group | None:
        """Return the place that a headline opens with as its heading: "Corvo: what we know"."""
        named = [g for s in heads for g in self.of_sentence(s.index)]
        first = (g for g in named if g[0].locative == STRUCK and g[0].start == heads[0].start)
        return next((g for g in first if FINENESS[g[0].kind] > WIDE), None)

    def _in_lead(self, lead: Sequence[Sentence]) -> Group | None:
        tolled = self._tolled()
        if len(tolled) >= SEVERAL and not self._lead_is_close():
            around = self._around(lead) or self._of_headline()
            if around is not None:
                return around
        for least, finest in ((STRUCK, COARSE), (STRONG, COARSE), (STRONG, 0), (1, 0)):
            for sentence in lead:
                named = [g for g in self.of_sentence(sentence.index) if g[0].locative >= least]
                kept = [g for g in named if FINENESS[g[0].kind] > finest and not self.aside(g[0])]
                if kept:
                    return self._first(kept)
        return self._named_only(lead)

    def _of_headline(self) -> Group | None:
        """Return where the headline's toll was, of which several towns have parts."""
        head = (o for o in self.occurrences if self.sentences[o.sentence].kind is BlockKind.HEADLINE)
        return next((own for o in head if not o.running and (own := own_place(o, self)) is not None), None)

    def _named_only(self, lead: Sequence[Sentence]) -> Group | None:
        """Return a town that the headline or a violent sentence names without a preposition: "Corvo station strike"."""
        told = [s for s in lead if s.index in self.struck or s.kind is BlockKind.HEADLINE]
        named = [
            g
            for s in told
            for g in self.of_sentence(s.index)
            if FINENESS[g[0].kind] > COARSE and not self.aside(g[0])
        ]
        return self._first(named) if named else None

    def _of_officials(self, lead: Sequence[Sentence]) -> Group | None:
        """Return the town whose police or hospital speak in the lead, where nothing else is named."""
        named = [g for s in lead for g in self.of_sentence(s.index)]
        return next(
            (
                g
                for g in named
                if g[0].locative >= STRONG
                and g[0].start not in self.listening
                and not is_destination(g[0], self)
            ),
            None,
        )

    def _country(self, lead: Sequence[Sentence]) -> Group | None:
        """Return the one country that the lead and headline name, by whatever word, where they name nothing closer."""
        spans = [(s.start, s.end, s.index) for s in lead]
        named = [
            (start, place, i)
            for start, place in self.countries
            for left, right, i in spans
            if left <= start < right and not self._strikes(start, i)
        ]
        if len({place.written for _, place, _ in named}) != 1:
            return None  # of two countries nothing says which one is spoken of
        start, place, index = named[0]
        return (_as_mention(start, place, index),)

    def _strikes(self, start: int, sentence: int) -> bool:
        """Whether a country strikes rather than is struck: "Norland shelled a market", "a Norland air strike"."""
        words = self.sentences[sentence].tokens_within(start, start + 1)
        if not words:
            return False
        above = self.sentences[sentence].head(words[0])
        hits = words[0].dep == "nsubj" and above.lemma in self.words.strikes
        return hits or (words[0].dep in QUALIFYING and above.lemma in self.words.struck | self.words.weapons)

    def _later(self, lead: Sequence[Sentence]) -> Group | None:
        """Return the one town that violent sentences further down name, where the lead only says "a village"."""
        unnamed = unnamed_place(self.words.heads | self.words.sites)
        if not any(unnamed.search(sentence.text) for sentence in lead):
            return None
        named = [g for i in sorted(self.struck) for g in self.of_sentence(i) if not self.aside(g[0])]
        close = [g for g in named if g[0].locative >= STRONG and FINENESS[g[0].kind] > WIDE]
        return close[0] if len({g[0].place.written for g in close}) == 1 else None

    def _lead_is_close(self) -> bool:
        """Whether the lead's first toll is given for a town or site: then others further down are of other events."""
        first = next(
            (o for o in self.occurrences if self.sentences[o.sentence].kind is not BlockKind.HEADLINE), None
        )
        own = own_place(first, self) if first else None
        return own is not None and FINENESS[own[0].kind] > WIDE

    def _tolled(self) -> set[str]:
        """Return the places of the report that have a toll of their own: parts of something wider."""
        body = {s.index for s in self.sentences if s.kind in (BlockKind.BODY, BlockKind.BULLET)}
        fine = (PlaceKind.SETTLEMENT, PlaceKind.ADMIN2, PlaceKind.SITE, None)
        told = [
            o for o in self.occurrences if o.sentence in body and o.hurt and not (o.running or o.background)
        ]
        groups = [own_place(o, self) for o in told]
        return {g[0].place.written for g in groups if g is not None and len(g) == 1 and g[0].kind in fine}

    def _around(self, lead: Sequence[Sentence]) -> Group | None:
        """Return the area or the list of towns that the lead names for a toll that several towns have parts of."""
        for sentence in lead:
            named = [g for g in self.of_sentence(sentence.index) if g[0].locative >= STRONG]
            wide = [g for g in named if FINENESS[g[0].kind] <= WIDE or len(g) > 1]
            if wide:
                return self._first(wide)
        return None

    def _closer_site(self, found: Group, body: Sequence[Sentence]) -> Group:
        """Return the site or town within the area found that the lead goes on to name without a toll of its own."""
        told = {o.sentence for o in self.occurrences}
        opening = [s for s in body if s.paragraph == body[0].paragraph]
        again = [s for s in body if s not in opening and self._tells_again(s)]
        for sentence, least in (*((s, 1) for s in opening), *((s, STRONG) for s in again)):
            if sentence.index in told and sentence.index != self.lead:
                continue
            for group in self.of_sentence(sentence.index):
                if group[0].locative >= least and self._is_closer(group[0], found[0]):
                    return group
        return found

    def _tells_again(self, sentence: Sentence) -> bool:
        """Whether a sentence goes on about the lead's deed: "The attack happened in the village of X"."""
        if the_deed(self.words.struck).search(sentence.text):
            return True
        return sentence.index in self.violent and not APART.match(sentence.text)

    def _is_closer(self, place: PlaceMention, area: PlaceMention) -> bool:
        finer = FINENESS[place.kind] > FINENESS[area.kind]
        town = place.kind in (PlaceKind.SITE, None, PlaceKind.SETTLEMENT)
        return finer and town and not self.aside(place) and may_lie_in(place, area)

    def _closer_dateline(self, found: Group) -> Group:
        """Return the dateline's city rather than the wide area that it lies in."""
        city = self._dateline()
        wide = FINENESS[found[0].kind] <= FINENESS[PlaceKind.REGION]
        return city if city and wide and city[0].place.country == found[0].place.country else found

    def _dateline(self) -> Group | None:
        """Return the city of the dateline where the report goes on to speak of it: a reporter who is there."""
        city = next((g for g in self.groups if g[0].dateline), None)
        named = [g[0].place.name for g in self.groups if not g[0].dateline and not self.aside(g[0])]
        return city if city is not None and city[0].place.name in named else None

    def _first(self, placed: Sequence[Group]) -> Group:
        """Of "in Bokkos, Plateau State" the first; of "in Syria's coastal town of Jableh" the closer one."""
        return max(
            placed,
            key=lambda g: (
                min(g[0].locative, STRONG),
                FINENESS[g[0].kind] > COARSE,
                g[0].kind is PlaceKind.SITE,
                -g[0].start,
            ),
        )


def _as_mention(start: int, place: Place, sentence: int) -> PlaceMention:
    return PlaceMention(
        sentence=sentence, start=start, end=start, place=place, kind=PlaceKind.COUNTRY, locative=0
    )
