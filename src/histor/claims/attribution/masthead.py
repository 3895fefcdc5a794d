"""Find the body that a text's first lines name as its issuer: "Ministry of X / Briefing, 3 June", "Statement by Y"."""

import re
from collections.abc import Iterator, Sequence

from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.mentions import Attribution
from histor.claims.parsed import BlockKind, Sentence
from histor.claims.reading import Reading
from histor.values.name import Name

TOP = 3  # lines
LONGEST = 12  # words of a body's name: "General Staff of the Armed Forces of the Republic of X"
ISSUED_BY = re.compile(
    r"^(?P<what>[\w\s-]{4,40}?)\s+(?:issued\s+)?(?:by|of|from)\s+(?:the\s+)?(?P<name>\S.*)$", re.IGNORECASE
)
OUTER = re.compile(r"^(?:[^\w(]+|the\s+|our\s+)+|[^\w)]+$", re.IGNORECASE)
ENDS = re.compile(
    r"\s+(?:on|about|regarding|concerning|following|after|in connection|to mark|for \d)\b.*|[,:|–—].*",
    re.IGNORECASE,
)
SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "against", "at", "&", "de", "al"})


def masthead(reading: Reading, words: SpeechWords, told: Sequence[Attribution]) -> Name | None:
    """Return the body under whose name a text stands, None for news.

    A name alone is enough only over a text in which nobody else speaks: pages have names of sections on top too.
    """
    top = list(_top(reading))
    for line in top:
        name = _issued_by(line.text, words)
        if name is not None:
            return name
    names = [name for line in top if (name := _bare(line.text, words)) is not None]
    if not names:
        return None
    released = any(_is_release(line.text, words) for line in top)
    others = any(
        each.source is not None and each.source.written not in OWN for each in told if not each.nested
    )
    return names[0] if released or not others else None


OWN = frozenset({"we", "We", "I"})


def _top(reading: Reading) -> Iterator[Sentence]:
    """Yield the lines above the text itself."""
    for sentence in reading.sentences[:TOP]:
        if sentence.kind is not BlockKind.HEADLINE:
            return
        yield sentence


def _issued_by(line: str, words: SpeechWords) -> Name | None:
    match = ISSUED_BY.match(OUTER.sub("", line))
    if match is None or not _is_release(match.group("what"), words):
        return None
    return _bare(ENDS.sub("", match.group("name")), words)


def _bare(line: str, words: SpeechWords) -> Name | None:
    """Return a body that makes up a whole line."""
    written = OUTER.sub("", line)
    parts = written.split()
    named = [p for p in parts if p.lower() not in SMALL]
    if not 1 < len(parts) <= LONGEST or any(not p[:1].isupper() and p[:1] != "(" for p in named):
        return None
    if words.within("news", written) or not _is_body(parts, words):
        return None
    return Name(canonical=written, written=written)


def _is_body(parts: Sequence[str], words: SpeechWords) -> bool:
    """Whether a name's head is a word for a body: its last word, or the one before "of"."""
    lowered = [part.lower() for part in parts]
    before = next(
        (k for k, part in enumerate(lowered) if k and part in SMALL - {"the", "and", "&"}), len(parts)
    )
    heads = {lowered[before - 1], lowered[-1]}
    return any(words.has("bodies", head) for head in heads)


def _is_release(line: str, words: SpeechWords) -> bool:
    return words.within("releases", line) is not None
