"""When something was, as far as the words say: an interval, its precision, and how it was resolved."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DatePrecision(StrEnum):
    """How finely an interval is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class DateBasis(StrEnum):
    """How an interval came about."""

    STATED = "stated"  # an absolute date stands in the text
    RELATIVE = "relative"  # "Monday", "last week", resolved against the dateline
    INHERITED = "inherited"  # taken over from the event that the passage speaks of
    UNANCHORED = "unanchored"  # relative words, but no dateline to resolve them against: the dates stay open


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An interval of days, both ends inclusive; an open end is None."""

    start: date | None = None
    end: date | None = None
    precision: DatePrecision | None = None
    basis: DateBasis
    wording: str | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"an interval cannot run from {self.start} back to {self.end}")
        if self.basis is DateBasis.UNANCHORED and (self.start is not None or self.end is not None):
            raise ValueError("an unanchored date has no days: it was never resolved")
