"""Make the gist of each report once, and keep it in the record: what is put together again need not be read again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from histor.documents.copies import Print
from histor.documents.shingles import shingles
from histor.incidents.names import Named, named_in
from histor.records.claim import Claim
from histor.records.document import Document
from histor.records.gist import Gist
from histor.store.filters import ClaimFilter
from histor.store.record import Record

AT_ONCE = 200  # gists written in one transaction: a megabyte
KEPT_TRACES = frozenset({"trigger"})  # the word for a harm says more than which harm it is: "shot"
HASH = "<u8"


def gist_of(document: Document, claims: Iterable[Claim]) -> Gist:
    """Return what it takes of a report to put it together with others."""
    named = named_in(document.text)
    return Gist(
        document=replace(document, text="", title=None, author=None, url=None, copy_of=None, flags=()),
        claims=tuple(_short(claim) for claim in claims),
        words=tuple(sorted(named.words)),
        people=tuple(sorted(named.people)),
        shingles=shingles(document.text).astype(HASH).tobytes(),
    )


def keep_gists(record: Record) -> None:
    """Make the gists that the record lacks; a few are held at once."""
    lacking = iter(record.without_gist())
    while some := list(islice(lacking, AT_ONCE)):
        record.add_gists([_made(record, key) for key in some])


def named_of(gists: Iterable[Gist]) -> dict[str, Named]:
    """Return what each report writes as names."""
    return {gist.document.id: Named(frozenset(gist.words), frozenset(gist.people)) for gist in gists}


def prints_of(gists: Iterable[Gist]) -> Iterator[Print]:
    """Yield what tells the copies among the reports."""
    return (Print.of(gist.document, np.frombuffer(gist.shingles, dtype=HASH)) for gist in gists)


def claims_of(record: Record, gists: Sequence[Gist], judged: Mapping[str, object]) -> list[Claim]:
    """Return the claims of the reports, those whole that persons have judged: what they change may be left out."""
    return [
        record.claim(claim.id) if claim.id in judged else claim for gist in gists for claim in gist.claims
    ]


def _made(record: Record, document: str) -> Gist:
    return gist_of(record.document(document), record.claims(ClaimFilter(document=document)))


def _short(claim: Claim) -> Claim:
    """Return a claim without what is kept to be shown; its id follows from what may be left out."""
    traces = tuple(trace for trace in claim.traces if trace.step in KEPT_TRACES)
    return replace(claim, traces=traces, outlet=None, via=None, read_as=claim.id)
