"""Read a web page saved in one file (MHTML, as browsers write it): the page, and no e-mail."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from histor.documents.containers.mail import FAULTS, MOST
from histor.documents.containers.mail_parts import payload_of
from histor.documents.containers.parts import Item, Part, Source
from histor.documents.received import Declared
from histor.errors import UnreadableError

SAVED = re.compile(
    r"^(?:Snapshot-Content-Location:|From: *\"?<?Saved by |X-MAF-Information:|X-MimeOLE: *Produced By Microsoft MHTML)",
    re.IGNORECASE | re.MULTILINE,
)
SUFFIXES = (".mht", ".mhtml")
RELATED = re.compile(r"^Content-Type: *multipart/related", re.IGNORECASE | re.MULTILINE)


def is_mhtml(text: str, suffix: str) -> bool:
    """Tell whether text begins as a saved page does, which has the headers of an e-mail."""
    block = text.replace("\r\n", "\n").partition("\n\n")[0]
    return RELATED.search(block) is not None and (SAVED.search(block) is not None or suffix in SUFFIXES)


def open_mhtml(source: Source) -> Iterator[Part]:
    """Yield the page; its pictures, styles and frames are furniture."""
    data = source.whole(MOST)
    try:
        message = message_from_bytes(data, policy=policy.default)
        page = next((part for part in message.walk() if part.get_content_type() in PAGES), None)
        if page is None:
            raise UnreadableError("this saved page holds no page: save it again, or its text as a .txt file")
        item = _item(message, page, source.name)
    except FAULTS as error:
        raise UnreadableError(f"this saved page is damaged ({error}): save it again") from error
    yield item


PAGES = ("text/html", "application/xhtml+xml")


def _item(message: EmailMessage, page: MIMEPart, name: str) -> Item:
    url = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    return Item(
        name=f"{name.rpartition('.')[0] or name}.html",
        data=in_utf8(payload_of(page), page.get_content_charset()),
        declared=Declared(url=url if url.lower().startswith(("http:", "https:")) else None),
        captured_at=_saved(str(message.get("Date") or "")),
        plain=True,
    )


def in_utf8(data: bytes, named: str | None) -> bytes:
    """Return the page in UTF-8, marked so, if its part names another encoding: the page itself may name none."""
    if named is None or named.lower() in ("utf-8", "utf8"):
        return data
    try:
        return data.decode(named).encode("utf-8-sig")
    except (LookupError, UnicodeError):
        return data


def _saved(date: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None
