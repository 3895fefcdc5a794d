"""What could not be read or coded, where, and why: nothing disappears."""

from dataclasses import dataclass
from datetime import datetime

from histor.records.ids import content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One document (or file that never became one) that a stage could not handle."""

    stage: str  # "read", "claims"
    subject: str  # the file, or the document's id
    reason: str  # a sentence: what is wrong, and what to do
    sha256: str | None  # of the bytes, if there were any; they are kept as evidence
    at: datetime  # UTC

    @property
    def id(self) -> str:
        """Follows from the stage, the subject and the bytes: failing again is the same failure."""
        return content_id("f", [self.stage, self.subject, self.sha256])
