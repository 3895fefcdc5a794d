"""Which fields of which record can harm the people in it, and how: they are kept apart, and releases leave them out."""

from collections.abc import Mapping
from enum import StrEnum

from histor.records.claim import EventClaim, HarmClaim, StatementClaim
from histor.records.document import Document
from histor.records.figure import Figure, Point
from histor.records.incident import Incident, Membership
from histor.values.count import Count
from histor.values.date import When
from histor.values.name import Name
from histor.values.place import Place
from histor.values.span import Span


class Sensitivity(StrEnum):
    """Why a field is sensitive."""

    GROUP = "group"  # religion or ethnicity
    VICTIM = "victims"  # names of victims
    WITNESS = "witnesses"  # names of private persons who speak
    COORDINATES = "coordinates"  # a point on the ground
    TEXT = "text"  # words of the report, which may hold any of these


Marks = Mapping[str, Sensitivity]

_TOLD: Marks = {
    "quote": Sensitivity.TEXT,
    "trigger": Sensitivity.TEXT,
    "source": Sensitivity.WITNESS,
    "via": Sensitivity.WITNESS,
    "place": Sensitivity.COORDINATES,
    "traces": Sensitivity.TEXT,
}

# A field that holds a record of its own (a span, a name, a place) is as sensitive as that record's fields are.
SENSITIVE: Mapping[type, Marks] = {
    Document: {
        "file": Sensitivity.TEXT,
        "text": Sensitivity.TEXT,
        "url": Sensitivity.TEXT,
        "title": Sensitivity.TEXT,
        "author": Sensitivity.WITNESS,
        "locator": Sensitivity.TEXT,
    },
    HarmClaim: {
        **_TOLD,
        "count_span": Sensitivity.TEXT,
        "group": Sensitivity.GROUP,
        "named_victims": Sensitivity.VICTIM,
        "victims": Sensitivity.TEXT,
        "also": Sensitivity.TEXT,
    },
    EventClaim: {**_TOLD, "targets": Sensitivity.VICTIM, "weapon": Sensitivity.TEXT},
    StatementClaim: {
        **_TOLD,
        "speaker": Sensitivity.WITNESS,
        "role": Sensitivity.TEXT,
        "topic": Sensitivity.TEXT,
        "about": Sensitivity.TEXT,
        "promise_evidence": Sensitivity.TEXT,
    },
    Incident: {"name": Sensitivity.TEXT, "members": Sensitivity.TEXT, "place": Sensitivity.COORDINATES},
    Membership: {"reasons": Sensitivity.TEXT},
    Figure: {
        "series": Sensitivity.WITNESS,
        "grade_reason": Sensitivity.TEXT,
        "explanation": Sensitivity.TEXT,
    },
    Point: {"source": Sensitivity.WITNESS, "wording": Sensitivity.TEXT},
    Count: {"wording": Sensitivity.TEXT},
    When: {"wording": Sensitivity.TEXT},
    Span: {"text": Sensitivity.TEXT},
    Name: {"canonical": Sensitivity.WITNESS, "written": Sensitivity.WITNESS},  # unless a lexicon knows it
    Place: {
        "written": Sensitivity.COORDINATES,
        "name": Sensitivity.COORDINATES,
        "gazetteer_id": Sensitivity.COORDINATES,
        "latitude": Sensitivity.COORDINATES,
        "longitude": Sensitivity.COORDINATES,
        "admin2": Sensitivity.COORDINATES,
    },
}


def marked(kind: type, sensitivity: Sensitivity) -> tuple[str, ...]:
    """Return the fields of records of `kind` that are sensitive in this way."""
    return tuple(name for name, mark in SENSITIVE.get(kind, {}).items() if mark is sensitivity)
