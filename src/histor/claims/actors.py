"""Find who is named in a text: armed actors, governments, monitors, agencies, communities, from the actor lexicon."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from histor.claims.vocabulary import SHIPPED, Plain, Source, load, mapping

KINDS = frozenset(
    {"armed_group", "state_force", "government", "monitor", "agency", "un", "ngo", "party", "community", "person"}
)
KEYS = frozenset({"name", "aliases", "kind", "country", "role", "organization", "members", "metonyms"})
SHORT = 5  # letters; "HTS", "SANA", "IS" are read as written, in capitals only


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """One actor as the record knows it."""

    id: str
    name: str
    kind: str
    country: str | None = None
    role: str | None = None  # of a person
    organization: str | None = None  # id of the body that a person speaks for
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """An actor named at `start` to `end`."""

    start: int
    end: int
    entry: ActorEntry
    written: str


@dataclass(frozen=True)
class ActorLexicon:
    """All entries, and one pattern that finds their names and aliases."""

    entries: Mapping[str, ActorEntry]
    by_name: Mapping[str, ActorEntry]  # as written for short names, lower case for the others
    pattern: re.Pattern[str] = field(repr=False)

    def find(self, text: str) -> list[ActorMention]:
        """Return the actors named in `text`, longest name first where two overlap, in order."""
        found = []
        for match in self.pattern.finditer(text):
            entry = self._entry(match.group())
            if entry is not None:
                found.append(ActorMention(start=match.start(), end=match.end(), entry=entry, written=match.group()))
        return found

    def canonical(self, written: str) -> ActorEntry | None:
        """Return the entry that `written` names, article and possessive aside; None where there is none."""
        plain = re.sub(r"[’']s?$", "", re.sub(r"^(?:the|The)\s+", "", written.strip()))
        return self._entry(plain)

    def _entry(self, written: str) -> ActorEntry | None:
        plain = " ".join(written.split())
        return self.by_name.get(plain) or self.by_name.get(_key(plain))


def load_actors(folders: Sequence[Path] = ()) -> ActorLexicon:
    """Return the shipped actors with those of the user's folders (`actors/*.yml`) on top, by id.

    Raises LexiconError, with the line, for an entry that does not fit.
    """
    entries: dict[str, ActorEntry] = {}
    for folder in (SHIPPED, *folders):
        for path in sorted((folder / "actors").glob("*.yml")):
            entries |= {entry.id: entry for entry in _entries(load(path))}
    by_name = {_key(name): entry for entry in entries.values() for name in (entry.name, *entry.aliases)}
    return ActorLexicon(entries, by_name, _pattern(by_name))


def _entries(source: Source) -> Iterator[ActorEntry]:
    for key, (value, node) in mapping(source).items():
        if not isinstance(value, dict) or not {"name", "kind"} <= set(value):
            raise source.fail(f"actor {key!r} needs a name and a kind", node)
        if value["kind"] not in KINDS:
            raise source.fail(f"actor {key!r}: kind {value['kind']!r} is none of {', '.join(sorted(KINDS))}", node)
        unknown = set(value) - KEYS
        if unknown:
            raise source.fail(f"actor {key!r} has no key {', '.join(sorted(unknown))}", node)
        yield ActorEntry(
            id=key,
            name=str(value["name"]),
            kind=str(value["kind"]),
            country=_text(value.get("country")),
            role=_text(value.get("role")),
            organization=_text(value.get("organization")),
            aliases=_texts(value.get("aliases")),
        )


def _text(value: Plain) -> str | None:
    return str(value) if value else None


def _texts(value: Plain) -> tuple[str, ...]:
    return tuple(str(entry) for entry in value) if isinstance(value, list) else ()


def _key(name: str) -> str:
    """Return the form under which a name is kept: short names by their capitals, longer ones whatever their case."""
    return name if len(name) <= SHORT and name.isupper() else name.replace("’", "'").lower()


def _pattern(by_name: Mapping[str, ActorEntry]) -> re.Pattern[str]:
    exact = [name for name in by_name if not name.islower()]
    folded = [name for name in by_name if name.islower()]
    words = [*map(_words, exact), *(f"(?i:{_words(name)})" for name in folded)]
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first) or '(?!)'})(?!\w)")


def _words(name: str) -> str:
    return re.escape(name).replace(r"\ ", r"\s+").replace("'", "[’']")
