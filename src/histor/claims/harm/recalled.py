"""Tell harm that is recalled for context from the harm that the report is about."""

import re

from histor.claims.harm.scope_case import Told
from histor.claims.harm.words import HarmWords
from histor.claims.reading import Reading
from histor.claims.vocabulary import whole_word
from histor.records.claim import Scope

YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!\s*(?:people|civilians|men|women|soldiers)\b)")
# "The deadliest since the invasion of 2022" measures by another time; "since 2014, when gunmen killed 130" tells of it.
MEASURE = re.compile(r"\bsince\b[^,;]*(?:,(?! (?:when|in which|where)\b)|;|$)")
# Totals of a whole war, or of years that no words bound: context, where the words do not begin the count themselves.
OF_A_WAR = frozenset(
    {"scope:long", "scope:in-war", "scope:ongoing", "scope:vast", "scope:years", "scope:year-count"}
)
# "A year and a half ago", "two years ago"; the clause is in small letters.
YEARS_AGO = re.compile(r"\b(?:years?|decades?)(?: and a half)? (?:ago|earlier)\b")
# "A mass for the baker gunned down only weeks before": behind a noun, it is told of another deed than the sentence's.
EARLIER = re.compile(
    r"(?: [\w'-]+){0,6}? (?:days?|weeks?|months?) (?:earlier|before|previously|prior)\b", re.IGNORECASE
)
BREAK = re.compile(r"; | while | whereas |, but ")


def is_recalled(reading: Reading, words: HarmWords, told: Told) -> bool:
    """Whether a figure belongs to another time: its clause names an earlier year, or says "years ago".

    A running total that only began in another year is of the report's own time; that of a war is of none.
    """
    if told.scoped.scope in (Scope.CUMULATIVE, Scope.PERIOD):
        return told.scoped.trace is not None and told.scoped.trace.rule in OF_A_WAR
    clause = MEASURE.sub(" ", _clause(told))
    if YEARS_AGO.search(clause) or any(whole_word(entry).search(clause) for entry in words.lists["recalled"]):
        return True
    if told.found.hit.frame.endswith("-relative") and EARLIER.match(_behind(told)):
        return True
    published = reading.document.published
    years = [int(match.group()) for match in YEAR.finditer(clause)]
    return published is not None and any(year < published.start.year for year in years)


def _behind(told: Told) -> str:
    """Return the words behind a figure's word of harm."""
    sentence = told.found.scene.sentence
    return sentence.words(told.found.hit.last.end, sentence.end)


def _clause(told: Told) -> str:
    """Return the words of the figure's sentence around it, up to a break between two matters."""
    found = told.found
    sentence = found.scene.sentence
    at = found.counted.start - sentence.start
    left = max((m.end() for m in BREAK.finditer(sentence.text[:at])), default=0)
    right = BREAK.search(sentence.text[at:])
    return sentence.text[left : at + right.start() if right else None].lower()
