"""Whatever is wrong with a file: it is said with what to do, its bytes are kept, and the rest is done."""

import hashlib
import random
import tracemalloc
from pathlib import Path

import pytest

from command import FIRST, Done, histor
from histor.documents.evidence import EvidenceVault
from histor.store.record import Record

STORY = (
    "“Nine people were killed in Latakia on Monday,” the mayor’s office said – after the café burned.\n" * 3
)
PARAGRAPH = "<p>Nine people were killed in Latakia on Monday, the mayor told reporters in the city.</p>"
HOSTILE = """---
outlet: <img src=x onerror=alert(1)>
title: =HYPERLINK("evil")
published: 2025-03-10
---
At least 30 people were killed in Latakia on Sunday, <script>alert(2)</script> the mayor of Latakia said.
"""
HUGE = 52_000_000

UNREADABLE = {
    "empty": (b"", "this file is empty: save or download it again"),
    "blank": (b" \n\t\n", "this file holds no text: save or download it again"),
    "picture": (
        b"\x89PNG\r\n\x1a\n" + bytes(4000),
        "this is a picture, which is not read yet: save its text",
    ),
    "program": (b"\x7fELF" + bytes(4000), "this is a program, which is not read yet: save its text"),
    "noise": (random.Random(1).randbytes(5000), "save it as UTF-8 and add it again"),  # noqa: S311 - no secret
    "page cut off": (b"<!DOCTYPE html><html><head><title>Nine de", "no article was found in this page: save"),
}


def built(folder: Path, name: str, data: bytes) -> Done:
    """Build a file of these bytes beside a good report."""
    reports = folder / "reports"
    reports.mkdir()
    (reports / name).write_bytes(data)
    (reports / "good.txt").write_text(FIRST, encoding="utf-8")
    return histor("build", reports, "--record", folder / "record")


@pytest.mark.parametrize("what", UNREADABLE)
def test_an_unreadable_file_is_said_and_kept_and_the_rest_is_done(tmp_path: Path, what: str) -> None:
    data, reason = UNREADABLE[what]
    done = built(tmp_path, "bad.txt", data)

    assert (done.status, done.out) == (1, "")
    assert "failed (read) bad.txt: " in done.err
    assert reason in done.err
    assert "2 files: 1 read, 0 already there, 1 failed" in done.err
    with Record.open(tmp_path / "record") as record:
        [failure] = record.failures()
        assert [document.file for document in record.documents()] == ["good.txt"]
        assert failure.sha256 is not None
        assert EvidenceVault(record.evidence).read(failure.sha256) == data


def test_fifty_megabytes_are_said_and_kept_and_the_rest_is_done(tmp_path: Path) -> None:
    data = (PARAGRAPH.encode() * (HUGE // len(PARAGRAPH) + 1))[:HUGE]
    done = built(tmp_path, "dump.txt", data)

    assert done.status == 1
    assert "dump.txt: 52 MB are more than one report holds (21 MB): cut the file up" in done.err
    assert "2 files: 1 read, 0 already there, 1 failed" in done.err
    with Record.open(tmp_path / "record") as record:
        [failure] = record.failures()
        assert failure.sha256 == hashlib.sha256(data).hexdigest()
        assert EvidenceVault(record.evidence).path(failure.sha256).stat().st_size == HUGE


def test_a_file_of_any_size_is_kept_in_little_memory(tmp_path: Path) -> None:
    huge = tmp_path / "huge.bin"
    with huge.open("wb") as file:
        file.truncate(HUGE)
    vault = EvidenceVault(tmp_path / "evidence")
    tracemalloc.start()
    try:
        digest = vault.keep_file(huge)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 5_000_000
    assert vault.path(digest).stat().st_size == HUGE
    assert list(vault.verify()) == []


def test_fifty_megabytes_piped_in_are_a_failure() -> None:
    done = histor("read", "-", stdin=b"a" * HUGE)

    assert (done.status, done.out) == (1, "[]\n")
    assert "cut the file up" in done.err


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_another_encoding_is_read_to_the_letter(tmp_path: Path, encoding: str) -> None:
    done = built(tmp_path, "story.txt", STORY.encode(encoding))

    assert done.status == 0, done.err
    with Record.open(tmp_path / "record") as record:
        assert [one.text for one in record.documents() if one.file == "story.txt"] == [STORY]


def test_a_page_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    head = "<!DOCTYPE html><html><head><title>Nine dead</title></head><body><article>"
    done = built(tmp_path, "cut.html", f"{head}{PARAGRAPH * 5}<p>The gover".encode())

    assert done.status == 0, done.err
    assert "2 files: 2 read, 0 already there, 0 failed" in done.err


def test_script_and_markup_stay_text_in_every_output(tmp_path: Path) -> None:
    built(tmp_path, "hostile.txt", HOSTILE.encode())
    record, page = tmp_path / "record", tmp_path / "dossier.html"
    histor("dossier", "--record", record, "-o", page)
    tables = [histor(kind, "--record", record, "--format", "csv").out for kind in ("documents", "claims")]
    written = page.read_text(encoding="utf-8")

    assert "&lt;script&gt;alert(2)" in written
    assert "<script>alert" not in written
    assert "<img src=x" not in written
    assert "<script>alert(2)</script>" in tables[1]
    assert not [line for table in tables for line in table.splitlines() if ",=HYPER" in line or ',"=' in line]


@pytest.mark.parametrize("command", ["build", "dossier"])
def test_a_newer_record_is_neither_read_nor_changed(tmp_path: Path, command: str) -> None:
    built(tmp_path, "again.txt", FIRST.encode())
    record = tmp_path / "record"
    _made_newer(record)
    before = (record / "record.db").read_bytes()
    given = [tmp_path / "reports"] if command == "build" else ["-o", tmp_path / "page.html"]
    done = histor(command, *given, "--record", record)

    assert (done.status, done.out) == (2, "")
    assert "made by a newer Histor" in done.err
    assert (record / "record.db").read_bytes() == before


def _made_newer(folder: Path) -> None:
    import sqlite3  # noqa: PLC0415  # here alone

    connection = sqlite3.connect(folder / "record.db")
    with connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    connection.close()
