"""The days that date words come to, on their own or set against a dateline."""

from collections.abc import Callable, Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta

from histor.values.date_expressions import (
    DAY,
    PARTS,
    WEEK,
    YEAR,
    Ago,
    DatePrecision,
    DayDate,
    Days,
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
    Since,
    Tense,
    WeekdayDate,
    Weekend,
    Which,
    Window,
    YearDate,
)

ONE_DAY = timedelta(days=1)
LEAP_CYCLE = 8  # years within which every date of the calendar comes round, 29 February too
WEEKDAY_REACH = 1  # years: a report that leaves the year out speaks of this one or the one beside it


def days_of(expression: Expression, dateline: date | None, tense: Tense = "past") -> Days | None:
    """Return the days that the words come to, None where they cannot be told (without the dateline)."""
    try:
        return _absolute(expression, dateline) or (dateline and _against(expression, dateline, tense)) or None
    except (OverflowError, ValueError):  # before the year 1 or after 9999: no day of the calendar
        return None


def _absolute(expression: Expression, dateline: date | None) -> Days | None:  # noqa: PLR0911 - one return per kind
    """Days of what carries its own year."""
    match expression:
        case DayDate(month, day, year) if year is not None:
            return _one(date(year, month, day))
        case NumericDate(readings) if len(readings) == 1:
            return _one(readings[0])
        case MonthDate(month, year, part) if year is not None:
            return part_of_month(year, month, part)
        case YearDate(first, last):
            return date(first, 1, 1), date(last, 12, 31)
        case Feast(days_in=days_in, year=year) if days_in is not None and year is not None:
            return _one(days_in(year))
        case Since(point):
            return _since(_absolute(point, dateline), dateline)
        case Range(first, last):
            return _range(first, last, dateline, None) if dateline is None else None
        case Shifted(number, unit, base) if base is not None:
            return _shift(_absolute(base, dateline), number, unit)
        case _:
            return None


def _against(expression: Expression, dateline: date, tense: Tense) -> Days | None:  # noqa: PLR0911 - one return per kind
    """Days of what is told against the dateline."""
    match expression:
        case DayDate() | MonthDate() | Feast():
            return _yearless(expression, dateline, tense)
        case NumericDate(readings):
            return _only_possible(readings, dateline, tense)
        case WeekdayDate(weekday, which, of_week):
            return _one(_weekday(weekday, which, of_week, dateline, tense))
        case Since(point):
            return _since(_against(point, dateline, "past"), dateline)
        case Range(first, last):
            return _range(first, last, dateline, tense)
        case Shifted(number, unit, base):
            anchor = days_of(base, dateline, tense) if base is not None else _one(dateline)
            return _shift(anchor, number, unit) if base is not None or number < 0 else None
        case Open():
            return None
        case _:
            return _counted(expression, dateline, tense)


def _counted(expression: Expression, dateline: date, tense: Tense) -> Days | None:  # noqa: PLR0911 - one return per kind
    """Days of what is counted from the dateline."""
    match expression:
        case Ago(number, unit, exactly, on):
            return _ago(number, unit, exactly=exactly, on=on, dateline=dateline)
        case Hours(number):
            return dateline - timedelta(days=-(-number // 24)), dateline
        case Night(into, out_of):
            return _night(into, out_of, dateline)
        case Period(unit, which, part):
            return _period(unit, which, part, dateline, tense)
        case Weekend(which):
            return _weekend(which, dateline)
        case Window(number, unit):
            return (None if number is None else back(dateline, number, unit)), dateline
        case _:
            return None


def _one(day: date) -> Days:
    return day, day


def part_of_month(year: int, month: int, part: str | None = None) -> Days:
    """Return the first and last day of a month, or of a part of it."""
    first, last = PARTS.get(part or "", (1, 31))
    end = month_end(year, month)
    return date(year, month, first), date(year, month, min(last, end.day))


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (MAXYEAR, 12) else None
    return following - ONE_DAY if following else date.max


def _in_year(expression: DayDate | MonthDate | Feast, year: int) -> Days | None:
    match expression:
        case DayDate(month, day, _, weekday):
            fits = day <= month_end(year, month).day and weekday in (None, date(year, month, day).weekday())
            return _one(date(year, month, day)) if fits else None
        case MonthDate(month, _, part):
            return part_of_month(year, month, part)
        case Feast(days_in=days_in):
            return _one(days_in(year)) if days_in else None


def _years(expression: DayDate | MonthDate | Feast, dateline: date, step: int) -> Iterable[int]:
    reach = (
        WEEKDAY_REACH if isinstance(expression, DayDate) and expression.weekday is not None else LEAP_CYCLE
    )
    years = range(dateline.year, dateline.year + step * (reach + 1), step)
    return (year for year in years if MINYEAR < year < MAXYEAR)


def _yearless(expression: DayDate | MonthDate | Feast, dateline: date, tense: Tense) -> Days | None:
    """Return the nearest such day before the dateline, after it, or on either side, as the tense says."""
    which = None if isinstance(expression, DayDate) else expression.which
    if which == "last":
        month_start = dateline.replace(day=1) if isinstance(expression, MonthDate) else dateline
        return _latest(expression, month_start - ONE_DAY)
    if which == "next":
        return _earliest(expression, dateline + ONE_DAY)
    past, future = _latest(expression, dateline), _earliest(expression, dateline)
    if tense == "past" or future is None:
        return past
    return future if tense == "future" or past is None else _nearer(past, future, dateline)


def _nearer(past: Days, future: Days, dateline: date) -> Days:
    before, after = past[0] or dateline, future[0] or dateline
    return past if dateline - before <= after - dateline else future


def _latest(expression: DayDate | MonthDate | Feast, limit: date) -> Days | None:
    found = (_in_year(expression, year) for year in _years(expression, limit, -1))
    return next((days for days in found if days and days[0] and days[0] <= limit), None) or _any_weekday(
        expression, limit, _latest
    )


def _earliest(expression: DayDate | MonthDate | Feast, limit: date) -> Days | None:
    found = (_in_year(expression, year) for year in _years(expression, limit, 1))
    return next((days for days in found if days and days[1] and days[1] >= limit), None) or _any_weekday(
        expression, limit, _earliest
    )


def _any_weekday(
    expression: DayDate | MonthDate | Feast,
    limit: date,
    search: Callable[[DayDate | MonthDate | Feast, date], Days | None],
) -> Days | None:
    """Search without the weekday: one that fits in none of the years is the report's slip."""
    if not isinstance(expression, DayDate) or expression.weekday is None:
        return None
    return search(DayDate(expression.month, expression.day), limit)


def _only_possible(readings: tuple[date, ...], dateline: date, tense: Tense) -> Days | None:
    """Return the reading that is not after the report, if that leaves one: it tells what has happened."""
    possible = [day for day in readings if tense != "past" or day <= dateline]
    return _one(possible[0]) if len(possible) == 1 else None


def _weekday(weekday: int, which: Which, of_week: Which, dateline: date, tense: Tense) -> date:
    monday = dateline - timedelta(days=dateline.weekday())
    if of_week is not None or which == "this":
        weeks = {"last": -7, "next": 7}.get(of_week or "this", 0)
        return monday + timedelta(days=weekday + weeks)
    back = (dateline.weekday() - weekday) % 7
    if which == "last":
        return dateline - timedelta(days=back or 7)
    if which == "next" or (tense == "future" and back):
        return dateline + timedelta(days=7 - back)
    return dateline - timedelta(days=back)


def _ago(number: int, unit: DatePrecision, *, exactly: bool, on: int | None, dateline: date) -> Days:
    """Weeks, months and years ago are a whole week, month or year, unless the words name the day."""
    anchor = dateline if on is None else dateline + timedelta(days=(on - dateline.weekday() + 3) % 7 - 3)
    day = back(anchor, number, unit)
    if exactly or on is not None or unit is DAY:
        return _one(day)
    return whole(day, unit)


def whole(day: date, unit: DatePrecision) -> Days:
    """Return the calendar week (from Monday), month or year that `day` lies in."""
    match unit:
        case DatePrecision.WEEK:
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        case DatePrecision.MONTH:
            return part_of_month(day.year, day.month)
        case DatePrecision.YEAR:
            return date(day.year, 1, 1), date(day.year, 12, 31)
        case _:
            return _one(day)


def back(day: date, number: int, unit: DatePrecision) -> date:
    """Return the day `number` units before; the last of the month where the month is shorter."""
    if unit in (DAY, WEEK):
        return day - timedelta(days=number * (7 if unit is WEEK else 1))
    months = day.year * 12 + day.month - 1 - number * (12 if unit is YEAR else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def _night(into: int | None, out_of: int | None, dateline: date) -> Days:
    if out_of is not None:
        evening = _weekday(out_of, None, None, dateline, "past")
        return evening, evening + ONE_DAY
    morning = dateline if into is None else _weekday(into, None, None, dateline, "past")
    return morning - ONE_DAY, morning


def _period(unit: DatePrecision, which: Which, part: str | None, dateline: date, tense: Tense) -> Days:
    step = {"last": 1, "next": -1}.get(which or "this", 0)
    first, last = whole(back(dateline, step, unit), unit)
    if step or first is None or last is None:
        return first, last
    if part == "later" or (part is None and tense == "future"):
        return dateline, last
    return (first, dateline) if part == "earlier" or tense == "past" else (first, last)


def _weekend(which: Which, dateline: date) -> Days:
    """Return the last Saturday and Sunday that have begun; "last weekend" has ended."""
    saturday = dateline - timedelta(days=(dateline.weekday() - 5) % 7)
    if which == "next":
        saturday += timedelta(days=7)
    elif which == "last" and saturday + ONE_DAY >= dateline:
        saturday -= timedelta(days=7)
    return saturday, saturday + ONE_DAY


def _shift(days: Days | None, number: int, unit: DatePrecision) -> Days | None:
    if days is None:
        return None
    anchor = days[0] if number < 0 else days[1]
    if anchor is None:
        return None
    day = back(anchor, -number, unit)
    return _one(day) if unit is DAY else whole(day, unit)


def _since(point: Days | None, dateline: date | None) -> Days | None:
    if point is None:
        return None
    start = point[0]
    return (start, dateline) if start and dateline and start <= dateline else (start, None)


def _range(first: Expression, last: Expression, dateline: date | None, tense: Tense) -> Days | None:
    """Resolve the end first: the beginning is the nearest such day before it."""
    ends = days_of(last, dateline, tense)
    if ends is None or ends[1] is None or ends[0] is None:
        return None
    begins = days_of(
        first, ends[1] if isinstance(first, DayDate | WeekdayDate | MonthDate) else dateline, "past"
    )
    if begins is None or begins[0] is None or begins[0] > ends[1]:
        return None
    return begins[0], ends[1]
