"""A place named in a report, and lists of such places as one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from histor.values.place import Place, PlaceKind, PlacePrecision

LISTED = re.compile(
    r"(?:,| and|, and|,? as well as)\s+(?:in\s+)?(?:the\s+)?"
    r"(?:(?:[a-z-]+ ){0,2}(?:city|town|village|port|capital|province|district|region|state)s? of )?"
)


class Mention(Protocol):
    """Something that stands in a text."""

    @property
    def start(self) -> int: ...  # noqa: D102 (offsets, as everywhere)
    @property
    def end(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place named at `start` to `end` of the document's text."""

    sentence: int
    start: int
    end: int
    place: Place
    kind: PlaceKind | None  # None: the gazetteer does not have it
    locative: int  # 2 after "in", "at", "near"; 1 after "from", "to", "of"; 0 elsewhere
    dateline: bool = False


def together(mentions: Sequence[PlaceMention]) -> Place:
    """Return the places of a list as one: no point of its own, the area that they share."""
    if len(mentions) == 1:
        return mentions[0].place
    places = [mention.place for mention in mentions]
    words = [place.written for place in places]
    admin1 = _shared([place.admin1 for place in places])
    country = _shared([place.country for place in places])
    return Place(
        written=f"{', '.join(words[:-1])} and {words[-1]}",
        admin1=admin1,
        country=country,
        precision=PlacePrecision.ADMIN1 if admin1 else PlacePrecision.COUNTRY if country else None,
        parts=tuple(places),
    )


def _shared(values: Sequence[str | None]) -> str | None:
    return values[0] if len(set(values)) == 1 else None


def in_lists(mentions: Sequence[PlaceMention], text: str) -> list[tuple[PlaceMention, ...]]:
    """Group the mentions that stand side by side in one list: "in Latakia, Tartus, Hama and Homs"."""
    groups: list[list[PlaceMention]] = [[mention] for mention in mentions[:1]]
    for left, right in pairwise(mentions):
        between = text[left.end : right.start]
        listed = LISTED.fullmatch(between)
        if listed and left.sentence == right.sentence and left.kind == right.kind:
            groups[-1].append(right)
        else:
            groups.append([right])
    return [tuple(replace(m, locative=max(g.locative for g in group)) for m in group) for group in groups]
