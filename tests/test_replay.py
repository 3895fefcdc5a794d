"""The log and the evidence alone make the record again, entry for entry."""

import shutil
import sqlite3
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from command import FIRST, SECOND, UNDATED, histor, write_reports
from histor.documents.intake import Declared
from histor.errors import InputError, RecordError
from histor.pipeline import build, replay, retract, settle, verify
from histor.pipeline.deciding import correct
from histor.records.claim import StatementClaim
from histor.records.judgement import Judgement
from histor.review.decide import Decider
from histor.store.record import Record
from histor.store.schema import metadata

EMPTY = {"told"}  # in the record that is made here: every report tells of harm
CORRECTED = "Qevzor Wuxvyk"
NOT_A_REPORT = bytes(range(256)) * 4


def content(folder: Path) -> dict[str, list[Any]]:
    """Return the rows of every table, by their keys, column for column."""
    connection = sqlite3.connect(folder / "record.db")
    found = {}
    for table in metadata.sorted_tables:
        keys = ", ".join(column.name for column in table.primary_key)
        found[table.name] = connection.execute(f"SELECT * FROM {table.name} ORDER BY {keys}").fetchall()  # noqa: S608  # ours
    connection.close()
    return found


def eventful(folder: Path) -> Path:
    """Make a record to which most things that can happen have happened."""
    reports = write_reports(folder / "reports", (FIRST, SECOND))
    (reports / "noise.txt").write_bytes(NOT_A_REPORT)
    (reports / "mended.txt").write_bytes(b"")
    with zipfile.ZipFile(reports / "more.zip", "w") as packed:
        packed.writestr("inner/third.txt", FIRST.replace("40", "44"))
    with Record.open(folder / "record", create=True) as record:
        build([reports], record=record)
        (reports / "mended.txt").write_text(UNDATED)
        build([reports], record=record, given=Declared(language="en"))
        build([reports / "1.txt"], record=record, given=Declared(outlet="The Ardel Evening Post"))
        claim = next(record.claims())
        record.add_judgement(
            Judgement(
                kind="accept",  # type: ignore[arg-type]
                subjects=(claim.id,),
                who="ana",
                at=datetime.now(UTC),
                why="as the page has it",
            )
        )
        settle(record)
        said = next(claim for claim in record.claims() if isinstance(claim, StatementClaim))
        heard = Decider(who="ana", at=datetime.now(UTC), why="heard again")
        correct(record, heard, [said.id], {"speaker": CORRECTED})
        retract(record, list(record.documents())[-1].id, who="ana", why="an error")
    return folder / "record"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return eventful(tmp_path_factory.mktemp("sound"))


def test_replaying_makes_every_table_again(sound: Path, tmp_path: Path) -> None:
    replay(sound, tmp_path / "again")
    once, again = content(sound), content(tmp_path / "again")

    assert {table for table, rows in once.items() if not rows} == EMPTY
    for table, rows in once.items():
        assert again[table] == rows, table


def test_each_build_is_in_the_log_with_its_versions_and_settings(sound: Path) -> None:
    with Record.open(sound) as record:
        runs = [entry.body for entry in record.log.entries() if entry.act == "run"]

        assert [(run.extractor, run.settings) for run in record.runs()] == [
            (told["extractor"], told["settings"]) for told in runs
        ]
        assert all(
            str(told["extractor"]).startswith("rules/") and "en_core_web_sm" in str(told) for told in runs
        )


def test_a_corrected_name_is_made_again(sound: Path, tmp_path: Path) -> None:
    replay(sound, tmp_path / "again")
    with Record.open(tmp_path / "again") as record:
        assert [one.after["speaker"] for one in record.judgements() if "speaker" in one.after] == [CORRECTED]


def test_the_database_is_not_needed(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound / "evidence", tmp_path / "bare" / "evidence")
    shutil.copy(sound / "log.jsonl", tmp_path / "bare")
    replay(tmp_path / "bare", tmp_path / "again")

    assert content(tmp_path / "again") == content(sound)


def test_what_was_made_again_is_intact_and_builds_on(sound: Path, tmp_path: Path) -> None:
    replay(sound, tmp_path / "again")
    with Record.open(tmp_path / "again") as record:
        before = verify(record)
        build([write_reports(tmp_path / "more", (UNDATED + "\nOne more was injured.\n",))], record=record)
        after = verify(record)

    assert (before.flaws, after.flaws) == ([], [])


def test_a_report_that_is_declared_anew_and_says_the_same_lags_behind_nothing(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", (FIRST, SECOND))
    with Record.open(tmp_path / "record", create=True) as record:
        build([reports], record=record)
        build([reports], record=record, given=Declared(language="en"))
        acts = [str(entry.act) for entry in record.log.entries()]
        flaws = verify(record).flaws
    replay(tmp_path / "record", tmp_path / "again")

    assert (acts[-1], flaws) == ("read", [])
    assert content(tmp_path / "again") == content(tmp_path / "record")
    assert (tmp_path / "again" / "log.jsonl").read_bytes() == (tmp_path / "record" / "log.jsonl").read_bytes()


def test_the_command_says_what_it_made(sound: Path, tmp_path: Path) -> None:
    done = histor("replay", "--record", sound, "--to", tmp_path / "again")

    assert done.status == 0, done.err
    assert "4 documents" in done.err


def test_another_reader_than_the_one_in_the_log_is_said(sound: Path, tmp_path: Path) -> None:
    class Other:
        version = "other/1"

        def read(self, _document: object) -> list[Any]:
            return []

    done = replay(sound, tmp_path / "again", load=lambda _: Other())

    assert len(done.other_readers) == 1
    assert done.other_readers[0].startswith("histor/")


@pytest.mark.parametrize("what", ["log", "evidence", "missing"])
def test_what_was_tampered_with_is_not_followed(sound: Path, tmp_path: Path, what: str) -> None:
    folder = tmp_path / "record"
    shutil.copytree(sound, folder)
    some = next(path for path in (folder / "evidence").rglob("*") if path.is_file() and path.stat().st_size)
    if what == "log":
        log = folder / "log.jsonl"
        log.write_text(log.read_text().replace('"who":"ana"', '"who":"eve"'))
    elif what == "evidence":
        some.chmod(0o644)
        some.write_bytes(b"other")
    else:
        some.unlink()

    with pytest.raises(RecordError, match="histor verify"):
        replay(folder, tmp_path / "again")


def test_a_folder_that_holds_something_is_not_written_to(sound: Path) -> None:
    with pytest.raises(InputError, match="is not empty"):
        replay(sound, sound)
