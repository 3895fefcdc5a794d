"""Find the nouns of a list of persons off the surface: the parse of long lists breaks."""

import re
from collections.abc import Sequence

from histor.claims.harm.hit import SUBJECTS, known_as_people
from histor.claims.harm.numbers import OLDEST, ages_of_several
from histor.claims.harm.persons import REFLEXIVE
from histor.claims.harm.scene import FINITE, Scene
from histor.claims.parsed import Token

# What stands between two members of a list; "last" before the last one.
MORE = "as well as|along with|together with|in addition to|besides|plus"
JOINT = re.compile(rf"(?:[,;] )?(?P<last>and|{MORE}) |[,;] ")
STOPS = (",", ";")
ADDED = re.compile(rf"(?:, )?(?:{MORE}) ")  # and yet another
LONGEST_JOINT = 4  # words of ", in addition to"
OWNING = frozenset({"DT", "PRP$"})
OBJECTS = frozenset({"dobj", "pobj", "obj"})
LIST_ITEM = 6  # words of one member of a list: "at least one young keyboard player"


def listed(scene: Scene, head: Token) -> list[Token]:
    """Return the nouns of the list that begins with `head`, read off the surface.

    The parse of long lists breaks. A list ends with "and" or the like, or with the doer's own death: "a baker, two
    drivers and a family of four"; "his wife, his son, and then himself".
    """
    heads, at = [head], _past(scene, head)
    while (joint := JOINT.match(_ahead(scene, at))) is not None:
        behind = at + len(joint.group().split())
        if joint["last"] and _is_doer(scene, behind):
            return heads
        noun = _next_noun(scene, behind)
        if noun is None or _opens_clause(scene, head, noun):
            break
        at = _past(scene, noun)
        if joint["last"] and not (ADDED.match(_ahead(scene, at)) or _goes_on(scene, [*heads, noun], at)):
            return [*heads, noun]
        if joint["last"] or not _is_name_of(scene, noun, heads[-1], at):
            heads.append(noun)
    return [head]


def _is_doer(scene: Scene, at: int) -> bool:
    """Whether the last one told is the doer, who is none of the others: "and then himself"."""
    ahead = [t.text.lower() for t in scene.tokens[at : at + 2]]
    return bool(REFLEXIVE.intersection(ahead[:1] if ahead[:1] != ["then"] else ahead))


def _goes_on(scene: Scene, heads: Sequence[Token], at: int) -> bool:
    """Whether yet another "and" joins one more to a list: "Odo Varn and his wife and their son"."""
    more = _next_noun(scene, at + 1) if _ahead(scene, at).startswith("and ") else None
    if more is None or _opens_clause(scene, heads[0], more):
        return False
    person = more.pos == "PROPN" or known_as_people(scene, more)
    return person and more.dep == "conj" and more.head in {head.i for head in heads}


def _opens_clause(scene: Scene, head: Token, noun: Token) -> bool:
    """Whether a noun behind objects is the subject of what follows: "beat him, and two men were shot"."""
    following = scene.after(noun)
    finite = following is not None and following.pos in ("VERB", "AUX") and following.tag in FINITE
    own_verb = finite and head.dep != "pobj"  # "the bodies of two men and a boy were found"
    return head.dep in OBJECTS and (noun.dep in SUBJECTS or own_verb)


def _ahead(scene: Scene, at: int) -> str:
    return " ".join(t.text.lower() for t in scene.tokens[at : at + LONGEST_JOINT]) + " "


def opens_list(scene: Scene, token: Token) -> bool:
    """Whether a pronoun is the first of a list of persons: "killing him, his wife and two daughters"."""
    return (
        token.text.lower() in ("him", "her")
        and token.tag == "PRP"
        and token.dep in OBJECTS
        and len(listed(scene, token)) > 1
    )


def _is_name_of(scene: Scene, noun: Token, before: Token, at: int) -> bool:
    """Whether a name between commas is that of the one person before it: "his wife, Ada Roe, and a neighbour"."""
    closed = at < len(scene.tokens) and scene.tokens[at].text in STOPS
    return closed and noun.pos == "PROPN" and before.pos == "NOUN" and before.tag == "NN"


def _past(scene: Scene, noun: Token) -> int:
    """Return the position after a noun, its "-in-law", and "of three"."""
    at = noun.i + 1
    if [t.text.lower() for t in scene.tokens[at : at + 4]] == ["-", "in", "-", "law"]:
        at += 4
    if (
        [t.text.lower() for t in scene.tokens[at : at + 1]] == ["of"]
        and scene.tokens[at + 1 : at + 2]
        and scene.tokens[at + 1].pos == "NUM"
    ):
        at += 2
    return _past_age(scene, _past_of(scene, at))


def _past_of(scene: Scene, at: int) -> int:
    """Return the position after whose one is: "the head of the village, his wife and two guards"."""
    ahead = scene.tokens[at : at + LIST_ITEM]
    if len(ahead) < len(["of", "the", "village"]) or ahead[0].lemma != "of" or ahead[1].tag not in OWNING:
        return at
    end = next((t.i for t in ahead[2:] if t.pos not in ("NOUN", "PROPN", "ADJ")), at)
    return end if scene.tokens[end].text in (",", "and") else at


def _past_age(scene: Scene, at: int) -> int:
    """Return the position after an age: "a man, 54, and his wife", "a woman aged 60 and two girls"."""
    of_all = ages_of_several(scene, scene.tokens[at - 1])
    if of_all is not None:
        end = scene.sentence.start + of_all.end()
        return next((t.i for t in scene.tokens[at:] if t.start >= end), len(scene.tokens))
    ahead = scene.tokens[at : at + 3]
    words = [t.text.lower() for t in ahead]
    if len(ahead) > 1 and words[0] in ("aged", ",") and words[1].isdigit() and int(words[1]) <= OLDEST:
        closed = words[0] == "aged" or words[2:] in ([stop] for stop in STOPS)
        return at + 2 if closed else at
    return at


def _next_noun(scene: Scene, at: int) -> Token | None:
    noun: Token | None = None
    for token in _unhyphenated(scene, at):
        if token.pos in ("NOUN", "PROPN"):
            noun = token
        elif token.tag == "POS":  # "the worker's two children"
            noun = None
        elif token.lemma == "of" and noun is None and _is_number(scene.after(token, -1)):  # "two of his sons"
            continue
        elif (
            noun is not None
            or token.pos not in ("DET", "PRON", "NUM", "ADJ", "ADV")
            or token.tag in ("PRP", "WP")
        ):
            break
    return noun


def _is_number(token: Token | None) -> bool:
    return token is not None and token.pos == "NUM"


def _unhyphenated(scene: Scene, at: int) -> list[Token]:
    """Return the next words, without adjectives put together by hyphens: "three-year-old"."""
    kept: list[Token] = []
    compound: list[Token] = []
    for token in scene.tokens[at : at + 2 * LIST_ITEM]:
        if token.tag == "HYPH" or (compound and compound[-1].tag == "HYPH"):
            compound += [*kept[-1:], token] if not compound else [token]
            kept = kept[:-1] if len(compound) == len("a-") else kept
            continue
        kept += _unless_adjective(compound)
        compound = []
        kept.append(token)
    return [*kept, *_unless_adjective(compound)][:LIST_ITEM]


def _unless_adjective(compound: list[Token]) -> list[Token]:
    return compound if compound and compound[-1].pos in ("NOUN", "PROPN") else []
