"""A daily toll: nothing summed, each cut, later addition and gap told."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from factories import day, document, harm, place, published, span, when
from histor.figures.conflicts import find_conflicts
from histor.figures.reckon import reckon
from histor.records.claim import HarmClaim, Scope
from histor.records.conflict import Conflict, ConflictKind
from histor.records.figure import Figure
from histor.records.incident import Incident, Membership

FIRST = day("2025-03-01")
REPORT = document("A daily bulletin.", published=published("2025-03-31"))


def told(number: int, on: int, scope: Scope, at: int) -> HarmClaim:
    as_of = (FIRST + timedelta(days=on)).isoformat()
    window = when("2025-03-01", as_of) if scope is Scope.CUMULATIVE else when(as_of, as_of)
    common: dict[str, Any] = {
        "of": REPORT.id,
        "source": "Health Ministry",
        "as_of": day(as_of),
        "place": place("Ardel"),
        "scope": scope,
        "when": window,
    }
    words = span(str(number), of=REPORT.id, start=2 * at + (scope is Scope.PERIOD))
    return replace(harm(number, **common), count_span=words)  # ids follow from where the number stands


def reckoned(cumulative: dict[int, int], daily: dict[int, int]) -> tuple[list[Figure], list[Conflict]]:
    claims = [told(number, on, Scope.CUMULATIVE, on) for on, number in cumulative.items()]
    claims += [told(number, on, Scope.PERIOD, on) for on, number in daily.items()]
    incident = Incident(
        id="i1",
        name="War in Ardel",
        parent=None,
        members=tuple(Membership(claim=claim.id, by="test", reasons=()) for claim in claims),
        documents=(REPORT.id,),
        when=None,
        place=None,
        actors=(),
        founder=claims[0].id,
    )
    figures = reckon([incident], claims, {REPORT.id: REPORT})
    return figures, find_conflicts([incident], figures, claims)


WEEK = {day: 100 + 10 * day for day in range(8)}
TENS = dict.fromkeys(range(1, 8), 10)


def of_kind(kind: ConflictKind, conflicts: list[Conflict]) -> list[str]:
    return [conflict.words for conflict in conflicts if conflict.kind is kind]


def test_a_running_toll_is_never_summed_with_its_days() -> None:
    figures, _ = reckoned(WEEK, TENS)
    [running] = [figure for figure in figures if figure.scope is Scope.CUMULATIVE]
    assert (running.low, running.high, len(running.series)) == (170, 170, 8)


def test_a_toll_that_agrees_with_its_days_contradicts_nothing() -> None:
    assert reckoned(WEEK, TENS)[1] == []


def test_dead_of_earlier_days_added_later_are_told() -> None:
    grown = WEEK | {7: 669}
    found = of_kind(ConflictKind.ADDED_LATER, reckoned(grown, TENS)[1])
    assert found == [
        (
            "added later: 669 by the Health Ministry, 8 March 2025 is +509 on the day before, "
            "the day's own count 10: 499 of other days"
        )
    ]


def test_a_cut_is_told() -> None:
    found = of_kind(ConflictKind.REVISED_DOWN, reckoned(WEEK | {5: 120}, {})[1])
    assert found == [
        "revised down: 140 by the Health Ministry, 5 March 2025, later 120 by the Health Ministry, 6 March 2025"
    ]


def test_days_left_out_are_told() -> None:
    found = of_kind(ConflictKind.GAP, reckoned(WEEK | {11: 200}, {})[1])
    [words] = found
    assert words == (
        "no count for 3 days between 170 by the Health Ministry, 8 March 2025 and 200 by the Health Ministry, "
        "12 March 2025"
    )


def test_a_toll_given_now_and_then_has_no_gaps() -> None:
    assert of_kind(ConflictKind.GAP, reckoned({0: 10, 3: 12, 9: 40}, {})[1]) == []
