"""Whatever the order in which reports arrive, and whatever is withdrawn, what stays is the same."""

import random
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from factories import document, harm, place, published, span, statement, when
from histor.incidents.group import group
from histor.records.claim import Act, Claim
from histor.records.document import Document
from histor.values.date import When
from histor.values.place import Place, PlacePrecision


def town(written: str, at: float, admin1: str) -> Place:
    return place(written, gazetteer_id=written, latitude=at, longitude=36.0, admin1=admin1, country="Norland")


PLACES = (
    None,
    town("Ardel", 35.0, "North"),
    town("Corve", 38.0, "South"),
    place("Norland", gazetteer_id="n", country="Norland", precision=PlacePrecision.COUNTRY),
    Place(written="the coast"),
)
DAYS = (None, when("2031-03-06"), when("2031-03-07"), when("2031-06-11"), when("2031-03-06", "2031-03-11"))
NAMES = ("Ilvar Tosk", "Orsa Venn", "Mirn Gate", "Dall Harrow", "Perrin Ost", "Selm Quay")


@dataclass(frozen=True)
class Told:
    """What one report tells."""

    names: tuple[str, ...]
    tolls: tuple[tuple[int, Place | None, When | None, bool], ...]
    on: int
    condemns: bool


REPORTS = st.builds(
    Told,
    names=st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(tuple),
    tolls=st.lists(
        st.tuples(
            st.sampled_from((1, 1, 2, 3, 12, 40)),
            st.sampled_from(PLACES),
            st.sampled_from(DAYS),
            st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    on=st.integers(6, 28),
    condemns=st.booleans(),
)


def made(number: int, told: Told) -> tuple[Document, list[Claim]]:
    text = f"Report {number} of the day. They shot at " + " and then at ".join((*told.names, "all")) + "."
    report = document(text, published=published(f"2031-03-{told.on:02}"))
    claims: list[Claim] = [
        harm(
            toll,
            of=report.id,
            quote=span(text, of=report.id),
            trigger=span("shot", of=report.id, start=20 + at),
            count_span=span(str(toll), of=report.id, start=20 + at),
            place=where,
            when=day,
            background=recalled,
            published=report.published,
        )
        for at, (toll, where, day, recalled) in enumerate(told.tolls)
    ]
    return report, [*claims, statement(Act.CONDEMN, of=report.id)] if told.condemns else claims


@given(st.lists(REPORTS, max_size=8), st.integers(0, 1000))
def test_reports_in_any_order_give_the_same_incidents(reports: list[Told], seed: int) -> None:
    held = [made(number, told) for number, told in enumerate(reports)]
    first = group([claim for _, claims in held for claim in claims], {one.id: one for one, _ in held})
    random.Random(seed).shuffle(held)  # noqa: S311 (a test's order, no secret)
    assert group([claim for _, claims in held for claim in claims], {one.id: one for one, _ in held}) == first


@given(st.lists(REPORTS, min_size=1, max_size=8), st.integers(0, 7))
def test_without_a_report_the_incidents_are_those_that_it_never_was_in(
    reports: list[Told], gone: int
) -> None:
    held = [made(number, told) for number, told in enumerate(reports)]
    left = [item for number, item in enumerate(held) if number != gone % len(held)]
    documents, claims = {one.id: one for one, _ in left}, [claim for _, found in left for claim in found]
    never = group(claims, documents)
    group([claim for _, found in held for claim in found], {one.id: one for one, _ in held})
    assert group(claims, documents) == never


@given(st.lists(REPORTS, max_size=8))
def test_a_report_is_listed_where_its_claims_are_and_nowhere_twice(reports: list[Told]) -> None:
    held = [made(number, told) for number, told in enumerate(reports)]
    claims = {claim.id: claim for _, found in held for claim in found}
    for incident in group(list(claims.values()), {one.id: one for one, _ in held}):
        assert {claims[key].document for key in incident.claims} <= set(incident.documents)
        assert len(set(incident.documents)) == len(incident.documents)
