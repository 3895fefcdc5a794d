"""Score the points of all series that `run.py --only record` left: which are right, and whose status differs.

    python benchmarks/run.py --shared ../shared --only record
    python benchmarks/points.py --shared ../shared [--errors]

The gold's series name each event's main figures only; its claims name all. So a point counts as right if a claim
of the gold set says the same: of one of the point's reports, the same harm and number, the same source (as the point
names it, or as the report that it is from does), as of the same day or the next. A claim of the gold set accounts for
one point at most. As the gold set marks neither headlines nor what a report says twice, a point that only repeats a
claim that is accounted for, or stands in headlines alone, is set aside: neither right nor wrong.
`--shared` names a folder with gold/. All errors are kept in benchmarks/out/points-errors.jsonl.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent / "out"
Row = dict[str, Any]


def main() -> int:
    """Print the scores; with `--errors` also every wrong point and status."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, required=True)
    ask.add_argument("--errors", action="store_true", help="print every wrong point and status")
    args = ask.parse_args()
    errors = report(args.shared / "gold")
    if args.errors:
        print("\n".join(error_line(error) for error in errors))
    return 0


def report(gold: Path) -> list[Row]:
    """Print how the points in benchmarks/out/ score; return their errors, and keep them."""
    alike = Alike.of_scorer(gold)
    points = predicted(gold)
    unaccounted, fits = spurious(points, rows(gold / "claims.jsonl"), alike)
    wrong = [points[number] for number in unaccounted if not fits[number] and not points[number]["headline"]]
    told = len(points) - len(unaccounted) + len(wrong)
    matched = main_points(gold, points, alike)
    misjudged = [(mine, main) for mine, main in matched if mine["status"] != main["status"]]
    print(
        f"points     precision {1 - len(wrong) / told:.3f}  "
        f"({told} points, {len(wrong)} wrong; {len(points) - told} repeats and headlines set aside)"
    )
    print(
        f"status     {len(matched) - len(misjudged)} of {len(matched)} as in the gold; {confusions(misjudged)}"
    )
    errors = [{"error": "wrong point", **point} for point in wrong] + [
        {"error": "wrong status", **mine, "gold_status": main["status"], "gold_claim": main["claim"]}
        for mine, main in misjudged
    ]
    (OUT / "points-errors.jsonl").write_text("".join(json.dumps(e) + "\n" for e in errors), encoding="utf-8")
    return errors


@dataclass(frozen=True, slots=True)
class Alike:
    """How the gold set's scorer compares: numbers, names and days."""

    figure: Callable[[Row], tuple[int | None, int | None]]
    same_name: Callable[[str | None, str | None], bool]

    @classmethod
    def of_scorer(cls, gold: Path) -> "Alike":
        """Return what score.py of the gold set compares with."""
        sys.path.insert(0, str(gold))
        import score  # type: ignore[import-not-found]  # noqa: PLC0415  # lies beside the gold set

        return cls(score.figure, score.same_name)

    def says(self, claim: Row, point: Row, names: Sequence[str | None]) -> bool:
        """Whether a claim, or a point, of the gold set says what a point says whose source has these names."""
        return (
            claim["harm"] == point["harm"]
            and self.figure(claim) == self.figure(point)
            and any(self.same_name(claim["source"], name) for name in names)
            and near(claim["as_of"], point["as_of"])
        )


def near(one: str | None, other: str | None) -> bool:
    """Whether two days are a day apart at most, or both unknown."""
    if not one or not other:
        return not one and not other
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= 1


def predicted(gold: Path) -> list[Row]:
    """Return every point of the figures that rest on reports of an event, with its reports and event."""
    reports = {row["id"] for row in rows(gold / "reports.jsonl")}
    files = {row["id"]: Path(row["file"]).stem for row in rows(OUT / "documents.jsonl")}
    events = events_of_reports(gold)
    told = {row["id"]: event_of(row, files, events) for row in rows(OUT / "incidents.jsonl")}
    said = {row["id"]: row for row in rows(OUT / "record-claims.jsonl") if row["kind"] == "harm"}
    headlines = {row["id"]: row["headline"] for row in rows(gold / "reports.jsonl")}
    return [
        point
        | {
            "harm": figure["harm"],
            "figure": figure["id"],
            "scope": figure["scope"],
            "event": told[figure["incident"]],
            "names": list(dict.fromkeys([point["source"], *(said[c]["source"] for c in point["claims"])])),
            "headline": all(
                said[c]["quote"] == headlines.get(files[said[c]["document"]]) for c in point["claims"]
            ),
            "reports": [files[document] for document in point["documents"] if files[document] in reports],
        }
        for figure in rows(OUT / "figures.jsonl")
        for point in figure["series"]
        if told[figure["incident"]]
    ]


def events_of_reports(gold: Path) -> dict[str, str]:
    """Return the event that each report of the gold set speaks of."""
    told = json.loads((gold / "incidents.json").read_text(encoding="utf-8"))
    return {
        report: event
        for event, known in told.items()
        for incident in known["incidents"]
        for report in incident["reports"]
    }


def event_of(incident: Row, files: Mapping[str, str], events: Mapping[str, str]) -> str | None:
    """Return the event that most of an incident's reports speak of."""
    named = (files[document] for document in incident["documents"])
    told = Counter(events[name] for name in named if name in events)
    return told.most_common(1)[0][0] if told else None


def spurious(points: Sequence[Row], claims: Iterable[Row], alike: Alike) -> tuple[list[int], list[list[str]]]:
    """Return the points for which no claim of the gold set is left, and which claims say what each point does.

    The largest pairing of the two decides.
    """
    by_report: dict[str, list[Row]] = {}
    for claim in claims:
        by_report.setdefault(claim["report"], []).append(claim)
    fits = [
        [
            claim["id"]
            for name in point["reports"]
            for claim in by_report.get(name, ())
            if alike.says(claim, point, point["names"])
        ]
        for point in points
    ]
    accounted = set(paired(fits).values())
    return [number for number in range(len(points)) if number not in accounted], fits


def paired(fits: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return which point each claim accounts for, as many points as can be (augmenting paths)."""
    taken: dict[str, int] = {}

    def find(number: int, seen: set[str]) -> bool:
        for claim in fits[number]:
            if claim in seen:
                continue
            seen.add(claim)
            if claim not in taken or find(taken[claim], seen):
                taken[claim] = number
                return True
        return False

    for number in range(len(fits)):
        find(number, set())
    return taken


def main_points(gold: Path, points: Sequence[Row], alike: Alike) -> list[tuple[Row, Row]]:
    """Return each point that the gold's series have, beside theirs, paired as its scorer pairs them."""
    told = json.loads((gold / "incidents.json").read_text(encoding="utf-8"))
    used: set[int] = set()
    return [
        (points[number], main)
        for event, known in told.items()
        for main in known["series"]
        if (number := first_like(main, event, points, used, alike)) is not None
    ]


def first_like(main: Row, event: str, points: Sequence[Row], used: set[int], alike: Alike) -> int | None:
    """Return the first point like `main` that is not used, and use it."""
    for number, point in enumerate(points):
        if number not in used and point["event"] == event and alike.says(main, point, [point["source"]]):
            used.add(number)
            return number
    return None


def confusions(misjudged: Iterable[tuple[Row, Row]]) -> str:
    """Return how often each status is taken for which."""
    counted = Counter(f"{main['status']} read as {mine['status']}" for mine, main in misjudged)
    return "; ".join(f"{words} {number}" for words, number in counted.most_common()) or "none wrong"


def error_line(error: Row) -> str:
    """Return an error on one line."""
    number = error["exact"] if error["exact"] is not None else f"{error['low']}-{error['high']}"
    what = f"{error['harm']} {number} by {error['source']} as of {error['as_of']}"
    judged = f": {error['status']}, gold {error['gold_status']}" if "gold_status" in error else ""
    return f"{error['error']}: {error['event']} {what}{judged} ({', '.join(error['reports'])}) [{error['scope']}]"


def rows(path: Path) -> list[Row]:
    """Return the objects of a file with one a line."""
    return list(_rows(path))


def _rows(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


if __name__ == "__main__":
    sys.exit(main())
