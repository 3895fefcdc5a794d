"""A strand's claims as a series: a point for what a source said of a day, with every claim that says it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from histor.figures.fates import Fate
from histor.figures.parts import part_flags
from histor.figures.persons import counts_found, describes, tells_care
from histor.figures.sides import Kind, is_blamed, kind_of
from histor.records.claim import HarmClaim, Modality
from histor.records.document import Document, Published
from histor.records.figure import Point, PointStatus
from histor.values.count import Count, Hedge
from histor.values.date import DateBasis
from histor.values.name import Name

ROUNDING = 0.1  # "nearly 1,000" beside 973: a rounded wording is within a tenth of its figure
ROUNDED = frozenset({Hedge.NEARLY, Hedge.ABOUT, Hedge.UP_TO, Hedge.AT_LEAST, Hedge.MORE_THAN})
FAR = date.max
INDEPENDENT = frozenset({Kind.MONITOR, Kind.SCENE, Kind.ADVOCATE})


@dataclass(frozen=True, slots=True)
class Voice:
    """Claims of one source about one day that say the same number."""

    source: Name | None
    origin: str  # the claimant; for a report's own voice, the original of its text
    as_of: date | None
    denied: bool
    lead: Count  # the exact one, if there is one
    claims: tuple[HarmClaim, ...]
    published: Published | None
    titles: frozenset[str] = frozenset()  # what reports call the source
    died: tuple[Fate, ...] = ()  # who of the wounded that it counts is told dead: counted with the dead
    # It counts persons of a kind or by name ("two men", "Odo Varn"), the dead of one spot, or those in care.
    is_part: bool = False
    tells_persons: bool = False  # it counts persons of a kind or by name

    @property
    def value(self) -> int:
        """The number by which two figures of one source are compared."""
        return value(self.lead) - self.less

    @property
    def less(self) -> int:
        """How many of those it counts have died since."""
        return max((fate.dead for fate in self.died), default=0)

    @property
    def gone(self) -> bool:
        """Whether all those it counts as wounded have died."""
        return bool(self.died) and self.value <= 0

    @property
    def documents(self) -> frozenset[str]:
        """The reports that carry it."""
        return frozenset(claim.document for claim in self.claims)

    @property
    def kind(self) -> Kind:
        """What kind of voice it is."""
        return kind_of(self.source, self.titles)

    def is_of(self, blamed: Iterable[Name]) -> bool:
        """Whether it speaks for one of those who are blamed.

        A monitor or a witness speaks for nobody: "Norland Watch" shares only its country with "the Norland army".
        """
        if self.kind in INDEPENDENT:
            return self.source is not None and any(self.source.canonical == who.canonical for who in blamed)
        return is_blamed(self.source, self.titles, blamed)


def voices(
    claims: Iterable[HarmClaim],
    documents: Mapping[str, Document],
    titles: Mapping[str, frozenset[str]] | None = None,
    died: Mapping[str, Fate] | None = None,
    bodies: Mapping[str, str] | None = None,
) -> list[Voice]:
    """Return one strand's claims by who says what of which day; the order of `claims` does not matter.

    `bodies` tells for whom a person speaks: the two are one claimant, each named as the report does.
    Claims of wounded who died are voices of their own: see `fates.py`.
    """
    fates = died or {}
    by_source: dict[tuple[str, bool, int], list[HarmClaim]] = defaultdict(list)
    for claim in (_as_first_said(claim, documents) for claim in claims):
        less = fates[claim.id].dead if claim.id in fates else 0
        by_source[origin_of(claim, documents, bodies or {}), claim.modality is Modality.DENIED, less].append(
            claim
        )
    found = [
        voice for key, held in sorted(by_source.items()) for voice in _of_source(key[0], held, documents)
    ]
    return sorted((_told(voice, titles or {}, fates) for voice in found), key=_order)


def _as_first_said(claim: HarmClaim, documents: Mapping[str, Document]) -> HarmClaim:
    """Return a copy's claim as of the day of the original: what a paper prints on Sunday, the wire said on Saturday."""
    copy = documents.get(claim.document)
    original = documents.get(copy.copy_of) if copy and copy.copy_of else None
    if copy is None or original is None or original.published is None or copy.published is None:
        return claim
    own_day = claim.as_of is not None and claim.as_of == copy.published.day
    return replace(claim, as_of=original.published.day) if own_day else claim


def point(voice: Voice, status: PointStatus, parts: Mapping[str, Sequence[HarmClaim]]) -> Point:
    """Return what a voice says as a point of the series."""
    return Point(
        source=voice.source,
        as_of=voice.as_of,
        published=voice.published,
        exact=voice.lead.exact,
        low=voice.lead.low,
        high=voice.lead.high,
        hedge=voice.lead.hedge,
        wording=voice.lead.wording,
        status=status,
        claims=tuple(claim.id for claim in voice.claims),
        documents=tuple(sorted({claim.document for claim in voice.claims})),
        flags=_flags(voice) + part_flags(voice.claims, parts),
    )


def origin_of(claim: HarmClaim, documents: Mapping[str, Document], bodies: Mapping[str, str]) -> str:
    """Return whose figure it is: the claimant, or the original of the text for a report's own voice."""
    if claim.source:
        return f"by {bodies.get(claim.source.canonical, claim.source.canonical)}"
    document = documents.get(claim.document)
    return f"in {document.copy_of or document.id if document else claim.document}"


def value(count: Count) -> int:
    """Return the number by which a count is compared: the exact one, else its lower bound, else its upper."""
    return next((number for number in (count.exact, count.low, count.high) if number is not None), 0)


def moment(voice: Voice) -> date:
    """Return the day that orders a voice: its own, else that of its first report; undated ones last."""
    return voice.as_of or (voice.published.start if voice.published else FAR)


def _of_source(origin: str, claims: Sequence[HarmClaim], documents: Mapping[str, Document]) -> list[Voice]:
    groups: list[list[HarmClaim]] = []
    for claim in sorted(claims, key=_firmness):
        home = next((group for group in groups if _same_saying(claim, group[0])), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    return [_voice(origin, group, documents) for group in groups]


def _told(voice: Voice, titles: Mapping[str, frozenset[str]], fates: Mapping[str, Fate]) -> Voice:
    called = titles.get(voice.source.canonical, frozenset()) if voice.source else frozenset[str]()
    died = tuple(fates[claim.id] for claim in voice.claims if claim.id in fates)
    persons = all(map(describes, voice.claims))
    part = all(describes(claim) or counts_found(claim) or tells_care(claim) for claim in voice.claims)
    return replace(voice, titles=called, died=died, is_part=part, tells_persons=persons)


def _firmness(claim: HarmClaim) -> tuple[bool, date, bool, int, date, str]:
    """Order dated before undated, earlier first, exact before rounded: the first stands for its group."""
    published = claim.published.start if claim.published else FAR
    dated = claim.as_of or FAR
    return claim.as_of is None, dated, claim.count.exact is None, -value(claim.count), published, claim.id


def _same_saying(claim: HarmClaim, lead: HarmClaim) -> bool:
    """Whether a claim repeats `lead`: of the same day in other words, or its number without a day."""
    if claim.as_of == lead.as_of:
        return _is_wording_of(claim.count, lead.count)
    return claim.as_of is None and _bounds(claim.count) == _bounds(lead.count)


def _is_wording_of(rounded: Count, exact: Count) -> bool:
    if _bounds(rounded) == _bounds(exact):
        return True
    if exact.exact is None or rounded.hedge not in ROUNDED:
        return False
    return _admits(rounded, exact.exact) and abs(value(rounded) - exact.exact) <= ROUNDING * exact.exact


def _admits(count: Count, number: int) -> bool:
    if count.hedge is Hedge.ABOUT:
        return True
    return (count.low is None or count.low <= number) and (count.high is None or number <= count.high)


def _bounds(count: Count) -> tuple[int | None, int | None]:
    return count.low, count.high


def _voice(origin: str, claims: Sequence[HarmClaim], documents: Mapping[str, Document]) -> Voice:
    lead = claims[0]
    ordered = sorted(claims, key=lambda claim: (_published_day(claim, documents), claim.document, claim.id))
    return Voice(
        source=lead.source,
        origin=origin,
        as_of=lead.as_of,
        denied=lead.modality is Modality.DENIED,
        lead=lead.count,
        claims=tuple(ordered),
        published=_published(ordered[0], documents),
    )


def _published_day(claim: HarmClaim, documents: Mapping[str, Document]) -> date:
    published = _published(claim, documents)
    return published.start if published else FAR


def _published(claim: HarmClaim, documents: Mapping[str, Document]) -> Published | None:
    document = documents.get(claim.document)
    return claim.published or (document.published if document else None)


def _order(voice: Voice) -> tuple[date, int, str, bool, str]:
    return moment(voice), voice.value, voice.origin, voice.denied, voice.claims[0].id


def _flags(voice: Voice) -> tuple[str, ...]:
    whens = [claim.when for claim in voice.claims]
    open_date = any(when is not None and when.basis is DateBasis.UNANCHORED for when in whens)
    flags = (
        ("unanchored", open_date),
        ("undated", voice.as_of is None and voice.published is None),
        ("denied", voice.denied),
        ("died", voice.gone),
        (f"{voice.less} of them died", voice.less > 0 and not voice.gone),
        ("alleged", all(claim.modality is Modality.ALLEGED for claim in voice.claims)),
    )
    return tuple(name for name, holds in flags if holds)
