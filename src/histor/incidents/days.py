"""The days that a claim speaks of, and how two stretches of days lie to each other."""

from dataclasses import dataclass
from datetime import date, timedelta

from histor.records.claim import Claim, HarmClaim, Scope
from histor.values.date import DatePrecision, When

# A week named or a night that two reports date differently: the words themselves do not separate these.
SLACK = {DatePrecision.DAY: 1, DatePrecision.WEEK: 3, DatePrecision.MONTH: 0, DatePrecision.YEAR: 0}
ROUND_UP = "scope:round-up"  # "killed in 33 separate shootings"
HEAD_START = 3  # days; two reports that date the beginning of the same violence differ by less
EPISODE_DAYS = (
    31  # a toll over more than a month is one of an episode, not of an incident (ACLED, UCDP code days)
)


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """Days from `start` to `end`, both inclusive, that the words set on both sides."""

    start: date
    end: date
    slack: int = 1  # days by which the wording may be off

    @property
    def length(self) -> int:
        """How many days these are."""
        return (self.end - self.start).days + 1

    def gap(self, other: "Days") -> int:
        """Return the days between two stretches, 0 or less where they meet or overlap."""
        return (max(self.start, other.start) - min(self.end, other.end)).days

    def within(self, other: "Days") -> bool:
        """Whether all of these days lie in `other`."""
        return other.start <= self.start and self.end <= other.end

    def days(self) -> tuple[date, ...]:
        """Return every day, with one more on both sides."""
        first = self.start - timedelta(days=1)
        return tuple(first + timedelta(days=step) for step in range(self.length + 2))


def counts_more(running: Days, days: Days) -> bool:
    """Whether a running toll began well before what it is held against: it counts that and more."""
    return (days.start - running.start).days > HEAD_START


def claim_days(claim: Claim) -> Days | None:
    """Return the days of a claim; a stretch that is still open ends when its figure was given.

    None where the words give no first day: what is unanchored stays open.
    """
    when = claim.when
    if when is None or when.start is None:
        return None
    if _is_day_of_counting(claim, when):
        return None
    end = when.end or _said(claim) or when.start
    return Days(when.start, max(end, when.start), SLACK[when.precision or DatePrecision.DAY])


def _is_day_of_counting(claim: Claim, when: When) -> bool:
    """Whether the one day that a running toll names is that on which it was counted, not since when."""
    running = isinstance(claim, HarmClaim) and claim.scope is Scope.CUMULATIVE
    return running and when.start == when.end == _said(claim)


def is_episode(claim: HarmClaim) -> bool:
    """Whether a claim counts a war, a year or many crimes of a place rather than one incident."""
    if any(trace.step == "scope" and trace.rule == ROUND_UP for trace in claim.traces):
        return True
    days = claim_days(claim)
    return days is not None and days.length > EPISODE_DAYS and not _coarse(claim.when)


def _coarse(when: When | None) -> bool:
    """Whether the length of the stretch is that of its wording ("in 2019"), not of what happened."""
    closed = when is not None and when.end is not None  # "since 2015" is long in itself
    return when is not None and closed and when.precision in {DatePrecision.MONTH, DatePrecision.YEAR}


def _said(claim: Claim) -> date | None:
    return claim.as_of or (claim.published.start if claim.published else None)
