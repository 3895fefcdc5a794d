"""`histor conflicts`: contradictions in the record that are worth a person's time."""

from typing import Annotated

import typer

from histor.cli.formats import Format, emit
from histor.cli.options import DEFAULT_RECORD, AsOf, FormatOption, RecordFolder
from histor.cli.tables import CONFLICT_COLUMNS
from histor.records.conflict import ConflictKind
from histor.records.contract import conflict_json

NOTHING = "nothing in the record contradicts itself"


def conflicts(
    record: RecordFolder = DEFAULT_RECORD,
    form: FormatOption = Format.TABLE,
    as_of: AsOf = None,
    kind: Annotated[ConflictKind | None, typer.Option("--kind", help="Only those of this kind.")] = None,
) -> None:
    """List the contradictions: tolls cut, parts that do not add up, rival blame, outliers, two figures for a day.

    Those that concern most people come first. A contradiction is no error: it is where to look.

    Example: [bold]histor conflicts[/] --record coast --kind revised_down
    """
    from histor.figures.conflicts import find_conflicts  # noqa: PLC0415  # --help should not wait for it
    from histor.pipeline import known, known_as_of  # noqa: PLC0415
    from histor.store.record import Record  # noqa: PLC0415

    with Record.open(record) as opened:
        told = known_as_of(opened, as_of) if as_of else known(opened)
        found = find_conflicts(told.incidents, told.figures, told.claims)
        names = {incident.id: incident.name for incident in told.incidents}
        wanted = (
            conflict_json(conflict, name=names[conflict.incident])
            for conflict in found
            if kind in (None, conflict.kind)
        )
        emit(wanted, form, CONFLICT_COLUMNS, nothing=NOTHING)
