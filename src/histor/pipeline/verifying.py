"""Check a record from the bytes up: evidence, log, database; say what is wrong and what hangs on it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from histor.documents.evidence import EvidenceVault
from histor.errors import RecordBusyError, RecordError
from histor.pipeline.gists import gist_of
from histor.pipeline.judging import judged
from histor.pipeline.knowing import RULE, derive, enter_kept, standing
from histor.pipeline.verifying_files import evidence_flaws, proof_flaws, strays
from histor.records.entry import Entry, Flaw
from histor.records.figure import Figure
from histor.records.gist import Gist
from histor.records.incident import Incident
from histor.store.checking import DatabaseCheck
from histor.store.filters import ClaimFilter
from histor.store.index_checking import other_tables
from histor.store.ledger import Ledger, ledger_of
from histor.store.log import ActLog
from histor.store.packing import pack
from histor.store.record import Record
from histor.store.released import withheld_tables

DATABASE, LOG = "record.db", "log.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was checked, what is wrong, and what is no flaw but worth knowing."""

    flaws: Sequence[Flaw]
    notices: Sequence[str]
    checked: Mapping[str, int]  # by kind: entries of the log, files of evidence, documents, claims ...


def verify_folder(folder: Path) -> Verified:
    """Check the record in a folder, as `verify` does; of a database that cannot be opened, all that lies beside it.

    Raises RecordError if there is no record, RecordBusyError if another program keeps it from being read.
    """
    if not any((folder / name).is_file() for name in (DATABASE, LOG)):
        raise RecordError(f"no record at {folder}: make one with `histor build PATH --record {folder}`")
    try:
        with Record.open(folder) as record:
            return verify(record)
    except RecordBusyError:
        raise
    except RecordError as error:
        return _without_database(folder, error)


def verify(record: Record) -> Verified:
    """Check that evidence, log and database are as they were written and belong together; nothing is changed.

    Raises RecordError if the database does not tell how far it has followed the log.
    """
    entries = list(record.log.sound())
    if record.released():
        return _verified_release(record)
    taken = record.taken_in()
    ledger = ledger_of(entries, taken[0])
    checks: Sequence[Callable[[], Iterable[Flaw]]] = (
        record.log.check,
        lambda: _log_end(entries, taken),
        lambda: evidence_flaws(EvidenceVault(record.evidence), entries, ledger, record.hanging_on),
        lambda: proof_flaws(record.folder, entries),
        *(_tracing(record, check) for check in DatabaseCheck(record, ledger).checks()),
        lambda: _gists(record, ledger),
        lambda: index_flaws(record) if ledger.derive and not ledger.lagging else (),
    )
    return Verified(
        flaws=[flaw for check in checks for flaw in _told(check)],
        notices=[*_notices(record, ledger, entries, taken[0]), *strays(record.folder)],
        checked=_checked(record.folder, entries) | {kind: record.counts()[kind] for kind in COUNTED},
    )


COUNTED = ("documents", "claims", "incidents", "figures")
DAMAGED = (
    RecordError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
)  # of what was put in place of entries


def _told(check: Callable[[], Iterable[Flaw]]) -> Iterator[Flaw]:
    """Yield what one check finds; where it can go no further, the others still can."""
    try:
        yield from check()
    except DAMAGED as error:
        yield Flaw(where=DATABASE, what=f"It cannot be read: {error}")


def _without_database(folder: Path, error: RecordError) -> Verified:
    """Check what lies beside a database that cannot be opened."""
    log = ActLog(folder / LOG)
    entries = list(log.sound())
    ledger = ledger_of(entries, len(entries))
    flaws = [
        Flaw(where=DATABASE, what=f"It cannot be checked: {error}", hangs=(*ledger.reads,)),
        *log.check(),
        *evidence_flaws(EvidenceVault(folder / "evidence"), entries, ledger, lambda document: (document,)),
        *proof_flaws(folder, entries),
    ]
    return Verified(flaws=flaws, notices=list(strays(folder)), checked=_checked(folder, entries))


def _checked(folder: Path, entries: Sequence[Entry]) -> dict[str, int]:
    files = sum(1 for _ in EvidenceVault(folder / "evidence").names())
    return {"acts in the log": len(entries), "files of evidence": files}


def _verified_release(record: Record) -> Verified:
    """Check what a release has: the chain of the log that it was made from, and a database that is whole."""
    flaws = list(record.log.check(released=True))
    taken, last = record.taken_in(), record.log.last_in_chain()
    if last != taken:
        flaws.append(
            Flaw(where=LOG, what=f"The log ends before or after entry {taken[0]}, at which it was released.")
        )
    flaws += _told(DatabaseCheck(record, ledger_of((), 0)).of_file)
    flaws += [
        Flaw(
            where=f"{DATABASE}, {table}",
            what="It has rows, and is said to be of a release: no release has any.",
        )
        for table in withheld_tables(record)
    ]
    notice = (
        "this is a release: words and evidence were left out, and only the chain of its log is checked, and whether "
        "its database is whole; "
        "the manifest that it came with tells whether its other files are as they were sent"
    )
    return Verified(flaws=flaws, notices=[notice], checked={"acts in the log": taken[0]})


def _log_end(entries: Sequence[Entry], taken: tuple[int, str]) -> Iterator[Flaw]:
    """Yield a flaw if the log does not hold the last entry that the database has taken in."""
    seq, digest = taken
    if seq and not any((entry.seq, entry.sha256) == taken for entry in entries):
        there = any(entry.seq == seq for entry in entries)
        what = "has another" if there else "ends before or lacks"
        yield Flaw(
            where=LOG,
            what=f"The database has taken in entry {seq} ({digest[:12]}…): the log {what} that entry.",
        )


def _tracing(record: Record, check: Callable[[], Iterable[Flaw]]) -> Callable[[], Iterable[Flaw]]:
    return lambda: (_traced(record, flaw) for flaw in check())


def _traced(record: Record, flaw: Flaw) -> Flaw:
    """Return a flaw of what was derived with the entries that are other than they would be if derived now."""
    if flaw.hangs or flaw.where not in ("record.db, incidents", "record.db, figures"):
        return flaw
    try:
        now = derive(*standing(record), rule=RULE, decided=judged(record))
        kept: Sequence[Incident | Figure] = list(record.incidents())
        found: Sequence[Incident | Figure] = now.incidents
        if flaw.where.endswith("figures"):
            kept, found = list(record.figures()), now.figures
    except DAMAGED:  # of an entry, which is a flaw of its own
        return flaw
    others = (one.id for one in (*kept, *found) if one not in kept or one not in found)
    return replace(flaw, hangs=tuple(dict.fromkeys(others)))


def _gists(record: Record, ledger: Ledger) -> Iterator[Flaw]:
    """Yield every gist that is not the one of its report: incidents and figures are put together from these."""
    for document in record.without_gist() if ledger.derive and not ledger.lagging else ():
        yield Flaw(
            where=f"record.db, gist of {document}",
            what="It is missing: build again, and it is made.",
            hangs=record.hanging_on(document),
        )
    for document, kept in record.packed_gists():
        try:
            claims = record.claims(ClaimFilter(document=document))
            known = pack(gist_of(record.document(document), claims), Gist)
        except DAMAGED:  # of the report, which is a flaw of its own
            continue
        if kept != known:
            yield Flaw(
                where=f"record.db, gist of {document}",
                what="It is not what follows from the document and its claims: remove it, and build again.",
                hangs=record.hanging_on(document),
            )


def index_flaws(record: Record) -> Iterator[Flaw]:
    """Yield every table of the index that does not follow from the reports: what comes next is held against it."""
    for table in other_tables(record, lambda index: enter_kept(record, index)):
        yield Flaw(
            where=f"record.db, {table}",
            what="It is not what follows from the reports: make the record again (`histor replay`).",
        )


def _notices(record: Record, ledger: Ledger, entries: Sequence[Entry], until: int) -> Iterator[str]:
    pending = sum(1 for entry in entries if entry.seq > until)
    if pending:
        yield f"a run was cut off: {pending} of its acts were not acknowledged; the next build goes on from there"
    if record.log.unfinished():
        yield "the last line of the log was cut off: it was not acknowledged, and the next act sets it aside"
    if ledger.lagging:
        yield "some reports are not counted yet: a build is at work, or was cut off; build again"
