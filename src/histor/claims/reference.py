"""Resolve who is meant: surnames, "the ministry", "he", "it", "the same official", within one report."""

from dataclasses import dataclass, field, replace

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

    def who(self, sentence: Sentence, head: Token) -> Speaker | None:
        """Return who the phrase of `head` means and remember them; None if a pronoun has no antecedent."""
        if head.pos == "PRON" or head.tag == "PRP":
            return self._pronoun(sentence, head)
        described = self.describer.describe(sentence, head)
        return self.meet(sentence.paragraph, self._of_whom(sentence, head, described))

    def _of_whom(self, sentence: Sentence, head: Token, speaker: Speaker) -> Speaker:
        """Give "its spokesman" the body that the report spoke of last."""
        own = any(t.text.lower() == "its" and t.head == head.i for t in sentence.tokens)
        if speaker.body is not None or not own or speaker.role is None:
            return speaker
        bodies = (other.body for _, other in reversed(self.known) if other.body and other.body == other.label)
        return replace(speaker, body=next(bodies, None))

    def meet(self, paragraph: int, speaker: Speaker) -> Speaker:
        """Resolve a speaker against those known, and remember the result."""
        resolved = self._resolve(speaker)
        self.known.append((paragraph, resolved))
        return resolved

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
        before = [k for _, k in reversed(self.known) if k.person and k.person.split()[-1] == name.split()[-1]]
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
        while len(words) > 1 and self.describer.words.has(
            "roles", words[0].lower()
        ) | self.describer.words.has("titles", words[0].lower()):
            words = words[1:]
        return " ".join(words)

    def _body(self, speaker: Speaker) -> Speaker:
        """Give "the ministry" the name of the last ministry; a body with a name of its own keeps it."""
        label = speaker.body or ""
        if (label[:1].isupper() and len(label.split()) > 1) or label.isupper():
            return speaker
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
        return speaker

    def _is_the_same(self, words: list[str], speaker: Speaker, other: Speaker) -> bool:
        theirs = (other.body or "").lower().split()
        if len(words) == 1 and any(word.startswith(words[0]) for word in theirs):  # "Monitoring Group"
            return True
        if words[-1] in theirs:
            return set(words) <= set(theirs)
        if len(words) > 1 or speaker.head not in (
            "group",
            "organisation",
            "organization",
            "monitor",
            "watchdog",
            "body",
            "agency",
        ):
            return False
        entry = self.describer.reading.lexicon.canonical(other.body or "")
        return entry is not None and entry.kind in KINDS.get(speaker.head, ())

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
        for paragraph, other in reversed(self.known):
            if sentence.paragraph - paragraph > NEAR:
                break
            if self._fits(lemma, other):
                return replace(other, start=head.start, end=head.end)
        return None

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
}


def name_of(written: str | None, describer: Describer) -> Name | None:
    """Return the name as the report writes it with the actor lexicon's name for it, where it has one."""
    if not written:
        return None
    entry = describer.reading.lexicon.canonical(written)
    if entry is None:
        return Name(canonical=written, written=written)
    return Name(canonical=entry.name, written=written, entry=entry.id)
