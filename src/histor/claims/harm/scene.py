"""One sentence prepared for the finding of harm: its harm words and its counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from histor.claims.harm.blows import blow
from histor.claims.harm.words import Entry, HarmWords, Meaning, Role
from histor.claims.parsed import Sentence, Token
from histor.claims.phrases import subject
from histor.values.count import CountMention

VICTIM_GAP = 8  # words between a verb and its particle phrase: "took more than 24 young people into custody"
GAP = 3  # words that "*" may stand for: "lost their young lives"
VERB_ROLES = (Role.DOES, Role.SUFFERS, Role.DOES_TO_PEOPLE, Role.SUFFERS_PEOPLE)
DASHES = frozenset({"-", "\u2013", "\u2014"})  # hyphen, en and em dash
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
FINITE = frozenset({"VB", "VBD", "VBP", "VBZ"})
NOUNS = frozenset({"NN", "NNS"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A harm word where it stands: `head` carries the grammar, `first` to `last` are its words."""

    head: Token
    first: Token
    last: Token
    meaning: Meaning


@dataclass(frozen=True)
class Scene:
    """A parsed sentence and the harm words in it."""

    sentence: Sentence
    words: HarmWords
    counts: tuple[CountMention, ...]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the sentence."""
        return self.sentence.tokens

    def after(self, token: Token, step: int = 1) -> Token | None:
        """Return the token `step` places to the right (or left, if negative)."""
        at = token.i + step
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    @cached_property
    def verbs(self) -> Mapping[int, Trigger]:
        """The harm verbs by position; phrases of several words outrank single ones."""
        found = {t.head.i: t for t in (*self._single_verbs(), *self._phrase_verbs())}
        return {at: trigger for at, trigger in found.items() if not self._harms_nobody(trigger)}

    def _harms_nobody(self, trigger: Trigger) -> bool:
        """Whether other words make another sense of a verb: "hung out", "were shot at", "a camera captured"."""
        if self._is_harmless(trigger.first, trigger.last) or _is_aimed(self, trigger):
            return True
        doer = subject(self.sentence, trigger.head) if trigger.meaning.role is Role.DOES else None
        return doer is not None and self.words.has("pictures", doer.lemma)

    def _is_harmless(self, first: Token, last: Token) -> bool:
        """Whether the words from `first` on, up to `last` or further, are a phrase that harms nobody."""
        for entry in self.words.harmless_opening(first.lemma, first.text.lower()):
            end = self._match(entry, first.i + 1, numbers=True)
            if end is not None and end >= last.i:
                return True
        return False

    def _single_verbs(self) -> Iterator[Trigger]:
        for token in self.tokens:
            taken = is_verbal(token) or token.tag in NOUNS
            meaning = blow(self.words, self.sentence, token)
            meaning = meaning or (self.words.of_token(token, *VERB_ROLES) if taken else None)
            if meaning is not None and (is_verbal(token) or self._beside_number(token, meaning.role)):
                yield Trigger(token, token, token, meaning)

    def _beside_number(self, token: Token, role: Role) -> bool:
        """Whether what the tagger takes for a noun is a headline's verb: "kills 6, wounds 12", "45 die in attack"."""
        if role in (Role.DOES, Role.DOES_TO_PEOPLE):
            following = self.after(token)
            return token.tag == "NNS" and following is not None and following.tag == "CD"
        before = self.after(token, -1)
        return before is not None and before.tag in ("CD", "NNS") and token.lemma == token.text

    def misread(self, token: Token) -> bool:
        """Whether `token` is a verb of harm that the tagger took for a noun."""
        return token.tag in NOUNS and token.i in self.verbs

    def _phrase_verbs(self) -> Iterator[Trigger]:
        for token in self.tokens:
            found = self._phrase_at(token)
            if found is not None:
                meaning, last = found
                yield Trigger(_verb_of(self.tokens[token.i : last.i + 1]), token, last, meaning)

    def _phrase_at(self, token: Token) -> tuple[Meaning, Token] | None:
        for entry, meaning in self.words.phrases_opening(token.lemma, token.text.lower()):
            last = self._match(entry[1:], token.i + 1, numbers=meaning.role is Role.PHRASES_DOES)
            if last is not None:
                return meaning, self.tokens[last]
        return None

    def _match(self, entry: Entry, at: int, *, numbers: bool) -> int | None:
        """Return the position of the last word of `entry`, read from `at` on, None if it is not there."""
        if not entry:
            return at - 1
        if entry[0] == "*":
            return self._over_gap(entry[1:], at, numbers=numbers)
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        if entry[0] in (token.lemma, token.text.lower()):
            return self._match(entry[1:], at + 1, numbers=numbers)
        # Adverbs and pronouns may stand between: "shot him dead", "took them hostage".
        between = token.pos in ("ADV", "PRON") and token.tag != "WP"
        return self._match(entry, at + 1, numbers=numbers) if between else None

    def _over_gap(self, entry: Entry, at: int, *, numbers: bool) -> int | None:
        """Match after a gap, in which the victims may stand: "drove 2 million from their homes"."""
        hyphens = 0 if numbers else sum(token.text == "-" for token in self.tokens[at : at + GAP + 1])
        room = VICTIM_GAP if numbers else GAP + 1 + 2 * hyphens  # "suffered non-fatal wounds": one word
        for skip in range(room):
            end = self._match(entry, at + skip, numbers=numbers)
            if end is not None:
                return end
            beyond = at + skip >= len(self.tokens)
            if (
                beyond
                or (
                    self.tokens[at + skip].pos == "PUNCT"
                    and not (hyphens and self.tokens[at + skip].text == "-")
                )
                or (self.tokens[at + skip].pos == "VERB" and self.tokens[at + skip].tag in FINITE)
                or (self.tokens[at + skip].pos == "NUM" and not numbers)
            ):
                return None
        return None

    def noun(self, token: Token) -> Meaning | None:
        """Return what a noun (or a participle used as one) says of harm."""
        if token.pos == "VERB" and token.tag not in ("VBN", "VBD", "VBG"):
            return None
        before = self.after(token, -1)
        if before is not None and before.text.lower() == "attempted":  # "three counts of attempted murder"
            return None
        return self.words.of_token(token, Role.VICTIMS, Role.EVENTS)

    def state(self, token: Token) -> Meaning | None:
        """Return the harm that an adjective or participle says its noun has suffered."""
        meaning = self.words.words[Role.STATES].get(token.text.lower())
        return None if meaning is None or self._is_harmless(token, token) else meaning

    def is_place_or_thing(self, token: Token) -> bool:
        """Whether `token` is known not to be people."""
        return self.words.has("not_people", token.lemma)


def _is_aimed(scene: Scene, trigger: Trigger) -> bool:
    """Whether somebody is only shot at: "were shot at but not hit"."""
    following, beyond = (scene.after(trigger.last, step) for step in (1, 2))
    aimed = trigger.first.lemma == "shoot" and following is not None and following.text.lower() == "at"
    return aimed and (beyond is None or beyond.pos in ("PUNCT", "SCONJ", "ADP", "CCONJ", "ADV"))


def is_verbal(token: Token) -> bool:
    """Whether `token` can be a verb; the tagger takes some headline verbs for adjectives or nouns."""
    return token.pos in ("VERB", "AUX") or (token.pos == "ADJ" and token.text.lower().endswith(("ed", "en")))


def _verb_of(tokens: Sequence[Token]) -> Token:
    verbs = [token for token in tokens if token.pos in ("VERB", "AUX")]
    if len(verbs) > 1 and verbs[0].lemma == "be":  # "are buried under the rubble"
        return verbs[1]
    return verbs[0] if verbs else tokens[0]


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether `verb` is said of its subject as a victim: "were killed", "12 killed in", not "had killed"."""
    below = sentence.children(verb)
    if any(child.dep in ("nsubjpass", "auxpass") for child in below):
        return True
    if any(child.lemma == "have" and child.dep == "aux" for child in below):
        return any(child.text.lower() == "been" for child in below)
    return verb.tag == "VBN"


def has_object(sentence: Sentence, verb: Token) -> bool:
    """Whether something stands as the object of `verb`."""
    return any(child.dep in ("dobj", "obj") for child in sentence.children(verb))
