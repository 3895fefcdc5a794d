"""Read the day on which a report appeared, as manifests, front matter and web pages write it."""

import re
from calendar import monthrange
from datetime import date

from histor.records.document import Published

DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?$")


def published_from(text: str) -> Published:
    """Return the day, month or year that `text` gives (2025-03-10, 2025-03, 2025; a time of day is left off).

    Raises ValueError that says how to write it.
    """
    match = DAY.match(text.strip())
    if not match:
        raise ValueError(f"{text!r} is not a date: write 2025-03-10, 2025-03 or 2025")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return _interval(year or 0, month, day)
    except ValueError as error:
        raise ValueError(f"{text!r} is not on the calendar: {error}") from error


def _interval(year: int, month: int | None, day: int | None) -> Published:
    if month is None:
        return Published(start=date(year, 1, 1), end=date(year, 12, 31))
    if day is None:
        return Published(start=date(year, month, 1), end=date(year, month, monthrange(year, month)[1]))
    return Published(start=date(year, month, day), end=date(year, month, day))
