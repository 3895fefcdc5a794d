"""One range from figures that differ, under a named rule."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from histor.errors import NoEvidenceError
from histor.figures.profile import Best, High, Profile, Select
from histor.figures.series import Voice, moment
from histor.figures.sides import Kind
from histor.figures.tally import Tally
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
    parts: tuple[
        Voice, ...
    ] = ()  # persons told one by one, or as a kind: among those counted, no rival figure
    tally: Tally | None = None  # what the persons told one by one come to, where that makes the range


def reconcile(
    voices: Sequence[Voice], statuses: Sequence[PointStatus], profile: Profile, told: Tally | None = None
) -> Range:
    """Return the range of what stands, under `profile`. What is only denied is no figure and moves no bound.

    `told` is what victims told one by one come to: it makes the range where no figure is as high.

    Raises NoEvidenceError if `voices` is empty: an unknown toll is not zero.
    """
    if not voices:
        raise NoEvidenceError("no figures to reconcile: no claim of this incident gives a number")
    standing = [v for v, status in zip(voices, statuses, strict=True) if status in STANDING and not v.denied]
    used, parts = _wholes(_SELECT[profile.select](standing))
    if told and profile.select is Select.STANDING and all(voice.value < told.number for voice in used):
        return _of_tally(told, (*used, *parts), profile)
    low, lowest = _low(used, profile)
    high, highest = (low, lowest) if profile.high is High.LOWEST else _high(used, profile)
    best = _best(used, low, profile)
    return Range(
        low=low, high=high, best=best, used=tuple(used), lowest=lowest, highest=highest, parts=tuple(parts)
    )


def _wholes(voices: Sequence[Voice]) -> tuple[list[Voice], list[Voice]]:
    """Part figures that count everybody from those that count one or some of them.

    "Two men" beside "three people", or one name beside "two men", is no lower toll; where nobody counts more than
    the bodies of a spot, that is so of "two men" beside "four people found dead".
    """
    most = max((voice.value for voice in voices if not voice.is_part), default=0)
    most_people = max((voice.value for voice in voices if not voice.tells_persons), default=0)
    parts = [
        voice
        for voice in voices
        if voice.is_part
        and (
            voice.value < counted
            if (counted := most or (most_people if voice.tells_persons else 0))
            else _is_told_among(voice, voices)
        )
    ]
    return [voice for voice in voices if voice not in parts], parts


def _is_told_among(voice: Voice, voices: Sequence[Voice]) -> bool:
    """Whether more are told elsewhere than one person, or more in each of its reports."""
    more = [other for other in voices if other.value > voice.value]
    if voice.value == 1 and more:
        return True
    return all(any(document in other.documents for other in more) for document in voice.documents)


def _of_tally(told: Tally, voices: tuple[Voice, ...], profile: Profile) -> Range:
    best = None if profile.best is Best.NONE else told.number
    held = [voice for voice in voices if any(claim in voice.claims for claim in told.claims)]
    others = tuple(voice for voice in voices if voice not in held)
    return Range(
        low=told.number,
        high=told.number,
        best=best,
        used=tuple(held),
        lowest=None,
        highest=None,
        parts=others,
        tally=told,
    )


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
