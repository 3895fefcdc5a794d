"""Read clauses of saying at a sentence's end that the parse took apart: ", local governor Jon Boru reports."."""

from collections.abc import Sequence
from itertools import takewhile

from histor.claims.attribution.scan import Cue, CueKind, Scan
from histor.claims.parsed import Token
from histor.records.claim import Act

LONGEST = 12  # words of a speaker with office and body
TAIL = 4  # words behind the verb: "on Sunday evening"
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "NUM"})
QUOTES = frozenset({"”", '"', "’"})
MARKS = frozenset({",", "”", '"', "–", "—"})
TIMES = frozenset({"on", "in", "late", "early", "earlier", "today", "yesterday"})


def closing(scan: Scan, token: Token) -> Cue | None:
    """Return the cue of a verb that closes a sentence with who says it, where the parse found nobody for it."""
    tokens = scan.sentence.tokens
    if (
        scan.words.acts.get(token.lemma) is not Act.REPORT
        or not (_is_finite(token) or _of_many(tokens, token))
        or not (_closes(tokens, token) or _after_quote(tokens, token) or _put_in(tokens, token))
    ):
        return None
    first = _opening(tokens, token, MARKS)
    before = tokens[_last_named(tokens, token)] if token.i else token
    if (
        first is None
        or not _speaks(scan, before)
        or any(t.lemma == "accord" for t in tokens[first.i : token.i])
    ):
        return None
    return _reported(token, before, first)


def inverted(scan: Scan, token: Token) -> Cue | None:
    """Return the cue of a verb that closes a sentence before who says it: "..., added local governor Jon Boru."."""
    tokens = scan.sentence.tokens
    if (
        scan.words.acts.get(token.lemma) is not Act.REPORT
        or token.tag not in INVERTED
        or not token.i
        or tokens[token.i - 1].text not in MARKS
    ):
        return None
    named = list(takewhile(lambda t: t.pos in NOMINAL, tokens[token.i + 1 : token.i + 1 + LONGEST]))
    behind = _past_letters(tokens, token.i + 1 + len(named)) if named else ()
    if not named or any(t.pos not in ("PUNCT", "SPACE") for t in behind) or not _speaks(scan, named[-1]):
        return None
    return _reported(token, named[-1], named[0])


def _past_letters(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """Return the words from a place on, without the letters in brackets that shorten the name before it."""
    letters = [t.text for t in tokens[at : at + 3]]
    return (
        tokens[at + 3 :]
        if letters[:1] == ["("] and letters[2:] == [")"] and letters[1].isupper()
        else tokens[at:]
    )


def _reported(verb: Token, speaker: Token, first: Token) -> Cue:
    """Return the cue of a verb of saying and of who says it, whose phrase begins with `first`."""
    return Cue(
        token=verb,
        end=verb,
        kind=CueKind.VERB,
        phrase=verb.lemma,
        act=Act.REPORT,
        speakers=(speaker,),
        first=first,
    )


def _is_finite(token: Token) -> bool:
    return token.tag in FINITE or (token.tag == "NN" and token.dep == "ROOT")


INVERTED = frozenset({"VBD", "VBZ", "VBN"})  # the tagger takes ", added Boru." for "added to Boru"
# The tagger takes ", the union estimates." for a noun.
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "NNS"})


def _closes(tokens: Sequence[Token], token: Token) -> bool:
    """Whether nothing but a day stands behind a verb."""
    after = [t for t in tokens[token.i + 1 :] if t.pos != "PUNCT"]
    if not after:
        return True
    timed = after[0].lemma in TIMES or after[0].text[:1].isupper()
    return (
        token.pos != "NOUN"
        and len(after) <= TAIL
        and timed
        and all(t.pos in NOMINAL | {"ADV"} for t in after)
    )


def _of_many(tokens: Sequence[Token], token: Token) -> bool:
    """Whether what the tagger takes for a noun can be the verb of several: "the Ardel Forces (AF) claim"."""
    return token.tag == "NN" and token.i > 0 and tokens[_last_named(tokens, token)].tag in ("NNS", "NNPS")


def _put_in(tokens: Sequence[Token], token: Token) -> bool:
    """Whether who speaks stands between commas: "..., the Ardel Forces claim, ..."."""
    after = tokens[token.i + 1].text if token.i + 1 < len(tokens) else ""
    return after == "," and _opening(tokens, token, MARKS) is not None


def _last_named(tokens: Sequence[Token], verb: Token) -> int:
    """Return the place of the last word before a verb, letters in brackets passed over."""
    letters = [t.text for t in tokens[max(0, verb.i - 3) : verb.i]]
    return (
        verb.i - 4 if letters[:1] == ["("] and letters[2:] == [")"] and verb.i > len(letters) else verb.i - 1
    )


def _after_quote(tokens: Sequence[Token], token: Token) -> bool:
    """Whether who speaks and the verb stand right behind a quotation: "..., ” the mission tweeted on Monday"."""
    first = _opening(tokens, token, QUOTES)
    by = tokens[token.i + 1].lemma == "by" if token.i + 1 < len(tokens) else False
    return (
        first is not None
        and not by
        and first.i > 1
        and tokens[first.i - 2].text in (",", "!", "?", ".", "”", '"')
    )


def _opening(tokens: Sequence[Token], verb: Token, marks: frozenset[str]) -> Token | None:
    """Return the first word behind the mark that parts a speaker from what is said."""
    for i in range(_last_named(tokens, verb), max(-1, verb.i - LONGEST - 1), -1):
        if tokens[i].text in marks:
            return tokens[i + 1] if 0 < i < verb.i - 1 else None
        if tokens[i].pos not in NOMINAL:
            return None
    return None


def _speaks(scan: Scan, before: Token) -> bool:
    kinds = ("roles", "people", "bodies", "texts", "carriers")
    return before.pos == "PROPN" or any(scan.words.holds(kind, before) for kind in kinds)
