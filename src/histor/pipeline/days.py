"""What could be known on a day, and day by day: a record is looked at once, and put together anew for each day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from histor.documents.copies import Print, copies_among
from histor.incidents.names import Named, named_in
from histor.pipeline.judging import Judged, judged
from histor.pipeline.knowing import RULE, Known, standing, together
from histor.records.claim import Claim
from histor.records.document import Document
from histor.records.figure import Rule
from histor.store.filters import DocumentFilter
from histor.store.record import Record

MOST_DAYS = 24  # shown in one choice; more than a screen of them is a calendar
MOST_CLAIMS = 5_000  # above, a day takes seconds


def reporting_days(record: Record, until: date | None = None) -> list[date]:
    """Return the days on which reports of the record certainly had appeared, oldest first."""
    documents, _ = standing(record, DocumentFilter(as_of=until))
    return sorted({document.published.end for document in documents if document.published})


def known_as_of(record: Record, day: date, *, rule: Rule = RULE) -> Known:
    """Return what could have been known on `day`, from the reports that had certainly appeared by then.

    A document that was withdrawn counts on no day, however long it stood before; what persons decided counts
    on every day.
    """
    return _Held.of(record).on(day, rule)


def known_by_day(record: Record, days: Sequence[date], *, rule: Rule = RULE) -> list[tuple[date, Known]]:
    """Return what could be known on each of `days`; of many, on `MOST_DAYS` spread evenly, the last among them.

    A record of more than `MOST_CLAIMS` claims gives none.
    """
    if sum(record.claim_counts().values()) > MOST_CLAIMS:
        return []
    held = _Held.of(record)
    return [(day, held.on(day, rule)) for day in _spread(days)]


def _spread(days: Sequence[date]) -> list[date]:
    if len(days) <= MOST_DAYS:
        return list(days)
    last = len(days) - 1
    return [days[round(step * last / (MOST_DAYS - 1))] for step in range(MOST_DAYS)]


@dataclass(frozen=True, slots=True)
class _Held:
    """All that stands in a record, with what was found by looking at each text."""

    documents: Sequence[Document]
    claims: Sequence[Claim]
    decided: Judged
    named: Mapping[str, Named]
    prints: Sequence[Print]

    @classmethod
    def of(cls, record: Record) -> Self:
        documents, claims = standing(record)
        named = {document.id: named_in(document.text) for document in documents}
        return cls(documents, claims, judged(record), named, [Print.of(document) for document in documents])

    def on(self, day: date, rule: Rule) -> Known:
        """Return what the reports of `day` and of those before it say together."""
        there = {each.id: each for each in self.documents if each.published and each.published.end <= day}
        found, _ = together(
            list(there.values()),
            copies_among(each for each in self.prints if each.id in there),
            [claim for claim in self.claims if claim.document in there],
            rule=rule,
            decided=self.decided,
            named=self.named,
        )
        return replace(found, undated=[each for each in self.documents if each.published is None])
