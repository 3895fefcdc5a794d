"""What a dossier is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from histor.records.claim import Claim
from histor.records.conflict import Conflict
from histor.records.document import Document
from histor.records.failure import Failure
from histor.records.figure import Figure, Rule
from histor.records.incident import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOn:
    """What the reports that had appeared by a day came to."""

    day: date
    reports: int
    incidents: Sequence[Incident]
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView:
    """A record as it stands or stood; the same view gives the same page, byte for byte."""

    title: str
    documents: Sequence[Document]
    claims: Sequence[Claim]
    incidents: Sequence[Incident]
    figures: Sequence[Figure]
    failures: Sequence[Failure]
    as_of: date | None  # None: everything that has been read
    rule: Rule
    method: Mapping[str, str]  # versions, settings, lexicons, gazetteer
    generated_at: datetime
    conflicts: Sequence[Conflict] = ()
    known_on: Sequence[KnownOn] = ()  # oldest first
    days_left_out: int = 0  # days with reports that `known_on` passes over
    withheld: str | None = None  # what a public edition leaves out, in words; None: nothing
