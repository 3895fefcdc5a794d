"""Who asserts what, in which words: harm, events and statements, each tied to the sentence it came from."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias

from histor.records.document import Published
from histor.records.ids import content_id
from histor.records.review import Review
from histor.values.count import Count
from histor.values.date import When
from histor.values.name import Name
from histor.values.place import Place
from histor.values.span import Span

if TYPE_CHECKING:
    from histor.records.contract import JsonObject

Some: TypeAlias = Literal["some"]  # "including women": a part that is there, its number unknown


class Modality(StrEnum):
    """How the source puts it."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Harm(StrEnum):
    """What was done to people; OTHER is rape, torture, beating, burning of homes, and counts of attacks."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    DISPLACED = "displaced"
    OTHER = "other"


class VictimClass(StrEnum):
    """Whom the words make of the victims; what is said, not what is true."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    SECURITY_FORCE = "security_force"
    MIXED = "mixed"
    UNSPECIFIED = "unspecified"


class Scope(StrEnum):
    """What a figure covers, and so what it may be compared with."""

    INCIDENT = "incident"  # the source's total for one event
    PERIOD = "period"  # what happened within a stated window (a day, a week), not since a beginning
    CUMULATIVE = "cumulative"  # a running total since a beginning, or over several incidents
    SUBSET = "subset"  # a part of another figure; never added to its whole
    ROUNDED = "rounded"  # a rounded wording of a figure that the report also gives exactly


class Act(StrEnum):
    """What a speaker does by saying it."""

    ANNOUNCE = "announce"
    CONDEMN = "condemn"
    DENY = "deny"
    ACCUSE = "accuse"
    CLAIM_RESPONSIBILITY = "claim_responsibility"
    PROMISE = "promise"
    CALL_FOR = "call_for"
    WARN = "warn"
    THANK = "thank"
    REPORT = "report"


class PromiseStatus(StrEnum):
    """What has become of a promise, as far as the reports say."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One step of how a claim was read: which rule or lexicon entry, applied to which words."""

    step: str  # "trigger", "count", "source", "when", "place", "scope", "victim_class", "perpetrator", "act" ...
    rule: str  # "harm/killed:die", "scope:since-window"
    words: str


class _Identified(ABC):
    """An id that follows from what a record says, worked out once: it is asked for time and again."""

    __slots__ = ("_id",)  # beside the fields: no part of what is kept, compared or copied
    _id: str

    @property
    def id(self) -> str:
        """Follows from the document, the kind of claim, what it is of and the words that carry it."""
        try:
            return self._id
        except AttributeError:
            object.__setattr__(self, "_id", self._identity())  # frozen, but for what follows from it
            return self._id

    @abstractmethod
    def _identity(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimBase(_Identified):
    """What every claim has. `quote` is the sentence (or run of sentences) that makes it."""

    document: str
    quote: Span
    trigger: Span  # the words within the quote that carry it: the harm word, the speech verb
    source: Name | None = None  # None: the report says it in its own voice
    via: Name | None = None  # the agency, channel or relay that carried the source's words
    outlet: str | None = None
    modality: Modality = Modality.ASSERTED
    as_of: date | None = None  # the day that the figure stood at, as the words give it
    published: Published | None = None
    place: Place | None = None
    when: When | None = None
    perpetrator: Name | None = None
    background: bool = False  # recalled for context: not of the event that the report is about
    extractor: str  # "rules/1+en_core_web_sm/3.8.0"
    confidence: float  # 0 to 1
    traces: tuple[Trace, ...] = ()
    review: Review = Review.MACHINE
    read_as: str | None = None  # the id of the claim as the machine read it, if a person corrected it

    def to_dict(self) -> "JsonObject":
        """Return the claim under the contract's keys (docs/reference/contract.md)."""
        from histor.records.contract import claim_json  # noqa: PLC0415 (the contract knows every record, and so this one)

        return claim_json(self)  # type: ignore[arg-type]  # the three kinds are all there are


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmClaim(ClaimBase):
    """Harm to people, with how many of whom."""

    harm: Harm
    count: Count
    count_span: Span | None = None  # where the number stands; None for an unnumbered claim
    victims: str | None = None  # as written, without the number
    victim_class: VictimClass = VictimClass.UNSPECIFIED
    women: int | Some | None = None
    children: int | Some | None = None
    group: str | None = None  # religion or ethnicity of the victims as written: sensitive
    scope: Scope = Scope.INCIDENT
    subset_of: str | None = None  # id of the claim, in the same document, that this is a part of
    named_victims: tuple[str, ...] = ()
    also: tuple[Span, ...] = ()  # further wordings of the same claim in the same document

    def _identity(self) -> str:
        at = self.count_span or self.trigger
        return self.read_as or content_id(
            "c", [self.document, "harm", self.harm, at.start, at.end, self.count.wording]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClaim(ClaimBase):
    """Who did what to whom, by a codebook (default: ACLED's event and sub-event types)."""

    event_type: str
    sub_event_type: str
    actors: tuple[Name, ...] = ()
    targets: tuple[Name, ...] = ()
    weapon: str | None = None

    def _identity(self) -> str:
        return self.read_as or content_id(
            "e", [self.document, "event", self.sub_event_type, self.trigger.start, self.trigger.end]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementClaim(ClaimBase):
    """Somebody identifiable says something; `source` is the speaker, or the body where no person is named."""

    act: Act
    speaker: Name | None = None
    role: str | None = None
    organization: Name | None = None
    topic: str | None = None
    about: str | None = None
    denies: str | None = None  # id of the claim or statement that a denial rejects
    promise: PromiseStatus | None = None  # set for act PROMISE only
    promise_evidence: tuple[Span, ...] = ()  # the words that give or doubt the status

    def _identity(self) -> str:
        who = self.speaker or self.organization
        return self.read_as or content_id(
            "s",
            [
                self.document,
                "statement",
                self.act,
                who.written if who else None,
                self.trigger.start,
                self.trigger.end,
            ],
        )


Claim: TypeAlias = HarmClaim | EventClaim | StatementClaim
