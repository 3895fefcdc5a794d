"""Find where one sentence ends and the next begins at once: "for his father.Police said", as saved pages have it."""

import re
from collections.abc import Iterator

from histor.claims.vocabulary import LayoutWords

CLOSERS = "\"'”’»)\\]"
# A stop behind a word of small letters, a number or a closing mark: neither "U.S.Army" nor "No.10" has one.
GLUED = re.compile(
    rf"(?:(?<=[a-zà-ÿ]{{2}}[.!?…])|(?<=[\s\d]\d[.!?…])|(?<=[)\]”’%][.!?…]))[{CLOSERS}]*(?=[\"'“‘«(\[]*[A-Z][^\W\d_]*)"
)
WORD = re.compile(r"[\"'“‘«(\[]*(\w+)")
ADDRESS = re.compile(r"://|www\.|@|/|\\")  # within a word: that of a page, a mailbox or a file


def glued_bounds(text: str, start: int, end: int, words: LayoutWords) -> Iterator[tuple[int, int]]:
    """Yield where a sentence ends between `start` and `end` without white space: behind its stop, and its quotes."""
    for match in GLUED.finditer(text, start, end):
        if not _is_name(text, match.start(), match.end(), words):
            yield match.start(), _close(text, start, match)


def _is_name(text: str, stop: int, after: int, words: LayoutWords) -> bool:
    """Whether the stop lies within the name of a site or a file: "Ardel.Net", "http://ardel.example/The.Day"."""
    word = WORD.match(text, after)
    if word is not None and word[1].lower() in words.site_endings:
        return True
    space = max(text.rfind(mark, 0, stop) for mark in " \n\t")
    return ADDRESS.search(text[space + 1 : after]) is not None


def _close(text: str, start: int, match: re.Match[str]) -> int:
    """Return where the sentence ends: a straight quotation mark closes it only if one was opened before."""
    straight = match.group().find('"')
    if straight < 0:
        return match.end()
    opened = text.count('"', start, match.start()) % 2
    return match.start() + straight + opened
