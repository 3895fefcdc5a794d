"""Whatever was derived before, what is kept is what was derived last: no row more, none less, none in another place."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from factories import day, document, harm, name, place, published, when
from histor.records.claim import Harm, HarmClaim, Scope, VictimClass
from histor.records.figure import Figure, Grade, Point, PointStatus, Rule
from histor.records.incident import Incident, Membership
from histor.store.record import Record
from histor.values.count import Hedge

REPORTS = [
    document(f"Report {number}.", published=published(f"2025-03-0{number + 1}")) for number in range(4)
]
CLAIMS = [harm(9, of=report.id) for report in REPORTS]
TABLES = (
    "incidents",
    "incidents_sensitive",
    "memberships",
    "figures",
    "figures_sensitive",
    "figure_claims",
    "digests",
)


@dataclass(frozen=True)
class State:
    """One result of deriving: incidents in an order, by number; how many claims each has; who copies whom."""

    order: Sequence[int]
    claims: Sequence[int]
    names: Sequence[str]
    figures: Sequence[int]
    copies: Sequence[int]


STATES = st.builds(
    State,
    order=st.lists(st.integers(0, 3), unique=True),
    claims=st.lists(st.integers(1, 4), min_size=4, max_size=4),
    names=st.lists(st.sampled_from(["Ardel", "Borrin"]), min_size=4, max_size=4),
    figures=st.lists(st.integers(0, 2), min_size=4, max_size=4),
    copies=st.lists(st.integers(1, 3), unique=True),
)


def incident(number: int, claims: Sequence[HarmClaim], written: str) -> Incident:
    return Incident(
        id=f"i-{number}",
        name=f"Killings in {written}",
        parent=None,
        members=tuple(Membership(claim=claim.id, by="rules/1", reasons=()) for claim in claims),
        documents=tuple(claim.document for claim in claims),
        when=when("2025-03-06"),
        place=place(written),
        actors=(),
        founder=claims[0].id,
    )


def figure(number: int, part: int, claims: Sequence[HarmClaim]) -> Figure:
    point = Point(
        source=name("Monitor"),
        as_of=day("2025-03-08"),
        published=None,
        exact=9,
        low=9,
        high=9,
        hedge=Hedge.EXACT,
        wording="nine",
        status=PointStatus.STANDS,
        claims=tuple(claim.id for claim in claims),
        documents=tuple(claim.document for claim in claims),
    )
    return Figure(
        id=f"g-{number}-{part}",
        incident=f"i-{number}",
        harm=Harm.KILLED,
        victim_class=VictimClass.UNSPECIFIED,
        scope=Scope.INCIDENT,
        series=(point,),
        rule=Rule.RANGE,
        low=9,
        high=9,
        best=None,
        independent_sources=1,
        documents=len(claims),
        grade=Grade.WEAK,
        grade_reason="one source",
        explanation="9",
    )


def derive(record: Record, state: State) -> None:
    held = [(number, CLAIMS[: state.claims[number]]) for number in state.order]
    record.replace_derived(
        {REPORTS[copy].id: REPORTS[0].id for copy in state.copies},
        [incident(number, claims, state.names[number]) for number, claims in held],
        [figure(number, part, claims) for number, claims in held for part in range(state.figures[number])],
    )


def rows(folder: Path) -> dict[str, list[Any]]:
    connection = sqlite3.connect(folder / "record.db")
    found = {table: sorted(connection.execute(f"SELECT * FROM {table}")) for table in TABLES}  # noqa: S608  # ours
    found["copies"] = sorted(connection.execute("SELECT id, coalesce(copy_of, '') FROM documents"))
    connection.close()
    return found


def kept(folder: Path, states: Sequence[State], *, read_again: Sequence[int] = ()) -> dict[str, list[Any]]:
    with Record.open(folder, create=True) as record:
        for report, claim in zip(REPORTS, CLAIMS, strict=True):
            record.add_document(report, [claim])
        for state in states[:-1]:
            derive(record, state)
        for number in read_again:
            record.add_document(REPORTS[number], [])
            record.add_document(REPORTS[number], [CLAIMS[number]])
        derive(record, states[-1])
    return rows(folder)


@settings(max_examples=40, deadline=None)
@given(st.lists(STATES, min_size=1, max_size=4), st.lists(st.integers(0, 3), max_size=2))
def test_what_is_kept_follows_from_what_was_derived_last(
    states: Sequence[State], again: Sequence[int]
) -> None:
    with TemporaryDirectory() as folder:
        before, alone = Path(folder) / "before", Path(folder) / "alone"
        assert kept(before, states, read_again=again) == kept(alone, states[-1:])
