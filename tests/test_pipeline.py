"""What goes in comes out or is a failure; nothing is read twice; a cut-off build is taken up again."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import count, day, harm, published
from histor.documents.intake import Declared
from histor.errors import RecordBusyError
from histor.pipeline import Summary, build, known, known_as_of, read_one
from histor.records.claim import Claim
from histor.records.document import Document
from histor.records.figure import Rule
from histor.settings import Settings
from histor.store.record import Record

NUMBER = re.compile(r"(\d+) people were killed")
BINARY = bytes(range(256)) * 4


@dataclass(frozen=True)
class CountingReader:
    """Reads one claim from each "N people were killed", and stumbles over "stumble"."""

    version: str = "counting/1"

    def read(self, document: Document) -> Sequence[Claim]:
        if "stumble" in document.text:
            raise RuntimeError("stumbled")
        return [self._claim(document, found) for found in NUMBER.finditer(document.text)]

    def _claim(self, document: Document, found: "re.Match[str]") -> Claim:
        return replace(
            harm(count(int(found[1]))),
            document=document.id,
            quote=document.span(*found.span()),
            trigger=document.span(found.end() - len("killed"), found.end()),
            count_span=document.span(*found.span(1)),
            published=document.published,
            outlet=document.outlet,
            extractor=self.version,
        )


def counting(_: Settings) -> CountingReader:
    return CountingReader()


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "record", create=True) as opened:
        yield opened


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder


def write(folder: Path, name: str, words: str) -> Path:
    """Write a report of several sentences, so that its language can be told."""
    file = folder / name
    file.write_text(f"Residents of the town of Ardel spoke about the attack. {words}\n", encoding="utf-8")
    return file


def taken(record: Record, *paths: Path, declared: Declared | None = None) -> tuple[int, int, int, int]:
    """Build, and return how many files were received, read, known and failed."""
    summary = build(paths, record=record, given=declared, load=counting)
    return (summary.received, summary.read, summary.known, summary.failed)


def test_a_folder_of_reports_becomes_documents_claims_incidents_and_figures(
    record: Record, reports: Path
) -> None:
    write(reports, "a.txt", "At least 12 people were killed, the council said.")
    write(reports, "b.txt", "Some 14 people were killed, the hospital said.")

    summary = build(
        [reports], record=record, given=Declared(published=published("2025-03-10")), load=counting
    )

    assert (summary.received, summary.read, summary.known, summary.failed) == (2, 2, 0, 0)
    assert {key: summary.totals[key] for key in ("documents", "harm", "failures")} == {
        "documents": 2,
        "harm": 2,
        "failures": 0,
    }
    assert summary.totals["incidents"] > 0
    assert summary.totals["figures"] > 0


def test_building_again_reads_nothing_and_changes_nothing(record: Record, reports: Path) -> None:
    write(reports, "a.txt", "In all 12 people were killed there.")
    (reports / "b.txt").write_bytes(BINARY)
    first = taken(record, reports)
    before = (record.folder / "record.db").read_bytes(), list(record.failures()), list(record.runs())
    second = taken(record, reports)

    assert (first, second) == ((2, 1, 0, 1), (2, 0, 1, 1))
    assert before == (
        (record.folder / "record.db").read_bytes(),
        list(record.failures()),
        list(record.runs()),
    )


def test_more_input_is_added_to_what_is_there(record: Record, reports: Path) -> None:
    write(reports, "a.txt", "In all 12 people were killed there.")
    taken(record, reports)
    write(reports, "b.txt", "In all 15 people were killed there.")

    assert taken(record, reports) == (2, 1, 1, 0)
    assert [document.file for document in record.documents()] == ["a.txt", "b.txt"]


def test_a_report_is_read_again_when_something_new_is_declared_about_it(
    record: Record, reports: Path
) -> None:
    report = write(reports, "a.txt", "In all 12 people were killed there.")
    taken(record, report)
    again = taken(record, report, declared=Declared(published=published("2025-03-10")))
    [document] = record.documents()

    assert again == (1, 1, 0, 0)
    assert document.published == published("2025-03-10")


def test_what_was_declared_once_stays_declared(record: Record, reports: Path) -> None:
    report = write(reports, "a.txt", "In all 12 people were killed there.")
    taken(record, report, declared=Declared(published=published("2025-03-10")))
    silent = taken(record, report)
    named = taken(record, report, declared=Declared(outlet="The Courier"))
    [document] = record.documents()

    assert (silent, named) == ((1, 0, 1, 0), (1, 1, 0, 0))
    assert (document.published, document.outlet) == (published("2025-03-10"), "The Courier")


def test_the_same_bytes_under_two_names_are_one_document(record: Record, reports: Path) -> None:
    write(reports, "a.txt", "In all 12 people were killed there.")
    write(reports, "b.txt", "In all 12 people were killed there.")

    assert taken(record, reports) == (2, 1, 1, 0)
    assert record.counts()["documents"] == 1


def test_a_report_whose_claims_cannot_be_read_is_kept_with_the_reason(record: Record, reports: Path) -> None:
    write(reports, "a.txt", "The witnesses stumble over the 12 people were killed.")
    write(reports, "b.txt", "In all 15 people were killed there.")

    assert taken(record, reports) == (2, 1, 0, 1)
    assert [(failure.stage, failure.subject) for failure in record.failures()] == [("claims", "a.txt")]
    assert "RuntimeError: stumbled" in next(record.failures()).reason
    assert [document.file for document in record.documents()] == ["a.txt", "b.txt"]


def test_a_file_that_cannot_be_read_is_kept_as_evidence(record: Record, reports: Path) -> None:
    (reports / "a.txt").write_bytes(BINARY)
    taken(record, reports)
    [failure] = record.failures()
    kept = [file.read_bytes() for file in record.evidence.rglob("*") if file.is_file()]

    assert (failure.stage, failure.subject) == ("read", "a.txt")
    assert BINARY in kept


def test_another_build_at_work_is_said_and_nothing_is_read(record: Record, reports: Path) -> None:
    write(reports, "a.txt", "In all 12 people were killed there.")

    with record.only_writer(), pytest.raises(RecordBusyError):
        taken(record, reports)
    assert record.counts()["documents"] == 0


def test_a_claim_that_does_not_quote_its_document_is_a_failure(record: Record, reports: Path) -> None:
    write(reports, "a.txt", "In all 12 people were killed there.")

    @dataclass(frozen=True)
    class Inventor(CountingReader):
        def read(self, document: Document) -> Sequence[Claim]:
            return [harm(of=document.id)]

    summary = build([reports], record=record, load=lambda _: Inventor())

    assert summary.failed == 1
    assert "does not stand at" in summary.failures[0].reason


def test_what_could_be_known_on_a_day_comes_from_reports_that_had_appeared(
    record: Record, reports: Path
) -> None:
    for name, words, declared in (
        ("a.txt", "In all 12 people were killed there.", Declared(published=published("2025-03-08"))),
        ("b.txt", "In all 15 people were killed there.", Declared(published=published("2025-03-10"))),
        ("c.txt", "In all 18 people were killed there.", None),
    ):
        taken(record, write(reports, name, words), declared=declared)

    then = known_as_of(record, day("2025-03-09"))

    assert [document.file for document in then.documents.values()] == ["a.txt"]
    assert [figure.high for figure in then.figures] == [12]
    assert [document.file for document in then.undated] == ["c.txt"]


def test_figures_under_another_rule_stand_on_the_same_claims(record: Record, reports: Path) -> None:
    write(reports, "a.txt", "In all 12 people were killed there.")
    taken(record, reports)

    kept, lowest = known(record), known(record, rule=Rule.LOWEST)

    assert [figure.claims for figure in lowest.figures] == [figure.claims for figure in kept.figures]
    assert {figure.rule for figure in lowest.figures} == {Rule.LOWEST}


def test_reading_one_report_keeps_nothing(reports: Path) -> None:
    report = write(reports, "a.txt", "In all 12 people were killed there.")
    [reading] = read_one(report, load=counting)
    [piped] = read_one(report.read_bytes(), load=counting)

    assert [claim.quote.text for _, claims in reading.documents for claim in claims] == [
        "12 people were killed"
    ]
    assert [document.id for document, _ in piped.documents] == [
        document.id for document, _ in reading.documents
    ]
    assert list(reports.iterdir()) == [report]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["report", "same", "stumble", "binary", "empty"]), max_size=5))
def test_every_file_is_read_known_or_failed(kinds: list[str]) -> None:
    with TemporaryDirectory() as folder, Record.open(Path(folder, "record"), create=True) as record:
        reports = Path(folder, "reports")
        reports.mkdir()
        for number, kind in enumerate(kinds):
            WRITERS[kind](reports / f"{number}.txt", number)
        summary = build([reports], record=record, load=counting)

        assert summary.received == len(kinds) == summary.read + summary.known + summary.failed
        assert summary.failed == sum(kind in {"stumble", "binary", "empty"} for kind in kinds)
        assert record.counts()["documents"] == len({*_texts(kinds)})


WRITERS: dict[str, Callable[[Path, int], object]] = {
    "report": lambda file, number: write(
        file.parent, file.name, f"In all {number} people were killed there."
    ),
    "same": lambda file, _: write(file.parent, file.name, "In all 99 people were killed there."),
    "stumble": lambda file, number: write(file.parent, file.name, f"The {number} witnesses stumble over it."),
    "binary": lambda file, number: file.write_bytes(BINARY + bytes([number])),
    "empty": lambda file, _: file.write_bytes(b""),
}


def _texts(kinds: Sequence[str]) -> Iterator[str]:
    for number, kind in enumerate(kinds):
        if kind in {"report", "stumble"}:
            yield f"{kind} {number}"
        elif kind == "same":
            yield kind


def test_a_summary_that_does_not_balance_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="3 files in"):
        Summary(received=3, read=1, known=0, failed=1, failures=(), totals={}, seconds=0.0)


def test_the_clock_tells_only_when_a_report_was_received(record: Record, reports: Path) -> None:
    before = datetime.now(UTC)
    write(reports, "a.txt", "In all 12 people were killed there.")
    taken(record, reports)
    [document] = record.documents()

    assert before <= document.captured_at <= datetime.now(UTC)
    assert document.published is None
