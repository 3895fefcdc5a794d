"""Make a document of the bytes of a file, or say why not."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from histor.documents.credits import agency_credit
from histor.documents.intake import LARGEST, Declared, Received, too_large
from histor.documents.language import language_of
from histor.documents.readers.html import read_html
from histor.documents.readers.page import Page
from histor.documents.readers.text import read_markdown, read_text
from histor.errors import UnreadableError
from histor.records.document import Document
from histor.records.failure import Failure
from histor.values.language import LANGUAGE_NAMES, READ_LANGUAGES

Reader = Callable[[bytes], Page]

# What the first bytes give away, whatever the file is called.
MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "a database",
}
HTML_START = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
READERS: dict[str, Reader] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}


def read(received: Received) -> Iterator[Document | Failure]:
    """Yield the documents that a file holds: one, or the failure that says why there is none."""
    try:
        yield _document(received)
    except UnreadableError as error:
        yield Failure(
            stage="read",
            subject=received.file,
            reason=str(error),
            sha256=hashlib.sha256(received.data).hexdigest(),
            at=received.captured_at,
        )


def _document(received: Received) -> Document:
    page = _reader(received)(received.data)
    if not page.text.strip():
        raise UnreadableError("this file holds no text: save or download it again")
    said = received.declared.over(page.declared).over(page.found)
    language = said.language or language_of(page.text)
    if language is not None and language not in READ_LANGUAGES:
        name = LANGUAGE_NAMES.get(language, language)
        raise UnreadableError(f"this report is in {name}, which is not read yet; Histor reads English")
    return Document(
        id=hashlib.sha256(received.data).hexdigest(),
        file=received.file,
        text=page.text,
        text_sha256=hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type=page.media_type,
        reader=page.reader,
        captured_at=received.captured_at,
        url=said.url,
        outlet=said.outlet,
        title=said.title,
        author=said.author,
        language=language,
        published=said.published,
        agency_credit=said.agency or agency_credit(page.text),
    )


def _reader(received: Received) -> Reader:
    data = received.data
    if not data:
        raise UnreadableError("this file is empty: save or download it again")
    if len(data) > LARGEST:  # piped in: what lies on disk was measured before it was opened
        raise UnreadableError(too_large(len(data)))
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise UnreadableError(
                f"this is {what}, which is not read yet: save its text as a .txt file and add that"
            )
    if HTML_START.match(data[:4096]):
        return read_html
    return READERS.get(PurePosixPath(received.file).suffix.lower(), read_text)


__all__ = ["Declared", "read"]
