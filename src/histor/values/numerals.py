# ruff: noqa: RUF001 - dashes, quotes and separators as reports write them
"""Numbers as they are written: digits of any script, number words, and mixtures such as "2.3 million"."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

UNITS = dict(
    zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], range(1, 10), strict=True)
)
TEENS = dict(
    zip(
        [
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(10, 20),
        strict=True,
    )
)
TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
SCALES = {
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
}
GLUED_SCALES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "mln": 1_000_000, "bn": 1_000_000_000}
GROUPS = {"dozen": 12, "score": 20}

_CARDINALS = {**UNITS, **TEENS, **TENS}
_ALL_WORDS = [*_CARDINALS, "hundred", *SCALES, *GROUPS]
_SEPARATED = (
    r"\d{1,3}(?:(?:,|٬|’|')\d{3})+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|[1-9]\d{0,2}(?:\.\d{3})+"
)
DIGITS = rf"(?:(?:{_SEPARATED})(?![\d]|[.,]\d{{3}})|\d+)(?:[.,٫]\d+)?"
_TOKEN = re.compile(
    rf"(?<![\w.])(?P<digits>{DIGITS})(?:\s?(?P<glued>mn|mln|bn|[km])(?![\w’'-]))?"
    rf"|(?<![\w])(?:(?P<article>an?)(?=[\s-]+(?:{'|'.join(['hundred', *SCALES, *GROUPS])})\b)"
    rf"|(?P<half>half)(?=[\s-]+an?[\s-]+(?:dozen|score|hundred|thousand|million)\b)"
    rf"|(?P<word>{'|'.join(sorted(_ALL_WORDS, key=len, reverse=True))}))(?![\w])",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"(?:[^\S\n]*\n[^\S\n]*|[^\S\n]+|[-‐‑]|[^\S\n]?[-‐‑][^\S\n]?)(?P<and>and[^\S\n]+)?", re.IGNORECASE
)
_COMMA_JOIN = re.compile(r",[^\S\n]+")
_DOTTED_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_DOTTED_DECIMAL = re.compile(r"\d+[.,٫]\d+")
# "another dozen": the word before stands for the article.
_COUNTS_ONE = re.compile(
    r"\b(?:another|further|additional|extra|some|about|around|nearly)\s+\Z", re.IGNORECASE
)
_NO_GROUP = 10**18
_MOST_DIGITS = 15  # a million billions; a computer still counts these exactly


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written from `start` to `end`; `value` is None where it is no whole number ("0.5")."""

    start: int
    end: int
    value: int | None
    digits: bool  # it begins with digits
    plain: bool  # digits alone, without separators: what a year or a time of day looks like


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    kind: str  # "digits", "unit", "teen", "tens", "hundred", "scale", "group", "article", "half"
    value: float
    plain: bool = False


def find_numerals(text: str) -> list[Numeral]:
    """Return every number in `text`, in order; one pass, linear in the length of the text."""
    tokens = [_token(match) for match in _TOKEN.finditer(text)]
    numerals, at = [], 0
    while at < len(tokens):
        numeral, at = _read(text, tokens, at)
        if numeral is not None:
            numerals.append(numeral)
    return numerals


def spelled_value(words: str) -> int | None:
    """Return the value of `words` if they are one number and nothing else."""
    found = find_numerals(words)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(words))
    return found[0].value if whole else None


def _token(match: re.Match[str]) -> _Token:
    start, end = match.span()
    if match["digits"]:
        value = digits_value(match["digits"])
        if match["glued"]:
            value = round(value * GLUED_SCALES[match["glued"].lower()], 6)
        plain = match["digits"].isdecimal() and not match["glued"]
        return _Token(start, end, "digits", value, plain)
    if match["article"]:
        return _Token(start, end, "article", 1)
    if match["half"]:
        return _Token(start, end, "half", 0.5)
    return _Token(start, end, *_word(match["word"].lower()))


def _word(word: str) -> tuple[str, int]:
    for kind, table in (
        ("unit", UNITS),
        ("teen", TEENS),
        ("tens", TENS),
        ("scale", SCALES),
        ("group", GROUPS),
    ):
        if word in table:
            return kind, table[word]
    return "hundred", 100


def digits_value(written: str) -> float:
    """Return the value of digits with separators: "1,000", "1 000", and "1.000" are a thousand.

    More digits than count anything (a card's number, a page of zeros) have none: not a number.
    """
    if sum(map(str.isdigit, written)) > _MOST_DIGITS:
        return math.nan
    if _DOTTED_GROUPS.fullmatch(written):
        return int(written.replace(".", ""))
    whole = re.sub(r"(?<=\d)[,٬’' \u00a0\u2009\u202f](?=\d{3}(?!\d))", "", written)
    if _DOTTED_DECIMAL.fullmatch(whole):
        return float(re.sub(r"[,٫]", ".", whole))
    return int(whole) if whole.isdecimal() else float(re.sub(r"[^\d.]", "", whole))


class _Reader:
    """Adds token after token to one number for as long as they continue it."""

    def __init__(self, first: _Token) -> None:
        self.total = 0.0
        self.current = 0.0
        self.scale = _NO_GROUP
        self.last = ""
        self.closed = False
        self.take(first)

    def accepts(self, token: _Token) -> bool:  # noqa: PLR0911 - one return per kind
        """Whether `token` continues the number."""
        if self.closed:
            return False
        match token.kind:
            case "unit":
                return self.last in ("hundred", "scale", "tens")
            case "teen" | "tens":
                return self.last in ("hundred", "scale")
            case "hundred":
                return 0 < self.current < 100 and self.last != "scale"  # noqa: PLR2004 - "twelve hundred"
            case "scale":
                return self.current > 0 and token.value < self.scale
            case "group":
                return self.current > 0 and not self.total and self.last != "hundred"
            case "article":
                return self.last == "half"
            case _:
                return False

    def take(self, token: _Token) -> None:
        """Add `token`, which continues the number."""
        if token.kind == "hundred":
            self.current *= 100
        elif token.kind == "scale":
            self.total += self.current * token.value
            self.current, self.scale = 0, int(token.value)
        elif token.kind == "group":
            self.current *= token.value
            self.closed = True
        elif token.kind == "article":
            self.current = self.current or 1
        else:
            self.current += token.value
        self.last = token.kind

    @property
    def value(self) -> int | None:
        number = round(self.total + self.current, 6)
        return int(number) if math.isfinite(number) and number == int(number) else None


def _read(text: str, tokens: Sequence[_Token], at: int) -> tuple[Numeral | None, int]:
    first = tokens[at]
    if first.value == GROUPS["dozen"] and first.kind == "group" and _COUNTS_ONE.search(text, 0, first.start):
        return Numeral(first.start, first.end, GROUPS["dozen"], digits=False, plain=False), at + 1
    if first.kind in ("hundred", "scale", "group"):
        return None, at + 1  # a bare "hundred" or "score" has no number before it
    reader, end = _Reader(first), first.end
    at += 1
    while at < len(tokens) and _continues(text, tokens, at, reader):
        reader.take(tokens[at])
        end = tokens[at].end
        at += 1
    plain = first.plain and end == first.end
    return Numeral(first.start, end, reader.value, first.kind == "digits", plain), at


def _continues(text: str, tokens: Sequence[_Token], at: int, reader: _Reader) -> bool:
    token, gap_start = tokens[at], tokens[at - 1].end
    if not reader.accepts(token):
        return False
    joined = _JOIN.fullmatch(text, gap_start, token.start)
    if joined is None:
        comma = reader.last == "scale" and _COMMA_JOIN.fullmatch(text, gap_start, token.start)
        return bool(comma) and _leads_hundred(tokens, at)
    if joined["and"] is None:
        return True
    return reader.last in ("hundred", "scale") and not _starts_another(tokens, at, reader)


def _following(tokens: Sequence[_Token], at: int) -> Iterator[str]:
    """Yield the kinds of the scale words after the small number at `at`."""
    step = at + 1
    if tokens[at].kind == "tens" and step < len(tokens) and tokens[step].kind == "unit":
        step += 1
    if step < len(tokens) and tokens[step].start - tokens[step - 1].end == 1:
        yield tokens[step].kind


def _leads_hundred(tokens: Sequence[_Token], at: int) -> bool:
    return "hundred" in _following(tokens, at)


def _starts_another(tokens: Sequence[_Token], at: int, reader: _Reader) -> bool:
    """Whether "and" parts two numbers: "between one hundred and two hundred"."""
    kinds = list(_following(tokens, at))
    if reader.last == "hundred":
        return "hundred" in kinds
    return "scale" in kinds
