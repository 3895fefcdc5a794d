"""What a person decided about a claim or an incident: it outranks the machine, and is undone but never erased."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from histor.records.claim import Claim, HarmClaim
from histor.records.contract import Json
from histor.records.ids import content_id
from histor.values.span import Span


class JudgementKind(StrEnum):
    """What can be decided."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    UNDO = "undo"


VERDICTS = frozenset({JudgementKind.ACCEPT, JudgementKind.CORRECT, JudgementKind.REJECT})  # on a claim
GROUPINGS = frozenset({JudgementKind.MERGE, JudgementKind.SPLIT, JudgementKind.MOVE})  # on incidents


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a claim stood when it was judged: by this it is found again if another reading gives it another id."""

    claim: str
    kind: str  # "harm", "event", "statement"
    quote: Span
    at: Span  # the number or the words that carry it


def mark_of(claim: Claim) -> Mark:
    """Return where a claim stands."""
    number = claim.count_span if isinstance(claim, HarmClaim) else None
    return Mark(claim=claim.id, kind=kind_of(claim), quote=claim.quote, at=number or claim.trigger)


def kind_of(claim: Claim) -> str:
    """Return the kind of a claim, as in the contract."""
    return type(claim).__name__.removesuffix("Claim").lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision: who, when, why, and the fields that it changed, before and after, as in the contract's JSON."""

    kind: JudgementKind
    subjects: tuple[str, ...]  # ids of claims or incidents, as the person gave them
    anchors: tuple[str, ...] = ()  # ids of the claims by which a judgement on incidents survives a rebuild
    before: Mapping[str, Json] = field(default_factory=dict)
    after: Mapping[str, Json] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()  # of every claim among subjects and anchors
    who: str
    at: datetime
    why: str
    undoes: str | None = None  # id of the judgement that this one takes back

    @property
    def id(self) -> str:
        """Follows from what was decided, by whom and when."""
        changed = json.dumps(dict(self.after), ensure_ascii=False, sort_keys=True)
        parts = [
            str(self.kind),
            *self.subjects,
            changed,
            self.who,
            self.at.isoformat(),
            self.why,
            self.undoes,
        ]
        return content_id("j", parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What persons have decided about one claim, as far as it stands."""

    judgement: Judgement  # the last that decided whether it counts
    rejected: bool
    after: Mapping[str, Json] = field(default_factory=dict)  # the corrected fields, later over earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Which claims one judgement puts together, and which it keeps apart from which."""

    judgement: Judgement
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Constraints:
    """What persons demand of incidents, free of contradiction: who came later is heard first."""

    kin: Mapping[str, str] = field(default_factory=dict)  # a claim: the least claim that it is together with
    foes: Mapping[str, frozenset[str]] = field(default_factory=dict)  # a least claim: those it is apart from
    by: Mapping[str, Judgement] = field(default_factory=dict)  # a claim: who put it where it is
    bound: frozenset[str] = frozenset()  # the least claims of those that are together with others

    def together(self, one: str, other: str) -> bool:
        """Whether two claims must be in one incident."""
        return one in self.kin and self.kin[one] == self.kin.get(other)

    def apart(self, one: str, other: str) -> bool:
        """Whether two claims must not be in one incident."""
        return self.kin.get(other, "") in self.foes.get(self.kin.get(one, ""), frozenset())


NO_CONSTRAINTS = Constraints()
