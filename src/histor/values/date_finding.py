"""Find date words in a text and say what each means, before any dateline is known."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from histor.values.date_expressions import (
    DayDate,
    Expression,
    MonthDate,
    Open,
    Range,
    Shifted,
    Since,
    WeekdayDate,
    Window,
    YearDate,
)
from histor.values.date_patterns import ANY_DATE, SPACE
from histor.values.date_readers import READERS


@dataclass(frozen=True, slots=True)
class Found:
    """Date words from `start` to `end` and what they mean."""

    start: int
    end: int
    expression: Expression


_SINCE = re.compile(
    rf"\bsince{SPACE}(?:(?:the|about|at{SPACE}least|early|late|early{SPACE}on|late{SPACE}on){SPACE})?$",
    re.IGNORECASE,
)
_JOIN = re.compile(rf"{SPACE}(?:to|until|till|through|up{SPACE}to){SPACE}|\s?[-–—]\s?", re.IGNORECASE)
_AND = re.compile(rf"{SPACE}and{SPACE}", re.IGNORECASE)
_BETWEEN = re.compile(rf"\bbetween{SPACE}$", re.IGNORECASE)
_FROM = re.compile(rf"\b(?:from|between){SPACE}$", re.IGNORECASE)
_LOOKBACK = 24  # characters before a date in which "since", "from" or "between" stand
_NEAR = 400  # characters: "the day before" counts from a date named at most about two sentences earlier
_JOINABLE = (DayDate, MonthDate, YearDate, WeekdayDate)


@lru_cache(maxsize=2)  # numbers and dates of one report are sought in turn, and both ask
def find(text: str) -> tuple[Found, ...]:
    """Return all date words in order; linear in the length of the text."""
    points = list(_points(text))
    return tuple(_anaphors(text, [_since(text, found) for found in _ranges(text, points)]))


def _points(text: str) -> Iterator[Found]:
    at = 0
    while (match := ANY_DATE.search(text, at)) is not None:
        at = match.end()
        name = match.lastgroup or ""
        expression = READERS[name](text, match)
        if expression is not None:
            yield Found(_start(name, match), match.end(), expression)
        elif name in ("mon", "win", "open"):
            at = match.start() + 1


def _start(name: str, match: re.Match[str]) -> int:
    """Return where the date itself begins: "in" before a year and "the" before a day are no part of it."""
    if name == "dmy" and match["dmy_wd"] is None:
        return match.start("dmy_d")
    return match.start("yr_a") if name == "yr" else match.start()


def _ranges(text: str, points: Sequence[Found]) -> Iterator[Found]:
    at = 0
    while at < len(points):
        joined = _joined(text, points[at], points[at + 1]) if at + 1 < len(points) else None
        yield _led(text, joined or points[at])
        at += 2 if joined else 1


def _joined(text: str, first: Found, last: Found) -> Found | None:
    if not _same_kind(first.expression, last.expression):
        return None
    before = text[max(0, first.start - _LOOKBACK) : first.start]
    gap = text[first.end : last.start]
    to = _JOIN.fullmatch(gap)
    if not to and not (
        _AND.fullmatch(gap) and (_BETWEEN.search(before) or _consecutive(first.expression, last.expression))
    ):
        return None
    return Found(first.start, last.end, Range(first.expression, last.expression))


def _led(text: str, found: Found) -> Found:
    """Begin a range at its "from" or "between"."""
    before = text[max(0, found.start - _LOOKBACK) : found.start]
    led = _FROM.search(before) if isinstance(found.expression, Range) else None
    return Found(found.start - len(before) + led.start(), found.end, found.expression) if led else found


def _same_kind(first: Expression, last: Expression) -> bool:
    return isinstance(first, _JOINABLE) and type(first) is type(last)


def _consecutive(first: Expression, last: Expression) -> bool:
    match first, last:
        case WeekdayDate(weekday=one), WeekdayDate(weekday=two):
            return (two - one) % 7 == 1
        case DayDate(month=month, day=one), DayDate(month=other, day=two):
            return month == other and two == one + 1
        case _:
            return False


def _since(text: str, found: Found) -> Found:
    before = text[max(0, found.start - _LOOKBACK) : found.start]
    led = _SINCE.search(before)
    if led is None:
        return found
    return Found(found.start - len(before) + led.start(), found.end, Since(found.expression))


def _anaphors(text: str, found: Sequence[Found]) -> list[Found]:
    """Let "the day before" count from the date named before it in the same paragraph, if that is near."""
    told: list[Found] = []
    for each in found:
        match each.expression:
            case Shifted(number, unit, None):
                base = _base(text, told, each)
                told.append(Found(each.start, each.end, Shifted(number, unit, base)))
            case _:
                told.append(each)
    return told


def _base(text: str, told: Sequence[Found], each: Found) -> Expression | None:
    if not told or each.start - told[-1].end > _NEAR or "\n\n" in text[told[-1].end : each.start]:
        return None
    base = told[-1].expression
    return None if isinstance(base, Since | Window | Open | YearDate) else base
