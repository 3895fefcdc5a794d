"""What a person decided about a claim or an incident: it outranks the machine, and is undone but never erased."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from histor.records.contract import Json
from histor.records.ids import content_id


class JudgementKind(StrEnum):
    """What can be decided."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision: who, when, why, and the fields that it changed, before and after, as in the contract's JSON."""

    kind: JudgementKind
    subjects: tuple[str, ...]  # ids of claims or incidents, as the person gave them
    anchors: tuple[str, ...] = ()  # ids of the claims by which a judgement on incidents survives a rebuild
    before: Mapping[str, Json] = field(default_factory=dict)
    after: Mapping[str, Json] = field(default_factory=dict)
    who: str
    at: datetime
    why: str
    undoes: str | None = None  # id of the judgement that this one takes back

    @property
    def id(self) -> str:
        """Follows from what was decided, by whom and when."""
        parts = [str(self.kind), *self.subjects, self.who, self.at.isoformat(), self.why, self.undoes]
        return content_id("j", parts)
