"""Render the dossier: one HTML file that opens offline, every figure tied to its sentence."""

from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from histor.publications import chart, map, projection, timeline, wording  # noqa: A004 - the map is a map
from histor.publications.evidence import Evidence
from histor.publications.known_on import known_days
from histor.publications.sections import contested, shown_incidents, source_groups, speeches, unplaced
from histor.publications.summary import claim_words, of_act, summary
from histor.publications.view import DossierView
from histor.records.claim import Act
from histor.records.review import of_all

PACKAGE = "histor.publications"


def render_dossier(view: DossierView) -> str:
    """Return the page; it needs no script, asks for nothing, and is the same for the same view."""
    evidence = Evidence(view)
    leading, further = shown_incidents(view)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            view=view,
            overall=of_all(claim.review for claim in view.claims),
            evidence=evidence,
            lines=summary(view, evidence),
            leading=leading,
            further=further,
            map=map.draw_map(view.claims),
            timeline=timeline.draw_timeline(view.claims, [each.document for each in evidence.reports]),
            speeches=speeches(view.claims),
            promises=of_act(view.claims, Act.PROMISE),
            denials=of_act(view.claims, Act.DENY),
            contested=contested(view),
            conflicts=view.conflicts,
            days=known_days(view.known_on),
            skipped=view.days_left_out,
            names={incident.id: incident.name for incident in view.incidents},
            unresolved=timeline.unresolved(view.claims),
            undated=[claim for claim in timeline.undated(view.claims) if claim.when is None],
            unplaced=unplaced(view.claims),
            sources=source_groups(evidence),
        )
    )


def web_address(url: str | None) -> str | None:
    """Return `url` if a reader may follow it: http and https only, never script or data."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[": no address
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def _shown(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """Return what a template prints; hidden characters in text are written out."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return wording.visible(value)
    return value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        chart=chart,
        map_size=(projection.WIDTH, projection.HEIGHT),
        lanes=timeline,
        css=Markup(environment.get_template("dossier.css").render()),  # noqa: S704 - our own style sheet
        teller=chart.name_of,
        said=chart.said,
        by_whom=chart.by_whom,
        claim_words=claim_words,
        reviewed=wording.REVIEWED,
    )
    environment.filters.update(
        day=wording.day_words,
        published=wording.published_words,
        when=wording.when_words,
        points=wording.point_count,
        claimant=wording.claimant,
        carrier=wording.carrier,
        told=wording.told_by,
        of=wording.number_of,
        deed=wording.act_words,
        scope=wording.scope_words,
        wider=wording.wider_words,
        uncounted=wording.part_words,
        notes=wording.notes,
        speaker=wording.speaker,
        counted=wording.figure_words,
        href=web_address,
        plain=lambda value: str(value).replace("_", " "),
    )
    environment.globals["range_words"] = wording.range_words
    return environment
