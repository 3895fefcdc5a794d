# ruff: noqa: RUF001 - dashes and quotes as reports write them
"""Read a speaker's noun phrase: the person's name, the role, the body spoken for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from histor.claims.mentions import Stretch
from histor.claims.parsed import Sentence, Token
from histor.claims.reading import Reading
from histor.claims.speech_words import SpeechWords

INNER = frozenset(
    {
        "det",
        "poss",
        "compound",
        "amod",
        "nummod",
        "nmod",
        "quantmod",
        "predet",
        "advmod",
        "case",
        "punct",
        "neg",
    }
)
CONNECTING = frozenset({"of", "for", "at", "in", "from", "to"})
ARTICLES = re.compile(
    r"^(?:(?:the|a|an|this|that|these|those|its|their|his|her|our|same|another|both|but|and|meanwhile|one(?=\s+(?!of)))\s+)+",
    re.IGNORECASE,
)
APPOSED = re.compile(
    r",\s+(?P<name>(?:[A-Z][\w’'.-]*\s+){1,5}[A-Z][\w’'-]+|[A-Z][\w’'-]{2,})(?=\s*,|\s*\.?$)"
)
KNOWN_AS = re.compile(
    r"(?:known as|who gave (?:his|her|their) name as|calls itself|identified (?:only )?as|named as)\s+"
    r"(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
)
AGED = re.compile(r"^,\s+\d{1,3}(?:,|\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whoever is given as speaking, as far as one phrase says."""

    head: str  # the phrase's head, dictionary form
    start: int
    end: int
    person: str | None = None  # a proper name
    role: str | None = None
    body: str | None = None
    label: str | None = None  # an unnamed speaker as written: "police official", "two doctors and a nurse"
    plural: bool = False
    definite: bool = False
    gender: str | None = None  # "f", "m" where the words say so

    @property
    def written(self) -> str:
        """The clearest that the phrase itself gives."""
        return self.person or self.label or self.body or self.role or self.head


@dataclass(frozen=True, slots=True)
class Describer:
    """Reads the noun phrases of one report."""

    reading: Reading
    words: SpeechWords

    def describe(self, sentence: Sentence, head: Token) -> Speaker:
        """Return what the noun phrase of `head` says about who speaks."""
        core = self._core(sentence, head)
        area = zone(sentence, head)
        renamed = KNOWN_AS.search(sentence.words(area.start, area.end))
        if renamed is not None and not self._name_in(core):
            return self._renamed(head, core, area, renamed.group("name"))
        name = self._name_in(core)
        if name:
            return self._named(sentence, head, core, name, area)
        alias = self._apposed_body(sentence, head)
        if alias is not None:
            return self._renamed(head, core, area, alias)
        apposed = self._apposed_name(sentence, head, area)
        if apposed is not None:
            return self._officer(sentence, head, core, apposed, area)
        return self._unnamed(sentence, head, core, area)

    def _core(self, sentence: Sentence, head: Token) -> list[Token]:
        """Return the tokens of the phrase up to its head, in order, without what hangs behind."""
        inner = [t for t in _inside(sentence, head) if t.i <= head.i]
        first = min((t.i for t in inner), default=head.i)
        return list(sentence.tokens[first : head.i + 1])

    def _name_in(self, core: Sequence[Token]) -> list[Token]:
        """Return the tokens of a person's name: what follows the last role or title of the phrase."""
        after: list[Token] = []
        for token in reversed(core):
            if not _capital(token) or token.text in ("'s", "’s"):
                break
            if self._is_role(token):
                return list(reversed(after))
            after.append(token)
        tail = list(reversed(after))
        return tail if self._is_person(tail, core) else []

    def _is_role(self, token: Token) -> bool:
        word = token.text.lower().rstrip(".")
        return self.words.has("roles", word, token.lemma) or self.words.has("titles", word)

    def _is_person(self, name: Sequence[Token], core: Sequence[Token]) -> bool:  # noqa: PLR0911 - one per sign
        if not name:
            return False
        before = core[: len(core) - len(name)]
        if before and self._is_role(before[-1]) and len(name) >= 1:
            return True
        if before and before[-1].lemma == "the":
            return False
        written = _text(name)
        known = self.reading.lexicon.canonical(written)
        if known is not None:
            return known.kind == "person"
        if self._is_body(name) or written.isupper():
            return False
        if len(name) == 1:
            return self._is_surname(written)
        return len(name) <= LONGEST_NAME and not before and not self._is_place(written)

    def _is_body(self, name: Sequence[Token]) -> bool:
        last = name[-1]
        return (
            self.words.holds("bodies", last)
            or self.words.has("metonyms", _text(name).lower())
            or self.words.holds("carriers", last)
        )

    def _is_place(self, written: str) -> bool:
        return bool(self.reading.gazetteer.find(written))

    def _is_surname(self, written: str) -> bool:
        """Whether a lone proper name is a person's: a fuller name or an age says so."""
        text = self.reading.document.text
        fuller = full_name(text, written)
        if fuller != written:
            return not self._is_body_name(fuller)
        return bool(
            re.search(rf"\b{re.escape(written)}, (?:\d\d?\b|who\b|whose\b|an? [a-z])", text)
        ) and not self._is_place(written)

    def _is_body_name(self, name: str) -> bool:
        last = name.rsplit(maxsplit=1)[-1].lower()
        return self.words.has("bodies", last) or self.reading.lexicon.canonical(name) is not None

    def _named(
        self, sentence: Sentence, head: Token, core: Sequence[Token], name: Sequence[Token], area: Stretch
    ) -> Speaker:
        before = [t for t in core if t.i < name[0].i]
        role = ARTICLES.sub("", _text(before)).strip(" ,") or None
        aside = self._role_aside(sentence, head, area)
        body = self._body_before(before) or self._body_of(sentence, head)
        if aside is not None:
            role = role or aside[0]
            body = body or aside[1]
        return Speaker(
            head=head.lemma,
            start=area.start,
            end=area.end,
            person=_text(name),
            role=role,
            body=body,
            gender=self._gender(f"{role or ''} {_text(before)}"),
        )

    def _role_aside(self, sentence: Sentence, head: Token, area: Stretch) -> tuple[str, str | None] | None:
        """Return the role that stands in apposition to a name, and the body it names."""
        for child in sentence.children(head):
            if child.dep == "appos" and (
                self.words.holds("roles", child) or self.words.holds("people", child)
            ):
                return self._as_role(sentence, child)
        del area
        return None

    def _as_role(self, sentence: Sentence, head: Token) -> tuple[str, str | None]:
        inside = phrase_of(sentence, head)
        return ARTICLES.sub("", sentence.words(inside.start, inside.end)), self._body_of(sentence, head)

    def _apposed_name(self, sentence: Sentence, head: Token, area: Stretch) -> str | None:
        """Return the name set beside a role: "the mayor, Jon Boru"."""
        if head.tag == "NN" and not self.words.holds("bodies", head):
            for child in sentence.children(head):
                if child.dep == "appos" and child.pos == "PROPN":
                    return _text(self._strip_titles(self._core(sentence, child)))
        if not (self.words.holds("roles", head) or self.words.holds("people", head)):
            return None
        for child in sentence.children(head):
            if child.dep == "appos" and child.pos == "PROPN":
                return _text(self._strip_titles(self._core(sentence, child)))
        if head.tag == "NNS" or any(
            c.dep == "prep" and c.lemma not in ("of", "for") for c in sentence.children(head)
        ):
            return None
        phrase = phrase_of(sentence, head)
        match = APPOSED.match(sentence.text, phrase.end - sentence.start)
        del area
        return match.group("name") if match else None

    def _apposed_body(self, sentence: Sentence, head: Token) -> str | None:
        """Return the name set after a word for a body: "the monitoring group ACLED"."""
        if not self.words.holds("bodies", head) or head.pos == "PROPN":
            return None
        for child in sentence.children(head):
            if child.dep == "appos" and child.pos == "PROPN":
                return ARTICLES.sub("", _text(self._core(sentence, child)))
        return None

    def _strip_titles(self, core: Sequence[Token]) -> list[Token]:
        kept = [
            t
            for t in core
            if not (self.words.has("titles", t.text.lower().rstrip(".")) or self.words.holds("roles", t))
        ]
        return kept or list(core)

    def _officer(
        self, sentence: Sentence, head: Token, core: Sequence[Token], name: str, area: Stretch
    ) -> Speaker:
        role, body = self._as_role(sentence, head)
        return Speaker(
            head=head.lemma,
            start=area.start,
            end=area.end,
            person=name,
            role=role,
            body=body or self._body_before(core[:-1]),
            gender=self._gender(role),
        )

    def _renamed(self, head: Token, core: Sequence[Token], area: Stretch, name: str) -> Speaker:
        body = self.words.holds("bodies", head)
        label = ARTICLES.sub("", _text(core))
        return Speaker(
            head=head.lemma,
            start=area.start,
            end=area.end,
            person=None if body else name,
            body=name if body else None,
            role=None if body else label,
            gender=self._gender(label),
        )

    def _unnamed(self, sentence: Sentence, head: Token, core: Sequence[Token], area: Stretch) -> Speaker:
        inside = phrase_of(sentence, head)
        words = sentence.words(min(inside.start, head.start), inside.end)
        after = head.end - min(inside.start, head.start)
        label = ARTICLES.sub("", words[:after] + words[after:].split(":")[0]).strip(" ,;:")
        proper = head.pos == "PROPN" and _capital(head)
        collective = self.words.holds("bodies", head) or self.words.has("metonyms", label.lower())
        label = self._known_in(label) if proper else label
        known = self.reading.lexicon.canonical(label)
        is_body = (
            collective
            or (proper and not self._is_role(head))
            or (known is not None and known.kind != "person")
        )
        role = head.lemma if self.words.holds("roles", head) else None
        return Speaker(
            head=head.lemma,
            start=area.start,
            end=area.end,
            label=label,
            role=role if not is_body else None,
            body=label if is_body else self._body_before(core[:-1]) or self._body_of(sentence, head),
            plural=head.tag in ("NNS", "NNPS") or head.lemma in ("police", "people"),
            definite=bool(core) and core[0].text.lower() in ("the", "that", "this", "same", "its", "their"),
            gender=self._gender(label),
        )

    def _known_in(self, label: str) -> str:
        """Return the known actor that makes up most of a name, "UK-based" and "(SOHR)" aside."""
        found = [m.written for m in self.reading.lexicon.find(label) if len(m.written) * 2 > len(label)]
        return max(found, key=len) if found else re.sub(r"\s*\([^)]*\)?$", "", label)

    def _body_before(self, before: Sequence[Token]) -> str | None:
        """Return the body that a role is put after: "Defense Ministry spokesperson"."""
        roles = [k for k, t in enumerate(before) if self._is_role(t)]
        tokens = list(before[: roles[-1]] if roles else before)
        while tokens and self._is_role(tokens[-1]):
            tokens.pop()
        run: list[Token] = []
        for token in reversed(tokens):
            if not run and token.text in ("'s", "’s"):
                continue
            if (
                not (_capital(token) or self.words.holds("bodies", token))
                or token.pos == "DET"
                or self._is_role(token)
            ):
                break
            run.insert(0, token)
        written = _text(run)
        return written if run and self._names_body(run, written) else None

    def _names_body(self, run: Sequence[Token], written: str) -> bool:
        known = self.reading.lexicon.canonical(written)
        acronym = written.isupper() and len(written) > 1
        return (
            acronym
            or self.words.holds("bodies", run[-1])
            or (known is not None and known.kind not in ("person", "community"))
        )

    def _body_of(self, sentence: Sentence, head: Token) -> str | None:
        """Return the body named after a role: "spokesman for the Ardel Hospital", "Wassim of the Centre"."""
        for child in sentence.children(head):
            if child.dep != "prep" or child.lemma not in ("of", "for", "at", "from", "with"):
                continue
            inner = next((t for t in sentence.children(child) if t.dep == "pobj"), None)
            if inner is None:
                continue
            inside = phrase_of(sentence, inner)
            written = ARTICLES.sub("", sentence.words(inside.start, inside.end))
            if self._names_body([inner], written) or self.words.holds("bodies", inner):
                return written
        return None

    def _gender(self, words: str | None) -> str | None:
        said = {w.lower().rstrip(".") for w in re.findall(r"[\w-]+", words or "")}
        if said & self.words.lists["women"]:
            return "f"
        return "m" if said & self.words.lists["men"] else None


LONGEST_NAME = 5  # "Rimtalba Jean Emmanuel Ouedraogo" has four words


def _inside(sentence: Sentence, head: Token) -> Iterator[Token]:
    yield head
    for child in sentence.children(head):
        if child.dep == "case" and head.dep == "poss":
            continue
        if child.dep in INNER and not (child.dep == "punct" and child.text in (",", ";", "“", "”", '"')):
            yield from _inside(sentence, child)


def phrase_of(sentence: Sentence, head: Token) -> Stretch:
    """Return a noun phrase with what "of", "for", "and" join to it, without clauses and appositions."""
    kept = list(_inside(sentence, head))
    end = head
    for child in sentence.children(head):
        if child.dep == "prep" and child.lemma in CONNECTING and child.i > head.i:
            end = _last(sentence, child)
        elif child.dep == "conj" and child.pos in ("NOUN", "PROPN") and not child.pos == head.pos == "PROPN":
            if any(t.text == "," for t in sentence.tokens[end.i + 1 : child.i]):
                break
            end = max(end, *_inside(sentence, child), key=lambda t: t.i)
    start = min(token.start for token in kept)
    return Stretch(start=start, end=max(end.end, *(t.end for t in kept)))


def _last(sentence: Sentence, preposition: Token) -> Token:
    inner = next((t for t in sentence.children(preposition) if t.dep == "pobj"), None)
    if inner is None:
        return preposition
    last = max(_inside(sentence, inner), key=lambda t: t.i)
    for child in sentence.children(inner):
        if child.dep == "prep" and child.lemma in ("of", "for"):
            last = max(last, _last(sentence, child), key=lambda t: t.i)
    return last


def zone(sentence: Sentence, head: Token) -> Stretch:
    """Return all that hangs on a speaker's noun: also its appositions and relative clauses."""
    tokens = sentence.subtree(head)
    return Stretch(start=tokens[0].start, end=tokens[-1].end)


def full_name(text: str, surname: str) -> str:
    """Return the fullest contiguous proper name in `text` that ends in `surname`, else `surname`."""
    pattern = re.compile(rf"((?:[A-Z][\w’'-]+[ ]){{1,3}}){re.escape(surname)}\b(?![’'-]?\w)")
    found = [match.group(0) for match in pattern.finditer(text)]
    return max(found, key=len) if found else surname


def _text(tokens: Sequence[Token]) -> str:
    if not tokens:
        return ""
    out = tokens[0].text
    for before, token in pairwise(tokens):
        out += (" " if token.start > before.end else "") + token.text
    return out


def _capital(token: Token) -> bool:
    return (
        token.text[:1].isupper()
        or token.text.lower() in ("al", "el", "de", "bin", "ibn", "van", "von", "ul", "abu", "ag", "-")
        or (token.text == "-" or token.text.startswith(("al-", "el-", "-", "ul-")))
    )
