"""Give bodies their full names: "the ministry", "the aid group", the letters of a name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from histor.claims.attribution.names import SEAT
from histor.claims.attribution.speakers import Describer, Speaker


@dataclass(frozen=True, slots=True)
class Bodies:
    """Resolves bodies against those that spoke before in a report."""

    describer: Describer
    known: Sequence[tuple[int, Speaker]]  # paragraph, speaker; oldest first

    def in_full(self, speaker: Speaker) -> str | None:
        """Return the full name of the body of a role: "the Observatory's director"."""
        body = speaker.body or ""
        if len(body.split()) > 1 or not self.describer.words.has("definite_bodies", body.lower()):
            return self._spelled_out(body)
        alone = Speaker(
            head=body.lower(), start=speaker.start, end=speaker.end, body=body, label=body, definite=True
        )
        return self.body(alone).body

    def body(self, speaker: Speaker) -> Speaker:
        """Give "the ministry" the name of the last ministry; a body with a name of its own keeps it."""
        label = SEAT.sub("", speaker.body or "")
        if not label:
            return speaker  # nothing but articles and marks
        if (label[:1].isupper() and len(label.split()) > 1) or label.isupper():
            full = self._spelled_out(label)
            return replace(speaker, body=full, label=full)
        if not speaker.definite and label[:1].islower():
            return speaker
        words = label.lower().split()
        for other in self._different():
            if (
                other.body
                and other.body.lower() != label.lower()
                and self._is_the_same(words, speaker, other)
            ):
                return replace(speaker, body=other.body, label=other.body)
        named = self._named_before(speaker, label)
        return replace(speaker, body=named, label=named) if named else speaker

    def _different(self) -> Iterator[Speaker]:
        """Yield who spoke before, the last first; of several under one name the last alone."""
        names: set[tuple[str | None, str | None]] = set()
        for _, other in reversed(self.known):
            if (other.body, other.label) not in names:
                names.add((other.body, other.label))
                yield other

    def _spelled_out(self, label: str) -> str:
        """Return what the letters of a name stand for, where the report says so: "Office of Records (OR)"."""
        if not label.isupper() or not label.isalpha() or self.describer.reading.lexicon.canonical(label):
            return label
        text = self.describer.reading.plain
        return spelled_out(text, label) or self._with_initials(label) or label

    def _with_initials(self, letters: str) -> str | None:
        """Return the known body or the outlet whose name has these initials."""
        names = [other.body for _, other in reversed(self.known) if other.body]
        outlet = self.describer.reading.document.outlet
        return next((n for n in (*names, outlet or "") if initials(n) == letters and len(letters) > 1), None)

    def _named_before(self, speaker: Speaker, label: str) -> str | None:
        """Return the full name nearest before "the ministry" that ends or begins in its word."""
        if not speaker.definite or not self.describer.words.has("definite_bodies", label.lower()):
            return None
        actor = self._actor_before(speaker, label)
        if actor is not None:
            return actor
        before = self.describer.reading.plain[: speaker.start]
        names = [m.group().strip() for m in body_names(label).finditer(before)]
        full = [re.sub(r"^(?:The|Our)\s+", "", name) for name in names]
        return next((name for name in reversed(full) if len(name.split()) > 1), None)

    def _actor_before(self, speaker: Speaker, label: str) -> str | None:
        """Return the last actor of the kind that "the group" or "the militia" may be, from the lines before."""
        kinds = KINDS.get(label.lower(), ())
        before = [
            m for m in self.describer.reading.actors if m.end <= speaker.start and m.entry.kind in kinds
        ]
        return before[-1].written if before and speaker.start - before[-1].end < FAR else None

    def _is_the_same(self, words: list[str], speaker: Speaker, other: Speaker) -> bool:
        if words[-1] in STATES_OWN and self._is_insurgent(other.body or ""):
            return False  # "the army" is no Liberation Army
        return self._shares_a_word(words, other) or self._is_of_the_kind(words, speaker, other)

    def _shares_a_word(self, words: list[str], other: Speaker) -> bool:
        theirs = (other.body or "").lower().split()
        kind = self.describer.words.has("bodies", words[0])
        named = (other.body or "")[:1].isupper()
        if len(words) == 1 and kind and named and any(word.startswith(words[0]) for word in theirs):
            return True  # "Monitoring Group"
        return words[-1] in theirs and set(words) <= set(theirs)

    def _is_of_the_kind(self, words: list[str], speaker: Speaker, other: Speaker) -> bool:
        if words[-1] in (other.body or "").lower().split():
            return False
        if speaker.head in MEDIA:
            return self._is_medium(other)
        general = self.describer.words.lists["general"]
        if speaker.head not in KINDS or not set(words[:-1]) <= general or other.body != other.label:
            return False
        entry = self.describer.reading.lexicon.canonical(other.body or "")
        if entry is not None:
            return entry.kind in KINDS[speaker.head]
        return self._has_own_name(other)

    def _is_insurgent(self, name: str) -> bool:
        found = self.describer.reading.lexicon.find(name)
        return any(m.entry.kind == "armed_group" for m in found) or "liberation" in name.lower()

    def _is_medium(self, other: Speaker) -> bool:
        """Whether a body is an agency, a paper or a channel: by the lexicon or the last word of its name."""
        entry = self.describer.reading.lexicon.canonical(other.body or "")
        if entry is not None:
            return entry.kind == "agency"
        return self.describer.words.has("carriers", (other.body or "").lower().split()[-1])

    def _has_own_name(self, other: Speaker) -> bool:
        """Whether a body goes by a name that does not say what it is, as "Hazm" does and a ministry does not."""
        name = other.body or ""
        last = (name.split() or [""])[-1]
        if not last[:1].isupper():
            return False
        words = self.describer.words
        plain = any(
            words.has("bodies", w, w.removesuffix("s"), w.replace("ies", "y"))
            and not words.has("body_names", w)
            for w in name.lower().split()
        )
        return not plain and (
            self.describer.names.is_group(name) or not self.describer.reading.gazetteer.find(name)
        )


STATES_OWN = frozenset({"army", "military", "police", "government", "forces", "force", "state", "navy"})
MEDIA = frozenset({"outlet", "broadcaster", "newspaper", "channel", "station", "paper", "daily"})
FAR = 600  # characters: a paragraph or two

KINDS = {
    "group": ("armed_group", "monitor", "ngo"),
    "organisation": ("monitor", "ngo", "un"),
    "organization": ("monitor", "ngo", "un"),
    "monitor": ("monitor",),
    "watchdog": ("monitor", "ngo"),
    "body": ("un", "monitor"),
    "agency": ("un", "agency"),
    "charity": ("ngo",),
    "militia": ("armed_group",),
    "movement": ("armed_group", "party"),
}


def initials(name: str) -> str:
    """Return the first letters of the words of a name that begin with a capital."""
    return "".join(
        word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper() and word.lower() != "the"
    )


@lru_cache(maxsize=256)
def spelled_out(text: str, letters: str) -> str | None:
    """Return the name that a text sets before its letters in brackets, as far back as the letters go."""
    match = re.search(rf"(?P<before>(?:[\w’'-]+ ){{1,10}})\({letters}\)", text)
    if match is None:
        return None
    words = match.group("before").split()
    tails = [" ".join(words[k:]) for k in range(len(words)) if words[k][:1].isupper()]
    fit = [tail for tail in tails if initials(tail) == letters]
    return re.sub(r"^The\s", "", fit[0]) if fit else None


@lru_cache(maxsize=256)
def body_names(kind: str) -> re.Pattern[str]:
    """Return the pattern of proper names with a word for a body in them: "Ministry of Public Works"."""
    word = kind.capitalize()
    before = r"(?:[A-Z][\w’'-]*\s(?:(?:of|for|on|and)\s(?:the\s)?)?){0,5}"
    after = r"(?:\s(?:of|for|on|against)\s(?:the\s)?[A-Z][\w’'-]*(?:\s(?:and\s)?[A-Z][\w’'-]*)*)*"
    return re.compile(rf"\b{before}{word}\b{after}")
