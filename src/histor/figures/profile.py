"""Rule profiles: which figures a rule takes, what it makes of them, and what vague words are worth to it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from histor.figures.series import Voice
from histor.records.figure import Rule


class Select(StrEnum):
    """Which figures a rule looks at."""

    STANDING = "standing"
    OFFICIAL = "official"  # those of the authorities among the standing ones
    LATEST = "latest"  # those of the last as-of day among the standing ones


class High(StrEnum):
    """What a rule takes as its upper bound."""

    HIGHEST = "highest"  # the highest figure; none where "at least" goes beyond every figure that has a bound
    HIGHEST_NAMED = "highest_named"  # the highest number that anybody names, "at least" or not
    LOWEST = "lowest"  # the lower bound itself: the rule gives one number


class Best(StrEnum):
    """What a rule takes as its best estimate."""

    NONE = "none"
    LOWEST = "lowest"
    LATEST = "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One rule as its file puts it."""

    rule: Rule
    codebook: str
    select: Select
    high: High
    best: Best
    words: Mapping[str, int]

    def bounds(self, voice: Voice) -> tuple[int | None, int | None]:
        """Return the bounds of a figure under this rule."""
        worth = self._worth(voice)
        low, high = (worth, worth) if worth is not None else (voice.lead.low, voice.lead.high)
        return _without(low, voice.less), _without(high, voice.less)

    def _worth(self, voice: Voice) -> int | None:
        if voice.lead.exact is not None:
            return None
        said = re.findall(r"[a-z]+", voice.lead.wording.lower())
        if re.search(r"\d", voice.lead.wording):
            return None
        return next(
            (self.words[word] for word in said if word in self.words), self.words.get(voice.lead.hedge)
        )


def _without(bound: int | None, dead: int) -> int | None:
    """Return a bound on the wounded without those of them who died."""
    return None if bound is None else max(bound - dead, 0)


@cache
def profile(rule: Rule) -> Profile:
    """Return the profile of `rule` as shipped."""
    raw = yaml.safe_load(files("histor.figures.profiles").joinpath(f"{rule}.yml").read_text(encoding="utf-8"))
    return Profile(
        rule=Rule(raw["rule"]),
        codebook=raw["codebook"],
        select=Select(raw["select"]),
        high=High(raw["high"]),
        best=Best(raw["best"]),
        words=raw.get("words", {}),
    )
