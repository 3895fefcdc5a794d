"""Take an e-mail apart: its body is a report, its attachments are whatever they are."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime

from histor.documents.containers.parts import Item, Part, Source, Trouble, item_bytes
from histor.documents.dates import day_of
from histor.errors import UnreadableError

HEADER = re.compile(r"^([A-Za-z][A-Za-z0-9-]*):", re.MULTILINE)
MOST = 80 * 1024 * 1024  # bytes: attachments grow by a third in an e-mail
FREE_MAIL = (
    "gmail.",
    "yahoo.",
    "hotmail.",
    "outlook.",
    "proton.",
    "protonmail.",
    "icloud.",
    "mail.ru",
    "yandex.",
)
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
        body = _body(message)
        attached = list(_attached(message))
    except FAULTS as error:
        raise UnreadableError(f"this e-mail is damaged ({error}): save it again") from error
    if body is not None:
        yield body
    elif not attached:
        raise UnreadableError("this e-mail has neither text nor attachments: save it again")
    for part in attached:
        source.budget.count()
        yield part


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


def _body(message: EmailMessage) -> Part | None:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return None
    text = _text(part)
    if not text.strip():
        return None
    html = part.get_content_type() == "text/html"
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


def _text(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(part.get_content_charset() or "utf-8").replace("\r\n", "\n")
    except (UnicodeDecodeError, LookupError):
        return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _attached(message: EmailMessage) -> Iterator[Part]:
    if not message.is_multipart():
        return
    for number, part in enumerate(message.iter_attachments(), start=1):
        name = part.get_filename() or f"attachment {number}"
        payload = _payload(part)
        if payload:
            yield Item(name=name, data=payload)
        else:
            yield Trouble(name=name, reason="this attachment is empty or damaged: ask for it again")


def _payload(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


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
