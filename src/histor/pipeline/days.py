"""What could be known day by day, for records small enough to be put together anew for each day."""

from collections.abc import Sequence
from datetime import date

from histor.pipeline.knowing import RULE, Known, known_as_of, standing
from histor.records.figure import Rule
from histor.store.filters import DocumentFilter
from histor.store.record import Record

MOST_DAYS = 24  # shown in one choice; more than a screen of them is a calendar
MOST_CLAIMS = 5_000  # above, a day takes seconds


def reporting_days(record: Record, until: date | None = None) -> list[date]:
    """Return the days on which reports of the record certainly had appeared, oldest first."""
    documents, _ = standing(record, DocumentFilter(as_of=until))
    return sorted({document.published.end for document in documents if document.published})


def known_by_day(record: Record, days: Sequence[date], *, rule: Rule = RULE) -> list[tuple[date, Known]]:
    """Return what could be known on each of `days`; of many, on `MOST_DAYS` spread evenly, the last among them.

    A record of more than `MOST_CLAIMS` claims gives none.
    """
    if sum(record.claim_counts().values()) > MOST_CLAIMS:
        return []
    return [(day, known_as_of(record, day, rule=rule)) for day in _spread(days)]


def _spread(days: Sequence[date]) -> list[date]:
    if len(days) <= MOST_DAYS:
        return list(days)
    last = len(days) - 1
    return [days[round(step * last / (MOST_DAYS - 1))] for step in range(MOST_DAYS)]
