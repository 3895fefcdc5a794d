"""Which of the wounded have died: told as wounded first and as dead then, one person is counted with the dead."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from histor.figures.persons import (
    Person,
    dies_by_own_hand,
    is_definite,
    is_dying,
    is_kin,
    is_recovering,
    is_slight,
    leaves_open,
    ordinal,
    person_of,
    persons_of,
    was_hurt,
)
from histor.figures.tally import tally
from histor.records.claim import Harm, HarmClaim, Modality, Scope

FULL = 2  # names: first and last
FEW = 10  # victims: among more, another one of the same age and sex is no surprise
SENTENCE_END = re.compile(r"[a-z)][.!?][\"”’']?\s*[A-Z“\"]")
ONE_EVENT = frozenset({Scope.INCIDENT, Scope.SUBSET, Scope.ROUNDED})


@dataclass(frozen=True, slots=True)
class Fate:
    """How many of those that one claim tells as wounded another one tells as dead."""

    dead: int
    hurt: HarmClaim
    told: HarmClaim

    @property
    def words(self) -> str:
        """Both tellings, each with who tells it."""
        return f"{_quoted(self.hurt)}, told dead as {_quoted(self.told)}"


def fates(claims: Iterable[HarmClaim]) -> dict[str, Fate]:
    """Return, for the claims of one incident that count wounded who died, how many and by which claim."""
    held = sorted((claim for claim in claims if _counts(claim)), key=lambda claim: claim.id)
    dead = [claim for claim in held if claim.harm is Harm.KILLED]
    hurt = [claim for claim in held if claim.harm is Harm.INJURED]
    first: dict[str, int] = {}
    for claim in held:
        first[claim.document] = min(claim.trigger.start, first.get(claim.document, claim.trigger.start))
    few = max((_number(claim) for claim in held), default=0) <= FEW
    scene = _Scene(dead, _beside(dead, hurt), first, few=few)
    found = {claim.id: scene.fate(claim) for claim in hurt} if dead else {}
    return {key: fate for key, fate in found.items() if fate is not None}


def is_single(claim: HarmClaim) -> bool:
    """Whether a claim counts one victim."""
    return claim.count.exact == 1


class _Scene:
    """The dead of one incident, and whether its reports tell wounded beside them."""

    def __init__(
        self,
        dead: Sequence[HarmClaim],
        beside: frozenset[tuple[str, str]],
        first: Mapping[str, int],
        *,
        few: bool,
    ) -> None:
        self._beside = beside
        self._doers = {claim.id for claim in dead if dies_by_own_hand(claim)}
        # "shot his wife and then himself" says nothing of how it ended for her.
        self._survivors = any(killed not in self._doers for _, killed in beside)
        self._victims = [claim for claim in dead if claim.id not in self._doers]
        self._first = first  # where each report first tells a victim
        self._few = few
        self._persons = {claim.id: persons_of(claim) for claim in dead if _is_listed(claim)}
        self._groups = [claim for claim in dead if not _is_listed(claim)]
        self._told = dead
        self._dead = dead if few else [claim for claim in dead if self._is_named(claim)]

    def fate(self, hurt: HarmClaim) -> Fate | None:
        return self._of_persons(hurt) or self._of_parts(hurt)

    def _of_persons(self, hurt: HarmClaim) -> Fate | None:
        if is_single(hurt):
            return self._of_one(hurt)
        if not self._few:
            return None
        if leaves_open(hurt):
            return self._of_group(hurt)
        return self._of_known(hurt) or self._of_list(hurt) or self._of_later(hurt)

    def _of_parts(self, hurt: HarmClaim) -> Fate | None:
        """Those told dead as some of the wounded, among however many: "30 were hurt, three of whom died"."""
        gone = [dead for dead in self._told if dead.subset_of == hurt.id or _names_whole(dead, hurt)]
        most = max(gone, key=lambda claim: (_number(claim), claim.id), default=None)
        return Fate(min(_number(most), _number(hurt)), hurt, most) if most is not None else None

    def _of_later(self, hurt: HarmClaim) -> Fate | None:
        """Those of whom a later report says that they had been hurt: "a girl who was wounded on Monday has died"."""
        group = persons_of(hurt)
        gone = [
            dead
            for dead in self._dead
            if (is_single(dead) or dead.scope is Scope.SUBSET)
            and _is_later(dead, hurt)
            and was_hurt(dead)
            and any(one.may_be(other) for one in group for other in persons_of(dead))
        ]
        return self._counted(hurt, gone)

    def _of_one(self, hurt: HarmClaim) -> Fate | None:
        person = self._person(hurt)
        if not self._few and len(person.name) < FULL:
            return None
        for dead in self._dead:
            lives = is_recovering(hurt) and not (_is_later(dead, hurt) and is_dying(dead))
            victim = dead.id in self._doers and is_kin(hurt)  # "stabbed his sister, then killed himself"
            told = replace(person, apart=person.apart or lives or victim)
            if (hurt.id, dead.id) not in self._beside and self._is_one(told, dead):
                return Fate(1, hurt, dead)
        last = self._last(hurt)
        if last is not None:
            return Fate(1, hurt, last)
        covered = self._few and leaves_open(hurt) and not person.apart and not self._survivors
        return Fate(1, hurt, self._groups[0]) if covered and self._groups else None

    def _last(self, hurt: HarmClaim) -> HarmClaim | None:
        """Return the dead of whom one shot is the last by number: "a fourth person was shot" where four are dead."""
        number = ordinal(hurt)
        if number is None or self._survivors or not leaves_open(hurt):
            return None
        same = (dead for dead in self._dead if dead.document == hurt.document)
        return next((dead for dead in same if dead.count.exact == number), None)

    def _is_named(self, dead: HarmClaim) -> bool:
        return any(len(person.name) >= FULL for person in self._persons.get(dead.id, ()))

    def _person(self, hurt: HarmClaim) -> Person:
        """Return who is hurt; "another man" is not the one told before, if one was, nor is one hit in the hand."""
        person = person_of(hurt)
        another = person.apart and self._first[hurt.document] < hurt.trigger.start
        return replace(person, apart=another or is_slight(hurt))

    def _is_one(self, person: Person, dead: HarmClaim) -> bool:
        others = self._persons.get(dead.id, [])
        if any(person.is_surely(other) for other in others) and (self._few or len(person.name) >= FULL):
            return True
        may_be = any(person.may_be(other) for other in others)
        return self._few and not self._survivors and not person.apart and may_be

    def _of_group(self, hurt: HarmClaim) -> Fate | None:
        """Those shot are the dead and the wounded together, unless the dead are told beside them."""
        alone = all((hurt.id, dead.id) not in self._beside for dead in self._victims)
        return self._counted(hurt, self._victims) if alone else None

    def _counted(self, hurt: HarmClaim, dead: Sequence[HarmClaim]) -> Fate | None:
        """Return how many of a group the dead are: as many as one claim counts, or as are told apart."""
        most = max(dead, key=lambda claim: (_number(claim), claim.id), default=None)
        if most is None:
            return None
        apart = tally(dead)
        number = max(_number(most), apart.number if apart is not None else 0)
        return Fate(min(number, _number(hurt)), hurt, most)

    def _of_known(self, hurt: HarmClaim) -> Fate | None:
        """All of those told of before are dead, if their report tells as many dead: "both victims had wounds"."""
        same = (
            dead
            for dead in self._dead
            if dead.document == hurt.document and _number(dead) == _number(hurt) and _are_known(hurt, dead)
        )
        dead = next((dead for dead in same if (hurt.id, dead.id) not in self._beside), None)
        return Fate(_number(dead), hurt, dead) if dead is not None else None

    def _of_list(self, hurt: HarmClaim) -> Fate | None:
        """Those of a list of wounded who are surely told dead: "his mother, Ada Varn, and his brother were hurt"."""
        persons = persons_of(hurt)
        if len(persons) != _number(hurt):
            return None
        told = [dead for dead in self._dead if (hurt.id, dead.id) not in self._beside]
        surely = [dead for person in persons if (dead := self._surely(person, told)) is not None]
        gone = surely or [dead for dead in told if _is_told_again(dead, hurt)]
        return Fate(len(gone), hurt, gone[0]) if gone else None

    def _surely(self, person: Person, told: Sequence[HarmClaim]) -> HarmClaim | None:
        return next(
            (dead for dead in told for other in self._persons.get(dead.id, ()) if person.is_surely(other)),
            None,
        )


def _is_listed(claim: HarmClaim) -> bool:
    """Whether a claim tells its victims one by one: one, or a list."""
    return is_single(claim) or len(persons_of(claim)) > 1


def _counts(claim: HarmClaim) -> bool:
    return (
        claim.harm in (Harm.KILLED, Harm.INJURED)
        and claim.modality in (Modality.ASSERTED, Modality.ALLEGED)
        and claim.scope in ONE_EVENT
        and not claim.background
        and _number(claim) > 0
    )


def _number(claim: HarmClaim) -> int:
    return claim.count.low or 0


def _beside(dead: Sequence[HarmClaim], hurt: Sequence[HarmClaim]) -> frozenset[tuple[str, str]]:
    """Return the wounded and dead of one sentence who are not the same: "one was killed and another wounded"."""
    by_sentence: dict[tuple[str, int], list[HarmClaim]] = {}
    for claim in dead:
        by_sentence.setdefault((claim.document, claim.quote.start), []).append(claim)
    return frozenset(
        (wounded.id, killed.id)
        for wounded in hurt
        for killed in by_sentence.get((wounded.document, wounded.quote.start), ())
        if not _same_words(wounded, killed) and not _apart(wounded, killed)
    )


def _apart(wounded: HarmClaim, killed: HarmClaim) -> bool:
    """Whether a sentence ends between the two, in a quote that runs over several."""
    first, last = sorted((wounded.trigger.start, killed.trigger.start))
    begin = wounded.quote.start
    return SENTENCE_END.search(wounded.quote.text[first - begin : last - begin]) is not None


def _names_whole(dead: HarmClaim, hurt: HarmClaim) -> bool:
    """Whether a report counts some of the wounded of another by their number: "four of the 18 wounded have died"."""
    if dead.scope is not Scope.SUBSET or dead.subset_of is not None or not was_hurt(dead):
        return False
    of = rf"\bof (?:the |those |its )?{re.escape(hurt.count.wording)}\b"
    return _number(dead) < _number(hurt) and re.search(of, dead.quote.text, re.IGNORECASE) is not None


def _is_told_again(dead: HarmClaim, hurt: HarmClaim) -> bool:
    """Whether one of a list is told dead by the same noun: "a boy and his mother were hurt. The boy died"."""
    words = (dead.victims or "").lower().split()
    later = dead.document == hurt.document and dead.trigger.start > hurt.trigger.start
    return (
        later and len(words) > 1 and words[0] == "the" and words[-1] in (hurt.victims or "").lower().split()
    )


def _are_known(hurt: HarmClaim, dead: HarmClaim) -> bool:
    """Whether the words for the wounded, or for the dead told after them, mean those told before: "both died"."""
    return is_definite(hurt) or (is_definite(dead) and dead.trigger.start > hurt.trigger.start)


def _is_later(dead: HarmClaim, hurt: HarmClaim) -> bool:
    """Whether a death was published after the wounds were."""
    return (
        dead.published is not None
        and hurt.published is not None
        and dead.published.start > hurt.published.start
    )


def _same_words(wounded: HarmClaim, killed: HarmClaim) -> bool:
    """Whether one phrase is told both wounded and dead, or the dead are told as some of the wounded."""
    if killed.subset_of == wounded.id or _is_one_of(killed, wounded):
        return True
    if _number(killed) == _number(wounded) and is_definite(killed) and _are_known(wounded, killed):
        return True
    if is_single(wounded) and is_single(killed) and wounded.victims == killed.victims:
        return True
    return wounded.count_span is not None and wounded.count_span == killed.count_span


def _is_one_of(killed: HarmClaim, wounded: HarmClaim) -> bool:
    """Whether a bare number behind those shot counts some of them: "two brothers were shot, and one died"."""
    fewer = _number(killed) < _number(wounded) and killed.victims is None
    return fewer and leaves_open(wounded) and killed.trigger.start > wounded.trigger.start


def _quoted(claim: HarmClaim) -> str:
    who = claim.source.canonical if claim.source else claim.outlet or "a report"
    number = "" if is_single(claim) else f"{claim.count.wording} "
    return f"“{number}{claim.victims or claim.trigger.text}” ({who})"
