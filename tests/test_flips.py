"""A flipped bit in any file of a record is found by `verify`, or all that the record holds is as it was.

`benchmarks/flips.py` flips hundreds; HISTOR_FLIPS and HISTOR_FLIPS_SEED say how many here, and which.
"""

import hashlib
import os
import random
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from full_record import full
from histor.pipeline import verify_folder

FLIPS = int(os.environ.get("HISTOR_FLIPS", "40"))  # of the database; of the other files, half as many
SEED = int(os.environ.get("HISTOR_FLIPS_SEED", "5"))
DATABASE, LOCK = "record.db", "record.lock"
FOUND, NO_MATTER, MISSED = "found", "without effect", "missed"


@dataclass(frozen=True)
class Flip:
    """One bit of a file."""

    file: str  # by its path in the record
    byte: int
    bit: int

    def done_to(self, record: Path) -> None:
        path = record / self.file
        path.chmod(0o644)
        data = bytearray(path.read_bytes())
        data[self.byte] ^= 1 << self.bit
        path.write_bytes(data)


def flips(record: Path, chance: random.Random) -> Iterator[Flip]:
    """Yield bits of the database and of the other files, one file as likely as another; the lock holds nothing."""
    files = [path for path in sorted(record.rglob("*")) if path.is_file() and path.name != LOCK]
    rest = [name for path in files if (name := path.relative_to(record).as_posix()) != DATABASE]
    for name in [DATABASE] * FLIPS + [chance.choice(rest) for _ in range(FLIPS // 2)]:
        yield Flip(name, chance.randrange((record / name).stat().st_size), chance.randrange(8))


def held(record: Path, file: str) -> list[bytes]:
    """Return all that a file holds: of the database, what it is made of, and every row of every table."""
    if file.endswith(".tsq"):  # a query asks for a hash; its number and form attest nothing
        query, said = record / file, (record / file).with_suffix(".txt")
        return [hashlib.sha256(said.read_bytes()).digest()] if query.is_file() else []
    if file != DATABASE:
        return [(record / file).read_bytes()]
    with closing(sqlite3.connect(f"file:{record / DATABASE}?immutable=1", uri=True)) as connection:
        connection.text_factory = bytes
        made = connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
        ).fetchall()
        found = [repr(row).encode() for row in made]
        for table in (name.decode() for kind, name, *_ in made if kind == b"table"):
            rows = connection.execute(f"SELECT * FROM {table}")  # noqa: S608  # its own
            found += sorted(repr((table, row)).encode() for row in rows)
    return found


def outcome(sound: Path, flip: Flip, record: Path) -> str:
    """Return what becomes of a flipped bit in a copy of a sound record."""
    shutil.rmtree(record, ignore_errors=True)
    shutil.copytree(sound, record)
    flip.done_to(record)
    if verify_folder(record).flaws:
        return FOUND
    return NO_MATTER if held(record, flip.file) == held(sound, flip.file) else MISSED


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return full(tmp_path_factory.mktemp("flips"))


def test_a_flipped_bit_is_found_or_changes_nothing(sound: Path, tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311  # varied, not secret
    became = [(flip, outcome(sound, flip, tmp_path / "record")) for flip in flips(sound, chance)]

    for name, those in (("record.db", True), ("other files", False)):
        told = Counter(how for flip, how in became if (flip.file == DATABASE) is those)
        sys.stdout.write(f"{name}: {', '.join(f'{number} {how}' for how, number in sorted(told.items()))}\n")
    assert [flip for flip, how in became if how == MISSED] == []
    assert FOUND in {how for flip, how in became if flip.file == DATABASE}
