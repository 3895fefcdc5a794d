"""A record that may not be written is read as any other, and stays as it is; whoever would write is told why not."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from command import FIRST, SECOND, histor, write_reports

DROP_FROM_BOUNDS = 24  # prctl's PR_CAPBSET_DROP
OVERRIDES = (
    1,
    2,
)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: by these root may write and read whatever it likes


def _obeying() -> None:
    """Let a process that is about to start obey permissions, also as root."""
    if os.geteuid() == 0:
        for override in OVERRIDES:
            ctypes.CDLL(None).prctl(DROP_FROM_BOUNDS, override, 0, 0, 0)


def called(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Call the command line in a process that obeys permissions."""
    code = "import sys; from histor.cli.main import run; run(sys.argv[1:])"
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_obeying,
    )


@pytest.fixture(scope="module", autouse=True)
def _permissions_hold(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("probe") / "file"
    file.touch(0o444)
    code = f"open({str(file)!r}, 'a')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, preexec_fn=_obeying)  # noqa: S603
    if done.returncode == 0:
        pytest.skip("this system lets us write whatever the permissions say: nothing is read-only here")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    histor("build", write_reports(folder / "reports", (FIRST,)), "--record", folder / "record")
    return folder / "record"


@pytest.fixture
def more(tmp_path: Path) -> Path:
    return write_reports(tmp_path / "more", (FIRST, SECOND))


@pytest.fixture
def record(built: Path, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "record"
    shutil.copytree(built, folder)
    yield folder
    for path in (folder, *folder.rglob("*")):  # so that it can be removed
        path.chmod(0o755)


def protect(*paths: Path) -> None:
    """Take the permission to write from files, and from folders with all that is in them."""
    for path in paths:
        for each in (*path.rglob("*"), path):
            each.chmod(0o555 if each.is_dir() else 0o444)


def held(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_in_a_read_only_folder_leaves_the_record_as_it_was(record: Path, more: Path) -> None:
    before = held(record)
    protect(record)
    done = called("build", more, "--record", record)

    assert (done.returncode, held(record)) == (2, before)
    assert "The record is as it was" in done.stderr
    assert "copy it to where you may write" in done.stderr


def test_a_read_only_record_whose_lock_is_lost_is_left_as_it_was(record: Path, more: Path) -> None:
    (record / "record.lock").unlink()
    before = held(record)
    protect(record)
    done = called("build", more, "--record", record)

    assert (done.returncode, held(record)) == (2, before)
    assert "the folder may not be written" in done.stderr


@pytest.mark.parametrize("part", ["evidence", "log.jsonl", "record.db", "record.lock"])
def test_a_part_that_may_not_be_written_is_named_and_nothing_is_lost(
    record: Path, more: Path, part: str
) -> None:
    protect(record / part)
    done = called("build", more, "--record", record)
    for path in (record, *record.rglob("*")):
        path.chmod(0o755)

    assert (done.returncode, f"{record / part}" in done.stderr) == (2, True)
    assert histor("verify", "--record", record).status == 0
    assert "1 read, 1 already there" in histor("build", more, "--record", record).err


@pytest.mark.parametrize("act", [("retract", "DOCUMENT"), ("claims", "reject", "CLAIM")])
def test_what_a_person_decides_on_a_read_only_record_is_refused(record: Path, act: tuple[str, ...]) -> None:
    ids = {
        "DOCUMENT": histor("documents", "--record", record, "--format", "csv")
        .out.splitlines()[1]
        .split(",")[0],
        "CLAIM": histor("claims", "--record", record, "--format", "csv").out.splitlines()[1].split(",")[0],
    }
    before = held(record)
    protect(record)
    done = called(*(ids.get(word, word) for word in act), "--record", record, "--why", "an error")

    assert (done.returncode, held(record)) == (2, before)


@pytest.mark.parametrize(
    "command", ["documents", "claims", "incidents", "figures", "statements", "log", "verify"]
)
def test_a_read_only_record_can_be_read(record: Path, command: str) -> None:
    told = histor(command, "--record", record, "--format", "json").out
    protect(record)
    done = called(command, "--record", record, "--format", "json")

    assert (done.returncode, done.stdout) == (0, told)


def test_a_read_only_record_can_be_packed_and_released(record: Path, tmp_path: Path) -> None:
    protect(record)
    done = [
        called(each, "--record", record, "-o", tmp_path / each) for each in ("pack", "release", "dossier")
    ]

    assert [(each.returncode, (tmp_path / name).exists()) for each, name in zip(
        done, ("pack", "release", "dossier"), strict=True)] == [(0, True)] * 3  # fmt: skip
    assert "not noted in the log" in done[1].stderr


def test_no_record_is_made_where_nothing_may_be_written(tmp_path: Path, more: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    done = called("build", more, "--record", folder / "record")
    folder.chmod(0o755)

    assert (done.returncode, list(folder.iterdir())) == (2, [])
    assert "give another folder" in done.stderr
