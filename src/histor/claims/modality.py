"""How firmly a harm is put: asserted, alleged, denied, or only thought of."""

from collections.abc import Iterator

from histor.claims.harm_scene import Scene
from histor.claims.parsed import Token
from histor.records.claim import Modality, Trace

CLAUSE_BREAKS = frozenset({"relcl", "acl"})


def modality(scene: Scene, verb: Token | None, start: int, zero: bool) -> tuple[Modality, Trace | None]:
    """Return how the sentence puts the harm whose grammar `verb` carries; `start` is where the phrase begins.

    A count of none ("not one civilian was killed") is an assertion, whatever negation stands in it.
    """
    for judge in (_hypothetical, _denied, _alleged):
        word = judge(scene, verb, start)
        if word is not None and not (zero and judge is _denied):
            kind = {_hypothetical: Modality.HYPOTHETICAL, _denied: Modality.DENIED, _alleged: Modality.ALLEGED}[judge]
            return kind, Trace(step="modality", rule=f"modality:{kind}", words=word.text)
    return Modality.ASSERTED, None


def _chain(scene: Scene, verb: Token | None) -> Iterator[Token]:
    """Yield the verb and the verbs that it is a complement of, nearest first."""
    if verb is None:
        return
    yield verb
    below = verb
    for above in scene.sentence.ancestors(verb):
        if below.dep not in ("ccomp", "xcomp", "pcomp", "prep", "acl", "oprd", "acomp", "conj", "advcl", "pobj", "dobj"):
            return
        if above.pos in ("VERB", "AUX", "NOUN", "ADJ"):
            yield above
        below = above


def _hypothetical(scene: Scene, verb: Token | None, start: int) -> Token | None:
    words = scene.words
    if verb is None:
        return None
    for child in scene.sentence.children(verb):
        if child.dep == "aux" and words.has("hypothetical_aux", child.text.lower()):
            return child
        if child.dep == "mark" and child.text.lower() in ("if", "unless", "lest"):
            return child
    if any(child.dep == "aux" and child.text.lower() == "to" for child in scene.sentence.children(verb)):
        above = scene.sentence.head(verb)
        if above.i != verb.i and words.has("hypothetical_verbs", above.lemma):
            return above
        if verb.dep in ("advcl", "acl", "relcl") and not _perfect(scene, verb):
            return verb
    return None


def _perfect(scene: Scene, verb: Token) -> bool:
    return any(child.dep == "aux" and child.lemma == "have" for child in scene.sentence.children(verb))


def _denied(scene: Scene, verb: Token | None, start: int) -> Token | None:
    words = scene.words
    before = [t for t in scene.tokens if t.end <= start]
    if before and before[-1].text.lower() == "not":
        return before[-1]
    for i, token in enumerate(_chain(scene, verb)):
        if words.has("denying", token.lemma):
            return token
        for child in scene.sentence.children(token):
            if child.dep == "neg" and i == 0 and child.start < token.start and not _only(scene, child):
                return child
    return None


def _only(scene: Scene, token: Token) -> bool:
    following = scene.after(token)
    return following is not None and following.text.lower() in ("only", "yet", "just", "less", "fewer", "more")


def _alleged(scene: Scene, verb: Token | None, start: int) -> Token | None:
    words = scene.words
    for token in _chain(scene, verb):
        if words.has("alleged", token.text.lower()) and token.lemma not in ("think", "believe") or token.text.lower() in ("believed", "thought"):
            return token
        for child in scene.sentence.children(token):
            if child.dep in ("advmod", "aux") and words.has("alleged", child.text.lower()):
                return child
    near = [t for t in scene.tokens if start - 25 <= t.start < start + 60 and t.pos == "ADV"]  # an adverb by the phrase
    return next((t for t in near if words.has("alleged", t.text.lower()) and t.text.lower() != "likely"), None)
