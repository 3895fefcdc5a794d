"""Read a speaker's noun phrase: the person's name, the role, the body spoken for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from histor.claims.attribution.names import Names
from histor.claims.attribution.phrases import ARTICLES, capital, inside, phrase_of, text_of, zone
from histor.claims.attribution.places import DATELINE
from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.mentions import Stretch
from histor.claims.parsed import Sentence, Token
from histor.claims.reading import Reading

APPOSED = re.compile(
    r"(?:\s*\([A-Z]{2,8}\))?,\s+(?P<name>(?:[A-Z][\w’'.-]*\s+){1,5}[A-Z][\w’'-]+|[A-Z][\w’'-]{2,})(?=\s*,|\s*\.?$)"
)
# Where the parse cuts a name: "Karim" of "Karim al-Rok".
FAMILY = re.compile(r" (?:al|el|ul|bin|ibn|abu|van|von)[- ][A-Z][\w’'-]+")
QUOTED_NAME = re.compile(r"\s[“\"‘](?P<name>[A-Z][^”\"’,.]{2,60})[”\"’]")
WITH_LETTERS = re.compile(
    r"(?P<name>[A-Z][^()\n,;:“”\"]{3,70}?)\s\([A-Z][A-Z-]{1,8}\)"
)  # "Name in Full (NIF)"
KNOWN_AS = re.compile(
    r"(?:known (?:only )?as|gave (?:his|her|their) name (?:only )?as|calls itself|identified (?:only )?as|named as)\s+"
    r"(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
)


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
    accused: bool = False  # only spoken of, as the one who is blamed

    @property
    def written(self) -> str:
        """The clearest that the phrase itself gives."""
        return self.person or self.label or self.body or self.role or self.head


@dataclass(frozen=True, slots=True)
class Describer:
    """Reads the noun phrases of one report."""

    reading: Reading
    words: SpeechWords

    @property
    def names(self) -> Names:
        """What tells persons, roles and bodies apart in this report."""
        return Names(self.reading, self.words)

    def describe(self, sentence: Sentence, head: Token) -> Speaker:
        """Return what the noun phrase of `head` says about who speaks."""
        return self._described(sentence, self._issuer(sentence, head) or self._behind_title(sentence, head))

    def _behind_title(self, sentence: Sentence, head: Token) -> Token:
        """Return the name that a title's stop cut off: "Cpl. Lena Marsh"."""
        after = sentence.tokens[head.i + 1 : head.i + 4]
        stopped = len(after) > 1 and after[0].text == "." and after[1].pos == "PROPN"
        if not (stopped and self._is_title(head)):
            return head
        return after[2] if len(after) > 2 and after[2].pos == "PROPN" else after[1]  # noqa: PLR2004

    def _described(self, sentence: Sentence, head: Token) -> Speaker:
        core = self._core(sentence, head)
        area = zone(sentence, head)
        renamed = KNOWN_AS.search(sentence.words(area.start, area.end))
        if renamed is not None and not self.names.name_in(core):
            return self._renamed(head, core, area, renamed.group("name"))
        name = self.names.name_in(core)
        if name:
            return self._named(sentence, head, core, name, area)
        holder = self._holder(sentence, head)
        if holder is not None:
            return self._in_office(sentence, head, holder, area)
        return self._nameless(sentence, head, core, area)

    def _nameless(self, sentence: Sentence, head: Token, core: Sequence[Token], area: Stretch) -> Speaker:
        """Return who a phrase without a person's name is: a name may be set beside it."""
        alias = self._quoted_name(sentence, head) or self._apposed_body(sentence, head)
        if alias is not None:
            return self._renamed(head, core, area, alias)
        apposed = self._apposed_name(sentence, head, area)
        if apposed is not None:
            return self._officer(sentence, head, core, apposed, area)
        return self._unnamed(sentence, head, core, area)

    def _core(self, sentence: Sentence, head: Token) -> list[Token]:
        """Return the tokens of the phrase up to its head, in order, without what hangs behind."""
        inner = [t for t in inside(sentence, head) if t.i <= head.i]
        dateline = DATELINE.match(sentence.text)
        floor = sentence.start + dateline.end() if dateline else sentence.start
        first = min((t.i for t in inner if t.start >= floor), default=head.i)
        while first > 0 and _hyphenated(sentence.tokens[first - 1], sentence.tokens[first]):
            first -= 1  # "Kremlin-installed"
        if head.i > first and head.pos == "NOUN" and self._one_too_many(sentence.tokens[first], head):
            first = head.i  # "after a shooting police say was an accident"
        return list(sentence.tokens[first : head.i + 1])

    def _issuer(self, sentence: Sentence, head: Token) -> Token | None:
        """Return who issued a text that is given as saying something: "a list compiled by the union"."""
        if head.pos != "NOUN" or not self.words.holds("texts", head):
            return None
        for child in sentence.children(head):
            issued = child.tag == "VBN" and self.words.has("issued", child.lemma)
            carried = child.tag == "VBN" and not issued
            below = sentence.children(child) if issued or carried else (child,)
            for by in below:
                inner = next((t for t in sentence.children(by) if t.dep == "pobj"), None)
                if inner is not None and by.lemma in (
                    ("by",) if issued else ("from",) if carried else ("by", "from")
                ):
                    return inner if self._can_issue(inner) and not self._is_from_place(by, inner) else None
        return None

    def _is_from_place(self, by: Token, inner: Token) -> bool:
        """Whether a text only comes from somewhere: "reports from Syria", not "reports from Al Jazeera"."""
        known = any(
            m.start < inner.end and inner.start < m.end and m.entry.kind == "agency"
            for m in self.reading.actors
        )
        return by.lemma == "from" and not known and bool(self.reading.gazetteer.find(inner.text))

    def _can_issue(self, inner: Token) -> bool:
        kinds = ("bodies", "roles", "people", "metonyms")
        return inner.pos == "PROPN" or any(self.words.holds(kind, inner) for kind in kinds)

    def _one_too_many(self, first: Token, head: Token) -> bool:
        """Whether "a" stands before a plural: the two belong to different phrases."""
        return first.text.lower() in ("a", "an") and (head.tag == "NNS" or head.lemma == "police")

    def _named(
        self, sentence: Sentence, head: Token, core: Sequence[Token], name: Sequence[Token], area: Stretch
    ) -> Speaker:
        before = [t for t in core if t.i < name[0].i]
        owned = before[-1:] and before[-1].text in ("'s", "’s")  # "the paper's Drew Orlo": no office
        role = None if owned else self._office_in(before)
        aside = self._role_aside(sentence, head, area) or self._office_before(sentence, head)
        body = self.names.body_before(before) or self.names.body_of(sentence, head)
        if aside is not None:
            role = aside[0] if role is None or len(role.split()) == 1 else role  # "Captain" is a rank
            body = body or aside[1]
        return Speaker(
            head=head.lemma,
            start=area.start,
            end=area.end,
            person=text_of(name),
            role=role,
            body=body,
            gender=self.names.gender(f"{role or ''} {text_of(before)}"),
        )

    def _office_in(self, before: Sequence[Token]) -> str | None:
        """Return the words before a name that say its office, without the title that follows: "spokesman Dr"."""
        kept = list(before)
        while kept and self._is_title(kept[-1]) and (len(kept) == 1 or self.names.is_role(kept[-2])):
            kept.pop()
        return ARTICLES.sub("", text_of(kept)).strip(" ,") or None

    def _is_title(self, token: Token) -> bool:
        return self.words.has("titles", token.text.lower().rstrip("."))

    def _office_before(self, sentence: Sentence, head: Token) -> tuple[str, str | None] | None:
        """Return the office that a name explains: "an army spokesman, Captain Oya Boru, said"."""
        office = sentence.head(head)
        if head.dep != "appos" or office.i >= head.i or not self.words.holds("roles", office):
            return None
        core = self._core(sentence, office)
        return ARTICLES.sub("", text_of(core)).strip(" ,"), self.names.body_before(core)

    def _holder(self, sentence: Sentence, head: Token) -> list[Token] | None:
        """Return the name behind an office and what it is in charge of: "Minister of Health Ana Terzi"."""
        if not self.names.is_role(head) or not capital(head):
            return None
        for child in sentence.children(head):
            inner = next((t for t in sentence.children(child) if t.dep == "pobj"), None)
            if child.dep != "prep" or child.i != head.i + 1 or inner is None or inner.pos != "PROPN":
                continue
            core = self._core(sentence, inner)
            held = [
                k
                for k, t in enumerate(core)
                if self.words.has("portfolios", t.text.lower()) or self.names.is_role(t)
            ]
            name = core[held[-1] + 1 :] if held else []
            plain = any(self.words.holds("bodies", t) for t in name) or not all(map(capital, name))
            return None if plain or len(name) < 2 else name  # noqa: PLR2004 - a given name and a surname
        return None

    def _in_office(self, sentence: Sentence, head: Token, name: Sequence[Token], area: Stretch) -> Speaker:
        role = sentence.words(self._core(sentence, head)[0].start, name[0].start).strip()
        return Speaker(
            head=head.lemma,
            start=area.start,
            end=area.end,
            person=text_of(name),
            role=ARTICLES.sub("", role),
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
        end = max([inside.end, *(_end_of(sentence, c) for c in sentence.children(head) if c.lemma == "on")])
        owner = self.names.body_before(self._core(sentence, head))
        return ARTICLES.sub("", sentence.words(inside.start, end)), owner or self.names.body_of(
            sentence, head
        )

    def _apposed_name(self, sentence: Sentence, head: Token, area: Stretch) -> str | None:
        """Return the name set beside a role: "the mayor, Jon Boru"."""
        if self._placed(sentence, head):
            return None
        if (head.tag == "NN" and not self.words.holds("bodies", head)) or head.lemma == "one":
            for child in sentence.children(head):
                if child.dep == "appos" and child.pos == "PROPN" and not _in_brackets(sentence, child):
                    return self._name(sentence, child)
        if not (self.words.holds("roles", head) or self.words.holds("people", head)):
            return None
        for child in sentence.children(head):
            if child.dep == "appos" and child.pos == "PROPN" and not _in_brackets(sentence, child):
                return self._name(sentence, child)
        if head.tag == "NNS" or any(
            c.dep == "prep" and c.lemma not in ("of", "for") and not self._in_a_named_place(sentence, c)
            for c in sentence.children(head)
        ):
            return None
        phrase = phrase_of(sentence, head)
        match = APPOSED.match(sentence.text, phrase.end - sentence.start)
        del area
        return self._untitled(match.group("name")) if match else None

    def _untitled(self, name: str) -> str:
        """Return a name without the rank before it: "Lieutenant Jules Ngongo"."""
        words = name.split()
        while len(words) > 1 and self.words.has("roles", words[0].lower()) | self.words.has(
            "titles", words[0].lower().rstrip(".")
        ):
            words.pop(0)
        return " ".join(words)

    def _in_a_named_place(self, sentence: Sentence, preposition: Token) -> bool:
        inner = next((t for t in sentence.children(preposition) if t.dep == "pobj"), None)
        return preposition.lemma == "in" and inner is not None and inner.pos == "PROPN"

    def _name(self, sentence: Sentence, head: Token) -> str:
        """Return a name without the titles, the trade and the age before it: "34-year-old teacher Lena Marsh"."""
        core = self._core(sentence, head)
        cut = FAMILY.match(sentence.text, head.end - sentence.start)
        return text_of(self.names.name_in(core) or self.names.strip_titles(core)) + (
            cut.group() if cut else ""
        )

    def _placed(self, sentence: Sentence, head: Token) -> bool:
        """Whether a name beside a speaker is that of where they are: "a nurse in the regional capital, X"."""
        for child in sentence.subtree(head):
            if child.dep == "prep" and child.lemma in ("in", "near", "outside") and child.i > head.i:
                inner = next((t for t in sentence.children(child) if t.dep == "pobj"), None)
                after = sentence.tokens[inner.i + 1 : inner.i + 3] if inner is not None else ()
                if [t.text for t in after[:1]] == [","] and after[-1].pos == "PROPN":
                    named = inner is None or inner.pos == "PROPN" or self.words.holds("bodies", inner)
                    return not named
        return False

    def _quoted_name(self, sentence: Sentence, head: Token) -> str | None:
        """Return the name in quotation marks behind a word for a body: "the group “Justice for Ardel”"."""
        match = QUOTED_NAME.match(sentence.text, head.end - sentence.start)
        return match.group("name") if match and self.words.holds("bodies", head) else None

    def _apposed_body(self, sentence: Sentence, head: Token) -> str | None:
        """Return the name set after a word for a body: "the monitoring group ACLED"."""
        if not self.words.holds("bodies", head) or head.pos == "PROPN":
            return None
        for child in sentence.children(head):
            if child.dep == "appos" and child.pos == "PROPN":
                core = self._core(sentence, child)
                listed = core[0].i > 0 and sentence.tokens[core[0].i - 1].lemma == "and"
                whole = WITH_LETTERS.match(sentence.text, core[0].start - sentence.start)
                return None if listed else ARTICLES.sub("", whole.group("name") if whole else text_of(core))
        return None

    def _officer(
        self, sentence: Sentence, head: Token, core: Sequence[Token], name: str, area: Stretch
    ) -> Speaker:
        role, body = self._as_role(sentence, head)
        return Speaker(
            head=head.lemma,
            start=area.start,
            end=area.end,
            person=name,
            role=None if head.lemma == "one" else role,
            body=body or self.names.body_before(core[:-1]),
            gender=self.names.gender(role),
        )

    def _renamed(self, head: Token, core: Sequence[Token], area: Stretch, name: str) -> Speaker:
        body = self.words.holds("bodies", head)
        label = ARTICLES.sub("", text_of(core))
        return Speaker(
            head=head.lemma,
            start=area.start,
            end=area.end,
            person=None if body else name,
            body=name if body else None,
            role=None if body else label,
            gender=self.names.gender(label),
        )

    def _lexical(self, head: Token, core: Sequence[Token]) -> str | None:
        """Return the known name that goes on behind the head: "Doctors Without Borders"."""
        for mention in self.reading.actors:
            behind = mention.start <= core[0].start and head.end < mention.end and head.start >= mention.start
            before = mention.start < core[0].start and head.end == mention.end
            if behind or before:
                return mention.written
        return None

    def _unnamed(self, sentence: Sentence, head: Token, core: Sequence[Token], area: Stretch) -> Speaker:
        inside = phrase_of(sentence, head)
        start = core[0].start
        words = sentence.words(start, inside.end)
        after = head.end - start
        label = ARTICLES.sub("", words[:after] + words[after:].split(":")[0]).strip(" ,;:")
        label = re.sub(r"^[^\w\"“(]+", "", label)
        letters = head.text.isupper() and len(head.text) > 1
        proper = letters or (head.pos == "PROPN" and capital(head))
        collective = self._is_collective(head) or self.words.has("metonyms", label.lower())
        label = self._lexical(head, core) or (self.names.known_in(label) if proper else label)
        known = self.reading.lexicon.canonical(label)
        is_body = (
            collective
            or (proper and not self.names.is_role(head))
            or (known is not None and known.kind != "person")
        )
        role = head.lemma if self.words.holds("roles", head) else None
        return Speaker(
            head=_one_of(sentence, head).lemma,
            start=area.start,
            end=area.end,
            label=label,
            role=role if not is_body else None,
            body=label
            if is_body
            else self.names.body_before(core[:-1]) or self.names.body_of(sentence, head),
            plural=head.tag in ("NNS", "NNPS") or head.lemma in ("police", "people"),
            definite=bool(core) and core[0].text.lower() in ("the", "that", "this", "same", "its", "their"),
            gender=self.names.gender(label),
        )

    def _is_collective(self, head: Token) -> bool:
        """Whether a noun is a body's: a ministry, "Lebanese state media"."""
        return self.words.holds("bodies", head) or self.words.holds("carriers", head)


def _in_brackets(sentence: Sentence, token: Token) -> bool:
    """Whether a word stands in brackets alone: the letters of an office, "the Public Relations Officer (PRO)"."""
    return token.i > 0 and sentence.tokens[token.i - 1].text == "(" and token.text.isupper()


def _one_of(sentence: Sentence, head: Token) -> Token:
    """Return the noun of those of whom a speaker is one: "one of the witnesses"."""
    if head.lemma != "one":
        return head
    of = next((c for c in sentence.children(head) if c.lemma == "of"), None)
    return next((t for t in sentence.children(of) if t.dep == "pobj"), head) if of is not None else head


def _hyphenated(before: Token, token: Token) -> bool:
    return before.end == token.start and "HYPH" in (before.tag, token.tag)


def _end_of(sentence: Sentence, preposition: Token) -> int:
    return sentence.subtree(preposition)[-1].end
