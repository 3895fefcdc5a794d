"""Score reading and records against a gold set, and time reading against parsing alone, by one command.

    python benchmarks/run.py --shared ../shared          # everything; results also in benchmarks/out/
    python benchmarks/run.py --shared ../shared --only claims

`--shared` names a folder with gold/ (reports, claims, statements, incidents and their scorers).
"""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import points
import spacy

from histor.claims.models.spacy_parser import PACKAGES, SpacyParser
from histor.documents.intake import Declared, Received
from histor.documents.read import read
from histor.pipeline.reading import Reader, load_reader
from histor.records.contract import claim_json
from histor.records.document import Document, Published
from histor.settings import Settings

OUT = Path(__file__).parent / "out"
LISTINGS = {"claims": "record-claims.jsonl"}  # claims.jsonl is what `--only claims` reads
ROUNDS = 5  # best of five: the machines that this runs on are shared


def main() -> int:
    """Run what was asked for and print it."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, required=True)
    ask.add_argument("--only", choices=("claims", "record", "speed"))
    args = ask.parse_args()
    OUT.mkdir(exist_ok=True)
    gold = args.shared / "gold"
    if args.only in (None, "claims"):
        claims(gold)
    if args.only in (None, "record"):
        record(gold)
    if args.only in (None, "speed"):
        speed(gold)
    return 0


def reports(gold: Path) -> Iterator[tuple[dict[str, Any], Document]]:
    """Yield every report of the gold set with the document that Histor makes of it."""
    for line in (gold / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        day = date.fromisoformat(row["published"]) if row["published"] else None
        declared = Declared(published=Published(start=day, end=day) if day else None, outlet=row["outlet"])
        data = (gold / "reports" / f"{row['id']}.txt").read_bytes()
        received = Received(
            data=data, file=f"{row['id']}.txt", declared=declared, captured_at=datetime.now(UTC)
        )
        document = next(iter(read(received)))
        if not isinstance(document, Document):
            raise SystemExit(f"{row['id']} cannot be read: {document.reason}")
        yield row, document


def claims(gold: Path) -> None:
    """Print how the claims and statements score."""
    reader = the_reader()
    rows = [
        claim_json(claim) | {"report": row["id"]}
        for row, document in reports(gold)
        for claim in reader.read(document)
    ]
    write(OUT / "claims.jsonl", rows)
    score(gold / "score.py", gold, ("--predictions", OUT / "claims.jsonl"), "claims")


def record(gold: Path) -> None:
    """Build a record from the gold reports through the command line, and print how it scores."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        lay_out(gold, where / "reports")
        started = time.perf_counter()
        histor("build", where / "reports", "--record", where / "record")
        print(f"build      {time.perf_counter() - started:.1f} s, start-up included")
        for name in ("documents", "incidents", "figures", "claims"):
            listing = histor(name, "--record", where / "record", "--format", "jsonl")
            (OUT / LISTINGS.get(name, f"{name}.jsonl")).write_text(listing, encoding="utf-8")
    options = [
        part
        for name in ("documents", "incidents", "figures")
        for part in (f"--{name}", OUT / f"{name}.jsonl")
    ]
    score(gold / "score_record.py", gold, options, "record")
    points.report(gold)


def lay_out(gold: Path, folder: Path) -> None:
    """Copy the gold reports with a manifest that gives each its own date and outlet."""
    folder.mkdir()
    rows = [json.loads(line) for line in (gold / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        (folder / f"{row['id']}.txt").write_bytes((gold / "reports" / f"{row['id']}.txt").read_bytes())
    manifest = [{"file": f"{r['id']}.txt", "published": r["published"], "outlet": r["outlet"]} for r in rows]
    write(folder / "manifest.jsonl", manifest)


def speed(gold: Path) -> None:
    """Print how long reading takes against parsing the same text alone, in this one process, round by round."""
    documents = [document for _, document in reports(gold)]
    reader, parser = the_reader(), SpacyParser()
    texts = [
        (0, paragraph)
        for document in documents
        for paragraph in document.text.split("\n")
        if paragraph.strip()
    ]
    shipped = spacy.load(next(name for name in PACKAGES if importlib.util.find_spec(name)))
    reading, full, ours = best(
        lambda: [reader.read(document) for document in documents],
        lambda: list(shipped.pipe(text for _, text in texts)),
        lambda: parser.parse(texts),
    )
    print(f"reading    {reading:.2f} s for {len(documents)} reports, the fastest of {ROUNDS} rounds")
    print(f"           {full:.2f} s for spaCy's small pipeline as shipped alone; ratio {reading / full:.2f}")
    print(f"           {ours:.2f} s for the parser that the reader uses alone; ratio {reading / ours:.2f}")


def best(*works: Callable[[], object]) -> list[float]:
    """Return the seconds of each work's fastest round, taking turns, after one round to warm up."""
    for work in works:
        work()
    rounds = [[seconds(work) for work in works] for _ in range(ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def the_reader() -> Reader:
    """Return the reader of claims as `histor build` uses it."""
    return load_reader(Settings.from_environment(os.environ))


def histor(*args: object) -> str:
    """Run the command line and return what it prints."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("histor")), *map(str, args)],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def score(scorer: Path, gold: Path, options: Iterable[object], name: str) -> None:
    """Run one of the gold set's scorers, print its table, and keep its errors."""
    command = [sys.executable, scorer, "--gold", gold, *options, "--errors", OUT / f"{name}-errors.jsonl"]
    done = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
    (OUT / f"{name}.txt").write_text(done.stdout, encoding="utf-8")
    print(done.stdout, end="")


def write(path: Path, rows: Iterable[Any]) -> None:
    """Write one JSON object a line."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
