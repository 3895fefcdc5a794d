"""Read what a sentence divides: "of whom 18 are in care", "of the 75, 28 fought", "of those killed, 9 were men"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from histor.claims.harm.found import Found, Relation
from histor.claims.harm.hit import SUBJECTS, Hit
from histor.claims.harm.parts_leaning import leaning, with_predicate
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene
from histor.claims.harm.words import Meaning, Role
from histor.claims.parsed import Token
from histor.values.count import Count, Hedge

CLAUSE_OPENING = 8  # words of "Of the 84 dead so far, there are"
DIVIDING = "part:of-before"
POINTING = frozenset({"the", "those", "these"})
ONE = Count(exact=1, low=1, high=1, hedge=Hedge.EXACT, wording="one")
CLAUSE_MARKS = frozenset({",", ":", ";", "that", "and"})


def of_them(
    scene: Scene, counted: Counted, before: Sequence[Found], earlier: Sequence[Found]
) -> Found | None:
    """Read "of whom 18 are in intensive care", "Of the 75, 28 were fighters", "the remaining 47"."""
    words = [t.text.lower() for t in scene.tokens if t.end <= counted.start]
    tail = [word for word in words[-6:] if word != ","]
    pronoun = tail[-2:] in (["of", "whom"], ["of", "them"], ["of", "these"], ["of", "those"])
    pronoun = pronoun or (tail[-2:] == ["of", "which"] and _of_killings(scene, counted))
    rest = tail[-1:] in (["remaining"], ["other"], ["rest"]) and not _done_otherwise(scene, counted)
    divided = _divided(scene, counted)
    named = replace(counted, of=True)
    whole = _whole([*earlier, *before], _said(scene, divided))
    if (pronoun or divided or rest) and whole is not None:
        return leaning(scene, with_predicate(scene, named), whole, Relation.PART, DIVIDING)
    return _by_own_word(scene, with_predicate(scene, named), divided)


def _done_otherwise(scene: Scene, counted: Counted) -> bool:
    """Whether something else was done to the rest: "killed 33 captives and sent the remaining 18 home"."""
    above = scene.sentence.head(counted.anchor)
    return counted.anchor.dep == "dobj" and above.pos == "VERB" and above.i not in scene.verbs


def _of_killings(scene: Scene, counted: Counted) -> bool:
    """Whether "which" stands for the harm itself: "the killings, of which 71 were put down to the army"."""
    led_by = [t for t in scene.tokens if t.end <= counted.start and t.pos in ("NOUN", "PROPN")]
    return bool(led_by) and scene.words.of_token(led_by[-1], Role.EVENTS, Role.VICTIMS) is not None


def _divided(scene: Scene, counted: Counted) -> Sequence[Token]:
    """Return the words of "of those killed," that open the clause of a number; none, where nothing is divided."""
    led_by = scene.tokens[: next((t.i for t in scene.tokens if t.end > counted.start), 0)]
    for of in reversed(led_by[-CLAUSE_OPENING:]):
        following = scene.after(of)
        opens = of.i == 0 or scene.tokens[of.i - 1].text.lower() in CLAUSE_MARKS
        if of.lemma == "of" and opens and following is not None and following.text.lower() in POINTING:
            words = led_by[of.i :]
            told = of.i == 0 or any(_meanings(scene, words))  # "of the town, six" divides nobody
            return words if told else ()
    return ()


def _meanings(scene: Scene, words: Sequence[Token]) -> Iterator[tuple[Token, Meaning]]:
    for token in words:
        trigger = scene.verbs.get(token.i)
        meaning = scene.noun(token) or scene.state(token) or (trigger.meaning if trigger else None)
        if meaning is not None:
            yield token, meaning


def _said(scene: Scene, words: Sequence[Token]) -> Meaning | None:
    return next((meaning for _, meaning in _meanings(scene, words)), None)


def _whole(told: Sequence[Found], said: Meaning | None) -> Found | None:
    """Return the figure that is divided: the nearest of the harm that the words say."""
    alike = [found for found in told if said is None or found.harm is said.harm]
    return next(
        (found for found in reversed(alike) if found.relation is not Relation.PART),
        alike[-1] if alike else None,
    )


def of_the_harmed(scene: Scene, counted: Counted, cue: Token) -> Found | None:
    """Read "The dead were mostly farmers, including six women": a part of those whom the subject names."""
    told = (t for t in scene.tokens[: cue.i] if t.dep in SUBJECTS and scene.words.of_token(t, Role.VICTIMS))
    return _by_own_word(scene, counted, [*told][-1:])


def _by_own_word(scene: Scene, counted: Counted, divided: Sequence[Token]) -> Found | None:
    """Read a part of those whose number nothing told before gives: "Of those killed, 224 were men"."""
    word, meaning = next(_meanings(scene, divided), (None, None))
    if word is None or meaning is None or counted.noun is None:
        return None
    count = counted.mention.count if counted.mention is not None else ONE
    hit = Hit(meaning, word, word, None, DIVIDING, confidence=0.7)
    return Found(scene, counted, hit, count, Relation.PART)


def parts_go_on(
    scene: Scene, counted: Counted, before: Sequence[Found], _earlier: Sequence[Found]
) -> Found | None:
    """Read "of the 38 killed, 24 were civilians and 14 were fighters": each number says who they were."""
    last = before[-1] if before else None
    if last is None or last.hit.frame != DIVIDING:
        return None
    following = next((t for t in scene.tokens if t.start >= counted.end), None)
    between = scene.sentence.words(last.counted.end, counted.start)
    if following is None or following.lemma != "be" or "." in between or ";" in between:
        return None
    named = with_predicate(scene, replace(counted, of=True))
    part = leaning(scene, named, last.of or last, Relation.PART, DIVIDING) if named.noun else None
    return replace(part, of=last.of) if part is not None else None
