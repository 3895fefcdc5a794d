"""Name who speaks: the person, the role and the body in a noun phrase, and what a pronoun or description stands for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from histor.claims.parsed import Sentence, Token
from histor.claims.phrases import phrase
from histor.claims.reading import Reading
from histor.claims.speech_words import SpeechWords
from histor.values.name import Name

ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|our|this|that|another|one|some|same|the same)\s+", re.IGNORECASE)
POSSESSIVE = re.compile(r"(?:’s|'s|’|')$")
PERSONAL = frozenset({"he", "she", "i", "him", "her"})
COLLECTIVE = frozenset({"it", "they", "we", "them"})
TITLE = re.compile(
    r"^(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Major|General|Colonel|Captain|Lieutenant|Brigadier|President|Governor|"
    r"Prime|Minister|Sheikh|Imam|Bishop|Father|Sister|Pope|King|Prince|Senator|DSP|Inspector|Commissioner|Chancellor)\.?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks, as one noun phrase gives it, references resolved."""

    person: Name | None
    role: str | None
    body: Name | None
    start: int  # of the noun phrase, its appositions included
    end: int

    @property
    def key(self) -> str:
        """What tells this speaker from another."""
        name = self.person or self.body
        return name.written.lower() if name else ""


@dataclass
class Cast:
    """Who has appeared in a report so far, the last one last."""

    reading: Reading
    words: SpeechWords
    people: list[Speaker] = field(default_factory=list)
    bodies: list[Speaker] = field(default_factory=list)

    def speaker(self, sentence: Sentence, head: Token) -> Speaker | None:
        """Return who the noun phrase of `head` is, None if nobody that can speak."""
        if head.pos == "PRON" or head.lemma in PERSONAL | COLLECTIVE:
            return self._pronoun(head)
        found = self._named(sentence, head)
        if found is None:
            return None
        resolved = self._known(found)
        self._remember(resolved)
        return resolved

    def _pronoun(self, head: Token) -> Speaker | None:
        spoken = head.text.lower()
        pool = self.people if spoken in PERSONAL else self.bodies if spoken == "it" else [*self.bodies, *self.people]
        before = [speaker for speaker in pool if speaker.start < head.start]
        return replace(before[-1], start=head.start, end=head.end) if before else None

    def _remember(self, speaker: Speaker) -> None:
        if speaker.person is not None:
            self.people.append(speaker)
        if speaker.body is not None:
            self.bodies.append(replace(speaker, person=None, role=None))

    def _named(self, sentence: Sentence, head: Token) -> Speaker | None:
        start, end = self._extent(sentence, head)
        apposed = self._apposed(sentence, head)
        text = self.reading.document.text[start:end]
        if apposed is not None:
            other_start, other_end = self._extent(sentence, apposed)
            return self._with_apposition(text, self.reading.document.text[other_start:other_end], start, max(end, other_end))
        if not self._can_speak(text, head):
            return None
        person, role, body = self._parts(text)
        return Speaker(person=person, role=role, body=body, start=start, end=end)

    def _extent(self, sentence: Sentence, head: Token) -> tuple[int, int]:
        """Return the noun phrase, with the rest of a body's name: "Observatory for Human Rights"."""
        named = phrase(sentence, head)
        start, end = named.start, named.end
        for mention in self.reading.actors_in(sentence):
            if mention.start < end and mention.end > start and mention.entry.kind != "community":
                start, end = min(start, mention.start), max(end, mention.end)
        tail = re.match(r"(?: (?:for|of|on|in|and) (?:the )?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][\w-]+(?: [A-Z][\w-]+)*)+", self.reading.document.text[end : end + 80])
        if tail and head.text[:1].isupper() and head.lemma in self.words.bodies | {"observatory", "commission", "centre", "center"}:
            end += tail.end()
        return start, end

    def _apposed(self, sentence: Sentence, head: Token) -> Token | None:
        after = [c for c in sentence.children(head) if c.dep == "appos" and c.pos in ("NOUN", "PROPN")]
        return after[0] if after else None

    def _with_apposition(self, first: str, second: str, start: int, end: int) -> Speaker | None:
        """Join "Pavlo Kyrylenko, head of the administration" and "the ministry's spokesman, Hassan Abdel-Ghani"."""
        person, role, body = self._parts(first)
        other, other_role, other_body = self._parts(second)
        if re.fullmatch(r"\d{1,3}", second.strip()):
            return Speaker(person=person, role=role, body=body, start=start, end=end)
        if person is None or (other is not None and role is not None and person.written[:1].islower()):
            person, other = other or person, person
        if person is None and body is None:
            return None
        former = re.search(r"\b(?:former|ex|once)\b", second) is not None
        return Speaker(
            person=person, role=role or other_role, body=body or (None if former else other_body), start=start, end=end
        )

    def _can_speak(self, text: str, head: Token) -> bool:
        if any(m.entry.kind != "community" for m in self.reading.lexicon.find(text)):
            return True
        if head.text.lower() in self.words.speakers or head.lemma in self.words.speakers:
            return True
        return head.pos == "PROPN" and text[:1] != ""

    def _parts(self, text: str) -> tuple[Name | None, str | None, Name | None]:
        """Split a noun phrase into the person, the role and the body: any of them may be missing."""
        plain = ARTICLE.sub("", ARTICLE.sub("", text.strip())).strip(" ,")
        plain = POSSESSIVE.sub("", plain)
        words = plain.split()
        at = next((i for i in range(len(words) - 1, -1, -1) if words[i].lower().strip(".,") in self.words.roles), None)
        entry = self.reading.lexicon.canonical(plain)
        if at is None:
            if entry is not None and entry.kind == "person":
                return self._name(plain), entry.role, None
            if self._is_body(plain, words):
                return None, None, self._name(plain)
            return self._name(plain), None, None
        return self._with_role(plain, words, at)

    def _with_role(self, plain: str, words: Sequence[str], at: int) -> tuple[Name | None, str | None, Name | None]:
        named = " ".join(words[at + 1 :])
        proper = [w for w in words[at + 1 :] if w[:1].isupper()]
        before = re.sub(r"(?:’s|'s)$", "", " ".join(words[:at])).strip()
        body = self._name(before) if before and self._is_body(before, before.split()) else None
        role = words[at].lower()
        of = re.match(r"(?:of|for|at|in) (?:the )?(.+)", named)
        if of:
            rest = of.group(1)
            return self._name(plain), role, self._name(rest) if self._is_body(rest, rest.split()) else body
        if proper and named[:1].isupper():
            return self._name(" ".join(_person(words[at + 1 :])) or plain), role, body
        return self._name(plain), role, body

    def _is_body(self, text: str, words: Sequence[str]) -> bool:
        if words and words[-1].lower() in self.words.bodies:
            return True
        found = self.reading.lexicon.find(text)
        if any(m.entry.kind not in ("person", "community") for m in found):
            return True
        return any(word.lower() in self.words.bodies for word in words) and " for " not in text

    def _name(self, written: str) -> Name:
        entry = self.reading.lexicon.canonical(written)
        return Name(canonical=entry.name if entry else written, written=written, entry=entry.id if entry else None)

    def _known(self, found: Speaker) -> Speaker:
        """Resolve a surname to the full name, "the governor" to the governor, "the monitor" to its name."""
        if found.person is not None:
            full = self._fuller_person(found)
            if full is not None:
                return replace(full, start=found.start, end=found.end)
        if found.body is not None and found.person is None:
            fuller = self._fuller_body(found.body)
            if fuller is not None:
                return replace(found, body=fuller)
        return found

    def _fuller_person(self, found: Speaker) -> Speaker | None:
        assert found.person is not None  # noqa: S101 (the caller has looked)
        written = found.person.written
        for known in reversed(self.people):
            if known.person is None or known.person.written == written:
                continue
            words = known.person.written.lower().split()
            surname = written.lower().split()
            if written[:1].isupper() and words[-len(surname) :] == surname and len(words) > len(surname):
                return known
            if found.role and written.lower() == found.role and known.role == found.role:
                return known
        return None

    def _fuller_body(self, body: Name) -> Name | None:
        if body.entry is not None:
            return self._longest(body.entry) or body
        if not body.written.lower() in self.words.bodies and len(body.written.split()) > 1:
            return None
        noun = body.written.lower().split()[-1]
        fitting = [s.body for s in self.bodies if s.body and _is_called(s.body, noun, self.reading)]
        return fitting[-1] if fitting else None

    def _longest(self, entry: str) -> Name | None:
        """Return the fullest form in which this report names an actor."""
        forms = [m.written for m in self.reading.actors if m.entry.id == entry]
        best = max(forms, key=len, default=None)
        return Name(canonical=self.reading.lexicon.entries[entry].name, written=best, entry=entry) if best else None


def _is_called(body: Name, noun: str, reading: Reading) -> bool:
    """Whether a description fits a body: a monitor is a monitor, a group anything but a ministry."""
    words = body.written.lower().split()
    if noun in words:
        return True
    entry = reading.lexicon.entries.get(body.entry) if body.entry else None
    kind = entry.kind if entry else None
    fits = {
        "monitor": {"monitor", "ngo"},
        "watchdog": {"monitor", "ngo"},
        "group": {"monitor", "ngo", "armed_group", "party"},
        "organisation": {"monitor", "ngo", "un"},
        "organization": {"monitor", "ngo", "un"},
        "network": {"monitor", "ngo"},
        "observatory": {"monitor"},
        "agency": {"agency", "un"},
        "office": {"un", "government"},
        "body": {"un", "monitor", "ngo"},
    }
    return kind in fits.get(noun, set())


def _person(words: Sequence[str]) -> list[str]:
    """Drop titles that stand before a name and whatever is not capitalised after it."""
    kept = [word for word in words if not TITLE.match(word)]
    return kept if kept else list(words)
