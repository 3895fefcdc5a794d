"""Link a denial to the allegation that it rejects: the nearest one in the text about the same thing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.mentions import StatementMention, Stretch
from histor.claims.parsed import BlockKind, Sentence
from histor.claims.reading import Reading
from histor.records.claim import Act

STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "for",
        "and",
        "in",
        "on",
        "at",
        "to",
        "its",
        "it",
        "was",
        "were",
        "is",
        "are",
        "has",
        "have",
        "had",
        "that",
        "this",
        "any",
        "by",
        "with",
        "not",
        "no",
        "be",
        "been",
        "as",
        "from",
        "his",
        "her",
        "their",
    ]
)
CHARGES = (Act.ACCUSE, Act.REPORT, Act.CLAIM_RESPONSIBILITY, Act.CONDEMN)
NEAR = 12  # sentences


def denied(
    statement: StatementMention, all_of_them: Sequence[StatementMention], reading: Reading, words: SpeechWords
) -> StatementMention:
    """Return a denial with the place of what it denies; other statements as they are."""
    if statement.act is not Act.DENY:
        return statement
    place = _accusation(statement, all_of_them, reading) or _in_one_breath(
        statement, all_of_them, reading, words
    )
    return replace(statement, denies=place or _allegation(statement, reading, words))


def _in_one_breath(
    statement: StatementMention, all_of_them: Sequence[StatementMention], reading: Reading, words: SpeechWords
) -> Stretch | None:
    """Return what another says in the same sentence, where a denial only calls it a claim: "but the army denied it"."""
    told = statement.attribution
    if _matter(statement, reading, words):
        return None
    others = [
        o
        for o in all_of_them
        if o.attribution.sentence == told.sentence and not _names(o) & _names(statement)
    ]
    return others[0].attribution.content if others and others[0].act in CHARGES else None


def _matter(statement: StatementMention, reading: Reading, words: SpeechWords) -> set[str]:
    """Return the words that say of what a denial is: none in "denied the claims"."""
    mine = _content(_said(statement, reading)) - _names(statement)
    return {word for word in mine if not words.has("said_nouns", word)}


def _accusation(
    statement: StatementMention, all_of_them: Sequence[StatementMention], reading: Reading
) -> Stretch | None:
    """Return the nearest charge against the denier, before it rather than after."""
    told = statement.attribution
    own = _names(statement)
    best: tuple[int, Stretch] | None = None
    for other in all_of_them:
        if other.act is not Act.ACCUSE or _names(other) & own or other is statement:
            continue
        near = abs(other.attribution.sentence - told.sentence) * 2 + (
            other.attribution.sentence > told.sentence
        )
        aimed = _content(other.about or "") & own or _shared(statement, other, reading)
        if aimed and near <= NEAR * 2 and (best is None or near < best[0]):
            best = (near, other.attribution.content)
    return best[1] if best else None


def _shared(statement: StatementMention, other: StatementMention, reading: Reading) -> set[str]:
    mine = _content(_said(statement, reading))
    return mine & _content(_said(other, reading)) if mine else {"it"}


def _said(statement: StatementMention, reading: Reading) -> str:
    content = statement.attribution.content
    return reading.document.text[content.start : content.end]


def _allegation(statement: StatementMention, reading: Reading, words: SpeechWords) -> Stretch | None:
    """Return the nearest sentence that tells of harm in the words of the denial."""
    told = statement.attribution
    mine = _matter(statement, reading, words)
    ranked = sorted(
        _others(told.sentence, reading),
        key=lambda s: abs(s.index - told.sentence) * 2 + (s.index > told.sentence),
    )
    for sentence in ranked:
        violent = any(words.holds("harm", t) or words.has("violence", t.lemma) for t in sentence.tokens)
        if violent and (not mine or mine & _content(sentence.text)):
            return Stretch(start=sentence.start, end=sentence.end)
    return None


def _others(index: int, reading: Reading) -> Iterator[Sentence]:
    for sentence in reading.sentences[max(0, index - NEAR) : index + NEAR + 1]:
        if sentence.index != index and sentence.kind not in (BlockKind.HEADLINE, BlockKind.CREDIT):
            yield sentence


def _names(statement: StatementMention) -> set[str]:
    told = statement.attribution
    return {word for name in (told.speaker, told.organization) if name for word in _content(name.written)}


def _content(words: str) -> set[str]:
    return {_stem(word) for word in re.findall(r"[^\W\d_]{3,}", words.lower()) if word not in STOP}


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ies", "ers", "ed", "es", "s", "er"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word.removesuffix(ending)
    return word


SHORTEST = 4
