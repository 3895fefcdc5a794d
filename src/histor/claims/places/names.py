"""Names of countries, demonyms and regions that no gazetteer of towns has, loaded from the lexicon."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from histor.claims.vocabulary import SHIPPED, Plain, Source, load, mapping
from histor.values.place import GazetteerPlace, PlaceKind

REGION_KEYS = frozenset(["country", "admin1", "aliases", "note"])


@dataclass(frozen=True)
class PlaceNames:
    """Regions by their names, what country a demonym or a country's name stands for, and capitals."""

    regions: Mapping[str, GazetteerPlace]  # lower-case name or alias
    countries: Mapping[str, str]  # name, other name or demonym, as capitalised -> country
    capitals: Mapping[str, str]  # country -> the name of its capital
    region_pattern: re.Pattern[str]
    country_pattern: re.Pattern[str]

    def region(self, written: str) -> GazetteerPlace:
        """Return the region that `written` (as `region_pattern` found it) names."""
        return self.regions[" ".join(written.lower().split())]

    def countries_in(self, text: str) -> Iterator[str]:
        """Yield the country of every name or demonym in `text`, as often as it stands there."""
        for match in self.country_pattern.finditer(text):
            yield self.countries[match.group()]


def load_place_names(folders: Sequence[Path] = ()) -> PlaceNames:
    """Return the shipped regions, demonyms and capitals with those of the user's folders (`places/*.yml`) on top.

    Raises LexiconError, with the line, for an entry that does not fit.
    """
    regions: dict[str, GazetteerPlace] = {}
    countries: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for folder in (SHIPPED, *folders):
        for source in _sources(folder / "places", "regions.yml"):
            _regions(source, regions)
        for source in _sources(folder / "places", "demonyms.yml"):
            _demonyms(source, countries)
        for source in _sources(folder / "places", "capitals.yml"):
            _capitals(source, capitals)
    return PlaceNames(regions, countries, capitals, _pattern(regions, re.IGNORECASE), _pattern(countries))


def _sources(folder: Path, name: str) -> Iterator[Source]:
    path = folder / name
    if path.exists():
        yield load(path)


def _pattern(names: Mapping[str, object], flags: int = 0) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    words = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", flags)


def _regions(source: Source, regions: dict[str, GazetteerPlace]) -> None:
    for key, (value, node) in mapping(source).items():
        if not isinstance(value, dict) or not set(value) <= REGION_KEYS:
            raise source.fail(f"region {key!r} takes country, admin1, aliases and note", node)
        for field in ("admin1", "aliases"):
            if not isinstance(value.get(field, []), list):
                raise source.fail(f"region {key!r} takes a list of names as {field}", node)
        country = value.get("country")
        row = _region(key, str(country) if country else None, tuple(_texts(value.get("admin1"))))
        for name in (key, *_texts(value.get("aliases"))):
            regions[name.lower()] = row


def _texts(value: Plain) -> list[str]:
    return [str(entry) for entry in value] if isinstance(value, list) else []


def _region(name: str, country: str | None, covers: tuple[str, ...]) -> GazetteerPlace:
    return GazetteerPlace(
        id=f"region:{name}", name=name, kind=PlaceKind.REGION, latitude=None, longitude=None,
        admin1=None, admin2=None, country=country, country_code=None, covers=covers,
    )  # fmt: skip


def _demonyms(source: Source, countries: dict[str, str]) -> None:
    for key, (value, node) in mapping(source).items():
        if not isinstance(value, list):
            raise source.fail(f"{key!r} takes the list of words that stand for this country", node)
        countries[key] = key
        for word in _texts(value):
            countries[word] = key


def _capitals(source: Source, capitals: dict[str, str]) -> None:
    for key, (value, node) in mapping(source).items():
        if not isinstance(value, str):
            raise source.fail(f"{key!r} takes the name of this country's capital", node)
        capitals[key] = value
