"""Build a record of growing size from generated reports: seconds, memory, disk, and whether the truth comes out.

    python benchmarks/scale.py --sizes 1250 2500 5000          # add 10000 20000 for all of it: most of an hour
    python benchmarks/scale.py --folder /tmp/scale --sizes 40000   # goes on where that folder ends

One record grows from size to size. Every step is a process of its own, so that its memory is its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass
from itertools import islice
from pathlib import Path

from generated import Report, reports, write

from histor.pipeline import build
from histor.pipeline.judging import judged
from histor.pipeline.knowing import renewal
from histor.pipeline.rebuilding import rebuild
from histor.records.claim import Harm, Scope
from histor.records.figure import Figure, Point, PointStatus
from histor.settings import Settings
from histor.store.record import Record

SIZES = (1_250, 2_500, 5_000, 10_000, 20_000)
COLUMNS = ("reports", "claims", "reading", "deriving", "anew", "one", "MB", "MB anew", "MB one", "db MB")
SCORES = ("incidents", "P", "R", "killed", "injured")
WHOLE = frozenset({Scope.INCIDENT, Scope.CUMULATIVE})


@dataclass(frozen=True, slots=True)
class Cost:
    """What one step took, in a process of its own; what readers in processes beside it took is not in it."""

    reading: float  # seconds on the clock
    deriving: float  # seconds of the processor: other work on the machine does not count
    whole: float  # the same, from start to end
    megabytes: int


def grow(record: Path, folder: Path, jobs: int) -> Cost:
    """Build `folder` into the record, and tell reading from what follows it."""
    started = time.monotonic()
    read, before = started, time.process_time()
    with Record.open(record, create=True) as opened:

        def done(_: object) -> None:
            nonlocal read, before
            read, before = time.monotonic(), time.process_time()

        build([folder], record=opened, settings=Settings(jobs=jobs), progress=done)
    return _cost(read - started, before)


class NotKeptError(Exception):
    """Ends a transaction of which nothing is to be kept."""


def anew(record: Path, _folder: Path, _jobs: int) -> Cost:
    """Put copies, incidents and figures together from nothing as a first build does, and keep none of it."""
    before = time.process_time()
    with (
        Record.open(record) as opened,
        opened.only_writer(),
        suppress(NotKeptError),
        opened.deriving() as work,
    ):
        rebuild(renewal(opened, work, judged(opened)))
        raise NotKeptError
    return _cost(0.0, before)


STEPS = {"grow": grow, "anew": anew}


def _cost(reading: float, before: float) -> Cost:
    """Return what was taken, of deriving what came after `before`."""
    now, peak = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Cost(reading, now - before, now, peak)


def step(name: str, record: Path, folder: Path, jobs: int = 1) -> Cost:
    """Do one step in a process of its own."""
    call = [sys.executable, __file__, "--step", name, "--folder", str(record), "--given", str(folder)]
    told = subprocess.run(
        [*call, "--jobs", str(jobs)], check=True, capture_output=True, text=True
    )  # ourselves
    return Cost(*json.loads(told.stdout.splitlines()[-1]))


def truth_of(folder: Path) -> dict[str, Report]:
    """Return the reports that are in the record, by file, from those that generate it."""
    there = {path.name for path in folder.glob("reports-*/*.txt")}
    made = islice(reports(len(there)), len(there))
    return {f"{report.name}.txt": report for report in made if f"{report.name}.txt" in there}


def score(record: Path, truth: Mapping[str, Report]) -> dict[str, float]:
    """Return precision and recall of pairs of reports, and the share of events whose last tolls stand."""
    with Record.open(record) as opened:
        reports_of = {document.id: truth[Path(document.file).name] for document in opened.documents()}
        incidents = list(opened.incidents())
        figures: dict[str, list[Figure]] = defaultdict(list)
        for figure in opened.figures():
            figures[figure.incident].append(figure)
    found = {
        incident.id: Counter(reports_of[document].event for document in incident.documents)
        for incident in incidents
    }
    events = Counter(report.event for report in reports_of.values())  # two copies may be the same bytes
    got = sum(_pairs(sum(counts.values())) for counts in found.values())
    right = sum(_pairs(number) for counts in found.values() for number in counts.values())
    home = {event: incident for incident, counts in found.items() for event in counts.elements()}
    for incident, counts in sorted(found.items(), key=lambda item: max(item[1].values(), default=0)):
        home |= dict.fromkeys(counts, incident)
    last = _last(truth.values())
    return {
        "incidents": len(incidents) / len(events),
        "P": right / max(1, got),
        "R": right / max(1, sum(_pairs(number) for number in events.values())),
        **{
            harm: sum(_told(figures[home.get(event, "")], harm, tolls[at]) for event, tolls in last.items())
            / len(last)
            for at, harm in enumerate((Harm.KILLED, Harm.INJURED))
        },
    }


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def _last(made: Iterable[Report]) -> dict[int, tuple[int, int]]:
    """Return the tolls that the latest report on each event gives: they only grow."""
    last: dict[int, tuple[int, int]] = {}
    for report in made:
        last[report.event] = max(last.get(report.event, (0, 0)), (report.killed, report.injured))
    return last


def _told(figures: Iterable[Figure], harm: Harm, toll: int) -> bool:
    """Whether the highest figure for a harm that still stands is this one."""
    points = [p for figure in figures if figure.harm is harm and figure.scope in WHOLE for p in figure.series]
    return max((_worth(p) for p in points if p.status is PointStatus.STANDS), default=None) == toll


def _worth(point: Point) -> int:
    if point.exact is not None:
        return point.exact
    more = point.hedge == "more_than" and point.low is not None
    return point.low - 1 if more and point.low else point.low or point.high or 0


def rows(folder: Path, sizes: Iterable[int], jobs: int) -> Iterator[dict[str, float]]:
    """Grow the record to each size, and yield what that took and what came out."""
    record, read = folder / "record", 0.0
    for size in sizes:
        there = sum(1 for _ in folder.glob("reports-*/*.txt"))
        given, single = folder / f"reports-{size}", folder / f"reports-{size}-one"
        if there < size:
            write(given, islice(reports(size), there, size))
        grown = step("grow", record, given, jobs) if there < size else Cost(0.0, 0.0, 0.0, 0)
        read += grown.reading
        fresh = step("anew", record, given)
        weight = sum(path.stat().st_size for path in record.glob("record.db*")) // 2**20
        write(single, islice(reports(size + 1), size, size + 1))
        one = step("grow", record, single)
        with Record.open(record) as opened:
            counts = opened.counts()
        cost = (counts["documents"] - 1, counts["claims"], read, grown.deriving, fresh.deriving, one.whole)
        memory = (grown.megabytes, fresh.megabytes, one.megabytes, weight)
        yield dict(zip(COLUMNS, (*cost, *memory), strict=True)) | score(record, truth_of(folder))


def _line(row: Mapping[str, float]) -> str:
    cells = [f"{row[key]:>9,.1f}" if isinstance(row[key], float) else f"{row[key]:>9,}" for key in COLUMNS]
    return "".join(cells) + "".join(f"{row[key]:>10.3f}" for key in SCORES)


def main() -> None:
    """Print a line for each size: seconds, megabytes at most, and scores by the truth."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    ask.add_argument("--folder", type=Path, help="keep reports and record here, and go on from what is there")
    ask.add_argument("--jobs", type=int, default=1, help="processes that read")
    ask.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    ask.add_argument("--given", type=Path, help=argparse.SUPPRESS)
    asked = ask.parse_args()
    if asked.step:
        cost = STEPS[asked.step](asked.folder, asked.given, asked.jobs)
        print(json.dumps(astuple(cost)))
        return
    print("".join(f"{key:>9}" for key in COLUMNS) + "".join(f"{key:>10}" for key in SCORES), flush=True)
    with tempfile.TemporaryDirectory() as passing:
        for row in rows(asked.folder or Path(passing), sorted(asked.sizes), asked.jobs):
            print(_line(row), flush=True)


if __name__ == "__main__":
    main()
