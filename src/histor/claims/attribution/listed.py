"""Go on with a list of speakers where the parse breaks it: "according to the governor, two doctors and a survivor"."""

from collections.abc import Sequence

from histor.claims.attribution.phrases import phrase_of
from histor.claims.attribution.scan import Scan
from histor.claims.parsed import Token

VOICES = ("roles", "bodies", "carriers", "metonyms")
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PART"})
INTO = frozenset({"of", "for", "in", "at", "from"})
JOINING = frozenset({",", "and"})
CLOSING = frozenset({"add", "explain", "recall", "report", "say", "state"})
CLOSERS = frozenset({",", "”", '"', "’"})
ENDS = frozenset({",", ";", ".", "!"})


def listed_after(scan: Scan, who: Token) -> tuple[Token, ...]:
    """Return those who a list of speakers that begins with `who` goes on with; none where it is no such list.

    "According to the governor, two women and a child" goes on with those who died.
    """
    tokens, found = scan.sentence.tokens, []
    end = phrase_of(scan.sentence, who).end
    at = next((t.i for t in tokens if t.start >= end), len(tokens))
    closed = False
    while at < len(tokens) and tokens[at].text in JOINING and not closed:
        while at < len(tokens) and tokens[at].text in JOINING:
            closed = closed or tokens[at].text == "and"
            at += 1
        member = _member(tokens, at)
        head = _head(member)
        if head is None or not _is_voice(scan, head):
            return ()
        if head.start >= end:  # else it is of the phrase of the one before it: "a hospital and a clinic"
            found.append(head)
            end = phrase_of(scan.sentence, head).end
        at = member[-1].i + 1
    ended = at >= len(tokens) or tokens[at].text in ENDS
    return tuple(found) if closed and ended else ()


def behind(scan: Scan, verb: Token) -> Token | None:
    """Return who stands behind a verb that closes what they say: "..., said a witness, a teacher of the town"."""
    tokens = scan.sentence.tokens
    if verb.lemma not in CLOSING or verb.tag not in ("VBD", "VBZ") or not verb.i:
        return None
    told = any(t.tag in ("VBD", "VBZ", "VBP") and t.pos in ("VERB", "AUX") for t in tokens[: verb.i])
    member = _member(tokens, verb.i + 1) if tokens[verb.i - 1].text in CLOSERS and told else []
    head = _head(member)
    after = tokens[member[-1].i + 1 :] if member else ()
    return (
        head if head is not None and _is_voice(scan, head) and (not after or after[0].text in ENDS) else None
    )


def _member(tokens: Sequence[Token], at: int) -> list[Token]:
    """Return the noun phrase that begins at a place, with what "of" or "in" joins to it."""
    member: list[Token] = []
    for token in tokens[at:]:
        if token.pos not in NOMINAL and not (member and token.lemma in INTO):
            break
        member.append(token)
    return member


def _head(member: Sequence[Token]) -> Token | None:
    """Return the noun before "of" or "in", else the last word."""
    before = [t for k, t in enumerate(member) if not any(o.lemma in INTO for o in member[: k + 1])]
    head = before[-1] if before else None
    return head if head is not None and head.pos in ("NOUN", "PROPN") else None


def _is_voice(scan: Scan, head: Token) -> bool:
    return head.pos == "PROPN" or any(scan.words.holds(kind, head) for kind in VOICES)
