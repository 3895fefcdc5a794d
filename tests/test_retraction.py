"""A withdrawn document counts for nothing, on any day, and nothing of it is lost."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from command import FIRST, SECOND, UNDATED, histor, write_reports
from factories import day
from histor.errors import RecordError
from histor.pipeline import Change, Total, build, known, known_as_of, reinstate, retract
from histor.records.document import Document
from histor.store.record import Record


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return write_reports(tmp_path / "reports", (FIRST, SECOND))


@pytest.fixture
def record(tmp_path: Path, reports: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "record", create=True) as opened:
        build([reports], record=opened)
        yield opened


def called(record: Record, file: str) -> Document:
    return next(document for document in record.documents() if document.file == file)


def derived(record: Record) -> tuple[list[Any], list[Any]]:
    return list(record.incidents()), list(record.figures())


def listed(command: str, record: Record, *options: str) -> list[dict[str, Any]]:
    done = histor(command, "--record", record.folder, "--format", "jsonl", *options)
    assert done.status == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_a_record_without_a_document_says_what_it_would_if_it_had_never_come(
    tmp_path: Path, record: Record
) -> None:
    retract(record, called(record, "1.txt").id, who="ana", why="withdrawn by its outlet")

    with Record.open(tmp_path / "other", create=True) as other:
        build([write_reports(tmp_path / "fewer", (FIRST,))], record=other)
        assert derived(record) == derived(other)


def test_the_totals_that_changed_are_listed_with_before_and_after(tmp_path: Path) -> None:
    tolls = ("the mayor said that 40 people", "the interior ministry said that 57 people")
    told = [
        f"---\npublished: 2025-03-1{number}\n---\nOn Sunday {toll} had been killed in Latakia on Friday.\n"
        for number, toll in enumerate(tolls)
    ]
    with Record.open(tmp_path / "record", create=True) as record:
        build([write_reports(tmp_path / "reports", told)], record=record)
        done = retract(record, called(record, "1.txt").id, who="ana", why="withdrawn by its outlet")
        [incident] = record.incidents()

    assert done.changes == [
        Change(
            incident=incident.name,
            harm="killed",
            victim_class="unspecified",
            scope="incident",
            before=Total(low=57, high=57, grade="weak", independent_sources=1),
            after=Total(low=40, high=40, grade="weak", independent_sources=1),
        )
    ]


def test_a_withdrawn_document_counts_on_no_day(record: Record) -> None:
    first = called(record, "0.txt")
    before = known_as_of(record, day("2025-03-09"))
    retract(record, first.id, who="ana", why="an error")
    after = known_as_of(record, day("2025-03-09"))

    assert first.id in before.documents
    assert (list(after.documents), list(after.claims), after.figures) == ([], [], [])
    assert first.id not in known(record).documents


def test_taking_a_document_back_restores_what_followed_from_it_and_keeps_both_acts(record: Record) -> None:
    first, before = called(record, "0.txt").id, derived(record)
    gone = retract(record, first, who="ana", why="thought to be a forgery")
    back = reinstate(record, first, who="ben", why="the outlet confirmed it")

    assert derived(record) == before
    assert record.retracted() == {}
    assert list(record.retractions()) == [gone.retraction, back.retraction]
    assert [(entry.who, entry.why) for entry in record.log.entries() if entry.act == "retract"] == [
        ("ana", "thought to be a forgery"),
        ("ben", "the outlet confirmed it"),
    ]


def test_adding_the_same_file_again_does_not_take_it_back(record: Record, reports: Path) -> None:
    first = called(record, "0.txt").id
    retract(record, first, who="ana", why="an error")
    build([reports], record=record)
    (reports / "again.txt").write_text((reports / "0.txt").read_text())
    build([reports], record=record)

    assert list(record.retracted()) == [first]
    assert first not in known(record).documents


def test_withdrawing_twice_is_an_error_that_names_the_first_time(record: Record) -> None:
    first = called(record, "0.txt").id
    retract(record, first, who="ana", why="an error")

    with pytest.raises(RecordError, match=r"withdrawn already, since .* by ana: an error"):
        retract(record, first, who="ben", why="again")


def test_what_is_not_withdrawn_cannot_be_taken_back(record: Record) -> None:
    with pytest.raises(RecordError, match="not withdrawn"):
        reinstate(record, called(record, "0.txt").id, who="ana", why="no reason")


def test_a_copy_outlives_its_withdrawn_original(tmp_path: Path) -> None:
    body = FIRST.partition("---\n")[2].partition("---\n")[2] * 3
    copies = [
        f"---\noutlet: {outlet}\npublished: 2025-03-0{n}\n---\n{body}" for n, outlet in ((8, "A"), (9, "B"))
    ]
    with Record.open(tmp_path / "record", create=True) as record:
        build([write_reports(tmp_path / "copies", copies)], record=record)
        copy = called(record, "1.txt")
        retract(record, called(record, "0.txt").id, who="ana", why="an error")

        assert copy.copy_of == called(record, "0.txt").id
        assert called(record, "1.txt").copy_of is None
        assert any(figure.documents == 1 for figure in record.figures())


def test_the_listing_marks_it_and_the_claims_leave_it_out(record: Record) -> None:
    first = called(record, "0.txt").id
    done = histor("retract", first[:10], "--record", record.folder, "--why", "an error", "--by", "ana")
    marked = [(one["file"], one["retracted"], one["retracted_by"]) for one in listed("documents", record)]

    assert done.status == 0, done.err
    assert "withdrawn: Night of fire in Ardel" in done.err
    assert marked == [("0.txt", True, "ana"), ("1.txt", False, None)]
    assert {one["document"] for one in listed("claims", record)} == {called(record, "1.txt").id}
    assert "by ana: an error" in histor("documents", "--record", record.folder).out


def test_its_claims_still_open_and_say_that_they_are_withdrawn(record: Record) -> None:
    first = called(record, "0.txt").id
    claim = next(claim for claim in record.claims() if claim.document == first)
    retract(record, first, who="ana", why="an error")
    done = histor("explain", claim.id, "--record", record.folder)

    assert done.status == 0
    assert "WITHDRAWN" in done.out
    assert "by ana: an error" in done.out


def test_the_command_says_which_totals_changed(record: Record) -> None:
    first = called(record, "0.txt").id
    asked = ("--record", record.folder, "--by", "ana", "--format", "json")
    gone = histor("retract", first, *asked, "--why", "an error")
    back = histor("retract", first, *asked, "--why", "no error", "--undo")

    assert {change["harm"] for change in json.loads(gone.out)} == {"killed", "injured"}
    assert [(change["before"], change["after"]) for change in json.loads(gone.out)] == [
        (change["after"], change["before"]) for change in json.loads(back.out)
    ]
    assert "taken back: Night of fire in Ardel" in back.err


def test_only_a_document_can_be_withdrawn_and_only_with_a_reason(record: Record) -> None:
    claim = next(record.claims()).id
    no_document = histor("retract", claim, "--record", record.folder, "--why", "an error")
    no_reason = histor("retract", called(record, "0.txt").id, "--record", record.folder, "--why", " ")

    assert (no_document.status, no_reason.status) == (2, 2)
    assert "is no document" in no_document.err
    assert "--why is empty" in no_reason.err


def test_a_document_without_a_date_can_be_withdrawn(tmp_path: Path, record: Record) -> None:
    build([write_reports(tmp_path / "more", (UNDATED,))], record=record)
    undated = next(document for document in record.documents() if document.published is None)
    retract(record, undated.id, who="ana", why="an error")

    assert known_as_of(record, day("2025-03-12")).undated == []
