"""What the words around a name say of it: that it is a place, how large it is, and whether it is only near."""

import re

from histor.claims.places.cues import STRUCK, is_struck
from histor.claims.places.patterns import article_before, near_before
from histor.claims.places.words import PlaceWords

STRONG = 2


def without_area(written: str, after: str, words: PlaceWords) -> tuple[str, str | None]:
    """Split "Plateau State" into the name and its size; the size may also follow in lower case."""
    parts = written.split()
    for cut in (3, 2, 1):
        tail = " ".join(parts[-cut:]).lower()
        if len(parts) > cut and tail in words.areas:
            return " ".join(parts[:-cut]), words.areas[tail]
    follow = re.match(r"(?:’s|'s)?\s+([a-z-]+(?: [a-z-]+)?)", after)
    if follow:
        for phrase in (follow.group(1), follow.group(1).split()[0]):
            if phrase in words.areas:
                return written, words.areas[phrase]
    return written, None


def area_before(before: str, words: PlaceWords) -> str | None:
    """Return how large the words before a name say that it is: "the state of X"."""
    called = re.search(r"\b([a-z-]+) of (?:the )?$", before)
    return words.areas.get(called.group(1)) if called else None


# "People from the X community" are called by X, and may be anywhere.
PEOPLE = re.compile(r" (?:community|communities|clan|clans|ethnic group|minority|people|tribe|tribes)\b")
OF_PEOPLE = re.compile(r"\b(?:from|of) (?:the )?(?:ethnic )?$")


def is_of_people(before: str, after: str) -> bool:
    """Whether a name only says which people somebody is of: "from the X community"."""
    return PEOPLE.match(after) is not None and OF_PEOPLE.search(before) is not None


def is_headed(before: str, words: PlaceWords) -> bool:
    """Whether a word for a place announces the name: "the town of X", "the president's hometown, X", "the town X"."""
    direct = re.search(r"([a-z]+)\s+(?:of|called|named|known as)\s+$", before)
    if direct:
        return direct.group(1) in words.heads
    beside = re.search(r"\b([A-Za-z][a-z]+)\s+$", before)
    if beside and beside.group(1).lower() in words.titles:
        return True
    apposed = re.search(r"\b([a-z]+)(?:\s+of\s+[^,;.:()]{1,40})?,\s+$", before)
    return bool(apposed and apposed.group(1) in words.heads)


def locative_strength(before: str, words: PlaceWords) -> int:
    """Return how strongly the words before a name make it a place: through lists, articles and adjectives."""
    if is_struck(before, words):
        return STRUCK
    tail = re.sub(r"(?:[^\W\d_a-zà-ÿ][\w’'-]*(?:,? and |, |/| or ))+$", "", before[-120:])
    tail = re.sub(
        r"\b(?:the|both|nearby|central|southern|northern|eastern|western|coastal|rural|war-torn|downtown|[NS]?[NSEW]\.?)\s+$",
        "",
        tail,
    )
    tail = re.sub(
        r"\b(?:[\w-]+ )?(?:town|city|village|district|province|region|area|state|"
        r"port|capital|camp|suburb)s?(?: of)?\s+$",
        "",
        tail,
    )
    tail = re.sub(
        r"(?:\b[a-z-]+\s+)?[^\W\d_a-zà-ÿ][\w-]*(?: [^\W\d_a-zà-ÿ][\w-]*)*[’']s?\s+$", "", tail
    )  # "in northern Nigeria's"
    tail = article_before(words.prepositions).sub("", tail)
    last = re.search(r"((?:\w+ )?(\w+))\s+$", tail)
    if last is None:
        return 0
    both, single = last.group(1).lower(), last.group(2).lower()
    if both in words.locative or single in words.locative:
        return STRONG
    return 1 if both in words.movement or single in words.movement else 0


def is_near(before: str, words: PlaceWords) -> bool:
    """Whether the place meant is one beside the name: "a village near X", "the outskirts of X"."""
    tail = before[-60:].lower()
    return near_before(words.near).search(tail) is not None
