"""What it does to tell of a violent deed: to own up to it, to deny it, or to accuse somebody of it."""

import re
from collections.abc import Iterator

from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.mentions import Attribution
from histor.claims.parsed import Sentence, Token
from histor.claims.phrases import phrase
from histor.claims.reading import Reading
from histor.records.claim import Act

FIRST = frozenset({"we", "i"})
# Words for the speaker outside quotation marks; within them they are somebody else.
SELF = FIRST | {"it", "they", "he", "she"}


def deeds(
    told: Attribution, reading: Reading, words: SpeechWords, *, figures: bool
) -> Iterator[tuple[Act, str]]:
    """Yield what telling of a violent deed does: claim it as one's own, or accuse somebody of it."""
    sentence = reading.sentences[told.sentence]
    for verb, doer in _violent(told, sentence, words):
        own = _is_speaker(sentence, doer)
        if own and words.has("admitting", told.cue_lemma) and not _is_armed(told, reading, words):
            yield Act.ANNOUNCE, f"content:admits:{verb.lemma}"
            return
        if own and told.cue_lemma in ("maintain", "insist"):
            yield Act.DENY, f"content:insists:{verb.lemma}"
            return
        if own and words.has("owned", verb.lemma) and _is_armed(told, reading, words):
            yield Act.CLAIM_RESPONSIBILITY, f"content:own:{verb.lemma}"
            return
        if (
            not own
            and not figures
            and _is_party(sentence, doer, reading, words)
            and not _is_itself(told, sentence, doer)
            and not _is_own_side(told, sentence, doer, words)
        ):
            yield Act.ACCUSE, f"content:doer:{verb.lemma}"
            return


def _is_speaker(sentence: Sentence, doer: Token) -> bool:
    """Whether the doer is, or is of, who speaks: "it had bombed" and "we bombed", but not "“They bombed us”"."""
    before = sentence.words(sentence.start, doer.start)
    quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    owners = {c.lemma for c in sentence.children(doer) if c.dep == "poss"}
    if quoted:
        return doer.text.lower() in FIRST or "our" in owners
    return doer.text.lower() in SELF or bool(owners & {"its", "their", "our"})


def _violent(told: Attribution, sentence: Sentence, words: SpeechWords) -> Iterator[tuple[Token, Token]]:
    for part in told.parts:
        for token in sentence.tokens_within(part.start, part.end):
            if token.pos != "VERB" or not words.has("violence", token.lemma):
                continue
            if any(c.dep == "neg" for c in sentence.children(token)):
                continue
            if words.has("light", token.lemma) and not _does_violence(sentence, token, words):
                continue
            doer = _doer(sentence, token)
            if doer is not None and not _beside_own(sentence, token):
                yield token, doer


def _does_violence(sentence: Sentence, verb: Token, words: SpeechWords) -> bool:
    """Whether a verb of many uses has an attack or what is attacked beside it: "launched a raid", no search."""
    below = sentence.children(verb)
    objects = [c for c in below if c.dep in ("dobj", "nsubjpass")]
    objects += [sentence.head(verb)] if verb.dep in ("acl", "relcl") else []
    objects += [i for c in below if c.dep == "prep" for i in sentence.children(c) if i.dep == "pobj"]
    return any(words.holds("attacks", noun) for noun in objects)


def _beside_own(sentence: Sentence, verb: Token) -> bool:
    """Whether a deed only tells when the speaker's own side did its: "it had struck after militants opened fire"."""
    above = sentence.head(verb)
    own = next((c for c in sentence.children(above) if c.dep == "nsubj"), None)
    return verb.dep == "advcl" and own is not None and own.text.lower() in SELF


def _doer(sentence: Sentence, verb: Token) -> Token | None:
    passive = any(c.dep in ("nsubjpass", "auxpass", "agent") for c in sentence.children(verb))
    if passive:
        by = next((c for c in sentence.children(verb) if c.dep == "agent"), None)
        return next((c for c in sentence.children(by) if c.dep == "pobj"), None) if by else None
    own = next((c for c in sentence.children(verb) if c.dep == "nsubj"), None)
    above = sentence.head(verb)
    return own or (
        _doer(sentence, above)
        if verb.dep in ("conj", "xcomp") and above.i != verb.i and above.pos == "VERB"
        else None
    )


def _is_armed(told: Attribution, reading: Reading, words: SpeechWords) -> bool:
    """Whether a speaker can claim an attack: an armed group, not a state's army or a monitor."""
    for name in (told.organization, told.speaker):
        entry = reading.lexicon.canonical(name.written) if name else None
        if entry is not None:
            return entry.kind == "armed_group"
    if told.organization is None:
        return False
    written = told.organization.written
    return not reading.gazetteer.find(written) and words.within("unarmed", written) is None


def _is_party(sentence: Sentence, doer: Token, reading: Reading, words: SpeechWords) -> bool:
    area = phrase(sentence, doer)
    named = [m for m in reading.actors if m.start < area.end and m.end > area.start]
    if doer.tag == "NNPS":  # "the Russians"
        return True
    if doer.pos == "PROPN" and any(reading.gazetteer.find(t.text) for t in (doer,)):
        return True
    if words.holds("weapons", doer):  # "a missile struck": no one's, unless it is said whose
        return any(t.text[:1].isupper() and t.i > 0 for t in sentence.tokens_within(area.start, area.end))
    return words.holds("parties", doer) or any(
        m.entry.kind in ("armed_group", "state_force", "government") for m in named
    )


def _is_own_side(told: Attribution, sentence: Sentence, doer: Token, words: SpeechWords) -> bool:
    """Whether a state's voice tells of its own men: "an army spokesman said soldiers had killed nine rebels"."""
    area = phrase(sentence, doer)
    written = sentence.words(area.start, area.end)
    names = " ".join([name.written for name in (told.speaker, told.organization) if name])
    foreign = any(word[:1].isupper() and word not in names for word in written.split()[1:])
    return words.has("own_men", doer.lemma) and not foreign and words.within("own_voices", names) is not None


def _is_itself(told: Attribution, sentence: Sentence, doer: Token) -> bool:
    area = phrase(sentence, doer)
    inside = set(re.findall(r"\w+", sentence.words(area.start, area.end).lower()))
    for name in (told.speaker, told.organization):
        if name and set(re.findall(r"\w+", name.written.lower())) & inside - {"the", "of", "s"}:
            return True
    return False
