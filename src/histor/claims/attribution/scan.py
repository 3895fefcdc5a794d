"""One sentence searched for words of saying, and what is found in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from histor.claims.actors import ActorMention
from histor.claims.attribution.quotes import is_speech, quote_at
from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.mentions import Stretch
from histor.claims.parsed import Sentence, Token
from histor.records.claim import Act

VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "csubj"})
OBJECTS = frozenset({"dobj", "obj", "dative", "iobj"})


class CueKind(StrEnum):
    """How the speaker is given."""

    VERB = "verb"
    PREPOSITION = "preposition"
    NOUN = "noun"
    LABEL = "label"
    GAP = "gap"
    BRACKET = "bracket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word of saying, with the heads of the phrases that name who says it and who passes it on."""

    token: Token
    end: Token  # the last word of the cue
    kind: CueKind
    phrase: str  # what the lexicon calls it: "say", "claim responsibility"
    act: Act
    speakers: tuple[Token, ...]
    carrier: Token | None = None
    relay: bool = False  # the carrier stands apart, with a verb of its own: "..., the agency reported"
    negated: bool = False
    first: Token | None = None  # where the speaker's phrase begins, where no verb or preposition holds it
    whole: Token | None = None  # the noun whose phrase is what is said: "471 deaths reported by the ministry"


@dataclass(frozen=True, slots=True)
class Scan:
    """One sentence searched for cues."""

    sentence: Sentence
    quotes: Sequence[Stretch]
    words: SpeechWords
    text: str
    actors: Sequence[ActorMention] = ()

    def child(self, token: Token, *deps: str) -> Token | None:
        """Return the first dependent of `token` that hangs on it by one of `deps`."""
        return next((c for c in self.sentence.children(token) if c.dep in deps), None)

    def object_of(self, token: Token, *prepositions: str) -> Token | None:
        """Return the noun after one of `prepositions` that hangs on `token`."""
        for child in self.sentence.children(token):
            if child.dep in ("prep", "agent", "dative") and child.lemma in prepositions:
                return self.child(child, "pobj")
        return None

    def quoted(self, token: Token) -> bool:
        """Whether a token stands in direct speech."""
        quote = quote_at(self.quotes, token.start) if self.quotes else None
        return quote is not None and is_speech(self.text, quote)
