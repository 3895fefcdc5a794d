"""`verify` over every kind of file and of act that a record can hold: archives, proofs of age, each line of the log."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.authority import in_block, opentimestamp
from command import FIRST, SECOND, histor, write_reports
from forms import page_of, warc_of, zip_of
from histor.pipeline import build, retract, settle, verify
from histor.pipeline.deciding import decide_claims
from histor.records.entry import Flaw, LogAct
from histor.records.judgement import JudgementKind
from histor.review.decide import Decider
from histor.store.record import Record

FOUR = "Four people were killed in Tartus on Friday, the Syrian Observatory for Human Rights said."
SIX = "Six people were killed in Homs on Friday, the Syrian Observatory for Human Rights said."


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record in which there is a file and an act of every kind."""
    folder = tmp_path_factory.mktemp("sound")
    reports, record = write_reports(folder / "reports", (FIRST, SECOND)), folder / "record"
    (reports / "noise.txt").write_bytes(bytes(range(256)) * 4)
    (reports / "pages.warc.gz").write_bytes(warc_of({"url": "https://a.example/1", "body": page_of(FOUR)}))
    (reports / "more.zip").write_bytes(zip_of({"six.txt": SIX.encode()}))
    with Record.open(record, create=True) as opened:
        build([reports], record=opened)
        analyst = Decider(who="ana", at=datetime(2025, 4, 2, tzinfo=UTC), why="so it says")
        decide_claims(opened, analyst, JudgementKind.ACCEPT, [next(opened.claims()).id])
        retract(opened, list(opened.documents())[1].id, who="ana", why="an error")
    histor("dossier", "--record", record, "-o", folder / "page.html")
    histor("proof", "ask", "--record", record)
    [said] = (record / "proofs").glob("log-*.txt")
    (folder / "proof").write_bytes(
        opentimestamp(hashlib.sha256(said.read_bytes()).digest(), in_block(800_000))[0]
    )
    assert histor("proof", "attach", folder / "proof", "--record", record).status == 0
    return record


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "record")
    return tmp_path / "record"


def found(folder: Path) -> list[Flaw]:
    with Record.open(folder) as record:
        return list(verify(record).flaws)


def test_a_record_with_every_kind_of_file_and_act_is_intact(folder: Path) -> None:
    acts = {json.loads(line)["act"] for line in (folder / "log.jsonl").read_text().splitlines()}

    assert (acts, found(folder)) == ({str(act) for act in LogAct}, [])


def lines(folder: Path) -> list[str]:
    return (folder / "log.jsonl").read_text().splitlines(keepends=True)


def place_of(act: LogAct, told: list[str]) -> int:
    return next(number for number, line in enumerate(told) if json.loads(line)["act"] == act)


def _flipped(told: list[str], at: int) -> list[str]:
    middle = len(told[at]) // 2
    other = chr(ord(told[at][middle]) ^ 1)
    return [*told[:at], told[at][:middle] + other + told[at][middle + 1 :], *told[at + 1 :]]


def _moved(told: list[str], at: int) -> list[str]:
    rest = [*told[:at], *told[at + 1 :]]
    return [*rest[: at - 1], told[at], *rest[at - 1 :]] if at else [*rest[:1], told[at], *rest[1:]]


TAMPERED: dict[str, Callable[[list[str], int], list[str]]] = {
    "a letter is changed": _flipped,
    "it is taken out": lambda told, at: [*told[:at], *told[at + 1 :]],
    "it is told twice": lambda told, at: [*told[: at + 1], told[at], *told[at + 1 :]],
    "it stands elsewhere": _moved,
    "it is told again at the end": lambda told, at: [*told, told[at]],
}


@pytest.mark.parametrize("act", list(LogAct))
def test_whatever_is_done_to_the_line_of_an_act_of_any_kind_is_found(folder: Path, act: LogAct) -> None:
    told = lines(folder)
    for what, tamper in TAMPERED.items():
        tampered = tamper(told, place_of(act, told))
        assert tampered != told, what
        (folder / "log.jsonl").write_text("".join(tampered))
        assert found(folder) != [], what


@pytest.mark.parametrize("act", [LogAct.CAPTURE, LogAct.READ, LogAct.FAIL, LogAct.JUDGE, LogAct.RETRACT])
def test_what_hangs_on_a_changed_line_is_named(folder: Path, act: LogAct) -> None:
    told = lines(folder)
    at = place_of(act, told)
    entry = json.loads(told[at])
    about = {
        LogAct.FAIL: entry["body"].get("failure", {}).get("sha256"),
        LogAct.JUDGE: (entry["body"].get("subjects") or [None])[0],
    }.get(act, entry["subject"])
    (folder / "log.jsonl").write_text("".join(_flipped(told, at)))

    assert about in {one for flaw in found(folder) for one in flaw.hangs}


@pytest.mark.parametrize("suffix", [".warc.gz", ".zip"])
def test_what_was_taken_out_of_a_changed_archive_hangs_on_it(folder: Path, suffix: str) -> None:
    with Record.open(folder) as record:
        [inside] = [each for each in record.documents() if each.container and suffix in each.file]
        hanging = record.hanging_on(inside.id)
    path = folder / "evidence" / str(inside.container)[:2] / str(inside.container)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"?")

    assert [(flaw.where, flaw.what, flaw.hangs) for flaw in found(folder)] == [
        (
            path.relative_to(folder).as_posix(),
            "Its bytes are not those that were received.",
            hanging,
        )
    ]


def test_what_was_taken_out_of_a_lost_archive_hangs_on_it(folder: Path) -> None:
    with Record.open(folder) as record:
        inside = next(each for each in record.documents() if each.container)
    (folder / "evidence" / str(inside.container)[:2] / str(inside.container)).unlink()
    [flaw] = found(folder)

    assert flaw.what == "This file was received and is missing."
    assert inside.id in flaw.hangs


def test_evidence_that_is_a_link_to_the_same_bytes_elsewhere_is_found(folder: Path, tmp_path: Path) -> None:
    path = next(path for path in sorted((folder / "evidence").rglob("*")) if path.is_file())
    shutil.move(path, tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    [flaw] = found(folder)

    assert flaw.what == "This is a link to another file, not the one that was received."


def in_proofs(folder: Path, suffix: str) -> Path:
    [path] = (folder / "proofs").glob(f"*{suffix}")
    return path


def test_a_changed_proof_is_found(folder: Path) -> None:
    proof = in_proofs(folder, ".ots")
    proof.write_bytes(proof.read_bytes()[:-1] + b"?")

    assert [(flaw.where, flaw.what) for flaw in found(folder)] == [
        (f"proofs/{proof.name}", "This proof is not the one that was attached.")
    ]


def test_a_lost_proof_is_found(folder: Path) -> None:
    proof = in_proofs(folder, ".ots")
    proof.unlink()

    assert [(flaw.where, flaw.what) for flaw in found(folder)] == [
        (f"proofs/{proof.name}", "This proof was attached and is missing.")
    ]


def test_an_added_proof_is_found(folder: Path) -> None:
    (folder / "proofs" / "log-000002.tsr").write_bytes(b"planted")

    assert [(flaw.where, flaw.what) for flaw in found(folder)] == [
        ("proofs/log-000002.tsr", "The log does not know that this proof was attached.")
    ]


@pytest.mark.parametrize("said", [b"histor log 2 " + b"0" * 64 + b"\n", b"another thing", b""])
def test_a_changed_statement_is_found(folder: Path, said: bytes) -> None:
    statement = in_proofs(folder, ".txt")
    statement.write_bytes(said)

    assert [(flaw.where, flaw.what) for flaw in found(folder)] == [
        (f"proofs/{statement.name}", "What it states of the log is not so.")
    ]


def test_a_lost_statement_is_found(folder: Path) -> None:
    statement = in_proofs(folder, ".txt")
    statement.unlink()

    assert [(flaw.where, flaw.what) for flaw in found(folder)] == [
        (f"proofs/{statement.name}", "A proof attests this statement, and it is missing.")
    ]


def in_database(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / "record.db")
    with connection:
        assert connection.execute(statement).rowcount > 0
    connection.close()


def test_a_changed_gist_is_found_with_what_hangs_on_it(folder: Path) -> None:
    with Record.open(folder) as record:
        document = next(record.documents()).id
        hanging = record.hanging_on(document)
    in_database(folder, "UPDATE gists SET body = replace(body, 'Latakia', 'Latakea') WHERE seq = 1")

    assert hanging in [flaw.hangs for flaw in found(folder)]


def test_a_mark_that_is_gone_is_found(folder: Path) -> None:
    """Of a record whose figures do not count its last report yet."""
    with Record.open(folder) as record:
        first = next(record.documents()).id
        record.retract(first, who="ana", why="an error")
        assert verify(record).flaws == []
    in_database(folder, "DELETE FROM meta WHERE key = 'derived_stale'")
    [flaw] = found(folder)

    assert flaw.where == "record.db, meta"
    assert "the mark that says so is gone" in flaw.what


def test_a_mark_that_was_put_there_does_no_harm(folder: Path) -> None:
    in_database(folder, "INSERT INTO meta VALUES ('derived_stale', 'yes')")
    with Record.open(folder) as record:
        before = list(record.figures())
        with record.only_writer():
            settle(record)

        assert (list(record.figures()), list(verify(record).flaws)) == (before, [])
