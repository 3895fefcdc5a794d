"""Find who republished whom: the same text again, shortened, or under another headline.

A rewritten story that quotes the same agency shares its claimant, not its text: it is no copy.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rensa import RMinHash, RMinHashLSH

from histor.records.document import Document

SHINGLE = 4  # words: long enough that set phrases ("the health ministry said") do not meet by chance
PERMUTATIONS = 128
SEED = 7
CANDIDATE = 0.1  # Jaccard; a copy cut and re-worded to a third of its original still comes up
BANDS = 64
# Shares of the shorter text's shingles that stand in the longer. Independent reports on one event share
# under a tenth, quotations included; a desk that cuts and re-words a wire leaves a third to nine tenths.
CONTAINED = 0.5
CREDITED = 0.3  # enough where one declares the agency that the other is from, or both declare the same
SHORTEST = 20  # shingles: below this two short alerts are alike without one being the other's copy


def find_copies(documents: Iterable[Document]) -> dict[str, str]:
    """Return, for every document that republishes another's text, the id of the earliest of that text.

    The result does not depend on the order of `documents`. The cost is linear in their number.
    """
    known = {document.id: document for document in documents}
    texts = {key: shingles(document.text) for key, document in sorted(known.items())}
    pairs = [(a, b) for a, b in _candidates(texts) if _same_text(known[a], known[b], texts[a], texts[b])]
    copies: dict[str, str] = {}
    for group in _joined(pairs):
        first, *others = sorted(group, key=lambda key: _precedence(known[key]))
        copies |= dict.fromkeys(others, first)
    return copies


def shingles(text: str) -> frozenset[str]:
    """Return every run of a few words of `text`, case and punctuation aside."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def _candidates(texts: dict[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    index = RMinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS, num_bands=BANDS)
    keys = [key for key, found in texts.items() if len(found) >= SHORTEST]
    for number, key in enumerate(keys):
        print_ = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        print_.update(sorted(texts[key]))
        yield from ((keys[other], key) for other in sorted(index.query(print_)))
        index.insert(number, print_)


def _same_text(a: Document, b: Document, left: frozenset[str], right: frozenset[str]) -> bool:
    share = len(left & right) / min(len(left), len(right))
    return share >= (CREDITED if _one_agency(a, b) else CONTAINED)


def _one_agency(a: Document, b: Document) -> bool:
    """Whether one declares to carry the other's agency, or both the same."""
    agencies = {credit for credit in (a.agency_credit, b.agency_credit) if credit}
    return any(
        agency in (a.agency_credit, a.outlet) and agency in (b.agency_credit, b.outlet) for agency in agencies
    )


def _joined(pairs: Sequence[tuple[str, str]]) -> Iterator[set[str]]:
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for a, b in pairs:
        parent[max(root(a), root(b))] = min(root(a), root(b))
    groups: dict[str, set[str]] = defaultdict(set)
    for key in parent:
        groups[root(key)].add(key)
    yield from groups.values()


def _precedence(document: Document) -> tuple[date, bool, str]:
    """Order the documents of one text: earliest first, the agency's own before those that credit it."""
    day = document.published.start if document.published else date.max
    own = document.agency_credit is not None and document.agency_credit == document.outlet
    return day, not own, document.id
