"""Archives, exports and hostile files in one build: the outer bytes are evidence, nothing is lost, verify passes."""

import hashlib
import json
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from command import FIRST, SECOND, Done, histor
from forms import NINE, csv_of, docx_of, mail_of, message, pdf_of, telegram_of, warc_of, xlsx_of, zip_of
from histor.documents.evidence import EvidenceVault
from histor.store.record import Record

PAGE = f"<!DOCTYPE html><html><body><article>{f'<p>{NINE}</p>' * 4}</article></body></html>".encode()


def built(folder: Path, **files: bytes) -> Done:
    reports = folder / "reports"
    reports.mkdir(exist_ok=True)
    for name, data in files.items():
        (reports / name.replace("__", ".")).write_bytes(data)
    return histor("build", reports, "--record", folder / "record")


def test_what_is_in_an_archive_is_read_its_bytes_are_kept_and_the_record_verifies(tmp_path: Path) -> None:
    outer = zip_of({"in/first.txt": FIRST.encode(), "inner.zip": zip_of({"second.txt": SECOND.encode()})})
    done = built(tmp_path, reports__zip=outer)

    assert (done.status, "2 files: 2 read" in done.err) == (0, True), done.err
    with Record.open(tmp_path / "record") as record:
        sha256 = hashlib.sha256(outer).hexdigest()
        assert {document.file: document.container for document in record.documents()} == {
            "reports.zip/in/first.txt": sha256,
            "reports.zip/inner.zip/second.txt": sha256,
        }
        assert EvidenceVault(record.evidence).read(sha256) == outer
    again = histor("build", tmp_path / "reports", "--record", tmp_path / "record")
    assert "2 files: 0 read, 2 already there, 0 failed" in again.err
    assert histor("verify", "--record", tmp_path / "record").status == 0


def test_every_form_is_read_in_one_build(tmp_path: Path) -> None:
    done = built(
        tmp_path,
        a__pdf=pdf_of([[(50, 800, NINE)]]),
        b__docx=docx_of([NINE]),
        c__eml=mail_of(NINE),
        d__warc=warc_of({"url": "https://a.example/1", "body": PAGE}),
        e__json=telegram_of(message(1, NINE)),
        f__csv=csv_of(["text"], [NINE]),
        g__xlsx=xlsx_of([["text", "outlet"], [NINE, "Post"]]),
    )
    assert (done.status, "7 files: 7 read, 0 already there, 0 failed" in done.err) == (0, True), done.err


def test_overlapping_exports_are_counted_once(tmp_path: Path) -> None:
    built(tmp_path, one__json=telegram_of(message(1, NINE), message(2, SECOND)))
    done = built(tmp_path, two__json=telegram_of(message(1, NINE), message(3, FIRST)))
    assert "4 files: 1 read, 3 already there, 0 failed" in done.err


def symlink() -> bytes:
    made = BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return made.getvalue()


ENTITIES = b"<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
HOSTILE = {
    "bomb.zip": (
        zip_of({"x.txt": bytes(120_000_000)}),
        "as in archives made to fill a disk: unpack it by hand",
    ),
    "link.tar": (symlink(), "this is a link or a device in an archive, and was not followed"),
    "feed.xml": (ENTITIES + b"<rss><channel/></rss>", "this feed declares entities, as attacks do"),
    "deep.json": (b"[" * 100_000, "this JSON is nested too deeply to be a list of reports"),
    "deep.html": (b"<html>" + b"<div>" * 100_000 + b"x", "this HTML is nested thousands of tags deep"),
    "nul.txt": (b"Nine \x00 dead", "this is not text: it holds zero bytes"),
    "scan.pdf": (b"%PDF-1.4 nothing", "this PDF is damaged"),
    "empty.zip": (zip_of({}), "there is no report in this"),
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    folder = tmp_path_factory.mktemp("hostile")
    escape = zip_of({"../../../escaped.txt": SECOND.encode()})
    files = {name.replace(".", "__"): data for name, (data, _) in HOSTILE.items()}
    return folder, built(folder, good__txt=FIRST.encode(), escape__zip=escape, **files)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_failure_that_says_what_it_is(hostile: tuple[Path, Done], name: str) -> None:
    [line] = [line for line in hostile[1].err.split("\n") if f"failed (read) {name}" in line]
    assert HOSTILE[name][1] in line


def test_beside_hostile_files_the_rest_is_read_and_all_bytes_are_kept(hostile: tuple[Path, Done]) -> None:
    folder, done = hostile
    assert f"{len(HOSTILE) + 2} files: 2 read, 0 already there, {len(HOSTILE)} failed" in done.err
    with Record.open(folder / "record") as record:
        vault = EvidenceVault(record.evidence)
        for data, _ in HOSTILE.values():
            assert vault.read(hashlib.sha256(data).hexdigest()) == data
        files = {document.file for document in record.documents()}
    assert files == {"good.txt", "escape.zip/(up)/(up)/(up)/escaped.txt"}
    assert not list(folder.parent.rglob("escaped.txt"))


def test_bidi_controls_and_markup_in_every_field_are_shown_and_never_markup(tmp_path: Path) -> None:
    fields = {
        "title": "<script>alert(1)</script>",
        "outlet": "<img src=x onerror=alert(2)>",
        "url": "javascript:alert(3)",
    }
    row = {"text": f"{NINE} \u202egnp\u202c", "published": "2025-03-10", **fields}
    built(tmp_path, rows__json=json.dumps([row]).encode())
    histor("dossier", "--record", tmp_path / "record", "-o", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert not [one for one in ("<script>alert", "<img src=x", 'href="javascript:', "\u202e") if one in page]
    [document] = json.loads(histor("documents", "--record", tmp_path / "record", "--format", "json").out)
    assert document["flags"] == ["bidi_controls"]


def test_columns_are_named_by_an_option(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(csv_of(["Was", "Wann"], [NINE, "2025-03-10"]))
    done = histor("read", tmp_path / "t.csv", "--columns", "text=Was,published=Wann")
    assert {claim["published"] for claim in json.loads(done.out)} == {"2025-03-10"}
    wrong = histor("read", tmp_path / "t.csv", "--columns", "words=Was")
    assert (wrong.status, "words is no field" in wrong.err) == (2, True)


def test_an_archive_through_a_pipe_is_opened() -> None:
    done = histor("read", "-", stdin=zip_of({"a.txt": FIRST.encode()}))
    assert (done.status, bool(json.loads(done.out))) == (0, True), done.err
