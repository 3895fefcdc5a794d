"""Take a Telegram Desktop export (result.json) apart: each message with words a report, each edit a version."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from histor.documents.containers.parts import Item, Part, Trouble, item_bytes
from histor.documents.dates import day_of, days_between
from histor.documents.received import Declared

NOT_EXPORTED = "what this Telegram could not export"
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
    yield from unread(wordless)


def unread(wordless: Counter[str]) -> Iterator[Part]:
    """Yield the trouble that says how many messages have no words, by what they have instead; none if all have."""
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
    number, chat_id = message.get("id"), chat.get("id")
    outlet, edit = _outlet(chat, message), _edit(message)
    origin = _string(message.get("forwarded_from"))
    data = item_bytes(
        "telegram",
        [
            ("chat", _number(chat_id) if _number(chat_id) is not None else _string(chat.get("name"))),
            ("message", _number(number)),
            ("url", _url(chat, chat_id, number)),
            ("published", days_between(_day(message, "date"), edit and _day(message, "edited"))),
            ("edited", edit),
            ("author", _author(chat, message)),
            ("agency", origin if origin != outlet else None),
            ("text", text),
        ],
    )
    # The channel's name may change between two exports; the message is the same.
    return Item(name=f"message {number}", data=data, declared=Declared(outlet=outlet), plain=True)


def _outlet(chat: Mapping[str, Any], message: Mapping[str, Any]) -> str | None:
    """Return whose report it is: the channel's; of what somebody saved for himself, the channel's it was taken from."""
    if chat.get("type") != "saved_messages":
        return _string(chat.get("name"))
    return _string(message.get("saved_from")) or _string(message.get("forwarded_from"))


def _author(chat: Mapping[str, Any], message: Mapping[str, Any]) -> str | None:
    signed, sender = _string(message.get("author")), _string(message.get("from"))
    by_channel = message.get("from_id") == f"channel{chat.get('id')}" or sender == _string(chat.get("name"))
    saved = chat.get("type") == "saved_messages"  # the one who saved it wrote nothing
    return signed or (None if by_channel or saved else sender)


def _edit(message: Mapping[str, Any]) -> str | None:
    """Return the moment of the last edit; old exports wrote 1970 for a message that was never changed."""
    edit = _string(message.get("edited_unixtime")) or _string(message.get("edited"))
    return None if edit is None or edit.startswith(NEVER) else edit


NEVER = ("1970-01-0", "1969-12-31")  # zero seconds, by the clock of whoever exported it


def _url(chat: Mapping[str, Any], chat_id: object, number: object) -> str | None:
    of_channel = any(kind in str(chat.get("type")) for kind in CHANNELS)
    place = _number(number)
    if not of_channel or _number(chat_id) is None or place is None or place <= 0:
        return None  # below zero are those from before a group became what it is
    return f"https://t.me/c/{chat_id}/{place}"


def _day(message: Mapping[str, Any], which: str) -> str | None:
    # date_unixtime is the moment; `date` is the clock of whoever exported it, and all that old exports have.
    return day_of(_string(message.get(f"{which}_unixtime"))) or day_of(_string(message.get(which)))


def _media(message: Mapping[str, Any]) -> str:
    if message.get("type") == "unsupported":
        return NOT_EXPORTED
    if "poll" in message:
        return "a poll"
    if "photo" in message:
        return "a picture"
    if "location_information" in message:
        return "a place on the map"
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
