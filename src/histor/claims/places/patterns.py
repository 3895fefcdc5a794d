"""The patterns that words of the lexicon make around a name, each compiled once."""

import re
from functools import cache


@cache
def one_of(words: frozenset[str]) -> str:
    """Return the alternatives that match any of `words`."""
    return "|".join(map(re.escape, sorted(words))) or r"(?!)"


@cache
def struck_before(struck: frozenset[str]) -> re.Pattern[str]:
    """Return what ends in the words that say what was attacked: "the raid on "."""
    return re.compile(rf"\b(?:{one_of(struck)}) (?:on|of|in|at|against) (?:the )?$")


@cache
def deed_after(struck: frozenset[str], sites: frozenset[str]) -> re.Pattern[str]:
    """Return how a deed goes on that is called by a name: "the Corvo school siege"."""
    return re.compile(rf" (?:(?:{one_of(sites)}) )?(?:{one_of(struck)})\b")


@cache
def toll_after(struck: frozenset[str]) -> re.Pattern[str]:
    """Return how a toll goes on that is called by a name: "Corvo's dead"."""
    return re.compile(rf"(?:’s|'s)?\s+(?:\w+ )?(?:toll|dead|{one_of(struck)})\b")


@cache
def unnamed_place(kinds: frozenset[str]) -> re.Pattern[str]:
    """Return the words that speak of a place without its name: "on a village", "at a crowded market"."""
    return re.compile(
        rf"\b(?:in|at|on|near|of|hit|struck|shelled|bombed) an? (?:[\w-]+ ){{0,2}}(?:{one_of(kinds)})\b"
    )


@cache
def the_deed(struck: frozenset[str]) -> re.Pattern[str]:
    """Return the words that speak of a deed told before: "the attack", "this latest bombing"."""
    return re.compile(rf"\b(?:the|this|that|both) (?:[\w’'-]+ ){{0,2}}(?:{one_of(struck)})\b", re.IGNORECASE)


@cache
def told_before(listeners: frozenset[str]) -> re.Pattern[str]:
    """Return what ends in where somebody was told something: "told reporters in "."""
    return re.compile(rf"\b(?:{one_of(listeners)})s? (?:in|at) (?:the )?$")


@cache
def seen_before(witnesses: frozenset[str]) -> re.Pattern[str]:
    """Return what ends in where a witness is from: "a survivor from "."""
    return re.compile(rf"\b(?:{one_of(witnesses)}) (?:from|of|in|at) (?:the )?$")


@cache
def headed_before(heads: frozenset[str]) -> re.Pattern[str]:
    """Return what ends in who is head of an area: "the governor of "."""
    return re.compile(rf"\b(?:{one_of(heads)}) (?:of|in) (?:the )?$", re.IGNORECASE)


@cache
def heads_area(heads: frozenset[str]) -> re.Pattern[str]:
    """Return how the title of who is head of an area goes on behind its name: "X state governor"."""
    return re.compile(rf"(?:[’']s)? (?:[\w-]+ ){{0,2}}(?:{one_of(heads)})\b")


@cache
def counts_behind(counters: frozenset[str]) -> re.Pattern[str]:
    """Return how the name of those goes on who count the dead of an area: "X health ministry"."""
    return re.compile(rf"(?:[’']s)? (?:[\w-]+ )?(?:{one_of(counters)})\b", re.IGNORECASE)


@cache
def counts_before(counters: frozenset[str]) -> re.Pattern[str]:
    """Return what ends in who counts the dead of an area: "health officials in "."""
    return re.compile(rf"\b(?:{one_of(counters)}) (?:of|in) (?:the )?$", re.IGNORECASE)


@cache
def taken_to(destinations: frozenset[str]) -> re.Pattern[str]:
    """Return the rest of a clause in which somebody is taken somewhere: "rushed to hospitals in "."""
    return re.compile(rf"\b(?:{one_of(destinations)})\b[^,;]*$")


@cache
def near_before(near: frozenset[str]) -> re.Pattern[str]:
    """Return what ends in the words that put something beside a place: "outskirts of the city of "."""
    return re.compile(rf"\b(?:{one_of(near)})\s+(?:of\s+)?(?:the\s+)?(?:[\w-]+\s+)?(?:of\s+)?$")


@cache
def spread_to(verbs: frozenset[str]) -> re.Pattern[str]:
    """Return how a sentence opens that says where the violence spread to."""
    return re.compile(rf"(?:It|They|This|That|The \w+)(?: \w+){{0,3}} (?:{one_of(verbs)})(?:s|ed|ing)? to\b")


@cache
def article_before(prepositions: frozenset[str]) -> re.Pattern[str]:
    """Return an article and up to two adjectives at the end, prepositions not among them."""
    none = rf"(?!(?:{one_of(prepositions)})\b)"
    return re.compile(rf"\b(?:the|a|an|its|their)\s+(?:{none}[\w-]+\s+){{0,2}}$")
