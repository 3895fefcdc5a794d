"""Find how long after one thing another was: "five days after the vote", "a year since the raid"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from histor.values.date_days import back
from histor.values.date_expressions import DAY, DatePrecision
from histor.values.date_words import ORDINALS, UNITS, VAGUE_NUMBERS
from histor.values.numerals import spelled_value

HOURS_IN_DAY = 24
_LAPSE = re.compile(
    r"\b(?:(?P<rough>almost|nearly|about|around|roughly|some|under|less\s+than)\s+)?(?:(?:more|over)\s+(?:than\s+)?)?"
    r"(?P<n>\d{1,3}|an?|[a-z]+(?:-[a-z]+)?)\s+(?P<unit>hour|day|week|fortnight|month|year|decade)s?\s+(?P<way>after|since|on\s+from|on(?=,))\b"
    rf"|\b(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})\s+anniversary\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lapse:
    """So many units passed between what is named after `end` and what the words before tell."""

    start: int
    end: int
    number: int
    unit: DatePrecision
    rough: bool  # "almost two years after"

    def before(self, day: date) -> date:
        """Return the day that lies this long before `day`."""
        return back(day, self.number, self.unit)


def find_lapses(text: str) -> Iterator[Lapse]:
    """Yield the lapses of `text` in order; linear in its length."""
    for match in _LAPSE.finditer(text):
        number = _ordinal(match["nth"].lower()) if match["nth"] else _number(match["n"].lower())
        if number is not None:
            yield _lapse(match, number)


def _lapse(match: re.Match[str], number: int) -> Lapse:
    rough, unit = bool(match["rough"]), (match["unit"] or "year").lower()
    if unit == "hour":
        return Lapse(match.start(), match.end(), max(1, number // HOURS_IN_DAY), DAY, rough)
    precision, times = UNITS[unit]
    return Lapse(match.start(), match.end(), number * times, precision, rough)


def _ordinal(written: str) -> int | None:
    digits = re.match(r"\d+", written)
    return int(digits.group()) if digits else ORDINALS.get(written)


def _number(written: str) -> int | None:
    if written in VAGUE_NUMBERS:
        return None
    if written in ("a", "an"):
        return 1
    return int(written) if written.isdigit() else spelled_value(written)
