"""Take JSON files apart: Telegram exports, ReliefWeb and GDELT answers, and lists of reports."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, cast

from histor.documents.columns import columns_in
from histor.documents.containers.gdelt import articles
from histor.documents.containers.parts import LARGEST_WHOLE, Item, Part, Source
from histor.documents.containers.reliefweb import reports
from histor.documents.containers.table import row_part
from histor.documents.containers.telegram import chats, messages
from histor.documents.readers.encoding import decode
from histor.errors import UnreadableError

READ = "a Telegram export, ReliefWeb or GDELT articles, or a list of reports with known keys"


def open_json(source: Source) -> Iterator[Part]:
    """Yield what a JSON or JSON-lines file holds; text that only looks like JSON is a report."""
    data = source.whole(LARGEST_WHOLE)
    try:
        loaded = _loaded(decode(data))
    except RecursionError as error:
        raise UnreadableError(
            "this JSON is nested too deeply to be a list of reports: add the reports themselves"
        ) from error
    except ValueError as error:
        yield from _not_json(source, data, str(error))
        return
    yield from _parts(loaded, source)


def _loaded(text: str) -> Any:  # noqa: ANN401  # JSON is any of its types
    try:
        return _one(text)
    except ValueError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2 or not lines[0].lstrip().startswith("{"):  # noqa: PLR2004  # one line is no list of lines
            raise
        try:
            return [_one(line) for line in lines]
        except ValueError:
            raise error from None


def _one(text: str) -> Any:  # noqa: ANN401  # JSON is any of its types
    """Return what JSON says, also where programs wrote a control character or an escape that JSON does not know."""
    try:
        return json.loads(text, strict=False)
    except ValueError as error:
        mended = ESCAPE.sub(_escape, text)
        if mended == text:
            raise
        try:
            return json.loads(mended, strict=False)
        except ValueError:
            raise error from None


# What JSON knows is passed over; Telegram Desktop writes \x1F, and GDELT a page's \' and \d as they are.
ESCAPE = re.compile(r"""\\(?:["'\\/bfnrt]|u[0-9a-fA-F]{4}|x([0-9a-fA-F]{2})|)""")


def _escape(found: re.Match[str]) -> str:
    if found[1]:
        return f"\\u00{found[1]}"
    if found[0] == r"\'":
        return "'"
    return found[0] if len(found[0]) > 1 else r"\\"


def _not_json(source: Source, data: bytes, error: str) -> Iterator[Part]:
    if PurePosixPath(source.name).suffix.lower() in (".json", ".jsonl", ".ndjson"):
        raise UnreadableError(f"this JSON breaks off or is damaged ({error}): download it again")
    yield Item(name=source.name, data=data, plain=True)


def _parts(loaded: object, source: Source) -> Iterator[Part]:
    match loaded:
        case {"messages": list()} | {"chats": {"list": list()}} | {"left_chats": {"list": list()}}:
            for chat in chats(cast("Mapping[str, Any]", loaded)):
                yield from messages(chat)
        case {"articles": list(found)}:
            yield from articles(found)
        case {"data": list(found)} if any(isinstance(each, Mapping) and "fields" in each for each in found):
            yield from reports(found)
        case {"fields": Mapping()}:
            yield from reports([loaded])
        case list(found) if found and all(isinstance(each, Mapping) for each in found):
            yield from _rows(found, source)
        case _:
            raise UnreadableError(f"this JSON is none of what is read: {READ}. Save its texts as .txt files")


def _rows(found: list[Mapping[str, Any]], source: Source) -> Iterator[Part]:
    headers = list(dict.fromkeys(str(key) for row in found for key in row))
    columns = columns_in(headers, source.columns)
    if not {"text", "title"} & columns.keys():
        raise UnreadableError(f"this JSON is none of what is read: {READ}. Save its texts as .txt files")
    for number, row in enumerate(found, start=1):
        cells = {str(key): value for key, value in row.items() if isinstance(value, str | int | float)}
        yield row_part(number, cells, columns)
