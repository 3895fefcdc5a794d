"""Replace withheld words in a text, however they are spelled, and keep count of where the rest then stands."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from anyascii import anyascii

NAME = "[name withheld]"
GROUP = "[group withheld]"
GAP = r"[^a-z0-9]*"  # "Samir-Halloum", "samir_halloum", "SamirHalloum"
ENDING = r"(?:['’`]?s)?"
WHOLE = 6  # letters; a shorter name inside a word is more often chance


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in plain small letters, and which letter of the text each came from."""

    text: str
    at: tuple[int, ...]


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    return letter.lower() if letter.isascii() else anyascii(letter).casefold()


def fold(text: str) -> Folded:
    """Return `text` without case, accents and foreign letters."""
    parts = [(_plain(letter), at) for at, letter in enumerate(text)]
    return Folded("".join(part for part, _ in parts), tuple(at for part, at in parts for _ in part))


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked text, and the stretches of the original that were replaced, by what."""

    text: str
    cuts: tuple[tuple[int, int, str], ...]

    def place(self, offset: int, *, end: bool = False) -> int:
        """Return where a letter of the original stands now; inside a cut, where the replacement begins or ends."""
        shift = 0
        for start, stop, put in self.cuts:
            if offset <= start:
                break
            if offset < stop:
                return start + shift + (len(put) if end else 0)
            shift += len(put) - (stop - start)
        return offset + shift


class Mask:
    """Finds names as wholes in any spelling, single words of them as words, and groups."""

    def __init__(self, names: Iterable[str], words: Iterable[str], groups: Iterable[str]) -> None:
        self._patterns: Mapping[str, re.Pattern[str] | None] = {
            NAME: _pattern([*map(_whole, _tokens(names)), *map(_word, _tokens(words))]),
            GROUP: _pattern([*map(_word, _tokens(groups))]),
        }

    def of(self, text: str) -> Masked:
        """Return `text` masked."""
        folded = fold(text)
        cuts = [
            (folded.at[found.start()], folded.at[found.end() - 1] + 1, put)
            for put, pattern in self._patterns.items()
            if pattern
            for found in pattern.finditer(folded.text)
        ]
        return _cut(text, _apart(cuts))

    def text(self, text: str) -> str:
        """Return `text` masked; a text that is clean is returned as it is."""
        return self.of(text).text

    def address(self, url: str) -> str:
        """Return an address, or only its host where the rest names somebody."""
        if self.text(plain := unquote(unquote(url))) == plain:
            return url
        try:
            host = urlsplit(url).netloc
        except ValueError:
            return NAME
        return f"https://{host}/" if host and self.text(host) == host else NAME

    def finds(self, text: str) -> bool:
        """Return whether anything that is withheld stands in `text`."""
        return bool(self.of(text).cuts)


def _tokens(names: Iterable[str]) -> list[list[str]]:
    found = {tuple(re.findall(r"[a-z0-9]+", fold(name).text)) for name in names}
    return [list(tokens) for tokens in sorted(found, key=lambda each: (-len("".join(each)), each)) if tokens]


def _whole(tokens: list[str]) -> str:
    """Return what finds a name as a whole; a long one also inside a word."""
    inside = GAP.join(map(re.escape, tokens))
    return f"{inside}{ENDING}" if len("".join(tokens)) >= WHOLE else _word(tokens)


def _word(tokens: list[str]) -> str:
    return rf"(?<![a-z0-9]){GAP.join(map(re.escape, tokens))}{ENDING}(?![a-z0-9])"


def _pattern(parts: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(parts)) if parts else None


def _apart(cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return overlapping cuts as one."""
    apart: list[tuple[int, int, str]] = []
    for start, stop, put in sorted(cuts):
        if apart and start < apart[-1][1]:
            first, last, earlier = apart[-1]
            apart[-1] = (first, max(last, stop), earlier)
        else:
            apart.append((start, stop, put))
    return apart


def _cut(text: str, cuts: list[tuple[int, int, str]]) -> Masked:
    pieces, at = [], 0
    for start, stop, put in cuts:
        pieces += [text[at:start], put]
        at = stop
    return Masked("".join([*pieces, text[at:]]), tuple(cuts))
