"""What judgements on incidents come to: claims that belong together, claims that do not, no contradiction left."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from histor.records.judgement import GROUPINGS, Constraints, Grouping, Judgement, JudgementKind


def constraints(judgements: Sequence[Judgement]) -> Constraints:
    """Return what the judgements in force demand, given oldest first.

    The latest is heard first; of an earlier one all stands that no later one contradicts.
    """
    asked = Demands()
    for judgement in reversed(judgements):
        if judgement.kind in GROUPINGS:
            asked.add(grouping(judgement))
    return asked.settled()


def grouping(judgement: Judgement) -> Grouping:
    """Return which claims a judgement puts together and which it keeps apart."""
    moved = tuple(subject for subject in judgement.subjects if subject not in _incidents(judgement))
    left = tuple(_claims(judgement.before.get("claims")))
    match judgement.kind:
        case JudgementKind.MERGE:
            return Grouping(judgement=judgement, together=(judgement.anchors,))
        case JudgementKind.SPLIT:
            return Grouping(judgement=judgement, together=(moved,), apart=((moved, judgement.anchors),))
        case _:
            return Grouping(
                judgement=judgement, together=((*judgement.anchors, *moved),), apart=((moved, left),)
            )


class Demands:
    """Demands heard one after another; one that contradicts what was heard before is passed over."""

    def __init__(self) -> None:
        self._root: dict[str, str] = {}
        self._kin: dict[str, set[str]] = {}
        self._foes: dict[str, set[str]] = {}
        self._by: dict[str, Judgement] = {}

    def add(self, asked: Grouping) -> None:
        """Hear one grouping: first what it keeps apart, then what it puts together."""
        for ones, others in asked.apart:
            for one, other in product(ones, others):
                self._part(one, other)
        for group in asked.together:
            self._gather(group)
        for claim in _placed(asked):
            self._by.setdefault(claim, asked.judgement)

    def settled(self) -> Constraints:
        """Return all that was heard and holds."""
        name = {root: min(kin) for root, kin in self._kin.items()}
        return Constraints(
            kin={claim: name[root] for claim, root in sorted(self._root.items())},
            foes={name[root]: frozenset(name[foe] for foe in foes) for root, foes in self._foes.items()},
            by=dict(self._by),
            bound=frozenset(name[root] for root, kin in self._kin.items() if len(kin) > 1),
        )

    def _gather(self, group: Sequence[str]) -> None:
        heads: list[str] = []
        for claim in group:
            if not any(self._join(head, claim) for head in heads):
                heads.append(claim)

    def _join(self, one: str, other: str) -> bool:
        mine, yours = self._find(one), self._find(other)
        if mine == yours:
            return True
        if yours in self._foes[mine]:
            return False
        for claim in self._kin[yours]:
            self._root[claim] = mine
        self._kin[mine] |= self._kin.pop(yours)
        for foe in self._foes.pop(yours):
            self._foes[foe].discard(yours)
            self._foes[foe].add(mine)
            self._foes[mine].add(foe)
        return True

    def _part(self, one: str, other: str) -> None:
        mine, yours = self._find(one), self._find(other)
        if mine != yours:
            self._foes[mine].add(yours)
            self._foes[yours].add(mine)

    def _find(self, claim: str) -> str:
        if claim not in self._root:
            self._root[claim] = claim
            self._kin[claim] = {claim}
            self._foes[claim] = set()
        return self._root[claim]


def _placed(asked: Grouping) -> Iterator[str]:
    """Yield the claims that somebody put where they are: all of a merge, what was split off or moved."""
    if asked.judgement.kind is JudgementKind.MERGE:
        yield from (claim for group in asked.together for claim in group)
    for ones, _ in asked.apart:
        yield from ones


def _incidents(judgement: Judgement) -> frozenset[str]:
    return frozenset(subject for subject in judgement.subjects if subject.startswith("i-"))


def _claims(value: object) -> Iterable[str]:
    return [str(claim) for claim in value] if isinstance(value, list) else []
