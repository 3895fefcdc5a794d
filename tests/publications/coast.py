"""A dossier's worth of records that resembles Syria's coast in March 2025, in words written for the tests."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from factories import day, document, name, place, published, when
from histor.publications.view import DossierView
from histor.records.claim import (
    Act,
    Claim,
    EventClaim,
    Harm,
    HarmClaim,
    PromiseStatus,
    Scope,
    StatementClaim,
    VictimClass,
)
from histor.records.document import Document
from histor.records.figure import Figure, Grade, Point, PointStatus, Rule
from histor.records.incident import Incident, Membership
from histor.values.count import Count, Hedge, find_counts
from histor.values.date import DateBasis, When
from histor.values.place import Place, PlacePrecision

SOHR = "Syrian Observatory for Human Rights"
MADE = datetime(2025, 9, 1, 9, tzinfo=UTC)
COAST = {
    "Latakia": (35.53, 35.79, 683),
    "Tartus": (34.89, 35.89, 433),
    "Hama": (35.13, 36.75, 255),
    "Homs": (34.73, 36.72, 12),
}


class Case:
    """Collects reports and what they say; `view` makes the dossier's input."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.claims: list[Claim] = []

    def report(self, outlet: str, on: str, *sentences: str, **changes: Any) -> Document:
        made = document(
            "\n".join(sentences),
            outlet=outlet,
            title=f"{outlet}, {on}",
            published=published(on),
            url=f"https://reports.example/{outlet.lower().replace(' ', '-')}/{on}",
            **changes,
        )
        self.documents.append(made)
        return made

    def common(self, report: Document, words: str, trigger: str) -> dict[str, Any]:
        start = report.text.index(words)
        at = report.text.index(trigger, start)
        return {
            "document": report.id,
            "quote": report.span(start, start + len(words)),
            "trigger": report.span(at, at + len(trigger)),
            "outlet": report.outlet,
            "published": report.published,
            "extractor": "factory/1",
            "confidence": 0.9,
        }

    def harm(self, report: Document, words: str, *, source: str | None = SOHR, **changes: Any) -> HarmClaim:
        found = next(each for each in find_counts(words) if each.count.known)
        start = report.text.index(words)
        fields: dict[str, Any] = self.common(report, words, "killed" if "killed" in words else words[:4]) | {
            "harm": Harm.KILLED,
            "count": found.count,
            "count_span": report.span(start + found.start, start + found.end),
            "source": name(source) if source else None,
            "victim_class": VictimClass.CIVILIAN,
            "scope": Scope.CUMULATIVE,
            "as_of": report.published.day if report.published else None,
            "when": when("2025-03-06", "2025-03-12"),
        }
        claim = HarmClaim(**fields | changes)
        self.claims.append(claim)
        return claim

    def statement(self, report: Document, words: str, act: Act, who: str, **changes: Any) -> StatementClaim:
        fields = self.common(report, words, words[:6]) | {
            "act": act,
            "speaker": name(who),
            "source": name(who),
        }
        claim = StatementClaim(**fields | changes)
        self.claims.append(claim)
        return claim


def coast_view(**changes: Any) -> DossierView:
    case = Case()
    figures, incident = _killings(case)
    _voices(case)
    view = DossierView(
        title="Syria’s coast, March 2025",
        documents=case.documents,
        claims=case.claims,
        incidents=[incident],
        figures=figures,
        failures=[],
        as_of=None,
        rule=Rule.RANGE,
        method={"Histor": "0.1.0", "extractor": "rules/1", "gazetteer": "geonames 2025-09"},
        generated_at=MADE,
    )
    return replace(view, **changes)


def _killings(case: Case) -> tuple[list[Figure], Incident]:
    points: list[Point] = []
    for number, on in (("745", "2025-03-08"), ("830", "2025-03-09"), ("973", "2025-03-10"),
                       ("1,225", "2025-03-11"), ("1,383", "2025-03-12")):  # fmt: skip
        words = f"The monitor counts {number} civilians killed on the coast since Thursday."
        rounded = "Nearly 1,000 people have been killed, it adds." if number == "973" else "It fears more."
        report = case.report("Coast Wire", on, words, rounded)
        claims = [case.harm(report, words, place=_places())]
        if number == "973":
            claims.append(case.harm(report, rounded, scope=Scope.ROUNDED))
        status = PointStatus.STANDS if number == "1,383" else PointStatus.SUPERSEDED
        points.append(point(claims, status))
    parts = _parts(case)
    for outlet, source, words, on in (
        (
            "Geneva Desk",
            "UN human rights office",
            "It has verified at least 111 people killed.",
            "2025-03-11",
        ),
        (
            "Levant Daily",
            "Syrian Network for Human Rights",
            "The network lists 803 people killed.",
            "2025-03-11",
        ),
        ("Damascus Post", "National Committee", "The panel names 1,426 people killed.", "2025-07-22"),
        (
            "Geneva Desk",
            "UN Commission of Inquiry",
            "About 1,400 people were killed, it finds.",
            "2025-08-14",
        ),
    ):
        report = case.report(outlet, on, words)
        points.append(point([case.harm(report, words, source=source)], PointStatus.STANDS))
    return _reckoned(case, points, parts)


def _parts(case: Case) -> list[HarmClaim]:
    sentences = [f"In {where}, {number} were killed." for where, (_, _, number) in COAST.items()]
    report = case.report("Coast Wire", "2025-03-13", *sentences)
    return [
        case.harm(report, words, scope=Scope.SUBSET, place=_province(where), as_of=day("2025-03-12"))
        for words, where in zip(sentences, COAST, strict=True)
    ]


def _province(where: str) -> Place:
    latitude, longitude, _ = COAST[where]
    return place(
        where, latitude=latitude, longitude=longitude, country="Syria", precision=PlacePrecision.ADMIN1
    )


def _places() -> Place:
    return place("the coast", country="Syria", parts=tuple(_province(where) for where in COAST))


def point(claims: list[HarmClaim], status: PointStatus) -> Point:
    first = claims[0]
    return Point(
        source=first.source,
        as_of=first.as_of,
        published=first.published,
        exact=first.count.exact,
        low=first.count.low,
        high=first.count.high,
        hedge=first.count.hedge,
        wording=first.count.wording,
        status=status,
        claims=tuple(claim.id for claim in claims),
        documents=tuple(dict.fromkeys(claim.document for claim in claims)),
    )


def figure(points: list[Point], **changes: Any) -> Figure:
    fields: dict[str, Any] = {
        "id": "g-1",
        "incident": "i-1",
        "harm": Harm.KILLED,
        "victim_class": VictimClass.CIVILIAN,
        "scope": Scope.CUMULATIVE,
        "series": tuple(points),
        "rule": Rule.RANGE,
        "low": 111,
        "high": 1426,
        "best": None,
        "independent_sources": 5,
        "documents": 9,
        "grade": Grade.FAIR,
        "grade_reason": "5 independent sources",
        "explanation": "Between 111 and 1,426: the lowest is the UN office’s, the highest the committee’s.",
    }
    return Figure(**fields | changes)


def _reckoned(case: Case, points: list[Point], parts: list[HarmClaim]) -> tuple[list[Figure], Incident]:
    figures = [figure(points)] + [
        figure(
            [point([part], PointStatus.STANDS)],
            id=f"g-part-{number}",
            scope=Scope.SUBSET,
            low=part.count.low,
            high=part.count.high,
            independent_sources=1,
        )
        for number, part in enumerate(parts)
    ]
    incident = Incident(
        id="i-1",
        name="Killings in Latakia and three more governorates, 6–12 March 2025",
        parent=None,
        members=tuple(Membership(claim=claim.id, by="rules/1", reasons=()) for claim in case.claims),
        documents=tuple(each.id for each in case.documents),
        when=when("2025-03-06", "2025-03-12"),
        place=_places(),
        actors=(),
        founder=case.claims[0].id,
    )
    return figures, incident


def _voices(case: Case) -> None:
    says = (
        "The Kremlin called the violence alarming.",
        "Tehran said nothing justified the attacks.",
        "France’s minister condemned the killing of people for their faith.",
        "The interim president promised that those who did it would be tried.",
        "Few families believe the promise.",
        "Iran rejected any part in the ambush.",
        "Loyalists of the old order ambushed a patrol near Jableh.",
        "Fighters burned homes in Qardaha.",
        "Thousands fled last week.",
    )
    report = case.report("Levant Daily", "2025-03-10", *says)
    case.report("Copy Herald", "2025-03-10", "A copy: ", *says, copy_of=report.id)
    case.statement(report, says[0], Act.WARN, "Kremlin")
    case.statement(report, says[1], Act.CONDEMN, "Tehran")
    case.statement(report, says[2], Act.CONDEMN, "Jean-Noël Barrot", role="foreign minister of France")
    doubt = report.text.index(says[4])
    case.statement(
        report, says[3], Act.PROMISE, "Ahmed al-Sharaa", promise=PromiseStatus.CONTESTED,
        promise_evidence=(report.span(doubt, doubt + len(says[4])),),
    )  # fmt: skip
    ambush = _event(case, report, says[6], "Jableh", PlacePrecision.NEAR, (35.36, 35.93), "Assad loyalists")
    _event(case, report, says[7], "Qardaha", PlacePrecision.EXACT, (35.457, 36.06), "armed fighters")
    case.statement(report, says[5], Act.DENY, "Iran", denies=ambush.id)
    case.harm(
        report, says[8], source=None, harm=Harm.DISPLACED, scope=Scope.INCIDENT, victim_class=VictimClass.UNSPECIFIED,
        count=Count(low=2000, hedge=Hedge.OTHER, wording="Thousands"),
        when=When(basis=DateBasis.UNANCHORED, wording="last week"),
        place=place("Syria", country="Syria", precision=PlacePrecision.COUNTRY, latitude=35.0, longitude=38.0),
    )  # fmt: skip


def _event(
    case: Case, report: Document, words: str, where: str, precision: PlacePrecision,
    at: tuple[float, float], actor: str,
) -> EventClaim:  # fmt: skip
    spot = place(where, latitude=at[0], longitude=at[1], country="Syria", precision=precision)
    claim = EventClaim(
        **self_fields(case, report, words),
        event_type="Battles",
        sub_event_type="Armed clash",
        actors=(name(actor),),
        place=spot,
        when=when("2025-03-06"),
        perpetrator=name(actor),
    )
    case.claims.append(claim)
    return claim


def self_fields(case: Case, report: Document, words: str) -> dict[str, Any]:
    return case.common(report, words, words.rsplit(maxsplit=1)[-1])
