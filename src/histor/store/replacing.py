"""Replace what follows from all reports; rows that say what they said before are left as they are."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import Column, Connection, Table, bindparam, delete, insert, select, text, update

from histor.records.figure import Figure
from histor.records.incident import Incident
from histor.store import schema
from histor.store.apart import halves
from histor.store.codec import dumps
from histor.store.rows import Values, figure_row, incident_row

R = TypeVar("R", Incident, Figure)
Links: TypeAlias = Iterator[dict[str, str]]

FIRST = -1  # while rows change places, those on the way are counted down from here
GAP = 2**32  # between two that were placed together: so many may come between them, half as many each time


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """How records of one kind are kept: in which tables, and what leads to them."""

    table: Table
    row_of: Callable[[R, int], Values]
    links: Table
    holder: Column[str]
    links_of: Callable[[R], Links]


def digest_of(record: Incident | Figure) -> str:
    """Return the digest by which a later run tells whether a record is the same."""
    return hashlib.sha256(dumps(record).encode()).hexdigest()


def put_derived(
    connection: Connection,
    copies: Mapping[str, str],
    incidents: Sequence[Incident],
    figures: Sequence[Figure],
) -> None:
    """Make copies, incidents and figures these, touching no row that is as it should be."""
    connection.execute(
        text("PRAGMA defer_foreign_keys = ON")
    )  # for this transaction, while rows change places
    kept = schema.documents.c
    before = select(kept.id).where(kept.copy_of.is_not(None))
    none: dict[str, str | None] = dict.fromkeys(row.id for row in connection.execute(before))
    put_copies(connection, none | dict(copies))
    _put(connection, INCIDENTS, incidents)
    _put(connection, FIGURES, figures)
    known, ids = schema.digests, (select(schema.incidents.c.id), select(schema.figures.c.id))
    connection.execute(delete(known).where(*(known.c.id.not_in(there) for there in ids)))


def derived_digests(connection: Connection) -> dict[str, tuple[int, str]]:
    """Return how many incidents and figures there are, with the SHA-256 of the digests of each in their order."""
    incidents, figures, known = schema.incidents, schema.figures, schema.digests.c
    queries = {
        "incidents": select(known.sha256)
        .join(incidents, incidents.c.id == known.id)
        .order_by(incidents.c.seq),
        "figures": select(known.sha256)
        .join(figures, figures.c.id == known.id)
        .join(incidents, incidents.c.id == figures.c.incident)
        .order_by(incidents.c.seq, figures.c.seq),
    }
    found = {kind: [row.sha256 for row in connection.execute(query)] for kind, query in queries.items()}
    return {kind: (len(each), digest(each)) for kind, each in found.items()}


def kept_copies(connection: Connection) -> dict[str, str]:
    """Return who copies whom."""
    kept = schema.documents.c
    rows = connection.execute(select(kept.id, kept.copy_of).where(kept.copy_of.is_not(None)))
    return {row.id: row.copy_of for row in rows}


def kept_rules(connection: Connection) -> list[str]:
    """Return the rules by which figures were reckoned."""
    return [row.rule for row in connection.execute(select(schema.figures.c.rule).distinct())]


def digest(lines: Iterable[str]) -> str:
    """Return the SHA-256 of texts, one a line."""
    whole = hashlib.sha256()
    for line in lines:
        whole.update(line.encode() + b"\n")
    return whole.hexdigest()


def forget(connection: Connection, document: str) -> None:
    """Have written again, when all is derived again, what rests on a document's claims: they are about to go."""
    claims = select(schema.claims.c.id).where(schema.claims.c.document == document)
    for kind in (INCIDENTS, FIGURES):
        resting = select(kind.holder).where(kind.links.c.claim.in_(claims))
        connection.execute(delete(schema.digests).where(schema.digests.c.id.in_(resting)))


def put_copies(connection: Connection, copies: Mapping[str, str | None]) -> None:
    """Say of documents whose text they are, where they say otherwise."""
    kept = schema.documents.c
    values = [{"key": key, "original": original} for key, original in sorted(copies.items())]
    if values:
        change = update(schema.documents).where(
            kept.id == bindparam("key"), kept.copy_of.is_not(bindparam("original"))
        )
        connection.execute(change.values(copy_of=bindparam("original")), values)


def _put(connection: Connection, kind: Kind[R], records: Sequence[R]) -> None:
    """Bring the rows of one kind to what was derived: first those that go, then places, then what they say."""
    table, known = kind.table, schema.digests
    query = select(table.c.id, table.c.seq, known.c.sha256).join(
        known, known.c.id == table.c.id, isouter=True
    )
    kept = {row.id: (row.seq, row.sha256) for row in connection.execute(query)}
    for gone in kept.keys() - {record.id for record in records}:
        connection.execute(delete(table).where(table.c.id == gone))
    placed = [(record, at * GAP, digest_of(record)) for at, record in enumerate(records, start=1)]
    move(connection, table, {kept[record.id][0]: at for record, at, _ in placed if record.id in kept})
    others = [(r, at, new) for r, at, new in placed if kept.get(r.id, (at, None))[1] != new]
    put_rows(connection, kind, [(record, at) for record, at, _ in others], kept)
    renew(connection, known, known.c.id, [{"id": record.id, "sha256": new} for record, _, new in others])


def move(connection: Connection, table: Table, places: Mapping[int, int]) -> None:
    """Give rows other places: all that move step aside first, so that no two are in one."""
    moved = [{"old": old, "new": FIRST - new} for old, new in places.items() if old != new]
    if not moved:
        return
    for one in (table, schema.APART[table.name]):
        connection.execute(
            update(one).where(one.c.seq == bindparam("old")).values(seq=bindparam("new")), moved
        )
        connection.execute(update(one).where(one.c.seq <= FIRST).values(seq=FIRST - one.c.seq))


def put_rows(
    connection: Connection, kind: Kind[R], records: Sequence[tuple[R, int]], kept: Iterable[str]
) -> None:
    """Put records in their places, over those of the same id, with what leads to them."""
    texts = [halves(record) for record, _ in records]
    rows = [
        kind.row_of(record, at) | {"body": opened}
        for (record, at), (opened, _) in zip(records, texts, strict=True)
    ]
    there = set(kept)
    changed = [row for row in rows if row["id"] in there]
    if changed:
        columns: dict[str, Any] = {key: bindparam(f"new_{key}") for key in changed[0] if key != "id"}
        named = [{f"new_{key}": value for key, value in row.items()} for row in changed]
        change = update(kind.table).where(kind.table.c.id == bindparam("new_id"))
        connection.execute(change.values(columns), named)
    _insert(connection, kind.table, [row for row in rows if row["id"] not in there])
    apart = schema.APART[kind.table.name]
    places = [{"place": at} for _, at in records]
    if places:
        connection.execute(delete(apart).where(apart.c.seq == bindparam("place")), places)
    closed = [{"seq": at, "body": told} for (_, at), (_, told) in zip(records, texts, strict=True) if told]
    _insert(connection, apart, closed)
    links = [link for record, _ in records for link in kind.links_of(record)]
    renew(connection, kind.links, kind.holder, links, gone=[record.id for record, _ in records])


def renew(
    connection: Connection,
    table: Table,
    key: Column[str],
    rows: Sequence[Mapping[str, object]],
    *,
    gone: Sequence[str] | None = None,
) -> None:
    """Put rows in place of all that have the same key."""
    keys = [{"key": one} for one in (gone if gone is not None else [row[key.name] for row in rows])]
    if keys:
        connection.execute(delete(table).where(key == bindparam("key")), keys)
    _insert(connection, table, rows)


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def memberships(incident: Incident) -> Links:
    """Return the rows that lead from an incident's claims to it."""
    return ({"incident": incident.id, "claim": member.claim, "by": member.by} for member in incident.members)


def uses(figure: Figure) -> Links:
    """Return the rows that lead from a figure's claims to it."""
    return ({"figure": figure.id, "claim": claim} for claim in dict.fromkeys(figure.claims))


INCIDENTS = Kind(
    schema.incidents, incident_row, schema.memberships, schema.memberships.c.incident, memberships
)
FIGURES = Kind(schema.figures, figure_row, schema.figure_claims, schema.figure_claims.c.figure, uses)
