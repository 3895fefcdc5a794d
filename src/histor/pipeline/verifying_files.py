"""Check the files of a record against its log: evidence as it was received, proofs of age as they were attached."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from histor.archive.stated import FOLDER, STATEMENTS, SUFFIXES, stated
from histor.documents.evidence import EvidenceVault, digest_of
from histor.records.entry import Entry, Flaw, LogAct
from histor.store.ledger import Ledger, valid
from histor.store.record import Record

Held = Mapping[str, Sequence[str]]  # the documents taken out of a container, by its SHA-256


def evidence_flaws(record: Record, entries: Sequence[Entry], ledger: Ledger, until: int) -> Iterator[Flaw]:
    """Yield what is wrong with the bytes as received, with all that hangs on each."""
    vault, held = EvidenceVault(record.evidence), _held(entries)
    names, changed = list(vault.names()), set(vault.verify())
    for name in names:
        digest = PurePosixPath(name).name
        what = _wrong(vault, name, known=digest in ledger.mentioned, changed=digest in changed)
        if what:
            yield Flaw(where=f"evidence/{name}", what=what, hangs=_hanging(record, digest, held, ledger))
    needed = {entry.subject for entry in valid(entries, until) if entry.act is LogAct.CAPTURE}
    there = {PurePosixPath(name).name for name in names}
    for lost in sorted((needed | ledger.reads.keys()) - there):
        where = f"evidence/{vault.path(lost).relative_to(vault.folder).as_posix()}"
        hangs = _hanging(record, lost, held, ledger) or (lost,)
        yield Flaw(where=where, what="This file was received and is missing.", hangs=hangs)


def _wrong(vault: EvidenceVault, name: str, *, known: bool, changed: bool) -> str | None:
    path, digest = vault.folder / name, PurePosixPath(name).name
    if name != vault.path(digest).relative_to(vault.folder).as_posix() or not known:
        return "The log does not know that this file was received."
    if path.is_symlink() or path.parent.is_symlink():
        return "This is a link to another file, not the one that was received."
    return "Its bytes are not those that were received." if changed else None


def _held(entries: Sequence[Entry]) -> Held:
    held: dict[str, list[str]] = {}
    for entry in entries:
        container = entry.body.get("container") if entry.act is LogAct.CAPTURE else None
        if container:
            held.setdefault(str(container), []).append(entry.subject)
    return held


def _hanging(record: Record, digest: str, held: Held, ledger: Ledger) -> tuple[str, ...]:
    """Return what stands on bytes: a document and its claims and figures, or those of all that lay in a container."""
    own = record.hanging_on(digest)
    own = own if len(own) > 1 or digest in ledger.reads else ()
    inside = (one for document in held.get(digest, ()) for one in record.hanging_on(document))
    return tuple(dict.fromkeys([*own, *inside]))


def proof_flaws(folder: Path, entries: Sequence[Entry]) -> Iterator[Flaw]:
    """Yield every proof of age that is not as it was attached, and every statement that the log does not bear out."""
    shelf, hashes = folder / FOLDER, {entry.seq: entry.sha256 for entry in entries}
    attached = {entry.subject: entry.body["sha256"] for entry in entries if entry.act is LogAct.TIMESTAMP}
    there = {path.name: path for path in sorted(shelf.glob("*")) if path.suffix in SUFFIXES}
    for name in sorted(attached.keys() | there.keys()):
        what = _wrong_proof(there.get(name), attached.get(name))
        if what:
            yield Flaw(where=f"{FOLDER}/{name}", what=what)
    for path in sorted(shelf.glob(STATEMENTS)):
        said = stated(path.read_bytes())
        if said is None or hashes.get(said[0]) != said[1]:
            yield Flaw(where=f"{FOLDER}/{path.name}", what="What it states of the log is not so.")
    for lost in sorted({_statement_of(name) for name in attached} - {path.name for path in shelf.glob("*")}):
        yield Flaw(where=f"{FOLDER}/{lost}", what="A proof attests this statement, and it is missing.")


def _wrong_proof(path: Path | None, sha256: object) -> str | None:
    if path is None:
        return "This proof was attached and is missing."
    if sha256 is None:
        return "The log does not know that this proof was attached."
    return None if digest_of(path) == sha256 else "This proof is not the one that was attached."


def _statement_of(proof: str) -> str:
    """Return the name of the statement beside a proof: `log-000012.2.tsr` is the second for `log-000012.txt`."""
    return f"{proof.partition('.')[0]}.txt"
