"""What may be compared with what: whole with whole, a part with the same part, people with people."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from histor.figures.persons import leaves_open, was_hurt
from histor.records.claim import Harm, HarmClaim, Modality, Scope, VictimClass
from histor.values.place import Place, PlacePrecision

WHOLE = "whole"
PART = Scope.SUBSET.value
TOWNS = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR})
SLACK = timedelta(days=1)  # a raid of the night is dated to either day
# Victims' words that say only that they are victims: two parts so called need not be the same part.
PLAIN = frozenset(
    [
        "dead",
        "people",
        "person",
        "persons",
        "bodies",
        "body",
        "victims",
        "victim",
        "killed",
        "injured",
        "wounded",
        "others",
        "other",
        "deaths",
        "lives",
        "names",
        "casualties",
        "those",
        "them",
        "more",
        "of",
        "the",
        "all",
        "remaining",
        "men",
    ]
)


@dataclass(frozen=True, slots=True, order=True)
class Strand:
    """What a figure counts; claims of two strands are never put into one range."""

    harm: Harm
    victim_class: VictimClass
    kind: str  # "whole", "period", "subset"; "cumulative": of more than the incident
    label: str  # which part or period; for counts of attacks, of what


@dataclass(frozen=True, slots=True)
class Extent:
    """From when an incident lasts, where it lies, and which claims there are, in it and in others."""

    began: date | None = None
    place: Place | None = None
    known: Container[str] = frozenset()


NOWHERE = Extent()


def strands(claims: Iterable[HarmClaim], extent: Extent = NOWHERE) -> dict[Strand, list[HarmClaim]]:
    """Return an incident's claims by what they count, without the hypothetical and the unnumbered.

    A running total that began before the incident counts more than it, and a part in one of its towns less than a part
    in all of them.
    """
    held = list(claims)
    inside = {claim.id: claim for claim in held}
    found: dict[Strand, list[HarmClaim]] = defaultdict(list)
    most = max((claim.count.low or 0 for claim in held if _tells_dead(claim)), default=0)
    for claim in (_one_more(_of_its_own(claim, inside, alone=not most), most) for claim in held):
        if claim.count.known and claim.modality is not Modality.HYPOTHETICAL:
            found[_strand(claim, inside, extent)].append(claim)
    return dict(sorted(found.items()))


def figure_scope(strand: Strand, claims: Iterable[HarmClaim]) -> Scope:
    """Return what the claims cover as a whole: a running toll makes the figure a running toll."""
    scopes = {claim.scope for claim in claims} - {Scope.ROUNDED}
    if strand.kind != WHOLE:
        return Scope(strand.kind)
    order = (Scope.CUMULATIVE, Scope.INCIDENT, Scope.PERIOD, Scope.SUBSET)
    return next((scope for scope in order if scope in scopes), Scope.INCIDENT)


def figure_class(strand: Strand, claims: Iterable[HarmClaim]) -> VictimClass:
    """Return whom a figure counts: everybody if a claim speaks of people, mixed if all speak of both."""
    classes = {claim.victim_class for claim in claims}
    return classes.pop() if len(classes) == 1 else strand.victim_class


def _strand(claim: HarmClaim, inside: Mapping[str, HarmClaim], extent: Extent) -> Strand:
    kind = _kind(claim, inside, extent)
    # A toll of soldiers and civilians counts whom a toll of "people" counts: everybody.
    victims = VictimClass.UNSPECIFIED if claim.victim_class is VictimClass.MIXED else claim.victim_class
    label = _label(claim, kind, inside.get(claim.subset_of or ""))
    town = (
        f"in {claim.place.written}" if kind == PART and claim.place and _is_town(claim.place, extent) else ""
    )
    return Strand(claim.harm, victims, kind, label if label.endswith(town) else f"{label} {town}")


def _of_its_own(claim: HarmClaim, inside: Mapping[str, HarmClaim], *, alone: bool) -> HarmClaim:
    """Return the dead among the wounded as what they are, all the dead: "five were shot, two fatally".

    Of those who were only hurt, if nobody else is told dead (`alone`): "eight were wounded, three of whom died".
    """
    if claim.harm is not Harm.KILLED or claim.scope is not Scope.SUBSET:
        return claim
    whole = inside.get(claim.subset_of or "")
    among_hurt = (
        whole.harm is Harm.INJURED if whole is not None else claim.subset_of is None and was_hurt(claim)
    )
    all_dead = among_hurt and (alone or (whole is not None and leaves_open(whole)))
    return replace(claim, scope=Scope.INCIDENT) if all_dead else claim


def _one_more(claim: HarmClaim, most: int) -> HarmClaim:
    """Return the later death of one, beside a toll of several, as a part: "a third guard, wounded on Monday, died"."""
    one = claim.harm is Harm.KILLED and claim.scope is Scope.INCIDENT and claim.count.exact == 1 < most
    return replace(claim, scope=Scope.SUBSET) if one and was_hurt(claim) else claim


def _tells_dead(claim: HarmClaim) -> bool:
    """Whether a claim counts dead, and not as some of the wounded alone."""
    return claim.harm is Harm.KILLED and claim.scope is not Scope.SUBSET and bool(claim.count.low)


def _kind(claim: HarmClaim, inside: Mapping[str, HarmClaim], extent: Extent) -> str:
    """Return what a claim covers in its incident: a part with an incident of its own is the whole of that.

    A part whose whole a person has ruled out stays a part.
    """
    if claim.scope is Scope.SUBSET:
        of_its_own = claim.subset_of not in inside and claim.subset_of in extent.known
        return WHOLE if claim.subset_of is not None and of_its_own else PART
    if claim.scope is Scope.CUMULATIVE and _is_wider(claim, extent.began):
        return Scope.CUMULATIVE.value
    return Scope.PERIOD.value if claim.scope is Scope.PERIOD else WHOLE


def _is_town(place: Place, extent: Extent) -> bool:
    """Whether a part is counted in one town of an incident that is of more than that town."""
    return place.precision in TOWNS and extent.place is not None and place.name != extent.place.name


def _is_wider(claim: HarmClaim, began: date | None) -> bool:
    """Whether a running total counts more than its incident: "since 2015", "in recent years", a war's dead."""
    start = claim.when.start if claim.when else None
    return claim.background or (start is not None and began is not None and began - start > SLACK)


def _label(claim: HarmClaim, kind: str, whole: HarmClaim | None) -> str:
    if kind == PART:
        return part_label(claim, whole)
    window = _WINDOWS[kind](claim) if kind in _WINDOWS else ""
    # "39 massacres" counts attacks, "39 rapes" people: OTHER is compared only with the same thing.
    what = _plain_words(claim.victims) if claim.harm is Harm.OTHER else ""
    return f"{window} {what}".strip()


def part_label(claim: HarmClaim, whole: HarmClaim | None = None) -> str:
    """Return which part a claim counts: in its words, else by its place within the whole's, else by its number."""
    words = _plain_words(claim.victims)
    if words:
        return words
    if whole and whole.place and claim.place and claim.place.written != whole.place.written:
        return f"in {claim.place.written}"
    return f"{claim.count.low}-{claim.count.high}"


def _plain_words(text: str | None) -> str:
    found = re.findall(r"[^\W\d_]+", (text or "").lower())
    return " ".join(word for word in found if word not in PLAIN)


def _window(claim: HarmClaim) -> str:
    if claim.when is None or claim.when.start is None:
        return "open"
    end = claim.when.end.isoformat() if claim.when.end else ""
    return f"{claim.when.start.isoformat()}/{end}"


def _since(claim: HarmClaim) -> str:
    start = claim.when.start if claim.when else None
    return f"since {start.isoformat()}" if start else "open"


_WINDOWS = {Scope.PERIOD.value: _window, Scope.CUMULATIVE.value: _since}
