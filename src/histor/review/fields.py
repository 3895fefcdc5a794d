"""The fields of a claim that a person can correct, by the contract's names: how each is read, and where it goes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from histor.errors import InputError
from histor.records.claim import (
    Act,
    Claim,
    EventClaim,
    Harm,
    HarmClaim,
    Modality,
    PromiseStatus,
    Scope,
    VictimClass,
)
from histor.records.contract import Json
from histor.values.count import Hedge
from histor.values.date import DateBasis, DatePrecision, When
from histor.values.name import Name
from histor.values.place import Place, PlacePrecision

UNKNOWN = frozenset({"", "null", "none", "unknown"})
Read = Callable[[str, str], Json]  # the field's name, the words given


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how words become its value in the contract's JSON, and that becomes the record's."""

    read: Read
    build: Callable[[Any], Any] = lambda value: value
    attribute: str | None = None  # None: a part of the count, the place or the time
    needed: bool = False  # it cannot be unknown


def choice(kind: type[StrEnum], *, needed: bool = False, attribute: str | None = None) -> Field:
    """Return a field that has one of a few values."""

    def read(field: str, words: str) -> Json:
        value = words.strip().lower().replace(" ", "_").replace("-", "_")
        if value not in set(kind):
            raise InputError(f"{field} cannot be {words!r}: it is one of {', '.join(kind)}")
        return value

    return Field(read, kind, attribute, needed)


def _number(field: str, words: str) -> Json:
    plain = words.replace(",", "").replace("\N{NO-BREAK SPACE}", "").strip()
    if not (plain.isascii() and plain.isdigit()):
        raise InputError(
            f"{field} cannot be {words!r}: give a whole number, as 1383, or nothing if it is unknown"
        )
    return int(plain)


def _number_or_some(field: str, words: str) -> Json:
    return "some" if words.strip().lower() == "some" else _number(field, words)


def _degrees(limit: int) -> Read:
    def read(field: str, words: str) -> Json:
        try:
            value = float(words)
        except ValueError as error:
            raise InputError(f"{field} cannot be {words!r}: give degrees, as 35.52") from error
        if not -limit <= value <= limit:
            raise InputError(f"{field} cannot be {words}: it lies between -{limit} and {limit}")
        return value

    return read


def _day(field: str, words: str) -> Json:
    try:
        return date.fromisoformat(words.strip()).isoformat()
    except ValueError as error:
        raise InputError(f"{field} cannot be {words!r}: write a day as 2025-03-10") from error


def _text(_: str, words: str) -> Json:
    return " ".join(words.split())


def _list(_: str, words: str) -> Json:
    return [one.strip() for one in words.split(";") if one.strip()]


def _name(written: str) -> Name:
    return Name(canonical=written, written=written)


def _names(written: list[str]) -> tuple[Name, ...]:
    return tuple(map(_name, written))


NUMBER, TEXT, DEGREES = Field(_number), Field(_text), Field(_degrees(180))
COUNT = {"exact": NUMBER, "low": NUMBER, "high": NUMBER, "hedge": choice(Hedge)}
PLACE = {
    "place": TEXT,
    "latitude": Field(_degrees(90)),
    "longitude": DEGREES,
    "admin1": TEXT,
    "country": TEXT,
    "place_precision": choice(PlacePrecision),
}
WHEN = {"from": Field(_day), "to": Field(_day), "date_precision": choice(DatePrecision)}
TOLD = {
    "source": Field(_text, _name, "source"),
    "via": Field(_text, _name, "via"),
    "outlet": Field(_text, attribute="outlet"),
    "modality": choice(Modality, needed=True, attribute="modality"),
    "as_of": Field(_day, date.fromisoformat, "as_of"),
}
BLAMED = {"perpetrator": Field(_text, _name, "perpetrator")}
HARM = {
    "harm": choice(Harm, needed=True, attribute="harm"),
    "victims": Field(_text, attribute="victims"),
    "victim_class": choice(VictimClass, needed=True, attribute="victim_class"),
    "women": Field(_number_or_some, attribute="women"),
    "children": Field(_number_or_some, attribute="children"),
    "scope": choice(Scope, needed=True, attribute="scope"),
    "subset_of": Field(_text, attribute="subset_of"),
}
EVENT = {
    "event_type": Field(_text, attribute="event_type", needed=True),
    "sub_event_type": Field(_text, attribute="sub_event_type", needed=True),
    "actors": Field(_list, _names, "actors", needed=True),
    "targets": Field(_list, _names, "targets", needed=True),
    "weapon": Field(_text, attribute="weapon"),
}
STATEMENT = {
    "speaker": Field(_text, _name, "speaker"),
    "role": Field(_text, attribute="role"),
    "organization": Field(_text, _name, "organization"),
    "act": choice(Act, needed=True, attribute="act"),
    "topic": Field(_text, attribute="topic"),
    "about": Field(_text, attribute="about"),
    "promise": choice(PromiseStatus, attribute="promise"),
}


def fields_of(claim: Claim) -> dict[str, Field]:
    """Return the fields of a claim that can be corrected, by name."""
    match claim:
        case HarmClaim():
            return HARM | COUNT | TOLD | PLACE | WHEN | BLAMED
        case EventClaim():
            return EVENT | TOLD | PLACE | WHEN | BLAMED
    return STATEMENT | TOLD


def corrected(claim: Claim, after: Mapping[str, Json]) -> Claim:
    """Return a claim with the fields in `after` as they are given there; its id stays that of the reading."""
    known = {key: value for key, value in after.items() if key in fields_of(claim)}
    if not known:
        return claim
    changes: dict[str, Any] = {"read_as": claim.id}
    for key, value in known.items():
        field = fields_of(claim)[key]
        if field.attribute:
            changes[field.attribute] = None if value is None else field.build(value)
    if isinstance(claim, HarmClaim) and COUNT.keys() & known.keys():
        changes["count"] = replace(claim.count, **_built(COUNT, known))
    if PLACE.keys() & known.keys():
        changes["place"] = _place(claim.place, _built(PLACE, known))
    if WHEN.keys() & known.keys():
        changes["when"] = _when(claim.when, _built(WHEN, known))
    return replace(claim, **changes)


def _built(fields: Mapping[str, Field], known: Mapping[str, Json]) -> dict[str, Any]:
    return {
        key: None if known[key] is None else field.build(known[key])
        for key, field in fields.items()
        if key in known
    }


def _place(place: Place | None, known: Mapping[str, Any]) -> Place | None:
    """Return the place with what was given; another name is another place, and no row of the gazetteer."""
    changes = {"precision" if key == "place_precision" else key: value for key, value in known.items()}
    if "place" not in changes:
        return replace(place, **changes) if place else None
    written = changes.pop("place")
    return Place(**{"written": written, "name": written} | changes) if written else None


def _when(when: When | None, known: Mapping[str, Any]) -> When | None:
    """Return the days given: a person states them, as a report does that writes the date out."""
    days = {
        key: date.fromisoformat(known[key]) if known[key] else None for key in ("from", "to") if key in known
    }
    start = days.get("from", when.start if when else None)
    end = days.get("to", when.end if when else None)
    if start is None and end is None:
        return None
    precision = known.get("date_precision", when.precision if when else None) or DatePrecision.DAY
    wording = when.wording if when else None
    return When(start=start, end=end, precision=precision, basis=DateBasis.STATED, wording=wording)
