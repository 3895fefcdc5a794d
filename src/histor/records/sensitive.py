"""Which fields of which record can harm the people in it, and of what kind: what a release leaves out."""

from collections.abc import Mapping
from enum import StrEnum

from histor.records.claim import EventClaim, HarmClaim, StatementClaim
from histor.records.incident import Incident
from histor.values.place import Place


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
    "source": Sensitivity.WITNESS,
    "via": Sensitivity.WITNESS,
    "place": Sensitivity.COORDINATES,
    "traces": Sensitivity.TEXT,
}

SENSITIVE: Mapping[type, Marks] = {
    HarmClaim: {
        **_TOLD,
        "group": Sensitivity.GROUP,
        "named_victims": Sensitivity.VICTIM,
        "victims": Sensitivity.TEXT,
        "also": Sensitivity.TEXT,
    },
    EventClaim: {**_TOLD, "targets": Sensitivity.VICTIM},
    StatementClaim: {
        **_TOLD,
        "speaker": Sensitivity.WITNESS,
        "topic": Sensitivity.TEXT,
        "about": Sensitivity.TEXT,
        "promise_evidence": Sensitivity.TEXT,
    },
    Incident: {"name": Sensitivity.TEXT, "members": Sensitivity.TEXT, "place": Sensitivity.COORDINATES},
    Place: {"latitude": Sensitivity.COORDINATES, "longitude": Sensitivity.COORDINATES},
}


def marked(kind: type, sensitivity: Sensitivity) -> tuple[str, ...]:
    """Return the fields of records of `kind` that are sensitive in this way."""
    return tuple(name for name, mark in SENSITIVE.get(kind, {}).items() if mark is sensitivity)
