"""What words say of a single person, so far as it tells one from another: sex, age, a name."""

import re

from rapidfuzz import fuzz

from histor.claims.harm.words import HarmWords

AGE = re.compile(r"\b(\d{1,3}|[a-z]+(?:-[a-z]+)?)[- ](?:year|month|week|day)s?[- ]old", re.IGNORECASE)
# First and last name, perhaps with more between: "Odo Varn", "Odo “Dodo” N. Varn".
FULL_NAME = re.compile(
    r"(?P<first>[A-Z][\w’'-]+)(?: (?:[A-Z]\.?|[“\"(][^”\")]{2,20}[”\")]|[A-Z][\w’'-]+))? (?P<last>[A-Z][\w’'-]+)"
)
ONE_NAME = re.compile(r"[A-Z][a-z][\w’'-]+")
REFLEXIVE = frozenset({"himself", "herself", "itself"})
REFLEXIVES = REFLEXIVE | {"themselves"}
SAME_NAME = 85  # of 100: "Kendal" and "Kendall" are one name
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


def name_of(wording: str, behind: str) -> tuple[str, ...]:
    """Return the name of one person, as far as it is given: what the wording ends with, or a comma behind it opens."""
    found = re.search(FULL_NAME.pattern + r"$", wording) or re.match(r",? " + FULL_NAME.pattern, behind)
    if found is not None:
        return found["first"], found["last"]
    return (wording,) if ONE_NAME.fullmatch(wording) else ()


def other_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names are of two people: "Amy Lofton" and "Devon Lofton" are, "Lofton" and either are not."""
    if not one or not other:
        return False
    if len(one) == len(other):
        return not all(map(_alike, one, other))
    return not any(_alike(a, b) for a in one for b in other)


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(one.lower(), other.lower()) >= SAME_NAME
