"""Name those whom a report names only later: "a local health official", then "the official, Hagos Tesfay"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.mentions import Attribution
from histor.claims.reading import Reading
from histor.records.claim import Trace
from histor.values.name import Name

FULL_NAME = r"(?P<name>[A-Z][\w’'-]+(?: (?:al-|el-|[A-Z])[\w’'-]*){1,3})"
NAMED = "named later"
OFFICES = frozenset({"governor", "mayor", "president", "premier", "prefect", "chancellor", "king", "pope"})


def named_later(told: Sequence[Attribution], reading: Reading, words: SpeechWords) -> list[Attribution]:
    """Return the attributions, those of one unnamed person under the name that comes afterwards."""
    by_sentence: dict[int, list[Attribution]] = {}
    for each in told:
        by_sentence.setdefault(each.sentence, []).append(each)
    return [_named(each, by_sentence.get(each.sentence + 1, ()), reading, words) for each in told]


def _named(
    told: Attribution, following: Sequence[Attribution], reading: Reading, words: SpeechWords
) -> Attribution:
    head = _office(told, words)
    if told.speaker is None or head is None:
        return told
    name = _in_apposition(told, head, reading) or _next_speaker(told, head, following, words)
    if name is None:
        return told
    found = Trace(step="source", rule=NAMED, words=told.speaker.written)
    return replace(told, speaker=name, role=told.role or told.speaker.written, traces=(*told.traces, found))


def as_written(told: Attribution) -> Attribution:
    """Return an attribution under what its own sentence calls the speaker."""
    first = next((trace.words for trace in told.traces if trace.rule == NAMED), None)
    return replace(told, speaker=Name(canonical=first, written=first)) if first else told


def _office(told: Attribution, words: SpeechWords) -> str | None:
    """Return the office of an unnamed single speaker: the last word of its first phrase."""
    if told.speaker is None or told.speaker == told.organization:
        return None
    phrase = re.split(r"\s(?:of|for|at|in|from|with)\s", told.speaker.written)[0].split()
    head = phrase[-1] if phrase else ""
    return head if words.has("roles", head) and not head[:1].isupper() else None


def _in_apposition(told: Attribution, head: str, reading: Reading) -> Name | None:
    """Return the name beside the same office further on: "the official, Hagos Tesfay,"."""
    after = reading.document.text[told.quote.end :]
    if f" {head}, " not in after:
        return None
    match = re.search(rf"\b[Tt]he (?:same )?(?:[\w-]+ ){{0,2}}{re.escape(head)}, {FULL_NAME},", after)
    return Name(canonical=match.group("name"), written=match.group("name")) if match else None


def _next_speaker(
    told: Attribution, head: str, following: Sequence[Attribution], words: SpeechWords
) -> Name | None:
    """Return the speaker of the very next sentence where a full name comes with the same office or field."""
    following = [each for each in following if each.speaker is not None and each.role is not None]
    if not following or following[0].speaker is None or told.speaker is None:
        return None
    name, role = following[0].speaker, (following[0].role or "").lower()
    if len(name.written.split()) < 2 or not name.written[:1].isupper() or name == told.speaker:  # noqa: PLR2004
        return None
    shared = _field(told.speaker.written, words) & _field(role, words)
    governs = head in OFFICES and re.search(r"\b(?:head|chief|chairman)\b.*\badministration\b", role)
    return name if governs or (shared and head not in role.split()) else None


def _field(written: str, words: SpeechWords) -> set[str]:
    """Return the words of a role that say what it is about: "health" of "local health official"."""
    kept = {w for w in re.findall(r"[a-z]{4,}", written.lower()) if not words.has("roles", w)}
    return {w for w in kept if not words.has("titles", w)} - GENERAL


GENERAL = frozenset(
    {
        "local",
        "regional",
        "national",
        "provincial",
        "state",
        "district",
        "city",
        "town",
        "from",
        "with",
        "area",
    }
    | {"ministry", "government", "security", "public", "general", "united", "nations", "international"}
)
