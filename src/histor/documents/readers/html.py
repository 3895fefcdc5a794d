"""Read a web page saved as HTML: its article's text, title, author, date, outlet and address."""

import re

from trafilatura import bare_extraction
from trafilatura.settings import Document as Article
from trafilatura.settings import Extractor

from histor.documents.dates import published_from
from histor.documents.readers.encoding import decode
from histor.documents.readers.markup import is_deep, tree_of
from histor.documents.readers.page import Page
from histor.documents.received import Declared
from histor.errors import UnreadableError
from histor.records.document import Published

HTML = "html/2"


def read_html(data: bytes) -> Page:
    """Return the article of a page, one paragraph a line, menus and footers left out.

    Raises UnreadableError if the page holds no article.
    """
    markup = decode(data)
    tables = _holds_only_data(markup)
    options = Extractor(
        output_format="python", with_metadata=True, comments=False, tables=tables, dedup=False
    )
    page = bare_extraction(tree_of(markup) if is_deep(markup) else markup, options=options)
    text = ROW.sub(_row, page.text or "").strip() if isinstance(page, Article) else ""
    if not isinstance(page, Article) or not text:
        raise UnreadableError(
            "no article was found in this page: save the page with its text, or the text itself"
        )
    found = Declared(
        published=_published(page.date),
        outlet=page.sitename,
        url=page.url,
        title=page.title,
        author=page.author,
    )
    return Page(text=text, declared=Declared(), found=found, reader=HTML, media_type="text/html")


def _holds_only_data(markup: str) -> bool:
    """Tell whether a page has tables, all of them with headings and none in another.

    Others lay out the page: menus stand beside the story, which would be one long row.
    """
    if not HEADING.search(markup):
        return False
    tables = [*tree_of(markup).iter("table")]
    return all(
        table.find(".//th") is not None and table.find(".//table") is None for table in tables
    ) and bool(tables)


HEADING = re.compile(r"<th[\s>]", re.IGNORECASE)
ROW = re.compile(r"^\|.*\|[ \t]*$\n?", re.MULTILINE)  # as trafilatura writes one


def _row(found: re.Match[str]) -> str:
    """Return a row as those of other forms are written; of the line under the headings, nothing."""
    cells = [" ".join(cell.split()) for cell in found[0].strip().strip("|").split("|")]
    words = [cell for cell in cells if cell.strip("-")]
    return " | ".join(words) + "\n" if words else ""


def _published(day: str | None) -> Published | None:
    return published_from(day) if day else None
