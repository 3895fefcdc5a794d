"""What kind of voice a source is, and whether it is itself blamed for what it counts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from histor.records.claim import Claim, StatementClaim
from histor.values.name import Name

FILLER = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "in",
        "its",
        "their",
        "a",
        "an",
        "al",
        "el",
        "forces",
        "fighters",
        "group",
        "army",
        "military",
    ]
)


class Kind(StrEnum):
    """The kinds of voices, as sides.yml lists them."""

    ESTIMATE = "estimate"
    ADVOCATE = "advocate"
    SCENE = "scene"
    MONITOR = "monitor"
    ARMED = "armed"
    OFFICIAL = "official"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: Kind
    pattern: re.Pattern[str]


def titles_of(claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    """Return what reports call each source, role and organisation among it, by canonical name."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        if isinstance(claim, StatementClaim) and claim.speaker:
            said = (claim.role, claim.organization.canonical if claim.organization else None)
            found.setdefault(claim.speaker.canonical, set()).update(title for title in said if title)
        if claim.source:
            found.setdefault(claim.source.canonical, set()).add(claim.source.written)
    return {speaker: frozenset(titles) for speaker, titles in found.items()}


def kind_of(source: Name | None, titles: Iterable[str] = ()) -> Kind:
    """Return what kind of voice `source` is, by its name, then by its titles.

    A report's own voice, and a name that says nothing, are OTHER.
    """
    if source is None:
        return Kind.OTHER
    own = _kind(f"{source.canonical} {source.written}")
    return own if own is not Kind.OTHER else _kind(" / ".join(sorted(titles)))


@lru_cache(maxsize=16_384)
def _kind(name: str) -> Kind:
    return next((entry.kind for entry in _entries() if entry.pattern.search(name)), Kind.OTHER)


def is_blamed(source: Name | None, titles: Iterable[str], blamed: Iterable[Name]) -> bool:
    """Whether `source` is, or speaks for, one of the blamed ("the army" and "the army's General Staff")."""
    if source is None:
        return False
    mine = [_words(name) for name in (source.canonical, *titles)]
    return any(_is_of(words, _words(other.canonical)) for other in blamed for words in mine)


def _is_of(mine: frozenset[str], other: frozenset[str]) -> bool:
    return bool(mine and other) and (mine <= other or other <= mine)


def _words(name: str) -> frozenset[str]:
    found = frozenset(re.findall(r"[^\W_]+", name.lower()))
    return (found - FILLER) or found


@cache
def body_words() -> frozenset[str]:
    """Return the words for bodies that speak with one voice."""
    return frozenset(_data()["bodies"])


@cache
def branch_words() -> frozenset[str]:
    """Return the words for an office that speaks for the whole body."""
    return frozenset(_data()["branches"])


@cache
def _data() -> Any:  # noqa: ANN401  # YAML, whose shape a test holds
    return yaml.safe_load(files("histor.figures").joinpath("sides.yml").read_text(encoding="utf-8"))


@cache
def _entries() -> tuple[_Entry, ...]:
    return tuple(_Entry(Kind(row["kind"]), _pattern(row["words"])) for row in _data()["kinds"])


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)
