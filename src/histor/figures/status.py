"""What has become of each figure since its source gave it; never who is right."""

from collections.abc import Sequence
from datetime import date, timedelta

from histor.figures.series import Voice, moment
from histor.figures.sides import Kind
from histor.records.figure import PointStatus
from histor.values.count import Hedge
from histor.values.name import Name

COUNTING = frozenset({Kind.OFFICIAL, Kind.MONITOR})
ON_TOP_OF_SCENE = COUNTING | {Kind.ARMED}  # what replaces a first account from the spot
EARLY = timedelta(days=3)  # of the first account: tolls of these days grow as the dead are found
SETTLED = timedelta(
    days=90
)  # after the authorities' rounded count: by then reports give the number that it came to
ROUNDING = 0.05  # "about 253" and "about 250" are one figure
CHALLENGING = frozenset({Kind.ADVOCATE, Kind.ESTIMATE})


def statuses(voices: Sequence[Voice], blamed: Sequence[Name]) -> list[PointStatus]:
    """Return the status of each voice; `voices` is in order of time."""
    asserted = [voice for voice in voices if not voice.denied]
    said = sorted(asserted, key=lambda voice: (_given(voice, asserted), voice.value, voice.origin))
    return [_status(voice, said, voices, blamed) for voice in voices]


def _status(
    voice: Voice, said: Sequence[Voice], voices: Sequence[Voice], blamed: Sequence[Name]
) -> PointStatus:
    if voice.denied:
        return PointStatus.DISPUTED
    replaced = _replaced(voice, said, blamed)
    if replaced:
        return replaced
    return PointStatus.DISPUTED if _disputed(voice, said, voices, blamed) else PointStatus.STANDS


def _replaced(voice: Voice, said: Sequence[Voice], blamed: Sequence[Name]) -> PointStatus | None:
    """Judge by what the same source said next, else what the authorities ended with, else who counted."""
    later = said[said.index(voice) + 1 :]
    own = [other for other in later if other.origin == voice.origin and not _goes_with(other, voice)]
    if own:
        # An old figure recalled revises nothing, nor does another rounding of it.
        other_than = [other.value for other in own if not _rounded_alike(other.value, voice)]
        lowered = bool(other_than) and other_than[0] < voice.value
        return PointStatus.REVISED_DOWN if lowered else PointStatus.SUPERSEDED
    chain = [other.value for other in later if _in_chain(other, blamed) and not _is_one_of(other, voice)]
    # The authorities' last word; the same number by another of them replaces nothing, it agrees.
    if chain and not _rounded_alike(chain[-1], voice) and _in_chain(voice, blamed):
        return PointStatus.SUPERSEDED if chain[-1] > voice.value else PointStatus.REVISED_DOWN
    after = [other for other in later if moment(other) > moment(voice)]
    if _in_chain(voice, blamed) and any(_settles(other, voice) for other in after):
        return PointStatus.SUPERSEDED
    early = moment(voice) - moment(said[0]) <= EARLY
    if (
        early
        and _open_ended(voice)
        and any(other.kind in COUNTING and _outgrows(other, voice) for other in after)
    ):
        return PointStatus.SUPERSEDED
    counted = any(other.kind in ON_TOP_OF_SCENE for other in after)
    return PointStatus.SUPERSEDED if voice.kind is Kind.SCENE and counted else None


def _goes_with(later: Voice, voice: Voice) -> bool:
    """Whether what a source says later leaves its figure as it is: its number recalled, or "at least" fewer.

    "At least three of them were singers" cuts no toll of 75.
    """
    if later.as_of is None and later.value == voice.value:
        return True
    if _is_one_of(later, voice):
        return True
    return later.value < voice.value and later.lead.low is not None and later.lead.high is None


def _is_one_of(later: Voice, voice: Voice) -> bool:
    """Whether what is said later may be one of those counted: a victim's name cuts no toll."""
    return later.is_part and later.value < voice.value


def _rounded_alike(value: int, voice: Voice) -> bool:
    apart = abs(value - voice.value)
    return apart == 0 or (voice.lead.hedge is Hedge.ABOUT and apart <= ROUNDING * voice.value)


def _open_ended(voice: Voice) -> bool:
    """Whether a figure says only that there were no fewer: "more than 70" is no rival of a later 195.

    A monitor's "at least 111" says how many it has verified, and stands until it has verified more.
    """
    return voice.lead.low is not None and voice.lead.high is None and voice.kind is not Kind.MONITOR


def _settles(later: Voice, rounded: Voice) -> bool:
    """Whether reports long after give, as known, the exact higher number of what the authorities had rounded."""
    known = later.source is None and later.lead.exact is not None and not later.is_part
    late = moment(later) - moment(rounded) >= SETTLED
    return known and late and rounded.lead.hedge is Hedge.ABOUT and later.value > rounded.value


def _outgrows(later: Voice, early: Voice) -> bool:
    """Whether a later count is within what an early "at least" left room for: higher, or of its day its very number."""
    low, floor = later.lead.low, early.lead.low
    if low is None or floor is None:
        return False
    return low > floor or (low == floor and later.lead.exact is not None and later.as_of is not None)


def _given(voice: Voice, said: Sequence[Voice]) -> date:
    """Return the day on which a figure was given; one without a day is as old as its number."""
    if voice.as_of is not None:
        return voice.as_of
    same = (
        other for other in said if other.as_of and other.value == voice.value and other.kind is voice.kind
    )
    return min((moment(other) for other in same), default=moment(voice))


def _in_chain(voice: Voice, blamed: Sequence[Name]) -> bool:
    """Whether a voice is one of the authorities that hand one count on to the next; a blamed one is not."""
    return voice.kind is Kind.OFFICIAL and not voice.is_of(blamed)


def _disputed(voice: Voice, said: Sequence[Voice], voices: Sequence[Voice], blamed: Sequence[Name]) -> bool:
    others = [other for other in said if other.origin != voice.origin]
    if voice.is_of(blamed) or (voice.value == 0 and any(other.value for other in others)):
        return True
    if any(other.denied and other.value == voice.value and other.origin != voice.origin for other in voices):
        return True
    counted = [other for other in others if other.kind in COUNTING]
    if voice.kind in CHALLENGING:
        higher = bool(counted) and all(_outdoes(voice, other) for other in counted)
        return higher or any(_exclude(voice, other) for other in counted)
    return any(other.kind is Kind.ESTIMATE and _exclude(voice, other) for other in others)


def _outdoes(voice: Voice, counted: Voice) -> bool:
    """Whether a figure is higher than a count, by more than rounding: "up to 600" beside "at least 133"."""
    return voice.value > counted.value and not _rounded_alike(counted.value, voice)


def _exclude(one: Voice, other: Voice) -> bool:
    """Whether two figures cannot both be right as worded."""
    return _above(one, other) or _above(other, one)


def _above(one: Voice, other: Voice) -> bool:
    return one.lead.low is not None and other.lead.high is not None and one.lead.low > other.lead.high
