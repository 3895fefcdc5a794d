"""What words say of a single person, so far as it tells one from another: sex, age, a name."""

import re

from histor.claims.harm_words import HarmWords

AGE = re.compile(r"\b(\d{1,3}|[a-z]+(?:-[a-z]+)?)[- ](?:year|month|week|day)s?[- ]old", re.IGNORECASE)
SEXES = ("male_words", "female_words")


def sex_of(words: HarmWords, wording: str) -> str | None:
    """Return the list whose words the wording uses, None where it uses both or neither."""
    said = set(re.findall(r"\w+", wording.lower()))
    sexes = [name for name in SEXES if said & words.lists[name]]
    return sexes[0] if len(sexes) == 1 else None


def ages_of(wording: str) -> frozenset[str]:
    """Return the ages that the wording gives, as written."""
    return frozenset(match.group(1).lower() for match in AGE.finditer(wording))


def cannot_be_one(words: HarmWords, one: str, other: str) -> bool:
    """Whether two wordings cannot mean the same people: of another sex, or of another age."""
    sexes = sex_of(words, one), sex_of(words, other)
    if None not in sexes and sexes[0] != sexes[1]:
        return True
    ages = ages_of(one), ages_of(other)
    return bool(ages[0] and ages[1]) and not ages[0] & ages[1]
