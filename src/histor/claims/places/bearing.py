"""Decide which of the places that a sentence names is that of a harm in it."""

import re
from collections.abc import Sequence

from histor.claims.mentions import Occurrence
from histor.claims.places.mentions import PlaceMention
from histor.claims.places.patterns import toll_after
from histor.claims.places.report_places import FINENESS, Group, NamedPlaces, is_destination
from histor.values.place import PlaceKind

NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds|scores)\b")
BREAK = re.compile(r"[,;:]|\bwith\b|\bincluding\b")
AGED = re.compile(r"\baged? [\d, and-]+")


def own_place(mention: Occurrence, where: NamedPlaces) -> Group | None:
    """Return the places of the mention's own sentence that are where it happened; None if none can be."""
    groups = [group for group in where.of_sentence(mention.sentence) if _may_be_it(group, where)]
    groups = [group for group in groups if not _of_another(group, mention, where)]
    inner = _innermost(groups, where)
    return max(inner, key=lambda group: _closeness(group, mention, where), default=None)


# "Near X in the Y district of Z": each name holds the one before it.
CHAINED = re.compile(
    r"(?:[’']s)?(?:,| in\b| of\b)? ?(?:(?!and\b|or\b|to\b|from\b|near\b|by\b)[\w’'-]+ ){0,5}"
)
HOLDING = re.compile(r"(?:,| in\b| of\b)|(?:^|\s)of ")


def _innermost(groups: Sequence[Group], where: NamedPlaces) -> list[Group]:
    """Return the places without those that are only the area of one named before them, as closely known."""
    kept: list[Group] = []
    chain: list[Group] = []
    for group in groups:
        between = where.text[chain[-1][-1].end : group[0].start] if chain else ""
        if not CHAINED.fullmatch(between) or NUMBER.search(between):
            chain = []  # "683 in Latakia, 433 in Tartus": a number begins another place, not a wider one
        held = any(FINENESS[g[0].kind] >= FINENESS[group[0].kind] for g in chain) and HOLDING.search(between)
        chain.append(group)
        if not held:
            kept.append(group)
    return kept


def _may_be_it(group: Group, where: NamedPlaces) -> bool:
    first = group[0]
    if first.locative == 0 and (first.kind is not PlaceKind.SITE) and not _toll_of_place(first, where):
        return False
    if first.start in where.spoken or first.start in where.beside:
        return False
    return not is_destination(first, where)


def _of_another(group: Group, mention: Occurrence, where: NamedPlaces) -> bool:
    """Whether a place follows another number more closely: in "96 dead, 79 of them in Bokkos" it is not the 96's."""
    # Of "two guards, a nurse and a boy were killed in X" all were: the numbers stand before the deed's word.
    behind = max(mention.anchor.end, mention.trigger.end)
    between = AGED.sub("", where.text[behind : group[0].start])
    if re.search(r"\bwhile\b|\bwhereas\b", between) and group[0].start > mention.anchor.end:
        return True
    return (
        group[0].start > mention.anchor.end and bool(NUMBER.search(between)) and bool(BREAK.search(between))
    )


def _toll_of_place(place: PlaceMention, where: NamedPlaces) -> bool:
    """Whether the name itself heads the toll: "Bokkos's dead", "the Gaza toll"."""
    after = where.text[place.end : place.end + 24]
    return bool(toll_after(where.words.struck).match(after))


def _closeness(group: Group, mention: Occurrence, where: NamedPlaces) -> tuple[int, int, int, int]:
    first = group[0]
    anchor = mention.anchor
    after = first.start >= anchor.start
    between = where.text[min(first.start, anchor.end) : max(first.start, anchor.end)]
    same_clause = not re.search(
        r"[;:]|, (?:while|whereas|but) |,? (?:and|while|but|after|whereas) (?:\S+ ){0,3}\d", between
    )
    adjoining = after and re.fullmatch(
        r"(?: \w+){0,3} (?:in|at|near|outside) (?:the )?", where.text[anchor.end : first.start]
    )
    attached = _attached(first, mention, where)
    return (
        2 * int(same_clause) + attached + int(bool(adjoining)),
        FINENESS[first.kind],
        int(after),
        -abs(first.start - anchor.start),
    )


def _attached(place: PlaceMention, mention: Occurrence, where: NamedPlaces) -> int:
    """Return 1 if the place hangs on the harm word or on the verb above it in the grammar of the sentence."""
    sentence = where.sentences[mention.sentence]
    named = sentence.tokens_within(place.start, place.end)
    trigger = sentence.tokens_within(mention.trigger.start, mention.trigger.end)
    if not named or not trigger:
        return 0
    above = {token.i for token in sentence.ancestors(named[-1])}
    return int(trigger[0].i in above or trigger[0].head in above)
