"""`histor retract`: withdraw a document from the record, and see which totals changed."""

from typing import TYPE_CHECKING, Annotated

import typer

from histor.cli.formats import Column, Format, emit
from histor.cli.options import DEFAULT_RECORD, FormatOption, RecordFolder
from histor.cli.progress import say
from histor.cli.words import numbered, range_words, short_id, shown
from histor.errors import InputError
from histor.records.contract import JsonObject
from histor.records.document import Document

if TYPE_CHECKING:  # takes half a second to load
    from histor.pipeline import Change, Total

NOTHING = "no total changed"


def retract(  # one parameter for each option
    document: Annotated[str, typer.Argument(help="A document's id, or its beginning.", show_default=False)],
    *,
    why: Annotated[str, typer.Option("--why", help="The reason, kept for good.", show_default=False)],
    record: RecordFolder = DEFAULT_RECORD,
    by: Annotated[
        str | None, typer.Option("--by", help="Who does it. Also HISTOR_USER; or your user name.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take a withdrawn document back.")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Withdraw a document: nothing counts it any more, on any day; list the totals that changed.

    It is not removed: its bytes, text and claims stay, marked, and `histor explain` still opens them.
    Adding the file again does not bring it back; --undo does, and the log keeps both.

    Example: [bold]histor retract[/] 6f1e2d --record coast --why "the outlet withdrew it on 12 March"
    """
    from histor import pipeline  # noqa: PLC0415  # takes a second; --help should not
    from histor.store.record import Record  # noqa: PLC0415

    if not why.strip():
        raise InputError("--why is empty: say why, others will want to know")
    with Record.open(record) as opened:
        found = opened.find(document)
        if not isinstance(found, Document):
            raise InputError(f"{document} is no document: `histor documents` lists them with their ids")
        act = pipeline.reinstate if undo else pipeline.retract
        done = act(opened, found.id, who=by or opened.who, why=why)
    say(f"{'taken back' if undo else 'withdrawn'}: {shown(found.title or found.file)} [{short_id(found.id)}]")
    if done.changes:
        say(f"{numbered(len(done.changes), 'total')} changed")
    emit((change_json(change) for change in done.changes), form, CHANGE_COLUMNS, nothing=NOTHING)


def change_json(change: "Change") -> JsonObject:
    """Return a total that changed, before and after."""
    return {
        "incident": change.incident,
        "harm": change.harm,
        "victim_class": change.victim_class,
        "scope": change.scope,
        "before": _total(change.before),
        "after": _total(change.after),
    }


def _total(total: "Total | None") -> JsonObject | None:
    if total is None:
        return None
    return {
        "low": total.low,
        "high": total.high,
        "grade": total.grade,
        "independent_sources": total.independent_sources,
    }


def _words(change: JsonObject, when: str) -> str:
    total = change[when]
    if not isinstance(total, dict):
        return "none"
    sources = total["independent_sources"]
    known = range_words(total["low"], total["high"])
    return f"{known}\n{total['grade']}, {numbered(sources if isinstance(sources, int) else 0, 'source')}"


def _harm(change: JsonObject) -> str:
    victims = "" if change["victim_class"] == "unspecified" else f", {shown(change['victim_class'])}"
    return f"{change['harm']}{victims} ({change['scope']})".replace("_", " ")


CHANGE_COLUMNS = (
    Column(heading="Incident", words=lambda change: shown(change["incident"]), share=4),
    Column(heading="Harm", words=_harm, share=2),
    Column(heading="Before", words=lambda change: _words(change, "before"), share=2),
    Column(heading="After", words=lambda change: _words(change, "after"), share=2),
)
