"""Take tables of reports apart, CSV and XLSX: each row a report, its columns found by their names."""

import csv
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from io import StringIO, TextIOWrapper
from itertools import islice
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from lxml import etree

from histor.documents.columns import columns_in
from histor.documents.containers.gdelt import domain_of
from histor.documents.containers.parts import Item, Part, Source, Trouble, item_bytes
from histor.documents.dates import day_of
from histor.documents.readers.encoding import decode
from histor.documents.received import LARGEST
from histor.errors import UnreadableError

SEPARATORS = ",;\t|"
WIDEST_CELL = LARGEST  # characters
MOST_HEADERS = 4096
MOST_ROWS, MOST_COLUMNS = (
    1_048_576,
    512,
)  # of a sheet: no program writes more rows, no list of reports is wider
NO_TEXT = "this table has no column of texts or titles that is known ({}): say which with --columns text=NAME"


def cells(line: str) -> list[str]:
    """Return the cells of a header line, cut at the separator that cuts it into most."""
    most = max(SEPARATORS, key=lambda mark: (line.count(mark), -SEPARATORS.index(mark)))
    try:
        row = next(csv.reader([line.rstrip("\r\n")], delimiter=most), [])
    except csv.Error:
        return []
    return [cell.strip() for cell in row]


def open_csv(source: Source) -> Iterator[Part]:
    """Yield the rows of a CSV or TSV file, one at a time."""
    csv.field_size_limit(WIDEST_CELL)
    try:
        with _lines(source) as lines:
            first = lines.readline(WIDEST_CELL)
            said = SEPARATOR_SAID.fullmatch(first)  # a line of Excel's own, and no row
            if said is None:
                lines.seek(0)
            rows = csv.reader(lines, delimiter=said[1] if said else _separator(first))
            yield from _rows((list(row) for row in rows), source)
    except (csv.Error, UnicodeDecodeError) as error:
        raise UnreadableError(
            f"this table breaks off here ({error}): the rows above were read; mend it and add it again"
        ) from error


SEPARATOR_SAID = re.compile(r'"?sep=([,;|\t])"?\s*', re.IGNORECASE)


def _separator(first: str) -> str:
    return max(SEPARATORS, key=lambda mark: (first.count(mark), -SEPARATORS.index(mark)))


def _lines(source: Source) -> IO[str]:
    if source.size <= LARGEST:
        return StringIO(decode(source.whole()), newline="")
    return TextIOWrapper(source.open(), encoding="utf-8-sig", newline="")


def open_xlsx(source: Source) -> Iterator[Part]:
    """Yield the rows of every sheet of a workbook."""
    try:
        import openpyxl  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise UnreadableError(
            "workbooks need a part that is not installed: pip install 'histor[formats]'"
        ) from error
    _charge(source)
    try:
        with source.open() as stream:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            for sheet in book.worksheets:
                cells = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
                rows = (list(map(_cell, row)) if any(row) else [] for row in _numbered(cells))
                yield from _rows(rows, source, sheet.title if len(book.worksheets) > 1 else None)
    except DefusedXmlException as error:
        raise UnreadableError("this workbook declares entities, as attacks do, and was not read") from error
    except WORKBOOK_FAULTS as error:
        raise UnreadableError(
            f"this workbook is damaged or encrypted ({error}): save it anew as CSV"
        ) from error


WORKBOOK_FAULTS = (
    zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError,
    zlib.error, NotImplementedError, RuntimeError, ArithmeticError, etree.LxmlError,
)  # fmt: skip  # what openpyxl lets through of a damaged file


def _charge(source: Source) -> None:
    """Raise UnreadableError if the workbook unpacks to more than the budget allows."""
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            source.budget.charge(sum(info.file_size for info in archive.infolist()))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError(f"this workbook is damaged ({error}): save it anew as CSV") from error


def _numbered(rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    """Yield rows up to the last that a sheet can have: a row may say that it is the two-thousand-millionth."""
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise UnreadableError(
                f"this sheet says that it has more than {MOST_ROWS:,} rows: the rows up to there were read"
            )
        yield row


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime() | date():
            return value.isoformat()
    return str(value)


def _rows(rows: Iterable[Sequence[str]], source: Source, sheet: str | None = None) -> Iterator[Part]:
    rows = iter(rows)
    header = next((row for row in rows if any(cell.strip() for cell in row)), None)
    if header is None:
        return
    names = [name.strip() for name in islice(header, MOST_HEADERS)]
    columns = columns_in((name for name in names if name), source.columns)
    if not {"text", "title"} & columns.keys():
        raise UnreadableError(_no_text(names))
    by_gdelt = [name.casefold() for name in names] == ARTICLES
    columns |= {"outlet": DOMAIN} if by_gdelt else {}
    for number, row in enumerate(rows, start=2):
        if any(cell.strip() for cell in row):
            source.budget.count()
            by_name = dict(zip(names, row, strict=False))
            said = by_name | {DOMAIN: domain_of(by_name[names[0]])} if by_gdelt else by_name
            yield row_part(number, said, columns, sheet)


ARTICLES, DOMAIN = (
    ["url", "mobileurl", "date", "title"],
    "domain",
)  # the columns of GDELT's list of articles as CSV


def _no_text(names: Sequence[str]) -> str:
    if len(names) >= FEWEST_OF_GDELT and GDELT_FIRST.fullmatch(names[0]):
        return OF_GDELT
    return NO_TEXT.format(", ".join(name[:40] for name in names[:20] if name))


# GDELT's tables of events (61 or 58 columns), mentions (16) and its knowledge graph (27) have no header.
FEWEST_OF_GDELT, GDELT_FIRST = 16, re.compile(r"\d{6,12}|\d{14}-T?\d+")
OF_GDELT = (
    "this is a table of what GDELT coded, and holds no reports: ask its DOC API for a list of articles "
    "(mode=artlist), or fetch the addresses in this"
)


def row_part(
    number: int, row: Mapping[str, object], columns: Mapping[str, str], sheet: str | None = None
) -> Part:
    """Return the report in a row, or say that it holds none."""
    name = f"{sheet}, row {number}" if sheet else f"row {number}"
    said = {field: str(row.get(header, "") or "").strip() for field, header in columns.items()}
    text, title = said.get("text"), said.get("title")
    if not (text or title):
        reason = f"this row holds no text{_where(said.get('url'))}"
        return Trouble(name=name, reason=reason)
    day = day_of(said.get("published"))
    fields: list[tuple[str, str | int | bool | None]] = [
        *((field, said.get(field)) for field in ("url", "outlet", "title", "author", "language", "agency")),
        ("published", day),
        ("published_as_written", said.get("published") if day is None else None),
        ("headline_only", None if text else True),
        ("text", text or title),
    ]
    return Item(name=name, data=item_bytes("table", fields), plain=True)


def _where(url: str | None) -> str:
    return f": fetch {url} and add what it gives" if url else ": fill it in, or add the report itself"
