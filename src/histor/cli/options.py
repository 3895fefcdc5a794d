"""Options that several commands share, and how a day is written."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from histor.cli.formats import Format
from histor.documents.columns import parse_columns
from histor.documents.dates import published_from
from histor.errors import ManifestError
from histor.records.document import Published
from histor.records.figure import Rule
from histor.settings import Settings


def a_day(text: str) -> date:
    """Read a day, YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day: write it as 2025-03-10") from error


def days(text: str) -> Published:
    """Read a day, a month or a year: YYYY-MM-DD, YYYY-MM, YYYY."""
    try:
        return published_from(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def columns_said(text: str) -> dict[str, str]:
    """Read which columns of tables hold what: text=Body,published=Date."""
    try:
        return parse_columns(text)
    except ManifestError as error:
        raise typer.BadParameter(str(error)) from error


def settings_from(
    lexicon: list[Path] | None = None,
    codebook: Path | None = None,
    gazetteer: list[Path] | None = None,
    jobs: int = 1,
) -> Settings:
    """Return the settings of the environment with the options of this call over them."""
    return Settings.from_environment(os.environ).with_options(
        lexicons=lexicon or (), codebook=codebook, gazetteer_tables=gazetteer or (), jobs=jobs
    )


RecordFolder: TypeAlias = Annotated[
    Path, typer.Option("--record", help="The record: a folder with record.db and evidence/.")
]
FormatOption: TypeAlias = Annotated[
    Format, typer.Option("--format", help="How to write it: table, json, jsonl, csv.")
]
ColumnsOption: TypeAlias = Annotated[
    dict[str, str] | None,
    typer.Option(
        "--columns",
        parser=columns_said,
        metavar="FIELD=NAME,...",
        help="Which columns of CSV, XLSX and JSON tables hold what: text=Body,published=Date.",
    ),
]
RuleOption: TypeAlias = Annotated[
    Rule,
    typer.Option(
        "--rule",
        help="How conflicting figures become one range: range, lowest, best, minmax, official, latest.",
    ),
]
AsOf: TypeAlias = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=a_day,
        metavar="DATE",
        help="What could be known on this day, from the reports that had appeared.",
    ),
]
PublishedOption: TypeAlias = Annotated[
    Published | None,
    typer.Option(
        "--published",
        parser=days,
        metavar="DATE",
        help="When the reports appeared: 2025-03-10, or 2025-03, or 2025. Never guessed.",
    ),
]
Outlet: TypeAlias = Annotated[str | None, typer.Option("--outlet", help="Who published the reports.")]
Lexicon: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", help="A folder of your own lexicon; may be repeated. Also HISTOR_LEXICON."),
]
Codebook: TypeAlias = Annotated[
    Path | None,
    typer.Option("--codebook", help="A codebook for events, in place of ACLED's. Also HISTOR_CODEBOOK."),
]
GazetteerTables: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--gazetteer", help="A table of places of your own; may be repeated. Also HISTOR_GAZETTEER."
    ),
]

DEFAULT_RECORD = Path("record")
