"""Read a web page saved as HTML: its article's text, title, author, date, outlet and address."""

from trafilatura import bare_extraction
from trafilatura.settings import Document as Article
from trafilatura.settings import Extractor

from histor.documents.dates import published_from
from histor.documents.readers.markup import is_deep, tree_of
from histor.documents.readers.page import Page
from histor.documents.readers.text import decode
from histor.documents.received import Declared
from histor.errors import UnreadableError
from histor.records.document import Published

HTML = "html/1"


def read_html(data: bytes) -> Page:
    """Return the article of a page, one paragraph a line, menus and footers left out.

    Raises UnreadableError if the page holds no article.
    """
    options = Extractor(output_format="python", with_metadata=True, comments=False, tables=False, dedup=False)
    markup = decode(data)
    page = bare_extraction(tree_of(markup) if is_deep(markup) else markup, options=options)
    text = (page.text or "").strip() if isinstance(page, Article) else ""
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


def _published(day: str | None) -> Published | None:
    return published_from(day) if day else None
