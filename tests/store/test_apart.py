"""What is sensitive is kept in tables of its own: without them, a database names nobody."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from factories import document, harm
from histor.records.redaction import BAR, redacted
from histor.store import schema
from histor.store.apart import halves, loads_whole, whole
from histor.store.codec import dumps
from histor.store.filters import ClaimFilter
from histor.store.record import Record
from named_everywhere import NAME, everywhere


@given(NAME)
def test_a_record_taken_apart_is_put_together_again(words: str) -> None:
    for record in everywhere(words):
        opened, closed = halves(record)
        assert whole(opened, closed) == dumps(record)
        assert loads_whole(type(record), opened, closed) == record


@given(NAME)
def test_what_may_be_seen_of_a_record_holds_nothing_sensitive(words: str) -> None:
    for record in everywhere(words):
        assert words not in halves(record)[0]


@given(NAME)
def test_without_its_sensitive_half_a_record_is_the_redacted_one(words: str) -> None:
    for record in everywhere(words):
        assert loads_whole(type(record), halves(record)[0], None) == redacted(record)


def test_a_report_that_is_all_bars_is_kept_as_it_is() -> None:
    report = document(BAR * 9, outlet=BAR * 3)
    opened, closed = halves(report)

    assert loads_whole(type(report), opened, closed) == report
    assert loads_whole(type(report), opened, None).outlet == BAR * 3


def test_a_sensitive_half_that_belongs_elsewhere_is_refused() -> None:
    opened, _ = halves(document())

    with pytest.raises(ValueError, match="nothing that is kept apart belongs at also/7/text"):
        loads_whole(type(document()), opened, '{"also/7/text": "x"}')


def test_no_table_but_the_sensitive_ones_holds_a_word_of_a_report(tmp_path: Path) -> None:
    name = "Qevzor Wuxvyk"
    with Record.open(tmp_path, create=True) as record:
        report, *claims, incident, figure = everywhere(name)
        claims = [replace(claim, document=report.id) for claim in claims]
        point = replace(figure.series[0], claims=(claims[0].id,))
        record.add_document(report, claims)
        record.replace_derived({}, [replace(incident, members=())], [replace(figure, series=(point,))])

    assert {table for table, rows in tables(tmp_path) if name.casefold() in rows.casefold()} == {
        table.name for table in schema.APART.values()
    }


def tables(folder: Path) -> list[tuple[str, str]]:
    """Return each table of a record with its rows."""
    connection = sqlite3.connect(folder / "record.db")
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    held = [(name, str(connection.execute(f"SELECT * FROM {name}").fetchall())) for name in names]  # noqa: S608  # ours
    connection.close()
    return held


def test_a_claim_is_found_by_a_name_that_is_kept_apart(tmp_path: Path) -> None:
    with Record.open(tmp_path, create=True) as record:
        report = document()
        claim = harm(9, source="Amal Zor", of=report.id)
        record.add_document(report, [claim, harm(7, source=None, of=report.id)])

        assert list(record.claims(ClaimFilter(source="zor"))) == [claim]
