"""Time reading against the length of the text, and print the curve as ratios: 1.0 is linear growth.

python benchmarks/long_texts.py                 # 50, 100, 200 and 400 KB
python benchmarks/long_texts.py --kilobytes 50 100 2000
"""

import argparse
import os
import random
import sys
import time
from datetime import UTC, datetime

from histor.documents.intake import Declared, Received
from histor.documents.read import read
from histor.pipeline.reading import load_reader
from histor.records.document import Document
from histor.settings import Settings

KILOBYTES = (50, 100, 200, 400)
SEED = 20  # any: every run reads the same text
TOWNS = ("Corvo", "Ardel", "Sentry Bay", "Moura", "Westerlund", "Kalt", "Old Harbour")
BODIES = (
    "the health ministry",
    "the Sentry monitor",
    "police",
    "the army",
    "a hospital director",
    "residents",
)
DEEDS = ("killed", "wounded", "kidnapped", "injured", "shot dead")
VICTIMS = ("civilians", "soldiers", "farmers", "people", "children", "fighters", "policemen")
DAYS = ("on Monday", "on Tuesday night", "last week", "overnight", "on 3 March", "since January")
FRAMES = (
    "At least {n} {victims} were {deed} in {town} {day}, {body} said.",
    "Gunmen {deed} {n} {victims} near {town} {day}.",
    "{body} said that {n} {victims} had been {deed} there, among them {m} women.",
    "The road to {town} was closed {day} and shops stayed shut.",
    "“We counted {n} bodies,” a driver from {town} said.",
    "The toll in {town} rose to {n} from {m}, according to {body}.",
    "{body} denied that {victims} were {deed} in {town}.",
)


def main() -> int:
    """Read generated texts of growing length and print what a kilobyte costs."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--kilobytes", type=int, nargs="+", default=KILOBYTES)
    args = ask.parse_args()
    reader = load_reader(Settings.from_environment(os.environ))
    reader.read(document(2))
    first = None
    for size in args.kilobytes:
        report = document(size)
        started = time.process_time()
        found = len(list(reader.read(report)))
        each = (time.process_time() - started) / size
        first = first or each
        print(
            f"{size:>5} KB  {found:>6} claims  {each * size:7.2f} s  {each / first:.2f} of the first per KB",
            flush=True,
        )
    return 0


def document(kilobytes: int) -> Document:
    """Return a generated report of about this length."""
    received = Received(
        data=text(kilobytes * 1000).encode(),
        file="long.txt",
        declared=Declared(published=None, outlet=None),
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    made = next(iter(read(received)))
    if not isinstance(made, Document):
        raise SystemExit(f"the generated text cannot be read: {made.reason}")
    return made


def text(characters: int) -> str:
    """Return paragraphs of varied sentences, the same for the same length."""
    draw = random.Random(SEED)  # noqa: S311 (no secret: a text to measure on)
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        paragraphs.append(" ".join(_sentence(draw) for _ in range(draw.randint(1, 4))))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def _sentence(draw: random.Random) -> str:
    written = draw.choice(FRAMES).format(
        n=draw.randint(2, 90),
        m=draw.randint(2, 9),
        victims=draw.choice(VICTIMS),
        deed=draw.choice(DEEDS),
        town=draw.choice(TOWNS),
        day=draw.choice(DAYS),
        body=draw.choice(BODIES),
    )
    return written[:1].upper() + written[1:]


if __name__ == "__main__":
    sys.exit(main())
