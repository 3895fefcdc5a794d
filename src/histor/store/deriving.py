"""Keep what follows from all reports, all of it or what changed, in one transaction with what is remembered of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from histor.records.figure import Figure
from histor.records.incident import Incident
from histor.store import schema
from histor.store.apart import loads_whole
from histor.store.filling import Filling
from histor.store.index import Index
from histor.store.replacing import (
    FIGURES,
    INCIDENTS,
    Founded,
    digest_of,
    numbered,
    put_copies,
    put_derived,
    put_rows,
    renew,
)
from histor.store.schema import with_apart


class Deriving:
    """What follows from all reports, being put together; when all is done, the record announces it."""

    def __init__(self, connection: Connection) -> None:
        self.index = Index(connection)
        self._connection = connection

    def filling(self) -> Filling:
        """Return the index, emptied, to be filled anew."""
        return Filling(self._connection)

    def put_all(
        self, copies: Mapping[str, str], incidents: Sequence[Founded], figures: Sequence[Figure]
    ) -> None:
        """Make copies, incidents and figures these, touching no row that is as it should be."""
        put_derived(self._connection, copies, incidents, figures)

    def incidents(self, ids: Iterable[str]) -> dict[str, Incident]:
        """Return incidents as they were kept last."""
        query = with_apart(schema.incidents)
        rows = self.index.among(query, schema.incidents.c.id, ids)
        return {row.id: loads_whole(Incident, row.body, row.closed) for row in rows}

    def to_be_written(self) -> set[str]:
        """Return the incidents that rest, or whose figures rest, on claims that went since."""
        known, incidents, figures = schema.digests.c, schema.incidents.c, schema.figures.c
        alone = (
            select(incidents.id).where(incidents.id.not_in(select(known.id))),
            select(figures.incident).where(figures.id.not_in(select(known.id))),
        )
        return {row[0] for query in alone for row in self._connection.execute(query)}

    def with_claims_of(self, documents: Iterable[str]) -> set[str]:
        """Return the incidents that have claims of documents."""
        held, claims = schema.memberships.c, schema.claims.c
        query = select(held.incident).distinct().join(schema.claims, claims.id == held.claim)
        return {row.incident for row in self.index.among(query, claims.document, documents)}

    def documents_of(self, claims: Iterable[str]) -> dict[str, str]:
        """Return the document of each claim that is there."""
        kept = schema.claims.c
        return {
            row.id: row.document for row in self.index.among(select(kept.id, kept.document), kept.id, claims)
        }

    def parents(self) -> dict[str, str]:
        """Return the parents of incidents, as they were kept last."""
        kept = schema.incidents.c
        rows = self._connection.execute(select(kept.id, kept.parent).where(kept.parent.is_not(None)))
        return {row.id: row.parent for row in rows}

    def put_changed(
        self,
        moved: Mapping[str, str | None],
        gone: Collection[str],
        incidents: Sequence[Founded],
        figures: Mapping[str, Sequence[Figure]],
    ) -> None:
        """Put incidents, with their order among all, and figures of incidents in place of what was of them."""
        put_copies(self._connection, moved)
        self._forget(gone)
        self._put_incidents(incidents)
        self._put_figures(figures)

    def _forget(self, incidents: Collection[str]) -> None:
        kept = schema.figures.c
        figures = [row.id for row in self.index.among(select(kept.id), kept.incident, incidents)]
        self.index.drop(schema.digests, ("id",), {(one,) for one in (*incidents, *figures)})
        self.index.drop(schema.incidents, ("id",), {(one,) for one in incidents})

    def _put_incidents(self, incidents: Sequence[Founded]) -> None:
        kept, known = schema.incidents.c, schema.digests.c
        query = select(kept.id, kept.founded, known.sha256)
        query = query.join(schema.digests, known.id == kept.id, isouter=True)
        rows = self.index.among(query, kept.id, (one.id for one, _ in incidents))
        there = {row.id: (row.founded, row.sha256) for row in rows}
        told = [(incident, order, digest_of(incident)) for incident, order in incidents]
        others = [one for one in told if there.get(one[0].id) != one[1:]]
        put_rows(self._connection, INCIDENTS, [(incident, order) for incident, order, _ in others], there)
        digests = [{"id": incident.id, "sha256": digest} for incident, _, digest in others]
        renew(self._connection, schema.digests, known.id, digests)

    def _put_figures(self, figures: Mapping[str, Sequence[Figure]]) -> None:
        """Put the figures of incidents in place of others, but where they are the same in the same order."""
        kept, known = schema.figures.c, schema.digests.c
        query = select(kept.incident, kept.number, kept.id, known.sha256)
        query = query.join(schema.digests, known.id == kept.id, isouter=True)
        old: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in sorted(self.index.among(query, kept.incident, figures), key=lambda row: row.number):
            old[row.incident].append((row.id, row.sha256))
        new = {home: [(one.id, digest_of(one)) for one in figures[home]] for home in sorted(figures)}
        others = [home for home, told in new.items() if told != old[home]]
        self.index.drop(schema.digests, ("id",), {(key,) for home in others for key, _ in old[home]})
        self.index.drop(schema.figures, ("incident",), {(home,) for home in others if old[home]})
        put_rows(self._connection, FIGURES, numbered(one for home in others for one in figures[home]), ())
        digests = [{"id": key, "sha256": sha256} for home in others for key, sha256 in new[home]]
        renew(self._connection, schema.digests, known.id, digests)
