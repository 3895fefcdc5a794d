"""Turn attributions into statements: what the speaker does by speaking, about what, and what a denial denies."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from histor.claims.mentions import Attribution, StatementMention, Stretch
from histor.claims.reading import Reading
from histor.claims.speech_words import SpeechWords
from histor.records.claim import Act, PromiseStatus, Trace

FIGURES = re.compile(
    r"\b(?:kill|dead|death|die|wound|injur|hurt|casualt|toll|bod(?:y|ies)|victim|missing|abduct|detain|arrest|displac|massacre)\w*",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"^\s*(?:that\s+)?(?:the\s+|any\s+|its\s+|their\s+)?(.{3,80}?)(?:\s+(?:of|for|to|on|over|as|and|but|after|during|with|because)\s|[,.;:]|$)"
)
TOPIC_WORDS = 8


def find_statements(
    reading: Reading, attributions: Sequence[Attribution], words: SpeechWords
) -> list[StatementMention]:
    """Return one statement for each speaker and act of a sentence; plain reporting beside a stronger act is left out."""
    found: list[StatementMention] = []
    for told in attributions:
        if told.negated or told.inherited or told.source is None:
            continue
        found.append(_statement(told, reading, words))
    return [_with_links(s, found, reading, words) for s in _strongest(found)]


def _statement(told: Attribution, reading: Reading, words: SpeechWords) -> StatementMention:
    content = reading.document.text[told.content.start : told.content.end]
    act = _act(told, content)
    return StatementMention(
        attribution=told,
        act=act,
        topic=_topic(content, act),
        about=_about(content, act),
        traces=(Trace(step="act", rule=f"speech:{told.cue_lemma}", words=reading.document.text[told.cue.start : told.cue.end]),),
    )


def _act(told: Attribution, content: str) -> Act:
    """Return the act: that of the verb; saying that one will, or must, promises and demands."""
    if told.act is Act.REPORT and told.cue_lemma in ("say", "tell", "state", "add", "write"):
        if re.search(r"\bmust\b|\bshould\b|\bhad to be\b", content) and not FIGURES.search(content):
            return Act.CALL_FOR
    return told.act


def _topic(content: str, act: Act) -> str:
    if act is Act.REPORT and re.search(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|dozens|hundreds)\b", content) and FIGURES.search(content):
        return "casualty figures"
    return " ".join(re.sub(r"^\W*(?:that|the|a|an)\s+", "", content.strip(" ,.“”\"")).split()[:TOPIC_WORDS]).strip(" ,.“”\"")


def _about(content: str, act: Act) -> str | None:
    if act is Act.REPORT:
        return None
    match = ABOUT.match(content.strip())
    return match.group(1).strip(" “”\"") if match else None


def _strongest(found: Sequence[StatementMention]) -> Iterator[StatementMention]:
    stronger = {(s.attribution.sentence, _who(s)) for s in found if s.act is not Act.REPORT}
    seen: set[tuple[int, str, Act]] = set()
    for statement in found:
        key = (statement.attribution.sentence, _who(statement), statement.act)
        plain = statement.act is Act.REPORT and key[:2] in stronger
        if key not in seen and not plain:
            seen.add(key)
            yield statement


def _who(statement: StatementMention) -> str:
    source = statement.attribution.source
    return source.written.lower() if source else ""


def _with_links(
    statement: StatementMention, found: Sequence[StatementMention], reading: Reading, words: SpeechWords
) -> StatementMention:
    if statement.act is Act.DENY:
        return replace(statement, denies=_denied(statement, found, reading))
    if statement.act is Act.PROMISE:
        doubt = _doubt(statement, reading, words)
        status = PromiseStatus.CONTESTED if doubt else PromiseStatus.OPEN
        return replace(statement, promise=status, promise_evidence=(doubt,) if doubt else ())
    return statement


def _denied(statement: StatementMention, found: Sequence[StatementMention], reading: Reading) -> Stretch | None:
    """Return where the nearest accusation by somebody else stands, before the denial if there is one."""
    accusations = [s for s in found if s.act is Act.ACCUSE and _who(s) != _who(statement)]
    at = statement.attribution.cue.start
    nearest = min(accusations, key=lambda s: (s.attribution.cue.start > at, abs(s.attribution.cue.start - at)), default=None)
    return nearest.attribution.quote if nearest else None


def _doubt(statement: StatementMention, reading: Reading, words: SpeechWords) -> Stretch | None:
    """Return the words near a promise that doubt it."""
    at = statement.attribution.sentence
    for sentence in reading.sentences[max(0, at) : at + 2]:
        for doubt in sorted(words.doubt, key=len, reverse=True):
            match = re.search(rf"\b{re.escape(doubt)}\b", sentence.text, re.IGNORECASE)
            if match:
                return Stretch(start=sentence.start, end=sentence.end)
    return None
