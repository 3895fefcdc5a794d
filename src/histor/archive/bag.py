"""Pack files as a BagIt bag (RFC 8493) in a tar file, and open one again, checked."""

import hashlib
import io
import logging
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

import bagit

from histor.errors import PackError

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
CHUNK = 1024 * 1024
MODE = 0o644


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One file of the payload: its path in the bag, under `data/`, and where its bytes lie."""

    name: str
    path: Path


def write_bag(out: IO[bytes], name: str, files: Sequence[Packed], info: Mapping[str, str]) -> None:
    """Write a tar file with the bag `name`; the same files and info give the same bytes.

    `tar xf` and then `sha256sum -c manifest-sha256.txt` in it verify it, without Histor. Raises OSError.
    """
    manifest = {f"data/{file.name}": _sha256(file.path) for file in files}
    size = sum(file.path.stat().st_size for file in files)
    about = {**info, "Payload-Oxum": f"{size}.{len(files)}"}
    tags = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": "".join(f"{key}: {value}\n" for key, value in about.items()).encode(),
        "manifest-sha256.txt": _lines(manifest),
    }
    tags["tagmanifest-sha256.txt"] = _lines(
        {tag: hashlib.sha256(content).hexdigest() for tag, content in tags.items()}
    )
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for tag, content in tags.items():
            tar.addfile(_entry(f"{name}/{tag}", len(content)), io.BytesIO(content))
        for file in files:
            with file.path.open("rb") as data:
                tar.addfile(_entry(f"{name}/data/{file.name}", file.path.stat().st_size), data)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _lines(manifest: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in manifest.items()).encode()


def _entry(name: str, size: int) -> tarfile.TarInfo:
    """Return an entry that says nothing of who packed it and when: the bag's own files say that."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, MODE
    return entry


def open_bag(packed: IO[bytes], into: Path) -> Mapping[str, str]:
    """Put the payload of a packed bag into the new folder `into`, once every byte is verified; return its info.

    Raises PackError if it is no bag, if anything in it is missing, added or changed, or if `into` is there.
    """
    if into.exists() and any(into.iterdir()):
        raise PackError(f"{into} is not empty: give a new folder")
    into.parent.mkdir(parents=True, exist_ok=True)
    with _beside(into) as folder:
        top = _extracted(packed, folder)
        info = _validated(top)
        if into.exists():
            into.rmdir()
        (top / "data").replace(into)
    return info


@contextmanager
def _beside(into: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(dir=into.parent, prefix=f".{into.name}-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _extracted(packed: IO[bytes], folder: Path) -> Path:
    tops: set[str] = set()
    try:
        with tarfile.open(fileobj=packed, mode="r:*") as tar:
            for entry in tar:
                tops.add(_safe(entry).parts[0])
                if entry.isfile():
                    _write(tar, entry, folder / _safe(entry))
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise PackError(f"this is no packed record, or it is damaged: {error}") from error
    if len(tops) != 1:
        raise PackError("this is no packed record: it holds more than one folder, or none")
    return folder / tops.pop()


def _safe(entry: tarfile.TarInfo) -> PurePosixPath:
    path = PurePosixPath(entry.name)
    if (
        path.is_absolute()
        or ".." in path.parts
        or not path.parts
        or "\\" in entry.name
        or ":" in path.parts[0]
    ):
        raise PackError(f"this packed record has the path {entry.name!r}, which leads out of it: not opened")
    if not (entry.isfile() or entry.isdir()):
        raise PackError(f"this packed record holds {entry.name!r}, which is a link or a device: not opened")
    return path


def _write(tar: tarfile.TarFile, entry: tarfile.TarInfo, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = tar.extractfile(entry)
    if data is None:
        raise PackError(f"{entry.name!r} has no content: the file is damaged")
    with data, path.open("xb") as out:
        shutil.copyfileobj(data, out, CHUNK)


def _validated(top: Path) -> Mapping[str, str]:
    logging.getLogger("bagit").setLevel(logging.CRITICAL)  # what is wrong is said in the error
    try:
        bag = bagit.Bag(str(top))
        bag.validate()
    except bagit.BagError as error:
        raise PackError(f"this packed record does not verify: {error}") from error
    return {str(key): str(value) for key, value in bag.info.items()}
