"""Put the incidents of a region together anew, and find what this changes beside them: silent reports, parents."""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from histor.incidents.about import Home, Seat, homes_by, month_of, place_keys, telling, told_of
from histor.incidents.attach import Ground
from histor.incidents.cluster import cluster
from histor.incidents.gathering import Gathering, founding_order, gather, order_of
from histor.incidents.group import followers_of
from histor.incidents.nest import Extent, adopted, extent_of, innermost, whole_of
from histor.incidents.scene import Scene
from histor.pipeline.loading import Loaded, Loader
from histor.pipeline.region import Region, Staged
from histor.pipeline.touching import Touched
from histor.records.claim import Claim
from histor.records.document import Document
from histor.records.incident import Reason
from histor.records.judgement import Constraints
from histor.store.entry import HomeEntry, SceneEntry
from histor.store.index import Index
from histor.store.packing import pack, unpack
from histor.values.key import key_of

Followers = Mapping[str, Sequence[tuple[Claim, Reason]]]


def founded(gathering: Gathering, documents: Mapping[str, Document]) -> str:
    """Return the order of an incident among all, as text that sorts."""
    day, document, aside, start, end, key = order_of(gathering, documents)
    return f"{day} {document} {aside:d} {start:012d} {end:012d} {key}"


def home_entry(gathering: Gathering, documents: Mapping[str, Document]) -> HomeEntry:
    """Return what is remembered of an incident; what lies around it is found later."""
    place, days, extent = gathering.place, gathering.days, extent_of(gathering)
    return HomeEntry(
        incident=gathering.id,
        founded=founded(gathering, documents),
        country=extent.country if extent else None,
        first=days.start if extent and days else None,
        last=days.end if extent and days else None,
        wide=extent.wide if extent else False,
        said=None,
        shown=None,
        body=pack(Seat(place=place, days=days), Seat),
        keys=tuple(_place_number(word, month) for word, month in sorted(place_keys(place, days))),
    )


def _place_number(word: str, month: str) -> int:
    return key_of(f"{word} {month}")


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What became of the incidents of a region."""

    kept: frozenset[str]  # made of what they were made of; the reasons may be others
    anew: Mapping[str, Gathering]
    gone: frozenset[str]


def regroup(
    index: Index, loader: Loader, staged: Staged, region: Region, anyway: Collection[str]
) -> Regrouped:
    """Put the scenes of a region together; what has scenes of documents in `anyway` is made anew."""
    were: dict[str, set[str]] = defaultdict(set)
    for row in (*staged.before, *region.rows.values()):
        if row.incident:
            were[row.incident].add(row.id)
    kept, parted = set[str](), []
    for group in cluster(region.scenes, region.links, region.bonds):
        home = region.rows[min(group)].incident
        same = home is not None and were[home] == group
        if home and same and not any(region.rows[scene].document in anyway for scene in group):
            kept.add(home)
        else:
            parted.append(group)
    gatherings, _ = gathered(loader, region.rows, parted)
    anew = {gathering.id: gathering for gathering in gatherings}
    index.belong({scene.id: gathering.id for gathering in gatherings for scene in gathering.scenes})
    return Regrouped(frozenset(kept), anew, frozenset(region.incidents - kept - anew.keys()))


def gathered(
    loader: Loader, rows: Mapping[str, SceneEntry], groups: Iterable[frozenset[str]]
) -> tuple[list[Gathering], dict[str, Document]]:
    """Return groups of scenes with their claims, and the documents that these are in."""
    held = list(groups)
    reports = loader.reports({rows[scene].document for group in held for scene in group})
    documents = {key: report.document for key, report in reports.items()}
    whole: dict[str, Scene] = {
        key: scene for report in reports.values() for key, scene in report.scenes.items()
    }
    return [gather((whole[scene] for scene in sorted(group)), documents) for group in held], documents


# ---------------------------------------------------------------------- reports without a toll of their own


@dataclass(frozen=True, slots=True)
class Retold:
    """Silent reports that were looked at, and the incidents that they told of or tell of now."""

    documents: frozenset[str]
    incidents: frozenset[str]


def retell(index: Index, loader: Loader, touched: Touched, done: Regrouped, gone: Collection[str]) -> Retold:
    """Find anew of which incidents silent reports tell."""
    changed = touched.remade | touched.reweighed
    heavier = {
        row.incident for row in index.scenes("document", touched.reweighed) if row.incident
    } & done.kept
    silent = {key for key, entry in loader.entries(changed).items() if entry.silent}
    silent |= index.told("incident", done.gone | done.anew.keys() | heavier).keys() - set(gone)
    silent |= _of_like_names(index, loader, done.anew.keys() | heavier)
    silent |= _of_like_places(index, loader, done.anew)
    silent = {key for key, entry in loader.entries(silent).items() if entry.silent}
    before = index.told("document", {*gone, *changed, *silent}).values()
    now = told_by(index, loader, silent)
    index.put_told({*gone, *changed, *silent}, now)
    return Retold(frozenset(silent), frozenset((*before, *now.values())))


def _of_like_names(index: Index, loader: Loader, incidents: Iterable[str]) -> set[str]:
    """Return the silent reports that share a telling name with what tells of incidents."""
    leads = {row.document for row in index.scenes("incident", incidents) if row.lead}
    keys = {key_of(name) for names in loader.names(leads).values() for name in telling(names)}
    return {document for _, document in index.silent_owners(keys)}


def _of_like_places(index: Index, loader: Loader, anew: Mapping[str, Gathering]) -> set[str]:
    """Return the silent reports that name the place of an incident while it is news."""
    months: dict[int, set[str]] = defaultdict(set)
    for gathering in anew.values():
        for word, month in place_keys(gathering.place, gathering.days):
            months[key_of(word)].add(month)
    found = list(index.silent_owners(months))
    entries = loader.entries({document for _, document in found})
    days = {key: entry.published for key, entry in entries.items()}
    return {key for word, key in found if (day := days[key]) and month_of(day) in months[word]}


def told_by(index: Index, loader: Loader, silent: Collection[str]) -> dict[str, str]:
    """Return the incident of each silent report that tells of one."""
    reports, names = loader.reports(silent), loader.names(silent)
    found: dict[str, str] = {}
    for key, report in reports.items():
        wanted = index.owners(map(key_of, sorted(telling(names[key]))))
        leads = index.scenes("document", {one for documents in wanted.values() for one in documents})
        incidents = {row.incident for row in leads if row.lead and row.incident}
        published = report.document.published
        if published:
            month = month_of(published.start)
            incidents |= index.homes_under(_place_number(word, month) for word in sorted(names[key].words))
        homes = _homes(index, loader, incidents)
        known = homes_by(homes, loader.names({key, *(one for home in homes for one in home.reports)}))
        if told := told_of(report.document, known):
            found[key] = told[0]
    return found


def _homes(index: Index, loader: Loader, incidents: Collection[str]) -> list[Home]:
    """Return incidents with all names in their reports."""
    documents: dict[str, set[str]] = defaultdict(set)
    leads: dict[str, set[str]] = defaultdict(set)
    for row in index.scenes("incident", incidents):
        documents[str(row.incident)].add(row.document)
        leads[str(row.incident)] |= {row.document} if row.lead else set()
    names = loader.names({one for held in documents.values() for one in held})
    return [
        Home(
            home.id,
            home.place,
            home.days,
            frozenset(name for one in documents[home.id] for name in names[one].words),
            tuple(sorted(leads[home.id])),
        )
        for home in seats(index, incidents).values()
    ]


def seats(index: Index, incidents: Collection[str]) -> dict[str, Home]:
    """Return where and when incidents were, without the names in their reports."""
    found = {key: unpack(home.body, Seat) for key, home in index.homes(incidents).items()}
    return {key: Home(key, seat.place, seat.days, frozenset(), ()) for key, seat in found.items()}


# ---------------------------------------------------------------------- statements


def refollow(index: Index, loader: Loader, documents: Collection[str], asked: Constraints) -> Followers:
    """Return the statements and events of documents that belong to each incident."""
    reports = loader.reports(documents)
    held = {key: report.document for key, report in reports.items()}
    claims = [claim for report in reports.values() for claim in report.claims]
    return followers_of(claims, held, _ground(index, loader, reports, held), asked)


def _ground(
    index: Index, loader: Loader, reports: Mapping[str, Loaded], documents: Mapping[str, Document]
) -> Ground:
    told = index.told("document", reports)
    at = {row.id: str(row.incident) for row in index.scenes("document", reports)}
    homes = seats(index, {*at.values(), *told.values()})
    by_claim: dict[str, str] = {}
    by_document: dict[str, list[Claim]] = {}
    for key, report in reports.items():
        ordered = sorted(
            report.scenes.values(),
            key=lambda scene: min(founding_order(claim, documents) for claim in scene.claims),
        )
        by_claim |= {claim.id: at[scene.id] for scene in ordered for claim in scene.claims}
        if ordered:
            by_document[key] = [claim for scene in ordered for claim in scene.claims]
    return Ground(homes, by_claim, by_document, _reasons(index, loader, told, documents))


def _reasons(
    index: Index, loader: Loader, told: Mapping[str, str], documents: Mapping[str, Document]
) -> dict[str, tuple[str, Reason]]:
    """Return why silent reports tell of their incidents."""
    found: dict[str, tuple[str, Reason]] = {}
    for key, incident in told.items():
        homes = _homes(index, loader, [incident])
        known = homes_by(homes, loader.names({key, *(one for home in homes for one in home.reports)}))
        if again := told_of(documents[key], known):
            found[key] = again
    return found


# ---------------------------------------------------------------------- what lies within what


def renest(
    index: Index, done: Regrouped, before: Mapping[str, HomeEntry], changed: Collection[str]
) -> dict[str, str]:
    """Find anew what lies around the incidents that a change can touch; return the parent of every incident."""
    said = said_around(index, changed)
    shown = _shown(index, done, before)
    known = index.homes(said.keys() | shown.keys())
    index.lies({key: (said.get(key, home.said), shown.get(key, home.shown)) for key, home in known.items()})
    return adopted(*index.around())


def said_around(index: Index, incidents: Collection[str]) -> dict[str, str | None]:
    """Return the incident that most reports say lies around each of these, None where they say nothing."""
    rows = index.scenes("incident", incidents)
    owner = {
        row.id: str(row.incident) for row in index.scenes("id", {row.within for row in rows if row.within})
    }
    votes: dict[str, Counter[str]] = {incident: Counter() for incident in incidents}
    sizes = Counter(str(row.incident) for row in rows)
    for row in rows:
        if row.within:
            votes[str(row.incident)][owner[row.within]] += 1
    return {incident: whole_of(incident, votes[incident], sizes[incident]) for incident in incidents}


def _shown(index: Index, done: Regrouped, before: Mapping[str, HomeEntry]) -> dict[str, str | None]:
    new = {key: extent for key, gathering in done.anew.items() if (extent := extent_of(gathering))}
    old = {key: extent for key, home in before.items() if (extent := _extent(home))}
    wide = [extent for extent in (*new.values(), *old.values()) if extent.wide]
    around = {(extent.country, month) for extent in wide for month in map(month_of, extent.days.days())}
    own = {(extent.country, month_of(extent.days.start)) for extent in new.values()}
    found: dict[str, str | None] = dict.fromkeys(done.anew)
    for country, month in around | own:
        found |= shown_around(index, country, month)
    return found


def shown_around(index: Index, country: str | None, month: str) -> dict[str, str | None]:
    """Return the incident that place and days show around each that begins in a country in a month, None for none."""
    first = date.fromisoformat(f"{month}-01")
    last = first.replace(day=monthrange(first.year, first.month)[1])
    inner, wide = (
        [extent for home in homes if (extent := _extent(home))]
        for homes in index.homes_about(country, first, last)
    )
    around = {extent.id: innermost(extent, wide) for extent in inner}
    return {key: outer.id if outer else None for key, outer in around.items()}


def _extent(home: HomeEntry) -> Extent | None:
    seat = unpack(home.body, Seat)
    return Extent(home.incident, seat.place, seat.days) if seat.place and seat.days else None
