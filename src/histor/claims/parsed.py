"""A report cut into blocks and sentences, and sentences into tokens with their grammar, free of any model's types."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, wraps
from operator import attrgetter
from typing import TypeVar

_position = attrgetter("i")


class BlockKind(StrEnum):
    """What part a paragraph plays in the page."""

    HEADLINE = "headline"  # the title line, and heads between paragraphs
    BULLET = "bullet"  # a summary or list item
    BODY = "body"
    CREDIT = "credit"  # "Edited by", bylines, sign-offs: nobody claims anything there


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `start` and `end` are offsets into the document's text, `head` and `i` positions in the sentence."""

    i: int
    start: int
    end: int
    text: str
    lemma: str  # lower case
    pos: str  # universal part of speech
    tag: str  # Penn Treebank tag
    dep: str  # dependency label; "ROOT" for the root, which is its own head
    head: int


@dataclass(frozen=True)
class Sentence:
    """One sentence; `tokens` is empty if it was not parsed because it cannot hold a claim."""

    index: int
    paragraph: int
    kind: BlockKind
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...] = ()

    @cached_property
    def _children(self) -> tuple[tuple[Token, ...], ...]:
        below: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token)
        return tuple(map(tuple, below))

    @cached_property
    def _subtrees(self) -> dict[int, tuple[Token, ...]]:
        return {}  # by position, as they are asked for

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(token.start for token in self.tokens)

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(token.end for token in self.tokens)

    @cached_property
    def roots(self) -> tuple[Token, ...]:
        """The tokens that head their own tree: one, or several where the parse broke apart."""
        return tuple(token for token in self.tokens if token.head == token.i)

    def children(self, token: Token) -> tuple[Token, ...]:
        """Return the direct dependents of `token`, left to right."""
        return self._children[token.i]

    def head(self, token: Token) -> Token:
        """Return what `token` depends on; a root is its own head."""
        return self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Yield the heads above `token`, nearest first."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """Return `token` and all that hangs on it, left to right."""
        known = self._subtrees.get(token.i)
        if known is None:
            known = self._subtrees[token.i] = self._below(token)
        return known

    def _below(self, token: Token) -> tuple[Token, ...]:
        if not self._children[token.i]:
            return (self.tokens[token.i],)
        found = [token]
        for each in found:
            found += self._children[each.i]
        return tuple(sorted(found, key=_position))

    def tokens_from(self, start: int) -> tuple[Token, ...]:
        """Return the tokens that begin at document offset `start` or behind it."""
        return self.tokens[bisect_left(self._starts, start) :]

    def tokens_within(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that overlap document offsets `start` to `end`."""
        left = bisect_right(self._ends, start)
        right = bisect_left(self._starts, end)
        return self.tokens[left:right]

    def words(self, start: int, end: int) -> str:
        """Return this sentence's text between document offsets `start` and `end`."""
        return self.text[start - self.start : end - self.start]


W = TypeVar("W")
T = TypeVar("T")


def once_a_sentence(work: Callable[[W, Sentence], T]) -> Callable[[W, Sentence], T]:
    """Keep what a method tells of each sentence of its report, where nothing that it goes by changes."""
    held_as = f"{work.__name__} of each"

    @wraps(work)
    def kept(self: W, sentence: Sentence) -> T:
        held: dict[int, T] = self.__dict__.setdefault(held_as, {})
        if sentence.index not in held:
            held[sentence.index] = work(self, sentence)
        return held[sentence.index]

    return kept
