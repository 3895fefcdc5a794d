"""The words of the calendar: months, weekdays, units, and feasts whose day is fixed or computed."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from histor.values.date_expressions import DatePrecision

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("January", "Jan"),
            ("February", "Feb"),
            ("March", "Mar"),
            ("April", "Apr"),
            ("May",),
            ("June", "Jun"),
            ("July", "Jul"),
            ("August", "Aug"),
            ("September", "Sept", "Sep"),
            ("October", "Oct"),
            ("November", "Nov"),
            ("December", "Dec"),
        ),
        start=1,
    )
    for name in (*names, names[0].upper())
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("Monday", "Mon"),
            ("Tuesday", "Tues", "Tue"),
            ("Wednesday", "Wed"),
            ("Thursday", "Thurs", "Thur", "Thu"),
            ("Friday", "Fri"),
            ("Saturday", "Sat"),
            ("Sunday", "Sun"),
        )
    )
    for name in names
}
FULL_WEEKDAYS = tuple(name for name in WEEKDAYS if name.endswith("day"))
FULL_MONTHS = tuple(name for name in MONTHS if len(name) > 3 and name != "Sept") + ("May",)  # noqa: PLR2004, RUF005
UNITS: Mapping[str, tuple[DatePrecision, int]] = {
    "day": (DatePrecision.DAY, 1),
    "night": (DatePrecision.DAY, 1),
    "week": (DatePrecision.WEEK, 1),
    "fortnight": (DatePrecision.DAY, 14),
    "month": (DatePrecision.MONTH, 1),
    "year": (DatePrecision.YEAR, 1),
    "decade": (DatePrecision.YEAR, 10),
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
            "twenty-second",
            "twenty-third",
            "twenty-fourth",
            "twenty-fifth",
            "twenty-sixth",
            "twenty-seventh",
            "twenty-eighth",
            "twenty-ninth",
            "thirtieth",
            "thirty-first",
        ],
        start=1,
    )
}
VAGUE_NUMBERS = frozenset({"few", "a few", "several", "some", "couple of", "a couple of"})


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the Orthodox churches, in the Gregorian calendar (1900 to 2099)."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int, computus: Callable[[int], date] = easter) -> Callable[[int], date]:
    return lambda year: computus(year) + timedelta(days=days)


# None: a feast of a lunar calendar, or of several days: named, but not to be placed by rule.
FEASTS: Mapping[str, Callable[[int], date] | None] = {
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "orthodox christmas": _fixed(1, 7),
    "boxing day": _fixed(12, 26),
    "new year's eve": _fixed(12, 31),
    "new year's day": _fixed(1, 1),
    "valentine's day": _fixed(2, 14),
    "international women's day": _fixed(3, 8),
    "may day": _fixed(5, 1),
    "all saints' day": _fixed(11, 1),
    "good friday": _from_easter(-2),
    "holy saturday": _from_easter(-1),
    "palm sunday": _from_easter(-7),
    "easter sunday": _from_easter(0),
    "easter day": _from_easter(0),
    "easter monday": _from_easter(1),
    "ascension day": _from_easter(39),
    "pentecost sunday": _from_easter(49),
    "ash wednesday": _from_easter(-46),
    "orthodox good friday": _from_easter(-2, orthodox_easter),
    "orthodox palm sunday": _from_easter(-7, orthodox_easter),
    "orthodox easter sunday": _from_easter(0, orthodox_easter),
    "orthodox easter": _from_easter(0, orthodox_easter),
    "christmas": _fixed(12, 25),
    "easter": _from_easter(0),
    "eid al-fitr": None,
    "eid al-adha": None,
    "eid": None,
    "ashura": None,
    "ramadan": None,
    "passover": None,
    "yom kippur": None,
    "purim": None,
    "hanukkah": None,
    "diwali": None,
    "nowruz": None,
    "lunar new year": None,
}
# What makes a date part of a name: "7 October Hospital", "the Friday Times".
NAMED_AFTER = re.compile(
    r"\s+(?:Hospital|Square|Bridge|Street|Avenue|Road|University|School|Stadium|Brigades?|Battalion|Movement|Revolution|"
    r"Mosque|Camp|Neighbou?rhood|District|Martyrs|Alliance|Forces|Front|Party|Times|Telegraph|Mirror|Post|Herald|Agreement|"
    r"Committee|Airport|Airbase|Group|Coalition|Dam)\b"
)
PERSON_AFTER = re.compile(r"\s+(?!(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)[A-Z][a-z]")
FIRST_NAMES = frozenset({"April", "May", "June", "August", "January"})
COUNTED_AFTER = re.compile(
    r"\s+(?:\w+\s+)?(?:people|civilians?|persons?|dead|killed|wounded|injured|deaths?|bodies|women|children|men|soldiers?|"
    r"fighters?|villagers?|protesters?|others?|were|militants?|policemen|officers)\b"
)
NICKNAME_BEFORE = re.compile(
    r"\b(?:Black|Bloody|Red|Arab|Every|every|Each|each|Super|Ruby|Sir|Mr|Mrs|Ms|Dr)\s+$"
)
MONTH_CUE = re.compile(
    r"(?:\b(?:in|since|during|until|till|of|by|from|through|throughout|before|after|between|and|to|around|on|for)|[-–/])\s*$",
    re.IGNORECASE,
)
# A month that is what the sentence is about: "January was the deadliest month".
MONTH_SUBJECT = re.compile(
    r"\s+(?:was|is|saw|has|had|brought|proved|became|ended|marked)\b(?!\s+(?:asked|born|told|said)\b)"
)
# A month by which a deed is called: "a January car bombing", "the brutal March massacre".
MONTH_BEFORE_DEED = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}(?:attacks?|assaults?|air\s?strikes?|ambush(?:es)?|bombings?|bombardments?|blasts?|clashes|"
    r"coup|explosions?|fighting|killings?|massacres?|offensive|operation|raids?|riots?|shellings?|shootings?|sieges?|strikes?|"
    r"violence|war|unrest|protests?|crackdown)\b"
)
DETERMINED = re.compile(r"\b(?:an?|the|this|that|its|their|his|last)\s+(?:[a-z-]+\s+){0,2}$", re.IGNORECASE)
SENTENCE_START = re.compile(r"(?:^|[.!?:;\n][\"”’']?\s+|\n)$")
# Weekdays are first names too: "the chairman, Monday Obe, said".
TITLED_BEFORE = re.compile(r"(?:[a-z], |[A-Z][a-z]+ |[a-z](?:man|or|er|ist) )$")
SURNAME_AFTER = re.compile(
    r"\s+(?!(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)[A-Z][a-z]+(?:,|\.|\s+(?:said|told|who|had|has|was|is|urged|added)\b)"
)
