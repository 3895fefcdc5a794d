"""The files of a record at rest, for whoever copies them."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from histor.errors import RecordError
from histor.store.lock import only_writer

PASSING = ("record.lock", "record.db-wal", "record.db-shm")  # of a record in use; at rest they hold nothing


@contextmanager
def at_rest(folder: Path) -> Iterator[list[Path]]:
    """Hold off every writer and yield the record's files, everything written in place, in a stable order.

    Raises RecordBusyError if a build is at work, RecordError if there is no record.
    """
    file = folder / "record.db"
    if not file.is_file():
        raise RecordError(f"no record at {folder}: make one with `histor build PATH --record {folder}`")
    writable = os.access(folder, os.W_OK)  # what may not be written is at rest
    with only_writer(folder) if writable else nullcontext():
        if writable:
            _settle(file)
        yield sorted(path for path in folder.rglob("*") if _lasting(path))


def compact(folder: Path) -> None:
    """Write the database of a record anew, without pages that hold nothing any more."""
    connection = sqlite3.connect(folder / "record.db")
    try:
        connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise RecordError(
            f"{folder / 'record.db'} cannot be written anew ({error}): is the disk full?"
        ) from error
    finally:
        connection.close()


def _settle(file: Path) -> None:
    """Bring what lies in the write-ahead log into the database itself."""
    connection = sqlite3.connect(file)
    try:
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.Error as error:
        raise RecordError(f"{file} cannot be brought to rest ({error})") from error
    finally:
        connection.close()
    if busy:
        raise RecordError(f"{file} is being read by another program: wait for it to end")


def _lasting(path: Path) -> bool:
    return path.is_file() and path.name not in PASSING and not path.name.startswith(".")
