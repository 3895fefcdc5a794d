"""The log of a record: every act on a line of its own, chained by hashes, only ever added to."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from histor.errors import RecordError
from histor.records.contract import Json
from histor.records.entry import FIRST_PREVIOUS, Draft, Entry, Flaw, LogAct
from histor.store.lines import Bare, canonical, line_of, parsed, parsed_bare, told

CHUNK = 64 * 1024  # bytes read at once, from the end backwards


@dataclass(frozen=True, slots=True)
class ActLog:
    """The file `log.jsonl`; whoever appends holds the lock of the record."""

    file: Path

    def append(  # what an entry has
        self,
        act: LogAct,
        subject: str,
        *,
        who: str,
        why: str | None = None,
        body: Mapping[str, Json] | None = None,
        at: datetime | None = None,
        flush: bool = True,
    ) -> Entry:
        """Write one act and return it; it is on disk then or, without `flush`, no later than the next act that is.

        Raises RecordError if the log cannot be written, or is damaged at its end.
        """
        draft = Draft(act=act, subject=subject, who=who, why=why, body=body or {}, at=at)
        return self.extend([draft], flush=flush)[-1]

    def extend(self, drafts: Sequence[Draft], *, flush: bool = True) -> list[Entry]:
        """Write several acts, all of them or none, and return their entries; with `flush` they are on disk then.

        A last line that was cut off was never acknowledged: it is set aside, in an entry that quotes it.
        """
        if not drafts:
            return []
        last, whole, unfinished = self._end()
        if unfinished:
            drafts = [_set_aside(unfinished, drafts[0].who), *drafts]
        entries = list(_chained(drafts, last))
        try:
            self._write("".join(map(line_of, entries)).encode(), whole, flush=flush)
        except OSError as error:
            raise RecordError(
                f"{self.file} cannot be written ({error.strerror}): is the disk full, or the folder read-only? "
                "What was acknowledged before is kept"
            ) from error
        return entries

    def entries(self) -> Iterator[Entry]:
        """Yield the entries, oldest first, without an unfinished last line.

        Raises RecordError at a line that is none; `check` says what is wrong with each.
        """
        for number, line in self._lines():
            if line.endswith(b"\n"):
                yield self._entry(number, line)

    def sound(self) -> Iterator[Entry]:
        """Yield the entries whose lines are as they were written, wherever they stand."""
        for _, line in self._lines():
            with suppress(ValueError):  # `check` says what is wrong with the others
                yield parsed(line)

    def last(self) -> Entry | None:
        """Return the last whole entry, None of an empty log."""
        return self._end()[0]

    def last_in_chain(self) -> tuple[int, str]:
        """Return the number and hash of the last line of a released log, bare or whole; (0, "") of an empty one."""
        line = self._last_line()[0]
        try:
            found = _in_chain(line, released=True)
        except ValueError:
            return 0, ""
        return found.seq, found.sha256

    def unfinished(self) -> bytes:
        """Return what stands after the last whole line: the beginning of an act that was never acknowledged."""
        return self._last_line()[2]

    def check(self, *, released: bool = False) -> Iterator[Flaw]:
        """Yield every line that is not as it was written, or does not follow the one before it.

        Of a released log, lines may be bare: their words were left out, their place in the chain was not.
        """
        previous, expected = FIRST_PREVIOUS, 1
        for number, line in self._lines():
            if not line.endswith(b"\n"):
                continue
            where = f"{self.file.name}, line {number}"
            try:
                entry = _in_chain(line, released=released)
            except ValueError as error:
                yield Flaw(where=where, what=f"This line is not as it was written ({error}).")
                previous, expected = "", expected + 1
                continue
            if entry.seq != expected or (previous and entry.previous != previous):
                yield Flaw(where=where, what=_out_of_order(entry, expected))
            previous, expected = entry.sha256, entry.seq + 1

    def _entry(self, number: int, line: bytes) -> Entry:
        try:
            return parsed(line)
        except ValueError as error:
            raise RecordError(
                f"{self.file}, line {number} is not as it was written ({error}): `histor verify` says all that "
                "is wrong; restore the record from a copy"
            ) from error

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        if self.file.is_file():
            with self.file.open("rb") as lines:
                yield from enumerate(lines, start=1)

    def _end(self) -> tuple[Entry | None, int, bytes]:
        """Return the last whole entry, where it ends, and what stands after it."""
        line, whole, unfinished = self._last_line()
        return (self._entry_at_end(line) if line else None), whole, unfinished

    def _last_line(self) -> tuple[bytes, int, bytes]:
        """Return the last whole line, where it ends, and what stands after it; reads no more than that."""
        if not self.file.is_file():
            return b"", 0, b""
        size = self.file.stat().st_size
        with self.file.open("rb") as file:
            start, tail, before, whole = size, b"", 0, 0
            while start and not before:
                start = max(0, start - CHUNK)
                file.seek(start)
                tail = file.read(size - start - len(tail)) + tail
                whole = tail.rfind(b"\n") + 1
                before = tail.rfind(b"\n", 0, whole - 1) + 1 if whole else 0
        return tail[before:whole], start + whole if whole else 0, tail[whole:]

    def _entry_at_end(self, line: bytes) -> Entry:
        try:
            return parsed(line)
        except ValueError as error:
            raise RecordError(
                f"the last line of {self.file} is not as it was written ({error}): nothing can be added after it. "
                "`histor verify` says all that is wrong; restore the record from a copy"
            ) from error

    def _write(self, data: bytes, whole: int, *, flush: bool) -> None:
        """Put `data` after the first `whole` bytes, with `flush` through to the disk; all of it or nothing."""
        new = not self.file.exists()
        with self.file.open("ab") as file:
            file.truncate(whole)
            try:
                file.write(data)
                file.flush()
                if flush:
                    os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):  # closing writes what is buffered: it has failed already
                    file.close()
                os.truncate(self.file, whole)
                raise
        if new:
            sync_folder(self.file.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder through to the disk, where the system can."""
    with suppress(OSError):  # some systems open no folders: there a rename is on disk when it returns
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _chained(drafts: Sequence[Draft], last: Entry | None) -> Iterator[Entry]:
    seq, previous = (last.seq, last.sha256) if last else (0, FIRST_PREVIOUS)
    for seq, draft in enumerate(drafts, start=seq + 1):  # noqa: B020  # goes on from the last
        fields: dict[str, Any] = {
            "seq": seq,
            "at": draft.at or datetime.now(UTC),
            "who": draft.who,
            "act": draft.act,
            "subject": draft.subject,
            "why": draft.why,
            "body": draft.body,
            "previous": previous,
        }
        previous = hashlib.sha256(canonical(told(Entry(**fields, sha256=""))).encode()).hexdigest()
        yield Entry(**fields, sha256=previous)


def _set_aside(unfinished: bytes, who: str) -> Draft:
    return Draft(
        act=LogAct.OPEN,
        subject="log.jsonl",
        who=who,
        why="the last line was cut off before it was acknowledged, and is set aside",
        body={"unfinished": unfinished.decode(errors="backslashreplace")},
    )


def _in_chain(line: bytes, *, released: bool) -> Entry | Bare:
    try:
        return parsed(line)
    except ValueError:
        if not released:
            raise
    return parsed_bare(line)


def _out_of_order(entry: Entry | Bare, expected: int) -> str:
    if entry.seq != expected:
        return f"Entry {entry.seq} stands where entry {expected} belongs: lines are missing, added or in another order."
    return f"Entry {entry.seq} does not follow the line before it: a line was changed, added or taken out."
