"""A record as a folder in use: its database, its log, its lock, and what a run that was cut off left behind."""

import getpass
import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import get_ident
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Executable, Row, func, select

from histor.errors import RecordError
from histor.records.entry import Draft, Entry, LogAct
from histor.store import schema
from histor.store.database import connect, ensure_schema, usable
from histor.store.lock import only_writer
from histor.store.log import ActLog
from histor.store.schema import RELEASED, SCHEMA_VERSION
from histor.store.taking import Taken, is_bare, pending_entries, take_in, taken_in, took_in

AT_ONCE = 200  # rows held while streaming: a few megabytes of text


def user_name() -> str:
    """Return who acts, for the log: HISTOR_USER, or the user of the operating system."""
    try:
        return os.environ.get("HISTOR_USER") or getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return f"user {os.getuid()}"


class OpenedRecord:
    """The folder, its database and its log; `Record` asks them and adds to them."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self.who = user_name()  # in whose name what follows is logged
        self.log = ActLog(folder / "log.jsonl")
        self.notices: list[str] = []  # what was found and mended on the way
        self._engine = engine
        self._file = folder / "record.db"
        self._holder: int | None = None  # the thread that holds the lock

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Self:
        """Open the record in `folder`; with `create`, make it if there is none.

        Raises RecordError if there is none or it cannot be used, RecordVersionError if it is too new.
        """
        file = folder / "record.db"
        if create:
            _make(folder)
        elif not file.is_file():
            raise RecordError(f"no record at {folder}: make one with `histor build PATH --record {folder}`")
        new = create and (not file.exists() or file.stat().st_size == 0)
        record = cls(folder, connect(file))
        try:
            with only_writer(folder) if new else nullcontext(), record._writing() as connection:
                if new:
                    record._refuse_orphaned_log()
                ensure_schema(connection, file, create=create)
                if new:
                    record._announce(connection, [record._opening()])
        except BaseException:
            record.close()
            raise
        return record

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def evidence(self) -> Path:
        """The folder that keeps the bytes as received."""
        return self.folder / "evidence"

    @contextmanager
    def only_writer(self) -> Iterator[None]:
        """Hold off every other writer, and take in what the log has and the database lacks.

        Raises RecordBusyError if another is at work, RecordError if log and database do not belong together or
        the record is a release.
        """
        with only_writer(self.folder):
            if self.released():
                raise RecordError(
                    f"{self.folder} is a release: its words and its evidence were left out, and nothing is added "
                    "to it; work on the record that it was made from"
                )
            self._holder = get_ident()
            try:
                self._recover()
                yield
            finally:
                self._holder = None

    def released(self) -> bool:
        """Return whether this is a release: a record for others, without what is sensitive."""
        return self._count(select(func.count()).where(schema.meta.c.key == RELEASED)) > 0

    def taken_in(self) -> Taken:
        """Return the number and the hash of the last entry of the log that the database has taken in."""
        with self._writing() as connection:
            return taken_in(connection)

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """Hold the lock and one transaction."""
        with self._locked(), self._writing() as connection:
            yield connection

    def _locked(self) -> AbstractContextManager[None]:
        """Hold the lock, unless this thread does already."""
        return nullcontext() if self._holder == get_ident() else self.only_writer()

    def _announce(self, connection: Connection, drafts: Sequence[Draft]) -> list[Entry]:
        """Put acts into the log, on disk before the transaction that they announce."""
        entries = self.log.extend(drafts)
        if entries:
            took_in(connection, entries[-1])
        return entries

    def _recover(self) -> None:
        """Bring log and database together after a run that was cut off between the two."""
        with self._writing() as connection:
            taken, bare = taken_in(connection), is_bare(connection)
        pending = pending_entries(self.log, taken, bare=bare)
        if not pending:
            return
        with self._writing() as connection:
            void = take_in(connection, pending)
            took_in(connection, pending[-1])
            if void:
                self._announce(connection, [self._resumption(void)])
        self.notices += (
            [f"taken up again after a run that was cut off: {len(void)} acts void"] if void else []
        )

    def _opening(self) -> Draft:
        return Draft(act=LogAct.OPEN, subject="record", who=self.who, body={"schema": SCHEMA_VERSION})

    def _resumption(self, void: Sequence[int]) -> Draft:
        return Draft(
            act=LogAct.OPEN,
            subject="record",
            who=self.who,
            why="a run was cut off before these acts were acknowledged: they are void, and done again",
            body={"void": [*void]},
        )

    def _refuse_orphaned_log(self) -> None:
        if any(entry.act is not LogAct.OPEN for entry in self.log.entries()):
            raise RecordError(
                f"{self.folder} has a log and no database: `histor replay --record {self.folder} --to NEW` "
                "makes it again from the log and the evidence"
            )

    def rows(self, query: Executable) -> Iterator[Row[Any]]:
        """Yield the rows of a query, as they come; for this room alone."""
        with usable(self._file), self._engine.connect() as connection:
            yield from connection.execution_options(yield_per=AT_ONCE).execute(query)

    def _count(self, query: Executable) -> int:
        return int(next(iter(list(self.rows(query))))[0])

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with usable(self._file), self._engine.begin() as connection:
            yield connection


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordError(
            f"{folder} cannot be made a record ({error.strerror}): give another folder"
        ) from error
