"""Time the search for copies on generated reports, and score it against their truth."""

import argparse
import hashlib
import resource
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import combinations

from generated import reports

from histor.documents.copies import find_copies
from histor.records.document import Document, Published

READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


def documents(count: int) -> Iterator[tuple[Document, str]]:
    """Yield documents, each with the name of the text that it carries."""
    for report in reports(count):
        digest = hashlib.sha256(f"{report.name}\n{report.text}".encode()).hexdigest()
        document = Document(
            id=digest,
            file=report.name,
            text=report.text,
            text_sha256=digest,
            media_type="text/plain",
            reader="generated/1",
            captured_at=READ_AT,
            outlet=report.outlet,
            published=Published(start=report.published, end=report.published),
        )
        yield document, report.copy_of or report.name


def pairs(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    """Return every two members of a group."""
    return {(min(pair), max(pair)) for group in groups for pair in combinations(group, 2)}


def grouped(label: Mapping[str, str]) -> list[list[str]]:
    """Return what has the same label."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in label.items():
        found[value].append(key)
    return list(found.values())


def main() -> None:
    """Print seconds, their ratio to the size before, precision, recall and memory for each size."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--sizes", type=int, nargs="+", default=[12_500, 25_000, 50_000, 100_000])
    before = 0.0
    print(f"{'documents':>10}{'seconds':>10}{'ratio':>8}{'copies':>9}{'P':>8}{'R':>8}{'peak MB':>9}")
    for size in ask.parse_args().sizes:
        truth: dict[str, str] = {}
        started = time.perf_counter()
        making = 0.0

        def told(size: int = size, truth: dict[str, str] = truth) -> Iterator[Document]:
            nonlocal making
            at = time.perf_counter()
            for document, text in documents(size):
                truth[document.id] = text
                making += time.perf_counter() - at
                yield document
                at = time.perf_counter()

        copies = find_copies(told())
        seconds = time.perf_counter() - started - making
        got = pairs(grouped({key: copies.get(key, key) for key in truth}))
        want = pairs(grouped(truth))
        right = len(got & want)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        ratio = f"{seconds / before:.2f}" if before else "-"
        before = seconds
        print(
            f"{size:>10}{seconds:>10.1f}{ratio:>8}{len(copies):>9}"
            f"{right / max(1, len(got)):>8.3f}{right / max(1, len(want)):>8.3f}{peak:>9}",
            flush=True,
        )


if __name__ == "__main__":
    main()
