"""Find the doers whom each source tells of beside its figures: "The attackers came at dawn. Five died, he said."."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from histor.claims.deeds.doers import DoerGrammar
from histor.claims.mentions import Attribution
from histor.claims.parsed import BlockKind, Sentence, Token
from histor.claims.reading import Reading

REACH = 3  # sentences back that a deed is still the one of which a source goes on to tell
# What opens the telling of another deed.
APART = re.compile(
    r"\b(?:another|separate|separately|elsewhere|meanwhile|earlier|previous|previously|last|since|other|ago)\b",
    re.IGNORECASE,
)

VoiceAt = Callable[[int, int], Attribution | None]  # by a sentence's position and an offset
Voices = frozenset[str]


@dataclass(frozen=True, slots=True)
class ToldDeed:
    """A deed with its doer, as one source tells of it."""

    sentence: int
    at: int
    doer: str
    voices: Voices  # the source's names, lower case; none: the reporter's word


@dataclass(frozen=True, slots=True)
class ToldDeeds:
    """All deeds of a report with a doer, in the order of the text."""

    deeds: Sequence[ToldDeed]

    def within(self, sentence: Sentence, at: int) -> str | None:
        """Return the doer of the last deed that a sentence tells of before `at`: whom "it" or "they" may mean."""
        here = [deed for deed in self.deeds if deed.sentence == sentence.index and deed.at < at]
        return here[-1].doer if here else None

    def before(self, sentence: Sentence, told: Attribution | None) -> str | None:
        """Return the doer of the deed that a source told of last; None where it told of several."""
        if APART.search(sentence.text):
            return None
        told_by = voices(told)
        last = bisect_right(self.deeds, sentence.index, key=lambda deed: deed.sentence)
        near = [
            deed
            for deed in self.deeds[max(0, last - LOOKED_AT) : last]
            if sentence.index - deed.sentence <= REACH and _one_voice(deed.voices, told_by)
        ]
        nearest = [deed for deed in near if deed.sentence == near[-1].sentence]
        doers = {deed.doer.lower() for deed in nearest}
        return nearest[-1].doer if len(doers) == 1 else None


LOOKED_AT = 24  # deeds; as many as some sentences hold


def voices(told: Attribution | None) -> Voices:
    """Return the names of a source, lower case."""
    names = (told.speaker, told.organization) if told is not None and told.source else ()
    return frozenset(name.written.lower() for name in names if name)


def _one_voice(one: Voices, other: Voices) -> bool:
    return bool(one & other) or not (one or other)


def deeds_told(reading: Reading, grammar: DoerGrammar, voice_at: VoiceAt) -> ToldDeeds:
    """Return the deeds whose doer the sentences of a report name, headlines aside."""
    return ToldDeeds(
        tuple(
            ToldDeed(sentence.index, token.start, doer, voices(voice_at(sentence.index, token.start)))
            for sentence in reading.body
            if sentence.kind is not BlockKind.HEADLINE
            for token, doer in _in_sentence(grammar, sentence)
        )
    )


def _in_sentence(grammar: DoerGrammar, sentence: Sentence) -> Iterator[tuple[Token, str]]:
    for token in sentence.tokens:
        if token.pos == "VERB" and token.lemma in grammar.words.violent:
            doer = grammar.subject_of(sentence, token)
        elif token.pos in ("NOUN", "PROPN") and grammar.is_deed(token):
            doer = grammar.whose(sentence, token)
        else:
            doer = None
        if doer is not None:
            yield token, doer
