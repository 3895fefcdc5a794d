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
    LEFT,
    NINE,
    PICTURE,
    RIGHT,
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

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


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


def test_a_heading_under_columns_stands_between_them_and_the_columns_below() -> None:
    below = [*lines_at(50, 640, [line.replace("nine", "ten") for line in LEFT]), *lines_at(320, 640, RIGHT)]
    page = [
        *lines_at(50, 760, LEFT),
        *lines_at(320, 760, RIGHT),
        *lines_at(50, 680, ["What the hills say"]),
        *below,
    ]
    lines = document(pdf_of([page])).text.split("\n")
    assert [line[:12] for line in lines] == [
        "At least nin",
        "Four people ",
        "What the hil",
        "At least ten",
        "Four people ",
    ]


def test_a_gap_that_two_columns_have_by_chance_at_one_height_does_not_cut_them() -> None:
    lower = [*lines_at(50, 690, LEFT), *lines_at(320, 690, RIGHT)]
    page = [*lines_at(50, 760, LEFT), *lines_at(320, 760, RIGHT), *lower]
    lines = document(pdf_of([page])).text.split("\n")
    assert [line[:4] for line in lines] == ["At l", "At l", "Four", "Four"]


def test_a_line_that_had_room_for_the_next_word_ends_there() -> None:
    rows = [
        "Town Killed Wounded",
        "Ardel 9 4",
        "Torvik 2 1",
        "The hospital of Torvik has no room left for any of the",
    ]
    text = document(pdf_of([lines_at(50, 700, [*rows, "wounded who came on Monday."])])).text
    assert text.split("\n") == [*rows[:3], f"{rows[3]} wounded who came on Monday."]


def test_lines_that_end_alike_before_their_column_does_were_wrapped() -> None:
    listed = [
        "Nine people were killed in Ardel, the mayor of",
        "Ardel said, and four were wounded in the town of",
        "Torvik on Sunday.",
        "Two died.",
    ]
    wide = "The provincial health office gave these figures on the tenth of March."
    text = document(pdf_of([[*lines_at(50, 720, [wide]), *lines_at(50, 700, listed)]])).text
    assert text.split("\n") == [wide, " ".join(listed[:3]), listed[3]]


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
    assert (read_.text, read_.reader, read_.flags) == (NINE, "pdf-ocr/3", ("ocr",))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ((b"0 0 60.0 80.0", b"0 0 9999 9999"), "larger than paper"),
        ((b"/Kids", b"/Kidz"), "cannot be drawn"),
    ],
)
def test_a_scan_that_cannot_be_drawn_is_a_failure(
    damage: tuple[bytes, bytes], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tesseract").write_text("#!/bin/sh\ncat > /dev/null\n")
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert said in reason(scan_of((60, 80)).replace(*damage))


def test_of_a_pdf_that_is_scanned_in_part_the_rest_is_read_and_the_scanned_pages_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    read_, failure = _read_all(pdf_of([[(50, 800, NINE)], [PICTURE, (50, 20, "Page 2")], [(50, 800, FOUR)]]))
    assert isinstance(read_, Document)
    assert isinstance(failure, Failure)
    assert (read_.text, read_.reader, read_.flags) == (f"{NINE}\n{FOUR}", "pdf/3", ())
    assert failure.reason.startswith(
        "page 2 of this PDF: pictures with hardly a word as text, or nameless letters, which need OCR"
    )


def test_the_scanned_pages_of_a_pdf_are_read_in_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\ncat > /dev/null\necho "Scanned words."\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    read_ = document(pdf_of([[(50, 800, NINE)], [PICTURE], [(50, 800, FOUR)]]))
    assert (read_.text, read_.flags) == (f"{NINE}\nScanned words.\n{FOUR}", ("ocr",))


def test_letters_that_a_pdf_s_font_does_not_name_are_read_from_their_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nameless = (
        b"/Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 "
        b"/BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>]"
    )
    data = pdf_of([lines_at(50, 700, [NINE])]).replace(b"/Subtype /Type1 /BaseFont /Helvetica", nameless)
    monkeypatch.setenv("PATH", "")
    assert reason(data).startswith("this PDF is a scan without a text layer and needs OCR")
    (tmp_path / "tesseract").write_text(f'#!/bin/sh\ncat > /dev/null\necho "{NINE}"\n')
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert (document(data).text, document(data).flags) == (NINE, ("ocr",))


def test_a_photograph_beside_the_words_of_a_page_is_no_scan() -> None:
    words = lines_at(50, 800, [NINE, FOUR])
    assert len(_read_all(pdf_of([[PICTURE, *words]]))) == 1


def _read_all(data: bytes) -> list[Document | Failure]:
    return list(read(Received(data=data, file="a.pdf", declared=Declared(), captured_at=CAPTURED)))


def test_an_encrypted_pdf_is_a_failure_that_says_what_to_do() -> None:
    data = pdf_of([[(50, 800, NINE)]], trailer=ENCRYPTED)
    assert reason(data) == "this PDF is encrypted: open it with its password and save it without"


def test_a_pdf_under_another_name_is_read_as_one() -> None:
    assert document(b"\n\n" + pdf_of([[(50, 800, NINE)]]), "report.docx").reader == "pdf/3"


def test_a_docx_gives_paragraphs_and_cells_in_their_order() -> None:
    data = docx_of([NINE, FOUR], [["Town", "Dead"], ["Ardel", "9"]], title="Daily report of the coast")
    read_ = document(data, "report.bin")
    assert read_.text == f"{NINE}\n{FOUR}\nTown | Dead\nArdel | 9"
    assert (read_.title, read_.reader, read_.author) == ("Daily report of the coast", "docx/2", None)


def para(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


FOOTNOTES = (
    f'<w:footnotes {WORD}><w:footnote w:id="0" w:type="separator">{para("--")}</w:footnote>'
    f'<w:footnote w:id="1">{para(FOUR)}</w:footnote></w:footnotes>'
)
BOXED = f"<w:txbxContent>{para('In the box.')}</w:txbxContent>"
BOX = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice Requires="wps"><w:drawing>{BOXED}</w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict>{BOXED}</w:pict></mc:Fallback></mc:AlternateContent>"
)
MERGED = "<w:tc><w:tcPr><w:vMerge{}/></w:tcPr>{}</w:tc><w:tc>{}</w:tc>"
TOWNS = (
    f"<w:tbl><w:tr>{MERGED.format(' w:val=' + repr('restart'), para('Ardel'), para('9'))}</w:tr>"
    f"<w:tr>{MERGED.format('', '<w:p/>', para('12'))}</w:tr></w:tbl>"
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>Nine </w:t></w:r><w:ins><w:r><w:t>died.</w:t></w:r></w:ins></w:p>", "Nine died."),
        ("<w:p><w:r><w:t>Nine.</w:t></w:r><w:del><w:r><w:t>Ten.</w:t></w:r></w:del></w:p>", "Nine."),
        (f"<w:sdt><w:sdtContent>{para('In a form.')}</w:sdtContent></w:sdt>", "In a form."),
        (f"<w:p><w:r><w:t>Beside it.</w:t></w:r><w:r>{BOX}</w:r></w:p>", "Beside it.\nIn the box."),
        (TOWNS, "Ardel | 9\nArdel | 12"),
    ],
    ids=["inserted", "deleted", "a form's field", "a text box", "a merged cell"],
)
def test_all_that_word_shows_of_a_docx_is_read(body: str, text: str) -> None:
    data = _changed(
        docx_of(["MARK", NINE]), "word/document.xml", rb"<w:p><w:r><w:t>MARK</w:t></w:r></w:p>", body
    )
    assert document(data).text == f"{text}\n{NINE}"


def test_notes_of_a_docx_are_read_after_it() -> None:
    made = BytesIO(docx_of([NINE]))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/footnotes.xml", FOOTNOTES)
    rel = (
        '<Relationship Id="rId99" Target="footnotes.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    kind = (
        '<Override PartName="/word/footnotes.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    )
    data = _changed(made.getvalue(), "word/_rels/document.xml.rels", rb"</Relationships>", rel)
    data = _changed(data, "[Content_Types].xml", rb"</Types>", kind)
    assert document(data).text == f"{NINE}\n{FOUR}"


def _changed(docx: bytes, part: str, old: bytes, new: str) -> bytes:
    with zipfile.ZipFile(BytesIO(docx)) as whole:
        files = {name: whole.read(name) for name in whole.namelist()}
    assert old in files[part]
    return zip_of(files | {part: files[part].replace(old, new.encode(), 1)})


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


QUOTED = "Nine people – four of them women – were killed, said Zoë Cañas; “it’s £500…” she added."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("before", ["", "The mayor told reporters so in the evening. " * 20])
def test_english_is_read_to_the_letter_in_whatever_encoding_it_is(encoding: str, before: str) -> None:
    assert document((before + QUOTED).encode(encoding)).text == before + QUOTED


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "iso8859-5", "cp866"])
def test_a_cyrillic_name_in_an_english_text_is_read_in_the_encoding_of_its_letters(encoding: str) -> None:
    text = 'The mayor of Ardel, Павел Гора, told the agency "НОВОСТИ" that nine people were killed.\n'
    assert document(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["cp1252", "cp1250"])
def test_quotation_marks_and_dashes_in_a_row_are_no_letters(encoding: str) -> None:
    text = "“We counted twice.”—“Nine are dead,” she said, and “…”—nothing else."
    assert document(text.encode(encoding)).text == text


def test_a_page_is_read_in_the_encoding_that_it_says() -> None:
    story = "".join(f"<p>{NINE} Paragraph {number}, by Łukasz Wójcik of Łódź.</p>" for number in range(4))
    page = f'<!DOCTYPE html><html><head><meta charset="windows-1250"></head><body><article>{story}'
    assert "Łukasz Wójcik of Łódź" in document(page.encode("cp1250")).text


@pytest.mark.parametrize("said", ["utf-7", "unicode_escape", "no-such", "iso-8859-12"])
def test_an_encoding_that_hides_text_or_is_none_is_not_believed(said: str) -> None:
    data = f'<!DOCTYPE html><html><head><meta charset="{said}"></head><body><article><p>{QUOTED}</p>'.encode(
        "cp1252"
    )
    assert QUOTED in document(data).text


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        ("قتل تسعة أشخاص في مدينة أردل يوم الاثنين بحسب مكتب رئيس البلدية. ", "cp1256", "Arabic"),
        ("Девять человек были убиты в городе Ардель в понедельник, сообщил мэр. ", "cp1251", "Russian"),
        ("市长说，星期一在阿德尔有九人死亡。据当地官员称，还有许多人受伤。", "gb18030", "Chinese"),
        ("قتل تسعة أشخاص في مدينة أردل يوم الاثنين بحسب مكتب رئيس البلدية. ", "utf-16", "Arabic"),
    ],
)
def test_what_is_not_english_is_known_for_what_it_is_in_its_own_encodings(
    text: str, encoding: str, language: str
) -> None:
    assert reason((text * 3).encode(encoding)).startswith(f"this report is in {language}, which is not read")


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


TABLE = "<table><tr><th>Town</th><th>Killed</th></tr><tr><td>Ardel</td><td>9</td></tr></table>"


def test_a_table_of_figures_in_a_page_is_read_and_one_that_lays_out_the_page_is_not() -> None:
    story = "".join(f"<p>{NINE} This is paragraph {number}.</p>" for number in range(4))
    page = f"<!DOCTYPE html><html><body><article>{story}{TABLE}</article></body></html>"
    menu = f"<!DOCTYPE html><html><body><table><tr><td><a href=/>Home</a></td><td>{story}</td></tr></table>"
    assert document(page.encode()).text.endswith("\nTown | Killed\nArdel | 9")
    assert "Home" not in document(menu.encode()).text


def test_of_a_link_in_markdown_its_words_are_read() -> None:
    data = b'Nine were killed, [the mayor](https://a.example/x_(y) "A title") said. ![A map](m.png)\n'
    assert document(data, "a.md").text == "Nine were killed, the mayor said. A map\n"


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


def test_a_day_in_the_brackets_of_a_dateline_is_no_agency() -> None:
    assert document(f"ARDEL (Aug. 13) -- {NINE}".encode()).agency_credit is None
