"""The words by which people are given as saying things, loaded from the lexicon."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from histor.claims.parsed import Token
from histor.claims.vocabulary import Plain, Source, mapping, sources, word_list, word_lists
from histor.records.claim import Act

SPEECH_LISTS = (
    "weak",
    "objects_needed",
    "objects",
    "texts_needed",
    "released_texts",
    "silence",
    "carriers_of_subject",
    "prepositions",
    "said_nouns",
    "carried",
    "alleged",
    "figures",
    "decrees",
    "anonymity",
    "gathering",
    "findings",
    "withheld",
    "sworn",
    "unearthed",
    "official",
    "standing",
    "placing",
    "events",
    "issued",
    "labelled",
    "releases",
    "little",
    "pictures",
    "showing",
    "counts",
    "of_late",
)
FILES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "roles.yml": (
            "roles",
            "titles",
            "bodies",
            "people",
            "texts",
            "metonyms",
            "nobody",
            "women",
            "men",
            "body_names",
            "following",
            "names_too",
            "portfolios",
        ),
        "carriers.yml": ("carriers", "platforms", "audiences", "own_addition", "own_eyes", "issuers", "news"),
        "topics.yml": (
            "condemning",
            "blaming",
            "denying",
            "rejecting",
            "owned",
            "telling",
            "admitting",
            "measures",
            "calling",
            "warning",
            "violence",
            "light",
            "attacks",
            "counted",
            "parties",
            "weapons",
            "harm",
            "doubt",
            "breach",
            "plain",
            "naming",
            "kept",
            "unarmed",
            "own_men",
            "own_voices",
        ),
        "reference.yml": (
            "determiners",
            "singular",
            "plural",
            "thing",
            "relative",
            "first",
            "breaks",
            "background",
            "additions",
            "general",
            "own_people",
            "definite_bodies",
        ),
    }
)


BLANKED = str.maketrans(dict.fromkeys(',.;:!?"“”()', " "))


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Dictionary forms, lower case: what each verb of saying does, and named lists of further words."""

    acts: Mapping[str, Act]
    lists: Mapping[str, frozenset[str]]

    def has(self, name: str, *forms: str) -> bool:
        """Whether the list `name` holds one of `forms`."""
        return not self.lists[name].isdisjoint(forms)

    def holds(self, name: str, token: Token) -> bool:
        """Whether the list `name` holds a token, as it is written or in its dictionary form."""
        entries, word = self.lists[name], token.text.lower()
        return token.lemma in entries or word in entries or word.removesuffix("s") in entries

    def within(self, name: str, text: str) -> str | None:
        """Return the first entry of the list `name` that stands in `text` as whole words."""
        padded = f" {' '.join(text.lower().replace('’', chr(39)).split())} "
        padded = padded.translate(BLANKED)
        return next((entry for entry in _in_order(self.lists[name]) if f" {entry} " in padded), None)


@cache
def _in_order(entries: frozenset[str]) -> Sequence[str]:
    return sorted(entries)


def load_speech_words(folders: Sequence[Path] = ()) -> SpeechWords:
    """Return the speech words of the shipped lexicon and the user's folders.

    Raises LexiconError, with the line, for a key or an entry that does not fit.
    """
    acts: dict[str, Act] = {}
    lists: dict[str, Iterable[str]] = dict.fromkeys(SPEECH_LISTS, ())
    for source in sources("speech.yml", folders):
        for key, (value, node) in mapping(source).items():
            if key == "acts":
                acts |= _acts(source, value, node)
            elif key in lists:
                lists[key] = (*lists[key], *word_list(source, key, value, node))
            else:
                raise source.fail(
                    f"{key!r} is not known here: use one of {', '.join(('acts', *SPEECH_LISTS))}", node
                )
    for name, keys in FILES.items():
        lists |= word_lists(name, keys, folders)
    return SpeechWords(acts, {key: frozenset(words) for key, words in lists.items()})


def _acts(source: Source, value: Plain, node: yaml.Node) -> dict[str, Act]:
    if not isinstance(value, dict) or not isinstance(node, yaml.MappingNode):
        raise source.fail("'acts' takes lists of verbs under the names of acts", node)
    found: dict[str, Act] = {}
    for key, words in node.value:
        if key.value not in set(Act):
            raise source.fail(f"{key.value!r} is no act: use one of {', '.join(Act)}", key)
        found |= dict.fromkeys(word_list(source, key.value, value[key.value], words), Act(key.value))
    return found
