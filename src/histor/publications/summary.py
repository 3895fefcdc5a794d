"""What is known in five lines, chosen mechanically, each with who says it and where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from histor.publications.chart import by_whom, said
from histor.publications.evidence import Evidence, Link
from histor.publications.view import DossierView
from histor.publications.wording import (
    adds_up_badly,
    claimant,
    day_words,
    event_words,
    figure_words,
    harm_words,
    number_of,
    opening,
    point_as_count,
    range_words,
    speaker,
    stands_aside,
)
from histor.records.claim import Act, Claim, EventClaim, Harm, HarmClaim, StatementClaim
from histor.records.figure import Figure, Grade, Point, PointStatus
from histor.values.count import count_in_words
from histor.values.naming import in_a_sentence

PARTS = 4  # claimants named in one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one claimant says, and the sentences in which it stands."""

    text: str
    links: list[Link]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """One of the five: its heading, what it comes to, and who says so."""

    heading: str
    text: str
    parts: list[Part]


def summary(view: DossierView, evidence: Evidence) -> list[SummaryLine]:
    """Return the five lines; a line about which nothing was read says so."""
    return [
        _killed(view, evidence),
        _other_harm(view, evidence),
        _blame(view, evidence),
        _disputed(view, evidence),
        _promised(view, evidence),
    ]


def ranked(figures: Iterable[Figure]) -> list[Figure]:
    """Return wholes before parts, the killed first, the best attested first."""
    return sorted(
        figures,
        key=lambda figure: (
            stands_aside(figure),
            figure.harm is not Harm.KILLED,
            -figure.independent_sources,
            -len(figure.series),
            -(figure.high or figure.low or 0),
            figure.id,
        ),
    )


def _killed(view: DossierView, evidence: Evidence) -> SummaryLine:
    figure = next((each for each in ranked(view.figures) if each.harm is Harm.KILLED), None)
    if figure is None:
        return SummaryLine(heading="Killed", text="No report read here gives a number of dead.", parts=[])
    name = next((each.name for each in view.incidents if each.id == figure.incident), "")
    text = (
        f"Reported: {range_words(figure.low, figure.high)} {figure_words(figure)}, "
        f"by the rule “{figure.rule}” over {figure.independent_sources} independent "
        f"source{'' if figure.independent_sources == 1 else 's'} ({name}).{_others(view, figure)}"
    )
    standing = [point for point in figure.series if point.status is PointStatus.STANDS] or figure.series
    parts = [_point_part(point, evidence) for point in sorted(standing, key=_height, reverse=True)]
    # The lowest closes the line: the range cannot be checked without both its ends.
    ends = parts if len(parts) <= PARTS else [*parts[: PARTS - 1], parts[-1]]
    return SummaryLine(heading="Killed", text=text, parts=ends)


def _others(view: DossierView, told: Figure) -> str:
    """Return how many incidents with dead there are that the one told neither is nor lies in, nor holds."""
    parent = {incident.id: incident.parent for incident in view.incidents}
    deadly = {each.incident for each in view.figures if each.harm is Harm.KILLED and not stands_aside(each)}
    root = _outermost(told.incident, parent)
    apart = {home for home in (_outermost(each, parent) for each in deadly) if home != root}
    return f" {number_of(len(apart), 'more incident')} with dead: see Figures." if apart else ""


def _outermost(incident: str, parent: Mapping[str, str | None]) -> str:
    outer = parent.get(incident)
    return _outermost(outer, parent) if outer else incident


def _height(point: Point) -> int:
    return point.high or point.low or 0


def _point_part(point: Point, evidence: Evidence) -> Part:
    text = f"{count_in_words(point_as_count(point))} {by_whom(point)} ({day_words(said(point))})"
    return Part(text=text, links=evidence.links(point.claims))


def _other_harm(view: DossierView, evidence: Evidence) -> SummaryLine:
    figures = [each for each in ranked(view.figures) if each.harm not in {Harm.KILLED, Harm.OTHER}]
    best: dict[Harm, Figure] = {}
    for figure in figures:
        best.setdefault(figure.harm, figure)
    parts = [_figure_part(figure, evidence) for figure in best.values()]
    text = "" if parts else "No report read here numbers the injured, missing, detained or displaced."
    return SummaryLine(heading="Other harm", text=text, parts=parts[:PARTS])


def _figure_part(figure: Figure, evidence: Evidence) -> Part:
    sources = (point.source.canonical for point in figure.series if point.source)
    names = dict.fromkeys(in_a_sentence(source) for source in sources)
    told = f"reported by {', '.join(list(names)[:PARTS])}" if names else "in the reports' own words"
    number = range_words(figure.low, figure.high)
    return Part(
        text=f"{number} {figure_words(figure)}, {told}",
        links=evidence.links(figure.claims)[:3],
    )


def _blame(view: DossierView, evidence: Evidence) -> SummaryLine:
    told: dict[tuple[str, str], list[Claim]] = {}
    for claim in view.claims:
        blamed = _blamed(claim)
        if blamed and not claim.background:
            told.setdefault((claimant(claim), blamed), []).append(claim)
    order = sorted(told, key=lambda pair: (-len(told[pair]), pair))
    parts = [
        Part(
            text=f"{opening(who)}{',' if ', in its own' in who else ''} names {in_a_sentence(blamed)}",
            links=_links(told[(who, blamed)], evidence),
        )
        for who, blamed in order[:PARTS]
    ]
    text = "" if parts else "No report read here names who did it."
    return SummaryLine(heading="Who blames whom", text=text, parts=parts)


def _blamed(claim: Claim) -> str | None:
    if claim.perpetrator is not None:
        return claim.perpetrator.canonical
    if isinstance(claim, EventClaim) and claim.actors:
        return claim.actors[0].canonical
    return None


def _disputed(view: DossierView, evidence: Evidence) -> SummaryLine:
    denials = of_act(view.claims, Act.DENY)
    parts = [
        Part(text=f"Denied by {in_a_sentence(speaker(each))}: “{_short(each)}”", links=evidence.link(each))
        for each in denials
    ]
    contested = [figure for figure in ranked(view.figures) if is_contested(figure)]
    parts += [
        Part(text=f"{figure_words(figure)}: {figure.grade_reason}", links=evidence.links(figure.claims)[:3])
        for figure in contested
    ]
    text = "" if parts else "Nothing read here is denied or disputed."
    return SummaryLine(heading="Denied or disputed", text=text, parts=parts[:PARTS])


def is_contested(figure: Figure) -> bool:
    """Whether sources stand against one another over a figure, or its parts against its whole."""
    changed = {PointStatus.DISPUTED, PointStatus.REVISED_DOWN}
    doubted = any(point.status in changed for point in figure.series)
    return figure.grade is Grade.CONTESTED or doubted or any(adds_up_badly(flag) for flag in figure.flags)


def _promised(view: DossierView, evidence: Evidence) -> SummaryLine:
    promises = of_act(view.claims, Act.PROMISE)
    parts = [
        Part(
            text=f"Promised by {in_a_sentence(speaker(each))}: “{_short(each)}” (status: {each.promise or 'open'})",
            links=evidence.link(each),
        )
        for each in promises
    ]
    text = "" if parts else "No promise was read here."
    return SummaryLine(heading="Promised", text=text, parts=parts[:PARTS])


def of_act(claims: Sequence[Claim], act: Act) -> list[StatementClaim]:
    """Return the statements that do `act`."""
    return [claim for claim in claims if isinstance(claim, StatementClaim) and claim.act is act]


def _short(claim: StatementClaim) -> str:
    words = claim.quote.text.split()
    return " ".join(words[:24]) + (" …" if len(words) > 24 else "")  # noqa: PLR2004 - what one line holds


def _links(claims: Sequence[Claim], evidence: Evidence) -> list[Link]:
    return evidence.links(claim.id for claim in claims)[:3]


def claim_words(claim: Claim) -> str:
    """Return what a claim says, in short."""
    if isinstance(claim, HarmClaim):
        return harm_words(claim)
    if isinstance(claim, EventClaim):
        return event_words(claim)
    return f"{speaker(claim)}: {claim.act.replace('_', ' ')}"
