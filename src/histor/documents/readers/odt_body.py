"""Take the words out of an OpenDocument text's XML: all that a writer shows in the body, notes and boxes too."""

from collections.abc import Iterator

from lxml import etree

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
# What was deleted, what somebody remarked at the edge, what is declared, what describes a picture.
UNSEEN: frozenset[object] = frozenset(
    {
        etree.Comment, etree.ProcessingInstruction,
        f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{OFFICE}scripts",
        f"{OFFICE}font-face-decls", f"{OFFICE}automatic-styles", f"{TEXT}note-citation", f"{TEXT}ruby-text",
        f"{SVG}title", f"{SVG}desc", f"{OFFICE}binary-data",
    }
)  # fmt: skip
ASIDE = (f"{DRAW}text-box", f"{TEXT}note-body")
BREAKS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
SPACE, MOST_SPACES = f"{TEXT}s", 100
DEEPEST = 200  # elements in elements


def lines_of(element: etree._Element, depth: int = 0) -> Iterator[str]:
    """Yield the paragraphs below `element`, a row of a table as one line; what boxes and notes hold follows theirs."""
    for child in element:
        if child.tag in UNSEEN or depth > DEEPEST:
            continue
        if child.tag in PARAGRAPHS:
            yield from _paragraph(child, depth)
        elif child.tag == f"{TABLE}table":
            yield from _rows(child, depth)
        else:
            yield from lines_of(child, depth + 1)


def _paragraph(paragraph: etree._Element, depth: int) -> Iterator[str]:
    aside: list[etree._Element] = []
    words = "".join(_words(paragraph, aside, depth)).strip()
    if words:
        yield words
    for each in aside:
        yield from lines_of(each, depth + 1)


def _words(element: etree._Element, aside: list[etree._Element], depth: int) -> Iterator[str]:
    """Yield the words in a paragraph, and put aside the boxes and notes anchored in it."""
    yield _flat(element.text)
    for child in element:
        if child.tag in ASIDE:
            aside.append(child)
        elif child.tag == SPACE:
            yield " " * min(int(child.get(f"{TEXT}c", "1")), MOST_SPACES)
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif child.tag not in UNSEEN and depth <= DEEPEST:
            yield from _words(child, aside, depth + 1)
        yield _flat(child.tail)


def _flat(text: str | None) -> str:
    """Return text of an element, its line breaks and runs of blanks as the one space that they mean."""
    if not text:
        return ""
    words = " ".join(text.split())
    if not words:
        return " "
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}"


def _rows(table: etree._Element, depth: int) -> Iterator[str]:
    reaching: dict[
        int, tuple[int, str]
    ] = {}  # by column: how many more rows a cell reaches down, and its words
    for row in _own_rows(table):
        told, column = [], 0
        for cell in row.iterchildren(CELL, COVERED):
            left, words = reaching.pop(column, (0, "")) if cell.tag == COVERED else _cell(cell, depth)
            told += [words] if words else []
            if left > 1:
                reaching[column] = (left - 1, words)
            column += _number(cell, "number-columns-repeated")
        if told:
            yield " | ".join(told)


CELL, COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"


def _cell(cell: etree._Element, depth: int) -> tuple[int, str]:
    """Return the number of rows that a cell reaches over, and its words."""
    words = " ".join(" ".join(lines_of(cell, depth + 1)).split())
    return _number(cell, "number-rows-spanned"), words


def _own_rows(element: etree._Element) -> Iterator[etree._Element]:
    """Yield a table's rows: they may lie in groups, and other tables in its cells."""
    for child in element:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in GROUPS:
            yield from _own_rows(child)


GROUPS = tuple(f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group"))


def _number(cell: etree._Element, name: str) -> int:
    return int(cell.get(f"{TABLE}{name}", "1"))
