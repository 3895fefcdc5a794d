"""How many, as far as anybody says: for one incident and harm, each source's series and the range a rule yields."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from histor.records.claim import Harm, Scope, VictimClass
from histor.records.document import Published
from histor.records.review import Review
from histor.values.count import Hedge
from histor.values.name import Name


class PointStatus(StrEnum):
    """What has become of a figure since its source gave it; a status never decides who is right."""

    STANDS = "stands"
    SUPERSEDED = "superseded"
    REVISED_DOWN = "revised_down"
    DISPUTED = "disputed"


class Grade(StrEnum):
    """How well a figure is supported, after Airwars."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


class Rule(StrEnum):
    """The named profiles by which conflicting figures become one range."""

    RANGE = "range"
    LOWEST = "lowest"
    BEST = "best"
    MINMAX = "minmax"
    OFFICIAL = "official"
    LATEST = "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure of one source at one as-of date, with every claim and document that carries it."""

    source: Name | None  # None: the reports say it in their own voice
    as_of: date | None  # None: undated, or relative words without a dateline
    published: Published | None  # the earliest report that carries it
    exact: int | None
    low: int | None
    high: int | None
    hedge: Hedge
    wording: str
    status: PointStatus
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    flags: tuple[str, ...] = ()  # "unanchored", "parts do not add up: 1,663 of 1,676"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`low` and `high` are what `rule` yields, None where it yields no bound; `explanation` says how, by name."""

    id: str
    incident: str
    harm: Harm
    victim_class: VictimClass
    scope: Scope
    series: tuple[Point, ...]
    rule: Rule
    low: int | None
    high: int | None
    best: int | None
    independent_sources: int
    documents: int
    grade: Grade
    grade_reason: str
    explanation: str
    flags: tuple[str, ...] = ()
    review: Review = Review.MACHINE

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of all claims that this figure stands on, in series order."""
        return tuple(claim for point in self.series for claim in point.claims)
