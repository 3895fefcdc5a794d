"""Put linked scenes together, strongest links first, never across what tells two of them apart."""

from collections.abc import Iterable, Mapping

from histor.incidents.constraints import NO_BONDS, Bonds
from histor.incidents.scene import Scene, Signature
from histor.incidents.score import Link, barred, strength


class Clusters:
    """Scenes in groups that grow by links; two groups with scenes that cannot be one are never joined."""

    def __init__(self, scenes: Mapping[str, Scene], bonds: Bonds = NO_BONDS) -> None:
        self._group = {key: key for key in scenes}
        self._members: dict[str, set[str]] = {key: {key} for key in scenes}
        self._mixed: set[str] = set()
        self._bars: dict[str, frozenset[str]] = {key: scene.bars for key, scene in scenes.items()}
        self._signatures: dict[str, frozenset[Signature]] = {
            key: frozenset([scene.signature]) for key, scene in scenes.items()
        }
        self._kin = {key: bonds.kin.get(key, frozenset()) for key in scenes}
        self._foes = {key: bonds.foes_of(key) for key in scenes}

    def join(self, one: str, other: str, *, sure: bool = False) -> bool:
        """Join the groups of two scenes; return whether they are in one group now.

        What is sure is joined whatever days and places say, but never what a report tells apart.
        """
        mine, yours = self._group[one], self._group[other]
        if mine == yours:
            return True
        if self._told_apart(mine, yours) or (not sure and self._apart(mine, yours)):
            return False
        self._merge(*sorted((mine, yours)))
        return True

    def bind(self, one: str, other: str) -> None:
        """Join the groups of two scenes, whatever else says: a person did."""
        mine, yours = self._group[one], self._group[other]
        if mine != yours:
            self._merge(*sorted((mine, yours)))

    def groups(self) -> list[frozenset[str]]:
        """Return the groups, in the order of their least member."""
        return sorted((frozenset(group) for group in self._members.values()), key=min)

    def _told_apart(self, mine: str, yours: str) -> bool:
        judged = self._foes[mine] & self._kin[yours]
        return bool(
            judged or self._bars[mine] & self._members[yours] or self._bars[yours] & self._members[mine]
        )

    def _apart(self, mine: str, yours: str) -> bool:
        """Whether days or places part two groups; within one that is known by names they contradict each other."""
        pairs = [barred(a, b) for a in self._signatures[mine] for b in self._signatures[yours]]
        mixed = mine in self._mixed or yours in self._mixed
        return all(pairs) if mixed else any(pairs)

    def _merge(self, into: str, gone: str) -> None:
        if {into, gone} & self._mixed or self._apart(into, gone):
            self._mixed.add(into)
        members = self._members.pop(gone)
        self._members[into] |= members
        self._bars[into] |= self._bars.pop(gone)
        self._signatures[into] |= self._signatures.pop(gone)
        self._kin[into] |= self._kin.pop(gone)
        self._foes[into] |= self._foes.pop(gone)
        self._group.update(dict.fromkeys(members, into))


def cluster(
    scenes: Mapping[str, Scene], links: Iterable[Link], bonds: Bonds = NO_BONDS
) -> list[frozenset[str]]:
    """Return groups of scene ids; what persons bound is bound first, and what they parted is never joined.

    The result follows from the set of links, not from their order: they are taken strongest first, equals by
    id. Without a bar in the way it is the connected components of the links.
    """
    clusters = Clusters(scenes, bonds)
    for one, other in bonds.bound():
        clusters.bind(one, other)
    for one, other in bonds.pieces:
        clusters.join(one, other, sure=True)
    for found in sorted(links, key=strength):
        clusters.join(found.one, found.other, sure=found.sure)
    return clusters.groups()
