"""Scope of those who were hurt first and died then: some of the wounded, and no toll of their own."""

import re

from histor.claims.harm.found import Found
from histor.claims.harm.scope_case import Case, Scoped, scoped
from histor.claims.harm.words import Role
from histor.records.claim import Harm, Scope

OF_THOSE = re.compile(
    r"\b(?:[Oo]f|[Aa]mong) (?:the|those|these|them|its|their) (?P<who>(?:[\w-]+ ?){1,4})[^.;]*$"
)
LATER = re.compile(r"\b(?:later|subsequently|afterwards?)\b")


def of_the_wounded(case: Case) -> Scoped | None:
    """Read the dead among those who were only hurt at first: "of the 30 wounded, three later died"."""
    if case.found.harm is not Harm.KILLED or not case.found.counted.bare:
        return None
    led_by = case.sentence.words(case.sentence.start, case.found.counted.start)
    shown = OF_THOSE.search(led_by)
    words = case.words.words[Role.STATES]
    hurt = shown is not None and any(
        word in words and words[word].harm is Harm.INJURED for word in shown["who"].lower().split()
    )
    if shown is None or not hurt:
        return None
    return scoped(Scope.SUBSET, "of-the-wounded", shown.group().strip(" ,"), hurt_before(case))


def hurt_before(case: Case) -> Found | None:
    """Return the wounded whom the dead are some of: the last ones told before, if there are more of them."""
    if case.found.harm is not Harm.KILLED:
        return None
    number = case.found.count.low or 0
    told = next((f for f in reversed(case.before) if f.count.known), None)
    more = told is not None and told.harm is Harm.INJURED and (told.count.low or 0) > number
    return told if more else None


def later_death(case: Case) -> Scoped | None:
    """Read those who succumb later add to the toll; "nine were hurt. Two later died" are two of the nine."""
    hit = case.found.hit
    if hit.meaning.entry.endswith(":succumb") and case.whole is not None:
        return scoped(Scope.SUBSET, "later-death", hit.first.text, case.whole)
    hurt = hurt_before(case) if case.found.counted.bare and hit.frame == "intransitive" else None
    near = case.sentence.words(case.found.counted.end, min(case.sentence.end, hit.last.end + len(" later")))
    later = LATER.search(near) if hurt is not None else None
    return scoped(Scope.SUBSET, "later-death", later.group(), hurt) if later is not None else None
