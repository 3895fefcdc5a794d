"""Tell persons, roles and bodies apart within a noun phrase."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from histor.claims.attribution.phrases import ARTICLES, DATES, capital, full_name, phrase_of, text_of
from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.parsed import Sentence, Token
from histor.claims.reading import Reading

DIVISIONS = frozenset({"county", "city", "town", "district", "province", "region", "state"})
ADJECTIVAL = frozenset(
    {"state", "side", "country", "society", "nation"}
)  # "state officials": no body's name by themselves
SEAT = re.compile(r"^(?:the )?[\w.]+-based (?=\w)", re.IGNORECASE)  # no part of a name: "UK-based"
LONGEST_NAME = 5  # "Rimtalba Jean Emmanuel Ouedraogo" has four words


@dataclass(frozen=True, slots=True)
class Names:
    """Knows whose names one report's phrases hold."""

    reading: Reading
    words: SpeechWords

    def name_in(self, core: Sequence[Token]) -> list[Token]:
        """Return the tokens of a person's name: what follows the last role or title of the phrase."""
        after: list[Token] = []
        for token in (t for t in reversed(core) if t.text != "."):  # the stop of "Lt."
            if not capital(token) or token.text in DATES or token.tag in ("POS", "DT"):
                break
            if self.is_role(token) and not self._also_a_name(token, core):
                return _undivided(list(reversed(after)))
            if after and self._ends_portfolio(token, core):
                return _undivided(list(reversed(after)))
            after.append(token)
        tail = _undivided(list(reversed(after)))
        return tail if self._is_person(tail, core) else []

    def _also_a_name(self, token: Token, core: Sequence[Token]) -> bool:
        """Whether a word for an office is a name here, as another office before it says: "Officer King"."""
        before = [t for t in core if t.i < token.i and t.text != "."]
        if not before or not self.words.has("names_too", token.text.lower()):
            return False
        surname = token is core[-1] and before[-1].pos == "PROPN"  # "Lena King"
        return surname or self.is_role(before[-1])

    def _ends_portfolio(self, token: Token, core: Sequence[Token]) -> bool:
        """Whether a word is the last that an office is in charge of: "Minister of Culture and Information Jon Boru"."""
        before = [t for t in core if t.i < token.i]
        charged = any(self.is_role(t) for t in before) and any(t.lemma == "of" for t in before)
        return charged and self.words.has("portfolios", token.text.lower())

    def is_role(self, token: Token) -> bool:
        """Whether a word is an office or stands before a name as a title."""
        word = token.text.lower().rstrip(".")
        return self.words.has("roles", word, token.lemma) or self.words.has("titles", word)

    def _is_person(self, name: Sequence[Token], core: Sequence[Token]) -> bool:  # noqa: PLR0911 - one per sign
        if not name:
            return False
        before = _untimed(core[: len(core) - len(name)])
        if before and self.words.holds("people", before[-1]) and before[-1].pos == "NOUN":
            return True
        if before and self.is_role(before[-1]) and len(name) >= 1:
            return True
        if before and before[-1].lemma == "the":
            return False
        written = text_of(name)
        if before and before[-1].text in ("'s", "’s"):
            before = before[:-2] if not self._is_place(text_of(before[:-1])) else before
        known = self.reading.lexicon.canonical(written)
        if known is not None:
            return known.kind == "person"
        if self._is_body(name) or written.isupper():
            return False
        if len(written.split()) == 1:
            return self._is_surname(written)
        if self.is_group(written):
            return False
        return len(name) <= LONGEST_NAME and not before and not self._is_place(written)

    def is_group(self, written: str) -> bool:
        """Whether the report shows that a name of its own is a body's: "Hazm fighters", "Quick Help (QH)"."""
        if written.rsplit(maxsplit=1)[-1].lower() in DIVISIONS:
            return False
        outlet = self.reading.document.outlet
        if outlet is not None and outlet.lower() == written.lower():
            return True
        text = self.reading.plain
        return shows_group(text, written, self.words.lists["following"])

    def _is_body(self, name: Sequence[Token]) -> bool:
        last = name[-1]
        if any(self.words.has("body_names", t.text.lower()) for t in name):
            return True
        return (
            self.words.holds("bodies", last)
            or self.words.has("metonyms", text_of(name).lower())
            or self.words.holds("carriers", last)
        )

    def _is_place(self, written: str) -> bool:
        return bool(self.reading.gazetteer.find(written))

    def _is_surname(self, written: str) -> bool:
        """Whether a lone proper name is a person's: a fuller name or an age says so."""
        text = self.reading.plain
        fuller = full_name(text, written)
        if fuller != written:
            return not self._is_body_name(fuller)
        name = re.escape(written)
        if re.search(rf"\b{name}, (?:\d\d?\b|who\b|whose\b)|\b{name} said (?:that )?s?he\b", text):
            return True
        if re.search(rf"\b(?:I|my|me)\b[^”\"\n]*[,.?!][”\"] (?:\w+ {name}\b|{name} \w+)", text):
            return True  # who says "I" is no body
        return bool(re.search(rf"\b{name}, an? [a-z]", text)) and not self._is_place(written)

    def _is_body_name(self, name: str) -> bool:
        last = name.rsplit(maxsplit=1)[-1].lower()
        known = self.reading.lexicon.canonical(name)
        return self.words.has("bodies", last) or (known is not None and known.kind != "person")

    def strip_titles(self, core: Sequence[Token]) -> list[Token]:
        """Return a name without the titles and offices before it."""
        kept = [
            t
            for t in core
            if not (self.words.has("titles", t.text.lower().rstrip(".")) or self.words.holds("roles", t))
        ]
        while kept and not kept[0].text[:1].isalnum():
            kept.pop(0)  # the stop of "Col."
        return kept or list(core)

    def known_in(self, label: str) -> str:
        """Return the known actor that makes up most of a name, "UK-based" and "(SOHR)" aside."""
        bare = SEAT.sub("", label)
        found = [m.written for m in self.reading.lexicon.find(bare) if len(m.written) * 2 > len(bare)]
        return max(found, key=len) if found else re.sub(r"\s*\([^)]*\)?$", "", bare)

    def body_before(self, before: Sequence[Token]) -> str | None:
        """Return the body that a role is put after: "Defense Ministry spokesperson"."""
        roles = [k for k, t in enumerate(before) if self._is_office(t)]
        tokens = list(before[: roles[-1]] if roles else before)
        while tokens and (self._is_office(tokens[-1]) or tokens[-1].text == "-"):
            tokens.pop()
        holder = next((t for t in before[len(tokens) :]), None)
        owned = [k for k, t in enumerate(tokens) if t.tag == "POS"]
        runs = [
            self._run(tokens),
            self._run(tokens[: owned[-1]]) if owned else [],
        ]  # "UNICEF's country chief"
        for run in runs:
            if not run or (len(run) == 1 and self._is_portfolio(run[0], holder)):
                continue
            if self._names_body(run, text_of(run)):
                return text_of(run)
        return None

    def _run(self, tokens: Sequence[Token]) -> list[Token]:
        """Return the words of a name or a body that stand last."""
        run: list[Token] = []
        for token in reversed(tokens):
            if not run and token.text in ("'s", "’s"):
                continue
            of_office = bool(run) and self.words.has("portfolios", token.text.lower())
            fits = capital(token) or of_office or self.words.holds("bodies", token)
            if not fits or token.pos == "DET" or self._is_office(token):
                break
            run.insert(0, token)
        while run and not run[0].text[:1].isalnum():
            mark = run.pop(0)  # "16:20 - LRH spokesman"
            if run and mark.text == "-" and mark.end == run[0].start:
                return []  # "left-wing president"
        return run

    def _is_office(self, token: Token) -> bool:
        """Whether a word is an office and not the end of a body's name: "Zerin Monitor"."""
        return self.is_role(token) and not (token.text[:1].isupper() and self.words.holds("bodies", token))

    def _is_portfolio(self, word: Token, holder: Token | None) -> bool:
        """Whether a word only says what a minister is in charge of: "Defence Minister"."""
        return (
            holder is not None
            and holder.lemma.lower() in ("minister", "secretary", "premier", "undersecretary")
            and self.words.holds("bodies", word)
            and self.reading.lexicon.canonical(word.text) is None
        )

    def _names_body(self, run: Sequence[Token], written: str) -> bool:
        known = self.reading.lexicon.canonical(written)
        acronym = written.isupper() and len(written) > 1
        return (
            acronym
            or (self.words.holds("bodies", run[-1]) and written.lower() not in ADJECTIVAL)
            or (known is not None and known.kind not in ("person", "community"))
            or (known is None and run[-1].pos == "PROPN" and self.is_group(written))
        )

    def body_of(self, sentence: Sentence, head: Token) -> str | None:
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
            if child.lemma in ("at", "for", "with") and self._is_unplaced_name(inner, written):  # "chief at"
                return written
        return None

    def _is_unplaced_name(self, inner: Token, written: str) -> bool:
        """Whether a name of several words after "at" or "for" is no place's, so that it is a body's."""
        charge = any(self.words.has("portfolios", word.lower()) for word in written.split())
        return (
            inner.pos == "PROPN" and len(written.split()) > 1 and not charge and not self._is_place(written)
        )

    def gender(self, words: str | None) -> str | None:
        """Return "f" or "m" where the words of a role say so."""
        said = {w.lower().rstrip(".") for w in re.findall(r"[\w-]+", words or "")}
        if said & self.words.lists["women"]:
            return "f"
        return "m" if said & self.words.lists["men"] else None


def _undivided(name: list[Token]) -> list[Token]:
    """Return a name without the district of the office before it: "(Inspector General,) Oren Zone Jon Boru"."""
    at = max((k for k, t in enumerate(name) if t.text.lower() in BEATS), default=-1)
    return name[at + 1 :] if at + 1 < len(name) else name


BEATS = DIVISIONS | {"zone", "range", "division", "sector", "circle", "subdivision"}


def _untimed(before: Sequence[Token]) -> Sequence[Token]:
    """Return the words before a name without an age, a day or a stop: "18-year-old", "Early Tuesday", "Sgt."."""
    kept = list(before)
    while kept and (kept[-1].pos == "PUNCT" or kept[-1].text in DATES or kept[-1].pos == "ADV"):
        kept.pop()
    if kept and kept[-1].text == "old":
        while kept and kept[-1].pos != "NUM":
            kept.pop()
        kept = kept[:-1]
    kept = [t for t in kept if t.text.lower() not in ("a", "an")]
    plain = all(t.pos == "ADJ" and t.text.islower() for t in kept)
    return [] if plain else kept  # "emotional Lena Marsh"


@lru_cache(maxsize=512)
def shows_group(text: str, written: str, following: frozenset[str]) -> bool:
    """Whether a text has a name with an article, with its letters in brackets, or before those who make it up."""
    name = re.escape(written)
    if re.search(rf"\b[Tt]he {name}\b(?! [A-Z])|\b{name} \([A-Z]{{2,8}}\)", text):
        return True
    behind = re.findall(rf"\b{name} (?:\w+ )?([a-z]+)", text)
    return any(word.removesuffix("s") in following or word in following for word in behind)
