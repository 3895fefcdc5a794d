# ruff: noqa: ANN401 - what a test changes of a record is any of its fields
"""Syria's coast, March 2025, as a view to publish: the publicly reported figures in own words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from factories import day, document, name, published, when
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
from histor.records.failure import Failure
from histor.records.figure import Figure, Grade, Point, PointStatus, Rule
from histor.records.incident import Incident, Membership
from histor.values.count import Count, Hedge
from histor.values.date import DateBasis, When
from histor.values.place import Place, PlacePrecision

SOHR, SNHR = "Syrian Observatory for Human Rights", "Syrian Network for Human Rights"
OHCHR, COMMITTEE = "UN human rights office", "National Committee"
INQUIRY = "UN Commission of Inquiry"
MARCH = when("2025-03-06", "2025-03-12")
GENERATED = datetime(2025, 9, 1, 12, tzinfo=UTC)

LATAKIA = Place(
    written="Latakia", gazetteer_id="g1", name="Latakia", latitude=35.53, longitude=35.79, admin1="Latakia",
    country="Syria", precision=PlacePrecision.ADMIN1,
)  # fmt: skip
TARTUS = replace(LATAKIA, written="Tartus", gazetteer_id="g2", name="Tartus", latitude=34.89, longitude=35.89)
HAMA = replace(LATAKIA, written="Hama", gazetteer_id="g3", name="Hama", latitude=35.13, longitude=36.76)
HOMS = replace(LATAKIA, written="Homs", gazetteer_id="g4", name="Homs", latitude=34.72, longitude=36.73)
BANIYAS = replace(
    LATAKIA, written="Baniyas", gazetteer_id="g5", name="Baniyas", latitude=35.18, longitude=35.95,
    precision=PlacePrecision.EXACT,
)  # fmt: skip
JABLEH = replace(BANIYAS, written="Jableh", gazetteer_id="g6", name="Jableh", latitude=35.36, longitude=35.93,
                 precision=PlacePrecision.NEAR)  # fmt: skip
SYRIA = Place(
    written="Syria", gazetteer_id="g0", name="Syria", country="Syria", precision=PlacePrecision.COUNTRY
)
COAST = Place(
    written="Latakia, Tartus, Hama and Homs", country="Syria", precision=PlacePrecision.COUNTRY,
    parts=(LATAKIA, TARTUS, HAMA, HOMS),
)  # fmt: skip
NOWHERE = Place(written="the valley road")


class Collection:
    """Reports, and what is claimed in them; every quote is found in its report's text."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.claims: list[Claim] = []

    def report(self, outlet: str, on: str | None, *sentences: str, **changes: Any) -> Document:
        """Add a report of these sentences, its title the first of them."""
        made = document(
            "\n\n".join(sentences),
            **{
                "title": sentences[0],
                "outlet": outlet,
                "published": published(on) if on else None,
                "file": f"{on or 'undated'}-{outlet.lower().replace(' ', '-')}.txt",
                "url": f"https://{outlet.lower().replace(' ', '-')}.example/{on}",
            }
            | changes,
        )
        self.documents.append(made)
        return made

    def harm(
        self, of: Document, sentence: str, number: Count, source: str | None, **changes: Any
    ) -> HarmClaim:
        """Add a claim of harm that stands in `sentence`; its trigger is the number's wording."""
        fields: dict[str, Any] = {
            **_frame(of, sentence, number.wording, source),
            "harm": Harm.KILLED,
            "count": number,
            "victim_class": VictimClass.CIVILIAN,
            "scope": Scope.CUMULATIVE,
            "when": MARCH,
            "place": COAST,
        }
        claim = HarmClaim(**fields | changes)
        self.claims.append(claim)
        return claim

    def says(
        self, of: Document, sentence: str, act: Act, speaker: str | None, **changes: Any
    ) -> StatementClaim:
        """Add a statement that stands in `sentence`."""
        fields: dict[str, Any] = {
            **_frame(of, sentence, sentence.split(maxsplit=1)[0], speaker),
            "act": act,
            "speaker": name(speaker) if speaker else None,
        }
        claim = StatementClaim(**fields | changes)
        self.claims.append(claim)
        return claim

    def attack(self, of: Document, sentence: str, kind: tuple[str, str], **changes: Any) -> EventClaim:
        """Add an event that stands in `sentence`; `kind` is its type and sub-type."""
        event_type, sub_event_type = kind
        fields: dict[str, Any] = {
            **_frame(of, sentence, sentence.split(maxsplit=1)[0], None),
            "event_type": event_type,
            "sub_event_type": sub_event_type,
        }
        claim = EventClaim(**fields | changes)
        self.claims.append(claim)
        return claim


def _frame(of: Document, sentence: str, trigger: str, source: str | None) -> dict[str, Any]:
    start = of.text.index(sentence)
    at = start + sentence.index(trigger)
    return {
        "document": of.id,
        "quote": of.span(start, start + len(sentence)),
        "trigger": of.span(at, at + len(trigger)),
        "source": name(source) if source else None,
        "outlet": of.outlet,
        "published": of.published,
        "extractor": "factory/1",
        "confidence": 0.9,
    }


def exactly(number: int) -> Count:
    return Count(exact=number, low=number, high=number, wording=f"{number:,}")


def point(
    claims: Sequence[HarmClaim], on: str | None, status: PointStatus = PointStatus.STANDS, *flags: str
) -> Point:
    """One point of a series, carried by `claims`; the first gives the number."""
    first = claims[0]
    return Point(
        source=first.source,
        as_of=day(on) if on else None,
        published=first.published,
        exact=first.count.exact,
        low=first.count.low,
        high=first.count.high,
        hedge=first.count.hedge,
        wording=first.count.wording,
        status=status,
        claims=tuple(claim.id for claim in claims),
        documents=tuple(dict.fromkeys(claim.document for claim in claims)),
        flags=flags,
    )


def figure(
    incident: str, series: Sequence[Point], low: int | None, high: int | None, **changes: Any
) -> Figure:
    """A figure over `series` with the range given."""
    sources = {each.source.canonical if each.source else "" for each in series}
    fields: dict[str, Any] = {
        "id": f"g-{incident}-{len(series)}-{low}-{high}",
        "incident": incident,
        "harm": Harm.KILLED,
        "victim_class": VictimClass.CIVILIAN,
        "scope": Scope.CUMULATIVE,
        "series": tuple(series),
        "rule": Rule.RANGE,
        "low": low,
        "high": high,
        "best": None,
        "independent_sources": len(sources),
        "documents": len({document for each in series for document in each.documents}),
        "grade": Grade.FAIR if len(sources) > 1 else Grade.WEAK,
        "grade_reason": f"{len(sources)} independent sources" if len(sources) > 1 else "one source",
        "explanation": f"Between {low} and {high}: lowest and highest of the standing figures.",
    }
    return Figure(**fields | changes)


def incident(name_: str, claims: Sequence[Claim], place: Place | None, span: When | None) -> Incident:
    """An incident made of `claims`."""
    return Incident(
        id=f"i-{name_.lower().replace(' ', '-').replace(',', '')}",
        name=name_,
        parent=None,
        members=tuple(Membership(claim=claim.id, by="rules/1", reasons=()) for claim in claims),
        documents=tuple(dict.fromkeys(claim.document for claim in claims)),
        when=span,
        place=place,
        actors=(),
        founder=claims[0].id,
    )


def coast_view(**changes: Any) -> DossierView:
    """The whole case; what a test changes of the view comes last."""
    told = Collection()
    tolls = _tolls(told)
    _deeds(told)
    _words(told)
    killings = incident("Killings on Syria's coast, 6 to 12 March 2025", list(tolls), COAST, MARCH)
    ambush_claims = [claim for claim in told.claims if isinstance(claim, EventClaim)]
    ambush = incident("Ambush near Jableh, 6 March 2025", ambush_claims, JABLEH, when("2025-03-06"))
    fields: dict[str, Any] = {
        "title": "Syria's coast, March 2025",
        "documents": told.documents,
        "claims": told.claims,
        "incidents": [killings, ambush],
        "figures": [_whole(killings.id, tolls), *_parts(killings.id, told)],
        "failures": [_failure()],
        "as_of": None,
        "rule": Rule.RANGE,
        "method": {"Histor": "0.1.0", "extractor": "factory/1", "rule": "range"},
        "generated_at": GENERATED,
    }
    return DossierView(**fields | changes)


def _failure() -> Failure:
    return Failure(
        stage="read",
        subject="scan.txt",
        reason="no text in it: give the page as text",
        sha256="a" * 64,
        at=GENERATED,
    )


def _tolls(told: Collection) -> list[HarmClaim]:
    """Return the totals in the order in which they were said; "nearly 1,000" comes right after 973."""
    found: list[HarmClaim] = []
    for number, on in ((745, "2025-03-08"), (830, "2025-03-09")):
        sentence = f"The Observatory has counted {number} civilians killed on the coast."
        found.append(told.harm(told.report("Meridian Wire", on, sentence), sentence, exactly(number), SOHR))
    found += _tenth_of_march(told)
    sentence = "Syria's toll has reached 1,225 civilians, the Observatory says."
    found.append(
        told.harm(told.report("Meridian Wire", "2025-03-11", sentence), sentence, exactly(1225), SOHR)
    )
    found.append(_twelfth_of_march(told))
    about = Count(low=1400, high=1400, hedge=Hedge.ABOUT, wording="about 1,400")
    for outlet, on, source, count, sentence in (
        ("Palais Notes", "2025-03-11", OHCHR, exactly(111), "The UN office has verified 111 killings."),
        ("Rights Bulletin", "2025-03-11", SNHR, exactly(803), "The Network documents 803 people killed."),
        ("Harbour Daily", "2025-07-22", COMMITTEE, exactly(1426), "The committee names 1,426 dead."),
        ("Palais Notes", "2025-08-14", INQUIRY, about, "The inquiry speaks of about 1,400 dead."),
    ):
        found.append(told.harm(told.report(outlet, on, sentence), sentence, count, source))
    return found


def _tenth_of_march(told: Collection) -> list[HarmClaim]:
    exact = "The Observatory puts the civilians killed since Thursday at 973, women and children among them."
    rounded = "Nearly 1,000 civilians are dead, it adds, in 39 massacres."
    report = told.report(
        "Northern Courier", "2025-03-10", exact, rounded, url="https://courier.example/tenth"
    )
    told.report(
        "Second Mirror",
        "2025-03-10",
        f"{exact} {rounded}",
        copy_of=report.id,
        agency_credit="Northern Courier",
    )
    nearly = Count(high=1000, hedge=Hedge.NEARLY, wording="Nearly 1,000")
    return [
        told.harm(report, exact, exactly(973), SOHR, women="some", children="some"),
        told.harm(report, rounded, nearly, SOHR, scope=Scope.ROUNDED),
    ]


def _twelfth_of_march(told: Collection) -> HarmClaim:
    whole = "By Wednesday the Observatory had documented 1,383 civilians killed."
    parts = "Of them 683 died in Latakia, 433 in Tartus, 255 in Hama and 12 in Homs."
    report = told.report("Meridian Wire", "2025-03-12", whole, parts)
    total = told.harm(report, whole, exactly(1383), SOHR)
    for number, place in ((683, LATAKIA), (433, TARTUS), (255, HAMA), (12, HOMS)):
        told.harm(report, parts, exactly(number), SOHR, place=place, scope=Scope.SUBSET, subset_of=total.id)
    return total


def _deeds(told: Collection) -> None:
    ambush = "Gunmen loyal to the fallen president ambushed a patrol near Jableh on Thursday."
    undated = "At least 30 people were hurt on the valley road last week."
    whole = "Across Syria 2,000 people fled their homes."
    report = told.report("Harbour Daily", "2025-03-07", ambush)
    told.attack(
        report, ambush, ("Battles", "Armed clash"), place=JABLEH, when=when("2025-03-06"),
        actors=(name("Gunmen loyal to Assad"),),
    )  # fmt: skip
    open_report = told.report("Unsigned Sheet", None, undated, whole, url="javascript:alert(1)")
    thirty = Count(low=30, hedge=Hedge.AT_LEAST, wording="At least 30")
    told.harm(
        open_report, undated, thirty, None, harm=Harm.INJURED, place=NOWHERE,
        when=When(basis=DateBasis.UNANCHORED, wording="last week"), perpetrator=name("unknown gunmen"),
    )  # fmt: skip
    told.harm(open_report, whole, exactly(2000), None, harm=Harm.DISPLACED, place=SYRIA, when=None)


def _words(told: Collection) -> None:
    sentences = (
        "The ministry's spokesman announced the end of the operation.",
        "Paris condemned the killings in the strongest terms.",
        "Tehran denied any part in the violence.",
        "The interim president promised to punish whoever is guilty.",
        "Many doubt that he will.",
    )
    announced, condemned, denied, promised, doubted = sentences
    report = told.report("Northern Courier", "2025-03-11", *sentences)
    told.says(report, announced, Act.ANNOUNCE, "Defence ministry", role="spokesman")
    told.says(report, condemned, Act.CONDEMN, "France")
    told.says(report, denied, Act.DENY, "Iran", about="any part in the violence")
    at = report.text.index(doubted)
    told.says(
        report, promised, Act.PROMISE, "Ahmad al-Sharaa", promise=PromiseStatus.CONTESTED,
        promise_evidence=(report.span(at, at + len(doubted)),),
    )  # fmt: skip


def _whole(incident_: str, tolls: Sequence[HarmClaim]) -> Figure:
    said = ["03-08", "03-09", "03-10", "03-11", "03-12", "03-11", "03-11", "07-22", "08-14"]
    exact, nearly = tolls[2], tolls[3]
    voices = [[tolls[0]], [tolls[1]], [exact, nearly], *([claim] for claim in tolls[4:])]
    series = [
        point(
            claims,
            f"2025-{on}",
            PointStatus.SUPERSEDED
            if claims[0].source == exact.source and on != "03-12"
            else PointStatus.STANDS,
        )
        for claims, on in zip(voices, said, strict=True)
    ]
    return figure(incident_, series, 111, 1426, grade=Grade.CONTESTED, grade_reason="counts differ by method")


def _parts(incident_: str, told: Collection) -> list[Figure]:
    subsets = [claim for claim in told.claims if isinstance(claim, HarmClaim) and claim.scope is Scope.SUBSET]
    return [
        figure(
            incident_, [point([claim], "2025-03-12")], claim.count.low, claim.count.high, scope=Scope.SUBSET,
            flags=(f"subset: {claim.place.written if claim.place else ''}",),
        )
        for claim in subsets
    ]  # fmt: skip
