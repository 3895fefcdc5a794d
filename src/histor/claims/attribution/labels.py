"""Read labels: the voice that a line sets before a colon: "Ardel Hospital: 7 bodies arrived"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from histor.claims.attribution.scan import Cue, CueKind, Scan
from histor.claims.parsed import Sentence, Token
from histor.records.claim import Act

# What channels put first: signs, "#Breaking |", an hour.
LEAD = r"^[^\w\"“‘(\[]{0,8}(?:(?:#\w+|BREAKING|URGENT|UPDATE|Breaking|Urgent|Update)\s*[|:/–—-]\s*)?"
LABEL = re.compile(
    LEAD
    + r"(?:\d{1,2}[:.]\d\d\W{1,3})?#?(?P<who>[^\W\d][\w’'./&-]*(?: (?:\([A-Z]{2,8}\)|[\w’'./&-]+)){0,9})\s?:(?=\s|$)"
)
SMALL = frozenset({"of", "the", "for", "and", "in", "at", "on", "a"})
PLAIN = 4  # words: "local health ministry sources"
INTO = frozenset({"of", "for", "in", "at", "on"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
DATELINES = frozenset(
    {"UNITED NATIONS", "THE HAGUE"}
)  # bodies' names that are places in a dispatch's first line
PLACES = frozenset(
    {"province", "district", "county", "governorate", "state", "region", "city", "town", "house"}
)


def labels(scan: Scan) -> Iterator[Cue]:
    """Yield the cue of the label that a sentence begins with, if it names somebody who can say something."""
    match = LABEL.match(scan.sentence.text)
    if match is None or not scan.sentence.tokens:
        return
    start = scan.sentence.start + match.start("who")
    named = scan.sentence.tokens_within(start, scan.sentence.start + match.end("who"))
    if not named or any(t.tag in FINITE and t.text.islower() for t in named) or not _is_phrase(named):
        return  # a dateline's words are not parsed
    if [t.lemma for t in named if t.pos != "PUNCT"] == ["source"]:
        return  # "(Source: a site)": a credit, and no voice
    head = None if match.group("who") in DATELINES else _head(scan, named)
    if head is not None and not _tallies(scan, named, head):
        yield Cue(
            token=head,
            end=named[-1],
            kind=CueKind.LABEL,
            phrase="say",
            act=Act.REPORT,
            speakers=(head,),
            first=named[0],
        )


def _is_phrase(named: Sequence[Token]) -> bool:
    """Whether a label is a noun phrase: the longer ones are names, word for word in capitals."""
    if any(token.tag == "VBN" and token.text.islower() for token in named[1:]) or named[0].tag == "VB":
        return False  # "Contact the writer: ..."
    plain = [t for t in named if t.text.islower() and t.lemma not in SMALL]
    return len(plain) <= PLAIN


def is_alone(scan: Scan, cue: Cue) -> bool:
    """Whether a label has a line of its own: what comes after it, over sentences, is in its mouth."""
    return all(not t.text[:1].isalnum() for t in scan.sentence.tokens[cue.end.i + 1 :])


def as_phrase(sentence: Sentence, cue: Cue) -> Sentence:
    """Return the sentence with a label as a noun phrase: the parser makes little of one before a colon."""
    first = cue.first or cue.token
    return replace(sentence, tokens=tuple(_in_phrase(token, first, cue) for token in sentence.tokens))


def _in_phrase(token: Token, first: Token, cue: Cue) -> Token:
    head, last = cue.token, cue.end
    if token.i == head.i or not first.i <= token.i <= last.i:
        return replace(token, head=token.i, dep="ROOT")
    if token.i < head.i:
        dep = token.dep if token.dep in ("det", "amod", "case") else "compound"
        return replace(token, dep=dep, head=head.i)
    if token.i == head.i + 1 and token.lemma in INTO:
        return replace(token, dep="prep", head=head.i)
    if token.i == last.i:
        return replace(token, dep="pobj", head=head.i + 1)
    return replace(token, dep="compound", head=last.i)


def _head(scan: Scan, named: Sequence[Token]) -> Token | None:
    """Return the head of a label that names a voice: its last word, or the one before "of", or a known actor's."""
    if not named or named[-1].lemma in PLACES:
        return None
    before = next((k for k, t in enumerate(named) if k and t.lemma in INTO), len(named))
    for token in dict.fromkeys((named[before - 1], named[-1])):
        if any(scan.words.holds(kind, token) for kind in ("roles", "people", "bodies", "carriers")):
            return token
    written = scan.sentence.words(named[0].start, named[-1].end).lower().removeprefix("the ")
    known = scan.words.has("metonyms", written) or any(
        mention.entry.kind != "community"
        and mention.start <= named[0].end
        and mention.end >= named[-1].start
        and _covers(mention.end - mention.start, named)
        for mention in scan.actors
    )
    return named[-1] if known else None


def _covers(length: int, named: Sequence[Token]) -> bool:
    return length * 2 > named[-1].end - named[0].start


def _tallies(scan: Scan, named: Sequence[Token], head: Token) -> bool:
    """Whether a label says of whom a number is: "Civilians: 30 killed", "Health workers: 12"."""
    if scan.words.has("labelled", head.lemma, head.text.lower()) or head.tag not in ("NNS", "NNPS"):
        return False
    if any(scan.words.holds(kind, head) for kind in ("bodies", "carriers")):
        return False
    after = scan.sentence.tokens[named[-1].i + 2 : named[-1].i + 3]
    return bool(after) and after[0].pos == "NUM"
