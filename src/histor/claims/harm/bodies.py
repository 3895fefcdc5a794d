"""A body's wounds are no wounded: who is told as found dead has died of them, and is counted once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from histor.claims.harm.found import Found
from histor.claims.harm.hit import Hit, verb_above
from histor.claims.harm.noun_frames import mass_grave
from histor.claims.harm.scene import Scene
from histor.claims.harm.words import Meaning, Role
from histor.claims.parsed import Token
from histor.records.claim import Harm

STEPS = 3  # up the parse: "the bodies of a clerk, his wife and his son, who had been shot"
ALL_OF = frozenset({"both", "all", "each", "most", "none"})  # "both of whom had been shot"


def of_bodies(found: Sequence[Found]) -> list[Found]:
    """Return the figures of a sentence, the wounded among them whom it tells as bodies counted as dead, once."""
    told: list[Found] = []
    for item in found:
        hit = _as_dead(item)
        if hit is None:
            told.append(item)
        elif item.count.known and not _is_counted_dead(item, found):
            told.append(replace(item, hit=hit))
    return [item for item in told if not _is_body_of(item, told)]


def _as_dead(item: Found) -> Hit | None:
    """Return what tells somebody dead whose wound is told: "the body of a man who had been shot", "the dead guard"."""
    scene, person = item.scene, _person(item)
    if item.harm is not Harm.INJURED or person is None:
        return None
    told = _told_dead(scene, person)
    if told is None:
        return None
    word, meaning = told
    return Hit(meaning, word, word, verb_above(scene, word), "event", confidence=item.hit.confidence)


def _person(item: Found) -> Token | None:
    """Return the noun for whom a figure counts; of "both of whom", that which they are said of."""
    token = item.counted.noun or item.counted.anchor
    verb = item.hit.verb
    if token.text.lower() in ALL_OF and verb is not None and verb.dep == "relcl":
        return item.scene.sentence.head(verb)
    return token


def _told_dead(scene: Scene, person: Token) -> tuple[Token, Meaning] | None:
    return next((told for token in _with_joined(scene, person) for told in _dead_words(scene, token)), None)


def _with_joined(scene: Scene, person: Token) -> Iterator[Token]:
    """Yield a noun and what it is joined to in a list."""
    for _ in range(STEPS):
        yield person
        if person.dep not in ("conj", "appos"):
            return
        person = scene.sentence.head(person)


def _dead_words(scene: Scene, person: Token) -> Iterator[tuple[Token, Meaning]]:
    """Yield the words by which a noun means somebody dead: "body of", "dead"."""
    of = scene.sentence.head(person)
    noun = scene.sentence.head(of)
    led = person.dep == "pobj" and of.lemma == "of"
    meaning = scene.words.of_token(noun, Role.VICTIMS, Role.EVENTS) if led else None
    if meaning is not None and meaning.harm is Harm.KILLED and not mass_grave(scene, noun):
        yield noun, meaning
    for child in scene.sentence.children(person):
        state = scene.state(child) if child.dep == "amod" and child.i < person.i else None
        if state is not None and state.harm is Harm.KILLED:
            yield child, state


def _is_counted_dead(item: Found, found: Sequence[Found]) -> bool:
    """Whether another figure counts the same persons as dead: "both" of "two guards, both of whom had been shot"."""
    person = _person(item)
    return any(
        other.harm is Harm.KILLED
        and other.count.known
        and other.scene is item.scene
        and _person(other) == person
        for other in found
    )


def _is_body_of(item: Found, found: Sequence[Found]) -> bool:
    """Whether whose body it is is told beside it: "the body" and "a clerk" of "the body of a clerk"."""
    others = [other for other in found if other.scene is item.scene and other is not item]
    if (
        item.hit.frame == "aimed"
    ):  # "the deaths of two men who had been shot", read without the number as well
        return any(other.hit.first == item.hit.first and other.count.known for other in others)
    return item.count.exact == 1 and any(
        other.hit.frame == "event" and other.hit.first == item.counted.noun and other.count.exact == 1
        for other in others
    )
