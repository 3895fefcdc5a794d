"""Records as rows of the tables, and back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Row

from histor.records.claim import Claim, EventClaim, HarmClaim, StatementClaim
from histor.records.document import Document
from histor.records.failure import Failure
from histor.records.figure import Figure
from histor.records.incident import Incident
from histor.store.apart import loads_whole
from histor.store.codec import dumps
from histor.values.name import Name
from histor.values.place import Place

Values: TypeAlias = dict[str, Any]

KINDS: Mapping[str, type[HarmClaim] | type[EventClaim] | type[StatementClaim]] = {
    "harm": HarmClaim,
    "event": EventClaim,
    "statement": StatementClaim,
}


def kind_of(claim: Claim) -> str:
    """Return the claim's kind by the contract's name."""
    return next(kind for kind, record in KINDS.items() if isinstance(claim, record))


def document_row(document: Document) -> Values:
    """Return a document as a row of `documents`."""
    return {
        "id": document.id,
        "outlet": document.outlet,
        "language": document.language,
        "published_from": document.published.start if document.published else None,
        "published_to": document.published.end if document.published else None,
        "captured_at": document.captured_at.isoformat(),
        "copy_of": document.copy_of,
    }


def document_of(row: Row[Any]) -> Document:
    """Return the document of a row with `captured_at`, `copy_of`, `body` and `closed`."""
    document = loads_whole(Document, row.body, row.closed)
    captured_at = datetime.fromisoformat(row.captured_at)
    if (document.captured_at, document.copy_of) == (captured_at, row.copy_of):
        return document
    return replace(document, captured_at=captured_at, copy_of=row.copy_of)


def claim_row(claim: Claim, seq: int) -> Values:
    """Return what a claim is found by, as a row of `claims`."""
    return {
        "seq": seq,
        "id": claim.id,
        "document": claim.document,
        "kind": kind_of(claim),
        "harm": str(claim.harm) if isinstance(claim, HarmClaim) else None,
        "act": str(claim.act) if isinstance(claim, StatementClaim) else None,
        "when_from": claim.when.start if claim.when else None,
        "when_to": claim.when.end if claim.when else None,
        "published_to": claim.published.end if claim.published else None,
    }


def claim_names(claim: Claim) -> Values:
    """Return the names that a claim is found by, as columns of `claims_sensitive`."""
    speakers = (claim.speaker, claim.organization) if isinstance(claim, StatementClaim) else ()
    return {
        "source": _names(claim.source),
        "speaker": _names(*speakers),
        "place": _place_names(claim.place),
    }


def claim_of(row: Row[Any]) -> Claim:
    """Return the claim of a row with `kind`, `body` and `closed`."""
    return loads_whole(KINDS[row.kind], row.body, row.closed)


def incident_row(incident: Incident, founded: str) -> Values:
    """Return an incident, with its order among all, as a row of `incidents`."""
    return {
        "id": incident.id,
        "founded": founded,
        "parent": incident.parent,
        "when_from": incident.when.start if incident.when else None,
        "when_to": incident.when.end if incident.when else None,
        "country": incident.place.country if incident.place else None,
    }


def figure_row(figure: Figure, number: int) -> Values:
    """Return a figure, with its place among those of its incident, as a row of `figures`."""
    return {
        "id": figure.id,
        "incident": figure.incident,
        "number": number,
        "harm": str(figure.harm),
        "rule": str(figure.rule),
    }


def failure_row(failure: Failure) -> Values:
    """Return a failure as a row of `failures`."""
    return {
        "id": failure.id,
        "stage": failure.stage,
        "subject": storable(failure.subject),
        "sha256": failure.sha256,
        "body": dumps(failure),
    }


def storable(text: str) -> str:
    """Return `text` as the database can hold it: a file name need not be UTF-8."""
    return text.encode(errors="backslashreplace").decode()


def _names(*names: Name | None) -> str | None:
    return _lines(*(part for name in names if name for part in (name.canonical, name.written, name.entry)))


def _place_names(place: Place | None) -> str | None:
    if place is None:
        return None
    names = (place.written, place.name, place.admin2, place.admin1, place.country)
    return _lines(*names, *(_place_names(part) for part in place.parts))


def _lines(*names: str | None) -> str | None:
    return "\n".join(dict.fromkeys(name.casefold() for name in names if name)) or None
