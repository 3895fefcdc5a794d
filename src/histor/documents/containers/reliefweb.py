"""Take an answer of ReliefWeb's API apart: each report with its sources, date and address."""

from collections.abc import Iterator, Sequence
from typing import Any

from histor.documents.containers.parts import Item, Part, Trouble, item_bytes
from histor.documents.dates import day_of


def reports(entries: Sequence[Any]) -> Iterator[Part]:
    """Yield the reports of an answer; one without a body says so."""
    for number, entry in enumerate(entries, start=1):
        match entry:
            case {"fields": dict(fields)}:
                yield _report(f"report {entry.get('id', number)}", fields)
            case _:
                yield Trouble(name=f"entry {number}", reason="this is no report: ask ReliefWeb again")


def _report(name: str, fields: dict[str, Any]) -> Part:
    text, html = _string(fields.get("body")), _string(fields.get("body-html"))
    if not (text or html):
        return Trouble(name=name, reason=_bodiless(fields))
    dates = fields.get("date")
    dates = dates if isinstance(dates, dict) else {}
    said: list[tuple[str, str | int | bool | None]] = [
        ("url", _string(fields.get("url_alias")) or _string(fields.get("url"))),
        ("outlet", ", ".join(_named(fields.get("source"), "shortname", "name")) or None),
        ("title", _string(fields.get("title"))),
        ("language", next(iter(_named(fields.get("language"), "code")), None)),
        ("published", day_of(_string(dates.get("original"))) or day_of(_string(dates.get("created")))),
        ("markdown", text),  # as its documentation says of `body`
        ("html", None if text else html),
    ]
    return Item(name=name, data=item_bytes("reliefweb", said), plain=True)


def _bodiless(fields: dict[str, Any]) -> str:
    """Say where the words of a report without a body are: most have them in a PDF."""
    files = fields.get("file")
    urls = (
        [_string(each.get("url")) for each in files if isinstance(each, dict)]
        if isinstance(files, list)
        else []
    )
    there = ", ".join(url for url in urls if url)
    if there:
        return f"this report came without its body: fetch {there}, and add that"
    return "this report came without its body: ask for fields[include][]=body, or fetch its page"


def _named(value: object, *keys: str) -> list[str]:
    entries = value if isinstance(value, list) else [value]
    found = (
        next((entry[key] for key in keys if _string(entry.get(key))), None)
        for entry in entries
        if isinstance(entry, dict)
    )
    return [name for name in found if name]


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
