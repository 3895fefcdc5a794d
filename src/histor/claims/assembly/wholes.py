"""Give the parts of one list the same whole: "683 in Latakia, 433 in Tartus and 12 in Homs" are three parts of one."""

from collections.abc import Sequence
from dataclasses import replace

from histor.claims.mentions import HarmMention
from histor.records.claim import VictimClass


def with_common_wholes(mentions: Sequence[HarmMention]) -> list[HarmMention]:
    """Return the mentions, each bare number of a list a part of what the list divides, and of whom that counts."""
    found = [_under_whole(mention, mentions) for mention in mentions]
    return [_of_whom(mention, found) for mention in found]


def _under_whole(mention: HarmMention, mentions: Sequence[HarmMention]) -> HarmMention:
    at = mention.part_of
    while at is not None and _beside(mention, mentions[at]):
        at = mentions[at].part_of
    return replace(mention, part_of=at) if at != mention.part_of else mention


def _beside(mention: HarmMention, other: HarmMention) -> bool:
    """Whether `other` stands beside `mention` in a list, not above it.

    It is itself a part, in the same sentence, and `mention` is a bare number that leans on it.
    """
    leans = any(t.rule == "scope:part" and t.words.startswith("part:of") for t in mention.traces)
    bare = mention.victims is None and not leans  # "112 of the injured, 31 of whom": the 31 are of the 112
    return other.part_of is not None and other.sentence == mention.sentence and bare


def _of_whom(mention: HarmMention, mentions: Sequence[HarmMention]) -> HarmMention:
    """Return a bare number as counting the same people as its whole."""
    if mention.part_of is None or mention.victims is not None:
        return mention
    if mention.victim_class is not VictimClass.UNSPECIFIED:
        return mention
    return replace(mention, victim_class=mentions[mention.part_of].victim_class)
