"""Keep the bytes of every file as received, under the name of their hash, and never change them."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

READ_ONLY = 0o444
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
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            if self.path(digest).exists():
                return digest
            file.seek(0)
            return self._store(iter(partial(file.read, CHUNK), b""))

    def _store(self, chunks: Iterable[bytes]) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".part-", delete=False) as file:
            unfinished = Path(file.name)
            try:
                digest = _written(chunks, file)
            except OSError:
                unfinished.unlink(missing_ok=True)
                raise
        path = self.path(digest)
        path.parent.mkdir(exist_ok=True)
        unfinished.chmod(READ_ONLY)
        unfinished.replace(path)
        return digest

    def path(self, digest: str) -> Path:
        """Return where the bytes with this hash lie, or would lie."""
        return self.folder / digest[:2] / digest

    def read(self, digest: str) -> bytes:
        """Return the bytes with this hash."""
        return self.path(digest).read_bytes()

    def verify(self) -> Iterator[str]:
        """Yield the name of every file whose bytes no longer have the hash that it is named by."""
        for path in sorted(self.folder.glob("??/*")):
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest != path.name:
                yield path.name


def _written(chunks: Iterable[bytes], file: IO[bytes]) -> str:
    """Write `chunks` through to the disk and return the SHA-256 of all."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        file.write(chunk)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest()
