"""Make a record again from its log and its evidence alone."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from histor import __version__
from histor.documents.evidence import EvidenceVault
from histor.documents.intake import Declared, Received
from histor.errors import InputError, RecordError
from histor.pipeline.knowing import settle
from histor.pipeline.reading import LoadReader, Reading, load_reader, read_received
from histor.records.contract import Json
from histor.records.entry import Entry, LogAct
from histor.records.failure import Failure
from histor.settings import Settings
from histor.store.arrival import Arrival
from histor.store.codec import decode, dumps
from histor.store.following import FollowingRecord
from histor.store.ledger import arrivals, capture_of, failure_in, ledger_of, valid
from histor.store.log import ActLog
from histor.store.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """A record made again: how many acts were followed, and which readers, no longer installed, had read."""

    acts: int
    totals: Mapping[str, int]
    other_readers: Sequence[str] = ()  # versions in the log that are not the installed one


def replay(
    folder: Path, new: Path, *, settings: Settings | None = None, load: LoadReader = load_reader
) -> Replayed:
    """Make the record in `folder` again in `new`, from `log.jsonl` and `evidence/` alone.

    Raises InputError if `new` holds something, RecordError if the log or the evidence is not as it was written.
    """
    settings = settings or Settings()
    log, vault = ActLog(folder / "log.jsonl"), EvidenceVault(folder / "evidence")
    acts = _acts(log)
    if new.exists() and any(new.iterdir()):
        raise InputError(f"{new} is not empty: give a new folder")
    with FollowingRecord.open(new, create=True) as made, made.only_writer():
        following = _Following(made, vault, settings, load)
        for together in arrivals(acts):
            following.take(together)
        if not ledger_of(acts, acts[-1].seq).lagging:
            settle(made)
        made.finish(log.file, log.last())
    with Record.open(new) as record, record.only_writer():
        settle(record)  # where a run was cut off before it did
        return Replayed(acts=len(acts), totals=record.counts(), other_readers=sorted(following.other_readers))


def _acts(log: ActLog) -> list[Entry]:
    """Return the acts of a sound log, without the void ones."""
    flaw = next(log.check(), None)
    if flaw:
        raise RecordError(
            f"{flaw.where}: {flaw.what} A log that was changed is not followed: see `histor verify`"
        )
    last = log.last()
    if last is None:
        raise RecordError(f"{log.file} is not there or is empty: there is nothing to follow")
    return valid(log.entries(), last.seq)


class _Following:
    """Does again what the entries of a log tell, in their order."""

    def __init__(
        self, made: FollowingRecord, vault: EvidenceVault, settings: Settings, load: LoadReader
    ) -> None:
        self._made = made
        self._vault = vault
        self._kept = EvidenceVault(made.evidence)
        self._settings = settings
        self._load = load
        self._read_by = f"histor/{__version__} {load(settings).version} {settings.fingerprint()}"
        self._captures: dict[int, Entry] = {}
        self.other_readers: set[str] = set()

    def take(self, together: Sequence[Entry]) -> None:
        """Do again one act, or all that came with one file."""
        first = together[0]
        match first.act:
            case LogAct.CAPTURE:
                self._captures[first.seq] = first
                self._kept.keep(self._bytes(first))
            case LogAct.READ | LogAct.FAIL if first.body.get("extractor"):
                self._arrive(together)
            case LogAct.FAIL:
                self._made.add_failure(failure_in(first))
            case LogAct.JUDGE | LogAct.RETRACT | LogAct.RUN:
                self._made.follow(first)

    def _arrive(self, together: Sequence[Entry]) -> None:
        seq = capture_of(together[0])
        if seq is None or seq not in self._captures:
            raise RecordError(
                f"log.jsonl, entry {together[0].seq}: nothing says which file this was read from"
            )
        capture, body = self._captures[seq], self._captures[seq].body
        read_by = str(together[0].body["extractor"])
        self.other_readers |= {read_by} - {self._read_by}
        received = Received(
            data=self._bytes(capture),
            file=str(body["file"]),
            declared=decode(Declared, body["declared"]),
            captured_at=datetime.fromisoformat(str(body["captured_at"])),
            container=_text(body.get("container")),
            locator=_text(body.get("locator")),
        )
        reading = read_received(received, self._settings, self._load)
        self._made.add_arrival(
            Arrival(
                sha256=capture.subject,
                file=received.file,
                declared=dumps(received.declared),
                read_by=self._read_by,
                capture=capture.seq,
                documents=reading.documents,
                failures=list(_as_logged(reading, together)),
            )
        )

    def _bytes(self, capture: Entry) -> bytes:
        try:
            data = self._vault.read(capture.subject)
        except OSError as error:
            raise RecordError(
                f"{self._vault.path(capture.subject)} cannot be read ({error.strerror}): see `histor verify`"
            ) from error
        if hashlib.sha256(data).hexdigest() != capture.subject:
            raise RecordError(f"{self._vault.path(capture.subject)} was changed: see `histor verify`")
        return data


def _as_logged(reading: Reading, together: Sequence[Entry]) -> Iterator[Failure]:
    """Yield the failures of a reading, with the time at which each was first seen."""
    told = {failure.id: failure for failure in map(failure_in, (e for e in together if e.act is LogAct.FAIL))}
    for failure in reading.failures:
        yield replace(failure, at=told[failure.id].at) if failure.id in told else failure


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) else None
