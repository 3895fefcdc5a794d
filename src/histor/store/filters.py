"""What a listing may ask for; every field left at None asks for nothing."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, not_, or_, select
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.schema import Column

from histor.records.claim import Act, Harm
from histor.store.schema import claims, claims_sensitive, documents


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Claims of a kind, a source, a place, a time. Names match anywhere in the name, whatever their case."""

    kind: str | None = None  # "harm", "event", "statement"
    harm: Harm | None = None
    act: Act | None = None
    source: str | None = None
    speaker: str | None = None
    place: str | None = None
    document: str | None = None  # the id, or the beginning of it
    start: date | None = None  # what happened on this day or later
    end: date | None = None  # what happened on this day or earlier
    as_of: date | None = None  # what reports had said by this day


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """Documents of an outlet, a language, a time; only copies, or without them."""

    outlet: str | None = None
    language: str | None = None
    copies: bool | None = None
    as_of: date | None = None


def claim_conditions(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """Return the conditions that `wanted` sets on the claims table."""
    same = {"kind": wanted.kind, "harm": wanted.harm, "act": wanted.act}
    named = {"source": wanted.source, "speaker": wanted.speaker, "place": wanted.place}
    conditions: list[ColumnElement[bool]] = [
        claims.c[key] == str(value) for key, value in same.items() if value
    ]
    conditions += [_bears(claims_sensitive.c[key], value) for key, value in named.items() if value]
    if wanted.document:
        conditions.append(begins_with(claims.c.document, wanted.document))
    return conditions + _within(wanted)


def document_conditions(wanted: DocumentFilter) -> list[ColumnElement[bool]]:
    """Return the conditions that `wanted` sets on the documents table."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.outlet:
        conditions.append(func.instr(func.lower(documents.c.outlet), wanted.outlet.lower()) > 0)
    if wanted.language:
        conditions.append(documents.c.language == wanted.language)
    if wanted.copies is not None:
        original = documents.c.copy_of.is_(None)
        conditions.append(not_(original) if wanted.copies else original)
    if wanted.as_of:
        conditions.append(documents.c.published_to <= wanted.as_of)
    return conditions


def begins_with(column: Column[str], prefix: str) -> ColumnElement[bool]:
    """Return whether an id begins with `prefix`, in a form that an index answers."""
    return and_(column >= prefix, column < prefix + "\U0010ffff")


def _bears(column: Column[str], name: str) -> ColumnElement[bool]:
    # The index alone holds the few distinct names; the rows that bear them are looked up after.
    bearing = select(column).distinct().where(func.instr(column, name.casefold()) > 0)
    bearers = select(claims_sensitive.c.seq).where(column.in_(bearing.correlate(None)))
    return claims.c.seq.in_(bearers.correlate(None))


def _within(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """Return the conditions on time; an interval that is partly open is in if it may be."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.start or wanted.end:
        conditions.append(or_(claims.c.when_from.is_not(None), claims.c.when_to.is_not(None)))
    if wanted.start:
        conditions.append(or_(claims.c.when_to >= wanted.start, claims.c.when_to.is_(None)))
    if wanted.end:
        conditions.append(or_(claims.c.when_from <= wanted.end, claims.c.when_from.is_(None)))
    if wanted.as_of:
        conditions.append(claims.c.published_to <= wanted.as_of)
    return conditions
