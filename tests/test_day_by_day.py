"""The shipped examples, day by day: what each day's readers could know."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from histor.pipeline import Known, build, known, known_as_of, known_by_day, reporting_days
from histor.records.claim import Harm
from histor.records.figure import Figure, PointStatus
from histor.store.record import Record

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "coast"
MONITOR = "Syrian Observatory for Human Rights"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("coast") / "record", create=True) as opened:
        build([EXAMPLES], record=opened)
        yield opened


@pytest.fixture(scope="module")
def replayed(record: Record) -> list[tuple[date, Known]]:
    return known_by_day(record, reporting_days(record))


def monitor_s_toll(told: Known) -> int | None:
    """Return the monitor's standing count of the civilian dead in the widest incident."""
    standing = [
        point
        for figure in told.figures
        if figure.harm is Harm.KILLED and _holds_the_monitor_s_series(figure)
        for point in figure.series
        if point.source and point.source.canonical == MONITOR and point.status is PointStatus.STANDS
    ]
    return max((point.exact or 0 for point in standing), default=None)


def _holds_the_monitor_s_series(figure: Figure) -> bool:
    return any(point.exact in {745, 830, 973, 1225, 1383} for point in figure.series)


def test_the_monitor_s_count_grows_as_its_readers_saw_it_grow(replayed: list[tuple[date, Known]]) -> None:
    tolls = {told.isoformat(): monitor_s_toll(known) for told, known in replayed if told.month == 3}
    assert {day: tolls[day] for day in ("2025-03-10", "2025-03-11", "2025-03-12")} == {
        "2025-03-10": 973,
        "2025-03-11": 1225,
        "2025-03-12": 1383,
    }


def test_no_day_knows_a_report_of_a_later_day(replayed: list[tuple[date, Known]]) -> None:
    late = [
        (day, document.file)
        for day, told in replayed
        for document in told.documents.values()
        if document.published is None or document.published.end > day
    ]
    assert late == []


def test_a_day_knows_all_that_the_day_before_knew(replayed: list[tuple[date, Known]]) -> None:
    seen: set[str] = set()
    for _, told in replayed:
        assert seen <= set(told.documents)
        seen = set(told.documents)


def test_the_last_day_knows_what_the_record_says(record: Record) -> None:
    last = known_as_of(record, reporting_days(record)[-1])
    assert [figure.explanation for figure in last.figures] == [
        figure.explanation for figure in known(record).figures
    ]


def test_no_point_stands_at_a_day_that_has_not_come(replayed: list[tuple[date, Known]]) -> None:
    ahead = [
        (day, point.wording)
        for day, told in replayed
        for figure in told.figures
        for point in figure.series
        if point.as_of and point.as_of > day
    ]
    assert ahead == []


def test_the_monitor_s_count_of_each_province_stands_by_itself(record: Record) -> None:
    told = known(record)
    provinces = {683, 433, 255, 12}
    figures = [f for f in told.figures if provinces & {point.exact for point in f.series}]
    assert sorted(point.exact or 0 for f in figures for point in f.series) == sorted(provinces)
    assert {point.status for f in figures for point in f.series} == {PointStatus.STANDS}
    assert len({figure.incident for figure in figures}) == len(provinces)
