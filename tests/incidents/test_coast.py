"""Reports of the killings on Syria's coast in March 2025, with the figures that were publicly reported."""

from dataclasses import dataclass, field

from factories import day, document, harm, published, span
from histor.incidents.group import group
from histor.records.claim import Claim, Harm, HarmClaim, Scope
from histor.records.document import Document
from histor.records.incident import Incident
from histor.values.date import DateBasis, DatePrecision, When
from histor.values.place import Place, PlacePrecision

SOHR = "Syrian Observatory for Human Rights"


def area(
    written: str, precision: PlacePrecision, admin1: str | None = None, at: float | None = None
) -> Place:
    return Place(
        written=written,
        gazetteer_id=written,
        name=written,
        latitude=at,
        longitude=36.0 if at else None,
        admin1=admin1,
        country="Syria",
        precision=precision,
    )


PROVINCES = {name: area(name, PlacePrecision.ADMIN1, name) for name in ("Latakia", "Tartus", "Hama", "Homs")}
LISTED = Place(
    written="Latakia, Tartus, Hama and Homs",
    country="Syria",
    precision=PlacePrecision.COUNTRY,
    parts=tuple(PROVINCES.values()),
)
COAST = area("Syria's coast", PlacePrecision.COUNTRY)
BANIYAS = area("Baniyas", PlacePrecision.EXACT, "Tartus", 35.18)
DAMASCUS = area("Damascus", PlacePrecision.EXACT, "Damascus", 33.5)
LAST_WEEK = When(basis=DateBasis.UNANCHORED, wording="last week")


def since(start: str, end: str | None = None, precision: DatePrecision = DatePrecision.DAY) -> When:
    return When(start=day(start), end=day(end) if end else None, precision=precision, basis=DateBasis.STATED)


@dataclass
class Press:
    """Reports that name the same people and places, each with its own tolls."""

    documents: dict[str, Document] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    def report(self, on: str | None) -> str:
        text = f"The Observatory counts dead in Latakia after Assad's men fought. No. {len(self.documents)}."
        made = document(text, published=published(on) if on else None)
        self.documents[made.id] = made
        return made.id

    def toll(
        self, of: str, number: int, where: Place, at: When, source: str = SOHR, **changes: object
    ) -> HarmClaim:
        start = 100 * len(self.claims)
        claim = harm(
            number,
            of=of,
            source=source,
            place=where,
            when=at,
            published=self.documents[of].published,
            count_span=span(str(number), of=of, start=start),
            trigger=span("killed", of=of, start=start + 10),
            **({"scope": Scope.CUMULATIVE} | changes),
        )
        self.claims.append(claim)
        return claim


def press() -> Press:
    told = Press()
    told.toll(told.report("2025-03-08"), 745, COAST, since("2025-03-06"))
    told.toll(told.report("2025-03-09"), 830, LISTED, since("2025-03-06", "2025-03-09"))
    explainer = told.report("2025-03-10")
    told.toll(explainer, 973, LISTED, since("2025-03-03", "2025-03-09", DatePrecision.WEEK))
    told.toll(explainer, 39, LISTED, since("2025-03-06"), harm=Harm.OTHER, victims="massacres")
    told.toll(told.report(None), 973, LISTED, LAST_WEEK)
    told.toll(
        told.report("2025-03-11"),
        111,
        COAST,
        since("2025-03-06", "2025-03-08"),
        "OHCHR",
        scope=Scope.INCIDENT,
    )
    breakdown = told.report("2025-03-12")
    whole = told.toll(breakdown, 1383, COAST, since("2025-03-06"))
    for number, where in zip((683, 433, 255, 12), PROVINCES.values(), strict=True):
        told.toll(breakdown, number, where, since("2025-03-06"), scope=Scope.SUBSET, subset_of=whole.id)
    told.toll(
        told.report("2025-04-03"),
        32,
        BANIYAS,
        since("2025-03-08", "2025-03-09"),
        "Amnesty",
        scope=Scope.INCIDENT,
    )
    in_march = since("2025-03-01", "2025-03-31", DatePrecision.MONTH)
    told.toll(told.report("2025-07-22"), 1426, COAST, in_march, "National Committee", scope=Scope.INCIDENT)
    told.toll(
        told.report("2025-03-09"),
        3,
        DAMASCUS,
        since("2025-03-08", "2025-03-08"),
        "police",
        scope=Scope.INCIDENT,
    )
    return told


def numbers(told: Press, incident: Incident) -> set[int | None]:
    held = {claim.id: claim for claim in told.claims if isinstance(claim, HarmClaim)}
    return {held[key].count.exact for key in incident.claims}


def test_all_counts_of_the_coast_are_one_incident_however_they_call_it() -> None:
    told = press()
    coast = told_by_name(told)["Killings in Latakia, Tartus, Hama and Homs, 6 to 12 March 2025"]
    assert numbers(told, coast) == {745, 830, 973, 39, 111, 1383, 1426}


def test_each_province_is_an_incident_inside_it() -> None:
    told = press()
    named = told_by_name(told)
    coast = named["Killings in Latakia, Tartus, Hama and Homs, 6 to 12 March 2025"]
    parents = {number: incident.parent for incident in named.values() for number in numbers(told, incident)}
    assert {parents[number] for number in (683, 433, 255, 12)} == {coast.id}


def test_a_town_s_dead_lie_within_its_province_s() -> None:
    named = told_by_name(press())
    tartus = named["Killings in Tartus, from 6 March 2025"]
    assert named["Killings in Baniyas, 8 to 9 March 2025"].parent == tartus.id


def test_another_killing_elsewhere_in_the_country_on_one_of_the_days_is_not_of_the_coast() -> None:
    assert told_by_name(press())["Killings in Damascus, 8 March 2025"].parent is None


def told_by_name(told: Press) -> dict[str, Incident]:
    return {incident.name: incident for incident in group(told.claims, told.documents)}
