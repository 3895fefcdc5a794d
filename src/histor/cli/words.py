"""What people read in a table: counts with their hedges, ranges, dates and names, an unknown as a dash."""

import re

from histor.records.contract import Json, JsonObject

UNKNOWN = "—"
ID_DIGITS = 10  # of an id in a table: enough to find it again in a record of a hundred thousand claims

# What a terminal would obey, and marks that turn the direction of the text around them.
COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def shown(value: Json) -> str:
    """Return a value as text that a terminal only shows, on one line."""
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, list):
        return ", ".join(shown(item) for item in value) or UNKNOWN
    return COMMANDS.sub("\N{REPLACEMENT CHARACTER}", " ".join(str(value).split()))


def short_id(given: Json) -> str:
    """Return the beginning of an id, which `histor explain` accepts."""
    text = str(given)
    prefix, dash, digits = text.rpartition("-")
    return f"{prefix}{dash}{digits[:ID_DIGITS]}"


def count_words(record: JsonObject) -> str:
    """Return a count in figures and signs: "973", "≥ 40", "> 40", "≈ 200", "< 1,000", "30 to 40"."""
    low, high, hedge = record["low"], record["high"], record["hedge"]
    match hedge:
        case "more_than" if isinstance(low, int):
            return f"> {low - 1:,}"
        case "about" if isinstance(low, int):
            return f"≈ {low:,}"
        case "nearly" if isinstance(high, int):
            return f"< {high:,}"
        case "dozens" | "hundreds" if isinstance(low, int):
            return f"{hedge} (≥ {low:,})"
    return range_words(low, high)


def numbered(number: int, thing: str) -> str:
    """Return how many of a thing there are: "1 file", "2 files"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def range_words(low: Json, high: Json) -> str:
    """Return a range: "973", "745 to 1,383", "≥ 40", "≤ 600"; a dash where neither end is known."""
    match low, high:
        case int(), int():
            return f"{low:,}" if low == high else f"{low:,} to {high:,}"
        case int(), _:
            return f"≥ {low:,}"
        case _, int():
            return f"≤ {high:,}"
    return UNKNOWN


def dates_words(record: JsonObject) -> str:
    """Return when something was: one day, an interval with its open end, or that nothing says it."""
    start, end = record["from"], record["to"]
    if record["date_basis"] == "unanchored":
        return "date open"
    if start is None and end is None:
        return UNKNOWN
    if start == end:
        return str(start)
    return f"{start or '…'} to {end or '…'}"


def retracted_words(document: JsonObject) -> str:
    """Return when a document was withdrawn and why: "withdrawn 2025-03-12 by ana: the outlet took it back"."""
    day = str(document["retracted_at"])[: len("2025-03-12")]
    return f"withdrawn {day} by {shown(document['retracted_by'])}: {shown(document['retracted_why'])}"


def harm_words(record: JsonObject) -> str:
    """Return a claim of harm in a line: "killed: 973 civilians, women: some"."""
    parts = [f"{part}: {record[part]}" for part in ("women", "children") if record[part] is not None]
    victims = shown(record["victims"]) if record["victims"] else ""
    head = f"{record['harm']}: {count_words(record)} {victims}".rstrip()
    marks = [str(record["scope"])] if record["scope"] != "incident" else []
    if record["modality"] != "asserted":
        marks.append(str(record["modality"]))
    return ", ".join([head, *parts]) + (f" ({', '.join(marks)})" if marks else "")


def event_words(record: JsonObject) -> str:
    """Return an event in a line: "Armed clash: gunmen → patrol"."""
    actors, targets = shown(record["actors"]), shown(record["targets"])
    return f"{shown(record['sub_event_type'])}: {actors} → {targets}"


def statement_words(record: JsonObject) -> str:
    """Return a statement in a line: "deny: the attack" or, where nothing says what it is about, the act."""
    about = record["about"] or record["topic"]
    promise = f" ({record['promise']})" if record["promise"] else ""
    return f"{record['act']}{promise}: {shown(about)}" if about else f"{record['act']}{promise}"


def told_words(record: JsonObject) -> str:
    """Return who says it and who carries it: "SOHR via AFP"; the report's own voice is the outlet's."""
    who = shown(record["source"]) if record.get("source") else _own_voice(record)
    return f"{who} via {shown(record['via'])}" if record["via"] else who


def _own_voice(record: JsonObject) -> str:
    return f"{shown(record['outlet'])} (own voice)" if record["outlet"] else "own voice"
