"""Where each claim's words stand on the page: numbered reports, marked sentences, links to them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from histor.publications.view import DossierView
from histor.records.claim import Claim, HarmClaim, StatementClaim
from histor.records.document import Document
from histor.values.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way to one quoted sentence: where it is on the page, and the number of its report."""

    href: str
    number: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a report's text; a quoted one has an `anchor`."""

    text: str
    anchor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document under its number, its text cut at the quoted sentences."""

    number: int
    document: Document
    pieces: tuple[Piece, ...]
    claims: int


class Evidence:
    """Every report by number and every claim by where its quote is marked."""

    def __init__(self, view: DossierView) -> None:
        self.claims: dict[str, Claim] = {claim.id: claim for claim in view.claims}
        documents = sorted(view.documents, key=_order)
        by_document: dict[str, list[Claim]] = {document.id: [] for document in documents}
        for claim in view.claims:
            by_document.setdefault(claim.document, []).append(claim)
        self._links: dict[Span, Link] = {}
        self.numbers = {document.id: number for number, document in enumerate(documents, start=1)}
        self.reports = tuple(self._report(document, by_document[document.id]) for document in documents)

    def links(self, claims: Iterable[str]) -> list[Link]:
        """Return where the quotes of `claims` are, each sentence once, in the claims' order."""
        told = (self.claims[claim] for claim in claims if claim in self.claims)
        spans = (span for claim in told for span in wordings(claim))
        return list(dict.fromkeys(self._links[span] for span in spans if span in self._links))

    def link(self, claim: Claim) -> list[Link]:
        """Return where the quote of `claim` is, and its other wordings."""
        return self.links([claim.id])

    def at(self, span: Span) -> list[Link]:
        """Return where `span` is marked."""
        return [self._links[span]] if span in self._links else []

    def outlet(self, document: str) -> str:
        """Return who published a document, or the file it came from."""
        found = self.reports[self.numbers[document] - 1].document
        return found.outlet or found.file

    def _report(self, document: Document, claims: Sequence[Claim]) -> Report:
        number = self.numbers[document.id]
        spans = list(dict.fromkeys(span for claim in claims for span in quoted(claim)))
        standing = [span for span in spans if _stands(span, document)]
        marks = merged((span.start, span.end) for span in standing)
        starts = [start for start, _ in marks]
        label = f"Sentence in report {number}, {document.outlet or document.file}"
        for span in spans:  # words that do not stand in the text lead to the report as a whole
            self._links[span] = Link(href=f"#report-{number}", number=number, label=label)
        for span in standing:
            anchor = f"q{number}-{starts[bisect_right(starts, span.start) - 1]}"
            self._links[span] = Link(href=f"#{anchor}", number=number, label=label)
        return Report(
            number=number, document=document, pieces=_pieces(document, marks, number), claims=len(claims)
        )


def wordings(claim: Claim) -> tuple[Span, ...]:
    """Return the sentences that make a claim: "nearly 1,000" beside "973"."""
    return (claim.quote, *claim.also) if isinstance(claim, HarmClaim) else (claim.quote,)


def quoted(claim: Claim) -> tuple[Span, ...]:
    """Return every sentence that a claim rests on."""
    doubts = claim.promise_evidence if isinstance(claim, StatementClaim) else ()
    return (*wordings(claim), *doubts)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches that `spans` cover, in order, overlapping ones as one."""
    stretches: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if stretches and start < stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return stretches


def _pieces(document: Document, marks: Sequence[tuple[int, int]], number: int) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for start, end in marks:
        pieces.append(Piece(text=document.text[at:start], anchor=None))
        pieces.append(Piece(text=document.text[start:end], anchor=f"q{number}-{start}"))
        at = end
    pieces.append(Piece(text=document.text[at:], anchor=None))
    return tuple(piece for piece in pieces if piece.text)


def _stands(span: Span, document: Document) -> bool:
    return span.document == document.id and document.text[span.start : span.end] == span.text


def _order(document: Document) -> tuple[date, str, str]:
    return (document.published.start if document.published else date.max, document.file, document.id)
