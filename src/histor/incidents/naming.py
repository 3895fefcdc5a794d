"""What an incident is called: what was done, where, when."""

from collections import Counter
from datetime import date

from histor.incidents.gathering import Gathering, gathered_when
from histor.records.claim import EventClaim, Harm, HarmClaim
from histor.values.date import DatePrecision, When
from histor.values.place import Place

# The gravest harm names the incident (the order in which casualty recorders list them).
NOUNS = {
    Harm.KILLED: "Killings",
    Harm.INJURED: "Injuries",
    Harm.ABDUCTED: "Abductions",
    Harm.MISSING: "Disappearances",
    Harm.DETAINED: "Detentions",
    Harm.DISPLACED: "Displacement",
    Harm.OTHER: "Attacks",
}


def name_of(gathering: Gathering) -> str:
    """Return a title such as "Killings in Ardel, 6 to 12 March 2031"."""
    return f"{_deed(gathering)} {_where(gathering.place)}, {_when(gathered_when(gathering))}"


def _deed(gathering: Gathering) -> str:
    harms = {
        claim.harm for claim in gathering.claims if isinstance(claim, HarmClaim) and claim.count.high != 0
    }
    named = next((noun for harm, noun in NOUNS.items() if harm in harms), None)
    if named:
        return named
    types = Counter(claim.sub_event_type for claim in gathering.claims if isinstance(claim, EventClaim))
    return min(types, key=lambda kind: (-types[kind], kind), default="Attack")


def _where(place: Place | None) -> str:
    if place is None:
        return "at a place that is open"
    # Unlike "at", "in" reads well before towns, provinces, countries and lists of them alike.
    return (
        f"in {place.written[:1].upper()}{place.written[1:]}"
        if place.written.islower()
        else f"in {place.written}"
    )


def _when(when: When | None) -> str:
    if when is None or when.start is None:
        return "date open"
    if when.precision is DatePrecision.YEAR:
        return str(when.start.year)
    if when.precision is DatePrecision.MONTH:
        return f"{when.start:%B %Y}"
    if when.end is None:
        return f"from {_day(when.start)}"
    return (
        _day(when.start) if when.start == when.end else f"{_first(when.start, when.end)} to {_day(when.end)}"
    )


def _first(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return str(start.day)
    return f"{start.day} {start:%B}" if start.year == end.year else _day(start)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
