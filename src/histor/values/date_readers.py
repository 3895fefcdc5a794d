"""What each wording of a date means: one small reader for each group of the pattern."""

import re
from collections.abc import Callable
from datetime import date

from histor.values.date_expressions import (
    Ago,
    DatePrecision,
    DayDate,
    Expression,
    Feast,
    Hours,
    MonthDate,
    Night,
    NumericDate,
    Open,
    Period,
    Range,
    Shifted,
    WeekdayDate,
    Weekend,
    Which,
    Window,
    YearDate,
)
from histor.values.date_words import (
    COUNTED_AFTER,
    DETERMINED,
    FEASTS,
    FIRST_NAMES,
    MONTH_BEFORE_DEED,
    MONTH_CUE,
    MONTH_SUBJECT,
    MONTHS,
    NAMED_AFTER,
    NICKNAME_BEFORE,
    ORDINALS,
    PERSON_AFTER,
    SENTENCE_START,
    SURNAME_AFTER,
    TITLED_BEFORE,
    UNITS,
    VAGUE_NUMBERS,
    WEEKDAYS,
)
from histor.values.numerals import spelled_value

_YEAR_DASH = frozenset("-–")
MONTHS_IN_YEAR = 12
_LOOKBACK = 24  # characters before a month or a weekday in which the words that qualify it stand

Builder = Callable[[str, re.Match[str]], Expression | None]


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".")]


def _day(written: str) -> int:
    digits = re.match(r"\d+", written)
    return int(digits[0]) if digits else ORDINALS[written.lower()]


def _maybe_year(written: str | None) -> int | None:
    return int(written) if written else None


def _which(written: str | None) -> Which:
    if written is None:
        return None
    word = written.lower().split()[-1]
    return (
        "last"
        if word in ("last", "past", "previous")
        else "next"
        if word in ("next", "following")
        else "this"
    )


def _possible(year: int | None, month: int, day: int) -> bool:
    try:
        date(year or 2000, month, day)  # 2000 is a leap year: without a year, 29 February may be
    except ValueError:
        return False
    return True


def _number(written: str) -> int | None:
    words = re.sub(r"\s+", " ", written.lower())
    if words in ("a", "an"):
        return 1
    return None if words in VAGUE_NUMBERS else spelled_value(words)


def _unit(written: str) -> tuple[DatePrecision, int]:
    return UNITS[written.lower().rstrip("s")]


def _iso(_: str, m: re.Match[str]) -> Expression | None:
    year, month, day = int(m["iso_y"]), int(m["iso_m"]), int(m["iso_d"])
    return DayDate(month, day, year) if _possible(year, month, day) else None


def _numeric(_: str, m: re.Match[str]) -> Expression | None:
    """Keep both readings of slashes, unless one cannot be; with dots the day stands first."""
    first, second, dotted = int(m["num_a"]), int(m["num_b"]), m["num_s"] == "."
    if dotted and len(m["num_y"]) == len("25"):
        return None  # "10.03.25" may be a version or a time
    year = int(m["num_y"]) + (2000 if len(m["num_y"]) == len("25") else 0)
    orders = (
        ((second, first),)
        if dotted and _possible(year, second, first)
        else ((second, first), (first, second))
    )
    readings = {date(year, month, day) for month, day in orders if _possible(year, month, day)}
    return NumericDate(tuple(sorted(readings))) if readings else None


def _day_range(text: str, m: re.Match[str]) -> Expression | None:
    month, year = _month(m["dd_m"]), _maybe_year(m["dd_y"])
    first, last = _day(m["dd_a"]), _day(m["dd_b"])
    if first >= last or not _possible(year, month, last) or NAMED_AFTER.match(text, m.end()):
        return None
    return Range(DayDate(month, first, year), DayDate(month, last, year))


def _day_month(text: str, m: re.Match[str]) -> Expression | None:
    month, day, year = _month(m["dmy_m"]), _day(m["dmy_d"]), _maybe_year(m["dmy_y"])
    return _calendar_day(text, m, (year, month, day), m["dmy_wd"])


def _month_day(text: str, m: re.Match[str]) -> Expression | None:
    month, day, year = _month(m["mdy_m"]), _day(m["mdy_d"]), _maybe_year(m["mdy_y"])
    on_day = re.search(r"\b[Oo]n\s+$", text[max(0, m.start() - 5) : m.start()])
    if year is None and not on_day and COUNTED_AFTER.match(text, m.end()):
        return None  # "in May 5 people died"
    last = m["mdy_b"] and _day(m["mdy_b"])
    if last:
        possible = day < last and _possible(year, month, last)
        return Range(DayDate(month, day, year), DayDate(month, last, year)) if possible else None
    return _calendar_day(text, m, (year, month, day), m["mdy_wd"])


def _calendar_day(
    text: str, m: re.Match[str], day: tuple[int | None, int, int], weekday: str | None
) -> Expression | None:
    if not _possible(*day) or NAMED_AFTER.match(text, m.end()):
        return None
    return DayDate(day[1], day[2], day[0], WEEKDAYS[weekday.rstrip(".")] if weekday else None)


_PART_WORDS = (
    ("early", "early"),
    ("mid", "mid"),
    ("late", "late"),
    ("first days", "first days"),
    ("opening", "first days"),
    ("days", "last days"),
    ("second", "second week"),
    ("third", "third week"),
    ("fourth", "fourth week"),
    ("first week", "first week"),
    ("week", "last week"),
    ("end", "last days"),
    ("beginning", "early"),
    ("start", "early"),
)


def _part(written: str | None) -> str | None:
    if written is None:
        return None
    words = re.sub(r"\s+", " ", written.lower())
    return (
        next(part for cue, part in _PART_WORDS if cue in words) if not words.startswith("middle") else "mid"
    )


def _month_alone(text: str, m: re.Match[str]) -> Expression | None:
    expression = MonthDate(
        _month(m["mon_m"]), _maybe_year(m["mon_y"]), _part(m["mon_part"]), _which(m["mon_which"])
    )
    if expression.year or expression.part or expression.which:
        return expression if expression.year or not _is_name(text, m.end(), m["mon_m"]) else None
    return _lone_month(text, m.start(), m.end(), expression, m["mon_m"])


def _lone_month(text: str, start: int, end: int, expression: MonthDate, name: str) -> Expression | None:
    """Keep a bare month only after a word that makes it one: "March" and "May" are also other things."""
    before = text[max(0, start - _LOOKBACK) : start]
    subject = SENTENCE_START.search(before) and MONTH_SUBJECT.match(text, end)
    calls = DETERMINED.search(before) and MONTH_BEFORE_DEED.match(text, end)
    cued = subject or calls or (MONTH_CUE.search(before) and not NICKNAME_BEFORE.search(before))
    return expression if cued and not _is_name(text, end, name) else None


def _is_name(text: str, end: int, name: str) -> bool:
    return bool(
        NAMED_AFTER.match(text, end) or (name.title() in FIRST_NAMES and PERSON_AFTER.match(text, end))
    )


def _year(text: str, m: re.Match[str]) -> Expression | None:
    if COUNTED_AFTER.match(text, m.end()):
        return None
    first, last = int(m["yr_a"]), m["yr_b"]
    cue = m["yr_cue"].strip().lower()
    if cue in _YEAR_DASH:
        return None
    if cue == "the" and not re.match(r"\s+[a-z]|[-–]", text[m.end() : m.end() + 3]):
        return None
    if not last:
        return YearDate(first, first)
    end = int(last) if len(last) > len("16") else first // 100 * 100 + int(last)
    return YearDate(first, end) if end > first else None


def _part_of_year(_: str, m: re.Match[str]) -> Expression | None:
    """Return the months of "the first half of 2021", "the first six months of the year"."""
    unit, which = m["half_u"].lower(), m["half_w"].lower()
    long = {"half": 6, "quarter": 3}.get(unit) or _number(unit.rsplit(None, 1)[0])
    if long is None or not 0 < long < MONTHS_IN_YEAR:
        return None
    last = which in ("last", "final")
    begin = MONTHS_IN_YEAR - long if last else (ORDINALS[which] - 1) * long
    if begin + long > MONTHS_IN_YEAR:
        return None
    year = _maybe_year(m["half_y"])
    which_year: Which = None if year else "this"
    first, end = begin + 1, begin + long
    return Range(MonthDate(first, year, None, which_year), MonthDate(end, year, None, which_year))


def _decade(_: str, m: re.Match[str]) -> Expression:
    return YearDate(int(m["dec_y"]), int(m["dec_y"]) + 9)


def _ago_on(_: str, m: re.Match[str]) -> Expression | None:
    number = _number(m["agoon_n"])
    if number is None or m["agoon_u"].lower().startswith("hour"):
        return None
    unit, times = _unit(m["agoon_u"])
    on = WEEKDAYS.get(m["agoon_d"])
    return Ago(number * times, unit, exactly=on is None, on=on)


def _ago(_: str, m: re.Match[str]) -> Expression | None:
    number, ago = _number(m["ago_n"]), m["ago_w"].lower()
    if m["ago_u"].lower().startswith("hour"):
        return Hours(number) if number is not None and ago == "ago" else None
    unit, times = _unit(m["ago_u"])
    if number is None:
        return Open(unit)
    if ago == "ago":
        return Ago(number * times, unit, exactly=bool(m["ago_ex"]))
    return Shifted(number * times if ago == "later" else -number * times, unit)


def _weekday(text: str, m: re.Match[str]) -> Expression | None:
    before = text[max(0, m.start() - _LOOKBACK) : m.start()]
    if NICKNAME_BEFORE.search(before) or NAMED_AFTER.match(text, m.end()):
        return None
    if TITLED_BEFORE.search(before) and SURNAME_AFTER.match(text, m.end()):
        return None  # a man named Monday
    return WeekdayDate(WEEKDAYS[m["wd_d"]], _which(m["wd_which"]), _which(m["wd_week"]))


def _feast(text: str, m: re.Match[str]) -> Expression | None:
    if NAMED_AFTER.match(text, m.end()) or not m["feast_n"][0].isupper():
        return None
    name = re.sub(r"\s+", " ", m["feast_n"].lower()).replace("’", "'")
    return Feast(name, FEASTS[name], _maybe_year(m["feast_y"]), _which(m["feast_which"]))


def _night(_: str, m: re.Match[str]) -> Expression:
    if m["night_d"] is None:
        return Night()
    day = WEEKDAYS[m["night_d"]]
    return Night(into=day) if m["night_dir"].lower() in ("into", "to") else Night(out_of=day)


def _shift(text: str, m: re.Match[str]) -> Expression | None:
    word = (m["shift_w"] or m["shift_w2"]).lower()
    if m["shift_w"] and re.match(
        r"\s+(?!(?:and|but|when|as|in|at|after|by|near|on|,)\b)[\w’']", text[m.end() : m.end() + 8]
    ):
        return None  # "the day before the vote" counts from an event
    unit, times = _unit(m["shift_u"] or "day")
    return Shifted(-times if word in ("before", "previous", "preceding") else times, unit)


def _window(text: str, m: re.Match[str]) -> Expression | None:
    if re.match(r"\s+(?:of|before)\b", text[m.end() : m.end() + 8]) or (
        m["win_n"] is None and m["win_prep"] is None
    ):
        return None
    return _stretch(m["win_n"], m["win_u"])


def _window_since(_: str, m: re.Match[str]) -> Expression:
    """Return the stretch up to now of "in the three days since the town fell"."""
    return _stretch(m["sin_n"], m["sin_u"])


def _stretch(counted: str | None, written: str) -> Window:
    number = _number(counted) if counted else None if written.endswith("s") else 1
    if written.lower().startswith("hour"):
        return Window(-(-number // 24) if number else 1, DatePrecision.DAY)
    unit, times = _unit(written)
    return Window(number * times if number else None, unit)


def _recent(_: str, m: re.Match[str]) -> Expression:
    return Window(None, _unit(m["rec_u"])[0])


def _period(text: str, m: re.Match[str]) -> Expression | None:
    """Return a calendar period; "the last week" is none, but the last of something."""
    if re.search(r"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s+$", text[max(0, m.start() - 6) : m.start()]):
        return None
    which, part = _which(m["per_which"]), (m["per_part"] or "").lower()
    unit = _unit(m["per_u"])[0]
    if which != "this" or part not in ("earlier", "early", "later"):
        return Period(unit, which)
    return Period(unit, which, "later" if part == "later" else "earlier")


READERS: dict[str, Builder] = {
    "iso": _iso,
    "num": _numeric,
    "dd": _day_range,
    "dmy": _day_month,
    "mdy": _month_day,
    "mon": _month_alone,
    "yr": _year,
    "half": _part_of_year,
    "dec": _decade,
    "agoon": _ago_on,
    "ago": _ago,
    "wd": _weekday,
    "feast": _feast,
    "night": _night,
    "today": lambda _, __: Ago(0, DatePrecision.DAY),
    "before": lambda _, __: Ago(2, DatePrecision.DAY),
    "yesterday": lambda _, __: Ago(1, DatePrecision.DAY),
    "shift": _shift,
    "wkend": lambda _, m: Weekend(_which(m["wkend_which"])),
    "win": _window,
    "sin": _window_since,
    "rec": _recent,
    "per": _period,
    "open": lambda _, __: Open(DatePrecision.DAY),
}
