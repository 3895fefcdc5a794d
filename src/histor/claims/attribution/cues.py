"""Find the words that give somebody as saying something: verbs of saying, "according to", "Police: ..."."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from histor.claims.attribution.closing import closing, inverted
from histor.claims.attribution.gaps import gapped, in_brackets
from histor.claims.attribution.labels import labels
from histor.claims.attribution.listed import listed_after
from histor.claims.attribution.relays import citing, going_on, relayed
from histor.claims.attribution.scan import Cue, CueKind, Scan
from histor.claims.attribution.subjects import joined
from histor.claims.attribution.verbs import act_of_calling, joined_cue, verb_cue
from histor.claims.parsed import Token
from histor.records.claim import Act

# "The Ledger adds: ..." - the paper's own words in another's text.
OWN_ADDITION = re.compile(r"(?:^|^\([^)]*\)\s)(?:Our|The)\s+(?:[\w’'-]+\s){1,4}(?:adds?|writes?|notes):\s")


def find_cues(scan: Scan) -> list[Cue]:
    """Return the cues of a sentence in the order of the text."""
    found = [*labels(scan)]
    addition = OWN_ADDITION.match(scan.sentence.text)
    own = scan.sentence.start + addition.end() if addition else 0
    for token in scan.sentence.tokens:
        if scan.quoted(token) or token.start < own:
            continue
        cue = (
            _preposition(scan, token)
            or verb_cue(scan, token)
            or _noun(scan, token)
            or _text_that(scan, token)
            or closing(scan, token)
            or inverted(scan, token)
        )
        cue = going_on(scan, cue, found) if cue is not None else None
        if cue is not None and not any(cue.token.i == other.token.i for other in found):
            found.append(cue)
    found = relayed(scan, _with_joined(scan, found))
    found.extend(c for c in in_brackets(scan) if not any(c.token.i == other.token.i for other in found))
    found.sort(key=lambda cue: cue.token.i)
    found.extend(c for c in gapped(scan, found) if not any(c.token.i == other.token.i for other in found))
    return sorted(found, key=lambda cue: cue.token.i)


def _with_joined(scan: Scan, found: list[Cue]) -> list[Cue]:
    """Give a second act its speaker where the parse lost it: "condemns X and calls on Y"."""
    for token in scan.sentence.tokens[2:]:
        if scan.sentence.tokens[token.i - 1].lemma != "and" or scan.quoted(token):
            continue
        before = [c for c in found if c.kind is CueKind.VERB and c.token.i < token.i and not c.negated]
        joined_act = joined_cue(scan, token, before[-1]) if before else None
        if joined_act is not None:
            found = [*(c for c in found if c.token.i != token.i), joined_act]
    return sorted(found, key=lambda cue: cue.token.i)


def _preposition(scan: Scan, token: Token) -> Cue | None:
    openings = _openings(scan.words.lists["prepositions"])
    entries = openings.get(token.text.lower()[:1], ())
    entry = next((p for p in entries if _goes_on(scan, token, f"{p} ")), None) if entries else None
    if entry is not None:
        end = scan.sentence.tokens[min(token.i + len(entry.split()) - 1, len(scan.sentence.tokens) - 1)]
        who = scan.child(end, "pobj") or _noun_after(scan, end)
        if who is None or _nobodys(scan, who):
            return None
        return citing(scan, _prepositional(token, end, who, *listed_after(scan, who)))
    if token.lemma == "per" and token.pos == "ADP":
        who = scan.child(token, "pobj")
        return _prepositional(token, token, who) if who is not None and who.pos == "PROPN" else None
    return _count_of(scan, token)


@cache
def _openings(entries: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """Return the entries of several words by their first letter, the longest first."""
    ordered = sorted((entry for entry in entries if " " in entry), key=lambda entry: (-len(entry), entry))
    return {letter: [e for e in ordered if e[0] == letter] for letter in {e[0] for e in ordered}}


def _goes_on(scan: Scan, token: Token, words: str) -> bool:
    at = token.start - scan.sentence.start
    return scan.sentence.text[at : at + len(words)].lower() == words


def _noun_after(scan: Scan, token: Token) -> Token | None:
    for after in scan.sentence.tokens[token.i + 1 : token.i + 8]:
        if after.pos in ("NOUN", "PROPN", "PRON") and after.dep not in ("compound", "poss", "amod", "nmod"):
            return after
    return None


def _nobodys(scan: Scan, who: Token) -> bool:
    """Whether a count is given for which nobody is named: "according to the latest data"."""
    below = [c for c in scan.sentence.children(who) if c.dep not in ("det", "punct")]
    general = all(c.dep == "amod" and scan.words.has("of_late", c.lemma) for c in below)
    return who.pos == "NOUN" and scan.words.has("counts", who.lemma) and general


def _prepositional(token: Token, end: Token, *who: Token) -> Cue:
    return Cue(
        token=token, end=end, kind=CueKind.PREPOSITION, phrase="according to", act=Act.REPORT, speakers=who
    )


def _count_of(scan: Scan, token: Token) -> Cue | None:
    """Read "by the monitor's count", "in the ministry's estimate", "the ministry's list contains"."""
    if token.dep not in ("pobj", "nsubj") or not scan.words.has("said_nouns", token.lemma):
        return None
    above = scan.sentence.head(token)
    owner = scan.child(token, "poss") or scan.object_of(token, "by", "from")
    if owner is None or not _counts(scan, token, owner):
        return None
    if token.dep == "pobj" and above.lemma not in ("by", "in", "on", "to", "at"):
        return None
    if token.dep == "nsubj" and not scan.words.has("standing", above.lemma):
        return None
    return Cue(
        token=token,
        end=token,
        kind=CueKind.PREPOSITION,
        phrase="according to",
        act=Act.REPORT,
        speakers=(owner,),
    )


def _counts(scan: Scan, noun: Token, owner: Token) -> bool:
    """Whether the owner of a count is who counted: "the war's toll" is nobody's."""
    words = scan.words
    if owner.pos == "PRON" or owner.tag == "PRP$":
        return noun.dep == "nsubj" and not words.has("events", noun.lemma)
    named = owner.pos == "PROPN" and not words.has("events", noun.lemma)
    return named or any(
        words.holds(kind, owner) for kind in ("roles", "people", "bodies", "metonyms", "carriers")
    )


def _text_that(scan: Scan, token: Token) -> Cue | None:
    """Read "has not withdrawn its statement that nobody died": the clause is what its owner said."""
    if token.pos != "NOUN" or not scan.words.has("said_nouns", token.lemma):
        return None
    clause = next(
        (c for c in scan.sentence.children(token) if c.dep in ("acl", "ccomp") and c.i > token.i), None
    )
    if clause is None:
        return None
    if not any(c.lemma == "that" and c.dep == "mark" for c in scan.sentence.children(clause)):
        return None
    owner = scan.child(token, "poss") or scan.object_of(token, "by", "from", "of")
    if owner is not None and owner.tag == "PRP$":
        owner = scan.child(scan.sentence.head(token), "nsubj") or owner
    if owner is None:
        return None
    return Cue(
        token=token,
        end=token,
        kind=CueKind.NOUN,
        phrase="say",
        act=Act.REPORT,
        speakers=(owner,),
        whole=clause,
    )


def _noun(scan: Scan, token: Token) -> Cue | None:
    """Read "calls by the union for an inquiry", "promises from the rulers to protect minorities"."""
    if token.pos != "NOUN":
        return None
    act = scan.words.acts.get(f"{token.lemma} for") or scan.words.acts.get(token.lemma)
    if (
        act is None
        or act is Act.REPORT
        or token.lemma in ("charge", "claim", "sentence")
        or (token.lemma == "call" and not any(map(act_of_calling, scan.sentence.children(token))))
    ):
        return None
    owner = scan.object_of(token, "by", "from")
    if owner is None or owner.pos not in ("PROPN", "NOUN"):
        return None
    if (
        owner.pos == "NOUN"
        and not any(scan.words.holds(kind, owner) for kind in ("roles", "people", "bodies"))
        and owner.tag != "NNS"
    ):
        return None
    return Cue(
        token=token, end=token, kind=CueKind.NOUN, phrase=token.lemma, act=act, speakers=joined(scan, owner)
    )
