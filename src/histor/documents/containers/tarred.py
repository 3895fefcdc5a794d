"""Take TAR archives and single compressed files apart, as streams: nothing is written anywhere."""

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader
from pathlib import PurePosixPath
from typing import IO, cast

from histor.documents.containers.budget import Metered
from histor.documents.containers.parts import HEAD, LARGEST_WHOLE, Item, Part, Source, Trouble
from histor.documents.containers.zipped import passed_over, unlisted
from histor.documents.furniture import dress_folders
from histor.documents.manifest import MANIFESTS, manifest_rows
from histor.documents.received import Declared
from histor.errors import ManifestError, UnreadableError

GZIP, BZIP2, XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
BZIP2_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")  # a text may begin with "BZh"
DAMAGED = (tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError, ValueError, ArithmeticError)
TAR_MARK = b"ustar"


def is_tar(head: bytes) -> bool:
    """Tell whether bytes begin as a TAR does."""
    return head[257:262] == TAR_MARK


def is_compressed(head: bytes) -> bool:
    """Tell whether bytes begin as gzip, bzip2 or xz."""
    return head.startswith((GZIP, XZ)) or (head.startswith(BZIP2) and head[4:10] in BZIP2_BLOCKS)


def unpacked(source: Source) -> IO[bytes]:
    """Return the bytes of a compressed source as a stream that is charged to its budget; others as they are."""
    stream = source.open()
    head = stream.read(len(XZ))  # of the longest mark
    stream.seek(0)
    if head.startswith(GZIP):
        opened = cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
    elif head.startswith(BZIP2):
        opened = cast("IO[bytes]", bz2.BZ2File(stream))
    elif head.startswith(XZ):
        opened = cast("IO[bytes]", lzma.LZMAFile(stream))  # noqa: SIM115  # closed by whoever reads
    else:
        return stream
    return cast("IO[bytes]", BufferedReader(Metered(opened, source.budget, stream)))


def unpacked_head(source: Source) -> bytes:
    """Return the first bytes of what is inside of a compressed file; empty if it is damaged."""
    try:
        with unpacked(source) as stream:
            return stream.read(HEAD)
    except DAMAGED:
        return b""


def open_compressed(source: Source) -> Iterator[Part]:
    """Yield the one file in a .gz, .bz2 or .xz."""
    path = PurePosixPath(source.name)
    name = path.stem if path.suffix.lower() in (".gz", ".bz2", ".xz") else path.name
    try:
        with unpacked(source) as stream:
            data = stream.read(LARGEST_WHOLE + 1)
    except DAMAGED as error:
        raise UnreadableError(f"this compressed file is damaged ({error}): download it again") from error
    if len(data) > LARGEST_WHOLE:
        raise UnreadableError(f"this unpacks to more than {LARGEST_WHOLE / 1e6:.0f} MB: unpack it by hand")
    yield Item(name=name, data=data)


def open_tar(source: Source) -> Iterator[Part]:
    """Yield the members of a TAR, compressed or not, each with what a manifest in it declares."""
    manifests: dict[str, dict[str, Declared]] = {}
    seen: set[str] = set()
    try:
        with suppress(*DAMAGED):  # the second walk gets as far, and says so
            yield from _first_walk(source, manifests, seen)
        dress = dress_folders(seen)
        yield from _walk(source, manifests, dress)
        yield from unlisted(seen, manifests)
    except DAMAGED as error:
        raise UnreadableError(
            f"this TAR archive breaks off or is damaged ({error}): download it again"
        ) from error


def _first_walk(source: Source, manifests: dict[str, dict[str, Declared]], seen: set[str]) -> Iterator[Part]:
    with unpacked(source) as stream, tarfile.open(fileobj=stream, mode="r|", errorlevel=2) as archive:
        for member in archive:
            seen.add(member.name)
            if PurePosixPath(member.name).name in MANIFESTS and member.isreg():
                yield from _manifest(archive, member, manifests)


def _walk(source: Source, manifests: dict[str, dict[str, Declared]], dress: frozenset[str]) -> Iterator[Part]:
    with unpacked(source) as stream, tarfile.open(fileobj=stream, mode="r|", errorlevel=2) as archive:
        for member in archive:
            source.budget.count()
            if not member.isdir() and not passed_over(member.name, manifests, dress):
                yield _member(archive, member, manifests)


def _manifest(
    archive: tarfile.TarFile, member: tarfile.TarInfo, manifests: dict[str, dict[str, Declared]]
) -> Iterator[Part]:
    path = PurePosixPath(member.name)
    try:
        rows = manifest_rows(path.name, _bytes(archive, member))
    except ManifestError as error:
        yield Trouble(name=member.name, reason=str(error))
        return
    manifests.setdefault(str(path.parent), {}).update(rows)


def _member(
    archive: tarfile.TarFile, member: tarfile.TarInfo, manifests: dict[str, dict[str, Declared]]
) -> Part:
    if not member.isreg():
        return Trouble(
            name=member.name, reason="this is a link or a device in an archive, and was not followed"
        )
    if member.size > LARGEST_WHOLE:
        return Trouble(name=member.name, reason=f"more than {LARGEST_WHOLE / 1e6:.0f} MB: unpack it by hand")
    path = PurePosixPath(member.name)
    declared = manifests.get(str(path.parent), {}).get(path.name, Declared())
    return Item(name=member.name, data=_bytes(archive, member), declared=declared)


def _bytes(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stream = archive.extractfile(member)
    return stream.read(LARGEST_WHOLE + 1) if stream else b""
