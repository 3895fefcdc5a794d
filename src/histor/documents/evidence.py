"""Keep the bytes of every file as received, under the name of their hash, and never change them."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class EvidenceVault:
    """A folder of files named by the SHA-256 of their bytes: `ab/abcdef...`."""

    folder: Path

    def keep(self, data: bytes) -> str:
        """Store `data` and return its SHA-256; what is there already is not written again.

        The file appears whole or not at all, and is on disk when this returns.
        """
        digest = hashlib.sha256(data).hexdigest()
        path = self.path(digest)
        if path.exists():
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as file:
            unfinished = Path(file.name)
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                unfinished.unlink(missing_ok=True)
                raise
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
            if not path.name.startswith(".") and hashlib.sha256(path.read_bytes()).hexdigest() != path.name:
                yield path.name
