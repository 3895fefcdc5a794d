"""`histor build` and `histor read`: reports into a record, or straight into claims."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from histor.cli.formats import Format, emit
from histor.cli.options import (
    DEFAULT_RECORD,
    Codebook,
    ColumnsOption,
    GazetteerTables,
    Lexicon,
    Outlet,
    PublishedOption,
    RecordFolder,
    settings_from,
)
from histor.cli.progress import failure_line, progress, say, summary_lines
from histor.cli.tables import CLAIM_COLUMNS
from histor.errors import MissingInputError
from histor.records.contract import JsonObject, claim_json

if TYPE_CHECKING:
    from histor.pipeline import Reading

FAILED_IN_PART = 1


def build(  # noqa: PLR0913  # one parameter for each option
    paths: Annotated[list[Path], typer.Argument(help="Reports, and folders of them.", show_default=False)],
    *,
    record: RecordFolder = DEFAULT_RECORD,
    published: PublishedOption = None,
    outlet: Outlet = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="How many processes read at once.")] = 1,
    columns: ColumnsOption = None,
    dossier: Annotated[Path | None, typer.Option("--dossier", help="Also write the dossier here.")] = None,
    lexicon: Lexicon = None,
    codebook: Codebook = None,
    gazetteer: GazetteerTables = None,
) -> None:
    """Read reports into a record; what is in it already is not read again.

    What a report's date, outlet and address are is taken from the page or its front matter, from a
    manifest.csv in the folder, and from the options, which outrank both.

    Example: [bold]histor build[/] reports/ --record coast --dossier coast.html
    """
    from histor import pipeline  # noqa: PLC0415  # takes a second; --help should not
    from histor.cli.dossier import write_dossier  # noqa: PLC0415
    from histor.documents.intake import Declared  # noqa: PLC0415
    from histor.store.record import Record  # noqa: PLC0415

    settings = settings_from(lexicon, codebook, gazetteer, jobs)
    given = Declared(published=published, outlet=outlet)
    for missing in (path for path in paths if not path.exists()):
        raise MissingInputError(f"there is no {missing}: check the path, nothing was read")
    with Record.open(record, create=True) as opened:
        with progress(paths) as tell:
            summary = pipeline.build(
                paths, record=opened, given=given, settings=settings, columns=columns or {}, progress=tell
            )
        for line in summary_lines(summary):
            say(line)
        if dossier:
            write_dossier(opened, dossier)
    if summary.failed:
        raise typer.Exit(FAILED_IN_PART)


def read(  # noqa: PLR0913, PLR0917  # one parameter for each option
    source: Annotated[str, typer.Argument(metavar="FILE", help='A report, or "-" for standard input.')],
    published: PublishedOption = None,
    outlet: Outlet = None,
    columns: ColumnsOption = None,
    form: Annotated[
        Format, typer.Option("--format", help="How to write it: json, jsonl, csv, table.")
    ] = Format.JSON,
    lexicon: Lexicon = None,
    codebook: Codebook = None,
    gazetteer: GazetteerTables = None,
) -> None:
    """Print the claims of one report, and keep nothing.

    Example: [bold]histor read[/] report.txt --published 2025-03-10 --format table
    """
    from histor import pipeline  # noqa: PLC0415  # takes a second; --help should not
    from histor.documents.intake import LARGEST, Declared  # noqa: PLC0415

    readings = pipeline.read_one(
        sys.stdin.buffer.read(LARGEST + 1) if source == "-" else Path(source),
        given=Declared(published=published, outlet=outlet),
        settings=settings_from(lexicon, codebook, gazetteer),
        columns=columns or {},
    )
    failed: list[str] = []
    emit(_claims(readings, failed), form, CLAIM_COLUMNS, nothing="no claims in it")
    for line in failed:
        say(line)
    if failed:
        raise typer.Exit(FAILED_IN_PART)


def _claims(readings: "Iterator[Reading]", failed: list[str]) -> Iterator[JsonObject]:
    for reading in readings:
        failed += [failure_line(failure).plain for failure in reading.failures]
        for _, claims in reading.documents:
            yield from (claim_json(claim) for claim in claims)
