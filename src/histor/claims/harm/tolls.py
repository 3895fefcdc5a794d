"""Read totals: "a death toll of 57", "the number of people killed rose to 290", "Wounded: 150"."""

import re
from dataclasses import replace
from itertools import islice

from histor.claims.harm.hit import Hit, known_as_people
from histor.claims.harm.phrases import Counted
from histor.claims.harm.scene import DASHES, Scene, is_passive
from histor.claims.harm.words import Meaning, Role
from histor.claims.parsed import Token
from histor.records.claim import Harm

NEAR_VERB = 6  # steps up the parse from a number to the verb that gives it: "rose overnight to at least 57"
FAR_VERB = 10  # the same behind "to", which clauses may part from it: "bring the number of those killed since ... to"
LABEL = 12  # words of "Dead in Sunday's bombing at the camp: more than 70"
# The next label of a line of them, after a comma, a stop, a slash or a bar.
NEXT_LABEL = re.compile(
    r"(?:[,;.]|\s[/|\u2022])\s+(?:and )?[\w'-]+(?: [\w'-]+)?\s*(?:[:=\u2013\u2014]|\s-)\s*"
)
HOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
LABEL_MARKS = frozenset({":", "=", *DASHES})
OLDER = frozenset({"from"})
EARLIER_ADJECTIVES = frozenset({"previous", "earlier", "initial", "last", "former", "preliminary", "old"})
SUBJECTS = ("nsubj", "nsubjpass")
OBJECTS = ("dobj", "obj")
EARLIER_ADVERBS = frozenset({"initially", "earlier", "previously", "originally"})
MADE_UP = frozenset({"include", "comprise", "be"})  # verbs that say of whom a group is made up
ADD_UP = frozenset({"reach", "number", "total", "exceed", "surpass"})  # verbs that say how many a group are
PARTING = frozenset({"include", "comprise"})
PRONOUNS = frozenset({"it", "that", "this", "which"})


def toll_frame(scene: Scene, counted: Counted, context: Harm | None) -> Hit | None:
    """Return the harm of the total whose value the phrase is; `context` is the harm spoken of before."""
    noun = counted.noun
    if noun is not None and not (known_as_people(scene, noun) or noun.tag == "NNPS"):  # "to 60 Ardelians"
        return None
    if _word_before(scene, counted) == "by":  # "rose by 12"
        return None
    total = _total_over(scene, counted)
    if total is None:
        return _label(scene, counted)
    if scene.words.has("losses", total.lemma) and noun is None:
        return None
    harm = total_harm(scene, total, context)
    if harm is None:
        return None
    meaning = Meaning(harm, Role.VICTIMS, f"tolls:{total.lemma}")
    verb = _giving_verb(scene, counted, total)
    links = ("part",) if verb is not None and verb.lemma in PARTING else ()
    return Hit(meaning, total, total, verb, "toll", links=links, earlier=_is_earlier(scene, counted, total))


def told_who(scene: Scene, first: Token, context: Harm | None) -> Hit | None:
    """Return the harm of a list that says who all the harmed are: "the victims were a man and two children"."""
    verb = scene.sentence.head(first)
    if first.dep != "attr" or verb.lemma != "be":
        return None
    harmed = next(
        (t for t in scene.sentence.children(verb) if t.dep in SUBJECTS and _are_all(scene, t)), None
    )
    harm = total_harm(scene, harmed, context) if harmed is not None else None
    if harmed is None or harm is None:
        return None
    return Hit(Meaning(harm, Role.VICTIMS, f"tolls:{harmed.lemma}"), harmed, harmed, verb, "toll")


def _are_all(scene: Scene, people: Token) -> bool:
    """Whether the words mean all the dead, wounded or victims, and nobody else told before: not "the other victims"."""
    several = people.tag != "NN" or people.lemma in ("dead", "deceased")
    harmed = people.lemma == "victim" or scene.words.of_token(people, Role.VICTIMS) is not None
    return several and harmed and all(t.dep in ("det", "prep") for t in scene.sentence.children(people))


def _giving_verb(scene: Scene, counted: Counted, total: Token) -> Token | None:
    """Return the verb that gives the total its value, not one said of those whom the total counts."""
    above = (t for t in scene.sentence.ancestors(counted.anchor) if t.pos in ("VERB", "AUX"))
    return next((verb for verb in above if total not in scene.sentence.ancestors(verb)), None)


def _word_before(scene: Scene, counted: Counted) -> str:
    before = [t for t in scene.tokens if t.end <= counted.start]
    return before[-1].text.lower() if before else ""


def _total_over(scene: Scene, counted: Counted) -> Token | None:
    """Return the noun (or the pronoun for it) whose value the count is."""
    given = _word_before(scene, counted) in ("to", "at")  # "bringing the toll since the war began to 34,622"
    if _tells_hour(scene, counted):
        return None
    below = counted.anchor
    for above in islice(scene.sentence.ancestors(counted.anchor), FAR_VERB if given else NEAR_VERB):
        valued = (
            below.lemma in ("of", "at", "to", "from")
            or below.dep == "appos"
            or (given and below.dep == "prep")
        )
        if is_total(scene, above) and above.start < counted.start and valued:
            return above
        if above.pos in ("VERB", "AUX") or (given and scene.words.has("update_verbs", above.lemma)):
            total = _total_of_verb(scene, above, counted)
            if total is not None or not given:
                return total
        if above.lemma == "part":  # "the dead were part of a patrol of 52"
            return None
        below = above
    return None


def _tells_hour(scene: Scene, counted: Counted) -> bool:
    """Whether the number is an hour at which something was: "the explosion of a bomb at 1215"."""
    preposition = scene.sentence.head(counted.anchor)
    holder = scene.sentence.head(preposition)
    hour = HOUR.fullmatch(scene.sentence.words(counted.start, counted.end)) is not None
    return hour and preposition.lemma == "at" and holder.pos == "NOUN" and not is_total(scene, holder)


def _total_of_verb(scene: Scene, verb: Token, counted: Counted) -> Token | None:
    """Return the total among the subjects and objects of a verb that gives totals their value."""
    if not scene.words.has("update_verbs", verb.lemma) or _puts_it(scene, verb, counted):
        return None
    for child in sorted(scene.sentence.children(verb), key=lambda t: not is_total(scene, t)):
        holds = child.dep not in OBJECTS and counted.anchor.i in {t.i for t in scene.sentence.subtree(child)}
        if child.dep in (*SUBJECTS, *OBJECTS, "attr", "npadvmod") and not holds:
            total = _as_total(scene, verb, child, counted)
            if total is not None:
                return total
    return _growing(scene, verb) or _behind_dateline(scene, verb, counted)


def _behind_dateline(scene: Scene, verb: Token, counted: Counted) -> Token | None:
    """Return the total that the parse hangs on a dateline's city: "ARDEL, May 4 (Wire): The death toll reached 58"."""
    above = [t.i for t in islice(scene.sentence.ancestors(counted.anchor), 2)]
    if verb.i not in above or verb.lemma == "be":
        return None
    subjects = (c for c in scene.sentence.children(verb) if c.dep in SUBJECTS)
    hung = (t for c in subjects for t in scene.sentence.children(c) if t.dep == "appos")
    return next((t for t in hung if is_total(scene, t)), None)


def _growing(scene: Scene, verb: Token) -> Token | None:
    """Return the harm that a participle gives its number: "with injuries reaching 1,835"."""
    above = scene.sentence.head(verb)
    grows = verb.tag == "VBG" and verb.dep == "acl" and verb.lemma not in (*MADE_UP, "number")
    return above if grows and scene.words.of_token(above, Role.VICTIMS, Role.EVENTS) is not None else None


def _puts_it(scene: Scene, verb: Token, counted: Counted) -> bool:
    """Whether the counted give the total its value: "two residents put the death toll at 37"."""
    below = scene.sentence.children(verb)
    gives = any(t.dep in OBJECTS and is_total(scene, t) for t in below)
    return gives and counted.anchor.dep == "nsubj" and counted.anchor.head == verb.i


def _as_total(scene: Scene, verb: Token, child: Token, counted: Counted) -> Token | None:
    """Return the total that `child` is or points to: a word for one, "which" behind one, "it", "the dead"."""
    if child.i != counted.anchor.i and is_total(scene, child):
        return child
    if child.dep not in SUBJECTS:
        return None
    if child.tag == "WDT" and verb.dep == "relcl":
        above = scene.sentence.head(verb)
        return above if is_total(scene, above) else None
    numbered = verb.tag == "VBG" and verb.lemma == "number"  # "the gunmen numbering 100": so many did it
    pronoun = child.text.lower() in PRONOUNS and verb.lemma not in ("be", "hit", "have", "take")
    pronoun = pronoun and not numbered
    victims = verb.lemma in MADE_UP and child.lemma in ("victim", "casualty") and child.tag == "NNS"
    harmed = scene.words.of_token(child, Role.VICTIMS, Role.EVENTS) is not None
    return child if pronoun or victims or harmed or _are_harmed(scene, verb, child) else None


def _are_harmed(scene: Scene, verb: Token, people: Token) -> bool:
    """Whether a verb says who or how many they are to whom harm was done.

    "Those killed since March comprised 9,862 civilians", "people who died have reached 100".
    """
    done = [t for t in scene.sentence.children(people) if t.dep in ("acl", "relcl") and t.i > people.i]
    harmed = [t for t in done if t.i in scene.verbs and _harms_its_subject(scene, t)]
    return bool(harmed) and verb.lemma in MADE_UP | ADD_UP


def _harms_its_subject(scene: Scene, verb: Token) -> bool:
    suffers = scene.verbs[verb.i].meaning.role in (Role.SUFFERS, Role.SUFFERS_PEOPLE)
    return suffers or is_passive(scene.sentence, verb)


def is_total(scene: Scene, token: Token) -> bool:
    """Whether `token` is a word for a total."""
    return any(scene.words.has(kind, token.lemma) for kind in ("tolls", "totals", "losses"))


def total_harm(scene: Scene, total: Token, context: Harm | None) -> Harm | None:
    """Return the harm that a total counts: by its own word, those beside it, or what was told before."""
    beside = [scene.noun(t) or scene.state(t) for t in scene.sentence.subtree(total) if t.i != total.i]
    own = scene.words.of_token(total, Role.VICTIMS, Role.EVENTS)
    known = own or next((meaning for meaning in beside if meaning is not None), None)
    verbal = next(
        (scene.verbs[t.i].meaning for t in scene.sentence.subtree(total) if t.i in scene.verbs), None
    )
    if known is None and verbal is None:
        # "The number of victims": they died, where nothing says otherwise.
        dead = scene.words.has("tolls", total.lemma) or scene.words.has("losses", total.lemma)
        dead = dead or _of_victims(scene, total)
        if (
            total.lemma == "victim" and context is Harm.INJURED
        ):  # "five were shot. The victims include two boys"
            return context
        if _of_attack(scene, total):  # "six stabbing victims in all": hurt, as far as that says
            return Harm.INJURED
        return Harm.KILLED if dead else context or _harm_before(scene, total)
    return (known or verbal or own).harm if (known or verbal or own) else None  # type: ignore[union-attr]


def _of_victims(scene: Scene, total: Token) -> bool:
    return any(t.lemma == "victim" for t in scene.sentence.subtree(total))


def _of_attack(scene: Scene, total: Token) -> bool:
    victims = (t for t in scene.sentence.subtree(total) if t.lemma == "victim")
    before = (scene.after(t, -1) for t in victims)
    return any(t is not None and scene.words.has("lethal_attacks", t.text.lower()) for t in before)


def _harm_before(scene: Scene, total: Token) -> Harm | None:
    nouns = (scene.words.of_token(t, Role.VICTIMS) for t in scene.tokens[: total.i])
    return next((meaning.harm for meaning in nouns if meaning is not None), None)


def _is_earlier(scene: Scene, counted: Counted, total: Token) -> bool:
    adjectives = {t.lemma for t in scene.sentence.children(total) if t.dep == "amod"}
    verb = next((t for t in scene.sentence.ancestors(counted.anchor) if t.pos == "VERB"), None)
    adverbs = {t.text.lower() for t in scene.sentence.children(verb) if t.dep == "advmod"} if verb else set()
    return (
        _word_before(scene, counted) in OLDER
        or bool(adverbs & EARLIER_ADVERBS)
        or bool(adjectives & EARLIER_ADJECTIVES)
    )


def _stood_before(scene: Scene, counted: Counted) -> bool:
    """Whether the label is no label: another number leads up to it, with no comma or stop between them."""
    last = max((other.end for other in scene.counts if other.end <= counted.start), default=None)
    return last is not None and not NEXT_LABEL.fullmatch(scene.sentence.words(last, counted.start))


def ends_label(scene: Scene, mark: Token) -> bool:
    """Whether `mark` parts a label from its number; a hyphen without a space is part of a word."""
    previous = scene.after(mark, -1)
    spaced = previous is not None and previous.end < mark.start
    return mark.text in LABEL_MARKS and (mark.text != "-" or spaced)


def plain_toll(scene: Scene, counted: Counted, context: Harm | None) -> Hit | None:
    """Read "the toll has risen to 40 and ...": the bare number behind a verb that gives totals their value."""
    before = [t for t in scene.tokens if t.end <= counted.start]
    led = len(before) > 1 and before[-1].text.lower() in ("to", "at") and counted.bare and not counted.of
    if not led or not scene.words.has("update_verbs", before[-2].lemma):
        return None
    if not any(scene.words.has("tolls", t.lemma) for t in before):
        return None
    return toll_frame(scene, counted, context)


def plain_label(scene: Scene, counted: Counted) -> Hit | None:
    """Read a line of labels, where the number stands between its label and a comma: "Killed - 12, wounded - 30"."""
    following = next((t for t in scene.tokens if t.start >= counted.end), None)
    if (
        not counted.bare
        or counted.of
        or (following is not None and following.pos not in ("PUNCT", "CCONJ", "SYM"))
    ):
        return None
    hit = _label(scene, counted)
    mark = [t for t in scene.tokens if t.end <= counted.start][-1:]
    beside = scene.after(mark[0], -1) if mark else None
    return hit if hit is not None and beside is not None and hit.last.i == beside.i else None


def _label(scene: Scene, counted: Counted) -> Hit | None:
    """Read "Wounded: around 150", "Death toll: 57"."""
    before = [t for t in scene.tokens if t.end <= counted.start]
    if not before or not ends_label(scene, before[-1]) or _stood_before(scene, counted):
        return None
    for token in reversed(before[-LABEL:-1]):
        if token.text in ".;" or any(m.start <= token.start < m.end for m in scene.counts):
            return None
        meaning = scene.noun(token) or scene.state(token)
        if scene.words.has("tolls", token.lemma):
            meaning = Meaning(Harm.KILLED, Role.VICTIMS, f"tolls:{token.lemma}")
        if meaning is not None:
            return Hit(replace(meaning), token, token, None, "label")
    return None
