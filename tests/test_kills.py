"""Kill a build at any moment: nothing acknowledged is lost, the record opens and verifies, the next run completes.

200 builds are killed, in groups that can run side by side; HISTOR_KILLS says how many instead, HISTOR_KILLS_SEED at
which moments.
"""

import os
import random
import re
import shutil
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from factories import count, harm
from histor.pipeline import build, reinstate, replay, retract, verify
from histor.records.claim import Claim
from histor.records.document import Document
from histor.settings import Settings
from histor.store.record import Record

KILLS = int(os.environ.get("HISTOR_KILLS", "200"))
GROUPS = 8
SEED = int(os.environ.get("HISTOR_KILLS_SEED", "5"))
REPORTS = 12
NUMBER = re.compile(r"(\d+) people were killed")
RETRACTED = "retracted"


@dataclass(frozen=True)
class QuickReader:
    """Reads one claim from each "N people were killed", at once: what is killed here is keeping, not reading."""

    version: str = "quick/1"

    def read(self, document: Document) -> Sequence[Claim]:
        return [
            replace(
                harm(count(int(found[1]))),
                document=document.id,
                quote=document.span(*found.span()),
                trigger=document.span(*found.span()),
                count_span=document.span(*found.span(1)),
                published=document.published,
            )
            for found in NUMBER.finditer(document.text)
        ]


def quick(_: Settings) -> QuickReader:
    return QuickReader()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for number in range(REPORTS):
        words = f"Residents of the town of Ardel spoke about the attack. In all {number} people were killed."
        (folder / f"{number:02}.txt").write_text(f"---\npublished: 2025-03-10\n---\n{words}\n")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 4)
    (folder / "empty.txt").write_bytes(b"")
    return folder


def work(folder: Path, reports: Path, say: Any) -> None:
    """Build a record and withdraw its first document, saying what is acknowledged."""
    with Record.open(folder, create=True) as record:
        build([reports], record=record, progress=lambda step: say(step.file), load=quick)
        first = next(record.documents()).id
        if first not in record.retracted():
            retract(record, first, who="ana", why="an error")
        say(RETRACTED)


def worked(folder: Path, reports: Path, seconds: float | None) -> tuple[list[str], bool]:
    """Work in a process of its own, killed after `seconds`; return what it acknowledged, and whether it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:  # no exit by way of pytest
        try:
            work(folder, reports, lambda words: os.write(writing, f"{words}\n".encode()))
            os._exit(0)
        except BaseException:  # noqa: BLE001  # said by the status
            os._exit(1)
    os.close(writing)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading) as said:
        acknowledged = said.read().split()
    status = os.waitpid(child, 0)[1]
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0
    return acknowledged, os.WIFSIGNALED(status)


def said_by(record: Record) -> dict[str, list[Any]]:
    """Return all that a record says, but for when it was received."""
    return {
        "documents": [replace(one, captured_at=one.published) for one in record.documents()],  # type: ignore[arg-type]
        "claims": list(record.claims()),
        "incidents": list(record.incidents()),
        "figures": list(record.figures()),
        "failures": [(failure.id, failure.reason) for failure in record.failures()],
    }


@pytest.fixture(scope="module")
def undisturbed(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    with Record.open(tmp_path_factory.mktemp("undisturbed") / "record", create=True) as record:
        build([reports], record=record, load=quick)
        return said_by(record)


@pytest.fixture(scope="module")
def seconds(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long the work takes when nobody kills it."""
    started = time.monotonic()
    worked(tmp_path_factory.mktemp("timed") / "record", reports, None)
    return time.monotonic() - started


def moments(seconds: float, group: int) -> Iterator[float]:
    chance = random.Random(f"{SEED} {group}")  # noqa: S311  # no secret
    while True:
        yield chance.uniform(0.0, seconds)


def survives(folder: Path, acknowledged: Sequence[str]) -> None:
    """Assert that a record that was killed holds what it acknowledged, and is intact."""
    if not (folder / "record.db").exists():
        assert acknowledged == []
        return
    with Record.open(folder, create=True) as record:
        assert verify(record).flaws == []
        kept = {document.file for document in record.documents()}
        failed = {failure.subject for failure in record.failures()}
        assert {*acknowledged} - {RETRACTED} <= kept | failed
        assert RETRACTED not in acknowledged or record.retracted()


def completes(folder: Path, reports: Path, undisturbed: dict[str, list[Any]]) -> None:
    """Assert that the next run makes the record what it would have been."""
    with Record.open(folder, create=True) as record:
        build([reports], record=record, load=quick)
        for document in record.retracted():
            reinstate(record, document, who="ben", why="no error")
        assert said_by(record) == undisturbed
        assert verify(record).flaws == []


def replays(folder: Path) -> None:
    """Assert that the log tells, after all, how the record came about."""
    again = folder.with_name("again")
    replay(folder, again, load=quick)
    with Record.open(again) as made, Record.open(folder) as record:
        assert list(made.documents()) == list(record.documents())
        assert said_by(made) == said_by(record)
    shutil.rmtree(again)


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_build_killed_at_any_moment_loses_nothing_and_the_next_one_completes(
    group: int, reports: Path, undisturbed: dict[str, list[Any]], seconds: float, tmp_path: Path
) -> None:
    wanted = -(-KILLS // GROUPS)
    killed, when = 0, moments(seconds, group)
    for number in range(wanted * 3):  # one that ended before it was killed does not count
        folder = tmp_path / str(number) / "record"
        for _ in range(1 + number % 2):  # every second record is killed twice
            acknowledged, was_killed = worked(folder, reports, next(when))
            killed += was_killed
            survives(folder, acknowledged)
        completes(folder, reports, undisturbed)
        if number % 4 == 1:  # of those that were killed twice, every second one
            replays(folder)
        shutil.rmtree(folder.parent)
        if killed >= wanted:
            break

    assert killed >= wanted
