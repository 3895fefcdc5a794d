"""How a range came about, in sentences that a reader can check."""

from collections.abc import Sequence
from datetime import date

from histor.figures.profile import Profile, Select
from histor.figures.reconcile import Range
from histor.figures.series import Voice, moment
from histor.records.figure import Point, PointStatus, Rule
from histor.values.count import count_in_words
from histor.values.naming import in_a_sentence

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SHOWN = 3  # of those who died of their wounds, by both tellings
OWN_WORDS = "a report in its own words"


def explain(
    found: Range, voices: Sequence[Voice], series: Sequence[Point], independent: int, profile: Profile
) -> str:
    """Return the explanation of a figure: the bounds with their sources, what was left out, what is open."""
    documents = len({document for point in series for document in point.documents})
    told = [(voice, point) for voice, point in zip(voices, series, strict=True) if not voice.gone]
    said = [f"{_range(found)}{_bounds(found, profile)}."]
    if found.used:
        said.append(
            f"{_plural(independent, 'independent source').capitalize()} in {_plural(documents, 'report')}."
        )
    said += _disputed([v for v, point in told if point.status is PointStatus.DISPUTED and v in found.used])
    said += _revised(told)
    said += _superseded([v for v, p in told if p.status is PointStatus.SUPERSEDED])
    said += _died(voices)
    said += _parts(found)
    said += _open_ends(voices, series)
    if profile.rule is not Rule.RANGE:
        said.append(f"Rule {profile.rule}: {profile.codebook}.")
    return " ".join(said)


def _range(found: Range) -> str:
    if found.low is None and found.high is None:
        return "No number stands"
    if found.low == found.high:
        return f"{found.low:,}"
    if found.high is None:
        return f"At least {found.low:,}" if found.low else "0 or more"
    return f"Up to {found.high:,}" if found.low is None else f"Between {found.low:,} and {found.high:,}"


def _bounds(found: Range, profile: Profile) -> str:
    """Return who gives the bounds, as the sentence that begins with the range goes on."""
    if found.tally:
        return f": nobody gives a toll, and a report tells {found.tally.words} apart"
    if not found.used:
        official = profile.select is Select.OFFICIAL
        return f": {'no authority gives one' if official else 'what is told is denied, replaced or of those who died'}"
    if found.low == found.high and found.low is not None:
        return f", as given by {_listed([_who(voice) for voice in _same(found)])}"
    ends = [("lowest", found.lowest), ("highest", found.highest)]
    told = [f"the {end} figure is {_figure(voice)}" for end, voice in ends if voice]
    if not told:
        return f", as given by {_listed([_who(voice) for voice in found.used])}"
    if found.high is None:
        told.append("the figures leave the upper end open")
    return f": {'; '.join(told)}"


def _same(found: Range) -> list[Voice]:
    return [voice for voice in found.used if found.low in {voice.lead.low, voice.lead.high}] or list(
        found.used
    )


def _figure(voice: Voice) -> str:
    """Return a figure with who gives it: "at least 133, by Human Rights Watch (29 October 2024)"."""
    return f"{_number(voice)}, by {_who(voice)}"


def _number(voice: Voice) -> str:
    words = count_in_words(voice.lead)
    return words[:1].lower() + words[1:]


def _who(voice: Voice) -> str:
    return f"{_name(voice)} ({_worded(voice)})"


def _name(voice: Voice) -> str:
    return in_a_sentence(voice.source.canonical) if voice.source else OWN_WORDS


def _worded(voice: Voice) -> str:
    if voice.as_of is not None:
        return _day(voice.as_of)
    if voice.published is not None:
        return f"no day given, reported on {_day(voice.published.start)}"
    return "undated"


def _disputed(voices: Sequence[Voice]) -> list[str]:
    return [f"Disputed between the sources: {_by_name(voices)}."] if voices else []


def _revised(told: Sequence[tuple[Voice, Point]]) -> list[str]:
    """Return which figures were cut, and to what."""
    kept = [(voice, point) for voice, point in told if point.status is not PointStatus.REVISED_DOWN]
    cuts: dict[str, list[Voice]] = {}
    for voice, point in told:
        if point.status is PointStatus.REVISED_DOWN:
            lower = _cut_to(voice, kept)
            cuts.setdefault(f"to {_figure(lower)}" if lower else "and withdrawn", []).append(voice)
    return [f"Revised down {to}: {_by_name(held)}." for to, held in cuts.items()]


def _cut_to(voice: Voice, kept: Sequence[tuple[Voice, Point]]) -> Voice | None:
    """Return the figure that took the place of a higher one: the next of its claimant, else of its kind."""
    lower = [
        (other, point.status is PointStatus.SUPERSEDED)
        for other, point in kept
        if moment(other) > moment(voice)
        and 0 < other.value < voice.value
        and not (other.denied or other.is_part)
    ]
    own = [(other, replaced) for other, replaced in lower if other.origin == voice.origin]
    same = [(other, replaced) for other, replaced in lower if other.kind is voice.kind]
    first = min(own or same or lower, key=lambda found: (found[1], moment(found[0])), default=None)
    return first[0] if first else None


def _superseded(voices: Sequence[Voice]) -> list[str]:
    return [f"Left out because a later count took their place: {_by_name(voices)}."] if voices else []


def _by_name(voices: Sequence[Voice]) -> str:
    """Return figures under who gives them: "290 and 359 (the police), about 253 (the health ministry)"."""
    numbers: dict[str, list[str]] = {}
    for voice in voices:
        numbers.setdefault(_name(voice), []).append(_number(voice))
    told = [f"{_listed(list(dict.fromkeys(held)))} ({name})" for name, held in numbers.items()]
    return ", ".join(told)


def _died(voices: Sequence[Voice]) -> list[str]:
    """Return who is counted with the dead, and no longer with the wounded."""
    told = list(dict.fromkeys(fate.words for voice in voices for fate in voice.died))
    more = f"; and {len(told) - SHOWN:,} more" if len(told) > SHOWN else ""
    return [f"Counted with the dead: {'; '.join(told[:SHOWN])}{more}."] if told else []


def _parts(found: Range) -> list[str]:
    """Return who is told one by one beside figures that count everybody."""
    told = list(
        dict.fromkeys(claim.victims or voice.lead.wording for voice in found.parts for claim in voice.claims)
    )
    more = f" and {len(told) - SHOWN:,} more" if len(told) > SHOWN else ""
    return [f"Told among them, and no toll of their own: {', '.join(told[:SHOWN])}{more}."] if told else []


def _open_ends(voices: Sequence[Voice], series: Sequence[Point]) -> list[str]:
    flags = {flag for point in series for flag in point.flags}
    said = []
    if "unanchored" in flags:
        said.append(
            "The date of this figure is open: a report that gives it has no dateline to count days from."
        )
    if "undated" in flags:
        said.append("A report that gives it has no date: which figure is the later one is open.")
    denied = [voice for voice in voices if voice.denied]
    if denied:
        said.append(f"Rejected, which changes no count: {_rejected(denied)}.")
    said += [f"{flag[0].upper()}{flag[1:]}." for flag in sorted(flags) if flag.startswith("parts ")]
    return said


def _rejected(voices: Sequence[Voice]) -> str:
    """Return who rejects which numbers: "290 and 359 by the health ministry"."""
    numbers: dict[str, list[str]] = {}
    for voice in voices:
        numbers.setdefault(_name(voice), []).append(_number(voice))
    return "; ".join(f"{_listed(held)} by {name}" for name, held in numbers.items())


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _plural(number: int, noun: str) -> str:
    word = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return f"{word} {noun}{'' if number == 1 else 's'}"


def _listed(items: Sequence[str]) -> str:
    once = list(dict.fromkeys(items))
    return once[0] if len(once) == 1 else f"{', '.join(once[:-1])} and {once[-1]}"
