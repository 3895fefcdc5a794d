"""What the log says that a record must hold: its acts in order, without those that are void or not taken in yet."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from histor.records.entry import Entry, LogAct
from histor.records.failure import Failure
from histor.store.codec import decode
from histor.store.rows import storable


class Places:
    """The numbers of rows as SQLite gives them: each that comes has one more than the highest that is there."""

    def __init__(self) -> None:
        self._of: dict[Hashable, int] = {}
        self._given: list[tuple[int, Hashable]] = []  # in their order; some of them went since

    def take(self, key: Hashable) -> None:
        """Give a row its number, unless it has one."""
        if key in self._of:
            return
        while self._given and self._of.get(self._given[-1][1]) != self._given[-1][0]:
            self._given.pop()
        self._of[key] = self._given[-1][0] + 1 if self._given else 1
        self._given.append((self._of[key], key))

    def leave(self, key: Hashable) -> None:
        """Forget a row."""
        self._of.pop(key, None)

    def of(self, key: Hashable) -> int | None:
        """Return the number of a row that is there."""
        return self._of.get(key)


@dataclass(slots=True)
class Ledger:
    """The record as its log has it, by the ids that the database uses."""

    captures: dict[int, Entry] = field(default_factory=dict)  # by number
    reads: dict[str, Entry] = field(default_factory=dict)  # the latest of each document
    failures: dict[str, Failure] = field(default_factory=dict)  # those not made good since
    failed: dict[str | None, set[str]] = field(default_factory=dict)  # by SHA-256 and file, all that ever did
    # By SHA-256 and file, the last capture that was read, by what, and whether all of it could be.
    taken: dict[tuple[str, str], tuple[int, str, bool]] = field(default_factory=dict)
    derive: Entry | None = None
    changed: int = 0  # the last entry that incidents and figures have to follow
    judgements: dict[str, Entry] = field(default_factory=dict)
    retractions: dict[int, Entry] = field(default_factory=dict)
    runs: dict[int, Entry] = field(default_factory=dict)
    mentioned: set[str] = field(default_factory=set)  # SHA-256 of all bytes that were ever announced
    document_places: Places = field(default_factory=Places)
    failure_places: Places = field(default_factory=Places)
    arrival_places: Places = field(default_factory=Places)

    @property
    def lagging(self) -> bool:
        """Whether something came after incidents and figures were put together last."""
        return self.changed > (self.derive.seq if self.derive else 0)


def valid(entries: Iterable[Entry], until: int) -> list[Entry]:
    """Return the entries up to the number `until` that a later one does not declare void."""
    found = list(entries)
    void = {seq for entry in found for seq in voided(entry)}
    return [entry for entry in found if entry.seq <= until and entry.seq not in void]


def voided(entry: Entry) -> list[int]:
    """Return the numbers of the entries that this one declares void."""
    void: Any = entry.body.get("void", []) if entry.act is LogAct.OPEN else []
    return list(void)


def ledger_of(entries: Iterable[Entry], until: int) -> Ledger:
    """Return what the entries up to the number `until` say."""
    found = list(entries)
    ledger = Ledger(mentioned={entry.subject for entry in found if entry.act is LogAct.CAPTURE})
    for arrival in arrivals(valid(found, until)):
        _forget_failures(ledger, arrival)
        for entry in arrival:
            _enter(ledger, entry)
        _take(ledger, arrival)
    return ledger


def arrivals(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield entries in order, those together that tell what became of one capture."""
    together: list[Entry] = []
    for entry in entries:
        capture = capture_of(entry)
        if together and (capture is None or capture != capture_of(together[-1])):
            yield together
            together = []
        together.append(entry)
        if capture is None:
            yield together
            together = []
    if together:
        yield together


def capture_of(entry: Entry) -> int | None:
    """Return the number of the capture whose bytes an entry was read from, or could not be."""
    capture = entry.body.get("capture") if entry.act in (LogAct.READ, LogAct.FAIL) else None
    return capture if isinstance(capture, int) else None


def failure_in(entry: Entry) -> Failure:
    """Return the failure that an entry tells of."""
    return decode(Failure, entry.body["failure"])


def _forget_failures(ledger: Ledger, arrival: Sequence[Entry]) -> None:
    """Drop what had failed before of the file that was read, or of its bytes, but what failed so again."""
    capture = ledger.captures.get(capture_of(arrival[0]) or 0)
    if capture is None or arrival[0].body.get("extractor") is None:
        return
    again = {failure_in(entry).id for entry in arrival if entry.act is LogAct.FAIL}
    keys = (capture.subject, str(capture.body["file"]))
    for earlier in set().union(*(ledger.failed.get(key, set()) for key in keys)) - again:
        ledger.failures.pop(earlier, None)
        ledger.failure_places.leave(earlier)


def _enter(ledger: Ledger, entry: Entry) -> None:
    match entry.act:
        case LogAct.CAPTURE:
            ledger.captures[entry.seq] = entry
        case LogAct.READ:
            if _is_new(entry, ledger.reads.get(entry.subject)):
                ledger.changed = entry.seq
            ledger.reads[entry.subject] = entry
            ledger.document_places.take(entry.subject)
        case LogAct.FAIL:
            failure = failure_in(entry)
            ledger.failures.setdefault(failure.id, failure)
            ledger.failure_places.take(failure.id)
            for key in (failure.sha256, storable(failure.subject)):
                ledger.failed.setdefault(key, set()).add(failure.id)
        case LogAct.DERIVE:
            ledger.derive = entry
        case LogAct.JUDGE:
            ledger.judgements.setdefault(entry.subject, entry)
            ledger.changed = entry.seq
        case LogAct.RETRACT:
            ledger.retractions[entry.seq] = entry
            ledger.changed = entry.seq
        case LogAct.RUN:
            ledger.runs[entry.seq] = entry


def _is_new(read: Entry, before: Entry | None) -> bool:
    """Whether a document, or its claims, were read otherwise than before."""
    told = ("document_sha256", "claims_sha256")
    return before is None or any(read.body.get(one) != before.body.get(one) for one in told)


def _take(ledger: Ledger, arrival: Sequence[Entry]) -> None:
    """Note by what a file was read and whether all of it could be."""
    capture, read_by = ledger.captures.get(capture_of(arrival[-1]) or 0), arrival[-1].body.get("extractor")
    if capture and read_by:
        same = [entry.act for entry in arrival if entry.body.get("extractor") == read_by]
        known = (capture.subject, str(capture.body["file"]))
        told = (capture.seq, str(read_by), LogAct.FAIL not in same)
        if ledger.taken.get(known) != told:
            ledger.arrival_places.leave(known)
        ledger.taken[known] = told
        ledger.arrival_places.take(known)
