"""Find who republished whom: the same text again, shortened, or under another headline.

A rewritten story that quotes the same agency shares its claimant, not its text: it is no copy.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self, TypeAlias

from histor.documents.shingles import Shingles, likely_pairs, share, shingles
from histor.records.document import Document
from histor.values.key import key_of

# Shares of the shorter text's shingles that stand in the longer. Independent reports on one event share
# under a tenth, quotations included; a desk that cuts and re-words a wire leaves a third to nine tenths.
CONTAINED = 0.5
CREDITED = 0.3  # enough where one declares the agency that the other is from, or both declare the same
SHORTEST = 20  # shingles: below this two short alerts are alike without one being the other's copy


Order: TypeAlias = tuple[date, bool, str]


@dataclass(frozen=True, slots=True)
class Print:
    """What tells a copy: a document without its text."""

    id: str
    shingles: Shingles
    order: Order
    outlet: str | None
    credit: str | None

    @property
    def tells(self) -> bool:
        """Whether the text is long enough to be told from others."""
        return len(self.shingles) >= SHORTEST

    @classmethod
    def of(cls, document: Document, found: Shingles | None = None) -> Self:
        """Return the print of a document; with the shingles `found` in it before, its text is not needed."""
        told = shingles(document.text) if found is None else found
        return cls(document.id, told, _precedence(document), document.outlet, document.agency_credit)


def find_copies(documents: Iterable[Document]) -> dict[str, str]:
    """Return, for every document that republishes another's text, the id of the earliest of that text.

    The result does not depend on the order of `documents`. The cost is linear in their number; of each, its
    shingles are held (8 bytes a word), not its text.
    """
    return copies_among(Print.of(document) for document in documents)


def copies_among(prints: Iterable[Print]) -> dict[str, str]:
    """Return what `find_copies` does, of documents whose texts were looked at before."""
    held = sorted((each for each in prints if each.tells), key=lambda each: key_of(each.id))
    likely = likely_pairs([each.shingles for each in held])
    pairs = [(held[one].id, held[other].id) for one, other in likely if same_text(held[one], held[other])]
    return originals(pairs, {each.id: each.order for each in held})


def originals(pairs: Sequence[tuple[str, str]], orders: Mapping[str, Order]) -> dict[str, str]:
    """Return the earliest of each text for every other, from the pairs that are one text."""
    copies: dict[str, str] = {}
    for group in _joined(pairs):
        first, *others = sorted(group, key=lambda key: orders[key])
        copies |= dict.fromkeys(others, first)
    return copies


def same_text(one: Print, other: Print) -> bool:
    """Whether one of two texts republishes the other."""
    return share(one.shingles, other.shingles) >= (CREDITED if _one_agency(one, other) else CONTAINED)


def _one_agency(one: Print, other: Print) -> bool:
    """Whether one declares to carry the other's agency, or both the same."""
    agencies = {credit for credit in (one.credit, other.credit) if credit}
    return any(
        agency in (one.credit, one.outlet) and agency in (other.credit, other.outlet) for agency in agencies
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


def _precedence(document: Document) -> Order:
    """Order the documents of one text: earliest first, the agency's own before those that credit it."""
    day = document.published.start if document.published else date.max
    own = document.agency_credit is not None and document.agency_credit == document.outlet
    return day, not own, document.id
