"""Texts as the runs of words that they share: hashed, looked up for pairs, measured."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Shingles: TypeAlias = npt.NDArray[np.uint64]  # sorted, each once
Positions: TypeAlias = npt.NDArray[np.int64]
Meetings: TypeAlias = tuple[
    Positions, Positions
]  # pairs of texts, each as one number, and how often they meet

SHINGLE = 4  # words: long enough that set phrases ("the health ministry said") do not meet by chance
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no bit is lost; the golden ratio's, after Knuth
SAMPLED = np.uint64(
    1
)  # of the shingles looked up, those whose last bit is 0: half of them find a pair as well
FEW = 8  # texts under one shingle: all pairs of them are looked at, of more only those with the first
AT_LEAST = 0.08  # share of the looked-up shingles of the text with fewer; far under a copy's
TWICE = 2  # one shingle in common is chance
WORD = re.compile(r"\w+")


def shingles(text: str) -> Shingles:
    """Return every run of a few words of `text`, case and punctuation aside, as 64-bit hashes."""
    words = np.array([_hashed(word) for word in WORD.findall(text.lower())], dtype=np.uint64)
    if len(words) < SHINGLE:
        return np.empty(0, dtype=np.uint64)
    runs = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for place in range(SHINGLE):
        runs = (runs ^ words[place : place + len(runs)]) * MULTIPLIER
        runs ^= runs >> np.uint64(29)
    return np.unique(runs)


@lru_cache(maxsize=200_000)
def _hashed(word: str) -> int:
    # Python's own hash differs from process to process, and with it which half is sampled.
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def share(one: Shingles, other: Shingles) -> float:
    """Return the share of the shorter text's shingles that stand in the longer; neither may be empty."""
    return len(np.intersect1d(one, other, assume_unique=True)) / min(len(one), len(other))


def likely_pairs(texts: Sequence[Shingles]) -> Iterator[tuple[int, int]]:
    """Yield the positions of each two texts that share enough to be compared, once.

    The cost grows with the number of shingles: a shingle of many texts pairs each with the first alone, so
    that neither a wire in a hundred papers nor a set phrase costs its square.
    """
    looked_up = [sampled(text) for text in texts]
    sizes = np.array([len(text) for text in looked_up], dtype=np.int64)
    if sizes.sum():
        met = meetings(np.concatenate(looked_up), np.repeat(np.arange(len(texts)), sizes), len(texts))
        yield from likely_among([met], sizes)


def likely_among(parts: Iterable[Meetings], sizes: Positions) -> Iterator[tuple[int, int]]:
    """Yield the pairs that meet often enough, by how often under each part of all shingles, and texts' sizes."""
    found, counts = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    for more, times in parts:
        found, at = np.unique(np.r_[found, more], return_inverse=True)
        counts = np.bincount(at, weights=np.r_[counts, times], minlength=len(found)).astype(np.int64)
    ones, others = np.divmod(found, max(1, len(sizes)))
    enough = counts >= np.maximum(TWICE, AT_LEAST * np.minimum(sizes[ones], sizes[others]))
    yield from zip(ones[enough].tolist(), others[enough].tolist(), strict=True)


def sampled(text: Shingles) -> Shingles:
    """Return the shingles of a text by which it is looked up."""
    found: Shingles = text[(text & SAMPLED) == 0]
    return found


def meet_often(times: int, one: int, other: int) -> bool:
    """Whether two texts with so many looked-up shingles each, met under so many, share enough to be compared."""
    return times >= max(TWICE, AT_LEAST * min(one, other))


def meetings(values: Shingles, owners: Positions, texts: int) -> Meetings:
    """Return each pair of texts (as one number) that meet under shingles, with under how many.

    The shingles come with the positions of their texts, which are in order, among so many `texts`.
    """
    order = np.argsort(values, kind="stable")  # texts stay in order under each shingle
    values, owners = values[order], owners[order]
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    met = np.diff(np.r_[starts, len(values)])
    first, few = owners[np.repeat(starts, met)], np.repeat(met, met) <= FEW
    place = np.arange(len(values)) - np.repeat(starts, met)
    found = [first[place > 0] * texts + owners[place > 0]]
    for back in range(1, FEW - 1):  # the pairs without the first, in small groups
        later = np.flatnonzero(few & (place > back))
        found.append(owners[later - back] * texts + owners[later])
    pairs, times = np.unique(np.concatenate(found), return_counts=True)
    return pairs, times
