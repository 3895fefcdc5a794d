"""Take RSS and Atom files apart: each entry a report with its link, date, title and author."""

import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any

from histor.documents.containers.parts import Item, Part, Source, Trouble, item_bytes
from histor.documents.readers.encoding import decode
from histor.documents.readers.markup import text_of_markup
from histor.documents.received import LARGEST
from histor.errors import UnreadableError

ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)


def open_feed(source: Source) -> Iterator[Part]:
    """Yield the entries of a feed in their order."""
    try:
        import feedparser  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise UnreadableError(
            "feeds need a part that is not installed: pip install 'histor[formats]'"
        ) from error
    data = source.whole(LARGEST)
    if ENTITY.search(decode(data)):
        raise UnreadableError("this feed declares entities, as attacks do, and was not read")
    try:
        feed = feedparser.parse(BytesIO(data))
    except FAULTS as error:
        raise UnreadableError(f"this feed is damaged ({error}): download it again") from error
    if not feed.entries:
        raise UnreadableError("this feed has no entries, or breaks off before the first: download it again")
    outlet = _string(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, start=1):
        source.budget.count()
        yield _entry(number, entry, outlet)


FAULTS = (ValueError, ArithmeticError, TypeError, AttributeError, LookupError, RecursionError, AssertionError)


def _entry(number: int, entry: Any, outlet: str | None) -> Part:  # noqa: ANN401  # feedparser has no types
    title, body, html = _title(entry), *_body(entry)
    if not (title or body):
        return Trouble(name=f"entry {number}", reason="this entry has neither title nor text: fetch its page")
    source = _string((entry.get("source") or {}).get("title"))  # whose it is, in a feed of others' entries
    if title and body and _says_no_more(body, f"{title} {source or outlet}"):
        body, html = None, False
    said: list[tuple[str, str | int | bool | None]] = [
        ("url", _string(entry.get("link"))),
        ("outlet", source or outlet),
        ("title", title),
        ("author", _string((entry.get("author_detail") or {}).get("name")) or _string(entry.get("author"))),
        ("published", _day(entry.get("published_parsed")) or _day(entry.get("updated_parsed"))),
        ("headline_only", None if body else True),
        ("html" if html else "text", body or title),
    ]
    return Item(name=f"entry {number}", data=item_bytes("feed", said), plain=True)


def _says_no_more(body: str, headline: str) -> bool:
    """Tell whether the text of an entry is its headline again, as searches for news give it."""
    if len(body) > LONGEST_HEADLINE:
        return False
    words = WORD.findall(text_of_markup(body).casefold())
    return not set(words) - set(WORD.findall(headline.casefold()))


LONGEST_HEADLINE, WORD = 2000, re.compile(r"\w+")  # characters, with the markup around it


def _title(entry: Any) -> str | None:  # noqa: ANN401  # feedparser has no types
    title = _string(entry.get("title"))
    of_html = (entry.get("title_detail") or {}).get("type") != "text/plain"
    if title and of_html and MARKED.search(title):
        return _string(text_of_markup(title).replace("\n", " "))
    return title


MARKED = re.compile(r"</?[a-zA-Z]|&#?\w+;")  # a tag or a reference that XML's own left


def _body(entry: Any) -> tuple[str | None, bool]:  # noqa: ANN401  # feedparser has no types
    """Return the fullest text of an entry, and whether it is HTML."""
    bodies = [*entry.get("content", []), entry.get("summary_detail") or {}]
    found = [(_string(body.get("value")), body.get("type") != "text/plain") for body in bodies]
    return max(found, key=lambda each: len(each[0] or ""))


def _day(moment: struct_time | None) -> str | None:
    if moment is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(moment), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
