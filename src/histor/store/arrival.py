"""What came with one file: the documents read from it and their claims, or why there are none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from histor.records.claim import Claim
from histor.records.document import Document
from histor.records.failure import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One file that was given, by its bytes and name, with what was declared about it and what reads it."""

    sha256: str
    file: str
    declared: str  # as JSON: the store keeps it and does not look inside
    read_by: str  # versions of all that reads; others may read more
    capture: int | None = None  # the entry of the log that says when these bytes came
    documents: Sequence[tuple[Document, Sequence[Claim]]] = ()
    failures: Sequence[Failure] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """What the record remembers of a file that was given before."""

    file: str
    declared: str
    read_by: str
    read: bool  # False: it failed, and is to be tried again
    capture: int | None = None  # the entry of the log that says when these bytes came


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One build that changed the record."""

    at: datetime  # UTC
    version: str
    extractor: str
    settings: str  # as JSON
    counts: str  # as JSON
