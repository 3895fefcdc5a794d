"""A record that cannot be used says why, and what was acknowledged stays."""

import resource
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from factories import document
from histor.errors import RecordBusyError, RecordError, RecordVersionError
from histor.store.record import Record

TO_VERSION_1 = "UPDATE meta SET value = '1' WHERE key = 'schema_version'"
TO_VERSION_2 = "UPDATE meta SET value = '2' WHERE key = 'schema_version'"
TO_VERSION_3 = "UPDATE meta SET value = '3' WHERE key = 'schema_version'"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Record.open(tmp_path / "record", create=True):
        return tmp_path / "record"


def _python(code: str, **how: Any) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, **how)  # noqa: S603


def _small_files() -> None:
    """Make the disk as good as full for a process: no file of it grows beyond this."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))


def _change(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / "record.db")
    with connection:
        connection.execute(statement)
    connection.close()


def test_a_record_that_is_not_there_is_not_made_by_reading_it(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no record at"):
        Record.open(tmp_path / "none")

    assert not (tmp_path / "none").exists()


def test_a_record_made_by_a_newer_version_is_refused(folder: Path) -> None:
    _change(folder, "UPDATE meta SET value = '99' WHERE key = 'schema_version'")

    with pytest.raises(RecordVersionError, match="made by a newer Histor"):
        Record.open(folder)


def test_a_record_from_before_there_was_a_log_is_refused_with_what_to_do(folder: Path) -> None:
    _change(folder, TO_VERSION_1)

    with pytest.raises(RecordVersionError, match="had no log: build the record anew in another folder"):
        Record.open(folder)


def test_a_record_from_before_names_were_kept_apart_is_refused_with_what_to_do(folder: Path) -> None:
    _change(folder, TO_VERSION_2)

    with pytest.raises(RecordVersionError, match=f"histor replay --record {folder} --to NEW"):
        Record.open(folder)


def test_a_record_that_numbered_incidents_as_they_came_is_refused_with_what_to_do(folder: Path) -> None:
    _change(folder, TO_VERSION_3)

    with pytest.raises(RecordVersionError, match=f"as they came.*histor replay --record {folder} --to NEW"):
        Record.open(folder)


def test_an_older_release_is_refused_with_whom_to_ask(folder: Path) -> None:
    _change(folder, TO_VERSION_3)
    _change(folder, "INSERT INTO meta VALUES ('released', 'yes')")

    with pytest.raises(RecordVersionError, match="it is a release: ask for one that is made anew"):
        Record.open(folder)


@pytest.mark.parametrize("version", ["1", "2", "3"])
def test_a_record_that_is_too_old_is_left_as_it_was(folder: Path, version: str) -> None:
    _change(folder, {"1": TO_VERSION_1, "2": TO_VERSION_2, "3": TO_VERSION_3}[version])
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.suffix in (".db", ".jsonl")}
    with pytest.raises(RecordVersionError):
        Record.open(folder, create=True)

    assert {path: path.read_bytes() for path in before} == before


def test_a_file_that_is_no_database_is_refused(folder: Path) -> None:
    (folder / "record.db").write_bytes(b"not a database at all" * 100)

    with pytest.raises(RecordError, match="not a database"):
        Record.open(folder)


def test_another_programs_database_is_refused_even_to_create_in(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "record.db")
    connection.execute("CREATE TABLE accounts (id INTEGER)")
    connection.close()

    with pytest.raises(RecordError, match="is not a record"):
        Record.open(tmp_path, create=True)


def test_a_damaged_entry_is_an_error_and_not_a_shorter_list(folder: Path) -> None:
    with Record.open(folder) as record:
        record.add_document(document(), [])
    _change(folder, "UPDATE documents SET body = '{}'")

    with Record.open(folder) as record, pytest.raises(RecordError, match="damaged entry"):
        list(record.documents())


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "record").write_text("a file")

    with pytest.raises(RecordError, match="cannot be made a record"):
        Record.open(tmp_path / "record", create=True)


def test_a_second_writer_is_told_who_writes(folder: Path) -> None:
    code = f"""
from pathlib import Path
from histor.errors import RecordBusyError
from histor.store.record import Record
with Record.open(Path({str(folder)!r})) as record:
    try:
        with record.only_writer():
            print("both write")
    except RecordBusyError as error:
        print(error)
"""
    with Record.open(folder) as record, record.only_writer():
        told = _python(code).stdout

    assert "another build (process " in told


def test_a_writer_that_was_killed_holds_no_lock(folder: Path) -> None:
    code = f"""
import os
from pathlib import Path
from histor.store.record import Record
with Record.open(Path({str(folder)!r})) as record, record.only_writer():
    os.kill(os.getpid(), 9)
"""
    killed = _python(code).returncode

    with Record.open(folder) as record, record.only_writer():
        assert killed == -9


def test_two_writers_in_one_process_are_told_apart(folder: Path) -> None:
    with (
        Record.open(folder) as record,
        record.only_writer(),
        pytest.raises(RecordBusyError),
        record.only_writer(),
    ):
        pass


def test_a_full_disk_keeps_what_was_acknowledged_and_no_part_of_the_rest(folder: Path) -> None:
    code = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from pathlib import Path
from factories import document, harm
from histor.errors import RecordError
from histor.store.record import Record
with Record.open(Path({str(folder)!r})) as record:
    try:
        for number in range(1000):
            report = document(f"Report {{number}}. " + "x" * 5000)
            record.add_document(report, [harm(number, of=report.id)])
            print(number, flush=True)
    except RecordError as error:
        print(error, file=sys.stderr)
"""
    done = _python(code, preexec_fn=_small_files)
    acknowledged = len(done.stdout.split())
    with Record.open(folder) as record:
        assert 0 < acknowledged < 1000
        assert "disk full" in done.stderr or "disk is full" in done.stderr
        assert len(list(record.documents())) == len(list(record.claims())) == acknowledged
