"""Time grouping on generated claims of growing number, over the same years and places, and score it by its truth.

    python benchmarks/grouping.py --sizes 1000 2000 4000 8000      # reports

A third of the incidents lie in the capital and the rest in a few hundred towns: what shares a day, a month or a
place grows with the record, as it does in a country at war.
"""

import argparse
import random
import resource
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

from histor.incidents.group import group
from histor.records.claim import Harm, HarmClaim
from histor.records.document import Document, Published
from histor.records.incident import Incident
from histor.values.count import Count, Hedge
from histor.values.date import DateBasis, DatePrecision, When
from histor.values.name import Name
from histor.values.place import Place, PlacePrecision
from histor.values.span import Span

SEED = 20310306
FIRST, DAYS = date(2026, 1, 1), 6 * 365
READ_AT = datetime(2032, 1, 1, tzinfo=UTC)
TOWNS, CAPITAL = 300, 0.33
GIVEN = 0.9  # of the reports say where, and as many when
REPORTS = (1, 2, 2, 3, 5)  # on one incident
SOURCES = ("police", "the ministry", "the Red Crescent", "residents", "the monitor")
SYLLABLES = (
    "ba",
    "ram",
    "tel",
    "kor",
    "ni",
    "sha",
    "dun",
    "la",
    "mir",
    "vo",
    "sen",
    "gul",
    "pa",
    "rik",
    "zu",
    "tam",
)


@dataclass(frozen=True, slots=True)
class Truth:
    """What happened: the reports on it vary in what they give of it."""

    key: str
    place: Place
    day: date
    killed: int
    names: tuple[str, ...]


def incidents(dice: random.Random) -> Iterator[Truth]:
    """Yield one incident after the other, without end."""
    towns = [town(dice, number) for number in range(TOWNS)]
    number = 0
    while True:
        place = towns[0] if dice.random() < CAPITAL else dice.choice(towns)
        day = FIRST + timedelta(days=dice.randrange(DAYS))
        killed = min(400, int(dice.paretovariate(1.1)))
        names = tuple(f"{word(dice)} {word(dice)}" for _ in range(4))
        yield Truth(f"t{number}", place, day, killed, names)
        number += 1


def told(count: int) -> tuple[dict[str, Document], list[HarmClaim], dict[str, str]]:
    """Return `count` reports, their claims, and of which incident each report is."""
    dice = random.Random(SEED)  # noqa: S311 (repeatable, not secret)
    documents: dict[str, Document] = {}
    claims: list[HarmClaim] = []
    truth: dict[str, str] = {}
    for happened in incidents(dice):
        for _ in range(dice.choice(REPORTS)):
            if len(documents) == count:
                return documents, claims, truth
            document, claim = report(dice, happened, len(documents))
            documents[document.id], truth[document.id] = document, happened.key
            claims.append(claim)
    raise AssertionError("incidents do not end")


def report(dice: random.Random, happened: Truth, number: int) -> tuple[Document, HarmClaim]:
    """Return a report on an incident: some of its names, a toll that grows, now and then no day or no place."""
    shown = dice.sample(happened.names, 2)
    appeared = happened.day + timedelta(days=dice.choice((0, 1, 1, 2)))
    source = dice.choice(SOURCES)
    killed = max(1, round(happened.killed * dice.choice((0.8, 1, 1, 1, 1.1))))
    said = f"{killed} people were killed in {happened.place.written}, {source} said."
    text = f"{said} The house of {shown[0]} burned, and they buried {shown[1]} at the Mosque by the River."
    key = f"d{number:07}"
    published = Published(start=appeared, end=appeared)
    document = Document(
        id=key, file=key, text=text, text_sha256=key, media_type="text/plain", reader="generated/1",
        captured_at=READ_AT, published=published,
    )  # fmt: skip
    dated = When(start=happened.day, end=happened.day, precision=DatePrecision.DAY, basis=DateBasis.STATED)
    claim = HarmClaim(
        document=key,
        quote=document.span(0, len(said)),
        trigger=document.span(said.index("killed"), said.index("killed") + len("killed")),
        count_span=Span(document=key, start=0, end=len(str(killed)), text=str(killed)),
        harm=Harm.KILLED,
        count=Count(exact=killed, low=killed, high=killed, hedge=Hedge.EXACT, wording=str(killed)),
        source=Name(written=source, canonical=source),
        place=happened.place if dice.random() < GIVEN else None,
        when=dated if dice.random() < GIVEN else None,
        published=published,
        extractor="generated/1",
        confidence=1.0,
    )
    return document, claim


def town(dice: random.Random, number: int) -> Place:
    """Return a place of its own."""
    name = word(dice)
    return Place(
        written=name,
        name=name,
        gazetteer_id=f"generated:{number}",
        latitude=30 + dice.random() * 8,
        longitude=30 + dice.random() * 8,
        admin1=f"Province {number % 12}",
        country="Norland",
        precision=PlacePrecision.EXACT,
    )


def word(dice: random.Random) -> str:
    """Return a name."""
    return "".join(dice.choice(SYLLABLES) for _ in range(4)).title()


def pairs(label: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return every two reports with the same label."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in sorted(label.items()):
        found[value].append(key)
    return {pair for keys in found.values() for pair in combinations(keys, 2)}


def labels(found: Iterable[Incident]) -> dict[str, str]:
    """Return the incident of each report."""
    return {document: incident.id for incident in found for document in incident.documents}


def main() -> None:
    """Print seconds, their ratio to the size before, precision and recall of pairs, and memory for each size."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sizes", type=int, nargs="+", default=[2_500, 5_000, 10_000, 20_000])
    before = 0.0
    print(f"{'reports':>10}{'seconds':>10}{'ratio':>8}{'incidents':>11}{'P':>8}{'R':>8}{'peak MB':>9}")
    for size in ask.parse_args().sizes:
        documents, claims, truth = told(size)
        started = time.perf_counter()
        found = group(claims, documents)
        seconds = time.perf_counter() - started
        got, want = pairs(labels(found)), pairs(truth)
        right = len(got & want)
        ratio = f"{seconds / before:.2f}" if before else "-"
        before = seconds
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{size:>10}{seconds:>10.1f}{ratio:>8}{len(found):>11}"
            f"{right / max(1, len(got)):>8.3f}{right / max(1, len(want)):>8.3f}{peak:>9}",
            flush=True,
        )


if __name__ == "__main__":
    main()
