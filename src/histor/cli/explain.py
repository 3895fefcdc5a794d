"""`histor explain`: from a figure to its claims, their words, the report they stand in, and its hash."""

import json
import sys
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from histor.cli.explanation import explain_entry
from histor.cli.formats import console
from histor.cli.options import DEFAULT_RECORD, RecordFolder
from histor.cli.resolution import resolution_facts, rule_words
from histor.cli.tables import CLAIM_WORDS
from histor.cli.words import (
    UNKNOWN,
    count_words,
    dates_words,
    numbered,
    range_words,
    retracted_words,
    short_id,
    shown,
    told_words,
)

Told = dict[str, Any]  # what `explain_entry` returns, read by its keys


class ExplainFormat(StrEnum):
    """How an explanation is written."""

    TEXT = "text"
    JSON = "json"


def explain(
    given: Annotated[
        str, typer.Argument(metavar="ID", help="Of a figure, claim, incident or document, or its beginning.")
    ],
    record: RecordFolder = DEFAULT_RECORD,
    form: Annotated[
        ExplainFormat, typer.Option("--format", help="How to write it: text, json.")
    ] = ExplainFormat.TEXT,
) -> None:
    """Show what a figure, claim, incident or document stands on, down to the words and the file's hash.

    Example: [bold]histor explain[/] c-1f0a2b3c4d --record coast
    """
    from histor.store.record import Record  # noqa: PLC0415  # takes half a second; --help should not

    with Record.open(record) as opened:
        told: Told = explain_entry(opened, opened.find(given))
    if form is ExplainFormat.JSON:
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        show(told, console())


def show(told: Told, out: Console) -> None:
    """Print an explanation for people."""
    views = {"figure": _figure, "incident": _incident, "claim": _claim, "document": _document}
    out.print(views[told["is"]](told))


def _figure(told: Told) -> RenderableType:
    victims = "" if told["victim_class"] == "unspecified" else f" ({shown(told['victim_class'])})"
    heading = f"{told['harm']}{victims}: {range_words(told['low'], told['high'])}"
    return Group(
        Text(heading, style="bold"),
        _facts(
            ("incident", f"{shown(told['incident_name'])} [{short_id(told['incident'])}]"),
            ("scope", shown(told["scope"])),
            ("rule", f"{told['rule']}: {shown(told['explanation'])}"),
            ("grade", f"{told['grade']}: {shown(told['grade_reason'])}"),
            ("stands on", _support(told)),
            ("flags", shown(told["flags"])),
            ("id", told["id"]),
        ),
        *(_point(point) for point in told["series"]),
    )


def _support(told: Told) -> str:
    sources, documents = told["independent_sources"], told["documents"]
    return f"{numbered(sources, 'independent source')}, {numbered(documents, 'document')}"


def _point(point: Told) -> RenderableType:
    source = shown(point["source"]) if point["source"] else "the reports' own voice"
    line = Text.assemble(
        "\n",
        (count_words(point), "bold"),
        f"  {source}, as of {point['as_of'] or UNKNOWN}",
        f"  {point['status']}",
    )
    flags = [Text(f"  {shown(point['flags'])}")] if point["flags"] else []
    return Group(line, *flags, *(Padding(_grounds(claim), (0, 0, 0, 2)) for claim in point["claims"]))


def _incident(told: Told) -> RenderableType:
    figures = [
        Text(f"{short_id(one['id'])}  {one['harm']}: {range_words(one['low'], one['high'])}")
        for one in told["figures"]
    ]
    return Group(
        Text(shown(told["name"]), style="bold"),
        _facts(
            ("when", dates_words(told | {"date_basis": None})),
            ("where", shown(told["place"])),
            ("actors", shown(told["actors"])),
            ("within", shown(told["parent"])),
            ("id", told["id"]),
        ),
        *([Text("\nfigures", style="bold"), *figures] if figures else []),
        *(_member(member) for member in told["members"]),
    )


def _member(member: Told) -> RenderableType:
    reasons = [
        Text(f"  {one['feature']} {one['score']:+.2f}: {shown(one['words'])}") for one in member["reasons"]
    ]
    return Group(_grounds(member), Text(f"put here by {shown(member['by'])}"), *reasons)


def _claim(told: Told) -> RenderableType:
    incidents = [Text(f"{short_id(one['id'])}  {shown(one['name'])}") for one in told["incidents"]]
    figures = [
        Text(f"{short_id(one['id'])}  {one['harm']}: {range_words(one['low'], one['high'])}")
        for one in told["figures"]
    ]
    return Group(
        _grounds(told),
        *([Text("\nin the incident", style="bold"), *incidents] if incidents else []),
        *([Text("\nin the figures", style="bold"), *figures] if figures else []),
    )


def _grounds(told: Told) -> RenderableType:
    """Return a claim, its quote with the words that carry it set off, how they were read, and the report."""
    claim = told["claim"]
    facts = [("said by", told_words(claim))]
    if "place" in claim:
        facts.append(("where, when", f"{shown(claim['place'])}, {dates_words(claim)}"))
    facts += [
        (shown(one["step"]), f"{shown(one['words'])}  [{rule_words(one['rule'])}]") for one in told["traces"]
    ]
    facts += resolution_facts(claim, told["resolved"])
    return Group(
        Text.assemble("\n", (CLAIM_WORDS[claim["kind"]](claim), "bold"), f"  [{claim['id']}]"),
        quoted(told),
        *_judgements(told),
        _facts(*facts),
        # Apart, so that long names of steps leave a hash its line on a terminal of 80 columns.
        _facts(*_report(told["document"], f"characters {claim['start']} to {claim['end']}")),
    )


def _judgements(told: Told) -> list[Text]:
    """Return what persons decided about a claim, a line for each, and what the machine had read."""
    lines = [
        f"{one['kind']} by {shown(one['by'])}, {one['at'][:10]} ({one['status']}): {shown(one['why'])}{_changes(one)}"
        for one in told["judgements"]
    ]
    return [
        Text(f"  {line}  [{short_id(one['id'])}]")
        for line, one in zip(lines, told["judgements"], strict=True)
    ]


def _changes(judgement: Told) -> str:
    if judgement["kind"] != "correct":
        return ""
    pairs = ((key, judgement["before"].get(key), value) for key, value in judgement["after"].items())
    return "; " + ", ".join(f"{key}: {shown(old)} → {shown(new)}" for key, old, new in pairs)


def quoted(told: Told) -> Text:
    """Return a claim's quote, the words that carry it and the number set off."""
    claim = told["claim"]
    text = Text(claim["quote"])
    for span, style in ((told["trigger"], "underline"), (told["number"], "bold underline")):
        if span and claim["start"] <= span["start"] and span["end"] <= claim["end"]:
            text.stylize(style, span["start"] - claim["start"], span["end"] - claim["start"])
    return Text.assemble("“", *_harmless(text), "”")


def _harmless(text: Text) -> list[Text]:
    # One character for one, so that what is set off stays where it is.
    plain = "".join(shown(character) if not character.isspace() else " " for character in text.plain)
    return [Text(plain, spans=text.spans)]


def _document(told: Told) -> RenderableType:
    claims = [
        Text(f"{short_id(claim['id'])}  {CLAIM_WORDS[claim['kind']](claim)}") for claim in told["claims"]
    ]
    return Group(
        Text(shown(told["title"] or told["file"]), style="bold"),
        _facts(*_report(told, f"read by {shown(told['reader'])}")),
        *([Text("\nclaims", style="bold"), *claims] if claims else []),
    )


def _report(document: Told, where: str) -> list[tuple[str, str]]:
    return [
        ("WITHDRAWN", retracted_words(document) if document["retracted"] else UNKNOWN),
        ("report", f"{shown(document['file'])}, {where}"),
        ("outlet", shown(document["outlet"])),
        ("published", shown(document["published"])),
        ("address", shown(document["url"])),
        ("copy of", shown(document["copy_of"])),
        ("SHA-256", document["sha256"]),
    ]


def _facts(*facts: tuple[str, str]) -> RenderableType:
    """Return facts one a line, without those that nothing is known of."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, words in facts:
        if words != UNKNOWN:
            table.add_row(Text(f"  {name}"), Text(words))
    return table
