"""Find in the grammar of a sentence who did the harm that it tells of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from histor.claims.actors import ActorLexicon
from histor.claims.codebook import Codebook
from histor.claims.mentions import Stretch
from histor.claims.parsed import Sentence, Token
from histor.claims.phrases import is_done_to_subject
from histor.claims.place_names import PlaceNames
from histor.claims.vocabulary import word_lists

KEYS = ("doers", "means", "deeds", "violent", "own_deeds", "accusing", "consequence", "revenge")
ARMED = ("armed_group", "state_force", "government")
PARTIES = frozenset({"state", "non_state"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CLAUSES = frozenset({"advcl", "relcl", "acl", "ccomp", "conj"})
LED = re.compile(r"^(.+?)-led$")
INNER = frozenset({"relcl", "acl", "advcl", "appos", "punct", "cc", "conj", "npadvmod"})
MARKS = frozenset({"-", "–", "—", "(", ":"})
# "A drone strike on a car in the village": where and when a deed was is no part of whose it was.
WHERE_OR_WHEN = frozenset(
    {"on", "in", "at", "near", "over", "against", "during", "after", "before", "across", "around"}
)
LONGEST = 90  # characters; what runs on longer has swallowed a clause


@dataclass(frozen=True, slots=True)
class DoerWords:
    """Lower-case words."""

    doers: frozenset[str]
    means: frozenset[str]
    deeds: frozenset[str]
    violent: frozenset[str]
    own_deeds: frozenset[str]
    accusing: re.Pattern[str]
    consequence: frozenset[str]
    revenge: re.Pattern[str]


def load_doer_words(folders: Sequence[Path] = ()) -> DoerWords:
    """Return the doer words of the shipped lexicon and the user's folders.

    Raises LexiconError, with the line, for a key or an entry that does not fit.
    """
    lists = {
        key: frozenset(word.lower() for word in words)
        for key, words in word_lists("doers.yml", KEYS, folders).items()
    }
    return DoerWords(
        doers=lists["doers"],
        means=lists["means"],
        deeds=lists["deeds"],
        violent=lists["violent"],
        own_deeds=lists["own_deeds"],
        accusing=_stems(lists["accusing"]),
        consequence=lists["consequence"],
        revenge=_stems(lists["revenge"]),
    )


def _stems(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DoerGrammar:
    """What is needed to tell a doer from a means."""

    words: DoerWords
    codebook: Codebook
    actors: ActorLexicon
    names: PlaceNames

    def doer_phrase(self, sentence: Sentence, noun: Token) -> str | None:
        """Return the words for the doer that `noun` heads or says the means of, None if it names nobody."""
        phrase = self._named_behind(sentence, noun) or _phrase(sentence, noun)
        if self._is_means(noun):
            return self._owner(sentence, noun, phrase)
        if self._is_doer(noun, phrase):
            return phrase
        if noun.pos == "PROPN" and (owner := self._by_whom(sentence, noun)):
            return owner  # a weapon by its make: "a Grad of the 4th brigade"
        return self._linked(sentence, noun)

    def _named_behind(self, sentence: Sentence, noun: Token) -> str | None:
        """Return the name that follows its description: "the paramilitary Rapid Support Forces (RSF)"."""
        rest = sentence.text[noun.end - sentence.start :]
        found = self.actors.find(rest[:LONGEST]) if rest[:1] == " " else []
        named = found[0] if found and found[0].start == 1 and found[0].entry.kind in ARMED else None
        return named.written if named is not None and named.written[:1].isupper() else None

    def _is_means(self, noun: Token) -> bool:
        return noun.lemma in self.words.means or noun.text.lower() in self.words.means

    def _is_doer(self, noun: Token, phrase: str) -> bool:
        heads = {noun.lemma, noun.text.lower()}
        if heads & self.words.doers or any(self.codebook.parties.get(word) in PARTIES for word in heads):
            return True
        return any(m.entry.kind in ARMED and m.end >= len(phrase.rstrip()) for m in self.actors.find(phrase))

    def _owner(self, sentence: Sentence, noun: Token, phrase: str) -> str | None:
        """Return whose means it was: "an Israeli air strike" as it stands, "a strike by the army" the army."""
        owner = self._by_whom(sentence, noun)
        if owner is not None:
            return owner
        if any(c.tag == "JJS" for c in sentence.children(noun)):
            return None  # "Russia's deadliest attack" is the one that it suffered
        qualified = [
            word
            for c in sentence.children(noun)
            if c.dep in ("amod", "compound", "poss", "nmod")
            for word in sentence.subtree(
                c
            )  # "a Russian missile and drone attack": the adjective is the missile's
            if word.text in self.names.countries
        ]
        if qualified:
            return phrase
        armed = [m for m in self.actors.find(phrase) if m.entry.kind in ARMED]
        owned = any(self.codebook.parties.get(two) in PARTIES for two in _pairs(phrase))
        return phrase if armed or owned else None

    def _by_whom(self, sentence: Sentence, noun: Token) -> str | None:
        preps = [
            c
            for c in sentence.children(noun)
            if c.dep in ("prep", "agent") and c.lemma in ("by", "of", "from")
        ]
        for named in (c for prep in preps for c in sentence.children(prep) if c.dep == "pobj"):
            phrase = self._named_behind(sentence, named) or _phrase(sentence, named)
            if self._is_doer(named, phrase):
                return phrase
        return None

    def _linked(self, sentence: Sentence, noun: Token) -> str | None:
        """Return whom violence is linked to: "violence linked to Islamist groups"."""
        for clause in sentence.children(noun):
            if clause.lemma in ("link", "blame", "attribute", "lead", "commit") and clause.dep in (
                "acl",
                "relcl",
            ):
                for prep in sentence.children(clause):
                    for named in sentence.children(prep):
                        if (
                            named.dep == "pobj"
                            and prep.dep in ("prep", "agent")
                            and self._is_doer(named, _phrase(sentence, named))
                        ):
                            return _phrase(sentence, named)
        return None

    def of_clause(self, sentence: Sentence, trigger: Stretch) -> str | None:
        """Return the one doer of the violent clauses around a harm word: "died when gunmen opened fire"."""
        words = sentence.tokens_within(trigger.start, trigger.end)
        if not words or self._follows_from(sentence, words[0]):
            return None
        found = {
            phrase
            for verb in self._violent_verbs(sentence, words[0])
            if (phrase := self._subject(sentence, verb))
        }
        return found.pop() if len(found) == 1 else None

    def _follows_from(self, sentence: Sentence, trigger: Token) -> bool:
        """Whether a harm is told as what another deed led to, or as revenge for it."""
        around = sentence.words(max(sentence.start, trigger.start - 40), min(sentence.end, trigger.end + 40))
        led = any(t.lemma in self.words.consequence for t in sentence.ancestors(trigger))
        return led or self.words.revenge.search(around) is not None

    def _violent_verbs(self, sentence: Sentence, trigger: Token) -> Iterator[Token]:
        lineage = {trigger.i, *(t.i for t in sentence.ancestors(trigger))}
        for token in sentence.tokens:
            if token.pos == "VERB" and token.lemma in self.words.violent:
                above = {t.i for t in sentence.ancestors(token)}
                if token.i in lineage or (above & lineage and token.dep in CLAUSES):
                    yield token

    def _subject(self, sentence: Sentence, verb: Token) -> str | None:
        subject = next((c for c in sentence.children(verb) if c.dep == "nsubj"), None)
        negated = any(c.dep == "neg" for c in sentence.children(verb))
        if subject is None or negated or is_done_to_subject(sentence, verb):
            return None
        return self.doer_phrase(sentence, antecedent(sentence, subject))

    def of_deed(self, sentence: Sentence) -> str | None:
        """Return after whom the one deed of a sentence is called: "the X-led attack", "the X massacre"."""
        found = [
            phrase
            for token in sentence.tokens
            if token.lemma in self.words.deeds and (phrase := self._called(sentence, token))
        ]
        return found[0] if len(set(found)) == 1 else None

    def _called(self, sentence: Sentence, noun: Token) -> str | None:
        for word in sentence.children(noun):
            written = sentence.words(sentence.tokens_within(word.start, word.end)[0].start, word.end)
            led = LED.match(written)
            if led:
                return led.group(1)
            before = _led_before(sentence, noun)
            if before:
                return before
            if word.dep in ("compound", "nmod", "poss") and any(
                m.entry.kind == "armed_group" for m in self.actors.find(written)
            ):
                return written
        return self._owner(sentence, noun, _phrase(sentence, noun)) if self._is_means(noun) else None


def _led_before(sentence: Sentence, noun: Token) -> str | None:
    before = sentence.words(sentence.start, noun.start)
    match = re.search(r"([A-Z][\w’']*(?: [A-Z][\w’']*)*)-led\s+(?:\w+\s+)?$", before)
    return match.group(1) if match else None


def antecedent(sentence: Sentence, token: Token) -> Token:
    """Return the noun that "who" or "which" stands for, or the token itself."""
    if token.lemma not in ("who", "which", "that"):
        return token
    for above in sentence.ancestors(token):
        if above.dep in ("relcl", "acl"):
            return sentence.head(above)
    return token


def _pairs(phrase: str) -> list[str]:
    words = phrase.lower().split()
    return [" ".join(words[i : i + 2]) for i in range(len(words) - 1)]


def _phrase(sentence: Sentence, noun: Token) -> str:
    """Return a noun with what qualifies it, up to where a clause or an apposition begins, without article or time."""
    kept = [noun]
    for child in sentence.children(noun):
        if child.dep not in INNER and not (child.dep == "prep" and child.lemma in WHERE_OR_WHEN):
            kept += sentence.subtree(child)
    opening, clause = _opening(sentence, noun), _clause_behind(sentence, noun)
    kept = [t for t in kept if opening <= t.start <= noun.start or noun.start < t.start < clause]
    start, end = min(t.start for t in kept), max(t.end for t in kept)
    written = re.sub(r"^.*\bago\s+", "", sentence.words(start, end)).partition(" (")[0]
    return re.sub(r"^(?:the|a|an|some|two|three|several|unidentified)\s+", "", written, flags=re.IGNORECASE)[
        :LONGEST
    ].strip()


def _clause_behind(sentence: Sentence, noun: Token) -> int:
    """Return where what is said of a noun in a clause of its own begins; what follows that is no part of a name."""
    clauses = (c for c in sentence.children(noun) if c.dep in INNER and c.i > noun.i)
    return min([noun.end + LONGEST, *(t.start for c in clauses for t in sentence.subtree(c))])


def _opening(sentence: Sentence, noun: Token) -> int:
    """Return where the words begin that can qualify a noun: behind the last mark, as of a dateline, before it."""
    marks = (t for t in reversed(sentence.tokens) if t.start < noun.start and t.text in MARKS)
    last = next((t for t in marks if sentence.words(t.start - 1, t.start).isspace()), None)
    return last.end if last is not None else sentence.start
