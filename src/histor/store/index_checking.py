"""Compare what is remembered of putting incidents together with what it would be if all were put together now."""

from collections.abc import Callable, Iterator
from itertools import zip_longest

from sqlalchemy import create_engine, select

from histor.store import schema
from histor.store.index import COMPLETE, VERSION, Index
from histor.store.record import Record


def has_index(record: Record) -> bool:
    """Whether a record remembers how its incidents were put together."""
    kept = schema.meta.c
    return any(row.value == VERSION for row in record.rows(select(kept.value).where(kept.key == COMPLETE)))


def other_tables(record: Record, enter: Callable[[Index], None]) -> Iterator[str]:
    """Yield the tables of a record's index that have other rows than those that `enter` puts into an empty one."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        schema.metadata.create_all(connection, tables=[schema.meta, *schema.INDEX])
        enter(Index(connection))
        for table in schema.INDEX:
            query = select(table).order_by(*table.primary_key)
            pairs = zip_longest(connection.execute(query), record.rows(query))
            if any(new is None or kept is None or tuple(new) != tuple(kept) for new, kept in pairs):
                yield table.name
    engine.dispose()
