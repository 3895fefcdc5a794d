"""What a record can be asked: everything streams, in the order in which it came."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from sqlalchemy import Column, Row, Select, Table, func, select
from sqlalchemy.sql.elements import ColumnElement

from histor.errors import RecordError, UnknownIdError
from histor.records.claim import Claim
from histor.records.document import Document
from histor.records.failure import Failure
from histor.records.figure import Figure, Rule
from histor.records.gist import Gist
from histor.records.incident import Incident
from histor.records.judgement import Judgement
from histor.records.retraction import Retraction
from histor.store import schema
from histor.store.apart import loads_whole
from histor.store.arrival import Arrived, Run
from histor.store.codec import loads
from histor.store.database import usable
from histor.store.filters import (
    ClaimFilter,
    DocumentFilter,
    begins_with,
    claim_conditions,
    document_conditions,
)
from histor.store.moment import Moment
from histor.store.opened import OpenedRecord
from histor.store.packing import unpack
from histor.store.rows import claim_of, document_of, storable
from histor.store.schema import in_order, with_apart
from histor.store.writing import STALE

Found: TypeAlias = Document | Claim | Incident | Figure

SHOWN_CANDIDATES = 5
DOCUMENT_COLUMNS = (schema.documents.c.captured_at, schema.documents.c.copy_of)


class AskedRecord(OpenedRecord):
    """The reading half of `Record`."""

    def documents(self, wanted: DocumentFilter = DocumentFilter()) -> Iterator[Document]:  # noqa: B008  # frozen
        """Yield the documents that `wanted` asks for."""
        query = with_apart(schema.documents, *DOCUMENT_COLUMNS).where(*document_conditions(wanted))
        return (self._read(document_of, row) for row in self.rows(query.order_by(schema.documents.c.seq)))

    def claims(self, wanted: ClaimFilter = ClaimFilter()) -> Iterator[Claim]:  # noqa: B008  # frozen
        """Yield the claims that `wanted` asks for, by document and place in it."""
        query = _whole(schema.claims).where(*claim_conditions(wanted)).order_by(schema.claims.c.seq)
        return (self._read(claim_of, row) for row in self.rows(query))

    def incidents(self) -> Iterator[Incident]:
        """Yield the incidents."""
        return self._wholes(schema.incidents)

    def figures(self, rule: Rule | None = None) -> Iterator[Figure]:
        """Yield the figures kept, or those under `rule` (a build keeps those of its own rule)."""
        figures = self._wholes(schema.figures)
        return (figure for figure in figures if rule is None or figure.rule == rule)

    def gists(self) -> Iterator[Gist]:
        """Yield the gists of the documents that have one, in the order of the documents."""
        query = select(schema.gists.c.body).order_by(schema.gists.c.seq)
        return (self._read(lambda row: unpack(row.body, Gist), row) for row in self.rows(query))

    def packed_gists(self) -> Iterator[tuple[str, str]]:
        """Yield each gist as it lies, packed, after the id of its document."""
        kept = schema.documents.c
        query = select(kept.id, schema.gists.c.body).join(schema.gists, schema.gists.c.seq == kept.seq)
        return ((row.id, row.body) for row in self.rows(query.order_by(kept.seq)))

    def without_gist(self) -> list[str]:
        """Return the documents of which no gist has been made since they were read."""
        seq = schema.documents.c.seq
        query = select(schema.documents.c.id).where(seq.not_in(select(schema.gists.c.seq))).order_by(seq)
        return [row.id for row in self.rows(query)]

    @contextmanager
    def moment(self) -> Iterator[Moment]:
        """Yield incidents and figures as they are now, whatever is derived meanwhile."""
        with usable(self._file), self._engine.connect() as connection:
            yield Moment(connection)

    def failures(self) -> Iterator[Failure]:
        """Yield what could not be read or coded."""
        return self._bodies(schema.failures, Failure)

    def runs(self) -> Iterator[Run]:
        """Yield the builds that changed the record, oldest first."""
        return self._bodies(schema.runs, Run)

    def judgements(self) -> Iterator[Judgement]:
        """Yield what persons decided, oldest first, what was undone included."""
        return self._bodies(schema.judgements, Judgement)

    def retractions(self) -> Iterator[Retraction]:
        """Yield every withdrawal of a document, and every undoing of one, oldest first."""
        return self._bodies(schema.retractions, Retraction)

    def retracted(self) -> dict[str, Retraction]:
        """Return the documents that are withdrawn now, each with the retraction that withdrew it."""
        latest = {retraction.document: retraction for retraction in self.retractions()}
        return {document: retraction for document, retraction in latest.items() if not retraction.undone}

    def arrivals(self, sha256: str) -> list[Arrived]:
        """Return the files that gave these bytes before, in the order in which they were last read."""
        kept = schema.arrivals.c
        query = select(kept.file, kept.declared, kept.read_by, kept.read, kept.capture).where(
            kept.sha256 == sha256
        )
        return [Arrived(**row._mapping) for row in self.rows(query.order_by(kept.seq))]  # noqa: SLF001

    def claim_counts(self) -> dict[str, int]:
        """Return how many claims each document has; one without any is absent."""
        query = select(schema.claims.c.document, func.count().label("number"))
        return {row.document: row.number for row in self.rows(query.group_by(schema.claims.c.document))}

    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind of record, and of copies."""
        found = {table.name: self._count(select(func.count()).select_from(table)) for table in COUNTED}
        for kind in ("harm", "event", "statement"):
            found[kind] = self._count(select(func.count()).where(schema.claims.c.kind == kind))
        found["copies"] = self._count(select(func.count()).where(schema.documents.c.copy_of.is_not(None)))
        return found

    def stale(self) -> bool:
        """Return whether incidents and figures lag behind the documents: a build was cut off."""
        return self._count(select(func.count()).where(schema.meta.c.key == STALE)) > 0

    def claim(self, given: str) -> Claim:
        """Return the claim with this id; raises UnknownIdError if there is none."""
        return self._get(schema.claims, given)  # type: ignore[return-value]  # the table holds claims

    def document(self, given: str) -> Document:
        """Return the document with this id; raises UnknownIdError if there is none."""
        return self._get(schema.documents, given)  # type: ignore[return-value]  # the table holds documents

    def incident(self, given: str) -> Incident:
        """Return the incident with this id; raises UnknownIdError if there is none."""
        return self._get(schema.incidents, given)  # type: ignore[return-value]  # the table holds incidents

    def incidents_with(self, claim: str) -> list[Incident]:
        """Return the incidents that a claim belongs to."""
        return self._holding(
            schema.incidents, schema.memberships.c.incident, schema.memberships.c.claim == claim
        )

    def figures_with(self, claim: str) -> list[Figure]:
        """Return the figures that stand on a claim."""
        return self._holding(
            schema.figures, schema.figure_claims.c.figure, schema.figure_claims.c.claim == claim
        )

    def figures_of(self, incident: str) -> list[Figure]:
        """Return the figures of an incident."""
        return self._holding(schema.figures, schema.figures.c.id, schema.figures.c.incident == incident)

    def _holding(self, table: Table, ids: Column[str], condition: ColumnElement[bool]) -> list[Any]:
        kept = _whole(table).where(table.c.id.in_(select(ids).where(condition).correlate(None)))
        return [self._read(READERS[table.name], row) for row in self.rows(in_order(table, kept))]

    def hanging_on(self, document: str) -> tuple[str, ...]:
        """Return the ids of all that stands on a document, itself first: its claims, and the figures that use them."""
        of_it = select(schema.claims.c.id).where(schema.claims.c.document == document)
        claims = [row.id for row in self.rows(of_it.order_by(schema.claims.c.seq))]
        used = schema.figure_claims.c
        uses = select(used.figure).distinct().where(used.claim.in_(of_it)).order_by(used.figure)
        return (document, *claims, *(row.figure for row in self.rows(uses)))

    def find(self, given: str) -> Found:
        """Return the document, claim, incident or figure whose id is `given` or alone begins with it.

        Raises UnknownIdError if there is none, or more than one.
        """
        matches = [(table, found) for table in FINDABLE for found in self._ids(table, given)]
        exact = [match for match in matches if match[1] == given]
        chosen = exact or matches
        if not chosen:
            raise UnknownIdError(f"nothing in {self.folder} has an id that begins with {given!r}")
        if len(chosen) > 1:
            ids = ", ".join(found for _, found in chosen[:SHOWN_CANDIDATES])
            raise UnknownIdError(f"more than one id begins with {given!r}, give more of it: {ids}")
        return self._get(*chosen[0])

    def _ids(self, table: Table, prefix: str) -> list[str]:
        query = select(table.c.id).where(begins_with(table.c.id, storable(prefix))).limit(SHOWN_CANDIDATES)
        return [row.id for row in self.rows(query)]

    def _get(self, table: Table, found: str) -> Found:
        row = next(self.rows(_whole(table).where(table.c.id == found)), None)
        if row is None:
            raise UnknownIdError(f"nothing in {self.folder} has the id {found!r}")
        found_record: Found = self._read(READERS[table.name], row)
        return found_record

    def _bodies(self, table: Table, kind: type[Any]) -> Iterator[Any]:
        query = select(table.c.body).order_by(table.c.seq)
        return (self._read(lambda row: loads(kind, row.body), row) for row in self.rows(query))

    def _wholes(self, table: Table) -> Iterator[Any]:
        return (self._read(READERS[table.name], row) for row in self.rows(in_order(table, _whole(table))))

    def _read(self, read: Callable[[Row[Any]], Any], row: Row[Any]) -> Any:  # noqa: ANN401  # a row becomes the record its table holds
        try:
            return read(row)
        except (ValueError, LookupError, TypeError) as error:
            raise RecordError(
                f"{self._file} holds a damaged entry ({error}): restore it from a copy"
            ) from error


READERS: dict[str, Callable[[Row[Any]], Found]] = {
    schema.documents.name: document_of,
    schema.claims.name: claim_of,
    schema.incidents.name: lambda row: loads_whole(Incident, row.body, row.closed),
    schema.figures.name: lambda row: loads_whole(Figure, row.body, row.closed),
}
COLUMNS = {schema.documents.name: DOCUMENT_COLUMNS, schema.claims.name: (schema.claims.c.kind,)}
FINDABLE = (schema.figures, schema.incidents, schema.claims, schema.documents)
COUNTED = (schema.documents, schema.claims, schema.incidents, schema.figures, schema.failures)


def _whole(table: Table) -> Select[Any]:
    """Return the query for what makes a record of a row."""
    return with_apart(table, *COLUMNS.get(table.name, (table.c.id,)))
