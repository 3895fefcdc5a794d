"""A record as one file, at the command line."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from command import histor

SECRET = "four words in a row"  # noqa: S105  # of a test


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_text(f"{SECRET}\n", encoding="utf-8")
    return path


def listed(record: Path) -> str:
    return histor("claims", "--record", record, "--format", "jsonl").out


def test_a_packed_record_opens_elsewhere_as_it_was(built: Path, tmp_path: Path) -> None:
    assert histor("pack", "--record", built, "-o", tmp_path / "r.tar").status == 0
    done = histor("unpack", tmp_path / "r.tar", "--record", tmp_path / "opened")
    assert (done.status, listed(tmp_path / "opened")) == (0, listed(built))
    assert "verified and opened" in done.err


def test_packing_twice_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    for name in ("a.tar", "b.tar"):
        histor("pack", "--record", built, "-o", tmp_path / name)
    assert (tmp_path / "a.tar").read_bytes() == (tmp_path / "b.tar").read_bytes()


def test_an_opened_record_can_be_built_on(built: Path, tmp_path: Path) -> None:
    histor("pack", "--record", built, "-o", tmp_path / "r.tar")
    histor("unpack", tmp_path / "r.tar", "--record", tmp_path / "opened")
    more = tmp_path / "more.txt"
    more.write_text("Twelve people were killed in Ardel on Friday, residents said.", encoding="utf-8")
    assert histor("build", more, "--record", tmp_path / "opened").status == 0


def test_what_lies_in_the_write_ahead_log_is_packed_too(built: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    shutil.copytree(built, copied)
    with sqlite3.connect(copied / "record.db") as left_open:
        left_open.execute("INSERT INTO meta VALUES ('left', 'in the log')")
        left_open.commit()
        histor("pack", "--record", copied, "-o", tmp_path / "r.tar")
    left_open.close()
    histor("unpack", tmp_path / "r.tar", "--record", tmp_path / "opened")
    opened = sqlite3.connect(tmp_path / "opened" / "record.db")
    assert opened.execute("SELECT value FROM meta WHERE key = 'left'").fetchone() == ("in the log",)
    opened.close()


def test_a_changed_pack_is_not_opened(built: Path, tmp_path: Path) -> None:
    histor("pack", "--record", built, "-o", tmp_path / "r.tar")
    data = (tmp_path / "r.tar").read_bytes()
    (tmp_path / "r.tar").write_bytes(data.replace(b"killed", b"missed"))
    done = histor("unpack", tmp_path / "r.tar", "--record", tmp_path / "opened")
    assert (done.status, (tmp_path / "opened").exists()) == (2, False)
    assert "does not verify" in done.err


def test_a_sealed_record_opens_with_its_passphrase(built: Path, tmp_path: Path, secret: Path) -> None:
    sealed = histor("seal", "--record", built, "-o", tmp_path / "r.age", "--passphrase-file", secret)
    done = histor("unseal", tmp_path / "r.age", "--record", tmp_path / "opened", "--passphrase-file", secret)
    assert (sealed.status, done.status, listed(tmp_path / "opened")) == (0, 0, listed(built))
    assert SECRET not in sealed.out + sealed.err + done.out + done.err


def test_sealing_leaves_nothing_unencrypted_behind(built: Path, tmp_path: Path, secret: Path) -> None:
    histor("seal", "--record", built, "-o", tmp_path / "r.age", "--passphrase-file", secret)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.age", "secret"]


def test_another_passphrase_opens_nothing(built: Path, tmp_path: Path, secret: Path) -> None:
    histor("seal", "--record", built, "-o", tmp_path / "r.age", "--passphrase-file", secret)
    secret.write_text("another four words", encoding="utf-8")
    done = histor("unseal", tmp_path / "r.age", "--record", tmp_path / "opened", "--passphrase-file", secret)
    assert (done.status, (tmp_path / "opened").exists()) == (2, False)


def test_no_record_cannot_be_packed(tmp_path: Path) -> None:
    done = histor("pack", "--record", tmp_path / "none", "-o", tmp_path / "r.tar")
    assert (done.status, (tmp_path / "r.tar").exists()) == (2, False)
    assert "no record at" in done.err
