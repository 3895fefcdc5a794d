"""The names that a report uses: two reports that share rare ones speak of the same thing."""

import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Protocol

from anyascii import anyascii

from histor.incidents.words import AREAS, CALENDAR, NO_NAMES, SITES
from histor.records.claim import Claim, StatementClaim
from histor.records.document import Document

SHORTEST = 3  # letters: shorter words written large are initials and "UN"
# A capital after a full stop, a quotation mark or a line's start need not be a name's.
QUOTES = "\"'\u201c\u201d\u2018\u2019"
INNER = re.compile(rf"(?<![.!?:\n{QUOTES}])(?<![.!?][ {QUOTES}])(?<=[ (\-])[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
# First and last names stand side by side, also at the start of a sentence: two capitals in a row are no accident.
RUN = re.compile(r"\b[A-Z][A-Za-z'-]+(?: (?:[A-Z]\. )?[A-Z][A-Za-z'-]+)+")
WORD = re.compile(r"[^\W\d_]+")
POSSESSIVE = re.compile(r"['\u2019]s$")
HEADLINE = 0.6  # of the words of a line in capitals: there a capital makes no name

# How rare a name is, is told from the record as if this many other reports had been seen without it: in a
# record of ten reports nothing is common, and still two that share a name share something.
UNSEEN = 1024
COMMON = 3.5  # log of the share of reports from which on a name tells nothing: one in thirty
EXACT = 4  # reports: from there on a number is told by its two leading binary digits (decisions/0016)
FEW = 5  # reports that name somebody: who is in more is a public figure, or stands at the foot of every page


@dataclass(frozen=True, slots=True)
class Named:
    """What one report writes as names, before others are heard."""

    words: frozenset[str]  # people's and places'
    people: frozenset[str]  # first and last name


class Rarities(Protocol):
    """How telling names are."""

    def get(self, name: str, default: float, /) -> float:
        """Return 1 for a name that two reports share, 0 for a common one, `default` for what one text alone has."""


@dataclass(frozen=True, eq=False)
class Names:
    """What one report calls people and places, and how telling each name is."""

    words: frozenset[str] = frozenset()
    people: frozenset[str] = (
        frozenset()
    )  # first and last name, of those whom few reports name and none quotes
    rarity: Rarities = field(default_factory=dict[str, float])  # of all names in a record

    @cached_property
    def telling(self) -> float:
        """How much all of them tell."""
        return self.weight(self.words)

    def weight(self, words: Iterable[str]) -> float:
        """Return how much these names tell, in rare names."""
        return math.fsum(self.rarity.get(word, 1.0) for word in words)  # exact: in any order the same


def names_in(text: str) -> frozenset[str]:
    """Return the words of `text` that are written as names, lower case, in Latin letters."""
    found = (
        POSSESSIVE.sub("", anyascii(match).lower()) for match in INNER.findall(text) if match[0].isupper()
    )
    return frozenset(word for word in found if len(word) >= SHORTEST and word not in CALENDAR)


def people_in(text: str) -> frozenset[str]:
    """Return who is named in full in `text`: first and last name, lower case, in Latin letters."""
    latin = anyascii(text)
    lines = (line for line in latin.split("\n") if not _is_headline(line))
    found = {person for line in lines for run in RUN.findall(line) for person in _full_names(run)}
    small = {word for word in WORD.findall(latin) if word.islower()}
    return frozenset(person for person in found if not small & set(person.split()))


def words_of(text: str) -> frozenset[str]:
    """Return every word of `text`, lower case, in Latin letters."""
    return frozenset(re.findall(r"[a-z-]+", anyascii(text).lower()))


def named_in(text: str) -> Named:
    """Return all that `text` writes as names."""
    return Named(names_in(text), people_in(text))


def names_of(
    documents: Mapping[str, Document], claims: Iterable[Claim], named: Mapping[str, Named] | None = None
) -> dict[str, Names]:
    """Return what each report calls people and places, weighed over all of them.

    `named` has what `named_in` finds in their texts, if that is known already: the texts are not looked at then.
    """
    found = named or {key: named_in(document.text) for key, document in documents.items()}
    words = {key: found[key].words for key in documents}
    people = {key: found[key].people for key in documents}
    origins = {key: document.copy_of or key for key, document in documents.items()}
    spread, known, quoted = _spread(words, origins), _spread(people, origins), quoted_in(claims)
    rarity = _rarity(spread, len(set(origins.values())))
    private = {person for person, reports in known.items() if is_private(person, reports, quoted)}
    return {key: Names(words[key], people[key] & private, rarity) for key in documents}


def stepped(number: int) -> int:
    """Return the step that a number of reports is on: 1, 2, 3, 4, 6, 8, 12, 16, 24 and so on.

    So one report more leaves nearly all names as telling as they were.
    """
    if number < EXACT:
        return number
    lower = number.bit_length() - 2
    return number >> lower << lower


def rarity_of(name: str, reports: int, texts: int) -> float | None:
    """Return how telling a name is that so many of all `texts` have; None where one text alone has it."""
    if name in NO_NAMES:
        return 0.0
    if reports <= 1:
        return None
    of, rarest = stepped(texts + UNSEEN), math.log(stepped(texts + UNSEEN) / 3) - COMMON
    return min(1.0, max(0.0, (math.log(of / (stepped(reports) + 1)) - COMMON) / rarest))


def is_private(person: str, reports: int, quoted: Container[str]) -> bool:
    """Whether few reports name somebody, and no word of the name is one of somebody quoted."""
    return reports <= FEW and not any(word in quoted for word in person.split())


def _full_names(run: str) -> Iterator[str]:
    """Yield the first and last of the words in a row that are names: ranks and bodies part them."""
    words = [POSSESSIVE.sub("", word).lower() for word in run.split() if not word.endswith(".")]
    parts = [
        (is_name, list(part))
        for is_name, part in groupby(
            words, key=lambda word: word not in NO_NAMES | CALENDAR and len(word) >= SHORTEST
        )
    ]
    for (is_name, names), (_, behind) in zip(parts, [*parts[1:], (False, [""])], strict=True):
        if is_name and names[1:] and names[-1] not in SITES | AREAS and behind[0] not in AREAS:
            yield f"{names[0]} {names[-1]}"


def _is_headline(line: str) -> bool:
    words = WORD.findall(line)
    return len(words) > 1 and sum(word[0].isupper() for word in words) > HEADLINE * len(words)


def _spread(names: Mapping[str, frozenset[str]], origins: Mapping[str, str]) -> Counter[str]:
    """Return in how many texts each name stands; copies of one text are one."""
    by_origin: dict[str, frozenset[str]] = {}
    for key, found in names.items():
        told = by_origin.get(origins[key])
        by_origin[origins[key]] = found if told is None else told | found
    return Counter(name for found in by_origin.values() for name in found)


def _rarity(spread: Mapping[str, int], texts: int) -> dict[str, float]:
    found = {name: rarity_of(name, reports, texts) for name, reports in spread.items()}
    return {name: weight for name, weight in found.items() if weight is not None}


def quoted_in(claims: Iterable[Claim]) -> frozenset[str]:
    """Return the words of the names of all who speak: a spokesman is named wherever he speaks."""
    speakers = (
        named
        for claim in claims
        for named in (claim.source, claim.speaker if isinstance(claim, StatementClaim) else None)
        if named
    )
    return frozenset(
        anyascii(word).lower()
        for named in speakers
        for word in WORD.findall(f"{named.canonical} {named.written}")
    )
