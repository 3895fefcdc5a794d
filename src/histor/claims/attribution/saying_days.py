"""The day on which somebody said something, where the words beside the verb of saying give one."""

from collections.abc import Sequence
from datetime import date

from histor.claims.attribution.scan import Cue
from histor.claims.mentions import Attribution, Stretch
from histor.claims.parsed import Sentence, Token
from histor.claims.reading import Reading
from histor.values.date import DateMention, resolve


def said_on(reading: Reading, sentence: Sentence, cue: Cue, parts: Sequence[Stretch]) -> date | None:
    """Return the day that the date words of the cue come to; None if they give no single day."""
    for mention in reading.dates_in(sentence):
        if _of_cue(sentence, cue, mention, parts):
            when = resolve(mention, reading.dateline)
            return when.start if when.start == when.end else None
    return None


def _of_cue(sentence: Sentence, cue: Cue, mention: DateMention, parts: Sequence[Stretch]) -> bool:
    words = sentence.tokens_within(mention.start, mention.end)
    if not words or mention.since:
        return False
    chain = {words[0].i, *(t.i for t in sentence.ancestors(words[0]))}
    between = [
        t
        for t in sentence.tokens[min(words[0].i, cue.token.i) : max(words[0].i, cue.token.i)]
        if t.pos == "VERB"
    ]
    direct = cue.token.i in chain and not [t for t in between if t.i in chain and t.i != cue.token.i]
    inside = any(part.covers(mention.start) for part in parts)
    fronted = mention.start - sentence.start <= FRONT and sentence.words(mention.end, mention.end + 1) == ","
    if inside and fronted and mention.end < cue.token.start:
        return False  # "On 12 May, shells hit the market, killing nine, the ministry said": what is said is dated
    beside = 0 <= words[0].i - cue.end.i <= BESIDE
    return (direct and not _clausal(sentence, words[0].i, cue)) or (beside and (not inside or direct))


FRONT = 10  # characters: a preposition and an adverb before a date that opens its sentence
DEFINITE = frozenset({"the", "this", "that"})
BESIDE = 2  # "said on Wednesday"


def _clausal(sentence: Sentence, at: int, cue: Cue) -> bool:
    """Whether another verb stands between the date and the cue on the way up the parse."""
    for above in sentence.ancestors(sentence.tokens[at]):
        if above.i == cue.token.i:
            return False
        if above.pos in ("VERB", "AUX"):
            return True
    return True


def said_before(sentence: Sentence, told: Attribution) -> bool:
    """Whether the source spoke before the report's day, on a day that no words give.

    "Police had spoken of 40"; and of a count that is known already: "the 40 deaths reported by police".
    """
    words = sentence.tokens_within(told.cue.start, told.cue.end) if told.sentence == sentence.index else ()
    return any(_pluperfect(sentence, verb) or _known(sentence, verb, told) for verb in words)


def _known(sentence: Sentence, verb: Token, told: Attribution) -> bool:
    """Whether a count is one that the reader knows of, or that somebody else talks about."""
    definite = any(word.lemma in DEFINITE for word in sentence.children(sentence.head(verb)))
    return verb.dep == "acl" and (told.nested or definite)


def _pluperfect(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb stands in the past perfect of its own: not behind "she said", which only shifts its tense."""
    if verb.tag != "VBN" or verb.dep == "ccomp":
        return False
    return any(
        aux.lemma == "have" and aux.tag == "VBD" and aux.dep.startswith("aux")
        for aux in sentence.children(verb)
    )
