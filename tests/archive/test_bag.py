"""A record in one file: the same for the same content, verifiable by others, opened only if whole."""

import io
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from histor.archive.bag import Packed, open_bag, write_bag
from histor.errors import PackError

INFO = {"Source-Organization": "Ardel Desk"}


@pytest.fixture
def files(tmp_path: Path) -> list[Packed]:
    folder = tmp_path / "given"
    (folder / "evidence" / "ab").mkdir(parents=True)
    (folder / "record.db").write_bytes(b"a database")
    (folder / "evidence" / "ab" / "abcd").write_bytes(b"At least 40 people were killed in Ardel.")
    names = ["record.db", "evidence/ab/abcd"]
    return [Packed(name=name, path=folder / name) for name in names]


def packed(files: list[Packed]) -> bytes:
    out = io.BytesIO()
    write_bag(out, "ardel", files, INFO)
    return out.getvalue()


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_what_is_packed_comes_out_again(files: list[Packed], tmp_path: Path) -> None:
    info = open_bag(io.BytesIO(packed(files)), tmp_path / "opened")
    assert contents(tmp_path / "opened") == contents(tmp_path / "given")
    assert (info["Source-Organization"], info["Payload-Oxum"]) == ("Ardel Desk", "50.2")


def test_the_same_files_give_the_same_bytes(files: list[Packed]) -> None:
    assert packed(files) == packed(files)


def test_others_tools_verify_it(files: list[Packed], tmp_path: Path) -> None:
    (tmp_path / "ardel.tar").write_bytes(packed(files))
    subprocess.run(["tar", "xf", "ardel.tar"], cwd=tmp_path, check=True)  # noqa: S607  # a stranger's own tools
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", "manifest-sha256.txt", "tagmanifest-sha256.txt"],  # noqa: S607
        cwd=tmp_path / "ardel",
        check=False,
    )
    assert (checked.returncode, bagit.Bag(str(tmp_path / "ardel")).is_valid()) == (0, True)


def again(data: bytes, change: Callable[[dict[str, bytes]], None]) -> io.BytesIO:
    """Return the packed bag with its files changed."""
    held: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        for entry in tar:
            content = tar.extractfile(entry)
            held[entry.name] = content.read() if content else b""
    change(held)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, content_bytes in held.items():
            made = tarfile.TarInfo(name)
            made.size = len(content_bytes)
            tar.addfile(made, io.BytesIO(content_bytes))
    out.seek(0)
    return out


def flip(held: dict[str, bytes]) -> None:
    held["ardel/data/evidence/ab/abcd"] = b"At least 50 people were killed in Ardel."


def drop(held: dict[str, bytes]) -> None:
    del held["ardel/data/record.db"]


def add(held: dict[str, bytes]) -> None:
    held["ardel/data/evidence/ab/more"] = b"slipped in"


def disown(held: dict[str, bytes]) -> None:
    held["ardel/manifest-sha256.txt"] = b""


def another_top(held: dict[str, bytes]) -> None:
    held["other/bagit.txt"] = held["ardel/bagit.txt"]


@pytest.mark.parametrize("change", [flip, drop, add, disown, another_top])
def test_a_bag_that_was_changed_is_not_opened(
    change: Callable[[dict[str, bytes]], None], files: list[Packed], tmp_path: Path
) -> None:
    with pytest.raises(PackError):
        open_bag(again(packed(files), change), tmp_path / "opened")
    assert [path.name for path in tmp_path.iterdir()] == ["given"]


@pytest.mark.parametrize("name", ["../out", "/etc/out", "ardel/../../out", "C:/out"])
def test_a_path_that_leads_out_is_not_opened(name: str, files: list[Packed], tmp_path: Path) -> None:
    with pytest.raises(PackError, match="leads out of it"):
        open_bag(again(packed(files), lambda held: held.update({name: b"x"})), tmp_path / "in" / "opened")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_a_link_or_a_device_is_not_opened(kind: bytes, tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        entry = tarfile.TarInfo("ardel/data/evidence")
        entry.type, entry.linkname = kind, "/etc"
        tar.addfile(entry)
    out.seek(0)
    with pytest.raises(PackError, match="a link or a device"):
        open_bag(out, tmp_path / "opened")


@pytest.mark.parametrize("data", [b"", b"no tar file at all", b"\x1f\x8b\x08\x00broken"])
def test_what_is_no_packed_record_says_so(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no packed record"):
        open_bag(io.BytesIO(data), tmp_path / "opened")


def test_a_folder_with_something_in_it_is_not_overwritten(files: list[Packed], tmp_path: Path) -> None:
    (tmp_path / "opened").mkdir()
    (tmp_path / "opened" / "mine").write_text("keep")
    with pytest.raises(PackError, match="not empty"):
        open_bag(io.BytesIO(packed(files)), tmp_path / "opened")
    assert contents(tmp_path / "opened") == {"mine": b"keep"}


def test_a_truncated_bag_is_not_opened(files: list[Packed], tmp_path: Path) -> None:
    data = packed(files)
    with pytest.raises(PackError):
        open_bag(io.BytesIO(data[: len(data) // 2]), tmp_path / "opened")
    shutil.rmtree(tmp_path / "given")
    assert list(tmp_path.iterdir()) == []
