"""Feed every reader damaged and hostile files: none may crash, hang or lose a report without saying so.

    python benchmarks/fuzz.py [--inputs 2000] [--only pdf,docx] [--seed 1] [--seconds 10]

The inputs are mutations (bits flipped, stretches cut, doubled, swapped, filled with hostile tokens) of real
files of each form, from a seeded generator, so that a finding can be had again. An input counts as sound if it
gives at least one document or failure, raises nothing, and is done within the bound of seconds.
"""

import argparse
import gzip
import json
import plistlib
import random
import signal
import sys
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from forms import (
    COLUMNS_PAGE,
    ENCRYPTED,
    FOUR,
    NINE,
    PACKERS,
    csv_of,
    docx_of,
    mail_of,
    message,
    page_of,
    pdf_of,
    rss_of,
    scan_of,
    tar_of,
    telegram_of,
    warc_of,
    xlsx_of,
    zip_of,
)
from histor.documents.intake import Container, Declared, Received, gather_bytes
from histor.documents.read import read
from histor.records.document import Document
from histor.records.failure import Failure

AT = datetime(2025, 4, 1, tzinfo=UTC)
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<script>alert(1)</script>", b"<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    b"&x;", b"\xe2\x80\xae", b"{" * 3000, b"[" * 3000, b"<div>" * 3000, b'"' * 50, b"\r\n\r\n", b"\n", b",",
    b"../../", b"99999999999999", b"-1", b"%s%n", b"=HYPERLINK(1)", b"A" * 70000, b"\\ud800", b"\\u0000", b"null",
    b"endobj", b"stream\n", b"1e999", b"&a [*a, *a]", b"*a", b"/X Do ", b"q " * 3000, b"2147483648", b"\r\n\r\n--b--",
)  # fmt: skip


def seeds() -> dict[str, list[tuple[str, bytes]]]:
    """Return real files of every form, by the reader that they are for."""
    page, row = page_of(NINE), [NINE, "2025-03-10", "Ardel Post"]
    relief = {
        "data": [{"id": "1", "fields": {"title": "T", "body": NINE, "date": {"created": "2025-03-10"}}}]
    }
    gdelt = {"articles": [{"url": "https://a.example", "title": NINE, "seendate": "20250310T061500Z"}]}
    entry = {"title": "Nine dead", "link": "https://a.example/1", "description": f"&lt;p&gt;{NINE}&lt;/p&gt;"}
    answers: list[dict[str, Any]] = [
        {"url": "https://a.example/1", "body": page},
        {"url": "https://a.example/2", "status": "301 Moved", "headers": [("Location", "/1")]},
    ]
    html = f"<p>{NINE}</p>"
    start, letter = b"From a Mon Mar 10 08:00:00 2025\n", mail_of(NINE, attached={"a.txt": NINE.encode()})
    return {
        "text": [("a.txt", f"---\noutlet: Post\npublished: 2025-03-10\n---\nTitle\n\n{NINE}\n".encode())],
        "html": [("a.html", page), ("b.html", LIVE + page)],
        "pdf": [("a.pdf", pdf_of([COLUMNS_PAGE], "A title of it")), ("b.pdf", scan_of((60, 80))),
                ("d.pdf", real("update.pdf")),
                ("c.pdf", pdf_of([COLUMNS_PAGE], "T", ENCRYPTED))],
        "docx": [("a.docx", docx_of([NINE, FOUR], [["Town", "Dead"], ["Ardel", "9"]]))],
        "mail": [("a.eml", mail_of(NINE, html=html)), ("b.eml", mail_of(NINE, attached={"a.txt": NINE.encode()}))],
        "mbox": [("a.mbox", start + letter + b"\n" + start + letter)],
        "mhtml": [("a.mhtml", real("chromium.mhtml"))],
        "webarchive": [("a.webarchive", plistlib.dumps(SAFARI, fmt=plistlib.FMT_BINARY))],
        "odt": [("a.odt", real("libreoffice.odt"))],
        "feed": [("a.xml", rss_of(entry, entry)), ("b.rss", real("wordpress.rss")), ("c.atom", real("blogger.atom"))],
        "warc": [("a.warc", warc_of(*answers, gz=False)), ("a.warc.gz", warc_of(*answers)),
                 ("b.warc.gz", real("wget.warc.gz")), ("a.arc", ARC)],
        "messages": [("messages.html", real("messages.html"))],
        "export": [("result.json", real("result.json")), ("account.json", real("account.json"))],
        "telegram": [("result.json", telegram_of(message(1, NINE), message(2, ["a", {"type": "b", "text": FOUR}])))],
        "reliefweb": [("a.json", json.dumps(relief).encode())],
        "gdelt": [("a.json", json.dumps(gdelt).encode())],
        "csv": [("a.csv", csv_of(["text", "date", "outlet"], row, row))],
        "xlsx": [("a.xlsx", xlsx_of([["text", "date", "outlet"], row]))],
        "zip": [("a.zip", zip_of({"a.txt": NINE.encode(), "b/c.html": page, "manifest.csv": b"file\na.txt\n"}))],
        "tar": [("a.tar", tar_of({"a.txt": NINE.encode(), "b/c.html": page})),
                *((f"a.tar{suffix}", pack(tar_of({"a.txt": NINE.encode()}))) for suffix, pack in PACKERS.items())],
    }  # fmt: skip


REAL = Path(__file__).resolve().parent.parent / "tests" / "documents" / "real"


def real(name: str) -> bytes:
    """Return one of the files that programs wrote."""
    return (REAL / name).read_bytes()


ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + NINE.encode()
ARC = (
    b"filedesc://a.arc 127.0.0.1 20140216050221 text/plain 9\n1 0 Crawl\n\n"
    b"http://a.example/1 127.0.0.1 20140216050221 text/plain %d\n%b\n" % (len(ANSWER), ANSWER)
)


SAFARI = {
    "WebMainResource": {
        "WebResourceData": page_of(NINE),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": "https://a.example/1",
    },
    "WebSubresources": [{"WebResourceData": b"x", "WebResourceMIMEType": "text/css"}],
}
LIVE = (
    b'<html><head><script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Coast live", '
    b'"liveBlogUpdate": [{"datePublished": "2025-03-10T07:00:00Z"}]}</script><meta name="date" content="2025-03-10">'
    b'<time datetime="2025-03-10T07:00:00Z">'
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return `data` with one to six things done to it."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        chance.choice(MUTATIONS)(made, chance)
    return bytes(made)


def mutated_inside(data: bytes, chance: random.Random) -> bytes:
    """Return a packed file with a mutation of what is in it, packed soundly again; others as `mutated` does."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(files))
        return zip_of(files | {name: mutated(files[name], chance)})
    if data.startswith(b"\x1f\x8b"):
        return gzip.compress(mutated(gzip.decompress(data), chance))
    return mutated(data, chance)


def _flip(made: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 8)):
        if made:
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)


def _cut(made: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(made) + 1)
    del made[start : start + chance.randint(1, 200)]


def _break_off(made: bytearray, chance: random.Random) -> None:
    del made[chance.randrange(len(made) + 1) :]


def _double(made: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(made) + 1)
    made[start:start] = made[start : start + chance.randint(1, 500)] * chance.randint(1, 4)


def _swap(made: bytearray, chance: random.Random) -> None:
    start, other = chance.randrange(len(made) + 1), chance.randrange(len(made) + 1)
    size = chance.randint(1, 60)
    made[start : start + size], made[other : other + size] = (
        made[other : other + size],
        made[start : start + size],
    )


def _put(made: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(made) + 1)
    made[start : start + chance.choice((0, 0, 8))] = chance.choice(TOKENS)


def _number(made: bytearray, chance: random.Random) -> None:
    digits = [place for place, byte in enumerate(made) if 0x30 <= byte <= 0x39]  # noqa: PLR2004  # "0" to "9"
    if digits:
        place = chance.choice(digits)
        made[place : place + 1] = chance.choice((b"0", b"9", b"-1", b"4294967296", b"99999999999999999999"))


MUTATIONS: Sequence[Callable[[bytearray, random.Random], None]] = (
    _flip, _cut, _break_off, _double, _swap, _put, _put, _number,
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """What became of the inputs of one reader."""

    inputs: int = 0
    documents: int = 0
    failures: int = 0
    slowest: float = 0.0
    found: Counter[str] = field(default_factory=Counter)  # crashes, hangs and losses, by where they arose


class TookTooLongError(Exception):
    """An input was not done within its seconds."""


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Raise TookTooLongError in the block when its seconds are up: those of the processor, not of the clock."""

    def up(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLongError

    before = signal.signal(signal.SIGPROF, up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def outcomes(name: str, data: bytes) -> Iterator[Document | Failure]:
    """Yield all that a file gives, as a build would see it."""
    received = Received(data=data, file=name, declared=Declared(), captured_at=AT)
    for item in gather_bytes(received):
        match item:
            case Received():
                yield from read(item)
            case Failure():
                yield item
            case Container():
                pass


def tried(tally: Tally, name: str, data: bytes, seconds: int) -> None:
    """Read one input and note what became of it."""
    tally.inputs += 1
    started = time.process_time()
    made: list[Document | Failure] = []
    try:
        with within(seconds):
            made = list(outcomes(name, data))
            _check(made)
    except TookTooLongError:
        tally.found[f"took more than {seconds} s"] += 1
        _keep(name, data, "hang")
    except Exception as error:  # noqa: BLE001  # to find any is what this is for
        last = traceback.extract_tb(error.__traceback__)[-1]
        tally.found[f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"] += 1
        _keep(name, data, type(error).__name__)
    tally.slowest = max(tally.slowest, time.process_time() - started)
    tally.documents += sum(isinstance(item, Document) for item in made)
    tally.failures += sum(isinstance(item, Failure) for item in made)


def _check(made: Sequence[Document | Failure]) -> None:
    if not made:
        raise LookupError("neither a document nor a failure")
    for item in made:
        if isinstance(item, Document):
            item.text.encode()  # what cannot be written is no text
        elif not item.reason:
            raise ValueError("a failure without its reason")


KEPT = Path(__file__).with_name("out") / "fuzz"


def _keep(name: str, data: bytes, what: str) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{what}-{abs(hash(data)) % 10**8}-{name}").write_bytes(data)


def fuzzed(files: Sequence[tuple[str, bytes]], inputs: int, chance: random.Random, seconds: int) -> Tally:
    """Read `inputs` mutations of `files`, some of them under another form's name."""
    tally = Tally()
    for number in range(inputs):
        name, data = files[number % len(files)]
        mutate = chance.choice((mutated, mutated_inside))
        tried(
            tally,
            chance.choice((name, name, name, "a.txt", "b.json", "c.csv")),
            mutate(data, chance),
            seconds,
        )
    return tally


def _table(tallies: Mapping[str, Tally]) -> Iterator[str]:
    yield f"{'reader':<10} {'inputs':>7} {'documents':>9} {'failures':>8} {'slowest':>8}  found"
    for reader, tally in tallies.items():
        found = ", ".join(f"{count} x {what}" for what, count in tally.found.most_common()) or "nothing"
        counts = f"{tally.inputs:>7,} {tally.documents:>9,} {tally.failures:>8,}"
        yield f"{reader:<10} {counts} {tally.slowest:>7.2f}s  {found}"


def main() -> int:
    """Run the readers asked for and print a table; 1 if anything was found."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--inputs", type=int, default=2000)
    options.add_argument("--only", default="")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seconds", type=int, default=10)
    asked = options.parse_args()
    warnings.simplefilter("ignore")
    only = set(filter(None, asked.only.split(",")))
    tallies = {}
    for reader, files in seeds().items():
        if not only or reader in only:
            chance = random.Random(f"{asked.seed} {reader}")  # noqa: S311  # to be had again, not to be secret
            tallies[reader] = fuzzed(files, asked.inputs, chance, asked.seconds)
            print("\n".join(_table({reader: tallies[reader]})), flush=True)
    return 1 if any(tally.found for tally in tallies.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
