"""The `histor` command: what it offers, and how it ends."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from histor import __version__
from histor.cli import (
    building,
    conflicts,
    dossier,
    explain,
    fetch,
    gazetteer,
    judging,
    listings,
    log,
    packing,
    proof,
    release,
    replay,
    retract,
    verify,
)
from histor.errors import HistorError, InputError, RecordError

DONE, FAILED_IN_PART, WRONG_CALL = 0, 1, 2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("build")(building.build)
app.command("read")(building.read)
app.command("documents")(listings.documents)
app.add_typer(judging.claims_app, name="claims")
app.command("statements")(listings.statements)
app.add_typer(judging.incidents_app, name="incidents")
app.command("figures")(listings.figures)
app.command("fetch")(fetch.fetch)
app.command("conflicts")(conflicts.conflicts)
app.command("explain")(explain.explain)
app.command("dossier")(dossier.dossier)
app.command("judgements")(judging.judgements)
app.command("undo")(judging.undo)
app.command("retract")(retract.retract)
app.command("verify")(verify.verify)
app.command("log")(log.log)
app.command("replay")(replay.replay)
app.command("release")(release.release)
app.command("pack")(packing.pack)
app.command("unpack")(packing.unpack)
app.command("seal")(packing.seal)
app.command("unseal")(packing.unseal)
app.add_typer(proof.app, name="proof")
app.add_typer(gazetteer.app, name="gazetteer")


def _version(asked: bool) -> None:  # noqa: FBT001  # Typer calls it so
    if asked:
        typer.echo(f"histor {__version__}")
        raise typer.Exit


@app.callback()
def histor(
    *,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Turn reports of a conflict into a record in which every figure leads to the sentence it came from.

    [bold]histor build[/] reports/ --record record --dossier dossier.html
    [bold]histor figures[/] --record record
    [bold]histor explain[/] ID --record record

    Everything stays on this machine. Exit status: 0 done; 1 done, but something in it failed (said on
    standard error); 2 the call was wrong.
    """


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line on `arguments` (default: the program's), and exit with how it went."""
    for stream in (sys.stdout, sys.stderr):
        # What a report or a file name contains can be said in any terminal, if need be as an escape.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(arguments)
    except BrokenPipeError:
        _leave_quietly()
    except HistorError as error:
        sys.stderr.write(f"histor: {error}\n")
        sys.exit(WRONG_CALL if isinstance(error, InputError | RecordError) else FAILED_IN_PART)


def _leave_quietly() -> None:
    # `histor claims | head`: whoever read us has seen enough. Python would complain when it closes stdout.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(DONE)
