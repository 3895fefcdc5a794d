"""Compare what was put together from all reports, incidents and figures, with what the log says of it."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select

from histor.records.entry import Flaw
from histor.records.figure import Figure
from histor.records.incident import Incident
from histor.store import schema
from histor.store.announcing import copies_digest
from histor.store.checking_rows import DATABASE, NOT_APART, fits, loaded, lying, rightly_apart, told_by
from histor.store.ledger import Ledger
from histor.store.record import Record
from histor.store.replacing import FIGURES, INCIDENTS, Kind, digest
from histor.store.schema import in_order

KINDS: tuple[tuple[Kind[Any, Any], type[Any]], ...] = ((INCIDENTS, Incident), (FIGURES, Figure))


class DerivedCheck:
    """Yields what is wrong with copies, incidents and figures."""

    def __init__(self, record: Record, ledger: Ledger) -> None:
        self._record = record
        self._ledger = ledger
        self._told: Mapping[str, Any] = ledger.derive.body if ledger.derive else {}
        self._said: dict[
            str, str | None
        ] = {}  # of each incident and figure, None if it is not what was derived

    def flaws(self) -> Iterator[Flaw]:
        """Yield every flaw, table by table."""
        yield from self._copies()
        for kind, record in KINDS:
            yield from self._kind(kind, record)
        yield from self._digests()
        yield from self._order()
        yield from self._mark()

    def _copies(self) -> Iterator[Flaw]:
        kept = schema.documents.c
        rows = self._record.rows(select(kept.id, kept.copy_of).where(kept.copy_of.is_not(None)))
        copies = {row.id: row.copy_of for row in rows}
        if copies_digest(copies) != self._told.get("copies_sha256", digest([])):
            what = "Who copies whom is not as it was derived."
            yield Flaw(where=f"{DATABASE}, documents", what=what, hangs=(*copies,))

    def _kind(self, kind: Kind[Any, Any], of: type[Any]) -> Iterator[Flaw]:
        name = kind.table.name
        rows = list(self._record.rows(in_order(kind.table, lying(kind.table))))
        if self._told.get(f"{name}_sha256", digest([])) not in _all_told(rows):
            known = self._told.get(name, 0)
            what = f"These are not the {name} that were derived: there are {len(rows)}, {known} were derived."
            yield Flaw(where=f"{DATABASE}, {name}", what=what)
            self._said |= {row.id: None for row in rows}
        else:
            self._said |= {row.id: hashlib.sha256(told_by(row).encode()).hexdigest() for row in rows}
        derived = [(row, loaded(of, row)) for row in rows]
        for row, record in derived:
            for what in _wrong_with(row, record, kind):
                yield Flaw(where=f"{DATABASE}, {name}", what=what, hangs=(row.id,))
        yield from self._links(kind, [record for _, record in derived if record])

    def _digests(self) -> Iterator[Flaw]:
        """Yield every mark of what a row says that is not of what it says: by it a row is left as it is."""
        marks = {row.id: row.sha256 for row in self._record.rows(select(schema.digests))}
        if not self._ledger.lagging:  # else some were taken away, to be made anew
            marks = dict.fromkeys(self._said) | marks
        for key in sorted(marks):
            said = self._said.get(key, "")
            if said is not None and marks[key] != said:
                what = "The mark of what this said when it was derived is missing, or of something else."
                yield Flaw(where=f"{DATABASE}, digests", what=what, hangs=(key,))

    def _order(self) -> Iterator[Flaw]:
        """Yield the incidents and figures that do not stand by what they are ordered by."""
        kept, homes, figures = schema.incidents.c, schema.homes.c, schema.figures.c
        founded = select(kept.id).join(schema.homes, homes.incident == kept.id)
        misplaced = [
            (schema.incidents.name, row.id)
            for row in self._record.rows(founded.where(kept.founded != homes.founded).order_by(kept.id))
        ]
        placed = select(figures.id, figures.incident, figures.number)
        seen = Counter[str]()
        for row in self._record.rows(placed.order_by(figures.incident, figures.number)):
            misplaced += [(schema.figures.name, row.id)] if row.number != seen[row.incident] else []
            seen[row.incident] += 1
        for name, key in misplaced:
            yield Flaw(where=f"{DATABASE}, {name}", what="Its place in the order is another.", hangs=(key,))

    def _links(self, kind: Kind[Any, Any], records: Sequence[Any]) -> Iterator[Flaw]:
        """Yield what is wrong with the table that leads from a claim to its incidents or figures."""
        if self._ledger.lagging:  # it follows when they are put together again
            return
        known = {tuple(link.values()) for record in records for link in kind.links_of(record)}
        kept = {tuple(row) for row in self._record.rows(select(kind.links))}
        for key in sorted({str(one[0]) for one in kept ^ known}):
            what = f"The claims of this {kind.table.name.removesuffix('s')} are others."
            yield Flaw(where=f"{DATABASE}, {kind.links.name}", what=what, hangs=(key,))

    def _mark(self) -> Iterator[Flaw]:
        """Yield a flaw if the mark is gone that something came after incidents and figures, or says so of nothing."""
        if self._record.stale() and not self._ledger.lagging:
            what = "It says that incidents and figures are older than the log, and the log has nothing that they lack."
            yield Flaw(where=f"{DATABASE}, meta", what=what)
        if self._ledger.lagging and not self._record.stale():
            yield Flaw(
                where=f"{DATABASE}, meta",
                what=f"Incidents and figures are older than entry {self._ledger.changed} of the log, and the mark that "
                "says so is gone: they do not count what it tells.",
            )


def _all_told(rows: Sequence[Row[Any]]) -> tuple[str, str]:
    """Return the digest of the digests of all records and, as older logs have it, that of the records themselves."""
    texts = [told_by(row) for row in rows]
    return digest(hashlib.sha256(text.encode()).hexdigest() for text in texts), digest(texts)


def _wrong_with(row: Row[Any], record: Any, kind: Kind[Any, Any]) -> Iterator[str]:  # noqa: ANN401  # of that kind
    if record is None:
        yield "It cannot be read: its entry is damaged."
        return
    if not fits(row, kind.row_of(record, getattr(row, kind.order.name))):
        yield "The columns that it is found by are not its own."
    if not rightly_apart(row, record):
        yield NOT_APART
