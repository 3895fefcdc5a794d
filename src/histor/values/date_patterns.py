# ruff: noqa: ISC004 - dashes and quotes as reports write them; long patterns stand in tables
"""How dates are worded: one pattern for all, a named group for each way of putting it."""

import re

from histor.values.date_words import FEASTS, FULL_MONTHS, FULL_WEEKDAYS, MONTHS, ORDINALS, WEEKDAYS

SPACE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"  # one break between words, of spaces or of one line
_YEAR = r"(?:19\d\d|20\d\d|2100)(?!\d|,\d{3}|\.\d)"
_NUMBER_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_WORD_DAY = "|".join(sorted(ORDINALS, key=len, reverse=True))
_SHORT_MONTH = "|".join(month for month in MONTHS if month not in FULL_MONTHS)
_MONTH = rf"(?:(?:{'|'.join(FULL_MONTHS)})|(?:{_SHORT_MONTH})\.?)(?![\w])"
_FULL_MONTH = rf"(?:{'|'.join(FULL_MONTHS)})"
_WEEKDAY = rf"(?:{'|'.join(FULL_WEEKDAYS)})"
_SHORT_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})\.?"
_LED = rf"(?:(?P<{{}}_wd>{_SHORT_WEEKDAY}),?{SPACE}(?:the{SPACE})?)?"
_TO = rf"(?:{SPACE}(?:to|and|or|until|till|through){SPACE}|\s?[-–—/]\s?)"
_UNIT = r"(?:hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?)"
_NUMBER = (
    rf"(?:\d{{1,3}}|an?(?:{SPACE}(?:few|couple{SPACE}of))?|few|several|some|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_FEAST = "|".join(name.replace("'", "[’']").replace(" ", SPACE) for name in FEASTS)
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
        rf"(?<![\d.,])(?:the{SPACE})?(?P<dd_a>{_NUMBER_DAY}){_TO}(?:the{SPACE})?(?P<dd_b>{_NUMBER_DAY}){SPACE}(?:of{SPACE})?(?P<dd_m>{_MONTH})"
        rf"(?:,?{SPACE}(?P<dd_y>{_YEAR}))?",
    ),
    (
        "dmy",
        rf"(?<![\d.,:]){_LED.format('dmy')}(?:the{SPACE})?(?P<dmy_d>{_NUMBER_DAY}|(?i:{_WORD_DAY})){SPACE}(?:of{SPACE})?(?P<dmy_m>{_MONTH})"
        rf"(?:,?{SPACE}(?P<dmy_y>{_YEAR}))?",
    ),
    (
        "mdy",
        rf"(?<!\b[Ii]n\s){_LED.format('mdy')}(?P<mdy_m>{_MONTH}){SPACE}(?:the{SPACE})?(?P<mdy_d>{_NUMBER_DAY})(?![\d:]|[.,]\d|\s?[ap]\.?m\b)"
        rf"(?:(?:{SPACE}(?:to|through){SPACE}|\s?[-–]\s?)(?P<mdy_b>{_NUMBER_DAY})(?![\d:]|[.,]\d|\s?[ap]\.?m\b|{SPACE}{_MONTH}))?"
        rf"(?:,?{SPACE}(?P<mdy_y>{_YEAR}))?",
    ),
    (
        "mon",
        rf"(?:(?P<mon_part>(?i:early|mid|late|(?:the{SPACE})?(?:first|opening|last|final|closing){SPACE}days{SPACE}of|"
        rf"(?:the{SPACE})?(?:first|second|third|fourth|last|final){SPACE}week{SPACE}of|(?:the{SPACE})?(?:end|beginning|start|middle){SPACE}of))(?:-|{SPACE}))?"
        rf"(?:(?P<mon_which>(?i:last|this{SPACE}past|this|next|the{SPACE}previous)){SPACE})?"
        rf"(?P<mon_m>{_FULL_MONTH})(?![\w])(?:(?:{SPACE}of)?,?{SPACE}(?P<mon_y>{_YEAR}))?",
    ),
    (
        "yr",
        rf"(?P<yr_cue>(?i:in|since|during|until|till|by|of|from|before|after|throughout|between|through|around|circa|for|and|to|the|the{SPACE}year|"
        rf"year|late|early|mid)(?:{SPACE}|-)|(?i:[-–]))(?P<yr_a>(?:19|20)\d\d|2100)(?:\s?[-–]\s?(?P<yr_b>(?:19|20)\d\d|\d\d))?(?![\w]|[,.]\d|-\d)",
    ),
    (
        "half",
        rf"(?i:(?:the{SPACE})?(?P<half_w>first|second|third|fourth|last|final){SPACE}(?P<half_u>half|quarter|{_NUMBER}{SPACE}months){SPACE}of{SPACE})"
        rf"(?:(?P<half_y>{_YEAR})|(?i:this|the){SPACE}(?i:year))(?![\w])",
    ),
    ("dec", r"\b(?P<dec_y>(?:19|20)\d0)[’']?s\b"),
    (
        "agoon",
        rf"(?i:(?P<agoon_n>{_NUMBER}){SPACE}(?P<agoon_u>{_UNIT}){SPACE}ago){SPACE}(?i:on{SPACE})?(?P<agoon_d>{_WEEKDAY}|(?i:today|this{SPACE}day))(?![\w])",
    ),
    (
        "ago",
        rf"(?i:(?:(?P<ago_ex>exactly){SPACE})?(?P<ago_n>{_NUMBER}){SPACE}(?P<ago_u>{_UNIT}){SPACE}"
        rf"(?P<ago_w>ago|earlier|later|previously)(?!{SPACE}than))(?![\w])",
    ),
    (
        "wd",
        rf"(?:(?P<wd_which>(?i:last|this{SPACE}past|this|next|the{SPACE}previous|the{SPACE}following)){SPACE})?(?P<wd_d>{_WEEKDAY})(?![\w])"
        rf"(?:{SPACE}(?i:{_TIME_OF_DAY})(?![\w]))?(?:{SPACE}(?:of{SPACE})?(?P<wd_week>(?i:last|this|next)){SPACE}(?i:week)(?![\w]))?",
    ),
    (
        "feast",
        rf"(?i:(?:(?P<feast_which>last|this|next){SPACE})?(?P<feast_n>{_FEAST}))(?![\w])(?:(?:,|(?:{SPACE}[a-z]+){{0,2}}{SPACE}(?:in|of))?{SPACE}(?P<feast_y>{_YEAR}))?",
    ),
    (
        "night",
        rf"(?i:overnight|last{SPACE}night)(?![\w])(?:{SPACE}(?i:(?P<night_dir>into|to|from|on|since)){SPACE}(?P<night_d>{_WEEKDAY})(?![\w])"
        rf"(?:{SPACE}(?:in)?to{SPACE}{_WEEKDAY}(?![\w]))?)?",
    ),
    ("today", rf"(?i:today|tonight|this{SPACE}(?:morning|afternoon|evening))(?![\w])"),
    ("before", rf"(?i:the{SPACE}day{SPACE}before{SPACE}yesterday)(?![\w])"),
    ("yesterday", rf"(?i:yesterday)(?![\w])(?:{SPACE}(?i:{_TIME_OF_DAY})(?![\w]))?"),
    (
        "shift",
        rf"(?i:the{SPACE}(?:day|night){SPACE}(?P<shift_w>before|after)|the{SPACE}(?P<shift_w2>previous|preceding|next|following){SPACE}(?P<shift_u>day|night|week|month|year))(?![\w])",
    ),
    ("wkend", rf"(?i:(?:(?P<wkend_which>last|this|next)|(?:at|over){SPACE}the){SPACE}weekend)(?![\w])"),
    (
        "win",
        rf"(?i:(?:(?P<win_prep>in|over|during|within|for|throughout){SPACE})?the{SPACE}(?:past|last|previous|preceding){SPACE}"
        rf"(?:(?P<win_n>{_NUMBER}){SPACE})?(?P<win_u>{_UNIT}))(?![\w])",
    ),
    (
        "sin",
        rf"(?i:(?:in|over|during|within|for|throughout){SPACE}the{SPACE}(?:(?P<sin_n>{_NUMBER}){SPACE})?(?P<sin_u>{_UNIT})"
        rf"(?={SPACE}since\b))",
    ),
    ("rec", rf"(?i:(?:in|over){SPACE}recent{SPACE}(?P<rec_u>days|weeks|months|years))(?![\w])"),
    (
        "per",
        rf"(?i:(?:(?P<per_part>earlier|later|late|early){SPACE})?(?P<per_which>last|this|next|past){SPACE}(?P<per_u>week|month|year))(?![\w])",
    ),
    (
        "open",
        rf"(?i:(?:on|by){SPACE}the{SPACE}(?:{_WORD_DAY}|\d{{1,3}}(?:st|nd|rd|th)){SPACE}(?:(?:straight|consecutive){SPACE})?(?:day|night))(?![\w])",
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
ANY_DATE = re.compile(rf"(?<![\w]){_OPENS}(?:{_ANY})")
