"""Make statements of attributions: one for each speaker and act, with what it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from histor.claims.attribution.naming import as_written
from histor.claims.attribution.quotes import find_quotes, share_quoted
from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.mentions import Attribution, StatementMention, Stretch
from histor.claims.parsed import BlockKind, Sentence, Token
from histor.claims.reading import Reading
from histor.claims.statements.acts import acts_of
from histor.claims.statements.denials import denied
from histor.claims.statements.promises import standing
from histor.claims.statements.quotes import with_whole_quotation
from histor.claims.statements.topics import about_of, has_figures, topic_of
from histor.records.claim import Act, Trace


def find_statements(
    reading: Reading, attributions: Sequence[Attribution], words: SpeechWords
) -> list[StatementMention]:
    """Return the statements of a report in order; a stronger act leaves no plain report beside it."""
    quotes = find_quotes(reading.document.text, reading.sentences)
    own = [
        as_written(with_whole_quotation(told, attributions, reading, quotes))
        for told in attributions
        if _is_statement(told, reading, words)
    ]
    own = sorted((*own, *_further(attributions, own, reading, quotes)), key=lambda told: told.sentence)
    found: list[StatementMention] = []
    for _, group in groupby(own, key=lambda told: told.sentence):
        found.extend(_of_sentence(reading, list(group), words))
    return [denied(statement, found, reading, words) for statement in found]


def _further(
    attributions: Sequence[Attribution],
    own: Sequence[Attribution],
    reading: Reading,
    quotes: Sequence[Stretch],
) -> Iterator[Attribution]:
    """Yield the quotations that have a paragraph to themselves, of whoever spoke in the one before it."""
    covered = [told.quote for told in own]
    for told in attributions:
        sentence = reading.sentences[told.sentence]
        paragraph = reading.paragraph(sentence.paragraph)
        whole = Stretch(start=paragraph[0].start, end=paragraph[-1].end)
        alone = all(share_quoted(each, quotes) >= WHOLLY for each in paragraph)
        carried = told.inherited and told.cue_lemma not in ("issuer", "wire") and sentence is paragraph[0]
        worded = any(map(str.isalpha, reading.document.text[whole.start : whole.end]))
        told_already = any(q.start < whole.end and q.end > whole.start for q in covered)
        if carried and alone and worded and not told_already:
            covered.append(whole)
            yield replace(told, quote=whole, quoted=True, inherited=False)


WHOLLY = 0.9  # of a sentence's characters in quotation marks


def _is_statement(told: Attribution, reading: Reading, words: SpeechWords) -> bool:
    headline = reading.sentences[told.sentence].kind is BlockKind.HEADLINE
    issued = told.cue_lemma == "issuer"
    if told.act is Act.REPORT and _only_shows(told, reading, words):
        return False
    return not (
        (told.inherited and not issued) or told.negated or told.nested or headline or told.source is None
    )


def _only_shows(told: Attribution, reading: Reading, words: SpeechWords) -> bool:
    """Whether somebody gathered or has what is known, or is only told apart by it, and says nothing here."""
    if words.has("gathering", told.cue_lemma):
        return True
    sentence = reading.sentences[told.sentence]
    verb = next((t for t in sentence.tokens if t.start <= told.cue.start < t.end), None)
    if verb is not None and _shows_pictures(sentence, verb, words):
        return True
    return (
        verb is not None
        and verb.dep == "relcl"
        and words.has("weak", verb.lemma)
        and not any(c.dep == "ccomp" for c in sentence.children(verb))
    )


def _shows_pictures(sentence: Sentence, verb: Token, words: SpeechWords) -> bool:
    """Whether it is pictures that show something, or reports that nobody is named for: "reports indicate that"."""
    shown = [c for c in sentence.children(verb) if c.dep == "nsubj"]
    whose = [
        c for noun in shown for c in sentence.children(noun) if c.dep in ("poss", "acl", "prep", "compound")
    ]
    nobodys = any(noun.lemma == "report" and noun.tag == "NNS" for noun in shown) and not whose
    return nobodys or (
        words.has("showing", verb.lemma) and any(words.holds("pictures", noun) for noun in shown)
    )


def _of_sentence(
    reading: Reading, told: Sequence[Attribution], words: SpeechWords
) -> Iterator[StatementMention]:
    drafts = [(each, act, why) for each in told for act, why in acts_of(each, reading, words)]
    seen: set[tuple[str, Act]] = set()
    for each, act, why in drafts:
        who = _key(each)
        stronger = any(
            other is not Act.REPORT and _key(one) == who and not _apart(each, one, reading, words)
            for one, other, _ in drafts
        )
        if (who, act) in seen or (act is Act.REPORT and stronger):
            continue
        seen.add((who, act))
        yield _statement(reading, each, (act, why), words)


PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})


def _apart(told: Attribution, stronger: Attribution, reading: Reading, words: SpeechWords) -> bool:
    """Whether a speaker is named anew for a stronger act: "said that it was one group, and he promised arrests"."""
    if told.traces and told.traces[0].rule.startswith("gap:"):
        return True  # "and the rebels, who admitted the raid, 30"
    if _in_aside(stronger, reading) and not has_figures(told, reading, words):
        return True  # "the group, which claimed the attack, said that"
    here, there = told.traces[:1], stronger.traces[:1]
    named = (
        bool(there)
        and here != there
        and there[0].words.lower() in PRONOUNS - {here[0].words.lower() if here else ""}
    )
    return named and told.cue.start < stronger.cue.start and not has_figures(told, reading, words)


def _in_aside(told: Attribution, reading: Reading) -> bool:
    sentence = reading.sentences[told.sentence]
    verb = next((t for t in sentence.tokens if t.start <= told.cue.start < t.end), None)
    return verb is not None and verb.dep == "relcl"


def _key(told: Attribution) -> str:
    return told.source.written.lower() if told.source else ""


def _statement(
    reading: Reading, told: Attribution, act: tuple[Act, str], words: SpeechWords
) -> StatementMention:
    status, evidence = standing(told, reading, words) if act[0] is Act.PROMISE else (None, ())
    return StatementMention(
        attribution=told,
        act=act[0],
        topic=topic_of(told, act[0], reading, words),
        about=about_of(told, act[0], reading, words),
        promise=status,
        promise_evidence=evidence,
        traces=(Trace(step="act", rule=act[1], words=reading.document.text[told.cue.start : told.cue.end]),),
    )
