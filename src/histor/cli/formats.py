"""Listings in four formats: a table for people, JSON, JSON lines and CSV for programs."""

import csv
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, TypeAlias

from rich.console import Console
from rich.table import Table
from rich.text import Text

from histor.records.contract import Json, JsonObject

WIDE = 120  # columns where the output is no terminal and nothing says how wide it is
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute


class Format(StrEnum):
    """How a listing is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table: its heading, what stands in it, and its share of the width (None: as needed)."""

    heading: str
    words: Callable[[JsonObject], str]
    share: int | None = None


Objects: TypeAlias = Iterable[JsonObject]


def emit(objects: Objects, form: Format, columns: Sequence[Column], *, nothing: str) -> None:
    """Write `objects` to standard output; in a table `columns`, or the words for `nothing`."""
    match form:
        case Format.TABLE:
            _emit_table(objects, columns, nothing)
        case Format.JSON:
            _emit_json(objects)
        case Format.JSONL:
            for one in objects:
                sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")
        case Format.CSV:
            write_csv(objects, sys.stdout)


def console(*, stderr: bool = False) -> Console:
    """Return a console as wide as the terminal, or wide enough for tables where there is none."""
    made = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made.width = shutil.get_terminal_size((WIDE, 0)).columns  # or as COLUMNS says
    return made


def _emit_table(objects: Objects, columns: Sequence[Column], nothing: str) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False, show_edge=False, expand=True)
    for column in columns:
        table.add_column(column.heading, ratio=column.share, no_wrap=column.share is None, overflow="fold")
    for one in objects:
        words = [column.words(one) for column in columns]
        table.add_row(*map(Text, words))
        if any("\n" in cell for cell in words):
            table.padding = (0, 1, 1, 0)  # air between tall rows
    console().print(table if table.row_count else nothing)


def _emit_json(objects: Objects) -> None:
    before = "[\n"
    for one in objects:
        sys.stdout.write(before + json.dumps(one, ensure_ascii=False, indent=2))
        before = ",\n"
    sys.stdout.write("[]\n" if before == "[\n" else "\n]\n")


def write_csv(objects: Objects, out: IO[str]) -> None:
    """Write one row for each object, and above them every key that any of them has."""
    rows = list(objects)  # the heading comes first and claims of different kinds have different keys
    keys = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.writer(out, lineterminator="\n")
    if keys:
        writer.writerow(keys)
    writer.writerows([cell(row.get(key)) for key in keys] for row in rows)


def cell(value: Json) -> str | int | float:
    """Return a value as a cell that a spreadsheet shows and never computes."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return value
        case list() if not any(isinstance(item, (dict, list)) for item in value):
            return _harmless(";".join(str(item) for item in value))
        case list() | dict():
            return _harmless(json.dumps(value, ensure_ascii=False))
    return _harmless(str(value))


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
