"""What a sentence says of where a place lies that no gazetteer has: "the village of X in Norland's Tolm state"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from histor.claims.parsed import Sentence
from histor.claims.places.mentions import PlaceMention
from histor.values.place import Place, PlaceKind

# What stands between a place and the one that it lies in, kind and side and the country that owns it included.
LIES_IN = re.compile(
    r"(?: (?:village|town|city|district|area|neighbou?rhood|camp))?(?:,| in| of|, in)"
    r"(?: (?!and\b|or\b|to\b|from\b|one\b|two\b|three\b|four\b|five\b|another\b|others?\b|more\b|\d)[\w-]+){0,4} ?"
)
OWNS = re.compile(r"(?: [a-z-]+)?(?:[’']s ?|,? (?:in |of )?)(?:[a-z-]+ ){0,3}")
# What says outright in which province a place lies: "the village of X in the northern Tolm region".
WITHIN = re.compile(r"(?: (?:village|town|hamlet|settlement|camp))? in (?:the )?(?:[a-z-]+ ){0,2}")
STEPS = 3  # "X in Y district of Z province, Norland"


def held(mentions: Sequence[PlaceMention], sentences: Sequence[Sentence]) -> list[PlaceMention]:
    """Return the mentions, with country and province for those that only their words place.

    `mentions` are in the order of the text.
    """
    texts = {sentence.index: sentence for sentence in sentences}
    return [
        _within(mention, mentions[at + 1 : at + 1 + STEPS], texts[mention.sentence])
        if _is_unplaced(mention)
        else mention
        for at, mention in enumerate(mentions)
    ]


def elsewhere(mentions: Sequence[PlaceMention], sentences: Sequence[Sentence]) -> list[PlaceMention]:
    """Return the mentions, a place without a point where a report has it in another province than the gazetteer.

    It is a namesake that the gazetteer knows. `mentions` are in the order of the text.
    """
    texts = {sentence.index: sentence for sentence in sentences}
    placed: dict[str, PlaceMention] = {}
    for mention, area in pairwise(mentions):
        if _lies_elsewhere(mention, area, texts[mention.sentence]):
            placed[mention.place.written] = area
    return [_moved(mention, placed.get(mention.place.written)) for mention in mentions]


def _moved(mention: PlaceMention, area: PlaceMention | None) -> PlaceMention:
    if area is None or mention.kind is not PlaceKind.SETTLEMENT:
        return mention
    place = Place(written=mention.place.written, country=area.place.country, admin1=area.place.admin1)
    return replace(mention, place=place, kind=None)


def _lies_elsewhere(mention: PlaceMention, area: PlaceMention, sentence: Sentence) -> bool:
    if mention.kind is not PlaceKind.SETTLEMENT or area.kind is not PlaceKind.ADMIN1:
        return False
    between = sentence.text[mention.end - sentence.start : max(area.start - sentence.start, 0)]
    there, said = mention.place, area.place
    apart = there.country == said.country and there.admin1 != said.admin1 and said.admin1 is not None
    return area.sentence == mention.sentence and apart and WITHIN.fullmatch(between) is not None


def _is_unplaced(mention: PlaceMention) -> bool:
    return mention.place.country is None and mention.place.gazetteer_id is None


def _within(mention: PlaceMention, behind: Sequence[PlaceMention], sentence: Sentence) -> PlaceMention:
    """Return a mention with the country and the province of the areas that follow it, each holding the one before."""
    country = admin1 = None
    end, joint = mention.end, LIES_IN
    for area in behind:
        between = sentence.text[end - sentence.start : area.start - sentence.start]
        if area.sentence != mention.sentence or not joint.fullmatch(between):
            break
        country = country or area.place.country
        if area.place.country == country:
            admin1 = admin1 or area.place.admin1
        end, joint = area.end, OWNS
    if country is None:
        return mention
    return replace(mention, place=replace(mention.place, country=country, admin1=admin1))
