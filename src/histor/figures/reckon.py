"""The door of this room: incidents in, figures out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from histor.figures.claimants import as_one_claimant, spoken_for
from histor.figures.explain import explain
from histor.figures.fates import Fate, fates
from histor.figures.grade import Context, context_of, grade
from histor.figures.independence import independent_sources
from histor.figures.parts import parts_by_whole
from histor.figures.profile import Profile, profile
from histor.figures.reconcile import reconcile
from histor.figures.scope import WHOLE, Extent, Strand, figure_class, figure_scope, strands
from histor.figures.series import Voice, point, voices
from histor.figures.sides import titles_of
from histor.figures.status import statuses
from histor.figures.tally import Tally, tally
from histor.records.claim import Claim, HarmClaim, Scope, VictimClass
from histor.records.document import Document
from histor.records.figure import Figure, Point, PointStatus, Rule
from histor.records.ids import content_id
from histor.records.incident import Incident


def reckon(
    incidents: Sequence[Incident],
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    *,
    rule: Rule = Rule.RANGE,
    titles: Mapping[str, frozenset[str]] | None = None,
) -> list[Figure]:
    """Return the figures of every incident under `rule`, in the order of the incidents.

    What lies inside an incident as an incident of its own is not added to it: nothing is summed. `titles` has what
    reports call each source, where these claims are not all that do.
    """
    known = {claim.id: claim for claim in claims}
    parts = parts_by_whole(claim for claim in known.values() if isinstance(claim, HarmClaim))
    called = titles_of(known.values()) if titles is None else titles
    reckoner = _Reckoner(documents, parts, called, profile(rule))
    return [figure for incident in incidents for figure in reckoner.figures(incident, known)]


class _Reckoner:
    """What all figures of one run share."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        parts: Mapping[str, Sequence[HarmClaim]],
        titles: Mapping[str, frozenset[str]],
        rule: Profile,
    ) -> None:
        self._documents = documents
        self._parts = parts
        self._titles = titles
        self._profile = rule

    def figures(self, incident: Incident, known: Mapping[str, Claim]) -> list[Figure]:
        held = [known[key] for key in sorted(incident.claims) if key in known]
        harms = as_one_claimant(claim for claim in held if isinstance(claim, HarmClaim))
        about = _About(context_of(held), fates(harms), spoken_for(harms))
        extent = Extent(incident.when.start if incident.when else None, incident.place, known)
        told = _with_everybody(strands(harms, extent), about.died)
        return [
            self._figure(incident, strand, counted, about, tally(_one_by_one(strand, told, about.died)))
            for strand, counted in told.items()
        ]

    def _figure(
        self,
        incident: Incident,
        strand: Strand,
        claims: Sequence[HarmClaim],
        about: "_About",
        told: Tally | None,
    ) -> Figure:
        said = voices(claims, self._documents, self._titles, about.died, about.bodies)
        status = _statuses(said, about.context)
        series = tuple(point(v, s, self._parts) for v, s in zip(said, status, strict=True))
        found = reconcile(said, status, self._profile, told)
        independent = independent_sources(found.used)
        # Who owned up to the raid, or denied it, has said nothing of the war's dead.
        context = Context() if strand.kind == Scope.CUMULATIVE.value else about.context
        graded, why = grade(strand.harm, found.used, independent, context)
        return Figure(
            id=content_id("g", [incident.id, strand.harm, strand.victim_class, strand.kind, strand.label]),
            incident=incident.id,
            harm=strand.harm,
            victim_class=figure_class(strand, claims),
            scope=figure_scope(strand, claims),
            series=series,
            rule=self._profile.rule,
            low=found.low,
            high=found.high,
            best=found.best,
            independent_sources=independent,
            documents=len({claim.document for claim in claims}),
            grade=graded,
            grade_reason=why,
            explanation=explain(found, said, series, independent, self._profile),
            flags=_flags(strand, series),
        )


@dataclass(frozen=True, slots=True)
class _About:
    """What all figures of one incident share."""

    context: Context
    died: Mapping[str, Fate]
    bodies: Mapping[str, str]  # for whom each person speaks


def _with_everybody(
    told: Mapping[Strand, Sequence[HarmClaim]], died: Mapping[str, Fate]
) -> Mapping[Strand, Sequence[HarmClaim]]:
    """Return the strands with one of people, where a report only tells persons of several classes one by one.

    "He killed two women. The gunman was shot by the police": three are dead, whoever they were.
    """
    wholes = [strand for strand in told if strand.kind == WHOLE and not strand.label]
    everybody = {replace(strand, victim_class=VictimClass.UNSPECIFIED) for strand in wholes}
    added: dict[Strand, Sequence[HarmClaim]] = {}
    for strand in everybody.difference(told):
        found = tally(_one_by_one(strand, told, died))
        if found is not None and len({claim.victim_class for claim in found.claims}) > 1:
            added[strand] = found.claims
    return dict(sorted([*told.items(), *added.items()], key=lambda item: item[0]))


def _one_by_one(
    strand: Strand, told: Mapping[Strand, Sequence[HarmClaim]], died: Mapping[str, Fate]
) -> list[HarmClaim]:
    """Return the claims that a strand's victims may be told in one by one: for people, those of every class."""
    if strand.kind != WHOLE or strand.label:
        return []
    everybody = strand.victim_class is VictimClass.UNSPECIFIED
    same = [
        s for s in told if s == strand or (everybody and s == replace(strand, victim_class=s.victim_class))
    ]
    return [claim for other in same for claim in told[other] if claim.id not in died]


def _statuses(said: Sequence[Voice], context: Context) -> list[PointStatus]:
    """Return what has become of each voice; the wounded who all died are replaced, and replace nothing."""
    living = [voice for voice in said if not voice.gone]
    found = iter(statuses(living, context.doers))
    return [PointStatus.SUPERSEDED if voice.gone else next(found) for voice in said]


def _flags(strand: Strand, series: Sequence[Point]) -> tuple[str, ...]:
    """Return the flags of all points, and of which part or period this is."""
    label = (f"{strand.kind}: {strand.label}",) if strand.label else ()
    return (*label, *sorted({flag for point in series for flag in point.flags}))
