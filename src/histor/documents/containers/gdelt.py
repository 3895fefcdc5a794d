"""Take a list of articles from GDELT apart: it gives headlines, not texts, and each is read as one."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from histor.documents.containers.parts import Item, Part, Trouble, item_bytes
from histor.documents.dates import day_of
from histor.values.language import LANGUAGE_NAMES

CODES = {name.casefold(): code for code, name in LANGUAGE_NAMES.items()}


def articles(entries: Sequence[Any]) -> Iterator[Part]:
    """Yield the headlines of a list, with outlet, address and the day on which GDELT saw them."""
    for number, entry in enumerate(entries, start=1):
        title = entry.get("title") if isinstance(entry, dict) else None
        if not isinstance(title, str) or not title.strip():
            yield Trouble(name=f"article {number}", reason="this article has no title: fetch its page")
            continue
        language = _string(entry.get("language"))
        said: list[tuple[str, str | int | bool | None]] = [
            ("url", _string(entry.get("url"))),
            ("outlet", _string(entry.get("domain"))),
            ("title", title),
            ("language", CODES.get(language.casefold()) if language else None),
            ("published", day_of(_string(entry.get("seendate")))),
            ("headline_only", True),
            ("text", title),
        ]
        yield Item(name=f"article {number}", data=item_bytes("gdelt", said), plain=True)


def domain_of(url: str) -> str:
    """Return the domain of an address, as GDELT's JSON gives it and its CSV does not; empty if there is none."""
    try:
        return (urlsplit(url.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
