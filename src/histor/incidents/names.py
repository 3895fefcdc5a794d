"""The names that a report uses: two reports that share many of them speak of the same thing."""

import re

from anyascii import anyascii

# Calendar words are names of no one and nowhere; they are compared as dates.
CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
SHORTEST = 3  # letters: shorter words written large are initials and "UN"
# A capital after a full stop, a quotation mark or a line's start need not be a name's.
QUOTES = "\"'\u201c\u201d\u2018\u2019"
INNER = re.compile(rf"(?<![.!?:\n{QUOTES}])(?<![.!?][ {QUOTES}])(?<=[ (\-])[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


def names_in(text: str) -> frozenset[str]:
    """Return the words of `text` that are written as names, lower case, in Latin letters."""
    found = (anyascii(match).lower() for match in INNER.findall(text) if match[0].isupper())
    return frozenset(word for word in found if len(word) >= SHORTEST and word not in CALENDAR)
