"""Score whether a part is linked to its whole, on the gold claims and what `run.py --only claims` read.

    python benchmarks/parts.py --gold ../shared/gold

Of the gold's parts that name their whole in the same report, and of which both were read: how many of ours are linked
to the claim that was read for that whole. A link to another claim and no link are told apart.
"""

import argparse
import importlib.util
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

READ = Path(__file__).parent / "out" / "claims.jsonl"
Row = dict[str, Any]


def main() -> int:
    """Print the share of links that are right, and those that are not."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--gold", type=Path, required=True)
    ask.add_argument("--read", type=Path, default=READ, help="claims with the report of each")
    args = ask.parse_args()
    marks: Counter[str] = Counter()
    for mark, gold, got in links(args.gold, args.read):
        marks[mark] += 1
        if mark != "right":
            print(f"{mark:<8} {gold['report']}: {gold['low']} of {gold['subset_of']}: {got['quote'][:90]}")
    total = sum(marks.values())
    print(f"linked to their whole: {marks['right']} of {total}")
    print(f"linked to another claim: {marks['another']}; to none: {marks['none']}")
    return 0


def links(gold: Path, read: Path) -> Iterator[tuple[str, Row, Row]]:
    """Yield for every part how its link is, with the gold claim and the one that was read for it."""
    theirs, ours = by_report(gold / "claims.jsonl"), by_report(read)
    for report, claims in theirs.items():
        pairs = matched(gold, claims, ours[report])
        found = {one["id"]: two for one, two in pairs}
        for one, two in pairs:
            whole = found.get(one.get("subset_of"))
            if whole is not None:
                yield link(two, whole), one, two


def link(part: Row, whole: Row) -> str:
    """Return whether a part that was read is linked to this whole, to another claim or to none."""
    if part.get("subset_of") is None:
        return "none"
    return "right" if part["subset_of"] == whole["id"] else "another"


def matched(gold: Path, claims: list[Row], read: list[Row]) -> list[tuple[Row, Row]]:
    """Return the pairs that the gold set's own scorer makes."""
    spec = importlib.util.spec_from_file_location("score", gold / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{gold} has no score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    pairs: list[tuple[Row, Row]] = scorer.match(
        [claim for claim in claims if scorer.counted(claim)],
        [claim for claim in read if claim.get("kind") == "harm" and scorer.counted(claim)],
    )
    return pairs


def by_report(file: Path) -> dict[str, list[Row]]:
    """Return the claims of a file by their report."""
    found: dict[str, list[Row]] = defaultdict(list)
    for line in file.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        found[claim["report"]].append(claim)
    return found


if __name__ == "__main__":
    sys.exit(main())
