"""Find in the grammar of a sentence who did the harm that it tells of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from histor.claims.actors import ActorLexicon
from histor.claims.deeds.codebook import Codebook
from histor.claims.mentions import Stretch
from histor.claims.parsed import Sentence, Token
from histor.claims.phrases import is_done_to_subject
from histor.claims.places.names import PlaceNames
from histor.claims.vocabulary import word_lists

KEYS = (
    "doers",
    "known_by_deed",
    "means",
    "deeds",
    "violent",
    "own_deeds",
    "accusing",
    "consequence",
    "revenge",
)
ARMED = ("armed_group", "state_force", "government")
PARTIES = frozenset({"state", "non_state"})
CLAUSES = frozenset({"advcl", "relcl", "acl", "ccomp", "conj"})
LAID = frozenset({"link", "blame", "attribute", "ascribe"})
ANYBODY = frozenset({"boy", "man", "people", "person", "suspect", "teenager", "woman", "youth"})
ACCUSED = frozenset({"accuse", "suspect"})
DONE = frozenset(
    {"lead", "commit", "carry", "conduct", "launch", "stage", "perpetrate", "mount", "fire", "claim", "plant"}
    | {"drop", "lay", "undertake", "execute"}
)
LED = re.compile(r"^(.+?)-led$")
INNER = frozenset({"relcl", "acl", "advcl", "appos", "punct", "cc", "conj", "npadvmod"})
MARKS = frozenset({"-", "–", "—", "(", ":"})
# "A drone strike on a car in the village": where and when a deed was is no part of whose it was.
MIDDLE = frozenset({"-", "air", "and", "led"})  # "drone and missile attack"
WHERE_OR_WHEN = frozenset(
    {"on", "in", "at", "near", "over", "against", "during", "after", "before", "across", "around"}
)
LONGEST = 90  # characters; what runs on longer has swallowed a clause


@dataclass(frozen=True, slots=True)
class DoerWords:
    """Lower-case words."""

    doers: frozenset[str]
    known_by_deed: frozenset[str]
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
        known_by_deed=lists["known_by_deed"],
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

    def is_deed(self, noun: Token) -> bool:
        """Whether a word names a deed of violence or its means."""
        return self._is_means(noun) or noun.lemma in self.words.deeds or noun.text.lower() in self.words.deeds

    def whose(self, sentence: Sentence, noun: Token) -> str | None:
        """Return the one whose deed or means a noun names: "shelling by the army", "an Israeli raid"."""
        done = self._linked(sentence, noun) or self._done(sentence, noun)
        if done is not None or any(c.dep == "nummod" for c in sentence.children(noun)):
            return done  # "44 militant attacks": whose each was is not told
        return self._owner(sentence, noun, _phrase(sentence, noun)) or self._by_copula(sentence, noun)

    def _by_copula(self, sentence: Sentence, noun: Token) -> str | None:
        """Return the "by ..." that the parse hung on "were": "were hurt in the attack on Friday by rebels"."""
        above = next((t for t in sentence.ancestors(noun) if t.pos in ("VERB", "AUX")), None)
        return self.by_whom(sentence, above) if above is not None and above.pos == "AUX" else None

    def by_whom(self, sentence: Sentence, verb: Token) -> str | None:
        """Return the doer that a verb has in "by ...": "were among the dead in the attack on Friday by rebels"."""
        return self._first_doer(sentence, [c for c in sentence.children(verb) if c.dep == "agent"])

    def _done(self, sentence: Sentence, noun: Token) -> str | None:
        """Return who is said to have done a deed by its verb: "the strike was conducted by jets of the army"."""
        verb = sentence.head(noun)
        if verb.lemma not in DONE:
            return None
        if noun.dep == "nsubjpass":
            return self._first_doer(sentence, [c for c in sentence.children(verb) if c.dep == "agent"])
        return self.subject_of(sentence, verb) if noun.dep == "dobj" else None

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
        own = "".join(phrase.partition(noun.text)[:2])  # "Russian shelling", without "of the port"
        qualified = any(
            word.text in self.names.countries
            for c in sentence.children(noun)
            if c.dep in ("amod", "compound", "poss", "nmod")
            for word in sentence.subtree(c)  # "a Russian missile and drone attack": the missile's
        )
        armed = any(m.entry.kind in ARMED for m in self.actors.find(own))
        owned = any(self.codebook.parties.get(two) in PARTIES for two in _pairs(own))
        return own if qualified or armed or owned or self._of_party(sentence, noun) else None

    def _of_party(self, sentence: Sentence, noun: Token) -> bool:
        """Whether the word before a deed and its means is a party to the fighting: "a junta air strike"."""
        at = noun.i - 1
        while at > 0 and sentence.tokens[at].text.lower() in self.words.means | MIDDLE:
            at -= 1
        party = sentence.tokens[max(at, 0)]
        fights = any(self.codebook.parties.get(w) in PARTIES for w in (party.lemma, party.text.lower()))
        return self._is_means(noun) and fights and party.dep in ("compound", "amod", "nmod", "poss")

    def _by_whom(self, sentence: Sentence, noun: Token) -> str | None:
        belonging = ("by", "of", "from") if self._is_means(noun) else ("by",)  # "the killing of soldiers"
        preps = [c for c in sentence.children(noun) if c.dep in ("prep", "agent") and c.lemma in belonging]
        return self._first_doer(sentence, preps)

    def _linked(self, sentence: Sentence, noun: Token) -> str | None:
        """Return who is said to have done a deed: "violence linked to Islamists", "raids carried out by the army"."""
        for clause in sentence.children(noun):
            if clause.dep not in ("acl", "relcl") or clause.tag == "VBG":
                continue
            laid = clause.lemma in LAID
            if laid or clause.lemma in DONE:
                wanted = ("on", "to") if laid else ("by",)
                preps = [c for c in sentence.children(clause) if c.lemma in wanted]
                if (phrase := self._first_doer(sentence, preps)) is not None:
                    return phrase
        return None

    def _first_doer(self, sentence: Sentence, preps: Sequence[Token]) -> str | None:
        for named in (c for prep in preps for c in sentence.children(prep) if c.dep == "pobj"):
            phrase = self._named_behind(sentence, named) or _phrase(sentence, named)
            if self._is_doer(named, phrase):
                return phrase
            if self._is_means(named) and (owned := self._owner(sentence, named, phrase)):
                return owned  # "air strikes carried out by Russian jets"
        return None

    def of_clause(self, sentence: Sentence, trigger: Stretch) -> str | None:
        """Return the one doer of the violent clauses around a harm word: "died when gunmen opened fire"."""
        words = sentence.tokens_within(trigger.start, trigger.end)
        if not words or self._follows_from(sentence, words[0]):
            return None
        found = {
            phrase
            for verb in self._violent_verbs(sentence, words[0])
            if (phrase := self.subject_of(sentence, verb))
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

    def subject_of(self, sentence: Sentence, verb: Token) -> str | None:
        """Return who does what a violent verb says, None where nobody is named or it was not done."""
        negated = any(c.dep == "neg" for c in sentence.children(verb))
        subject = _who_acts(sentence, verb)
        if subject is None or negated or is_done_to_subject(sentence, verb):
            return None
        doer = antecedent(sentence, subject)
        return self.doer_phrase(sentence, doer) or self._country(sentence, doer)

    def _country(self, sentence: Sentence, noun: Token) -> str | None:
        """Return the country that a noun names, which does what only its forces can: "Norland bombed a house"."""
        phrase = _phrase(sentence, noun)
        return phrase if noun.pos == "PROPN" and phrase in self.names.countries.values() else None

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


def _who_acts(sentence: Sentence, verb: Token) -> Token | None:
    """Return the subject of a verb, or of the one that it is joined to or goes on from: "came and began shooting"."""
    while True:
        below = {c.dep: c for c in sentence.children(verb)}
        if "nsubj" in below:
            return below["nsubj"]
        above = sentence.head(verb)
        if verb.dep == "pcomp" and above.lemma == "of" and sentence.head(above).lemma in ACCUSED:
            return _accused(sentence, sentence.head(above))
        if verb.dep == "pcomp" and above.lemma == "by":  # "went on by killing"
            verb = sentence.head(above)
            continue
        active = verb.dep in ("conj", "xcomp") and not {"nsubjpass", "agent"} & set(below)
        if not active or above.pos != "VERB" or above.i == verb.i:
            return None
        verb = above


def _accused(sentence: Sentence, charge: Token) -> Token | None:
    """Return who is accused, but for one of whom only that is known: "the militia has been accused of", not "a man"."""
    below = {c.dep: c for c in sentence.children(charge)}
    accused = below.get("nsubjpass") or below.get("dobj")
    return accused if accused is None or accused.lemma not in ANYBODY else None


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
