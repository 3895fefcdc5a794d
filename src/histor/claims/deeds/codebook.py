"""A codebook of events as data: types, the words that name them, and who must stand on which side."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from histor.claims.vocabulary import Plain, Source, load, mapping, word_list

DEFAULT = Path(__file__).parent.parent / "codebooks" / "acled.yml"
PARTIES = ("state", "non_state", "civilian", "property")
CONDITIONS = (*PARTIES, "place", "any")
RULE_KEYS = frozenset({"type", "sub", "verbs", "nouns", "actor", "target", "weapons", "possessor", "example"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRule:
    """One way in which an event of a sub-type is worded."""

    type: str
    sub: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    actor: str | None
    target: str | None
    weapons: tuple[str, ...]
    possessed: bool  # "X's ouster" was done to X
    example: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """The rules in the order in which they are tried, and the words that say what kind of party somebody is."""

    name: str
    rules: tuple[EventRule, ...]
    parties: dict[str, str]  # word -> state, non_state, civilian, property

    @cached_property
    def triggers(self) -> frozenset[str]:
        """Every word that can name an event."""
        return frozenset(word for rule in self.rules for word in rule.verbs | rule.nouns)

    @cached_property
    def deeds(self) -> frozenset[str]:
        """Nouns that name what is done, and so are nobody: "clashes", "killing"."""
        return frozenset(noun for rule in self.rules for noun in rule.nouns)


def load_codebook(path: Path | None = None) -> Codebook:
    """Return the codebook in `path`, or the one that is shipped (ACLED's types).

    Raises LexiconError with the line of the first rule that breaks the form.
    """
    source = load(path or DEFAULT)
    top = mapping(source)
    for key in ("name", "parties", "rules"):
        if key not in top:
            raise source.fail(f"a codebook needs the key {key!r}")
    return Codebook(
        name=str(top["name"][0]),
        rules=tuple(_rules(source, *top["rules"])),
        parties=_parties(source, *top["parties"]),
    )


def _parties(source: Source, value: Plain, node: yaml.Node) -> dict[str, str]:
    if (
        not isinstance(value, dict)
        or not isinstance(node, yaml.MappingNode)
        or not set(value) <= set(PARTIES)
    ):
        raise source.fail(f"'parties' takes lists under {', '.join(PARTIES)}", node)
    found: dict[str, str] = {}
    for key, words_node in node.value:
        words = word_list(source, key.value, value[key.value], words_node)
        found |= {word.lower(): key.value for word in words}
    return found


def _rules(source: Source, value: Plain, node: yaml.Node) -> Sequence[EventRule]:
    if not isinstance(value, list) or not isinstance(node, yaml.SequenceNode):
        raise source.fail("'rules' takes a list of rules", node)
    return [_rule(source, entry, at) for entry, at in zip(value, node.value, strict=True)]


def _rule(source: Source, entry: Plain, node: yaml.Node) -> EventRule:
    if not isinstance(entry, dict) or not {"type", "sub", "example"} <= set(entry):
        raise source.fail("a rule needs type, sub and example", node)
    unknown = set(entry) - RULE_KEYS
    if unknown:
        raise source.fail(
            f"a rule has no key {', '.join(sorted(unknown))}: use {', '.join(sorted(RULE_KEYS))}", node
        )
    if not entry.get("verbs") and not entry.get("nouns"):
        raise source.fail("a rule needs verbs or nouns", node)
    return EventRule(
        type=str(entry["type"]),
        sub=str(entry["sub"]),
        verbs=_words(source, entry, "verbs", node),
        nouns=_words(source, entry, "nouns", node),
        actor=_condition(source, entry, "actor", node),
        target=_condition(source, entry, "target", node),
        weapons=tuple(sorted(_words(source, entry, "weapons", node))),
        possessed=entry.get("possessor") == "target",
        example=str(entry["example"]),
        line=node.start_mark.line + 1,
    )


def _words(source: Source, entry: dict[str, Plain], key: str, node: yaml.Node) -> frozenset[str]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise source.fail(f"{key!r} takes a list of words", node)
    return frozenset(str(word).lower() for word in value)


def _condition(source: Source, entry: dict[str, Plain], key: str, node: yaml.Node) -> str | None:
    value = entry.get(key)
    if value is None:
        return None
    if value not in CONDITIONS:
        raise source.fail(f"{key} {value!r} is none of {', '.join(CONDITIONS)}", node)
    return str(value)
