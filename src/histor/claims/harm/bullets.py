"""Read a list whose lead gives the total: "613 were killed, as follows:" and a line for each kind of victim."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from histor.claims.harm.found import Found, Relation
from histor.claims.harm.hit import known_as_people
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene
from histor.claims.parsed import BlockKind, Sentence

NUMBERED = re.compile(r"\s*\d[\d,.]* [a-z]")
MARKER = re.compile(r"\s*(?:[-*•‣▪▫◦●○–—➡✅🔹🔸]|\d{1,2}[.)]\s)")


@dataclass(frozen=True, slots=True)
class Lead:
    """The total that the lines below it divide."""

    total: Found


def is_line(sentence: Sentence) -> bool:
    """Whether a sentence is a line of a list: marked, or a number and its people without a verb."""
    counted = NUMBERED.match(sentence.text) is not None
    if counted and not any(t.pos == "AUX" or t.tag in ("VBD", "VBP", "VBZ") for t in sentence.tokens):
        return True
    return sentence.kind is BlockKind.BULLET or MARKER.match(sentence.text) is not None


def lead_after(lead: Lead | None, sentence: Sentence, here: Sequence[Found]) -> Lead | None:
    """Return the lead that stands after `sentence`: its own, or the one whose list it goes on with."""
    if sentence.text.rstrip().endswith(":"):
        totals = [found for found in here if found.relation is not Relation.PART and found.count.known]
        return Lead(totals[-1]) if totals else None
    return lead if lead is not None and is_line(sentence) else None


def in_list(scene: Scene, counted: Counted, before: Sequence[Found], lead: Lead | None) -> Found | None:
    """Return the figure with which a line of a list begins, as a part of the list's total."""
    mention, noun = counted.mention, counted.noun
    opening = MARKER.sub("", scene.sentence.words(scene.sentence.start, counted.start)).strip()
    if lead is None or before or mention is None or opening or noun is None:
        return None
    if not known_as_people(scene, noun) or scene.noun(noun) is not None:
        return None
    hit = replace(lead.total.hit, frame="listed-below", earlier=False, verb=None, agent=None, links=())
    hit = replace(hit, first=counted.anchor, last=counted.anchor, confidence=min(hit.confidence, 0.8))
    return Found(scene, counted, hit, mention.count, Relation.PART, lead.total)
