"""What a claim's words came to: the place, the days, the slots that they fill, and of what it is a part."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from histor.cli.words import dates_words, harm_words, short_id, shown
from histor.records.claim import Claim, EventClaim, HarmClaim
from histor.records.contract import JsonObject, claim_json
from histor.values.date import When
from histor.values.place import Place

if TYPE_CHECKING:  # takes half a second to load
    from histor.store.record import Record

# What the rules of where and when say to somebody who does not know their names.
RULES = {
    "place:sentence": "named in the sentence",
    "place:report": "named for the report as a whole",
    "place:paragraph": "named before in the paragraph",
    "place:official": "the area of who counts",
    "place:area": "an area named before",
    "place:conflict": "the country of the conflict",
    "place:there": "what was named before, by “there”",
    "place:spread": "named here and where it spread to",
    "place:target": "what was attacked",
    "when:stated": "a date in the sentence",
    "when:relative": "counted from the report's date",
    "when:unanchored": "the report has no date to count from",
    "when:that day": "the day named before",
    "when:since then": "since the day named before",
    "when:lapse": "counted back from the day of the sentence",
    "when:onset": "since the violence began",
    "when:paragraph": "dated before in the paragraph",
    "when:report": "the day of the report's main event",
    "when:held": "in custody on that day at the latest",
}


def resolution(record: "Record", claim: Claim) -> JsonObject:
    """Return what the words of a claim were resolved to; nothing for a statement."""
    if not isinstance(claim, HarmClaim | EventClaim):
        return {}
    return {
        "place": _place(claim.place) if claim.place else None,
        "when": _when(claim, claim.when) if claim.when else None,
        "whole": _whole(record, claim),
    }


def _place(place: Place) -> JsonObject:
    return {
        "written": place.written,
        "gazetteer_id": place.gazetteer_id,
        "name": place.name,
        "admin2": place.admin2,
        "admin1": place.admin1,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
    }


def _when(claim: Claim, when: When) -> JsonObject:
    published = claim.published
    return {
        "wording": when.wording,
        "from": when.start.isoformat() if when.start else None,
        "to": when.end.isoformat() if when.end else None,
        "precision": when.precision,
        "date_basis": when.basis,
        "read_against": published.start.isoformat() if published else None,
    }


def _whole(record: "Record", claim: Claim) -> JsonObject | None:
    whole = claim.subset_of if isinstance(claim, HarmClaim) else None
    return claim_json(record.claim(whole)) if whole else None


def resolution_facts(claim: JsonObject, resolved: JsonObject) -> Iterator[tuple[str, str]]:
    """Yield what a claim's words came to, a line for each."""
    if claim["kind"] == "harm":
        yield "victims", f"{shown(claim['victims'])} → {shown(claim['victim_class'])}"
        yield "by", shown(claim["perpetrator"])
    if isinstance(place := resolved.get("place"), dict):
        yield "place is", _place_words(place)
    if isinstance(when := resolved.get("when"), dict):
        yield "days are", _when_words(when)
    if isinstance(whole := resolved.get("whole"), dict):
        yield "part of", f"{harm_words(whole)}  [{short_id(whole['id'])}]"


def _place_words(place: JsonObject) -> str:
    if place["name"] is None:
        return f"{shown(place['written'])} → not in the gazetteer"
    within = [shown(place[key]) for key in ("name", "admin1", "country") if place[key]]
    point = [f"{place[key]:.3f}" for key in ("latitude", "longitude") if isinstance(place[key], float)]
    known = [shown(place[key]) for key in ("precision", "gazetteer_id")]
    return f"{shown(place['written'])} → {', '.join([*within, *point])} ({', '.join(known)})"


def _when_words(when: JsonObject) -> str:
    against = (
        f", read against {when['read_against']}" if when["date_basis"] in ("relative", "inherited") else ""
    )
    return f"{shown(when['wording'])} → {dates_words(when)}{against}"


def rule_words(rule: str) -> str:
    """Return a rule with what it says, where its name alone does not: "place:report: named for the report"."""
    return f"{shown(rule)}: {RULES[rule]}" if rule in RULES else shown(rule)
