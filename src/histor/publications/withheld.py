"""Whose names a release withholds: victims, and private persons who speak."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from histor.publications.masking import Mask, fold
from histor.records.claim import Claim, EventClaim, HarmClaim, StatementClaim
from histor.records.sensitive import Sensitivity
from histor.values.name import Name

SHORTEST = 3  # letters of a single name that is masked by itself


class Coordinates(StrEnum):
    """How finely a release says where."""

    EXACT = "exact"
    TOWN = "town"  # to a tenth of a degree, some ten kilometres; a user's own sites without a point
    ADMIN1 = "admin1"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a release keeps of what is sensitive."""

    coordinates: Coordinates = Coordinates.TOWN
    keep: frozenset[Sensitivity] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """The persons that a release does not name, and what takes their names out of a text."""

    persons: frozenset[str]
    witnesses: frozenset[str]  # of these persons, who speak and are no victims
    groups: frozenset[str]
    mask: Mask


def withheld_in(claims: Sequence[Claim], profile: Profile) -> Withheld:
    """Return whom and what `profile` withholds of these claims."""
    victims = set() if Sensitivity.VICTIM in profile.keep else set(_victims(claims))
    witnesses = set() if Sensitivity.WITNESS in profile.keep else set(_witnesses(claims))
    groups = set() if Sensitivity.GROUP in profile.keep else set(_groups(claims))
    persons = frozenset(victims | witnesses)
    public = {word for name in _public(claims, persons) for word in _words_of(name)}
    single = {word for name in persons for word in _words_of(name) if word not in public}
    witnesses -= victims
    return Withheld(
        persons=persons,
        witnesses=frozenset(witnesses),
        groups=frozenset(groups),
        mask=Mask(persons, single, groups),
    )


def _victims(claims: Iterable[Claim]) -> Iterable[str]:
    for claim in claims:
        if isinstance(claim, HarmClaim):
            yield from claim.named_victims
        if isinstance(claim, EventClaim):
            yield from (part for target in claim.targets if is_person(target) for part in _spellings(target))


def _witnesses(claims: Sequence[Claim]) -> Iterable[str]:
    officers = {claim.speaker.written for claim in claims if _in_office(claim) and claim.speaker}  # type: ignore[union-attr]  # a statement
    for claim in claims:
        told = [claim.source, claim.via]
        if isinstance(claim, StatementClaim):
            told.append(claim.speaker)
        for name in told:
            if name and is_person(name) and name.written not in officers:
                yield from _spellings(name)


def _in_office(claim: Claim) -> bool:
    """Whether a speaker speaks for an office: a farmer has a role and no office."""
    if not isinstance(claim, StatementClaim):
        return False
    return bool(claim.role and _plain_words(claim.role) & _words("offices"))


def is_person(name: Name) -> bool:
    """Whether a name is a private person's: not in the actor lexicon, and no body's or nobody's."""
    words = re.findall(r"\w+", name.written)
    plain = _plain_words(name.written)
    named = [word for word in words if word[:1].isupper() or not word.isascii()]
    return (
        name.entry is None
        and bool(named)
        and not plain & _words("bodies")
        and not {fold(word).text for word in named} <= _words("nameless") | _words("particles")
        and not name.written.casefold().startswith(("the ", "a ", "an "))
    )


def _groups(claims: Iterable[Claim]) -> Iterable[str]:
    return (claim.group for claim in claims if isinstance(claim, HarmClaim) and claim.group)


def _public(claims: Iterable[Claim], persons: frozenset[str]) -> Iterable[str]:
    """Yield the names that a release gives: their words are not withheld where they stand alone."""
    for claim in claims:
        for name in _names(claim):
            yield from (part for part in _spellings(name) if part not in persons)
        yield from (claim.place.name or "", claim.place.admin1 or "") if claim.place else ()
        yield claim.outlet or ""


def _names(claim: Claim) -> Iterable[Name]:
    found: list[Name | None] = [claim.source, claim.via, claim.perpetrator]
    match claim:
        case EventClaim():
            found += [*claim.actors, *claim.targets]
        case StatementClaim():
            found += [claim.speaker, claim.organization]
    return [name for name in found if name]


def _spellings(name: Name) -> tuple[str, ...]:
    return (name.written, name.canonical)


def _words_of(name: str) -> set[str]:
    return {word for word in _plain_words(name) - _words("particles") if len(word) >= SHORTEST}


def _plain_words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", fold(text).text))


@cache
def _words(kind: str) -> frozenset[str]:
    text = files("histor.publications").joinpath("private_names.yml").read_text(encoding="utf-8")
    return frozenset(str(word) for word in yaml.safe_load(text)[kind])
