"""The phrases that bound a number, before it and behind it: those that every report may use, and a user's own."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from histor.values.count_words import AFTER, BEFORE, INCREMENT_BEFORE, alternation


@dataclass(frozen=True)
class Hedges:
    """Phrases by the bound that they set: "at_least", "more_than", "about", "nearly", "up_to", "below"."""

    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]

    def bound(self, phrase: str) -> str | None:
        """Return the bound that a phrase before a number sets; None where it only says that the number is more."""
        return self._bounds.get(_plain(phrase))

    @cached_property
    def _bounds(self) -> dict[str, str]:
        return {_plain(phrase): bound for bound, phrases in self.before.items() for phrase in phrases}

    @cached_property
    def ahead(self) -> re.Pattern[str]:
        """What finds a phrase at the end of the words before a number."""
        phrases = alternation((*self._bounds, *INCREMENT_BEFORE))
        return re.compile(
            rf"(?<![\w>])(?<![^\W\d]-)(?P<phrase>{phrases})(?:\s+(?:of|to)(?=\s))?[^\S\n]*\n?[^\S\n]*$",
            re.IGNORECASE,
        )

    @cached_property
    def behind(self) -> re.Pattern[str]:
        """What finds a phrase at the start of the words behind a number; its bound is the name of its group."""
        return re.compile(
            r",?\s+(?:"
            + "|".join(f"(?P<{bound}>{alternation(phrases)})" for bound, phrases in self.after.items())
            # In "in 2024, at least 12 died" the words belong to the next number.
            + r")\b(?!\s+(?:an?\s+)?(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen)\b|"
            + r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty))",
            re.IGNORECASE,
        )

    def and_also(self, before: Mapping[str, Iterable[str]], after: Mapping[str, Iterable[str]]) -> "Hedges":
        """Return these phrases and more of them; one that stands here already keeps no bound but the new."""
        return Hedges(_joined(self.before, before), _joined(self.after, after))


def _joined(
    these: Mapping[str, tuple[str, ...]], more: Mapping[str, Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    added = {bound: tuple(_plain(phrase) for phrase in phrases) for bound, phrases in more.items()}
    moved = {phrase for phrases in added.values() for phrase in phrases}
    kept = {bound: tuple(p for p in phrases if _plain(p) not in moved) for bound, phrases in these.items()}
    return {bound: (*kept[bound], *added.get(bound, ())) for bound in these}


def _plain(phrase: str) -> str:
    return re.sub(r"\s+", " ", phrase.strip().lower())


PLAIN = Hedges(BEFORE, AFTER)
