"""Reckon the published daily casualty series of Gaza and Lebanon, and count what is odd in them against a plain count.

Each row is loaded as claims of its source: the running toll, and the day's own number where it is given. The
figures room must give back every published toll, sum nothing, and tell every cut, later addition and gap.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from histor.figures.conflicts import find_conflicts
from histor.figures.reckon import reckon
from histor.records.claim import Harm, HarmClaim, Scope
from histor.records.conflict import ConflictKind
from histor.records.document import Document, Published
from histor.records.figure import PointStatus
from histor.records.incident import Incident, Membership
from histor.values.count import Count, Hedge
from histor.values.date import DateBasis, DatePrecision, When
from histor.values.name import Name
from histor.values.span import Span

FILES = {"Gaza": "casualties_daily.json", "Lebanon": "lebanon_casualties_daily.json"}
SOURCE = Name(canonical="Ministry of Health", written="Ministry of Health")
ONE_DAY = timedelta(days=1)
MEASURES = (
    ("killed", Harm.KILLED, "killed_cum", "killed"),
    ("injured", Harm.INJURED, "injured_cum", "injured"),
    ("women killed", Harm.KILLED, "killed_women_cum", None),
    ("children killed", Harm.KILLED, "killed_children_cum", None),
    ("killed as reported", Harm.KILLED, "killed_cum_reported", None),
)


@dataclass(frozen=True, slots=True)
class Plain:
    """What a loop over the rows counts."""

    tolls: Mapping[date, int]
    cuts: int
    additions: int
    gaps: int


def plain(rows: Sequence[Mapping[str, Any]], running: str, daily: str | None) -> Plain:
    """Count by hand, knowing nothing of the figures room."""
    tolls = {
        date.fromisoformat(row["report_date"]): row[running] for row in rows if row.get(running) is not None
    }
    own = {
        date.fromisoformat(row["report_date"]): row[daily]
        for row in rows
        if daily and row.get(daily) is not None
    }
    steps = list(pairwise(sorted(tolls)))
    cuts = sum(_cut(tolls, before, after) for before, after in steps)
    close = [(before, after) for before, after in steps if after - before == ONE_DAY and after in own]
    added = sum(tolls[after] - tolls[before] != own[after] for before, after in close)
    return Plain(tolls, cuts, added, sum(after - before > ONE_DAY for before, after in steps))


def _cut(tolls: Mapping[date, int], before: date, after: date) -> bool:
    """Whether a toll is lower than the last before it."""
    return tolls[after] < tolls[before]


def claims(
    rows: Sequence[Mapping[str, Any]], harm: Harm, running: str, daily: str | None
) -> Iterator[HarmClaim]:
    """Yield the claims of the rows."""
    first = date.fromisoformat(rows[0]["report_date"])
    for at, row in enumerate(rows):
        day = date.fromisoformat(row["report_date"])
        if row.get(running) is not None:
            yield claim(row[running], harm, Scope.CUMULATIVE, first, day, 2 * at)
        if daily and row.get(daily) is not None:
            yield claim(row[daily], harm, Scope.PERIOD, day, day, 2 * at + 1)


def claim(number: int, harm: Harm, scope: Scope, start: date, day: date, at: int) -> HarmClaim:
    """Return what one number of one row claims."""
    words = Span(document="rows", start=at, end=at + 1, text="#")
    return HarmClaim(
        document="rows",
        quote=words,
        trigger=words,
        count_span=words,
        harm=harm,
        count=Count(exact=number, low=number, high=number, hedge=Hedge.EXACT, wording=str(number)),
        scope=scope,
        source=SOURCE,
        as_of=day,
        published=Published(start=day, end=day),
        when=When(start=start, end=day, precision=DatePrecision.DAY, basis=DateBasis.STATED),
        extractor="series/1",
        confidence=1.0,
    )


def check(name: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Print what the figures room makes of each measure beside the plain count; return whether all agree."""
    good = True
    for measure, harm, running, daily in MEASURES:
        want = plain(rows, running, daily)
        if want.tolls:
            good &= _measure(f"{name}, {measure}", want, list(claims(rows, harm, running, daily)))
    return good


def _measure(label: str, want: Plain, told: Sequence[HarmClaim]) -> bool:
    started = time.perf_counter()
    incident = Incident(
        id="i",
        name=label,
        parent=None,
        members=tuple(Membership(claim=each.id, by="series/1", reasons=()) for each in told),
        documents=("rows",),
        when=None,
        place=None,
        actors=(),
        founder=told[0].id,
    )
    documents = {"rows": replace(DOCUMENT, file=label)}
    figures = reckon([incident], told, documents)
    found = find_conflicts([incident], figures, told)
    [running] = [figure for figure in figures if figure.scope is Scope.CUMULATIVE]
    tolls = {point.as_of: point.exact for point in running.series}
    kinds = [conflict.kind for conflict in found]
    got = {
        "tolls": sum(tolls.get(day) == toll for day, toll in want.tolls.items()),
        "cuts": sum(point.status is PointStatus.REVISED_DOWN for point in running.series),
        "additions": kinds.count(ConflictKind.ADDED_LATER),
        "gaps": kinds.count(ConflictKind.GAP),
    }
    wanted = {"tolls": len(want.tolls), "cuts": want.cuts, "additions": want.additions, "gaps": want.gaps}
    last = want.tolls[max(want.tolls)]
    summed = running.high is not None and running.high > max(want.tolls.values())
    same = got == wanted and not summed
    marks = "  ".join(f"{key} {got[key]}/{wanted[key]}" for key in wanted)
    verdict = "agrees" if same else "DIFFERS"
    print(f"{label:<28} {marks}  last {last:,}  {verdict}  {time.perf_counter() - started:.1f} s")
    return same


DOCUMENT = Document(
    id="rows",
    file="rows",
    text="#",
    text_sha256="0" * 64,
    media_type="application/json",
    reader="series/1",
    captured_at=datetime(2026, 1, 1, tzinfo=UTC),
)


def main() -> int:
    """Check both series; exit status 1 if the figures room and the plain count differ."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--shared", type=Path, required=True, help="the folder that holds bench/series/")
    folder = ask.parse_args().shared / "bench" / "series"
    agree = [
        check(name, json.loads((folder / file).read_text(encoding="utf-8"))) for name, file in FILES.items()
    ]
    return 0 if all(agree) else 1


if __name__ == "__main__":
    sys.exit(main())
