"""The words that tell the day of a deed from the days on which it was told, loaded from the lexicon."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from histor.claims.vocabulary import word_lists

VERBS = ("counting", "aftermath", "reaction")
PHRASES = (
    "commemoration",
    "onset",
    "violence",
    "wounds",
    "wounding",
    "dying",
    "back_then",
    "first_count",
    "fighting",
    "wars",
)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Dictionary forms of verbs, and patterns that find any of a list of phrases."""

    counting: frozenset[str]
    aftermath: frozenset[str]
    reaction: frozenset[str]
    commemoration: re.Pattern[str]
    onset: re.Pattern[str]
    violence: re.Pattern[str]
    wounds: re.Pattern[str]
    wounding: re.Pattern[str]
    dying: re.Pattern[str]
    back_then: re.Pattern[str]
    first_count: re.Pattern[str]
    fighting: re.Pattern[str]
    wars: re.Pattern[str]


def load_time_words(folders: Sequence[Path] = ()) -> TimeWords:
    """Return the time words of the shipped lexicon and the user's folders.

    Raises LexiconError, with the line, for a key or an entry that does not fit.
    """
    lists = word_lists("time_words.yml", (*VERBS, *PHRASES), folders)
    counting, aftermath, reaction = (frozenset(lists[key]) for key in VERBS)
    return TimeWords(counting, aftermath, reaction, *(_any(lists[key]) for key in PHRASES))


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"\b(?:{words or '(?!)'})\b", re.IGNORECASE)
