"""Ranges, independence, grades and explanations."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import count, document, name, statement
from figures.told import ARMY, Told, incident
from histor.errors import NoEvidenceError
from histor.figures.profile import profile
from histor.figures.reckon import reckon
from histor.figures.reconcile import reconcile
from histor.records.claim import Act, Harm, Modality, Scope
from histor.records.figure import Figure, Grade, PointStatus, Rule
from histor.values.count import Count, Hedge
from histor.values.date import DateBasis, When

DOZENS = Count(low=24, hedge=Hedge.DOZENS, wording="dozens")
SEVERAL = Count(low=3, hedge=Hedge.OTHER, wording="several")
HUNDREDS = Count(low=200, hedge=Hedge.HUNDREDS, wording="hundreds")


def bounds(figure: Figure) -> tuple[int | None, int | None]:
    return figure.low, figure.high


def test_nothing_cannot_be_reconciled() -> None:
    with pytest.raises(NoEvidenceError, match="no claim of this incident gives a number"):
        reconcile([], [], profile(Rule.RANGE))


def test_a_report_without_a_number_is_no_figure() -> None:
    told = Told()
    told.says("Monitor", Count(hedge=Hedge.OTHER, wording="civilians"), "2031-03-06")
    assert told.reckoned() == []


def test_at_least_has_no_upper_bound() -> None:
    told = Told()
    told.says("Monitor", count(40, None, Hedge.AT_LEAST), "2031-03-06")
    assert bounds(told.figure()) == (40, None)


def test_nearly_has_no_lower_bound() -> None:
    told = Told()
    told.says("Monitor", count(None, 1000, Hedge.NEARLY), "2031-03-06")
    assert bounds(told.figure()) == (None, 1000)


def test_at_least_within_another_s_count_leaves_that_count_the_upper_bound() -> None:
    told = Told()
    told.says("Human Rights Watch", count(58, None, Hedge.AT_LEAST), "2031-03-06")
    told.says("city council", 61, "2031-03-06")
    assert bounds(told.figure()) == (58, 61)


def test_at_least_beyond_every_count_leaves_the_range_open() -> None:
    told = Told()
    told.says("Human Rights Watch", count(70, None, Hedge.AT_LEAST), "2031-03-06")
    told.says("city council", 61, "2031-03-06")
    assert bounds(told.figure()) == (61, None)


@pytest.mark.parametrize(("vague", "worth"), [(DOZENS, 12), (SEVERAL, 3), (HUNDREDS, 100)])
def test_vague_words_are_worth_what_the_rule_s_codebook_says(vague: Count, worth: int) -> None:
    told = Told()
    told.says("Monitor", vague, "2031-03-06")
    assert bounds(told.figure(Rule.LOWEST)) == (worth, worth)


def test_the_highest_number_that_anybody_names_bounds_minmax() -> None:
    told = Told()
    told.says("Human Rights Watch", count(70, None, Hedge.AT_LEAST), "2031-03-06")
    told.says("city council", 61, "2031-03-06")
    assert bounds(told.figure(Rule.MINMAX)) == (61, 70)


def test_where_no_authority_counts_the_official_rule_yields_no_number() -> None:
    told = Told()
    told.says("Human Rights Watch", 58, "2031-03-06")
    figure = told.figure(Rule.OFFICIAL)
    assert (bounds(figure), figure.explanation.split(".")[0]) == (
        (None, None),
        "No number stands: no authority gives one",
    )


def test_a_denial_moves_no_bound() -> None:
    told = Told()
    told.says("Monitor", 40, "2031-03-06")
    told.says("Information Team", 80, "2031-03-07", modality=Modality.DENIED)
    assert bounds(told.figure()) == (40, 40)


def test_what_is_only_denied_is_discounted() -> None:
    told = Told()
    told.says("Information Team", 80, "2031-03-07", modality=Modality.DENIED)
    figure = told.figure()
    assert (bounds(figure), figure.grade) == ((None, None), Grade.DISCOUNTED)


def test_two_reports_that_quote_one_monitor_are_one_source() -> None:
    told = Told()
    told.says("Monitor", 40, "2031-03-06")
    told.says("Monitor", 40, "2031-03-06")
    figure = told.figure()
    assert (figure.independent_sources, figure.documents, figure.grade) == (1, 2, Grade.WEAK)


def test_copies_of_one_text_in_its_own_voice_are_one_source() -> None:
    told = Told()
    wire = told.report("The wire.")
    told.says(None, 12, "2031-03-06", of=wire)
    for paper in range(3):
        told.says(None, 12, "2031-03-06", of=told.report(f"The wire in paper {paper}.", copy_of=wire))
    assert (told.figure().independent_sources, told.figure().documents) == (1, 4)


def test_two_reports_that_each_say_it_themselves_are_two_sources() -> None:
    told = Told()
    told.says(None, 12, "2031-03-06")
    told.says(None, 12, "2031-03-06")
    assert told.figure().independent_sources == 2


def test_a_party_that_counts_its_own_victims_confirms_the_harm() -> None:
    told = Told()
    told.says("Monitor", 12, "2031-03-06", perpetrator=ARMY)
    told.says("Norland army", 9, "2031-03-07", perpetrator=ARMY)
    figure = told.figure()
    assert (figure.grade, figure.grade_reason) == (Grade.CONFIRMED, "Norland army accepts having done it")


def test_a_claim_of_responsibility_confirms_the_harm() -> None:
    told = Told()
    claim = told.says("Monitor", 12, "2031-03-06")
    told.claims.append(statement(Act.CLAIM_RESPONSIBILITY, speaker="Front", of=claim.document))
    assert told.figure().grade is Grade.CONFIRMED


def test_a_blamed_party_that_blames_another_confirms_nothing() -> None:
    told = Told()
    told.says("Monitor", 12, "2031-03-06", perpetrator=ARMY)
    told.says("Norland army", 12, "2031-03-07", perpetrator=name("Front"))
    assert told.figure().grade is Grade.CONTESTED


def test_harm_that_is_blamed_on_two_is_contested() -> None:
    told = Told()
    told.says("Norland ministry", 12, "2031-03-06", perpetrator=name("Sudland"))
    told.says("Sudland ministry", 12, "2031-03-07", perpetrator=name("Front"))
    figure = told.figure()
    assert (figure.grade, figure.grade_reason) == (
        Grade.CONTESTED,
        "blamed on Front and on Sudland by different sources",
    )


def test_a_denial_of_the_deed_makes_it_contested_and_changes_no_count() -> None:
    told = Told()
    claim = told.says("Monitor", 12, "2031-03-06", perpetrator=ARMY)
    told.claims.append(statement(Act.DENY, speaker="General Ott", of=claim.document, denies=claim.id))
    figure = told.figure()
    assert (figure.grade, bounds(figure)) == (Grade.CONTESTED, (12, 12))


def test_massacres_are_counted_apart_from_people() -> None:
    told = Told()
    told.says("Monitor", 973, "2031-03-06", scope=Scope.CUMULATIVE)
    told.says("Monitor", 39, "2031-03-06", harm=Harm.OTHER, victims="massacres")
    told.says("Monitor", 21, "2031-03-06", harm=Harm.OTHER, victims="air strikes")
    assert [(figure.harm, figure.low) for figure in told.reckoned()] == [
        (Harm.KILLED, 973),
        (Harm.OTHER, 21),
        (Harm.OTHER, 39),
    ]


def test_an_unanchored_date_is_said_in_the_explanation() -> None:
    told = Told()
    monday = When(basis=DateBasis.UNANCHORED, wording="Monday")
    told.says("Monitor", 9, of=told.report("No dateline.", on=None), when=monday)
    figure = told.figure()
    assert figure.flags == ("unanchored", "undated")
    assert "The date of this figure is open" in figure.explanation


def test_what_lies_inside_an_incident_is_not_added_to_it() -> None:
    told = Told()
    whole, part = told.says("Monitor", 100, "2031-03-06"), told.says("Monitor", 60, "2031-03-06")
    held = [incident([whole], "i-whole"), incident([part], "i-part")]
    figures = reckon(held, told.claims, told.documents)
    assert [(figure.incident, figure.low, figure.high) for figure in figures] == [
        ("i-whole", 100, 100),
        ("i-part", 60, 60),
    ]


SOURCES = st.sampled_from(["Monitor", "police", "health ministry", "residents", "Front", None])
DAYS = st.sampled_from(["2031-03-06", "2031-03-07", "2031-03-09", None])
HEDGES = st.sampled_from([Hedge.EXACT, Hedge.AT_LEAST])
TOLLS = st.lists(st.tuples(SOURCES, st.integers(1, 400), HEDGES, DAYS), min_size=1, max_size=10)
Toll = tuple[str | None, int, Hedge, str | None]


def tell(tolls: list[Toll]) -> Told:
    told = Told()
    for source, number, hedge, as_of in tolls:
        told.says(source, count(number, None, hedge), as_of)
    return told


@given(TOLLS, st.integers(0, 1000))
def test_the_order_of_claims_changes_no_figure(tolls: list[Toll], seed: int) -> None:
    told = tell(tolls)
    first = told.figure()
    held = incident(told.claims)
    random.Random(seed).shuffle(told.claims)  # noqa: S311 (a test's order, no secret)
    assert reckon([held], told.claims, told.documents) == [first]


@given(TOLLS)
def test_the_range_holds_every_exact_figure_that_stands(tolls: list[Toll]) -> None:
    figure = tell(tolls).figure()
    standing = [point.exact for point in figure.series if point.status is PointStatus.STANDS and point.exact]
    assert all((figure.low or 0) <= number <= (figure.high or number) for number in standing)


@given(TOLLS)
def test_no_bound_is_a_number_that_nobody_gave(tolls: list[Toll]) -> None:
    figure = tell(tolls).figure()
    assert {figure.low, figure.high} <= {None, *(number for _, number, _, _ in tolls)}


@given(TOLLS, st.integers(0, 9))
def test_a_copy_adds_nothing_to_the_range_or_the_sources(tolls: list[Toll], which: int) -> None:
    told = tell(tolls)
    before = told.figure()
    source, number, hedge, as_of = tolls[which % len(tolls)]
    original = told.claims[which % len(tolls)].document
    published = told.documents[original].published
    copy = document("The same text in another paper.", published=published, copy_of=original)
    told.documents[copy.id] = copy
    told.says(source, count(number, None, hedge), as_of, of=copy.id)
    after = told.figure()
    assert (after.low, after.high, after.independent_sources) == (
        before.low,
        before.high,
        before.independent_sources,
    )


@given(TOLLS)
def test_every_claim_is_in_exactly_one_point(tolls: list[Toll]) -> None:
    told = tell(tolls)
    assert sorted(told.figure().claims) == sorted(claim.id for claim in told.claims)
