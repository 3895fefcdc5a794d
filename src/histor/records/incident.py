"""One moment or stretch of harm in one place or region, put together from the claims that speak of it."""

from dataclasses import dataclass

from histor.records.review import Review
from histor.values.date import When
from histor.values.name import Name
from histor.values.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a claim belongs to an incident: one feature's share of the score, in words."""

    feature: str  # "place", "time", "toll", "actors", "words", "document"
    score: float  # -1 (speaks against) to 1 (speaks for)
    words: str  # "both in Qardaha", "two days apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One claim in an incident, who put it there, and why."""

    claim: str
    by: str  # "rules/1", or the analyst
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """`id` follows from the founding claim (the first in document order), so that it survives additions."""

    id: str
    name: str  # "Killings in Latakia and three more governorates, 6 to 12 March 2025"
    parent: str | None
    members: tuple[Membership, ...]
    documents: tuple[str, ...]
    when: When | None
    place: Place | None
    actors: tuple[Name, ...]
    founder: str  # id of the claim that its id follows from
    review: Review = Review.MACHINE

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims in this incident itself, without those of the incidents inside it."""
        return tuple(member.claim for member in self.members)
