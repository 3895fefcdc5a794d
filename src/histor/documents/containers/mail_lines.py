"""Put the lines of a plain e-mail together that its sender's program broke, quoted ones too."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

WIDEST, NARROWEST = (
    100,
    50,
)  # characters: programs wrap at 65 to 80, some at 72 to 78 and more with quotation marks
UNWRAPPED = 0.1  # of the lines: more that are longer, with words in them, and nobody wrapped the text
SIGNATURE = "-- "
QUOTED = re.compile(r"(?:> ?)*")
OWN = re.compile(r"\s|[|*•·+–—-]|\d{1,2}[.)]\s|[A-Za-z-]{2,20}:\s")  # what begins a line of its own


def whole_lines(text: str, *, flowed: bool) -> str:
    """Return plain text with each paragraph on a line; `flowed` as RFC 3676 has it: a break after a space is soft."""
    lines = text.split("\n")
    if flowed:
        return _put_together(lines, [_is_soft(*pair) for pair in pairwise(lines)])
    width = max((len(line.rstrip()) for line in lines if len(line) <= WIDEST), default=0)
    longer = sum(len(line) > WIDEST and " " in line.strip() for line in lines)
    if width < NARROWEST or longer > UNWRAPPED * len(lines):
        return text
    return _put_together(lines, [_is_wrapped(*pair, width) for pair in pairwise(lines)])


def _is_soft(line: str, below: str) -> bool:
    return line.endswith(" ") and line != SIGNATURE and bool(_words(below)) and _mark(line) == _mark(below)


def _is_wrapped(line: str, below: str, width: int) -> bool:
    """Tell whether a line was ended because the next word had no room on it."""
    words, next_words = _words(line), _words(below)
    if not words.strip() or not next_words.strip() or _mark(line) != _mark(below):
        return False
    if OWN.match(next_words) or OWN.match(words[:1]) or len(line) > width:
        return False
    return len(line.rstrip()) + 1 + len(next_words.split(maxsplit=1)[0]) > width


def _mark(line: str) -> int:
    """Return how deeply a line is quoted."""
    return _quotation(line).count(">")


def _words(line: str) -> str:
    return line[len(_quotation(line)) :]


def _quotation(line: str) -> str:
    found = QUOTED.match(line)
    return found[0] if found else ""


def _put_together(lines: Sequence[str], soft: Sequence[bool]) -> str:
    return "".join(_pieces(lines, soft)).removesuffix("\n")


def _pieces(lines: Sequence[str], soft: Sequence[bool]) -> Iterator[str]:
    for line, after_soft, goes_on in zip(lines, [False, *soft], [*soft, False], strict=True):
        words = _words(line) if after_soft else line
        yield f"{words.rstrip()} " if goes_on else f"{words}\n"
