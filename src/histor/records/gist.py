"""What it takes of one report to put it together with others: short enough to be read time and again."""

from dataclasses import dataclass

from histor.records.claim import Claim
from histor.records.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """A report without its text, and what was found by looking at that; made anew when either is read anew."""

    document: Document  # its text is left out, and is never what this says
    claims: tuple[Claim, ...]  # as they were read, most of their traces left out; ids in `read_as`
    words: tuple[str, ...]  # what it writes as names
    people: tuple[str, ...]  # whom it names in full
    shingles: bytes  # 64-bit hashes of its runs of words, sorted, little-endian
