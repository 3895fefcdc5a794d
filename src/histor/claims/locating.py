"""Decide where the harm of one mention happened: in its clause, in its sentence, or where the report has placed it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from histor.claims.mentions import Attribution, Occurrence
from histor.claims.parsed import BlockKind, Sentence, Token
from histor.claims.place_cues import STRUCK
from histor.claims.place_names import PlaceNames
from histor.claims.place_patterns import (
    headed_before,
    seen_before,
    spread_to,
    taken_to,
    told_before,
    toll_after,
)
from histor.claims.place_words import PlaceWords
from histor.claims.places import PlaceMention, in_lists, together
from histor.claims.reading import Reading
from histor.records.claim import Trace
from histor.values.place import Place, PlaceKind, PlacePrecision

Group = tuple[PlaceMention, ...]
NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds|scores)\b")
BREAK = re.compile(r"[,;:]|\bwith\b|\bincluding\b")
AGED = re.compile(r"\baged? [\d, and-]+")
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
    listening: frozenset[int]  # of these, where somebody was told something
    occurrences: tuple[Occurrence, ...]  # the harm of the report
    countries: tuple[tuple[int, Place], ...]  # countries by name or demonym, with where they stand

    def of_sentence(self, index: int) -> tuple[Group, ...]:
        """Return the lists of places of one sentence, without its dateline."""
        return self._by_sentence.get(index, ())

    @cached_property
    def _by_sentence(self) -> dict[int, tuple[Group, ...]]:
        held: dict[int, list[Group]] = {}
        for group in self.groups:
            if not group[0].dateline:
                held.setdefault(group[0].sentence, []).append(group)
        return {index: tuple(groups) for index, groups in held.items()}

    @cached_property
    def lead(self) -> int | None:
        """The first sentence of the report's body."""
        return next((s.index for s in self.sentences if s.kind in (BlockKind.BODY, BlockKind.BULLET)), None)

    @cached_property
    def main(self) -> Group | None:
        """Where the report as a whole is about.

        That is the place that the harm in its lead happened in, else one that its lead or headline speaks of.
        Where somebody merely spoke, or the dateline's city, is not it.
        """
        body = [s for s in self.sentences if s.kind in (BlockKind.BODY, BlockKind.BULLET)][:LEAD]
        heads = [s for s in self.sentences if s.kind is BlockKind.HEADLINE][:1]
        lead = [*sorted(body, key=lambda s: s.index not in self.struck), *heads]
        found = self._opening(heads) or self._in_lead(lead) or self._of_officials(lead) or self._country(lead)
        if found is None:
            return self._dateline()
        several = len(self._tolled()) >= SEVERAL
        return found if several else self._closer_dateline(self._closer_site(found, body))

    @cached_property
    def struck(self) -> frozenset[int]:
        """The sentences that tell of the report's own violence, not of a count over a period."""
        running = {o.sentence for o in self.occurrences if o.running}
        single = {o.sentence for o in self.occurrences if not o.running}
        opening = next((s.index for s in self.sentences if s.kind is BlockKind.BODY), None)
        return (self.violent - (running - single)) | (single & {opening})

    def _opening(self, heads: Sequence[Sentence]) -> Group | None:
        """Return the place that a headline opens with as its heading: "Corvo: what we know"."""
        named = [g for s in heads for g in self.of_sentence(s.index)]
        first = (g for g in named if g[0].locative == STRUCK and g[0].start == heads[0].start)
        return next((g for g in first if FINENESS[g[0].kind] > WIDE), None)

    def _in_lead(self, lead: Sequence[Sentence]) -> Group | None:
        tolled = self._tolled()
        if len(tolled) >= SEVERAL and not self._lead_is_close():
            around = self._around(lead)
            if around is not None:
                return around
        for least, finest in ((STRUCK, COARSE), (STRONG, COARSE), (STRONG, 0), (1, 0)):
            for sentence in lead:
                named = [g for g in self.of_sentence(sentence.index) if g[0].locative >= least]
                kept = [g for g in named if FINENESS[g[0].kind] > finest and not self.aside(g[0])]
                if kept:
                    return self._first(kept)
        return self._named_only(lead)

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
                and not _destination(g[0], self)
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
            if left <= start < right
        ]
        if len({place.written for _, place, _ in named}) != 1:
            return None  # of two countries nothing says which one is spoken of
        start, place, index = named[0]
        return (_as_mention(start, place, index),)

    def _lead_is_close(self) -> bool:
        """Whether the lead's first toll is given for a town or site: then others further down are of other events."""
        first = next(
            (o for o in self.occurrences if self.sentences[o.sentence].kind is not BlockKind.HEADLINE), None
        )
        own = _own(first, self) if first else None
        return own is not None and FINENESS[own[0].kind] > WIDE

    def _tolled(self) -> set[str]:
        """Return the places of the report that have a toll of their own: parts of something wider."""
        body = {s.index for s in self.sentences if s.kind in (BlockKind.BODY, BlockKind.BULLET)}
        fine = (PlaceKind.SETTLEMENT, PlaceKind.ADMIN2, PlaceKind.SITE, None)
        told = [
            o for o in self.occurrences if o.sentence in body and o.hurt and not (o.running or o.background)
        ]
        groups = [_own(o, self) for o in told]
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
        for sentence in opening:
            if sentence.index in told:
                continue
            for group in self.of_sentence(sentence.index):
                place = group[0]
                finer = FINENESS[place.kind] > FINENESS[found[0].kind] and place.kind in (
                    PlaceKind.SITE,
                    None,
                    PlaceKind.SETTLEMENT,
                )
                if finer and place.locative and not self.aside(place) and _may_lie_in(place, found[0]):
                    return group
        return found

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

    def aside(self, place: PlaceMention) -> bool:
        """Whether a place only says where somebody spoke, comes from, or was taken."""
        return place.start in self.spoken or _destination(place, self)


def _as_mention(start: int, place: Place, sentence: int) -> PlaceMention:
    return PlaceMention(
        sentence=sentence, start=start, end=start, place=place, kind=PlaceKind.COUNTRY, locative=0
    )


def _may_lie_in(place: PlaceMention, area: PlaceMention) -> bool:
    countries = {place.place.country, area.place.country} - {None}
    return len(countries) <= 1 or place.place.country is None


WIDE = 2  # provinces, regions, countries
SEVERAL = 2
COARSE = 1  # a whole country
STRONG = 2


def locations(
    reading: Reading,
    mentions: Sequence[PlaceMention],
    words: PlaceWords,
    told: Sequence[Attribution],
    violent: frozenset[int],
    occurrences: Sequence[Occurrence] = (),
    names: PlaceNames | None = None,
) -> Locations:
    """Return the places of a report, grouped into lists."""
    text = reading.document.text
    listening = frozenset(place.start for place in mentions if _told_there(place, text, words))
    by_sentence: dict[int, list[Attribution]] = {}
    for each in told:
        by_sentence.setdefault(each.sentence, []).append(each)
    spoken = listening | frozenset(
        place.start
        for place in mentions
        if not _of_witness(place, text, words)
        and any(_of_speaker(place, a, reading) for a in by_sentence.get(place.sentence, ()))
    )
    return Locations(
        text=text,
        sentences=reading.sentences,
        groups=tuple(in_lists(mentions, text)),
        words=words,
        violent=violent,
        spoken=spoken,
        listening=listening,
        occurrences=tuple(occurrences),
        countries=tuple(_countries(reading, names)) if names else (),
    )


def _countries(reading: Reading, names: PlaceNames) -> Iterator[tuple[int, Place]]:
    for match in names.country_pattern.finditer(reading.document.text):
        country = names.countries[match.group()]
        row = next((row for row in reading.gazetteer.find(country) if row.kind is PlaceKind.COUNTRY), None)
        if row is not None:
            yield (
                match.start(),
                Place(
                    written=country,
                    gazetteer_id=row.id,
                    name=row.name,
                    country=row.country,
                    precision=PlacePrecision.COUNTRY,
                ),
            )


def _told_there(place: PlaceMention, text: str, words: PlaceWords) -> bool:
    """Whether a place is where somebody was told something: "told reporters in Corvo"."""
    return bool(told_before(words.listeners).search(text[max(0, place.start - 40) : place.start]))


def _of_witness(place: PlaceMention, text: str, words: PlaceWords) -> bool:
    """Whether somebody who was there is named by the place: "a survivor from Corvo"."""
    return bool(seen_before(words.witnesses).search(text[max(0, place.start - 40) : place.start]))


def _of_speaker(place: PlaceMention, told: Attribution, reading: Reading) -> bool:
    """Whether a place hangs on the words of saying: "told reporters in Colombo", "a nurse in Kaya said"."""
    if told.inherited:
        return False
    if re.fullmatch(r",? in (?:the )?", reading.document.text[told.cue.end : place.start]):
        return True  # "announced in Corvo"
    if told.content.covers(place.start):
        return False
    sentence = reading.sentences[place.sentence]
    named = sentence.tokens_within(place.start, place.end)
    above = list(sentence.ancestors(named[-1])) if named else []
    if _describes(above, sentence, told):
        return True  # in the words that describe who speaks: "the monitor, which is based in Britain, said"
    verb = next((t for t in above[:NEAR] if t.pos == "VERB"), None)
    return not above or (verb is not None and verb.start == told.cue.start)


NEAR = 3  # steps of the grammar within which a place hangs on a verb of saying rather than on what is told


DWELLING = frozenset(
    {"base", "live", "bear", "work", "headquarter", "locate", "station", "flee", "head", "lead", "represent"}
)


def _describes(above: Sequence[Token], sentence: Sentence, told: Attribution) -> bool:
    """Whether the way up from a place leads to who speaks, over no verb but one of dwelling."""
    for token in above:
        if token.pos == "VERB" and token.lemma not in DWELLING:
            return False
        if token.dep.startswith("nsubj") and sentence.head(token).start == told.cue.start:
            return True
    return False


def locate(mention: Occurrence, where: Locations) -> Located:
    """Return the place of `mention`: the fitting list of its sentence, what "there" points to, else the main place."""
    own = None if _there_counted(mention, where) else _own(mention, where)
    area = _area_again(mention, where, own)
    if area is not None:
        return area
    if own is not None:
        return _placed(mention, own, where)
    official = _official(mention, where)
    if official is not None:
        return Located(place=together(official), trace=_trace("place:official", official))
    if _points_back(mention, where):
        back = _previous(mention, where)
        if back is not None:
            return Located(place=together(back), trace=_trace("place:there", back))
    return Located(place=None)


def _placed(mention: Occurrence, own: Group, where: Locations) -> Located:
    if _narrower(mention, own, where):
        return main_place(where)
    here = Located(place=together(own), trace=_trace("place:sentence", own))
    return _spread(mention, own, where) or here


AREA = re.compile(
    r"\b(?:in|across|throughout|around|over|within) (?:the|this) (?:whole |entire )?"
    r"(?P<area>country|nation|province|state|region|district|governorate|city|town|village|township|county|area)\b"
)
AREA_KINDS = {
    "country": (PlaceKind.COUNTRY,),
    "nation": (PlaceKind.COUNTRY,),
    "province": (PlaceKind.ADMIN1, PlaceKind.REGION),
    "state": (PlaceKind.ADMIN1, PlaceKind.REGION),
    "region": (PlaceKind.ADMIN1, PlaceKind.REGION),
    "governorate": (PlaceKind.ADMIN1,),
    "district": (PlaceKind.ADMIN2, PlaceKind.SETTLEMENT),
    "county": (PlaceKind.ADMIN2,),
    "township": (PlaceKind.ADMIN2, PlaceKind.SETTLEMENT),
    "area": (PlaceKind.ADMIN2, PlaceKind.SETTLEMENT, PlaceKind.ADMIN1),
    "city": (PlaceKind.SETTLEMENT,),
    "town": (PlaceKind.SETTLEMENT, None),
    "village": (PlaceKind.SETTLEMENT, None),
}
CONFLICT = re.compile(r"\b(?:conflict|war|insurgency|uprising|crisis)\b")
BEHIND = 60  # characters behind a number in which "in the country" still belongs to it


def _area_again(mention: Occurrence, where: Locations, own: Group | None) -> Located | None:
    """Return the area that "in the province" or "in the Malian conflict" points back to."""
    sentence = where.sentences[mention.sentence]
    for match in AREA.finditer(sentence.text):
        at = sentence.start + match.start()
        if own is not None and not own[0].start < mention.anchor.start < at:
            continue
        if _same_clause(where.text[min(at, mention.anchor.start) : max(at, mention.anchor.end)]):
            found = _area_before(at, AREA_KINDS[match["area"]], where)
            if found is not None:
                return Located(place=found, trace=Trace(step="place", rule="place:area", words=match.group()))
    return _conflict(mention, where) if own is None else None


def _area_before(at: int, kinds: Sequence[PlaceKind | None], where: Locations) -> Place | None:
    """Return the last place of some kind before an offset; of countries those count that are named by demonym."""
    named = [
        g[0]
        for g in where.groups
        if g[0].start < at and g[0].kind in kinds and len(g) == 1 and not g[0].dateline
    ]
    if PlaceKind.COUNTRY in kinds:
        spoken = [place for start, place in where.countries if start < at]
        return spoken[-1] if spoken else named[-1].place if named else None
    if where.main is not None and where.main[0].kind in kinds and len(where.main) == 1:
        return where.main[0].place
    return named[-1].place if named else None


def _conflict(mention: Occurrence, where: Locations) -> Located | None:
    """Return the country after which a conflict is called in the words of a running count: "the Malian conflict"."""
    sentence = where.sentences[mention.sentence]
    for start, place in where.countries:
        if sentence.start <= start < sentence.end:
            after = re.match(r"\w+ (\w+)", where.text[start:])
            if after and CONFLICT.fullmatch(after.group(1)):
                return Located(
                    place=place, trace=Trace(step="place", rule="place:conflict", words=after.group())
                )
    return None


def _same_clause(between: str) -> bool:
    return not re.search(r"[;:]|, (?:while|but|whereas|and)\b", between)


def _narrower(mention: Occurrence, own: Group, where: Locations) -> bool:
    """Whether the lead's toll is given for an area in which the lead goes on to say where exactly it was."""
    main = where.main
    if (
        main is None
        or mention.running
        or mention.background
        or mention.sentence != where.lead
        or len(own) > 1
    ):
        return False
    return FINENESS[main[0].kind] > FINENESS[own[0].kind] and _may_lie_in(main[0], own[0])


def place_named(names: Sequence[str], sentence: int, where: Locations) -> Located:
    """Return the place that is itself what was seized or left: "rebels seized Ardel" happened in Ardel."""
    for group in where.of_sentence(sentence):
        if group[0].place.written in names:
            return Located(place=together(group), trace=_trace("place:target", group))
    return Located(place=None)


def main_place(where: Locations) -> Located:
    """Return the report's main place as the place of what names none itself."""
    group = where.main
    return (
        Located(place=together(group), trace=_trace("place:report", group)) if group else Located(place=None)
    )


def _trace(rule: str, group: Group) -> Trace:
    return Trace(step="place", rule=rule, words=together(group).written)


def _own(mention: Occurrence, where: Locations) -> Group | None:
    groups = [group for group in where.of_sentence(mention.sentence) if _may_be_it(group, where)]
    groups = [group for group in groups if not _of_another(group, mention, where)]
    return max(groups, key=lambda group: _closeness(group, mention, where), default=None)


def _may_be_it(group: Group, where: Locations) -> bool:
    first = group[0]
    if first.locative == 0 and (first.kind is not PlaceKind.SITE) and not _toll_of_place(first, where):
        return False
    if first.start in where.spoken:
        return False
    return not _destination(first, where)


def _of_another(group: Group, mention: Occurrence, where: Locations) -> bool:
    """Whether a place follows another number more closely: in "96 dead, 79 of them in Bokkos" it is not the 96's."""
    between = AGED.sub("", where.text[mention.anchor.end : group[0].start])
    if re.search(r"\bwhile\b|\bwhereas\b", between) and group[0].start > mention.anchor.end:
        return True
    return (
        group[0].start > mention.anchor.end and bool(NUMBER.search(between)) and bool(BREAK.search(between))
    )


def _toll_of_place(place: PlaceMention, where: Locations) -> bool:
    """Whether the name itself heads the toll: "Bokkos's dead", "the Gaza toll"."""
    after = where.text[place.end : place.end + 24]
    return bool(toll_after(where.words.struck).match(after))


def _destination(place: PlaceMention, where: Locations) -> bool:
    """Whether the hurt or the dead were only taken there: "taken to hospitals in Jos"."""
    if where.text[place.end : place.end + 6] == " alone":
        return False
    before = where.text[max(0, place.start - 60) : place.start].lower()
    clause = re.split(r"[,;.:\n]", before)[-1]
    return bool(taken_to(where.words.destinations).search(clause))


def _closeness(group: Group, mention: Occurrence, where: Locations) -> tuple[int, int, int, int]:
    first = group[0]
    anchor = mention.anchor
    after = first.start >= anchor.start
    between = where.text[min(first.start, anchor.end) : max(first.start, anchor.end)]
    same_clause = not re.search(
        r"[;:]|, (?:while|whereas|but) |,? (?:and|while|but|after|whereas) (?:\S+ ){0,3}\d", between
    )
    adjoining = after and re.fullmatch(
        r"(?: \w+){0,3} (?:in|at|near|outside) (?:the )?", where.text[anchor.end : first.start]
    )
    attached = _attached(first, mention, where)
    return (
        2 * int(same_clause) + attached + int(bool(adjoining)),
        FINENESS[first.kind],
        int(after),
        -abs(first.start - anchor.start),
    )


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


def _official(mention: Occurrence, where: Locations) -> Group | None:
    """Return the area that who counts is head of, where the report is about a wider one."""
    if where.main is None or FINENESS[where.main[0].kind] > WIDE or mention.running or mention.background:
        return None
    for group in where.of_sentence(mention.sentence):
        before = where.text[max(0, group[0].start - 30) : group[0].start]
        finer = FINENESS[group[0].kind] > FINENESS[where.main[0].kind]
        if finer and headed_before(where.words.heads_of_area).search(before):
            return group
    return None


def _there_counted(mention: Occurrence, where: Locations) -> bool:
    """Whether "there" follows the number at once: "counted 67 dead there"."""
    return bool(re.match(r"(?: \w+){0,2} there\b", where.text[mention.anchor.end : mention.anchor.end + 40]))


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
    match = spread_to(where.words.spreading).match(sentence.text)
    if not match or sentence.paragraph != where.sentences[mention.sentence].paragraph:
        return None
    further = next(
        (g for g in where.of_sentence(following) if g[0].start >= sentence.start + match.end()), None
    )
    if further is None:
        return None
    joined = (*own, *further)
    return Located(place=together(joined), trace=_trace("place:spread", joined), from_sentence=following)
