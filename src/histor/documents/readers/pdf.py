"""Read a PDF: its text layer in reading order, its title; scans by Tesseract where that is installed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from histor.documents.readers.believable import believable_title
from histor.documents.readers.ocr import SOME_NEEDED, can_read, ocr_pages, pages_told
from histor.documents.readers.page import Page
from histor.documents.readers.pdf_layout import reading_order
from histor.documents.readers.pdf_lines import Line, Word, joined
from histor.documents.received import Declared
from histor.errors import UnreadableError

PDF, PDF_OCR = "pdf/3", "pdf-ocr/3"
MOST_PAGES = 2000
MOST_TEXT = 20_000_000  # characters of one PDF: drawn by a stream that repeats itself
STAMPED = 60  # characters: fewer of them on a picture of a page are a stamp or a page number
COVERED = 0.5  # of a page, by pictures: a scan leaves margins at most
NAMELESS = "(cid:"  # as pdfminer writes letters of fonts that do not say which letters they are
DIGITS = re.compile(r"\d+")
EDGE = 2  # lines at the head and foot of a page that may be its furniture
REPEATED = 3  # pages
LONGEST_HEAD = 80  # characters: a running head is no sentence


def read_pdf(data: bytes) -> Page:
    """Return the text of a PDF, a paragraph a line, columns one after the other.

    Raises UnreadableError for one that is damaged, encrypted, or pictures of pages that no Tesseract can read.
    """
    try:
        import pdfplumber  # noqa: PLC0415  # an extra
        from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException  # noqa: PLC0415
    except ImportError as error:
        raise UnreadableError(
            "PDF needs a part that is not installed: pip install 'histor[formats]'"
        ) from error
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            return _page(pdf)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise UnreadableError(
                "this PDF is encrypted: open it with its password and save it without"
            ) from error
        raise UnreadableError(DAMAGED.format(error)) from error
    except (MalformedPDFException, *FAULTS) as error:
        raise UnreadableError(DAMAGED.format(error)) from error


DAMAGED = "this PDF is damaged ({}): download it again, or save its text as a .txt file"
FAULTS = (
    ValueError, TypeError, AttributeError, LookupError, ArithmeticError, AssertionError, RecursionError, EOFError,
    OSError, NotImplementedError,
)  # fmt: skip  # what pdfminer lets through of a damaged file


def _page(pdf: Any) -> Page:  # noqa: ANN401  # pdfplumber has no types
    scanned: list[int] = []
    pages = list(_pages(pdf, scanned))
    blocks = list(_without_furniture(pages))
    texts = [joined(page) for page in blocks]
    title = believable_title((pdf.metadata or {}).get("Title"))
    if not any(texts):
        scanned = [*range(len(texts))]
    if not scanned:
        return _read([joined([block for page in blocks for block in page])], title, PDF)
    if len(scanned) < len(texts) and not can_read(len(scanned)):
        told = [text for number, text in enumerate(texts) if number not in scanned]
        return _read(told, title, PDF, missing=SOME_NEEDED.format(pages_told(scanned)))
    for number in scanned:
        texts[number] = ""
    return _read(ocr_pages(pdf, texts, scanned), title, PDF_OCR, ("ocr",))


def _read(
    texts: Sequence[str],
    title: str | None,
    reader: str,
    flags: tuple[str, ...] = (),
    missing: str | None = None,
) -> Page:
    # When a PDF was made is not when the report appeared: its dates are left alone.
    return Page(
        text="\n".join(filter(None, texts)),
        declared=Declared(),
        found=Declared(title=title),
        reader=reader,
        media_type="application/pdf",
        flags=flags,
        missing=missing,
    )


Block = Sequence[Line]


def _pages(pdf: Any, scanned: list[int]) -> Iterator[list[Block]]:  # noqa: ANN401
    """Yield the blocks of each page, and put aside the numbers, from 0, of those that are pictures."""
    if len(pdf.pages) > MOST_PAGES:
        raise UnreadableError(
            f"{len(pdf.pages)} pages are more than one report has ({MOST_PAGES}): cut the file up"
        )
    from histor.documents.readers.pdf_drawing import Drawing  # noqa: PLC0415  # an extra

    size, drawing = 0, Drawing()
    for number, page in enumerate(pdf.pages):
        drawing.lay_out(page)
        words = [
            Word(each["text"], each["x0"], each["x1"], each["top"], each["bottom"])
            for each in page.extract_words(use_text_flow=False, keep_blank_chars=False)
        ]
        letters = sum(len(word.text) + 1 for word in words)
        if 2 * sum(NAMELESS in word.text for word in words) > len(words):
            words = []
            scanned.append(number)
        elif letters < STAMPED and _is_picture(page):
            scanned.append(number)
        size += letters
        if size > MOST_TEXT:
            raise UnreadableError("this PDF holds more text than one report does: cut the file up")
        yield reading_order(words)
        page.close()  # or all pages stay in memory


def _is_picture(page: Any) -> bool:  # noqa: ANN401
    """Tell whether pictures cover most of a page; a scan can come in strips."""
    covered = sum(
        max(0.0, min(each["x1"], page.width) - max(each["x0"], 0.0))
        * max(0.0, min(each["bottom"], page.height) - max(each["top"], 0.0))
        for each in page.images
    )
    return bool(covered > COVERED * page.width * page.height)


def _without_furniture(pages: list[list[Block]]) -> Iterator[list[Block]]:
    """Yield pages without the running heads and page numbers that stand on most of them."""
    edges = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    running = {key for key, count in edges.items() if count >= max(REPEATED, len(pages) / 2)}
    for page in pages:
        drop = {id(line) for line in _edges(page) if _key(line) in running}
        yield [[line for line in block if id(line) not in drop] for block in page]


def _edges(page: list[Block]) -> list[Line]:
    lines = sorted((line for block in page for line in block), key=lambda line: line.top)
    edges = lines if len(lines) <= 2 * EDGE else [*lines[:EDGE], *lines[-EDGE:]]
    return [line for line in edges if len(line.text) <= LONGEST_HEAD and not line.text.endswith(".")]


def _key(line: Line) -> tuple[str, int]:
    return DIGITS.sub("#", line.text), round(line.top / 10)
