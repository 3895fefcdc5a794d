# ruff: noqa: RUF001 - dashes, quotes and separators as reports write them
"""Find the numbers in a text with the hedges around them; what these make of a number, `count` says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from histor.values.count_words import (
    GLUED_AFTER,
    INCREMENT_AFTER,
    INCREMENT_BEFORE,
    ONE_AFTER,
    ONE_BEFORE,
    VAGUE,
    Vague,
)
from histor.values.date_finding import Found
from histor.values.date_finding import find as find_dates
from histor.values.hedges import PLAIN, Hedges
from histor.values.number_kinds import ORDINAL_WORDS, NumberKind, kind_of, kind_of_vague
from histor.values.numerals import Numeral, find_numerals

WINDOW = 64  # characters before a number in which its hedges are sought, one hedge at a time
MOST_STACKED = 3  # "at least about another 30" stacks as many as reports do
_GLUED_AFTER = re.compile(rf"-?(?P<glued>{'|'.join(GLUED_AFTER)})\b|(?P<sign>\+)(?!\d)", re.IGNORECASE)
_VAGUE = re.compile(
    r"(?<!\w)(?<![^\W\d]-)(?:"
    + "|".join(f"(?P<v{i}>{pattern})" for i, (pattern, _) in enumerate(VAGUE))
    + r")(?![\w])",
    re.IGNORECASE,
)
# "The toll went up to 63": the words say where it went, not how far it may go.
_MOVED_UP = re.compile(
    r"\b(?:go|goes|going|gone|went|jumped|jumping|shot|moved|taken|pushed|raised|revised|ticked|edged|crept)\s+$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:(?:anywhere|somewhere)\s+)?between\s+$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rose|ris\w+|increas\w+|jump\w+|climb\w+|gr[eo]w\w*|revis\w+|lower\w*|fell|fall\w*|drop\w*|cut|reduc\w+|went|going|"
    r"soar\w+|up|down|update\w*|chang\w+|corrected|raised|swell\w*|swollen|number)\b[^.,;]{0,30}\s*$",
    re.IGNORECASE,
)
# "Cut the toll by more than 100" gives a difference, "rose by 40" what came on top.
_FALL_BY = re.compile(
    r"\b(?:fell|fall\w*|drop\w*|cut|cuts|cutting|reduc\w+|lower\w*|slash\w*|declin\w+|decreas\w+|shr[aiu]nk\w*)\b"
    r"[^.;]{0,40}\bby\s+$",
    re.IGNORECASE,
)
_RISE_BY = re.compile(
    r"\b(?:rose|risen|rise|rising|increas\w+|gr[eo]wn?|grows|jump\w+|up)\b[^.;]{0,40}\bby\s+$", re.IGNORECASE
)
_RANGE_GAP = re.compile(
    r"\s+(?:to|or)\s+|\s?[-–—‒]\s?|\s+to\s+(?:as\s+many\s+as|about|around|perhaps|nearly)\s+", re.IGNORECASE
)
_AND_GAP = re.compile(r"\s+and\s+(?:about\s+|around\s+|perhaps\s+|some\s+)?", re.IGNORECASE)
_FLOOR_TO_CEILING = re.compile(
    r"\s*(?:,\s*)?(?:and|but|or)\s+(?:perhaps|possibly|maybe|potentially|probably)?\s*(?:as\s+many\s+as|up\s+to|no\s+more\s+than|"
    r"not\s+more\s+than|at\s+most)\s+",
    re.IGNORECASE,
)
_MOST_APART_OR = 3  # "two or three": alternatives lie close together, "one or 500" are two things


@dataclass(frozen=True, slots=True)
class _Item:
    """A number or a vague word before its hedges are read."""

    start: int
    end: int
    value: int | None
    kind: NumberKind
    vague: Vague | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A number as it is worded: `start` to `end` with its hedges, `number_start` to `number_end` without."""

    start: int
    end: int
    number_start: int
    number_end: int
    value: int | None  # of a range: its lower end
    ceiling: int | None = None  # of a range only
    bounds: tuple[str, ...] = ()  # keys of the hedge tables, innermost first
    vague: Vague | None = None
    kind: NumberKind
    weak: bool = False
    increment: bool = False


def find_wordings(text: str, hedges: Hedges = PLAIN) -> list[Wording]:
    """Return every number in `text` in order; linear in the length of the text."""
    items = _items(text)
    mentions: list[Wording] = []
    at = 0
    while at < len(items):
        merged = _range(text, items, at, mentions, hedges)
        mentions.append(merged or _hedged(text, items[at], _floor(mentions), hedges))
        at += 2 if merged else 1
    return mentions


def _floor(mentions: Sequence[Wording]) -> int:
    return mentions[-1].end if mentions else 0


def _items(text: str) -> list[_Item]:
    items = [*_numbers(text), *_vague(text), *_ordinals(text)]
    items.sort(key=lambda item: (item.start, -item.end))
    kept: list[_Item] = []
    for item in items:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return list(_dated(kept, find_dates(text)))


def _dated(items: Sequence[_Item], dates: Sequence[Found]) -> Iterator[_Item]:
    """Mark the numbers that are part of a date, whatever else they look like: "between 23 and 31 March"."""
    ahead = iter(dates)
    current = next(ahead, None)
    for item in items:
        while current is not None and current.end <= item.start:
            current = next(ahead, None)
        inside = current is not None and current.start <= item.start < current.end
        yield replace(item, kind=NumberKind.DATE) if inside else item


def _numbers(text: str) -> Iterator[_Item]:
    for numeral in find_numerals(text):
        yield _Item(
            numeral.start, numeral.end, numeral.value, kind_of(text, numeral), weak=_is_pronoun(text, numeral)
        )


def _is_pronoun(text: str, numeral: Numeral) -> bool:
    if text[numeral.start : numeral.end].lower() != "one":
        return False
    before = text[max(0, numeral.start - WINDOW) : numeral.start]
    return bool(ONE_BEFORE.search(before) or ONE_AFTER.match(text, numeral.end))


def _vague(text: str) -> Iterator[_Item]:
    for match in _VAGUE.finditer(text):
        worth = VAGUE[int((match.lastgroup or "v0")[1:])][1]
        kind = kind_of_vague(text, match.end())
        yield _Item(match.start(), match.end(), worth.low, kind, worth, worth.weak)


def _ordinals(text: str) -> Iterator[_Item]:
    for match in ORDINAL_WORDS.finditer(text):
        kind = NumberKind.RANK_OR_TITLE if match["rank"] else NumberKind.ORDINAL
        yield _Item(match.start(), match.end(), None, kind)


def _range(
    text: str, items: Sequence[_Item], at: int, earlier: Sequence[Wording], hedges: Hedges
) -> Wording | None:
    if at + 1 >= len(items):
        return None
    low, high = items[at], items[at + 1]
    if low.vague or high.vague or low.value is None or high.value is None or low.value >= high.value:
        return None
    if low.kind in (NumberKind.DATE, NumberKind.DESIGNATION) and high.kind is NumberKind.CARDINAL:
        return None  # "has risen since October 10 to 312", "UPDATE 1-Two shot"
    before = text[max(_floor(earlier), low.start - WINDOW) : low.start]
    start = _range_start(text, low, high, before, hedges)
    if start is None:
        return None
    kind = high.kind if high.kind is not NumberKind.CARDINAL else low.kind
    return Wording(
        start=start,
        end=high.end,
        number_start=low.start,
        number_end=high.end,
        value=low.value,
        ceiling=high.value,
        kind=kind,
    )


def _range_start(text: str, low: _Item, high: _Item, before: str, hedges: Hedges) -> int | None:
    """Return where a range begins, None if the two numbers are no range."""
    if _FLOOR_TO_CEILING.fullmatch(text, low.end, high.start):
        hedge = hedges.ahead.search(before)
        return low.start - len(before) + hedge.start() if hedge else low.start
    between = _BOTH.search(before)
    if between and (
        _AND_GAP.fullmatch(text, low.end, high.start) or _RANGE_GAP.fullmatch(text, low.end, high.start)
    ):
        return low.start - len(before) + between.start()
    if not _RANGE_GAP.fullmatch(text, low.end, high.start) or not _plausible(text, low, high):
        return None
    start_from = _FROM.search(before)
    if start_from is None:
        return None if _CHANGE.search(before) and " to " in text[low.end : high.start] else low.start
    return (
        None if _CHANGE.search(before[: start_from.start()]) else low.start - len(before) + start_from.start()
    )


def _plausible(text: str, low: _Item, high: _Item) -> bool:
    if " or " not in text[low.end : high.start]:
        return True
    return (high.value or 0) <= _MOST_APART_OR * max(low.value or 0, 1)


def _hedged(text: str, item: _Item, floor: int, hedges: Hedges) -> Wording:
    start, bounds, increment = _peel(text, item, floor, hedges)
    end, after, more = _trail(text, item, hedges)
    before = text[max(0, start - WINDOW) : start]
    return Wording(
        start=start,
        end=end,
        number_start=item.start,
        number_end=item.end,
        value=item.value,
        bounds=(*bounds, *after),
        vague=item.vague,
        kind=NumberKind.MEASURE if _FALL_BY.search(before) else item.kind,
        weak=item.weak and not bounds,
        increment=increment or more or bool(_RISE_BY.search(before)),
    )


def _peel(text: str, item: _Item, floor: int, hedges: Hedges) -> tuple[int, list[str], bool]:
    """Take one hedge after another off the words before a number."""
    start, bounds, increment = item.start, list[str](), False
    for _ in range(MOST_STACKED):
        from_ = max(floor, start - WINDOW)
        match = hedges.ahead.search(text[from_:start])
        if match is None:
            break
        phrase = re.sub(r"\s+", " ", match["phrase"].lower())
        if phrase == "up to" and _MOVED_UP.search(text, from_, from_ + match.start()):
            break
        increment = increment or phrase in INCREMENT_BEFORE
        bound = hedges.bound(phrase)
        if bound is not None:
            bounds.append(bound)
        start = from_ + match.start()
    return start, bounds, increment


def _trail(text: str, item: _Item, hedges: Hedges) -> tuple[int, list[str], bool]:
    """Read the words after a number that belong to it: "or more", "-plus", "more"."""
    end, bounds = item.end, list[str]()
    glued = _GLUED_AFTER.match(text, end)
    if glued:
        bounds.append(GLUED_AFTER[glued["glued"].lower()] if glued["glued"] else "at_least")
        end = glued.end()
    hedge = hedges.behind.match(text, end)
    if hedge and hedge.lastgroup:
        return hedge.end(), [*bounds, hedge.lastgroup], False
    more = INCREMENT_AFTER.match(text, end)
    if more is None:
        return end, bounds, False
    return (more.end() if more["more"] else end), bounds, True
