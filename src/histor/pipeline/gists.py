"""Make the gist of each report once, and keep it in the record: what is put together again need not be read again."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from histor.documents.copies import Print, copies_among
from histor.documents.shingles import sampled, shingles
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


@dataclass(frozen=True, slots=True)
class Heard:
    """All reports that stand, as far as putting them together needs."""

    documents: Sequence[Document]
    claims: Sequence[Claim]
    named: Mapping[str, Named]
    copies: Mapping[str, str]
    prints: Mapping[str, tuple[int, ...]]  # the runs of words by which each text is looked up


def heard(record: Record, judged: Container[str]) -> Heard:
    """Return all reports that nobody withdrew; claims in `judged` are whole: what persons change may be left out."""
    documents: list[Document] = []
    claims: list[Claim] = []
    named: dict[str, Named] = {}
    prints: list[Print] = []
    retracted, once = record.retracted(), _Once()
    for gist in record.gists():
        document = gist.document
        if document.id not in retracted:
            documents.append(document)
            claims += (record.claim(claim.id) if claim.id in judged else claim for claim in gist.claims)
            named[document.id] = Named(once.all_of(gist.words), once.all_of(gist.people))
            prints.append(Print.of(document, np.frombuffer(gist.shingles, dtype=HASH)))
    looked_up = {each.id: looked_up_by(each) for each in prints}
    return Heard(documents, claims, named, copies_among(prints), looked_up)


def looked_up_by(each: Print) -> tuple[int, ...]:
    """Return the keys by which a text is looked up for copies; none of one that is too short to tell."""
    return tuple(sampled(each.shingles).astype(np.int64).tolist()) if each.tells else ()


class _Once:
    """Keeps one object of equal words: names come again in report after report."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def all_of(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset([self._known.setdefault(word, word) for word in words])


def _made(record: Record, document: str) -> Gist:
    return gist_of(record.document(document), record.claims(ClaimFilter(document=document)))


def _short(claim: Claim) -> Claim:
    """Return a claim without what is kept to be shown; its id follows from what may be left out."""
    traces = tuple(trace for trace in claim.traces if trace.step in KEPT_TRACES)
    return replace(claim, traces=traces, outlet=None, via=None, read_as=claim.id)
