"""Read the words beside a counted phrase where the parse gives nothing."""

from dataclasses import replace

from histor.claims.harm.hit import DOING, SUFFERING, Hit, fits, headline_passive, hit_of
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene, is_passive
from histor.claims.parsed import Token
from histor.records.claim import Harm

LEANING = frozenset({"them", "whom", "including", "among", "mostly", "most", "many", "aged", "ages"})
INSERTION = 14  # words of the longest insertion between commas that is looked past


def surface(scene: Scene, counted: Counted) -> Hit | None:
    """Read the words beside the phrase where the parse gives nothing."""
    return _surface_before(scene, counted) or _surface_after(scene, counted)


def own_verb(scene: Scene, counted: Counted) -> Hit | None:
    """Read a verb right before a bare number that the parse takes for its adjective: "and displaced millions".

    Or one right behind a share that is told aside.
    """
    number = counted.anchor
    clause = _own_clause(scene, counted)
    if clause is not None:
        return clause
    modifying = (c for c in scene.sentence.children(number) if c.dep == "amod" and c.i == number.i - 1)
    verb = next((c for c in modifying if c.i in scene.verbs), None)
    return _surface_before(scene, counted) if verb is not None and counted.bare else None


def _own_clause(scene: Scene, counted: Counted) -> Hit | None:
    """Read the participle right behind a share told aside: "five were shot - two of them killed - near the mill"."""
    behind = next((t for t in scene.tokens if t.start >= counted.end), None)
    aside = counted.of and counted.bare and counted.anchor.dep == "appos"
    if (
        not aside
        or behind is None
        or behind.tag != "VBN"
        or scene.sentence.head(behind).i != counted.anchor.i
    ):
        return None
    trigger = scene.verbs.get(behind.i)
    kills = trigger is not None and trigger.meaning.role in DOING and trigger.meaning.harm is Harm.KILLED
    return (
        hit_of(scene, trigger, "own-clause") if trigger is not None and kills else None
    )  # "shot": how they died


def _surface_before(scene: Scene, counted: Counted) -> Hit | None:
    before = [t for t in scene.tokens if t.end <= counted.start]
    if not before:
        return None
    last = before[-1]
    trigger = next((t for t in scene.verbs.values() if t.last.i == last.i), None)
    if trigger is not None and scene.words.has("passive_only", trigger.head.lemma):
        return None
    if trigger is None or trigger.meaning.role not in DOING or _is_full_passive(scene, trigger.head):
        return None
    if not fits(scene, trigger, counted):
        return None
    return replace(hit_of(scene, trigger, "surface-active"), confidence=0.75)


def _is_full_passive(scene: Scene, verb: Token) -> bool:
    """Whether the passive is spelled out; a bare participle before a number is a past tense misread."""
    return any(child.dep in ("auxpass", "nsubjpass", "agent") for child in scene.sentence.children(verb))


def _surface_after(scene: Scene, counted: Counted) -> Hit | None:
    at = _past_insertion(scene, counted)
    skipped = ("AUX", "ADV", "PRON")
    while at is not None and at < len(scene.tokens) and scene.tokens[at].pos in skipped:
        at += 1
    if at is None or at >= len(scene.tokens):
        return None
    trigger = scene.verbs.get(scene.tokens[at].i)
    if trigger is None or not fits(scene, trigger, counted):
        return None
    suffers = trigger.meaning.role in SUFFERING
    unjoined = scene.sentence.head(trigger.head).i == trigger.head.i or trigger.last.i > trigger.head.i
    if (
        suffers
        or is_passive(scene.sentence, trigger.head)
        or (unjoined and headline_passive(scene, trigger.head, trigger.last))
    ):
        return replace(hit_of(scene, trigger, "surface-passive"), confidence=0.75)
    return None


def _past_insertion(scene: Scene, counted: Counted) -> int | None:
    """Return the position behind the phrase and an insertion: "29 people, 11 of them boys, died"."""
    at = next((t.i for t in scene.tokens if t.start >= counted.end), None)
    if at is None or scene.tokens[at].text != ",":
        return at
    # The last comma before the verb: a list of ages has commas of its own.
    commas = [t.i for t in scene.tokens[at + 1 : at + INSERTION] if t.text == ","]
    close = next(
        (i for i in reversed(commas) if scene.tokens[i + 1 : i + 2] and scene.tokens[i + 1].pos == "AUX"),
        None,
    )
    close = close if close is not None else (commas[0] if commas else None)
    inserted = scene.tokens[at + 1 : close] if close is not None else ()
    leans = any(t.text.lower() in LEANING for t in inserted)
    return close + 1 if close is not None and leans else at
