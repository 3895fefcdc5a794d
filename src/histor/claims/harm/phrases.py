"""Find what every count in a sentence counts: the noun, the words around it, its place in the grammar."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from histor.claims.harm.numbers import counts_no_people
from histor.claims.harm.scene import DASHES, NOMINAL, Scene
from histor.claims.harm.words import Role
from histor.claims.parsed import Token
from histor.values.count import CountMention, Hedge

REACH = 7  # words from a number to its noun: "12 unarmed young Syrian Kurdish men"
LONG_NAME = 10  # words of "Ardel-Belmar Border Police (ABBP) constables"
STOPPERS = frozenset(
    [
        "last",
        "this",
        "next",
        "late",
        "early",
        "ago",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "yesterday",
        "today",
        "tonight",
        "overnight",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
PRONOUNS = frozenset({"them", "whom", "those", "these", "us", "which", "you"})
POSSESSIVES = frozenset({"my", "our", "his", "her", "their", "your", "its"})
DETERMINERS = frozenset({"the", "those", "these"}) | POSSESSIVES
MODIFIER_DEPS = frozenset(
    {"nummod", "amod", "quantmod", "det", "compound", "nmod", "advmod", "poss", "predet"}
)


@dataclass(frozen=True, slots=True)
class Counted:
    """People (or something else) that a count counts."""

    mention: CountMention | None  # None: a noun phrase without a number
    anchor: Token  # the token whose place in the grammar counts
    noun: Token | None  # what is counted; None where the words leave it out ("12 in the first blast")
    start: int  # the phrase, from the count's words on
    end: int
    of: bool = False  # "40 of the wounded", "five of them": a part of something named or given before

    @property
    def bare(self) -> bool:
        """Whether the words leave out what is counted."""
        return self.noun is None


def counted_phrases(scene: Scene) -> list[Counted]:
    """Return the phrase of every count in the sentence, left to right."""
    # A dateline is not parsed: "(CBS 8)" has no token, and counts nobody.
    parsed = [m for m in scene.counts if scene.sentence.tokens_within(m.number_start, m.number_end)]
    counted = [_counted(scene, mention) for mention in parsed if not counts_no_people(scene, mention)]
    found = [phrase for phrase in counted if not _says_among_whom(scene, phrase)]
    return [phrase for phrase in found if not any(_swallows(other, phrase) for other in found)]


def _says_among_whom(scene: Scene, phrase: Counted) -> bool:
    """Whether "one of" only says whom somebody died with: "the baker was one of four people killed" tells of four."""
    if phrase.mention is None or phrase.mention.count.exact != 1 or not phrase.of or phrase.noun is None:
        return False
    of_those = phrase.anchor.dep in ("attr", "appos")
    return of_those and any(t.dep in ("acl", "relcl") for t in scene.sentence.children(phrase.noun))


def _swallows(outer: Counted, inner: Counted) -> bool:
    """Whether a count only stands in another's words ("two of the six"), or is at once put more closely."""
    if outer is inner:
        return False
    return (outer.of and outer.start < inner.start < outer.end) or _refines(outer, inner)


def _refines(outer: Counted, inner: Counted) -> bool:
    """Whether `outer` puts more closely what the vague `inner` said: "a few dozen, probably 10 to 50"."""
    if outer.mention is None or inner.mention is None or not (outer.bare and inner.bare):
        return False
    vague = inner.mention.count.hedge in (Hedge.DOZENS, Hedge.HUNDREDS, Hedge.OTHER)
    firm = outer.mention.count.hedge in (Hedge.BETWEEN, Hedge.ABOUT, Hedge.EXACT, Hedge.UP_TO, Hedge.AT_LEAST)
    return vague and firm and 0 < outer.start - inner.end <= len(", probably ")


def _counted(scene: Scene, mention: CountMention) -> Counted:
    number = _number_token(scene, mention)
    after = _token_from(scene, mention.end)
    if after is not None and after.lemma == "out" and scene.after(after) is not None:
        after = _of_after(scene, after)  # "six out of 40"
    if after is not None and after.lemma == "of":
        return _partitive(scene, mention, number, after)
    noun = (
        _headed(scene, number, _noun_after(scene, after))
        or _harm_word(scene, after)
        or _person_word(scene, after)
        or _parsed_noun(scene, number, mention)
    )
    anchor = number if noun is None or not _attached(scene, number, noun) else noun
    end = max(mention.end, noun.end if noun else 0)
    return Counted(mention, _anchor(scene, anchor, noun), noun, mention.start, end)


def _headed(scene: Scene, number: Token, noun: Token | None) -> Token | None:
    """Return what a noun that only qualifies leads to: "2,600 violence-related deaths", "eight Ardel-led fighters"."""
    head = scene.sentence.head(number)
    if noun is None or number.dep != "nummod" or not noun.i < head.i <= noun.i + LONG_NAME:
        return noun
    between = scene.tokens[noun.i + 1 : head.i]
    parted = any(t.text in (",", ";") or t.pos in ("AUX", "ADP", "CCONJ", "SCONJ", "DET") for t in between)
    below = any(t.i == head.i for t in islice(scene.sentence.ancestors(noun), 2))
    return head if below and not parted and head.pos == "NOUN" else noun


def _of_after(scene: Scene, out: Token) -> Token:
    following = scene.after(out)
    return following if following is not None and following.lemma == "of" else out


def _person_word(scene: Scene, token: Token | None) -> Token | None:
    """Return `token` if it is a word for people that the tagger takes for an adjective: "killed one medic"."""
    following = scene.after(token) if token is not None else None
    alone = following is None or following.pos not in ("NOUN", "PROPN", "ADJ", "NUM")
    known = token is not None and token.pos == "ADJ" and token.lemma in scene.words.victims
    return token if known and alone else None


def _anchor(scene: Scene, anchor: Token, noun: Token | None) -> Token:
    """Return the noun where the number only modifies; else the number itself."""
    if noun is not None and anchor.dep in MODIFIER_DEPS:
        return noun
    head = scene.sentence.head(anchor)
    if noun is None and anchor.dep in MODIFIER_DEPS and head.pos in NOMINAL and head.i > anchor.i:
        return anchor
    return anchor


def _number_token(scene: Scene, mention: CountMention) -> Token:
    inside = scene.sentence.tokens_within(mention.number_start, mention.number_end)
    positions = {token.i for token in inside}
    return next(
        (token for token in inside if token.head not in positions or token.head == token.i), inside[-1]
    )


def _attached(scene: Scene, number: Token, noun: Token) -> bool:
    head = scene.sentence.head(number)
    return number.dep in MODIFIER_DEPS or head.i == noun.i


def _partitive(scene: Scene, mention: CountMention, number: Token, of: Token) -> Counted:
    following = scene.after(of)
    if following is None:
        return Counted(mention, number, None, mention.start, mention.end)
    lowered = following.text.lower()
    if lowered in PRONOUNS and not (lowered in DETERMINERS and _noun_after(scene, scene.after(following))):
        return Counted(mention, number, None, mention.start, following.end, of=True)
    part = lowered in DETERMINERS
    own = lowered in POSSESSIVES  # "three of its members" are all that are spoken of
    opens = (scene.after(following) or following) if part else following
    inner = next((m for m in scene.counts if _opens_with(scene, opens, m)), None)
    if inner is not None and inner is not mention:  # "two of the six", "two of four hostages"
        counted = _noun_after(scene, _token_from(scene, inner.end))
        lost = (
            number.dep == "quantmod" and counted is not None
        )  # the parser hung the first number on the second
        anchor = counted if lost and counted is not None else number
        return Counted(mention, anchor, counted, mention.start, inner.end, of=True)
    noun = _noun_after(scene, scene.after(following) if part else following) or _harm_word(
        scene, scene.after(following) if part else following
    )
    if noun is None and part and not own:  # "four of the accused"
        noun = scene.after(following)
    end = noun.end if noun else mention.end
    return Counted(mention, number, noun, mention.start, end, of=part and not own)


def _opens_with(scene: Scene, opens: Token, mention: CountMention) -> bool:
    """Whether a phrase begins with the number, or with an adjective before it: "the remaining 48 hostages"."""
    if mention.start == opens.start:
        return True
    after = scene.after(opens)
    return opens.dep == "amod" and after is not None and mention.start == after.start


def _token_from(scene: Scene, offset: int) -> Token | None:
    return next(iter(scene.sentence.tokens_from(offset)), None)


def _noun_after(scene: Scene, token: Token | None) -> Token | None:
    """Return the last noun of the run of modifiers and nouns that begins at `token`."""
    last: Token | None = None
    for candidate in _run(scene, token):
        if candidate.pos in ("NOUN", "PROPN"):
            last = candidate
        elif (  # "five of the bus's passengers", "summary or arbitrary executions"
            last is not None
            and candidate.tag not in ("HYPH", "POS")
            and not _is_joined(scene, candidate)
            and not _is_owned(scene, candidate)
        ):
            named = last.pos == "PROPN" and scene.state(candidate) is not None  # "70,000 Ukrainian dead"
            return candidate if named else last
    return last


def _run(scene: Scene, token: Token | None) -> Iterator[Token]:
    steps = 0
    while token is not None and steps < REACH:
        token = _past_initials(scene, token)
        listed = _joins_adjectives(scene, token)  # "106 extrajudicial, summary or arbitrary executions"
        if not listed and (not _may_modify(scene, token) or _sets_off(scene, token)):
            return
        if not listed:
            yield token
        token, steps = scene.after(token), steps + 1


def _past_initials(scene: Scene, token: Token) -> Token:
    """Return the word behind initials in brackets: "two Ardel Front (AF) fighters"."""
    ahead = scene.tokens[token.i : token.i + 4]
    if [t.text for t in ahead[:3:2]] != ["(", ")"] or not ahead[1].text[0].isupper():
        return token
    return ahead[-1] if ahead[-1].pos == "NOUN" else token


def _is_joined(scene: Scene, token: Token) -> bool:
    before = scene.after(token, -1)
    return before is not None and _joins_adjectives(scene, before)


def _is_owned(scene: Scene, adjective: Token) -> bool:
    """Whether an adjective stands behind an owner: "two of the group's local staff"."""
    before, after = scene.after(adjective, -1), scene.after(adjective)
    owned = before is not None and before.tag == "POS"
    return owned and after is not None and after.pos == "NOUN"


def _joins_adjectives(scene: Scene, token: Token) -> bool:
    """Whether a comma, "or" or "and" joins two adjectives of one noun."""
    before, after = scene.after(token, -1), scene.after(token)
    if before is None or after is None or token.text.lower() not in (",", "or", "and"):
        return False
    if scene.state(before) is not None or scene.state(after) is not None:
        return False
    if before.pos == "ADJ" and after.pos == "ADJ":
        return True
    # The tagger takes the middle one for a noun: "extrajudicial, summary or arbitrary".
    around = scene.tokens[max(0, token.i - 3) : token.i + 4]
    joints = [t for t in around if t.text.lower() in (",", "or")]
    if len(joints) < len([",", "or"]):
        return False
    outer = [t for t in (scene.after(joints[0], -1), scene.after(joints[-1])) if t is not None]
    return all(t.pos == "ADJ" for t in outer)


def _sets_off(scene: Scene, token: Token) -> bool:
    """Whether a dash parts what stands behind it: "wounds four - mayor's office"."""
    previous = scene.after(token, -1)
    return token.text in DASHES and previous is not None and previous.end < token.start


def _may_modify(scene: Scene, token: Token) -> bool:
    if token.text.lower() in STOPPERS or scene.misread(token):
        return False
    if token.pos in ("NOUN", "PROPN", "ADJ") or token.tag in ("HYPH", "POS"):
        return True
    if token.i in scene.verbs and scene.verbs[token.i].last.i > token.i:  # "36 received wounds"
        return False
    if (
        token.tag in ("VBN", "VBG", "VBD") and token.pos != "AUX"
    ):  # "12 wounded civilians", "8 fleeing villagers"
        following = scene.after(token)
        return (
            following is not None
            and following.pos in ("NOUN", "ADJ")
            and following.text.lower() not in STOPPERS
        )
    return token.pos == "ADV" and token.text.lower().endswith("ly")


def _harm_word(scene: Scene, token: Token | None) -> Token | None:
    """Return `token` if it is a harm word that stands for the harmed: "12 dead", "30 seriously wounded"."""
    if token is None:
        return None
    demonym = token.pos == "ADJ" and token.text[:1].isupper()  # "70,000 Ukrainian dead"
    if token.text.lower() in ("more", "others", "other", "as", "already") or token.pos == "ADV" or demonym:
        following = scene.after(token)
        return _harm_word(scene, following) if following is not None and following.pos != "PUNCT" else None
    known = scene.words.of_token(token, Role.VICTIMS) or scene.state(token)
    following = scene.after(token)
    ended = following is None or following.pos in ("CCONJ", "PUNCT", "ADP")
    return token if known is not None and (token.tag != "VBD" or ended) else None


def _parsed_noun(scene: Scene, number: Token, mention: CountMention) -> Token | None:
    head = scene.sentence.head(number)
    if scene.misread(head):
        return None
    near = 0 < head.i - number.i <= REACH
    between = scene.tokens[number.i + 1 : head.i]
    clean = not any(
        t.pos in ("VERB", "ADP", "SCONJ", "CCONJ", "DET")
        or t.text in ",;:()"
        or t.text.lower() in STOPPERS
        or _sets_off(scene, t)
        for t in between
    )
    fits = number.dep == "nummod" and head.pos in ("NOUN", "PROPN") and head.text.lower() not in STOPPERS
    return head if near and clean and fits and head.start >= mention.end else None
