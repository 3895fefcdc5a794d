"""Records survive being stored, to the letter."""

from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import count, document, event, harm, name, place, published, span, statement, when
from histor.records.claim import Claim, EventClaim, HarmClaim, Some, StatementClaim, Trace
from histor.records.failure import Failure
from histor.records.incident import Incident, Membership, Reason
from histor.store.codec import decode, dumps, encode, loads
from histor.values.count import Count, Hedge
from histor.values.date import DateBasis, When
from histor.values.name import Name
from histor.values.place import Place, PlacePrecision
from histor.values.span import Span

TEXT = st.text()
SOME: Some = "some"
NAMES = st.builds(Name, canonical=TEXT, written=TEXT, entry=st.none() | TEXT)
PLACES = st.recursive(
    st.builds(Place, written=TEXT, precision=st.none() | st.sampled_from(PlacePrecision)),
    lambda parts: st.builds(Place, written=TEXT, parts=st.lists(parts, max_size=3).map(tuple)),
    max_leaves=4,
)
FAILURES = st.builds(
    Failure,
    stage=st.sampled_from(["read", "claims"]),
    subject=TEXT,
    reason=TEXT,
    sha256=st.none() | TEXT,
    at=st.datetimes(timezones=st.just(UTC)),
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    return span(draw(st.text(min_size=1)), start=draw(st.integers(0, 10**6)))


@st.composite
def counts(draw: st.DrawFn) -> Count:
    low, high = sorted(draw(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7))))
    return Count(low=low, high=high, hedge=draw(st.sampled_from(Hedge)), wording=draw(st.text(min_size=1)))


@st.composite
def whens(draw: st.DrawFn) -> When:
    start, end = sorted(draw(st.tuples(st.dates(), st.dates())))
    return When(start=start, end=draw(st.sampled_from([end, None])), basis=DateBasis.STATED)


@st.composite
def harms(draw: st.DrawFn) -> HarmClaim:
    part: st.SearchStrategy[int | Some | None] = st.none() | st.just(SOME) | st.integers(0, 10**6)
    return replace(
        harm(draw(counts())),
        quote=draw(spans()),
        source=draw(st.none() | NAMES),
        place=draw(st.none() | PLACES),
        when=draw(st.none() | whens()),
        women=draw(part),
        named_victims=tuple(draw(st.lists(TEXT, max_size=3))),
        also=tuple(draw(st.lists(spans(), max_size=3))),
        confidence=draw(st.floats(0, 1)),
    )


@given(harms())
def test_a_claim_of_harm_read_back_is_the_claim_that_was_kept(claim: HarmClaim) -> None:
    assert loads(HarmClaim, dumps(claim)) == claim


@given(FAILURES)
def test_a_failure_read_back_is_the_failure_that_was_kept(failure: Failure) -> None:
    assert loads(Failure, dumps(failure)) == failure


@pytest.mark.parametrize(
    "claim",
    [
        harm(count(40, hedge=Hedge.AT_LEAST), women="some", when=when("2025-03-06", "2025-03-10")),
        event(
            actors=(name("gunmen"),), traces=(Trace(step="trigger", rule="event/clash", words="attacked"),)
        ),
        statement(published=published("2025-03-10"), organization=name("Ministry"), place=place("Ardel")),
    ],
)
def test_claims_of_every_kind_come_back_whole(claim: Claim) -> None:
    assert loads(type(claim), dumps(claim)) == claim


def test_an_incident_with_its_reasons_comes_back_whole() -> None:
    member = Membership(
        claim="c-1", by="rules/1", reasons=(Reason(feature="time", score=-0.5, words="apart"),)
    )
    incident = Incident(
        id="i-1",
        name="Killings in Ardel",
        parent=None,
        members=(member,),
        documents=("d1",),
        when=when("2025-03-06"),
        place=None,
        actors=(),
        founder="c-1",
    )

    assert loads(Incident, dumps(incident)) == incident


def test_a_file_name_that_is_not_utf8_survives() -> None:
    report = document(file="report-\udce9.txt")

    assert loads(type(report), dumps(report).encode().decode()) == report


@dataclass(frozen=True)
class Toll:
    low: int
    note: str | None = None


def test_a_field_that_an_older_record_lacks_takes_its_default() -> None:
    assert decode(Toll, {"low": 3}) == Toll(low=3)


@pytest.mark.parametrize("broken", [{}, {"low": "3"}, {"low": True}, {"low": 3, "high": 4}, [3], None])
def test_what_is_not_the_record_is_refused(broken: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the message differs by case
        decode(Toll, broken)


def test_what_a_record_cannot_hold_is_refused_when_it_is_kept() -> None:
    with pytest.raises(TypeError, match="set"):
        encode({1})


@pytest.mark.parametrize("kind", [HarmClaim, EventClaim, StatementClaim])
def test_a_claim_of_one_kind_is_not_read_as_another(kind: type[Any]) -> None:
    others = [claim for claim in (harm(), event(), statement()) if not isinstance(claim, kind)]

    for other in others:
        with pytest.raises(ValueError, match="not a"):
            loads(kind, dumps(other))
