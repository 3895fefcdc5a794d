"""A record for others: what may be seen of each entry, the chain of the log, and no table that is sensitive."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import delete, select

from histor.records.claim import Claim
from histor.records.document import Document
from histor.records.figure import Figure
from histor.records.incident import Incident
from histor.records.redaction import WITHHELD, redacted
from histor.store import schema
from histor.store.following import FollowingRecord
from histor.store.lines import released_line
from histor.store.log import ActLog
from histor.store.record import Record
from histor.store.schema import RELEASED
from histor.store.snapshot import at_rest, compact
from histor.store.taking import took_in
from histor.store.writing import set_meta

BY_RULE = "rules/"


class ReleasedRecord(FollowingRecord):
    """A new record of what may be seen of another; nothing is added to it afterwards."""

    def fill(
        self,
        documents: Iterable[Document],
        claims: Mapping[str, Sequence[Claim]],
        incidents: Sequence[Incident],
        figures: Sequence[Figure],
    ) -> None:
        """Keep what may be seen: documents, the claims of each, and what follows from them."""
        copies: dict[str, str] = {}
        for document in documents:
            copies |= {document.id: document.copy_of} if document.copy_of else {}
            # What is sensitive is gone before it reaches the disk: no page of the database ever had it.
            self.add_document(redacted(document), [bare(claim) for claim in claims.get(document.id, ())])
        self.replace_derived(copies, [*map(unsigned, incidents)], [*map(redacted, figures)])

    def release(self, log: ActLog) -> None:
        """Empty the sensitive tables, take over the chain of `log`, and close the record to further acts."""
        self.log.file.write_text("".join(map(released_line, log.sound())), encoding="utf-8")
        last = log.last()
        with self._writing() as connection:
            for table in schema.SENSITIVE:
                connection.execute(delete(table))
            set_meta(connection, RELEASED, "yes")
            if last:
                took_in(connection, last)


def withheld_tables(record: Record) -> list[str]:
    """Return the tables that have rows and that no release has rows in."""
    return [table.name for table in schema.SENSITIVE if any(record.rows(select(table).limit(1)))]


def bare(claim: Claim) -> Claim:
    """Return what may be seen of a claim, under its id: that follows from words which are left out."""
    return replace(redacted(claim), read_as=claim.id)


def unsigned(incident: Incident) -> Incident:
    """Return what may be seen of an incident, without the names of analysts who put claims into it."""
    members = tuple(
        member if member.by.startswith(BY_RULE) else replace(member, by=WITHHELD)
        for member in incident.members
    )
    return replace(redacted(incident), members=redacted(members))


def write_released(  # what a record has
    folder: Path,
    record: Record,
    documents: Sequence[Document],
    claims: Iterable[Claim],
    incidents: Sequence[Incident],
    figures: Sequence[Figure],
) -> list[Path]:
    """Make a record for others of these in a new `folder`, with the chain of `record`'s log; return its files."""
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.document, []).append(claim)
    with ReleasedRecord.open(folder, create=True) as made:
        made.fill(documents, by_document, incidents, figures)
        made.release(record.log)
    compact(folder)
    with at_rest(folder) as files:
        return list(files)
