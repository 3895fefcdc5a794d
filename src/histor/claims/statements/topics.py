"""Say in a few words what a statement is about, and whom or what it is directed at."""

import re

from histor.claims.attribution.phrases import ARTICLES, DATES, zone
from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.mentions import Attribution
from histor.claims.parsed import Sentence, Token
from histor.claims.phrases import phrase
from histor.claims.reading import Reading
from histor.records.claim import Act

FIGURES = "casualty figures"
LONGEST = 14  # words of a topic
SHORTEST = 4  # words that a topic cut at a clause's end must keep
TARGETED = {
    Act.CONDEMN: ("dobj", "on", "of", "ccomp"),
    Act.DENY: ("dobj", "xcomp", "ccomp", "of"),
    Act.ACCUSE: ("dobj", "on", "against"),
    Act.THANK: ("dobj", "to"),
    Act.CALL_FOR: ("on", "upon", "dobj", "to"),
    Act.WARN: ("dobj", "of", "against"),
    Act.ANNOUNCE: ("dobj", "ccomp"),
    Act.PROMISE: ("dobj", "xcomp", "ccomp", "of", "to", "acl"),
    Act.CLAIM_RESPONSIBILITY: ("for", "dobj"),
}
ABOUT = (Act.CONDEMN, Act.DENY, Act.ACCUSE, Act.THANK, Act.CALL_FOR, Act.WARN)
OF_WHAT = {
    Act.CALL_FOR: ("for", "xcomp", "ccomp", "dobj"),
    Act.ACCUSE: ("of", "for"),
    Act.WARN: ("of", "ccomp", "xcomp"),
    Act.CLAIM_RESPONSIBILITY: ("for",),
}
LEADING = re.compile(
    r"^(?:(?:on|last|this) (?:last )?\w+day,?\s+|(?:it|them|this|that|him|her) as\s+"
    r"|(?:that|as|and|but|while|for|of)\s+)+",
    re.IGNORECASE,
)
DATELINE = re.compile(r"^[A-Z][^a-z(]{1,30}[\w, ]{0,30}(?:\([^)]{2,40}\))?\s*[-–—:]\s")
TRAILING = re.compile(
    r"(?:[\s,;:]+(?:and|or|but|that|which|who|of|in|on|at|to|for|from|by|with|as|the|a|an|its|their|his|her|said"
    r"|had|has|was|were|would|will|is|are|been))+$",
    re.IGNORECASE,
)
# What the reporter sets against what is said.
AGAINST = re.compile(r"(?<=\w),? (?:even though|although|though|whereas)\b.*")
ASIDE = re.compile(r"[\s,]*(?:in|on|at|to|by|during|from|after|before|via|through|late|early|and)\b")
CLAUSE_END = re.compile(r"[,;:](?=\s)|\s[-–—]\s")
PAIRS = (("“", "”"), ("«", "»"), ("(", ")"))


def topic_of(told: Attribution, act: Act, reading: Reading, words: SpeechWords) -> str | None:
    """Return what is said in a few words; figures of people harmed are always "casualty figures"."""
    if act in (Act.REPORT, Act.ANNOUNCE) and has_figures(told, reading, words):
        return FIGURES
    sentence = reading.sentences[told.sentence]
    cue = _token(sentence, told.cue.start)
    slots = (OF_WHAT.get(act) or TARGETED.get(act, ())) if told.act is act else ()
    found = _first(sentence, cue, slots) if cue else None
    return found or _complement(sentence, told, cue) or _said(reading, told) or None


def about_of(told: Attribution, act: Act, reading: Reading, words: SpeechWords) -> str | None:
    """Return whom or what an act is directed at, in the words of the report."""
    sentence = reading.sentences[told.sentence]
    cue = _token(sentence, told.cue.start)
    if act not in ABOUT or cue is None:
        return None
    if told.act is not act:
        return _doer_in(sentence, told, words) if act is Act.ACCUSE else None
    return _laid_on(sentence, cue) or _first(sentence, cue, TARGETED[act])


def _laid_on(sentence: Sentence, cue: Token) -> str | None:
    """Return whom a deed is blamed on: "blaming the violence on rebels"."""
    if cue.lemma != "blame":
        return None
    held = [cue, *(t for t in sentence.children(cue) if t.dep == "dobj")]
    return next((words for above in held if (words := _first(sentence, above, ("on",)))), None)


def has_figures(told: Attribution, reading: Reading, words: SpeechWords) -> bool:
    """Whether a count and a word of harm stand in what is said."""
    sentence = reading.sentences[told.sentence]
    counted = any(
        part.covers(count.number_start) for part in told.parts for count in reading.counts_in(sentence)
    )
    apart = told.cue_lemma == "put" or (told.traces and told.traces[0].rule.startswith("gap:"))
    if counted and apart:  # "the number of dead was put at 15": the harm stands outside of what is said
        return any(words.holds("harm", token) for token in sentence.tokens)
    return counted and any(
        words.holds("harm", token)
        or (token.pos == "NUM" and words.has("counted", sentence.head(token).lemma))
        for part in told.parts
        for token in sentence.tokens_within(part.start, part.end)
    )


def _token(sentence: Sentence, offset: int) -> Token | None:
    return next((t for t in sentence.tokens if t.start <= offset < t.end), None)


def _complement(sentence: Sentence, told: Attribution, cue: Token | None) -> str | None:
    """Return the clause after a verb of saying, without whom it was said to and when."""
    if cue is None:
        return None
    for child in sentence.children(cue):
        if child.dep in ("ccomp", "xcomp") and child.i > cue.i:
            area = zone(sentence, child)
            if any(part.start < area.end and part.end > area.start for part in told.parts):
                return _short(sentence.words(area.start, area.end))
    return None


def _said(reading: Reading, told: Attribution) -> str:
    """Return the longest run of words that are the speaker's own."""
    texts = [DATELINE.sub("", reading.document.text[part.start : part.end]) for part in told.parts]
    return _short(max(texts, key=lambda text: (not ASIDE.match(text), len(text)))) if texts else ""


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
        if inner is None or inner.text in DATES:
            return None
        area = phrase(sentence, inner) if inner.dep == "pobj" else zone(sentence, inner)
        return _short(sentence.words(area.start, area.end))
    return None


def _by_agent(sentence: Sentence, token: Token, words: SpeechWords) -> bool:
    """Whether a noun is who did it ("shelled by the army"), not who carried the words ("cited by state TV")."""
    by = sentence.head(token)
    return by.dep == "agent" and not words.has("carried", sentence.head(by).text.lower())


def _doer_in(sentence: Sentence, told: Attribution, words: SpeechWords) -> str | None:
    for part in told.parts:
        for token in sentence.tokens_within(part.start, part.end):
            if (
                token.dep in ("nsubj", "pobj")
                and (token.dep == "nsubj" or _by_agent(sentence, token, words))
                and token.pos != "PRON"
            ):
                inside = phrase(sentence, token)
                return ARTICLES.sub("", sentence.words(inside.start, inside.end))
    return None


def _short(words: str) -> str:
    """Cut words down to a topic: no leading "that", the end of a clause, quotation marks in pairs."""
    text = LEADING.sub("", AGAINST.sub("", " ".join(words.split())).strip(" ,.;:"))
    if len(text.split()) > LONGEST:
        text = _cut(" ".join(text.split()[:LONGEST]))
    text = re.sub(r"[.,]+([”\"])$", r"\1", text)
    return _paired(text).strip(" ,.;:")


def _cut(text: str) -> str:
    ends = [m.start() for m in CLAUSE_END.finditer(text) if len(text[: m.start()].split()) >= SHORTEST]
    return text[: ends[-1]] if ends else TRAILING.sub("", text)


def _paired(text: str) -> str:
    """Drop the marks that wrap the whole or stand without their partner."""
    for opening, closing in PAIRS:
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    wrapped = len(text) > 1 and (text[0], text[-1]) in (*PAIRS[:2], ('"', '"'))
    return text[1:-1] if wrapped and text.count(text[0]) == 1 + (text[0] == '"') else text
