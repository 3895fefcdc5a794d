"""Read figures that lean on another: "including 39 women", "and 17 in Barkin Ladi", "the UN about 200"."""

from collections.abc import Sequence
from dataclasses import replace

from histor.claims.harm.found import Found, Relation, can_hold
from histor.claims.harm.hit import known_as_people
from histor.claims.harm.parts_divided import of_the_harmed, of_them, parts_go_on
from histor.claims.harm.parts_joined import coordinated, same_verb, spoken, up_from
from histor.claims.harm.parts_leaning import MORE, leaning, predicate, with_predicate
from histor.claims.harm.phrases import Counted, counted_phrases
from histor.claims.harm.scene import Scene
from histor.claims.harm.tolls import ends_label
from histor.claims.parsed import Token
from histor.records.claim import Harm

CUES = frozenset(
    {
        "including",
        "incl",
        "incl.",
        "include",
        "includes",
        "included",
        "among",
        "amongst",
        "notably",
        "especially",
    }
)
OPENING = frozenset({":", "\u2013", "\u2014"})
OPEN_LIST = frozenset(
    {"PUNCT", "CCONJ", "ADV", "DET", "ADP", "NUM", "ADJ", "NOUN", "PROPN", "SYM", "PRON", "PART", "SCONJ"}
)


def lean(scene: Scene, counted: Counted, before: Sequence[Found], earlier: Sequence[Found]) -> Found | None:
    """Return the figure that a phrase without a harm word of its own gives by leaning on one before it.

    `before` are the figures found so far in this sentence, `earlier` those of the sentence before.
    """
    noun = counted.noun
    if noun is not None and not known_as_people(scene, noun) and not _is_group_word(scene, noun):
        return None
    if _weak(counted) or _relieved(scene, counted) or _is_ratio(scene, counted):
        return None
    for rule in (
        up_from,
        of_them,
        parts_go_on,
        _part_by_cue,
        _part_by_pronoun,
        same_verb,
        coordinated,
        spoken,
    ):
        found = rule(scene, counted, before, earlier)
        if found is not None:
            return found
    return None


def _weak(counted: Counted) -> bool:
    """Whether the words are no figure to lean: "none of them", "one of the deadliest"."""
    mention = counted.mention
    return mention is None or mention.weak or mention.count.exact == 0


def _is_ratio(scene: Scene, counted: Counted) -> bool:
    """Whether a number is one of a proportion: "three out of four people need aid"."""
    return scene.sentence.words(counted.start, scene.sentence.end).split()[1:3] == ["out", "of"]


def _relieved(scene: Scene, counted: Counted) -> bool:
    verb = scene.sentence.head(counted.anchor)
    return (
        verb.pos == "VERB"
        and scene.words.has("relief_verbs", verb.lemma)
        and counted.anchor.dep in ("nsubj", "nsubjpass", "dobj")
    )


def _is_group_word(scene: Scene, noun: Token) -> bool:
    return noun.text.lower() in MORE or noun.pos == "PROPN" or scene.words.has("groups", noun.lemma)


def _part_by_cue(
    scene: Scene, counted: Counted, before: Sequence[Found], earlier: Sequence[Found]
) -> Found | None:
    """Read "..., including 231 soldiers and 250 fighters"; the list runs on until a verb ends it."""
    cue = _cue_before(scene, counted)
    if cue is None:
        return None
    wholes = [
        found for found in before if found.start < cue.start and found.counted.mention is not counted.mention
    ]
    whole = next((found for found in reversed(wholes) if found.relation is not Relation.PART), None)
    whole = whole or (wholes[-1] if wholes else None) or (earlier[-1] if earlier and cue.i <= 1 else None)
    if whole is None:
        return of_the_harmed(scene, counted, cue)
    return leaning(scene, counted, whole, Relation.PART, "part:" + cue.text.lower())


def as_part(scene: Scene, found: Found, before: Sequence[Found]) -> Found:
    """Return a figure that a frame has read as the part that "including" or "among them" makes of it."""
    divided = _divided_by(scene, found, before)
    if divided is not None:
        return replace(found, relation=Relation.PART, of=divided)
    cue = _cue_before(scene, found.counted)
    described = found.hit.frame.endswith("-relative")
    if cue is None or (found.harm not in (Harm.KILLED, Harm.INJURED) and not described):
        return found
    whole = next(
        (f for f in reversed(before) if f.start < cue.start and f.relation is not Relation.PART), None
    )
    harmed = found.harm in (Harm.KILLED, Harm.INJURED) and (whole is None or whole.harm is not Harm.KILLED)
    if harmed and described:  # "seven went missing, including one who was wounded"
        return found
    if whole is not None and whole.harm is not found.harm and described:
        # "93 killed, including 11 children and 6 women, who had sought shelter": the clause only describes them
        return leaning(scene, found.counted, whole, Relation.PART, "part:described") or found
    if whole is None or whole.harm not in (found.harm, Harm.OTHER) or not can_hold(whole, found):
        return found  # "the attacker was among 12 people killed": the twelve are no part of him
    return replace(found, relation=Relation.PART, of=whole)


def _divided_by(scene: Scene, found: Found, before: Sequence[Found]) -> Found | None:
    """Return the whole that a sentence divides or goes on to: "six of the victims drove, two who were hit ran"."""
    part = before[-1] if before else None
    if part is not None and _of_whom(scene, found.counted) and part.harm is found.harm:
        return part
    divides = part is not None and part.hit.frame == "part:of-victims"
    if part is None or not divides or part.of is None or found.harm is not part.of.harm:
        return None
    numbers = [item.count.exact or 0 for item in (part, found, part.of)]
    return part.of if all(numbers) and numbers[0] + numbers[1] <= numbers[2] else None


def _of_whom(scene: Scene, counted: Counted) -> bool:
    """Whether "of whom" leads up to a number: "43 members, of whom 11 were killed by the militia"."""
    led_by = [t.text.lower() for t in scene.tokens if t.end <= counted.start][-2:]
    return led_by in (["of", "whom"], ["of", "them"])


def part_by_cue(scene: Scene, counted: Counted, before: Sequence[Found]) -> Found | None:
    """Return a person without a number as a part of the figure that "including" points back to."""
    cue = _cue_before(scene, counted)
    wholes = [
        found
        for found in before
        if cue is not None and found.start < cue.start and found.relation is not Relation.PART
    ]
    if cue is not None and not wholes:
        return of_the_harmed(scene, counted, cue)
    if not wholes:
        return None
    hit = replace(wholes[-1].hit, frame="part:one", earlier=False, confidence=0.7)
    return Found(scene, counted, hit, wholes[-1].count, Relation.PART, wholes[-1])


def _cue_before(scene: Scene, counted: Counted) -> Token | None:
    for token in reversed([t for t in scene.tokens if t.end <= counted.start]):
        if token.text.lower() in CUES:
            led = scene.after(token, -1)
            return None if led is not None and led.text.lower() == "not" else token
        if (
            token.pos not in OPEN_LIST
            and token.lemma != "be"
            and not (token.tag in ("VBG", "VBN") and token.dep in ("amod", "acl"))
        ):
            return None
        if token.text in (";", ":"):
            return None
    return None


def _of_victims(scene: Scene, counted: Counted) -> bool:
    """Whether victims told of are divided: "ten of the victims", "23 victims were under the age of 18"."""
    if counted.noun is None or counted.noun.lemma != "victim":
        return False
    following = scene.after(counted.noun)
    return counted.of or (following is not None and following.lemma == "be" and counted.anchor.dep == "nsubj")


def _part_by_pronoun(
    scene: Scene, counted: Counted, before: Sequence[Found], earlier: Sequence[Found]
) -> Found | None:
    """Read "five of them children", "31 of whom have been transferred"."""
    if _of_victims(scene, counted) and (before or earlier):
        named = with_predicate(scene, replace(counted, of=True))
        told = [*earlier, *before]
        divided = next((found for found in reversed(told) if found.relation is not Relation.PART), told[-1])
        return leaning(scene, named, divided, Relation.PART, "part:of-victims")
    if (
        not counted.of
        or counted.noun is not None
        or scene.sentence.text[: counted.end - scene.sentence.start].endswith(("us", "you"))
    ):
        return None
    if any(_stands_between(scene, phrase, before, counted) for phrase in counted_phrases(scene)):
        return None
    whole = before[-1] if before else (earlier[-1] if earlier else None)
    if whole is None:
        return None
    main = next((found for found in reversed(before) if found.relation is not Relation.PART), whole)
    child = predicate(scene, counted)
    counted = replace(counted, noun=child, end=child.end) if child is not None else counted
    return leaning(scene, counted, main, Relation.PART, "part:of-pronoun")


def points_back(scene: Scene, counted: Counted) -> bool:
    """Whether a part is told by a pronoun for its whole: "two of them", "five of whom"."""
    words = scene.sentence.words(counted.start, counted.end).lower()
    return counted.of and counted.bare and words.endswith((" of them", " of whom", " of these", " of those"))


def _stands_between(scene: Scene, phrase: Counted, before: Sequence[Found], counted: Counted) -> bool:
    """Whether people that nothing harms are spoken of in between: "27 people, 19 of them witnesses"."""
    last = before[-1].start if before else scene.sentence.start - 1
    return (
        last < phrase.start < counted.start
        and phrase.noun is not None
        and known_as_people(scene, phrase.noun)
    )


def itemised(scene: Scene, counted: Counted, before: Sequence[Found]) -> Found | None:
    """Read a list after a colon that says who they were: "98 wounded: 16 children, 46 women and 36 men"."""
    whole = _opened(scene, counted, before)
    return leaning(scene, counted, whole, Relation.PART, "itemised") if whole is not None else None


def as_itemised(single: Found, before: Sequence[Found]) -> Found:
    """Return persons without a number as the part that a list after a colon makes of them: "six kin: a father, ..."."""
    told = [found for found in before if found.start < single.start and found.harm is single.harm]
    whole = _opened(single.scene, single.counted, told)
    within = whole is not None and can_hold(whole, single)
    return replace(single, relation=Relation.PART, of=whole) if within else single


def _opened(scene: Scene, counted: Counted, before: Sequence[Found]) -> Found | None:
    """Return the figure that a list after a colon divides, if the counted are of it."""
    wholes = [found for found in before if found.relation is not Relation.PART]
    noun = counted.noun
    own_harm = _labelled(scene, counted, wholes) or (
        noun is not None and (scene.noun(noun) is not None or scene.state(noun) is not None)
    )
    if not wholes or own_harm or (noun is not None and not known_as_people(scene, noun)):
        return None
    between = [t for t in scene.tokens if t.start >= wholes[-1].counted.end and t.end <= counted.start]
    opened = next((t for t in between if t.text in OPENING), None)
    verbs = [t for t in between if opened is not None and t.i > opened.i and t.pos in ("VERB", "AUX")]
    following = next((t for t in scene.tokens if t.start >= counted.end), None)
    said_of = following is not None and following.pos in ("VERB", "AUX")
    if opened is None or verbs or said_of:
        return None
    return wholes[-1]


def _labelled(scene: Scene, counted: Counted, wholes: Sequence[Found]) -> bool:
    """Whether a label of harm of its own leads to the number: "injuries: 170,745"."""
    before = [t for t in scene.tokens if t.end <= counted.start][-2:]
    counts_it = bool(wholes) and bool(before) and before[0].start < wholes[-1].counted.end
    if counts_it or len(before) < len("a:") or not ends_label(scene, before[-1]):
        return False
    return scene.noun(before[0]) is not None or scene.state(before[0]) is not None
