"""The figures as they could be known on each day: what stood then, and what a day changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from histor.publications.summary import ranked
from histor.publications.view import KnownOn
from histor.publications.wording import figure_words, range_words, stands_aside
from histor.records.figure import Figure, Grade

SHOWN = 12  # figures to a day; the newest day's are all on the page above


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFigure:
    """One line of a day: what of which incident, and what it was the day before."""

    incident: str
    counted: str
    range: str
    sources: int
    grade: Grade
    change: str  # "new", "was between 745 and 830", "" where the day changed nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDay:
    """All that a reader of that day's reports and of those before could know."""

    number: int
    day: date
    reports: int
    figures: tuple[KnownFigure, ...]
    more: int


def known_days(days: Sequence[KnownOn]) -> list[KnownDay]:
    """Return what each day knew, oldest first, each line with what the day before said of it."""
    shown, before = [], dict[str, Figure]()
    for number, known in enumerate(days, start=1):
        wholes = [figure for figure in ranked(known.figures) if not stands_aside(figure)]
        names = {incident.id: incident.name for incident in known.incidents}
        lines = tuple(_line(figure, names, before, first=number == 1) for figure in wholes[:SHOWN])
        more = max(0, len(wholes) - SHOWN)
        shown.append(KnownDay(number=number, day=known.day, reports=known.reports, figures=lines, more=more))
        before = {figure.id: figure for figure in known.figures}
    return shown


def _line(
    figure: Figure, names: Mapping[str, str], before: Mapping[str, Figure], *, first: bool
) -> KnownFigure:
    return KnownFigure(
        incident=names.get(figure.incident, ""),
        counted=figure_words(figure),
        range=range_words(figure.low, figure.high),
        sources=figure.independent_sources,
        grade=figure.grade,
        change="" if first else _change(figure, before.get(figure.id)),
    )


def _change(figure: Figure, earlier: Figure | None) -> str:
    if earlier is None:
        return "new"
    was = []
    if (earlier.low, earlier.high) != (figure.low, figure.high):
        was.append(range_words(earlier.low, earlier.high))
    if earlier.grade is not figure.grade:
        was.append(f"graded {earlier.grade}")
    return f"was {', '.join(was)}" if was else ""
