"""Records as JSON and back, exactly: one codec for every frozen dataclass, driven by its type hints."""

import dataclasses
import json
import types
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decoder = Callable[[Any], Any]
OWN = frozenset({type(None), bool, int, float, str})  # JSON has these


def dumps(value: object) -> str:
    """Return a record as JSON text that any UTF-8 file can hold."""
    text = json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # a file name that is not UTF-8 reaches us with lone surrogates
        return json.dumps(encode(value), separators=(",", ":"))
    return text


def loads(kind: type[T], text: str) -> T:
    """Return the `kind` that `dumps` wrote.

    Raises ValueError if the text is not one: a missing or foreign field, a value of another type.
    """
    return decode(kind, json.loads(text))


def encode(value: object) -> Any:  # noqa: ANN401  # JSON is any of its types
    """Return `value` in the types that JSON has."""
    kind = type(value)
    return value if kind in OWN else _encoder(cast("Hashable", kind))(value)


@cache
def _encoder(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401  # a type
    if issubclass(kind, bool | int | float):
        return lambda value: value
    if issubclass(kind, str):
        return str
    if issubclass(kind, date):
        return lambda value: value.isoformat()
    if issubclass(kind, tuple | list):
        return lambda value: [encode(item) for item in value]
    if issubclass(kind, Mapping):
        return lambda value: {str(key): encode(part) for key, part in value.items()}
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"a record cannot hold a {kind.__name__}")
    names = [field.name for field in dataclasses.fields(kind)]
    return lambda value: {name: encode(getattr(value, name)) for name in names}


def decode(kind: type[T], value: object) -> T:
    """Return `value`, as `encode` gives it, as a `kind`; raises ValueError if it is not one."""
    return cast("T", _decoder(cast("Hashable", kind))(value))


@cache
def _decoder(kind: Any) -> Decoder:  # noqa: ANN401  # a type, a union or a literal
    origin = get_origin(kind)
    if origin is Mapping:
        return lambda value: _of(dict, value)  # JSON, kept as it is
    if origin is tuple:
        return _tuple(get_args(kind))
    if origin is Literal:
        return _literal(get_args(kind))
    if origin in (Union, types.UnionType):
        return _union(get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _record(cast("type", kind))
    return _plain(kind)


def _plain(kind: type) -> Decoder:
    if kind in (date, datetime):
        return lambda value: kind.fromisoformat(_of(str, value))
    if issubclass(kind, Enum):
        return lambda value: kind(_of(str, value))
    if kind is float:
        return lambda value: _of((int, float), value)
    return lambda value: _of(kind, value)


def _of(kind: type | tuple[type, ...], value: object) -> Any:  # noqa: ANN401  # what `kind` says
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{value!r} is no {kind}")
    return value


def _tuple(kinds: tuple[Any, ...]) -> Decoder:
    if len(kinds) != 2 or kinds[1] is not Ellipsis:  # noqa: PLR2004  # (item, ...)
        raise TypeError(f"records hold tuples of one type and any length, not tuple{list(kinds)}")
    item = _decoder(kinds[0])
    return lambda value: tuple([item(part) for part in _of(list, value)])


def _literal(choices: tuple[Any, ...]) -> Decoder:
    def one_of(value: object) -> object:
        if value not in choices:
            raise ValueError(f"{value!r} is none of {choices}")
        return value

    return one_of


def _union(kinds: tuple[Any, ...]) -> Decoder:
    decoders = [_decoder(kind) for kind in kinds if kind is not types.NoneType]

    def first(value: object) -> object:
        if value is None and types.NoneType in kinds:
            return None
        for decoder in decoders[:-1]:
            try:
                return decoder(value)
            except ValueError:
                continue
        return decoders[-1](value)

    return first


def _record(kind: type) -> Decoder:
    def build(value: object) -> object:
        decoders, required = _fields(kind)
        given = _of(dict, value)
        # A field that a later version added may be absent from an older record: it has a default.
        if not required <= given.keys() <= decoders.keys():
            raise ValueError(f"not a {kind.__name__}: {sorted(given.keys() ^ decoders.keys())} do not fit")
        return kind(**{name: decoders[name](part) for name, part in given.items()})

    return build


@cache
def _fields(kind: type) -> tuple[dict[str, Decoder], frozenset[str]]:
    """Return a decoder for each field, and the fields that must be there; a record may hold its own kind."""
    hints = get_type_hints(kind)
    fields = dataclasses.fields(kind)
    required = frozenset(field.name for field in fields if _has_no_default(field))
    return {field.name: _decoder(hints[field.name]) for field in fields}, required


def _has_no_default(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
