"""Reports in files as the programs write them that people save, export and send them with (see real/README.md)."""

import plistlib
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest

from factories import CAPTURED, published
from forms import tar_of, warc_of, zip_of
from histor.documents.intake import Container, Declared, Received, gather
from histor.documents.read import read
from histor.records.document import Document, Published
from histor.records.failure import Failure

REAL = Path(__file__).with_name("real")
NINE = (
    "At least nine people were killed when shells hit the market of Ardel on Monday, "
    "the mayor of Ardel told reporters."
)
STORY = (
    "Nine killed in Ardel market\nAt least nine people were killed when shells hit the market of Ardel on Monday, "
    "the mayor of Ardel told reporters.\nFour people were wounded in Torvik on Sunday, the provincial health office "
    "said in a statement.\n“We counted the dead twice,” a nurse at the hospital of Ardel said. “There are nine.”"
)
SITREP = (
    "Situation report 3 on the Ardel coast\nHighlights\nAt least nine people were killed in Ardel on Monday, the mayor "
    "told reporters.\nFour people were wounded in Torvik on Sunday.\nCasualties\nThe provincial health office gave "
    "these figures on 10 March:\nTown | Killed | Wounded\nArdel | 9 | 4\nArdel | 2 | 1\nTorvik region | 7\n"
    "The hospital of Torvik has no room left for the wounded."
)


class Out(NamedTuple):
    """What a file or a folder gave."""

    documents: list[Document]
    failures: dict[str, str]


def out(*paths: Path) -> Out:
    found = Out([], {})
    for item in gather(paths, Declared(), now=lambda: CAPTURED):
        for made in read(item) if isinstance(item, Received) else [item]:
            match made:
                case Document():
                    found.documents.append(made)
                case Failure():
                    found.failures[made.subject] = made.reason
                case _:
                    assert isinstance(made, Container)
    return found


def only(name: str) -> Document:
    found = out(REAL / name)
    assert not found.failures
    [document] = found.documents
    return document


@pytest.mark.parametrize("name", ["result.json", "messages.html"])
def test_a_channel_s_export_gives_the_same_messages_from_json_and_from_pages(name: str) -> None:
    nine, torvik, road, third = out(REAL / name).documents
    assert nine.text.startswith("At least nine people were killed")
    assert nine.text.endswith(".\n\nMore soon.")
    assert torvik.text == (
        "Torvik: four people were wounded on Sunday, the provincial health office said ❗\n#torvik"
    )
    assert {each.outlet for each in (nine, torvik, road, third)} == {"Coast Watch"}
    assert [each.author for each in (nine, torvik, road, third)] == ["Mira Toll", None, None, None]
    assert [each.agency_credit for each in (nine, torvik, road, third)] == [None, None, "Hill News", None]
    assert nine.published == published("2025-03-09")  # half past midnight an hour east of Greenwich


@pytest.mark.parametrize("name", ["result.json", "messages.html"])
def test_what_a_channel_posted_without_words_is_counted_whichever_export_it_is(name: str) -> None:
    [reason] = out(REAL / name).failures.values()
    for what in ("a picture", "a poll", "what this Telegram could not export"):
        assert f"1 with {what}" in reason


def test_a_channel_s_export_in_json_says_more_than_its_pages() -> None:
    _, edited, control, _ = out(REAL / "result.json").documents
    assert (edited.url, edited.flags) == ("https://t.me/c/1234567890/3", ("edited",))
    assert edited.published == Published(start=date(2025, 3, 10), end=date(2025, 3, 12))
    assert control.text.endswith("said.\x0b")  # written as \x0B, which is no JSON


def test_an_account_s_export_gives_saved_messages_to_whom_they_were_saved_from() -> None:
    saved, note, early, deleted, left = out(REAL / "account.json").documents
    assert (saved.outlet, saved.author, saved.agency_credit) == ("Hill News", None, None)
    assert (note.outlet, note.author) == (None, None)
    assert (early.flags, early.published, early.url) == ((), published("2019-05-06"), None)
    assert (early.author, deleted.author) == ("Ada", None)
    assert (deleted.url, left.outlet) == ("https://t.me/c/3333333333/12", "Old Watch")


def test_an_export_s_folder_holds_messages_and_their_dress(tmp_path: Path) -> None:
    for name in ("css/style.css", "js/script.js", "images/back.png", "lists/chats.html", "messages.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        page = (REAL / "messages.html").read_bytes()
        path.write_bytes(
            page if name == "messages.html" else page.replace(b'class="message', b'class="entry')
        )
    found = out(tmp_path)
    assert len(found.documents) == 4
    assert found.failures.keys() == {"lists/chats.html", "messages.html"}
    assert found.failures["lists/chats.html"].startswith("this page of a Telegram export holds no messages")


def test_an_answer_of_reliefweb_is_read_as_its_page_shows_it() -> None:
    [report], failures = out(REAL / "reliefweb.json")
    assert report.text == (
        "Highlights\n\n\n*   At least nine people were killed in Ardel on 10 March, according to the mayor.\n"
        "*   Four people were wounded in Torvik.\n\nTown | Killed\nArdel | 9\n\n"
        "1. The hospital of Torvik has no room left."
    )
    assert (report.outlet, report.published) == ("CRO, Government of Ardel", published("2025-03-10"))
    assert report.url == "https://reliefweb.int/report/ardel/situation-report-no-3"
    assert failures == {
        "reliefweb.json/report 4100002": (
            "this report came without its body: fetch https://reliefweb.int/attachments/map.pdf, and add that"
        )
    }


def test_gdelt_s_articles_are_read_where_it_copies_what_is_no_json() -> None:
    first, second = out(REAL / "gdelt.json").documents
    assert first.text == "Nine killed in Ardel market , mayor's office says"
    assert second.text == "Two dead on the road to C:\\drive , police say"
    assert [each.published for each in (first, second)] == [published("2025-03-10")] * 2


def test_gdelt_s_articles_as_csv_name_their_outlet_by_their_address() -> None:
    found = only("gdelt.csv")
    assert (found.outlet, found.published, found.flags) == (
        "ardelpost.example",
        published("2025-03-10"),
        ("headline_only",),
    )


def test_gdelt_s_events_are_no_reports_and_say_so(tmp_path: Path) -> None:
    row = [
        "1234567890",
        "20250310",
        "202503",
        "2025",
        "2025.19",
        *[""] * 54,
        "20250310061500",
        "https://a.example/1",
    ]
    (tmp_path / "20250310061500.export.CSV").write_text("\t".join(row) + "\n")
    [reason] = out(tmp_path).failures.values()
    assert reason.startswith("this is a table of what GDELT coded, and holds no reports")


@pytest.mark.parametrize("name", ["auto-archiver.csv", "auto-archiver.xlsx"])
def test_the_sheet_that_auto_archiver_fills_is_read_and_its_empty_rows_are_named(name: str) -> None:
    post, film = out(REAL / name).documents
    assert post.text.endswith("told reporters.\nFour people were wounded in Torvik.")
    assert (post.url, post.published) == ("https://t.me/coastwatch/17", published("2025-03-10"))
    assert (film.text, film.flags) == ("Smoke over the market of Ardel", ("headline_only",))
    assert set(out(REAL / name).failures.values()) == {
        "this row holds no text: fetch https://photo.example/3 and add what it gives",
        "this row holds no text: fetch https://photo.example/4 and add what it gives",
    }


def test_gmail_s_message_is_its_words_and_its_file_and_not_its_seal() -> None:
    body, attached = out(REAL / "gmail.eml").documents
    assert (body.title, body.author) == ("Fwd: Nine killed in Ardel — statement", "Mira Töll")
    assert (body.published, body.outlet) == (published("2025-03-11"), None)
    assert NINE in body.text
    assert (attached.file, attached.text) == (
        "gmail.eml/figures.txt",
        "Four people were wounded in Torvik on Sunday.",
    )


def test_apple_s_mail_hangs_its_files_on_one_of_two_alternatives() -> None:
    body, attached = out(REAL / "apple-mail.eml").documents
    assert body.text.strip() == "Two people were killed on the road to Torvik, the police said."
    assert attached.text == "One person was wounded at the bridge of Torvik."
    assert body.published == published("2025-03-10")


def test_outlook_s_empty_text_gives_way_to_its_html_and_what_was_forwarded_is_a_mail_of_its_own() -> None:
    found = out(REAL / "outlook.eml")
    body, forwarded = found.documents
    assert body.text == "“At least nine people were killed” in Ardel, the mayor said."
    assert (body.author, forwarded.author) == ("Press, Office", "Hospital")
    assert (forwarded.published, forwarded.outlet) == (published("2025-03-09"), "hospital.example")
    assert found.failures.keys() == {"outlook.eml/winmail.dat"}


def test_a_list_s_footer_is_read_and_its_signature_is_not() -> None:
    body = only("list.eml")
    assert body.text.startswith("At least nine people were killed")
    assert "mailing list" in body.text
    assert "PGP" not in body.text


def test_a_mailbox_gives_its_mails_one_by_one(tmp_path: Path) -> None:
    mails = [(REAL / name).read_bytes().replace(b"\r\n", b"\n") for name in ("gmail.eml", "list.eml")]
    quoted = mails[1].replace(b"At least nine", b">From the coast: at least nine")
    mbox = b"From - Mon Mar 10 23:30:00 2025\n%b\nFrom 1@xxx Mon Mar 10 08:00:00 +0000 2025\n%b" % (
        mails[0],
        quoted,
    )
    (tmp_path / "Inbox").write_bytes(mbox)
    found = out(tmp_path)
    assert [each.file for each in found.documents] == [
        "Inbox/message 1.eml/body",
        "Inbox/message 1.eml/figures.txt",
        "Inbox/message 2.eml/body",
    ]
    assert found.documents[2].text.startswith("From the coast: at least nine")


def test_a_feed_of_wordpress_gives_the_whole_text_by_its_author() -> None:
    entry = only("wordpress.rss")
    assert (entry.title, entry.author) == ("Nine killed in Ardel’s market", "Mira Toll")
    assert entry.text == f"{NINE}\nFour people were wounded in Torvik on Sunday."
    assert (entry.outlet, entry.published) == ("Ardel Post", published("2025-03-11"))


def test_a_search_s_feed_names_the_outlet_of_each_entry_and_gives_no_more_than_headlines() -> None:
    entry = only("search.rss")
    assert (entry.outlet, entry.flags) == ("Ardel Post", ("headline_only",))
    assert entry.text == "Nine killed in Ardel market - Ardel Post"


def test_a_blog_s_atom_feed_has_markup_in_its_titles() -> None:
    entry = only("blogger.atom")
    assert (entry.title, entry.author) == ("The bridge of Torvik & the road", "Ada Torv")
    assert (
        entry.text == "Two people were killed on the road to Torvik.\nOne person was wounded at the bridge."
    )
    assert (entry.published, entry.url) == (
        published("2025-03-09"),
        "https://coast.example/2025/03/bridge.html",
    )


def test_what_wget_kept_is_the_page_and_what_it_could_not_get() -> None:
    [page], failures = out(REAL / "wget.warc.gz")
    assert (page.url, page.text) == ("http://ardelpost.example/2025/03/10/nine", STORY)
    assert (page.outlet, page.author, page.published) == ("Ardel Post", "Mira Toll", published("2025-03-10"))
    assert page.captured_at > datetime(2025, 3, 10, tzinfo=UTC)
    assert list(failures) == ["wget.warc.gz/http://ardelpost.example/lost"]


def test_a_page_that_chromium_saved_is_the_page_and_no_e_mail() -> None:
    page = only("chromium.mhtml")
    assert (page.reader, page.text) == ("html/3", STORY)
    assert (page.url, page.published) == (
        "http://ardelpost.example/2025/03/10/nine",
        published("2025-03-10"),  # when it appeared, not when it was saved
    )
    assert page.captured_at > datetime(2025, 3, 10, tzinfo=UTC)


def test_a_page_that_safari_saved_is_the_page(tmp_path: Path) -> None:
    story = f"<article><h1>Nine killed</h1><p>{NINE} Ardel – März</p></article>"
    main = {
        "WebResourceData": f"<html><body>{story}</body></html>".encode(),
        "WebResourceFrameName": "",
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": "https://ardelpost.example/2025/03/10/nine",
    }
    style = main | {
        "WebResourceURL": "https://ardelpost.example/style.css",
        "WebResourceMIMEType": "text/css",
    }
    archive = {"WebMainResource": main, "WebSubresources": [style]}
    (tmp_path / "Nine.webarchive").write_bytes(plistlib.dumps(archive, fmt=plistlib.FMT_BINARY))
    (tmp_path / "other.plist").write_bytes(plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY))
    [page], failures = out(tmp_path)
    assert (page.url, page.text) == (main["WebResourceURL"], f"Nine killed\n{NINE} Ardel – März")
    assert failures["other.plist"].startswith("this property list is no page that Safari saved")


def test_a_page_that_was_saved_whole_is_one_report(tmp_path: Path) -> None:
    page = (REAL / "chromium.mhtml").read_bytes()
    archive = {
        "Nine.mhtml": page,
        "Nine_files/frame.html": page,
        "Nine_march/four.txt": b"Four were hurt.",
        "a.js": b"x",
    }
    for name, data in archive.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    packed = tmp_path.with_suffix(".zip")
    packed.write_bytes(zip_of(archive))
    assert [each.file for each in out(tmp_path).documents] == ["Nine.mhtml/Nine.html", "Nine_march/four.txt"]
    assert [each.locator for each in out(packed).documents] == ["Nine.mhtml/Nine.html", "Nine_march/four.txt"]


def test_a_report_that_somebody_put_into_a_page_s_folder_is_read(tmp_path: Path) -> None:
    archive = {
        "Nine.mhtml": (REAL / "chromium.mhtml").read_bytes(),
        "Nine_files/frame.html": b"<p>An advertisement</p>",
        "Nine_files/more/four.txt": b"Four were hurt.",
    }
    for name, data in archive.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    packed = {".zip": zip_of(archive), ".tar": tar_of(archive)}
    for suffix, data in packed.items():
        tmp_path.with_suffix(suffix).write_bytes(data)
    whole = out(tmp_path)
    assert [each.file for each in whole.documents] == ["Nine.mhtml/Nine.html", "Nine_files/more/four.txt"]
    for suffix in packed:
        read_ = out(tmp_path.with_suffix(suffix))
        assert [each.locator for each in read_.documents] == [
            "Nine.mhtml/Nine.html",
            "Nine_files/more/four.txt",
        ]


def test_a_crawl_s_wacz_is_read_without_its_logs_and_lists(tmp_path: Path) -> None:
    page = (REAL / "wget.warc.gz").read_bytes()
    beacon = {"url": "https://count.example/b", "status": "204 No Content"}
    asked = {
        "url": "https://count.example/c",
        "status": "403 Forbidden",
        "warc": {"WARC-Resource-Type": "xhr"},
    }
    revisit = {
        "url": "https://a.example/x.css",
        "kind": "revisit",
        "digest": "sha256:0",
        "before": "https://b.example",
    }
    files = {
        "archive/rec-1.warc.gz": page,
        "archive/rec-2.warc.gz": warc_of(beacon, asked, revisit),
        "datapackage-digest.json": b"{}",
        "datapackage.json": b'{"profile": "data-package", "wacz_version": "1.1.1"}',
        "indexes/index.cdx.gz": b"\x1f\x8b",
        "logs/crawl.log": b'{"timestamp": "2025-03-10T09:00:00Z", "message": "Nine pages"}',
        "pages/extraPages.jsonl": b'{"format": "json-pages-1.0"}\n',
        "pages/pages.jsonl": b'{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}\n',
    }
    (tmp_path / "crawl.wacz").write_bytes(zip_of(files, zipfile.ZIP_STORED))
    found = out(tmp_path)
    assert [each.locator for each in found.documents] == [
        "archive/rec-1.warc.gz/http://ardelpost.example/2025/03/10/nine"
    ]
    assert found.failures.keys() == {
        "crawl.wacz/archive/rec-1.warc.gz/http://ardelpost.example/lost",
        "crawl.wacz/archive/rec-2.warc.gz",  # which holds no report
    }


def test_an_arc_is_read_as_the_warc_that_came_after_it(tmp_path: Path) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + NINE.encode()
    head = b"1 0 Crawl\nURL IP-address Archive-date Content-type Archive-length\n"
    arc = b"filedesc://crawl.arc 127.0.0.1 20140216050221 text/plain %d\n%b\n" % (len(head), head)
    arc += b"http://ardelpost.example/nine 127.0.0.1 20140216050221 text/plain %d\n%b\n" % (
        len(answer),
        answer,
    )
    (tmp_path / "crawl.arc").write_bytes(arc)
    [page] = out(tmp_path).documents
    assert (page.url, page.text) == ("http://ardelpost.example/nine", NINE)
    assert page.captured_at == datetime(2014, 2, 16, 5, 2, 21, tzinfo=UTC)


@pytest.mark.parametrize(("name", "reader"), [("libreoffice.docx", "docx/2"), ("libreoffice.odt", "odt/1")])
def test_a_situation_report_reads_the_same_from_both_forms_that_libreoffice_writes(
    name: str, reader: str
) -> None:
    report = only(name)
    assert (report.reader, report.text) == (reader, SITREP)
    assert (report.title, report.author) == ("Situation report 3 on the Ardel coast", "Coast Relief Office")


def test_a_situation_report_in_pdf_keeps_headings_and_rows_to_themselves() -> None:
    lines = only("libreoffice.pdf").text.split("\n")
    assert lines == [
        "Situation report 3 on the Ardel coast",
        "Highlights",
        "• At least nine people were killed in Ardel on Monday, the mayor told reporters.",
        "• Four people were wounded in Torvik on Sunday.",
        "Casualties",
        "The provincial health office gave these figures on 10 March:",
        "Town Killed Wounded",
        "9 | 4",
        "Ardel",
        "2 | 1",
        "Torvik region 7",
        "The hospital of Torvik has no room left for the wounded.",
    ]


def test_an_update_in_columns_boxes_and_key_figures_is_read_in_its_order() -> None:
    lines = only("update.pdf").text.split("\n")
    assert lines[:6] == [
        "Ardel coast: Flash Update No. 3",
        "As of 10 March 2025",
        "9 people killed",
        "120 people wounded",
        "4,500 people displaced",
        "SITUATION OVERVIEW",
    ]
    columns = [
        line for line in lines if line.startswith(("Shelling went on.", "Clinics were hit.", "Wide text."))
    ]
    assert len(columns) == 15
    assert all(line.endswith("since the shelling of the coast began.") for line in columns)
    heading, table, box = (
        lines.index(line) for line in ("HUMANITARIAN IMPACT", "Ardel | 9 | 40 | 2,000", "Access")
    )
    assert lines.index(columns[4]) < heading < lines.index(columns[5]) < lines.index(columns[8]) < table < box
    assert lines[table - 1 : table + 2 : 2] == [
        "District | Killed | Wounded | Displaced",
        "Torvik and the hills around it | - | 80 | 2,500",
    ]
    assert (
        lines[box + 1] == "The road to Torvik is closed. Convoys wait at the bridge for permission to pass."
    )
    assert lines[-2:] == [
        "Health: 3 of 5 clinics in Ardel are closed.",
        "Shelter: 400 families sleep in schools.",
    ]


def test_a_page_that_chromium_printed_has_its_paragraphs() -> None:
    lines = only("chromium.pdf").text.split("\n")
    assert NINE in lines
    assert (
        "Four people were wounded in Torvik on Sunday, the provincial health office said in a statement."
        in lines
    )


def test_an_encrypted_or_damaged_open_document_is_a_failure(tmp_path: Path) -> None:
    data = (REAL / "libreoffice.odt").read_bytes()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = files["META-INF/manifest.xml"].replace(
        b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"
    )
    (tmp_path / "a.odt").write_bytes(zip_of(files | {"META-INF/manifest.xml": manifest}))
    (tmp_path / "b.odt").write_bytes(zip_of(files | {"content.xml": b"<office:document-content"}))
    encrypted, damaged = out(tmp_path).failures.values()
    assert encrypted.startswith("this OpenDocument file is encrypted")
    assert damaged.startswith("this OpenDocument file is damaged")


def test_entities_comments_and_deletions_of_an_open_document_are_no_words_of_it(tmp_path: Path) -> None:
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    )
    content = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><office:document-content {spaces}><office:body>'
        "<office:text><text:tracked-changes><text:p>Ten</text:p></text:tracked-changes>"
        "<text:p>Nine<!-- ten --> people<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>The mayor says so.</text:p></text:note-body></text:note> were<text:s text:c='2'/>killed&e; "
        "<office:annotation><text:p>sure?</text:p></office:annotation>in Ardel."
        "<draw:frame><draw:text-box><text:p>Four were hurt.</text:p>"
        "</draw:text-box></draw:frame></text:p></office:text></office:body></office:document-content>"
    )
    files = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}
    (tmp_path / "a.odt").write_bytes(zip_of(files))
    [report] = out(tmp_path).documents
    assert report.text == "Nine people were  killed&e; in Ardel.\nThe mayor says so.\nFour were hurt."
