"""`histor log`: who did what to the record, when and why; and how an export is noted there."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from histor.cli.formats import Column, Format, emit
from histor.cli.options import DEFAULT_RECORD, FormatOption, RecordFolder
from histor.cli.progress import say
from histor.cli.words import UNKNOWN, numbered, short_id, shown
from histor.errors import RecordError
from histor.records.contract import Json, JsonObject
from histor.records.entry import Entry, LogAct

if TYPE_CHECKING:  # takes half a second to load
    from histor.store.record import Record

SECONDS = len("2025-03-10T12:00:00")


def log(
    record: RecordFolder = DEFAULT_RECORD,
    form: FormatOption = Format.TABLE,
    act: Annotated[LogAct | None, typer.Option("--act", help="Only acts of this kind.")] = None,
) -> None:
    """List what was done to a record, oldest first: by whom, when and why.

    Example: [bold]histor log[/] --record coast --act retract
    """
    from histor.store.record import Record  # noqa: PLC0415  # takes half a second; --help should not

    with Record.open(record) as opened:
        entries = (
            opened.log.sound() if opened.released() else opened.log.entries()
        )  # of a release, the whole ones
        wanted = (_told(entry) for entry in entries if act in (None, entry.act))
        emit(wanted, form, COLUMNS, nothing="nothing in the log fits")


def note_export(
    record: "Record", output: Path, form: str, how: Mapping[str, Json] | None = None
) -> Entry | None:
    """Log that `output` was written for others, by its hash; where the log cannot be written, say so."""
    with output.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    try:
        return record.note(LogAct.EXPORT, output.name, body={**(how or {}), "format": form, "sha256": digest})
    except RecordError as error:
        say(f"not noted in the log: {error}")
        return None


def _told(entry: Entry) -> JsonObject:
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "act": entry.act,
        "subject": entry.subject,
        "why": entry.why,
        "body": dict(entry.body),
        "previous": entry.previous,
        "sha256": entry.sha256,
    }


def _what(entry: JsonObject) -> str:
    body = entry["body"] if isinstance(entry["body"], dict) else {}
    match entry["act"]:
        case "capture":
            return shown(body.get("file"))
        case "read":
            number = body.get("claims")
            return f"{numbered(number if isinstance(number, int) else 0, 'claim')} by {shown(body.get('extractor'))}"
        case "derive":
            return f"{body.get('incidents')} incidents, {body.get('figures')} figures"
        case "run":
            return f"by {shown(body.get('extractor'))}"
        case "export":
            return f"{shown(body.get('format'))}, SHA-256 {str(body.get('sha256'))[:10]}"
    return shown(entry["why"]) if entry["why"] else ""


def _subject(entry: JsonObject) -> str:
    return (
        short_id(shown(entry["subject"]))
        if entry["act"] in ("capture", "read", "judge", "retract")
        else shown(entry["subject"])
    )


COLUMNS = (
    Column(heading="No.", words=lambda entry: str(entry["seq"])),
    Column(heading="When (UTC)", words=lambda entry: str(entry["at"])[:SECONDS].replace("T", " ")),
    Column(heading="Who", words=lambda entry: shown(entry["who"])),
    Column(heading="Act", words=lambda entry: str(entry["act"])),
    Column(heading="On", words=_subject, share=2),
    Column(heading="What, or why", words=lambda entry: _what(entry) or UNKNOWN, share=5),
)
