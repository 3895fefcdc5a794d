"""Tell the arrests of somebody's past, which count times, from arrests that count people: "has 12 prior arrests"."""

from histor.claims.harm.hit import known_as_people
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene
from histor.claims.harm.words import Role
from histor.claims.parsed import Token
from histor.claims.phrases import subject
from histor.records.claim import Harm

OWN = frozenset({"his", "her", "my"})


def counts_past_arrests(scene: Scene, phrase: Counted) -> bool:
    """Whether a number counts arrests of one life: earlier ones, somebody's own, or those on a record."""
    meaning = scene.words.of_token(phrase.noun, Role.EVENTS) if phrase.noun is not None else None
    if phrase.noun is None or meaning is None or meaning.harm is not Harm.DETAINED:
        return False
    return _are_of_the_past(scene, phrase.noun)


def _are_of_the_past(scene: Scene, arrests: Token) -> bool:
    below, above = scene.sentence.children(arrests), scene.sentence.head(arrests)
    if any(scene.words.has("earlier_words", t.lemma) for t in below):
        return True
    if any(t.dep == "poss" and t.text.lower() in OWN for t in below) or _are_listed(scene, arrests):
        return True
    if arrests.dep == "dobj" and above.lemma == "have":
        return True
    of = scene.sentence.head(above) if arrests.dep == "pobj" else None
    if of is None:
        return False
    somebody = known_as_people(scene, of) or of.pos == "PROPN"
    return (above.lemma == "with" and somebody) or (above.lemma == "of" and _is_record(scene, of))


def _are_listed(scene: Scene, arrests: Token) -> bool:
    """Whether arrests stand on somebody's record: "17 arrests on her record", "the rap sheet shows 17 arrests"."""
    behind = (t for t in scene.sentence.children(arrests) if t.dep == "prep" and t.lemma in ("on", "in"))
    if any(_is_record(scene, held) for t in behind for held in scene.sentence.children(t)):
        return True
    lister = subject(scene.sentence, scene.sentence.head(arrests)) if arrests.dep == "dobj" else None
    return lister is not None and lister.tag == "NN" and _is_record(scene, lister)


def _is_record(scene: Scene, noun: Token) -> bool:
    return scene.words.has("criminal_records", noun.lemma)
