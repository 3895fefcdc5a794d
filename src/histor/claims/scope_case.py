"""One figure among all of its report, put before the judges of scope."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from histor.claims.harm_found import Found, Relation
from histor.claims.harm_words import HarmWords
from histor.claims.parsed import Sentence
from histor.records.claim import Scope, Trace


@dataclass(frozen=True, slots=True)
class Scoped:
    """What a figure covers, which figure it is a part of, and the words that say so."""

    scope: Scope
    whole: Found | None = None
    trace: Trace | None = None


@dataclass(frozen=True)
class Case:
    """One figure among all of its report, to be judged."""

    words: HarmWords
    found: Found
    before: Sequence[Found]
    after: Sequence[Found]
    following: Sentence | None  # the next sentence
    drawn_out: str | None = None  # the words by which the report speaks of an affair of days or longer

    @cached_property
    def sentence(self) -> Sentence:
        """Where the figure stands."""
        return self.found.scene.sentence

    @cached_property
    def whole(self) -> Found | None:
        """The nearest figure of the same harm, before this one, that is large enough to hold it."""
        return whole_before(self.found, self.before)

    @cached_property
    def own_words(self) -> set[str]:
        """The words of the counted phrase."""
        counted = self.found.counted
        return {t.text.lower() for t in self.sentence.tokens_within(counted.start, counted.end)}


@dataclass(frozen=True, slots=True)
class Told:
    """A found harm and what it covers."""

    found: Found
    scoped: Scoped


def scoped(scope: Scope, rule: str, shown: str, whole: Found | None = None) -> Scoped:
    """Return a scope with its reason: the rule, and the words that it was shown."""
    return Scoped(scope, whole, Trace(step="scope", rule=f"scope:{rule}", words=shown))


# What happened today stands before it, what it all comes to behind it: "..., bringing the toll since May to 96".
BRINGING = r",? (?:bringing|taking|raising|pushing|lifting|putting|which (?:brings|brought|takes|took)) "
BREAK = re.compile(rf"; | while | whereas |{BRINGING}")


def clause_of(case: Case) -> str:
    """Return the words that may bound a figure in time: its sentence, up to ";", "while" or "bringing"."""
    at = case.found.counted.start - case.sentence.start
    left = max((m.end() for m in BREAK.finditer(case.sentence.text[:at])), default=0)
    right = BREAK.search(case.sentence.text[at:])
    return case.sentence.text[left : at + right.start() if right else None].lower()


def whole_before(found: Found, before: Sequence[Found]) -> Found | None:
    """Return the last figure of the same harm, before `found`, that is large enough to hold it."""
    floor = found.count.low or found.count.high or 0
    for other in reversed(before):
        if other.counted.of or "part" in other.hit.links:
            continue
        ceiling = other.count.high or other.count.low or 0
        if (
            other.harm is found.harm
            and other is not found
            and ceiling > floor
            and other.relation is not Relation.PART
        ):
            return other
    return None


Judge = Callable[[Case], "Scoped | None"]
