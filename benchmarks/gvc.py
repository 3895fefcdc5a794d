"""Put real news on many small incidents together, and score linking and tolls.

    python benchmarks/gvc.py --shared ../shared            # all incidents, and each part of them alone
    python benchmarks/gvc.py --shared ../shared --anew     # read again, whatever was kept

`--shared` names a folder with bench/gvc (reports, what is known of their incidents, and the scorer). What was
read is kept in benchmarks/out/, for as long as the reader stays the same: grouping alone takes seconds.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import histor.claims
import histor.values
from histor.pipeline.building import build
from histor.pipeline.knowing import RULE, Known, derive
from histor.records.contract import document_json, figure_json, incident_json
from histor.settings import Settings
from histor.store.record import Record

OUT = Path(__file__).parent / "out" / "gvc"
READING = (Path(histor.claims.__path__[0]), Path(histor.values.__path__[0]))
# Rules were written with the errors of these parts in view, one after the other; what the last scored before that is
# in README.md.
TUNED, LATER, LAST = PARTS = ("tuned on", "read later", "read last")


def main() -> int:
    """Read what is not read yet, group, and print the scores."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, required=True)
    ask.add_argument("--anew", action="store_true")
    ask.add_argument("--jobs", type=int, default=1)
    args = ask.parse_args()
    data = args.shared / "bench" / "gvc"
    rows = [json.loads(line) for line in (data / "train.jsonl").read_text(encoding="utf-8").splitlines()]
    folder = OUT / f"record-{reader_digest()}{'-anew' if args.anew else ''}"
    with Record.open(folder, create=True) as record:
        if args.anew or not any(record.documents()):
            read(rows, record, args.jobs)
        started = time.perf_counter()
        known = derive(record.documents(), record.claims(), rule=RULE)
    print(f"grouped    {time.perf_counter() - started:.1f} s, {len(known.incidents)} incidents")
    write_listings(known)
    truth = json.loads((data / "train_incidents.json").read_text(encoding="utf-8"))
    for name, keys in parts(truth):
        print(f"{name:<10} {score(data / 'score_gvc.py', rows, truth, keys, name)}", end="")
    return 0


def reader_digest() -> str:
    """Return what changes with the rules and the lexicon that reports are read with."""
    files = (
        path for folder in READING for path in sorted(folder.rglob("*")) if path.suffix in {".py", ".yml"}
    )
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:12]


def read(rows: Sequence[Mapping[str, Any]], record: Record, jobs: int) -> None:
    """Read every report into the record, each with its own day."""
    folder = OUT / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    for row in rows:
        (folder / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8")
    manifest = [
        {"file": f"{row['id']}.txt", **{key: row[key] for key in ("published", "title", "url")}}
        for row in rows
    ]
    write(folder / "manifest.jsonl", manifest)
    summary = build([folder], record=record, settings=Settings(jobs=jobs))
    print(f"read       {summary.seconds:.0f} s, {summary.read} reports, {summary.failed} failures")


def write_listings(known: Known) -> None:
    """Write what `histor documents|incidents|figures --format jsonl` would print."""
    write(OUT / "documents.jsonl", (document_json(one, claims=0) for one in known.documents.values()))
    write(OUT / "incidents.jsonl", map(incident_json, known.incidents))
    write(OUT / "figures.jsonl", map(figure_json, known.figures))


def parts(truth: Mapping[str, Any]) -> Iterable[tuple[str, frozenset[str]]]:
    """Yield all incidents, and each part of them."""
    yield "all", frozenset(truth)
    for name in PARTS:
        yield name, frozenset(key for key in truth if part_of(key) == name)


def part_of(incident: str) -> str:
    """Return the part that an incident is in, by chance but always the same."""
    half, quarter, *_ = hashlib.sha256(incident.encode()).digest()
    if half % 2 == 0:
        return TUNED
    return LATER if quarter % 2 == 0 else LAST


def score(
    scorer: Path,
    rows: Iterable[Mapping[str, Any]],
    truth: Mapping[str, Any],
    keys: frozenset[str],
    name: str,
) -> str:
    """Run the scorer over the incidents in `keys`, keep its errors, and return what it prints."""
    stem = name.replace(" ", "-")
    write(OUT / f"{stem}-truth.jsonl", (row for row in rows if row["incident"] in keys))
    known = json.dumps({key: value for key, value in truth.items() if key in keys})
    (OUT / f"{stem}-incidents.json").write_text(known, encoding="utf-8")
    options = {
        "--truth": OUT / f"{stem}-truth.jsonl",
        "--incidents-truth": OUT / f"{stem}-incidents.json",
        "--errors": OUT / f"{stem}-errors.jsonl",
        **{f"--{listing}": OUT / f"{listing}.jsonl" for listing in ("documents", "incidents", "figures")},
    }
    command = [sys.executable, str(scorer), *(str(part) for pair in options.items() for part in pair)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout


def write(path: Path, rows: Iterable[Any]) -> None:
    """Write one JSON object a line."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
