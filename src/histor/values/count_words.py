# ruff: noqa: RUF001 - dashes, quotes and separators as reports write them
"""The words that bound a number ("at least", "nearly", "or more") and the vague words that stand for one."""

import re
from dataclasses import dataclass

# Longest first within each bound; "\s+" between words, so that a line break does not part a phrase.
BEFORE: dict[str, tuple[str, ...]] = {
    "at_least": (
        "at the very least",
        "at the least",
        "at least",
        "no fewer than",
        "no less than",
        "not fewer than",
        "not less than",
        "a minimum of",
        "minimum",
        "a minimum",
        "upward of",
        "≥",
    ),
    "more_than": (
        "more than",
        "well over",
        "just over",
        "slightly over",
        "over",
        "upwards of",
        "in excess of",
        "exceeding",
        "exceeded",
        "exceeds",
        "exceed",
        "had already passed",
        "has already passed",
        "already passed",
        "has passed",
        "had passed",
        "passed",
        "pass",
        "passes",
        "passing",
        "surpass",
        "surpassed",
        "surpasses",
        "surpassing",
        "topped",
        "tops",
        "topping",
        "gone past",
        "went past",
        "going past",
        "above",
        "climbed past",
        "risen past",
        "rose past",
        "rose above",
        "risen above",
        "greater than",
        "larger than",
        "higher than",
        "beyond",
        "past the",
        ">",
    ),
    "about": (
        "about",
        "around",
        "roughly",
        "approximately",
        "approx.",
        "approx",
        "an estimated",
        "estimated at",
        "estimated",
        "some",
        "circa",
        "ca.",
        "in the region of",
        "in the order of",
        "on the order of",
        "somewhere around",
        "something like",
        "perhaps",
        "maybe",
        "an approximate",
        "more or less",
        "≈",
        "~",
    ),
    "nearly": (
        "very nearly",
        "nearly",
        "almost",
        "close to",
        "just under",
        "just short of",
        "just shy of",
        "shy of",
        "nearing",
        "approaching",
        "not far off",
        "not far short of",
        "not quite",
        "close on",
        "<",
    ),
    "up_to": (
        "up to",
        "as many as",
        "no more than",
        "not more than",
        "at most",
        "at the most",
        "a maximum of",
        "maximum of",
        "at a maximum",
        "≤",
    ),
    "below": ("fewer than", "less than", "lower than", "below", "under", "short of"),
}
AFTER: dict[str, tuple[str, ...]] = {
    "at_least": (
        "or more",
        "or even more",
        "if not more",
        "at least",
        "at the very least",
        "at a minimum",
        "and counting",
    ),
    "about": ("or so", "or thereabouts", "more or less", "approximately"),
    "up_to": ("or fewer", "or less", "at most", "at the most"),
}
GLUED_AFTER = {"plus": "at_least", "odd": "about", "ish": "about"}


@dataclass(frozen=True, slots=True)
class Vague:
    """What a quantity word without a number is worth; None where it sets no bound."""

    hedge: str
    low: int | None
    high: int | None = None
    exact: int | None = None
    weak: bool = False


_TENS_OF = r"(?:tens|dozens|scores)\s+of\s+"
_SOME_OF = r"(?:several|many|a\s+few|few|a\s+couple\s+of|a\s+couple)\s+"
_ONE_OF = r"(?:another|day|point|time|thing|side|hand|way|month|year)"
_NO = (
    r"no(?!\s*[-‐‑.°#]|\s+(?:longer|more|fewer|less|doubt|matter|way|such|sooner|later|other|\d|one|different|better|"
    r"worse|idea|wonder)\b)"
)
# The first pattern that fits a stretch of text decides, so the longer stand first.
VAGUE: tuple[tuple[str, Vague], ...] = (
    (r"hundreds\s+of\s+thousands", Vague("hundreds", 200_000)),
    (r"hundreds\s+of\s+millions", Vague("hundreds", 200_000_000)),
    (rf"{_TENS_OF}thousands", Vague("other", 20_000)),
    (rf"{_TENS_OF}millions", Vague("other", 20_000_000)),
    (
        r"thousands\s+(?:up)?on\s+thousands|many\s+thousands|several\s+thousands?|a\s+few\s+thousand",
        Vague("other", 2_000),
    ),
    (rf"{_SOME_OF}hundreds?|hundreds\s+(?:up)?on\s+hundreds", Vague("hundreds", 200)),
    (rf"{_SOME_OF}dozens?|dozens\s+(?:up)?on\s+dozens", Vague("dozens", 24)),
    (rf"{_SOME_OF}scores?", Vague("other", 40)),
    (r"dozens", Vague("dozens", 24)),
    (r"hundreds", Vague("hundreds", 200)),
    (r"thousands", Vague("other", 2_000)),
    (r"millions", Vague("other", 2_000_000)),
    (r"scores(?!\s+(?:were\s+level|draws?)\b)", Vague("other", 40)),
    (r"several", Vague("other", 3)),
    (r"(?:quite\s+)?a\s+few", Vague("other", 3)),
    (r"a\s+(?:small\s+)?handful(?:\s+of)?", Vague("other", 3)),
    (r"a\s+couple\s+of", Vague("about", 2, 2)),
    (r"a\s+couple", Vague("about", 2, 2, weak=True)),
    (r"a\s+score(?=\s+(?:of|or)\b)", Vague("exact", 20, 20, 20)),
    (r"(?<!\bas )(?<!\bhow )(?<!\bso )many(?!\s+as\b)", Vague("other", None, weak=True)),
    (r"not\s+(?:even\s+)?(?:one|a\s+single)|no[\s-]one|nobody|none", Vague("exact", 0, 0, 0)),
    (r"zero", Vague("exact", 0, 0, 0)),
    (
        r"both(?=\s+(?:of\s+)?(?!sides|parties|countries|cases|attacks|armies)[a-z-]+s\b)",
        Vague("exact", 2, 2, 2, weak=True),
    ),
    (
        _NO,
        Vague("exact", 0, 0, 0, weak=True),
    ),
)
# "one" that stands for somebody rather than for a number.
ONE_BEFORE = re.compile(
    r"\b(?:any|every|some|each|another|this|that|which|the|only|loved|little|young|no|everyone|or)[\s-]+$",
    re.IGNORECASE,
)
ONE_AFTER = re.compile(
    rf"\s+(?:of\b|{_ONE_OF}\b|(?:can|cannot|could|must|should|would|might|may|has|is|more\s+time|or\s+another|or\s+the|by\s+one|"
    r"after\s+another)\b)|[’']s\b|-(?:sided|way|off|time|on-one|to-one)\b",
    re.IGNORECASE,
)
INCREMENT_BEFORE = (
    "another",
    "a further",
    "an additional",
    "an extra",
    "yet another",
    "further",
    "additional",
)
INCREMENT_AFTER = re.compile(
    r"\s+(?P<more>more|additional|further)\b(?!\s+than\b)|\s+(?P<other>others?)\b", re.IGNORECASE
)


def alternation(phrases: tuple[str, ...]) -> str:
    """Return a pattern that fits any of `phrases`, longest first, over any white space."""
    return "|".join(
        r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases, key=len, reverse=True)
    )
