"""Records as short JSON, for what is read again and again: fields by their place, what comes twice kept once.

The codec writes what is to last and to be read by others; this is for tables that can be made anew from those.
"""

import dataclasses
import json
import types
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import Any, Literal, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from histor.records.document import Published
from histor.store.codec import dumps, loads
from histor.values.count import Count
from histor.values.date import When
from histor.values.name import Name
from histor.values.place import Place

T = TypeVar("T")
Pool: TypeAlias = dict[str, int]  # texts that are kept once, with their numbers
Pack: TypeAlias = Callable[[Any, Pool], Any]
Unpack: TypeAlias = Callable[[Any, list[str]], Any]

SHARED = frozenset({Count, Name, Place, Published, When})  # a report says few of them, many times
LONG = 16  # letters: a shorter text is not worth a number
REMEMBERED = 10_000  # shared records, some hundred bytes each: those of the reports of some weeks


def pack(value: object, kind: Any) -> str:  # noqa: ANN401  # a type, a union or a tuple of them
    """Return a record, or a tuple of records, as short text."""
    pool: Pool = {}
    packed = _ways(kind)[0](value, pool)
    return json.dumps([list(pool), packed], ensure_ascii=True, separators=(",", ":"))


def unpack(text: str, kind: Any) -> Any:  # noqa: ANN401  # what `kind` says
    """Return what `pack` wrote; equal parts are one object. Raises ValueError if the text is not of that kind."""
    try:
        pool, packed = json.loads(text)
        return _ways(kind)[1](packed, pool)
    except (TypeError, IndexError, KeyError) as error:
        raise ValueError(f"not a packed {kind}: {error}") from error


def unpack_fields(text: str, kind: type, *names: str) -> list[Any]:
    """Return some fields of a record that `pack` wrote: the others, most of it, are not made."""
    pool, packed = json.loads(text)
    hints = get_type_hints(kind)
    places = {field.name: at for at, field in enumerate(dataclasses.fields(kind))}
    return [_ways(hints[name])[1](packed[places[name]], pool) for name in names]


@cache
def _ways(kind: Any) -> tuple[Pack, Unpack]:  # noqa: ANN401  # a type, a union or a tuple of them
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple(get_args(kind)[0])
    if origin is Literal:
        return _as_it_is()
    if origin in (Union, types.UnionType):
        return _union(get_args(kind))
    if kind in SHARED:
        return _shared(kind)
    if dataclasses.is_dataclass(kind):
        return _record(cast("type", kind))
    return _plain(kind)


def _plain(kind: type) -> tuple[Pack, Unpack]:
    if kind is str:
        return _pack_text, _unpack_text
    if kind is bytes:
        return (lambda value, _: b64encode(value).decode()), (lambda value, _: b64decode(value))
    if kind in (date, datetime):
        return _dated(kind)
    return _enum(kind) if issubclass(kind, Enum) else _as_it_is()


def _as_it_is() -> tuple[Pack, Unpack]:
    return _same, _same


def _same(value: Any, _: object) -> Any:  # noqa: ANN401  # whatever it is
    return value


def _pack_text(value: str, pool: Pool) -> str | int:
    return value if len(value) < LONG else pool.setdefault(value, len(pool))


def _unpack_text(value: str | int, pool: list[str]) -> str:
    return value if isinstance(value, str) else pool[value]


def _dated(kind: type[date]) -> tuple[Pack, Unpack]:
    read = lru_cache(maxsize=REMEMBERED)(kind.fromisoformat)
    return (lambda value, _: value.isoformat()), (lambda value, _: read(value))


def _enum(kind: type[Enum]) -> tuple[Pack, Unpack]:
    members = {member.value: member for member in kind}
    return (lambda value, _: value.value), (lambda value, _: members[value])


def _shared(kind: type) -> tuple[Pack, Unpack]:
    def packed(value: object, pool: Pool) -> int:
        return pool.setdefault(dumps(value), len(pool))

    return packed, (lambda value, pool: _one(kind, pool[value]))


@lru_cache(maxsize=REMEMBERED)
def _one(kind: type[T], text: str) -> T:
    return loads(kind, text)


def _tuple(kind: Any) -> tuple[Pack, Unpack]:  # noqa: ANN401  # a type or a union
    pack_one, unpack_one = _ways(kind)

    def unpacked(values: list[Any], pool: list[str]) -> tuple[Any, ...]:
        return tuple([unpack_one(value, pool) for value in values]) if values else ()

    return (lambda values, pool: [pack_one(value, pool) for value in values]), unpacked


def _union(kinds: tuple[Any, ...]) -> tuple[Pack, Unpack]:
    rest = [kind for kind in kinds if kind is not types.NoneType]
    records = [kind for kind in rest if dataclasses.is_dataclass(kind)]
    if len(records) > 1:
        return _one_of(cast("list[type]", records))
    if any(get_origin(kind) is Literal for kind in rest):
        return _as_it_is()  # a number or a word
    (only,) = rest
    pack_one, unpack_one = _ways(only)
    return (
        lambda value, pool: None if value is None else pack_one(value, pool),
        lambda value, pool: None if value is None else unpack_one(value, pool),
    )


def _one_of(kinds: list[type]) -> tuple[Pack, Unpack]:
    """Tell records of several kinds by a number before their fields."""
    ways, numbers = [_ways(kind) for kind in kinds], {kind: number for number, kind in enumerate(kinds)}

    def packed(value: object, pool: Pool) -> list[Any]:
        number = numbers[type(value)]
        return [number, ways[number][0](value, pool)]

    return packed, (lambda value, pool: ways[value[0]][1](value[1], pool))


def _record(kind: type) -> tuple[Pack, Unpack]:
    hints = get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    ways = [_ways(hints[name]) for name in names]
    packs = [(name, pack_one) for name, (pack_one, _) in zip(names, ways, strict=True)]
    unpacks = [None if way is _same else way for _, way in ways]
    # Fields are put where the class keeps them: its own way, by name, takes three times as long.
    puts = [getattr(kind, name).__set__ if hasattr(kind, "__slots__") else _put(name) for name in names]
    check = getattr(kind, "__post_init__", None)

    def unpacked(values: list[Any], pool: list[str]) -> Any:  # noqa: ANN401  # of that kind
        if len(values) != len(names):
            raise ValueError(f"not a {kind.__name__}: {len(values)} fields")
        made: object = object.__new__(kind)
        for put, way, value in zip(puts, unpacks, values, strict=True):
            put(made, value if value is None or way is None else way(value, pool))
        if check:
            check(made)
        return made

    return (lambda value, pool: [pack_one(getattr(value, name), pool) for name, pack_one in packs]), unpacked


def _put(name: str) -> Callable[[object, object], None]:
    return lambda made, value: object.__setattr__(made, name, value)
