"""Turn a stretch of HTML without a page around it (an e-mail's body, a feed's entry) into text."""

import re
from collections.abc import Iterator

from lxml import etree, html

from histor.errors import UnreadableError

BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td",
        "th", "tr", "ul",
    }
)  # fmt: skip
UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title"})


def text_of_markup(markup: str) -> str:
    """Return the words of `markup`, a block a line; what a browser would not show is left out.

    Raises UnreadableError if it is no markup at all.
    """
    if not markup.strip():
        return ""
    lines = "".join(_words(tree_of(markup))).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def tree_of(markup: str) -> html.HtmlElement:
    """Return the tree of a page, nested as deeply as the parser bears.

    Raises UnreadableError if it is no markup, or nested deeper: the parser would leave off there without a word.
    """
    parser = html.HTMLParser(no_network=True, recover=True, huge_tree=True)
    try:
        root = html.document_fromstring(markup.replace("\x00", "\ufffd"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableError(f"this HTML cannot be read ({error}): save its text") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableError("this HTML is nested thousands of tags deep, as attacks are: save its text")
    return root


def is_deep(markup: str) -> bool:
    """Tell whether a page may be nested deeper than a parser bears that was not told so (256)."""
    if markup.count("<") <= DEEP:
        return False
    depth = 0
    for match in TAG.finditer(markup):
        depth += -1 if match[1] else match[2].lower() not in VOID
        if depth > DEEP:
            return True
    return False


DEEP = 200
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
VOID = frozenset(
    {"br", "hr", "img", "input", "link", "meta", "li", "p", "source", "td", "tr", "wbr"}
)  # or unclosed


def _words(root: html.HtmlElement) -> Iterator[str]:
    """Yield the words below `root` and the breaks between blocks; walked, not recursed into."""
    hidden: list[object] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        block = element.tag in BLOCKS
        if event == "start":
            if element.tag in UNSEEN:
                hidden.append(element)
            yield "\n" if block else ""
            yield "" if hidden else _flat(element.text)
            continue
        if event == "end" and hidden and hidden[-1] is element:
            hidden.pop()
        yield "\n" if block and event == "end" else ""
        yield "" if hidden else _flat(element.tail)


def _flat(text: str | None) -> str:
    """Return text of an element: its line breaks are the typist's, not the author's."""
    return (text or "").replace("\n", " ")
