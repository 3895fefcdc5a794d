"""Write the rows of tables in Markdown as those of all other forms are written."""

import re

ROW = re.compile(r"^\|.*\|[ \t]*$\n?", re.MULTILINE)


def plain_rows(text: str) -> str:
    """Return text with each row of a table as its cells with " | " between them, and no line under the headings."""
    return ROW.sub(_row, text)


def _row(found: re.Match[str]) -> str:
    cells = [" ".join(cell.split()) for cell in found[0].strip().strip("|").split("|")]
    words = [cell for cell in cells if cell.strip("-:")]
    return " | ".join(words) + "\n" if words else ""
