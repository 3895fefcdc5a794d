"""Take an e-mail apart: its body is a report, its attachments are whatever they are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, Message, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime
from html import escape

from histor.documents.containers.mail_lines import whole_lines
from histor.documents.containers.mail_parts import parts_of, payload_of
from histor.documents.containers.parts import Item, Part, Source, Trouble, item_bytes
from histor.documents.dates import day_of
from histor.documents.readers.encoding import decode
from histor.documents.readers.markup import text_of_markup
from histor.errors import UnreadableError

HEADER = re.compile(r"^([A-Za-z][A-Za-z0-9-]*):", re.MULTILINE)
MOST = 80 * 1024 * 1024  # bytes: attachments grow by a third in an e-mail
FREE_MAIL = (
    "gmail.", "googlemail.", "yahoo.", "hotmail.", "outlook.", "live.", "msn.", "proton.", "protonmail.", "icloud.",
    "me.com", "mac.com", "aol.", "gmx.", "web.de", "mail.ru", "bk.ru", "yandex.", "ukr.net", "comcast.net", "mail.com",
    "zoho.", "tutanota.", "riseup.net",
)  # fmt: skip
FAULTS = (ValueError, LookupError, ArithmeticError, TypeError, AttributeError, AssertionError, RecursionError)
# The standard library's parser lets these through where headers are damaged.


def is_mail(text: str, suffix: str) -> bool:
    """Tell whether text begins with the headers of an e-mail."""
    block = text.replace("\r\n", "\n").partition("\n\n")[0]
    names = {name.lower() for name in HEADER.findall(block)}
    if not HEADER.match(block):
        return False
    sent = {"message-id", "mime-version", "received", "return-path", "delivered-to"} & names
    return "from" in names and (bool(sent) or (suffix == ".eml" and bool({"date", "subject"} & names)))


def open_mail(source: Source) -> Iterator[Part]:
    """Yield the body of an e-mail, then its attachments."""
    data = source.whole(MOST)
    try:
        _check_headers(message_from_bytes(data, policy=policy.compat32))
        message = message_from_bytes(data, policy=policy.default)
        found = parts_of(message)
        body = _body(message, found.words)
        attached = [part for each in found.attached if (part := _attachment(each)) is not None]
    except FAULTS as error:
        raise UnreadableError(f"this e-mail is damaged ({error}): save it again") from error
    if body is not None:
        yield body
    elif not attached:
        raise UnreadableError("this e-mail has neither text nor attachments: save it again")
    for number, part in enumerate(attached, start=1):
        source.budget.count()
        yield replace(part, name=part.name or f"attachment {number}")


def _check_headers(message: Message) -> None:
    """Raise UnreadableError for a header that is understood and so long that understanding it takes minutes."""
    for part in message.walk():
        for name, value in part.items():
            if name.lower() in UNDERSTOOD and len(str(value)) > LONGEST_HEADER:
                raise UnreadableError(
                    f"this e-mail's header {name} has {len(str(value)):,} characters, as attacks have: save its text"
                )


UNDERSTOOD = (
    "from", "subject", "date", "message-id", "content-type", "content-disposition", "content-transfer-encoding",
)  # fmt: skip
LONGEST_HEADER = 4000  # characters: the time that the parser takes grows with their square


def _body(message: EmailMessage, words: Sequence[MIMEPart]) -> Part | None:
    texts = [text for text in map(_text, words) if text[1].strip()]
    html = any(of_html for of_html, _ in texts)
    text = "\n\n".join(_once(map(_as_html, texts)) if html else [words for _, words in texts])
    if not text:
        return None
    name, address = parseaddr(_header(message, "from") or "")
    said: list[tuple[str, str | int | bool | None]] = [
        ("message", _header(message, "message-id")),
        ("outlet", _outlet(address)),
        ("title", _header(message, "subject")),
        ("author", name or address or None),
        ("published", _day(_header(message, "date"))),
        ("html" if html else "text", text),
    ]
    return Item(name="body", data=item_bytes("mail", said), plain=True)


Text = tuple[bool, str]  # whether it is HTML


def _as_html(text: Text) -> str:
    return text[1] if text[0] else f"<div>{escape(text[1]).replace(chr(10), '<br>')}</div>"


def _once(texts: Iterable[str]) -> list[str]:
    """Return texts without those that say in the other form what one before says."""
    by_words: dict[str, str] = {}
    for text in texts:
        by_words.setdefault("".join(text_of_markup(text).split()), text)
    return list(by_words.values())


def _text(part: MIMEPart) -> Text:
    data, named = payload_of(part), (part.get_content_charset() or "utf-8").lower()
    text = _decoded(data, named).replace("\r\n", "\n")
    if part.get_content_type() == "text/html":
        return True, text
    return False, whole_lines(text, flowed=part.get_param("format") == "flowed")


def _decoded(data: bytes, named: str) -> str:
    name = WIDER.get(named, named)
    try:
        text = data.decode(name, "replace")
    except LookupError:
        return decode(data)
    return text if text.count("\ufffd") <= FEW_LOST * len(text) else decode(data)


FEW_LOST = 0.01  # of the characters: a slip on the way; where more are lost, the name was wrong
# What programs write under the name of a set that it outgrew (WHATWG Encoding).
WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "iso-8859-1": "cp1252",
    "ks_c_5601-1987": "cp949",
}


def _attachment(part: MIMEPart) -> Item | Trouble | None:
    """Return what an attachment is; None for one that holds nothing of the report."""
    name, kind = part.get_filename() or "", part.get_content_type()
    if kind in TNEF:
        return Trouble(name=name, reason=PACKED)
    if kind in SEALED:
        return Trouble(name=name, reason="this part is encrypted: decrypt the e-mail, and save it again")
    payload = _payload(part)
    if payload:
        return Item(name=name, data=payload)
    if name or part.get_content_maintype() not in ("text", "multipart"):
        return Trouble(name=name, reason="this attachment is empty or damaged: ask for it again")
    return None


TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")
PACKED = (
    "Outlook packed the attachments into this: ask for them one by one, or unpack it with the program tnef"
)
SEALED = ("application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


def _payload(part: MIMEPart) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
    return payload_of(part)


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return " ".join(str(value).split()) or None if value is not None else None


def _outlet(address: str) -> str | None:
    domain = address.rpartition("@")[2].lower() if "@" in address else ""
    return None if not domain or domain.startswith(FREE_MAIL) else domain


def _day(header: str | None) -> str | None:
    if header is None:
        return None
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day_of(moment.isoformat())
