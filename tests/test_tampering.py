"""Whatever is done to a file, a table, a column or a row of a record is found by `verify`.

`benchmarks/flips.py` does more of it; HISTOR_TAMPERINGS says how many rounds here: none leaves out the costly half.
"""

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from command import histor
from full_record import full
from histor.pipeline import verify, verify_folder
from histor.records.entry import LogAct
from histor.store.record import Record
from histor.store.schema import metadata
from tampering import Tamperer

ROUNDS = int(os.environ.get("HISTOR_TAMPERINGS", "0"))
COSTLY = ("emptied", "every row deleted")
LOCK = "record.lock"  # nothing is read from it but which process has it
QUERY = "proofs/*.tsq"  # asks an authority for the hash of the statement; beside that, nothing rests on it


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return full(tmp_path_factory.mktemp("tampering"))


@pytest.fixture
def record(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "record")
    return tmp_path / "record"


def put_back(sound: Path, record: Path) -> None:
    """Make the database of a copy what it was; it may be open."""
    with (
        closing(sqlite3.connect(f"file:{sound / 'record.db'}?immutable=1", uri=True)) as whole,
        closing(sqlite3.connect(record / "record.db")) as changed,
    ):
        whole.backup(changed)


def test_the_record_that_is_tampered_with_has_rows_in_every_table_and_acts_of_every_kind(sound: Path) -> None:
    told, checked = Tamperer(sound / "record.db", 0), verify_folder(sound)
    acts = {json.loads(line)["act"] for line in (sound / "log.jsonl").read_text().splitlines()}

    assert (told.tables(), told.empty()) == (sorted(metadata.tables), [])
    assert (acts, checked.flaws, checked.notices) == ({str(act) for act in LogAct}, [], [])


def test_whatever_is_done_to_a_column_a_row_or_the_order_of_any_table_is_found(
    sound: Path, record: Path
) -> None:
    missed, number = [], 0
    with Record.open(record) as opened:
        for seed in range(ROUNDS or 1):
            for tampering in Tamperer(sound / "record.db", seed).everything():
                if not ROUNDS and tampering.what.endswith(COSTLY):
                    continue
                if tampering.done_to(record / "record.db"):
                    number += 1
                    # What is noted of the record as a whole is looked at when it is opened; opening takes its time.
                    anew = tampering.what.startswith("meta")
                    flaws = verify_folder(record).flaws if anew else verify(opened).flaws
                    missed += [] if flaws else [(seed, tampering.what)]
                put_back(sound, record)
    sys.stdout.write(f"{number} tamperings with tables, {len(missed)} missed\n")

    assert missed == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ("INSERT INTO meta VALUES ('released', 'yes')", "record.db, documents_sensitive"),
        ("INSERT INTO meta VALUES ('derived_stale', 'yes')", "record.db, meta"),
        ("DELETE FROM meta WHERE key = 'index_complete'", "record.db, meta"),
        ("UPDATE meta SET value = '70' WHERE key = 'index_texts'", "record.db, meta"),
        ("UPDATE meta SET value = '{}' WHERE key = 'index_judged'", "record.db, meta"),
        ("UPDATE meta SET value = '3' WHERE key = 'schema_version'", "record.db"),
        ("UPDATE meta SET value = 'none' WHERE key = 'schema_version'", "record.db"),
        ("UPDATE meta SET value = 'early' WHERE key = 'log_taken_in'", "record.db"),
        ("UPDATE meta SET value = '2 ' || substr(value, 4) WHERE key = 'log_taken_in'", "log.jsonl"),
        ("DROP TABLE gists", "record.db, table gists"),
        ("DROP TABLE meta", "record.db"),
        ("DROP INDEX claims_by_kind", "record.db, table claims"),
        ("CREATE UNIQUE INDEX one_of_each ON claims (kind, seq)", "record.db, table claims"),
    ],
)
def test_whatever_is_done_to_the_record_as_a_whole_is_found(record: Path, change: str, where: str) -> None:
    connection = sqlite3.connect(record / "record.db")
    with connection:
        connection.execute(change)
    connection.close()
    done = histor("verify", "--record", record)

    assert (done.status, where in {flaw.where for flaw in verify_folder(record).flaws}) == (1, True)


def test_a_database_that_cannot_be_opened_hides_no_flaw_beside_it(record: Path) -> None:
    (record / "record.db").write_bytes(b"no database")
    gone = next(path for path in sorted((record / "evidence").rglob("*")) if path.is_file())
    gone.unlink()
    told = (record / "log.jsonl").read_text()
    (record / "log.jsonl").write_text(told.replace('"who":"ana"', '"who":"eve"', 1))
    done = histor("verify", "--record", record, "--format", "json")
    flaws = json.loads(done.out)["flaws"]

    assert done.status == 1
    assert [flaw["where"].partition(",")[0] for flaw in flaws[:1]] == ["record.db"]
    assert any(flaw["where"].startswith("log.jsonl, line ") for flaw in flaws)
    assert [flaw["hangs"] for flaw in flaws if flaw["where"] == gone.relative_to(record).as_posix()] == [
        [gone.name]
    ]


def test_what_lies_beside_a_record_is_said(record: Path) -> None:
    (record / "notes.txt").write_text("mine")
    (record / "proofs" / "letter.pdf").write_text("theirs")
    (record / "evidence" / ".part-x").write_text("half")
    checked = verify_folder(record)

    assert checked.flaws == []
    assert [notice.split()[0] for notice in checked.notices] == [
        "notes.txt",
        "proofs/letter.pdf",
        "evidence/.part-x",
    ]


def test_a_folder_without_a_record_is_no_record(tmp_path: Path) -> None:
    assert histor("verify", "--record", tmp_path).status == 2


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.find(b"histor") + 1 or len(data) // 2
    data[at] ^= 1
    path.write_bytes(data)


def _made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


FILES: dict[str, Callable[[Path], object]] = {
    "a bit flipped": _flipped,
    "its last byte cut off": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "a byte added": lambda path: path.write_bytes(path.read_bytes() + b"x"),
    "emptied": lambda path: path.write_bytes(b""),
    "taken away": lambda path: path.unlink(),
    "renamed": lambda path: path.rename(path.with_name("a" * 64)),
    "made a folder": _made_a_folder,
}


def kinds(record: Path) -> dict[str, Path]:
    """Return one file of each kind that lies in a record."""
    found: dict[str, Path] = {}
    for path in sorted(path for path in record.rglob("*") if path.is_file()):
        name = path.relative_to(record)
        kind = name.as_posix() if len(name.parts) == 1 else f"{name.parts[0]}/*{name.suffix}"
        found.setdefault(kind, path)
    return found


@pytest.mark.parametrize("what", FILES)
def test_whatever_is_done_to_a_file_of_any_kind_is_found(sound: Path, tmp_path: Path, what: str) -> None:
    assert {*kinds(sound)} == {
        "evidence/*",
        "log.jsonl",
        "proofs/*.ots",
        QUERY,
        "proofs/*.txt",
        "record.db",
        LOCK,
    }
    missed = []
    for kind in kinds(sound):
        shutil.copytree(sound, tmp_path / "record")
        path = kinds(tmp_path / "record")[kind]
        path.chmod(0o644)
        FILES[what](path)
        checked = verify_folder(tmp_path / "record")
        said = checked.flaws or (checked.notices if (kind, what) == ("log.jsonl", "a byte added") else [])
        missed += [] if said else [kind]
        shutil.rmtree(tmp_path / "record")

    assert {*missed} <= {LOCK, QUERY}
