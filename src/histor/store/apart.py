"""Take the JSON of a record apart into what may be seen and what is sensitive, and put the two together again."""

import json
from typing import Any, TypeVar

from histor.records.redaction import BAR, redacted
from histor.store.codec import decode, dumps, encode

T = TypeVar("T")
STEP = "/"  # between the steps of the way to a value: "place/parts/0/latitude"


def halves(record: object) -> tuple[str, str | None]:
    """Return a record as two texts: the one without what is sensitive, and that by itself; None if nothing is."""
    closed: dict[str, Any] = {}
    opened = _opened(encode(record), encode(redacted(record)), "", closed)
    return dumps(opened), dumps(closed) if closed else None


def whole(opened: str, closed: str | None) -> str:
    """Return the text of the record that `halves` took apart; without its sensitive half, that of the redacted one."""
    return dumps(_joined(opened, closed))


def loads_whole(kind: type[T], opened: str | None, closed: str | None) -> T:
    """Return the `kind` that `halves` took apart; without its sensitive half, the redacted one.

    Raises ValueError if the texts are not the halves of one.
    """
    if opened is None:  # its row is gone
        raise ValueError(f"there is nothing of this {kind.__name__}")
    return decode(kind, _joined(opened, closed))


def _joined(opened: str, closed: str | None) -> Any:  # noqa: ANN401  # JSON
    told = json.loads(opened)
    if closed is None:
        return _barred(told)
    for way, value in json.loads(closed).items():
        _put(told, way.split(STEP), value)
    return told


def _put(told: Any, way: list[str], value: object) -> None:  # noqa: ANN401  # JSON
    try:
        for step in way[:-1]:
            told = told[int(step)] if isinstance(told, list) else told[step]
        told[int(way[-1]) if isinstance(told, list) else way[-1]] = value
    except (LookupError, TypeError) as error:
        raise ValueError(f"nothing that is kept apart belongs at {STEP.join(way)}") from error


def _opened(whole: Any, bare: Any, way: str, closed: dict[str, Any]) -> Any:  # noqa: ANN401  # JSON
    """Return what may be seen of `whole`, and put what may not into `closed`, by the way to it."""
    if isinstance(whole, dict) and isinstance(bare, dict) and whole.keys() == bare.keys():
        return {key: _opened(part, bare[key], _step(way, key), closed) for key, part in whole.items()}
    if isinstance(whole, list) and isinstance(bare, list) and len(whole) == len(bare):
        pairs = zip(whole, bare, strict=True)
        return [_opened(one, other, _step(way, str(at)), closed) for at, (one, other) in enumerate(pairs)]
    bars = _bars(bare) if way.rpartition(STEP)[2] == "text" else None
    if bars is None and whole == bare:
        return bare
    closed[way] = whole
    return bare if bars is None else bars


def _step(way: str, key: str) -> str:
    return f"{way}{STEP}{key}" if way else key


def _bars(bare: object) -> int | None:
    """Return how many bars a text is, None if it is another: a number says it more shortly."""
    return len(bare) if isinstance(bare, str) and bare and not bare.strip(BAR) else None


def _barred(told: Any) -> Any:  # noqa: ANN401  # JSON
    """Return what may be seen with bars where a number says how many."""
    if isinstance(told, dict):
        return {
            key: BAR * part if key == "text" and isinstance(part, int) else _barred(part)
            for key, part in told.items()
        }
    return [_barred(part) for part in told] if isinstance(told, list) else told
