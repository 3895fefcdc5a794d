"""Decide what a speaker does by saying it, where "said" does not tell."""

import re
from collections.abc import Iterator, Sequence

from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.mentions import Attribution, Stretch
from histor.claims.parsed import Sentence, Token
from histor.claims.reading import Reading
from histor.claims.statements.deeds import denial_in, measure_in
from histor.claims.statements.violence import SELF, deeds
from histor.records.claim import Act

NOTED = re.compile(
    r"\bshould (?:also )?be (?:noted|remembered|recalled|mentioned|stressed|pointed)\b", re.IGNORECASE
)


def acts_of(told: Attribution, reading: Reading, words: SpeechWords) -> Iterator[tuple[Act, str]]:
    """Yield the acts of one attribution with the rule that found each."""
    if told.cue_lemma == "issuer":
        yield from _of_release(told, reading, words)
        return
    if told.act is Act.CALL_FOR and _asks_a_question(told, reading):
        yield Act.REPORT, f"question:{told.cue_lemma}"
        return
    if told.act not in (Act.REPORT, Act.ANNOUNCE) or not words.has("plain", told.cue_lemma):
        yield told.act, f"act:{told.cue_lemma}"
        return
    found = list(_by_content(told, reading, words))
    yield from found or [(told.act, f"act:{told.cue_lemma}")]


def _asks_a_question(told: Attribution, reading: Reading) -> bool:
    """Whether what is asked is a question and not a thing: "Where are they?" he asked."""
    text = reading.document.text
    return told.cue_lemma == "ask" and any(
        text[part.start : part.end].rstrip(",”\"’' ").endswith("?") for part in told.parts
    )


def _of_release(told: Attribution, reading: Reading, words: SpeechWords) -> Iterator[tuple[Act, str]]:
    """Yield what a body does in its own statement without naming itself: "The public is urged"."""
    sentence = reading.sentences[told.sentence]
    own = [t for part in told.parts for t in sentence.tokens_within(part.start, part.end)]
    promised = _will_be(sentence, own, words)
    if promised is not None:
        yield Act.PROMISE, f"release:{promised}"
        return
    for token in own:
        act = words.acts.get(token.lemma, Act.REPORT)
        below = sentence.children(token)
        present = any(c.dep == "auxpass" and c.tag in ("VBZ", "VBP") for c in below)
        passive = present and not any(c.dep == "agent" for c in below)
        if passive and act in (Act.CALL_FOR, Act.WARN) and token.tag == "VBN":
            yield act, f"release:{token.lemma}"
            return
    yield from (found for found in _by_content(told, reading, words) if found[0] is not Act.REPORT)


def _will_be(sentence: Sentence, own: Sequence[Token], words: SpeechWords) -> str | None:
    """Return the verb of what a body says will be done: "Offenders will be prosecuted"."""
    for token in own:
        below = [c.lemma for c in sentence.children(token) if c.dep in ("aux", "auxpass", "neg")]
        if token.tag == "VBN" and "will" in below and "be" in below and words.has("kept", token.lemma):
            return token.lemma if "not" not in below else None
    return None


def _by_content(told: Attribution, reading: Reading, words: SpeechWords) -> Iterator[tuple[Act, str]]:
    said = _words_of(told, reading, words)
    sentence = reading.sentences[told.sentence]
    figures = _has_harm_figure(told, reading, words)
    performed = _performed(told, sentence, words) if told.quoted else None
    if performed is not None:
        yield performed
        return
    denied = denial_in(told, said, reading, words)
    if denied is not None and not (figures and denied.startswith(("no ", "not "))):
        yield Act.DENY, f"content:denying:{denied}"
        return
    call = words.within("calling", said)
    if call and not NOTED.search(said):
        yield Act.CALL_FOR, f"content:calling:{call}"
        return
    if _demands(told, sentence, words):
        yield Act.CALL_FOR, "content:must"
        return
    judged = _judgement(told, sentence, said, words)
    if judged is not None:
        yield judged
        return
    if _warns(told, reading, words, said):
        yield Act.WARN, "content:warning"
    elif (future := _own_future(told, sentence, words)) is not None:
        yield future
    elif not figures and (measure := measure_in(told, sentence, words)) is not None:
        yield Act.ANNOUNCE, f"content:measure:{measure}"
    else:
        yield from deeds(told, reading, words, figures=figures)


def _performed(told: Attribution, sentence: Sentence, words: SpeechWords) -> tuple[Act, str] | None:
    """Return the act that a speaker does in so many words: "“We urge all sides to stop,” the council said"."""
    for part in told.parts:
        for verb in sentence.tokens_within(part.start, part.end):
            act = words.acts.get(verb.lemma, Act.REPORT)
            if verb.tag not in ("VBP", "VB") or act not in PERFORMED:
                continue
            below = sentence.children(verb)
            speaks = any(c.dep == "nsubj" and c.text.lower() in ("we", "i") for c in below)
            if speaks and not any(c.dep in ("neg", "aux") and c.lemma != "do" for c in below):
                return act, f"content:performs:{verb.lemma}"
    return None


PERFORMED = (Act.CALL_FOR, Act.CONDEMN, Act.DENY, Act.WARN, Act.THANK, Act.ACCUSE, Act.PROMISE)


def _demands(told: Attribution, sentence: Sentence, words: SpeechWords) -> bool:
    """Whether it is said what others must do: "the authorities must investigate"."""
    for part in told.parts:
        for token in sentence.tokens_within(part.start, part.end):
            verb = sentence.head(token)
            if (
                token.lemma != "must"
                or token.dep != "aux"
                or verb.dep == "relcl"
                or any(c.lemma == "have" and c.dep == "aux" for c in sentence.children(verb))
            ):
                continue
            who = next((c for c in sentence.children(verb) if c.dep == "nsubj"), None)
            if who is not None and any(words.holds(k, who) for k in ("bodies", "parties", "roles", "people")):
                return True
    return False


def _has_harm_figure(told: Attribution, reading: Reading, words: SpeechWords) -> bool:
    sentence = reading.sentences[told.sentence]
    counts = [
        c
        for c in reading.counts_in(sentence)
        if any(p.covers(c.number_start) for p in told.parts) and not c.weak
    ]
    spoken = [t for p in told.parts for t in sentence.tokens_within(p.start, p.end)]
    attacks = any(t.pos == "NUM" and words.has("counted", sentence.head(t).lemma) for t in spoken)
    return bool(counts) and (attacks or any(words.holds("harm", t) for t in spoken))


def _judgement(
    told: Attribution, sentence: Sentence, said: str, words: SpeechWords
) -> tuple[Act, str] | None:
    naming = words.has("naming", told.cue_lemma.split()[0])
    blaming = words.within("blaming", said)
    if naming and blaming:
        return (
            Act.CONDEMN if told.cue_lemma.startswith("call") else Act.ACCUSE
        ), f"content:blaming:{blaming}"
    condemning = words.within("condemning", said)
    plain = re.search(r"\b(?:is|was|are|were|amounts?)\b", said) and not told.quoted
    if condemning and (naming or plain):
        return Act.CONDEMN, f"content:condemning:{condemning}"
    if blaming and re.search(
        r"\b(?:war crimes?|crimes? against|genocide|ethnic cleansing|collective punishment|to blame"
        r"|liars?|lying|responsible for|(?<!who )(?:is|are|was|were|been) behind|the work of)\b",
        said,
    ):
        del sentence
        return Act.ACCUSE, f"content:blaming:{blaming}"
    return None


def _warns(told: Attribution, reading: Reading, words: SpeechWords, said: str) -> bool:
    """Whether what is said is harm to come: "a delay could cost lives"."""
    sentence = reading.sentences[told.sentence]
    modal = [
        t
        for p in told.parts
        for t in sentence.tokens_within(p.start, p.end)
        if t.lemma in ("could", "may", "might") and t.dep == "aux"
    ]
    if not modal or re.search(r"\b(?:could|may|might) (?:not|have)\b", said):
        return False
    heads = [sentence.head(t) for t in modal if sentence.head(t).dep != "relcl"]
    return any(words.holds("harm", t) for head in heads for t in sentence.subtree(head))


def _own_future(told: Attribution, sentence: Sentence, words: SpeechWords) -> tuple[Act, str] | None:
    """Return the act of telling one's future: "it would investigate" promises, "it would close" announces."""
    for part in told.parts:
        for token in sentence.tokens_within(part.start, part.end):
            if token.lemma in ("will", "would", "shall") and token.dep == "aux":
                verb = sentence.head(token)
                subject = next((c for c in sentence.children(verb) if c.dep in ("nsubj", "nsubjpass")), None)
                negated = any(c.dep == "neg" for c in sentence.children(verb))
                if subject is None or negated or subject.text.lower() not in SELF - {"i"}:
                    continue
                if words.has("kept", verb.lemma):
                    return Act.PROMISE, f"content:future:{verb.lemma}"
                if words.has("measures", verb.lemma) and told.organization is not None:
                    return Act.ANNOUNCE, f"content:future:{verb.lemma}"
    return None


def _words_of(told: Attribution, reading: Reading, words: SpeechWords) -> str:
    """Return what is said, with the sentences of the same quotation around it."""
    sentence, text = reading.sentences[told.sentence], reading.document.text
    own = [text[part.start : part.end] for part in (_complement(told, sentence, words), *told.parts) if part]
    before = text[told.quote.start : max(told.quote.start, sentence.start)]
    after = text[min(told.quote.end, sentence.end) : told.quote.end]
    return " ".join([before, *own, after]).strip()


def _complement(told: Attribution, sentence: Sentence, words: SpeechWords) -> Stretch | None:
    """Return the clause after a verb of saying where nobody else speaks in it."""
    cue = next((t for t in sentence.tokens if t.start <= told.cue.start < t.end), None)
    clauses = [c for c in sentence.children(cue) if c.dep == "ccomp" and c.i > cue.i] if cue else []
    for clause in clauses:
        inside = sentence.subtree(clause)
        if not any(words.has("telling", t.lemma) for t in inside):
            return Stretch(start=inside[0].start, end=inside[-1].end)
    return None
