"""Small files that would keep a reader busy for days, or fill its memory: each ends soon, as a report or a failure."""

import signal
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO

import pytest

from forms import xlsx_of, zip_of
from histor.documents.containers.kinds import opener_for  # noqa: F401  # the readers are loaded before they are timed
from histor.documents.intake import gather_bytes
from histor.documents.read import read
from histor.documents.received import Declared, Received
from histor.records.document import Document
from histor.records.failure import Failure

AT = datetime(2025, 4, 1, 12, tzinfo=UTC)
NINE = "Nine people were killed in Ardel on Friday, residents said.\n"
SOON = 30  # seconds of the processor: others may be busy with it too
AT_LAST = 10 * SOON  # seconds of the clock: a reader that waits uses no processor


@contextmanager
def ending(*, within: int) -> Iterator[None]:
    """Break off what takes more seconds than `within`, though it waits."""

    def broken_off(_signal: int, _frame: object) -> None:
        pytest.fail(f"it had not ended after {within} seconds")  # no error that a reader makes a failure of

    before = signal.signal(signal.SIGALRM, broken_off)
    signal.alarm(within)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def outcomes(data: bytes, file: str) -> list[Document | Failure]:
    """Return what a build would make of a file, within the time."""
    started = time.process_time()
    with ending(within=AT_LAST):
        made = list(_made(data, file))
    assert time.process_time() - started < SOON
    return made


def test_a_reader_that_waits_and_does_not_work_is_broken_off() -> None:
    started = time.monotonic()
    with pytest.raises(pytest.fail.Exception, match="had not ended"), ending(within=1):
        time.sleep(AT_LAST)

    assert time.monotonic() - started < AT_LAST


def _made(data: bytes, file: str) -> Iterator[Document | Failure]:
    for item in gather_bytes(Received(data=data, file=file, declared=Declared(), captured_at=AT)):
        if isinstance(item, Received):
            yield from read(item)
        elif isinstance(item, Failure):
            yield item


def reason(data: bytes, file: str) -> str:
    [item] = outcomes(data, file)
    assert isinstance(item, Failure), item
    return item.reason


def fronted(front: str) -> bytes:
    return f"---\n{front}\n---\n\n{NINE}".encode()


def laughs() -> str:
    """Nine lists, each of nine times the one before it: a billion words when they are written out."""
    lists = [
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    return "\n".join(["a: &a [ha, ha, ha]", *lists, "title: *i"])


@pytest.mark.parametrize(
    ("front", "why"),
    [
        (laughs(), "repeats itself by aliases"),
        ("title: &a [*a]", "repeats itself by aliases"),
        ("title: " + "[" * 5000, "nested too deeply"),
        ("title: " + "{a: " * 3000, "nested too deeply"),
        ("\n".join(f"k{number}: v" for number in range(50_000)), "longer than 64,000 characters"),
        ("published: 2025-13-45", "not on the calendar"),
    ],
)
def test_front_matter_that_grows_when_it_is_read_is_refused(front: str, why: str) -> None:
    assert why in reason(fronted(front), "a.txt")


@pytest.mark.parametrize(
    "title", ["1" + ":59" * 2000, "9" * 50_000, "!!python/object/apply:os.system [id]", "yes", "1e9"]
)
def test_what_yaml_would_make_of_a_title_is_left_as_it_is_written(title: str) -> None:
    [item] = outcomes(fronted(f"title: {title}"), "a.txt")

    assert isinstance(item, Document)
    assert item.title == ("['id']" if title.startswith("!!") else title)


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_front_matter_that_says_nothing_of_a_thing_declares_nothing(nothing: str) -> None:
    [item] = outcomes(fronted(f"outlet: {nothing}\npublished: {nothing}"), "a.txt")

    assert isinstance(item, Document)
    assert (item.outlet, item.published) == (None, None)


def sheet(*rows: str) -> bytes:
    """Return a workbook whose sheet has these rows as they are written."""
    with zipfile.ZipFile(BytesIO(xlsx_of([["text", "date"], [NINE, "2025-03-10"]]))) as book:
        files = {name: book.read(name) for name in book.namelist()}
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    files["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{space}"><sheetData>{"".join(rows)}</sheetData></worksheet>'.encode()
    )
    return zip_of(files)


def row(number: int, column: str, words: str) -> str:
    return f'<row r="{number}"><c r="{column}{number}" t="inlineStr"><is><t>{words}</t></is></c></row>'


def test_a_sheet_with_a_row_beyond_all_sheets_is_read_up_to_there() -> None:
    made = outcomes(sheet(row(1, "A", "text"), row(2, "A", NINE), row(2_000_000_000, "A", NINE)), "a.xlsx")

    assert [type(item) for item in made] == [Document, Failure]
    assert "more than 1,048,576 rows" in getattr(made[1], "reason", "")


def test_a_sheet_whose_rows_are_all_written_at_its_far_edge_ends() -> None:
    rows = [row(number, "XFD", "x") for number in range(3, 10_000)]
    made = outcomes(sheet(row(1, "A", "text"), row(2, "A", NINE), *rows), "a.xlsx")

    assert isinstance(made[0], Document)


def pdf(content: bytes, form: bytes = b"") -> bytes:
    """Return a PDF of one page that draws `content`, and may draw `form` as /X."""
    packed = [zlib.compress(each, 9) for each in (content, form)]
    font = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << " + font + b" /XObject << /X 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed[0]), packed[0]),
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << " + font + b" >> "
        b"/Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed[1]), packed[1]),
    ]
    body, at = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        at.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in at)
    tail = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + tail


WORD = b"BT /F 12 Tf 50 700 Td (Nine killed) Tj ET "


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b" " * 100_000_000, b""),
        (b"BT /F 12 Tf 50 700 Td " + b"(Nine killed) Tj " * 500_000 + b"ET", b""),
        (b"q " * 1_000_000, b""),
        (b"0 0 9 9 re f " * 1_000_000, b""),
        (b"/X Do " * 50_000, WORD * 1000),
    ],
    ids=["spaces", "words", "states", "boxes", "a form again and again"],
)
def test_a_pdf_that_draws_without_end_is_refused(content: bytes, form: bytes) -> None:
    made = pdf(content, form)

    assert len(made) < 200_000
    assert "draws more than a report does" in reason(made, "a.pdf")


def test_a_pdf_that_draws_a_form_is_read() -> None:
    [item] = outcomes(pdf(b"/X Do", WORD), "a.pdf")

    assert isinstance(item, Document)
    assert item.text == "Nine killed"


@pytest.mark.parametrize(
    "name", ["..\\..\\x.txt", "reports\\x.txt", "../../x.txt", "/etc/x.txt", "C:\\x.txt"]
)
def test_no_member_of_an_archive_is_lost_by_its_name(name: str) -> None:
    [item] = outcomes(zip_of({name: NINE.encode()}), "a.zip")

    assert isinstance(item, Document)
    assert item.text == NINE


def test_a_manifest_written_on_windows_declares_what_lies_beside_it() -> None:
    files = {"reports\\manifest.csv": b"file,outlet\nx.txt,Ardel Post\n", "reports\\x.txt": NINE.encode()}
    [item] = outcomes(zip_of(files), "a.zip")

    assert isinstance(item, Document)
    assert item.outlet == "Ardel Post"


@pytest.mark.parametrize(
    "content",
    [b"<< /A 1 (Nine", b"<< /A >> Do", b"BT /F 12 Tf ] TJ ET", b"<zz> Tj ( \\", b"BI /W 9 ID \xff EI"],
)
def test_a_page_whose_instructions_are_damaged_is_a_report_or_a_failure(content: bytes) -> None:
    assert len(outcomes(pdf(WORD + content), "a.pdf")) == 1
