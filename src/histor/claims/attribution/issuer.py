"""Find the body whose own statement a report is."""

import re
from collections.abc import Sequence

from histor.claims.attribution.carriers import same, wire_of
from histor.claims.attribution.masthead import masthead
from histor.claims.attribution.reference_bodies import initials
from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.mentions import Attribution
from histor.claims.parsed import BlockKind
from histor.claims.phrases import phrase
from histor.claims.reading import Reading
from histor.values.name import Name

PROPER = re.compile(r"[A-Z][\w’'-]+(?: (?:of|for|and|the) [A-Z][\w’'-]+| [A-Z][\w’'-]+)+")
OPENING = 3  # sentences in which a release names its issuer


def issuer_of(reading: Reading, words: SpeechWords, told: Sequence[Attribution]) -> Name | None:
    """Return the body whose own statement a report is, None for news."""
    return masthead(reading, words, told) or _labelled_above(reading, told) or _in_text(reading, words, told)


def _in_text(reading: Reading, words: SpeechWords, told: Sequence[Attribution]) -> Name | None:
    """Return the body that the outlet's name and the first sentences show as speaking for itself."""
    outlet = reading.document.outlet
    if outlet is not None and not _speaks_for_itself(outlet, reading, words, told):
        return None
    opening = [s.index for s in reading.body if s.kind is not BlockKind.HEADLINE][:OPENING]
    for each in told:
        if each.sentence in opening and each.organization is not None and not each.nested:
            if outlet is not None and same(outlet, each.organization.written):
                return each.organization
            if outlet is None and _said_today(each, reading, words):
                return each.organization
            if _present(each, reading) and (outlet is not None or _alone(each.organization, told)):
                return each.organization
    if outlet is None:
        return None
    return (
        _named_like_outlet(reading, opening, outlet)
        or _first_subject(reading, opening, words)
        or _performing(told, reading)
        or _grieving(reading, opening, words)
        or _named(outlet, reading)
    )


def _labelled_above(reading: Reading, told: Sequence[Attribution]) -> Name | None:
    """Return the body that a headline gives its text to, where nobody else speaks in it: "Observatory: Four killed"."""
    above = next((t for t in told if t.sentence == 0 and _is_label(t)), None)
    if above is None or above.organization is None or reading.sentences[0].kind is not BlockKind.HEADLINE:
        return None
    body = above.organization
    own = [t for t in told if t.sentence > 0 and t.organization is not None and _is_one(t.organization, body)]
    others = [t for t in told if t.sentence > 0 and t.source is not None and t not in own]
    return own[0].organization if own and not others else None


def _is_label(told: Attribution) -> bool:
    return bool(told.traces) and told.traces[0].rule.startswith("label")


def _is_one(name: Name, other: Name) -> bool:
    """Whether two names are one body's: by the lexicon, by most of their words, by their letters."""
    letters = {initials(name.written), initials(other.written)} & {name.written, other.written}
    known = name.entry is not None and name.entry == other.entry
    return known or bool(letters) or same(name.written, other.written)


def _speaks_for_itself(
    outlet: str, reading: Reading, words: SpeechWords, told: Sequence[Attribution]
) -> bool:
    """Whether an outlet is a body's own voice: a ministry's or a monitor's, or one that its text gives as speaking."""
    entry = reading.lexicon.canonical(outlet)
    if entry is not None:
        return entry.kind in BODIES
    if words.within("news", outlet):
        return False
    opening = [t for t in told if t.sentence < OPENING and not t.nested and t.speaker is not None]
    own = any(t.speaker is not None and same(outlet, t.speaker.written) for t in opening)
    return own or words.within("issuers", outlet) is not None


BODIES = frozenset({"armed_group", "state_force", "government", "monitor", "un", "ngo", "party"})


def _named(outlet: str, reading: Reading) -> Name | None:
    """Return the outlet as its text names it, None where it stands only above the text."""
    if outlet in reading.document.text:
        return Name(canonical=outlet, written=outlet)
    entry = reading.lexicon.canonical(outlet)
    found = (m for m in reading.actors if entry is not None and m.entry.id == entry.id)
    return next((Name(canonical=m.entry.name, written=m.written, entry=m.entry.id) for m in found), None)


def _grieving(reading: Reading, opening: Sequence[int], words: SpeechWords) -> Name | None:
    """Return the body of which an opening sentence tells in the present: "The diocese grieves for those killed"."""
    for sentence in (reading.sentences[index] for index in opening):
        subject = sentence.tokens[1] if len(sentence.tokens) > 1 else None
        if (
            subject is not None
            and sentence.tokens[0].text == "The"
            and subject.dep == "nsubj"
            and words.holds("bodies", subject)
            and sentence.head(subject).tag == "VBZ"
        ):
            return Name(canonical=subject.text, written=subject.text)
    return None


def _performing(told: Sequence[Attribution], reading: Reading) -> Name | None:
    """Return the body that a release has speaking in the present: "The Committee thanks", "The Ministry stresses"."""
    for each in told:
        sentence = reading.sentences[each.sentence]
        opens = re.match(r"The\s[A-Z]", sentence.text) is not None
        if each.organization is not None and not each.nested and opens and _present(each, reading):
            return each.organization
    return None


def _first_subject(reading: Reading, opening: Sequence[int], words: SpeechWords) -> Name | None:
    """Return the body that is the subject of a release's first sentence: "The City Police have ..."."""
    sentence = reading.sentences[opening[0]] if opening else None
    if sentence is None or not sentence.tokens:
        return None
    for token in sentence.tokens:
        if token.dep == "nsubj" and words.holds("bodies", token) and token.text[:1].isupper():
            inside = phrase(sentence, token)
            written = re.sub(r"^(?:The|the|Our)\s+", "", sentence.words(inside.start, inside.end))
            return Name(canonical=written, written=written)
    return None


def _named_like_outlet(reading: Reading, opening: Sequence[int], outlet: str | None) -> Name | None:
    """Return the proper name in the opening that has most of its words from the outlet's name."""
    if outlet is None:
        return None
    for index in opening:
        for match in PROPER.finditer(reading.sentences[index].text):
            if same(outlet, match.group()):
                return Name(canonical=match.group(), written=match.group())
    return None


def _alone(body: Name, told: Sequence[Attribution]) -> bool:
    """Whether nobody else speaks in an unlabelled text, so that it is the body's own."""
    others = {t.source.written.lower() for t in told if t.source and not same(t.source.written, body.written)}
    return not others - {"we"} and len({t.sentence for t in told}) > 1


def _said_today(told: Attribution, reading: Reading, words: SpeechWords) -> bool:
    """Whether a body speaks as its own releases have it: "the Rights Group said today", under no agency's dateline."""
    tail = reading.document.text[told.cue.start : told.cue.end + len(" today.")]
    named = told.organization is not None and told.speaker == told.organization
    return named and tail.split()[-1].rstrip(".,") == "today" and wire_of(reading, words) is None


def _present(told: Attribution, reading: Reading) -> bool:
    sentence = reading.sentences[told.sentence]
    if told.traces and re.match(r"(?:an?|some|one)\s", told.traces[0].words, re.IGNORECASE):
        return False  # "a ministry speaks of 500": any, not the one whose text this is
    verb = next((t for t in sentence.tokens if t.start <= told.cue.start < t.end), None)
    return verb is not None and verb.tag in ("VBZ", "VBP", "VB")
