"""Under which keys a place's name is kept and found: without case, accents, articles; and by its sound."""

import re

from anyascii import anyascii

QUOTES = re.compile(r"[’'`ʿʾ\"]")
OTHER = re.compile(r"[^a-z0-9]+")
ARTICLE = re.compile(r"^(?:al|el|ad|ed|as|es|ash|esh|an|en|ar|er|at|et|az|ez)[ -]+(?=\w)")
SHORTEST_SOUND = 5  # letters; shorter keys bring together names that nobody would confuse


def fold(name: str) -> str:
    """Return the key under which a name is found: no case, accents, hyphens, no Arabic article."""
    plain = (name if name.isascii() else anyascii(name)).casefold()
    plain = OTHER.sub(" ", QUOTES.sub("", plain)).strip()
    return ARTICLE.sub("", plain)


def sound(name: str) -> str:
    """Return a coarser key that bridges transliterations: "Tartous", "Tartus"; "al-Zour", "ez-Zor"."""
    return sounded(fold(name))


def sounded(folded: str) -> str:
    """Return `sound` of a name that is folded already."""
    plain = ARTICLES.sub("", folded)
    for pattern, replacement in SOUNDS:
        plain = pattern.sub(replacement, plain)
    return plain.replace(" ", "")


ARTICLES = re.compile(r"\b(?:al|el|ad|as|ash|an|ar|at|az|ez|es)\b ?")
SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"ou|oo", "u"),
        (r"ee|iy", "i"),
        (r"kh", "h"),
        (r"gh|dj", "g"),
        (r"q|ck", "k"),
        (r"y\b|ie\b|eh\b|ah\b", "a"),
        (r"(.)\1", r"\1"),
    )
)
