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
# A capital after a full stop, a quote or a line's start need not be a name's.
INNER = re.compile(r"(?<![.!?:\"“”'‘’\n])(?<![.!?][ \"”’])(?<=[ (\-])[^\W\d_a-z][^\W\d_]+(?:['’-][^\W\d_]+)*")


def names_in(text: str) -> frozenset[str]:
    """Return the words of `text` that are written as names within a sentence, lower case, in Latin letters."""
    found = (anyascii(match).lower() for match in INNER.findall(text) if match[0].isupper())
    return frozenset(word for word in found if len(word) > 2 and word not in CALENDAR)
