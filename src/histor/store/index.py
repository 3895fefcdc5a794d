"""Ask and change what is remembered of putting incidents together, within one transaction; see `schema.INDEX`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any, TypeAlias, cast

from sqlalchemy import (
    Column,
    Connection,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from histor.records.document import Document
from histor.records.gist import Gist
from histor.store import schema
from histor.store.entry import Entry, HomeEntry, SceneEntry, packed_keys, told_in, unpacked_keys
from histor.store.packing import unpack, unpack_fields
from histor.store.writing import set_meta
from histor.values.key import key_of

# A scene under a key.
MET = ("id", "place", "day", "stretched", "country", "few", "first", "last", "slack", "news", "named")
Met: TypeAlias = tuple[str, str, str, bool, str | None, bool, int | None, int | None, int, int | None, bool]

AT_ONCE = 250  # values in one question; the driver keeps a hundred questions, with their values
COMPLETE = "index_complete"  # in `meta`: what the index was made by, when it holds every report
VERSION = "3"
TEXTS = "index_texts"  # in `meta`: how many texts there were when incidents were put together last
JUDGED = "index_judged"  # in `meta`: by claim, a digest of what persons had decided by then


class Index:
    """What is remembered of the reports that count, of their scenes, and of incidents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver = connection.connection.cursor()  # for what is asked ten thousand times

    # ------------------------------------------------------------------ the whole

    def noted(self, key: str) -> str | None:
        """Return what was noted when incidents were put together last."""
        found = self._connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == key))
        return found.scalar()

    def note(self, key: str, value: str) -> None:
        """Note something for the next time."""
        set_meta(self._connection, key, value)

    def complete(self) -> bool:
        """Whether there was an index of all reports when incidents were put together last."""
        return self.noted(COMPLETE) == VERSION

    def size(self) -> int:
        """Return how many reports are in the index."""
        return int(self._connection.execute(select(func.count()).select_from(schema.entries)).scalar() or 0)

    def clear(self) -> None:
        """Forget all of it."""
        for table in schema.INDEX:
            self._connection.execute(delete(table))
        self._connection.execute(delete(schema.meta).where(schema.meta.c.key == COMPLETE))

    def out_of_step(self) -> set[str]:
        """Return the documents that are not in the index, or were read anew since."""
        known, documents = schema.entries.c, schema.documents.c
        query = select(documents.id).join(schema.entries, known.document == documents.id, isouter=True)
        lag = self._connection.execute(query.where(or_(known.document.is_(None), known.fresh.is_(False))))
        return {row.id for row in lag}

    # ------------------------------------------------------------------ reports

    def gists(self, documents: Iterable[str]) -> Iterator[Gist]:
        """Yield the gists of documents."""
        return (unpack(row.body, Gist) for row in self._gists(documents))

    def _gists(self, documents: Iterable[str]) -> Iterator[Row[Any]]:
        ids = schema.documents.c.id
        query = select(schema.gists.c.body).join(
            schema.documents, schema.documents.c.seq == schema.gists.c.seq
        )
        return self.among(query.order_by(ids), ids, documents)

    def shingles(self, documents: Iterable[str]) -> Iterator[tuple[Document, bytes]]:
        """Yield documents as their gists have them, with the hashes of their runs of words."""
        for row in self._gists(documents):
            document, found = unpack_fields(row.body, Gist, "document", "shingles")
            yield document, found

    def entries(self, documents: Iterable[str]) -> dict[str, Entry]:
        """Return the entries of those documents that have one."""
        kept = schema.entries.c
        return {
            row.document: entry_in(row, unpacked_keys(row.prints))
            for row in self.among(select(schema.entries), kept.document, documents)
        }

    def named_in(self, documents: Iterable[str]) -> dict[str, Entry]:
        """Return what `entries` does without the runs of words, which are half of it."""
        known = schema.entries.c
        query = select(*(column for column in known if column is not known.prints))
        return {row.document: entry_in(row, ()) for row in self.among(query, known.document, documents)}

    def of_origins(self, origins: Iterable[str]) -> dict[str, list[str]]:
        """Return the documents of each text, by its original."""
        kept = schema.entries.c
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.among(select(kept.origin, kept.document), kept.origin, origins):
            found[row.origin].append(row.document)
        return found

    def put_entries(self, gone: Collection[Entry], new: Collection[Entry]) -> None:
        """Put entries in place of others, with their postings and titles."""
        old = {(key, key_of(entry.document)) for entry in gone for key in entry.posted()}
        now = {(key, key_of(entry.document)) for entry in new for key in entry.posted()}
        self.drop(schema.postings, ("key", "owner"), old - now)
        self._add_pairs(schema.postings, now - old)
        old_titles, titles = titles_of(gone), titles_of(new)
        self.drop(schema.titles, TITLE, old_titles - titles)
        self._add_titles(titles - old_titles)
        self.drop(schema.entries, ("owner",), {(key_of(entry.document),) for entry in gone})
        self._add_entries(new)

    def firsts(self, keys: Iterable[int], number: int) -> dict[int, list[int]]:
        """Return the first few owners of each key, in their order."""
        ask = "SELECT owner FROM postings WHERE key = ? ORDER BY owner LIMIT ?"
        return {key: [row[0] for row in self._driver.execute(ask, (key, number))] for key in keys}

    def owners(self, keys: Iterable[int]) -> dict[int, list[str]]:
        """Return the documents under each key."""
        posted, known = schema.postings.c, schema.entries.c
        query = select(posted.key, known.document).join(schema.entries, known.owner == posted.owner)
        found: dict[int, list[str]] = defaultdict(list)
        for row in self.among(query, posted.key, keys):
            found[row.key].append(row.document)
        return found

    def silent_owners(self, keys: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Yield the silent documents under keys, with the key."""
        posted, known = schema.postings.c, schema.entries.c
        query = select(posted.key, known.document).join(schema.entries, known.owner == posted.owner)
        for row in self.among(query.where(known.silent), posted.key, keys):
            yield row.key, row.document

    def documents(self, owners: Iterable[int]) -> dict[int, str]:
        """Return the documents by the keys of their ids."""
        known = schema.entries.c
        return {
            row.owner: row.document
            for row in self.among(select(known.owner, known.document), known.owner, owners)
        }

    def texts_with(self, key: int) -> int:
        """Return in how many texts a name stands."""
        found = self._driver.execute("SELECT texts FROM spread WHERE key = ?", (key,)).fetchone()
        return int(found[0]) if found else 0

    def spread(self, more: Mapping[int, int]) -> None:
        """Count more texts, or fewer, for names."""
        rows = [{"key": key, "texts": number} for key, number in sorted(more.items()) if number]
        if rows:
            added = upsert(schema.spread)
            change = {"texts": schema.spread.c.texts + added.excluded.texts}
            self._connection.execute(added.on_conflict_do_update(index_elements=["key"], set_=change), rows)
            self._connection.execute(delete(schema.spread).where(schema.spread.c.texts == 0)) if min(
                more.values()
            ) < 0 else None

    def titles(self, names: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return what reports call those named."""
        kept = schema.titles.c
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.among(select(kept.name, kept.title).distinct(), kept.name, names):
            found[row.name].add(row.title)
        return {name: frozenset(said) for name, said in found.items()}

    def quoting(self, names: Iterable[str]) -> set[str]:
        """Return the documents that quote those named."""
        kept, known = schema.titles.c, schema.entries.c
        query = select(known.document).distinct().join(schema.titles, kept.owner == known.owner)
        return {row.document for row in self.among(query, kept.name, names)}

    # ------------------------------------------------------------------ scenes

    def scenes(self, column: str, values: Iterable[str]) -> list[SceneEntry]:
        """Return the scenes with one of these in a column: "id", "document", "incident", "within", "nearest"."""
        kept = schema.scenes.c
        if column == "id":
            return self.numbered(map(key_of, values))
        found: Iterable[str | int] = map(key_of, values) if column == "nearest" else values
        return [_scene(row) for row in self.among(select(schema.scenes), kept[column], found)]

    def numbered(self, numbers: Iterable[int]) -> list[SceneEntry]:
        """Return the scenes with these keys of their ids."""
        return [_scene(row) for row in self.among(select(schema.scenes), schema.scenes.c.number, numbers)]

    def put_scenes(self, gone: Collection[SceneEntry], new: Collection[SceneEntry]) -> None:
        """Put scenes in place of others."""
        old = {(key, key_of(scene.id)) for scene in gone for key in scene.keys}
        now = {(key, key_of(scene.id)) for scene in new for key in scene.keys}
        self.drop(schema.blocks, ("key", "number"), old - now)
        self._add_pairs(schema.blocks, now - old)
        self.drop(schema.scenes, ("number",), {(key_of(scene.id),) for scene in gone})
        self._add_scenes(new)

    def belong(self, homes: Mapping[str, str]) -> None:
        """Put scenes into incidents."""
        kept = schema.scenes
        rows = [{"scene": key_of(scene), "home": home} for scene, home in homes.items()]
        if rows:
            change = update(kept).where(kept.c.number == bindparam("scene"))
            self._connection.execute(change.values(incident=bindparam("home")), rows)

    def near(self, nearest: Mapping[str, str | None]) -> None:
        """Say of scenes with which each is linked most strongly."""
        kept = schema.scenes
        rows = [
            {"scene": key_of(scene), "other": key_of(other) if other else None}
            for scene, other in nearest.items()
        ]
        if rows:
            change = update(kept).where(kept.c.number == bindparam("scene"))
            self._connection.execute(change.values(nearest=bindparam("other")), rows)

    def blocks(self, keys: Iterable[int]) -> dict[int, list[Met]]:
        """Return the scenes under each key."""
        met, kept = schema.blocks.c, schema.scenes.c
        query = select(met.key, *(kept[name] for name in MET))
        query = query.join(schema.scenes, kept.number == met.number)
        found: dict[int, list[Met]] = defaultdict(list)
        for row in self.among(query, met.key, keys):
            found[row.key].append(cast("Met", tuple(row)[1:]))
        return found

    # ------------------------------------------------------------------ incidents

    def homes(self, incidents: Iterable[str]) -> dict[str, HomeEntry]:
        """Return what is remembered of incidents, without their keys."""
        kept = schema.homes.c
        return {
            row.incident: home_in(row) for row in self.among(select(schema.homes), kept.incident, incidents)
        }

    def homes_under(self, keys: Iterable[int]) -> set[str]:
        """Return the incidents under keys."""
        kept = schema.home_keys.c
        return {row.incident for row in self.among(select(kept.incident), kept.key, keys)}

    def homes_about(
        self, country: str | None, first: date, last: date
    ) -> tuple[list[HomeEntry], list[HomeEntry]]:
        """Return the incidents that begin in a country within days, and the wide ones there that reach into these."""
        kept = schema.homes.c
        there = select(schema.homes).where(kept.country == country if country else kept.country.is_(None))
        begun = there.where(kept.first.between(first, last))
        wide = there.where(kept.first <= last, kept.last >= first, kept.wide)
        rows = self._connection.execute(begun), self._connection.execute(wide)
        return list(map(home_in, rows[0])), list(map(home_in, rows[1]))

    def put_homes(self, gone: Collection[str], new: Collection[HomeEntry]) -> None:
        """Put what is remembered of incidents in place of that of others."""
        leaving = [{"home": home} for home in sorted({*gone, *(home.incident for home in new)})]
        if leaving:
            for column in (schema.homes.c.incident, schema.home_keys.c.incident):
                self._connection.execute(delete(column.table).where(column == bindparam("home")), leaving)
        self._add(schema.homes, [_home_row(home) for home in new])
        self._add(
            schema.home_keys,
            [{"key": key, "incident": home.incident} for home in new for key in sorted(home.keys)],
        )

    def around(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return which incident is said, and which is shown, to lie around each that has one."""
        kept = schema.homes.c
        query = select(kept.incident, kept.said, kept.shown)
        rows = list(
            self._connection.execute(query.where(or_(kept.said.is_not(None), kept.shown.is_not(None))))
        )
        return {r.incident: r.said for r in rows if r.said}, {r.incident: r.shown for r in rows if r.shown}

    def lies(self, around: Mapping[str, tuple[str | None, str | None]]) -> None:
        """Say which incident is said, and which is shown, to lie around some."""
        rows = [{"home": home, "one": said, "other": shown} for home, (said, shown) in around.items()]
        if rows:
            change = update(schema.homes).where(schema.homes.c.incident == bindparam("home"))
            self._connection.execute(change.values(said=bindparam("one"), shown=bindparam("other")), rows)

    def told(self, column: str, values: Iterable[str]) -> dict[str, str]:
        """Return the incident of each silent document with one of these in a column: "document", "incident"."""
        kept = schema.told.c
        return {row.document: row.incident for row in self.among(select(schema.told), kept[column], values)}

    def put_told(self, gone: Iterable[str], new: Mapping[str, str]) -> None:
        """Say of which incidents silent documents tell."""
        self.drop(schema.told, ("document",), {(document,) for document in {*gone, *new}})
        self._add(schema.told, [{"document": one, "incident": home} for one, home in sorted(new.items())])

    # ------------------------------------------------------------------ how

    def among(self, query: Select[Any], column: Column[Any], values: Iterable[Any]) -> Iterator[Row[Any]]:
        """Yield the rows with one of these values in a column."""
        return among(self._connection, query, column, values)

    def drop(self, table: Table, columns: tuple[str, ...], rows: Collection[tuple[Any, ...]]) -> None:
        """Delete the rows that have these values in columns."""
        if rows:
            found = [dict(zip((f"old_{name}" for name in columns), row, strict=True)) for row in sorted(rows)]
            same = [table.c[name] == bindparam(f"old_{name}") for name in columns]
            self._connection.execute(delete(table).where(*same), found)

    def _add_pairs(self, table: Table, rows: Iterable[tuple[int, int]]) -> None:
        """Insert rows of two numbers, of which there are hundreds for each report."""
        self._driver.executemany(f"INSERT INTO {table.name} VALUES (?, ?)", sorted(rows))  # noqa: S608  # ours

    def _add_entries(self, entries: Iterable[Entry]) -> None:
        self._add(schema.entries, [_entry_row(entry) for entry in entries])

    def _add_titles(self, titles: Iterable[tuple[str, str, int]]) -> None:
        self._add(schema.titles, [dict(zip(TITLE, row, strict=True)) for row in sorted(titles)])

    def _add_scenes(self, scenes: Iterable[SceneEntry]) -> None:
        self._add(schema.scenes, [_scene_row(scene) for scene in scenes])

    def _add(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)


def among(
    connection: Connection, query: Select[Any], column: Column[Any], values: Iterable[Any]
) -> Iterator[Row[Any]]:
    """Yield the rows with one of these values in a column, so many values at once as a question can hold."""
    left = iter(sorted(set(values)))
    while some := list(islice(left, AT_ONCE)):
        yield from connection.execute(query.where(column.in_(some)))


def entry_in(row: Row[Any], prints: tuple[int, ...]) -> Entry:
    """Return the entry in a row, with the runs of words by which its text is looked up."""
    return Entry(
        document=row.document,
        origin=row.origin,
        silent=row.silent,
        published=row.published,
        prints=prints,
        **told_in(row.body),
    )


TITLE = ("name", "title", "owner")


def titles_of(entries: Iterable[Entry]) -> set[tuple[str, str, int]]:
    """Return what reports call those whom they quote, with the keys of the reports."""
    return {(*title, key_of(entry.document)) for entry in entries for title in entry.titles}


def _entry_row(entry: Entry) -> dict[str, Any]:
    return {
        "owner": key_of(entry.document),
        "document": entry.document,
        "origin": entry.origin,
        "fresh": True,
        "silent": entry.silent,
        "published": entry.published,
        "body": entry.told(),
        "prints": packed_keys(entry.prints),
    }


SCENE = (
    "id",
    "document",
    "incident",
    "within",
    "lead",
    "nearest",
    "claims",
    "place",
    "day",
    "stretched",
    "country",
    "few",
    "first",
    "last",
    "slack",
    "news",
    "named",
    "body",
)


def _scene(row: Row[Any]) -> SceneEntry:
    return SceneEntry(keys=unpacked_keys(row.keys_told), **{name: getattr(row, name) for name in SCENE})


def _scene_row(scene: SceneEntry) -> dict[str, Any]:
    told = {name: getattr(scene, name) for name in SCENE}
    return told | {"number": key_of(scene.id), "keys_told": packed_keys(scene.keys)}


HOME = ("incident", "founded", "country", "first", "last", "wide", "said", "shown", "body")


def home_in(row: Row[Any]) -> HomeEntry:
    """Return what a row remembers of an incident, without its keys."""
    return HomeEntry(keys=(), **{name: getattr(row, name) for name in HOME})


def _home_row(home: HomeEntry) -> dict[str, Any]:
    return {name: getattr(home, name) for name in HOME}
