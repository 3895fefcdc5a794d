"""An entry of the log as its line and back, in one form only; and the bare line that a release has in its place."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from histor.records.entry import Entry, LogAct

KEYS = frozenset({"seq", "at", "who", "act", "subject", "why", "body", "previous", "sha256"})
BARE_KEYS = frozenset({"seq", "at", "act", "previous", "sha256", "withheld"})
# What these say are versions, numbers and digests; the others may tell in somebody's words.
WORDLESS = frozenset({LogAct.READ, LogAct.DERIVE, LogAct.TIMESTAMP})
WORDLESS_OPENING = frozenset({"schema", "void"})


@dataclass(frozen=True, slots=True)
class Bare:
    """What a release tells of an entry: its place in the chain."""

    seq: int
    previous: str
    sha256: str


def line_of(entry: Entry) -> str:
    """Return an entry as its line in the log."""
    return canonical(told(entry) | {"sha256": entry.sha256}) + "\n"


def parsed(line: bytes) -> Entry:
    """Return the entry of a line; raises ValueError if the line is not exactly what was written."""
    found = _object(line)
    if found.keys() != KEYS:
        raise ValueError("it has not the keys of an entry")
    digest = found.pop("sha256")
    if hashlib.sha256(canonical(found).encode()).hexdigest() != digest:
        raise ValueError("its SHA-256 is another")
    at, act = datetime.fromisoformat(str(found["at"])), LogAct(found["act"])
    entry = Entry(**found | {"at": at, "act": act}, sha256=digest)
    if line_of(entry).encode() != line:
        raise ValueError("it is written in another form")
    return entry


def canonical(value: object) -> str:
    """Return JSON in its one form: keys sorted, no spaces, as UTF-8 can hold it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # the name of a file need not be UTF-8
        return json.dumps(value, sort_keys=True, separators=(",", ":"))
    return text


def _object(line: bytes) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError("it is not JSON") from error
    if not isinstance(told, dict):
        raise ValueError("it is no entry")  # noqa: TRY004  # of a line, not of a type
    return told


def told(entry: Entry) -> dict[str, Any]:
    """Return what the hash of an entry is over."""
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "act": str(entry.act),
        "subject": entry.subject,
        "why": entry.why,
        "body": entry.body,
        "previous": entry.previous,
    }


def released_line(entry: Entry) -> str:
    """Return the line of an entry for a release: whole if it can hold no words of a report or a person, else bare.

    The chain can be followed through bare lines; what they said can be shown later, and then proven.
    """
    wordless = entry.act in WORDLESS or (entry.act is LogAct.OPEN and entry.body.keys() <= WORDLESS_OPENING)
    if wordless:
        return line_of(entry)
    kept = {key: value for key, value in told(entry).items() if key in BARE_KEYS}
    return canonical(kept | {"sha256": entry.sha256, "withheld": True}) + "\n"


def parsed_bare(line: bytes) -> Bare:
    """Return what a bare line tells; raises ValueError if it is none."""
    found = _object(line)
    if found.keys() != BARE_KEYS or canonical(found).encode() + b"\n" != line:
        raise ValueError("it is neither an entry nor a bare line")
    return Bare(int(found["seq"]), str(found["previous"]), str(found["sha256"]))
