"""The proofs of a record's age: a statement for each state of its log that was attested, and what attests it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509

from histor.archive.proofs import Attested, check_opentimestamps, check_rfc3161
from histor.archive.stated import STATEMENTS, SUFFIXES, stated, statement
from histor.errors import ProofError

OPENTIMESTAMPS = b"\x00OpenTimestamps\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What a user relies on: certificates of authorities, and merkle roots of Bitcoin blocks by height."""

    roots: Sequence[x509.Certificate] = ()
    merkle_roots: Mapping[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one proof comes to, or what is wrong with it."""

    proof: str
    seq: int
    attested: Attested | None
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder `proofs/` of a record: `log-000012.txt`, and beside it `log-000012.tsr`, `log-000012.ots`."""

    folder: Path

    def state(self, seq: int, sha256: str) -> Path:
        """Return the file that states what the log's entry `seq` is, written if it is not there."""
        path = self.folder / f"log-{seq:06}.txt"
        self.folder.mkdir(exist_ok=True)
        path.write_bytes(statement(seq, sha256))
        return path

    def keep(self, proof: bytes) -> tuple[Path, int]:
        """Keep a proof beside the statement that it is about; return where, and of which entry.

        Raises ProofError if it is about none of them.
        """
        suffix = ".ots" if proof.startswith(OPENTIMESTAMPS) else ".tsr"
        wrong = ""
        for path in sorted(self.folder.glob(STATEMENTS)):
            try:
                check(proof, path.read_bytes(), Trust())
            except ProofError as error:
                wrong = str(error)
                continue
            kept = _free(path.with_suffix(suffix), proof)
            kept.write_bytes(proof)
            return kept, _said(path.read_bytes())[0]
        raise ProofError(f"{wrong or 'nothing was stated yet: `histor proof ask` does it'}; it is not kept")

    def findings(self, log: Mapping[int, str], trust: Trust) -> Iterator[Finding]:
        """Yield what each proof comes to; `log` has the hash of each entry by its number."""
        for path in sorted(self.folder.glob(STATEMENTS)):
            said = path.read_bytes()
            for proof in sorted(p for p in self.folder.glob(f"{path.stem}*") if p.suffix in SUFFIXES):
                yield from _findings(proof, said, log, trust)


def check(proof: bytes, said: bytes, trust: Trust) -> list[Attested]:
    """Return what a proof of either kind attests of the words `said`; raises ProofError if it does not hold."""
    if proof.startswith(OPENTIMESTAMPS):
        return check_opentimestamps(proof, said, trust.merkle_roots)
    return [check_rfc3161(proof, said, trust.roots)]


def _findings(proof: Path, said: bytes, log: Mapping[int, str], trust: Trust) -> Iterator[Finding]:
    seq = (stated(said) or (0, ""))[0]
    try:
        _still_so(said, log)
        for attested in check(proof.read_bytes(), said, trust):
            yield Finding(proof=proof.name, seq=seq, attested=attested)
    except ProofError as error:
        yield Finding(proof=proof.name, seq=seq, attested=None, wrong=str(error))


def _still_so(said: bytes, log: Mapping[int, str]) -> None:
    seq, sha256 = _said(said)
    if log.get(seq) != sha256:
        raise ProofError(
            "the log has another entry at this place now: it was changed after this was attested"
        )


def _said(said: bytes) -> tuple[int, str]:
    found = stated(said)
    if found is None:
        raise ProofError("the statement beside this proof was changed")
    return found


def _free(path: Path, proof: bytes) -> Path:
    """Return where a proof goes: an upgraded one beside the one before it."""
    number, found = 1, path
    while found.exists() and found.read_bytes() != proof:
        number += 1
        found = path.with_name(f"{path.stem}.{number}{path.suffix}")
    return found
