"""Read one file, here or in a process of its own: its documents and their claims, or why there are none."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from multiprocessing import get_context
from typing import Protocol, TypeAlias, TypeVar

from histor.claims.reader import load_claim_reader
from histor.documents.intake import Received
from histor.documents.read import read
from histor.errors import HistorError
from histor.records.claim import Claim
from histor.records.document import Document
from histor.records.failure import Failure
from histor.settings import Settings
from histor.store.gazetteer import gazetteer_path, open_gazetteer

T = TypeVar("T")


class Reader(Protocol):
    """What reads claims; `version` changes whenever it may read something else."""

    @property
    def version(self) -> str:
        """Name the rules, lexicons and models, with their versions."""
        ...

    def read(self, document: Document) -> Sequence[Claim]:
        """Return the document's claims."""
        ...


LoadReader: TypeAlias = Callable[[Settings], Reader]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one file gave: documents with their claims, and what of it could not be read."""

    documents: Sequence[tuple[Document, Sequence[Claim]]]
    failures: Sequence[Failure]


def load_reader(settings: Settings) -> Reader:
    """Return the reader of claims; it takes a second to load, so once in a process is enough.

    Raises LexiconError if a lexicon, codebook or table cannot be used.
    """
    return _loaded(replace(settings, jobs=1), settings.fingerprint())


@cache
def _loaded(settings: Settings, _files_as_they_are: str) -> Reader:
    gazetteer = open_gazetteer(gazetteer_path(), settings.gazetteer_tables)
    return load_claim_reader(
        lexicon_folders=settings.lexicons, codebook=settings.codebook, gazetteer=gazetteer
    )


def read_received(received: Received, settings: Settings, load: LoadReader) -> Reading:
    """Read one file and its claims; a document whose claims cannot be read is kept, without them."""
    reader = load(settings)
    subject, sha256 = received.file, hashlib.sha256(received.data).hexdigest()
    items = _attempt("read", subject, sha256, lambda: list(read(received)))
    if isinstance(items, Failure):
        return Reading(documents=(), failures=(items,))
    documents: list[tuple[Document, Sequence[Claim]]] = []
    failures = [item for item in items if isinstance(item, Failure)]
    for document in (item for item in items if isinstance(item, Document)):
        claims = _attempt("claims", subject, sha256, partial(_sound_claims, reader, document))
        documents.append((document, () if isinstance(claims, Failure) else claims))
        failures += [claims] if isinstance(claims, Failure) else []
    if not items:
        failures.append(_failure("read", subject, sha256, "Nothing in it could be read as a report."))
    return Reading(documents=documents, failures=failures)


def _attempt(stage: str, subject: str, sha256: str, work: Callable[[], T]) -> T | Failure:
    # The one place that stops any error: whatever one report does to a parser or a rule, the next thousand
    # are still read, and this one is in the record with the reason. Nothing that writes is called in here.
    try:
        return work()
    except HistorError as error:
        return _failure(stage, subject, sha256, str(error))
    except Exception as error:  # noqa: BLE001
        reason = f"{type(error).__name__}: {error} (a fault in Histor: please report it with the file)"
        return _failure(stage, subject, sha256, reason)


def _sound_claims(reader: Reader, document: Document) -> Sequence[Claim]:
    """Return the document's claims, each quoting it to the letter under an id of its own."""
    claims = reader.read(document)
    if len({claim.id for claim in claims}) < len(claims):
        raise ValueError("two claims have the same id")
    for span in (span for claim in claims for span in (claim.quote, claim.trigger)):
        if document.text[span.start : span.end] != span.text:
            raise ValueError(f"{span.text!r} does not stand at {span.start} in the document")
    return claims


Submit: TypeAlias = Callable[[Received], Callable[[], Reading]]


@contextmanager
def submitter(settings: Settings, load: LoadReader) -> Iterator[Submit]:
    """Give what starts reading a file and returns what waits for it: here, or in processes of their own."""
    if settings.jobs == 1:
        yield lambda received: partial(read_received, received, settings, load)
        return
    # Not forked: a child would inherit the parent's threads' locks and open database.
    pool = ProcessPoolExecutor(settings.jobs, mp_context=get_context("spawn"))
    try:
        yield lambda received: pool.submit(read_received, received, settings, load).result
    except BrokenProcessPool as error:
        raise HistorError(
            "a reading process died (out of memory?): what was read is kept; build again, with fewer --jobs"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _failure(stage: str, subject: str, sha256: str, reason: str) -> Failure:
    return Failure(stage=stage, subject=subject, reason=reason, sha256=sha256, at=now())


def now() -> datetime:
    """Return the time of receipt: the only thing in a record that the clock tells."""
    return datetime.now(UTC)
