"""How far the database has followed the log, and what it takes in of the acts that it lacks."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from histor.errors import RecordError
from histor.records.entry import FIRST_PREVIOUS, Entry, LogAct
from histor.records.judgement import Judgement
from histor.records.retraction import Retraction
from histor.store import schema
from histor.store.arrival import Run
from histor.store.codec import decode, dumps
from histor.store.log import ActLog
from histor.store.writing import STALE, set_meta

Taken: TypeAlias = tuple[int, str]  # number and hash of the last entry taken in

TAKEN = "log_taken_in"
OF_ACTS = (  # tables
    schema.documents,
    schema.arrivals,
    schema.claims,
    schema.failures,
    schema.judgements,
    schema.retractions,
    schema.runs,
)
LOGGED_ALONE = frozenset({LogAct.OPEN, LogAct.EXPORT, LogAct.TIMESTAMP})  # the database has nothing of them


def taken_in(connection: Connection) -> Taken:
    """Return the last entry of the log that the database has taken in.

    Raises RecordError if what says so is damaged.
    """
    value = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == TAKEN)).scalar()
    seq, _, digest = (str(value) if value else f"0 {FIRST_PREVIOUS}").partition(" ")
    if not seq.isdecimal():
        raise RecordError(
            f"the database says that it has followed the log up to {value!r}, which is no entry"
        )
    return int(seq), digest


def took_in(connection: Connection, entry: Entry) -> None:
    """Note the last entry of the log that the database has taken in."""
    set_meta(connection, TAKEN, f"{entry.seq} {entry.sha256}")


def is_bare(connection: Connection) -> bool:
    """Whether a database has nothing of any act: the run that made it was cut off before its first was taken in."""
    return not any(connection.execute(select(table).limit(1)).first() for table in OF_ACTS)


def pending_entries(log: ActLog, taken: Taken, *, bare: bool) -> list[Entry]:
    """Return the entries that the database has not taken in; a `bare` one may lack all.

    Raises RecordError if the log does not hold the one that it took in last: nothing may be added then.
    """
    last = log.last()
    if last and (last.seq, last.sha256) == taken:
        return []
    entries = list(log.entries())
    if taken[0] == 0 and (last is None or bare):
        return entries
    if not any((entry.seq, entry.sha256) == taken for entry in entries[max(0, taken[0] - 1) : taken[0]]):
        raise RecordError(
            f"{log.file} is not the log of this record: it lacks entry {taken[0]}, which the database has taken "
            "in. `histor verify` says what is wrong; restore the record from a copy"
        )
    return entries[taken[0] :]


def take_in(connection: Connection, entries: Sequence[Entry]) -> list[int]:
    """Take in what the log tells whole (what persons decided, builds that ended), and return the numbers of the rest.

    Of what a machine did, the log has digests only: that is void, and done again.
    """
    for entry in entries:
        if entry.act in TOLD_WHOLE:
            TOLD_WHOLE[entry.act](connection, entry)
    machine = (entry for entry in entries if entry.act not in TOLD_WHOLE.keys() | LOGGED_ALONE)
    return [entry.seq for entry in machine]


def put_judgement(connection: Connection, entry: Entry) -> None:
    """Keep the judgement of an entry."""
    judgement = decode(Judgement, entry.body)
    row = {"seq": entry.seq, "id": judgement.id, "body": dumps(judgement)}
    connection.execute(insert(schema.judgements).values(row).on_conflict_do_nothing())
    set_meta(connection, STALE, "yes")


def put_retraction(connection: Connection, entry: Entry) -> None:
    """Keep the retraction of an entry."""
    retraction = decode(Retraction, entry.body)
    row = {"seq": entry.seq, "document": retraction.document, "body": dumps(retraction)}
    connection.execute(insert(schema.retractions).values(row).on_conflict_do_nothing())
    set_meta(connection, STALE, "yes")


def put_run(connection: Connection, entry: Entry) -> None:
    """Keep the build that an entry tells of."""
    row = {"seq": entry.seq, "body": dumps(decode(Run, entry.body))}
    connection.execute(insert(schema.runs).values(row).on_conflict_do_nothing())


TOLD_WHOLE: Mapping[LogAct, Callable[[Connection, Entry], None]] = {
    LogAct.JUDGE: put_judgement,
    LogAct.RETRACT: put_retraction,
    LogAct.RUN: put_run,
}
