"""The door of this room: addresses in, a WARC file of what they gave out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from histor.fetching.addresses import without_secret
from histor.fetching.connection import Connection
from histor.fetching.fetcher import Fetched, Fetcher, NotFetched
from histor.fetching.targets import entries
from histor.fetching.warc import WarcFile

MOST_ENTRIES = 1000  # of one feed: at a polite pace that is half an hour


@dataclass(frozen=True, slots=True, kw_only=True)
class Gotten:
    """One address, done: `reason` says why it gave nothing, None if it gave a page."""

    url: str
    reason: str | None
    from_feed: str | None = None


class Fetching:
    """Fetches addresses into one WARC file; a feed's entries are fetched after it, once each."""

    def __init__(
        self, connection: Connection, fetcher: Fetcher, *, software: str, now: Callable[[], datetime]
    ) -> None:
        self._connection = connection
        self._fetcher = fetcher
        self._software = software
        self._now = now

    def into(self, path: Path, urls: Iterable[str]) -> Iterator[Gotten]:
        """Yield what became of each address; each is in the file before it is told.

        Raises OSError if the file cannot be written.
        """
        with path.open("xb") as out:
            kept = WarcFile(out, software=self._software, at=self._now())
            seen: set[str] = set()
            for url in urls:
                yield from self._one(kept, url, seen)
                out.flush()

    def _one(self, kept: WarcFile, url: str, seen: set[str]) -> Iterator[Gotten]:
        if url in seen:
            return
        seen.add(url)
        found = self._keep(kept, url)
        yield _gotten(url, found)
        if isinstance(found, Fetched):
            listed = entries(found.page)
            if len(listed) > MOST_ENTRIES:
                reason = (
                    f"this feed lists {len(listed):,} entries: only its first {MOST_ENTRIES:,} are fetched"
                )
                yield Gotten(url=url, reason=reason, from_feed=url)
            for entry in listed[:MOST_ENTRIES]:
                if entry not in seen:
                    seen.add(entry)
                    yield _gotten(entry, self._keep(kept, entry), from_feed=url)

    def _keep(self, kept: WarcFile, url: str) -> Fetched | NotFetched:
        """Fetch and write: the answers on the way too, and those of a failure."""
        found = self._fetcher.fetch(url)
        for answer in found.answers:
            kept.keep(answer, self._connection.headers(answer.url), self._now())
        return found


def _gotten(url: str, found: Fetched | NotFetched, from_feed: str | None = None) -> Gotten:
    reason = without_secret(found.reason) if isinstance(found, NotFetched) else None
    return Gotten(url=without_secret(url), reason=reason, from_feed=from_feed)
