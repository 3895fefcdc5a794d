"""Histor turns reports of a conflict into a record that can be defended."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from histor.pipeline.face import build, read
    from histor.records.claim import Claim, EventClaim, HarmClaim, StatementClaim
    from histor.records.document import Document
    from histor.records.failure import Failure
    from histor.records.figure import Figure
    from histor.records.incident import Incident
    from histor.store.record import Record

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "Document",
    "EventClaim",
    "Failure",
    "Figure",
    "HarmClaim",
    "Incident",
    "Record",
    "StatementClaim",
    "__version__",
    "build",
    "read",
]

# Where each name is; it is loaded when first asked for, so that `import histor` costs nothing.
_HOMES = {
    "build": "histor.pipeline.face",
    "read": "histor.pipeline.face",
    "Claim": "histor.records.claim",
    "EventClaim": "histor.records.claim",
    "HarmClaim": "histor.records.claim",
    "StatementClaim": "histor.records.claim",
    "Document": "histor.records.document",
    "Failure": "histor.records.failure",
    "Figure": "histor.records.figure",
    "Incident": "histor.records.incident",
    "Record": "histor.store.record",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # a function or a record
    if name not in _HOMES:
        raise AttributeError(f"histor has no {name!r}")
    return getattr(import_module(_HOMES[name]), name)
