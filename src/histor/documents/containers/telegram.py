"""Take a Telegram Desktop export (result.json) apart: each message with words a report, each edit a version."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from histor.documents.containers.parts import Item, Part, Trouble, item_bytes
from histor.documents.dates import day_of, days_between
from histor.documents.received import Declared

CHANNELS = ("channel", "supergroup")  # in public_channel, private_supergroup...


def chats(export: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the chats of an export: of one, or of a whole account, those that were left included."""
    if isinstance(export.get("messages"), list):
        yield export
    for kept in ("chats", "left_chats"):
        listed = export.get(kept)
        for chat in listed.get("list", []) if isinstance(listed, Mapping) else []:
            if isinstance(chat, Mapping) and isinstance(chat.get("messages"), list):
                yield chat


def messages(chat: Mapping[str, Any]) -> Iterator[Part]:
    """Yield the messages of a chat that have words; say how many have none."""
    wordless: Counter[str] = Counter()
    for number, message in enumerate(chat["messages"], start=1):
        if not isinstance(message, Mapping):
            yield Trouble(name=f"entry {number}", reason="this is no message: export the channel again")
        elif message.get("type", "message") != "service":  # somebody joined, something was pinned
            text = words(message.get("text")) or words(message.get("text_entities"))
            if text.strip():
                yield _item(chat, message, text)
            else:
                wordless[_media(message)] += 1
    if wordless:
        listed = ", ".join(f"{count} with {what}" for what, count in sorted(wordless.items()))
        yield Trouble(
            name=None, reason=f"messages without words were not read: {listed}. Look at them yourself"
        )


def words(text: object) -> str:
    """Return the words of a message: a string, or a list of strings and entities with their text."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    pieces = (piece.get("text") if isinstance(piece, Mapping) else piece for piece in text)
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _item(chat: Mapping[str, Any], message: Mapping[str, Any], text: str) -> Item:
    name, number, chat_id = _string(chat.get("name")), message.get("id"), chat.get("id")
    said = days_between(_day(message, "date"), _day(message, "edited"))
    author = _string(message.get("from"))
    data = item_bytes(
        "telegram",
        [
            ("chat", _number(chat_id) if _number(chat_id) is not None else name),
            ("message", _number(number)),
            ("url", _url(chat, chat_id, number)),
            ("published", said),
            ("edited", _string(message.get("edited_unixtime")) or _string(message.get("edited"))),
            ("author", None if author == name or _by_channel(message, chat_id) else author),
            ("agency", _string(message.get("forwarded_from"))),
            ("text", text),
        ],
    )
    # The channel's name may change between two exports; the message is the same.
    return Item(name=f"message {number}", data=data, declared=Declared(outlet=name), plain=True)


def _by_channel(message: Mapping[str, Any], chat_id: object) -> bool:
    return message.get("from_id") == f"channel{chat_id}"


def _url(chat: Mapping[str, Any], chat_id: object, number: object) -> str | None:
    of_channel = any(kind in str(chat.get("type")) for kind in CHANNELS)
    if not of_channel or _number(chat_id) is None or _number(number) is None:
        return None
    return f"https://t.me/c/{chat_id}/{number}"


def _day(message: Mapping[str, Any], which: str) -> str | None:
    # date_unixtime is the moment; `date` is the clock of whoever exported it, and all that old exports have.
    return day_of(_string(message.get(f"{which}_unixtime"))) or day_of(_string(message.get(which)))


def _media(message: Mapping[str, Any]) -> str:
    if message.get("type") == "unsupported":
        return "what this Telegram could not export"
    if "poll" in message:
        return "a poll"
    if "photo" in message:
        return "a picture"
    kind = message.get("media_type")
    return (
        kind.replace("_", " ")
        if isinstance(kind, str)
        else "a file"
        if "file" in message
        else "neither text nor media"
    )


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
