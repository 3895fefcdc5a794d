"""The command line as a shell would call it, and fictional reports to call it on."""

import io
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from histor.cli.main import run

FIRST = """---
outlet: The Ardel Courier
published: 2025-03-08
title: Night of fire in Ardel
---
Gunmen attacked the town of Latakia on Thursday night, residents said.

At least 40 people were killed in Latakia on Friday, the Syrian Observatory for Human Rights said. More than
100 others were injured, it said.

Samir Halloum, the mayor of Latakia, condemned the attack.
"""

SECOND = """---
outlet: Northern Herald
published: 2025-03-10
---
The Syrian Observatory for Human Rights said on Monday that 57 civilians had been killed in Latakia
since Friday.

The interior ministry denied that its forces had killed civilians.
"""

UNDATED = """---
outlet: Harbour Notes
---
Nearly 60 people were killed in Latakia, a doctor said on Sunday.
"""


@dataclass(frozen=True)
class Done:
    """How a call ended, and what it wrote."""

    status: int
    out: str
    err: str


def histor(*arguments: str | Path, stdin: bytes = b"") -> Done:
    """Call the command line as a shell would."""
    written = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(stream, write_through=True) for stream in written)
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin))
    try:
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            run([str(argument) for argument in arguments])
    finally:
        sys.stdin = before
    said, complained = (stream.getvalue().decode() for stream in written)
    return Done(int(ended.value.code or 0), said, complained)


def write_reports(folder: Path, reports: Sequence[str] = (FIRST, SECOND, UNDATED)) -> Path:
    """Write reports as files, in the order given."""
    folder.mkdir(exist_ok=True)
    for number, report in enumerate(reports):
        (folder / f"{number}.txt").write_text(report, encoding="utf-8")
    return folder
