"""`histor replay`: make a record again from its log and its evidence."""

from pathlib import Path
from typing import Annotated

import typer

from histor.cli.options import DEFAULT_RECORD, Codebook, GazetteerTables, Lexicon, RecordFolder, settings_from
from histor.cli.progress import say
from histor.cli.words import numbered


def replay(
    to: Annotated[Path, typer.Option("--to", help="The folder to make, new or empty.", show_default=False)],
    record: RecordFolder = DEFAULT_RECORD,
    lexicon: Lexicon = None,
    codebook: Codebook = None,
    gazetteer: GazetteerTables = None,
) -> None:
    """Make a record again from log.jsonl and evidence/ alone: by the same readers, it is the same record.

    Nothing of the database is used: it may be lost. Give the lexicons and tables that the record was built
    with. Then `histor verify --record NEW` checks what was made against the log.

    Example: [bold]histor replay[/] --record coast --to coast-again
    """
    from histor import pipeline  # noqa: PLC0415  # takes a second; --help should not

    done = pipeline.replay(record, to, settings=settings_from(lexicon, codebook, gazetteer))
    for version in done.other_readers:
        say(f"some was read by {version}, which is not what is installed: it may read otherwise")
    held = ", ".join(
        f"{done.totals[kind]} {kind}" for kind in ("documents", "claims", "incidents", "figures")
    )
    say(f"{numbered(done.acts, 'act')} followed: {held} in {to}")
