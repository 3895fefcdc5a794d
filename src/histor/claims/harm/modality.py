"""How firmly a harm is put: asserted, alleged, denied, or only thought of."""

import re
from collections.abc import Callable, Iterator

from histor.claims.harm.found import Found
from histor.claims.harm.scene import Scene
from histor.claims.parsed import Token
from histor.records.claim import Modality, Trace, VictimClass

COMPLEMENTS = frozenset(
    {
        "ccomp",
        "xcomp",
        "pcomp",
        "prep",
        "acl",
        "relcl",
        "oprd",
        "acomp",
        "conj",
        "pobj",
        "dobj",
        "nsubj",
        "nsubjpass",
    }
)
OWN_VERB = frozenset(
    {
        "passive",
        "intransitive",
        "active",
        "state",
        "among",
        "left",
        "lives",
        "surface-active",
        "surface-passive",
    }
)
ADVERB_REACH = 40  # characters on either side of the phrase in which "reportedly" bears on it
NOT_TRUE = re.compile(
    r"\b(?:it|this|that|which|they) (?:is|was|are|were) "
    r"(?:false|untrue|not true|fake|a lie|lies|fabricated)\b"
)
UNCHECKED = re.compile(
    r"\bcould not (?:confirm|verify) (?:that|it|this|them|the (?:figure|number|claim)s?)\b"
)
Judge = Callable[[Found, str], "str | None"]


def modality(found: Found, following: str) -> tuple[Modality, Trace | None]:
    """Return how the text puts a harm, and the word that says so; `following` is the next sentence's text.

    A count of none ("not one civilian was killed") is an assertion, whatever negation stands in it.
    """
    for kind, judge in JUDGES:
        word = judge(found, following)
        if word is not None and not (kind is Modality.DENIED and found.count.exact == 0):
            return kind, Trace(step="modality", rule=f"modality:{kind}", words=word)
    return Modality.ASSERTED, None


def _chain(scene: Scene, verb: Token | None) -> Iterator[Token]:
    """Yield the verb and what it is a complement of, nearest first."""
    if verb is None:
        return
    yield verb
    below = verb
    for above in scene.sentence.ancestors(verb):
        if below.dep not in COMPLEMENTS:
            return
        yield above
        below = above


def _hypothetical(found: Found, _following: str) -> str | None:
    """Read "could have killed hundreds", "might not have died", "plotted to kill", "if 12 die"."""
    scene, verb = found.scene, found.hit.verb
    if verb is None:
        return None
    for child in scene.sentence.children(verb):
        if child.dep == "aux" and scene.words.has("hypothetical_aux", child.text.lower()):
            return child.text
        if child.dep == "mark" and child.text.lower() in ("if", "unless", "lest"):
            return child.text
    return _intended(scene, verb)


def _intended(scene: Scene, verb: Token) -> str | None:
    """Return the verb of intent over "to kill", or the infinitive of purpose itself."""
    below = scene.sentence.children(verb)
    above = scene.sentence.head(verb)
    infinitive = any(c.dep == "aux" and c.text.lower() == "to" for c in below)
    perfect = any(c.dep == "aux" and c.lemma == "have" for c in below)
    if (
        verb.tag == "VBG"
        and verb.dep == "pcomp"
        and scene.words.has("hypothetical_verbs", scene.sentence.head(above).lemma)
    ):
        return scene.sentence.head(
            above
        ).text  # "accused of planning", "threatened with killing", "from killing"
    if not infinitive or perfect or verb.i == above.i:
        return None
    if scene.words.has("hypothetical_verbs", above.lemma):
        return above.text
    return verb.text if verb.dep in ("advcl", "acl", "relcl") else None


def _denied(found: Found, _following: str) -> str | None:
    """Read "not 359", "denied killing 12", "did not kill", "reports of 12 dead are false"."""
    scene, verb = found.scene, found.hit.verb
    before = [t for t in scene.tokens if t.end <= found.counted.start]
    if before and before[-1].text.lower() == "not":
        return before[-1].text
    below: Token | None = None
    for token in _chain(scene, verb or found.counted.anchor):
        # "denies killing civilians and says the 51 are suspects": what stands beside a denial is not denied.
        beside = below is not None and below.dep == "conj"
        below = token
        if scene.words.has("denying", token.lemma) and not beside:
            return token.text
        refuted = _refuted(scene, token) or _unknowable(scene, token)
        if refuted is not None:
            return refuted
    false = NOT_TRUE.search(scene.sentence.text.lower())
    return _negation(found, verb) or (false.group() if false is not None else None)


def _refuted(scene: Scene, token: Token) -> str | None:
    """Return what a report is said to be, where that is no truth: "are rumours", "is untrue"."""
    if token.lemma not in ("be", "remain"):
        return None
    said = (c for c in scene.sentence.children(token) if c.dep in ("attr", "acomp"))
    return next((c.text for c in said if scene.words.has("denying", c.lemma)), None)


def _unknowable(scene: Scene, token: Token) -> str | None:
    """Return the verb by which somebody is said to have had no means of knowing: "could not have counted 500"."""
    if not scene.words.has("knowing", token.lemma):
        return None
    below = scene.sentence.children(token)
    perfect = any(c.dep == "aux" and c.lemma == "have" for c in below)
    able = any(c.dep == "aux" and c.text.lower() in ("could", "can") for c in below)
    negated = any(c.dep == "neg" or scene.words.has("negating", c.text.lower()) for c in below)
    return token.text if perfect and able and negated else None


def _negation(found: Found, verb: Token | None) -> str | None:
    """Return the negation on the harm's own verb; "did not come back" is no denial of it."""
    if verb is None or found.hit.frame.removesuffix("-relative") not in OWN_VERB:
        return None
    sentence = found.scene.sentence
    for child in sentence.children(verb):
        own = found.hit.first.start <= child.start <= found.hit.last.start
        if child.dep == "neg" and child.i < verb.i and not own and not _limited(found.scene, child):
            return child.text
    return None


def _limited(scene: Scene, token: Token) -> bool:
    """Whether "not" only limits: "not only", "not yet", "not fewer than"."""
    following = scene.after(token)
    return following is not None and following.text.lower() in (
        "only",
        "yet",
        "just",
        "less",
        "fewer",
        "more",
    )


def _alleged(found: Found, following: str) -> str | None:
    """Read "reportedly", "feared dead", "believed to have been killed", "may have died"."""
    scene = found.scene
    for token in _chain(scene, found.hit.verb):
        told = scene.sentence.head(token)
        if _casts_doubt(token) or _is_accused(scene, token):
            return token.text
        if told.tag == "NNS" and token.dep in ("acl", "ccomp") and scene.words.has("hearsay", told.lemma):
            return told.text
        doubt = next(
            (c for c in scene.sentence.children(token) if c.dep in ("advmod", "aux") and _is_doubt(scene, c)),
            None,
        )
        if doubt is not None:
            return doubt.text
        if token.dep == "ccomp":
            break
    near = (
        t
        for t in scene.tokens
        if abs(t.start - found.counted.start) <= ADVERB_REACH and t.pos in ("ADV", "ADJ")
    )
    adverb = next((t.text for t in near if _is_doubt(scene, t)), None)
    unchecked = UNCHECKED.search(following.lower()[:80])
    return adverb or (unchecked.group() if unchecked is not None else None)


def _casts_doubt(token: Token) -> bool:
    """Whether a verb in the passive, or one of fear, leaves it open: "are believed to", "fear that"."""
    lowered = token.text.lower()
    if lowered in ("believed", "thought", "presumed", "suspected", "feared", "alleged"):
        return token.tag == "VBN" or token.lemma in ("fear", "suspect", "allege")
    return token.lemma in ("fear", "suspect", "allege")


def _is_accused(scene: Scene, verb: Token) -> bool:
    """Whether a force "is accused", by nobody who is named, of what stands below."""
    below = scene.sentence.children(verb)
    if not scene.words.has("accusing", verb.lemma) or any(c.dep == "agent" for c in below):
        return False
    accused = next((c for c in below if c.dep == "nsubjpass"), None)
    if accused is not None and verb.dep == "relcl" and accused.tag in ("WDT", "WP"):
        accused = scene.sentence.head(verb)
    if accused is None and verb.tag == "VBN" and verb.dep == "acl":
        accused = scene.sentence.head(verb)
    return accused is not None and _is_force(scene, accused)


def _is_force(scene: Scene, noun: Token) -> bool:
    armed = scene.words.victims.get(noun.lemma) in (VictimClass.COMBATANT, VictimClass.SECURITY_FORCE)
    letters = noun.pos == "PROPN" and noun.text.isupper() and len(noun.text) > 1
    return letters or scene.words.has("collectives", noun.lemma) or (armed and noun.tag != "NN")


def _is_doubt(scene: Scene, token: Token) -> bool:
    return scene.words.has("alleged", token.text.lower())


JUDGES: tuple[tuple[Modality, Judge], ...] = (
    (Modality.HYPOTHETICAL, _hypothetical),
    (Modality.DENIED, _denied),
    (Modality.ALLEGED, _alleged),
)
