"""Compare the database of a record with its log: what either has that the other lacks, or has otherwise."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from sqlalchemy import Row, Table, select

from histor.records.document import Document
from histor.records.entry import Entry, Flaw
from histor.records.figure import Figure
from histor.records.incident import Incident
from histor.store import schema
from histor.store.announcing import copies_digest, digest
from histor.store.apart import halves, loads_whole, whole
from histor.store.codec import dumps
from histor.store.ledger import Ledger
from histor.store.record import Record
from histor.store.rows import KINDS, claim_names, claim_row, document_row, figure_row, incident_row
from histor.store.schema import with_apart
from histor.values.span import Span

DATABASE = "record.db"
NOT_APART = "What may be seen of it and what is sensitive are not kept apart as they should be."


class DatabaseCheck:
    """Yields what is wrong with a database, as its log has it."""

    def __init__(self, record: Record, ledger: Ledger) -> None:
        self._record = record
        self._ledger = ledger

    def flaws(self) -> Iterator[Flaw]:
        """Yield every flaw, table by table."""
        yield from self._documents()
        yield from self._failures()
        yield from self._arrivals()
        yield from self._derived()
        yield from self._overtaken()
        yield from self._told_whole(schema.judgements, self._ledger.judgements, key="id")
        yield from self._told_whole(schema.retractions, self._ledger.retractions, key="seq")
        yield from self._told_whole(schema.runs, self._ledger.runs, key="seq")

    def _documents(self) -> Iterator[Flaw]:
        seen: set[str] = set()
        for row in self._record.rows(with_apart(schema.documents).order_by(schema.documents.c.seq)):
            seen.add(row.id)
            for what in self._document(row):
                yield Flaw(
                    where=f"{DATABASE}, document {row.id}", what=what, hangs=self._record.hanging_on(row.id)
                )
        for lost in self._ledger.reads.keys() - seen:
            yield Flaw(
                where=f"{DATABASE}, document {lost}",
                what="The log knows this document, the database lacks it.",
                hangs=(lost,),
            )

    def _document(self, row: Row[Any]) -> Iterator[str]:
        read = self._ledger.reads.get(row.id)
        if read is None:
            yield "The log does not know this document."
            return
        if digest([_told(row)]) != read.body["document_sha256"]:
            yield "The document is not as it was read."
        document = _loaded(Document, row)
        if document is None:
            yield "The document cannot be read: its entry is damaged."
            return
        if not _rightly_apart(row, document):
            yield NOT_APART
        if not _fits(row, document_row(document), but={"copy_of"}):
            yield "The columns that it is found by are not those of the document."
        yield from self._claims(row, read, document.text)

    def _claims(self, document: Row[Any], read: Entry, text: str) -> Iterator[str]:
        rows = list(self._record.rows(_claims_of(document.id)))
        if digest(map(_told, rows)) != read.body["claims_sha256"]:
            yield f"Its claims are not as they were read: there are {len(rows)}, {read.body['claims']} were read."
        for row in rows:
            claim = _loaded(KINDS.get(row.kind), row)
            if claim is None:
                yield f"The claim {row.id} cannot be read: its entry is damaged."
                continue
            if not _rightly_apart(row, claim):
                yield f"The claim {row.id}: {NOT_APART}"
            if not _fits(row, claim_row(claim, row.seq) | claim_names(claim)):
                yield f"The columns by which the claim {row.id} is found are not its own."
            if any(text[span.start : span.end] != span.text for span in spans_of(claim)):
                yield f"The words of the claim {row.id} do not stand where it says in the text."

    def _failures(self) -> Iterator[Flaw]:
        rows = list(self._record.rows(select(schema.failures)))
        kept, told = {row.id: row.body for row in rows}, self._ledger.failures
        hangs = {row.id: (row.sha256,) for row in rows if row.sha256}
        hangs |= {key: (failure.sha256,) for key, failure in told.items() if failure.sha256}
        yield from _differences("failure", kept, {key: dumps(each) for key, each in told.items()}, hangs)

    def _arrivals(self) -> Iterator[Flaw]:
        seen = set()
        for row in self._record.rows(select(schema.arrivals)):
            seen.add((row.sha256, row.file))
            capture = self._ledger.captures.get(row.capture or 0)
            told = (capture.subject, capture.body["file"], capture.body["declared"]) if capture else None
            if told != (row.sha256, row.file, _json(row.declared)):
                yield Flaw(
                    where=f"{DATABASE}, file {row.file}",
                    what="The log does not know that this file came so, or with this declared of it.",
                    hangs=self._record.hanging_on(row.sha256),
                )
        for sha256, file in sorted(self._ledger.taken - seen):
            yield Flaw(
                where=f"{DATABASE}, file {file}",
                what="The log knows that this file came, the database does not.",
                hangs=self._record.hanging_on(sha256),
            )

    def _derived(self) -> Iterator[Flaw]:
        told: Mapping[str, Any] = self._ledger.derive.body if self._ledger.derive else {}
        copies = {document.id: document.copy_of for document in self._record.documents() if document.copy_of}
        nothing = digest([])
        if copies_digest(copies) != told.get("copies_sha256", nothing):
            yield Flaw(
                where=f"{DATABASE}, documents",
                what="Who copies whom is not as it was derived.",
                hangs=(*copies,),
            )
        for table, kind, row_of in (
            (schema.incidents, Incident, incident_row),
            (schema.figures, Figure, figure_row),
        ):
            rows = list(self._record.rows(with_apart(table).order_by(table.c.seq)))
            if digest(map(_told, rows)) != told.get(f"{table.name}_sha256", nothing):
                known = told.get(table.name, 0)
                what = f"These are not the {table.name} that were derived: there are {len(rows)}, {known} were derived."
                yield Flaw(where=f"{DATABASE}, {table.name}", what=what)
            for row in rows:
                derived: Any = _loaded(kind, row)
                if derived is None or not _fits(row, row_of(derived, row.seq)):
                    what = "The columns that it is found by are not its own."
                    yield Flaw(where=f"{DATABASE}, {table.name}", what=what, hangs=(row.id,))
                if derived and not _rightly_apart(row, derived):
                    yield Flaw(where=f"{DATABASE}, {table.name}", what=NOT_APART, hangs=(row.id,))
        yield from self._links()

    def _overtaken(self) -> Iterator[Flaw]:
        """Yield a flaw if something came after incidents and figures were put together, and nothing says so."""
        derived = self._ledger.derive.seq if self._ledger.derive else 0
        if self._ledger.changed > derived and not self._record.stale():
            yield Flaw(
                where=f"{DATABASE}, meta",
                what=f"Incidents and figures are older than entry {self._ledger.changed} of the log, and the mark that "
                "says so is gone: they do not count what it tells.",
            )

    def _links(self) -> Iterator[Flaw]:
        """Yield what is wrong with the tables that lead from a claim to its incidents and figures."""
        if self._record.stale():  # they follow when incidents and figures are put together again
            return
        members = {(incident.id, claim) for incident in self._record.incidents() for claim in incident.claims}
        uses = {(figure.id, claim) for figure in self._record.figures() for claim in figure.claims}
        for table, holder, known in (
            (schema.memberships, "incident", members),
            (schema.figure_claims, "figure", uses),
        ):
            kept = {tuple(row) for row in self._record.rows(select(table.c[holder], table.c.claim))}
            for key in sorted({one for one, _ in kept ^ known}):
                yield Flaw(
                    where=f"{DATABASE}, {table.name}",
                    what=f"The claims of this {holder} are others.",
                    hangs=(key,),
                )

    def _told_whole(self, table: Table, entries: Mapping[Any, Entry], *, key: str) -> Iterator[Flaw]:
        kept = {str(row._mapping[key]): _json(row.body) for row in self._record.rows(select(table))}  # noqa: SLF001
        known = {str(number): entry.body for number, entry in entries.items()}
        hangs = {key: self._touched(body) for key, body in (kept | known).items()}
        yield from _differences(table.name.removesuffix("s"), kept, known, hangs)

    def _touched(self, told: object) -> tuple[str, ...]:
        """Return what a judgement or a retraction is about, with what stands on that."""
        if not isinstance(told, Mapping):
            return ()
        subjects = told.get("subjects")
        about = [*subjects] if isinstance(subjects, Sequence) else []
        document = told.get("document")
        return (*about, *(self._record.hanging_on(str(document)) if document else ()))


def _differences(
    thing: str,
    kept: Mapping[str, object],
    known: Mapping[str, object],
    hangs: Mapping[str, tuple[str, ...]],
) -> Iterator[Flaw]:
    for key in sorted(kept.keys() | known.keys()):
        where, hanging = f"{DATABASE}, {thing} {key}", hangs.get(key, ())
        if key not in known:
            yield Flaw(where=where, what=f"The log does not know this {thing}.", hangs=hanging)
        elif key not in kept:
            what = f"The log knows this {thing}, the database lacks it."
            yield Flaw(where=where, what=what, hangs=hanging)
        elif kept[key] != known[key]:
            yield Flaw(where=where, what=f"This {thing} is not the one in the log.", hangs=hanging)


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


def _claims_of(document: str) -> Any:  # noqa: ANN401  # a query
    names = schema.claims_sensitive.c
    found = with_apart(schema.claims, *schema.claims.c, names.source, names.speaker, names.place)
    return found.where(schema.claims.c.document == document).order_by(schema.claims.c.seq)


def _told(row: Row[Any]) -> str:
    """Return the text of the record in a row; of one that cannot be put together, what there is of it."""
    try:
        return whole(row.body or "", row.closed)
    except ValueError:
        return f"{row.body} {row.closed}"


def _rightly_apart(row: Row[Any], record: object) -> bool:
    return halves(record) == (row.body, row.closed)


def _loaded(kind: type[Any] | None, row: Row[Any]) -> Any:  # noqa: ANN401  # a `kind`, None if it is damaged
    try:
        return loads_whole(kind, row.body, row.closed) if kind and row.body is not None else None
    except ValueError:
        return None


def _fits(row: Row[Any], told: Mapping[str, object], *, but: Iterable[str] = ()) -> bool:
    """Return whether the columns of a row are its record's."""
    kept = row._mapping  # noqa: SLF001  # SQLAlchemy's name for it
    return all(kept[key] == value for key, value in told.items() if key not in but and key != "body")


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text
