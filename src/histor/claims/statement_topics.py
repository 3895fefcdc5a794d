"""Say in a few words what a statement is about, and whom or what it is directed at."""

from histor.claims.attribution_phrases import ARTICLES, zone
from histor.claims.mentions import Attribution
from histor.claims.parsed import Sentence, Token
from histor.claims.phrases import phrase
from histor.claims.reading import Reading
from histor.claims.speech_words import SpeechWords
from histor.records.claim import Act

FIGURES = "casualty figures"
LONGEST = 12  # words of a topic
TARGETED = {
    Act.CONDEMN: ("dobj", "on", "of"),
    Act.DENY: ("dobj", "xcomp", "ccomp", "of"),
    Act.ACCUSE: ("dobj", "on", "against"),
    Act.THANK: ("dobj", "to"),
    Act.CALL_FOR: ("on", "upon", "dobj", "to"),
    Act.WARN: ("dobj", "of", "against"),
    Act.ANNOUNCE: ("dobj", "ccomp"),
    Act.PROMISE: ("dobj", "xcomp", "ccomp", "of", "to"),
    Act.CLAIM_RESPONSIBILITY: ("for", "dobj"),
}
ABOUT = (Act.CONDEMN, Act.DENY, Act.ACCUSE, Act.THANK, Act.CALL_FOR, Act.WARN)
OF_WHAT = {
    Act.CALL_FOR: ("for", "xcomp", "ccomp", "dobj"),
    Act.ACCUSE: ("of", "for"),
    Act.WARN: ("of", "ccomp", "xcomp"),
    Act.CLAIM_RESPONSIBILITY: ("for",),
}


def topic_of(told: Attribution, act: Act, reading: Reading, words: SpeechWords) -> str | None:
    """Return what is said in a few words; figures of people harmed are always "casualty figures"."""
    if act in (Act.REPORT, Act.ANNOUNCE) and has_figures(told, reading, words):
        return FIGURES
    sentence = reading.sentences[told.sentence]
    cue = _token(sentence, told.cue.start)
    found = _first(sentence, cue, OF_WHAT.get(act) or TARGETED.get(act, ())) if cue else None
    return found or _short(reading.document.text[told.content.start : told.content.end]) or None


def about_of(told: Attribution, act: Act, reading: Reading, words: SpeechWords) -> str | None:
    """Return whom or what an act is directed at, in the words of the report."""
    del words
    sentence = reading.sentences[told.sentence]
    cue = _token(sentence, told.cue.start)
    if act not in ABOUT or cue is None:
        return None
    if told.act is not act:
        return _doer_in(sentence, told) if act is Act.ACCUSE else None
    return _first(sentence, cue, TARGETED[act])


def has_figures(told: Attribution, reading: Reading, words: SpeechWords) -> bool:
    """Whether a count and a word of harm stand in what is said."""
    sentence = reading.sentences[told.sentence]
    counted = any(
        part.covers(count.number_start) for part in told.parts for count in reading.counts_in(sentence)
    )
    return counted and any(
        words.holds("harm", token)
        for part in told.parts
        for token in sentence.tokens_within(part.start, part.end)
    )


def _token(sentence: Sentence, offset: int) -> Token | None:
    return next((t for t in sentence.tokens if t.start <= offset < t.end), None)


def _first(sentence: Sentence, cue: Token, slots: tuple[str, ...]) -> str | None:
    for slot in slots:
        for child in sentence.children(cue):
            words = _in_slot(sentence, child, slot)
            if words:
                return words
    return None


def _in_slot(sentence: Sentence, child: Token, slot: str) -> str | None:
    if child.dep == slot == "dobj":
        inside = phrase(sentence, child)
        return _short(sentence.words(inside.start, inside.end))
    if child.dep == slot:
        area = zone(sentence, child)
        return _short(sentence.words(area.start, area.end))
    if child.dep in ("prep", "dative", "agent") and child.lemma == slot:
        inner = next((t for t in sentence.children(child) if t.dep in ("pobj", "pcomp")), None)
        if inner is None:
            return None
        area = phrase(sentence, inner) if inner.dep == "pobj" else zone(sentence, inner)
        return _short(sentence.words(area.start, area.end))
    return None


def _doer_in(sentence: Sentence, told: Attribution) -> str | None:
    for part in told.parts:
        for token in sentence.tokens_within(part.start, part.end):
            if (
                token.dep in ("nsubj", "pobj")
                and (token.dep == "nsubj" or sentence.head(token).dep == "agent")
                and token.pos != "PRON"
            ):
                inside = phrase(sentence, token)
                return ARTICLES.sub("", sentence.words(inside.start, inside.end))
    return None


def _short(words: str) -> str:
    cut = words.strip(" ,.;:\"“”'").split()
    return " ".join(cut[:LONGEST])
