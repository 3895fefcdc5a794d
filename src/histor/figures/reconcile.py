"""One range from figures that differ, under a named rule."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from histor.errors import NoEvidenceError
from histor.figures.profile import Best, High, Profile, Select
from histor.figures.series import Voice, moment
from histor.figures.sides import Kind
from histor.records.figure import PointStatus

STANDING = frozenset({PointStatus.STANDS, PointStatus.DISPUTED})  # a status never decides who is right


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What a rule yields: bounds (None where there is none), and the figures that they come from."""

    low: int | None
    high: int | None
    best: int | None
    used: tuple[Voice, ...]
    lowest: Voice | None
    highest: Voice | None


def reconcile(voices: Sequence[Voice], statuses: Sequence[PointStatus], profile: Profile) -> Range:
    """Return the range of what stands, under `profile`. What is only denied is no figure and moves no bound.

    Raises NoEvidenceError if `voices` is empty: an unknown toll is not zero.
    """
    if not voices:
        raise NoEvidenceError("no figures to reconcile: no claim of this incident gives a number")
    standing = [v for v, status in zip(voices, statuses, strict=True) if status in STANDING and not v.denied]
    used = _SELECT[profile.select](standing)
    low, lowest = _low(used, profile)
    high, highest = (low, lowest) if profile.high is High.LOWEST else _high(used, profile)
    best = _best(used, low, profile)
    return Range(low=low, high=high, best=best, used=tuple(used), lowest=lowest, highest=highest)


def _low(voices: Sequence[Voice], profile: Profile) -> tuple[int | None, Voice | None]:
    """Return the lowest bound; none where "up to" lies below every figure that has one."""
    lows = [(bound, voice) for voice in voices if (bound := profile.bounds(voice)[0]) is not None]
    if not lows:
        return None, None
    low, voice = min(lows, key=lambda found: found[0])
    caps = [
        high
        for other in voices
        for bound, high in [profile.bounds(other)]
        if bound is None and high is not None
    ]
    return (low, voice) if min(caps, default=low) >= low else (None, None)


def _high(voices: Sequence[Voice], profile: Profile) -> tuple[int | None, Voice | None]:
    """Return the highest bound; none where "at least" lies beyond every figure that has one."""
    highs = [(bound, voice) for voice in voices if (bound := profile.bounds(voice)[1]) is not None]
    floors = [
        (low, voice)
        for voice in voices
        for low, bound in [profile.bounds(voice)]
        if low is not None and bound is None
    ]
    if profile.high is High.HIGHEST_NAMED:
        return max(highs + floors, key=lambda found: found[0], default=(None, None))
    if not highs:
        return None, None
    high, voice = max(highs, key=lambda found: found[0])
    return (high, voice) if max((floor for floor, _ in floors), default=high) <= high else (None, None)


def _best(voices: Sequence[Voice], low: int | None, profile: Profile) -> int | None:
    if profile.best is Best.NONE or not voices:
        return None
    if profile.best is Best.LOWEST:
        return low
    exact = [voice for voice in voices if voice.lead.exact is not None] or list(voices)
    return max(exact, key=lambda voice: (moment(voice), voice.value)).value


def _official(voices: Sequence[Voice]) -> list[Voice]:
    return [voice for voice in voices if voice.kind is Kind.OFFICIAL]


def _latest(voices: Sequence[Voice]) -> list[Voice]:
    last = max((moment(voice) for voice in voices), default=None)
    return [voice for voice in voices if moment(voice) == last]


_SELECT: dict[Select, Callable[[Sequence[Voice]], list[Voice]]] = {
    Select.STANDING: list,
    Select.OFFICIAL: _official,
    Select.LATEST: _latest,
}
