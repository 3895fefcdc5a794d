"""Follow persons through a report: the death or wound of one told of before, who is none of those counted so far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from histor.claims.harm.found import Found
from histor.claims.harm.frames import read_frames
from histor.claims.harm.hit import SUBJECTS, known_as_people
from histor.claims.harm.lists import COLLECTIVE, exactly, extent, is_kin
from histor.claims.harm.persons import ages_of, cannot_be_one, sex_of
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import Scene
from histor.claims.harm.singles import may_stand_alone
from histor.claims.harm.victims import phrase_tokens, victim_class
from histor.claims.harm.wordings import denied
from histor.claims.parsed import Token
from histor.records.claim import Harm, VictimClass

PRONOUNS = {"he": "male_words", "she": "female_words"}
ALL_OF_THEM = frozenset({"they", "all"})
FATES = (Harm.KILLED, Harm.INJURED)
FEW = 10  # of one report's dead or wounded: among more, whoever is told singly was counted
OUTSIDE = ("compound", "nmod", "npadvmod", "amod", "appos", "poss", "conj")


def followed(scenes: Sequence[Scene], found: Sequence[Found]) -> Iterator[Found]:
    """Yield the deaths and wounds of persons told of before whose sex or age makes them none of those counted.

    "Two girls were shot dead. ... The father had a gunshot wound": he is a third. Who may be one of those counted is
    taken for one of them; "the other victim", who is hurt, is none of the dead.
    """
    told = [item for item in found if item.harm in FATES and item.count.known]
    if any((item.count.low or 0) > FEW for item in told):
        return
    for scene in scenes:
        for item in _definite(scene, told):
            if not any(_may_be_of(item, other) for other in told):
                told.append(item)
                yield item


def died_next(scenes: Sequence[Scene], found: Sequence[Found]) -> list[Found]:
    """Return the figures of a report, the wound of one person of whom the next sentence says the death as that death.

    "A shard struck a guard in the chest. He bled to death": one has died, and nobody is wounded beside. So of a group:
    "The victims are a man and two boys. All died from gunshot wounds".
    """
    by_sentence: dict[int, list[Found]] = {}
    for item in found:
        by_sentence.setdefault(item.scene.sentence.index, []).append(item)
    told = {scene.sentence.index: scene for scene in scenes}
    return [_ended(item, _death_of(item, by_sentence, told)) for item in found]


def _ended(item: Found, death: Found | None) -> Found:
    """Return a wound as the death that it led to, told up to the sentence that says so."""
    if death is None:
        return item
    hit = replace(item.hit, meaning=death.hit.meaning)
    return replace(item, hit=hit, until=death.scene.sentence.index)


def _death_of(item: Found, found: Mapping[int, Sequence[Found]], scenes: Mapping[int, Scene]) -> Found | None:
    """Return the death that the next sentence tells of one who is hurt, where it is of nobody else."""
    here = item.scene.sentence.index
    next_one = scenes.get(here + 1)
    alone = item.harm is Harm.INJURED and bool(item.count.exact) and item.of is None and len(found[here]) == 1
    if not alone or next_one is None:
        return None
    if any(other.harm is Harm.KILLED for other in found.get(here + 1, ())):
        return None
    return next(_deaths_of(item, next_one), None)


def _deaths_of(item: Found, scene: Scene) -> Iterator[Found]:
    """Yield the deaths of the one told before: "he died", "the trader bled to death"."""
    for token in scene.tokens:
        if token.dep not in SUBJECTS or not _is_same_person(item, scene, token):
            continue
        counted = Counted(None, token, None, token.start, token.end)
        hit = read_frames(scene, counted)
        if hit is not None and hit.harm is Harm.KILLED and not denied(scene, hit):
            yield Found(scene, counted, hit, exactly(1, token.text), summed=True)


def _is_same_person(item: Found, scene: Scene, token: Token) -> bool:
    """Whether a subject is a pronoun of the sex of one told before, the same noun with "the", or all of several."""
    word = token.text.lower()
    if item.count.exact != 1:
        return word in ALL_OF_THEM
    if word in PRONOUNS:
        return sex_of(item.scene.words, item.count.wording) in (None, PRONOUNS[word])
    noun = item.counted.noun
    the = any(t.dep == "det" and t.text.lower() == "the" for t in scene.sentence.children(token))
    return the and token.tag == "NN" and noun is not None and noun.lemma == token.lemma


def _definite(scene: Scene, told: Sequence[Found]) -> Iterator[Found]:
    """Yield the harm done to single persons whom the words take as known: "the father", "the seven-year-old girl"."""
    for head in scene.tokens:
        if head.dep in OUTSIDE or not _is_known_person(scene, head):
            continue
        start, end = extent(scene, head)
        words = scene.sentence.words(start, end)
        described = sex_of(scene.words, words) is not None or bool(ages_of(words))
        apart = _is_other(scene, words) or any(_is_beside(scene, head, dead) for dead in told)
        if not described and not apart and not _is_attacker(scene, words):
            continue
        hit = read_frames(scene, Counted(None, head, head, start, end))
        if hit is not None and hit.harm in FATES and may_stand_alone(scene, hit, head):
            yield Found(scene, Counted(None, head, head, start, end), hit, exactly(1, words), summed=True)


def _is_known_person(scene: Scene, head: Token) -> bool:
    """Whether the words mean one person told of before."""
    the = any(t.dep == "det" and t.text.lower() == "the" for t in scene.sentence.children(head))
    if the and head.lemma == "other":  # "one died at the scene, the other is in a clinic"
        return head.tag != "NNS" and head.dep in SUBJECTS
    one = head.tag == "NN" and head.lemma not in COLLECTIVE
    return the and one and (known_as_people(scene, head) or is_kin(scene, head))


def _is_other(scene: Scene, wording: str) -> bool:
    """Whether the words set one apart from those told of before: "the other man", "the second victim"."""
    return any(scene.words.has("others", word) for word in wording.lower().split())


def _is_attacker(scene: Scene, wording: str) -> bool:
    return any(scene.words.has("attackers", word) for word in wording.lower().split())


def _is_officer(found: Found) -> bool:
    """Whether those harmed are police or troops: who attacks them is none of them."""
    tokens = phrase_tokens(found.scene.sentence, found.counted.start, found.counted.end)
    return victim_class(found.scene.words, tokens) is VictimClass.SECURITY_FORCE


def _is_beside(scene: Scene, head: Token, dead: Found) -> bool:
    """Whether the same sentence tells another one's death: "the driver died, while the passenger was hurt"."""
    here = dead.scene.sentence.index == scene.sentence.index
    other = dead.counted.noun
    if not here or dead.harm is not Harm.KILLED or dead.count.exact != 1 or other is None:
        return False
    known = all(t.pos == "NOUN" and t.lemma != "victim" for t in (head, other))
    return known and head.lemma != other.lemma


def _may_be_of(item: Found, other: Found) -> bool:
    """Whether one person may be among those that another figure counts, or a dead one of those hurt before."""
    if item.harm is Harm.KILLED and other.harm is Harm.INJURED:
        return False
    if cannot_be_one(item.scene.words, item.count.wording, _described(other)):
        return False
    apart = _is_other(item.scene, item.count.wording) or _is_beside(item.scene, item.counted.anchor, other)
    if apart and item.harm is Harm.INJURED and other.harm is Harm.KILLED:
        return False
    if _is_attacker(item.scene, item.count.wording) and _is_officer(other):
        return False
    if item.scene is not other.scene or other.count.exact == 1:
        return True
    return sex_of(item.scene.words, item.count.wording) is None


def _described(found: Found) -> str:
    """Return the words for whom a figure counts, with the number."""
    end = max(found.counted.end, found.counted.noun.end if found.counted.noun else 0)
    return found.scene.sentence.words(found.counted.start, end)
