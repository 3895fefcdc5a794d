"""The log is only ever added to, each line chained to the one before, and a torn line loses nothing acknowledged."""

import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import CAPTURED, document, harm
from histor.errors import RecordError
from histor.records.entry import FIRST_PREVIOUS, Draft, Entry, LogAct
from histor.records.judgement import Judgement, JudgementKind
from histor.store.arrival import Run
from histor.store.lines import canonical, line_of, parsed
from histor.store.log import ActLog
from histor.store.record import Record


@pytest.fixture
def log(tmp_path: Path) -> ActLog:
    return ActLog(tmp_path / "log.jsonl")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "record", create=True) as opened:
        yield opened


def noted(log: ActLog, *subjects: str) -> list[Entry]:
    return [log.append(LogAct.EXPORT, subject, who="ana") for subject in subjects]


def acts(record: Record) -> list[str]:
    return [str(entry.act) for entry in record.log.entries()]


def test_entries_are_numbered_and_each_names_the_hash_of_the_one_before(log: ActLog) -> None:
    first, second = noted(log, "a", "b")

    assert (first.seq, first.previous, second.seq, second.previous) == (1, FIRST_PREVIOUS, 2, first.sha256)
    assert list(log.entries()) == [first, second]
    assert list(log.check()) == []


def test_a_line_is_canonical_json_whose_hash_anybody_can_compute(log: ActLog) -> None:
    import hashlib  # noqa: PLC0415  # here alone

    log.append(LogAct.RETRACT, "d1", who="Zoë", why="قيل", body={"b": [1, None], "a": "é"})
    [line] = log.file.read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    digest = told.pop("sha256")
    again = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert sorted(told) == ["act", "at", "body", "previous", "seq", "subject", "who", "why"]
    assert hashlib.sha256(again.encode()).hexdigest() == digest


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.text(), st.text(), st.none() | st.text(), st.dictionaries(st.text(), JSON, max_size=4))
def test_whatever_an_entry_says_comes_back_from_its_line(
    subject: str, who: str, why: str | None, body: dict[str, Any]
) -> None:
    import tempfile  # noqa: PLC0415  # a folder for each example

    with tempfile.TemporaryDirectory() as folder:
        log = ActLog(Path(folder, "log.jsonl"))
        entry = log.append(LogAct.EXPORT, subject, who=who, why=why, body=body)

        assert list(log.entries()) == [entry]
        assert parsed(line_of(entry).encode()) == entry
        assert list(log.check()) == []


def test_a_name_that_is_no_unicode_is_written_as_an_escape() -> None:
    assert canonical({"file": "a\udcff"}) == '{"file":"a\\udcff"}'


def test_a_last_line_that_was_cut_off_is_set_aside_by_the_next_act(log: ActLog) -> None:
    [first] = noted(log, "a")
    with log.file.open("ab") as file:
        file.write(b'{"act":"retract","at":')
    unfinished, last = log.unfinished(), log.last()
    [second] = noted(log, "b")
    entries = list(log.entries())

    assert (unfinished, last) == (b'{"act":"retract","at":', first)
    assert [entry.act for entry in entries] == [LogAct.EXPORT, LogAct.OPEN, LogAct.EXPORT]
    assert (entries[1].body, entries[2]) == ({"unfinished": '{"act":"retract","at":'}, second)
    assert list(log.check()) == []


def test_long_lines_are_found_from_the_end(log: ActLog) -> None:
    entries = [log.append(LogAct.EXPORT, "x" * size, who="ana") for size in (10, 200_000, 70_000, 5)]

    assert [entry.seq for entry in entries] == [1, 2, 3, 4]
    assert log.last() == entries[-1]


def test_nothing_is_added_after_a_line_that_was_changed(log: ActLog) -> None:
    noted(log, "a", "b")
    log.file.write_text(log.file.read_text().replace('"b"', '"c"'))

    with pytest.raises(RecordError, match="histor verify"):
        noted(log, "d")


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))


def test_a_full_disk_leaves_whole_lines_alone(log: ActLog) -> None:
    code = f"""
from pathlib import Path
from histor.errors import RecordError
from histor.records.entry import LogAct
from histor.store.log import ActLog
log = ActLog(Path({str(log.file)!r}))
try:
    for number in range(100):
        log.append(LogAct.EXPORT, "x" * 300, who="ana")
        print(number)
except RecordError as error:
    print(error)
"""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, preexec_fn=_small_files
    )
    *acknowledged, said = done.stdout.splitlines()

    assert "is the disk full" in said
    assert len(list(log.entries())) == len(acknowledged) > 0
    assert log.unfinished() == b""
    assert list(log.check()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_log_that_may_not_be_written_says_so(log: ActLog) -> None:
    noted(log, "a")
    log.file.chmod(0o444)

    with pytest.raises(RecordError, match="cannot be written"):
        noted(log, "b")


def test_what_changes_nothing_is_not_logged(record: Record) -> None:
    report = document()
    for _ in range(2):
        record.add_document(report, [harm(of=report.id)])

    assert acts(record) == ["open", "read"]


def test_an_act_is_logged_in_the_name_of_who_acts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HISTOR_USER", "Desk two")
    with Record.open(tmp_path / "record", create=True) as record:
        record.add_document(document(), [])

        assert [entry.who for entry in record.log.entries()] == ["Desk two", "Desk two"]


JUDGEMENT = Judgement(
    kind=JudgementKind.ACCEPT,
    subjects=("c-1",),
    who="ana",
    at=datetime(2025, 3, 12, tzinfo=UTC),
    why="so it says",
)


def test_a_judgement_is_in_the_log_and_in_the_record(record: Record) -> None:
    record.add_judgement(JUDGEMENT)
    entry = record.log.last()

    assert list(record.judgements()) == [JUDGEMENT]
    assert entry
    assert (entry.act, entry.subject, entry.who, entry.at) == ("judge", JUDGEMENT.id, "ana", JUDGEMENT.at)


def test_a_judgement_that_the_log_alone_has_is_taken_in(tmp_path: Path) -> None:
    """A kill between the two writes leaves it so; here the database is an older copy."""
    Record.open(tmp_path / "record", create=True).close()
    before = (tmp_path / "record" / "record.db").read_bytes()
    with Record.open(tmp_path / "record") as record:
        record.add_judgement(JUDGEMENT)
    (tmp_path / "record" / "record.db").write_bytes(before)
    with Record.open(tmp_path / "record") as record:
        lacking = list(record.judgements())
        with record.only_writer():
            taken = list(record.judgements())

    assert (lacking, taken) == ([], [JUDGEMENT])


def test_a_record_cut_off_while_it_was_made_goes_on(tmp_path: Path) -> None:
    """A kill between the first line of the log and the first transaction leaves it so."""
    Record.open(tmp_path / "record", create=True).close()
    database = sqlite3.connect(tmp_path / "record" / "record.db")
    with database:
        database.execute("DELETE FROM meta WHERE key = 'log_taken_in'")
    database.close()
    with Record.open(tmp_path / "record") as record:
        record.add_judgement(JUDGEMENT)

        assert list(record.judgements()) == [JUDGEMENT]
        assert next(record.log.entries()).act == "open"


RUN = Run(
    at=datetime(2025, 3, 12, tzinfo=UTC),
    version="0.1.0",
    extractor="rules/1.58e8ac50+parser/3.8.0",
    settings='{"lexicons": "as shipped"}',
    counts='{"received": 1}',
)


def test_a_build_is_an_act_with_the_versions_of_what_read(record: Record) -> None:
    record.add_run(RUN)
    entry = record.log.last()

    assert list(record.runs()) == [RUN]
    assert entry
    assert (entry.act, entry.at, entry.body["extractor"], entry.body["settings"]) == (
        "run",
        RUN.at,
        RUN.extractor,
        RUN.settings,
    )


def test_a_build_that_the_log_alone_has_is_taken_in(tmp_path: Path) -> None:
    Record.open(tmp_path / "record", create=True).close()
    before = (tmp_path / "record" / "record.db").read_bytes()
    with Record.open(tmp_path / "record") as record:
        record.add_run(RUN)
    (tmp_path / "record" / "record.db").write_bytes(before)
    with Record.open(tmp_path / "record") as record, record.only_writer():
        assert (list(record.runs()), record.stale()) == ([RUN], False)


def test_what_a_machine_did_and_the_database_lacks_is_void_and_done_again(tmp_path: Path) -> None:
    Record.open(tmp_path / "record", create=True).close()
    before = (tmp_path / "record" / "record.db").read_bytes()
    with Record.open(tmp_path / "record") as record:
        record.add_document(document(), [])
    (tmp_path / "record" / "record.db").write_bytes(before)
    with Record.open(tmp_path / "record") as record:
        record.add_document(document(), [])
        entries = list(record.log.entries())

    assert [str(entry.act) for entry in entries] == ["open", "read", "open", "read"]
    assert entries[2].body == {"void": [2]}


def test_a_log_without_its_database_is_not_built_upon(tmp_path: Path) -> None:
    with Record.open(tmp_path / "record", create=True) as record:
        record.capture("00", "a.txt", declared="{}", captured_at=CAPTURED)
    (tmp_path / "record" / "record.db").unlink()

    with pytest.raises(RecordError, match="histor replay"):
        Record.open(tmp_path / "record", create=True)


def test_several_acts_are_written_together_or_not_at_all(log: ActLog) -> None:
    drafts = [Draft(act=LogAct.EXPORT, subject=subject, who="ana") for subject in "abc"]

    assert [entry.subject for entry in log.extend(drafts)] == ["a", "b", "c"]
    assert log.extend([]) == []
    assert len(list(log.entries())) == 3
