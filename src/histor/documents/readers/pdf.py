"""Read a PDF: its text layer in reading order, its title; scans by Tesseract where that is installed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from histor.documents.readers.believable import believable_title
from histor.documents.readers.ocr import ocr_pages
from histor.documents.readers.page import Page
from histor.documents.readers.pdf_layout import Line, Word, joined, reading_order
from histor.documents.received import Declared
from histor.errors import UnreadableError

PDF, PDF_OCR = "pdf/1", "pdf-ocr/1"
MOST_PAGES = 2000
MOST_TEXT = 20_000_000  # characters of one PDF: drawn by a stream that repeats itself
SCANNED = 20  # characters a page, fewer of them are stamps on a picture
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
    pages = list(_pages(pdf))
    text = "\n".join(
        line for line in (joined(block) for page in _without_furniture(pages) for block in page) if line
    )
    title = believable_title((pdf.metadata or {}).get("Title"))
    if len(text) > SCANNED * max(1, len(pages)) or (text and not any(page.images for page in pdf.pages)):
        return _read(text, title, PDF, ())
    return _read(ocr_pages(pdf), title, PDF_OCR, ("ocr",))


def _read(text: str, title: str | None, reader: str, flags: tuple[str, ...]) -> Page:
    # When a PDF was made is not when the report appeared: its dates are left alone.
    found = Declared(title=title)
    return Page(
        text=text, declared=Declared(), found=found, reader=reader, media_type="application/pdf", flags=flags
    )


Block = Sequence[Line]


def _pages(pdf: Any) -> Iterator[list[Block]]:  # noqa: ANN401
    if len(pdf.pages) > MOST_PAGES:
        raise UnreadableError(
            f"{len(pdf.pages)} pages are more than one report has ({MOST_PAGES}): cut the file up"
        )
    from histor.documents.readers.pdf_drawing import Drawing  # noqa: PLC0415  # an extra

    size, drawing = 0, Drawing()
    for page in pdf.pages:
        drawing.lay_out(page)
        words = [
            Word(each["text"], each["x0"], each["x1"], each["top"], each["bottom"])
            for each in page.extract_words(use_text_flow=False, keep_blank_chars=False)
        ]
        size += sum(len(word.text) + 1 for word in words)
        if size > MOST_TEXT:
            raise UnreadableError("this PDF holds more text than one report does: cut the file up")
        yield reading_order(words)
        page.close()  # or all pages stay in memory


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
