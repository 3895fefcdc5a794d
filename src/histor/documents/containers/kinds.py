"""Tell what kind of container bytes are, whatever the file is called."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from histor.documents.columns import columns_in, known_names
from histor.documents.containers.feed import open_feed
from histor.documents.containers.jsons import open_json
from histor.documents.containers.mail import is_mail, open_mail
from histor.documents.containers.mbox import is_mbox, open_mbox
from histor.documents.containers.mhtml import is_mhtml, open_mhtml
from histor.documents.containers.parts import HEAD, ITEM_START, Opener, Source
from histor.documents.containers.table import cells, open_csv, open_xlsx
from histor.documents.containers.tarred import (
    is_compressed,
    is_tar,
    open_compressed,
    open_tar,
    unpacked_head,
)
from histor.documents.containers.telegram_pages import is_telegram_page, open_telegram_page
from histor.documents.containers.warc import open_warc
from histor.documents.containers.webarchive import START as BINARY_LIST
from histor.documents.containers.webarchive import open_webarchive
from histor.documents.containers.zipped import office_kind, open_zip
from histor.errors import ManifestError

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
WARC = (b"WARC/", b"filedesc://")  # the second is ARC, WARC's older form
MARKED: Mapping[bytes | tuple[bytes, ...], Opener] = {WARC: open_warc, BINARY_LIST: open_webarchive}
OFFICE_OPENERS: Mapping[str, Opener | None] = {
    "docx": None,
    "xlsx": open_xlsx,
    "pptx": None,
    "odt": None,
    "ods": None,
    "odp": None,
}
FEED_START = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<\?xml-stylesheet[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE\s+(?:rss|rdf|feed)[^>\[]*(?:\[.*?\]\s*)?>\s*)*"
    r"<(?:rss|feed|rdf:RDF|atom:feed)\b",
    re.IGNORECASE | re.DOTALL,
)
JSON_START = re.compile(r"\A\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
TITLED = 2000  # characters in which a page has said what it is
TABLES = (".csv", ".tsv", ".tab")
JSONS = (".json", ".jsonl", ".ndjson")


def opener_for(source: Source) -> Opener | None:
    """Return what takes a source apart; None if it is to be read as one report."""
    with source.open() as stream:
        head = stream.read(HEAD)
    if head.startswith(ITEM_START):
        return None
    if head.startswith(ZIP):
        kind = office_kind(source)
        return open_zip if kind is None else OFFICE_OPENERS[kind]
    if is_compressed(head):
        return _compressed(source)
    if is_tar(head):
        return open_tar
    marked = next((opener for mark, opener in MARKED.items() if head.startswith(mark)), None)
    return marked or _textual(head, source)


def _compressed(source: Source) -> Opener:
    head = unpacked_head(source)
    if is_tar(head):
        return open_tar
    return open_warc if head.startswith(WARC) else open_compressed


def _textual(head: bytes, source: Source) -> Opener | None:
    text = _as_text(head)
    suffix = PurePosixPath(source.name).suffix.lower()
    told = next((opener for is_one, opener in TOLD if is_one(text, suffix)), None)
    return told or (open_csv if suffix in TABLES or _is_table(text, source) else None)


TOLD: Sequence[
    tuple[Callable[[str, str], bool], Opener]
] = (  # a saved page has an e-mail's headers: it comes first
    (lambda text, _: FEED_START.match(text) is not None, open_feed),
    (lambda text, suffix: JSON_START.match(text) is not None or suffix in JSONS, open_json),
    (is_mhtml, open_mhtml),
    (is_mail, open_mail),
    (lambda text, _: is_mbox(text), open_mbox),
    (lambda text, _: is_telegram_page(text[:TITLED]), open_telegram_page),
)


def _as_text(head: bytes) -> str:
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16" if utf16 else "utf-8-sig", "replace").lstrip("\ufeff")


def _is_table(text: str, source: Source) -> bool:
    """Tell whether text under another name is a table: its first line is header names that are known."""
    first, newline, rest = text.partition("\n")
    headers = cells(first)
    if not newline or not rest.strip() or len(headers) < MOST_CELLS_OF_PROSE:
        return False
    try:
        found = columns_in(headers, source.columns)
    except ManifestError:
        found = columns_in(headers, {})
    known = {name for names in known_names().values() for name in names}
    named = [header for header in headers if " ".join(header.casefold().replace("_", " ").split()) in known]
    return len(named) >= MOST_CELLS_OF_PROSE and bool({"text", "title"} & found.keys())


MOST_CELLS_OF_PROSE = 2  # "Title, text" as a whole first line is a header; a sentence is none
