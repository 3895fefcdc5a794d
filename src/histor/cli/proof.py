"""`histor proof`: what others attest about the age of a record's log, asked for, kept and checked offline."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from histor.cli.extras import needing
from histor.cli.formats import Column, Format, emit
from histor.cli.options import DEFAULT_RECORD, FormatOption, RecordFolder
from histor.cli.progress import say
from histor.cli.words import shown
from histor.errors import InputError, MissingInputError
from histor.records.contract import JsonObject

if TYPE_CHECKING:
    from histor.archive.shelf import Finding, Shelf, Trust
    from histor.store.record import Record

FAILED_IN_PART = 1
app = typer.Typer(no_args_is_help=True, help="Prove since when a record has been as it is; nothing is sent.")


@app.command("ask")
def ask(record: RecordFolder = DEFAULT_RECORD) -> None:
    """Write down what to have attested: the log's last entry, and with it all that came before.

    Nothing is sent. Send the .tsq file to a time-stamping authority (RFC 3161), or stamp the .txt file with an
    OpenTimestamps client, and give what comes back to histor proof attach.

    Example: [bold]histor proof ask[/] --record coast
    """
    from histor.archive.stated import QUERY  # noqa: PLC0415
    from histor.store.record import Record  # noqa: PLC0415

    with Record.open(record) as opened:
        last = opened.log.last()
        if last is None:
            raise InputError(f"{record} has no log yet: build it first")
        shelf = _shelf(opened)
        from histor.archive.proofs import request  # noqa: PLC0415

        said = shelf.state(last.seq, last.sha256)
        said.with_suffix(QUERY).write_bytes(request(said.read_bytes()))
    say(f"to be attested: {said} (query: {said.with_suffix(QUERY).name})")


@app.command("attach")
def attach(
    proof: Annotated[Path, typer.Argument(help="A reply (.tsr) or an OpenTimestamps proof (.ots).")],
    record: RecordFolder = DEFAULT_RECORD,
) -> None:
    """Keep what an authority or an OpenTimestamps client gave, if it is about this record; the log notes it.

    Example: [bold]histor proof attach[/] reply.tsr --record coast
    """
    from histor.records.entry import LogAct  # noqa: PLC0415
    from histor.store.record import Record  # noqa: PLC0415

    try:
        data = proof.read_bytes()
    except OSError as error:
        raise MissingInputError(f"{proof} cannot be read: {error.strerror}") from error
    with Record.open(record) as opened, opened.only_writer():
        kept, seq = _shelf(opened).keep(data)
        digest = hashlib.sha256(data).hexdigest()
        opened.note(LogAct.TIMESTAMP, kept.name, body={"sha256": digest, "entry": seq})
    say(f"kept: {kept}, about the log up to entry {seq}")


@app.command("check")
def check(
    record: RecordFolder = DEFAULT_RECORD,
    root: Annotated[
        list[Path] | None,
        typer.Option("--root", help="The root certificate (PEM) of an authority you trust."),
    ] = None,
    block: Annotated[
        list[str] | None,
        typer.Option("--block", metavar="HEIGHT=MERKLEROOT", help="A Bitcoin block that you know of."),
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Check every proof kept, offline: exit status 1 if one does not hold.

    A merkle root is given as block explorers show it.

    Example: [bold]histor proof check[/] --record coast --root authority.pem
    """
    from histor.store.record import Record  # noqa: PLC0415

    with Record.open(record) as opened:
        shelf, trust = _shelf(opened), _trust(root or (), block or ())
        log = {entry.seq: entry.sha256 for entry in opened.log.sound()}
        found = list(shelf.findings(log, trust))
    emit(map(_told, found), form, COLUMNS, nothing="no proof is kept: histor proof ask begins one")
    if any(each.wrong for each in found):
        raise typer.Exit(FAILED_IN_PART)


def _shelf(record: "Record") -> "Shelf":
    with needing("archive", "a proof"):
        from histor.archive.shelf import Shelf  # noqa: PLC0415
    from histor.archive.stated import FOLDER  # noqa: PLC0415

    return Shelf(record.folder / FOLDER)


def _trust(roots: "list[Path] | tuple[Path, ...]", blocks: "list[str] | tuple[str, ...]") -> "Trust":
    from histor.archive.proofs import certificates  # noqa: PLC0415
    from histor.archive.shelf import Trust  # noqa: PLC0415

    try:
        trusted = [certificate for path in roots for certificate in certificates(path.read_bytes())]
    except OSError as error:
        raise MissingInputError(f"{error.filename} cannot be read: {error.strerror}") from error
    return Trust(roots=trusted, merkle_roots=dict(map(_block, blocks)))


def _block(given: str) -> tuple[int, bytes]:
    height, _, merkle_root = given.partition("=")
    try:
        # Explorers show hashes of Bitcoin back to front.
        return int(height), bytes.fromhex(merkle_root.strip())[::-1]
    except ValueError as error:
        raise InputError(f"{given!r} is no block: give HEIGHT=MERKLEROOT, as 800000=91f0…") from error


def _told(finding: "Finding") -> JsonObject:
    attested = finding.attested
    return {
        "proof": finding.proof,
        "entry": finding.seq,
        "holds": finding.wrong is None and attested is not None and attested.open is None,
        "by": attested.by if attested else None,
        "at": attested.at.isoformat() if attested and attested.at else None,
        "open": attested.open if attested else None,
        "wrong": finding.wrong,
    }


def _state(record: JsonObject) -> str:
    if record["wrong"]:
        return f"does not hold: {shown(record['wrong'])}"
    return f"open: {shown(record['open'])}" if record["open"] else "holds"


COLUMNS = (
    Column(heading="Proof", words=lambda record: shown(record["proof"])),
    Column(heading="Log up to", words=lambda record: shown(record["entry"])),
    Column(heading="Attested by", words=lambda record: shown(record["by"]), share=3),
    Column(heading="At", words=lambda record: shown(record["at"]), share=2),
    Column(heading="State", words=_state, share=4),
)
