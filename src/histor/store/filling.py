"""Fill the index of a whole record: what comes by the million is sorted on disk before it is kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Row, Select, func, select

from histor.records.gist import Gist
from histor.store import schema
from histor.store.entry import Entry, HomeEntry, SceneEntry
from histor.store.index import Index, entry_in, home_in, titles_of
from histor.store.packing import unpack
from histor.values.key import key_of

T = TypeVar("T")

STREAMED = 200  # rows that are held while the rest waits: a few megabytes

# Tables of the connection alone, of numbers alone: what is told of persons leaves the record for no other file.
PASSING = {
    "unsorted": "key INTEGER NOT NULL, other INTEGER",
    "waiting": "number INTEGER NOT NULL",  # scenes, by day and place
}
IN_ORDER = "INSERT INTO {} SELECT key, other FROM temp.unsorted ORDER BY key, other"
COUNTED = "INSERT INTO spread SELECT key, COUNT(*) FROM temp.unsorted GROUP BY key"
WAITING = "INSERT INTO temp.waiting SELECT number FROM scenes ORDER BY day, place, id"
SETTLED_COPIES = """
    UPDATE documents SET copy_of = found.original FROM (
        SELECT d.seq, NULLIF(e.origin, d.id) AS original
        FROM documents AS d LEFT JOIN entries AS e ON e.document = d.id
        WHERE d.copy_of IS NOT NULLIF(e.origin, d.id)
    ) AS found WHERE documents.seq = found.seq
"""
GONE = "DELETE FROM incidents WHERE id NOT IN (SELECT incident FROM homes)"
UNKNOWN = "DELETE FROM digests WHERE id NOT IN (SELECT id FROM incidents UNION ALL SELECT id FROM figures)"


class Filling(Index):
    """An index that is filled from nothing, within one transaction; it is read in the order of the reports."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        schema.metadata.drop_all(
            connection, tables=schema.INDEX
        )  # as an earlier version may have laid them out
        schema.metadata.create_all(connection, tables=schema.INDEX)
        for name, columns in PASSING.items():
            self._driver.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} ({columns})")
            self._driver.execute(f"DELETE FROM temp.{name}")  # noqa: S608  # ours

    def close(self) -> None:
        """Drop what was there for passing."""
        for name in PASSING:
            self._driver.execute(f"DROP TABLE temp.{name}")

    # ------------------------------------------------------------------ reports

    def all_gists(self) -> Iterator[Gist]:
        """Yield all gists."""
        kept = schema.gists.c
        for row in self._paged(select(kept.seq, kept.body), kept.seq):
            yield unpack(row.body, Gist)

    def reports(self) -> Iterator[str]:
        """Yield the documents that have been entered."""
        kept, known = schema.documents.c, schema.entries.c
        query = select(kept.seq, known.document).join(schema.documents, kept.id == known.document)
        return (row.document for row in self._paged(query, kept.seq))

    def silent(self) -> Iterator[str]:
        """Yield those that give no toll of their own."""
        known = schema.entries.c
        return (
            row.document for row in self._paged(select(known.document).where(known.silent), known.document)
        )

    def enter(self, entries: Sequence[Entry]) -> None:
        """Take in reports; what they are found under waits for `entered`."""
        self._add_entries(entries)
        self._add_titles(titles_of(entries))
        self._wait((key, key_of(entry.document)) for entry in entries for key in entry.posted())

    def entered(self) -> None:
        """Put what reports are found under into its order."""
        self._sorted(IN_ORDER.format("postings"))

    def prints(self) -> Iterator[tuple[int, bytes]]:
        """Yield the key of each report, in their order, with the runs of words by which it is looked up."""
        known = schema.entries.c
        rows = self._paged(select(known.owner, known.prints), known.owner)
        return ((row.owner, row.prints) for row in rows)

    def copied(self, origins: Mapping[str, str]) -> None:
        """Say whose text reports have."""
        rows = [(origin, key_of(document)) for document, origin in sorted(origins.items())]
        self._driver.executemany("UPDATE entries SET origin = ? WHERE owner = ?", rows)

    def texts(self) -> Iterator[list[Entry]]:
        """Yield the reports of each text, without the runs of words."""
        kept = schema.entries.c
        origins = (row.origin for row in self._paged(select(kept.origin).distinct(), kept.origin))
        for some in in_parts(origins, STREAMED):
            found: dict[str, list[Entry]] = defaultdict(list)
            for row in self.among(select(schema.entries), kept.origin, some):
                found[row.origin].append(entry_in(row, ()))
            yield from found.values()

    def named(self, names: Iterable[str]) -> None:
        """Count a text for its names; that waits for `spread_out`."""
        self._wait((key_of(name), None) for name in names)

    def spread_out(self) -> None:
        """Keep in how many texts each name stands."""
        self._sorted(COUNTED)

    def keep_private(self, entries: Iterable[tuple[Entry, tuple[str, ...]]]) -> None:
        """Keep whom few reports name and none quotes, of those whom a report names."""
        rows = [
            (replace(entry, private=private).told(), key_of(entry.document)) for entry, private in entries
        ]
        self._driver.executemany("UPDATE entries SET body = ? WHERE owner = ?", rows)

    def number_of_texts(self) -> int:
        """Return how many texts there are."""
        query = select(func.count(func.distinct(schema.entries.c.origin)))
        return int(self._connection.execute(query).scalar() or 0)

    # ------------------------------------------------------------------ scenes

    def take_scenes(self, scenes: Sequence[SceneEntry]) -> None:
        """Take in scenes; the keys under which they meet wait for `met`."""
        self._add_scenes(scenes)
        self._wait((key, key_of(scene.id)) for scene in scenes for key in scene.keys)

    def met(self) -> None:
        """Put the keys under which scenes meet into their order, and let the scenes wait for their incidents."""
        self._sorted(IN_ORDER.format("blocks"))
        self._driver.execute(WAITING)

    def waiting(self, number: int) -> Iterator[list[str]]:
        """Yield scenes that are in no incident by then, so many at once at most, by day and place."""
        kept, last = schema.scenes.c, 0
        query = select(kept.id).where(kept.incident.is_(None))
        ask = "SELECT rowid, number FROM temp.waiting WHERE rowid > ? ORDER BY rowid LIMIT ?"
        while some := self._driver.execute(ask, (last, number)).fetchall():
            last = some[-1][0]
            if found := [row.id for row in self.among(query, kept.number, (one for _, one in some))]:
                yield found

    # ------------------------------------------------------------------ incidents

    def founded(self) -> Iterator[tuple[HomeEntry, int]]:
        """Yield what is remembered of incidents, in their order, with the number of scenes of each."""
        homes, scenes = schema.homes, schema.scenes.c
        number = select(func.count()).where(scenes.incident == homes.c.incident).scalar_subquery()
        query = select(homes.c.founded, homes, number.label("number"))
        return ((home_in(row), row.number) for row in self._paged(query, homes.c.founded))

    def months(self) -> list[tuple[str | None, str]]:
        """Return the countries in which incidents begin, with the months."""
        ask = "SELECT DISTINCT country, substr(first, 1, 7) FROM homes WHERE first IS NOT NULL ORDER BY 1, 2"
        return [(country, month) for country, month in self._driver.execute(ask)]

    def shown(self, around: Mapping[str, str | None]) -> None:
        """Say which incident is shown to lie around some."""
        rows = [(outer, home) for home, outer in around.items() if outer]
        self._driver.executemany("UPDATE homes SET shown = ? WHERE incident = ?", rows)

    def said(self, around: Mapping[str, str | None]) -> None:
        """Say which incident is said to lie around some."""
        rows = [(outer, home) for home, outer in around.items() if outer]
        self._driver.executemany("UPDATE homes SET said = ? WHERE incident = ?", rows)

    def settle_copies(self) -> None:
        """Say of all documents whose text they are."""
        self._driver.execute(SETTLED_COPIES)

    def drop_others(self) -> None:
        """Drop the incidents that are none any more, with their figures."""
        self._driver.execute(GONE)
        self._driver.execute(UNKNOWN)

    # ------------------------------------------------------------------ how

    def _paged(self, query: Select[Any], first: Column[Any]) -> Iterator[Row[Any]]:
        """Yield the rows of a query by its first column; none is being read while others write."""
        page = ordered = query.order_by(first).limit(STREAMED)
        while rows := self._connection.execute(page).all():
            yield from rows
            page = ordered.where(first > rows[-1][0])

    def _wait(self, rows: Iterable[tuple[int, int | None]]) -> None:
        self._driver.executemany("INSERT INTO temp.unsorted VALUES (?, ?)", list(rows))

    def _sorted(self, into: str) -> None:
        self._driver.execute(into)
        self._driver.execute("DELETE FROM temp.unsorted")


def in_parts(items: Iterable[T], number: int) -> Iterator[list[T]]:
    """Yield the items, so many at once."""
    left = iter(items)
    while some := list(islice(left, number)):
        yield some
