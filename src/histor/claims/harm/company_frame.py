"""Read persons told beside others whom harm befell: "killed along with", "dead, as well as their mother"."""

from dataclasses import replace

from histor.claims.harm.hit import SUFFERING, Hit, Node, fits, hit_of, known_as_people, verb_above
from histor.claims.harm.lists import acts_further, extent, told_beside
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene, is_passive
from histor.claims.harm.verb_frames import complement
from histor.claims.parsed import Token

COMPANY = "along-with"  # the frame


def company_frame(scene: Scene, node: Node, counted: Counted) -> Hit | None:
    """Read "the clerk was abducted along with 150 villagers": what befell the one befell the others."""
    start = min(counted.start, extent(scene, node.token)[0])  # "along with their two sisters"
    if node.links or node.token.dep != "pobj" or not told_beside(scene, start):
        return None
    verb = verb_above(scene, node.token)
    if verb is None or verb.i > node.token.i:
        return None
    trigger = scene.verbs.get(verb.i)
    if trigger is None:
        return _company_in_state(scene, verb, counted)
    suffers = trigger.meaning.role in SUFFERING or is_passive(scene.sentence, trigger.head)
    return hit_of(scene, trigger, COMPANY) if suffers and fits(scene, trigger, counted) else None


def _company_in_state(scene: Scene, verb: Token, counted: Counted) -> Hit | None:
    """Read "two miners are dead along with their uncle": the state of the ones is that of the others."""
    noun = counted.noun
    if noun is None or not known_as_people(scene, noun) or verb.lemma != "be":
        return None
    below = scene.sentence.children(verb)
    if any(t.dep == "expl" for t in below):  # "there were two dead boys in addition to the dead man"
        ones = next((t for t in below if t.dep == "attr"), None)
        hit = _state_before(scene, noun, verb)
        other = _state_before(scene, ones, verb) if ones is not None else None
        return hit if hit is not None and other is not None and other.harm is hit.harm else None
    if acts_further(scene, noun):
        return None
    hit = complement(scene, verb, counted, 0)
    return replace(hit, frame=COMPANY) if hit is not None and hit.first.start < counted.start else None


def _state_before(scene: Scene, noun: Token, verb: Token) -> Hit | None:
    """Return the state that an adjective says of people: "the dead man"."""
    for token in scene.sentence.children(noun):
        state = scene.state(token) if token.dep == "amod" else None
        if state is not None:
            return Hit(state, token, token, verb, COMPANY)
    return None
