"""What the finders of the claims room pass to one another before a claim is assembled.

All offsets are into the document's text, half-open. A mention knows the sentence it stands in by its index.
"""

from dataclasses import dataclass, field
from datetime import date

from histor.records.claim import Act, Harm, Modality, PromiseStatus, Scope, Some, Trace, VictimClass
from histor.values.count import Count
from histor.values.name import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Characters `start` to `end` of the document's text."""

    start: int
    end: int

    def covers(self, offset: int) -> bool:
        """Whether `offset` lies inside."""
        return self.start <= offset < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Something that happened, as far as its place and date are sought: what a mention of harm or an event is there."""

    sentence: int
    trigger: Stretch
    anchor: Stretch  # the words whose neighbours say where and when: the number, else the trigger
    running: bool = False  # a count over a period or several events
    background: bool = False
    earlier: bool = False
    hurt: bool = False  # killed or injured people may be taken elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmMention:
    """Harm to a number of people as one place in the text words it; who says so, where and when come later."""

    sentence: int
    trigger: Stretch
    harm: Harm
    count: Count
    number: Stretch | None  # the whole wording of the count; None for unnumbered harm
    victims: str | None
    victim_span: Stretch | None
    victim_class: VictimClass
    women: int | Some | None = None
    children: int | Some | None = None
    group: str | None = None
    scope: Scope = Scope.INCIDENT
    part_of: int | None = None  # position of the whole in the list of harm mentions
    modality: Modality = Modality.ASSERTED
    agent: Stretch | None = None  # who the grammar says did it: subject of "killed", "by ..."
    earlier: bool = False  # the older figure of an update: "rose to 290 from 207"
    background: bool = False  # recalled from another time: "the 2019 bombing, which killed 253"
    named_victims: tuple[str, ...] = ()
    until: int | None = None  # the sentence that tells the end: "was struck in the chest. He bled to death"
    confidence: float = 0.9
    traces: tuple[Trace, ...] = ()

    @property
    def occurrence(self) -> Occurrence:
        """What is placed and dated."""
        return Occurrence(
            sentence=self.sentence,
            trigger=self.trigger,
            anchor=self.number or self.trigger,
            running=self.scope in (Scope.CUMULATIVE, Scope.PERIOD),
            background=self.background,
            earlier=self.earlier,
            hurt=self.harm in (Harm.KILLED, Harm.INJURED),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody is given as saying the words in `content`."""

    sentence: int
    content: Stretch  # what they are given as saying: may be a clause, the sentence, or run over several
    quote: Stretch  # the sentence or sentences to quote
    cue: Stretch  # the speech verb or "according to"
    cue_lemma: str
    act: Act
    speaker: Name | None  # a person, or an unnamed one ("a police official")
    role: str | None  # "spokesperson", "foreign minister"
    organization: Name | None
    via: Name | None  # the carrier: the agency or channel told, or the relay
    quoted: bool  # whether the content is (partly) direct speech
    inherited: bool = False  # carried over from a neighbouring sentence
    negated: bool = False  # "No group has claimed responsibility"
    said_on: date | None = None  # the day of saying, where the words give one that can be resolved
    modality: Modality = Modality.ASSERTED
    traces: tuple[Trace, ...] = ()
    parts: tuple[Stretch, ...] = ()  # what exactly is said, where others' words stand within `content`
    nested: bool = False  # within somebody else's words: no statement of its own
    tellers: tuple[Stretch, ...] = ()  # where the members of a list of speakers stand

    @property
    def source(self) -> Name | None:
        """Whose words they are: the person, or else the body."""
        return self.speaker or self.organization


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementMention:
    """One act of speech, with what it is about."""

    attribution: Attribution
    act: Act
    topic: str | None = None
    about: str | None = None
    denies: Stretch | None = None  # where the allegation stands that it rejects
    promise: PromiseStatus | None = None
    promise_evidence: tuple[Stretch, ...] = ()
    traces: tuple[Trace, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """Who did what to whom, in the words at `trigger`."""

    sentence: int
    trigger: Stretch
    event_type: str
    sub_event_type: str
    actors: tuple[Name, ...] = ()
    targets: tuple[Name, ...] = ()
    weapon: str | None = None
    modality: Modality = Modality.ASSERTED
    background: bool = False
    confidence: float = 0.8
    traces: tuple[Trace, ...] = ()

    @property
    def occurrence(self) -> Occurrence:
        """What is placed and dated."""
        return Occurrence(
            sentence=self.sentence, trigger=self.trigger, anchor=self.trigger, background=self.background
        )
