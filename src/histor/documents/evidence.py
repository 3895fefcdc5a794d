"""Keep the bytes of every file as received, under the name of their hash, and never change them."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

READ_ONLY = 0o444
UNFINISHED = ".part-"
CHUNK = 1024 * 1024  # bytes in memory at once, of a file too large to be read whole


@dataclass(frozen=True, slots=True)
class EvidenceVault:
    """A folder of files named by the SHA-256 of their bytes: `ab/abcdef...`."""

    folder: Path

    def keep(self, data: bytes) -> str:
        """Store `data` and return its SHA-256; what is there already is not written again.

        The file appears whole or not at all, and is on disk when this returns.
        """
        digest = hashlib.sha256(data).hexdigest()
        if not self.path(digest).exists():
            self._store([data])
        return digest

    def keep_file(self, path: Path) -> str:
        """Store the bytes of a file of any size, as `keep` does, with never more than a chunk in memory."""
        digest = digest_of(path)
        if self.path(digest).exists():
            return digest
        with path.open("rb") as file:
            return self._store(iter(partial(file.read, CHUNK), b""))

    def _store(self, chunks: Iterable[bytes]) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=UNFINISHED, delete=False) as file:
            unfinished = Path(file.name)
            try:
                digest = _written(chunks, file)
            except OSError:
                unfinished.unlink(missing_ok=True)
                raise
        path = self.path(digest)
        new = not path.parent.exists()
        path.parent.mkdir(exist_ok=True)
        unfinished.chmod(READ_ONLY)
        unfinished.replace(path)
        _sync_folder(path.parent)
        if new:
            _sync_folder(self.folder)
        return digest

    def path(self, digest: str) -> Path:
        """Return where the bytes with this hash lie, or would lie."""
        return self.folder / digest[:2] / digest

    def read(self, digest: str) -> bytes:
        """Return the bytes with this hash."""
        return self.path(digest).read_bytes()

    def verify(self) -> Iterator[str]:
        """Yield the name of every file whose bytes no longer have the hash that it is named by, or cannot be read."""
        for path in sorted(path for path in self.folder.glob("??/*") if not path.is_dir()):
            try:
                same = digest_of(path) == path.name
            except OSError:
                same = False
            if not same:
                yield path.name

    def names(self) -> Iterator[str]:
        """Yield every file there is, by its path in the folder, but for what a kill left unfinished."""
        for path in sorted(self.folder.rglob("*")):
            if not path.is_dir() and not path.name.startswith(UNFINISHED):
                yield path.relative_to(self.folder).as_posix()

    def clear(self) -> None:
        """Remove what a kill left unfinished; whoever calls it is the only writer."""
        for unfinished in self.folder.glob(f"{UNFINISHED}*"):
            unfinished.unlink()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    """Bring the names in a folder through to the disk, where the system can."""
    with suppress(OSError):  # some systems open no folders: there a rename is on disk when it returns
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _written(chunks: Iterable[bytes], file: IO[bytes]) -> str:
    """Write `chunks` through to the disk and return the SHA-256 of all."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        file.write(chunk)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest()
