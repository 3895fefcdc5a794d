"""PDF and DOCX, and text in a condition that needs mending or a warning."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from factories import CAPTURED
from forms import (
    COLUMNS_PAGE,
    ENCRYPTED,
    FOUR,
    HEADLINE,
    NINE,
    docx_of,
    lines_at,
    mangled,
    pdf_of,
    scan_of,
    zip_of,
)
from histor.documents.intake import Declared, Received
from histor.documents.read import read
from histor.documents.readers.believable import believable_title
from histor.documents.readers.markup import text_of_markup
from histor.errors import UnreadableError
from histor.records.document import Document
from histor.records.failure import Failure


def outcome(data: bytes, file: str = "a.txt") -> Document | Failure:
    [item] = read(Received(data=data, file=file, declared=Declared(), captured_at=CAPTURED))
    return item


def document(data: bytes, file: str = "a.txt") -> Document:
    item = outcome(data, file)
    assert isinstance(item, Document), item
    return item


def reason(data: bytes, file: str = "a.txt") -> str:
    item = outcome(data, file)
    assert isinstance(item, Failure), item
    return item.reason


def test_columns_of_a_pdf_are_read_one_after_the_other_and_broken_words_are_whole() -> None:
    assert document(pdf_of([COLUMNS_PAGE])).text == (
        f"{HEADLINE}\n"
        "At least nine people were killed in Latakia on Monday, the mayor of Latakia told reporters there.\n"
        "Four people were wounded in Tartus on Sunday, the provincial health office said in a statement."
    )


def test_a_compound_that_breaks_at_its_hyphen_keeps_it() -> None:
    lines = ["Four people were wounded when anti-", "government fighters shelled a road on Monday."]
    assert "anti-government fighters" in document(pdf_of([lines_at(50, 800, lines)])).text


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out() -> None:
    pages = [
        [
            (50, 820, "Coast Bulletin"),
            (50, 760, f"{NINE} That was town {number}."),
            (50, 20, f"Page {number}"),
        ]
        for number in range(1, 5)
    ]
    text = document(pdf_of(pages)).text
    assert ("Coast Bulletin" in text, "Page 2" in text, text.count(NINE)) == (False, False, 4)


@pytest.mark.parametrize(
    ("title", "believed"),
    [
        ("Daily report of the coast", "Daily report of the coast"),
        ("Microsoft Word - draft 3.doc", None),
        ("untitled", None),
        ("report_final.pdf", None),
        (None, None),
    ],
)
def test_a_title_is_believed_if_a_person_may_have_given_it(title: str | None, believed: str | None) -> None:
    assert believable_title(title) == believed


def test_a_pdf_s_own_dates_are_not_the_report_s() -> None:
    read_ = document(pdf_of([[(50, 800, NINE)]], title="Daily report of the coast"))
    assert (read_.title, read_.published, read_.media_type) == (
        "Daily report of the coast",
        None,
        "application/pdf",
    )


def test_a_scan_is_a_failure_that_names_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert reason(scan_of()).startswith(
        "this PDF is a scan without a text layer and needs OCR: install Tesseract"
    )


def test_a_scan_is_read_by_a_tesseract_on_the_path_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"  # stands in for the program: takes a picture, prints words
    program.write_text(f'#!/bin/sh\ncat > /dev/null\necho "{NINE}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    read_ = document(scan_of())
    assert (read_.text, read_.reader, read_.flags) == (NINE, "pdf-ocr/1", ("ocr",))


def test_an_encrypted_pdf_is_a_failure_that_says_what_to_do() -> None:
    data = pdf_of([[(50, 800, NINE)]], trailer=ENCRYPTED)
    assert reason(data) == "this PDF is encrypted: open it with its password and save it without"


def test_a_pdf_under_another_name_is_read_as_one() -> None:
    assert document(b"\n\n" + pdf_of([[(50, 800, NINE)]]), "report.docx").reader == "pdf/1"


def test_a_docx_gives_paragraphs_and_cells_in_their_order() -> None:
    data = docx_of([NINE, FOUR], [["Town", "Dead"], ["Ardel", "9"]], title="Daily report of the coast")
    read_ = document(data, "report.bin")
    assert read_.text == f"{NINE}\n{FOUR}\nTown | Dead\nArdel | 9"
    assert (read_.title, read_.reader, read_.author) == ("Daily report of the coast", "docx/1", None)


def test_a_damaged_docx_is_a_failure() -> None:
    assert reason(docx_of([NINE])[:-200]).startswith("this is a ZIP archive, which is not read")
    broken = zip_of({"word/document.xml": b"<w:document", "[Content_Types].xml": b"x"})
    assert reason(broken).startswith("this DOCX is damaged or encrypted")


def test_a_docx_made_to_fill_a_memory_is_refused() -> None:
    data = zip_of({"word/document.xml": bytes(210_000_000)})
    assert reason(data).startswith("this DOCX unpacks to 210 MB, as files do that are made to fill a memory")


def test_entities_in_a_docx_are_not_expanded() -> None:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(docx_of([NINE, "MARK"]))) as whole, zipfile.ZipFile(made, "w") as hostile:
        for name in whole.namelist():
            data = whole.read(name)
            if name == "word/document.xml":
                entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
                data = data.replace(b"?>", b"?>" + entity, 1).replace(b"MARK", b"&e;")
            hostile.writestr(name, data)
    item = outcome(made.getvalue())
    assert isinstance(item, Failure) or "root:" not in item.text


def test_mojibake_is_repaired_and_flagged_and_spans_point_into_what_was_read() -> None:
    said = "“Nine people were killed in Latakia on Monday,” the mayor’s café owner said."
    read_ = document(mangled(said.replace("”", "“")).encode())
    assert read_.text == said.replace("”", "“")
    assert read_.flags == ("mojibake_repaired",)
    assert read_.span(1, 5).text == "Nine"


def test_arabic_text_keeps_its_letters_and_is_not_flagged() -> None:
    item = outcome(
        "قتل تسعة أشخاص في اللاذقية يوم الاثنين بحسب مكتب رئيس البلدية في المدينة.".encode("cp1256")
    )
    assert isinstance(item, Failure)
    assert item.reason == "this report is in Arabic, which is not read yet; Histor reads English"


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        (f"{NINE} \u202etxet\u202c", ("bidi_controls",)),
        (NINE.replace("Latakia", "L\u0430takia"), ("mixed_scripts",)),
        (NINE.replace("nine", "ni\u200bne"), ("invisible_characters",)),
        (f"{NINE} \u0627\u0644\u200f\u0644", ()),
        (NINE, ()),
    ],
)
def test_what_misleads_the_eye_is_kept_and_flagged(text: str, flags: tuple[str, ...]) -> None:
    read_ = document(text.encode())
    assert (read_.text, read_.flags) == (text, flags)


def test_markup_is_read_as_a_browser_shows_it() -> None:
    markup = "<div>One <b>two</b><br>three</div><script>x</script><!-- no --><ul><li>four</li></ul>five"
    assert text_of_markup(markup) == "One two\nthree\nfour\nfive"


def test_markup_nested_a_thousand_deep_is_read_and_what_is_deeper_is_refused() -> None:
    assert "deep" in text_of_markup("<div>" * 1_000 + "deep")
    with pytest.raises(UnreadableError, match="nested thousands of tags deep"):
        text_of_markup("<div>" * 100_000 + "deep")


def test_a_page_nested_deeply_is_read_whole_or_refused() -> None:
    story = "".join(f"<p>{NINE} This is paragraph {number}.</p>" for number in range(5))
    deep = (
        f"<!DOCTYPE html><html><body>{'<div>' * 500}<article>{story}</article>{'</div>' * 500}</body></html>"
    )
    assert NINE in document(deep.encode()).text
    assert reason(deep.replace("<article>", "<div>" * 9000).encode()).startswith(
        "this HTML is nested thousands"
    )


def test_two_megabytes_on_one_line_are_read() -> None:
    line = (NINE + " ") * 20_000
    assert len(document(line.encode()).text) == len(line)
