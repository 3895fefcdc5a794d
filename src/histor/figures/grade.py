"""How well a figure is supported, after Airwars, and why."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from histor.figures.blame import rival_blame
from histor.figures.series import Voice
from histor.records.claim import Act, Claim, EventClaim, Harm, HarmClaim, Modality, StatementClaim
from histor.records.figure import Grade
from histor.values.name import Name

# What a claim of responsibility for an attack owns up to; arrests and losses around it are not the attack.
DONE = frozenset({Harm.KILLED, Harm.INJURED, Harm.ABDUCTED, Harm.OTHER})
ENOUGH = 2  # Airwars: "two or more generally credible sources"


@dataclass(frozen=True, slots=True)
class Context:
    """What else the incident's claims say that bears on a figure."""

    blamed: tuple[Name, ...] = ()
    accusers: tuple[tuple[str, str], ...] = ()  # who blames whom, by canonical name
    deniers: tuple[str, ...] = ()
    accepting: tuple[Name, ...] = ()  # who claims responsibility
    rivalry: str | None = None  # which parties are blamed by whom, where sources name different ones

    @property
    def doers(self) -> tuple[Name, ...]:
        """Who did it, by their own word or by another's."""
        return self.blamed + self.accepting


def context_of(claims: Iterable[Claim]) -> Context:
    """Return who is blamed by whom and who denies, in one incident."""
    held = sorted(claims, key=lambda claim: claim.id)
    blamed = {claim.perpetrator.canonical: claim.perpetrator for claim in held if claim.perpetrator}
    pairs = {
        (c.source.canonical if c.source else c.document, c.perpetrator.canonical)
        for c in held
        if c.perpetrator
    }
    blaming = {claim.id for claim in held if _blames(claim)}
    deniers = {who for claim in held if (who := _denier(claim, blaming))}
    accepting = {body.canonical: body for claim in held if (body := _accepter(claim))}
    return Context(
        blamed=tuple(blamed[key] for key in sorted(blamed)),
        accusers=tuple(sorted(pairs)),
        deniers=tuple(sorted(deniers)),
        accepting=tuple(accepting[key] for key in sorted(accepting)),
        rivalry=next((found.words for found in rival_blame(held)), None),
    )


def grade(harm: Harm, used: Sequence[Voice], independent: int, context: Context) -> tuple[Grade, str]:
    """Return the grade of a figure and the reason for it."""
    if not used:
        return Grade.DISCOUNTED, "nobody asserts it: it is only denied"
    claiming = [who.written for who in context.accepting] if harm in DONE else []
    accepting = _accepting(used, claiming)
    if accepting:
        return Grade.CONFIRMED, f"{accepting} accepts having done it"
    dispute = _dispute(context)
    if dispute:
        return Grade.CONTESTED, dispute
    if independent >= ENOUGH:
        return Grade.FAIR, f"{independent} independent sources"
    return Grade.WEAK, "one source"


def _accepting(used: Sequence[Voice], claiming: Sequence[str]) -> str | None:
    """Return who takes responsibility: in so many words, or by a toll of its own doing."""
    names = [
        voice.source.written
        for voice in used
        if voice.source
        and voice.value > 0  # "we killed nobody" accepts nothing
        and any(claim.perpetrator and voice.is_of([claim.perpetrator]) for claim in voice.claims)
    ]
    return min([*names, *claiming], default=None)


def _dispute(context: Context) -> str | None:
    if context.deniers:
        return f"denied by {', '.join(context.deniers)}"
    by = {
        blamed: {who for who, other in context.accusers if other == blamed} for _, blamed in context.accusers
    }
    rivals = sorted(
        blamed for blamed in by if any(not (by[blamed] & by[other]) for other in by if other != blamed)
    )
    return f"blamed on {' and on '.join(rivals)} by different sources" if rivals else context.rivalry


def _accepter(claim: Claim) -> Name | None:
    if not isinstance(claim, StatementClaim) or claim.act is not Act.CLAIM_RESPONSIBILITY:
        return None
    return claim.organization or claim.speaker


def _denier(claim: Claim, blaming: Collection[str]) -> str | None:
    """Return who rejects the harm itself, or what blames somebody for it.

    That somebody whom nobody blames denies a part in it disputes nothing.
    """
    denies = (
        isinstance(claim, HarmClaim) and claim.modality is Modality.DENIED and not _rejects_a_number(claim)
    )
    if isinstance(claim, StatementClaim) and claim.act is Act.DENY:
        denies = claim.denies in blaming
    who = claim.source or (claim.speaker if isinstance(claim, StatementClaim) else None)
    return who.written if denies and who else None


def _blames(claim: Claim) -> bool:
    """Whether a claim says whose deed it was, or accuses."""
    accuses = isinstance(claim, StatementClaim) and claim.act is Act.ACCUSE
    return accuses or claim.perpetrator is not None or (isinstance(claim, EventClaim) and bool(claim.actors))


def _rejects_a_number(claim: HarmClaim) -> bool:
    """Whether only the number is rejected ("253 and not 359"), not the harm or who did it."""
    return claim.count.exact is not None and claim.perpetrator is None
