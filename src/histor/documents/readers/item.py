"""Read one report that was taken out of a list: a message, a feed's entry, a table's row, an e-mail's body."""

import json
from collections.abc import Mapping

from histor.documents.dates import published_between
from histor.documents.readers.markup import text_of_markup
from histor.documents.readers.page import Page
from histor.documents.readers.text import unmarked
from histor.documents.received import Declared
from histor.errors import UnreadableError

KINDS = frozenset({"telegram", "feed", "mail", "table", "reliefweb", "gdelt"})
VERSIONS = {"reliefweb": "reliefweb/3", "mail": "mail/2", "telegram": "telegram/2", "feed": "feed/2"}
SAID = ("outlet", "url", "title", "author", "language", "agency")
FLAGS = {
    "headline_only": "headline_only",
    "edited": "edited",
    "published_as_written": "date_not_read",
}


def read_item(data: bytes) -> Page:
    """Return the text of an item and what it says of itself; raises UnreadableError if it is none."""
    try:
        item = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"this item is damaged ({error}): add what it was taken from") from error
    if not isinstance(item, Mapping) or item.get("kind") not in KINDS:
        raise UnreadableError("this item is of no kind that is known: add what it was taken from")
    html, markdown = _string(item, "html"), _string(item, "markdown")
    text = text_of_markup(html) if html else unmarked(markdown) if markdown else _string(item, "text") or ""
    return Page(
        text=text.replace("\r\n", "\n").replace("\r", "\n"),
        declared=Declared(),
        found=_found(item),
        reader=VERSIONS.get(item["kind"], f"{item['kind']}/1"),
        media_type="text/html" if html else "text/plain",
        flags=tuple(flag for key, flag in FLAGS.items() if item.get(key)),
    )


def _found(item: Mapping[str, object]) -> Declared:
    day = _string(item, "published")
    try:
        published = published_between(day) if day else None
    except ValueError as error:
        raise UnreadableError(f"this item's date: {error}") from error
    return Declared(published=published, **{key: _string(item, key) for key in SAID})


def _string(item: Mapping[str, object], key: str) -> str | None:
    value = item.get(key)
    return value if isinstance(value, str) and value.strip() else None
