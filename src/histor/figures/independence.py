"""How many independent origins figures have: copies of one text, and carriers of one claimant, are one."""

from collections.abc import Iterable

from histor.figures.series import Voice


def independent_sources(voices: Iterable[Voice]) -> int:
    """Return how many claimants (or, for what reports say themselves, how many original texts) there are."""
    return len({voice.origin for voice in voices if not voice.denied})
