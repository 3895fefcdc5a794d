"""Read a web page as Safari saves it (.webarchive, a binary property list): the page without what it shows."""

import plistlib
import struct
from collections.abc import Iterator, Mapping

from histor.documents.containers.mail import MOST
from histor.documents.containers.mhtml import in_utf8
from histor.documents.containers.parts import Item, Part, Source
from histor.documents.received import Declared
from histor.errors import UnreadableError

START = b"bplist00"
FAULTS = (
    plistlib.InvalidFileException, ValueError, TypeError, LookupError, ArithmeticError, RecursionError, MemoryError,
    AttributeError, struct.error,
)  # fmt: skip  # what plistlib lets through of a damaged file
PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def open_webarchive(source: Source) -> Iterator[Part]:
    """Yield the page of a saved page."""
    data = source.whole(MOST)
    try:
        page = plistlib.loads(data, fmt=plistlib.FMT_BINARY)["WebMainResource"]
        item = _item(page, source.name)
    except FAULTS as error:
        raise UnreadableError(
            f"this property list is no page that Safari saved, or is damaged ({error}): save the page again"
        ) from error
    yield item


def _item(page: Mapping[str, object], name: str) -> Item:
    data, url = page["WebResourceData"], page.get("WebResourceURL")
    if not isinstance(data, bytes) or page.get("WebResourceMIMEType") not in PAGES:
        raise ValueError("it holds no page")
    named = page.get("WebResourceTextEncodingName")
    return Item(
        name=f"{name.rpartition('.')[0] or name}.html",
        data=in_utf8(data, named if isinstance(named, str) else None),
        declared=Declared(url=url if isinstance(url, str) and url.startswith(("http:", "https:")) else None),
        plain=True,
    )
