"""Read a DOCX: its paragraphs and its tables' cells, in their order, with its title and author."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from histor.documents.readers.believable import believable_title
from histor.documents.readers.page import Page
from histor.documents.received import Declared
from histor.errors import UnreadableError

DOCX = "docx/1"
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
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from _table(block)
        elif block.text.strip():
            yield block.text.strip()


def _table(table: Any) -> Iterator[str]:  # noqa: ANN401
    for row in table.rows:
        cells: list[str] = []
        seen: set[object] = set()
        for cell in row.cells:  # a merged cell comes once for each column that it spans
            words = " ".join(cell.text.split())
            if words and cell._tc not in seen:  # noqa: SLF001  # python-docx gives no other identity
                cells.append(words)
            seen.add(cell._tc)  # noqa: SLF001
        if cells:
            yield " | ".join(cells)


def _found(document: Any) -> Declared:  # noqa: ANN401
    properties = document.core_properties
    author = (properties.author or "").strip()
    return Declared(
        title=believable_title(properties.title),
        author=author if author and author.lower() not in ("python-docx", "user", "admin") else None,
    )  # when it was made or saved is not when the report appeared
