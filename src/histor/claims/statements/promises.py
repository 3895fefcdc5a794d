"""Say how a promise stands by the report's own words: open, doubted, broken."""

from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.mentions import Attribution, Stretch
from histor.claims.reading import Reading
from histor.records.claim import PromiseStatus


def standing(
    told: Attribution, reading: Reading, words: SpeechWords
) -> tuple[PromiseStatus, tuple[Stretch, ...]]:
    """Return the status of a promise and the words that give it: open unless the report doubts it."""
    at = told.sentence
    for sentence in reading.sentences[at : at + 2]:
        if sentence.paragraph != reading.sentences[at].paragraph:
            break
        for list_name in ("breach", "doubt"):
            found = words.within(list_name, sentence.text)
            if found is not None:
                return PromiseStatus.CONTESTED, (Stretch(start=sentence.start, end=sentence.end),)
    return PromiseStatus.OPEN, ()
