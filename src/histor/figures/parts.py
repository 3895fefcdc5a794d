"""Parts and their whole: whether what a report breaks down adds up to what it breaks down."""

from collections.abc import Iterable, Mapping, Sequence

from histor.records.claim import HarmClaim


def part_flags(wholes: Iterable[HarmClaim], parts_of: Mapping[str, Sequence[HarmClaim]]) -> tuple[str, ...]:
    """Return a flag for every whole whose parts by place come to another number."""
    flags = (_flag(whole, parts_of.get(whole.id, ())) for whole in wholes)
    return tuple(sorted({flag for flag in flags if flag}))


def parts_by_whole(claims: Iterable[HarmClaim]) -> dict[str, list[HarmClaim]]:
    """Return the parts of each claim that has any."""
    found: dict[str, list[HarmClaim]] = {}
    for claim in claims:
        if claim.subset_of:
            found.setdefault(claim.subset_of, []).append(claim)
    return found


def _flag(whole: HarmClaim, parts: Sequence[HarmClaim]) -> str | None:
    """Only parts by place are a breakdown: women and children, or the dead and the burned, may overlap."""
    numbers = [part.count.exact for part in parts if _by_place(part, whole)]
    known = [number for number in numbers if number is not None]
    if whole.count.exact is None or len(numbers) < len(("one", "two")) or len(known) < len(numbers):
        return None
    total = sum(known)
    if total == whole.count.exact:
        return None
    gap = whole.count.exact - total
    rest = f"{gap:,} unexplained" if gap > 0 else f"{-gap:,} too many"
    return f"parts do not add up: {total:,} of {whole.count.exact:,}, {rest}"


def _by_place(part: HarmClaim, whole: HarmClaim) -> bool:
    mine = part.place.written if part.place else None
    return (
        part.harm is whole.harm
        and mine is not None
        and mine != (whole.place.written if whole.place else None)
    )
