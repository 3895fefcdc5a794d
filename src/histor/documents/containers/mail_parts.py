"""Tell what of an e-mail is its text, what is attached, and what is furniture, as mail programs pack it."""

from dataclasses import dataclass, field
from email.message import MIMEPart

from histor.documents.readers.markup import text_of_markup

# Signatures, notes of delivery and read receipts: they say nothing that the sender reports.
FURNITURE = frozenset(
    {
        "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
        "message/delivery-status", "message/disposition-notification", "text/rfc822-headers", "message/rfc822-headers",
        "text/x-amp-html", "text/calendar",
    }
)  # fmt: skip
TEXTS = ("text/plain", "text/html")


@dataclass(slots=True)
class Parts:
    """The parts that are the e-mail's own words, in their order, and those that hang on it."""

    words: list[MIMEPart] = field(default_factory=list)
    attached: list[MIMEPart] = field(default_factory=list)

    def add(self, other: "Parts") -> None:
        """Add what follows."""
        self.words += other.words
        self.attached += other.attached


def parts_of(part: MIMEPart) -> Parts:
    """Return what a message holds, of alternatives the plain text, unless that is empty."""
    kind, below = part.get_content_type(), part.get_payload()
    if kind in FURNITURE:
        return Parts()
    if kind.startswith("multipart/") and isinstance(below, list):
        found = [parts_of(each) for each in below if isinstance(each, MIMEPart)]
        return (
            _best(found)
            if kind == "multipart/alternative"
            else _all(found, related=kind == "multipart/related")
        )
    if kind in TEXTS and part.get_content_disposition() != "attachment" and not part.get_filename():
        return Parts(words=[part])
    return Parts(attached=[part])


def _all(found: list[Parts], *, related: bool) -> Parts:
    whole = Parts()
    for each in found:
        whole.add(each)
    if related:  # the pictures that the text shows where it stands: logos, buttons, signatures
        whole.attached = [part for part in whole.attached if part.get_content_maintype() != "image"]
    return whole


def _best(found: list[Parts]) -> Parts:
    """Return the alternative to be read, with the attachments of all: Apple's mail hangs them on the HTML one."""
    told = [each for kind in TEXTS for each in found if _tells(each, kind)]
    if len(told) > 1 and _is_stub(told[0], told[-1]):
        told.reverse()
    words = told[0].words if told else []
    return Parts(words=words, attached=[part for each in found for part in each.attached])


def _tells(parts: Parts, kind: str) -> bool:
    """Tell whether there are words of a kind: some programs send an empty text along with the HTML."""
    return any(part.get_content_type() == kind and payload_of(part).strip() for part in parts.words)


def _is_stub(plain: Parts, html: Parts) -> bool:
    """Tell whether a plain text only says where the report is: newsletters send "View this in your browser"."""
    few = _count(plain)
    return few < STUB and _count(html) > MANY_MORE * few


STUB, MANY_MORE = 40, 3  # words, and times as many in the other form


def _count(parts: Parts) -> int:
    texts = (payload_of(part).decode("utf-8", "replace") for part in parts.words)
    return sum(len(text_of_markup(text).split()) for text in texts)


def payload_of(part: MIMEPart) -> bytes:
    """Return the bytes of a part as they were before they were packed for the way."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
