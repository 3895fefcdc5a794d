"""The record: documents, claims, incidents, figures, failures and what persons decided, kept in one folder."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from histor.errors import RecordError
from histor.records.claim import Claim
from histor.records.contract import Json
from histor.records.document import Document
from histor.records.entry import Draft, Entry, LogAct
from histor.records.failure import Failure
from histor.records.figure import Figure
from histor.records.gist import Gist
from histor.records.incident import Incident
from histor.records.judgement import Judgement
from histor.records.retraction import Retraction
from histor.store import announcing, writing
from histor.store.arrival import Arrival, Run
from histor.store.asking import AskedRecord, Found
from histor.store.codec import encode
from histor.store.deriving import Deriving
from histor.store.replacing import derived_digests, kept_copies, kept_rules
from histor.store.rows import storable
from histor.store.taking import put_judgement, put_retraction, put_run

__all__ = ["Found", "Record"]

DIGITS = 9  # of the order of incidents that are only counted


class Record(AskedRecord):
    """A folder with `record.db`, `log.jsonl` and `evidence/`. Open it with `Record.open`; it is a context manager.

    Each call that writes is one transaction, announced in the log: when it returns, a kill loses nothing of it.
    """

    def capture(  # what there is to know of it
        self,
        sha256: str,
        file: str,
        *,
        declared: str,
        captured_at: datetime,
        container: str | None = None,
        locator: str | None = None,
    ) -> int:
        """Log that bytes are about to be kept, unless that is known; return the number of the entry."""
        for arrived in self.arrivals(sha256):
            if (arrived.file, arrived.declared) == (storable(file), declared) and arrived.capture:
                return arrived.capture
        body: dict[str, Json] = {
            "file": storable(file),
            "declared": json.loads(declared),
            "captured_at": captured_at.isoformat(),
            "container": container,
            "locator": storable(locator) if locator else None,
        }
        with (
            self._locked()
        ):  # what becomes of it is acknowledged with the next act, and brings this to the disk
            return self.log.append(LogAct.CAPTURE, sha256, who=self.who, body=body, flush=False).seq

    def add_document(self, document: Document, claims: Sequence[Claim]) -> None:
        """Keep a document with its claims, in place of an earlier reading of it."""
        with self._changing() as connection:
            document = writing.settled(connection, document)
            if writing.is_new_reading(connection, document, claims):
                self._announce(connection, [announcing.reading(document, claims, self.who)])
                writing.put_document(connection, document, claims)

    def add_arrival(self, arrival: Arrival) -> None:
        """Keep what one file gave: all of it or, if that cannot be written, nothing."""
        with self._changing() as connection:
            arrival = writing.settled_arrival(connection, arrival)
            if writing.is_news(connection, arrival):
                self._announce(connection, announcing.arrival(arrival, self.who))
                writing.put_arrival(connection, arrival)

    def add_failure(self, failure: Failure, *, capture: int | None = None) -> None:
        """Keep the failure of something that was not opened; what failed so before has failed already."""
        with self._changing() as connection:
            if not writing.is_known_failure(connection, failure):
                self._announce(connection, [announcing.failing(failure, self.who, capture=capture)])
                writing.put_failure(connection, failure)

    def add_run(self, run: Run) -> None:
        """Note a build that changed something."""
        with self._changing() as connection:
            draft = Draft(act=LogAct.RUN, subject="record", who=self.who, at=run.at, body=encode(run))
            for entry in self._announce(connection, [draft]):
                put_run(connection, entry)

    def replace_derived(
        self, copies: Mapping[str, str], incidents: Sequence[Incident], figures: Sequence[Figure]
    ) -> None:
        """Replace what follows from all documents and claims: who copied whom, incidents in this order, figures."""
        counted = [(incident, f"{at:0{DIGITS}}") for at, incident in enumerate(incidents)]
        with self.deriving() as work:
            work.index.clear()  # it was of others
            work.put_all(copies, counted, figures)

    @contextmanager
    def deriving(self) -> Iterator[Deriving]:
        """Yield what takes in all that follows from documents and claims, or what changed of it."""
        with self._changing() as connection:
            yield Deriving(connection)
            copies, rules = kept_copies(connection), kept_rules(connection)
            told = announcing.deriving(copies, rules, derived_digests(connection), self.who)
            self._announce(connection, [told])
            writing.settle(connection)

    def add_gists(self, gists: Sequence[Gist]) -> None:
        """Keep the gists of documents; nothing is announced: they say nothing that the documents do not."""
        with self._changing() as connection:
            writing.put_gists(connection, gists)

    def add_judgement(self, judgement: Judgement) -> None:
        """Keep what a person decided; it takes effect when incidents and figures are put together again."""
        with self._changing() as connection:
            draft = Draft(
                act=LogAct.JUDGE,
                subject=judgement.id,
                who=judgement.who,
                why=judgement.why,
                at=judgement.at,
                body=encode(judgement),
            )
            put_judgement(connection, self._announce(connection, [draft])[-1])

    def retract(self, document: str, *, who: str, why: str, at: datetime | None = None) -> Retraction:
        """Withdraw the document with this id; it and its claims stay, and count for nothing.

        Raises UnknownIdError if there is none, RecordError if it is withdrawn already.
        """
        earlier = self.retracted().get(self.document(document).id)
        if earlier:
            raise RecordError(
                f"{document[:12]} is withdrawn already, since {earlier.at:%Y-%m-%d} by {earlier.who}: {earlier.why}"
            )
        return self._retract(Retraction(document=document, who=who, at=at or _now(), why=why))

    def reinstate(self, document: str, *, who: str, why: str, at: datetime | None = None) -> Retraction:
        """Take a withdrawn document back into the record; both acts stay in the log.

        Raises UnknownIdError if there is none, RecordError if it is not withdrawn.
        """
        if self.document(document).id not in self.retracted():
            raise RecordError(f"{document[:12]} is not withdrawn: there is nothing to undo")
        return self._retract(Retraction(document=document, who=who, at=at or _now(), why=why, undone=True))

    def note(
        self, act: LogAct, subject: str, *, why: str | None = None, body: Mapping[str, Json] | None = None
    ) -> Entry:
        """Log an act that changes nothing in the database: an export, a proof of age attached."""
        with self._changing() as connection:
            return self._announce(
                connection,
                [Draft(act=act, subject=storable(subject), who=self.who, why=why, body=body or {})],
            )[-1]

    def _retract(self, retraction: Retraction) -> Retraction:
        with self._changing() as connection:
            draft = Draft(
                act=LogAct.RETRACT,
                subject=retraction.document,
                who=retraction.who,
                why=retraction.why,
                at=retraction.at,
                body=encode(retraction),
            )
            put_retraction(connection, self._announce(connection, [draft])[-1])
        return retraction


def _now() -> datetime:
    return datetime.now(UTC)
