"""Take ZIP archives apart (WACZ is one): every member is read under its own name, none is written anywhere."""

import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedReader
from pathlib import PurePosixPath

from histor.documents.containers.budget import RATIO, Metered
from histor.documents.containers.parts import LARGEST_WHOLE, Item, Part, Source, Trouble
from histor.documents.furniture import dress_folders, is_dress, is_shown
from histor.documents.manifest import MANIFESTS, manifest_rows
from histor.documents.received import LARGEST, Declared
from histor.errors import ManifestError, UnreadableError

ENCRYPTED = 0x1
BY_HAND = "unpack it by hand, and add what is in it, if you trust it"
OFFICE = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
LONGEST_MIMETYPE = 100  # bytes
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    NotImplementedError,
    RuntimeError,
)
WACZ_ONLY = ("indexes/", "pages/", "logs/", "fuzzy.json", "datapackage.json", "datapackage-digest.json")
Manifests = Mapping[str, Mapping[str, Declared]]


def office_kind(source: Source) -> str | None:
    """Return docx, xlsx, pptx, odt, ods or odp if the ZIP is one, by what is in it."""
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            mimetype = _mimetype(archive) if {"content.xml", "mimetype"} <= names else b""
    except DAMAGED:
        return None
    told = next((kind for member, kind in OFFICE.items() if member in names), None)
    return told or next((kind for name, kind in OPEN_DOCUMENT.items() if mimetype.startswith(name)), None)


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as stream:
        return stream.read(LONGEST_MIMETYPE)


def open_zip(source: Source) -> Iterator[Part]:
    """Yield the members of a ZIP in the order of their names, each with what a manifest in it declares."""
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            yield from _members(archive, source)
    except DAMAGED as error:
        raise UnreadableError(f"this ZIP archive is damaged ({error}): download it again") from error


def _members(archive: zipfile.ZipFile, source: Source) -> Iterator[Part]:
    infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    wacz = any(info.filename == "datapackage.json" for info in infos)
    manifests: dict[str, dict[str, Declared]] = {}
    for info in infos:
        if _path(info.filename).name in MANIFESTS:
            yield from _manifest(archive, info, source, manifests)
    yield from unlisted({info.filename for info in infos}, manifests)
    dress = dress_folders({str(_path(info.filename)) for info in infos})
    for info in infos:
        source.budget.count()
        if wacz and info.filename.startswith(WACZ_ONLY):
            continue
        if not passed_over(info.filename, manifests, dress):
            yield _member(archive, info, source, manifests)


def _path(name: str) -> PurePosixPath:
    """Return a member's name as a path; some programs on Windows write it with backslashes."""
    return PurePosixPath(name.replace("\\", "/"))


def passed_over(name: str, manifests: Manifests, dress: frozenset[str]) -> bool:
    """Tell whether a member is none to read: hidden, a page's dress, a manifest, a README that no manifest lists."""
    path = _path(name)
    listed = path.name in manifests.get(str(path.parent), {})
    if (is_dress(path.name) and not listed) or is_shown(str(path), dress):
        return True
    if (
        any(part.startswith(".") and part not in (".", "..") for part in path.parts)
        or "__MACOSX" in path.parts
    ):
        return True
    if path.name in MANIFESTS:
        return True
    return path.name.lower().startswith("readme") and not listed


def _manifest(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, manifests: dict[str, dict[str, Declared]]
) -> Iterator[Part]:
    path = _path(info.filename)
    try:
        rows = manifest_rows(path.name, _bytes(archive, info, source))
    except (ManifestError, *DAMAGED) as error:
        yield Trouble(
            name=info.filename, reason=f"this manifest cannot be read ({str(error) or type(error).__name__})"
        )
        return
    manifests.setdefault(str(path.parent), {}).update(rows)


def unlisted(members: Iterable[str], manifests: Manifests) -> Iterator[Part]:
    """Yield a trouble for every file that a manifest names and that is not among the members."""
    names = {str(_path(member)) for member in members}
    for folder, rows in manifests.items():
        for name in sorted(rows):
            if str(PurePosixPath(folder) / name) not in names:
                yield Trouble(name=name, reason="the manifest names this file, but it is not in the archive")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, manifests: Manifests) -> Part:
    name = info.filename
    if stat.S_ISLNK(info.external_attr >> 16):
        return Trouble(name=name, reason="this is a link in an archive, and was not followed")
    if info.flag_bits & ENCRYPTED:
        return Trouble(
            name=name, reason="this is encrypted: unpack it with its password, and add what is in it"
        )
    if info.file_size > max(LARGEST, RATIO * info.compress_size):  # no more than it says is ever read
        size = f"{info.file_size / 1e6:.0f} MB out of {info.compress_size / 1e3:.0f} KB"
        return Trouble(name=name, reason=f"{size}, as in archives made to fill a disk: {BY_HAND}")
    if info.file_size > LARGEST_WHOLE:
        return Trouble(name=name, reason=f"{info.file_size / 1e6:.0f} MB in one piece: {BY_HAND}")
    try:
        data = _bytes(archive, info, source)
    except DAMAGED as error:
        return Trouble(
            name=name, reason=f"this member of the archive is damaged ({error}): download it again"
        )
    path = _path(name)
    return Item(name=name, data=data, declared=manifests.get(str(path.parent), {}).get(path.name, Declared()))


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source) -> bytes:
    with archive.open(info) as stream, BufferedReader(Metered(stream, source.budget)) as metered:
        return metered.read(LARGEST_WHOLE)
