"""An incident while it is being put together: its scenes, and what they say of when, where and by whom."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from histor.incidents.days import Days, claim_days
from histor.incidents.location import key_words, rank
from histor.incidents.scene import Found, Scene
from histor.records.claim import Claim, EventClaim, HarmClaim, Scope
from histor.records.document import Document
from histor.records.ids import content_id
from histor.values.date import DateBasis, DatePrecision, When
from histor.values.name import Name
from histor.values.place import Place, PlacePrecision

SURENESS = (DateBasis.STATED, DateBasis.RELATIVE, DateBasis.INHERITED)
COUNTRY = 4  # the rank of a country: named only if nothing narrower is
NAMED_ENOUGH = 3  # a place named by fewer than a third as many claims as the country is one of several


@dataclass(frozen=True)
class Gathering:
    """Scenes of one incident; what is derived is kept, for it is asked many times."""

    scenes: tuple[Scene, ...]  # the founder's first
    founder: Found

    @cached_property
    def id(self) -> str:
        """Follows from the founding claim."""
        return content_id("i", [self.founder.id])

    @cached_property
    def claims(self) -> tuple[Found, ...]:
        """All founding claims of all scenes."""
        return tuple(claim for scene in self.scenes for claim in scene.claims)

    @cached_property
    def telling(self) -> tuple[Found, ...]:
        """The claims that tell when and where the whole was: no parts, unless there are only parts."""
        whole = tuple(c for c in self.claims if not (isinstance(c, HarmClaim) and c.scope is Scope.SUBSET))
        return whole or self.claims

    @cached_property
    def place(self) -> Place | None:
        """Where the whole was."""
        return gathered_place(self)

    @cached_property
    def days(self) -> Days | None:
        """The days of the whole."""
        return gathered_days(self)

    @property
    def documents(self) -> frozenset[str]:
        """The reports that speak of it."""
        return frozenset(scene.document for scene in self.scenes)


def gather(scenes: Iterable[Scene], documents: Mapping[str, Document]) -> Gathering:
    """Return the scenes as one gathering, founded by what was published first."""
    found = [(founding_order(claim, documents), scene, claim) for scene in scenes for claim in scene.claims]
    _, _, founder = min(found, key=lambda item: item[0])
    ordered = sorted(
        {scene for _, scene, _ in found},
        key=lambda scene: min(founding_order(c, documents) for c in scene.claims),
    )
    return Gathering(tuple(ordered), founder)


def order_of(gathering: Gathering, documents: Mapping[str, Document]) -> tuple[str, str, bool, int, int, str]:
    """Return the order of an incident among all: of one report's, what it is about before what it recalls."""
    day, document, start, end, key = founding_order(gathering.founder, documents)
    about = any(scene.lead for scene in gathering.scenes if scene.document == document)
    return day, document, not about, start, end, key


def founding_order(claim: Claim, documents: Mapping[str, Document]) -> tuple[str, str, int, int, str]:
    """Earliest report first (undated ones last), then by document, then by text."""
    published = claim.published or documents[claim.document].published
    day = published.start.isoformat() if published else "9999"
    return day, claim.document, claim.trigger.start, claim.trigger.end, claim.id


def gathered_days(gathering: Gathering) -> Days | None:
    """Return the days of the whole: of single days the most named, else all that are named finely."""
    found = [(claim, days) for claim in gathering.telling if (days := claim_days(claim))]
    fine = [days for claim, days in found if not _coarse(claim)] or [days for _, days in found]
    if not fine:
        return None
    if all(days.length == 1 for days in fine):
        return max(Counter(fine).items(), key=lambda item: (item[1], -item[0].start.toordinal()))[0]
    return Days(
        min(days.start for days in fine), max(days.end for days in fine), max(days.slack for days in fine)
    )


def gathered_when(gathering: Gathering) -> When | None:
    """Return when the whole was; None where no report's words lead to a day."""
    days = gathering.days
    if days is None:
        return None
    whens = [
        c.when
        for c in gathering.telling
        if c.when and c.when.start and days.start <= c.when.start <= days.end
    ]
    fine = [when for when in whens if not _coarse_when(when)] or whens
    basis = min((when.basis for when in fine), key=SURENESS.index)
    precision = DatePrecision.DAY if any(not _coarse_when(when) for when in fine) else fine[0].precision
    return When(start=days.start, end=_end(fine, days.end), precision=precision, basis=basis)


def gathered_place(gathering: Gathering) -> Place | None:
    """Return where the whole was: what most claims name, a country only if nothing narrower is."""
    named = [claim.place for claim in gathering.telling if claim.place]
    counts = Counter(key_words(place) for place in named)
    wide = max((counts[key_words(place)] for place in named if rank(place) == COUNTRY), default=0)
    narrow = [
        place for place in named if rank(place) != COUNTRY and counts[key_words(place)] * NAMED_ENOUGH >= wide
    ]
    return max(
        narrow or named, key=lambda place: (counts[key_words(place)], *_clearness(place)), default=None
    )


def gathered_actors(gathering: Gathering) -> tuple[Name, ...]:
    """Return who is blamed or fought, each once, in the order of their names."""
    found: dict[str, Name] = {}
    for claim in gathering.claims:
        for actor in _actors(claim):
            found.setdefault(actor.canonical, actor)
    return tuple(found[key] for key in sorted(found))


def _actors(claim: Found) -> tuple[Name, ...]:
    blamed = (claim.perpetrator,) if claim.perpetrator else ()
    return blamed + (claim.actors + claim.targets if isinstance(claim, EventClaim) else ())


def _coarse(claim: Found) -> bool:
    return claim.when is not None and _coarse_when(claim.when)


def _coarse_when(when: When) -> bool:
    return when.precision not in {DatePrecision.DAY, None}


def _end(whens: Iterable[When], last: date) -> date | None:
    """Return the last day, None where every report leaves the end open."""
    return last if any(when.end is not None for when in whens) else None


def _clearness(place: Place) -> tuple[bool, bool, int, str]:
    placed = place.precision is not None
    return (
        placed or bool(place.parts),
        place.precision is PlacePrecision.EXACT,
        len(place.written),
        place.written,
    )
