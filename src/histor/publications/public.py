"""A record as it may be published: no victim's or witness's name, no group, no point on the ground, no full text."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from histor.publications.evidence import merged, quoted
from histor.publications.masking import NAME, Mask, Masked
from histor.publications.view import DossierView
from histor.publications.withheld import Coordinates, Profile, Withheld, withheld_in
from histor.records.claim import Claim, HarmClaim
from histor.records.document import Document
from histor.records.redaction import WITHHELD
from histor.records.sensitive import Sensitivity, marked
from histor.values.name import Name
from histor.values.place import Place, PlacePrecision
from histor.values.span import Span

T = TypeVar("T")
WITNESS = Name(canonical="a witness", written="a witness")
BREAK = "\n[…]\n"  # between two stretches that a report is quoted in
KEPT = frozenset(
    {"id", "document", "extractor", "text_sha256", "copy_of", "read_as", "founder", "subset_of", "denies"}
)
ADDRESSES = frozenset({"url"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A quoted stretch of a report: where it began, where it ended, and where it begins in the excerpt."""

    start: int
    end: int
    at: int
    masked: Masked


def public_view(
    view: DossierView,
    profile: Profile = Profile(),  # noqa: B008  # frozen
    as_read: Iterable[Claim] = (),
) -> DossierView:
    """Return `view` without what `profile` withholds; ids and figures stay, reports keep only what is quoted.

    `as_read` are the claims as the machine read them, those included that persons ruled out or corrected: a name that
    was corrected stands in the reports as it was read.
    """
    before = {claim.id: claim for claim in as_read}
    withheld = withheld_in([*view.claims, *before.values()], profile)
    public = _Public(withheld, profile, before)
    spans = _quoted(view.claims)
    excerpts = {each.id: public.stretches(each, spans.get(each.id, [])) for each in view.documents}
    whole = cast("DossierView", public.anything(replace(view, documents=[], claims=[])))
    return replace(
        whole,
        documents=[public.document(each, excerpts[each.id]) for each in view.documents],
        claims=[public.claim(each, excerpts.get(each.document, ())) for each in view.claims],
        withheld=note(profile),
    )


def note(profile: Profile) -> str:
    """Return what a release leaves out, for its reader."""
    names = [
        words
        for kind, words in (
            (Sensitivity.VICTIM, "names of victims"),
            (Sensitivity.WITNESS, "names of private persons who speak"),
            (Sensitivity.GROUP, "religious and ethnic groups of victims"),
        )
        if kind not in profile.keep
    ]
    where = {
        Coordinates.EXACT: [],
        Coordinates.TOWN: ["points finer than a tenth of a degree"],
        Coordinates.ADMIN1: ["places finer than a province"],
        Coordinates.NONE: ["all coordinates"],
    }[profile.coordinates]
    left_out = ", ".join([*names, *where, "the reports' full texts"])
    return f"Left out of this edition: {left_out}. Quoted sentences may be masked."


def _quoted(claims: Iterable[Claim]) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for claim in claims:
        for span in _spans(claim):
            found.setdefault(span.document, []).append((span.start, span.end))
    return found


def _spans(claim: Claim) -> list[Span]:
    number = [claim.count_span] if isinstance(claim, HarmClaim) and claim.count_span else []
    return [*quoted(claim), claim.trigger, *number]


class _Public:
    """Takes what is withheld out of records of any kind."""

    def __init__(self, withheld: Withheld, profile: Profile, before: Mapping[str, Claim]) -> None:
        self.mask: Mask = withheld.mask
        self.witnesses = withheld.witnesses
        self.profile = profile
        self.before = before  # the claims that are known as the machine read them

    def stretches(self, document: Document, spans: Sequence[tuple[int, int]]) -> tuple[Stretch, ...]:
        found: list[Stretch] = []
        at = 0
        for start, end in merged(spans):
            masked = self.mask.of(document.text[start:end])
            found.append(Stretch(start, end, at, masked))
            at += len(masked.text) + len(BREAK)
        return tuple(found)

    def document(self, document: Document, stretches: Sequence[Stretch]) -> Document:
        masked = cast("Document", self.anything(replace(document, text="", author=None, locator=None)))
        return replace(masked, text=BREAK.join(stretch.masked.text for stretch in stretches))

    def claim(self, claim: Claim, stretches: Sequence[Stretch]) -> Claim:
        kept: dict[str, Any] = {"traces": (), "read_as": claim.id}  # its id follows from words that are cut
        kept |= dict.fromkeys(self._worded(claim), WITHHELD)
        if isinstance(claim, HarmClaim):
            if Sensitivity.GROUP not in self.profile.keep:
                kept["group"] = None
            if Sensitivity.VICTIM not in self.profile.keep:
                kept["named_victims"] = ()
        return cast("Claim", self.anything(replace(claim, **kept), stretches))

    def _worded(self, claim: Claim) -> list[str]:
        """Return the fields that a person put into words of their own: no claim tells whether these name anybody."""
        before = self.before.get(claim.id)
        return [
            field
            for field in marked(type(claim), Sensitivity.TEXT)
            if before and isinstance(value := getattr(claim, field), str) and value != getattr(before, field)
        ]

    def anything(self, value: object, stretches: Sequence[Stretch] = (), field: str = "") -> object:
        """Return a record, a part of one or a collection of them, masked."""
        match value:
            case Name():
                return self._name(value)
            case Place():
                return self._place(value)
            case Span():
                return self._span(value, stretches)
            case str() if type(value) is str:
                return self._text(value, field)
            case tuple() | list() | Mapping():
                return self._collection(value, stretches, field)
        is_record = dataclasses.is_dataclass(value) and not isinstance(value, type)
        return self._record(value, stretches) if is_record else value

    def _collection(
        self, value: Sequence[object] | Mapping[str, object], stretches: Sequence[Stretch], field: str
    ) -> object:
        if isinstance(value, Mapping):
            return {key: self.anything(part, stretches, field) for key, part in value.items()}
        parts = [self.anything(part, stretches, field) for part in value]
        return tuple(parts) if isinstance(value, tuple) else parts

    def _record(self, value: T, stretches: Sequence[Stretch]) -> T:
        changes: dict[str, object] = {}
        for field in dataclasses.fields(value):  # type: ignore[arg-type]  # a record
            before = getattr(value, field.name)
            after = self.anything(before, stretches, field.name)
            if after is not before:
                changes[field.name] = after
        return replace(value, **changes) if changes else value  # type: ignore[type-var]  # a record

    def _text(self, text: str, field: str) -> str:
        if field in KEPT:
            return text
        return self.mask.address(text) if field in ADDRESSES else self.mask.text(text)

    def _name(self, name: Name) -> Name:
        if self.witnesses & {name.written, name.canonical}:
            return WITNESS
        written, canonical = self.mask.text(name.written), self.mask.text(name.canonical)
        return replace(name, written=written, canonical=canonical)

    def _place(self, place: Place) -> Place:
        coarse = coarsened(place, self.profile.coordinates)
        words: dict[str, Any] = {
            part: self.mask.text(text)
            for part in ("written", "name", "admin2", "admin1", "country", "gazetteer_id")
            if (text := getattr(coarse, part))
        }
        return replace(coarse, **words, parts=tuple(self._place(part) for part in coarse.parts))

    def _span(self, span: Span, stretches: Sequence[Stretch]) -> Span:
        for stretch in stretches:
            if stretch.start <= span.start and span.end <= stretch.end:
                start = stretch.masked.place(span.start - stretch.start)
                end = stretch.masked.place(span.end - stretch.start, end=True)
                text = stretch.masked.text[start:end]
                return replace(span, start=stretch.at + start, end=stretch.at + end, text=text)
        text = self.mask.text(span.text) or NAME  # of no report that is here
        return replace(span, start=0, end=len(text), text=text)


def coarsened(place: Place, how: Coordinates) -> Place:
    """Return a place no finer than `how` allows."""
    match how:
        case Coordinates.EXACT:
            return place
        case Coordinates.NONE:
            return replace(place, latitude=None, longitude=None, gazetteer_id=None)
        case Coordinates.ADMIN1:
            return _province(place)
    own = (place.gazetteer_id or "").startswith("user:")  # a site of the recorder's own: a camp, a house
    if own or place.latitude is None or place.longitude is None:
        return replace(place, latitude=None, longitude=None, gazetteer_id=None if own else place.gazetteer_id)
    return replace(place, latitude=round(place.latitude, 1), longitude=round(place.longitude, 1))


def _province(place: Place) -> Place:
    fine = place.precision in {PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2, None}
    if not fine:
        return replace(place, latitude=None, longitude=None)
    above = place.admin1 or place.country
    return Place(
        written=above or "[place withheld]",
        name=above,
        admin1=place.admin1,
        country=place.country,
        precision=(PlacePrecision.ADMIN1 if place.admin1 else PlacePrecision.COUNTRY) if above else None,
        parts=place.parts,
    )
