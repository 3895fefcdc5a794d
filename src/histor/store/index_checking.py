"""Compare what is remembered of putting incidents together with what it would be if all were put together now."""

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import Any

from sqlalchemy import Row, create_engine, select

from histor.store import schema
from histor.store.checking_rows import plain
from histor.store.index import COMPLETE, JUDGED, TEXTS, Index
from histor.store.record import Record

NOTED = (COMPLETE, TEXTS, JUDGED)  # in `meta`


def other_tables(record: Record, enter: Callable[[Index], None]) -> Iterator[str]:
    """Yield the tables of a record's index that have other rows than those that `enter` puts into an empty one.

    One of them is `meta`, for what is noted of the index as a whole.
    """
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        schema.metadata.create_all(connection, tables=[schema.meta, *schema.INDEX])
        enter(Index(connection))
        for table in schema.INDEX:
            query = plain(table).order_by(*table.primary_key)
            if _are_other(connection.execute(query), record.rows(query)):
                yield table.name
        noted = select(schema.meta).where(schema.meta.c.key.in_(NOTED)).order_by(schema.meta.c.key)
        if _are_other(connection.execute(noted), record.rows(noted)):
            yield schema.meta.name
    engine.dispose()


def _are_other(new: Iterable[Row[Any]], kept: Iterable[Row[Any]]) -> bool:
    pairs = zip_longest(new, kept)
    return any(one is None or other is None or tuple(one) != tuple(other) for one, other in pairs)
