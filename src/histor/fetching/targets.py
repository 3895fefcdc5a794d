"""What a user asks for: addresses, feeds whose entries are fetched, and files that list addresses."""

import csv
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from histor.errors import InputError, MissingInputError
from histor.fetching.connection import Answer

COLUMNS = ("url", "link", "address")
FEED_TYPES = ("rss", "atom", "application/xml", "text/xml")
GZIP = 31  # zlib's word for a gzip header
LONGEST_FEED = 20 * 1024 * 1024  # bytes, unpacked; what is cut off there is no XML, and so no feed
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
        try:
            yield from _column(text)
        except csv.Error as error:
            raise InputError(f"{path} is no table that can be read: {error}") from error
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
        root = ElementTree.fromstring(_unpacked(answer))
    except (ElementTree.ParseError, DefusedXmlException, ValueError, zlib.error):
        return []
    links = [link.text for link in root.iterfind(".//item/link")]
    links += [
        link.get("href")
        for link in root.iterfind(f"{ATOM}entry/{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    ]
    found = (_joined(answer.url, link.strip()) for link in links if link and link.strip())
    return list(dict.fromkeys(link for link in found if link))


def _unpacked(answer: Answer) -> bytes:
    """Return the body of an answer as it was before it was compressed, as far as a feed may be long."""
    if "gzip" not in (answer.header("content-encoding") or "").lower():
        return answer.body
    packed = zlib.decompressobj(wbits=GZIP)
    return packed.decompress(answer.body, LONGEST_FEED)


def _joined(base: str, link: str) -> str | None:
    try:
        return urljoin(base, link)
    except ValueError:  # no address at all: there is nothing to fetch
        return None
