"""What a figure covers: one event, a window of time, a running total, or a part of another figure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from histor.claims.harm_found import Found, Relation
from histor.claims.harm_words import HarmWords
from histor.records.claim import Harm, Scope, Trace

SHORT_WINDOW = re.compile(r"\b(?:24|48|72) hours\b|\bpast (?:day|week)\b|\blast 24\b|\bovernight\b")
KIN_OWNERS = frozenset({"my", "his", "her", "our", "their", "whose", "your"})


@dataclass(frozen=True, slots=True)
class Scoped:
    """What a figure covers, which figure it is a part of, and the words that say so."""

    scope: Scope
    whole: Found | None = None
    trace: Trace | None = None


Judge = Callable[[HarmWords, Found, Sequence[Found]], "Scoped | None"]


def scope_of(words: HarmWords, found: Found, before: Sequence[Found]) -> Scoped:
    """Return what `found` covers; `before` are the figures of the report up to it."""
    for judge in JUDGES:
        scoped = judge(words, found, before)
        if scoped is not None:
            return scoped
    return Scoped(Scope.INCIDENT)


def _subset(rule: str, shown: str, whole: Found | None) -> Scoped:
    return Scoped(Scope.SUBSET, whole, Trace(step="scope", rule=f"scope:{rule}", words=shown))


def _part(words: HarmWords, found: Found, before: Sequence[Found]) -> Scoped | None:
    """A part by its own words: "including 39 women", "five of them"."""
    if found.relation is not Relation.PART:
        return None
    return _subset("part", found.hit.frame, found.of)


def _partitive(words: HarmWords, found: Found, before: Sequence[Found]) -> Scoped | None:
    """A part of something named before: "112 of the injured", "five of the dead"."""
    if not found.counted.of:
        return None
    return _subset("partitive", found.scene.sentence.words(found.counted.start, found.counted.end), whole_before(found, before))


def _among(words: HarmWords, found: Found, before: Sequence[Found]) -> Scoped | None:
    """A part: "twelve children were among the dead"."""
    if "part" not in found.hit.links:
        return None
    return _subset("among", found.hit.first.text, whole_before(found, before))


def _since(words: HarmWords, found: Found, before: Sequence[Found]) -> Scoped | None:
    """A running total: "since 7 October", "this year"."""
    text = _clause(found)
    short = SHORT_WINDOW.search(text)
    if short is not None:
        return Scoped(Scope.PERIOD, None, Trace(step="scope", rule="scope:window", words=short.group()))
    for name in ("since", "within"):
        entry = next((e for e in sorted(words.lists[name]) if re.search(rf"\b{re.escape(e)}\b", text)), None)
        if entry is not None and not _since_is_not_time(text, entry):
            return Scoped(Scope.CUMULATIVE, None, Trace(step="scope", rule=f"scope:{name}", words=entry))
    return None


def _since_is_not_time(text: str, entry: str) -> bool:
    return entry == "since" and re.search(r"(?:worst|deadliest|bloodiest|first|largest|biggest|have|has) since|since (?:then|died|been)", text) is not None


def _long(words: HarmWords, found: Found, before: Sequence[Found]) -> Scoped | None:
    """A total of a war or an insurgency: "the conflict has claimed over 26,000 lives"."""
    verb = found.hit.verb
    if verb is None:
        return None
    subjects = [t for t in found.scene.sentence.children(verb) if t.dep in ("nsubj", "nsubjpass")]
    agent = found.hit.agent
    named = [t for t in (*subjects, *((agent,) if agent else ())) if words.has("over_years", t.lemma)]
    return Scoped(Scope.CUMULATIVE, None, Trace(step="scope", rule="scope:long", words=named[0].text)) if named else None


def _severity(words: HarmWords, found: Found, before: Sequence[Found]) -> Scoped | None:
    """The gravely hurt of a larger figure."""
    whole = whole_before(found, before)
    if found.harm is not Harm.INJURED or whole is None:
        return None
    near = found.scene.sentence.words(found.counted.start, min(found.scene.sentence.end, found.counted.end + 60)).lower()
    entry = next((e for e in words.lists["severity"] if e in near), None)
    return _subset("severity", entry, whole) if entry else None


def _increment(words: HarmWords, found: Found, before: Sequence[Found]) -> Scoped | None:
    """An addition to a figure of the same harm: "a further nine", "20 more bodies"."""
    mention = found.counted.mention
    added = (mention is not None and getattr(mention, "increment", False)) or found.relation is Relation.MORE
    if not added or not any(other.harm is found.harm and other is not found for other in before):
        return None
    return _subset("increment", found.count.wording, whole_before(found, before))


def _kin(words: HarmWords, found: Found, before: Sequence[Found]) -> Scoped | None:
    """A speaker's own dead, in a report that has given a toll: "my two cousins died"."""
    owned = any(
        t.text.lower() in KIN_OWNERS
        for t in found.scene.sentence.tokens_within(found.counted.start - len("whose "), found.counted.end)
    )
    kin = found.counted.noun is not None and words.has("kin", found.counted.noun.lemma)
    whole = whole_before(found, before)
    return _subset("kin", found.count.wording, whole) if owned and kin and whole is not None else None


def _alone(words: HarmWords, found: Found, before: Sequence[Found]) -> Scoped | None:
    """A part by place: "in Bokkos alone"."""
    text = _clause(found)
    if not re.search(r"\b(?:alone|there)\b", text) or re.search(r"\bthere (?:were|was|is|are|had|have)\b", text):
        return None
    return _subset("alone", "alone", whole_before(found, before))


def _listed(words: HarmWords, found: Found, before: Sequence[Found]) -> Scoped | None:
    """A part by place in a list after a total: "683 in Latakia, 433 in Tartus"."""
    if found.relation is not Relation.SAME or found.of is None:
        return None
    whole = whole_before(found.of, before)
    return _subset("listed", found.count.wording, whole) if whole is not None and whole is not found.of else None


def _clause(found: Found) -> str:
    """Return the words around a figure that may bound it in time: its sentence, up to a break by ";" or "while"."""
    sentence = found.scene.sentence
    at = found.counted.start - sentence.start
    left = max((m.end() for m in re.finditer(r"; | while | whereas ", sentence.text[:at])), default=0)
    right = re.search(r"; | while | whereas ", sentence.text[at:])
    return sentence.text[left : at + right.start() if right else None].lower()


def whole_before(found: Found, before: Sequence[Found]) -> Found | None:
    """Return the last figure of the same harm, before `found`, that is large enough to hold it."""
    floor = found.count.low or found.count.high or 0
    for other in reversed(before):
        ceiling = other.count.high or other.count.low or 0
        if other.harm is found.harm and other is not found and ceiling > floor and other.relation is not Relation.PART:
            return other
    return None


JUDGES: tuple[Judge, ...] = (_part, _partitive, _among, _kin, _severity, _increment, _alone, _listed, _since, _long)
