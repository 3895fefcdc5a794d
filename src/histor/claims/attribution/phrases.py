"""Cut out the noun phrases that name speakers."""

import re
from calendar import day_name, month_name
from collections.abc import Iterator, Sequence
from itertools import pairwise

from histor.claims.mentions import Stretch
from histor.claims.parsed import Sentence, Token

INNER = frozenset(
    {
        "det",
        "poss",
        "compound",
        "amod",
        "nummod",
        "nmod",
        "quantmod",
        "predet",
        "advmod",
        "case",
        "punct",
        "neg",
    }
)
APART = frozenset({",", ";", ".", ":", "“", "”", '"'})
CONNECTING = frozenset({"of", "for", "at", "in", "from", "to"})
ARTICLES = re.compile(
    r"^(?:(?:the|a|an|this|that|these|those|its|their|his|her|our|same|another|both|but|and|meanwhile|one(?=\s+(?!of)))\s+)+",
    re.IGNORECASE,
)


def inside(sentence: Sentence, head: Token) -> Iterator[Token]:
    """Yield the words of a noun phrase before its head and the head itself."""
    waiting = [head]  # no recursion: what is no sentence can hang together a thousand words deep
    while waiting:
        word = waiting.pop()
        yield word
        waiting += [child for child in reversed(sentence.children(word)) if _inner(word, child)]


def _inner(head: Token, child: Token) -> bool:
    if child.dep == "case" and head.dep == "poss":
        return False
    return child.dep in INNER and not (child.dep == "punct" and child.text in APART)


def phrase_of(sentence: Sentence, head: Token) -> Stretch:
    """Return a noun phrase with what "of", "for", "and" join to it, without clauses and appositions."""
    kept = [t for t in inside(sentence, head) if t.i <= head.i or (t.dep == "nummod" and t.i == head.i + 1)]
    end = head
    for child in sentence.children(head):
        if (
            child.dep == "prep"
            and child.i > head.i
            and not _in_a_text(sentence, child)
            and (child.lemma in CONNECTING or _names_on(sentence, child))
        ):
            end = _last(sentence, child)
        elif child.dep in ("amod", "acl") and child.i > head.i and child.lemma in STANDING:
            end = sentence.subtree(child)[-1]  # "a source close to the group"
        elif child.dep == "conj" and child.pos in ("NOUN", "PROPN") and not child.pos == head.pos == "PROPN":
            listed = _listed(sentence, child, end)
            if listed is None:
                break
            end = listed
    start = min(token.start for token in kept)
    return Stretch(start=start, end=max(end.end, *(t.end for t in kept)))


def _listed(sentence: Sentence, noun: Token, end: Token) -> Token | None:
    """Return the last word of a list that goes on with `noun`: "four witnesses, activists and a diplomat"."""
    words = list(inside(sentence, noun))
    between = sentence.tokens[end.i + 1 : min(t.i for t in words)]
    after = next((c for c in sentence.children(noun) if c.dep == "conj" and c.pos in ("NOUN", "PROPN")), None)
    comma = any(t.text == "," for t in between)
    if (comma and after is None) or any(t.text not in (",", "and", "or", "&") for t in between):
        return None
    last = max([end, *words], key=lambda t: t.i)
    return (_listed(sentence, after, last) or last) if after is not None else last


def _in_a_text(sentence: Sentence, preposition: Token) -> bool:
    """Whether a preposition says where somebody said it: "the commissioner in a statement"."""
    inner = next((t for t in sentence.children(preposition) if t.dep == "pobj"), None)
    said = inner is not None and inner.lemma in SAID_IN
    return said and preposition.lemma in ("in", "at", "on", "to")


SAID_IN = frozenset(
    {
        "statement",
        "report",
        "interview",
        "post",
        "tweet",
        "message",
        "letter",
        "speech",
        "briefing",
        "conference",
    }
    | {
        "remark",
        "comment",
        "address",
        "video",
        "release",
        "communique",
        "update",
        "note",
        "telegram",
        "facebook",
    }
)


def _names_on(sentence: Sentence, preposition: Token) -> bool:
    """Whether a name goes on behind a preposition: "Observatory for Rights in Sarh", "Collective Against Fear"."""
    inner = next((t for t in sentence.children(preposition) if t.dep == "pobj"), None)
    before = sentence.tokens[preposition.i - 1] if preposition.i else preposition
    return (
        inner is not None
        and preposition.lemma in IN_NAMES
        and before.text[:1].isupper()
        and inner.text[:1].isupper()
        and inner.text not in DATES
    )


STANDING = frozenset({"close", "familiar", "loyal", "sympathetic", "affiliate", "align"})
DATES = frozenset((*day_name, *month_name))
IN_NAMES = frozenset({"in", "on", "against", "without", "between"})


def _last(sentence: Sentence, preposition: Token) -> Token:
    objects = [t for t in sentence.children(preposition) if t.dep == "pobj"]
    if not objects:
        return preposition
    inner = objects[-1]
    last = max(inside(sentence, inner), key=lambda t: t.i)
    for child in sentence.children(inner):
        if child.dep == "prep" and (child.lemma in ("of", "for") or _names_on(sentence, child)):
            last = max(last, _last(sentence, child), key=lambda t: t.i)
    return last


def zone(sentence: Sentence, head: Token) -> Stretch:
    """Return all that hangs on a speaker's noun: also its appositions and relative clauses."""
    tokens = sentence.subtree(head)
    return Stretch(start=tokens[0].start, end=tokens[-1].end)


def full_name(text: str, surname: str) -> str:
    """Return the fullest contiguous proper name in `text` that ends in `surname`, else `surname`."""
    pattern = re.compile(
        rf"(?<!\w)((?:(?:[A-Z][\w’'-]+|[A-Z]\.)[ ]){{1,3}}){re.escape(surname)}\b(?![’'-]?\w)"
    )
    found = [match.group(0) for match in pattern.finditer(text)]
    return max(found, key=len) if found else surname


def text_of(tokens: Sequence[Token]) -> str:
    """Return tokens as they are written, one space where there was space."""
    if not tokens:
        return ""
    out = tokens[0].text
    for before, token in pairwise(tokens):
        out += (" " if token.start > before.end else "") + token.text
    return out


def capital(token: Token) -> bool:
    """Whether a word can be part of a name."""
    return (
        token.text[:1].isupper()
        or token.text.lower() in ("al", "el", "de", "bin", "ibn", "van", "von", "ul", "abu", "ag", "-")
        or (token.text == "-" or token.text.startswith(("al-", "el-", "-", "ul-")))
    )
