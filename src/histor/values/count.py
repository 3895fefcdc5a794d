"""What number words mean: "at least 40", "nearly 1,000", "dozens", "between 30 and 40"."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from histor.values.count_words import Vague
from histor.values.counting import Wording, find_wordings
from histor.values.hedges import PLAIN, Hedges
from histor.values.number_kinds import NumberKind

__all__ = ["Count", "CountMention", "Hedge", "NumberKind", "find_counts", "format_count"]

# Of stacked hedges the first of these decides: "at least about 30" is at least 30.
STACKING = ("at_least", "more_than", "up_to", "below", "nearly", "about")


class Hedge(StrEnum):
    """How firmly a count is put."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ABOUT = "about"
    NEARLY = "nearly"
    UP_TO = "up_to"
    BETWEEN = "between"
    DOZENS = "dozens"
    HUNDREDS = "hundreds"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people (or of attacks) as it was worded.

    `exact` is set for a plain number only; `low` and `high` bound it, None where the words set no bound:
    "at least 40" is low 40 and no high, "nearly 1,000" is high 1,000 and no low, a count without any number
    ("civilians were killed") has none of the three and hedge OTHER.
    """

    exact: int | None = None
    low: int | None = None
    high: int | None = None
    hedge: Hedge = Hedge.EXACT
    wording: str

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"a count cannot run from {self.low} down to {self.high}: {self.wording!r}")

    @property
    def known(self) -> bool:
        """Whether the words give any number at all."""
        return self.low is not None or self.high is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountMention:
    """A number in a text: `start` to `end` with its hedges, `number_start` to `number_end` without.

    Every number is one, so that a reader can pass over those that count no people: `kind` says what it is.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    count: Count
    kind: NumberKind = NumberKind.CARDINAL
    weak: bool = False  # may be no number at all ("one day", "no doubt"): count it only before a victim noun
    increment: bool = False  # added to an earlier figure: "another nine", "12 more"


def find_counts(text: str, hedges: Hedges = PLAIN) -> list[CountMention]:
    """Return every number in `text` in order, whatever its kind; linear in the length of the text."""
    return [_mention(text, wording) for wording in find_wordings(text, hedges)]


def _mention(text: str, found: Wording) -> CountMention:
    return CountMention(
        start=found.start,
        end=found.end,
        number_start=found.number_start,
        number_end=found.number_end,
        count=_count(found, text[found.start : found.end]),
        kind=found.kind,
        weak=found.weak,
        increment=found.increment,
    )


def _count(found: Wording, words: str) -> Count:
    if found.vague is not None:
        return _vague(found.vague, found.bounds, words)
    if found.value is None:
        return Count(hedge=Hedge.OTHER, wording=words)
    if found.ceiling is not None:
        return Count(low=found.value, high=found.ceiling, hedge=Hedge.BETWEEN, wording=words)
    return _bounded(found.value, next((bound for bound in STACKING if bound in found.bounds), "exact"), words)


def _vague(worth: Vague, bounds: Sequence[str], words: str) -> Count:
    """Return what a vague word is worth; "at least" and "more than" take its ceiling away."""
    firm = "at_least" not in bounds and "more_than" not in bounds
    return Count(
        exact=worth.exact if firm else None,
        low=worth.low,
        high=worth.high if firm else None,
        hedge=Hedge(worth.hedge),
        wording=words,
    )


def _bounded(value: int, bound: str, words: str) -> Count:  # noqa: PLR0911 - one return per kind
    """Return the count that `bound` makes of `value`.

    "Fewer than 40" is up to 39: its bound is as sharp as that of "more than", where "nearly 40" is not.
    """
    match bound:
        case "at_least":
            return Count(low=value, hedge=Hedge.AT_LEAST, wording=words)
        case "more_than":
            return Count(low=value + 1, hedge=Hedge.MORE_THAN, wording=words)
        case "about":
            return Count(low=value, high=value, hedge=Hedge.ABOUT, wording=words)
        case "nearly":
            return Count(high=value, hedge=Hedge.NEARLY, wording=words)
        case "up_to":
            return Count(high=value, hedge=Hedge.UP_TO, wording=words)
        case "below":
            return Count(high=max(value - 1, 0), hedge=Hedge.UP_TO, wording=words)
        case _:
            return Count(exact=value, low=value, high=value, wording=words)


HEDGES = {
    Hedge.AT_LEAST: "at least",
    Hedge.MORE_THAN: "more than",
    Hedge.ABOUT: "about",
    Hedge.NEARLY: "nearly",
    Hedge.UP_TO: "up to",
}


def format_count(count: Count) -> str:  # noqa: PLR0911 - one return per kind
    """Return the count in the fewest signs that keep its hedge: "57", "≥ 40", "≈ 200", "30–40".

    Vague words ("dozens") and counts without a number stay as they were worded.
    """
    low, high = count.low, count.high
    match count.hedge:
        case Hedge.AT_LEAST if low is not None:
            return f"≥ {low:,}"
        case Hedge.MORE_THAN if low is not None:
            return f"> {low - 1:,}"
        case Hedge.ABOUT if low is not None:
            return f"≈ {low:,}"
        case Hedge.NEARLY if high is not None:
            return f"< {high:,}"
        case Hedge.UP_TO if high is not None:
            return f"≤ {high:,}"
        case Hedge.BETWEEN if low is not None and high is not None:
            return f"{low:,}–{high:,}"
        case Hedge.EXACT if count.exact is not None:
            return f"{count.exact:,}"
        case _:
            return count.wording


def count_in_words(count: Count) -> str:
    """Return the count with its hedge in words: "at least 40", "nearly 1,000"; others as `format_count` does."""
    bound = count.high if count.hedge in {Hedge.NEARLY, Hedge.UP_TO} else count.low
    if count.hedge not in HEDGES or bound is None:
        return format_count(count)
    return f"{HEDGES[count.hedge]} {bound - (count.hedge is Hedge.MORE_THAN):,}"
