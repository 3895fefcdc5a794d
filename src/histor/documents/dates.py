"""Read the day on which a report appeared, as manifests, front matter, pages, feeds and tables write it."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from histor.records.document import Published

DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?$")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?$")  # 20250310, 20250310T061500Z
SECONDS = re.compile(r"\d{9,11}$")  # since 1970
ZONED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$")
NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")
FEW_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%Y/%m/%d", "%d-%b-%Y")


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


def published_between(text: str) -> Published:
    """Return what `days_between` wrote: one day, or "first/last"; raises ValueError for anything else."""
    first, _, last = text.partition("/")
    start = published_from(first)
    return Published(start=start.start, end=published_from(last).end) if last else start


def days_between(first: str | None, last: str | None) -> str | None:
    """Return one day as it is, and two as "first/last": a report that was changed had appeared by the last."""
    if first is None or last is None or last <= first:
        return first or last
    return f"{first}/{last}"


def day_of(text: str | None) -> str | None:
    """Return the day that a machine or a table wrote as YYYY-MM-DD (or month, year); None if it is not certain.

    A moment with its zone is the day in UTC; "03/04/2025" may be either of two days and is none.
    """
    text = (text or "").strip()
    if not text or len(text) > LONGEST:
        return None
    try:
        moment = _moment(text)
        return moment.date().isoformat() if moment else _as_written(text)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None


LONGEST = 100  # characters


def _moment(text: str) -> datetime | None:
    if SECONDS.match(text):
        return datetime.fromtimestamp(int(text), UTC)
    if ZONED.match(text):
        return datetime.fromisoformat(text).astimezone(UTC)
    if ", " in text and text[:3].isalpha() and text[3] == ",":  # Mon, 10 Mar 2025 06:15:00 +0200
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment
    return None


def _as_written(text: str) -> str | None:
    compact = COMPACT.match(text)
    if compact:
        return _sound("-".join(compact.groups()))
    if DAY.match(text):
        return _sound(text[:10].split("T", maxsplit=1)[0].split(" ", maxsplit=1)[0])
    numbers = NUMBERS.match(text)
    if numbers:
        return _only_reading(*map(int, numbers.groups()))
    for form in FEW_FORMS:
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None


def _only_reading(one: int, other: int, year: int) -> str | None:
    days = {(day, month) for day, month in ((one, other), (other, one)) if month <= MONTHS}
    if len(days) != 1:
        return None
    ((day, month),) = days
    return date(year, month, day).isoformat()


MONTHS = 12


def _sound(text: str) -> str:
    published_from(text)
    return text
