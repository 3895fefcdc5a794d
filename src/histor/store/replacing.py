"""Replace what follows from all reports; rows that say what they said before are left as they are."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import Column, Connection, Table, bindparam, delete, insert, select, update

from histor.records.figure import Figure
from histor.records.incident import Incident
from histor.store import schema
from histor.store.apart import halves
from histor.store.codec import dumps
from histor.store.rows import Values, figure_row, incident_row
from histor.store.schema import in_order

R = TypeVar("R", Incident, Figure)
P = TypeVar("P", str, int)  # what says where a record stands
Founded: TypeAlias = tuple[Incident, str]  # with its order among all
Links: TypeAlias = Iterator[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Kind(Generic[R, P]):
    """How records of one kind are kept: in which tables, in what order, and what leads to them."""

    table: Table
    row_of: Callable[[R, P], Values]
    order: Column[P]
    links: Table
    holder: Column[str]
    links_of: Callable[[R], Links]


def digest_of(record: Incident | Figure) -> str:
    """Return the digest by which a later run tells whether a record is the same."""
    return hashlib.sha256(dumps(record).encode()).hexdigest()


def put_derived(
    connection: Connection,
    copies: Mapping[str, str],
    incidents: Sequence[Founded],
    figures: Sequence[Figure],
) -> None:
    """Make copies, incidents and figures these, touching no row that is as it should be."""
    kept = schema.documents.c
    before = select(kept.id).where(kept.copy_of.is_not(None))
    none: dict[str, str | None] = dict.fromkeys(row.id for row in connection.execute(before))
    put_copies(connection, none | dict(copies))
    _put(connection, INCIDENTS, incidents)
    _put(connection, FIGURES, numbered(figures))
    known, ids = schema.digests, (select(schema.incidents.c.id), select(schema.figures.c.id))
    connection.execute(delete(known).where(*(known.c.id.not_in(there) for there in ids)))


def numbered(figures: Iterable[Figure]) -> list[tuple[Figure, int]]:
    """Return figures with the place of each among those of its incident."""
    seen = Counter[str]()
    found = []
    for figure in figures:
        found.append((figure, seen[figure.incident]))
        seen[figure.incident] += 1
    return found


def derived_digests(connection: Connection) -> dict[str, tuple[int, str]]:
    """Return how many incidents and figures there are, with the SHA-256 of the digests of each in their order."""
    incidents, figures, known = schema.incidents, schema.figures, schema.digests.c
    queries = {
        table.name: in_order(table, select(known.sha256).join(table, table.c.id == known.id))
        for table in (incidents, figures)
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


def _put(connection: Connection, kind: Kind[R, P], records: Sequence[tuple[R, P]]) -> None:
    """Bring the rows of one kind to what was derived: first those that go, then what is other than it was."""
    table, known = kind.table, schema.digests
    query = select(table.c.id, kind.order.label("order"), known.c.sha256)
    rows = connection.execute(query.join(known, known.c.id == table.c.id, isouter=True))
    kept = {row.id: (row.order, row.sha256) for row in rows}
    for gone in kept.keys() - {record.id for record, _ in records}:
        connection.execute(delete(table).where(table.c.id == gone))
    told = [(record, at, digest_of(record)) for record, at in records]
    others = [(record, at, new) for record, at, new in told if kept.get(record.id) != (at, new)]
    put_rows(connection, kind, [(record, at) for record, at, _ in others], kept)
    renew(connection, known, known.c.id, [{"id": record.id, "sha256": new} for record, _, new in others])


def put_rows(
    connection: Connection, kind: Kind[R, P], records: Sequence[tuple[R, P]], kept: Iterable[str]
) -> None:
    """Put records, each with what says where it stands, over those of the same id, with what leads to them."""
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
    apart, ids = schema.APART[kind.table.name], [record.id for record, _ in records]
    closed = [{"id": key, "body": told} for key, (_, told) in zip(ids, texts, strict=True) if told]
    renew(connection, apart, apart.c.id, closed, gone=ids)
    links = [link for record, _ in records for link in kind.links_of(record)]
    renew(connection, kind.links, kind.holder, links, gone=ids)


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


INCIDENTS: Kind[Incident, str] = Kind(
    table=schema.incidents,
    row_of=incident_row,
    order=schema.incidents.c.founded,
    links=schema.memberships,
    holder=schema.memberships.c.incident,
    links_of=memberships,
)
FIGURES: Kind[Figure, int] = Kind(
    table=schema.figures,
    row_of=figure_row,
    order=schema.figures.c.number,
    links=schema.figure_claims,
    holder=schema.figure_claims.c.figure,
    links_of=uses,
)
