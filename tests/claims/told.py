"""One report read whole, for tests of a single field of the claims in it."""

from functools import cache

from claims.readings import FewPlaces
from factories import document, published
from histor.claims.reader import ClaimReader, load_claim_reader
from histor.records.claim import HarmClaim

READER = cache(lambda: load_claim_reader(gazetteer=FewPlaces()))


def tolls(text: str, on: str | None = "2025-03-10") -> list[HarmClaim]:
    """Return the harm that `text`, published on the day `on`, tells of."""
    reader: ClaimReader = READER()
    found = reader.read(document(text, published=published(on) if on else None))
    return [claim for claim in found if isinstance(claim, HarmClaim)]


def toll(text: str, number: int, on: str | None = "2025-03-10") -> HarmClaim:
    """Return the claim of exactly or at least `number`."""
    return next(c for c in tolls(text, on) if number in (c.count.exact, c.count.low, c.count.high))


def days(text: str, number: int, on: str | None = "2025-03-10") -> tuple[str, str]:
    """Return the first and last day of a toll, "None" for an open end."""
    when = toll(text, number, on).when
    return (str(when.start), str(when.end)) if when else ("None", "None")


def place(text: str, number: int) -> str | None:
    """Return the place of a toll as written."""
    found = toll(text, number).place
    return found.written if found else None


def doer(text: str, number: int) -> str | None:
    """Return the perpetrator of a toll as written."""
    found = toll(text, number).perpetrator
    return found.written if found else None
