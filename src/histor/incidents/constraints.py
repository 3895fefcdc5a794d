"""What persons decided about incidents, obeyed: scenes are cut where they must be, and bound or kept apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from typing import TypeAlias

from histor.incidents.scene import Found, Scene
from histor.records.incident import Membership, Reason
from histor.records.judgement import Constraints, Judgement, JudgementKind

Key: TypeAlias = tuple[str, ...]

UNJUDGED: Key = ()
DONE = {JudgementKind.MERGE: "merged", JudgementKind.SPLIT: "split off", JudgementKind.MOVE: "moved here"}


@dataclass(frozen=True, slots=True)
class Bonds:
    """What clustering must obey, scene by scene."""

    kin: Mapping[str, frozenset[str]] = field(default_factory=dict)  # a scene: what it is bound to, by name
    foes: Mapping[str, frozenset[str]] = field(default_factory=dict)  # a name: those it is kept apart from
    pieces: tuple[tuple[str, str], ...] = ()  # pieces of one scene: one thing, unless kept apart

    def bound(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs of scenes that must be in one incident."""
        groups: dict[str, list[str]] = {}
        for scene, names in sorted(self.kin.items()):
            for name in names:
                groups.setdefault(name, []).append(scene)
        for _, scenes in sorted(groups.items()):
            yield from pairwise(scenes)

    def foes_of(self, scene: str) -> frozenset[str]:
        """Return the names that a scene is kept apart from."""
        return frozenset(foe for name in self.kin.get(scene, ()) for foe in self.foes.get(name, ()))


NO_BONDS = Bonds()


def cut(scenes: Sequence[Scene], asked: Constraints) -> tuple[dict[str, Scene], Bonds]:
    """Return the scenes, cut where persons bound claims of one to different things, and what they are bound to."""
    if not asked.kin:
        return {scene.id: scene for scene in scenes}, NO_BONDS
    cuts = {scene.id: _pieces(scene, asked) for scene in scenes}
    named = {key: tuple(claims[0].id for claims in pieces) for key, pieces in cuts.items()}
    found = [_renamed(scene, claims, named) for scene in scenes for claims in cuts[scene.id]]
    kin = {
        scene.id: frozenset(asked.kin[claim.id] for claim in scene.claims if claim.id in asked.kin)
        for scene in found
    }
    bonds = Bonds(
        kin={key: names for key, names in kin.items() if names},
        foes=asked.foes,
        pieces=tuple(pair for pieces in named.values() for pair in combinations(pieces, 2)),
    )
    return {scene.id: scene for scene in found}, bonds


def homes(
    asked: Constraints, by_claim: Mapping[str, str], rest: Iterable[str]
) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """Return where claims that found no incident must be, and where they must not, by claim."""
    at: dict[str, str] = {}
    for claim in sorted(by_claim):
        if claim in asked.kin:
            at.setdefault(asked.kin[claim], by_claim[claim])
    judged = [claim for claim in rest if claim in asked.kin]
    must = {claim: at[asked.kin[claim]] for claim in judged if asked.kin[claim] in at}
    foes = {claim: asked.foes.get(asked.kin[claim], frozenset()) for claim in judged}
    return must, {claim: frozenset(at[foe] for foe in found if foe in at) for claim, found in foes.items()}


def signed(member: Membership, asked: Constraints) -> Membership:
    """Return a membership with the person who decided it, if one did; what the machine saw stays beside it."""
    judgement = asked.by.get(member.claim)
    return (
        replace(member, by=judgement.who, reasons=(said(judgement), *member.reasons)) if judgement else member
    )


def said(judgement: Judgement) -> Reason:
    """Return a person's reason."""
    words = f"{DONE[judgement.kind]} by {judgement.who} on {judgement.at:%Y-%m-%d}: {judgement.why}"
    return Reason(feature="judgement", score=1.0, words=words)


def _pieces(scene: Scene, asked: Constraints) -> list[tuple[Found, ...]]:
    """Return the claims of a scene in pieces, each bound to one thing; what nobody judged stays where it was."""
    pieces: dict[Key, list[Found]] = defaultdict(list)
    for claim in scene.claims:
        pieces[_key(claim, asked)].append(claim)
    left = [key for key, claims in pieces.items() if key and not all(_taken(c, asked) for c in claims)]
    if UNJUDGED in pieces and left:
        pieces[left[0]] += pieces.pop(UNJUDGED)
    order = {claim.id: number for number, claim in enumerate(scene.claims)}
    return [tuple(sorted(claims, key=lambda claim: order[claim.id])) for claims in pieces.values()]


def _key(claim: Found, asked: Constraints) -> Key:
    """Return what tells the piece of a claim: what it is bound to, or, bound to nothing, what it is apart from."""
    name = asked.kin.get(claim.id)
    if name is None:
        return UNJUDGED
    return (name,) if name in asked.bound else ("", *sorted(asked.foes.get(name, ())))


def _taken(claim: Found, asked: Constraints) -> bool:
    """Whether a person took a claim out of where the machine had it."""
    judgement = asked.by.get(claim.id)
    return judgement is not None and judgement.kind is not JudgementKind.MERGE


def _renamed(scene: Scene, claims: Sequence[Found], named: Mapping[str, Sequence[str]]) -> Scene:
    """Return a piece of a scene; what it lies in and is told apart from is called as it is now."""
    return replace(
        scene,
        id=claims[0].id,
        claims=tuple(claims),
        within=named[scene.within][0] if scene.within else None,
        bars=frozenset(name for bar in scene.bars for name in named[bar]),
    )
