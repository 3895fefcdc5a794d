"""Resolve who is meant: surnames, "the ministry", "he", "it", "the same official", within one report."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from histor.claims.attribution.names import BEATS
from histor.claims.attribution.phrases import full_name
from histor.claims.attribution.reference_bodies import Bodies, initials
from histor.claims.attribution.speakers import Describer, Speaker
from histor.claims.parsed import Sentence, Token
from histor.values.name import Name

NEAR = 2  # paragraphs back that a pronoun reaches


@dataclass(slots=True)
class Cast:
    """Those who have spoken so far in a report, oldest first. Grows while the report is read."""

    describer: Describer
    known: list[tuple[int, Speaker]] = field(default_factory=list)  # paragraph, speaker
    texts: dict[str, Speaker] = field(default_factory=dict)  # "report" -> who gave one
    answers: bool = False  # whether it is a denial whose speaker is sought: those accused may be meant
    given: tuple[int, Speaker] | None = None  # paragraph in which somebody last gave a text, and who
    acting: tuple[int, Speaker] | None = None  # sentence in which somebody acts without a word, and who

    def who(self, sentence: Sentence, head: Token) -> Speaker | None:
        """Return who the phrase of `head` means and remember them; None if a pronoun has no antecedent."""
        if self._is_personal(head):
            return self._pronoun(sentence, head)
        issuer = self.texts.get(head.lemma) or self._last_text(sentence, head)
        if issuer is not None and _is_definite(sentence, head):
            return replace(issuer, start=head.start, end=head.end)
        own = self._own_people(sentence, head) or self._one_of_them(sentence, head)
        if own is not None:
            return replace(own, start=head.start, end=head.end)
        described = self._of_whom(sentence, head, self.describer.describe(sentence, head))
        self.acting = None
        met = self.meet(sentence.paragraph, described)
        if self.describer.words.holds("texts", head) and met.body is not None:
            self.texts[head.lemma] = met  # "a statement from the committee"
            self.given = (sentence.paragraph, met)
        return met

    def _of_whom(self, sentence: Sentence, head: Token, speaker: Speaker) -> Speaker:
        """Give "its spokesman" the body that the report spoke of last."""
        own = any(t.text.lower() == "its" for t in sentence.children(head))
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
            above = sentence.head(token)
            posted = token.dep == "dobj" and self.describer.words.has("issued", above.lemma)
            given = posted or (token.dep == "pobj" and above.lemma == "in")
            text = token.pos == "NOUN" and self.describer.words.has("texts", token.lemma)
            if given and text and not _is_definite(sentence, token):
                self.texts[token.lemma] = speaker
                self.given = (sentence.paragraph, speaker)

    def heard(self, paragraph: int, speakers: Sequence[Speaker]) -> None:
        """Note who spoke in a sentence and was not only spoken of by another: pronouns mean them first."""
        self.known.extend((paragraph, speaker) for speaker in speakers)

    def _last_text(self, sentence: Sentence, head: Token) -> Speaker | None:
        """Return whose text "the statement" is where the last one came under another word: "in a post"."""
        if head.lemma not in INTERCHANGEABLE:
            return None
        if self.given is None:
            return self._last_voice(sentence, head)
        paragraph, speaker = self.given
        return speaker if sentence.paragraph - paragraph <= NEAR else None

    def _last_voice(self, sentence: Sentence, head: Token) -> Speaker | None:
        """Return who spoke last for a body: "the statement" that none was said to have given is theirs."""
        if head.lemma != "statement" or any(
            c.dep in ("prep", "acl", "amod") for c in sentence.children(head)
        ):
            return None
        paragraph, speaker = self.known[-1] if self.known else (0, None)
        near = speaker is not None and sentence.paragraph - paragraph <= NEAR
        return speaker if near and speaker is not None and speaker.body is not None else None

    def blamed(self, sentence: Sentence, head: Token) -> None:
        """Note a body that is accused, behind those who spoke in the sentence."""
        found = self._resolve(self.describer.describe(sentence, head))
        spoke = sum(1 for paragraph, _ in self.known if paragraph == sentence.paragraph)
        if found.body is not None:
            blamed = replace(found, accused=True)
            self.known.insert(len(self.known) - spoke, (sentence.paragraph, blamed))

    def meet(self, paragraph: int, speaker: Speaker) -> Speaker:
        """Resolve a speaker against those known, and remember the result."""
        resolved = self._resolve(speaker)
        if resolved.body is not None and resolved.body != resolved.label:
            resolved = replace(resolved, body=self._bodies.in_full(resolved))
        self.known.append((paragraph, resolved))
        return resolved

    @property
    def _bodies(self) -> Bodies:
        heard = self.known if self.answers else [(at, who) for at, who in self.known if not who.accused]
        return Bodies(self.describer, heard)

    def _resolve(self, speaker: Speaker) -> Speaker:
        if speaker.person is not None:
            return self._person(speaker)
        if speaker.body is not None and speaker.body == speaker.label:
            return self._bodies.body(speaker)
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
        words = full_name(self.describer.reading.plain, name).split()
        offices = [k for k, word in enumerate(words[:-1]) if self._is_office(word)]
        return " ".join(words[offices[-1] + 1 :] if offices else words)

    def _is_office(self, word: str) -> bool:
        lowered = word.lower().rstrip(".")
        beat = lowered in BEATS
        return beat or any(self.describer.words.has(kind, lowered) for kind in ("roles", "titles", "bodies"))

    def _same_description(self, speaker: Speaker) -> Speaker | None:
        """Return the one whom "the governor" or "the same police official" was before."""
        if speaker.definite and speaker.plural:
            return self._same_people(speaker)
        if not speaker.definite:
            return None
        for _, other in reversed(self.known):
            letters = (speaker.label or "").isupper() and initials(other.role or "").startswith(
                speaker.label or "-"
            )
            if other.head == speaker.head and not _fits_words(speaker, other):
                continue  # "the army source" is not the medical source
            in_role = (
                letters or speaker.head in (other.role or "").lower().split() or other.head == speaker.head
            )
            if (
                in_role
                and not other.plural
                and (speaker.body is None or other.body is None or speaker.body == other.body)
            ):
                return other
        return None

    def _same_people(self, speaker: Speaker) -> Speaker | None:
        """Return those whom "the officials" were before: "Belmari health officials"."""
        if len((speaker.label or "").split()) > 1 or speaker.body is not None:
            return None
        same = (other for _, other in reversed(self.known) if other.plural and other.head == speaker.head)
        return next((other for other in same if other.person is None), None)

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
        near = self._of_clause(sentence, head) or self._acting(sentence)
        before = [(sentence.paragraph, near)] if near else []
        for paragraph, other in (*before, *reversed(self.known)):
            if sentence.paragraph - paragraph > NEAR:
                break
            if self._fits(lemma, other) and (self.answers or not other.accused):
                found = replace(
                    other, accused=False, start=head.start, end=head.end, gender=self._gender(lemma, other)
                )
                self.known.append((paragraph, found))
                return found
        return None

    def _of_clause(self, sentence: Sentence, head: Token) -> Speaker | None:
        """Return who does what a clause's "whom it accused" hangs on: "the group killed 14 people whom it accused"."""
        verb = sentence.head(head)
        if verb.dep != "relcl":
            return None
        for above in sentence.ancestors(verb):
            subject = next((c for c in sentence.children(above) if c.dep == "nsubj"), None)
            if subject is not None and above.pos == "VERB":
                named = subject.pos in ("NOUN", "PROPN")
                return self._resolve(self.describer.describe(sentence, subject)) if named else None
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


INTERCHANGEABLE = frozenset(
    {
        "document",
        "study",
        "paper",
        "text",
        "report",
        "statement",
        "message",
        "post",
        "update",
        "communique",
        "communiqué",
        "release",
    }
)


def _fits_words(speaker: Speaker, other: Speaker) -> bool:
    """Whether all that a description says was said of the other before."""
    said = set((speaker.label or "").lower().split()) - {speaker.head, "same"}
    before = " ".join(filter(None, (other.label, other.role, other.body))).lower().split()
    return said <= set(before)


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


def name_of(written: str | None, describer: Describer) -> Name | None:
    """Return the name as the report writes it with the actor lexicon's name for it, where it has one."""
    if not written:
        return None
    entry = describer.reading.lexicon.canonical(written)
    if entry is None:
        return Name(canonical=written, written=written)
    return Name(canonical=entry.name, written=written, entry=entry.id)
