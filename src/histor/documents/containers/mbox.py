"""Take a mailbox apart that holds its e-mails one after the other (mbox: Thunderbird, Apple Mail, Google Takeout)."""

import re
from collections.abc import Iterator

from histor.documents.containers.mail import MOST, is_mail
from histor.documents.containers.parts import Item, Part, Source, Trouble

# "From", who, and when ("Mon Mar 10 08:00:00 2025", maybe with a zone): no sentence is written so.
START = re.compile(rb"From \S.{0,200}\d{4}\s*\Z")
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)  # a line of a text that begins so
LONGEST_LINE = 1024 * 1024  # bytes


def is_mbox(text: str) -> bool:
    """Tell whether text begins as a mailbox does: with the line before an e-mail, and the e-mail's headers."""
    first, newline, rest = text.partition("\n")
    return bool(newline) and START.match(first.encode()) is not None and is_mail(rest, ".eml")


def open_mbox(source: Source) -> Iterator[Part]:
    """Yield the e-mails of a mailbox, one at a time, in their order."""
    for number, message in enumerate(_messages(source), start=1):
        source.budget.count()
        name = f"message {number}"
        if len(message) > MOST:
            yield Trouble(
                name=name, reason=f"this e-mail has more than {MOST / 1e6:.0f} MB: save it by itself"
            )
        elif message.strip():
            yield Item(name=f"{name}.eml", data=QUOTED.sub(rb"\1", message))


def _messages(source: Source) -> Iterator[bytes]:
    message, blank = bytearray(), True
    with source.open() as stream:
        stream.readline(LONGEST_LINE)  # the line before the first
        while line := stream.readline(LONGEST_LINE):
            if blank and START.match(line):
                yield bytes(message)
                message.clear()
            elif len(message) <= MOST:
                message += line
            blank = not line.strip()
    yield bytes(message)
