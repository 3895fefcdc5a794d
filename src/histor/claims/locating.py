"""Decide where the harm of one mention happened: in its clause, in its sentence, or where the report has placed it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from histor.claims.mentions import Attribution, Occurrence
from histor.claims.parsed import BlockKind, Sentence
from histor.claims.place_words import PlaceWords
from histor.claims.places import PlaceMention, in_lists, together
from histor.claims.reading import Reading
from histor.records.claim import Trace
from histor.values.place import Place, PlaceKind

Group = tuple[PlaceMention, ...]
NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds|scores)\b")
BREAK = re.compile(r"[,;:]|\bwith\b|\bincluding\b")
THERE = re.compile(r"\bthere\b", re.IGNORECASE)
# How closely a kind of place says where: of two named together, the closer one is meant.
FINENESS = {
    PlaceKind.SITE: 5,
    None: 4,
    PlaceKind.SETTLEMENT: 4,
    PlaceKind.ADMIN2: 3,
    PlaceKind.ADMIN1: 2,
    PlaceKind.REGION: 2,
    PlaceKind.COUNTRY: 1,
}
LEAD = 3  # body sentences; where the report's main event happened is said in the first two or three


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A place, how it was found, and the sentence outside the mention's own from which words were taken."""

    place: Place | None
    trace: Trace | None = None
    from_sentence: int | None = None


@dataclass(frozen=True)
class Locations:
    """The places of one report, in lists, and the main one."""

    text: str
    sentences: tuple[Sentence, ...]
    groups: tuple[Group, ...]
    words: PlaceWords
    violent: frozenset[int]  # sentences in which somebody is harmed or something violent happens
    spoken: frozenset[int]  # where the places stand that only say where somebody spoke or is from

    def of_sentence(self, index: int) -> tuple[Group, ...]:
        """Return the lists of places of one sentence, without its dateline."""
        return tuple(group for group in self.groups if group[0].sentence == index and not group[0].dateline)

    def main(self) -> Group | None:
        """Return where the report as a whole is about: the place that the harm in its lead happened in, else one that
        its lead or headline speaks of. Where somebody merely spoke, or the dateline's city, is not it.
        """
        body = [s for s in self.sentences if s.kind in (BlockKind.BODY, BlockKind.BULLET)][:LEAD]
        heads = [s for s in self.sentences if s.kind is BlockKind.HEADLINE][:1]
        lead = [*sorted(body, key=lambda s: s.index not in self.violent), *heads]
        for least, finest in ((STRONG, COARSE), (STRONG, 0), (1, 0), (0, 0)):
            for sentence in lead:
                named = [g for g in self.of_sentence(sentence.index) if g[0].locative >= least]
                kept = [g for g in named if FINENESS[g[0].kind] > finest and not self.aside(g[0])]
                if kept:
                    return self._closer_dateline(self._first(kept))
        named = [g for s in lead for g in self.of_sentence(s.index) if not _destination(g[0], self)]
        return self._dateline() or next(iter(named), None)

    def _closer_dateline(self, found: Group) -> Group:
        """Return the dateline's city rather than the wide area that it lies in."""
        city = self._dateline()
        wide = FINENESS[found[0].kind] <= FINENESS[PlaceKind.REGION]
        return city if city and wide and city[0].place.country == found[0].place.country else found

    def _dateline(self) -> Group | None:
        """Return the city of the dateline where the report goes on to speak of it: a reporter who is there."""
        city = next((g for g in self.groups if g[0].dateline), None)
        named = [g[0].place.name for g in self.groups if not g[0].dateline]
        return city if city is not None and city[0].place.name in named else None

    def _first(self, placed: Sequence[Group]) -> Group:
        """Of "in Bokkos, Plateau State" the first; of "in Syria's coastal town of Jableh" the closer one."""
        return max(placed, key=lambda g: (g[0].locative, FINENESS[g[0].kind] > COARSE, -g[0].start))

    def aside(self, place: PlaceMention) -> bool:
        """Whether a place only says where somebody spoke, comes from, or was taken."""
        return place.start in self.spoken or _destination(place, self)


COARSE = 1  # a whole country
STRONG = 2


def locations(
    reading: Reading,
    mentions: Sequence[PlaceMention],
    words: PlaceWords,
    told: Sequence[Attribution],
    violent: frozenset[int],
) -> Locations:
    """Return the places of a report, grouped into lists."""
    spoken = frozenset(place.start for place in mentions if any(_of_speaker(place, a, reading) for a in told))
    groups = tuple(in_lists(mentions, reading.document.text))
    return Locations(reading.document.text, reading.sentences, groups, words, violent, spoken)


def _of_speaker(place: PlaceMention, told: Attribution, reading: Reading) -> bool:
    """Whether a place hangs on the words of saying: "told reporters in Colombo", "a nurse in Kaya said"."""
    if told.sentence != place.sentence or told.inherited or told.content.covers(place.start):
        return False
    sentence = reading.sentences[place.sentence]
    named = sentence.tokens_within(place.start, place.end)
    above = list(sentence.ancestors(named[-1])) if named else []
    if any(t.dep.startswith("nsubj") and sentence.head(t).start == told.cue.start for t in above):
        return True  # in the words that describe who speaks: "the monitor, which is based in Britain, said"
    verb = next((t for t in sentence.ancestors(named[-1]) if t.pos == "VERB"), None) if named else None
    return verb is None or verb.start == told.cue.start


def locate(mention: Occurrence, where: Locations) -> Located:
    """Return the place of `mention`: the fitting list of its sentence, what "there" points to, else the main place."""
    own = _own(mention, where)
    if own is not None:
        spread = _spread(mention, own, where)
        if spread is not None:
            return spread
        return Located(place=together(own), trace=_trace("place:sentence", own))
    if _points_back(mention, where):
        back = _previous(mention, where)
        if back is not None:
            return Located(place=together(back), trace=_trace("place:there", back))
    return Located(place=None)


def place_named(names: Sequence[str], sentence: int, where: Locations) -> Located:
    """Return the place that is itself what was seized or left: "rebels seized Ardel" happened in Ardel."""
    for group in where.of_sentence(sentence):
        if group[0].place.written in names:
            return Located(place=together(group), trace=_trace("place:target", group))
    return Located(place=None)


def main_place(where: Locations) -> Located:
    """Return the report's main place as the place of what names none itself."""
    group = where.main()
    return Located(place=together(group), trace=_trace("place:report", group)) if group else Located(place=None)


def _trace(rule: str, group: Group) -> Trace:
    return Trace(step="place", rule=rule, words=together(group).written)


def _own(mention: Occurrence, where: Locations) -> Group | None:
    groups = [group for group in where.of_sentence(mention.sentence) if _may_be_it(group, mention, where)]
    groups = [group for group in groups if not _of_another(group, mention, where)]
    return max(groups, key=lambda group: _closeness(group, mention, where), default=None)


def _may_be_it(group: Group, mention: Occurrence, where: Locations) -> bool:
    first = group[0]
    if first.locative == 0 and first.kind is not PlaceKind.SITE and not _toll_of_place(first, where):
        return False
    if first.start in where.spoken:
        return False
    return not _destination(first, where)


def _of_another(group: Group, mention: Occurrence, where: Locations) -> bool:
    """Whether a place follows another number more closely: in "96 dead, 79 of them in Bokkos" it is not the 96's."""
    between = where.text[mention.anchor.end : group[0].start]
    return group[0].start > mention.anchor.end and bool(NUMBER.search(between)) and bool(BREAK.search(between))


def _toll_of_place(place: PlaceMention, where: Locations) -> bool:
    """Whether the name itself heads the toll: "Bokkos's dead", "the Gaza toll"."""
    after = where.text[place.end : place.end + 24]
    struck = "|".join(sorted(where.words.struck))
    return bool(re.match(rf"(?:’s|'s)?\s+(?:\w+ )?(?:toll|dead|{struck})\b", after))


def _destination(place: PlaceMention, where: Locations) -> bool:
    """Whether the hurt or the dead were only taken there: "taken to hospitals in Jos"."""
    before = where.text[max(0, place.start - 60) : place.start].lower()
    clause = re.split(r"[,;.:\n]", before)[-1]
    return any(re.search(rf"\b{re.escape(word)}\b[^,;]*$", clause) for word in where.words.destinations)


def _closeness(group: Group, mention: Occurrence, where: Locations) -> tuple[int, int, int, int]:
    first = group[0]
    anchor = mention.anchor
    after = first.start >= anchor.start
    between = where.text[min(first.start, anchor.end) : max(first.start, anchor.end)]
    same_clause = not re.search(r"[;:]|,? (?:and|while|but|after|whereas) (?:\S+ ){0,3}\d", between)
    attached = _attached(first, mention, where)
    return (2 * int(same_clause) + attached, FINENESS[first.kind], int(after), -abs(first.start - anchor.start))


def _attached(place: PlaceMention, mention: Occurrence, where: Locations) -> int:
    """Return 1 if the place hangs on the harm word or on the verb above it in the grammar of the sentence."""
    sentence = where.sentences[mention.sentence]
    named = sentence.tokens_within(place.start, place.end)
    trigger = sentence.tokens_within(mention.trigger.start, mention.trigger.end)
    if not named or not trigger:
        return 0
    above = {token.i for token in sentence.ancestors(named[-1])}
    return int(trigger[0].i in above or trigger[0].head in above)


def _points_back(mention: Occurrence, where: Locations) -> bool:
    return bool(THERE.search(where.sentences[mention.sentence].text))


def _previous(mention: Occurrence, where: Locations) -> Group | None:
    for index in range(mention.sentence - 1, max(-1, mention.sentence - 3), -1):
        groups = where.of_sentence(index)
        if groups:
            return max(groups, key=lambda group: (FINENESS[group[0].kind], group[0].locative))
    return None


def _spread(mention: Occurrence, own: Group, where: Locations) -> Located | None:
    """Return the places of a running count with those that the next sentence says the violence spread to."""
    following = mention.sentence + 1
    if following >= len(where.sentences):
        return None
    sentence = where.sentences[following]
    verbs = "|".join(sorted(where.words.spreading))
    match = re.match(rf"(?:It|They|This|That|The \w+)(?: \w+){{0,3}} (?:{verbs})(?:s|ed|ing)? to\b", sentence.text)
    if not match or sentence.paragraph != where.sentences[mention.sentence].paragraph:
        return None
    further = next((g for g in where.of_sentence(following) if g[0].start >= sentence.start + match.end()), None)
    if further is None:
        return None
    joined = (*own, *further)
    return Located(place=together(joined), trace=_trace("place:spread", joined), from_sentence=following)
