"""The places that one report names, in lists, and which of them only say where somebody spoke or was taken."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from histor.claims.mentions import Occurrence
from histor.claims.parsed import BlockKind, Sentence
from histor.claims.places.mentions import PlaceMention
from histor.claims.places.patterns import taken_to
from histor.claims.places.words import PlaceWords
from histor.values.place import Place, PlaceKind

Group = tuple[PlaceMention, ...]
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
WIDE = 2  # provinces, regions, countries
COARSE = 1  # a whole country


# "In the Y district, some 40 km north of Z": Z only tells where Y is.
BESIDE = re.compile(
    r"(?: [\w-]+)?,? (?:[\w,. ]{0,30}(?:kilomet(?:re|er)s?|km|miles?)\b[\w ()]{0,30} )?"
    r"(?:(?:just|to the) )?(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?(?: edge| outskirts)? "
    r"(?:of|from) (?:the )?"
)


@dataclass(frozen=True)
class NamedPlaces:
    """The places of one report, in lists."""

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
    def struck(self) -> frozenset[int]:
        """The sentences that tell of the report's own violence, not of a count over a period."""
        running = {o.sentence for o in self.occurrences if o.running}
        single = {o.sentence for o in self.occurrences if not o.running}
        opening = next((s.index for s in self.sentences if s.kind is BlockKind.BODY), None)
        return (self.violent - (running - single)) | (single & {opening})

    @cached_property
    def beside(self) -> frozenset[int]:
        """Where the places stand that only tell where the one named before them lies."""
        return frozenset(
            right[0].start
            for left, right in pairwise(self.groups)
            if left[0].sentence == right[0].sentence
            and BESIDE.fullmatch(self.text[left[-1].end : right[0].start])
        )

    def aside(self, place: PlaceMention) -> bool:
        """Whether a place only says where somebody spoke, comes from, or was taken, or where another place lies."""
        return place.start in self.spoken or place.start in self.beside or is_destination(place, self)


def is_destination(place: PlaceMention, where: NamedPlaces) -> bool:
    """Whether the hurt or the dead were only taken there: "taken to hospitals in Jos"."""
    if where.text[place.end : place.end + 6] == " alone":
        return False
    before = where.text[max(0, place.start - 60) : place.start].lower()
    clause = re.split(r"[,;.:\n]", before)[-1]
    return bool(taken_to(where.words.destinations).search(clause))


def may_lie_in(place: PlaceMention, area: PlaceMention) -> bool:
    """Whether a place can be one within an area: no other country is known of it."""
    countries = {place.place.country, area.place.country} - {None}
    return len(countries) <= 1 or place.place.country is None
