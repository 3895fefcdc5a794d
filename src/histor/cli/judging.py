"""What a person decides: `histor claims accept | correct | reject`, `incidents merge | split | move`, `undo`."""

import inspect
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from histor.cli import listings
from histor.cli.formats import Column, Format, emit
from histor.cli.options import DEFAULT_RECORD, FormatOption, RecordFolder
from histor.cli.progress import say
from histor.cli.retract import CHANGE_COLUMNS, change_json
from histor.cli.words import numbered, short_id, shown
from histor.errors import InputError
from histor.records.contract import JsonObject
from histor.records.judgement import Judgement, JudgementKind

if TYPE_CHECKING:  # takes half a second to load
    from histor.pipeline import Change
    from histor.pipeline.judging import Listed
    from histor.review.decide import Decider
    from histor.store.record import Record

Decide: TypeAlias = "Callable[[Record, Decider], tuple[Sequence[Judgement], Sequence[Change]]]"
Why: TypeAlias = Annotated[str, typer.Option("--why", help="The reason, kept for good.", show_default=False)]
By: TypeAlias = Annotated[
    str | None, typer.Option("--by", help="Who decides. Also HISTOR_USER; or your user name.")
]
Claims: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="CLAIM", help="Claims' ids, or their beginnings.", show_default=False)
]
Incident: TypeAlias = Annotated[
    str, typer.Argument(metavar="INCIDENT", help="An incident's id, or its beginning.", show_default=False)
]
NO_TOTAL = "no total changed"
NOBODY = "nobody has judged anything in the record"


def group_of(listing: Callable[..., None], commands: Iterable[Callable[..., None]]) -> typer.Typer:
    """Return a group that lists by itself, as `histor claims` does, and has commands beside."""

    @wraps(listing)
    def alone(context: typer.Context, **options: Any) -> None:  # noqa: ANN401  # the listing's own
        if context.invoked_subcommand is None:
            listing(**options)
        else:  # `histor claims --record R accept …` means R too
            context.default_map = {context.invoked_subcommand: {"record": str(options["record"])}}

    asked = inspect.signature(listing)
    context = inspect.Parameter("context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    alone.__signature__ = asked.replace(parameters=[context, *asked.parameters.values()])  # type: ignore[attr-defined]
    alone.__annotations__["context"] = typer.Context
    app = typer.Typer(rich_markup_mode="rich", context_settings={"help_option_names": ["-h", "--help"]})
    app.callback(invoke_without_command=True)(alone)
    for command in commands:
        app.command(command.__name__)(command)
    return app


def accept(
    claims: Claims,
    why: Why,
    record: RecordFolder = DEFAULT_RECORD,
    by: By = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Let claims stand as they are read: a person has looked at the words.

    Example: [bold]histor claims accept[/] c-1f0a2b3c4d --record coast --why "the sentence says so"
    """
    _on_claims(JudgementKind.ACCEPT, claims, why, record, by, form)


def reject(
    claims: Claims,
    why: Why,
    record: RecordFolder = DEFAULT_RECORD,
    by: By = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Rule claims out: they stay in the record, marked, and count in no incident and no figure.

    Example: [bold]histor claims reject[/] c-1f0a2b3c4d --record coast --why "it counts burnt houses"
    """
    _on_claims(JudgementKind.REJECT, claims, why, record, by, form)


def correct(  # one parameter for each option
    claims: Claims,
    why: Why,
    given: Annotated[
        list[str],
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="A field by its name in the JSON; nothing after = is unknown.",
        ),
    ],
    record: RecordFolder = DEFAULT_RECORD,
    by: By = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Correct what claims say; what the machine read is kept, and shown beside.

    Example: [bold]histor claims correct[/] c-1f0a2b3c4d --record coast --set exact=57 --why "57, not 75"
    """
    fields = dict(map(_field, given))

    from histor.pipeline import deciding  # noqa: PLC0415  # takes a second; --help should not

    _decide(partial(deciding.correct, claims=claims, given=fields), why, record, by, form)


def merge(
    incidents: Annotated[
        list[str],
        typer.Argument(metavar="INCIDENT", help="Incidents' ids, or their beginnings.", show_default=False),
    ],
    why: Why,
    record: RecordFolder = DEFAULT_RECORD,
    by: By = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Make one incident of several.

    Example: [bold]histor incidents merge[/] i-0a1b2c3d4e i-5f6a7b8c9d --record coast --why "one convoy"
    """
    from histor.pipeline import deciding  # noqa: PLC0415  # as above

    _decide(partial(deciding.merge, incidents=incidents), why, record, by, form)


def split(  # one parameter for each option
    incident: Incident,
    claims: Claims,
    why: Why,
    record: RecordFolder = DEFAULT_RECORD,
    by: By = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Make an incident of its own of some claims of an incident.

    Example: [bold]histor incidents split[/] i-0a1b2c3d4e c-1f0a2b3c4d --record coast --why "another village"
    """
    from histor.pipeline import deciding  # noqa: PLC0415  # as above

    _decide(partial(deciding.split, incident=incident, claims=claims), why, record, by, form)


def move(  # one parameter for each option
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM", help="A claim's id, or its beginning.", show_default=False)
    ],
    incident: Incident,
    why: Why,
    record: RecordFolder = DEFAULT_RECORD,
    by: By = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Put a claim into another incident.

    Example: [bold]histor incidents move[/] c-1f0a2b3c4d i-0a1b2c3d4e --record coast --why "it names the bridge"
    """
    from histor.pipeline import deciding  # noqa: PLC0415  # as above

    _decide(partial(deciding.move, claim=claim, incident=incident), why, record, by, form)


def undo(
    judgement: Annotated[str, typer.Argument(help="A judgement's id, or its beginning.", show_default=False)],
    why: Why,
    record: RecordFolder = DEFAULT_RECORD,
    by: By = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Take a judgement back, by another that says why: nothing is erased, and an undoing can be undone.

    Example: [bold]histor undo[/] j-1f0a2b3c4d --record coast --why "the correction was for another report"
    """
    from histor.pipeline import deciding  # noqa: PLC0415  # as above

    _decide(partial(deciding.undo, given=judgement), why, record, by, form)


def judgements(record: RecordFolder = DEFAULT_RECORD, form: FormatOption = Format.TABLE) -> None:
    """List what persons decided, oldest first: who, when, why, before and after, and what has become of it.

    A judgement whose claims no reading yields any more hangs in the air: it is listed, and waits for them.

    Example: [bold]histor judgements[/] --record coast
    """
    from histor.pipeline.judging import judgements_of  # noqa: PLC0415  # as above
    from histor.store.record import Record  # noqa: PLC0415

    with Record.open(record) as opened:
        emit((judgement_json(listed) for listed in judgements_of(opened)), form, COLUMNS, nothing=NOBODY)


def judgement_json(listed: "Listed") -> JsonObject:
    """Return a judgement under the contract's keys."""
    judgement = listed.judgement
    return {
        "id": judgement.id,
        "kind": judgement.kind,
        "subjects": [*judgement.subjects],
        "before": dict(judgement.before),
        "after": dict(judgement.after),
        "by": judgement.who,
        "at": judgement.at.isoformat(),
        "why": judgement.why,
        "undoes": judgement.undoes,
        "status": "undone" if listed.undone else "hangs in the air" if listed.hangs else "stands",
        "lost": [*listed.lost],
    }


def _on_claims(  # one parameter for each option
    kind: JudgementKind, claims: Sequence[str], why: str, record: Path, by: str | None, form: Format
) -> None:
    from histor.pipeline import deciding  # noqa: PLC0415  # as above

    _decide(partial(deciding.decide_claims, kind=kind, claims=claims), why, record, by, form)


def _decide(decide: Decide, why: str, record: Path, by: str | None, form: Format) -> None:
    from histor.review.decide import Decider  # noqa: PLC0415
    from histor.store.record import Record  # noqa: PLC0415

    with Record.open(record) as opened:
        signed = Decider(who=by or opened.who, at=datetime.now(UTC), why=why)
        judged, changes = decide(opened, signed)
    for judgement in judged:
        subjects = ", ".join(map(short_id, judgement.subjects))
        say(
            f"{judgement.kind}: {subjects} [{short_id(judgement.id)}]; `histor undo {short_id(judgement.id)}`"
        )
    if changes:
        say(f"{numbered(len(changes), 'total')} changed")
    emit((change_json(change) for change in changes), form, CHANGE_COLUMNS, nothing=NO_TOTAL)


def _field(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise InputError(f"--set {given!r} sets nothing: write it as FIELD=VALUE, as exact=57")
    return name.strip(), value


def _decided(record: JsonObject) -> str:
    subjects = record["subjects"]
    about = ", ".join(map(short_id, subjects)) if isinstance(subjects, list) else ""
    undone = f" (takes back {short_id(record['undoes'])})" if record["undoes"] else ""
    return f"{record['kind']}: {about}{undone}"


def _changed(record: JsonObject) -> str:
    before, after = record["before"], record["after"]
    if record["kind"] != "correct" or not isinstance(before, dict) or not isinstance(after, dict):
        return ""
    return "\n".join(f"{key}: {shown(before.get(key))} → {shown(value)}" for key, value in after.items())


COLUMNS = (
    Column(heading="ID", words=lambda record: short_id(record["id"])),
    Column(heading="Decided", words=_decided, share=3),
    Column(heading="Before → after", words=_changed, share=3),
    Column(
        heading="By, when", words=lambda record: f"{shown(record['by'])}\n{str(record['at'])[:10]}", share=2
    ),
    Column(heading="Why", words=lambda record: shown(record["why"]), share=3),
    Column(heading="Status", words=lambda record: shown(record["status"]), share=2),
)

claims_app = group_of(listings.claims, (accept, correct, reject))
incidents_app = group_of(listings.incidents, (merge, split, move))
