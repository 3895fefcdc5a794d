"""When: the same days, some days in common, or days apart."""

from histor.incidents.days import Days
from histor.incidents.scene import Scene
from histor.records.incident import Reason

NEWS = 7  # days
REPORTED = 0.5
OVERLAP = 0.6  # a day within a longer stretch: it may be, and another day in it may as well


def compare_times(one: Scene, other: Scene) -> Reason | None:
    """Return what the days say; None where one of the two gives none."""
    mine, yours = one.days, other.days
    if mine is None or yours is None:
        return _by_publication(one, other)
    gap = mine.gap(yours)
    if gap > min(mine.slack, yours.slack):
        return Reason(feature="time", score=-1.0, words=f"{gap} days apart")
    if _same(mine, yours):
        return Reason(
            feature="time", score=1.0, words=f"both {_words(mine)}" if mine == yours else "days that agree"
        )
    return Reason(
        feature="time", score=OVERLAP, words=f"{_words(min(mine, yours))} and {_words(max(mine, yours))}"
    )


def _by_publication(one: Scene, other: Scene) -> Reason | None:
    """Hold a report that gives no day against the other's days: news follows within a week."""
    undated, dated = (one, other) if one.days is None else (other, one)
    if dated.days is None or undated.published is None:
        return None
    if is_told_before(undated, dated):
        return Reason(feature="time", score=-1.0, words="gives no day, and was published before the other's")
    late = (undated.published.start - dated.days.end).days
    if undated.published.start < dated.days.start or late > NEWS:
        return None
    return Reason(feature="time", score=REPORTED, words="gives no day, and was published within a week")


def is_told_before(one: Scene, other: Scene) -> bool:
    """Whether one gives no day and was published before the other's: no report tells what is yet to happen."""
    undated, dated = (one, other) if one.days is None else (other, one)
    if undated.days is not None or dated.days is None or undated.published is None:
        return False
    return (dated.days.start - undated.published.end).days > dated.days.slack


def _same(mine: Days, yours: Days) -> bool:
    """Whether two stretches are one: a running toll begins where it began, and ends when it was given."""
    begins = abs((mine.start - yours.start).days) <= 1
    ends = abs((mine.end - yours.end).days) <= 1
    return begins and (ends or (mine.length > 1 and yours.length > 1))


def _words(days: Days) -> str:
    if days.start == days.end:
        return f"on {days.start.isoformat()}"
    return f"from {days.start.isoformat()} to {days.end.isoformat()}"
