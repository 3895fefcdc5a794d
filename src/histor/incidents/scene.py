"""What one report says of one thing: its claims about one place and time, before reports are compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from histor.incidents.days import Days, claim_days, is_episode
from histor.incidents.location import rank
from histor.incidents.names import Names
from histor.records.claim import Claim, EventClaim, HarmClaim, Scope
from histor.records.document import Published
from histor.values.place import Place

VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"})  # ACLED
TELLING = 10  # numbers below are common: "three were killed" fits many incidents
Found = HarmClaim | EventClaim  # what an incident can be founded by


@dataclass(frozen=True)
class Signature:
    """Where and when: what tells that two scenes cannot be one."""

    days: Days | None
    place: Place | None
    episode: bool
    running: bool  # a running toll, not that of one day

    @cached_property
    def _hash(self) -> int:
        return hash((self.days, self.place, self.episode, self.running))

    def __hash__(self) -> int:
        """Reckoned once: two signatures are held against each other many times."""
        return self._hash


@dataclass(frozen=True, eq=False)  # what is derived is kept: a scene is compared many times
class Scene:
    """Claims of one document about one thing."""

    id: str  # that of its first claim
    document: str
    claims: tuple[Found, ...]
    named: Names  # what the report calls people and places
    origin: str  # the document whose text this is: itself, or the one that it copies
    people: frozenset[str] = frozenset()  # who is named in the words that tell this
    lead: bool = False  # what the report is about, as far as it is about one thing
    aside: bool = False  # recalled in a report that is about something else: what the accused did before
    published: Published | None = None
    within: str | None = None  # the scene in the same report that this is a part of
    bars: frozenset[str] = frozenset()  # scenes of the same report that are told apart there

    @property
    def names(self) -> frozenset[str]:
        """The words that its report writes as names."""
        return self.named.words

    @property
    def mentioned(self) -> frozenset[str]:
        """Who is named where this is told, or anywhere in the report if this is what it is about."""
        return self.named.people if self.lead else self.people

    @cached_property
    def recalled(self) -> bool:
        """Whether this is told for context only: not what the report is about."""
        return all(claim.background for claim in self.claims)

    @cached_property
    def days(self) -> Days | None:
        """The days of the claim that dates this scene most narrowly."""
        return min((days for claim in self.claims if (days := claim_days(claim))), key=_narrow, default=None)

    @cached_property
    def place(self) -> Place | None:
        """The place of the claim that places this scene best."""
        return scene_place(self.claims)

    @cached_property
    def episode(self) -> bool:
        """Whether this is a war or a year rather than one incident."""
        return all(isinstance(claim, HarmClaim) and is_episode(claim) for claim in self.claims)

    @cached_property
    def running(self) -> bool:
        """Whether all tolls here are running ones."""
        return all(is_running(claim) for claim in self.claims)

    @cached_property
    def signature(self) -> Signature:
        """Where and when this is."""
        return Signature(self.days, self.place, self.episode, self.running)

    @cached_property
    def country(self) -> str | None:
        """The country that the one known place of this scene lies in beyond doubt."""
        return self.place.country if self.place and self.place.gazetteer_id and not self.place.parts else None

    @cached_property
    def few(self) -> bool:
        """Whether every toll here is of few people: then who they are tells which incident this is."""
        return all(number < TELLING for _, number in self.tolls)

    @cached_property
    def tolls(self) -> frozenset[tuple[str, int]]:
        """Every number with the harm that it counts."""
        harms = (claim for claim in self.claims if isinstance(claim, HarmClaim))
        return frozenset(
            (claim.harm.value, number) for claim in harms if (number := claim.count.low or claim.count.high)
        )

    @cached_property
    def sources(self) -> frozenset[str]:
        """Who is quoted."""
        return frozenset(claim.source.canonical for claim in self.claims if claim.source)

    @cached_property
    def actors(self) -> frozenset[str]:
        """Who is blamed, or fought."""
        return frozenset(name for claim in self.claims for name in actors_of(claim))


class Somewhere(Protocol):
    """What tells whether two scenes are far apart."""

    @property
    def country(self) -> str | None:
        """The country that it lies in beyond doubt."""

    @property
    def few(self) -> bool:
        """Whether every toll here is of few people."""


def far_apart(one: Somewhere, other: Somewhere) -> bool:
    """Whether two scenes lie in two countries, and one of them is none that the names of a few people could tell."""
    if one.country is None or other.country is None or one.country == other.country:
        return False
    return not (one.few and other.few)


def is_running(claim: Found) -> bool:
    """Whether a claim is a toll over several days."""
    days = claim_days(claim)
    several = days is not None and days.length > 1
    return several and isinstance(claim, HarmClaim) and claim.scope in {Scope.CUMULATIVE, Scope.PERIOD}


def founding(claim: Claim) -> bool:
    """Whether an incident can be founded by `claim`: harm, or an act of violence."""
    return isinstance(claim, HarmClaim) or (isinstance(claim, EventClaim) and claim.event_type in VIOLENT)


def actors_of(claim: Found) -> tuple[str, ...]:
    """Return who is blamed in a claim, by canonical name."""
    blamed = (claim.perpetrator.canonical,) if claim.perpetrator else ()
    fought = tuple(actor.canonical for actor in claim.actors) if isinstance(claim, EventClaim) else ()
    return blamed + fought


def best_place(places: Iterable[Place | None]) -> Place | None:
    """Return the place that is known best: placed before unplaced, narrow before wide, named first."""
    named = [place for place in places if place]
    return min(named, key=_blur, default=None)


def scene_place(claims: Iterable[Found]) -> Place | None:
    """Return where a scene lies: where its running toll counts, if it has one; else the place that is known best.

    Four days of killings on a coast that began with an ambush near one town are not in that town.
    """
    held = list(claims)
    running = [claim for claim in held if is_running(claim) and claim.place]
    most = max(running, key=lambda claim: _reach(claim.place), default=None)
    return most.place if most else best_place(claim.place for claim in held)


def _reach(place: Place | None) -> int:
    return (rank(place) or 0) if place else 0


def _narrow(days: Days) -> tuple[int, Days]:
    return days.length, days


def _blur(place: Place) -> int:
    width = rank(place)
    return width if width is not None else 9
