"""Take the toll of a town for a part of the province's, where one report gives both for one event."""

from collections.abc import Sequence
from dataclasses import replace

from histor.records.claim import HarmClaim, Modality, Scope, Trace
from histor.values.date import When
from histor.values.place import Place, PlacePrecision

CLOSE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2})


def within_wider_tolls(claims: Sequence[HarmClaim]) -> list[HarmClaim]:
    """Return the claims; one of a place inside that of a higher toll of the same harm and days is its part."""
    return [_placed(claim, claims) for claim in claims]


def _placed(claim: HarmClaim, claims: Sequence[HarmClaim]) -> HarmClaim:
    wider = next((other for other in claims if _is_part(claim, other)), None)
    if wider is None or wider.place is None:
        return claim
    trace = Trace(step="scope", rule="scope:within", words=wider.place.written)
    return replace(claim, scope=Scope.SUBSET, subset_of=wider.id, traces=(*claim.traces, trace))


def _is_part(claim: HarmClaim, wider: HarmClaim) -> bool:
    if claim.scope is not Scope.INCIDENT or wider.scope is not Scope.INCIDENT or claim.harm is not wider.harm:
        return False
    asserted = claim.modality is wider.modality is Modality.ASSERTED
    low, whole = claim.count.low, wider.count.low
    fewer = low is not None and whole is not None and 0 < low < whole
    return asserted and fewer and _lies_in(claim.place, wider.place) and _falls_in(claim.when, wider.when)


def _lies_in(place: Place | None, area: Place | None) -> bool:
    if place is None or area is None or place.precision not in CLOSE or place.country != area.country:
        return False
    held = area.covers or ((area.name,) if area.precision is PlacePrecision.ADMIN1 else ())
    return place.admin1 is not None and place.admin1 in held


def _falls_in(when: When | None, span: When | None) -> bool:
    """Whether days that are known lie within others; days that are open say nothing."""
    if when is None or span is None or when.start is None or when.end is None:
        return False
    return (
        span.start is not None and span.end is not None and span.start <= when.start <= when.end <= span.end
    )
