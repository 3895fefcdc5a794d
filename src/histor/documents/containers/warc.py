"""Take web archives apart: each page, text or PDF that a crawler was answered with, under its address."""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from histor.documents.containers.parts import Item, Part, Source, Trouble
from histor.documents.containers.tarred import DAMAGED, unpacked
from histor.documents.received import LARGEST, Declared, too_large
from histor.errors import UnreadableError

REPORTS = (
    "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf",
    "application/rss+xml", "application/atom+xml", "application/xml", "text/xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip
FURNITURE = ("image/", "font/", "text/css", "text/javascript", "application/javascript", "application/x-javascript",
             "application/font", "application/x-font", "application/manifest+json")  # fmt: skip
SMALL = ("/robots.txt", "/favicon.ico", "/ads.txt")
OK, EMPTY, REDIRECT, MISSING = 200, 204, 300, 400
FURNITURE_NAMES = (
    ".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".woff", ".woff2",
    ".ttf", ".eot", ".otf",
)  # fmt: skip


@dataclass(slots=True)
class _Crawl:
    """What has gone by in one archive."""

    pages: set[str] = field(default_factory=set)  # addresses that were answered
    digests: set[str] = field(default_factory=set)  # of payloads that were there
    redirects: dict[str, str] = field(default_factory=dict)
    others: Counter[str] = field(default_factory=Counter)


def open_warc(source: Source) -> Iterator[Part]:
    """Yield the pages of a web archive in their order, then the addresses that lead to what is not in it."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  # an extra
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415
    except ImportError as error:
        raise UnreadableError(
            "web archives need a part that is not installed: pip install 'histor[formats]'"
        ) from error
    crawl = _Crawl()
    try:
        with unpacked(source) as stream:
            for record in _quietly(ArchiveIterator(stream, arc2warc=True)):
                source.budget.count()
                yield from _record(record, crawl)
    except (ArchiveLoadFailed, *FAULTS, *DAMAGED) as error:
        raise UnreadableError(
            f"this web archive breaks off or is damaged ({error}): the pages before that were read; download it again"
        ) from error
    yield from _loose_ends(crawl)


FAULTS = (
    ValueError,
    ArithmeticError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
)  # of warcio


def _quietly(records: Iterable[Any]) -> Iterator[Any]:
    """Yield records without what warcio writes of damaged ones to the terminal: that is said in failures."""
    remaining = iter(records)
    while True:
        with redirect_stderr(StringIO()):
            record = next(remaining, None)
        if record is None:
            return
        yield record


def _record(record: Any, crawl: _Crawl) -> Iterator[Part]:  # noqa: ANN401  # warcio has no types
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if record.rec_type == "revisit":
        yield from _revisit(record, url, crawl)
    elif record.rec_type in ("response", "resource") and url.lower().startswith(("http:", "https:")):
        yield from _answer(record, url, crawl)


def _answer(record: Any, url: str, crawl: _Crawl) -> Iterator[Part]:  # noqa: ANN401
    status, media_type, location = _answered(record)
    if REDIRECT <= status < MISSING and location:
        crawl.redirects[_whole(url)] = _whole(urljoin(url, location))
        return
    if _is_furniture(url, media_type) or _is_resource(record, media_type) or status == EMPTY:
        return
    if status != OK:
        yield Trouble(
            name=url, reason=f"the server answered {status} and gave no report: fetch the page again"
        )
        return
    crawl.pages.add(_whole(url))
    crawl.digests.add(record.rec_headers.get_header("WARC-Payload-Digest") or "")
    if media_type and media_type not in REPORTS:
        crawl.others[media_type] += 1
        return
    yield _page(record, url)


def _is_furniture(url: str, media_type: str) -> bool:
    """Tell whether an answer only dresses a page, by what it says or, where it says nothing, by its address."""
    path = urlsplit(url).path.lower()
    return media_type.startswith(FURNITURE) or path.endswith((*SMALL, *FURNITURE_NAMES))


def _is_resource(record: Any, media_type: str) -> bool:  # noqa: ANN401
    """Tell whether a browser asked for this on behalf of a page, as crawlers write down that drive one."""
    kind = (record.rec_headers.get_header("WARC-Resource-Type") or "").strip().lower()
    return kind in RESOURCES and media_type != "application/pdf"


RESOURCES = frozenset(
    {
        "script", "image", "stylesheet", "font", "media", "ping", "xhr", "fetch", "websocket", "eventsource",
        "manifest", "texttrack", "preflight", "cspviolationreport",
    }
)  # fmt: skip  # of Chromium's DevTools, as browsertrix-crawler writes them


def _whole(url: str) -> str:
    """Return an address as it is asked for: without its fragment, and with the path that it has at least."""
    parts = urlsplit(url)
    return parts._replace(path=parts.path or "/", fragment="").geturl()


def _answered(record: Any) -> tuple[int, str, str | None]:  # noqa: ANN401
    headers = record.http_headers
    if headers is None:
        media_type = record.rec_headers.get_header("Content-Type") or ""
        return OK, _plain(media_type), None
    code = headers.get_statuscode() or ""
    return (
        int(code) if code.isascii() and code.isdecimal() else 0,
        _plain(headers.get_header("Content-Type") or ""),
        headers.get_header("Location"),
    )


def _plain(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()


def _page(record: Any, url: str) -> Part:  # noqa: ANN401
    try:
        data = _content(record)
    except (zlib.error, *FAULTS, EOFError) as error:
        return Trouble(name=url, reason=f"this page is damaged ({error}): fetch it again")
    if len(data) > LARGEST:
        return Trouble(name=url, reason=too_large(len(data)))
    at = _moment(record.rec_headers.get_header("WARC-Date"))
    return Item(name=url, data=data, declared=Declared(url=url), captured_at=at)


def _content(record: Any) -> bytes:  # noqa: ANN401
    """Return what was answered, decoded, up to one byte more than is read."""
    data, stream = bytearray(), record.content_stream()
    with redirect_stderr(StringIO()):
        while len(data) <= LARGEST and (piece := stream.read(LARGEST + 1 - len(data))):
            data += piece  # warcio gives decoded bytes in pieces
    return bytes(data)


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _revisit(record: Any, url: str, crawl: _Crawl) -> Iterator[Part]:  # noqa: ANN401
    digest = record.rec_headers.get_header("WARC-Payload-Digest")
    before = record.rec_headers.get_header("WARC-Refers-To-Target-URI")
    missing = digest not in crawl.digests and _whole(before or "") not in crawl.pages
    crawl.pages.add(_whole(url))
    media_type = _answered(record)[1]
    if missing and not _is_furniture(url, media_type) and not _is_resource(record, media_type):
        reason = "this page was as at an earlier visit, which is not in this archive: add the archive of that"
        yield Trouble(name=url, reason=reason)


def _loose_ends(crawl: _Crawl) -> Iterator[Part]:
    for url, target in crawl.redirects.items():
        if target not in crawl.pages and target not in crawl.redirects:
            yield Trouble(
                name=url, reason=f"this address leads to {target}, which is not in this archive: fetch it"
            )
    if crawl.others:
        listed = ", ".join(f"{count} of {kind}" for kind, count in sorted(crawl.others.items()))
        yield Trouble(name=None, reason=f"answers that are no reports were not read: {listed}")
