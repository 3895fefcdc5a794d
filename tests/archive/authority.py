"""A time-stamping authority of one's own, by OpenSSL, and proofs of a block chain that is not Bitcoin's."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation, TimeAttestation
from opentimestamps.core.op import OpAppend, OpSHA256
from opentimestamps.core.serialize import BytesSerializationContext
from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp

CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Ardel Time
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[tsa]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[ts]
default_tsa = ts_here
[ts_here]
serial = {folder}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class Authority:
    """Signs whatever is asked, with a certificate under its own root."""

    folder: Path

    @property
    def root(self) -> bytes:
        return (self.folder / "ca.pem").read_bytes()

    def reply(self, query: bytes, *chain: str) -> bytes:
        """Return a reply with its certificate in it, and with `chain`."""
        (self.folder / "q.tsq").write_bytes(query)
        self.openssl("ts", "-reply", "-config", "c.cnf", "-section", "ts_here", "-queryfile", "q.tsq", "-signer",
                     "tsa.pem", "-inkey", "tsa.key", "-out", "r.tsr", *chain)  # fmt: skip
        return (self.folder / "r.tsr").read_bytes()

    def openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)  # noqa: S603, S607


def authority(folder: Path) -> Authority:
    """Set one up."""
    made = Authority(folder)
    (folder / "c.cnf").write_text(CONFIG.format(folder=folder), encoding="utf-8")
    (folder / "serial").write_text("01\n", encoding="utf-8")
    made.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-config", "c.cnf", "-extensions", "ca",
                 "-subj", "/CN=Ardel Root", "-days", "30", "-keyout", "ca.key", "-out", "ca.pem")  # fmt: skip
    made.openssl(
        "req", "-newkey", "rsa:2048", "-nodes", "-config", "c.cnf", "-keyout", "tsa.key", "-out", "tsa.csr"
    )
    made.openssl("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                 "-extfile", "c.cnf", "-extensions", "tsa", "-days", "30", "-out", "tsa.pem")  # fmt: skip
    return made


def opentimestamp(digest: bytes, *attestations: TimeAttestation) -> tuple[bytes, bytes]:
    """Return a proof over a digest with these attestations, and the message that they attest."""
    detached = DetachedTimestampFile(OpSHA256(), Timestamp(digest))
    at = detached.timestamp.ops.add(OpAppend(b"a neighbour in the tree")).ops.add(OpSHA256())
    at.attestations |= set(attestations)
    context = BytesSerializationContext()
    detached.serialize(context)
    return context.getbytes(), at.msg


def in_block(height: int) -> TimeAttestation:
    return BitcoinBlockHeaderAttestation(height)


def pending(uri: str) -> TimeAttestation:
    return PendingAttestation(uri)
