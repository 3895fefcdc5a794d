"""Bring together what one source says twice in one report: "nearly 1,000" and 973 are one claim with two wordings."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TypeAlias

from histor.claims.assembly.restatement_apart import Apart
from histor.claims.harm.words import HarmWords
from histor.claims.parsed import BlockKind
from histor.claims.reading import Reading
from histor.records.claim import Harm, HarmClaim, Scope, Some, VictimClass
from histor.values.count import Count, Hedge
from histor.values.span import Span

ROUND_SHARE = 0.1  # a rounding is off by a tenth at most: "nearly 1,000" for 903 still, not for 850
_Figure: TypeAlias = tuple[int | None, int | None]
ROUNDINGS = frozenset({Hedge.ABOUT, Hedge.NEARLY, Hedge.MORE_THAN, Hedge.AT_LEAST, Hedge.UP_TO})


def rounds(rough: Count, exact: Count) -> bool:
    """Whether `rough` is a rounded wording of `exact`: hedged, a rounder number, close, and on the right side of it."""
    number = exact.exact
    stated = rough.high if rough.hedge in (Hedge.NEARLY, Hedge.UP_TO) else rough.low
    if number is None or stated is None or rough.hedge not in ROUNDINGS or number == 0:
        return False
    rounder = _zeros(stated - (rough.hedge is Hedge.MORE_THAN)) > _zeros(number)
    agrees = (rough.low is None or number >= rough.low or rough.hedge is Hedge.ABOUT) and (
        rough.high is None or number <= rough.high or rough.hedge is Hedge.ABOUT
    )
    return rounder and agrees and abs(stated - number) <= ROUND_SHARE * number


def _zeros(number: int) -> int:
    text = str(number)
    return len(text) - len(text.rstrip("0"))


def merged(claims: Sequence[HarmClaim], reading: Reading, words: HarmWords) -> list[HarmClaim]:
    """Return the claims with restatements folded into the wording that stands.

    Exact stands before rounded, body before headline, sourced before unsourced. What was a part of a folded claim
    becomes a part of the one that stands.
    """
    numbered = {(claim.harm, claim.quote) for claim in claims if claim.count.known}
    claims = [claim for claim in claims if not _numbered_beside(claim, numbered)]
    heads = [_in_headline(claim, reading) for claim in claims]
    order = sorted(
        range(len(claims)),
        key=lambda i: (heads[i], claims[i].count.exact is None, claims[i].source is None, i),
    )
    stands: dict[int, list[int]] = {}
    hosts = _Hosts()
    apart = Apart(reading, words)
    folded: dict[str, str] = {}
    for i in order:
        near = hosts.near(claims[i], headline=heads[i])
        host = next(
            (
                j
                for j in near
                if _same(claims[i], claims[j], headline=heads[i])
                and (heads[i] or heads[j] or not apart.told(claims[i], claims[j]))
            ),
            None,
        )
        if host is None:
            stands[i] = []
            hosts.add(i, claims[i])
        else:
            stands[host].append(i)
            folded[claims[i].id] = claims[host].id
    kept = [i for i in sorted(stands) if not _part_of_folded(claims[i], folded)]
    return [_with(claims[i], [claims[j] for j in sorted(stands[i])], folded) for i in kept]


class _Hosts:
    """The wordings that stand so far, in their order, by what another has to share with them."""

    def __init__(self) -> None:
        self._by_harm: dict[Harm, list[int]] = {}
        self._by_figure: dict[tuple[Harm, _Figure], list[int]] = {}
        self._exact: dict[Harm, dict[_Figure, Count]] = {}
        self._rank: dict[int, int] = {}

    def add(self, i: int, claim: HarmClaim) -> None:
        """Let the claim at position `i` stand."""
        self._by_harm.setdefault(claim.harm, []).append(i)
        self._by_figure.setdefault((claim.harm, _figure(claim)), []).append(i)
        self._rank[i] = len(self._rank)
        if claim.count.exact is not None:
            self._exact.setdefault(claim.harm, {})[_figure(claim)] = claim.count

    def near(self, claim: HarmClaim, *, headline: bool) -> Sequence[int]:
        """Return the positions among which those are that `claim` may say again, in the order in which they came."""
        if headline:
            return self._by_harm.get(claim.harm, ())
        exact = self._exact.get(claim.harm, {})
        rounded = {figure for figure, count in exact.items() if rounds(claim.count, count)}
        figures = {_figure(claim), *rounded}
        there = (i for figure in figures for i in self._by_figure.get((claim.harm, figure), ()))
        return sorted(there, key=self._rank.__getitem__)


def _part_of_folded(claim: HarmClaim, folded: Mapping[str, str]) -> bool:
    """Whether an unnumbered part belongs to a wording that was folded: "women" of the "nearly 1,000".

    The wording that stands has the part too, and the words stay in its further spans.
    """
    return not claim.count.known and claim.subset_of in folded


def _numbered_beside(claim: HarmClaim, numbered: AbstractSet[tuple[Harm, Span]]) -> bool:
    """Whether an unnumbered claim only names whom a number in its own sentence counts."""
    unnumbered = not claim.count.known and claim.scope is not Scope.SUBSET
    return unnumbered and (claim.harm, claim.quote) in numbered


def _in_headline(claim: HarmClaim, reading: Reading) -> bool:
    return reading.sentence_at(claim.trigger.start).kind is BlockKind.HEADLINE


def _same(claim: HarmClaim, host: HarmClaim, *, headline: bool) -> bool:
    """Whether `claim` only says again what `host` says.

    A headline sums up its report: its "monitor" is the report's monitor, its "hundreds" the number that it gives.
    """
    if claim.harm is not host.harm or not claim.count.known or claim.modality is not host.modality:
        return False
    sums_up = headline and _sums_up(claim, host)
    if not (_figure(claim) == _figure(host) or rounds(claim.count, host.count) or sums_up):
        return False
    return (
        (headline or _compatible(_source(claim), _source(host)))
        and _compatible(_class(claim), _class(host))
        and (headline or (claim.scope is Scope.SUBSET) == (host.scope is Scope.SUBSET))
        and (
            headline
            or claim.scope is not Scope.SUBSET
            or (claim.place == host.place and claim.victims == host.victims)
        )
        and (headline or claim.as_of == host.as_of)
    )


def _sums_up(claim: HarmClaim, host: HarmClaim) -> bool:
    """Whether a headline's number is the report's: the same without its hedge, or a word for it ("hundreds")."""
    rough, exact = claim.count, host.count
    if rough.low is None or exact.low is None or _class(claim) != _class(host):
        return False
    vague = rough.hedge in (Hedge.DOZENS, Hedge.HUNDREDS, Hedge.OTHER)
    return rough.low == exact.low or (vague and rough.low <= exact.low <= WIDEST * rough.low)


WIDEST = 10  # "hundreds" for up to 2,000, "dozens" for up to 240


def _figure(claim: HarmClaim) -> _Figure:
    return claim.count.low, claim.count.high


def _source(claim: HarmClaim) -> str | None:
    return claim.source.canonical if claim.source else None


def _class(claim: HarmClaim) -> str | None:
    return None if claim.victim_class is VictimClass.UNSPECIFIED else claim.victim_class


def _compatible(left: str | None, right: str | None) -> bool:
    return left is None or right is None or left == right


def _with(claim: HarmClaim, others: Sequence[HarmClaim], folded: dict[str, str]) -> HarmClaim:
    whole = folded.get(claim.subset_of, claim.subset_of) if claim.subset_of else None
    return replace(
        claim,
        also=tuple(span for other in others for span in (other.quote, *other.also)),
        women=_fuller(claim.women, [o.women for o in others]),
        children=_fuller(claim.children, [o.children for o in others]),
        subset_of=whole,
        victim_class=next((c.victim_class for c in (claim, *others) if _class(c)), claim.victim_class),
        scope=_widest(claim, others),
    )


def _fuller(own: int | Some | None, others: Sequence[int | Some | None]) -> int | Some | None:
    return next((value for value in (own, *others) if value is not None), None)


def _widest(claim: HarmClaim, others: Sequence[HarmClaim]) -> Scope:
    scopes = {c.scope for c in (claim, *others)}
    return Scope.CUMULATIVE if Scope.CUMULATIVE in scopes and claim.scope is Scope.INCIDENT else claim.scope
