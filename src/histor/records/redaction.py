"""A record without anything that could harm the people in it: what is left may be seen by anybody."""

import dataclasses
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from histor.records.sensitive import SENSITIVE
from histor.values.name import Name
from histor.values.place import Place, PlacePrecision

T = TypeVar("T")
BAR = "█"  # stands for a letter of a report
WITHHELD = "[withheld]"
COARSE = frozenset({PlacePrecision.ADMIN1, PlacePrecision.COUNTRY})


def redacted(record: T) -> T:
    """Return `record` without what is sensitive: letters of a report become bars, the rest unknown or withheld.

    Ids, counts, days, categories and names that the actor lexicon knows stay; a place becomes its province.
    A claim that is redacted keeps its id only in `read_as`, where its caller puts it.
    """
    return cast("T", _value(record))


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return tuple([_value(part) for part in value])
    if isinstance(value, Name) and value.entry is not None:
        return value
    if isinstance(value, Place):
        return _place(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _record(value)
    return value


def _record(record: Any) -> object:  # noqa: ANN401  # any frozen dataclass
    changes: dict[str, object] = {}
    marks = SENSITIVE.get(type(record), {})
    for name, instead in _fields(cast("Hashable", type(record))):
        before = getattr(record, name)
        after = _withheld(before, name, instead) if name in marks else _value(before)
        if after is not before:
            changes[name] = after
    return dataclasses.replace(record, **changes) if changes else record


def _withheld(value: object, name: str, instead: object) -> object:
    """Return what stands for a sensitive value; a record within a record is as sensitive as its own fields are."""
    if isinstance(value, str):
        return BAR * len(value) if name == "text" else instead
    if isinstance(value, tuple) and not all(type(part) in SENSITIVE for part in value):
        return ()
    return _value(value)


def _place(place: Place) -> Place:
    """Return the province or country of a place: no point, no village."""
    above = place.admin1 or place.country
    precision = PlacePrecision.ADMIN1 if place.admin1 else PlacePrecision.COUNTRY
    return Place(
        written=above or WITHHELD,
        name=above,
        admin1=place.admin1,
        country=place.country,
        precision=(place.precision if place.precision in COARSE else precision) if above else None,
        covers=place.covers,
        parts=tuple([_place(part) for part in place.parts]),
    )


@cache
def _fields(kind: Any) -> tuple[tuple[str, object], ...]:  # noqa: ANN401  # any dataclass
    """Return the fields of a record and what stands for the words of each: None where they may be unknown."""
    return tuple(
        (field.name, None if field.default is None else WITHHELD) for field in dataclasses.fields(kind)
    )
