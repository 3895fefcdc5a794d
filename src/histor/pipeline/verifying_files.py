"""Check the files of a record against its log: evidence as it was received, proofs of age as they were attached."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from histor.archive.stated import FOLDER, QUERY, STATEMENTS, SUFFIXES, stated
from histor.documents.evidence import UNFINISHED, EvidenceVault, digest_of
from histor.records.entry import Entry, Flaw, LogAct
from histor.store.ledger import Ledger
from histor.store.snapshot import PASSING

Held: TypeAlias = Mapping[str, Sequence[str]]  # the documents taken out of a container, by its SHA-256
HangingOn: TypeAlias = Callable[[str], tuple[str, ...]]  # all that stands on a document, itself first

OWN = {"record.db", "log.jsonl", "evidence", FOLDER, *PASSING}  # what lies in the folder of a record


def evidence_flaws(
    vault: EvidenceVault, entries: Sequence[Entry], ledger: Ledger, hanging_on: HangingOn
) -> Iterator[Flaw]:
    """Yield what is wrong with the bytes as received, with all that hangs on each."""
    held = _held(entries)
    names, changed = list(vault.names()), set(vault.verify())
    for name in names:
        digest = PurePosixPath(name).name
        what = _wrong(vault, name, known=digest in ledger.mentioned, changed=digest in changed)
        if what:
            yield Flaw(where=f"evidence/{name}", what=what, hangs=_hanging(hanging_on, digest, held, ledger))
    needed = {entry.subject for entry in ledger.captures.values()}
    there = {PurePosixPath(name).name for name in names}
    for lost in sorted((needed | ledger.reads.keys()) - there):
        where = f"evidence/{vault.path(lost).relative_to(vault.folder).as_posix()}"
        hangs = _hanging(hanging_on, lost, held, ledger) or (lost,)
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


def _hanging(hanging_on: HangingOn, digest: str, held: Held, ledger: Ledger) -> tuple[str, ...]:
    """Return what stands on bytes: a document and its claims and figures, or those of all that lay in a container."""
    own = hanging_on(digest)
    own = own if len(own) > 1 or digest in ledger.reads else ()
    inside = (one for document in held.get(digest, ()) for one in hanging_on(document))
    return tuple(dict.fromkeys([*own, *inside]))


def proof_flaws(folder: Path, entries: Sequence[Entry]) -> Iterator[Flaw]:
    """Yield every proof of age that is not as it was attached, and every statement that the log does not bear out."""
    shelf, hashes = folder / FOLDER, {entry.seq: entry.sha256 for entry in entries}
    attached = {entry.subject: entry.body["sha256"] for entry in entries if entry.act is LogAct.TIMESTAMP}
    files = [path for path in sorted(shelf.glob("*")) if path.is_file()]
    there = {path.name: path for path in files if path.suffix in SUFFIXES}
    for name in sorted(attached.keys() | there.keys()):
        what = _wrong_proof(there.get(name), attached.get(name))
        if what:
            yield Flaw(where=f"{FOLDER}/{name}", what=what)
    for path in (path for path in files if path.match(STATEMENTS)):
        said, query = stated(path.read_bytes()), path.with_suffix(QUERY)
        if said is None or hashes.get(said[0]) != said[1]:
            yield Flaw(where=f"{FOLDER}/{path.name}", what="What it states of the log is not so.")
        elif query.is_file() and not _asks_for(query, path):
            yield Flaw(where=f"{FOLDER}/{query.name}", what="This query is not for the statement beside it.")
    for lost in sorted({_statement_of(name) for name in attached} - {path.name for path in files}):
        yield Flaw(where=f"{FOLDER}/{lost}", what="A proof attests this statement, and it is missing.")


def _wrong_proof(path: Path | None, sha256: object) -> str | None:
    if path is None:
        return "This proof was attached and is missing."
    if sha256 is None:
        return "The log does not know that this proof was attached."
    return None if digest_of(path) == sha256 else "This proof is not the one that was attached."


def _asks_for(query: Path, statement: Path) -> bool:
    """Whether a query holds the hash of a statement; what else is in it, its number and form, attests nothing."""
    return sha256(statement.read_bytes()).digest() in query.read_bytes()


def _statement_of(proof: str) -> str:
    """Return the name of the statement beside a proof: `log-000012.2.tsr` is the second for `log-000012.txt`."""
    return f"{proof.partition('.')[0]}.txt"


def strays(folder: Path) -> Iterator[str]:
    """Yield what lies in the folder of a record and is no part of it: nothing is read from there, so it is no flaw."""
    for path in sorted(folder.glob("*")):
        if path.name not in OWN:
            yield f"{path.name} lies in the folder and is no part of the record"
    for path in sorted((folder / FOLDER).rglob("*")):
        if path.parent.name != FOLDER or not (path.suffix in (*SUFFIXES, QUERY) or path.match(STATEMENTS)):
            yield f"{path.relative_to(folder).as_posix()} is no proof and no part of the record"
    for path in sorted((folder / "evidence").rglob(f"{UNFINISHED}*")):
        where = path.relative_to(folder).as_posix()
        yield f"{where} was never received whole (a run was cut off), and is no part of the record"
