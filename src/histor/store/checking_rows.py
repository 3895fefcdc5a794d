"""Read rows as they lie in the database, whatever was done to them, to compare them with what they should be."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Integer,
    Row,
    Select,
    String,
    Table,
    TextClause,
    create_engine,
    select,
    text,
    type_coerce,
)
from sqlalchemy.sql.elements import ColumnElement

from histor.store import schema
from histor.store.apart import halves, loads_whole, whole
from histor.store.record import Record
from histor.store.schema import with_apart
from histor.values.span import Span

DATABASE = "record.db"
NOT_APART = "What may be seen of it and what is sensitive are not kept apart as they should be."
Shape: TypeAlias = list[tuple[Any, ...]]
INDEXES = """
    SELECT list.name, list."unique", list.origin, list.partial, part.name, part."desc", part.coll, part.key
    FROM pragma_index_list(:name) AS list, pragma_index_xinfo(list.name) AS part ORDER BY list.name, part.seqno
"""
SHAPE = (
    "SELECT * FROM pragma_table_info(:name)",
    'SELECT "table", "from", "to", on_update, on_delete FROM pragma_foreign_key_list(:name) ORDER BY 1, 2',
    INDEXES,
)
AS_THEY_LIE = ((Date, String), (Boolean, Integer))  # a damaged value is no day, and would stop the reading


@cache
def made_as() -> Mapping[str, Shape]:
    """Return the shape of each table, as SQLite tells it of one that is newly made."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        made = {name: shape_of(name, connection.execute) for name in schema.metadata.tables}
    engine.dispose()
    return made


def shape_of(table: str, ask: Callable[[TextClause], Iterable[Row[Any]]]) -> Shape:
    """Return a table's columns, the keys to others, and its indexes, with what holds of each."""
    return [tuple(row) for query in SHAPE for row in ask(text(query).bindparams(name=table))]


def size_told(record: Record) -> int | None:
    """Return how many bytes a database says that it has, None if some of it has not been put in place yet."""
    waiting = record.folder / f"{DATABASE}-wal"
    if waiting.exists() and waiting.stat().st_size:
        return None
    size = text(
        "SELECT pages.page_count * each.page_size FROM pragma_page_count AS pages, pragma_page_size AS each"
    )
    return int(next(record.rows(size))[0])


def lying(table: Table, *more: Column[Any]) -> Select[Any]:
    """Return the query for rows of a table with both halves of their bodies, no value made anything of."""
    return with_apart(table, *map(_raw, table.c), *more)  # type: ignore[arg-type]  # columns, under their names


def plain(table: Table) -> Select[Any]:
    """Return the query for rows of a table that nothing is kept apart of, no value made anything of."""
    return select(*map(_raw, table.c))


def _raw(column: Column[Any]) -> ColumnElement[Any]:
    for kind, lies_as in AS_THEY_LIE:
        if isinstance(column.type, kind):
            return type_coerce(column, lies_as).label(column.name)
    return column


def claims_of(document: str) -> Select[Any]:
    """Return the query for the claims of a document as they lie, with the names that they are found by."""
    names = schema.claims_sensitive.c
    found = lying(schema.claims, names.source, names.speaker, names.place)
    return found.where(schema.claims.c.document == document).order_by(schema.claims.c.seq)


def spans_of(record: object) -> Iterator[Span]:
    """Yield every stretch of text that a claim points to."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for part in record:
            yield from spans_of(part)
    elif is_dataclass(record):
        for field in fields(record):
            yield from spans_of(getattr(record, field.name))


def told_by(row: Row[Any]) -> str:
    """Return the text of the record in a row; of one that cannot be put together, what there is of it."""
    try:
        return whole(row.body or "", row.closed)
    except DAMAGED:
        return f"{row.body} {row.closed}"


DAMAGED = (ValueError, LookupError, TypeError, AttributeError, RecursionError)  # of text that is no record


def rightly_apart(row: Row[Any], record: object) -> bool:
    """Return whether what may be seen of a record and what is sensitive lie as they are to be kept."""
    return halves(record) == (row.body, row.closed)


def loaded(kind: type[Any] | None, row: Row[Any]) -> Any:  # noqa: ANN401  # a `kind`
    """Return the record in a row, None of one that is damaged."""
    try:
        return loads_whole(kind, row.body, row.closed) if kind and row.body is not None else None
    except DAMAGED:
        return None


def fits(row: Row[Any], told: Mapping[str, object], *, but: Iterable[str] = ()) -> bool:
    """Return whether the columns of a row are its record's."""
    kept = row._mapping  # noqa: SLF001  # SQLAlchemy's name for it
    return all(kept[key] == _lying(value) for key, value in told.items() if key not in but and key != "body")


def _lying(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def as_json(text: Any) -> object:  # noqa: ANN401  # whatever lies in the column
    """Return what JSON says; of what is none, the text itself."""
    try:
        return json.loads(text)
    except DAMAGED:
        return text
