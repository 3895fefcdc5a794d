"""What a user can set, from the environment and the command line, read once and never changed after."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from histor.errors import LexiconError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How reports are read. Lexicons and gazetteer tables add to the shipped ones; a codebook replaces it."""

    lexicons: tuple[Path, ...] = ()  # folders of the same shape as claims/lexicon
    codebook: Path | None = None
    gazetteer_tables: tuple[Path, ...] = ()
    jobs: int = 1  # processes that read at once

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read HISTOR_LEXICON, HISTOR_CODEBOOK, HISTOR_GAZETTEER; the first and last may list several."""
        codebook = environment.get("HISTOR_CODEBOOK")
        return cls(
            lexicons=_paths(environment.get("HISTOR_LEXICON", "")),
            codebook=Path(codebook) if codebook else None,
            gazetteer_tables=_paths(environment.get("HISTOR_GAZETTEER", "")),
        )

    def with_options(
        self,
        *,
        lexicons: Sequence[Path] = (),
        codebook: Path | None = None,
        gazetteer_tables: Sequence[Path] = (),
        jobs: int = 1,
    ) -> Self:
        """Return these settings with the options of one call: a list is added, a codebook replaced."""
        return replace(
            self,
            lexicons=(*self.lexicons, *lexicons),
            codebook=codebook or self.codebook,
            gazetteer_tables=(*self.gazetteer_tables, *gazetteer_tables),
            jobs=jobs,
        )

    def fingerprint(self) -> str:
        """Return what changes when a file that these settings name does: reports may then read otherwise.

        Raises LexiconError if one cannot be read.
        """
        digest = hashlib.sha256()
        for path in (*self.lexicons, self.codebook, *self.gazetteer_tables):
            for file in _files(path):
                digest.update(f"{file.name}\0".encode() + _bytes(file) + b"\0")
        return digest.hexdigest()[:12]

    def described(self) -> dict[str, str]:
        """Return the settings that shape what is read, in words, for the method section of a publication."""
        return {
            "lexicons": ", ".join(map(str, self.lexicons)) or "as shipped",
            "codebook": str(self.codebook) if self.codebook else "as shipped",
            "gazetteer tables": ", ".join(map(str, self.gazetteer_tables)) or "none added",
        }


def _files(path: Path | None) -> list[Path]:
    if path is None:
        return []
    return sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise LexiconError(f"{file} cannot be read ({error.strerror}): check the path") from error


def _paths(listed: str) -> tuple[Path, ...]:
    return tuple(Path(part) for part in listed.split(os.pathsep) if part)
