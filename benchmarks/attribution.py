"""Score attribution alone on a gold set: source and carrier at the gold's numbers, speakers and acts.

    python benchmarks/attribution.py --shared FOLDER [--errors] [--only REPORT ...]

The place of a gold claim is where its number stands in its quote, so that no harm needs to be found first.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from histor.claims.actors import ActorLexicon, load_actors
from histor.claims.attribution.attribute import attribute, source_at
from histor.claims.attribution.speech_words import load_speech_words
from histor.claims.layout import split
from histor.claims.mentions import Attribution, StatementMention
from histor.claims.models.spacy_parser import SpacyParser
from histor.claims.reading import Reading
from histor.claims.statements.find import find_statements
from histor.claims.vocabulary import load_layout_words
from histor.records.document import Document, Published
from histor.values.count import find_counts
from histor.values.date import find_dates
from histor.values.name import Name

SMALL = {"the", "a", "an", "of", "for", "and", "in", "on", "s", "its", "his", "her", "their"}
HALF = 0.5  # share of the shorter name's words, as the gold's own scorer asks
SAME_QUOTE = 0.6
Row = dict[str, Any]


class NoPlaces:
    """A gazetteer that knows no place."""

    def find(self, name: str) -> list[Any]:
        """Return nothing."""
        del name
        return []


def read(row: Row, text: str, parser: SpacyParser, lexicon: ActorLexicon) -> Reading:
    """Parse one report."""
    day = date.fromisoformat(row["published"]) if row["published"] else None
    document = Document(
        id="0" * 64,
        file=row["id"],
        text=text,
        text_sha256="0" * 64,
        media_type="text/plain",
        reader="text/1",
        captured_at=datetime(2025, 1, 1, tzinfo=UTC),
        outlet=row["outlet"],
        published=Published(start=day, end=day) if day else None,
    )
    cut = split(text, load_layout_words())
    parsed = parser.parse([(s.start, s.text) for s in cut])
    sentences = tuple(replace(s, tokens=tokens) for s, tokens in zip(cut, parsed, strict=True))
    return Reading(
        document,
        sentences,
        tuple(find_counts(text)),
        tuple(find_dates(text)),
        tuple(lexicon.find(text)),
        lexicon,
        NoPlaces(),
    )


def words(name: str | None) -> set[str]:
    """Return the words of a name that count."""
    return {w for w in re.findall(r"[^\W_]+", (name or "").lower().replace("’", "'")) if w not in SMALL}


def same_name(gold: str | None, got: str | None) -> bool:
    """Whether two names agree as the gold's scorer has it."""
    one, two = words(gold), words(got)
    return not one and not two if not one or not two else len(one & two) / min(len(one), len(two)) >= HALF


def overlap(one: str, two: str) -> float:
    """Return the share of the shorter quote's words in the other."""
    first, second = set(re.findall(r"\w+", one.lower())), set(re.findall(r"\w+", two.lower()))
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def place_of(claim: Row, reading: Reading) -> int | None:
    """Return where a gold claim's number stands in the text."""
    start = reading.document.text.find(claim["quote"])
    if start < 0:
        return None
    wanted = {claim["low"], claim["high"], claim["exact"]} - {None}
    for count in reading.counts:
        inside = start <= count.start < start + len(claim["quote"])
        if inside and wanted & {count.count.low, count.count.high, count.count.exact}:
            return count.number_start
    return None


def written(name: Name | None) -> str | None:
    """Return a name as the report writes it."""
    return name.written if name else None


def score_claims(
    claims: list[Row], reading: Reading, told: list[Attribution]
) -> Iterator[tuple[str, bool, str]]:
    """Yield field, whether it is right, and what was read, for every gold claim whose number is found."""
    for claim in claims:
        at = place_of(claim, reading)
        if at is None:
            continue
        found = source_at(told, reading, reading.sentence_at(at).index, at)
        source, via = (written(found.source), written(found.via)) if found else (None, None)
        shown = f"{claim['report']} {claim['exact'] or claim['low'] or claim['high']}: {claim['quote'][:110]}"
        if claim["source"] or source:
            yield (
                "source",
                same_name(claim["source"], source),
                f"{shown}\n      gold {claim['source']!r} got {source!r}",
            )
        if claim["via"] or via:
            yield "via", same_name(claim["via"], via), f"{shown}\n      gold {claim['via']!r} got {via!r}"


def score_statements(
    gold: list[Row], got: list[StatementMention], reading: Reading
) -> tuple[int, list[Row], list[StatementMention]]:
    """Return hits, missed rows and spurious statements."""
    left, missed = list(got), []
    for row in gold:
        hit = next((s for s in left if _fits(row, s, reading)), None)
        if hit is None:
            missed.append(row)
        else:
            left.remove(hit)
    return len(gold) - len(missed), missed, left


def _fits(row: Row, statement: StatementMention, reading: Reading) -> bool:
    told = statement.attribution
    quote = reading.document.text[told.quote.start : told.quote.end]
    if overlap(row["quote"], quote) < SAME_QUOTE or row["act"] != statement.act:
        return False
    speaker, body = written(told.speaker), written(told.organization)
    by_body = row["organization"] and same_name(row["organization"], body or speaker)
    return bool(same_name(row["speaker"] or row["organization"], speaker or body) or by_body)


def main() -> int:
    """Read every report, score it, print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, required=True)
    ask.add_argument("--errors", action="store_true")
    ask.add_argument("--only", nargs="*")
    args = ask.parse_args()
    gold = args.shared / "gold"
    parser, lexicon, speech = SpacyParser(), load_actors(), load_speech_words()
    claims, statements = (_by_report(gold / name) for name in ("claims.jsonl", "statements.jsonl"))
    marks: dict[str, Counter[bool]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    for line in (gold / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if args.only and row["id"] not in args.only:
            continue
        reading = read(
            row, (gold / "reports" / f"{row['id']}.txt").read_text(encoding="utf-8"), parser, lexicon
        )
        told = attribute(reading, speech)
        for field, right, shown in score_claims(claims[row["id"]], reading, told):
            marks[field][right] += 1
            if args.errors and not right:
                print(f"{field}: {shown}")
        found = find_statements(reading, told, speech)
        hits, missed, spurious = score_statements(statements[row["id"]], found, reading)
        totals.update(hits=hits, gold=len(statements[row["id"]]), got=len(found))
        if args.errors:
            _show(reading, missed, spurious)
    for field, counter in marks.items():
        print(f"{field:<12} {counter[True] / counter.total():.3f}  (n={counter.total()})")
    precision, recall = totals["hits"] / totals["got"], totals["hits"] / totals["gold"]
    f1 = 2 * precision * recall / (precision + recall)
    print(
        f"statements   P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  "
        f"({totals['gold']} gold, {totals['got']} read)"
    )
    return 0


def _show(reading: Reading, missed: list[Row], spurious: list[StatementMention]) -> None:
    for row in missed:
        print(
            f"missed: {row['report']} {row['act']} | {row['speaker']} | {row['organization']} | "
            f"{row['quote'][:150]}"
        )
    for statement in spurious:
        told = statement.attribution
        quote = reading.document.text[told.quote.start : told.quote.end]
        rule = statement.traces[-1].rule if statement.traces else ""
        print(
            f"spurious: {reading.document.file} {statement.act} | {written(told.speaker)} | "
            f"{written(told.organization)} | {rule} | {quote[:150]}"
        )


def _by_report(path: Path) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        found[json.loads(line)["report"]].append(json.loads(line))
    return found


if __name__ == "__main__":
    sys.exit(main())
