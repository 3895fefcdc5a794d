"""One writer at a time: a lock that the system releases when its process ends, however it ends."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from histor.errors import RecordBusyError, RecordError

MAY_NOT = (
    "the folder may not be written. The record is as it was, and can be read; to add to it, change the permissions "
    "or copy it to where you may write"
)


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the lock of the record in `folder`; raises RecordBusyError if another process holds it."""
    # SQLite locks files on every system we run on; a write transaction that never ends is the lock.
    file = folder / "record.lock"
    connection = _open(file)
    try:
        _take(connection, file)
        yield
    finally:
        connection.close()


def _open(file: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(file, timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise RecordError(f"{file} cannot be opened ({error}): {MAY_NOT}") from error


def _take(connection: sqlite3.Connection, file: Path) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE IF NOT EXISTS owner (pid INTEGER)")
        connection.execute("DELETE FROM owner")
        connection.execute("INSERT INTO owner VALUES (?)", (os.getpid(),))
        connection.execute("COMMIT")
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            may_not = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY
            raise RecordError(
                f"{file} cannot be locked ({error}): {MAY_NOT if may_not else 'is the disk full?'}"
            ) from error
        raise RecordBusyError(
            f"another build{_owner(connection)} is writing to {file.parent}: wait for it to end, or stop it"
        ) from error
    except sqlite3.DatabaseError as error:
        raise RecordError(f"{file} is not a lock that Histor made: remove it and build again") from error


def _owner(connection: sqlite3.Connection) -> str:
    with suppress(sqlite3.Error):  # the pid is a courtesy; that it is busy is known already
        found = connection.execute("SELECT pid FROM owner").fetchone()
        if found:
            return f" (process {found[0]})"
    return ""
