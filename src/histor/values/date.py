"""When something was, as far as the words say: an interval, its precision, and how it was resolved."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from histor.values.date_days import days_of
from histor.values.date_expressions import (
    DatePrecision,
    Expression,
    Since,
    Tense,
    is_stated,
    precision_of,
)
from histor.values.date_finding import find

__all__ = ["DateBasis", "DateMention", "DatePrecision", "Tense", "When", "find_dates", "resolve"]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """Date words where they stand in a text, and what they mean before they are set against a dateline."""

    start: int
    end: int
    wording: str
    expression: Expression

    @property
    def since(self) -> bool:
        """Whether the words begin a stretch that lasts until the report: "since Thursday"."""
        return isinstance(self.expression, Since)


def find_dates(text: str) -> list[DateMention]:
    """Return the date words of `text` in order; linear in the length of the text."""
    return [
        DateMention(
            start=each.start, end=each.end, wording=text[each.start : each.end], expression=each.expression
        )
        for each in find(text)
    ]


def resolve(mention: DateMention, dateline: date | None, *, tense: Tense = "past") -> When:
    """Return the days that date words come to.

    The dateline is all that relative words and dates without a year are set against. Without it, and where
    the words cannot be placed on the calendar ("05/04/2024", which may be April or May; "the third day of the
    siege"), the result is unanchored. `tense` says on which side of the dateline a bare "Monday" or
    "10 March" lies; None takes the nearer one.
    """
    precision = precision_of(mention.expression)
    days = days_of(mention.expression, dateline, tense)
    if days is None:
        return When(precision=precision, basis=DateBasis.UNANCHORED, wording=mention.wording)
    basis = DateBasis.STATED if is_stated(mention.expression) else DateBasis.RELATIVE
    return When(start=days[0], end=days[1], precision=precision, basis=basis, wording=mention.wording)
