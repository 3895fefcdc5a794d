"""Take files into a record, in order: keep the bytes, read what is new, note what is not."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial

from histor.documents.evidence import EvidenceVault, digest_of
from histor.documents.intake import Container, Declared, Gathered, Oversized, Received
from histor.errors import RecordError
from histor.pipeline.reading import Reading, Submit
from histor.records.failure import Failure
from histor.store.arrival import Arrival
from histor.store.codec import dumps, loads
from histor.store.record import Record


class Outcome(StrEnum):
    """What became of one file."""

    READ = "read"
    KNOWN = "already there"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One file, done."""

    file: str
    outcome: Outcome
    failures: Sequence[Failure] = ()


@dataclass(frozen=True, slots=True)
class _Pending:
    """A file whose bytes are kept as evidence, being read."""

    received: Received
    sha256: str
    declared: Declared
    capture: int
    reading: Callable[[], Reading]


class Intake:
    """Takes files into a record, in order, `window` of them being read at once."""

    def __init__(self, record: Record, submit: Submit, *, read_by: str, window: int) -> None:
        self._record = record
        self._vault = EvidenceVault(record.evidence)
        self._submit = submit
        self._read_by = read_by
        self._window = window
        self._pending: deque[_Pending] = deque()

    def take(self, incoming: Iterable[Gathered]) -> Iterator[Step]:
        """Yield what became of each file, once that is on disk; whoever takes is the only writer."""
        self._vault.clear()
        for item in incoming:
            match item:
                case Received():
                    yield from self._start(item)
                case Container():
                    self._keep_container(item)  # its reports follow, each on its own
                case Oversized():
                    yield self._too_large(item)
                case Failure():
                    yield self._failed(item)
            while len(self._pending) >= self._window:
                yield self._finish()
        while self._pending:
            yield self._finish()

    def _start(self, received: Received) -> Iterator[Step]:
        sha256 = hashlib.sha256(received.data).hexdigest()
        while any(sha256 == pending.sha256 for pending in self._pending):
            yield self._finish()  # the same bytes are being read: what they give decides what is new here
        declared = self._declared_anew(received, sha256)
        if declared is None:
            self._keep(partial(self._vault.keep, received.data))  # in case they were lost
            yield Step(file=received.file, outcome=Outcome.KNOWN)
            return
        capture = self._record.capture(
            sha256,
            received.file,
            declared=dumps(declared),
            captured_at=received.captured_at,
            container=received.container,
            locator=received.locator,
        )
        self._keep(partial(self._vault.keep, received.data))
        anew = replace(received, declared=declared)
        self._pending.append(_Pending(anew, sha256, declared, capture, self._submit(anew)))

    def _keep_container(self, item: Container) -> None:
        """Keep what reports are taken out of, logged before its bytes are."""
        path = item.source
        sha256 = self._keep(partial(digest_of, path)) if path else hashlib.sha256(item.data).hexdigest()
        self._announced(sha256, item.file, item.captured_at)
        self._keep(partial(self._vault.keep_file, path) if path else partial(self._vault.keep, item.data))

    def _too_large(self, item: Oversized) -> Step:
        """Keep a file that is not read, logged before its bytes are."""
        failure, sha256 = item.failure, self._keep(partial(digest_of, item.path))
        capture = self._announced(sha256, failure.subject, failure.at)
        self._keep(partial(self._vault.keep_file, item.path))
        return self._failed(replace(failure, sha256=sha256), capture=capture)

    def _announced(self, sha256: str, file: str, captured_at: datetime) -> int | None:
        """Log that bytes which are not read themselves are about to be kept, unless they are kept already."""
        if self._vault.path(sha256).exists():
            return None
        return self._record.capture(sha256, file, declared=dumps(Declared()), captured_at=captured_at)

    def _failed(self, failure: Failure, *, capture: int | None = None) -> Step:
        self._record.add_failure(failure, capture=capture)
        return Step(file=failure.subject, outcome=Outcome.FAILED, failures=(failure,))

    def _keep(self, keep: Callable[[], str]) -> str:
        try:
            return keep()
        except OSError as error:
            raise RecordError(
                f"{self._record.evidence} cannot be written ({error.strerror}): is the disk full, or the "
                "folder read-only? What was read before is kept; build again when it can be written"
            ) from error

    def _declared_anew(self, received: Received, sha256: str) -> Declared | None:
        """Return all that is declared about a file, None if it was read with that, by the same rules."""
        arrivals = self._record.arrivals(sha256)
        if not arrivals:
            return received.declared
        own = [arrived for arrived in arrivals if arrived.file == received.file]
        earlier = (own or arrivals)[-1]
        before = loads(Declared, earlier.declared)
        declared = received.declared.over(before)
        same = declared == before and self._read_by == earlier.read_by
        return None if same and earlier.read else declared

    def _finish(self) -> Step:
        done = self._pending.popleft()
        reading = done.reading()
        self._record.add_arrival(
            Arrival(
                sha256=done.sha256,
                file=done.received.file,
                declared=dumps(done.declared),
                read_by=self._read_by,
                capture=done.capture,
                documents=reading.documents,
                failures=reading.failures,
            )
        )
        outcome = Outcome.FAILED if reading.failures else Outcome.READ
        return Step(file=done.received.file, outcome=outcome, failures=reading.failures)
