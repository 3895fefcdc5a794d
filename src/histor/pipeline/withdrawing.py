"""Withdraw a document from a record, or take it back, and say which totals changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from histor.pipeline.knowing import settle
from histor.records.figure import Figure
from histor.records.incident import Incident
from histor.records.retraction import Retraction
from histor.store.moment import Moment
from histor.store.record import Record

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What a figure said at one time."""

    low: int | None
    high: int | None
    grade: str
    independent_sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One figure that is not what it was; None where there was none before, or is none any more."""

    incident: str  # its name
    harm: str
    victim_class: str
    scope: str
    before: Total | None
    after: Total | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A retraction, or the undoing of one, and what followed from it."""

    retraction: Retraction
    changes: Sequence[Change]


def retract(record: Record, document: str, *, who: str, why: str, at: datetime | None = None) -> Withdrawal:
    """Withdraw the document with this id, put incidents and figures together without it, and say what changed.

    Raises UnknownIdError if there is none, RecordError if it is withdrawn already.
    """
    return _settled(record, lambda: record.retract(document, who=who, why=why, at=at))


def reinstate(record: Record, document: str, *, who: str, why: str, at: datetime | None = None) -> Withdrawal:
    """Take a withdrawn document back, put incidents and figures together with it, and say what changed.

    Raises UnknownIdError if there is none, RecordError if it is not withdrawn.
    """
    return _settled(record, lambda: record.reinstate(document, who=who, why=why, at=at))


def _settled(record: Record, act: Callable[[], Retraction]) -> Withdrawal:
    with record.only_writer():
        retraction, changed = changed_by(record, act)
    return Withdrawal(retraction=retraction, changes=changed)


def changed_by(record: Record, act: Callable[[], T]) -> tuple[T, list[Change]]:
    """Act on a record that nobody else writes, bring it up to date, and return the figures that are others now."""
    settle(record)
    with record.moment() as before:
        acted = act()
        settle(record)
        with record.moment() as after:
            return acted, _since(before, after)


def _since(before: Moment, after: Moment) -> list[Change]:
    """Return the figures that say something else, looking at no others."""
    ids = before.digests.keys() | after.digests.keys()
    others = {key for key in ids if before.digests.get(key) != after.digests.get(key)}
    earlier, now = before.figures(others), after.figures(others)
    incidents = before.incidents({figure.incident for figure in earlier})
    return list(changes(incidents, earlier, after.incidents({figure.incident for figure in now}), now))


def changes(
    incidents: Sequence[Incident],
    figures: Sequence[Figure],
    incidents_after: Sequence[Incident],
    figures_after: Sequence[Figure],
) -> Iterator[Change]:
    """Yield every figure that is not what it was, in the order of the figures before and then of the new ones."""
    names = {incident.id: incident.name for incident in (*incidents_after, *incidents)}
    heirs = _heirs(figures, figures_after)
    inherited = {heir.id for heir in heirs.values()}
    pairs: list[tuple[Figure | None, Figure | None]] = [(figure, heirs.get(figure.id)) for figure in figures]
    pairs += [(None, figure) for figure in figures_after if figure.id not in inherited]
    for before, after in pairs:
        figure = after or before
        if figure and _total(before) != _total(after):
            yield Change(
                incident=names[figure.incident],
                harm=figure.harm,
                victim_class=figure.victim_class,
                scope=figure.scope,
                before=_total(before),
                after=_total(after),
            )


def _heirs(before: Sequence[Figure], after: Sequence[Figure]) -> Mapping[str, Figure]:
    """Return what each figure is now: the one with its id or, its incident having another founder, its claims."""
    now = {figure.id: figure for figure in after}
    heirs = {figure.id: now.pop(figure.id) for figure in before if figure.id in now}
    for figure in before:
        alike = [one for one in now.values() if one.harm == figure.harm and _shared(one, figure)]
        if figure.id not in heirs and alike:
            heirs[figure.id] = now.pop(max(alike, key=lambda one: _shared(one, figure)).id)
    return heirs


def _shared(one: Figure, other: Figure) -> int:
    return len({*one.claims} & {*other.claims})


def _total(figure: Figure | None) -> Total | None:
    if figure is None:
        return None
    return Total(
        low=figure.low,
        high=figure.high,
        grade=figure.grade,
        independent_sources=figure.independent_sources,
    )
