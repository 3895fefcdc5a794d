"""A command that needs a part that is not installed says which, and how to get it."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from histor.store.record import Record

MODULES = (
    "bagit",
    "pyrage",
    "rfc3161_client",
    "opentimestamps",
    "httpcore",
    "protego",
    "warcio",
)  # of the extras
CODE = (
    f"import sys; sys.modules.update(dict.fromkeys({MODULES!r})); "
    "from histor.cli.main import run; run(sys.argv[1:])"
)


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        (("pack", "-o", "a.tar"), "archive"),
        (("unpack", "a.tar"), "archive"),
        (("seal", "-o", "a.age"), "archive"),
        (("unseal", "a.age"), "archive"),
        (("release", "-o", "a.tar"), "archive"),
        (("proof", "ask"), "archive"),
        (("fetch", "--online", "http://a.example/"), "fetch"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_a_missing_extra_is_named(command: Sequence[str], extra: str, tmp_path: Path) -> None:
    Record.open(tmp_path / "record", create=True).close()
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", CODE, *command], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.rstrip().endswith(f"pip install 'histor[{extra}]'"), done.stderr
