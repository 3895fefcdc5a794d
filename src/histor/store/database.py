"""Open the database of a record, and say in words what is wrong with one that cannot be used."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.exc import DBAPIError

from histor.errors import RecordBusyError, RecordError, RecordVersionError
from histor.store.schema import RELEASED, SCHEMA_VERSION, meta, metadata

FIRST_WITH_LOG = 2  # version of the schema
OTHERWISE = {  # how earlier versions with a log kept what they kept
    2: "kept names of victims and witnesses among the rest",
    3: "numbered incidents and figures as they came",
}
WHAT_IS_WRONG = {  # by SQLite's primary result code
    sqlite3.SQLITE_FULL: "the disk is full; make room and build again: what was read before is kept",
    sqlite3.SQLITE_IOERR: "it cannot be written or read (is the disk full?); what was read before is kept",
    sqlite3.SQLITE_READONLY: "it may not be written; check the permissions of the folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check the permissions of the folder",
    sqlite3.SQLITE_NOTADB: "it is not a database; restore it from a copy, or build the record anew elsewhere",
    sqlite3.SQLITE_CORRUPT: "it is damaged; restore it from a copy, or build the record anew elsewhere",
    sqlite3.SQLITE_BUSY: "another program is writing to it; wait for it to end",
}
PRIMARY_CODE = 0xFF  # the rest of a result code says more than we need


def connect(file: Path) -> Engine:
    """Return an engine for the record in `file`, which SQLite makes on first use if it is not there."""
    read_only = file.exists() and not os.access(file.parent, os.W_OK)
    address = f"file:{_quoted(file)}?{'immutable=1&mode=ro' if read_only else 'mode=rwc'}&uri=true"
    engine = create_engine(f"sqlite:///{address}")
    event.listen(engine, "connect", _prepare_read_only if read_only else _prepare)
    # Python's driver begins by itself, and only before some statements; we say when (SQLAlchemy's recipe).
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _quoted(file: Path) -> str:
    return str(file.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own
    _prepare_read_only(connection, _record)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # what was acknowledged outlives a power cut


def _prepare_read_only(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA busy_timeout = 5000")


@contextmanager
def usable(file: Path) -> Iterator[None]:
    """Turn what the database cannot do into a RecordError that says why."""
    try:
        yield
    except (
        DBAPIError,
        sqlite3.Error,
        UnicodeDecodeError,
    ) as error:  # the last of a file too damaged to say how
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = _code(cause)
        kind = RecordBusyError if code == sqlite3.SQLITE_BUSY else RecordError
        raise kind(f"{file}: {WHAT_IS_WRONG.get(code, str(cause))}") from error


def _code(error: BaseException | None) -> int:
    """Return SQLite's primary result code, -1 of an error that has none."""
    unknown = sqlite3.SQLITE_CORRUPT if isinstance(error, UnicodeDecodeError) else -1
    code: int = getattr(error, "sqlite_errorcode", unknown)
    return code if code < 0 else code & PRIMARY_CODE


def ensure_schema(connection: Connection, file: Path, *, create: bool) -> None:
    """Make the tables in an empty database; refuse one that is another program's or another Histor's."""
    tables = inspect(connection).get_table_names()
    if not tables and create:
        metadata.create_all(connection)
        connection.execute(meta.insert().values(key="schema_version", value=str(SCHEMA_VERSION)))
        return
    version = _version(connection) if "meta" in tables else None
    if version is None:
        raise RecordError(f"{file} is not a record: it is empty, or another program's; give another folder")
    if version > SCHEMA_VERSION:
        raise RecordVersionError(
            f"{file} was made by a newer Histor (its records have version {version}, this one reads up to "
            f"{SCHEMA_VERSION}): update Histor, or build the record anew in another folder"
        )
    if version < SCHEMA_VERSION:
        way_on = _release_again(connection) or _way_on(version, file.parent)
        raise RecordVersionError(f"{file} was made by an older Histor, {way_on}")


def _release_again(connection: Connection) -> str | None:
    return "and it is a release: ask for one that is made anew" if _noted(connection, RELEASED) else None


def _way_on(version: int, folder: Path) -> str:
    """Return why an older record cannot be used as it is, and how to get one that can."""
    if version < FIRST_WITH_LOG:
        return (
            "whose records had no log: build the record anew in another folder from the reports that it was built "
            f"from (`{folder / 'evidence'}` has each of them by its SHA-256, and stays as it is)"
        )
    return (
        f"which {OTHERWISE[version]}: make the record anew from its log and evidence, "
        f"`histor replay --record {folder} --to NEW`; the old one stays as it is"
    )


def _version(connection: Connection) -> int | None:
    found = _noted(connection, "schema_version")
    return int(found) if found and found.isdecimal() else None


def _noted(connection: Connection, key: str) -> str | None:
    return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()
