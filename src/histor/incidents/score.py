"""What the features of two scenes come to: how far they speak for one incident, or what rules it out."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from histor.incidents.compare import FEATURES
from histor.incidents.compare.place import NAMED_BY, SCORES, WITHIN_AREA, WITHIN_COUNTRY
from histor.incidents.compare.time import REPORTED, is_told_before
from histor.incidents.compare.toll import COMMON
from histor.incidents.days import counts_more
from histor.incidents.location import PROVINCE, Lie, rank, relate
from histor.incidents.scene import TELLING, Scene, Signature
from histor.records.incident import Reason

# A shared day and a shared place make one incident; either alone does not, and needs something else to agree.
WEIGHTS = {
    "time": 0.45,
    "place": 0.35,
    "toll": 0.25,
    "actors": 0.1,
    "people": 0.5,
    "words": 0.35,
    "document": 0.4,
}
MANY_NAMES = 2.0  # rare ones in common: a surname and a street
FAIR_SHARE = 0.4  # of the words score; swept 0.3-0.6 on 358 reports of small incidents
ALIKE = 0.8  # of the words score: as good as all that two accounts of one thing tend to share
SAME_NEWS = 4  # days between two reports of one piece of news
ONE_INCIDENT = 0.55  # the same day (0.45) and a town in the same country (0.12) reach it
NO_INCIDENT = ONE_INCIDENT - 1e-6  # below, whatever the order of adding up
REMEMBERED = 8_192  # pairs of places and days: each holds both
PLACE_AT_MOST = {
    Lie.SAME: 1.0,
    Lie.NEAR: SCORES[Lie.NEAR],
    Lie.WITHIN: max(WITHIN_AREA, WITHIN_COUNTRY),
    Lie.AROUND: max(WITHIN_AREA, WITHIN_COUNTRY),
    Lie.UNKNOWN: max(NAMED_BY),
    Lie.APART: 0.0,
}


@dataclass(frozen=True, slots=True)
class Link:
    """Two scenes that speak of one incident, and why."""

    score: float
    one: str
    other: str
    reasons: tuple[Reason, ...]
    sure: bool = False  # the names leave no doubt: days and places that disagree were misread

    def beyond(self, scene: str) -> str:
        """Return the other of the two."""
        return self.other if scene == self.one else self.one


def strength(found: Link) -> tuple[float, str, str]:
    """Return what orders links: strongest first, equals by id."""
    return -found.score, found.one, found.other


def link(one: Scene, other: Scene) -> Link | None:
    """Return the link between two scenes, None where they are of two incidents or nothing tells."""
    if one.id in other.bars or other.id in one.bars:
        return None
    ruled_out = (
        barred(one.signature, other.signature)
        or _is_other_part(one, other)
        or _is_of_any_time(one, other)
        or is_told_before(one, other)
    )
    if (ruled_out or _comes_short(one, other)) and not _may_be_known_by_name(one, other):
        return None
    reasons = tuple(reason for compare in FEATURES if (reason := compare(one, other)))
    sure = _known_by_name(one, other, reasons)
    if ruled_out and not sure:
        return None
    score = sum(WEIGHTS[reason.feature] * reason.score for reason in reasons)
    if not sure and (score < ONE_INCIDENT or _only_of_one_day(one, other, reasons)):
        return None
    first, second = sorted((one.id, other.id))
    return Link(round(score, 6), first, second, reasons, sure=sure)


def _comes_short(one: Scene, other: Scene) -> bool:
    """Whether all features together cannot make one incident of two scenes: most pairs need no closer look."""
    most = WEIGHTS["time"] * (1.0 if one.days and other.days else REPORTED)
    if one.place and other.place:
        most += WEIGHTS["place"] * PLACE_AT_MOST[_lie(one.signature, other.signature)]
    shared = one.tolls & other.tolls
    if shared:
        most += WEIGHTS["toll"] * (COMMON if all(number < TELLING for _, number in shared) else 1.0)
    alike = {
        "actors": not one.actors.isdisjoint(other.actors),
        "people": not one.mentioned.isdisjoint(other.mentioned),
        "document": one.origin == other.origin,
    }
    most += sum(WEIGHTS[feature] for feature, holds in alike.items() if holds)
    if most + WEIGHTS["words"] < NO_INCIDENT:
        return True
    return most < NO_INCIDENT and (
        most + WEIGHTS["words"] * one.named.weight(one.names & other.names) < NO_INCIDENT
    )


@lru_cache(maxsize=REMEMBERED)
def _lie(one: Signature, other: Signature) -> Lie:
    return relate(one.place, other.place).lie


def _may_be_known_by_name(one: Scene, other: Scene) -> bool:
    if not one.few or not other.few or one.episode or other.episode or one.aside or other.aside:
        return False
    return not one.mentioned.isdisjoint(other.mentioned) or _one_news(one, other)


def _known_by_name(one: Scene, other: Scene, reasons: Iterable[Reason]) -> bool:
    """Whether the names leave no doubt, whatever day or place was read from the reports.

    A court's day in a report on a trial, a town taken for its namesake: where one or a few people were harmed,
    the person is the incident. In a battle's or a bombing's reports the same names come back on other days.
    """
    if not _may_be_known_by_name(one, other):
        return False
    scores = {reason.feature: reason.score for reason in reasons}
    if scores.get("people", 0.0) >= 1.0:
        return True
    return _one_news(one, other) and scores.get("words", 0.0) >= ALIKE


def _only_of_one_day(one: Scene, other: Scene, reasons: Iterable[Reason]) -> bool:
    """Whether little but the day speaks for two scenes of a few victims: on most days several people are shot."""
    scores = {reason.feature: reason.score for reason in reasons}
    if not one.few or not other.few or scores.keys() - {"time", "toll", "words"}:
        return False
    names = one.named.weight(one.names & other.names)
    return names < MANY_NAMES and scores.get("words", 0.0) < FAIR_SHARE


def _one_news(one: Scene, other: Scene) -> bool:
    """Whether both are what their reports are about, on the same days, with several rare names in common."""
    if not one.lead or not other.lead or not _published_together(one, other):
        return False
    return one.named.weight(one.names & other.names) >= MANY_NAMES


def _published_together(one: Scene, other: Scene) -> bool:
    if one.published is None or other.published is None:
        return False
    return abs((one.published.start - other.published.start).days) <= SAME_NEWS


def _is_of_any_time(one: Scene, other: Scene) -> bool:
    """Whether one is recalled beside its report's subject and dated by nothing, and the other is no such thing."""
    return one.aside != other.aside and (one.days is None or other.days is None)


def _is_other_part(one: Scene, other: Scene) -> bool:
    return _is_local(one, other) or _is_local(other, one) or _is_another_part(one, other)


@lru_cache(maxsize=REMEMBERED)
def barred(one: Signature, other: Signature) -> bool:
    """Whether two scenes cannot be one: on other days, in other places, or a war beside an incident of it."""
    if one.episode != other.episode or relate(one.place, other.place).lie is Lie.APART:
        return True
    if one.days is None or other.days is None:
        return False
    if _counts_more(one, other) or _counts_more(other, one):
        return True
    return one.days.gap(other.days) > min(one.days.slack, other.days.slack)


def _counts_more(one: Signature, other: Signature) -> bool:
    if one.days is None or other.days is None or not one.running or other.running:
        return False
    return counts_more(one.days, other.days)


def _is_local(inner: Scene, outer: Scene) -> bool:
    """Whether `inner` gives the toll of one place in what `outer` counts for a wider one.

    It lies within then, if the days agree, and is no early count of the same thing.
    """
    if inner.place is None or outer.place is None or (rank(outer.place) or 0) <= (rank(inner.place) or 0):
        return False
    if (rank(outer.place) or 0) < PROVINCE or relate(inner.place, outer.place).lie in {Lie.SAME, Lie.NEAR}:
        return False
    small = any(
        number * 2 < _most(outer, harm) for harm, number in inner.tolls if number == _most(inner, harm)
    )
    return small or (inner.within is not None and relate(inner.place, outer.place).lie is Lie.WITHIN)


def _is_another_part(one: Scene, other: Scene) -> bool:
    """Whether one is told as a part by its place, and the other is not of that very place."""
    part = one.within is not None or other.within is not None
    return part and relate(one.place, other.place).lie is not Lie.SAME


def _most(scene: Scene, harm: str) -> int:
    return max((number for counted, number in scene.tolls if counted == harm), default=0)
