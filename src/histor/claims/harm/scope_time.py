"""Scope by time: windows, beginnings, long affairs."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from histor.claims.harm.scope_case import BRINGING, Case, Scoped, clause_of, scoped
from histor.claims.parsed import Sentence, Token
from histor.claims.vocabulary import any_of
from histor.records.claim import Harm, Scope
from histor.values.count import find_counts

UNIT = r"(?:hours?|days?|weeks?|months?|years?|decades?|quarter)"
WINDOW = re.compile(
    rf"\b(?:in|over|during|within|for|across)? ?(?:the )?(?:past|last|previous|preceding) "
    rf"(?:(?:\d+|[a-z]+|[a-z]+-[a-z]+) )?{UNIT}\b(?! of)|"
    rf"\b(?:in|within) (?:24|48|72) hours\b"
)
# Shorter windows are a period of one series, longer ones run up a total.
SHORT = re.compile(r"hours?|days?\b|weeks?\b")
A_TIME = re.compile(rf"^(?:last|past|previous|preceding) {UNIT}")  # "killed last week" dates one event
LAST_YEAR = re.compile(r"\b(?:last|this|that) year\b")  # of a war, a year's total
A_YEAR = re.compile(r"(?:19|20)\d\d")
# The year of a count, before it or behind: "2013 homicide count", "number of victims for the year".
OF_YEAR = re.compile(
    r"\b(?:19|20)\d\d (?:\w+ ){0,2}(?:count|tally|total|toll)\b|\b(?:for|of|in) (?:the|this) (?:calendar )?year\b|"
    r"\b(?:this|the) year['\u2019]s (?:\w+ ){0,2}(?:count|tally|total|toll)\b|\byear[- ]to[- ]date\b"
)
# A stretch of hours, or a weekend in a whole city, in which several crimes are counted together.
SPELL = re.compile(
    r"\b(?:over|in|during|within) (?:an?|the|that|one|this) [\w]+[- ]hours? (?:stretch|span|period|window)\b|"
    r"\b(?:over|during|this|last) (?:the |this |that |last |past |holiday |long )*weekend\b"
)
CITYWIDE = re.compile(r"\bcity-?wide\b|\b(?:across|around|in|throughout) (?:the|this) (?:city|town|county)\b")
FEWEST_CRIMES = 8  # "in two shootings" may be one attack on two houses
SEVERAL = 5  # dead of a year: fewer may be of one event
VAST = {Harm.KILLED: 10_000, Harm.INJURED: 20_000, Harm.DISPLACED: 500_000}
MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
YEARS = re.compile(
    r"\b(?:in|over|during) (?:recent|the past few|several|many) (?:weeks|years|months|decades)\b|"
    r"\b(?:in|during|over|after) [\w-]+ (?:months|years|decades) of (?:war|conflict|fighting|violence|bloodshed)\b|"
    r"\bover (?:the )?decades\b|\bin the first (?:half|quarter|\w+ months) of\b|"
    rf"\b(?:between|from) (?:\d{{1,2}} )?{MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})? "
    rf"(?:and|to|until|through) "
    rf"(?:the end of |mid-|early |late )?(?:\d{{1,2}} )?{MONTH}\b|"
    r"\b(?:in|during|over) (?:this|that|the same|the reporting|the period under) (?:\w+ )?(?:period|review)\b"
)
MONTH_ALONE = re.compile(rf"\b(?:in|during|throughout) (?:the month of )?{MONTH}\b(?! \d{{1,2}}\b(?!\d))")
CARRIES_ON = frozenset(
    {
        "conj",
        "xcomp",
        "ccomp",
        "relcl",
        "acl",
        "pobj",
        "dobj",
        "attr",
        "prep",
        "nsubj",
        "nsubjpass",
        "oprd",
        "acomp",
    }
)


def window(case: Case) -> Scoped | None:
    """Read what happened within a window: "in the past 24 hours", "in the past 12 months"."""
    shown = next((m for m in WINDOW.finditer(clause_of(case)) if not A_TIME.match(m.group().strip())), None)
    if shown is None or not _bounds(case, shown.group().split()[-1]):
        return None
    return scoped(
        Scope.PERIOD if SHORT.search(shown.group()) else Scope.CUMULATIVE, "window", shown.group().strip()
    )


def _bounds(case: Case, unit: str) -> bool:
    """Whether the time words hang on the figure's verb, and not on another ("spent the past two days")."""
    found = case.found
    above = {
        t.i
        for start in (found.hit.verb or found.counted.anchor, found.counted.anchor)
        for t in upwards(case.sentence, start)
    }
    units = [t for t in case.sentence.tokens if t.text.lower() == unit]
    return any(
        {t.i for t in case.sentence.ancestors(t)} & above and t.dep not in ("dobj", "nsubj") for t in units
    )


def running(case: Case) -> Scoped | None:
    """Read the total that a count of a day or a week brings up: "... in the past day, bringing the toll to 61,258"."""
    led_by = case.sentence.words(case.sentence.start, case.found.counted.start).lower()
    brought = list(re.finditer(BRINGING, led_by))
    if case.found.hit.frame != "toll" or not brought or not WINDOW.search(led_by[: brought[-1].start()]):
        return None
    return scoped(Scope.CUMULATIVE, "running", brought[-1].group().strip(", "))


def upwards(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Yield a token and what it is a complement of or joined to, not what it merely accompanies."""
    yield token
    while token.head != token.i and (
        token.dep in CARRIES_ON or (token.dep == "advcl" and token.tag == "VBG")
    ):
        token = sentence.head(token)
        yield token


def long_affair(case: Case) -> Scoped | None:
    """Read a total of a war or an insurgency: "the conflict has claimed over 26,000 lives"."""
    verb = case.found.hit.verb
    if verb is None:
        return None
    doers = [
        t
        for above in upwards(case.sentence, verb)
        for t in case.sentence.children(above)
        if t.dep in ("nsubj", "nsubjpass")
    ]
    doers += [case.sentence.head(above) for above in upwards(case.sentence, verb) if above.dep == "relcl"]
    doers += [case.found.hit.agent] if case.found.hit.agent is not None else []
    war = next((t for t in doers if case.words.has("over_years", t.lemma)), None)
    if war is not None:
        return scoped(Scope.CUMULATIVE, "long", war.text)
    perfect = any(
        c.dep == "aux" and c.lemma == "have"
        for above in upwards(case.sentence, verb)
        for c in case.sentence.children(above)
    )
    during = (t for t in case.sentence.tokens if t.dep == "pobj" and case.words.has("over_years", t.lemma))
    bounds = (t for t in during if case.sentence.head(t).lemma in ("in", "during", "of"))
    within = next((t for t in bounds if holds(case.sentence, t, verb)), None)
    if within is not None and (perfect or LAST_YEAR.search(clause_of(case))):
        return scoped(Scope.CUMULATIVE, "in-war", within.text)
    if case.drawn_out and _told_of_it(case, doers):
        return scoped(Scope.CUMULATIVE, "drawn-out", case.drawn_out)
    ongoing = next((t for t in doers if case.words.has("ongoing", t.lemma)), None)
    return scoped(Scope.CUMULATIVE, "ongoing", ongoing.text) if ongoing is not None and perfect else None


def holds(sentence: Sentence, time: Token, verb: Token) -> bool:
    """Whether a phrase of time hangs on a verb, not on a place or people told of: "Ardel, in the grip of a war"."""
    above = {t.i for t in upwards(sentence, verb)}
    way = list(takewhile(lambda t: t.i not in above, sentence.ancestors(time)))
    reached = len(way) < sum(1 for _ in sentence.ancestors(time))
    return reached and not any(t.dep in ("appos", "relcl", "acl", "advcl") for t in way)


def _told_of_it(case: Case, doers: Sequence[Token]) -> bool:
    """Whether a figure is the drawn-out affair's: its clashes killed them, or they "have been killed"."""
    clashes = any(case.words.has("ongoing", t.lemma) or case.words.has("over_years", t.lemma) for t in doers)
    verb = case.found.hit.verb
    auxiliaries = (
        {t.lemma for t in case.sentence.children(verb) if t.dep.startswith("aux")} if verb else set()
    )
    undated = not re.search(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\byesterday\b", clause_of(case))
    return clashes or ({"have", "be"} <= auxiliaries and undated)


def year_total(case: Case) -> Scoped | None:
    """Read a year's total: "in 2024, at least 2,503 people were killed"."""
    verb = case.found.hit.verb
    if verb is None or _one_attack(case, verb):
        return None
    for token in case.sentence.tokens:
        preposition = case.sentence.head(token)
        dated = token.dep == "pobj" and A_YEAR.fullmatch(token.text) and preposition.lemma in ("in", "during")
        if (
            dated
            and _is_noun_of(case.sentence, token)
            and case.sentence.head(preposition).i in {t.i for t in _with_main(case.sentence, verb)}
        ):
            return scoped(Scope.CUMULATIVE, "year", token.text)
    return None


def _is_noun_of(sentence: Sentence, year: Token) -> bool:
    """Whether a year stands for itself, and does not call a deed: "during the 2018 massacre"."""
    return not any(t.pos in ("NOUN", "PROPN", "ADJ") for t in sentence.tokens[year.i + 1 : year.i + 2])


def last_year(case: Case) -> Scoped | None:
    """Read a year's total in the passive: "14 leaders were reported murdered last year"."""
    verb, shown = case.found.hit.verb, LAST_YEAR.search(clause_of(case))
    if verb is None or shown is None or _one_attack(case, verb) or case.found.hit.agent is not None:
        return None
    passive = any(t.dep in ("nsubjpass", "auxpass") for t in case.sentence.children(verb))
    several = (case.found.count.low or case.found.count.high or 0) >= SEVERAL
    at = next((t for t in case.sentence.tokens if t.text.lower() == "year" and t.dep == "npadvmod"), None)
    hangs = at is not None and at.head in {verb.i, case.found.hit.first.i}
    if not (passive and several and hangs):
        return None
    return scoped(Scope.CUMULATIVE, "last-year", shown.group())


def year_count(case: Case) -> Scoped | None:
    """Read the count that a city keeps of its year: "its 2013 homicide count", "there have been nine murders"."""
    shown = OF_YEAR.search(clause_of(case))
    if shown is not None and case.found.hit.frame == "toll":
        return scoped(Scope.CUMULATIVE, "year-count", shown.group())
    noun = case.found.hit.first
    if case.found.hit.frame != "noun" or not case.words.has("crimes", noun.lemma):
        return None
    verb = next((t for t in case.sentence.ancestors(noun) if t.pos in ("VERB", "AUX")), None)
    perfect = verb is not None and any(
        t.dep == "aux" and t.lemma == "have" for t in case.sentence.children(verb)
    )
    return scoped(Scope.CUMULATIVE, "year-count", noun.text) if perfect else None


def month_total(case: Case) -> Scoped | None:
    """Read what a monitor counted in a month: "in November the network documented the death of 160 people"."""
    shown = MONTH_ALONE.search(clause_of(case))
    tallied = any(case.words.has("tallying", t.lemma) for t in case.sentence.tokens)
    verb = case.found.hit.verb
    if verb is not None and (_one_attack(case, verb) or _by_one_attack(case, verb)):
        return None
    if shown is None or not tallied or (case.found.count.low or case.found.count.high or 0) < SEVERAL:
        return None
    return scoped(Scope.CUMULATIVE, "month", shown.group())


def vast(case: Case) -> Scoped | None:
    """Read what no one event does: tens of thousands who "have been killed", hundreds of thousands who fled."""
    least = case.found.count.low or case.found.count.high or 0
    verb = case.found.hit.verb
    perfect = verb is not None and any(
        t.dep == "aux" and t.lemma == "have" for t in case.sentence.children(verb)
    )
    if not perfect or least < VAST.get(case.found.harm, least + 1):
        return None
    return scoped(Scope.CUMULATIVE, "vast", case.found.count.wording)


def _one_attack(case: Case, verb: Token) -> bool:
    """Whether one attack did it: "in a truck bombing in October 2017"."""
    doings = [t for t in case.sentence.children(verb) if t.dep in ("prep", "agent")]
    held = [t for each in doings if each.lemma in ("in", "by") for t in case.sentence.children(each)]
    return any(
        case.words.has("counted", t.lemma)
        and any(c.dep == "det" and c.text.lower() in ("a", "an") for c in case.sentence.children(t))
        for t in held
    )


def _by_one_attack(case: Case, verb: Token) -> bool:
    """Whether one weapon or attack is the subject: "In May, a truck bomb killed 92"."""
    doers = (t for t in case.sentence.children(verb) if t.dep == "nsubj")
    articles = (c.text.lower() for t in doers for c in case.sentence.children(t) if c.dep == "det")
    return any(article in ("a", "an") for article in articles)


def _with_main(sentence: Sentence, verb: Token) -> Iterator[Token]:
    """Yield what holds a verb, and the clause that "while" sets beside it."""
    for token in upwards(sentence, verb):
        yield token
        beside = any(c.dep == "mark" and c.lemma in ("while", "whereas") for c in sentence.children(token))
        if token.dep == "advcl" and beside:
            yield from upwards(sentence, sentence.head(token))


def round_up(case: Case) -> Scoped | None:
    """Read what a place counts of many crimes: "in 33 shootings", "in the city over the weekend"."""
    nouns = any_of(f"{noun}s" for key in ("lethal_attacks", "crimes") for noun in case.words.lists[key])
    clause = clause_of(case)
    several = next((m for m in _several(nouns).finditer(clause) if _is_many(m["number"])), None)
    shown = several or (SPELL.search(clause) if CITYWIDE.search(clause) or _is_one_of(case) else None)
    return scoped(Scope.CUMULATIVE, "round-up", shown.group().strip()) if shown is not None else None


def _is_one_of(case: Case) -> bool:
    """Whether somebody is told as one of those counted, here or before: "one of three killed and 27 wounded"."""
    led_by = case.sentence.words(case.sentence.start, case.found.counted.start).lower()
    return re.search(r"\b(?:one of|among)\b", led_by) is not None


@cache
def _several(nouns: str) -> re.Pattern[str]:
    return re.compile(rf"\bin (?P<number>[\w-]+) (?:\w+ ){{0,2}}{nouns}\b")


def _is_many(number: str) -> bool:
    found = find_counts(number)
    return bool(found) and (found[0].count.low or 0) >= FEWEST_CRIMES


def over_years(case: Case) -> Scoped | None:
    """Read a total over years, or over several attacks: "in recent years", "134 killed in 44 attacks"."""
    years = YEARS.search(clause_of(case))
    if years is not None:
        return scoped(Scope.CUMULATIVE, "years", years.group())
    attacks = next(
        (
            f
            for f in (case.found, *case.after[:2])
            if f.hit.frame == "attacks" and f.scene is case.found.scene and (f.count.low or 0) != 1
        ),
        None,
    )
    return scoped(Scope.CUMULATIVE, "attacks", attacks.count.wording) if attacks is not None else None
