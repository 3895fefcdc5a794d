"""Read a DOCX: its paragraphs, its tables' cells and its notes, in their order, with its title and author."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from histor.documents.readers.believable import believable_title
from histor.documents.readers.docx_body import lines_of
from histor.documents.readers.page import Page
from histor.documents.received import Declared
from histor.errors import UnreadableError

DOCX = "docx/2"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST_UNPACKED = 200 * 1024 * 1024  # bytes of all parts: a long report with pictures has 50 MB
FAULTS = (
    zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError,
    NotImplementedError, RuntimeError, zlib.error, lzma.LZMAError,
)  # fmt: skip  # what python-docx lets through of a damaged file


def read_docx(data: bytes) -> Page:
    """Return the text of a document, a paragraph a line, a row of a table a line.

    Raises UnreadableError for one that is damaged, encrypted or made to fill the memory.
    """
    try:
        import docx  # noqa: PLC0415  # an extra
        from docx.opc.exceptions import OpcError  # noqa: PLC0415
    except ImportError as error:
        raise UnreadableError(
            "DOCX needs a part that is not installed: pip install 'histor[formats]'"
        ) from error
    try:
        _check_size(data)
        document = docx.Document(BytesIO(data))
        text = "\n".join(_lines(document))
        return Page(
            text=text, declared=Declared(), found=_found(document), reader=DOCX, media_type=MEDIA_TYPE
        )
    except (OpcError, *FAULTS) as error:
        raise UnreadableError(
            f"this DOCX is damaged or encrypted ({error}): save it anew, or its text as a .txt file"
        ) from error


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        size = sum(info.file_size for info in archive.infolist())
    if size > LARGEST_UNPACKED:
        raise UnreadableError(
            f"this DOCX unpacks to {size / 1e6:.0f} MB, as files do that are made to fill a memory: "
            "save its text as a .txt file"
        )


def _lines(document: Any) -> Iterator[str]:  # noqa: ANN401  # python-docx has no types
    yield from lines_of(document.element.body)
    for kind in ("footnotes", "endnotes"):  # sources, and figures, stand there
        for part in sorted(_related(document.part, kind), key=lambda part: str(part.partname)):
            yield from lines_of(etree.fromstring(part.blob, SAFE))


def _related(part: Any, kind: str) -> list[Any]:  # noqa: ANN401
    return [each.target_part for each in part.rels.values() if each.reltype.endswith(f"/{kind}")]


SAFE = etree.XMLParser(resolve_entities=False, no_network=True)


def _found(document: Any) -> Declared:  # noqa: ANN401
    properties = document.core_properties
    author = (properties.author or "").strip()
    return Declared(
        title=believable_title(properties.title),
        author=author if author and author.lower() not in ("python-docx", "user", "admin") else None,
    )  # when it was made or saved is not when the report appeared
