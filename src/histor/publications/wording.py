"""How the dossier puts numbers, days, names and hidden characters into words."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from histor.records.claim import (
    Act,
    ClaimBase,
    EventClaim,
    Harm,
    HarmClaim,
    Scope,
    StatementClaim,
    VictimClass,
)
from histor.records.document import Published
from histor.records.figure import Figure, Point
from histor.records.review import Review
from histor.values.count import Count, Hedge, count_in_words, format_count
from histor.values.date import When
from histor.values.naming import in_a_sentence

VICTIMS = {
    VictimClass.CIVILIAN: "civilians",
    VictimClass.COMBATANT: "combatants",
    VictimClass.SECURITY_FORCE: "members of security forces",
    VictimClass.MIXED: "civilians and combatants",
    VictimClass.UNSPECIFIED: "people",
}
SCOPES = {
    Scope.INCIDENT: "totals for the event",
    Scope.PERIOD: "totals of a stated period",
    Scope.CUMULATIVE: "running totals since the beginning",
    Scope.SUBSET: "parts of another figure",
    Scope.ROUNDED: "rounded totals",
}
NOTES = {
    "unanchored": "date words open",
    "undated": "no date",
    "denied": "denied",
    "alleged": "alleged only",
}
REVIEWED = {
    Review.MACHINE: "machine-read, not reviewed",
    Review.ACCEPTED: "reviewed",
    Review.CORRECTED: "corrected by a person",
    Review.REJECTED: "rejected by a person",
    Review.PARTLY: "reviewed in part",
    Review.REVIEWED: "reviewed",
}
WIDER = "cumulative: "
LABELS = (
    "whole: ",
    "subset: ",
    "period: ",
    "cumulative: ",
)  # what tells a figure from its neighbours: no remark on it
ACTS = {
    Act.ANNOUNCE: "Announcements",
    Act.CONDEMN: "Condemnations",
    Act.DENY: "Denials",
    Act.ACCUSE: "Accusations",
    Act.CLAIM_RESPONSIBILITY: "Claims of responsibility",
    Act.PROMISE: "Promises",
    Act.CALL_FOR: "Calls for action",
    Act.WARN: "Warnings",
    Act.THANK: "Thanks",
    Act.REPORT: "Reports and accounts",
}
ONE_VICTIM = {
    VictimClass.CIVILIAN: "civilian",
    VictimClass.COMBATANT: "combatant",
    VictimClass.SECURITY_FORCE: "member of security forces",
    VictimClass.MIXED: "civilian or combatant",
    VictimClass.UNSPECIFIED: "person",
}
# Characters that reorder or hide text: shown by number, so that a page cannot be made to read otherwise.
HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def visible(text: str) -> str:
    """Return `text` with characters that reorder or hide it written out: ⟨U+202E⟩."""
    unified = text.replace("\r\n", "\n")
    return HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", unified)


def day_words(day: date | None) -> str:
    """Return "9 March 2025"; unknown: "undated"."""
    return f"{day.day} {day:%B %Y}" if day else "undated"


def days_words(start: date | None, end: date | None) -> str:
    """Return an interval in the fewest words: "6–12 March 2025"."""
    if start is None or end is None or start == end:
        return day_words(start or end)
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if (start.year, start.month) == (end.year, end.month):
        return f"{end:%B %Y}" if whole else f"{start.day}–{day_words(end)}"
    if start.year == end.year:
        if whole and (start.month, end.month) == (1, 12):
            return str(end.year)
        return f"{start.day} {start:%B} – {day_words(end)}"
    return f"{day_words(start)} – {day_words(end)}"


def when_words(when: When | None) -> str:
    """Return the days that something lies in, or the words that could not be resolved."""
    if when is None:
        return "undated"
    if when.start is None and when.end is None:
        return f"“{when.wording}”, not resolved" if when.wording else "undated"
    return days_words(when.start, when.end)


def published_words(published: Published | None) -> str:
    """Return the days on which a report may have appeared."""
    return days_words(published.start, published.end) if published else "undated"


def point_count(point: Point) -> str:
    """Return a point's count with its hedge in signs: "≥ 40"; "nearly" has none that says what it means."""
    count = point_as_count(point)
    return count_in_words(count) if point.hedge is Hedge.NEARLY else format_count(count)


def point_as_count(point: Point) -> Count:
    """Return the number that a point stands for."""
    return Count(exact=point.exact, low=point.low, high=point.high, hedge=point.hedge, wording=point.wording)


def range_words(low: int | None, high: int | None) -> str:
    """Return what a rule yields: "between 111 and 1,426"."""
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"between {low:,} and {high:,}"
    if low is not None:
        return f"at least {low:,}"
    return f"at most {high:,}" if high is not None else "an unstated number of"


def figure_words(figure: Figure) -> str:
    """Return what a figure counts: "civilians killed"; attacks by the reports' own name for them."""
    if figure.harm is Harm.OTHER:
        named = [flag.split(": ", 1)[1] for flag in figure.flags if flag.startswith(LABELS)]
        return named[0] if named else f"{VICTIMS[figure.victim_class]} otherwise harmed"
    people = ONE_VICTIM if figure.low == figure.high == 1 else VICTIMS
    return f"{people[figure.victim_class]} {figure.harm}"


def stands_aside(figure: Figure) -> bool:
    """Whether a figure counts less or more than its incident: it is told beside the incident's own."""
    return figure.scope is Scope.SUBSET or _wider(figure) is not None


def _wider(figure: Figure) -> str | None:
    return next((flag.removeprefix(WIDER) for flag in figure.flags if flag.startswith(WIDER)), None)


def wider_words(figure: Figure) -> str:
    """Return from when a total counts that is of more than its incident: "since 2015-01-01"; of others nothing."""
    since = _wider(figure)
    return "" if since is None else "over a longer time" if since == "open" else since


def scope_words(figure: Figure) -> str:
    """Return what kind of counts a figure holds."""
    return SCOPES[figure.scope]


def notes(flags: Iterable[str]) -> list[str]:
    """Return what the flags of a figure or point remark on, in words."""
    return [NOTES.get(flag, flag) for flag in flags if not flag.startswith(LABELS)]


def adds_up_badly(flag: str) -> bool:
    """Whether a flag says that parts and whole disagree."""
    return flag.startswith("parts ")


def claimant(claim: ClaimBase) -> str:
    """Return who says it: the source, else the outlet in its own words; the carrier beside it."""
    if claim.source is None:
        return f"{claim.outlet or 'the report'}, in its own words"
    return f"{claim.source.canonical} via {claim.via.canonical}" if claim.via else claim.source.canonical


def told_by(claim: ClaimBase) -> str:
    """Return who says it, as a sentence goes on: "reported by the committee"."""
    if claim.source is None:
        return f"in the own words of {claim.outlet or 'the report'}"
    via = f" via {claim.via.canonical}" if claim.via else ""
    return f"reported by {in_a_sentence(claim.source.canonical)}{via}"


def opening(name: str) -> str:
    """Return a name as a sentence opens with it: "The health ministry"."""
    words = in_a_sentence(name)
    return words[:1].upper() + words[1:]


def number_of(number: int, noun: str) -> str:
    """Return "1 report", "1,200 reports"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def carrier(claim: ClaimBase) -> str:
    """Return through whom the words came: "SANA, in Harbour Daily"."""
    paper = claim.outlet or "a report without an outlet"
    return f"{claim.via.canonical}, in {paper}" if claim.via and claim.via.canonical != paper else paper


def act_words(act: Act) -> str:
    """Return the heading over everybody who does `act`."""
    return ACTS[act]


def speaker(statement: StatementClaim) -> str:
    """Return who makes a statement, or on behalf of whom."""
    who = statement.speaker or statement.organization
    return who.canonical if who else claimant(statement)


def event_words(claim: EventClaim) -> str:
    """Return an event in short: "Armed clash (Assad loyalists; a patrol)"."""
    kind = claim.event_type if claim.sub_event_type == "Other" else claim.sub_event_type
    those = "; ".join(name.canonical for name in (*claim.actors, *claim.targets))
    return f"{kind} ({those})" if those else kind


def harm_words(claim: HarmClaim) -> str:
    """Return a harm claim in short: "973 civilians killed", with the report's noun where it differs."""
    number = count_in_words(claim.count) if claim.count.known else ""
    if claim.harm is Harm.OTHER:
        return f"{number} {claim.victims or 'harmed otherwise'}".strip()
    return f"{number} {'of ' if number.isalpha() else ''}{part_words(claim)}".strip()


def part_words(claim: HarmClaim) -> str:
    """Return whom a claim counts: "civilians killed", with the report's noun where it differs."""
    people = (ONE_VICTIM if claim.count.exact == 1 else VICTIMS)[claim.victim_class]
    noun = f" (“{claim.victims}”)" if claim.victims and claim.victims not in people else ""
    return f"{people} {claim.harm}{noun}"
