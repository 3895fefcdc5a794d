"""The JSON face of the records: the keys that other programs rely on, always present, null where unknown.

The keys and their meaning are the project's contract (docs/reference/contract.md); they are only ever added to.
"""

from datetime import date
from typing import TypeAlias

from histor.records.claim import Claim, ClaimBase, EventClaim, HarmClaim, StatementClaim
from histor.records.conflict import Conflict
from histor.records.document import Document, Published
from histor.records.figure import Figure, Point
from histor.records.incident import Incident
from histor.records.retraction import Retraction
from histor.values.date import When
from histor.values.name import Name
from histor.values.place import Place
from histor.values.span import Span

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = dict[str, Json]


def iso(day: date | None) -> str | None:
    """Return `day` as YYYY-MM-DD."""
    return day.isoformat() if day else None


def published_iso(published: Published | None) -> str | None:
    """Return one day as YYYY-MM-DD, a longer stretch as the ISO 8601 interval START/END."""
    if published is None:
        return None
    return iso(published.day) or f"{published.start.isoformat()}/{published.end.isoformat()}"


def span_json(span: Span) -> JsonObject:
    """Return a span without its document, which the record around it names."""
    return {"quote": span.text, "start": span.start, "end": span.end}


def claim_json(claim: Claim) -> JsonObject:
    """Return a claim of any kind under the contract's keys."""
    head: JsonObject = {"id": claim.id, "kind": "", "document": claim.document, **span_json(claim.quote)}
    tail: JsonObject = {
        "modality": claim.modality,
        "as_of": iso(claim.as_of),
        "published": published_iso(claim.published),
        "confidence": claim.confidence,
        "extractor": claim.extractor,
        "review": claim.review,
    }
    match claim:
        case HarmClaim():
            return head | {"kind": "harm"} | _harm(claim) | _told(claim) | _where_when(claim) | tail
        case EventClaim():
            return head | {"kind": "event"} | _event(claim) | _told(claim) | _where_when(claim) | tail
        case StatementClaim():
            return head | {"kind": "statement"} | _statement(claim) | _told(claim) | tail


def document_json(document: Document, *, claims: int, retracted: Retraction | None = None) -> JsonObject:
    """Return a document without its text; `claims` is how many were read from it."""
    return {
        "id": document.id,
        "file": document.file,
        "url": document.url,
        "outlet": document.outlet,
        "title": document.title,
        "language": document.language,
        "published": published_iso(document.published),
        "captured_at": document.captured_at.isoformat(),
        "media_type": document.media_type,
        "agency_credit": document.agency_credit,
        "copy_of": document.copy_of,
        "container": document.container,
        "locator": document.locator,
        "flags": list(document.flags),
        "retracted": retracted is not None,
        "retracted_at": retracted.at.isoformat() if retracted else None,
        "retracted_by": retracted.who if retracted else None,
        "retracted_why": retracted.why if retracted else None,
        "claims": claims,
    }


def incident_json(incident: Incident) -> JsonObject:
    """Return an incident with the ids of its claims and documents."""
    where = _place(incident.place)
    return {
        "id": incident.id,
        "name": incident.name,
        "parent": incident.parent,
        "from": iso(incident.when.start) if incident.when else None,
        "to": iso(incident.when.end) if incident.when else None,
        **where,
        "actors": [actor.canonical for actor in incident.actors],
        "documents": list(incident.documents),
        "claims": list(incident.claims),
        "review": incident.review,
    }


def figure_json(figure: Figure) -> JsonObject:
    """Return a figure with its series; the range is the one that `rule` yields."""
    return {
        "id": figure.id,
        "incident": figure.incident,
        "harm": figure.harm,
        "victim_class": figure.victim_class,
        "scope": figure.scope,
        "series": [_point(point) for point in figure.series],
        "rule": figure.rule,
        "low": figure.low,
        "high": figure.high,
        "best": figure.best,
        "independent_sources": figure.independent_sources,
        "documents": figure.documents,
        "grade": figure.grade,
        "explanation": figure.explanation,
        "flags": list(figure.flags),
        "review": figure.review,
    }


def conflict_json(conflict: Conflict, *, name: str) -> JsonObject:
    """Return a contradiction in the incident called `name`, with the ids of the claims that it lies between."""
    return {
        "id": conflict.id,
        "kind": conflict.kind,
        "incident": conflict.incident,
        "name": name,
        "figure": conflict.figure,
        "people": conflict.people,
        "words": conflict.words,
        "claims": list(conflict.claims),
    }


def _point(point: Point) -> JsonObject:
    return {
        "source": point.source.canonical if point.source else None,
        "as_of": iso(point.as_of),
        "published": published_iso(point.published),
        "exact": point.exact,
        "low": point.low,
        "high": point.high,
        "hedge": point.hedge,
        "wording": point.wording,
        "status": point.status,
        "claims": list(point.claims),
        "documents": list(point.documents),
        "flags": list(point.flags),
    }


def _harm(claim: HarmClaim) -> JsonObject:
    return {
        "harm": claim.harm,
        "exact": claim.count.exact,
        "low": claim.count.low,
        "high": claim.count.high,
        "hedge": claim.count.hedge,
        "wording": claim.count.wording,
        "victims": claim.victims,
        "victim_class": claim.victim_class,
        "women": claim.women,
        "children": claim.children,
        "scope": claim.scope,
        "subset_of": claim.subset_of,
        "also": [span_json(span) for span in claim.also],
    }


def _event(claim: EventClaim) -> JsonObject:
    return {
        "event_type": claim.event_type,
        "sub_event_type": claim.sub_event_type,
        "actors": [actor.written for actor in claim.actors],
        "targets": [target.written for target in claim.targets],
        "weapon": claim.weapon,
    }


def _statement(claim: StatementClaim) -> JsonObject:
    return {
        "speaker": _written(claim.speaker),
        "role": claim.role,
        "organization": _written(claim.organization),
        "act": claim.act,
        "topic": claim.topic,
        "about": claim.about,
        "denies": claim.denies,
        "promise": claim.promise,
    }


def _told(claim: ClaimBase) -> JsonObject:
    return {"source": _written(claim.source), "via": _written(claim.via), "outlet": claim.outlet}


def _where_when(claim: ClaimBase) -> JsonObject:
    return {**_place(claim.place), **_when(claim.when), "perpetrator": _written(claim.perpetrator)}


def _place(place: Place | None) -> JsonObject:
    return {
        "place": place.written if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "place_precision": place.precision if place else None,
    }


def _when(when: When | None) -> JsonObject:
    return {
        "from": iso(when.start) if when else None,
        "to": iso(when.end) if when else None,
        "date_precision": when.precision if when else None,
        "date_basis": when.basis if when else None,
    }


def _written(name: Name | None) -> str | None:
    return name.written if name else None
