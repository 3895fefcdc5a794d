"""The words by which people are given as saying things, loaded from the lexicon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from histor.claims.vocabulary import Plain, Source, mapping, sources, word_list
from histor.records.claim import Act

LISTS = ("weak", "prepositions", "carried", "alleged", "speakers", "roles", "bodies", "doubt")


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Dictionary forms, lower case."""

    acts: Mapping[str, Act]
    weak: frozenset[str]
    prepositions: frozenset[str]
    carried: frozenset[str]
    alleged: frozenset[str]
    speakers: frozenset[str]
    roles: frozenset[str]
    bodies: frozenset[str]
    doubt: frozenset[str]


def load_speech_words(folders: Sequence[Path] = ()) -> SpeechWords:
    """Return the speech words of the shipped lexicon and the user's folders.

    Raises LexiconError, with the line, for a key or an entry that does not fit.
    """
    acts: dict[str, Act] = {}
    lists: dict[str, set[str]] = {key: set() for key in LISTS}
    for source in sources("speech.yml", folders):
        for key, (value, node) in mapping(source).items():
            if key == "acts":
                acts |= _acts(source, value, node)
            elif key in lists:
                lists[key] |= set(word_list(source, key, value, node))
            else:
                raise source.fail(f"{key!r} is not known here: use one of {', '.join(('acts', *LISTS))}", node)
    return SpeechWords(acts=acts, **{key: frozenset(words) for key, words in lists.items()})


def _acts(source: Source, value: Plain, node: yaml.Node) -> dict[str, Act]:
    if not isinstance(value, dict) or not isinstance(node, yaml.MappingNode):
        raise source.fail("'acts' takes lists of verbs under the names of acts", node)
    found: dict[str, Act] = {}
    for key, words in node.value:
        if key.value not in set(Act):
            raise source.fail(f"{key.value!r} is no act: use one of {', '.join(Act)}", key)
        found |= dict.fromkeys(word_list(source, key.value, value[key.value], words), Act(key.value))
    return found
