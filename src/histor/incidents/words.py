"""Words that are written large and name nobody: days and months, kinds of streets and sites, offices and bodies."""

from importlib.resources import files

import yaml


def _listed(name: str) -> frozenset[str]:
    return frozenset(_ROWS[name].split())


_ROWS: dict[str, str] = yaml.safe_load(
    files("histor.incidents").joinpath("words.yml").read_text(encoding="utf-8")
)
CALENDAR = _listed("calendar")  # names of no one and nowhere: they are compared as dates
NO_NAMES = _listed("no_names")
SITES = _listed("sites")
AREAS = _listed("areas")  # behind a name they make it an area's: "Orsa Venn District"
