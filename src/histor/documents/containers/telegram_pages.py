"""Take the pages of a Telegram Desktop export apart (messages.html): the messages that result.json would hold.

The pages name no chat by its number and give no edits: where there is a choice, the JSON export says more.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from lxml import etree, html

from histor.documents.containers.parts import Item, Part, Source, Trouble, item_bytes
from histor.documents.containers.telegram import NOT_EXPORTED, unread
from histor.documents.dates import day_of
from histor.documents.readers.encoding import decode
from histor.documents.readers.markup import tree_of
from histor.documents.received import LARGEST, Declared

PAGE = re.compile(r"<title>\s*Exported Data\s*</title>(?=.*class=\"page_wrap\")", re.DOTALL)
MOMENT = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?")
DELETED = ("Deleted Account", "Deleted")  # whose name is gone
SAVED = "Saved messages"  # what somebody forwarded to himself
UNSUPPORTED = "This message is not supported"
MEDIA = (  # as the classes of the blocks say it, and as the export in JSON is told
    ("photo", "a picture"),
    ("sticker", "sticker"),
    ("animated", "animation"),
    ("poll", "a poll"),
    ("voice", "voice message"),
    ("audio", "audio file"),
    ("video", "video file"),
    ("location", "a place on the map"),
    ("venue", "a place on the map"),
    ("file", "a file"),
)
VIA = re.compile(r"\s+via @\w+$")  # the bot through which it was written


def is_telegram_page(head: str) -> bool:
    """Tell whether a page was written by Telegram Desktop's export."""
    return PAGE.search(head) is not None


def open_telegram_page(source: Source) -> Iterator[Part]:
    """Yield the messages of a page that have words, in their order; say how many have none."""
    root = tree_of(decode(source.whole(LARGEST)))
    found = _below(root, "message")
    if not found:
        yield Trouble(
            name=None, reason="this page of a Telegram export holds no messages: add the pages messages.html"
        )
        return
    chat = _text(next(iter(_below(root, "page_header")), None))
    wordless: Counter[str] = Counter()
    sender: str | None = None
    origin: str | None = None
    for message in found:
        source.budget.count()
        if "service" in _classes(message):
            wordless[NOT_EXPORTED] += UNSUPPORTED in (message.text_content() or "")
            continue
        body, forwarded = _first(message, "body"), _first(message, "forwarded body")
        sender = _name(body) or sender
        origin = None if forwarded is None else _name(forwarded) or origin
        words = _words(_first(body if forwarded is None else forwarded, "text"))
        if words:
            yield _item(message, chat, _known(sender), _known(origin), words)
        else:
            wordless[_media(message)] += 1
    yield from unread(+wordless)


def _item(
    message: html.HtmlElement, chat: str | None, sender: str | None, origin: str | None, words: str
) -> Item:
    outlet = sender if chat == SAVED else chat
    signed = _text(_first(message, "signature"))
    number = message.get("id", "").removeprefix("message")
    data = item_bytes(
        "telegram",
        [
            ("chat", chat),
            ("message", int(number) if number.isascii() and number.isdecimal() else None),
            ("published", _day(message)),
            ("author", signed or (None if sender == outlet else sender)),
            ("agency", None if origin == outlet else origin),
            ("text", words),
        ],
    )
    return Item(name=f"message {number}", data=data, declared=Declared(outlet=outlet), plain=True)


def _day(message: html.HtmlElement) -> str | None:
    dates = _below(message, "date")
    found = MOMENT.fullmatch(dates[0].get("title", "")) if dates else None
    if found is None:
        return None
    day, month, year, time, zone = found.groups()
    try:
        datetime.fromisoformat(f"{year}-{month}-{day}T{time}{zone or ''}")
    except ValueError:
        return None
    return day_of(f"{year}-{month}-{day}T{time}{zone or ''}")


def _name(body: html.HtmlElement | None) -> str | None:
    """Return whose name stands over a body; under another from the same one, none does."""
    names = [] if body is None else [each for each in body if "from_name" in _classes(each)]
    if not names:
        return None
    for date in _below(names[0], "date"):
        date.drop_tree()
    return VIA.sub("", _text(names[0]) or "") or None


def _known(name: str | None) -> str | None:
    return None if name in DELETED else name


def _words(text: html.HtmlElement | None) -> str:
    """Return the words of a message with its own line breaks, as result.json has them."""
    if text is None:
        return ""
    return "".join(_pieces(text)).strip().replace("\r", "")


def _pieces(text: html.HtmlElement) -> Iterator[str]:
    for event, element in etree.iterwalk(text, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield "\n" if element.tag == "br" else element.text or ""
        elif element is not text:
            yield element.tail or ""


def _media(message: html.HtmlElement) -> str:
    classes = " ".join(
        name for each in _below(message, "media_wrap") for part in each.iter() for name in _classes(part)
    )
    return next((what for mark, what in MEDIA if mark in classes), "neither text nor media")


def _below(element: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    return [each for each in element.iter("div", "span") if name in _classes(each)]


def _first(element: html.HtmlElement | None, names: str) -> html.HtmlElement | None:
    wanted = set(names.split())
    below = () if element is None else element.iter("div")
    return next((each for each in below if each is not element and wanted <= _classes(each)), None)


def _classes(element: html.HtmlElement) -> set[str]:
    return set((element.get("class") or "").split())


def _text(element: html.HtmlElement | None) -> str | None:
    return None if element is None else " ".join((element.text_content() or "").split()) or None
