"""The words that tell where a name is a place, loaded from the lexicon."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from histor.claims.vocabulary import Plain, mapping, sources, word_list

LISTS = (
    "locative",
    "movement",
    "near",
    "sites",
    "heads",
    "destinations",
    "not_places",
    "spreading",
    "struck",
    "strikes",
    "fired",
    "weapons",
    "undergo",
    "counters",
    "parts",
    "titles",
    "listeners",
    "witnesses",
    "heads_of_area",
)
AREAS = ("admin1", "admin2", "settlement")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Lower-case words, but for `not_places`, which are as capitalised in the lexicon."""

    locative: frozenset[str]
    movement: frozenset[str]
    near: frozenset[str]
    sites: frozenset[str]
    heads: frozenset[str]
    destinations: frozenset[str]
    not_places: frozenset[str]
    spreading: frozenset[str]
    struck: frozenset[str]
    strikes: frozenset[str]
    fired: frozenset[str]
    weapons: frozenset[str]
    undergo: frozenset[str]
    counters: frozenset[str]
    parts: frozenset[str]
    titles: frozenset[str]
    listeners: frozenset[str]
    witnesses: frozenset[str]
    heads_of_area: frozenset[str]
    prepositions: frozenset[str]  # locative and movement together
    areas: dict[str, str]  # word -> admin1, admin2, settlement


def load_place_words(folders: Sequence[Path] = ()) -> PlaceWords:
    """Return the place words of the shipped lexicon and the user's folders.

    Raises LexiconError, with the line, for a key or an entry that does not fit.
    """
    lists: dict[str, set[str]] = {key: set() for key in LISTS}
    areas: dict[str, str] = {}
    for source in sources("place_words.yml", folders):
        for key, (value, node) in mapping(source).items():
            if key == "areas" and isinstance(value, dict) and set(value) <= set(AREAS):
                areas |= _areas(value)
            elif key == "areas":
                raise source.fail(f"'areas' takes lists of words under {', '.join(AREAS)}", node)
            elif key in lists:
                lists[key] |= set(word_list(source, key, value, node))
            else:
                raise source.fail(
                    f"{key!r} is not known here: use one of {', '.join((*LISTS, 'areas'))}", node
                )
    return PlaceWords(
        **{key: frozenset(words) for key, words in lists.items()},
        prepositions=frozenset(lists["locative"] | lists["movement"]),
        areas=areas,
    )


def _areas(value: dict[str, Plain]) -> dict[str, str]:
    return {str(word): size for size in AREAS for word in _listed(value.get(size))}


def _listed(value: Plain) -> list[Plain]:
    return value if isinstance(value, list) else []
