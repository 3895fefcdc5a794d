"""Load the lexicon: the shipped YAML and a user's own folders on top, checked, with the line of every error."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

import yaml

from histor.errors import LexiconError

SHIPPED = Path(str(files("histor.claims"))) / "lexicon"

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"


@dataclass(frozen=True, slots=True)
class Source:
    """One YAML file of the lexicon, parsed, with the line on which every node begins."""

    path: Path
    node: yaml.Node
    value: Plain

    def fail(self, message: str, node: yaml.Node | None = None) -> LexiconError:
        """Return the error that names this file and the line of `node`."""
        line = (node or self.node).start_mark.line + 1
        return LexiconError(f"{self.path}, line {line}: {message}")


def sources(name: str, folders: Sequence[Path] = (), language: str = "en") -> Iterator[Source]:
    """Yield the shipped file `name` of `language` and then each user folder's file of that name, where it has one."""
    for path in (SHIPPED / language / name, *(folder / language / name for folder in folders)):
        if path.exists():
            yield load(path)


OWN_FILES = frozenset({"hedges.yml"})  # read from a user's folder alone


def check_names(folders: Sequence[Path], language: str = "en") -> None:
    """See that every YAML file of the user's folders is one that something reads.

    Raises LexiconError for a file of another name, or in another place: its words would be missed without a word.
    """
    for folder in folders:
        for path in sorted(folder.rglob("*.y*ml")):
            known = _known_names(path.relative_to(folder).parent, language)
            if known is not None and path.name not in known:
                raise LexiconError(
                    f"{path}: no file of the lexicon has that name or stands there: {_where(known)}"
                )


def _known_names(inside: Path, language: str) -> frozenset[str] | None:
    """Return the names that files of a folder may have; None where any will do."""
    if inside == Path("actors"):
        return None
    if inside not in (Path(language), Path("places")):
        return frozenset()
    shipped = frozenset(path.name for path in (SHIPPED / inside).glob("*.yml"))
    return shipped | OWN_FILES if inside == Path(language) else shipped


def _where(known: frozenset[str]) -> str:
    return f"use one of {', '.join(sorted(known))}" if known else "files belong in en/, actors/ or places/"


@cache
def shipped_version() -> str:
    """Return a digest of the shipped lexicon and codebook: other words read other claims."""
    digest = hashlib.sha256()
    for path in sorted([*SHIPPED.rglob("*.yml"), *SHIPPED.with_name("codebooks").glob("*.yml")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def load(path: Path) -> Source:
    """Parse one YAML file.

    Raises LexiconError with the line if it is no YAML.
    """
    text = path.read_text(encoding="utf-8")
    try:
        loader = yaml.CSafeLoader(text)
        node = loader.get_single_node()
        value: Plain = None if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LexiconError(f"{path}, line {line}: this is not valid YAML: {error.problem}") from error
    if node is None:
        raise LexiconError(f"{path}, line 1: the file is empty")
    return Source(path, node, value)


def mapping(source: Source) -> dict[str, tuple[Plain, yaml.Node]]:
    """Return the top-level keys of a file with their values and nodes.

    Raises LexiconError if the file is not a mapping or a key occurs twice.
    """
    if not isinstance(source.node, yaml.MappingNode) or not isinstance(source.value, dict):
        raise source.fail("expected `key: value` entries at the top")
    found: dict[str, tuple[Plain, yaml.Node]] = {}
    for key, node in source.node.value:
        if key.value in found:
            raise source.fail(f"{key.value!r} stands here for the second time", key)
        found[key.value] = (source.value[key.value], node)
    return found


def word_list(source: Source, key: str, value: Plain, node: yaml.Node) -> tuple[str, ...]:
    """Return a list of words.

    Raises LexiconError with the line of the first entry that is no text (YAML reads a bare `no` as false).
    """
    if not isinstance(value, list) or not isinstance(node, yaml.SequenceNode):
        raise source.fail(f"{key!r} takes a list of words", node)
    for entry, at in zip(value, node.value, strict=True):
        if not isinstance(entry, str):
            raise source.fail(f"{entry!r} in {key!r} is not text: put it in quotes", at)
    return tuple(str(entry) for entry in value)


def word_lists(name: str, keys: Sequence[str], folders: Sequence[Path] = ()) -> dict[str, tuple[str, ...]]:
    """Return the lists under `keys` of a file that is lists of words alone; user folders add to them.

    Raises LexiconError for a key that the file does not have.
    """
    merged: dict[str, tuple[str, ...]] = dict.fromkeys(keys, ())
    for source in sources(name, folders):
        for key, (value, node) in mapping(source).items():
            if key not in merged:
                raise source.fail(f"{key!r} is not known here: use one of {', '.join(keys)}", node)
            merged[key] += word_list(source, key, value, node)
    return merged


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """Words that decide where sentences and blocks begin and end."""

    abbreviations: frozenset[str]
    credit_openings: tuple[str, ...]
    small_words: frozenset[str]
    site_endings: frozenset[str]


def load_layout_words(folders: Sequence[Path] = ()) -> LayoutWords:
    """Return the layout words of the shipped lexicon and the user's folders."""
    lists = word_lists(
        "layout.yml", ("abbreviations", "credit_openings", "small_words", "site_endings"), folders
    )
    return LayoutWords(
        frozenset(lists["abbreviations"]),
        lists["credit_openings"],
        frozenset(lists["small_words"]),
        frozenset(lists["site_endings"]),
    )


def load_mouthpieces(folders: Sequence[Path] = ()) -> frozenset[str]:
    """Return the offices whose holder speaks for a body, of the shipped lexicon and the user's folders."""
    return frozenset(word_lists("mouthpieces.yml", ("mouthpieces",), folders)["mouthpieces"])


def any_of(entries: Iterable[str]) -> str:
    """Return a pattern, in a group of its own, for any of `entries`, the longest first."""
    by_length = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "(?:" + "|".join(map(re.escape, by_length)) + ")"


@cache
def whole_word(entry: str) -> re.Pattern[str]:
    """Return what finds `entry` as whole words, compiled once."""
    return re.compile(rf"\b{re.escape(entry)}\b")
