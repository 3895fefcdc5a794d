"""Proofs of age are checked offline, against roots that the user trusts."""

import hashlib
import shutil
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from archive.authority import Authority, authority, in_block, opentimestamp, pending
from histor.archive.der import certificates_in_order
from histor.archive.proofs import certificates, check_opentimestamps, check_rfc3161, request
from histor.errors import ProofError

needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="no OpenSSL to play the authority")

STATEMENT = b"histor log 12 5f0c\n"
DIGEST = hashlib.sha256(STATEMENT).digest()


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("tsa"))


@needs_openssl
def test_a_timestamp_of_a_trusted_authority_says_since_when(tsa: Authority) -> None:
    found = check_rfc3161(tsa.reply(request(STATEMENT)), STATEMENT, certificates(tsa.root))
    assert (found.by, found.open, found.at is not None) == ("CN=Ardel Root", None, True)


@needs_openssl
def test_without_a_root_who_signed_stays_open(tsa: Authority) -> None:
    found = check_rfc3161(tsa.reply(request(STATEMENT)), STATEMENT, [])
    assert found.open == "give the authority's root certificate to check who signed"


@needs_openssl
def test_a_timestamp_with_its_chain_holds_in_whatever_order_that_is(tsa: Authority) -> None:
    reply = tsa.reply(request(STATEMENT), "-chain", "ca.pem")
    certificates_ = [
        x509.load_pem_x509_certificate((tsa.folder / name).read_bytes()).public_bytes(Encoding.DER)
        for name in ("tsa.pem", "ca.pem")
    ]
    one, other = (b"".join(certificates_), b"".join(reversed(certificates_)))
    assert (one in reply) is not (other in reply)
    for order in (one, other):
        found = check_rfc3161(
            reply.replace(one, order).replace(other, order), STATEMENT, certificates(tsa.root)
        )
        assert (found.by, found.open) == ("CN=Ardel Root", None)


@pytest.mark.parametrize(
    "reply", [b"", b"\x30", b"\x30\x84\xff\xff\xff\xff", b"\x30\x02\x30\x80", b"\x30\x80" * 9]
)
def test_what_is_no_reply_is_left_as_it_is(reply: bytes) -> None:
    assert certificates_in_order(reply) == reply


@needs_openssl
def test_a_timestamp_over_other_bytes_does_not_hold(tsa: Authority) -> None:
    with pytest.raises(ProofError, match="about other bytes"):
        check_rfc3161(tsa.reply(request(b"another")), STATEMENT, certificates(tsa.root))


@needs_openssl
def test_a_timestamp_of_another_authority_does_not_hold(tsa: Authority, tmp_path: Path) -> None:
    stranger = authority(tmp_path)
    with pytest.raises(ProofError, match="not signed by an authority that you trust"):
        check_rfc3161(stranger.reply(request(STATEMENT)), STATEMENT, certificates(tsa.root))


@needs_openssl
def test_a_changed_timestamp_does_not_hold(tsa: Authority) -> None:
    reply = bytearray(tsa.reply(request(STATEMENT)))
    reply[-20] ^= 1  # in the signature
    with pytest.raises(ProofError):
        check_rfc3161(bytes(reply), STATEMENT, certificates(tsa.root))


@pytest.mark.parametrize("reply", [b"", b"no reply", b"\x30\x03\x02\x01\x00"])
def test_what_is_no_reply_says_so(reply: bytes) -> None:
    with pytest.raises(ProofError, match="no RFC 3161 reply"):
        check_rfc3161(reply, STATEMENT, [])


def test_a_proof_in_a_known_block_holds() -> None:
    proof, merkle_root = opentimestamp(DIGEST, in_block(800_000))
    [found] = check_opentimestamps(proof, STATEMENT, {800_000: merkle_root})
    assert (found.by, found.open) == ("Bitcoin block 800000", None)


def test_a_proof_in_a_block_not_given_stays_open() -> None:
    proof, _ = opentimestamp(DIGEST, in_block(800_000))
    [found] = check_opentimestamps(proof, STATEMENT, {})
    assert found.open == "give the merkle root of block 800000 to check it"


def test_a_proof_that_contradicts_its_block_does_not_hold() -> None:
    proof, _ = opentimestamp(DIGEST, in_block(800_000))
    with pytest.raises(ProofError, match="contradicts the merkle root"):
        check_opentimestamps(proof, STATEMENT, {800_000: b"\x00" * 32})


def test_a_proof_of_a_calendar_alone_stays_open() -> None:
    proof, _ = opentimestamp(DIGEST, pending("https://calendar.example"))
    [found] = check_opentimestamps(proof, STATEMENT, {})
    assert (found.by, found.open) == (
        "the calendar https://calendar.example",
        "not in a block yet: upgrade the proof",
    )


def test_a_proof_over_other_bytes_does_not_hold() -> None:
    proof, _ = opentimestamp(DIGEST, in_block(800_000))
    with pytest.raises(ProofError, match="about other bytes"):
        check_opentimestamps(proof, b"another", {})


@pytest.mark.parametrize("cut", [0, 5, 40, -3])
def test_a_broken_proof_says_so(cut: int) -> None:
    proof, _ = opentimestamp(DIGEST, in_block(800_000))
    with pytest.raises(ProofError, match="no OpenTimestamps proof"):
        check_opentimestamps(proof[:cut], STATEMENT, {})
