"""Whose text each report has, over a whole record, a part of it at a time."""

from collections.abc import Iterable, Iterator

import numpy as np

from histor.documents.copies import Order, Print, originals, same_text
from histor.documents.shingles import Meetings, Positions, Shingles, likely_among, meetings
from histor.pipeline.gists import HASH
from histor.store.filling import Filling, in_parts
from histor.store.index import Index

PART = 2**19  # runs of words that are sorted at once: forty megabytes meanwhile
CHOICE = np.uint64(1)  # the last bit chose which are looked up, and is the same in all
PAIRS = 200  # texts that are held against each other at once


def prints_of(index: Index, documents: Iterable[str]) -> dict[str, Print]:
    """Return what tells copies of documents."""
    return {
        document.id: Print.of(document, np.frombuffer(shingles, dtype=HASH))
        for document, shingles in index.shingles(documents)
    }


def copies_in(filling: Filling) -> dict[str, str]:
    """Return the original of each report whose text is another's."""
    told = [(owner, len(prints)) for owner, prints in filling.prints()]
    owners, sizes = np.array(told, dtype=np.int64).reshape(-1, 2).T
    sizes //= np.dtype(HASH).itemsize
    pairs: list[tuple[str, str]] = []
    orders: dict[str, Order] = {}
    for some in in_parts(likely_among(_meetings(filling, sizes), sizes), PAIRS):
        known = filling.documents({int(owners[at]) for pair in some for at in pair})
        prints = prints_of(filling, known.values())
        for ends in some:
            one, other = (prints[known[int(owners[at])]] for at in ends)
            if same_text(one, other):
                pairs.append((one.id, other.id))
                orders |= {one.id: one.order, other.id: other.order}
    return originals(pairs, orders)


def _meetings(filling: Filling, sizes: Positions) -> Iterator[Meetings]:
    """Yield how often texts meet under each part of all runs of words; parts of hashes are of one size."""
    parts = int(sizes.sum()) // PART + 1
    for part in range(parts if sizes.any() else 0):
        found = [_in_part(prints, part, parts) for _, prints in filling.prints()]
        owners = np.repeat(np.arange(len(sizes)), [len(each) for each in found])
        yield meetings(np.concatenate(found), owners, len(sizes))


def _in_part(prints: bytes, part: int, parts: int) -> Shingles:
    held: Shingles = np.frombuffer(prints, dtype=HASH)
    mine: Shingles = held[(held >> CHOICE) % np.uint64(parts) == part]
    return mine
