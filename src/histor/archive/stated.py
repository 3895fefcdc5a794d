"""What is stated of a record's log so that others can attest it, and how the files of that are named."""

import re

FOLDER = "proofs"
STATEMENTS = "log-*.txt"
SUFFIXES = (".tsr", ".ots")  # of proofs
QUERY = ".tsq"  # of what is sent to be attested; nothing rests on it
STATEMENT = re.compile(r"histor log (\d+) ([0-9a-f]{64})\n")


def statement(seq: int, sha256: str) -> bytes:
    """Return the words that are attested: the log's entry by its hash, and with it all before."""
    return f"histor log {seq} {sha256}\n".encode()


def stated(said: bytes) -> tuple[int, str] | None:
    """Return the number and hash of the entry that a statement is about, None if it is none."""
    found = STATEMENT.fullmatch(said.decode("ascii", "replace"))
    return (int(found[1]), found[2]) if found else None
