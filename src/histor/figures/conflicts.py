"""Find what contradicts itself in the figures: tolls cut, parts that do not add up, rival blame, outliers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import inf
from statistics import median

from histor.figures.blame import rival_blame
from histor.figures.daily import additions, gaps
from histor.figures.persons import describes
from histor.figures.sides import kind_of
from histor.records.claim import Claim, HarmClaim
from histor.records.conflict import Conflict, ConflictKind
from histor.records.figure import Figure, Point, PointStatus
from histor.records.ids import content_id
from histor.records.incident import Incident
from histor.values.naming import in_a_sentence

ORDER_OF_MAGNITUDE = 10
TWO = 2
LIVE = frozenset({PointStatus.STANDS, PointStatus.DISPUTED})
PARTS_FLAG = "parts do not add up"


def find_conflicts(
    incidents: Iterable[Incident], figures: Iterable[Figure], claims: Iterable[Claim]
) -> list[Conflict]:
    """Return the contradictions, those that concern most people first."""
    known = {claim.id: claim for claim in claims}
    by_incident: dict[str, list[Figure]] = {}
    for figure in figures:
        by_incident.setdefault(figure.incident, []).append(figure)
    found = [
        conflict
        for incident in incidents
        for conflict in _of_incident(incident, by_incident.get(incident.id, ()), known)
    ]
    return sorted(found, key=lambda conflict: (-conflict.people, conflict.kind, conflict.id))


def _of_incident(
    incident: Incident, figures: Sequence[Figure], known: Mapping[str, Claim]
) -> Iterator[Conflict]:
    for figure in figures:
        told = [point for point in figure.series if not _is_told_apart(point, known)]
        yield from _cuts(figure, told)
        yield from _parts(figure)
        yield from _outliers(figure)
        yield from _two_figures(figure, told)
        yield from _gaps(figure)
    yield from _added_later(figures)
    held = [known[claim] for claim in incident.claims if claim in known]
    highest = max((_worth(point) for figure in figures for point in figure.series), default=0)
    for blame in rival_blame(held):
        yield Conflict(
            id=content_id("k", [ConflictKind.PERPETRATORS, incident.id, *blame.claims]),
            kind=ConflictKind.PERPETRATORS,
            incident=incident.id,
            figure=None,
            people=highest,
            words=blame.words,
            claims=blame.claims,
        )


def _is_told_apart(point: Point, known: Mapping[str, Claim]) -> bool:
    """Whether a point only tells of some of the victims, by name or kind, or rejects a number of somebody else's."""
    claims = [claim for key in point.claims if isinstance(claim := known.get(key), HarmClaim)]
    return "denied" in point.flags or (bool(claims) and all(describes(claim) for claim in claims))


def _cuts(figure: Figure, told: Sequence[Point]) -> Iterator[Conflict]:
    """Yield each toll that a later one of its side is lower than."""
    for point in told:
        if point.status is not PointStatus.REVISED_DOWN:
            continue
        later = _next_lower(point, told)
        to = f", later {_told(later)}" if later else ", and later withdrawn"
        apart = _worth(point) - (_worth(later) if later else 0)
        yield _between(
            ConflictKind.REVISED_DOWN,
            figure,
            apart,
            f"revised down: {_told(point)}{to}",
            [point, *([later] if later else [])],
        )


def _next_lower(point: Point, series: Sequence[Point]) -> Point | None:
    """Return the figure that took the place of `point`: the next of its own source, else the next of all.

    One of the same kind of source comes before others, one that still stands before one that was replaced.
    """
    recalled = point.as_of is None  # its day is that of the report, which may give the lower one too
    lower = [
        other
        for other in series
        if 0 < _worth(other) < _worth(point)
        and (_day(other) > _day(point) or (recalled and _day(other) == _day(point)))
    ]
    kept = [other for other in lower if other.status is not PointStatus.REVISED_DOWN]
    own = [other for other in kept if _name(other) == _name(point)]
    kind = kind_of(point.source)
    alike = [other for other in kept if kind_of(other.source) is kind]
    return min(own or alike or kept, key=lambda other: (other.status not in LIVE, _day(other)), default=None)


def _parts(figure: Figure) -> Iterator[Conflict]:
    for point in figure.series:
        for flag in point.flags:
            if flag.startswith(PARTS_FLAG):
                apart = _number_before(flag, (" unexplained", " too many"))
                yield _between(ConflictKind.PARTS, figure, apart, f"{_told(point)}: {flag}", [point])


def _number_before(flag: str, endings: Sequence[str]) -> int:
    last = flag.rsplit(", ", 1)[-1]
    for ending in endings:
        last = last.removesuffix(ending)
    digits = last.replace(",", "")
    return int(digits) if digits.isdecimal() else 0


def _outliers(figure: Figure) -> Iterator[Conflict]:
    """Yield each source whose figure cannot be within an order of magnitude of the middle of the others'."""
    live = [point for point in figure.series if point.status in LIVE and point.source and _worth(point) > 0]
    for point in live:
        others = [other for other in live if _name(other) != _name(point)]
        if others and _far(point, others) and not _shown_before(point, others):
            middle = int(median(_worth(other) for other in others))
            words = f"an order of magnitude apart: {_told(point)}, others {_spread(others)}"
            apart = abs(_worth(point) - middle)
            yield _between(ConflictKind.MAGNITUDE, figure, apart, words, [point, *others])


def _far(point: Point, others: Sequence[Point]) -> bool:
    """Whether even the nearest ends are ten times apart: "at least 4" beside 64 is no contradiction."""
    tops = median(inf if other.high is None else other.high for other in others)
    bottoms = median(other.low or 0 for other in others)
    above = (point.low or 0) >= ORDER_OF_MAGNITUDE * tops
    return above or (point.high is not None and point.high * ORDER_OF_MAGNITUDE <= bottoms)


def _shown_before(point: Point, others: Sequence[Point]) -> bool:
    """Whether `point` and one other are all there is, and the other comes first: one contradiction, not two."""
    return len(others) == 1 and (_name(others[0]), _worth(others[0])) < (_name(point), _worth(point))


def _two_figures(figure: Figure, told: Sequence[Point]) -> Iterator[Conflict]:
    """Yield each source that different reports quote with more than one exact number for one day.

    Numbers of one report are an update that it tells ("rose to 133 from 115").
    """
    same: dict[tuple[str, date], list[Point]] = {}
    for point in told:
        if point.source and point.as_of and point.exact is not None:
            same.setdefault((_name(point), point.as_of), []).append(point)
    for (name, day), points in same.items():
        numbers = sorted({point.exact for point in points if point.exact is not None})
        if len(numbers) > 1 and not _in_one_report(points):
            listed = f"{', '.join(f'{number:,}' for number in numbers[:-1])} and {numbers[-1]:,}"
            many = "two" if len(numbers) == TWO else str(len(numbers))
            words = f"{many} figures for one day: {listed} by {in_a_sentence(name)}, {_date(day)}"
            yield _between(ConflictKind.TWO_FIGURES, figure, numbers[-1] - numbers[0], words, points)


def _in_one_report(points: Sequence[Point]) -> bool:
    return bool(set.intersection(*(set(point.documents) for point in points)))


def _added_later(figures: Sequence[Figure]) -> Iterator[Conflict]:
    """Yield each day on which a running toll takes in dead of other days, or leaves some of the day out."""
    for figure, found in additions(figures):
        grown = (found.after.exact or 0) - (found.before.exact or 0)
        other = "of other days" if found.people > 0 else "of the day not in it"
        words = (
            f"added later: {_told(found.after)} is {grown:+,} on the day before, the day's own count "
            f"{_number(found.day)}: {abs(found.people):,} {other}"
        )
        points = [found.before, found.after, found.day]
        yield _between(ConflictKind.ADDED_LATER, figure, abs(found.people), words, points)


def _gaps(figure: Figure) -> Iterator[Conflict]:
    for found in gaps(figure):
        days = f"{found.days} day{'' if found.days == 1 else 's'}"
        words = f"no count for {days} between {_told(found.before)} and {_told(found.after)}"
        apart = abs((found.after.exact or 0) - (found.before.exact or 0))
        yield _between(ConflictKind.GAP, figure, apart, words, [found.before, found.after])


def _between(
    kind: ConflictKind, figure: Figure, people: int, words: str, points: Sequence[Point]
) -> Conflict:
    claims = tuple(dict.fromkeys(claim for point in points for claim in point.claims))
    return Conflict(
        id=content_id("k", [kind, figure.incident, *claims]),
        kind=kind,
        incident=figure.incident,
        figure=figure.id,
        people=people,
        words=words,
        claims=claims,
    )


def _worth(point: Point) -> int:
    return next((value for value in (point.exact, point.low, point.high) if value is not None), 0)


def _day(point: Point) -> str:
    if point.as_of:
        return point.as_of.isoformat()
    return point.published.start.isoformat() if point.published else ""


def _name(point: Point) -> str:
    return point.source.canonical if point.source else ""


def _number(point: Point) -> str:
    return f"{point.exact:,}" if point.exact is not None else f"“{point.wording}”"


def _told(point: Point) -> str:
    who = in_a_sentence(point.source.canonical) if point.source else "the reports’ own words"
    return f"{_number(point)} by {who}, {_as_of(point)}"


def _as_of(point: Point) -> str:
    if point.as_of:
        return _date(point.as_of)
    return f"reported {_date(point.published.start)}" if point.published else "undated"


def _date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _spread(points: Sequence[Point]) -> str:
    worths = sorted(_worth(point) for point in points)
    return f"{worths[0]:,}" if worths[0] == worths[-1] else f"{worths[0]:,} to {worths[-1]:,}"
