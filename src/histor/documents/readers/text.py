"""Read plain text and Markdown, with YAML front matter where a file has it."""

import re
from collections.abc import Mapping

import yaml

from histor.documents.dates import published_from
from histor.documents.readers.encoding import decode
from histor.documents.readers.page import Page
from histor.documents.readers.rows import plain_rows
from histor.documents.received import Declared
from histor.errors import UnreadableError

TEXT, MARKDOWN = "text/2", "markdown/3"
FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*\n", re.DOTALL)
FRONT_KEYS = ("outlet", "url", "title", "author", "language", "agency")
LONGEST_FRONT, DEEPEST_FRONT = 64_000, 20
NOT_SAID = ("", "~", "null", "Null", "NULL")
MARKS = re.compile(
    r"^(?:#{1,6}|>)[ \t]+|(?<![\w\\])[*_]{1,2}(?=\S)|(?<=\S)(?<!\\)[*_]{1,2}(?!\w)", re.MULTILINE
)
# [words](address "title"), ![words](address)
LINK = re.compile(r"""!?\[([^\[\]\n]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+"[^"\n]*")?\)""")


# The line under a heading, of "=" or "-"; a mark that is meant as itself: \\_, 1\\.
UNDERLINE = re.compile(r"(?<=\S\n)[ \t]{0,3}(?:=+|-{2,})[ \t]*(?=\n|\Z)")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|~])")


def unmarked(text: str) -> str:
    """Return Markdown as the text that it is read as, without its marks; of a link, its words."""
    plain = MARKS.sub("", UNDERLINE.sub("", LINK.sub(r"\1", plain_rows(text))))
    return ESCAPED.sub(r"\1", plain)


def read_text(data: bytes) -> Page:
    """Return plain text with what its front matter declares."""
    return _page(decode(data), TEXT, "text/plain", strip=False)


def read_markdown(data: bytes) -> Page:
    """Return Markdown as text without its marks, with what its front matter declares."""
    return _page(decode(data), MARKDOWN, "text/markdown", strip=True)


def _page(text: str, reader: str, media_type: str, *, strip: bool) -> Page:
    front = FRONT.match(text)
    declared = _front_matter(front.group(1)) if front else Declared()
    body = text[front.end() :].lstrip("\n") if front else text
    return Page(
        text=unmarked(body) if strip else body, declared=declared, found=Declared(title=_headline(body)),
        reader=reader, media_type=media_type,
    )  # fmt: skip


def _front_matter(block: str) -> Declared:
    if len(block) > LONGEST_FRONT:
        raise UnreadableError(f"the front matter is longer than {LONGEST_FRONT:,} characters: shorten it")
    try:
        _refuse_traps(block)
        loaded = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506  # it makes texts, lists and mappings only
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise UnreadableError(f"the front matter is not valid YAML: line {line}: {error.problem}") from error
    except (yaml.YAMLError, ValueError) as error:  # a character or a date that YAML does not know
        raise UnreadableError(f"the front matter is not valid YAML: {error}") from error
    if not isinstance(loaded, Mapping):
        raise UnreadableError("the front matter is not a list of `key: value` lines")
    try:
        published = published_from(str(loaded["published"])) if _said(loaded.get("published")) else None
    except ValueError as error:
        raise UnreadableError(f"the front matter's date: {error}") from error
    said = {key: str(loaded[key]) for key in FRONT_KEYS if _said(loaded.get(key))}
    return Declared(published=published, **said)


def _refuse_traps(block: str) -> None:
    """Refuse what grows when it is put together: aliases, and lists in lists without end."""
    depth = 0
    for event in yaml.parse(block, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableError("the front matter repeats itself by aliases (*): write out what is meant")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST_FRONT:
            raise UnreadableError("the front matter is nested too deeply: it is a list of `key: value` lines")


def _said(value: object) -> bool:
    return value is not None and value not in NOT_SAID


HEADLINE = 160  # characters


def _headline(text: str) -> str | None:
    """Return the first line if it is a headline standing alone: short, no full stop, then an empty line."""
    first, _, rest = text.lstrip("\n").partition("\n")
    line = unmarked(first).strip()
    alone = rest.startswith("\n") or not rest
    return (
        line
        if line and alone and len(line) <= HEADLINE and not line.endswith((".", ":", ";")) and rest
        else None
    )
