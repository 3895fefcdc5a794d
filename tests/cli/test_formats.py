"""Numbers and names as people read them, and cells that no spreadsheet computes."""

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histor.cli.formats import FORMULA_STARTS, cell, write_csv
from histor.cli.options import days
from histor.cli.words import count_words, dates_words, range_words, short_id, shown
from histor.records.contract import Json


@pytest.mark.parametrize(
    ("low", "high", "hedge", "words"),
    [
        (973, 973, "exact", "973"),
        (1383, 1383, "exact", "1,383"),
        (0, 0, "exact", "0"),
        (40, None, "at_least", "≥ 40"),
        (41, None, "more_than", "> 40"),
        (200, 200, "about", "≈ 200"),
        (None, 1000, "nearly", "< 1,000"),
        (None, 600, "up_to", "≤ 600"),
        (30, 40, "between", "30 to 40"),
        (24, None, "dozens", "dozens (≥ 24)"),
        (None, None, "other", "—"),
    ],
)
def test_a_count_is_shown_with_its_hedge(low: int | None, high: int | None, hedge: str, words: str) -> None:
    assert count_words({"low": low, "high": high, "hedge": hedge}) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(745, 1383, "745 to 1,383"), (9, 9, "9"), (9, None, "≥ 9"), (None, 9, "≤ 9"), (None, None, "—")],
)
def test_a_range_is_shown_with_the_ends_that_are_known(low: int | None, high: int | None, words: str) -> None:
    assert range_words(low, high) == words


@pytest.mark.parametrize(
    ("start", "end", "basis", "words"),
    [
        ("2025-03-06", "2025-03-06", "stated", "2025-03-06"),
        ("2025-03-06", "2025-03-10", "stated", "2025-03-06 to 2025-03-10"),
        ("2025-03-06", None, "relative", "2025-03-06 to …"),
        (None, None, "unanchored", "date open"),
        (None, None, None, "—"),
    ],
)
def test_an_unresolved_date_is_shown_as_open(start: Json, end: Json, basis: Json, words: str) -> None:
    assert dates_words({"from": start, "to": end, "date_basis": basis}) == words


def test_what_a_report_says_cannot_command_the_terminal() -> None:
    assert (
        shown("red \x1b[31malert\x07\u202e")
        == "red \N{REPLACEMENT CHARACTER}[31malert" + "\N{REPLACEMENT CHARACTER}" * 2
    )


def test_a_short_id_is_a_beginning_of_the_id() -> None:
    assert short_id("c-4adb1617697bc922893e") == "c-4adb161769"
    assert short_id("8878ac5ad458c68e82ce38e775a2bf48") == "8878ac5ad4"


@given(st.text())
def test_no_cell_of_text_begins_as_a_formula(text: str) -> None:
    written = cell(text)

    assert isinstance(written, str)
    assert not written.startswith(FORMULA_STARTS)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@a", "'@a"),
        ("\t=1", "'\t=1"),
        (-3.5, -3.5),
        (None, ""),
        (False, "false"),
        (["a", "b"], "a;b"),
        (["=a", "b"], "'=a;b"),
        ([], ""),
        ([{"low": 1}], '[{"low": 1}]'),
    ],
)
def test_a_cell_shows_its_value(value: Any, written: object) -> None:
    assert cell(value) == written


def test_rows_of_different_kinds_share_one_heading() -> None:
    out = io.StringIO()
    write_csv([{"id": "1", "harm": "killed"}, {"id": "2", "act": "deny"}], out)

    assert out.getvalue() == "id,harm,act\n1,killed,\n2,,deny\n"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025-03-10", "2025-03-10", "2025-03-10"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_date_may_be_a_day_a_month_or_a_year(text: str, start: str, end: str) -> None:
    given_days = days(text)

    assert (given_days.start.isoformat(), given_days.end.isoformat()) == (start, end)
