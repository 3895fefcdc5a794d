"""What is remembered of reports, scenes and incidents for holding others against them; see `schema.INDEX`."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from histor.values.key import key_of

QUOTED, NAMED = "quoted ", "named "  # before a word: somebody quoted has it in the name; somebody named does


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A report that counts, as far as others are held against it."""

    document: str
    origin: str  # the document whose text it is
    silent: bool = True  # it gives no toll of its own
    published: date | None = None
    words: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    private: tuple[str, ...] = ()  # of the people, those whom few reports name and none quotes
    quoted: tuple[str, ...] = ()  # words of the names of those who speak
    titles: tuple[tuple[str, str], ...] = ()  # what it calls them
    prints: tuple[int, ...] = ()  # the runs of words by which its text is looked up

    @property
    def names(self) -> tuple[str, ...]:
        """All that is counted over reports."""
        return (*self.words, *self.people)

    def posted(self) -> frozenset[int]:
        """Return the keys under which it is posted."""
        texts = (*self.names, *map(QUOTED.__add__, self.quoted), *(f"{NAMED}{word}" for word in self.parts()))
        return frozenset((*map(key_of, texts), *self.prints))

    def parts(self) -> frozenset[str]:
        """Return the words of the names of people."""
        return frozenset(word for person in self.people for word in person.split())

    def told(self) -> str:
        """Return what has no column of its own."""
        return json.dumps(
            [self.words, self.people, self.private, self.quoted, self.titles], separators=(",", ":")
        )


def told_in(body: str) -> dict[str, Any]:
    """Return the fields of an entry that have no column of their own."""
    words, people, private, quoted, titles = map(tuple, json.loads(body))
    pairs = tuple((name, title) for name, title in titles)
    return {"words": words, "people": people, "private": private, "quoted": quoted, "titles": pairs}


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneEntry:
    """A scene, as far as others are held against it."""

    id: str
    document: str
    incident: str | None
    within: str | None
    lead: bool
    nearest: int | None  # the key of the scene with which it is linked most strongly
    claims: int
    place: str
    day: str
    stretched: bool
    country: str | None
    few: bool
    first: int | None
    last: int | None
    slack: int
    news: int | None
    named: bool
    keys: tuple[int, ...]
    body: str  # packed

    @property
    def spot(self) -> tuple[str, str, bool, str | None, bool, int | None, int | None, int, int | None, bool]:
        """Where it stands under its keys."""
        where = self.place, self.day, self.stretched, self.country, self.few
        return *where, self.first, self.last, self.slack, self.news, self.named


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeEntry:
    """An incident, as far as reports and other incidents are held against it."""

    incident: str
    founded: str
    country: str | None
    first: date | None
    last: date | None
    wide: bool
    said: str | None
    shown: str | None
    body: str  # packed
    keys: tuple[int, ...]


def packed_keys(keys: Iterable[int]) -> bytes:
    """Return keys as bytes."""
    return np.array(sorted(keys), dtype="<i8").tobytes()


def unpacked_keys(told: bytes) -> tuple[int, ...]:
    """Return the keys in bytes."""
    return tuple(np.frombuffer(told, dtype="<i8").tolist())
