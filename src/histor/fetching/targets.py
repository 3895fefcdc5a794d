"""What a user asks for: addresses, feeds whose entries are fetched, and files that list addresses."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from histor.errors import InputError, MissingInputError
from histor.fetching.connection import Answer

COLUMNS = ("url", "link", "address")
FEED_TYPES = ("rss", "atom", "application/xml", "text/xml")
ATOM = "{http://www.w3.org/2005/Atom}"


def targets(given: str) -> Iterator[str]:
    """Yield the addresses that one argument stands for: itself, or those that a file lists.

    A text file has one address a line, `#` begins a comment; a CSV file has a column `url` (or `link`).
    Raises MissingInputError if it is neither an address nor a file, InputError if a file lists none.
    """
    if "://" in given.split("\n", 1)[0][:12]:
        yield given
        return
    path = Path(given)
    if not path.is_file():
        raise MissingInputError(f"{given} is neither a web address nor a file that lists some")
    found = list(_listed(path))
    if not found:
        raise InputError(f"{given} lists no web address: one a line, or a CSV file with a column `url`")
    yield from found


def _listed(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    if path.suffix.lower() == ".csv":
        yield from _column(text)
        return
    for line in text.splitlines():
        address = line.partition(" #")[0].strip()
        if address and not address.startswith("#"):
            yield address


def _column(text: str) -> Iterator[str]:
    for row in csv.DictReader(io.StringIO(text)):
        named = {str(key).strip().lower(): value for key, value in row.items() if value}
        address = next((named[column] for column in COLUMNS if column in named), None)
        if address:
            yield str(address).strip()


def entries(answer: Answer) -> list[str]:
    """Return the addresses of a feed's entries; none if the answer is no feed."""
    kind = (answer.header("content-type") or "").lower()
    if not any(part in kind for part in FEED_TYPES):
        return []
    try:
        root = ElementTree.fromstring(answer.body)
    except (ElementTree.ParseError, DefusedXmlException, ValueError):
        return []
    links = [link.text for link in root.iterfind(".//item/link")]
    links += [
        link.get("href")
        for link in root.iterfind(f"{ATOM}entry/{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    ]
    return list(dict.fromkeys(urljoin(answer.url, link.strip()) for link in links if link and link.strip()))
