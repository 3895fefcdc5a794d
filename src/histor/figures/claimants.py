"""Tell which names of one incident's sources are one claimant: an acronym, a shorter name, the same words turned."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TypeAlias

from histor.figures.sides import Kind, body_words, branch_words, kind_of
from histor.records.claim import HarmClaim
from histor.values.name import Name

ACRONYM = re.compile(r"[A-Z]{2,8}")
TELLING = 10  # dead: two bodies that give so high a number alike have it from one count
Pairs: TypeAlias = frozenset[frozenset[str]]
BETWEEN = frozenset({"the", "of", "and", "for", "in", "at", "on", "its", "their", "a", "an", "s"})
POSSESSIVE = re.compile(r"['\u2019]s?$")
BEHIND = re.compile(r"\s+(?:of|for|in|at|on)\s+")


def as_one_claimant(claims: Iterable[HarmClaim]) -> list[HarmClaim]:
    """Return the claims of one incident, each source under the fullest of its names there.

    "LRH" and "Lady Reading Hospital", "the health ministry" and "Gaza's health ministry" are one source in one
    incident, unless a name could mean two; two ministries of health that count 471 each are one. What each report
    writes stays as it is.
    """
    held = list(claims)
    fuller = fullest_in(held)
    return [_renamed(claim, fuller) for claim in held]


def fullest_in(claims: Sequence[HarmClaim]) -> dict[str, Name]:
    """Return, for every source of one incident that another name means more fully, that name."""
    return fuller_names((claim.source for claim in claims if claim.source), _agreeing(claims))


def spoken_for(claims: Iterable[HarmClaim]) -> dict[str, str]:
    """Return, by canonical name, the body that a person is the voice of in some report, if it is one alone.

    "Ada Rok, mayor of Ardel" in one report and "Ada Rok" in another are one claimant, under either name.
    """
    bodies: dict[str, set[str]] = {}
    for name in (claim.source for claim in claims if claim.source):
        if name.written != name.canonical:
            bodies.setdefault(name.written, set()).add(name.canonical)
    return {person: body for person, named in bodies.items() if len(named) == 1 for body in named}


def _agreeing(claims: Iterable[HarmClaim]) -> Pairs:
    """Return the bodies of one kind ("health ministry") that give the very same count of the same harm."""
    counts: dict[tuple[str, int, str], dict[str, Name]] = {}
    for claim in claims:
        if claim.source and (claim.count.exact or 0) >= TELLING:
            key = claim.harm, claim.count.exact or 0, _head(claim.source)
            counts.setdefault(key, {})[claim.source.canonical] = claim.source
    return frozenset(
        frozenset([one.canonical, other.canonical])
        for named in counts.values()
        for one, other in combinations(named.values(), 2)
        if len(_words(one) & _words(other)) > 1
    )


def fuller_names(names: Iterable[Name], agreeing: Pairs = frozenset()) -> dict[str, Name]:
    """Return, for every canonical name that another one of these means more fully, that one.

    `agreeing` are pairs of names that mean one body whatever else they say of it.
    """
    known = {name.canonical: name for name in sorted(names, key=lambda name: (name.canonical, name.written))}
    links = [(short, full) for short in known.values() if (full := _fullest(short, known.values()))]
    links += [(known[one], known[other]) for one, other in map(sorted, agreeing)]
    fullest: dict[str, Name] = {}
    for held in _joined(links):
        best = max(held, key=_fullness)
        fullest |= {name.canonical: best for name in held if name is not best}
    return fullest


def _joined(links: Iterable[tuple[Name, Name]]) -> list[list[Name]]:
    """Return the names that chains of links make one."""
    joined: list[list[Name]] = []
    for pair in links:
        touched = [held for held in joined if any(name in held for name in pair)]
        merged = [name for held in touched for name in held]
        merged += [name for name in pair if name not in merged]
        joined = [held for held in joined if held not in touched] + [merged]
    return joined


def _fullest(short: Name, names: Iterable[Name]) -> Name | None:
    """Return the name that all the others of a chain mean; None where two have nothing to do with each other."""
    meant = [other for other in names if other is not short and _means(short, other)]
    if not meant:
        return None
    fullest = max(meant, key=_fullness)
    return fullest if all(other is fullest or _means(other, fullest) for other in meant) else None


def _fullness(name: Name) -> tuple[bool, bool, int, str]:
    """Order names by how well they name a body: the lexicon's, a proper name, the longest."""
    telling = [word for word in re.findall(r"[^\W\d_]+", name.canonical) if word.lower() not in BETWEEN]
    proper = all(word[0].isupper() for word in telling)
    return name.entry is not None, proper, len(_words(name)), name.canonical


def _renamed(claim: HarmClaim, fuller: Mapping[str, Name]) -> HarmClaim:
    if claim.source is None or claim.source.canonical not in fuller:
        return claim
    full = fuller[claim.source.canonical]
    return replace(claim, source=replace(claim.source, canonical=full.canonical, entry=full.entry))


def _means(short: Name, full: Name) -> bool:
    if short.entry is not None or kind_of(full) is Kind.ARMED:
        return False  # the lexicon's name is full already; "the army" is not the army of those who fight it
    if ACRONYM.fullmatch(short.canonical):
        return _initials(full) == short.canonical
    if _is_branch(short, full):
        return True
    mine, other = _words(short), _words(full)
    if not mine & body_words() or _head(short) != _head(full):
        return False
    return mine < other or (mine == other and _fullness(full) > _fullness(short))


def _is_branch(short: Name, full: Name) -> bool:
    """Whether a name is that of an office of a body: "Amnesty's country office" of Amnesty International."""
    words = short.canonical.split()
    own = [POSSESSIVE.sub("", word) for word in words if word.lower() not in branch_words()]
    named = bool(own) and len(own) < len(words) and all(word[0].isupper() for word in own)
    return named and f"{full.canonical} ".startswith(f"{' '.join(own)} ") and kind_of(full) is not Kind.OTHER


def _words(name: Name) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", name.canonical.lower())) - BETWEEN


def _head(name: Name) -> str:
    """Return the word for the body itself: "ministry" of "Ministry of Health" and of "health ministry in Ardel"."""
    first = BEHIND.split(name.canonical.lower())[0]
    words = [word for word in re.findall(r"[^\W_]+", first) if word not in BETWEEN]
    return words[-1] if words else ""


def _initials(name: Name) -> str:
    words = re.findall(r"[^\W_]+", name.canonical)
    return "".join(word[0] for word in words if word.lower() not in BETWEEN).upper()
