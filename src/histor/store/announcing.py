"""What the log says of each act of a machine: enough to find again, later, that nothing of it was changed."""

from collections.abc import Iterable, Mapping, Sequence

from histor.records.claim import Claim
from histor.records.contract import Json
from histor.records.document import Document
from histor.records.entry import Draft, LogAct
from histor.records.failure import Failure
from histor.store.arrival import Arrival
from histor.store.codec import dumps, encode
from histor.store.replacing import digest
from histor.store.rows import storable


def copies_digest(copies: Mapping[str, str]) -> str:
    """Return the SHA-256 of who copied whom, in the order of the copies' ids."""
    return digest(f"{copy} {original}" for copy, original in sorted(copies.items()))


def arrival(arrived: Arrival, who: str) -> list[Draft]:
    """Return the acts by which a file is taken in: each document read from it, and each failure."""
    read = [
        reading(document, claims, who, capture=arrived.capture, read_by=arrived.read_by)
        for document, claims in arrived.documents
    ]
    failed = [
        failing(failure, who, capture=arrived.capture, read_by=arrived.read_by)
        for failure in arrived.failures
    ]
    return [*read, *failed]


def reading(
    document: Document,
    claims: Sequence[Claim],
    who: str,
    *,
    capture: int | None = None,
    read_by: str | None = None,
) -> Draft:
    """Return the act of reading a document and its claims."""
    body: dict[str, Json] = {
        "capture": capture,
        "text_sha256": document.text_sha256,
        "reader": document.reader,
        "extractor": read_by,
        "document_sha256": digest([dumps(document)]),
        "claims": len(claims),
        "claims_sha256": digest(map(dumps, claims)),
    }
    return Draft(act=LogAct.READ, subject=document.id, who=who, body=body)


def failing(failure: Failure, who: str, *, capture: int | None = None, read_by: str | None = None) -> Draft:
    """Return the act of failing to read a file."""
    body: dict[str, Json] = {"capture": capture, "extractor": read_by, "failure": encode(failure)}
    return Draft(act=LogAct.FAIL, subject=storable(failure.subject), who=who, why=failure.reason, body=body)


def deriving(
    copies: Mapping[str, str], rules: Iterable[str], derived: Mapping[str, tuple[int, str]], who: str
) -> Draft:
    """Return the act of putting copies, incidents and figures together."""
    body: dict[str, Json] = {
        "rules": [*sorted(rules)],
        "copies": len(copies),
        "copies_sha256": copies_digest(copies),
    }
    for kind, (number, sha256) in derived.items():
        body |= {kind: number, f"{kind}_sha256": sha256}
    return Draft(act=LogAct.DERIVE, subject="record", who=who, body=body)
