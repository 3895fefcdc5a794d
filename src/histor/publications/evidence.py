"""Where each claim's words stand on the page: numbered reports, marked sentences, links to them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from histor.publications.view import DossierView
from histor.records.claim import Claim
from histor.records.document import Document


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
        self._links: dict[str, Link] = {}
        self.numbers = {document.id: number for number, document in enumerate(documents, start=1)}
        self.reports = tuple(self._report(document, by_document[document.id]) for document in documents)

    def links(self, claims: Iterable[str]) -> list[Link]:
        """Return where the quotes of `claims` are, each sentence once, in the claims' order."""
        found = [self._links[claim] for claim in claims if claim in self._links]
        return list(dict.fromkeys(found))

    def link(self, claim: Claim) -> list[Link]:
        """Return where the quote of `claim` is."""
        return self.links([claim.id])

    def outlet(self, document: str) -> str:
        """Return who published a document, or the file it came from."""
        found = self.reports[self.numbers[document] - 1].document
        return found.outlet or found.file

    def _report(self, document: Document, claims: Sequence[Claim]) -> Report:
        number = self.numbers[document.id]
        quoted = [claim for claim in claims if _stands(claim, document)]
        marks = merged((claim.quote.start, claim.quote.end) for claim in quoted)
        outlet = document.outlet or document.file
        for claim in claims:
            inside = next((mark for mark in marks if mark[0] <= claim.quote.start < mark[1]), None)
            anchor = f"q{number}-{inside[0]}" if inside and claim in quoted else f"report-{number}"
            label = f"Sentence in report {number}, {outlet}"
            self._links[claim.id] = Link(href=f"#{anchor}", number=number, label=label)
        return Report(
            number=number, document=document, pieces=_pieces(document, marks, number), claims=len(claims)
        )


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


def _stands(claim: Claim, document: Document) -> bool:
    return document.text[claim.quote.start : claim.quote.end] == claim.quote.text


def _order(document: Document) -> tuple[date, str, str]:
    return (document.published.start if document.published else date.max, document.file, document.id)
