"""How a range came about, in sentences that a reader can check."""

from collections.abc import Sequence
from datetime import date

from histor.figures.profile import Profile, Select
from histor.figures.reconcile import Range
from histor.figures.series import Voice
from histor.records.figure import Point, PointStatus, Rule

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SHOWN = 3  # of those who died of their wounds, by both tellings
POSSESSIVE = {True: "\u2019", False: "\u2019s"}
LEFT_OUT = {
    PointStatus.SUPERSEDED: "replaced by a later figure of its own side",
    PointStatus.REVISED_DOWN: "cut by a later, lower figure of its own side",
}


def explain(
    found: Range, voices: Sequence[Voice], series: Sequence[Point], independent: int, profile: Profile
) -> str:
    """Return the explanation of a figure: the bounds with their sources, what was left out, what is open."""
    documents = len({document for point in series for document in point.documents})
    counted = f"({_plural(independent, 'independent source')}, {_plural(documents, 'report')})"
    said = [f"{_range(found)}: {_bounds(found, profile)} {counted}."]
    replaced = [point for point, voice in zip(series, voices, strict=True) if not voice.gone]
    said += [
        _left_out(status, replaced)
        for status in LEFT_OUT
        if any(point.status is status for point in replaced)
    ]
    said += _died(voices)
    said += _parts(found)
    said += _open_ends(series)
    if profile.rule is not Rule.RANGE:
        said.append(f"Rule {profile.rule}: {profile.codebook}.")
    return " ".join(said)


def _range(found: Range) -> str:
    if found.low is None and found.high is None:
        return "No number stands"
    if found.low == found.high:
        return f"{found.low:,}"
    if found.high is None:
        return f"At least {found.low:,}"
    return f"Up to {found.high:,}" if found.low is None else f"Between {found.low:,} and {found.high:,}"


def _bounds(found: Range, profile: Profile) -> str:
    if found.tally:
        return f"nobody gives a toll, and a report tells {found.tally.words} apart"
    if not found.used:
        official = profile.select is Select.OFFICIAL
        return "no authority gives one" if official else "it is only denied, replaced or of those who died"
    if found.low == found.high and found.low is not None:
        return "as given by " + _listed([_whose(voice) for voice in _same(found)])
    ends = [f"the lowest is {_whose(found.lowest)}"] if found.lowest else []
    ends += [f"the highest {'is ' if not ends else ''}{_whose(found.highest)}"] if found.highest else []
    return ", ".join(ends) if ends else "as given by " + _listed([_whose(voice) for voice in found.used])


def _same(found: Range) -> list[Voice]:
    return [voice for voice in found.used if found.low in {voice.lead.low, voice.lead.high}] or list(
        found.used
    )


def _whose(voice: Voice | None) -> str:
    if voice is None:
        return "nobody"
    if voice.source is None:
        return f"a report's own count {_worded(voice)}"
    who = voice.source.canonical
    return f"{who}{POSSESSIVE[who.endswith('s')]} count {_worded(voice)}"


def _worded(voice: Voice) -> str:
    if voice.as_of is not None:
        return f"as of {_day(voice.as_of)}"
    if voice.published is not None:
        return f"reported on {_day(voice.published.start)}, without a day of its own"
    return "undated"


def _left_out(status: PointStatus, series: Sequence[Point]) -> str:
    by_name: dict[str, list[str]] = {}
    for point in series:
        if point.status is status:
            by_name.setdefault(_name(point), []).append(_number(point))
    left = [f"{_listed(numbers)} by {name}" for name, numbers in by_name.items()]
    return f"Left out, {LEFT_OUT[status]}: {_listed(left)}."


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


def _open_ends(series: Sequence[Point]) -> list[str]:
    flags = {flag for point in series for flag in point.flags}
    said = []
    if "unanchored" in flags:
        said.append(
            "The date of this figure is open: a report that gives it has no dateline to count days from."
        )
    if "undated" in flags:
        said.append("A report that gives it has no date: which figure is the later one is open.")
    if "denied" in flags:
        deniers = sorted({_name(point) for point in series if "denied" in point.flags})
        said.append(f"Rejected by {_listed(deniers)}, which changes no count.")
    said += [f"{flag[0].upper()}{flag[1:]}." for flag in sorted(flags) if flag.startswith("parts ")]
    return said


def _name(point: Point) -> str:
    return point.source.canonical if point.source else "the report itself"


def _number(point: Point) -> str:
    number = next((number for number in (point.exact, point.low, point.high) if number is not None), None)
    return point.wording if point.exact is None or number is None else f"{number:,}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _plural(number: int, noun: str) -> str:
    word = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return f"{word} {noun}{'' if number == 1 else 's'}"


def _listed(items: Sequence[str]) -> str:
    once = list(dict.fromkeys(items))
    return once[0] if len(once) == 1 else f"{', '.join(once[:-1])} and {once[-1]}"
