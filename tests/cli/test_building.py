"""Reports become a record through the command line; whatever is wrong is said, and the rest is done."""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from command import FIRST, SECOND, histor, write_reports
from factories import CAPTURED
from histor.errors import RecordError
from histor.store.record import Record

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2  # as linux/prctl.h and capability.h say

ARGV = (sys.executable, "-c", "from histor.cli.main import run; run()")


def shell(*arguments: str | Path, **how: Any) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603  # our own interpreter
        [*ARGV, *map(str, arguments)], capture_output=True, text=True, check=False, **how
    )


def contents(folder: Path) -> list[list[Any]]:
    """Return all that a record holds but when it was received."""
    with Record.open(folder) as record:
        return [
            [replace(document, captured_at=CAPTURED) for document in record.documents()],
            list(record.claims()),
            list(record.incidents()),
            list(record.figures()),
            [(failure.id, failure.reason) for failure in record.failures()],
        ]


def many_reports(folder: Path, number: int) -> Path:
    towns = ("Latakia", "Tartus", "Baniyas", "Jableh", "Hama", "Homs")
    return write_reports(
        folder,
        [
            FIRST.replace("Latakia", towns[at % len(towns)]).replace("40", str(40 + at))
            + SECOND.split("---")[2]
            for at in range(number)
        ],
    )


def test_a_build_says_what_it_did_in_numbers_that_balance(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports")
    (reports / "empty.txt").write_bytes(b"")
    done = histor("build", reports, "--record", tmp_path / "record")

    assert (done.status, done.out) == (1, "")
    assert "4 files: 3 read, 0 already there, 1 failed" in done.err
    assert "empty.txt" in done.err


def test_building_again_adds_nothing(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports")
    histor("build", reports, "--record", tmp_path / "record")
    before = contents(tmp_path / "record")
    done = histor("build", reports, "--record", tmp_path / "record")

    assert done.status == 0
    assert "3 files: 0 read, 3 already there, 0 failed" in done.err
    assert contents(tmp_path / "record") == before


def test_more_processes_make_the_same_record(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports")
    one = shell("build", reports, "--record", tmp_path / "one")
    two = shell("build", reports, "--record", tmp_path / "two", "--jobs", "2")

    assert (one.returncode, two.returncode) == (0, 0), two.stderr
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_build_that_was_killed_is_taken_up_where_it_was(tmp_path: Path) -> None:
    reports = many_reports(tmp_path / "reports", 40)
    killed = subprocess.Popen(  # noqa: S603  # our own interpreter
        [*ARGV, "build", str(reports), "--record", str(tmp_path / "cut")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(lambda: _documents(tmp_path / "cut") >= 3)
    finally:
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    kept = _documents(tmp_path / "cut")
    again = shell("build", reports, "--record", tmp_path / "cut")
    whole = shell("build", reports, "--record", tmp_path / "whole")

    assert 3 <= kept < 40
    assert f"40 files: {40 - kept} read, {kept} already there, 0 failed" in again.stderr
    assert (again.returncode, whole.returncode) == (0, 0)
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")


def _documents(folder: Path) -> int:
    try:
        with Record.open(folder) as record:
            return record.counts()["documents"]
    except RecordError:  # not made yet
        return 0


def _wait_for(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not done():
        assert time.monotonic() < until, "the build never began to read"
        time.sleep(0.05)


def test_a_missing_file_is_a_wrong_call_and_makes_no_record(tmp_path: Path) -> None:
    done = histor("build", tmp_path / "none", "--record", tmp_path / "record")

    assert (done.status, done.out) == (2, "")
    assert "none" in done.err
    assert not (tmp_path / "record").exists()


def test_a_folder_that_may_not_be_read_is_a_failure_and_the_rest_is_done(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", [FIRST])
    (reports / "closed").mkdir()
    write_reports(reports / "closed", [SECOND])
    (reports / "closed").chmod(0)
    try:
        done = shell("build", reports, "--record", tmp_path / "record", preexec_fn=_as_anybody)
    finally:
        (reports / "closed").chmod(0o755)

    assert done.returncode == 1, done.stderr
    assert "closed" in done.stderr
    assert "2 files: 1 read, 0 already there, 1 failed" in done.stderr


def _as_anybody() -> None:
    """Give up root's right to read what may not be read; anybody else has none to give up."""
    if os.getuid() == 0:
        for right in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            ctypes.CDLL(None, use_errno=True).prctl(PR_CAPBSET_DROP, right, 0, 0, 0)


def test_a_full_disk_is_said_and_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    reports = many_reports(tmp_path / "reports", 30)
    done = shell("build", reports, "--record", tmp_path / "record", preexec_fn=_small_files)

    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert "disk" in done.stderr
    kept = _documents(tmp_path / "record")
    again = shell("build", reports, "--record", tmp_path / "record")
    assert f"30 files: {30 - kept} read, {kept} already there, 0 failed" in again.stderr


def _small_files() -> None:
    """Make the disk as good as full: no file of this process grows beyond this."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (330_000, 330_000))


def test_a_record_made_by_a_newer_version_is_a_wrong_call(tmp_path: Path) -> None:
    with Record.open(tmp_path / "record", create=True):
        pass
    _run_sql(tmp_path / "record", "UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    done = histor("claims", "--record", tmp_path / "record")

    assert (done.status, done.out) == (2, "")
    assert "made by a newer Histor" in done.err


def _run_sql(folder: Path, statement: str) -> None:
    import sqlite3  # noqa: PLC0415  # here alone

    connection = sqlite3.connect(folder / "record.db")
    with connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("command", ["documents", "claims", "statements", "incidents", "figures"])
def test_a_record_that_is_not_there_is_a_wrong_call(tmp_path: Path, command: str) -> None:
    done = histor(command, "--record", tmp_path / "none")

    assert (done.status, done.out) == (2, "")
    assert "no record at" in done.err


@pytest.mark.parametrize("wrong", ["10/03/2025", "2025-02-30", "last week", ""])
def test_a_date_that_is_none_is_a_wrong_call_that_says_how_to_write_one(tmp_path: Path, wrong: str) -> None:
    report = write_reports(tmp_path, [FIRST]) / "0.txt"
    done = histor("read", report, "--published", wrong)

    assert (done.status, done.out) == (2, "")
    assert "is not" in done.err


def test_reading_a_report_prints_its_claims_and_keeps_nothing(tmp_path: Path) -> None:
    report = write_reports(tmp_path, [SECOND]) / "0.txt"
    done = histor("read", report)
    claims = json.loads(done.out)

    assert done.status == 0
    assert [claim["exact"] for claim in claims if claim["kind"] == "harm" and claim["exact"]] == [57]
    assert list(tmp_path.iterdir()) == [report]


def test_a_report_can_be_piped_in(tmp_path: Path) -> None:
    report = write_reports(tmp_path, [SECOND]) / "0.txt"
    from_file = json.loads(histor("read", report, "--published", "2025-03-10").out)
    piped = json.loads(histor("read", "-", "--published", "2025-03-10", stdin=report.read_bytes()).out)

    assert [claim["id"] for claim in piped] == [claim["id"] for claim in from_file]


def test_a_report_that_cannot_be_read_is_a_failure_on_standard_error() -> None:
    done = histor("read", "-", stdin=b"")

    assert (done.status, done.out) == (1, "[]\n")
    assert "failed (read)" in done.err


def test_reading_a_missing_file_is_a_wrong_call(tmp_path: Path) -> None:
    done = histor("read", tmp_path / "none.txt")

    assert (done.status, done.out) == (2, "")
    assert "none.txt" in done.err


def test_a_lexicon_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    report = write_reports(tmp_path, [FIRST]) / "0.txt"
    done = histor("read", report, "--lexicon", tmp_path / "none")

    assert (done.status, done.out) == (2, "")
    assert "none" in done.err


def test_help_comes_at_once_and_every_command_shows_an_example() -> None:
    started = time.monotonic()
    done = shell("--help")
    seconds = time.monotonic() - started

    assert done.returncode == 0
    assert seconds < 10  # half a second on an idle machine; with a model loaded, several
    for command in (
        "build",
        "read",
        "documents",
        "claims",
        "statements",
        "incidents",
        "figures",
        "explain",
        "dossier",
    ):
        assert command in done.stdout
        assert "Example: histor" in histor(command, "--help").out


def test_the_command_line_loads_no_model_and_no_database_before_it_needs_them() -> None:
    code = "import histor.cli.main, sys; print({'sqlalchemy', 'spacy', 'trafilatura'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout == "set()\n"


def test_whoever_stops_reading_the_output_sees_no_complaint(built: Path) -> None:
    claims = subprocess.Popen(  # noqa: S603  # our own interpreter
        [*ARGV, "claims", "--record", str(built), "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert claims.stdout is not None
    claims.stdout.close()
    _, said = claims.communicate()

    assert said == b""


def test_the_version_is_said() -> None:
    assert histor("--version").out.startswith("histor ")
