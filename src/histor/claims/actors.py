"""Find who is named in a text: armed actors, authorities, monitors, agencies, communities."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from histor.claims.vocabulary import SHIPPED, Plain, Source, load, mapping

KINDS = frozenset(
    {
        "armed_group",
        "state_force",
        "government",
        "monitor",
        "agency",
        "un",
        "ngo",
        "party",
        "community",
        "person",
    }
)
KEYS = frozenset({"name", "aliases", "words", "kind", "country", "role", "organization"})
KNOWN = ", ".join(sorted(KINDS))
BODIES = "bodies.yml"
LONGEST_STATE = 4  # words: "Democratic Republic of Congo"
NO_COUNTRIES: Mapping[str, str] = MappingProxyType({})
SHORT = 5  # letters; "HTS", "SANA", "IS" are read as written, in capitals only
WORD = re.compile(r"(?<![\w-])\w+")
SENSITIVE = frozenset({"community"})  # religion and ethnicity: a finding about people that can harm them


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
    words: tuple[str, ...] = ()  # aliases that are words too ("IS"): not read amid capitals

    @property
    def sensitive(self) -> bool:
        """Whether to say that somebody belongs to it is to say their religion or ethnicity."""
        return self.kind in SENSITIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """An actor named at `start` to `end`."""

    start: int
    end: int
    entry: ActorEntry
    written: str


@dataclass(frozen=True)
class StateBodies:
    """Ministries, armies and the like, which every state has: named by a country or demonym beside their word."""

    bodies: Mapping[str, ActorEntry]  # lower-case wording -> the body, without a country
    countries: Mapping[str, str]  # name or demonym as capitalised -> country

    def named(self, written: str) -> ActorEntry | None:
        """Return the body that `written` names, under one name for all its wordings; None if it names none.

        "Iranian foreign ministry" and "ministry of foreign affairs of Iran" are Iran's Foreign Ministry.
        """
        state, body = self._parted(written.split())
        if state is None or body is None:
            return None
        country = self.countries[state]
        name = f"{country}'{'' if country.endswith('s') else 's'} {body.name}"
        return ActorEntry(id=f"{body.id}:{country}", name=name, kind=body.kind, country=country)

    def _parted(self, words: Sequence[str]) -> tuple[str | None, ActorEntry | None]:
        """Return the country's and the body's words: "Iran's | police", "police | of Iran"."""
        for k in range(1, min(len(words), LONGEST_STATE + 1)):
            state = re.sub(r"[’']s?$", "", " ".join(words[:k]))
            if state in self.countries:
                return state, self.bodies.get(" ".join(words[k:]).lower())
            state = re.sub(r"^the ", "", " ".join(words[-k:]))
            if state in self.countries and k + 1 < len(words) and words[-k - 1] == "of":
                return state, self.bodies.get(" ".join(words[: -k - 1]).lower())
        return None, None


@dataclass(frozen=True)
class ActorLexicon:
    """All entries, and for every word that a name can begin with the pattern of those names."""

    entries: Mapping[str, ActorEntry]
    by_name: Mapping[str, ActorEntry]  # as written for short names, lower case for the others
    openings: Mapping[str, re.Pattern[str]] = field(repr=False)
    states: StateBodies = field(repr=False)

    def find(self, text: str) -> list[ActorMention]:
        """Return the actors named in `text`, longest name first where two overlap, in order."""
        found: list[ActorMention] = []
        end = 0
        for word in WORD.finditer(text):
            names = self.openings.get(word.group().lower()) if word.start() >= end else None
            match = names.match(text, word.start()) if names else None
            entry = self._entry(match.group()) if match else None
            if match and entry and not (match.group() in entry.words and _in_capitals(text, match)):
                end = match.end()
                found.append(ActorMention(start=match.start(), end=end, entry=entry, written=match.group()))
        return found

    def canonical(self, written: str) -> ActorEntry | None:
        """Return the entry that `written` names, article and possessive aside; None where there is none."""
        plain = re.sub(r"[’']s?$", "", written.strip())
        bare = re.sub(r"^(?:the|The)\s+", "", plain)
        return self._entry(plain) or self._entry(bare) or self.states.named(bare)

    def _entry(self, written: str) -> ActorEntry | None:
        plain = " ".join(written.split()).replace("’", "'")
        return self.by_name.get(plain) or self.by_name.get(plain.lower())


def _in_capitals(text: str, match: re.Match[str]) -> bool:
    """Whether the words beside a match are in capitals too, so that its capitals say nothing: a headline."""
    beside = re.findall(r"\w+", text[max(match.start() - 20, 0) : match.start()])[-1:]
    beside += re.findall(r"\w+", text[match.end() : match.end() + 20])[:1]
    return any(word.isupper() and len(word) > 1 for word in beside)


def load_actors(folders: Sequence[Path] = (), countries: Mapping[str, str] = NO_COUNTRIES) -> ActorLexicon:
    """Return the shipped actors with those of the user's folders (`actors/*.yml`) on top, by id.

    `countries` gives the country of its names and demonyms, for the bodies that every state has.

    Raises LexiconError, with the line, for an entry that does not fit.
    """
    entries: dict[str, ActorEntry] = {}
    for folder in (SHIPPED, *folders):
        for path in sorted((folder / "actors").glob("*.yml")):
            if path.name != BODIES:
                entries |= {entry.id: entry for entry in _entries(load(path))}
    named = {name: entry for entry in entries.values() for name in (entry.name, *entry.aliases, *entry.words)}
    by_name = {_key(name): entry for name, entry in named.items()}
    return ActorLexicon(entries, by_name, _openings(named), _load_state_bodies(countries, folders))


def _entries(source: Source) -> Iterator[ActorEntry]:
    for key, (value, node) in mapping(source).items():
        if not isinstance(value, dict) or not {"name", "kind"} <= set(value):
            raise source.fail(f"actor {key!r} needs a name and a kind", node)
        if value["kind"] not in KINDS:
            raise source.fail(f"actor {key!r}: kind {value['kind']!r} is none of {KNOWN}", node)
        unknown = set(value) - KEYS
        if unknown:
            raise source.fail(f"actor {key!r} has no key {', '.join(sorted(unknown))}", node)
        lists = [value.get(name, []) for name in ("aliases", "words")]
        if not all(map(_is_names, lists)):
            raise source.fail(f"actor {key!r}: aliases and words are lists of names in quotes", node)
        yield _actor(key, value)


def _is_names(value: Plain) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _actor(key: str, value: Mapping[str, Plain]) -> ActorEntry:
    return ActorEntry(
        id=key,
        name=str(value["name"]),
        kind=str(value["kind"]),
        country=_text(value.get("country")),
        role=_text(value.get("role")),
        organization=_text(value.get("organization")),
        aliases=_texts(value.get("aliases")),
        words=_texts(value.get("words")),
    )


def _text(value: Plain) -> str | None:
    return str(value) if value else None


def _texts(value: Plain) -> tuple[str, ...]:
    return tuple(str(entry) for entry in value) if isinstance(value, list) else ()


def _key(name: str) -> str:
    """Return the form under which a name is kept: short names as written, longer ones in lower case."""
    return name if _strict(name) else name.replace("’", "'").lower()


def _strict(name: str) -> bool:
    return len(name) <= SHORT and name.isupper()


def _openings(names: Mapping[str, ActorEntry]) -> dict[str, re.Pattern[str]]:
    """Return one pattern for each first word, longest name first: no other word of a text is looked at."""
    by_first: dict[str, list[str]] = {}
    for name in names:
        first = WORD.search(name)
        if first:
            by_first.setdefault(first.group().lower(), []).append(name)
    return {first: _pattern(sorted(group, key=len, reverse=True)) for first, group in by_first.items()}


def _pattern(longest_first: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(_written, longest_first))})(?![\w])")


def _written(name: str) -> str:
    """Return the pattern of a name; a capital that opens it must be one: "amnesty" is a word."""
    if _strict(name):
        return _words(name)
    return f"{_words(name[0])}(?i:{_words(name[1:])})" if name[0].isupper() else f"(?i:{_words(name)})"


def _words(name: str) -> str:
    return re.escape(name).replace(r"\ ", r"\s+").replace("'", "[’']")


def _load_state_bodies(countries: Mapping[str, str], folders: Sequence[Path]) -> StateBodies:
    paths = (folder / "actors" / BODIES for folder in (SHIPPED, *folders))
    entries = {entry.id: entry for path in paths if path.exists() for entry in _entries(load(path))}
    named = {word: entry for entry in entries.values() for word in entry.words}
    spoken = {word: replace(entry, name=word) for entry in entries.values() for word in entry.aliases}
    return StateBodies({**spoken, **named}, countries)
