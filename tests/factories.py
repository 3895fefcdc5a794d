"""Records with sensible defaults: a test names only what matters to it."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from histor.records.claim import Act, EventClaim, Harm, HarmClaim, StatementClaim
from histor.records.document import Document, Published
from histor.values.count import Count, Hedge
from histor.values.date import DateBasis, DatePrecision, When
from histor.values.name import Name
from histor.values.place import Place, PlacePrecision
from histor.values.span import Span

CAPTURED = datetime(2025, 4, 1, 12, tzinfo=UTC)


def day(text: str) -> date:
    return date.fromisoformat(text)


def published(text: str) -> Published:
    return Published(start=day(text), end=day(text))


def document(text: str = "Nine people were killed in Ardel.", **changes: Any) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    fields: dict[str, Any] = {
        "id": digest,
        "file": f"{digest[:8]}.txt",
        "text": text,
        "text_sha256": digest,
        "media_type": "text/plain",
        "reader": "text/1",
        "captured_at": CAPTURED,
        "language": "en",
    }
    return Document(**fields | changes)


def span(text: str, *, of: str = "d1", start: int = 0) -> Span:
    return Span(document=of, start=start, end=start + len(text), text=text)


def name(written: str, canonical: str | None = None) -> Name:
    return Name(canonical=canonical or written, written=written)


def when(start: str, end: str | None = None, basis: DateBasis = DateBasis.STATED) -> When:
    return When(start=day(start), end=day(end or start), precision=DatePrecision.DAY, basis=basis)


def place(written: str, **changes: Any) -> Place:
    return Place(**{"written": written, "name": written, "precision": PlacePrecision.EXACT} | changes)


def count(low: int | None, high: int | None = None, hedge: Hedge = Hedge.EXACT) -> Count:
    """`count(9)` is exactly nine; `count(9, hedge=AT_LEAST)` has no upper bound."""
    if low is not None and high is None and hedge is Hedge.EXACT:
        return Count(exact=low, low=low, high=low, wording=str(low))
    return Count(low=low, high=high, hedge=hedge, wording=f"{hedge} {low}..{high}")


def harm(
    number: Count | int = 9, *, source: str | None = "Monitor", of: str = "d1", **changes: Any
) -> HarmClaim:
    """A claim of harm; `source` is a name, `of` the document; spans differ with the number so that ids do."""
    counted = count(number) if isinstance(number, int) else number
    sentence = f"{counted.wording} people were killed, {source or 'the report'} said."
    quote = span(sentence, of=of)
    fields: dict[str, Any] = {
        "document": of,
        "quote": quote,
        "trigger": span("killed", of=of, start=sentence.index("killed")),
        "count_span": span(counted.wording, of=of),
        "harm": Harm.KILLED,
        "count": counted,
        "source": name(source) if source else None,
        "extractor": "factory/1",
        "confidence": 1.0,
    }
    return HarmClaim(**fields | changes)


def statement(
    act: Act = Act.CONDEMN, *, speaker: str = "Minister", of: str = "d1", **changes: Any
) -> StatementClaim:
    sentence = f"{speaker} spoke ({act})."
    fields: dict[str, Any] = {
        "document": of,
        "quote": span(sentence, of=of),
        "trigger": span("spoke", of=of, start=sentence.index("spoke")),
        "act": act,
        "speaker": name(speaker),
        "source": name(speaker),
        "extractor": "factory/1",
        "confidence": 1.0,
    }
    return StatementClaim(**fields | changes)


def event(
    sub_event_type: str = "Armed clash", *, event_type: str = "Battles", of: str = "d1", **changes: Any
) -> EventClaim:
    sentence = "Gunmen attacked a patrol."
    fields: dict[str, Any] = {
        "document": of,
        "quote": span(sentence, of=of),
        "trigger": span("attacked", of=of, start=7),
        "event_type": event_type,
        "sub_event_type": sub_event_type,
        "extractor": "factory/1",
        "confidence": 1.0,
    }
    return EventClaim(**fields | changes)
