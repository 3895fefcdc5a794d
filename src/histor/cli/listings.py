"""`histor documents`, `claims`, `statements`, `incidents`, `figures`: what a record holds, filtered."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from histor.cli.formats import Column, Format, emit
from histor.cli.options import DEFAULT_RECORD, AsOf, FormatOption, RecordFolder, RuleOption, a_day
from histor.cli.progress import say
from histor.cli.tables import (
    CLAIM_COLUMNS,
    DOCUMENT_COLUMNS,
    FIGURE_COLUMNS,
    INCIDENT_COLUMNS,
    STATEMENT_COLUMNS,
)
from histor.cli.words import shown
from histor.records.claim import Act, Harm
from histor.records.contract import claim_json, document_json, figure_json, incident_json
from histor.records.figure import Figure, Rule
from histor.records.incident import Incident

if TYPE_CHECKING:  # takes half a second to load
    from histor.store.filters import ClaimFilter
    from histor.store.record import Record


class Kind(StrEnum):
    """The kinds of claims."""

    HARM = "harm"
    EVENT = "event"
    STATEMENT = "statement"


def _day(name: str, words: str) -> Any:  # noqa: ANN401  # as Typer types its options
    return typer.Option(name, parser=a_day, metavar="DATE", help=words)


NOTHING = "nothing in the record fits"


def _open(folder: Path) -> "Record":
    from histor.store.record import Record  # noqa: PLC0415  # SQLAlchemy takes half a second; --help should not

    return Record.open(folder)


def documents(
    record: RecordFolder = DEFAULT_RECORD,
    form: FormatOption = Format.TABLE,
    as_of: AsOf = None,
    copies: Annotated[
        bool | None, typer.Option("--copies/--no-copies", help="Only republished texts, or without them.")
    ] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Part of the outlet's name.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="As en, fr, ar.")] = None,
) -> None:
    """List the documents.

    Example: [bold]histor documents[/] --record coast --no-copies
    """
    from histor.store.filters import DocumentFilter  # noqa: PLC0415

    wanted = DocumentFilter(outlet=outlet, language=language, copies=copies, as_of=as_of)
    with _open(record) as opened:
        _tell_undated(opened, as_of)
        counts = opened.claim_counts()
        found = opened.documents(wanted)
        retracted = opened.retracted()
        objects = (
            document_json(document, claims=counts.get(document.id, 0), retracted=retracted.get(document.id))
            for document in found
        )
        emit(objects, form, DOCUMENT_COLUMNS, nothing=NOTHING)


def claims(  # noqa: PLR0913  # one parameter for each option
    *,
    record: RecordFolder = DEFAULT_RECORD,
    form: FormatOption = Format.TABLE,
    as_of: AsOf = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only claims of this kind.")] = None,
    harm: Annotated[Harm | None, typer.Option("--harm", help="Only claims of this harm.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="Part of the source's name.")] = None,
    place: Annotated[
        str | None, typer.Option("--place", help="Part of a place's name, or its country's.")
    ] = None,
    document: Annotated[
        str | None, typer.Option("--document", help="A document's id, or its beginning.")
    ] = None,
    start: Annotated[date | None, _day("--from", "What happened on this day or later.")] = None,
    end: Annotated[date | None, _day("--to", "What happened on this day or earlier.")] = None,
) -> None:
    """List the claims of all kinds: who says what happened, in which words.

    Example: [bold]histor claims[/] --record coast --harm killed --source SOHR --format csv
    """
    from histor.store.filters import ClaimFilter  # noqa: PLC0415

    wanted = ClaimFilter(
        kind=kind, harm=harm, source=source, place=place, document=document, start=start, end=end, as_of=as_of
    )
    _list_claims(record, wanted, form, CLAIM_COLUMNS)


def statements(
    record: RecordFolder = DEFAULT_RECORD,
    form: FormatOption = Format.TABLE,
    as_of: AsOf = None,
    act: Annotated[
        Act | None, typer.Option("--act", help="Only what does this: condemn, deny, promise.")
    ] = None,
    speaker: Annotated[
        str | None, typer.Option("--speaker", help="Part of the speaker's or body's name.")
    ] = None,
    document: Annotated[
        str | None, typer.Option("--document", help="A document's id, or its beginning.")
    ] = None,
) -> None:
    """List the statements: who condemns, denies, accuses, promises what.

    Example: [bold]histor statements[/] --record coast --act deny
    """
    from histor.store.filters import ClaimFilter  # noqa: PLC0415

    wanted = ClaimFilter(kind="statement", act=act, speaker=speaker, document=document, as_of=as_of)
    _list_claims(record, wanted, form, STATEMENT_COLUMNS)


def incidents(
    record: RecordFolder = DEFAULT_RECORD, form: FormatOption = Format.TABLE, as_of: AsOf = None
) -> None:
    """List the incidents: what the claims speak of, put together.

    Example: [bold]histor incidents[/] --record coast --as-of 2025-03-09
    """
    with _open(record) as opened:
        objects = (incident_json(incident) for incident in _incidents(opened, as_of))
        emit(objects, form, INCIDENT_COLUMNS, nothing=NOTHING)


def figures(
    record: RecordFolder = DEFAULT_RECORD,
    form: FormatOption = Format.TABLE,
    as_of: AsOf = None,
    rule: RuleOption = Rule.RANGE,
    harm: Annotated[Harm | None, typer.Option("--harm", help="Only figures of this harm.")] = None,
    incident: Annotated[
        str | None, typer.Option("--incident", help="An incident's id, or its beginning.")
    ] = None,
) -> None:
    """List the figures: for each incident and harm, what each source gives and the range that follows.

    Example: [bold]histor figures[/] --record coast --rule lowest --as-of 2025-03-11
    """
    with _open(record) as opened:
        wanted = (
            figure_json(figure)
            for figure in _figures(opened, as_of, rule)
            if harm in (None, figure.harm) and figure.incident.startswith(incident or "")
        )
        emit(wanted, form, FIGURE_COLUMNS, nothing=NOTHING)


def _list_claims(folder: Path, wanted: "ClaimFilter", form: Format, columns: Sequence[Column]) -> None:
    from histor.pipeline.matching import judged_matches  # noqa: PLC0415  # takes a second; --help should not

    with _open(folder) as opened:
        _tell_undated(opened, wanted.as_of)
        retracted = opened.retracted()  # their claims count for nothing: `histor explain` still opens them
        found = judged_matches(opened, wanted)
        found = (claim for claim in found if claim.document not in retracted)
        emit((claim_json(claim) for claim in found), form, columns, nothing=NOTHING)


def _incidents(record: "Record", as_of: date | None) -> Iterable[Incident]:
    if as_of is None:
        _tell_stale(record)
        return record.incidents()
    from histor.pipeline import known_as_of  # noqa: PLC0415  # takes a second; --help should not

    _tell_undated(record, as_of)
    return known_as_of(record, as_of).incidents


def _figures(record: "Record", as_of: date | None, rule: Rule) -> Iterable[Figure]:
    if as_of is None and rule is Rule.RANGE:
        _tell_stale(record)
        return record.figures(rule)
    from histor.pipeline import known, known_as_of  # noqa: PLC0415  # takes a second; --help should not

    _tell_undated(record, as_of)
    return (known_as_of(record, as_of, rule=rule) if as_of else known(record, rule=rule)).figures


def _tell_stale(record: "Record") -> None:
    if record.stale():
        say("some reports are not counted yet: a build is at work, or was cut off; build again")


def _tell_undated(record: "Record", as_of: date | None) -> None:
    """Say which documents a day leaves out because nothing says when they appeared."""
    if as_of is None:
        return
    undated = [shown(document.file) for document in record.documents() if document.published is None]
    if undated:
        say(f"left out, their date being unknown: {', '.join(undated)}")
