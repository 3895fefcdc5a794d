"""Read a web page saved as HTML: its article's text, title, author, date, outlet and address."""

import re
from typing import Any

from trafilatura import bare_extraction
from trafilatura.settings import Document as Article
from trafilatura.settings import Extractor

from histor.documents.dates import published_from
from histor.documents.readers.encoding import decode
from histor.documents.readers.markup import is_deep, tree_of
from histor.documents.readers.page import Page
from histor.documents.readers.page_date import believable, stated_in
from histor.documents.readers.rows import plain_rows
from histor.documents.received import Declared
from histor.errors import UnreadableError
from histor.records.document import Published

HTML = "html/3"


def read_html(data: bytes) -> Page:
    """Return the article of a page, one paragraph a line, menus and footers left out.

    Raises UnreadableError if the page holds no article.
    """
    markup = decode(data)
    tables = _holds_only_data(markup)
    options = Extractor(
        output_format="python",
        with_metadata=True,
        comments=False,
        tables=tables,
        dedup=False,
        date_params=DATES,
    )
    page = bare_extraction(tree_of(markup) if is_deep(markup) else markup, options=options)
    text = plain_rows(page.text or "").strip() if isinstance(page, Article) else ""
    if not isinstance(page, Article) or not text:
        raise UnreadableError(
            "no article was found in this page: save the page with its text, or the text itself"
        )
    stated = stated_in(markup, page.url or _saved_from(markup))
    found = Declared(
        published=stated.published or _published(believable(page.date, markup)),
        outlet=page.sitename
        if page.sitename and not DOMAIN.fullmatch(page.sitename)
        else stated.outlet or page.sitename,
        url=page.url or _saved_from(markup),
        title=stated.title or page.title,
        author=page.author,
    )
    return Page(text=text, declared=Declared(), found=found, reader=HTML, media_type="text/html")


DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")  # where a page names its outlet by no other name

# The day that the page says it appeared on. Days found by searching all of it are those of other stories, of the
# copyright, of a style's address; and up to today would be another bound every day.
DATES: dict[str, Any] = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}


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


def _saved_from(markup: str) -> str | None:
    """Return the address that browsers, and SingleFile, write above a page that they save."""
    found = SAVED_FROM.search(markup, 0, HEAD)
    return found[1] or found[2] if found else None


HEAD = 4096  # characters
SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)(https?://\S+)|Page saved with SingleFile\s+url:\s*(https?://\S+))\s",
    re.IGNORECASE,
)


def _published(day: str | None) -> Published | None:
    return published_from(day) if day else None
