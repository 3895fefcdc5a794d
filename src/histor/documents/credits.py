"""Find the agency whose text a report declares to carry: in its dateline or its closing credit."""

import re
from functools import cache
from pathlib import Path

import yaml

DATELINE = re.compile(
    r"^[A-Z][\w.'’ -]{1,40}(?:,[\w.'’, ]{1,40})?\s*\(([A-Z][^()\n]{1,30})\)\s*[-–—]", re.MULTILINE
)
# At the end "(AFP)", "(Reuters, with our correspondent)", "(AP and staff)"; last line "Source: AFP".
CLOSING = re.compile(
    r"(?:\(|^Source:\s*)([A-Z][\w. -]{1,30}?)(?:(?:,| and| with|/)[^()\n]{0,40})?\)?\s*\Z", re.MULTILINE
)
# "Press" and "News" name an agency only as the last word: "(Press freedom)" is none.
AGENCY_WORDS = re.compile(r"\b(?:Agency|Agencia|Agence|Newswire)\b|\b(?:Press|News|Wire)$")
BYLINE = re.compile(r"^([A-Z][\w. -]{1,30})/[A-Z]", re.MULTILINE)  # "AP/Ardel": only an agency of the list
DAY = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d"
)  # "CAIRO (Aug. 13) --"
OPENING_LINES = 6  # a dateline stands at the head of the first paragraph
AGENCIES = Path(__file__).with_name("agencies.yml")


@cache
def agencies() -> dict[str, str]:
    """Return the agencies by every name that they go by, lower case."""
    entries = yaml.safe_load(AGENCIES.read_text(encoding="utf-8"))
    return {name.lower(): key for key, names in entries.items() for name in (key, *names)}


def agency_credit(text: str) -> str | None:
    """Return the agency that a dateline names in brackets, or that the last line credits."""
    head = "\n".join(text.split("\n")[:OPENING_LINES])
    dateline = DATELINE.search(head)
    if dateline:
        name = dateline.group(1).strip()
        if not DAY.match(name):
            return agencies().get(name.lower(), name)
    byline = BYLINE.search(head)
    if byline and byline.group(1).lower() in agencies():
        return agencies()[byline.group(1).lower()]
    last = text.rstrip().rpartition("\n")[2].strip().lower()
    if last in agencies():
        return agencies()[last]
    closing = CLOSING.search(text[-CLOSE:])
    return _named(closing.group(1).strip()) if closing else None


CLOSE = 100  # characters at the end of the text in which a credit stands


def _named(written: str) -> str | None:
    """Return the agency that goes by `written`: one of the list, or what calls itself an agency or a wire."""
    return agencies().get(written.lower()) or (written if AGENCY_WORDS.search(written) else None)
