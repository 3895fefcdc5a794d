"""What number words mean: "at least 40", "nearly 1,000", "dozens", "between 30 and 40"."""

from dataclasses import dataclass
from enum import StrEnum


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
