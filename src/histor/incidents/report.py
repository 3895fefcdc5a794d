"""One report taken apart into scenes, in the order of its text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from histor.incidents.days import Days, claim_days, counts_more, is_episode
from histor.incidents.location import Lie, Relation, rank, relate
from histor.incidents.names import Names, words_of
from histor.incidents.scene import Found, Scene, is_running, scene_place
from histor.records.claim import Harm, HarmClaim, Scope
from histor.records.document import Document
from histor.values.place import Place

# What speaks for a claim being of a thing that the report has spoken of already. A report speaks of few
# things, so silence about day and place reads as "the same"; only what it says otherwise opens another.
SAME_DAYS = 0.4
DAYS_UNSAID = 0.1
PLACE = {Lie.SAME: 0.4, Lie.NEAR: 0.3, Lie.WITHIN: 0.2, Lie.AROUND: 0.2, Lie.UNKNOWN: -0.3}
PLACE_UNSAID = 0.1
JOINS = 0.15
WIDE = 2  # rank of a province: from there on, a place says little about where within it


@dataclass
class Draft:
    """A scene while its report is being read."""

    claims: list[Found] = field(default_factory=list)
    within: "Draft | None" = None
    apart: "list[Draft]" = field(default_factory=list)

    @property
    def place(self) -> Place | None:
        """Where its running toll counts, else the place of the claim that is placed best."""
        return scene_place(self.claims)

    @property
    def days(self) -> list[Days]:
        """The days of every claim that is dated."""
        return [days for claim in self.claims if (days := claim_days(claim))]

    def most(self, harm: str) -> int:
        """Return the highest number that is given here for a harm, 0 where there is none."""
        return max(
            (_number(claim) for claim in self.claims if isinstance(claim, HarmClaim) and claim.harm == harm),
            default=0,
        )


def scenes_of(document: Document, claims: Iterable[Found], names: Mapping[str, Names]) -> list[Scene]:
    """Return the scenes of one report; every claim is in exactly one."""
    ordered = sorted(claims, key=lambda claim: (claim.trigger.start, claim.trigger.end, claim.id))
    parts = [claim for claim in ordered if isinstance(claim, HarmClaim) and claim.scope is Scope.SUBSET]
    drafts: list[Draft] = []
    for claim in ordered:
        if claim not in parts:
            _place_whole(claim, drafts)
    _place_parts(parts, drafts)
    return _finish(document, drafts, names[document.id])


def _place_whole(claim: Found, drafts: list[Draft]) -> None:
    fits = [
        (fit, number, draft) for number, draft in enumerate(drafts) if (fit := _fit(claim, draft)) is not None
    ]
    fit, _, best = max(fits, key=lambda found: found[:2], default=(0.0, 0, Draft()))
    if fit < JOINS:
        best = Draft(apart=[draft for draft in drafts if _is_local_toll(claim, draft)])
        drafts.append(best)
    best.claims.append(claim)


def _place_parts(parts: Sequence[HarmClaim], drafts: list[Draft]) -> None:
    """Put each part into its whole's scene, or into a scene inside that one if it has a place of its own."""
    waiting, known = list(parts), {part.id for part in parts}
    while waiting:
        holders = {claim.id: draft for draft in drafts for claim in draft.claims}
        ready = [part for part in waiting if part.subset_of in holders or part.subset_of not in known]
        for part in ready or waiting[:1]:  # parts of one another: no whole to lie in
            whole = holders.get(part.subset_of or "") or _whole_of(part, drafts)
            _place_part(part, whole, drafts) if whole else _place_whole(part, drafts)
        waiting = [part for part in waiting if part not in (ready or waiting[:1])]


def _whole_of(part: HarmClaim, drafts: Sequence[Draft]) -> Draft | None:
    """Return the scene whose toll a part is most likely of, where its words do not say which."""
    larger = [draft for draft in drafts if draft.most(part.harm) > _number(part)]
    fits = [
        (_time_fit(part, draft) or -1.0, draft.most(part.harm), draft)
        for draft in larger
        if _around(part, draft)
    ]
    time, _, best = max(fits, key=lambda found: found[:2], default=(-1.0, 0, None))
    return best if time > 0 else None


def _around(part: HarmClaim, draft: Draft) -> bool:
    return relate(part.place, draft.place).lie in {Lie.SAME, Lie.WITHIN} or part.place is None


def _place_part(part: HarmClaim, whole: Draft, drafts: list[Draft]) -> None:
    while whole.within and relate(part.place, whole.place).lie in {Lie.APART, Lie.NEAR, Lie.UNKNOWN}:
        whole = whole.within  # a part beside another part: both lie in the whole
    if not _has_own_place(part, whole):
        whole.claims.append(part)
        return
    siblings = (draft for draft in drafts if draft.within is whole)
    same = next((draft for draft in siblings if _of_one_name(part.place, draft.place)), None)
    if same is None:
        same = Draft(within=whole)
        drafts.append(same)
    same.claims.append(part)


def _of_one_name(one: Place | None, other: Place | None) -> bool:
    """Whether two places are one, or a town and the district that has its name."""
    if relate(one, other).lie is Lie.SAME:
        return True
    if one is None or other is None or one.name is None:
        return False
    return (one.name, one.admin1, one.country) == (other.name, other.admin1, other.country)


def _has_own_place(part: HarmClaim, whole: Draft) -> bool:
    """Whether a part lies elsewhere than all that its report counts of its harm there, or of what it is a part of."""
    if part.place is None or part.place.parts or (rank(part.place) or 0) > WIDE:
        return False
    counts = [claim for claim in whole.claims if isinstance(claim, HarmClaim)]
    alike = [claim for claim in counts if claim.harm is part.harm or claim.id == part.subset_of]
    places = [claim.place for claim in alike if claim.place]
    relations = [relate(part.place, place).lie for place in places]
    return Lie.SAME not in relations and Lie.AROUND not in relations


def _fit(claim: Found, draft: Draft) -> float | None:
    """Return how well a claim fits a scene of its report, None where its words rule that out."""
    time, relation = _time_fit(claim, draft), relate(claim.place, draft.place)
    if time is None or relation.lie is Lie.APART or _is_local_toll(claim, draft):
        return None
    return time + _place_fit(claim.place, draft.place, relation)


def _time_fit(claim: Found, draft: Draft) -> float | None:
    days, others = claim_days(claim), draft.days
    if all(other.background for other in draft.claims) != claim.background:
        return None
    if _episode(claim) != _episode(draft.claims[0]) or _is_loose(claim) != _is_loose(draft.claims[0]):
        return None
    if days is None or not others:
        return DAYS_UNSAID
    if any(days.gap(other) > min(days.slack, other.slack) for other in others):
        return None
    return None if _counts_more(claim, draft) else SAME_DAYS


def _is_loose(claim: Found) -> bool:
    """Whether a running toll is told for context, or says neither since when nor where.

    Silence does not make it the subject.
    """
    running = isinstance(claim, HarmClaim) and claim.scope is Scope.CUMULATIVE
    return running and (claim.background or (claim.when is None and claim.place is None))


def _counts_more(claim: Found, draft: Draft) -> bool:
    """Whether one of the two is a running toll that counts more than the other."""
    days = claim_days(claim)
    others = [(claim_days(other), is_running(other)) for other in draft.claims]
    pairs = [(other, running) for other, running in others if days and other and running != is_running(claim)]
    return any(
        counts_more(other, days) if running else counts_more(days, other) for other, running in pairs if days
    )


def _place_fit(one: Place | None, other: Place | None, relation: Relation) -> float:
    if one is None or other is None:
        return PLACE_UNSAID
    if relation.lie is Lie.UNKNOWN and ((rank(one) or 0) >= WIDE or (rank(other) or 0) >= WIDE):
        return PLACE_UNSAID
    return PLACE[relation.lie]


def _is_local_toll(claim: Found, draft: Draft) -> bool:
    """Whether a claim counts the dead of one town in what the scene counts for a country or list of places.

    "137 in Sri Lanka" and "two in Dehiwala" are no two tolls of one thing; a town's toll that comes near the
    country's is.
    """
    if not isinstance(claim, HarmClaim) or claim.place is None or not draft.claims:
        return False
    most, number = draft.most(claim.harm), _number(claim)
    wide = [draft_claim.place for draft_claim in draft.claims if draft_claim.place]
    narrower = bool(wide) and all((rank(place) or 0) > WIDE > (rank(claim.place) or 0) for place in wide)
    return narrower and claim.scope is not Scope.SUBSET and 0 < number * 2 < most


def _number(claim: HarmClaim) -> int:
    return claim.count.low or claim.count.high or 0


def _episode(claim: Found) -> bool:
    return isinstance(claim, HarmClaim) and is_episode(claim)


def _finish(document: Document, drafts: list[Draft], names: Names) -> list[Scene]:
    ids = {id(draft): draft.claims[0].id for draft in drafts}
    lead = _lead(drafts)
    people = _people(drafts, names.people)
    return [
        Scene(
            id=ids[id(draft)],
            document=document.id,
            claims=tuple(draft.claims),
            named=names,
            people=people[id(draft)],
            lead=draft is lead,
            aside=lead is not None and all(claim.background for claim in draft.claims),
            origin=document.copy_of or document.id,
            published=document.published,
            within=ids[id(draft.within)] if draft.within else None,
            bars=frozenset(ids[id(other)] for other in _barred(draft, drafts)),
        )
        for draft in drafts
    ]


def _barred(draft: Draft, drafts: list[Draft]) -> list[Draft]:
    family = [other for other in drafts if other.within is draft or other is draft.within]
    siblings = [
        other for other in drafts if draft.within and other.within is draft.within and other is not draft
    ]
    apart = [other for other in drafts if other in draft.apart or draft in other.apart]
    return family + siblings + apart


def _lead(drafts: Sequence[Draft]) -> Draft | None:
    """Return what the report is about: of what is not recalled for context, what most claims tell of.

    Of equals, where somebody was killed: an arrest is told with what it is for. A year's toll is none, if there is
    anything else.
    """
    told = [draft for draft in drafts if any(not claim.background for claim in draft.claims)]
    return max(told, key=_weight, default=None)


def _weight(draft: Draft) -> tuple[bool, int, bool]:
    own = [claim for claim in draft.claims if not _is_of_more(claim)]
    return bool(own), len(draft.claims), draft.most(Harm.KILLED) > 0


def _is_of_more(claim: Found) -> bool:
    """Whether a claim counts more than one thing, or a part of such a count."""
    return isinstance(claim, HarmClaim) and claim.scope in {Scope.CUMULATIVE, Scope.PERIOD, Scope.SUBSET}


def _people(drafts: Sequence[Draft], people: frozenset[str]) -> dict[int, frozenset[str]]:
    """Return who is named in the words that tell of each scene."""
    if not people:
        return {id(draft): people for draft in drafts}
    words = {
        id(draft): frozenset(word for claim in draft.claims for word in words_of(claim.quote.text))
        for draft in drafts
    }
    return {key: frozenset(p for p in people if p.split()[-1] in said) for key, said in words.items()}
