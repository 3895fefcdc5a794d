"""The house stands: it installs whole, is light to enter, and says its version once."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import histor

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "histor"


def python(code: str) -> str:
    """Run `code` in an interpreter of its own and return what it prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout.strip()


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the names of the files in the wheel, built here."""
    builder = WheelBuilder(str(ROOT))
    [built] = builder.build(directory=str(tmp_path_factory.mktemp("dist")), versions=["standard"])
    with zipfile.ZipFile(built) as files:
        return files.namelist()


def test_the_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert histor.__version__ == project["version"]


def test_the_wheel_holds_every_file_of_the_package(wheel: list[str]) -> None:
    shipped = {
        file.relative_to(SOURCE.parent).as_posix()
        for file in SOURCE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }

    assert shipped == {name for name in wheel if name.startswith("histor/")}
    assert {Path(name).suffix for name in shipped} >= {".py", ".yml", ".j2", ".css", ".gz", ".typed"}


def test_the_wheel_carries_its_licence(wheel: list[str]) -> None:
    carried = {Path(name).name for name in wheel if "dist-info/licenses/" in name}

    assert carried == {"LICENSE", "NOTICE"}


def test_the_package_is_light_to_import() -> None:
    heavy = "{'spacy', 'sqlalchemy', 'typer', 'trafilatura', 'histor.pipeline'}"

    assert python(f"import histor, sys; print({heavy} & sys.modules.keys())") == "set()"


def test_every_public_name_is_there() -> None:
    assert python("import histor; print([n for n in histor.__all__ if not hasattr(histor, n)])") == "[]"


def test_the_installed_command_answers() -> None:
    command = Path(sys.executable).with_name("histor")
    done = subprocess.run([command, "--help"], capture_output=True, text=True, check=False)  # noqa: S603

    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: histor" in done.stdout


def test_every_locked_package_has_a_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = [block for block in lock.split("\n") if "==" in block and not block.startswith((" ", "#"))]

    assert pinned
    assert all(line.rstrip().endswith("\\") for line in pinned)
    assert lock.count("--hash=sha256:") >= len(pinned)


def test_make_alone_lists_what_can_be_made() -> None:
    # `make test` runs this: an inner make would otherwise say which folder it enters.
    command = ["make", "--no-print-directory"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603

    assert [line.split()[0] for line in done.stdout.splitlines()][:4] == ["help", "setup", "demo", "test"]


@pytest.mark.parametrize("python_given", ["", "no-such-python"])
def test_a_missing_python_is_said_with_what_to_do(tmp_path: Path, python_given: str) -> None:
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    done = subprocess.run(  # noqa: S603
        ["make", "setup", f"PYTHON={python_given}"],  # noqa: S607
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "make setup PYTHON=/path/to/python3.11" in done.stdout
    assert not (tmp_path / ".venv").exists()
