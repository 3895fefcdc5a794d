"""What date words say before they are set against a dateline."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

Tense: TypeAlias = Literal["past", "future"] | None
Which: TypeAlias = Literal["last", "this", "next"] | None
Days: TypeAlias = tuple[date | None, date | None]  # first and last, both inclusive; None is an open end


class DatePrecision(StrEnum):
    """How finely an interval is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


DAY, WEEK, MONTH, YEAR = DatePrecision.DAY, DatePrecision.WEEK, DatePrecision.MONTH, DatePrecision.YEAR
# First and last day of a part of a month; 31 stands for its end.
PARTS = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "first days": (1, 7),
    "first week": (1, 7),
    "second week": (8, 14),
    "third week": (15, 21),
    "fourth week": (22, 28),
    "last days": (25, 31),
    "last week": (25, 31),
}
SHORT_PARTS = frozenset(part for part in PARTS if " " in part)


@dataclass(frozen=True, slots=True)
class DayDate:
    """As in "Monday, 10 March 2025"; the year and the weekday may be missing."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class NumericDate:
    """As in "10/03/2025": one reading, or two where day and month cannot be told apart."""

    readings: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class MonthDate:
    """As in "late March", "last March", "March 2025"."""

    month: int
    year: int | None = None
    part: str | None = None
    which: Which = None


@dataclass(frozen=True, slots=True)
class YearDate:
    """As in "2019", "the 1990s"."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class WeekdayDate:
    """As in "Monday" (0), "last Friday", "Friday last week"."""

    weekday: int
    which: Which = None
    of_week: Which = None


@dataclass(frozen=True, slots=True)
class Ago:
    """As in "two days ago"; "today" is none ago; `on` is the weekday of "a year ago on Monday"."""

    number: int
    unit: DatePrecision
    exactly: bool = False
    on: int | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """As in "three hours ago"."""

    number: int


@dataclass(frozen=True, slots=True)
class Night:
    """As in "overnight": from one day to the next; into or out of a weekday if one is named."""

    into: int | None = None
    out_of: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """As in "last week", "earlier this month", "next year"."""

    unit: DatePrecision
    which: Which
    part: Literal["earlier", "later"] | None = None


@dataclass(frozen=True, slots=True)
class Weekend:
    """As in "at the weekend", "last weekend"."""

    which: Which = None


@dataclass(frozen=True, slots=True)
class Window:
    """As in "in the past 24 hours" (one day), "over the past three weeks"; no number: "in recent days"."""

    number: int | None
    unit: DatePrecision


@dataclass(frozen=True, slots=True)
class Feast:
    """A named day: fixed, or computed from Easter; None where it follows no rule that is computed here."""

    name: str
    days_in: Callable[[int], date] | None
    year: int | None = None
    which: Which = None


@dataclass(frozen=True, slots=True)
class Shifted:
    """As in "the day before": counted from the date named before it, else from the dateline."""

    number: int  # negative: earlier
    unit: DatePrecision
    base: "Expression | None" = None


@dataclass(frozen=True, slots=True)
class Since:
    """As in "since Thursday": from that day to the dateline."""

    point: "Expression"


@dataclass(frozen=True, slots=True)
class Range:
    """As in "from 6 to 10 March"."""

    first: "Expression"
    last: "Expression"


@dataclass(frozen=True, slots=True)
class Open:
    """Words that name a time which cannot be placed on the calendar: "the third day of the siege"."""

    precision: DatePrecision = DAY


Expression: TypeAlias = (
    DayDate | NumericDate | MonthDate | YearDate | WeekdayDate | Ago | Hours | Night | Period | Weekend
    | Window | Feast | Shifted | Since | Range | Open
)  # fmt: skip
STATED = (DayDate, NumericDate, MonthDate, YearDate, Feast)


def is_stated(expression: Expression) -> bool:
    """Whether an absolute date stands in the words, its year apart."""
    match expression:
        case Since(point):
            return is_stated(point)
        case Range(first, last):
            return is_stated(first) and is_stated(last)
        case MonthDate(which=which) | Feast(which=which):
            return which is None
        case _:
            return isinstance(expression, STATED)


def precision_of(expression: Expression) -> DatePrecision:  # noqa: PLR0911 - one return per kind
    """Return how finely the words give a time."""
    match expression:
        case MonthDate(part=part):
            return WEEK if part in SHORT_PARTS else MONTH
        case YearDate():
            return YEAR
        case Ago(unit=unit, exactly=exactly, on=on):
            return DAY if exactly or on is not None else unit
        case Period(unit=unit) | Window(unit=unit) | Shifted(unit=unit):
            return unit
        case Since(point):
            return precision_of(point)
        case Range(first, last):
            return max(precision_of(first), precision_of(last), key=list(DatePrecision).index)
        case Open(precision):
            return precision
        case _:
            return DAY
