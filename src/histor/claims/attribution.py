"""Find who is given as saying what: the cue, the speaker, the stretch of words, and who passed them on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from histor.claims.mentions import Attribution, Stretch
from histor.claims.parsed import BlockKind, Sentence, Token
from histor.claims.phrases import conjoined, subject
from histor.claims.quotes import is_speech, quotations
from histor.claims.reading import Reading
from histor.claims.speakers import Cast, Speaker
from histor.claims.speech_words import SpeechWords
from histor.records.claim import Act, Modality, Trace
from histor.values.date import DatePrecision, resolve
from histor.values.name import Name

CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "conj"})
ADDRESSED = frozenset({"dobj", "dative", "iobj"})
CONTRAST = re.compile(r"(?:[,;]\s+|\s)(?:while|whereas|although|though)\s|;\s|,\s+(?:but|and)\s")


@dataclass(frozen=True, slots=True)
class _Cue:
    sentence: Sentence
    token: Token
    start: int
    end: int
    lemma: str
    act: Act
    speakers: tuple[Token, ...]
    content: Stretch
    negated: bool


def attribute(reading: Reading, words: SpeechWords) -> list[Attribution]:
    """Return every place where somebody is given as saying something, in the order of the text."""
    cast = Cast(reading, words)
    quotes = [q for q in quotations(reading.document.text) if is_speech(reading.document.text, q)]
    found: list[Attribution] = []
    for sentence in reading.sentences:
        if sentence.kind is BlockKind.CREDIT:
            continue
        for cue in _cues(sentence, reading, words):
            found.extend(_attributions(cue, reading, words, cast, quotes))
    return sorted((*found, *_runs_on(found, reading, quotes)), key=lambda a: (a.content.start, a.cue.start))


def _cues(sentence: Sentence, reading: Reading, words: SpeechWords) -> Iterator[_Cue]:
    for token in sentence.tokens:
        if token.text.lower() == "according":
            cue = _according(sentence, token)
        else:
            cue = _verb_cue(sentence, token, words) if token.pos in ("VERB", "AUX") else None
        if cue is not None:
            yield cue


def _verb_cue(sentence: Sentence, verb: Token, words: SpeechWords) -> _Cue | None:
    lemma = _wording(sentence, verb, words)
    if lemma is None or (verb.dep == "amod") or (verb.tag == "VBN" and verb.dep == "acl" and verb.lemma != "quote"):
        return None
    who = _speaker_of(sentence, verb)
    if who is None:
        return None
    people = tuple(conjoined(sentence, who))
    negated = any(c.dep == "det" and c.lemma == "no" for c in sentence.children(who)) or who.lemma in ("nobody", "none")
    negated = negated or any(c.dep == "neg" for c in sentence.children(verb))
    content = _content(sentence, verb, who)
    return _Cue(sentence, verb, verb.start, verb.end, lemma, words.acts[lemma], people, content, negated)


def _wording(sentence: Sentence, verb: Token, words: SpeechWords) -> str | None:
    parts = [c for c in sentence.children(verb) if c.dep in ("prt", "prep", "dobj", "oprd", "acomp")]
    forms = [f"{verb.lemma} {part.lemma}" for part in parts]
    return next((form for form in (*forms, verb.lemma) if form in words.acts), None)


def _speaker_of(sentence: Sentence, verb: Token) -> Token | None:
    """Return who speaks: the subject; in "was quoted as saying" the passive subject."""
    below = sentence.children(verb)
    passive = next((c for c in below if c.dep == "nsubjpass"), None)
    if passive is not None and verb.lemma in ("quote", "cite"):
        return passive
    if passive is not None:
        agent = subject(sentence, verb)
        return agent if agent is not None and agent.i != passive.i else None
    return subject(sentence, verb)


def _content(sentence: Sentence, verb: Token, who: Token) -> Stretch:
    """Return what is said: the clause below the verb, or the sentence around "police said"."""
    clauses = [c for c in sentence.children(verb) if c.dep == "ccomp"]
    if clauses:
        spans = [sentence.subtree(c) for c in clauses]
        return Stretch(start=min(s[0].start for s in spans), end=max(s[-1].end for s in spans))
    above = sentence.head(verb)
    if verb.dep in ("parataxis", "ccomp") and above.i != verb.i:
        return _around(sentence, verb)
    left, right = _clause(sentence, verb)
    after = [t for t in sentence.subtree(verb) if t.start > max(verb.start, who.start)]
    start = after[0].start if after else left
    return Stretch(start=min(start, right - 1), end=right)


def _around(sentence: Sentence, verb: Token) -> Stretch:
    own = sentence.subtree(verb)
    if own[0].start - sentence.start > sentence.end - own[-1].end:
        return Stretch(start=sentence.start, end=own[0].start)
    return Stretch(start=own[-1].end, end=sentence.end)


def _clause(sentence: Sentence, token: Token) -> tuple[int, int]:
    """Return the part of the sentence between contrasts ("while", ";") that `token` stands in."""
    at = token.start - sentence.start
    cuts = [m.start() for m in CONTRAST.finditer(sentence.text) if "and" not in m.group() and "but" not in m.group()]
    left = max((c for c in cuts if c <= at), default=0)
    right = min((c for c in cuts if c > at), default=len(sentence.text))
    return sentence.start + left, sentence.start + right


def _according(sentence: Sentence, token: Token) -> _Cue | None:
    to = next((c for c in sentence.children(token) if c.lemma == "to"), None)
    who = next((c for c in sentence.children(to) if c.dep == "pobj"), None) if to else None
    if to is None or who is None:
        return None
    left, right = _clause(sentence, token)
    below = sentence.subtree(token)
    content = Stretch(start=left, end=below[0].start) if below[0].start - left > right - below[-1].end else Stretch(start=below[-1].end, end=right)
    return _Cue(sentence, token, token.start, to.end, "according to", Act.REPORT, tuple(conjoined(sentence, who)), content, negated=False)


def _attributions(
    cue: _Cue, reading: Reading, words: SpeechWords, cast: Cast, quotes: Sequence[Stretch]
) -> Iterator[Attribution]:
    for head in cue.speakers:
        speaker = cast.speaker(cue.sentence, head)
        if speaker is None or not _may_speak(cue, head, speaker, words):
            continue
        quoted = next((q for q in quotes if q.start < cue.sentence.end and q.end > cue.sentence.start), None)
        said = Attribution(
            sentence=cue.sentence.index,
            content=cue.content,
            quote=_to_quote(cue.sentence, quoted, reading),
            cue=Stretch(start=cue.start, end=cue.end),
            cue_lemma=cue.lemma,
            act=cue.act,
            speaker=speaker.person,
            role=speaker.role,
            organization=speaker.body,
            via=None,
            quoted=quoted is not None,
            negated=cue.negated,
            said_on=_said_on(cue, reading),
            modality=Modality.ALLEGED if cue.lemma in words.alleged else Modality.ASSERTED,
            traces=(
                Trace(step="source", rule=f"speech:{cue.lemma}", words=reading.document.text[speaker.start : speaker.end]),
            ),
        )
        yield replace(said, via=_carrier(cue, speaker, reading, words))


def _may_speak(cue: _Cue, head: Token, speaker: Speaker, words: SpeechWords) -> bool:
    """Whether this subject says something with this verb: "the toll put" and "the rain found" are no speech."""
    if cue.lemma not in words.weak:
        return True
    known = (speaker.person or speaker.body) is not None
    proper = head.pos == "PROPN" or head.lemma in words.speakers or head.text.lower() in words.speakers or head.pos == "PRON"
    return known and proper


def _to_quote(sentence: Sentence, quoted: Stretch | None, reading: Reading) -> Stretch:
    """Return the sentence, with the neighbours that its quotation runs over."""
    if quoted is None:
        return Stretch(start=sentence.start, end=sentence.end)
    touched = [s for s in reading.paragraph(sentence.paragraph) if s.start < quoted.end and s.end > quoted.start]
    return Stretch(start=min(sentence.start, touched[0].start), end=max(sentence.end, touched[-1].end))


def _said_on(cue: _Cue, reading: Reading) -> date | None:
    """Return the day of saying where a date stands outside of what was said."""
    for mention in reading.dates_in(cue.sentence):
        if cue.content.start <= mention.start < cue.content.end or mention.since:
            continue
        when = resolve(mention, reading.dateline)
        if when.precision is DatePrecision.DAY and when.start is not None and when.start == when.end:
            return when.start
    return None


def _carrier(cue: _Cue, speaker: Speaker, reading: Reading, words: SpeechWords) -> Name | None:
    """Return the agency that was told or that carried the words: "told AFP", "carried by the state agency SANA"."""
    own = {name.written for name in (speaker.person, speaker.body) if name}
    for mention in reading.actors_in(cue.sentence):
        before = reading.document.text[max(cue.sentence.start, mention.start - 60) : mention.start]
        told = cue.lemma == "tell" and 0 < mention.start - cue.end < 60
        carried = re.search(rf"\b(?:{'|'.join(words.carried)}|seen|obtained)\b[^.;]*\bby\b[^.;]*$", before)
        reports = re.match(r"\s+(?:news agency )?(?:reported|quoted|cited|said)", reading.document.text[mention.end : mention.end + 30])
        if mention.entry.kind == "agency" and mention.written not in own and (told or carried or reports):
            return Name(canonical=mention.entry.name, written=mention.written, entry=mention.entry.id)
    return _generic_carrier(cue, reading, own)


def _generic_carrier(cue: _Cue, reading: Reading, own: set[str]) -> Name | None:
    match = re.search(r"\b(?:told|seen by|carried by|quoted by|reported by)\s+((?:the |an )?[A-Z][\w ]*?(?:Agency|News|Wire|Television|TV|Radio|Times|Post)(?: (?:One|Two|[A-Z]\w+))?)\b", cue.sentence.text)
    if match is None or match.group(1) in own:
        return None
    written = re.sub(r"^(?:the|an)\s+", "", match.group(1))
    return Name(canonical=written, written=written)


def _runs_on(found: Sequence[Attribution], reading: Reading, quotes: Sequence[Stretch]) -> Iterator[Attribution]:
    """Yield the speaker of every sentence that lies in a quotation and names none of its own."""
    told = {a.sentence for a in found}
    for quotation in quotes:
        touched = [s for s in reading.sentences if s.start < quotation.end and s.end > quotation.start]
        for sentence in touched:
            if sentence.index in told:
                continue
            near = [a for a in found if reading.sentences[a.sentence].paragraph == sentence.paragraph]
            if near:
                best = min(near, key=lambda a: (not _touches(a, quotation), abs(a.sentence - sentence.index)))
                yield _continued(best, sentence)


def _touches(told: Attribution, quotation: Stretch) -> bool:
    return told.quote.start < quotation.end and told.quote.end > quotation.start


def _continued(told: Attribution, sentence: Sentence) -> Attribution:
    stretch = Stretch(start=sentence.start, end=sentence.end)
    return replace(told, sentence=sentence.index, content=stretch, quote=stretch, act=Act.REPORT, inherited=True, quoted=True, via=told.via)


def source_at(
    attributions: Sequence[Attribution], reading: Reading, sentence: int, offset: int
) -> Attribution | None:
    """Return whose words the character at `offset` is: the closest attribution around it, or the one carried on.

    A sentence without a source of its own goes on in the source of the sentence before it in its paragraph where
    both give figures.
    """
    own = [a for a in attributions if a.sentence == sentence and not a.negated]
    around = [a for a in own if a.content.covers(offset)]
    if around:
        return min(around, key=lambda a: a.content.end - a.content.start)
    if own:
        return None if _cut_off(own, reading, sentence, offset) else own[0]
    return _carried_on(attributions, reading, sentence)


def _cut_off(own: Sequence[Attribution], reading: Reading, sentence: int, offset: int) -> bool:
    """Whether a contrast stands between the figure and everybody who speaks in its sentence."""
    text = reading.document.text
    spans = [text[min(a.cue.start, offset) : max(a.cue.end, offset)] for a in own]
    return all(CONTRAST.search(span) for span in spans)


NEW_TOPIC = re.compile(r"^(?:Separately|Meanwhile|Elsewhere|But|In a separate|A reporter|Reporters|An? \w+ reporter)\b")


def _carried_on(attributions: Sequence[Attribution], reading: Reading, index: int) -> Attribution | None:
    sentence = reading.sentences[index]
    if index == 0 or NEW_TOPIC.match(sentence.text):
        return None
    before = reading.sentences[index - 1]
    told = [a for a in attributions if a.sentence == before.index and not a.negated]
    if before.paragraph != sentence.paragraph or not told or not reading.counts_in(before):
        return None
    return replace(told[-1], sentence=index, inherited=True)
