"""Score harm mentions alone on a gold set: figures found; hedge, class, scope, modality of those matched.

    python benchmarks/harm.py --shared FOLDER [--errors] [--only REPORT ...]

FOLDER holds gold/ with claims.jsonl and reports/. Attribution, dates and places are not scored here.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from histor.claims.harm.find import HarmWords, find_harm, load_harm_words
from histor.claims.layout import split
from histor.claims.mentions import HarmMention
from histor.claims.models.spacy_parser import SpacyParser
from histor.claims.parsed import BlockKind
from histor.claims.reading import Reading
from histor.claims.vocabulary import load_layout_words
from histor.records.document import Document
from histor.values.count import find_counts

OVERLAP = 0.5  # share of the gold quote's words that the sentence must have, as the gold's own scorer asks
FIELDS = ("hedge", "victim_class", "scope", "modality")
Claim = dict[str, Any]


@dataclass(frozen=True)
class Read:
    """A report and the harm mentions found in it."""

    name: str
    reading: Reading
    mentions: list[HarmMention]


def read(text: str, parser: SpacyParser, words: HarmWords, **fields: Any) -> Read:  # noqa: ANN401 (any document field)
    """Read one text for harm alone: no dates, no actors."""
    document = Document(
        id="0" * 64, file="report.txt", text=text, text_sha256="0" * 64, media_type="text/plain",
        reader="text/1", captured_at=datetime(2025, 1, 1, tzinfo=UTC), **fields,
    )  # fmt: skip
    cut = split(text, load_layout_words())
    parsed = parser.parse([(s.start, s.text) for s in cut])
    sentences = tuple(replace(s, tokens=tokens) for s, tokens in zip(cut, parsed, strict=True))
    reading = Reading(document, sentences, tuple(find_counts(text)), (), (), None, None)  # type: ignore[arg-type]
    return Read(document.file, reading, find_harm(reading, words))


def figure(claim: Claim) -> tuple[int | None, int | None]:
    """Return a claim's number as the gold's scorer compares it."""
    if claim["exact"] is not None:
        return claim["exact"], claim["exact"]
    return claim["low"], claim["high"]


def as_claims(done: Read) -> Iterator[Claim]:
    """Yield the mentions that carry a number, outside headlines, under the gold's keys."""
    for mention in done.mentions:
        sentence = done.reading.sentences[mention.sentence]
        if mention.count.known and sentence.kind is not BlockKind.HEADLINE:
            count = mention.count
            yield {
                "quote": sentence.text, "harm": mention.harm, "exact": count.exact, "low": count.low,
                "high": count.high, "hedge": count.hedge, "victims": mention.victims,
                "victim_class": mention.victim_class, "scope": mention.scope, "modality": mention.modality,
                "traces": [f"{t.step}={t.rule}" for t in mention.traces], "wording": count.wording,
            }  # fmt: skip


def overlap(first: str, second: str) -> float:
    """Return the share of the shorter text's words that the other has."""
    one, two = set(first.lower().split()), set(second.lower().split())
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def match(gold: Sequence[Claim], got: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Pair gold and found claims of one harm and figure, best overlap first."""
    pairs = sorted(
        (
            (overlap(g["quote"], p["quote"]), sum(g[f] == p[f] for f in FIELDS), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(got)
            if g["harm"] == p["harm"] and figure(g) == figure(p)
        ),
        reverse=True,
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    out = []
    for share, _, i, j in pairs:
        if share >= OVERLAP and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            out.append((gold[i], got[j]))
    return out


def main() -> None:
    """Score and print."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--shared", type=Path, required=True)
    ask.add_argument("--errors", action="store_true")
    ask.add_argument("--only", nargs="*")
    given = ask.parse_args()
    gold = given.shared / "gold"
    claims = [json.loads(line) for line in (gold / "claims.jsonl").read_text().splitlines()]
    parser, words = SpacyParser(), load_harm_words()
    totals: Counter[str] = Counter()
    for path in sorted((gold / "reports").glob("*.txt")):
        if given.only and path.stem not in given.only:
            continue
        wanted = [
            c for c in claims if c["report"] == path.stem and (c["low"] is not None or c["high"] is not None)
        ]
        got = list(as_claims(read(path.read_text(), parser, words)))
        score(path.stem, wanted, got, totals, show=given.errors)
    report(totals)


def score(
    name: str, wanted: Sequence[Claim], got: Sequence[Claim], totals: Counter[str], *, show: bool
) -> None:
    """Add one report's hits and misses to `totals`."""
    pairs = match(wanted, got)
    hit_gold, hit_got = {id(g) for g, _ in pairs}, {id(p) for _, p in pairs}
    told = {(g["harm"], figure(g)) for g, _ in pairs}
    spurious = [p for p in got if id(p) not in hit_got and (p["harm"], figure(p)) not in told]
    missed = [g for g in wanted if id(g) not in hit_gold]
    totals.update(gold=len(wanted), hit=len(pairs), spurious=len(spurious))
    for field in FIELDS:
        wrong = [(g, p) for g, p in pairs if g[field] != p[field]]
        totals.update({f"{field} right": len(pairs) - len(wrong)})
        for g, p in wrong if show else []:
            print(f"WRONG {field} {name}: {p['wording']} {p['victims']!r}: {g[field]} not {p[field]}")
            print(f"    {g['quote'][:150]} {p['traces']}")
    for g in missed if show else []:
        print(f"MISSED {name}: {g['harm']} {figure(g)} {g['victims']!r} {g['scope']} | {g['quote']}")
    for p in spurious if show else []:
        print(f"SPURIOUS {name}: {p['harm']} {p['wording']!r} {p['victims']!r} | {p['quote'][:200]}")
        print(f"    {p['traces']}")


def report(totals: Counter[str]) -> None:
    """Print the scores."""
    precision = totals["hit"] / max(1, totals["hit"] + totals["spurious"])
    recall = totals["hit"] / max(1, totals["gold"])
    print(
        f"figures  P {precision:.3f}  R {recall:.3f}  ({totals['gold']} gold, {totals['spurious']} spurious)"
    )
    for field in FIELDS:
        print(f"  {field:<13} {totals[f'{field} right'] / max(1, totals['hit']):.3f}")


if __name__ == "__main__":
    main()
