"""Make a document of the bytes of a report, or say why not."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from histor.documents.columns import NO_COLUMNS
from histor.documents.condition import declared_in_order, in_order
from histor.documents.containers.budget import Budget
from histor.documents.containers.parts import ITEM_START, source_of
from histor.documents.containers.zipped import office_kind
from histor.documents.credits import agency_credit
from histor.documents.language import language_of
from histor.documents.readers.docx import read_docx
from histor.documents.readers.html import read_html
from histor.documents.readers.item import read_item
from histor.documents.readers.odt import read_odt
from histor.documents.readers.page import Page
from histor.documents.readers.pdf import read_pdf
from histor.documents.readers.text import read_markdown, read_text
from histor.documents.received import LARGEST, Declared, Received, too_large
from histor.errors import UnreadableError
from histor.records.document import Document
from histor.records.failure import Failure
from histor.values.language import LANGUAGE_NAMES, READ_LANGUAGES

Reader = Callable[[bytes], Page]

OLE = b"\xd0\xcf\x11\xe0"
# What the first bytes give away, whatever the file is called.
MAGIC = {
    OLE: "an old or encrypted office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"BM": "a picture",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "a database",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"ID3": "a sound",
    b"OggS": "a sound",
    b"\x1aE\xdf\xa3": "a film",
}
OFFICE = {
    "pptx": "a slide show",
    "odp": "an OpenDocument slide show",
    "xlsx": "a workbook inside of what is too deep",
}
ZIP, PDF = b"PK\x03\x04", b"%PDF-"
PDF_WITHIN = 1024  # bytes: what mail programs put before it
HTML_START = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype html|html|head|body|meta|title|article|section|main|div|p|h1|table|span)\b",
    re.IGNORECASE | re.DOTALL,
)
READERS: dict[str, Reader] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}


def read(received: Received) -> Iterator[Document | Failure]:
    """Yield the document that the bytes of a report hold, and the failure that says why there is none, or not all."""
    try:
        page = _reader(received)(received.data)
        yield _document(received, page)
        if page.missing:
            yield _failure(received, page.missing)
    except UnreadableError as error:
        yield _failure(received, str(error))


def _failure(received: Received, reason: str) -> Failure:
    return Failure(
        stage="read",
        subject=received.file,
        reason=reason,
        sha256=hashlib.sha256(received.data).hexdigest(),
        at=received.captured_at,
    )


def _document(received: Received, page: Page) -> Document:
    text, flags = in_order(page.text)
    if not text.strip():
        raise UnreadableError("this file holds no text: save or download it again")
    said = declared_in_order(received.declared.over(page.declared).over(page.found))
    return Document(
        id=hashlib.sha256(received.data).hexdigest(),
        file=received.file,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type=page.media_type,
        reader=page.reader,
        captured_at=received.captured_at,
        url=said.url,
        outlet=said.outlet,
        title=said.title,
        author=said.author,
        language=_language(said, text),
        published=said.published,
        agency_credit=said.agency or agency_credit(text),
        container=received.container,
        locator=received.locator,
        flags=(*page.flags, *flags),
    )


def _language(said: Declared, text: str) -> str | None:
    language = said.language or language_of(text)
    if language is not None and language not in READ_LANGUAGES:
        name = LANGUAGE_NAMES.get(language, language)
        raise UnreadableError(f"this report is in {name}, which is not read yet; Histor reads English")
    return language


def _reader(received: Received) -> Reader:
    data = received.data
    if not data:
        raise UnreadableError("this file is empty: save or download it again")
    if len(data) > LARGEST:  # piped in: what lies on disk was measured before it was opened
        raise UnreadableError(too_large(len(data)))
    if data.startswith(ITEM_START):
        return read_item
    if PDF in data[:PDF_WITHIN]:
        return read_pdf
    if data.startswith(ZIP):
        return _office(received)
    _refuse_magic(data, received.file)
    if HTML_START.match(data[:4096]):
        return read_html
    return READERS.get(PurePosixPath(received.file).suffix.lower(), read_text)


def _office(received: Received) -> Reader:
    kind = office_kind(source_of(received.data, received.file, Budget(len(received.data)), NO_COLUMNS))
    if kind in OFFICE_READERS:
        return OFFICE_READERS[kind]
    if kind == "ods":
        raise UnreadableError(
            "this is an OpenDocument workbook, which is not read: save it as XLSX or CSV, and add that"
        )
    what = OFFICE.get(kind or "", "a ZIP archive")
    raise UnreadableError(f"this is {what}, which is not read: save its text as a .txt file and add that")


OFFICE_READERS: dict[str | None, Reader] = {"docx": read_docx, "odt": read_odt}


def _refuse_magic(data: bytes, file: str) -> None:
    if data.startswith(OLE) and file.lower().endswith(".msg"):
        raise UnreadableError(
            "this is an e-mail as Outlook keeps it, which is not read: save it as .eml, and add that"
        )
    for magic, what in MAGIC.items():
        if data.startswith(magic) and (len(magic) > SHORT_MAGIC or b"\x00" in data[:64]):
            raise UnreadableError(
                f"this is {what}, which is not read yet: save its text as a .txt file and add that"
            )


SHORT_MAGIC = 3  # bytes: shorter marks begin words too ("BMW", "ID3"), but no text has zero bytes

__all__ = ["Declared", "read"]
