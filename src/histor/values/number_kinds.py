# ruff: noqa: RUF001, ISC004 - dashes and quotes as reports write them; long patterns stand in tables
"""Tell numbers that can count people from ages, dates, measures, money and numbers inside names."""

import re
from enum import StrEnum

from histor.values.numerals import Numeral


class NumberKind(StrEnum):
    """What a number is; only a cardinal can count people."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    AGE = "age"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    PERCENT = "percent"
    MEASURE = "measure"
    DESIGNATION = "designation"
    RANK_OR_TITLE = "rank_or_title"


WINDOW = 48  # characters on either side that a kind is told by: the longest cue has 24

_DURATION = (
    r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|weekends?|"
    r"fortnights?|months?|years?|decades?|centur(?:y|ies))"
)
_LENGTH = (
    r"(?:km|kms|kmh|kph|kilomet(?:er|re)s?|met(?:er|re)s?|centimet(?:er|re)s?|millimet(?:er|re)s?|cm|mm|miles?|mph|"
    r"nautical|feet|foot|ft|yards?|inch(?:es)?|hectares?|acres?|dunams?|sq|square|cubic|knots?)"
)
_WEIGHT = (
    r"(?:kg|kgs|kilos?|kilograms?|kilogrammes?|grams?|grammes?|tonnes?|tons?|pounds?\s+of|lbs?|litres?|"
    r"liters?|barrels?|gallons?|megawatts?|mw|kilotons?|degrees?|°c?|hertz|mhz)"
)
_MONEY = (
    r"(?:dollars?|euros?|pounds?|sterling|roubles?|rubles?|hryvnias?|liras?|naira|rupees?|shekels?|yuan|yen|dinars?|dirhams?|"
    r"riyals?|rials?|francs?|birr|kyats?|afghanis?|pesos?|cents?|usd|eur|gbp)"
)
_RANK = r"(?:lieutenant|lt|sergeant|sgt|secretary|lady|minister|deputy|vice|corporal|class|officer|captain)"
_LABEL = (
    r"(?:Route|Highway|Road|Resolution|Article|Section|No\.?|Nos\.?|Number|Brigade|Division|Unit|Sector|Area|Zone|Block|Camp|"
    r"School|Hospital|Building|Flight|Chapter|Annex|Rule|Page|Room|Ward|Gate|Phase|Protocol|Channel|Radio|Apartment|Flat|"
    r"Battalion|Regiment|Checkpoint|Level|Grade|Tier|Category|Version|Windows|Operation|Order|Decree|Law|Bill|Paragraph|Day|"
    r"Group|Bus|Line|Platform|Terminal|Pier|Mine|Shaft|Reactor|Gospel|Psalm|Formula|Type|Mark|Model|Exit|Junction|Big|"
    r"UPDATE|WRAPUP|RPT|REFILE|TAKE|Air\s+Force|News|Suite|Figure|Table|Part|Volume|Issue)"
)

_BEFORE: tuple[tuple[NumberKind, str], ...] = (
    (NumberKind.MONEY, r"(?:[$€£¥₽₴₹₪₦]|\b(?:USD|EUR|GBP|Rs\.?))\s?$"),
    (
        NumberKind.AGE,
        r"\b(?:aged?|ages|age\s+of|at\s+age|turned|turning|children\s+under|boys\s+under|girls\s+under|children\s+below|"
        r"the\s+age\s+of|ages\s+of)(?:\s+(?:between|from|just|only|about|around|under|over|as\s+young\s+as))?\s+$",
    ),
    (
        NumberKind.AGE,
        r"\b(?:boy|girl|child|baby|man|woman|son|daughter|infant)\s+of\s+(?:about\s+|around\s+|only\s+|just\s+)?$",
    ),
    (NumberKind.AGE, r"\b(?:aged?|ages)\s+(?:of\s+)?(?:between\s+|from\s+)?[\w-]{1,12}\s+(?:and|to|or)\s+$"),
    (NumberKind.AGE, r"\b(?:in|into)\s+(?:his|her|their|my|our)\s+(?:early\s+|mid-?|late\s+)?$"),
    (NumberKind.TIME, r"(?<=\d)[:.]$"),
    (NumberKind.PERCENT, r"\b[Oo]ne\s+in\s+(?:every\s+)?$"),
    (NumberKind.MEASURE, r"\b[Mm]agnitude(?:\s+of)?[\s-]+$"),
    (
        NumberKind.DESIGNATION,
        rf"\b{_LABEL}\s+#?$|\b(?:room|apartment|suite|flat|exit|route|channel|page)\s+#?$|#$|[A-Za-z][-‐‑–/]$|(?<=[\d:])/$|\b[A-Z]{{1,5}}$|@$|(?<=\d)[.:]$|[=_/\\]$",
    ),
    (
        NumberKind.DESIGNATION,
        r"\b(?:[Ww]on|[Ll]ost|[Bb]eat\s+\w{1,20}|[Dd]rew|[Vv]oted|[Vv]ote\s+of)\s+\d{1,3}\s?[-–]\s?$",
    ),
)
_AFTER: tuple[tuple[NumberKind, str], ...] = (
    (
        NumberKind.AGE,
        r"(?:(?:\s+(?:to|and|or)\s+|[-–])[\w]{1,12})?[\s-]+(?:years?|months?|weeks?|days?)(?:[\s-]+olds?\b|\s+of\s+age\b)|[\s-]?y/?o\b",
    ),
    (
        NumberKind.PERCENT,
        r"(?:\s?[-–]\s?\d{1,3})?\s?(?:%|٪|per\s?cent\b|pct\b|pc\b|percentage\b)|[\s-](?:thirds?|quarters?|fifths?)\b",
    ),
    (
        NumberKind.MONEY,
        rf"\s?(?:[€$£₽₴]|(?:bn|m|k)?\s?(?:(?:US|Syrian|Israeli|Nigerian|Canadian|Australian|American)\s+)?{_MONEY}\b)",
    ),
    (
        NumberKind.TIME,
        r":\d\d|\s?[ap]\.?m\b|\s?o[’']clock|\s+(?:GMT|UTC|EST|EET|CET|local\s+time)\b|[.:]\d\d\s?(?:[ap]\.?m\b|GMT|UTC)",
    ),
    (NumberKind.DESIGNATION, r"[-\s]?mm\b|/\d|-(?:inch|caliber|calibre|gauge|metre|barrel)\b"),
    (
        NumberKind.MEASURE,
        rf"[\s-]?(?:{_LENGTH}|{_WEIGHT})\b|\s?°|(?:\s+|-)(?:(?:consecutive|straight|full|long|more|whole|calendar|working)\s+)?{_DURATION}\b|-(?:storey|story|floor|bed|seat|lane|page|point|room|wheel|star|minute|hour)\b|\s?(?:m|h)\b(?![’'])|x\b|\s+times\b|\s+(?:fewer|less|higher|lower|more)\s+than\b",
    ),
    (NumberKind.DESIGNATION, r"[-‐‑][A-Z]\b|[A-Z]{1,4}\b"),
    (NumberKind.AGE, r"-\s+(?:and|to|or)\s+[\w]{1,12}-year"),
    (NumberKind.PERCENT, r"\s+in\s+every\s+[\w]{1,12}"),
    (NumberKind.DATE, r"[’']?s\b"),
    (NumberKind.ORDINAL, r"(?:st|nd|rd|th)\b"),
)
_LEFT = tuple((kind, re.compile(pattern)) for kind, pattern in _BEFORE)
_RIGHT = tuple((kind, re.compile(pattern)) for kind, pattern in _AFTER)
_NAME_THEN_AGE = re.compile(
    r"(?P<place>\b(?:in|at|from|near|of|around|to)\s+)?(?:[A-Z][\w’'-]+\s+){0,3}[A-Z][\w’'-]+,\s+$"
)
_FULL_NAME_OPEN = re.compile(r"(?P<place>\b(?:in|at|from|near|of|to)\s+)?[A-Z][\w’'-]+\s+[A-Z][\w’'-]+\s+\($")
_AGE_CLOSES = re.compile(r",|\.(?!\d)|;|\s+(?:and|was|who)\b")
_OLDEST = 110
_PEOPLE = re.compile(
    r"\s+(?:(?!to\b|in\b|the\b)[\w-]{1,20}\s+){0,2}?(?:people|civilians?|persons?|dead|killed|wounded|injured|hurt|deaths?|fatalit\w+|casualt\w+|"
    r"victims?|bodies|women|children|men|soldiers?|fighters?|troops|residents?|refugees?|families|prisoners?|detainees?|"
    r"villagers?|militants?|others?|missing|displaced|migrants?|students?|worshippers?)\b"
)
_TOLL_BEFORE = re.compile(
    r"\b(?:killed|killing|reached|hit|stands?\s+at|stood\s+at|toll\s+(?:of|to|at|is|was)|wounded|wounding|injured|injuring|displaced|"
    r"displacing|detained|nearly|almost|about|around|over|some|than|least|many\s+as|up\s+to|roughly|approximately|estimated)\s+$",
    re.IGNORECASE,
)
_HOUR_AFTER = re.compile(r"\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night)\b")
_EMERGENCY_CALLS = ("911", "999", "112")
_CALLED = re.compile(r"\b(?:call|dial|phon|rang?)(?:l?ed|l?ing|s)?\s+$", re.IGNORECASE)
_ONE_THING = re.compile(r"\b[Aa]n? $")
_BARE = re.compile(r"\s+(?:and|or|in|on|at|to|from|with|by)\b|[,;.](?!\d)|$")
_LAST_HOUR = 12
_LAST_DAY = 31
_DAY_AND = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}\s?(?:and|to|or|[-–])\s?$"
)
_NAME_BEFORE = re.compile(
    r"[A-Z](?=\w*[a-z])\w+[^\S\n]$"
)  # a word all in capitals is a cry ("BREAKING Two dead")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_PHONE = re.compile(r"\+\d{1,3}[\s-]\d|(?<!\d)\d{2,4}[\s-]\d{3,4}[\s-]\d{3,5}\b")
_MILITARY_HOUR = re.compile(r"0\d{3}")
_MILLIONS_GLUED = re.compile(r"\d\s?[mM]$")
ORDINAL_WORDS = re.compile(
    r"(?<![\w])(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?(?:first|second|third|fourth|fifth|sixth|seventh|"
    r"eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|"
    rf"twentieth|thirtieth|hundredth)(?P<rank>[\s-]+{_RANK}\b)?(?![\w])",
    re.IGNORECASE,
)


def kind_of(text: str, numeral: Numeral) -> NumberKind:
    """Return what the number is, from its own form and from the words beside it."""
    left = text[max(0, numeral.start - WINDOW) : numeral.start]
    right = text[numeral.end : numeral.end + WINDOW]
    for patterns, window in ((_LEFT, left), (_RIGHT, right)):
        for kind, pattern in patterns:
            if pattern.search(window) if patterns is _LEFT else pattern.match(window):
                return kind
    return _by_form(text, numeral, left, right)


def kind_of_vague(text: str, end: int) -> NumberKind:
    """Return what a vague word that ends at `end` counts, from the words after it: "a few hours"."""
    right = text[end : end + WINDOW]
    return next((kind for kind, pattern in _RIGHT if pattern.match(right)), NumberKind.CARDINAL)


def _by_form(text: str, numeral: Numeral, left: str, right: str) -> NumberKind:  # noqa: PLR0911 - one return per kind
    written = text[numeral.start : numeral.end]
    if numeral.value is None:
        return NumberKind.MEASURE
    if written in _EMERGENCY_CALLS and not _PEOPLE.match(right) and _CALLED.search(left):
        return NumberKind.DESIGNATION
    if _ONE_THING.search(left) and written.isdigit() and _BARE.match(right):
        return NumberKind.DESIGNATION  # "found a 357 and fired": an article counts one thing, of that name
    if _MILITARY_HOUR.fullmatch(written):
        return NumberKind.TIME
    if _MILLIONS_GLUED.search(written) and not _PEOPLE.match(right):
        return NumberKind.MEASURE  # "20 m"
    if _PHONE.match(text, numeral.start) or left.endswith("+"):
        return NumberKind.DESIGNATION
    if numeral.value <= _LAST_HOUR and _HOUR_AFTER.match(right):
        return NumberKind.TIME
    if _is_year(numeral, left, right) or _ends_span_of_days(numeral.value, left, right):
        return NumberKind.DATE
    if _is_age(numeral.value, left, right):
        return NumberKind.AGE
    return _one_in_a_name(written, left)


def _one_in_a_name(written: str, left: str) -> NumberKind:
    named = written[0].isupper() and _NAME_BEFORE.search(left) and written.isalpha()
    return NumberKind.DESIGNATION if named else NumberKind.CARDINAL


def _is_year(numeral: Numeral, left: str, right: str) -> bool:
    if (
        not numeral.plain
        or not _FIRST_YEAR <= (numeral.value or 0) <= _LAST_YEAR
        or numeral.end - numeral.start != len("2019")
    ):
        return False
    return not _PEOPLE.match(right) and not _TOLL_BEFORE.search(left)


def _ends_span_of_days(value: int, left: str, right: str) -> bool:
    """Whether the number is the last of days of one month: "between Nov. 9 and 12"."""
    return value <= _LAST_DAY and bool(_DAY_AND.search(left)) and not _PEOPLE.match(right)


def _is_age(value: int, left: str, right: str) -> bool:
    if not 0 < value <= _OLDEST:
        return False
    named = _NAME_THEN_AGE.search(left)
    if named and named["place"] is None and _AGE_CLOSES.match(right):
        return True
    bracketed = _FULL_NAME_OPEN.search(left)
    return bool(bracketed and bracketed["place"] is None and right.startswith(")"))
