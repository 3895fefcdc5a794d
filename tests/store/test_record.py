"""What is kept comes back, in order, and can be asked for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from factories import CAPTURED, day, document, event, harm, name, place, published, statement, when
from histor.errors import UnknownIdError
from histor.records.claim import Act, Claim, Harm, Scope, VictimClass
from histor.records.failure import Failure
from histor.records.figure import Figure, Grade, Point, PointStatus, Rule
from histor.records.incident import Incident, Membership
from histor.store.arrival import Arrival, Arrived
from histor.store.filters import ClaimFilter, DocumentFilter
from histor.store.record import Record
from histor.values.count import Hedge

FIRST = document("First report.", published=published("2025-03-08"), outlet="The Courier")
SECOND = document("Second report.", published=published("2025-03-10"))
UNDATED = document("Undated report.")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "record", create=True) as opened:
        yield opened


def failure(subject: str = "a.txt", **changes: Any) -> Failure:
    fields: dict[str, Any] = {
        "stage": "read",
        "subject": subject,
        "reason": "It is empty.",
        "sha256": "00",
        "at": CAPTURED,
    }
    return Failure(**fields | changes)


def incident(claim: Claim, **changes: Any) -> Incident:
    fields: dict[str, Any] = {
        "id": "i-ardel",
        "name": "Killings in Ardel",
        "parent": None,
        "members": (Membership(claim=claim.id, by="rules/1", reasons=()),),
        "documents": (claim.document,),
        "when": when("2025-03-06"),
        "place": place("Ardel"),
        "actors": (name("gunmen"),),
        "founder": claim.id,
    }
    return Incident(**fields | changes)


def figure(claim: Claim, **changes: Any) -> Figure:
    point = Point(
        source=name("Monitor"),
        as_of=day("2025-03-08"),
        published=published("2025-03-08"),
        exact=9,
        low=9,
        high=9,
        hedge=Hedge.EXACT,
        wording="nine",
        status=PointStatus.STANDS,
        claims=(claim.id,),
        documents=(claim.document,),
    )
    fields: dict[str, Any] = {
        "id": "g-ardel",
        "incident": "i-ardel",
        "harm": Harm.KILLED,
        "victim_class": VictimClass.UNSPECIFIED,
        "scope": Scope.INCIDENT,
        "series": (point,),
        "rule": Rule.RANGE,
        "low": 9,
        "high": 9,
        "best": None,
        "independent_sources": 1,
        "documents": 1,
        "grade": Grade.WEAK,
        "grade_reason": "One source.",
        "explanation": "One source gives nine.",
    }
    return Figure(**fields | changes)


def test_documents_and_claims_come_back_in_the_order_in_which_they_came(record: Record) -> None:
    claims: list[Claim] = [harm(9, of=SECOND.id), event(of=SECOND.id), statement(of=SECOND.id)]
    record.add_document(SECOND, claims)
    record.add_document(FIRST, [harm(7, of=FIRST.id)])

    assert list(record.documents()) == [SECOND, FIRST]
    assert list(record.claims()) == [*claims, harm(7, of=FIRST.id)]


def test_reading_a_document_again_replaces_its_claims_and_keeps_its_place(record: Record) -> None:
    record.add_document(FIRST, [harm(9, of=FIRST.id)])
    record.add_document(SECOND, [])
    later = replace(FIRST, outlet="The Herald", captured_at=CAPTURED + timedelta(days=1))
    record.add_document(later, [harm(12, of=FIRST.id)])

    assert list(record.documents()) == [replace(FIRST, outlet="The Herald"), SECOND]
    assert list(record.claims()) == [harm(12, of=FIRST.id)]


def test_what_is_kept_is_there_when_the_record_is_opened_again(tmp_path: Path) -> None:
    with Record.open(tmp_path / "record", create=True) as record:
        record.add_document(FIRST, [harm(of=FIRST.id)])

    with Record.open(tmp_path / "record") as again:
        assert (list(again.documents()), list(again.claims())) == ([FIRST], [harm(of=FIRST.id)])


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (ClaimFilter(), [1, 2, 3]),
        (ClaimFilter(kind="statement"), []),
        (ClaimFilter(harm=Harm.INJURED), [2]),
        (ClaimFilter(source="observatory"), [1]),
        (ClaimFilter(source="SOHR"), [1]),
        (ClaimFilter(place="ardel"), [1, 2]),
        (ClaimFilter(place="syria"), [2]),
        (ClaimFilter(document=SECOND.id[:12]), [3]),
        (ClaimFilter(start=day("2025-03-07")), [2]),
        (ClaimFilter(end=day("2025-03-07")), [1]),
        (ClaimFilter(as_of=day("2025-03-09")), [1, 2]),
    ],
)
def test_claims_are_found_by(record: Record, wanted: ClaimFilter, numbers: list[int]) -> None:
    told: dict[str, Any] = {"of": FIRST.id, "published": FIRST.published}
    sohr = name("SOHR", "Syrian Observatory for Human Rights")
    one = replace(harm(1, **told), source=sohr, place=place("Ardel"), when=when("2025-03-06"))
    two = harm(2, harm=Harm.INJURED, place=place("Ardel", country="Syria"), when=when("2025-03-08"), **told)
    record.add_document(FIRST, [one, two])
    record.add_document(SECOND, [harm(3, of=SECOND.id, published=SECOND.published, source=None)])

    assert [claim.count.exact for claim in record.claims(wanted)] == numbers  # type: ignore[union-attr]


def test_statements_are_found_by_their_act_and_speaker(record: Record) -> None:
    denial = statement(Act.DENY, speaker="Envoy", organization=name("Foreign Ministry"), of=FIRST.id)
    record.add_document(FIRST, [denial, statement(of=FIRST.id)])

    assert list(record.claims(ClaimFilter(act=Act.DENY))) == [denial]
    assert list(record.claims(ClaimFilter(speaker="foreign ministry"))) == [denial]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (DocumentFilter(outlet="courier"), [FIRST]),
        (DocumentFilter(language="fr"), []),
        (DocumentFilter(as_of=day("2025-03-08")), [FIRST]),
        (DocumentFilter(copies=True), [replace(SECOND, copy_of=FIRST.id)]),
        (DocumentFilter(copies=False), [FIRST, UNDATED]),
    ],
)
def test_documents_are_found_by(record: Record, wanted: DocumentFilter, found: list[Any]) -> None:
    for each in (FIRST, SECOND, UNDATED):
        record.add_document(each, [])
    record.replace_derived({SECOND.id: FIRST.id}, [], [])

    assert list(record.documents(wanted)) == found


def test_what_follows_from_the_claims_is_replaced_as_a_whole(record: Record) -> None:
    claim = harm(of=FIRST.id)
    record.add_document(FIRST, [claim])
    record.replace_derived({}, [incident(claim, id="i-old")], [figure(claim, incident="i-old")])
    record.replace_derived({}, [incident(claim)], [figure(claim)])

    assert list(record.incidents()) == [incident(claim)]
    assert list(record.figures()) == [figure(claim)]
    assert list(record.figures(Rule.LOWEST)) == []


def test_a_record_is_stale_from_a_new_document_until_what_follows_is_replaced(record: Record) -> None:
    before = record.stale()
    record.add_document(FIRST, [])
    between = record.stale()
    record.replace_derived({}, [], [])

    assert (before, between, record.stale()) == (False, True, False)


def test_counts_tell_what_the_record_holds(record: Record) -> None:
    claim = harm(of=FIRST.id)
    record.add_document(FIRST, [claim, event(of=FIRST.id)])
    record.add_document(SECOND, [])
    record.add_failure(failure())
    record.replace_derived({SECOND.id: FIRST.id}, [incident(claim)], [figure(claim)])

    assert record.counts() == {
        "documents": 2,
        "copies": 1,
        "claims": 2,
        "harm": 1,
        "event": 1,
        "statement": 0,
        "incidents": 1,
        "figures": 1,
        "failures": 1,
    }
    assert record.claim_counts() == {FIRST.id: 2}


def test_failing_again_is_the_same_failure_first_seen_when_it_was(record: Record) -> None:
    record.add_failure(failure())
    record.add_failure(failure(at=CAPTURED + timedelta(days=1)))

    assert list(record.failures()) == [failure()]


def test_a_file_that_can_be_read_at_last_is_no_failure_any_more(record: Record) -> None:
    record.add_failure(failure("a.txt", sha256=FIRST.id))
    record.add_arrival(
        Arrival(sha256=FIRST.id, file="a.txt", declared="{}", read_by="1", documents=[(FIRST, [])])
    )

    assert (list(record.failures()), list(record.documents())) == ([], [FIRST])


def test_a_file_is_known_again_with_what_was_declared_and_whether_it_was_read(record: Record) -> None:
    read = Arrival(sha256="aa", file="a.txt", declared="{}", read_by="1")
    record.add_arrival(read)
    record.add_arrival(replace(read, file="b.txt", failures=[failure("b.txt", sha256="aa")]))
    record.add_arrival(replace(read, declared='{"outlet":"X"}'))

    assert record.arrivals("aa") == [
        Arrived(file="b.txt", declared="{}", read_by="1", read=False),
        Arrived(file="a.txt", declared='{"outlet":"X"}', read_by="1", read=True),
    ]


@pytest.mark.parametrize("length", [4, 10, None])
def test_anything_is_found_by_a_beginning_of_its_id(record: Record, length: int | None) -> None:
    claim = harm(of=FIRST.id)
    record.add_document(FIRST, [claim])
    record.replace_derived({}, [incident(claim)], [figure(claim)])

    for kept in (FIRST, claim, incident(claim), figure(claim)):
        assert record.find(kept.id[:length]) == kept


def test_an_id_that_nothing_bears_is_an_error_that_says_so(record: Record) -> None:
    with pytest.raises(UnknownIdError, match=r"nothing in .* begins with 'c-none'"):
        record.find("c-none")


def test_a_beginning_that_two_ids_share_is_an_error_that_names_them(record: Record) -> None:
    claims = [harm(number, of=FIRST.id) for number in (1, 2)]
    record.add_document(FIRST, claims)

    with pytest.raises(UnknownIdError, match=claims[0].id):
        record.find("c-")
