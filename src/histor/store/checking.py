"""Compare the database of a record with its log: what either has that the other lacks, or has otherwise."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Table, select, text

from histor.records.document import Document
from histor.records.entry import Entry, Flaw
from histor.records.failure import Failure
from histor.store import schema
from histor.store.checking_derived import DerivedCheck
from histor.store.checking_rows import (
    DATABASE,
    NOT_APART,
    as_json,
    claims_of,
    fits,
    loaded,
    lying,
    made_as,
    plain,
    rightly_apart,
    shape_of,
    size_told,
    spans_of,
    told_by,
)
from histor.store.codec import dumps
from histor.store.index import COMPLETE, JUDGED, TEXTS
from histor.store.ledger import Ledger
from histor.store.record import Record
from histor.store.replacing import digest
from histor.store.rows import KINDS, claim_names, claim_row, document_row, failure_row
from histor.store.schema import CLAIMS_A_DOCUMENT, RELEASED, key_column
from histor.store.taking import TAKEN
from histor.store.writing import STALE

MISPLACED = "Its place in the order is another."
KEYS = ("schema_version", TAKEN, STALE, RELEASED, COMPLETE, TEXTS, JUDGED)  # of `meta`
# Rows that complete those of another table, by their key.
COMPLETING = (
    (schema.documents_sensitive, schema.documents),
    (schema.gists, schema.documents),
    (schema.claim_bodies, schema.claims),
    (schema.claims_sensitive, schema.claims),
    (schema.incidents_sensitive, schema.incidents),
    (schema.figures_sensitive, schema.figures),
)


class DatabaseCheck:
    """Yields what is wrong with a database, as its log has it."""

    def __init__(self, record: Record, ledger: Ledger) -> None:
        self._record = record
        self._ledger = ledger

    def checks(self) -> tuple[Callable[[], Iterator[Flaw]], ...]:
        """Return what yields the flaws, part by part: where one can go no further, the others still can."""
        ledger, told = self._ledger, self._told_whole
        return (
            self.of_file,
            self._loose,
            self._documents,
            self._failures,
            self._arrivals,
            DerivedCheck(self._record, ledger).flaws,
            lambda: told(schema.judgements, ledger.judgements, "id", {"seq"}),
            lambda: told(schema.retractions, ledger.retractions, "seq", {"document"}),
            lambda: told(schema.runs, ledger.runs, "seq", set()),
        )

    def of_file(self) -> Iterator[Flaw]:
        """Yield what is wrong with the file itself, whatever is in it."""
        yield from self._pages()
        yield from self._tables()

    def _pages(self) -> Iterator[Flaw]:
        for row in self._record.rows(text("PRAGMA integrity_check(1)")):
            if row[0] != "ok":
                yield Flaw(where=DATABASE, what=f"The file is damaged inside ({row[0]}).")
        told, there = size_told(self._record), (self._record.folder / DATABASE).stat().st_size
        if told not in (there, None):
            what = f"The file has {there:,} bytes, and says that it has {told:,}."
            yield Flaw(where=DATABASE, what=what)

    def _tables(self) -> Iterator[Flaw]:
        """Yield what is in the database that no Histor put there, or as none did."""
        for what, name in self._others():
            yield Flaw(where=f"{DATABASE}, {what} {name}", what="Histor made nothing of this name.")
        for table, made in made_as().items():
            if shape_of(table, self._record.rows) != made:
                what = "Its columns, keys or indexes are not those that Histor makes."
                yield Flaw(where=f"{DATABASE}, table {table}", what=what)

    def _loose(self) -> Iterator[Flaw]:
        """Yield what belongs to nothing."""
        for row in self._record.rows(select(schema.meta.c.key).where(schema.meta.c.key.not_in(KEYS))):
            yield Flaw(where=f"{DATABASE}, meta", what=f"Histor keeps nothing under {row.key!r}.")
        for part, of in COMPLETING:
            key = key_column(part)
            lost = select(key.label("key")).where(key.not_in(select(key_column(of)))).order_by(key)
            for row in self._record.rows(lost):
                what = f"Row {row.key} belongs to none of the {of.name}."
                yield Flaw(where=f"{DATABASE}, {part.name}", what=what)

    def _others(self) -> Iterator[tuple[str, str]]:
        """Yield what is in the database that Histor does not make, by its kind and name."""
        for row in self._record.rows(text("SELECT type, name FROM sqlite_master ORDER BY name")):
            if row.type in ("trigger", "view") or (row.type == "table" and row.name not in made_as()):
                yield row.type, row.name

    def _documents(self) -> Iterator[Flaw]:
        seen: set[str] = set()
        for row in self._record.rows(lying(schema.documents).order_by(schema.documents.c.seq)):
            seen.add(row.id)
            for what in self._document(row):
                yield Flaw(
                    where=f"{DATABASE}, document {row.id}", what=what, hangs=self._record.hanging_on(row.id)
                )
        for lost in sorted(self._ledger.reads.keys() - seen):
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
        if digest([told_by(row)]) != read.body["document_sha256"]:
            yield "The document is not as it was read."
        document = loaded(Document, row)
        if document is None:
            yield "The document cannot be read: its entry is damaged."
            return
        if not rightly_apart(row, document):
            yield NOT_APART
        if not fits(row, document_row(document), but={"copy_of"}):
            yield "The columns that it is found by are not those of the document."
        if row.seq != self._ledger.document_places.of(row.id):
            yield MISPLACED
        yield from self._claims(row, read, document.text)

    def _claims(self, document: Row[Any], read: Entry, text: str) -> Iterator[str]:
        rows = list(self._record.rows(claims_of(document.id)))
        if digest(map(told_by, rows)) != read.body["claims_sha256"]:
            yield f"Its claims are not as they were read: there are {len(rows)}, {read.body['claims']} were read."
        for at, row in enumerate(rows):
            if row.seq != document.seq * CLAIMS_A_DOCUMENT + at:
                yield f"The claim {row.id}: {MISPLACED}"
            claim = loaded(KINDS.get(row.kind), row)
            if claim is None:
                yield f"The claim {row.id} cannot be read: its entry is damaged."
                continue
            if not rightly_apart(row, claim):
                yield f"The claim {row.id}: {NOT_APART}"
            if not fits(row, claim_row(claim, row.seq) | claim_names(claim)):
                yield f"The columns by which the claim {row.id} is found are not its own."
            if any(text[span.start : span.end] != span.text for span in spans_of(claim)):
                yield f"The words of the claim {row.id} do not stand where it says in the text."

    def _failures(self) -> Iterator[Flaw]:
        rows, told = list(self._record.rows(select(schema.failures))), self._ledger.failures
        kept = {row.id: row.body for row in rows}
        hangs = {row.id: (row.sha256,) for row in rows if row.sha256}
        hangs |= {key: (failure.sha256,) for key, failure in told.items() if failure.sha256}
        yield from _differences("failure", kept, {key: dumps(each) for key, each in told.items()}, hangs)
        for row in rows:
            for what in self._failure(row, told.get(row.id)):
                yield Flaw(where=f"{DATABASE}, failure {row.id}", what=what, hangs=hangs.get(row.id, ()))

    def _failure(self, row: Row[Any], told: Failure | None) -> Iterator[str]:
        if told and not fits(row, failure_row(told)):
            yield "The columns that it is found by are not those of the failure."
        if told and row.seq != self._ledger.failure_places.of(row.id):
            yield MISPLACED

    def _arrivals(self) -> Iterator[Flaw]:
        seen = set()
        for row in self._record.rows(plain(schema.arrivals)):
            seen.add((row.sha256, row.file))
            for what in self._arrival(row):
                yield Flaw(
                    where=f"{DATABASE}, file {row.file}", what=what, hangs=self._record.hanging_on(row.sha256)
                )
        for sha256, file in sorted(self._ledger.taken.keys() - seen):
            yield Flaw(
                where=f"{DATABASE}, file {file}",
                what="The log knows that this file came, the database does not.",
                hangs=self._record.hanging_on(sha256),
            )

    def _arrival(self, row: Row[Any]) -> Iterator[str]:
        capture = self._ledger.captures.get(row.capture or 0)
        told = (capture.subject, capture.body["file"], capture.body["declared"]) if capture else None
        if told != (row.sha256, row.file, as_json(row.declared)):
            yield "The log does not know that this file came so, or with this declared of it."
        elif self._ledger.taken.get((row.sha256, row.file)) != (row.capture, row.read_by, row.read):
            yield "By what it was read, or whether it could be, is not as the log has it."
        elif row.seq != self._ledger.arrival_places.of((row.sha256, row.file)):
            yield MISPLACED

    def _told_whole(
        self, table: Table, entries: Mapping[Any, Entry], key: str, also: set[str]
    ) -> Iterator[Flaw]:
        """Yield what is wrong with rows that stand whole in the log, with the columns `also` of each."""
        kept = {str(row._mapping[key]): _row(row, also) for row in self._record.rows(select(table))}  # noqa: SLF001
        known = {str(number): _told(entry, also) for number, entry in entries.items()}
        hangs = {number: self._touched(body) for number, (body, _) in (kept | known).items()}
        yield from _differences(table.name.removesuffix("s"), kept, known, hangs)

    def _touched(self, told: object) -> tuple[str, ...]:
        """Return what a judgement or a retraction is about, with what stands on that."""
        if not isinstance(told, Mapping):
            return ()
        subjects = told.get("subjects")
        about = [*subjects] if isinstance(subjects, Sequence) else []
        document = told.get("document")
        return (*about, *(self._record.hanging_on(str(document)) if document else ()))


Whole = tuple[object, Mapping[str, object]]  # what an act says, and the columns that it is found by


def _row(row: Row[Any], also: set[str]) -> Whole:
    return as_json(row.body), {key: row._mapping[key] for key in also}  # noqa: SLF001  # SQLAlchemy's name for it


def _told(entry: Entry, also: set[str]) -> Whole:
    columns = {"seq": entry.seq, "document": entry.subject}
    return entry.body, {key: columns[key] for key in also}


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
