"""Everything that a record can say about one of its entries, as one JSON object."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from histor.cli.judging import judgement_json
from histor.cli.resolution import resolution
from histor.records.claim import Claim, ClaimBase, HarmClaim
from histor.records.contract import (
    Json,
    JsonObject,
    claim_json,
    document_json,
    figure_json,
    incident_json,
    span_json,
)
from histor.records.document import Document
from histor.records.figure import Figure
from histor.records.incident import Incident
from histor.records.judgement import JudgementKind

if TYPE_CHECKING:  # takes half a second to load
    from histor.pipeline.judging import Listed
    from histor.store.record import Record

Entry: TypeAlias = Document | Claim | Incident | Figure


def explain_entry(record: "Record", entry: Entry) -> JsonObject:
    """Return what `entry` is, what it stands on and what stands on it."""
    from histor.pipeline.judging import judgements_of  # noqa: PLC0415  # takes half a second; --help should not

    listed = judgements_of(record)
    match entry:
        case Figure():
            return _figure(record, entry, listed)
        case Incident():
            return _incident(record, entry, listed)
        case Document():
            return _document(record, entry)
        case ClaimBase():
            return _claim(record, entry, listed)


def _figure(record: "Record", figure: Figure, listed: "Sequence[Listed]") -> JsonObject:
    whole = figure_json(figure)
    series: list[Json] = []
    for point, told in zip(figure.series, _objects(whole["series"]), strict=True):
        claims = [_grounds(record, record.claim(claim), listed) for claim in point.claims]
        series.append(
            {**told, "source_written": point.source.written if point.source else None, "claims": [*claims]}
        )
    incident = record.incident(figure.incident)
    return {
        "is": "figure",
        **whole,
        "grade_reason": figure.grade_reason,
        "incident_name": incident.name,
        "series": series,
    }


def _incident(record: "Record", incident: Incident, listed: "Sequence[Listed]") -> JsonObject:
    members: list[Json] = [
        {
            "by": member.by,
            "reasons": [
                {"feature": reason.feature, "score": reason.score, "words": reason.words}
                for reason in member.reasons
            ],
            **_grounds(record, record.claim(member.claim), listed),
        }
        for member in incident.members
    ]
    figures: list[Json] = [figure_json(figure) for figure in record.figures_of(incident.id)]
    return {"is": "incident", **incident_json(incident), "members": members, "figures": figures}


def _document(record: "Record", document: Document) -> JsonObject:
    from histor.store.filters import ClaimFilter  # noqa: PLC0415  # takes half a second; --help should not

    claims = [claim_json(claim) for claim in record.claims(ClaimFilter(document=document.id))]
    return {
        "is": "document",
        **_source_file(record, document, len(claims)),
        "text_sha256": document.text_sha256,
        "reader": document.reader,
        "author": document.author,
        "claims": [*claims],
    }


def _claim(record: "Record", claim: Claim, listed: "Sequence[Listed]") -> JsonObject:
    incidents: list[Json] = [
        {"id": incident.id, "name": incident.name} for incident in record.incidents_with(claim.id)
    ]
    figures: list[Json] = [figure_json(figure) for figure in record.figures_with(claim.id)]
    return {"is": "claim", **_grounds(record, claim, listed), "incidents": incidents, "figures": figures}


def _grounds(record: "Record", claim: Claim, listed: "Sequence[Listed]") -> JsonObject:
    """Return a claim with the words that carry it, the steps that read them, and its document."""
    from histor.pipeline.judging import judged  # noqa: PLC0415  # as above

    shown = next(judged(record).claims([claim]))
    number = claim.count_span if isinstance(claim, HarmClaim) else None
    traces: list[Json] = [
        {"step": trace.step, "rule": trace.rule, "words": trace.words} for trace in claim.traces
    ]
    return {
        "claim": claim_json(shown),
        "as_read": claim_json(claim) if shown.read_as else None,
        "judgements": [judgement_json(one) for one in listed if claim.id in _about(one)],
        "trigger": span_json(claim.trigger),
        "number": span_json(number) if number else None,
        "traces": traces,
        "resolved": resolution(record, claim),
        "document": _source_file(record, record.document(claim.document)),
    }


def _about(listed: "Listed") -> Sequence[str]:
    """Return what a judgement was about: the claims themselves, or what a merge put together."""
    judgement = listed.judgement
    merged = judgement.anchors if judgement.kind is JudgementKind.MERGE else ()
    return (*judgement.subjects, *merged)


def _source_file(record: "Record", document: Document, claims: int = 0) -> JsonObject:
    """Return a document with the hash of its bytes, by which the evidence is kept."""
    told = document_json(document, claims=claims, retracted=record.retracted().get(document.id))
    return {key: value for key, value in told.items() if key != "claims"} | {"sha256": document.id}


def _objects(value: Json) -> list[JsonObject]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
