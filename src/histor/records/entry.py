"""One line of the log of a record: who did what to it, when and why; what is wrong where somebody tampered with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from histor.records.contract import Json

FIRST_PREVIOUS = "0" * 64  # what the first entry follows


class LogAct(StrEnum):
    """What can be done to a record."""

    OPEN = "open"  # the record was made, or taken up again after a run that was cut off
    CAPTURE = "capture"  # bytes are kept as evidence
    READ = "read"  # a document and its claims were read from them
    FAIL = "fail"  # they could not be read
    DERIVE = "derive"  # copies, incidents and figures were put together
    RUN = "run"  # a build that changed something ended: by which readers, lexicons and settings
    JUDGE = "judge"  # a person decided
    RETRACT = "retract"  # a person withdrew a document, or took that back
    EXPORT = "export"  # something was written for others
    TIMESTAMP = "timestamp"  # a proof of age was attached


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An act that is not in the log yet."""

    act: LogAct
    subject: str  # the id, hash or file that it concerns
    who: str
    why: str | None = None
    body: Mapping[str, Json] = field(default_factory=dict)
    at: datetime | None = None  # None: when it is written


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An act in the log, chained to the one before it by that one's hash."""

    seq: int  # from 1
    at: datetime
    who: str
    act: LogAct
    subject: str
    why: str | None
    body: Mapping[str, Json]
    previous: str
    sha256: str  # of the line without this key


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """One thing that is not as it was written, and which entries of the record hang on it."""

    where: str  # "evidence/ab/ab12…", "log.jsonl, line 7", "record.db, documents"
    what: str  # a sentence: what is wrong
    hangs: tuple[str, ...] = ()  # ids of documents, claims and figures
