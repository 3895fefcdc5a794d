"""Read the dead that an adverb or a multiple tells: "five were shot, two fatally", "a double homicide"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from histor.claims.harm.found import Found, Relation
from histor.claims.harm.hit import Hit, verb_above
from histor.claims.harm.lists import exactly
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene
from histor.claims.harm.wordings import last_resort
from histor.claims.harm.words import Meaning, Role
from histor.claims.parsed import BlockKind, Token
from histor.records.claim import Harm
from histor.values.count import Count, Hedge, find_counts

FATALLY = re.compile(r"\s*(?:of (?:them|whom|those|the victims))?,?\s*(?:were |was )?(?:fatally|mortally)\b")
PRONOUNS = frozenset({"he", "she", "they"})
MURDER_SUICIDE = re.compile(r"\b(?P<death>(?:murder|homicide)[- ]suicide)\b", re.IGNORECASE)
COUNTS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+) counts of "
    r"(?:(?:first|second|capital|aggravated)[- ]?\w* )*(?P<death>murder|homicide|manslaughter)\b",
    re.IGNORECASE,
)
MULTIPLES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}


def with_fatal(found: Sequence[Found]) -> list[Found]:
    """Return the figures of a sentence, those hit "fatally" as dead, a part of all who were hit."""
    return [_fatal(item, found[:at]) for at, item in enumerate(found)]


def _fatal(item: Found, before: Sequence[Found]) -> Found:
    text, first = item.scene.sentence.text, item.scene.sentence.start
    if item.harm is not Harm.INJURED or FATALLY.match(text, item.counted.end - first) is None:
        return item
    meaning = Meaning(Harm.KILLED, item.hit.meaning.role, f"{item.hit.meaning.entry} fatally")
    dead = replace(item, hit=replace(item.hit, meaning=meaning))
    whole = next((other for other in reversed(before) if _holds(other, item)), None)
    return dead if whole is None else replace(dead, relation=Relation.PART, of=whole)


def died_since(found: Sequence[Found]) -> list[Found]:
    """Return the figures of a sentence, one who is hurt and of whom it says that he died as dead."""
    hurt = [item for item in found if item.harm is Harm.INJURED and item.count.exact == 1]
    if len(hurt) != 1 or any(item.harm is Harm.KILLED for item in found):
        return list(found)
    death = last_resort(hurt[0].scene)
    if death is None or death.count.wording.lower() not in PRONOUNS or death.start < hurt[0].counted.end:
        return list(found)
    return [replace(item, hit=death.hit) if item is hurt[0] else item for item in found]


def _holds(other: Found, item: Found) -> bool:
    return other.harm is Harm.INJURED and (other.count.low or 0) > (item.count.low or 0) > 0


def charged(scene: Scene) -> Found | None:
    """Return the dead whose killing is charged or named: "three counts of murder", "a murder-suicide"."""
    text, first = scene.sentence.text, scene.sentence.start
    match = COUNTS.search(text) or MURDER_SUICIDE.search(text)
    told = scene.sentence.tokens_within(first + match.start(), first + match.end()) if match else ()
    if match is None or not told:
        return None
    count = _count_of(match)
    meaning = Meaning(Harm.KILLED, Role.EVENTS, f"killed.events:{match['death'].lower()}")
    hit = Hit(meaning, told[0], told[-1], None, "multiple", confidence=0.6)
    return Found(
        scene, Counted(None, told[-1], told[-1], told[0].start, told[-1].end), hit, count, summed=True
    )


def looked_into(scene: Scene) -> Found | None:
    """Return the one death that is looked into, whoever died: "a person of interest in an Ardel death"."""
    return next((found for token in scene.tokens if (found := _case(scene, token)) is not None), None)


def _case(scene: Scene, death: Token) -> Found | None:
    """Read "was charged in a killing", "are investigating a homicide", a headline's "sought in Ardel death"."""
    above, below = scene.sentence.head(death), scene.sentence.children(death)
    one = any(t.dep == "det" and t.text.lower() in ("a", "an") for t in below)
    headline = scene.sentence.kind is BlockKind.HEADLINE and any(t.dep == "compound" for t in below)
    whose = any(t.dep == "poss" or (t.dep == "prep" and t.lemma == "of") for t in below)
    known = death.tag == "NN" and scene.words.has("investigated", death.lemma)
    if not known or whose or not (one or headline) or not _is_case(scene, death, above):
        return None
    meaning = Meaning(Harm.KILLED, Role.EVENTS, f"killed.events:{death.lemma}")
    hit = Hit(meaning, death, death, verb_above(scene, death), "case", confidence=0.6)
    start = scene.sentence.subtree(death)[0].start
    count = exactly(1, scene.sentence.words(start, death.end))
    return Found(scene, Counted(None, death, None, start, death.end), hit, count, summed=True)


def _is_case(scene: Scene, death: Token, above: Token) -> bool:
    """Whether somebody looks into a death, or is looked for because of it."""
    if death.dep == "dobj":
        return scene.words.has("cases", above.lemma)
    before = scene.after(above, -1)  # the parse may hang "in" further up: "a person of interest in"
    over = [scene.sentence.head(above), *([before] if before is not None else [])]
    return (
        death.dep == "pobj"
        and above.lemma in ("in", "into")
        and any(scene.words.has("cases", t.lemma) for t in over)
    )


def _count_of(match: re.Match[str]) -> Count:
    number = find_counts(match.group())
    if not number:
        return Count(low=2, hedge=Hedge.AT_LEAST, wording=match.group())
    return number[0].count


def multiples(scene: Scene, told: Sequence[Found]) -> Iterator[Found]:
    """Yield what a multiple of a killing counts, in a sentence that gives no dead otherwise."""
    if any(found.harm is Harm.KILLED for found in told):
        return
    for token in scene.tokens:
        noun = scene.after(token) if token.text.lower() in MULTIPLES else None
        if noun is not None and scene.words.of_token(noun, Role.EVENTS) is not None and noun.tag == "NN":
            meaning = Meaning(Harm.KILLED, Role.EVENTS, f"killed.events:{noun.lemma}")
            count = exactly(MULTIPLES[token.text.lower()], token.text)
            hit = Hit(meaning, noun, noun, None, "multiple")
            yield Found(scene, Counted(None, noun, noun, token.start, noun.end), hit, count, summed=True)
            return
