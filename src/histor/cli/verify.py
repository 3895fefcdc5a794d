"""`histor verify`: whether everything is as it was written and, if not, what hangs on it."""

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from histor.cli.formats import Column, Format, emit
from histor.cli.options import DEFAULT_RECORD, RecordFolder
from histor.cli.progress import say
from histor.cli.words import numbered, short_id, shown
from histor.records.contract import JsonObject

if TYPE_CHECKING:  # takes half a second to load
    from histor.pipeline import Verified
    from histor.records.entry import Flaw

FAILED_IN_PART = 1
SHOWN = 4  # ids that hang on a flaw, in a table


class VerifyFormat(StrEnum):
    """How the findings are written."""

    TABLE = "table"
    JSON = "json"


def verify(
    record: RecordFolder = DEFAULT_RECORD,
    form: Annotated[
        VerifyFormat, typer.Option("--format", help="How to write it: table, json.")
    ] = VerifyFormat.TABLE,
) -> None:
    """Check a record from the bytes up: the evidence, the log, the database, and that they belong together.

    Exit status 0: everything is as it was written. 1: something is not; it says what, and which documents,
    claims and figures hang on it.

    Example: [bold]histor verify[/] --record coast
    """
    from histor import pipeline  # noqa: PLC0415  # takes a second; --help should not

    found = pipeline.verify_folder(record)
    if form is VerifyFormat.JSON:
        sys.stdout.write(json.dumps(_told(found), ensure_ascii=False, indent=2) + "\n")
    else:
        _show(found)
    if found.flaws:
        raise typer.Exit(FAILED_IN_PART)


def _show(found: "Verified") -> None:
    for notice in found.notices:
        say(notice)
    checked = ", ".join(f"{number:,} {kind}" for kind, number in found.checked.items())
    if found.flaws:
        emit((_flaw(flaw) for flaw in found.flaws), Format.TABLE, COLUMNS, nothing="")
        say(f"{numbered(len(found.flaws), 'flaw')} in {checked}")
    else:
        sys.stdout.write(f"intact: {checked}\n")


def _told(found: "Verified") -> JsonObject:
    return {
        "intact": not found.flaws,
        "flaws": [_flaw(flaw) for flaw in found.flaws],
        "notices": [*found.notices],
        "checked": dict(found.checked),
    }


def _flaw(flaw: "Flaw") -> JsonObject:
    return {"where": flaw.where, "what": flaw.what, "hangs": [*flaw.hangs]}


def _hanging(record: JsonObject) -> str:
    hangs = record["hangs"]
    ids = hangs if isinstance(hangs, list) else []
    more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
    return ", ".join(short_id(one) for one in ids[:SHOWN]) + more


COLUMNS = (
    Column(heading="Where", words=lambda record: shown(record["where"]), share=3),
    Column(heading="What is wrong", words=lambda record: shown(record["what"]), share=4),
    Column(heading="What hangs on it", words=_hanging, share=3),
)
