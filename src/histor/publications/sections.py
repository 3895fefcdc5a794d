"""What each section of the dossier shows: figures by incident, statements by act, doubts, sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from histor.publications.chart import Chart, draw
from histor.publications.evidence import Evidence, Report
from histor.publications.summary import is_contested, of_act, ranked
from histor.publications.view import DossierView
from histor.publications.wording import speaker, stands_aside
from histor.records.claim import Act, Claim, HarmClaim, StatementClaim
from histor.records.figure import Figure
from histor.records.incident import Incident

EXPANDED = 12  # incidents shown with charts; the rest in one table


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """A figure with its chart, if it has enough points for one."""

    figure: Figure
    chart: Chart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIncident:
    """An incident with its own figures in full; its parts, and totals of more than it, in a table."""

    number: int
    incident: Incident
    figures: list[ShownFigure]
    parts: list[Figure]


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a speaker, with the claim of every report that carries it."""

    claims: list[StatementClaim]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speeches:
    """One act: its statements under each speaker."""

    act: Act
    speakers: list[tuple[str, list[Said]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGroup:
    """An original report and those that republish its text."""

    original: Report
    copies: list[Report]


def shown_incidents(view: DossierView) -> tuple[list[ShownIncident], list[ShownIncident]]:
    """Return the incidents to show in full, and the rest, the best attested first."""
    figures: dict[str, list[Figure]] = {}
    for figure in ranked(view.figures):
        figures.setdefault(figure.incident, []).append(figure)
    _gather_parts(view, figures)
    place = {incident: rank for rank, incident in enumerate(figures)}
    order = sorted(view.incidents, key=lambda each: (place.get(each.id, len(place)), each.id))
    told = [each for each in order if each.id in figures]
    shown = [
        _shown(number, each, figures[each.id], charts=number <= EXPANDED)
        for number, each in enumerate(told, start=1)
    ]
    bare = [
        _shown(number, each, [], charts=False)
        for number, each in enumerate(
            (each for each in order if _is_bare(each, view, figures)), len(told) + 1
        )
    ]
    return shown[:EXPANDED], shown[EXPANDED:] + bare


def _gather_parts(view: DossierView, figures: dict[str, list[Figure]]) -> None:
    """Tell the parts of an incident of which nothing else is told with the incident that it lies in."""
    for each in view.incidents:
        held = figures.get(each.id, [])
        if each.parent in figures and held and all(map(stands_aside, held)):
            figures[each.parent] += figures.pop(each.id)


def _is_bare(incident: Incident, view: DossierView, figures: dict[str, list[Figure]]) -> bool:
    """Whether no figure is told of an incident, neither with itself nor with the one that it lies in."""
    return incident.id not in figures and all(figure.incident != incident.id for figure in view.figures)


def _shown(number: int, incident: Incident, figures: Sequence[Figure], *, charts: bool) -> ShownIncident:
    wholes = [figure for figure in figures if not stands_aside(figure)]
    return ShownIncident(
        number=number,
        incident=incident,
        figures=[ShownFigure(figure=each, chart=draw(each) if charts else None) for each in wholes],
        parts=[figure for figure in figures if stands_aside(figure)],
    )


def speeches(claims: Sequence[Claim]) -> list[Speeches]:
    """Return the statements but promises and denials, which have their own section."""
    acts = [act for act in Act if act not in {Act.PROMISE, Act.DENY}]
    grouped = [Speeches(act=act, speakers=_by_speaker(of_act(claims, act))) for act in acts]
    return [each for each in grouped if each.speakers]


def _by_speaker(statements: Sequence[StatementClaim]) -> list[tuple[str, list[Said]]]:
    found: dict[str, dict[str, list[StatementClaim]]] = {}
    for statement in statements:
        words = " ".join(statement.quote.text.split())
        same = found.setdefault(speaker(statement), {}).setdefault(words, [])
        if statement.document not in {each.document for each in same}:  # one link leads there already
            same.append(statement)
    return sorted((who, [Said(claims) for claims in said.values()]) for who, said in found.items())


def contested(view: DossierView) -> list[Figure]:
    """Return the figures over which something stands against something."""
    return [figure for figure in ranked(view.figures) if is_contested(figure)]


def source_groups(evidence: Evidence) -> list[SourceGroup]:
    """Return every report once, copies under their original where that was read too."""
    copies: dict[str, list[Report]] = {}
    known = {report.document.id for report in evidence.reports}
    for report in evidence.reports:
        if report.document.copy_of in known and report.document.copy_of is not None:
            copies.setdefault(report.document.copy_of, []).append(report)
    listed = {copy.document.id for group in copies.values() for copy in group}
    return [
        SourceGroup(original=report, copies=copies.get(report.document.id, []))
        for report in evidence.reports
        if report.document.id not in listed
    ]


def unplaced(claims: Sequence[Claim]) -> list[HarmClaim]:
    """Return harm that no words place."""
    return [
        claim
        for claim in claims
        if isinstance(claim, HarmClaim) and claim.place is None and not claim.background
    ]
