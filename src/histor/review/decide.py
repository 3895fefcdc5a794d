"""Make judgements of what a person asks for: checked against the record, with what was there before."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from histor.errors import InputError
from histor.records.claim import Claim, HarmClaim
from histor.records.contract import Json, claim_json
from histor.records.incident import Incident
from histor.records.judgement import Judgement, JudgementKind, Mark, kind_of, mark_of
from histor.review.fields import COUNT, PLACE, UNKNOWN, WHEN, corrected, fields_of
from histor.review.standing import CLAIMS
from histor.values.count import Hedge
from histor.values.name import Name
from histor.values.place import Place


class Decider:
    """Writes the judgements of one person at one time, for one reason."""

    def __init__(self, *, who: str, at: datetime, why: str) -> None:
        if not why.strip():
            raise InputError("--why is empty: say why, others will want to know")
        self._signed: Mapping[str, Any] = {"who": who, "at": at, "why": why.strip()}

    def verdict(self, kind: JudgementKind, claim: Claim) -> Judgement:
        """Accept or reject a claim."""
        before: Mapping[str, Json] = {"review": claim.review}
        return Judgement(
            kind=kind, subjects=(claim.id,), marks=(mark_of(claim),), before=before, **self._signed
        )

    def correction(self, claim: Claim, given: Mapping[str, str], known: Sequence[Claim]) -> Judgement:
        """Correct fields of a claim; a name or place that `known` claims have is taken with what they know of it.

        Raises InputError if a field or value does not fit the claim, or nothing would change.
        """
        asked = _asked(claim, given)
        asked = _with_count(claim, _with_place(_with_names(claim, asked, known), known))
        before, after = claim_json(claim), claim_json(_checked(claim, asked))
        changed = [key for key in after if key in fields_of(claim) and after[key] != before[key]]
        if not changed:
            raise InputError(f"{claim.id} says so already: nothing to correct")
        return Judgement(
            kind=JudgementKind.CORRECT,
            subjects=(claim.id,),
            marks=(mark_of(claim),),
            before={key: before[key] for key in changed},
            after={key: after[key] for key in changed},
            **self._signed,
        )

    def merge(self, incidents: Sequence[Incident], claims: Mapping[str, Claim]) -> Judgement:
        """Make one incident of several."""
        if len({incident.id for incident in incidents}) < 2:  # noqa: PLR2004
            raise InputError("a merge needs two incidents or more: `histor incidents` lists them")
        anchors = tuple(
            dict.fromkeys(key for incident in incidents for key in incident.claims if key in claims)
        )
        return Judgement(
            kind=JudgementKind.MERGE,
            subjects=tuple(incident.id for incident in incidents),
            anchors=anchors,
            marks=_marks(anchors, claims),
            before={"names": [incident.name for incident in incidents]},
            **self._signed,
        )

    def split(self, incident: Incident, away: Sequence[str], claims: Mapping[str, Claim]) -> Judgement:
        """Make an incident of its own of some claims of an incident."""
        _inside(incident, away)
        rest = tuple(key for key in incident.claims if key not in away and key in claims)
        if not rest:
            raise InputError(
                f"all claims of {incident.id} were named: leave at least one, or there is no split"
            )
        return Judgement(
            kind=JudgementKind.SPLIT,
            subjects=(incident.id, *away),
            anchors=rest,
            marks=_marks((*away, *rest), claims),
            before={"names": [incident.name]},
            **self._signed,
        )

    def move(
        self, claim: Claim, into: Incident, out_of: Incident | None, claims: Mapping[str, Claim]
    ) -> Judgement:
        """Put a claim into another incident."""
        if claim.id in into.claims:
            raise InputError(f"{claim.id} is in {into.id} already")
        left = [key for key in (out_of.claims if out_of else ()) if key != claim.id and key in claims]
        anchors = tuple(key for key in into.claims if key in claims)
        return Judgement(
            kind=JudgementKind.MOVE,
            subjects=(claim.id, into.id),
            anchors=anchors,
            marks=_marks((claim.id, *anchors, *left), claims),
            before={"incident": out_of.id if out_of else None, CLAIMS: [*left]},
            after={"incident": into.id},
            **self._signed,
        )

    def undo(
        self, judgement: Judgement, judgements: Iterable[Judgement], force: Iterable[Judgement]
    ) -> Judgement:
        """Take a judgement back, or take back that it was taken back.

        Raises InputError if somebody undid it already.
        """
        undoings = [one for one in judgements if one.undoes == judgement.id]
        undone = judgement.id not in {one.id for one in force}
        if undone and judgement.kind is not JudgementKind.UNDO and undoings:
            raise InputError(f"{judgement.id} is undone already, by {undoings[-1].id}")
        return Judgement(
            kind=JudgementKind.UNDO, subjects=judgement.subjects, undoes=judgement.id, **self._signed
        )


def _inside(incident: Incident, claims: Sequence[str]) -> None:
    foreign = [claim for claim in claims if claim not in incident.claims]
    if foreign:
        raise InputError(f"{', '.join(foreign)} is not in {incident.id}: `histor explain` lists its claims")


def _marks(keys: Iterable[str], claims: Mapping[str, Claim]) -> tuple[Mark, ...]:
    return tuple(mark_of(claims[key]) for key in keys)


def _asked(claim: Claim, given: Mapping[str, str]) -> dict[str, Json]:
    """Return the values that were given, read field by field."""
    fields = fields_of(claim)
    asked: dict[str, Json] = {}
    for key, words in given.items():
        if key not in fields:
            raise InputError(
                f"a {kind_of(claim)} claim has no field {key!r} to correct: it has {', '.join(sorted(fields))}"
            )
        unknown = words.strip().lower() in UNKNOWN
        if unknown and fields[key].needed:
            raise InputError(f"{key} cannot be unknown: give a value")
        asked[key] = None if unknown else fields[key].read(key, words)
    return asked


def _with_count(claim: Claim, asked: dict[str, Json]) -> dict[str, Json]:
    """Return the count whole: an exact number bounds itself, bounds that differ are no exact number."""
    if not isinstance(claim, HarmClaim) or not COUNT.keys() & asked.keys():
        return asked
    if "exact" in asked:
        bounds = {"low": asked["exact"], "high": asked["exact"], "hedge": Hedge.EXACT.value}
        return {**bounds, **asked}
    low, high = asked.get("low", claim.count.low), asked.get("high", claim.count.high)
    exact = low if low == high and asked.get("hedge", Hedge.EXACT) == Hedge.EXACT else None
    if not {"low", "high"} & asked.keys():
        exact = claim.count.exact if asked.get("hedge") == Hedge.EXACT else None
    return {"exact": exact, "low": low, "high": high, "hedge": _hedge(low, high), **asked}


def _hedge(low: Json, high: Json) -> Json:
    if low == high:
        return Hedge.EXACT.value if low is not None else Hedge.OTHER.value
    if low is None or high is None:
        return Hedge.AT_LEAST.value if high is None else Hedge.UP_TO.value
    return Hedge.BETWEEN.value


def _with_names(claim: Claim, asked: dict[str, Json], known: Sequence[Claim]) -> dict[str, Json]:
    """Return names as the record calls them, so that a corrected source is the same voice as in other reports."""
    names = {name.written.casefold(): name.canonical for other in known for name in _names(other)}
    return {
        key: names.get(value.casefold(), value) if _is_name(claim, key) and isinstance(value, str) else value
        for key, value in asked.items()
    }


def _is_name(claim: Claim, key: str) -> bool:
    return key in fields_of(claim) and key in {"source", "via", "perpetrator", "speaker", "organization"}


def _names(claim: Claim) -> Iterable[Name]:
    return (name for name in (claim.source, claim.via, claim.perpetrator) if name)


def _with_place(asked: dict[str, Json], known: Sequence[Claim]) -> dict[str, Json]:
    """Return another place whole: as the record knows it from other claims, else with nothing known of it."""
    name = asked.get("place")
    if not isinstance(name, str):
        return {**dict.fromkeys(PLACE), **asked} if "place" in asked else asked
    same = [other.place for other in known if other.place and _called(other.place, name)]
    facts = _facts(max(same, key=lambda place: place.precision is not None)) if same else {}
    return {**dict.fromkeys(PLACE), **facts, **asked}


def _called(place: Place, name: str) -> bool:
    return name.casefold() in {place.written.casefold(), (place.name or "").casefold()}


def _facts(place: Place) -> dict[str, Json]:
    return {
        "latitude": place.latitude,
        "longitude": place.longitude,
        "admin1": place.admin1,
        "country": place.country,
        "place_precision": place.precision,
    }


def _checked(claim: Claim, asked: Mapping[str, Json]) -> Claim:
    """Return the corrected claim; raises InputError if what was given contradicts itself."""
    bare = not (PLACE.keys() & asked.keys()) or claim.place or asked.get("place")
    if not bare:
        raise InputError("the claim has no place: give its name too, as --set place=NAME")
    try:
        changed = corrected(claim, asked)
    except ValueError as error:
        raise InputError(f"that cannot be: {error}") from error
    if WHEN.keys() & asked.keys() == {"date_precision"} and getattr(claim, "when", None) is None:
        raise InputError("the claim has no date: give --set from=DATE --set to=DATE too")
    return changed
