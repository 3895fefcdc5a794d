"""The rooms in order: bytes to documents, claims, incidents and figures, nothing lost."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from histor import __version__
from histor.documents.columns import NO_COLUMNS, Columns
from histor.documents.intake import Container, Declared, Gathered, Oversized, Received, gather, gather_bytes
from histor.pipeline.intake import Intake, Outcome, Step
from histor.pipeline.knowing import settle
from histor.pipeline.reading import LoadReader, Reading, load_reader, now, read_received, submitter
from histor.records.failure import Failure
from histor.settings import Settings
from histor.store.arrival import Run
from histor.store.record import Record

Progress: TypeAlias = Callable[[Step], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A build in numbers: every file that was received was read, was already there, or failed."""

    received: int
    read: int
    known: int
    failed: int
    failures: Sequence[Failure]  # of this build; a file may have several
    totals: Mapping[str, int]  # of the record after the build, by kind of entry
    seconds: float

    def __post_init__(self) -> None:
        if self.received != self.read + self.known + self.failed:
            raise ValueError(
                f"{self.received} files in, {self.read} read, {self.known} known, {self.failed} failed"
            )


def build(
    paths: Sequence[Path],
    *,
    record: Record,
    given: Declared | None = None,
    settings: Settings | None = None,
    columns: Columns = NO_COLUMNS,
    progress: Progress = lambda _: None,
    load: LoadReader = load_reader,
) -> Summary:
    """Read what is new in `paths` into `record`, then put incidents and figures together anew if need be.

    Raises RecordBusyError if another build is at work, MissingInputError if a path is not there.
    """
    settings, started = settings or Settings(), time.monotonic()
    with record.only_writer(), submitter(settings, load) as submit:
        version, before = load(settings).version, record.counts()
        read_by = f"histor/{__version__} {version} {settings.fingerprint()}"
        intake = Intake(record, submit, read_by=read_by, window=settings.jobs)
        received = _Counted(gather(paths, given or Declared(), now=now, columns=columns))
        steps = [_told(step, progress) for step in intake.take(received)]
        changed = settle(record)
        summary = _summary(received.count, steps, record.counts(), time.monotonic() - started)
        if changed or summary.totals != before:
            record.add_run(_run(summary, settings, version))
    return summary


def read_one(
    source: Path | bytes,
    *,
    given: Declared | None = None,
    settings: Settings | None = None,
    columns: Columns = NO_COLUMNS,
    load: LoadReader = load_reader,
) -> Iterator[Reading]:
    """Read a file, or the bytes of one, and keep nothing; a folder gives a reading for each of its files."""
    settings, given = settings or Settings(), given or Declared()
    received: Iterable[Gathered]
    if isinstance(source, bytes):
        piped = Received(data=source, file="-", declared=given, captured_at=now())
        received = gather_bytes(piped, columns=columns)
    else:
        received = gather([source], given, now=now, columns=columns)
    for item in received:
        match item:
            case Received():
                yield read_received(item, settings, load)
            case Oversized(failure=failure) | (Failure() as failure):
                yield Reading(documents=(), failures=(failure,))


class _Counted:
    """Counts what goes by."""

    def __init__(self, items: Iterable[Gathered]) -> None:
        self._items = items
        self.count = 0

    def __iter__(self) -> Iterator[Gathered]:
        for item in self._items:
            self.count += not isinstance(item, Container)  # its reports are counted
            yield item


def _told(step: Step, progress: Progress) -> Step:
    progress(step)
    return step


def _summary(received: int, steps: Sequence[Step], totals: Mapping[str, int], seconds: float) -> Summary:
    outcomes = Counter(step.outcome for step in steps)
    return Summary(
        received=received,
        read=outcomes[Outcome.READ],
        known=outcomes[Outcome.KNOWN],
        failed=outcomes[Outcome.FAILED],
        failures=[failure for step in steps for failure in step.failures],
        totals=totals,
        seconds=seconds,
    )


def _run(summary: Summary, settings: Settings, extractor: str) -> Run:
    counts = {"received": summary.received, "read": summary.read, "known": summary.known}
    return Run(
        at=now(),
        version=__version__,
        extractor=extractor,
        settings=json.dumps(settings.described()),
        counts=json.dumps(counts | {"failed": summary.failed} | dict(summary.totals)),
    )
