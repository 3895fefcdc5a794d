"""One figure among all of its report, put before the judges of scope."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from histor.claims.harm.found import Found, Relation, can_hold
from histor.claims.harm.words import HarmWords
from histor.claims.parsed import Sentence
from histor.records.claim import Scope, Trace
from histor.values.numerals import spelled_value


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
    preceding: Sentence | None = None
    drawn_out: str | None = None  # the words by which the report speaks of an affair of days or longer

    @cached_property
    def sentence(self) -> Sentence:
        """Where the figure stands."""
        return self.found.scene.sentence

    @cached_property
    def whole(self) -> Found | None:
        """The figure that the words name as the whole ("of the 84"), else the nearest before it that can hold it."""
        return self.named_whole or self.brought or whole_before(self.found, self.before)

    @property
    def named_whole(self) -> Found | None:
        """The figure told before whose number the words name: "of the 84, one was a woman"."""
        named = {_value(match["n"]) for match in OF_THE.finditer(clause_of(self))} - {None}
        alike = (f for f in reversed(self.before) if f.harm is self.found.harm and f is not self.found)
        told = [f for f in alike if f.count.exact in named]
        return next((f for f in told if f.scene is not self.found.scene), told[0] if told else None)

    @property
    def brought(self) -> Found | None:
        """The total that this figure brings up, behind it: "shot another nine, bringing the toll to 31"."""
        for other in self.after:
            here = other.scene is self.found.scene and other.harm is self.found.harm
            between = self.sentence.words(self.found.counted.end, other.counted.start) if here else ""
            if re.search(BRINGING, between.lower()) and can_hold(other, self.found):
                return other
        return None

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
OF_THE = re.compile(r"\b[Oo]f (?:the|those|these) (?P<n>\d[\d,]*\d|\d|[a-z]+(?:-[a-z]+)?)\b")
ADDS = re.compile(r"\b(?:another|further|additional)\b|^[\w,-]+ more\b(?! than)")
BREAK = re.compile(rf"; | while | whereas |{BRINGING}")


def clause_of(case: Case) -> str:
    """Return the words that may bound a figure in time: its sentence, up to ";", "while" or "bringing"."""
    at = case.found.counted.start - case.sentence.start
    left = max((m.end() for m in BREAK.finditer(case.sentence.text[:at])), default=0)
    right = BREAK.search(case.sentence.text[at:])
    return case.sentence.text[left : at + right.start() if right else None].lower()


def whole_before(found: Found, before: Sequence[Found]) -> Found | None:
    """Return the last figure of the same harm, before `found`, that is large enough to hold it."""
    for other in reversed(before):
        if other.counted.of or "part" in other.hit.links or other.hit.earlier or _adds(other):
            continue
        alike = other.harm is found.harm and other is not found and other.relation is not Relation.PART
        if alike and can_hold(other, found):
            return other
    return None


def _adds(found: Found) -> bool:
    """Whether a figure itself only adds to another: "another nine", "20 more bodies"."""
    counted = found.counted
    words = found.scene.sentence.words(counted.start, counted.end).lower()
    return not words.startswith(("more", "no more")) and ADDS.search(words) is not None


def _value(written: str) -> int | None:
    digits = written.replace(",", "")
    return int(digits) if digits.isdigit() else spelled_value(written.lower())


Judge = Callable[[Case], "Scoped | None"]
