"""Take the words out of a DOCX's XML: all that Word shows in the body, also in forms, boxes and tracked changes."""

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What is not shown, or shown twice: what was deleted or moved away, and what older programs see of a box.
UNSEEN = frozenset(
    {
        f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}pPr", f"{W}rPr", f"{W}sdtPr",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)  # fmt: skip
BOX = f"{W}txbxContent"
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")  # lines above notes, no notes


def lines_of(element: etree._Element) -> Iterator[str]:
    """Yield the paragraphs below `element`, a row of a table as one line; what boxes hold follows their paragraph."""
    for child in element:
        if child.tag in UNSEEN or child.get(f"{W}type") in SEPARATORS:
            continue
        if child.tag == f"{W}p":
            yield from _paragraph(child)
        elif child.tag == f"{W}tbl":
            yield from _rows(child)
        else:
            yield from lines_of(child)


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    boxes: list[etree._Element] = []
    words = "".join(_words(paragraph, boxes)).strip()
    if words:
        yield words
    for box in boxes:
        yield from lines_of(box)


def _words(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """Yield the words in a paragraph, and put aside the boxes anchored in it."""
    for child in element:
        if child.tag == BOX:
            boxes.append(child)
        elif child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif child.tag not in UNSEEN:
            yield from _words(child, boxes)


def _rows(table: etree._Element) -> Iterator[str]:
    above: dict[int, str] = {}  # by column: a cell merged with the one above says what that says
    for row in _below(table, f"{W}tr"):
        cells, column = [], 0
        for cell in _below(row, f"{W}tc"):
            words = " ".join(" ".join(lines_of(cell)).split())
            above[column] = words = above.get(column, "") if _continues(cell) else words
            cells += [words] if words else []
            column += _width(cell)
        if cells:
            yield " | ".join(cells)


def _below(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the nearest elements of a tag: they may lie in a form's fields."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in UNSEEN:
            yield from _below(child, tag)


def _continues(cell: etree._Element) -> bool:
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(f"{W}val", "continue") == "continue"


def _width(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else int(span.get(f"{W}val", "1"))
