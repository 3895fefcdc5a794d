"""Read an OpenDocument text (ODT): its paragraphs, its tables' cells and its notes, with its title and author."""

import lzma
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from histor.documents.readers.believable import believable_title
from histor.documents.readers.odt_body import lines_of
from histor.documents.readers.page import Page
from histor.documents.received import Declared
from histor.errors import UnreadableError

ODT, MEDIA_TYPE = "odt/1", "application/vnd.oasis.opendocument.text"
LARGEST_UNPACKED = 50 * 1024 * 1024  # bytes of the text's XML: the longest reports have 10 MB
FAULTS = (
    zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError, TypeError, EOFError, OSError, NotImplementedError,
    RuntimeError, zlib.error, lzma.LZMAError,
)  # fmt: skip
ENCRYPTED = b"encryption-data"  # as META-INF/manifest.xml says of each part
DC = "{http://purl.org/dc/elements/1.1/}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


def read_odt(data: bytes) -> Page:
    """Return the text of a document, a paragraph a line, a row of a table a line.

    Raises UnreadableError for one that is damaged, encrypted or made to fill the memory.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_encrypted(archive)
            text = "\n".join(lines_of(_tree(archive, "content.xml")))
            found = _found(archive)
    except FAULTS as error:
        raise UnreadableError(
            f"this OpenDocument file is damaged ({error}): save it anew, or its text as a .txt file"
        ) from error
    return Page(text=text, declared=Declared(), found=found, reader=ODT, media_type=MEDIA_TYPE)


def _refuse_encrypted(archive: zipfile.ZipFile) -> None:
    if "META-INF/manifest.xml" in archive.namelist() and ENCRYPTED in _bytes(
        archive, "META-INF/manifest.xml"
    ):
        raise UnreadableError(
            "this OpenDocument file is encrypted: open it with its password and save it without"
        )


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        data = stream.read(LARGEST_UNPACKED + 1)
    if len(data) > LARGEST_UNPACKED:
        raise UnreadableError(
            f"this OpenDocument file unpacks to more than {LARGEST_UNPACKED / 1e6:.0f} MB, as files do that are made "
            "to fill a memory: save its text as a .txt file"
        )
    return data


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(_bytes(archive, name), etree.XMLParser(resolve_entities=False, no_network=True))


def _found(archive: zipfile.ZipFile) -> Declared:
    if "meta.xml" not in archive.namelist():
        return Declared()
    meta = _tree(archive, "meta.xml")
    author = _said(meta, f"{META}initial-creator") or _said(meta, f"{DC}creator")
    return Declared(
        title=believable_title(_said(meta, f"{DC}title")), author=author
    )  # dates are those of the file


def _said(meta: etree._Element, tag: str) -> str | None:
    return next((text for each in meta.iter(tag) if (text := " ".join((each.text or "").split()))), None)
