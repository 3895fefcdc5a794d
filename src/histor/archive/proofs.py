"""Check, offline, what others attest about when some bytes existed: RFC 3161 timestamps and OpenTimestamps."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpSHA256
from opentimestamps.core.serialize import BytesDeserializationContext, DeserializationError
from opentimestamps.core.timestamp import DetachedTimestampFile
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from histor.archive.der import certificates_in_order
from histor.errors import ProofError


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """What a proof comes to: by whom, since when; `open` says what is missing to rely on it."""

    by: str
    at: datetime | None  # None: the proof gives no time of its own
    open: str | None = None


def request(statement: bytes) -> bytes:
    """Return the RFC 3161 query to send to a time-stamping authority; it holds a hash alone."""
    builder = TimestampRequestBuilder().data(statement).hash_algorithm(HashAlgorithm.SHA256)
    return bytes(builder.cert_request(cert_request=True).build().as_bytes())


def check_rfc3161(reply: bytes, statement: bytes, roots: Sequence[x509.Certificate]) -> Attested:
    """Return what an authority's reply attests of `statement`.

    Without `roots` only that it is about these bytes is checked, and who signed stays open. Raises ProofError
    if it is no reply, is about other bytes, or is not signed by one of `roots`.
    """
    try:
        response = decode_timestamp_response(certificates_in_order(reply))
        token = response.tst_info
        at = token.gen_time
    except ValueError as error:
        raise ProofError(f"this is no RFC 3161 reply: {error}") from error
    if token.message_imprint.message != _digest(
        statement, token.message_imprint.hash_algorithm.dotted_string
    ):
        raise ProofError("this timestamp is about other bytes")
    if not roots:
        return Attested(
            by="an authority not checked",
            at=at,
            open="give the authority's root certificate to check who signed",
        )
    builder = VerifierBuilder()
    for root in roots:
        builder = builder.add_root_certificate(root)
    try:
        builder.build().verify_message(response, statement)
    except VerificationError as error:
        raise ProofError(
            "this timestamp is not signed by an authority that you trust, or was changed: give the root certificate "
            "of the authority that it came from"
        ) from error
    return Attested(by=_names(roots), at=at)


def _digest(statement: bytes, algorithm: str) -> bytes:
    known = {
        "2.16.840.1.101.3.4.2.1": hashlib.sha256,
        "2.16.840.1.101.3.4.2.2": hashlib.sha384,
        "2.16.840.1.101.3.4.2.3": hashlib.sha512,
    }
    if algorithm not in known:
        raise ProofError(f"this timestamp is over a hash that is not relied on: {algorithm}")
    return known[algorithm](statement).digest()


def _names(roots: Sequence[x509.Certificate]) -> str:
    return " or ".join(root.subject.rfc4514_string() for root in roots)


def certificates(pem: bytes) -> list[x509.Certificate]:
    """Return the certificates of a PEM file. Raises ProofError if there is none."""
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise ProofError(f"this holds no certificate in PEM: {error}") from error


def check_opentimestamps(proof: bytes, statement: bytes, merkle_roots: Mapping[int, bytes]) -> list[Attested]:
    """Return what an OpenTimestamps proof attests of `statement`, one entry an attestation.

    `merkle_roots` are those of Bitcoin blocks by height, as the user got them from a source of trust, in the
    byte order of the block header. An attestation of a block that is not among them stays open.
    Raises ProofError if it is no proof, is about other bytes, or contradicts a merkle root.
    """
    try:
        detached = DetachedTimestampFile.deserialize(BytesDeserializationContext(proof))
    except (DeserializationError, ValueError) as error:
        raise ProofError(f"this is no OpenTimestamps proof: {error or type(error).__name__}") from error
    if (
        not isinstance(detached.file_hash_op, OpSHA256)
        or detached.file_digest != hashlib.sha256(statement).digest()
    ):
        raise ProofError("this proof is about other bytes")
    found = [
        _attested(message, each, merkle_roots) for message, each in detached.timestamp.all_attestations()
    ]
    if not found:
        raise ProofError("this proof attests nothing")
    return found


def _attested(message: bytes, attestation: object, merkle_roots: Mapping[int, bytes]) -> Attested:
    if isinstance(attestation, PendingAttestation):
        return Attested(
            by=f"the calendar {attestation.uri}", at=None, open="not in a block yet: upgrade the proof"
        )
    if not isinstance(attestation, BitcoinBlockHeaderAttestation):
        return Attested(
            by="an attestation of a kind not known here", at=None, open="update Histor to check it"
        )
    height: int = attestation.height
    by = f"Bitcoin block {height}"
    if height not in merkle_roots:
        return Attested(by=by, at=None, open=f"give the merkle root of block {height} to check it")
    if merkle_roots[height] != message:
        raise ProofError(f"this proof contradicts the merkle root of Bitcoin block {height}")
    return Attested(by=by, at=None)
