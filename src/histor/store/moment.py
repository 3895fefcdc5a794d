"""Incidents and figures as they are at one moment, while the record goes on."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from histor.records.figure import Figure
from histor.records.incident import Incident
from histor.store import schema
from histor.store.apart import loads_whole
from histor.store.index import among
from histor.store.schema import in_order, with_apart


class Moment:
    """What had been derived when this was opened; what is derived since is not seen."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.digests = {row.id: row.sha256 for row in connection.execute(select(schema.digests))}

    def incidents(self, ids: Iterable[str]) -> list[Incident]:
        """Return those of these incidents that there are."""
        rows = among(
            self._connection,
            in_order(schema.incidents, with_apart(schema.incidents)),
            schema.incidents.c.id,
            ids,
        )
        return [loads_whole(Incident, row.body, row.closed) for row in rows]

    def figures(self, ids: Iterable[str]) -> list[Figure]:
        """Return those of these figures that there are, in the order of their incidents."""
        rows = list(
            among(
                self._connection,
                in_order(schema.figures, with_apart(schema.figures)),
                schema.figures.c.id,
                ids,
            )
        )
        return [loads_whole(Figure, row.body, row.closed) for row in rows]
