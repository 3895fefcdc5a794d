"""Histor from Python: two functions and the records."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import histor
from command import FIRST, SECOND, write_reports
from histor.errors import InputError, UnreadableError


def test_importing_histor_loads_nothing_heavy() -> None:
    code = "import histor, sys; print({'sqlalchemy', 'spacy', 'typer'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout == "set()\n"


@pytest.mark.parametrize("name", histor.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(histor, name)


def test_a_name_that_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="histor has no 'nothing'"):
        _ = histor.nothing


def test_a_text_and_the_file_that_holds_it_read_the_same(tmp_path: Path) -> None:
    report = write_reports(tmp_path, [SECOND]) / "0.txt"
    day = date(2025, 3, 10)

    from_text = histor.read(SECOND, published=day)

    assert from_text
    assert histor.read(report, published=day) == from_text == histor.read(str(report), published=day)


def test_a_report_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")

    with pytest.raises(UnreadableError):
        histor.read(tmp_path / "empty.txt")


def test_building_returns_the_record(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", [FIRST])

    with histor.build(reports, record=tmp_path / "record", published=date(2025, 3, 8)) as record:
        assert [document.file for document in record.documents()] == ["0.txt"]
        assert list(record.claims())


def test_a_date_may_be_given_as_text() -> None:
    assert histor.read(SECOND, published="2025-03-10") == histor.read(SECOND, published=date(2025, 3, 10))


def test_a_text_that_is_no_date_is_said_to_be_none() -> None:
    with pytest.raises(InputError, match="'soon' is not a date: write 2025-03-10"):
        histor.read(SECOND, published="soon")


@pytest.mark.parametrize("words", [20, 100, 400])
def test_a_text_on_one_line_is_a_text_however_long(words: int) -> None:
    text = "Nine people were killed in Ardel, police said. " + "The market was closed. " * words
    assert histor.read(text)[0].quote.text == "Nine people were killed in Ardel, police said."
