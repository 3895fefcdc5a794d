"""Claims of harm about one incident, as a test tells them."""

import hashlib
from collections.abc import Iterable
from typing import Any

from factories import count, day, document, harm, name, published, span
from histor.figures.reckon import reckon
from histor.records.claim import Claim, HarmClaim
from histor.records.document import Document
from histor.records.figure import Figure, Rule
from histor.records.incident import Incident, Membership
from histor.values.count import Count


class Told:
    """Claims, each of its own report unless `of` says otherwise, all about one incident."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.claims: list[Claim] = []

    def report(self, text: str, on: str | None = "2031-03-10", copy_of: str | None = None) -> str:
        made = document(text, published=published(on) if on else None, copy_of=copy_of)
        self.documents[made.id] = made
        return made.id

    def says(  # a claim has this many sides
        self,
        source: str | None,
        number: int | Count,
        as_of: str | None = None,
        *,
        of: str | None = None,
        **changes: Any,
    ) -> HarmClaim:
        """Add what `source` says; `as_of` also dates the report unless `of` names one."""
        at = of or self.report(f"{source} {number} {as_of} {len(self.claims)}", as_of or "2031-03-10")
        counted = number if isinstance(number, Count) else count(number)
        start = 100 * sum(1 for claim in self.claims if claim.document == at)
        claim = harm(
            counted,
            of=at,
            source=source,
            count_span=span(counted.wording, of=at, start=start),
            as_of=day(as_of) if as_of else None,
            published=self.documents[at].published,
            **changes,
        )
        self.claims.append(claim)
        return claim

    def reckoned(self, rule: Rule = Rule.RANGE) -> list[Figure]:
        """Return the figures of the one incident that all claims are about."""
        return reckon([incident(self.claims)], self.claims, self.documents, rule=rule)

    def figure(self, rule: Rule = Rule.RANGE) -> Figure:
        """Return the one figure that there is."""
        (found,) = self.reckoned(rule)
        return found


def incident(claims: Iterable[Claim], key: str = "i-1") -> Incident:
    held = list(claims)
    return Incident(
        id=key,
        name="Killings in Ardel, 6 March 2031",
        parent=None,
        members=tuple(Membership(claim=claim.id, by="rules/1", reasons=()) for claim in held),
        documents=tuple(sorted({claim.document for claim in held})),
        when=None,
        place=None,
        actors=(),
        founder=held[0].id if held else hashlib.sha256(b"none").hexdigest(),
    )


ARMY = name("Norland army")
