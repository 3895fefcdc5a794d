"""A record that is made again by following the log of another: nothing it does is logged, all of it is known."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from histor.errors import RecordError
from histor.records.entry import Draft, Entry
from histor.store.log import sync_folder
from histor.store.record import Record
from histor.store.taking import take_in, took_in


class FollowingRecord(Record):
    """A new record, filled from the log of another; it gets that log when all is done."""

    def follow(self, entry: Entry) -> None:
        """Take in what the log tells whole: what a person decided, a build that ended."""
        with self._changing() as connection:
            take_in(connection, [entry])

    def finish(self, log: Path, last: Entry | None) -> None:
        """Take over the log that was followed, up to its last whole entry."""
        try:
            self.log.file.write_bytes(log.read_bytes())
            sync_folder(self.folder)
        except OSError as error:
            raise RecordError(
                f"{self.log.file} cannot be written ({error.strerror}): is the disk full?"
            ) from error
        with self._writing() as connection:
            if last:
                took_in(connection, last)

    def _announce(self, _connection: Connection, _drafts: Sequence[Draft]) -> list[Entry]:
        return []  # it stands in the log that is followed
