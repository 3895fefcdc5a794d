"""The area that "in the province" or "the Malian conflict" points back to."""

import re
from collections import Counter
from collections.abc import Sequence

from histor.claims.mentions import Occurrence
from histor.claims.parsed import Sentence
from histor.claims.places.located import Located
from histor.claims.places.main import Locations
from histor.claims.places.mentions import together
from histor.claims.places.report_places import Group
from histor.records.claim import Trace
from histor.values.place import Place, PlaceKind

AREA = re.compile(
    r"\b(?:in|across|throughout|around|over|within) (?:the|this) "
    r"(?:whole |entire |(?:far )?(?:\w+-?)?(?:east|west|north|south)(?:ern part)? of the )?"
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
HIS = re.compile(
    r"\b(?:in|across) (?:his|her|their|our|my) (?:own )?"
    r"(?:area|city|commune|constituency|county|district|governorate|municipality|province|region|state|town|village)\b"
)
CONFLICT = re.compile(r"\b(?:conflict|war|insurgency|uprising|crisis)\b")


def area_again(mention: Occurrence, where: Locations, own: Group | None) -> Located | None:
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
    return (_of_speaker(sentence, where) or _conflict(mention, where)) if own is None else None


def _of_speaker(sentence: Sentence, where: Locations) -> Located | None:
    """Return the place that who speaks is of, where "his district" points to it."""
    his = HIS.search(sentence.text)
    spoken = (g for g in where.of_sentence(sentence.index) if g[0].start in where.spoken)
    group = next(spoken, None) if his else None
    if his is None or group is None:
        return None
    return Located(place=together(group), trace=Trace(step="place", rule="place:area", words=his.group()))


def _area_before(at: int, kinds: Sequence[PlaceKind | None], where: Locations) -> Place | None:
    """Return the last place of some kind before an offset; of countries those count that are named by demonym."""
    named = [
        g[0]
        for g in where.groups
        if g[0].start < at and g[0].kind in kinds and len(g) == 1 and not g[0].dateline
    ]
    if PlaceKind.COUNTRY in kinds:
        spoken = [place for start, place in where.countries if start < at]
        return _country_of(spoken, where) or (named[-1].place if named else None)
    if where.main is not None and where.main[0].kind in kinds and len(where.main) == 1:
        return where.main[0].place
    return named[-1].place if named else None


def _country_of(spoken: Sequence[Place], where: Locations) -> Place | None:
    """Return which of the countries spoken of "the country" is: that of the main place, else the last one."""
    if not spoken:
        return None
    main = where.main[0].place.country if where.main else None
    often = Counter(place.country for _, place in where.countries)
    most = max(often.values())
    return next((p for p in spoken if p.country == main), None) or next(
        (p for p in reversed(spoken) if often[p.country] == most), spoken[-1]
    )


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
