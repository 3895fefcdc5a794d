"""`histor dossier`: the record as one page that opens offline."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from histor import __version__
from histor.cli.log import note_export
from histor.cli.options import DEFAULT_RECORD, AsOf, RecordFolder, RuleOption
from histor.cli.progress import say
from histor.cli.words import shown
from histor.errors import InputError
from histor.records.contract import Json
from histor.records.document import Document
from histor.records.figure import Rule

if TYPE_CHECKING:  # takes half a second to load
    from histor.publications.view import DossierView, KnownOn
    from histor.store.record import Record


def dossier(
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.", show_default=False)],
    record: RecordFolder = DEFAULT_RECORD,
    as_of: AsOf = None,
    rule: RuleOption = Rule.RANGE,
    title: Annotated[str | None, typer.Option("--title", help="What to call it.")] = None,
    *,
    public: Annotated[
        bool,
        typer.Option(
            "--public",
            help="For publishing: no names of victims and witnesses, no groups, no exact coordinates, no full texts.",
        ),
    ] = False,
) -> None:
    """Write the dossier: one HTML file with every figure, its sources and its sentences.

    Example: [bold]histor dossier[/] --record coast -o coast.html --as-of 2025-03-12
    """
    from histor.store.record import Record  # noqa: PLC0415  # takes half a second; --help should not

    with Record.open(record) as opened:
        write_dossier(opened, output, as_of=as_of, rule=rule, title=title, public=public)


def write_dossier(
    record: "Record",
    output: Path,
    *,
    as_of: date | None = None,
    rule: Rule = Rule.RANGE,
    title: str | None = None,
    public: bool = False,
) -> None:
    """Write the dossier of `record` to `output`, and say where it is; `public` leaves out what is sensitive."""
    from histor.publications.dossier import render_dossier  # noqa: PLC0415
    from histor.publications.public import public_view  # noqa: PLC0415

    view, undated = dossier_view(record, as_of=as_of, rule=rule, title=title)
    _write(output, render_dossier(public_view(view, as_read=list(record.claims())) if public else view))
    how: dict[str, Json] = {"rule": rule, "as_of": as_of.isoformat() if as_of else None}
    note_export(record, output, "dossier", how | ({"public": True} if public else {}))
    if undated:
        say(f"left out, their date being unknown: {', '.join(shown(each.file) for each in undated)}")
    say(f"dossier: {output}")


def dossier_view(
    record: "Record",
    *,
    as_of: date | None = None,
    rule: Rule = Rule.RANGE,
    title: str | None = None,
) -> "tuple[DossierView, Sequence[Document]]":
    """Return what a dossier is made from, and the documents without a date that it leaves out."""
    from histor.figures.conflicts import find_conflicts  # noqa: PLC0415  # takes a second; --help should not
    from histor.pipeline import known, known_as_of  # noqa: PLC0415
    from histor.publications.view import DossierView  # noqa: PLC0415

    days, left_out = _known_on(record, as_of, rule)
    told = known_as_of(record, as_of, rule=rule) if as_of else known(record, rule=rule)
    view = DossierView(
        title=title or record.folder.absolute().name,
        documents=list(told.documents.values()),
        claims=list(told.claims),
        incidents=list(told.incidents),
        figures=list(told.figures),
        failures=list(record.failures()),
        as_of=as_of,
        rule=rule,
        method=_method(record),
        generated_at=datetime.now(UTC),
        conflicts=find_conflicts(told.incidents, told.figures, told.claims),
        known_on=days,
        days_left_out=left_out,
    )
    return view, told.undated


def _known_on(record: "Record", as_of: date | None, rule: Rule) -> tuple[list["KnownOn"], int]:
    """Return what each day with reports knew, and how many such days are passed over."""
    from histor.pipeline import known_by_day, reporting_days  # noqa: PLC0415
    from histor.publications.view import KnownOn  # noqa: PLC0415

    days = reporting_days(record, as_of)
    shown = [
        KnownOn(day=day, reports=len(told.documents), incidents=told.incidents, figures=told.figures)
        for day, told in known_by_day(record, days, rule=rule)
    ]
    return shown, len(days) - len(shown)


def _method(record: "Record") -> dict[str, str]:
    """Return the versions and settings that made the record, as its latest build noted them."""
    runs = list(record.runs())
    settings: dict[str, str] = json.loads(runs[-1].settings) if runs else {}
    versions = {"Histor": __version__, "extractor": runs[-1].extractor if runs else "none"}
    return versions | settings


def _write(output: Path, page: str) -> None:
    # Beside it first: whoever opens the page sees the old one or the new one, never half of one.
    beside = output.with_name(f".{output.name}.part")
    try:
        beside.write_text(page, encoding="utf-8")
        beside.replace(output)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(f"{output} cannot be written ({error.strerror}): give another file") from error
