"""Which incident a report tells of that gives no toll of its own: by whom and what it names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from histor.incidents.block import RARE
from histor.incidents.compare.people import borne_out
from histor.incidents.compare.words import share_of
from histor.incidents.days import Days
from histor.incidents.gathering import Gathering
from histor.incidents.location import key_words
from histor.incidents.names import Names
from histor.records.document import Document
from histor.records.incident import Reason
from histor.values.place import Place

# Reactions come within weeks; a later report names the incident and its toll again.
AFTERMATH = timedelta(days=60)
BEFORE = timedelta(days=1)  # a report of the night that another dates by the day after
SPEAKS_OF = 0.35  # of its names: what a report shares with all those about the incident, its place among them
MUCH_ALIKE = 0.3  # of the rare names of the one that has fewer: what it shares with a single one of them
TELLS = 1.0  # rare names: with fewer in common, two reports share a county
MONTH = 31


@dataclass(frozen=True, slots=True)
class Home:
    """An incident, as far as a report needs to find it."""

    id: str
    place: Place | None
    days: Days | None
    names: frozenset[str]
    reports: tuple[str, ...]  # the documents that this is what they are about


@dataclass(frozen=True, slots=True)
class Homes:
    """All incidents, looked up by the rare names in their reports, and by place and month."""

    by_name: Mapping[str, Sequence[Home]]
    by_place: Mapping[tuple[str, str], Sequence[Home]]
    names: Mapping[str, Names]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where and when an incident was: what is kept of it to look it up by."""

    place: Place | None
    days: Days | None


def home_of(gathering: Gathering) -> Home:
    """Return what tells which incident this is."""
    names = frozenset[str]().union(*(scene.names for scene in gathering.scenes))
    reports = tuple(sorted({scene.document for scene in gathering.scenes if scene.lead}))
    return Home(gathering.id, gathering.place, gathering.days, names, reports)


def homes_by(homes: Iterable[Home], names: Mapping[str, Names]) -> Homes:
    """Return the incidents, ready to be looked up."""
    by_name: dict[str, dict[str, Home]] = defaultdict(dict)
    by_place: dict[tuple[str, str], list[Home]] = defaultdict(list)
    for home in sorted(homes, key=lambda home: home.id):
        for report in home.reports:
            for key in telling(names[report]):
                by_name[key][home.id] = home
        for place_key in place_keys(home.place, home.days):
            by_place[place_key].append(home)
    return Homes({key: tuple(found.values()) for key, found in by_name.items()}, by_place, names)


def told_of(document: Document, known: Homes) -> tuple[str, Reason] | None:
    """Return the incident that a report speaks of, None where its names lead to none."""
    found = max(_alike(document, known), key=lambda item: item[:2], default=None) or max(
        _around(document, known), key=lambda item: item[:2], default=None
    )
    return (found[1], found[2]) if found else None


def _alike(document: Document, known: Homes) -> Iterator[tuple[float, str, Reason]]:
    """Yield the incidents with a report that names the same people, or most of the same rare names."""
    mine = known.names[document.id]
    homes = {home.id: home for key in telling(mine) for home in known.by_name.get(key, ())}
    for home in homes.values():
        for report in home.reports:
            yours = known.names[report]
            shared, people = share_of(mine, yours), mine.people & yours.people
            near = document.published is not None and _soon_after(document.published.start, home)
            much = shared >= MUCH_ALIKE and mine.weight(mine.words & yours.words) >= TELLS
            if (people and (near or borne_out(mine, yours))) or (near and much):
                yield shared + len(people), home.id, _named_alike(sorted(people), shared)


def _named_alike(people: Sequence[str], shared: float) -> Reason:
    if people:
        return Reason(
            feature="people", score=1.0, words=f"names {', '.join(name.title() for name in people[:3])}"
        )
    return Reason(
        feature="words", score=round(min(1.0, shared), 3), words="names what another report of it names"
    )


def _around(document: Document, known: Homes) -> Iterator[tuple[float, str, Reason]]:
    """Yield the incidents of these weeks whose place the report names, with much else that is named there."""
    if document.published is None:
        return
    names, day = known.names[document.id].words, document.published.start
    homes = {home.id: home for name in names for home in known.by_place.get((name, month_of(day)), ())}
    for home in homes.values():
        share = _share(names, home)
        if share >= SPEAKS_OF and _soon_after(day, home):
            yield (
                share,
                home.id,
                Reason(feature="words", score=round(share, 3), words="names its place and people"),
            )


def telling(names: Names) -> frozenset[str]:
    """Return the names in a report by which it is looked up."""
    return names.people | {word for word in names.words if names.rarity.get(word, 1.0) >= RARE}


def place_keys(place: Place | None, days: Days | None) -> set[tuple[str, str]]:
    """Return each word of a place with every month in which what was there then is news."""
    if place is None or days is None:
        return set()
    end = days.end + AFTERMATH
    steps = range(0, (end - days.start).days + MONTH, MONTH - 3)
    found = (min(days.start - BEFORE + timedelta(days=step), end) for step in steps)
    months = {month_of(day) for day in (*found, end)}
    return {(word, month) for word in key_words(place) for month in months}


def month_of(day: date) -> str:
    """Return the month of a day, by which reports and incidents meet."""
    return day.isoformat()[:7]


def _soon_after(published: date, home: Home) -> bool:
    return home.days is None or home.days.start - BEFORE <= published <= home.days.end + AFTERMATH


def _share(names: frozenset[str], home: Home) -> float:
    if not names or home.place is None or not key_words(home.place) & names:
        return 0.0
    return len(names & home.names) / min(len(names), len(home.names))
