"""Put records into the tables; each function is one step of a transaction that its caller holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from histor.records.claim import Claim
from histor.records.document import Document
from histor.records.failure import Failure
from histor.records.gist import Gist
from histor.store import schema
from histor.store.apart import halves, whole
from histor.store.arrival import Arrival
from histor.store.codec import dumps
from histor.store.packing import pack
from histor.store.replacing import forget
from histor.store.rows import (
    claim_names,
    claim_row,
    document_row,
    failure_row,
    storable,
)
from histor.store.schema import CLAIMS_A_DOCUMENT, with_apart

R = TypeVar("R")

STALE = "derived_stale"  # present while incidents and figures lag behind the documents


def put_arrival(connection: Connection, arrival: Arrival) -> None:
    """Keep a file's documents, claims and failures, in place of what the same bytes gave before."""
    _forget_failures(connection, arrival)
    for document, claims in arrival.documents:
        put_document(connection, document, claims)
    for failure in arrival.failures:
        put_failure(connection, failure)
    _put_file(connection, arrival)


def _put_file(connection: Connection, arrival: Arrival) -> None:
    """Note a file as the latest that gave its bytes, unless that is known already."""
    row, kept = _file_row(arrival), schema.arrivals
    if not _has(connection, kept, row):
        connection.execute(delete(kept).filter_by(sha256=row["sha256"], file=row["file"]))
        connection.execute(insert(kept).values(row))


def _file_row(arrival: Arrival) -> dict[str, object]:
    return {
        "sha256": arrival.sha256,
        "file": storable(arrival.file),
        "declared": arrival.declared,
        "read_by": arrival.read_by,
        "read": not arrival.failures,
        "capture": arrival.capture,
    }


def _has(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    return connection.execute(select(table).filter_by(**row)).first() is not None


def is_news(connection: Connection, arrival: Arrival) -> bool:
    """Return whether a file gave anything that the record does not have."""
    return (
        not _has(connection, schema.arrivals, _file_row(arrival))
        or any(is_new_reading(connection, *read) for read in arrival.documents)
        or not all(is_known_failure(connection, failure) for failure in arrival.failures)
    )


def is_known_failure(connection: Connection, failure: Failure) -> bool:
    """Return whether this has failed before."""
    return _has(connection, schema.failures, {"id": failure.id})


def is_new_reading(connection: Connection, document: Document, claims: Sequence[Claim]) -> bool:
    """Return whether a document, settled, or its claims are not as the record has them."""
    kept = connection.execute(
        with_apart(schema.documents).where(schema.documents.c.id == document.id)
    ).one_or_none()
    return (
        kept is None
        or whole(kept.body, kept.closed) != dumps(document)
        or _claim_bodies(connection, kept.seq) != [*map(dumps, claims)]
    )


def settled_arrival(connection: Connection, arrival: Arrival) -> Arrival:
    """Return what came with a file as it will be kept."""
    documents = [(settled(connection, document), claims) for document, claims in arrival.documents]
    return replace(arrival, documents=documents)


def settled(connection: Connection, document: Document) -> Document:
    """Return a document as it will be kept: with its first capture, if it is there already."""
    first = select(schema.documents.c.captured_at).where(schema.documents.c.id == document.id)
    captured_at = connection.execute(first).scalar()
    return replace(document, captured_at=datetime.fromisoformat(captured_at)) if captured_at else document


def put_document(connection: Connection, document: Document, claims: Sequence[Claim]) -> None:
    """Keep a document, settled, and its claims; one that is there keeps its place."""
    if not is_new_reading(connection, document, claims):
        return
    opened, closed = halves(document)
    row = document_row(document) | {"body": opened}
    if _has(connection, schema.documents, {"id": document.id}):
        changed = {key: value for key, value in row.items() if key != "copy_of"}
        connection.execute(update(schema.documents).filter_by(id=document.id).values(changed))
    else:
        connection.execute(insert(schema.documents).values(row))
    seq = connection.execute(
        select(schema.documents.c.seq).where(schema.documents.c.id == document.id)
    ).scalar_one()
    connection.execute(delete(schema.documents_sensitive).filter_by(seq=seq))
    _insert(connection, schema.documents_sensitive, [{"seq": seq, "body": closed}] if closed else [])
    _put_claims(connection, document, seq, claims)
    connection.execute(delete(schema.gists).filter_by(seq=seq))
    connection.execute(update(schema.entries).filter_by(document=document.id).values(fresh=False))
    set_meta(connection, STALE, "yes")


def _claim_bodies(connection: Connection, document_seq: int) -> list[str]:
    seq, first = schema.claim_bodies.c.seq, document_seq * CLAIMS_A_DOCUMENT
    of_it = with_apart(schema.claims).where(seq >= first, seq < first + CLAIMS_A_DOCUMENT)
    return [whole(row.body, row.closed) for row in connection.execute(of_it.order_by(seq))]


def _put_claims(connection: Connection, document: Document, seq: int, claims: Sequence[Claim]) -> None:
    forget(connection, document.id)
    connection.execute(delete(schema.claims).where(schema.claims.c.document == document.id))
    numbered = list(enumerate(claims, seq * CLAIMS_A_DOCUMENT))
    texts = [halves(claim) for claim in claims]
    _insert(connection, schema.claims, [claim_row(claim, at) for at, claim in numbered])
    _insert(
        connection,
        schema.claim_bodies,
        [{"seq": at, "body": opened} for (at, _), (opened, _) in zip(numbered, texts, strict=True)],
    )
    apart = [
        {"seq": at, **claim_names(claim), "body": closed}
        for (at, claim), (_, closed) in zip(numbered, texts, strict=True)
        if closed  # the words that it quotes, at the least
    ]
    _insert(connection, schema.claims_sensitive, apart)


def put_gists(connection: Connection, gists: Iterable[Gist]) -> None:
    """Keep the gists of documents that are there."""
    kept = schema.documents.c
    rows = [
        {"seq": connection.execute(select(kept.seq).where(kept.id == gist.document.id)).scalar_one()}
        | {"body": pack(gist, Gist)}
        for gist in gists
    ]
    _insert(connection, schema.gists, rows)


def put_failure(connection: Connection, failure: Failure) -> None:
    """Keep a failure; failing again is the same failure, first seen when it first was."""
    connection.execute(upsert(schema.failures).values(failure_row(failure)).on_conflict_do_nothing())


def _forget_failures(connection: Connection, arrival: Arrival) -> None:
    """Drop the earlier failures of a file, or of its bytes, but those that it has again."""
    failed, again = schema.failures.c, [failure.id for failure in arrival.failures]
    earlier = (failed.sha256 == arrival.sha256) | (failed.subject == storable(arrival.file))
    connection.execute(delete(schema.failures).where(earlier, failed.id.not_in(again)))


def settle(connection: Connection) -> None:
    """Note that incidents and figures follow from all that is there."""
    connection.execute(delete(schema.meta).where(schema.meta.c.key == STALE))


def _insert(connection: Connection, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
    values = list(rows)
    if values:
        connection.execute(insert(table), values)


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Keep one value about the record itself."""
    statement = upsert(schema.meta).values(key=key, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
