"""Reports in what holds many of them: taken out, each under its own bytes, or said to be a failure."""

import gzip
import json
import sys
import tarfile
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest

from factories import CAPTURED, published
from forms import (
    FOUR,
    NINE,
    PACKERS,
    Files,
    bomb,
    csv_of,
    docx_of,
    mail_of,
    message,
    page_of,
    pdf_of,
    rss_of,
    tar_of,
    telegram_of,
    warc_of,
    xlsx_of,
    zip_of,
)
from histor.documents.columns import NO_COLUMNS, Columns
from histor.documents.intake import Container, Declared, Received, gather, gather_bytes
from histor.documents.read import read
from histor.records.document import Document, Published
from histor.records.failure import Failure

Out = tuple[list[Document], list[Failure]]


def read_all(data: bytes, file: str, columns: Columns = NO_COLUMNS) -> Out:
    documents: list[Document] = []
    failures: list[Failure] = []
    received = Received(data=data, file=file, declared=Declared(), captured_at=CAPTURED)
    for item in gather_bytes(received, columns=columns):
        for made in read(item) if isinstance(item, Received) else [item]:
            if isinstance(made, Document):
                documents.append(made)
            if isinstance(made, Failure):
                failures.append(made)
    return documents, failures


def documents(data: bytes, file: str, columns: Columns = NO_COLUMNS) -> list[Document]:
    found, failures = read_all(data, file, columns)
    assert not failures
    return found


def reasons(data: bytes, file: str) -> dict[str, str]:
    return {failure.subject: failure.reason for failure in read_all(data, file)[1]}


def test_members_of_a_zip_are_reports_under_the_archive_s_name_and_hash() -> None:
    data = zip_of({"in/nine.txt": NINE.encode(), "four.html": page_of(FOUR)})
    four, nine = documents(data, "reports.zip")
    assert (four.file, nine.file) == ("reports.zip/four.html", "reports.zip/in/nine.txt")
    assert (nine.text, nine.locator, four.reader) == (NINE, "in/nine.txt", "html/3")
    assert nine.container == four.container != nine.id


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_compressed_tar_is_opened_whatever_compressed_it(suffix: str) -> None:
    [nine] = documents(PACKERS[suffix](tar_of({"in/nine.txt": NINE.encode()})), f"reports.tar{suffix}")
    assert (nine.file, nine.text) == (f"reports.tar{suffix}/in/nine.txt", NINE)


def test_a_single_compressed_file_is_the_report_in_it() -> None:
    [nine] = documents(gzip.compress(NINE.encode()), "nine.txt.gz")
    assert (nine.file, nine.text) == ("nine.txt.gz/nine.txt", NINE)


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_a_manifest_in_an_archive_declares_as_in_a_folder(pack: Callable[[Files], bytes]) -> None:
    manifest = b"file,outlet,published\nnine.txt,Ardel Post,2025-03-10\ngone.txt,X,\n"
    data = pack({"in/nine.txt": NINE.encode(), "in/manifest.csv": manifest})
    found, failures = read_all(data, "reports")
    assert [(each.outlet, each.published) for each in found] == [("Ardel Post", published("2025-03-10"))]
    assert [each.reason for each in failures] == [
        "the manifest names this file, but it is not in the archive"
    ]


def test_an_archive_under_another_name_is_opened_by_its_bytes() -> None:
    assert [each.text for each in documents(zip_of({"a": NINE.encode()}), "reports.txt")] == [NINE]


def test_archives_in_archives_are_opened_to_a_bounded_depth() -> None:
    data = NINE.encode()
    for level in range(4):
        data = zip_of({f"{level}.zip" if level else "nine.txt": data})
    assert [each.text for each in documents(data, "outer.zip")] == [NINE]
    for level in range(4, 10):
        data = zip_of({f"{level}.zip": data})
    [reason] = reasons(data, "outer.zip").values()
    assert reason.startswith("archives in archives are opened 5 deep: unpack this one by hand")


def test_one_member_made_to_fill_a_disk_is_refused_and_the_others_are_read() -> None:
    data = zip_of({"bomb.txt": bytes(200_000_000), "nine.txt": NINE.encode()})
    found, failures = read_all(data, "x.zip")
    assert [each.text for each in found] == [NINE]
    assert [each.subject for each in failures] == ["x.zip/bomb.txt"]
    assert failures[0].reason.startswith("200 MB out of 194 KB, as in archives made to fill a disk")


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_stream_made_to_fill_a_disk_is_cut_off(suffix: str) -> None:
    [reason] = reasons(PACKERS[suffix](bytes(150_000_000)), f"bomb{suffix}").values()
    assert reason.startswith("this expands to more than 100 times its size")


def test_bombs_in_bombs_share_one_bound() -> None:
    layer = zip_of({f"{number}.zip": bomb(19_000_000) for number in range(10)})
    found, failures = read_all(layer, "x.zip")
    assert not found
    assert failures[-1].reason.startswith("this expands to more than 100 times its size")


@pytest.mark.parametrize("name", ["../../etc/cron.d/x.txt", "/etc/x.txt", "a\\..\\..\\x.txt"])
def test_a_name_that_leads_out_of_an_archive_is_a_label_and_nothing_is_written(name: str) -> None:
    [found] = documents(zip_of({name: NINE.encode()}), "x.zip")
    assert found.text == NINE
    assert ".." not in found.file.split("/")


def test_links_in_archives_are_not_followed() -> None:
    made = BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    zipped = BytesIO()
    with zipfile.ZipFile(zipped, "w") as zip_file:
        info = zipfile.ZipInfo("passwd.txt")
        info.external_attr = 0o120777 << 16
        zip_file.writestr(info, "/etc/passwd")
    assert [*reasons(made.getvalue(), "x.tar").values(), *reasons(zipped.getvalue(), "x.zip").values()] == [
        "this is a link or a device in an archive, and was not followed",
        "this is a link in an archive, and was not followed",
    ]


def test_an_archive_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    data = tar_of({"a.txt": NINE.encode(), "b.txt": FOUR.encode() * 200})
    found, failures = read_all(data[:3000], "x.tar")
    assert [each.text for each in found] == [NINE]
    assert failures[0].reason.startswith("this TAR archive breaks off or is damaged")


def test_an_archive_without_a_report_says_so() -> None:
    assert list(reasons(zip_of({}), "x.zip").values()) == [
        "there is no report in this: look into it, and add what it should hold"
    ]


def test_an_e_mail_gives_its_body_and_its_attachments() -> None:
    body, attached = documents(mail_of(NINE, attached={"a.docx": docx_of([FOUR])}), "mail.eml")
    assert (body.title, body.author, body.outlet) == ("Nine dead", "Ardel Desk", "ardelpost.example")
    assert (body.published, body.text.strip()) == (published("2025-03-10"), NINE)
    assert (attached.file, attached.text) == ("mail.eml/a.docx", FOUR)


def test_an_e_mail_of_html_alone_is_read_as_a_browser_shows_it() -> None:
    html = f"Content-Type: text/html\nFrom: a@b.example\nMIME-Version: 1.0\n\n<p>{NINE}</p><script>x()</script><p>Z</p>"
    assert [each.text for each in documents(html.encode(), "x.eml")] == [f"{NINE}\nZ"]


def test_a_plain_text_that_only_points_to_the_report_gives_way_to_its_html() -> None:
    html = f"<html><body><p>{NINE}</p><p>{FOUR}</p></body></html>"
    stub = "View this e-mail in your browser: https://list.example/3"
    assert documents(mail_of(stub, html=html), "x.eml")[0].text == f"{NINE}\n{FOUR}"
    assert documents(mail_of(NINE, html=html), "x.eml")[0].text.strip() == NINE


def test_text_that_begins_with_a_word_and_a_colon_is_no_e_mail() -> None:
    assert [each.reader for each in documents(f"From: the coast\n\n{NINE}".encode(), "a.txt")] == ["text/2"]


def test_entries_of_a_feed_are_reports_with_link_date_and_outlet() -> None:
    entry = {
        "title": "Nine dead",
        "link": "https://a.example/1",
        "pubDate": "Mon, 10 Mar 2025 23:30:00 -0300",
        "description": f"&lt;p&gt;{NINE}&lt;/p&gt;",
    }
    [found] = documents(rss_of(entry), "feed.rss")
    assert (found.url, found.title, found.outlet) == ("https://a.example/1", "Nine dead", "Ardel Post")
    assert (found.published, found.text) == (published("2025-03-11"), NINE)


def test_an_atom_feed_is_read_too() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast</title><entry><title>T</title>'
        '<link href="https://a.example/1"/><updated>2025-03-10T08:00:00Z</updated><author><name>A. Writer</name>'
        f'</author><content type="text">{NINE}</content></entry></feed>'
    )
    [found] = documents(feed.encode(), "x.txt")
    assert (found.author, found.published, found.text) == ("A. Writer", published("2025-03-10"), NINE)


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss"])
def test_a_feed_that_declares_entities_is_refused(name: str) -> None:
    feed = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>'
    assert list(reasons(feed, name).values()) == [
        "this feed declares entities, as attacks do, and was not read"
    ]


@pytest.mark.parametrize("gz", [True, False])
def test_pages_of_a_web_archive_keep_address_and_date_of_capture(gz: bool) -> None:  # noqa: FBT001
    [found] = documents(warc_of({"url": "https://a.example/1", "body": page_of(NINE)}, gz=gz), "crawl.bin")
    assert (found.url, found.file) == ("https://a.example/1", "crawl.bin/https://a.example/1")
    assert found.captured_at == datetime(2025, 3, 10, 9, tzinfo=UTC)


def test_redirects_and_revisits_in_a_web_archive_lead_to_the_page_or_say_that_it_is_missing() -> None:
    digest = "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    data = warc_of(
        {"url": "https://a.example/old", "status": "301 Moved", "headers": [("Location", "/1")]},
        {"url": "https://a.example/1", "body": page_of(NINE)},
        {"url": "https://b.example/1", "kind": "revisit", "digest": digest, "before": "https://a.example/1"},
        {"url": "https://c.example/1", "kind": "revisit", "digest": digest, "before": "https://z.example"},
        {"url": "https://a.example/lost", "status": "302 Found", "headers": [("Location", "/gone")]},
        {"url": "https://a.example/down", "status": "503 Busy"},
    )
    found, failures = read_all(data, "c.warc")
    assert [each.url for each in found] == ["https://a.example/1"]
    assert {failure.subject.partition("/")[2]: failure.reason.partition(",")[0] for failure in failures} == {
        "https://c.example/1": "this page was as at an earlier visit",
        "https://a.example/down": "the server answered 503 and gave no report: fetch the page again",
        "https://a.example/lost": "this address leads to https://a.example/gone",
    }


def test_a_compressed_answer_is_read_and_one_made_to_fill_the_memory_is_not() -> None:
    packed = [("Content-Encoding", "gzip")]
    data = warc_of(
        {"url": "https://a.example/1", "body": gzip.compress(page_of(NINE)), "headers": packed},
        {"url": "https://a.example/2", "body": gzip.compress(bytes(60_000_000)), "headers": packed},
    )
    found, failures = read_all(data, "c.warc.gz")
    assert [each.url for each in found] == ["https://a.example/1"]
    assert [each.reason.partition(" are ")[0] for each in failures] == ["21 MB"]


def test_a_wacz_is_read_by_its_archives_alone() -> None:
    warc = warc_of({"url": "https://a.example/1", "body": page_of(NINE)})
    data = zip_of(
        {
            "archive/data.warc.gz": warc,
            "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
            "indexes/index.cdx": b"x",
            "datapackage.json": b"{}",
        }
    )
    assert [each.locator for each in documents(data, "c.wacz")] == [
        "archive/data.warc.gz/https://a.example/1"
    ]


def test_messages_of_a_channel_are_reports_of_it() -> None:
    entities = ["Update: ", {"type": "bold", "text": "Four people"}, " were wounded in Tartus on Sunday."]
    data = telegram_of(
        message(1, NINE), message(2, entities, forwarded_from="Hill News"), {"type": "service"}
    )
    first, second = documents(data, "result.json")
    assert (first.outlet, first.published, first.url) == (
        "Coast Watch",
        published("2025-03-10"),
        "https://t.me/c/1234567890/1",
    )
    assert (second.text, second.agency_credit) == (
        "Update: Four people were wounded in Tartus on Sunday.",
        "Hill News",
    )


def test_overlapping_exports_hold_the_same_messages() -> None:
    one = documents(telegram_of(message(1, NINE), message(2, FOUR)), "a.json")
    other = documents(telegram_of(message(2, FOUR, reactions=[{"count": 3}]), name="Renamed"), "b.json")
    assert one[1].id == other[0].id
    assert one[0].id != one[1].id


def test_an_edited_message_is_another_version_that_had_appeared_by_its_edit() -> None:
    edit = "1741737600"  # 2025-03-12
    [before] = documents(telegram_of(message(1, NINE)), "a.json")
    [after] = documents(telegram_of(message(1, NINE.replace("nine", "12"), edited_unixtime=edit)), "b.json")
    assert before.id != after.id
    assert before.url == after.url
    assert after.flags == ("edited",)
    assert after.published == Published(start=date(2025, 3, 10), end=date(2025, 3, 12))


def test_messages_without_words_are_counted_in_one_failure() -> None:
    data = telegram_of(message(1, "", photo="x.jpg"), message(2, "", photo="y.jpg"), message(3, NINE))
    found, failures = read_all(data, "result.json")
    assert len(found) == 1
    assert [each.reason for each in failures] == [
        "messages without words were not read: 2 with a picture. Look at them yourself"
    ]


def test_an_account_s_export_gives_every_chat() -> None:
    chat = json.loads(telegram_of(message(1, NINE)))
    assert len(documents(json.dumps({"chats": {"list": [chat, chat]}}).encode(), "result.json")) == 2


def test_channels_that_were_left_are_in_an_account_s_export_too() -> None:
    chat = json.loads(telegram_of(message(1, NINE)))
    assert len(documents(json.dumps({"left_chats": {"list": [chat]}}).encode(), "result.json")) == 1


def test_what_an_export_could_not_hold_is_counted() -> None:
    poll = message(2, "", poll={"question": "Were nine killed?", "answers": []})
    data = telegram_of({"id": 1, "type": "unsupported"}, poll, message(3, NINE))
    [reason] = reasons(data, "result.json").values()
    assert "not read: 1 with a poll, 1 with what this Telegram could not export." in reason


def test_the_marks_of_a_reliefweb_body_are_no_words_of_it() -> None:
    fields = {
        "title": "Update",
        "body": "### Casualties\n\n**Nine people** were killed, [the mayor](https://a.example) said.",
    }
    [found] = documents(json.dumps({"data": [{"id": "7", "fields": fields}]}).encode(), "answer.json")
    assert (found.text, found.reader) == (
        "Casualties\n\nNine people were killed, the mayor said.",
        "reliefweb/3",
    )


def test_a_reliefweb_answer_gives_reports_with_source_and_original_date() -> None:
    fields = {
        "title": "Flash Update",
        "body": NINE,
        "date": {"original": "2025-03-10T00:00:00+00:00", "created": "2025-03-12T00:00:00+00:00"},
        "source": [{"name": "Relief Office", "shortname": "RO"}],
        "url_alias": "https://r.example/1",
        "language": [{"code": "en"}],
    }
    data = json.dumps(
        {"data": [{"id": "7", "fields": fields}, {"id": "8", "fields": {"title": "x"}}]}
    ).encode()
    [found], [failure] = read_all(data, "answer.json")
    assert (found.outlet, found.url, found.published) == (
        "RO",
        "https://r.example/1",
        published("2025-03-10"),
    )
    assert (failure.subject, failure.reason.partition(":")[0]) == (
        "answer.json/report 8",
        "this report came without its body",
    )


def test_gdelt_articles_are_read_as_headlines_and_say_so() -> None:
    article = {
        "url": "https://a.example/1",
        "title": "Nine people killed in Latakia",
        "seendate": "20250310T061500Z",
        "domain": "a.example",
        "language": "English",
    }
    [found] = documents(json.dumps({"articles": [article]}).encode(), "list.json")
    assert (found.text, found.outlet, found.flags) == (
        "Nine people killed in Latakia",
        "a.example",
        ("headline_only",),
    )
    assert found.published == published("2025-03-10")


ROWS = (["Body", "Date", "Publisher"], [NINE, "2025-03-10", "Ardel Post"], [FOUR, "03/04/2025", "Post"])


@pytest.mark.parametrize("data", [csv_of(*ROWS), csv_of(*ROWS, separator=";"), xlsx_of(ROWS)])
def test_rows_of_a_table_are_reports_by_the_known_names_of_columns(data: bytes) -> None:
    nine, four = documents(data, "table.csv")
    assert (nine.text, nine.outlet, nine.published) == (NINE, "Ardel Post", published("2025-03-10"))
    assert (four.published, four.flags) == (None, ("date_not_read",))


def test_the_line_in_which_excel_names_its_separator_is_no_row() -> None:
    nine, four = documents(b"sep=;\r\n" + csv_of(*ROWS, separator=";"), "table.csv")
    assert (nine.text, four.outlet) == (NINE, "Post")


def test_json_lines_with_known_keys_are_a_table() -> None:
    data = "\n".join(json.dumps({"text": text, "outlet": "Post"}) for text in (NINE, FOUR)).encode()
    assert [each.text for each in documents(data, "x.jsonl")] == [NINE, FOUR]


def test_unknown_columns_are_named_by_the_user() -> None:
    data = csv_of(["Was", "Wann"], [NINE, "2025-03-10"])
    assert list(reasons(data, "t.csv").values()) == [
        "this table has no column of texts or titles that is known (Was, Wann): say which with --columns text=NAME"
    ]
    [found] = documents(data, "t.csv", {"text": "Was", "published": "Wann"})
    assert (found.text, found.published) == (NINE, published("2025-03-10"))


def test_a_sidecar_names_columns_too(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(csv_of(["Was"], [NINE]))
    (tmp_path / "t.csv.columns.yml").write_text("text: Was\n")
    container, row = gather([tmp_path], Declared(), now=lambda: CAPTURED)
    assert isinstance(container, Container)
    assert isinstance(row, Received)
    assert row.file == "t.csv/row 2"


def test_a_sheet_of_the_auto_archiver_is_read_by_its_columns() -> None:
    head = [
        "Link",
        "Archive status",
        "Archive location",
        "Upload timestamp",
        "Upload title",
        "Text content",
        "Hash",
    ]
    row = [
        "https://t.example/1",
        "telethon: success",
        "a/b",
        "2025-03-10T08:00:00+00:00",
        "A post",
        NINE,
        "sha",
    ]
    found, failures = read_all(csv_of(head, row, ["https://t.example/2", "nothing archived"]), "sheet.csv")
    assert [(each.url, each.title, each.text) for each in found] == [("https://t.example/1", "A post", NINE)]
    assert [each.reason for each in failures] == [
        "this row holds no text: fetch https://t.example/2 and add what it gives"
    ]


def test_json_that_is_nested_too_deeply_is_a_failure() -> None:
    [reason] = reasons(b'{"a":' * 200_000, "deep.json").values()
    assert reason.startswith("this JSON is nested too deeply")


def test_text_that_only_looks_like_json_is_a_report() -> None:
    assert [each.reader for each in documents(f'["Nine dead"] {NINE}'.encode(), "a.txt")] == ["text/2"]


def test_json_of_another_kind_says_what_is_read() -> None:
    [reason] = reasons(b'{"colour": "red"}', "x.json").values()
    assert reason.startswith("this JSON is none of what is read: a Telegram export")


def test_pdf_and_docx_in_an_archive_are_read_as_themselves() -> None:
    data = zip_of({"a.pdf": pdf_of([[(50, 800, NINE)]]), "b.docx": docx_of([FOUR])})
    assert [(each.reader, each.text) for each in documents(data, "x.zip")] == [
        ("pdf/3", NINE),
        ("docx/2", FOUR),
    ]


def test_an_e_mail_with_an_endless_header_is_refused_at_once() -> None:
    data = mail_of(NINE).replace(b"From: ", b"From: " + b'"' * 30_000, 1)
    [reason] = reasons(data, "a.eml").values()
    assert reason.startswith("this e-mail's header From has 30,0")


def test_entities_in_a_workbook_are_not_expanded() -> None:
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(xlsx_of([["text"], [NINE]]))) as whole,
        zipfile.ZipFile(made, "w") as hostile,
    ):
        for name in whole.namelist():
            data = whole.read(name)
            if name.startswith("xl/worksheets/"):
                entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
                data = entity + data.replace(
                    b"</sheetData>", b"<row><c t='inlineStr'><is><t>&e;</t></is></c></row></sheetData>"
                )
            hostile.writestr(name, data)
    found, failures = read_all(made.getvalue(), "a.xlsx")
    assert not [each for each in found if "root:" in each.text]
    assert found or failures


def test_an_export_of_two_megabytes_of_brackets_or_commas_ends() -> None:
    for filling in (b"[", b"{", b'"', b","):
        assert reasons(b'{"messages": [' + filling * 2_000_000, "result.json")


@pytest.mark.parametrize(
    ("part", "data", "name"),
    [
        ("feedparser", rss_of({"title": NINE}), "a.xml"),
        ("openpyxl", xlsx_of([["text"], [NINE]]), "a.xlsx"),
        ("pdfplumber", pdf_of([[(50, 800, NINE)]]), "a.pdf"),
        ("docx", docx_of([NINE]), "a.docx"),
        ("warcio.archiveiterator", warc_of({"url": "https://a.example/1", "body": page_of(NINE)}), "a.warc"),
    ],
)
def test_a_part_that_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, part: str, data: bytes, name: str
) -> None:
    monkeypatch.setitem(sys.modules, part, None)
    [reason] = reasons(data, name).values()
    assert reason.endswith("a part that is not installed: pip install 'histor[formats]'")
