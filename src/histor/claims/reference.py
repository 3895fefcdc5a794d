"""Resolve who is meant: surnames, "the ministry", "he", "it", "the same official", within one report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from histor.claims.attribution_phrases import full_name
from histor.claims.attribution_speakers import Describer, Speaker
from histor.claims.parsed import Sentence, Token
from histor.values.name import Name

NEAR = 2  # paragraphs back that a pronoun reaches


@dataclass(slots=True)
class Cast:
    """Those who have spoken so far in a report, oldest first. Grows while the report is read."""

    describer: Describer
    known: list[tuple[int, Speaker]] = field(default_factory=list)  # paragraph, speaker
    texts: dict[str, Speaker] = field(default_factory=dict)  # "report" -> who gave one
    acting: tuple[int, Speaker] | None = None  # sentence in which somebody acts without a word, and who

    def who(self, sentence: Sentence, head: Token) -> Speaker | None:
        """Return who the phrase of `head` means and remember them; None if a pronoun has no antecedent."""
        if self._is_personal(head):
            return self._pronoun(sentence, head)
        issuer = self.texts.get(head.lemma)
        if issuer is not None and _is_definite(sentence, head):
            return replace(issuer, start=head.start, end=head.end)
        own = self._own_people(sentence, head) or self._one_of_them(sentence, head)
        if own is not None:
            return replace(own, start=head.start, end=head.end)
        described = self._of_whom(sentence, head, self.describer.describe(sentence, head))
        self.acting = None
        return self.meet(sentence.paragraph, described)

    def _of_whom(self, sentence: Sentence, head: Token, speaker: Speaker) -> Speaker:
        """Give "its spokesman" the body that the report spoke of last."""
        own = any(t.text.lower() == "its" and t.head == head.i for t in sentence.tokens)
        if speaker.body is not None or not own or speaker.role is None:
            return speaker
        near = self._acting(sentence)
        others = ([near] if near else []) + [other for _, other in reversed(self.known)]
        bodies = (other.body for other in others if other.body and other.body == other.label)
        return replace(speaker, body=next(bodies, None))

    def _own_people(self, sentence: Sentence, head: Token) -> Speaker | None:
        """Return the body whose own people speak: "its teams documented", "her office counted"."""
        words = self.describer.words
        owner = next((c for c in sentence.children(head) if c.tag == "PRP$"), None)
        if owner is None or words.has("first", owner.text.lower()) or not words.holds("own_people", head):
            return None
        found = self._pronoun(sentence, owner)
        if found is None or found.body is None:
            return found
        return replace(found, person=None, label=found.body, role=None)

    def _one_of_them(self, sentence: Sentence, head: Token) -> Speaker | None:
        """Return those of whom "one of them" is one, where no name stands beside it."""
        below = sentence.children(head)
        of = next((c for c in below if c.lemma == "of"), None)
        them = next((c for c in sentence.children(of) if c.text.lower() == "them"), None) if of else None
        if them is None or any(c.dep == "appos" and c.pos == "PROPN" for c in below):
            return None
        return self._pronoun(sentence, them)

    def _is_personal(self, head: Token) -> bool:
        """Whether a word stands for somebody named before; "one of the survivors" does not."""
        if head.tag in ("PRP", "PRP$"):
            return True
        return head.pos == "PRON" and head.text.lower() not in QUANTIFYING

    def notice(self, sentence: Sentence) -> None:
        """Note who acts in a sentence where nobody speaks: "he said" of the next sentence may mean them."""
        root = next((t for t in sentence.tokens if t.dep == "ROOT" and t.pos == "VERB"), None)
        who = next((t for t in sentence.tokens if root and t.dep == "nsubj" and t.head == root.i), None)
        if root is None or who is None or self.describer.words.has("harm", root.lemma):
            return
        words = self.describer.words
        if who.pos == "PROPN" or (
            who.pos == "NOUN" and any(words.holds(k, who) for k in ("roles", "bodies"))
        ):
            described = self._resolve(self.describer.describe(sentence, who))
            self.acting = (sentence.index, described)

    def _acting(self, sentence: Sentence) -> Speaker | None:
        """Return who acted in the sentence just before."""
        return self.acting[1] if self.acting and sentence.index - self.acting[0] == 1 else None

    def gave(self, sentence: Sentence, speaker: Speaker) -> None:
        """Note the texts that a speaker says something in: "said in a report", and then "the report"."""
        for token in sentence.tokens:
            given = token.dep == "pobj" and sentence.head(token).lemma == "in"
            text = token.pos == "NOUN" and self.describer.words.has("texts", token.lemma)
            if given and text and not _is_definite(sentence, token):
                self.texts[token.lemma] = speaker

    def heard(self, paragraph: int, speakers: Sequence[Speaker]) -> None:
        """Note who spoke in a sentence and was not only spoken of by another: pronouns mean them first."""
        self.known.extend((paragraph, speaker) for speaker in speakers)

    def meet(self, paragraph: int, speaker: Speaker) -> Speaker:
        """Resolve a speaker against those known, and remember the result."""
        resolved = self._resolve(speaker)
        if resolved.body is not None and resolved.body != resolved.label:
            resolved = replace(resolved, body=self._in_full(resolved))
        self.known.append((paragraph, resolved))
        return resolved

    def _in_full(self, speaker: Speaker) -> str | None:
        """Return the full name of the body of a role: "the Observatory's director"."""
        body = speaker.body or ""
        if len(body.split()) > 1 or not self.describer.words.has("definite_bodies", body.lower()):
            return self._spelled_out(body)
        alone = Speaker(
            head=body.lower(), start=speaker.start, end=speaker.end, body=body, label=body, definite=True
        )
        return self._body(alone).body

    def _resolve(self, speaker: Speaker) -> Speaker:
        if speaker.person is not None:
            return self._person(speaker)
        if speaker.body is not None and speaker.body == speaker.label:
            return self._body(speaker)
        earlier = self._same_description(speaker)
        return (
            replace(
                speaker,
                person=earlier.person,
                label=earlier.label,
                body=speaker.body or earlier.body,
                role=earlier.role or speaker.role,
            )
            if earlier
            else speaker
        )

    def _person(self, speaker: Speaker) -> Speaker:
        """Give a surname its fuller name, and the role and body that the person had before."""
        name = speaker.person or ""
        before = [k for _, k in reversed(self.known) if k.person and _same_person(k.person, name)]
        fuller = name if len(name.split()) > 1 else self._full(name)
        if not before:
            return replace(speaker, person=fuller)
        first = before[0]
        longest = max((fuller, first.person or ""), key=len)
        return replace(
            speaker,
            person=longest,
            role=speaker.role or first.role,
            body=speaker.body or first.body,
            gender=speaker.gender or first.gender,
        )

    def _full(self, name: str) -> str:
        words = full_name(self.describer.reading.document.text, name).split()
        offices = [k for k, word in enumerate(words[:-1]) if self._is_office(word)]
        return " ".join(words[offices[-1] + 1 :] if offices else words)

    def _is_office(self, word: str) -> bool:
        lowered = word.lower().rstrip(".")
        return any(self.describer.words.has(kind, lowered) for kind in ("roles", "titles", "bodies"))

    def _body(self, speaker: Speaker) -> Speaker:
        """Give "the ministry" the name of the last ministry; a body with a name of its own keeps it."""
        label = speaker.body or ""
        if not label:
            return speaker  # nothing but articles and marks
        if (label[:1].isupper() and len(label.split()) > 1) or label.isupper():
            full = self._spelled_out(label)
            return replace(speaker, body=full, label=full)
        if not speaker.definite and label[:1].islower():
            return speaker
        words = label.lower().split()
        for _, other in reversed(self.known):
            if (
                other.body
                and other.body.lower() != label.lower()
                and self._is_the_same(words, speaker, other)
            ):
                return replace(speaker, body=other.body, label=other.body)
        named = self._named_before(speaker, label)
        return replace(speaker, body=named, label=named) if named else speaker

    def _spelled_out(self, label: str) -> str:
        """Return what the letters of a name stand for, where the report says so: "Office of Records (OR)"."""
        if not label.isupper() or not label.isalpha() or self.describer.reading.lexicon.canonical(label):
            return label
        text = self.describer.reading.document.text
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
        before = self.describer.reading.document.text[: speaker.start]
        names = [m.group().strip() for m in body_names(label).finditer(before)]
        full = [re.sub(r"^(?:The|Our)\s+", "", name) for name in names]
        return next((name for name in reversed(full) if len(name.split()) > 1), None)

    def _is_the_same(self, words: list[str], speaker: Speaker, other: Speaker) -> bool:
        theirs = (other.body or "").lower().split()
        if len(words) == 1 and any(word.startswith(words[0]) for word in theirs):  # "Monitoring Group"
            return True
        if words[-1] in theirs:
            return set(words) <= set(theirs)
        general = self.describer.words.lists["general"]
        if speaker.head not in KINDS or not set(words[:-1]) <= general or other.body != other.label:
            return False
        entry = self.describer.reading.lexicon.canonical(other.body or "")
        if entry is not None:
            return entry.kind in KINDS[speaker.head]
        return self._has_own_name(other)

    def _has_own_name(self, other: Speaker) -> bool:
        """Whether a body goes by a name that does not say what it is, as "Hazm" does and a ministry does not."""
        name = other.body or ""
        last = (name.split() or [""])[-1]
        if not last[:1].isupper():
            return False
        words = self.describer.words
        plain = any(
            words.has("bodies", w, w.removesuffix("s")) and not words.has("body_names", w)
            for w in name.lower().split()
        )
        return not plain and (
            self.describer.names.is_group(name) or not self.describer.reading.gazetteer.find(name)
        )

    def _same_description(self, speaker: Speaker) -> Speaker | None:
        """Return the one whom "the governor" or "the same police official" was before."""
        if not speaker.definite or speaker.plural:
            return None
        for _, other in reversed(self.known):
            in_role = speaker.head in (other.role or "").lower().split() or other.head == speaker.head
            if (
                in_role
                and not other.plural
                and (speaker.body is None or other.body is None or speaker.body == other.body)
            ):
                return other
        return None

    def _pronoun(self, sentence: Sentence, head: Token) -> Speaker | None:
        words = self.describer.words
        lemma = head.text.lower()
        if words.has("first", lemma):
            return Speaker(
                head="we",
                start=head.start,
                end=head.end,
                label=head.text,
                plural=lemma in ("we", "our", "us"),
            )
        near = self._acting(sentence)
        before = [(sentence.paragraph, near)] if near else []
        for paragraph, other in (*before, *reversed(self.known)):
            if sentence.paragraph - paragraph > NEAR:
                break
            if self._fits(lemma, other):
                found = replace(other, start=head.start, end=head.end, gender=self._gender(lemma, other))
                self.known.append((paragraph, found))
                return found
        return None

    def _gender(self, pronoun: str, other: Speaker) -> str | None:
        if other.gender is not None or not self.describer.words.has("singular", pronoun):
            return other.gender
        return "f" if pronoun in ("she", "her") else "m"

    def _fits(self, pronoun: str, other: Speaker) -> bool:
        words = self.describer.words
        human = words.has("roles", other.head) or words.has("people", other.head)
        alone = other.person is not None or (not other.plural and other.body != other.label and human)
        if words.has("singular", pronoun):
            wanted = "f" if pronoun in ("she", "her") else "m"
            return alone and other.gender in (None, wanted)
        if words.has("thing", pronoun):
            return not alone and not other.plural and other.head != "we"
        return other.plural or (not alone and other.head != "we")


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


def _is_definite(sentence: Sentence, head: Token) -> bool:
    return any(
        c.dep == "det" and c.text.lower() in ("the", "this", "that", "these") for c in sentence.children(head)
    )


QUANTIFYING = frozenset(
    {"one", "some", "many", "several", "others", "another", "both", "few", "most", "more", "all"}
)


def _same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: the same surname, and no other given name."""
    first, second = one.split(), other.split()
    if not first or not second or first[-1] != second[-1]:
        return False
    shorter = min(len(first), len(second))
    if first[-shorter:] == second[-shorter:] or first[0] == second[0]:
        return True
    return first[0][:1] == second[0][:1] and any(name[0].endswith(".") for name in (first, second))


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


def name_of(written: str | None, describer: Describer) -> Name | None:
    """Return the name as the report writes it with the actor lexicon's name for it, where it has one."""
    if not written:
        return None
    entry = describer.reading.lexicon.canonical(written)
    if entry is None:
        return Name(canonical=written, written=written)
    return Name(canonical=entry.name, written=written, entry=entry.id)
