# ruff: noqa: RUF001, ISC004 - dashes and quotes as reports write them; long patterns stand in tables
"""Find date words in a text and say what each means, before any dateline is known."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
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
    Since,
    WeekdayDate,
    Weekend,
    Which,
    Window,
    YearDate,
)
from histor.values.date_words import (
    COUNTED_AFTER,
    FEASTS,
    FIRST_NAMES,
    FULL_MONTHS,
    FULL_WEEKDAYS,
    MONTH_CUE,
    MONTHS,
    NAMED_AFTER,
    NICKNAME_BEFORE,
    ORDINALS,
    PERSON_AFTER,
    UNITS,
    VAGUE_NUMBERS,
    WEEKDAYS,
)
from histor.values.numerals import spelled_value


@dataclass(frozen=True, slots=True)
class Found:
    """Date words from `start` to `end` and what they mean."""

    start: int
    end: int
    expression: Expression


_S = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"  # one break between words, of spaces or of one line
_YEAR = r"(?:19\d\d|20\d\d|2100)(?!\d|,\d{3}|\.\d)"
_NUMBER_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_WORD_DAY = "|".join(sorted(ORDINALS, key=len, reverse=True))
_SHORT_MONTH = "|".join(month for month in MONTHS if month not in FULL_MONTHS)
_MONTH = rf"(?:(?:{'|'.join(FULL_MONTHS)})|(?:{_SHORT_MONTH})\.?)(?![\w])"
_FULL_MONTH = rf"(?:{'|'.join(FULL_MONTHS)})"
_WEEKDAY = rf"(?:{'|'.join(FULL_WEEKDAYS)})"
_SHORT_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})\.?"
_LED = rf"(?:(?P<{{}}_wd>{_SHORT_WEEKDAY}),?{_S}(?:the{_S})?)?"
_TO = rf"(?:{_S}(?:to|and|or|until|till|through){_S}|\s?[-–—/]\s?)"
_UNIT = r"(?:hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?)"
_NUMBER = (
    rf"(?:\d{{1,3}}|an?(?:{_S}(?:few|couple{_S}of))?|few|several|some|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_FEAST = "|".join(name.replace("'", "[’']").replace(" ", _S) for name in FEASTS)
_TIME_OF_DAY = r"(?:morning|afternoon|evening|night|lunchtime|noon|dawn)"

_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "iso",
        r"(?<![\d-])(?P<iso_y>(?:19|20)\d\d|2100)-(?P<iso_m>0[1-9]|1[0-2])-(?P<iso_d>0[1-9]|[12]\d|3[01])(?![\d]|-\d)",
    ),
    (
        "num",
        r"(?<![\d/.])(?P<num_a>\d{1,2})(?P<num_s>[/.])(?P<num_b>\d{1,2})(?P=num_s)(?P<num_y>(?:19|20)\d\d|2100|\d\d(?!\d))(?![\w/])",
    ),
    (
        "dd",
        rf"(?<![\d.,])(?:the{_S})?(?P<dd_a>{_NUMBER_DAY}){_TO}(?:the{_S})?(?P<dd_b>{_NUMBER_DAY}){_S}(?:of{_S})?(?P<dd_m>{_MONTH})"
        rf"(?:,?{_S}(?P<dd_y>{_YEAR}))?",
    ),
    (
        "dmy",
        rf"(?<![\d.,:]){_LED.format('dmy')}(?:the{_S})?(?P<dmy_d>{_NUMBER_DAY}|(?i:{_WORD_DAY})){_S}(?:of{_S})?(?P<dmy_m>{_MONTH})"
        rf"(?:,?{_S}(?P<dmy_y>{_YEAR}))?",
    ),
    (
        "mdy",
        rf"(?<!\b[Ii]n\s){_LED.format('mdy')}(?P<mdy_m>{_MONTH}){_S}(?:the{_S})?(?P<mdy_d>{_NUMBER_DAY})(?![\d:]|[.,]\d|\s?[ap]\.?m\b)"
        rf"(?:(?:{_S}(?:to|through){_S}|\s?[-–]\s?)(?P<mdy_b>{_NUMBER_DAY})(?![\d:]|[.,]\d|\s?[ap]\.?m\b|{_S}{_MONTH}))?"
        rf"(?:,?{_S}(?P<mdy_y>{_YEAR}))?",
    ),
    (
        "mon",
        rf"(?:(?P<mon_part>(?i:early|mid|late|(?:the{_S})?(?:first|opening|last|final|closing){_S}days{_S}of|"
        rf"(?:the{_S})?(?:first|second|third|fourth|last|final){_S}week{_S}of|(?:the{_S})?(?:end|beginning|start|middle){_S}of))(?:-|{_S}))?"
        rf"(?:(?P<mon_which>(?i:last|this{_S}past|this|next|the{_S}previous)){_S})?"
        rf"(?P<mon_m>{_FULL_MONTH})(?![\w])(?:(?:{_S}of)?,?{_S}(?P<mon_y>{_YEAR}))?",
    ),
    (
        "yr",
        rf"(?P<yr_cue>(?i:in|since|during|until|till|by|of|from|before|after|throughout|between|through|around|circa|for|and|to|the|the{_S}year|"
        rf"year|late|early|mid)(?:{_S}|-)|(?i:[-–]))(?P<yr_a>(?:19|20)\d\d|2100)(?:\s?[-–]\s?(?P<yr_b>(?:19|20)\d\d|\d\d))?(?![\w]|[,.]\d|-\d)",
    ),
    ("dec", r"\b(?P<dec_y>(?:19|20)\d0)[’']?s\b"),
    (
        "agoon",
        rf"(?i:(?P<agoon_n>{_NUMBER}){_S}(?P<agoon_u>{_UNIT}){_S}ago){_S}(?i:on{_S})?(?P<agoon_d>{_WEEKDAY}|(?i:today|this{_S}day))(?![\w])",
    ),
    (
        "ago",
        rf"(?i:(?:(?P<ago_ex>exactly){_S})?(?P<ago_n>{_NUMBER}){_S}(?P<ago_u>{_UNIT}){_S}"
        rf"(?P<ago_w>ago|earlier|later|previously)(?!{_S}than))(?![\w])",
    ),
    (
        "wd",
        rf"(?:(?P<wd_which>(?i:last|this{_S}past|this|next|the{_S}previous|the{_S}following)){_S})?(?P<wd_d>{_WEEKDAY})(?![\w])"
        rf"(?:{_S}(?i:{_TIME_OF_DAY})(?![\w]))?(?:{_S}(?:of{_S})?(?P<wd_week>(?i:last|this|next)){_S}(?i:week)(?![\w]))?",
    ),
    (
        "feast",
        rf"(?i:(?:(?P<feast_which>last|this|next){_S})?(?P<feast_n>{_FEAST}))(?![\w])(?:(?:,|{_S}in|{_S}of)?{_S}(?P<feast_y>{_YEAR}))?",
    ),
    (
        "night",
        rf"(?i:overnight|last{_S}night)(?![\w])(?:{_S}(?i:(?P<night_dir>into|to|from|on|since)){_S}(?P<night_d>{_WEEKDAY})(?![\w])"
        rf"(?:{_S}(?:in)?to{_S}{_WEEKDAY}(?![\w]))?)?",
    ),
    ("today", rf"(?i:today|tonight|this{_S}(?:morning|afternoon|evening))(?![\w])"),
    ("before", rf"(?i:the{_S}day{_S}before{_S}yesterday)(?![\w])"),
    ("yesterday", rf"(?i:yesterday)(?![\w])(?:{_S}(?i:{_TIME_OF_DAY})(?![\w]))?"),
    (
        "shift",
        rf"(?i:the{_S}(?:day|night){_S}(?P<shift_w>before|after)|the{_S}(?P<shift_w2>previous|preceding|next|following){_S}(?P<shift_u>day|night|week|month|year))(?![\w])",
    ),
    ("wkend", rf"(?i:(?:(?P<wkend_which>last|this|next)|(?:at|over){_S}the){_S}weekend)(?![\w])"),
    (
        "win",
        rf"(?i:(?:(?P<win_prep>in|over|during|within|for|throughout){_S})?the{_S}(?:past|last|previous|preceding){_S}"
        rf"(?:(?P<win_n>{_NUMBER}){_S})?(?P<win_u>{_UNIT}))(?![\w])",
    ),
    ("rec", rf"(?i:(?:in|over){_S}recent{_S}(?P<rec_u>days|weeks|months|years))(?![\w])"),
    (
        "per",
        rf"(?i:(?:(?P<per_part>earlier|later|late|early){_S})?(?P<per_which>last|this|next|past){_S}(?P<per_u>week|month|year))(?![\w])",
    ),
    (
        "open",
        rf"(?i:(?:on|by){_S}the{_S}(?:{_WORD_DAY}|\d{{1,3}}(?:st|nd|rd|th)){_S}(?:(?:straight|consecutive){_S})?(?:day|night))(?![\w])",
    ),
)
# What a date can begin with: most words are passed over after one look at them.
_OPENS = (
    r"(?=[A-Z\d]|[-–]\d|"
    r"(?:in|since|during|until|till|by|of|from|before|after|throughout|between|through|around|circa|for|and|to|year)"
    r"[\s-]+(?:\d|year\b)|(?:in|over|during|within|for|throughout|at|on|by)\s+(?:the|recent)\b|"
    r"(?:an?|the|last|this|next|past|early|mid|late|earlier|later|few|several|some|exactly|yesterday|today|tonight|"
    rf"overnight|{_WORD_DAY}|{_NUMBER})\b)"
)
_ANY = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS)
_MASTER = re.compile(rf"(?<![\w]){_OPENS}(?:{_ANY})")
_YEAR_DASH = frozenset("-–")
_SINCE = re.compile(rf"\bsince{_S}(?:the{_S}|about{_S}|at{_S}least{_S})?$", re.IGNORECASE)
_JOIN = re.compile(rf"{_S}(?:to|until|till|through|up{_S}to){_S}|\s?[-–—]\s?", re.IGNORECASE)
_AND = re.compile(rf"{_S}and{_S}", re.IGNORECASE)
_BETWEEN = re.compile(rf"\bbetween{_S}$", re.IGNORECASE)
_FROM = re.compile(rf"\b(?:from|between){_S}$", re.IGNORECASE)
_LOOKBACK = 24  # characters before a date in which "since", "from" or "between" stand
_NEAR = 400  # characters: "the day before" counts from a date named at most about two sentences earlier
_JOINABLE = (DayDate, MonthDate, YearDate, WeekdayDate)

Builder = Callable[[str, re.Match[str]], Expression | None]


def find(text: str) -> list[Found]:
    """Return all date words in order; linear in the length of the text."""
    points = list(_points(text))
    return _anaphors(text, [_since(text, found) for found in _ranges(text, points)])


def _points(text: str) -> Iterator[Found]:
    at = 0
    while (match := _MASTER.search(text, at)) is not None:
        at = match.end()
        name = match.lastgroup or ""
        expression = _BUILDERS[name](text, match)
        if expression is not None:
            yield Found(_start(name, match), match.end(), expression)
        elif name in ("mon", "win", "open"):
            at = match.start() + 1


def _start(name: str, match: re.Match[str]) -> int:
    """Return where the date itself begins: "in" before a year and "the" before a day are no part of it."""
    if name == "dmy" and match["dmy_wd"] is None:
        return match.start("dmy_d")
    return match.start("yr_a") if name == "yr" else match.start()


def _ranges(text: str, points: Sequence[Found]) -> Iterator[Found]:
    at = 0
    while at < len(points):
        joined = _joined(text, points[at], points[at + 1]) if at + 1 < len(points) else None
        yield _led(text, joined or points[at])
        at += 2 if joined else 1


def _joined(text: str, first: Found, last: Found) -> Found | None:
    if not _same_kind(first.expression, last.expression):
        return None
    before = text[max(0, first.start - _LOOKBACK) : first.start]
    gap = text[first.end : last.start]
    to = _JOIN.fullmatch(gap)
    if not to and not (
        _AND.fullmatch(gap) and (_BETWEEN.search(before) or _consecutive(first.expression, last.expression))
    ):
        return None
    return Found(first.start, last.end, Range(first.expression, last.expression))


def _led(text: str, found: Found) -> Found:
    """Begin a range at its "from" or "between"."""
    before = text[max(0, found.start - _LOOKBACK) : found.start]
    led = _FROM.search(before) if isinstance(found.expression, Range) else None
    return Found(found.start - len(before) + led.start(), found.end, found.expression) if led else found


def _same_kind(first: Expression, last: Expression) -> bool:
    return isinstance(first, _JOINABLE) and type(first) is type(last)


def _consecutive(first: Expression, last: Expression) -> bool:
    match first, last:
        case WeekdayDate(weekday=one), WeekdayDate(weekday=two):
            return (two - one) % 7 == 1
        case DayDate(month=month, day=one), DayDate(month=other, day=two):
            return month == other and two == one + 1
        case _:
            return False


def _since(text: str, found: Found) -> Found:
    before = text[max(0, found.start - _LOOKBACK) : found.start]
    led = _SINCE.search(before)
    if led is None:
        return found
    return Found(found.start - len(before) + led.start(), found.end, Since(found.expression))


def _anaphors(text: str, found: Sequence[Found]) -> list[Found]:
    """Let "the day before" count from the date named before it in the same paragraph, if that is near."""
    told: list[Found] = []
    for each in found:
        match each.expression:
            case Shifted(number, unit, None):
                base = _base(text, told, each)
                told.append(Found(each.start, each.end, Shifted(number, unit, base)))
            case _:
                told.append(each)
    return told


def _base(text: str, told: Sequence[Found], each: Found) -> Expression | None:
    if not told or each.start - told[-1].end > _NEAR or "\n\n" in text[told[-1].end : each.start]:
        return None
    base = told[-1].expression
    return None if isinstance(base, Since | Window | Open | YearDate) else base


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
    cued = MONTH_CUE.search(before) and not NICKNAME_BEFORE.search(before)
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
    number = _number(m["win_n"]) if m["win_n"] else None if m["win_u"].endswith("s") else 1
    if m["win_u"].lower().startswith("hour"):
        return Window(-(-number // 24) if number else 1, DatePrecision.DAY)
    unit, times = _unit(m["win_u"])
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


_BUILDERS: dict[str, Builder] = {
    "iso": _iso,
    "num": _numeric,
    "dd": _day_range,
    "dmy": _day_month,
    "mdy": _month_day,
    "mon": _month_alone,
    "yr": _year,
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
    "rec": _recent,
    "per": _period,
    "open": lambda _, __: Open(DatePrecision.DAY),
}
