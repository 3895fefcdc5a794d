"""Who blames whom in one incident, and where different sources blame different parties."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from histor.figures.claimants import fullest_in
from histor.records.claim import Act, Claim, Harm, HarmClaim, Modality, StatementClaim
from histor.values.name import Name
from histor.values.naming import in_a_sentence

PROPER = re.compile(
    r"(?:[Tt]he )?(?P<name>[A-Z][\w'\u2019-]*(?: (?:(?:of|for) (?:the )?)?[A-Z][\w'\u2019-]*)*)"
)
DONE_BY = re.compile(r"\b(?:fired|launched|dropped|planted|laid|staged|committed|carried out) by (?P<who>.+)")
DEED = re.compile(r"the \w+(?: \w+)?$|.*\b(?:behind|responsible|carried out|to blame)\b")
DEEDS = frozenset(
    {Harm.KILLED, Harm.INJURED, Harm.ABDUCTED, Harm.OTHER}
)  # who arrests is blamed for no attack
ENDINGS = ("", "n", "i", "an", "ian", "ese", "s")  # Mali, Malian; Israel, Israeli
SHORTEST = 4  # letters of a word that tells one party from another: not "the" or "of"


@dataclass(frozen=True, slots=True)
class Blame:
    """One source blames one party, in these claims."""

    by: str
    on: Name
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Two parties blamed by different sources."""

    words: str
    claims: tuple[str, ...]


def rival_blame(claims: Iterable[Claim]) -> list[Rivalry]:
    """Return each pair of parties that different sources blame for one incident, and none blames both.

    Doers without a name ("gunmen") are no party, and a state and its forces are one.
    """
    sides = _sides(_blames(claims))
    return [
        _rivalry(one, other)
        for one, other in combinations(sides, 2)
        if not {blame.by for blame in one} & {blame.by for blame in other}
    ]


def _blames(claims: Iterable[Claim]) -> list[Blame]:
    held = sorted(claims, key=lambda claim: claim.id)
    names = _names(held)
    fuller = fullest_in([claim for claim in held if isinstance(claim, HarmClaim)])
    found: dict[tuple[str, str], tuple[Name, list[str]]] = {}
    for claim in held:
        on = _blamed(claim, names)
        if on is not None and _is_party(on) and claim.source and claim.modality is not Modality.DENIED:
            by = fuller.get(claim.source.canonical, claim.source)
            found.setdefault((by.canonical, on.canonical), (on, []))[1].append(claim.id)
    return [Blame(by, on, tuple(ids)) for (by, _), (on, ids) in sorted(found.items())]


def _blamed(claim: Claim, names: Mapping[str, Name]) -> Name | None:
    if claim.perpetrator:
        return None if isinstance(claim, HarmClaim) and claim.harm not in DEEDS else claim.perpetrator
    if isinstance(claim, StatementClaim) and claim.act is Act.ACCUSE and claim.about:
        return _accused(claim.about, claim.topic or "", names)
    return None


def _accused(about: str, topic: str, names: Mapping[str, Name]) -> Name | None:
    """Return the party that an accusation of the deed is about; one of neglect or of lying names no doer.

    "Norland" of "blamed Norland for the strike"; the Rok Brigade of "a rocket fired by the Rok Brigade".
    """
    known = names.get(about.casefold())
    if known is not None:
        return known
    doer = DONE_BY.search(topic)
    name = PROPER.match(doer["who"] if doer else about)
    if name is None or not (doer or topic == about or DEED.match(topic)):
        return None
    written = name["name"]
    return names.get(written.casefold(), Name(canonical=written, written=written))


def _names(claims: Iterable[Claim]) -> dict[str, Name]:
    """Return every party that these claims name, by how it is written: what an accusation is about is words."""
    parties = [name for claim in claims for name in (claim.perpetrator, claim.source) if name]
    return {form.casefold(): name for name in parties for form in (name.written, name.canonical)}


def _is_party(name: Name) -> bool:
    return name.entry is not None or any(letter.isupper() for letter in name.canonical)


def _sides(blames: Sequence[Blame]) -> list[list[Blame]]:
    """Return the blames, those on one party or on a state and its forces together."""
    sides: list[list[Blame]] = []
    for blame in blames:
        same = next((side for side in sides if any(_one_side(blame.on, other.on) for other in side)), None)
        if same is None:
            sides.append([blame])
        else:
            same.append(blame)
    return sides


def _one_side(one: Name, other: Name) -> bool:
    if one.canonical == other.canonical:
        return True
    if one.entry and other.entry:
        return one.entry == other.entry
    return any(_same_stem(a, b) for a in _telling(one) for b in _telling(other))


def _telling(name: Name) -> list[str]:
    words = (word.strip("'’s,") for word in name.canonical.split())
    return [word.casefold() for word in words if len(word) >= SHORTEST and word[0].isupper()]


def _same_stem(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return any(short.removesuffix("a") + ending == long for ending in ENDINGS) or any(
        short + ending == long for ending in ENDINGS
    )


def _rivalry(one: Sequence[Blame], other: Sequence[Blame]) -> Rivalry:
    words = " and ".join(_blaming(side) for side in (one, other))
    claims = tuple(dict.fromkeys(claim for blame in (*one, *other) for claim in blame.claims))
    return Rivalry(words=f"different parties are blamed: {words}", claims=claims)


def _blaming(side: Sequence[Blame]) -> str:
    by = [in_a_sentence(name) for name in dict.fromkeys(blame.by for blame in side)]
    who = by[0] if len(by) == 1 else f"{', '.join(by[:-1])} and {by[-1]}"
    return f"{in_a_sentence(side[0].on.canonical)} (by {who})"
