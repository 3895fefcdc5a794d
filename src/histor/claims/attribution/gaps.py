"""Read speakers without a verb of their own: "the UN about 200", "more than 70 (local volunteers)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from histor.claims.attribution.phrases import DATES
from histor.claims.attribution.places import DATELINE
from histor.claims.attribution.scan import Cue, CueKind, Scan
from histor.claims.parsed import Sentence, Token
from histor.records.claim import Act

BEFORE_NUMBER = frozenset(
    {
        "a",
        "about",
        "above",
        "almost",
        "approximately",
        "around",
        "as",
        "at",
        "between",
        "close",
        "estimated",
        "exactly",
        "fewer",
        "just",
        "least",
        "less",
        "many",
        "more",
        "most",
        "nearly",
        "no",
        "of",
        "only",
        "or",
        "over",
        "roughly",
        "some",
        "than",
        "to",
        "under",
        "up",
    }
)
EMPHASIS = frozenset({"itself", "himself", "herself", "themselves"})
OPENERS = frozenset({",", ";", "and", "but", "while", "–", "—"})
ENDS = frozenset({",", ";", ".", "and", "but", "while", "–", "—"})
IN_NAME = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "ADP"})
SPEAKERS = ("roles", "people", "bodies", "metonyms")
COUNTED = frozenset(
    {"boy", "child", "girl", "man", "woman", "people", "person", "civilian", "soldier", "fighter"}
)
ASIDE = re.compile(r"\((?P<who>[^()\d:;]{3,60})\)")


def gapped(scan: Scan, cues: Sequence[Cue]) -> Iterator[Cue]:
    """Yield the further speakers of a list whose verb is said once: "police said 12, the hospital 15"."""
    tokens = scan.sentence.tokens
    for number in tokens:
        if number.pos != "NUM" and number.lemma not in ("dozen", "hundred", "score"):
            continue
        named = _named_before(scan, number)
        if named is None:
            continue
        first, head = named
        verb = _said_once(scan, cues, head)
        if verb is not None:
            yield Cue(
                token=head,
                end=tokens[number.i - 1],
                kind=CueKind.GAP,
                phrase=verb.phrase,
                act=Act.REPORT,
                speakers=(head,),
                first=first,
            )


def _named_before(scan: Scan, number: Token) -> tuple[Token, Token] | None:
    """Return the ends of the phrase before a number and its hedges that a comma or "and" opens."""
    tokens = scan.sentence.tokens
    at = number.i - 1
    while at > 0 and tokens[at].lemma.lower() in BEFORE_NUMBER:
        at -= 1
    at = _before_relative(tokens, at)
    while at > 0 and tokens[at].text.lower() in EMPHASIS:
        at -= 1
    head = tokens[at]
    if at < 1 or head.text in DATES or head.pos not in ("NOUN", "PROPN") or not _is_speaker(scan, head):
        return None
    while at > 0 and tokens[at].pos in IN_NAME and tokens[at].text.lower() not in OPENERS:
        at -= 1
    opened = tokens[at].text.lower() in OPENERS
    return (tokens[at + 1], head) if opened and _ends(tokens, number) else None


def _before_relative(tokens: Sequence[Token], at: int) -> int:
    """Step back over ", which admitted the attack," to the noun that it tells of."""
    if at < 1 or tokens[at].text != ",":
        return at
    comma = next((k for k in range(at - 1, 0, -1) if tokens[k].text == ","), None)
    if comma is None or tokens[comma + 1].text.lower() not in ("which", "who", "whose"):
        return at
    return comma - 1


def _is_speaker(scan: Scan, head: Token) -> bool:
    if head.lemma in COUNTED and head.dep != "nsubj":
        return False  # "men 71, women 92": of whom the numbers are
    return head.pos == "PROPN" or any(scan.words.holds(kind, head) for kind in SPEAKERS)


def _ends(tokens: Sequence[Token], number: Token) -> bool:
    """Whether the number is followed at once, or after its noun, by the end of its member of the list."""
    after = list(tokens[number.i + 1 : number.i + 3])
    return not after or after[0].text.lower() in ENDS or (len(after) > 1 and after[1].text.lower() in ENDS)


def _said_once(scan: Scan, cues: Sequence[Cue], head: Token) -> Cue | None:
    """Return the cue whose verb the list goes on with: nearest before, with a number of its own between."""
    before = [c for c in cues if c.kind is CueKind.VERB and c.token.i < head.i]
    own = [c for c in cues if c.kind is CueKind.VERB and head.i in {s.i for s in c.speakers}]
    if not before or any(c.token.dep != "relcl" for c in own):
        return None
    last = before[-1]
    numbers = [t for t in scan.sentence.tokens[last.token.i : head.i] if t.pos == "NUM"]
    return last if numbers and last.act is Act.REPORT and not last.negated else None


def in_brackets(scan: Scan) -> Iterator[Cue]:
    """Yield the sources that stand in brackets after what is theirs: "60 hurt (field hospital)"."""
    dateline = DATELINE.match(scan.sentence.text)
    for match in ASIDE.finditer(scan.sentence.text, dateline.end() if dateline else 0):
        start = scan.sentence.start + match.start("who")
        named = scan.sentence.tokens_within(start, scan.sentence.start + match.end("who"))
        if not named or any(t.pos in ("VERB", "AUX") for t in named):
            continue
        before = [t for t in scan.sentence.tokens if t.end <= start - 1]
        counted = any(t.pos == "NUM" for t in before)
        shortens = _shortens(match.group("who"), before)
        if counted and before[-1].pos != "PROPN" and not shortens and _can_be_cited(scan, named[-1]):
            yield Cue(
                token=named[-1],
                end=named[-1],
                kind=CueKind.BRACKET,
                phrase="according to",
                act=Act.REPORT,
                speakers=(named[-1],),
                first=named[0],
            )


def _shortens(written: str, before: Sequence[Token]) -> bool:
    """Whether brackets hold the first letters of the words before them: "an explosive device (ED)"."""
    letters = written.strip().removesuffix("s").lower()
    words = [t.text for t in before if t.text[:1].isalnum()][-len(letters) :]
    return letters.isalpha() and "".join(word[0] for word in words).lower() == letters


def alone(sentence: Sentence, first: Token, head: Token) -> Sentence:
    """Return the sentence with the words from `first` to `head` as a phrase of their own.

    What has no verb the parse hangs on whatever stands beside it.
    """
    return replace(sentence, tokens=tuple(_cut_loose(token, first, head) for token in sentence.tokens))


def _cut_loose(token: Token, first: Token, head: Token) -> Token:
    if token.i == head.i:
        return replace(token, head=token.i, dep="ROOT")
    if first.i <= token.i < head.i:
        dep = token.dep if token.dep in ("det", "amod", "poss", "case") else "compound"
        return replace(token, dep=dep, head=token.head if dep in ("poss", "case") else head.i)
    return replace(token, head=token.i, dep="ROOT") if token.head == head.i else token


def _can_be_cited(scan: Scan, head: Token) -> bool:
    known = any(scan.words.holds(kind, head) for kind in ("roles", "bodies"))
    return known or (scan.words.holds("people", head) and head.tag == "NNS") or head.text.isupper()
