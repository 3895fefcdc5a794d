"""Tell whether a verb of saying stands with somebody who can say and something that is said."""

import re
from collections.abc import Sequence

from histor.claims.attribution.phrases import DATES
from histor.claims.attribution.scan import OBJECTS, SUBJECTS, Scan
from histor.claims.attribution.subjects import of_whom, turned
from histor.claims.parsed import Token
from histor.records.claim import Act


def says_something(scan: Scan, verb: Token, phrase: str, act: Act) -> bool:
    """Whether a verb that also means other things stands before what can be said."""
    words = scan.words
    if verb.lemma == "write" and _writes_to(scan, verb):
        return False
    if phrase != verb.lemma or not words.has("objects_needed", verb.lemma):
        return True
    if act is Act.CLAIM_RESPONSIBILITY or turned(scan, verb) is not None or _takes_clause(scan, verb):
        return True
    if _parenthetical(scan, verb) or _puts_at(scan, verb):
        return True
    said = scan.child(verb, *OBJECTS, "nsubjpass")
    if verb.lemma in ("call", "continue"):
        return False  # "called the police", "continue their investigation": no word of it is told
    if said is None:
        said = scan.sentence.head(verb) if verb.dep in ("acl", "relcl") else None
    return said is not None and (_is_all_before(said) or _can_be_said(scan, verb, said))


def _is_all_before(said: Token) -> bool:
    """Whether what is said is what stands before: "This was reported by the governor"."""
    return said.dep == "nsubjpass" and said.text.lower() in ("this", "that") and said.tag == "DT"


def _writes_to(scan: Scan, verb: Token) -> bool:
    """Whether somebody is written to and not a word of it is told: "wrote to the minister on 3 May"."""
    below = scan.sentence.children(verb)
    to = any(c.dep in ("prep", "dative") and c.lemma == "to" for c in below)
    said = any(c.dep in ("ccomp", "dobj") for c in below) or verb.dep in ("ccomp", "parataxis")
    return to and not said and not any(scan.quoted(t) for t in scan.sentence.tokens)


def _can_be_said(scan: Scan, verb: Token, said: Token) -> bool:
    """Whether an object is something that one says: a toll, a statement, a number of people."""
    words = scan.words
    if words.has("texts_needed", verb.lemma):
        return _is_text(scan, said)
    phrase_words = scan.sentence.subtree(said)[:12]
    return any(words.has("objects", t.lemma, t.text.lower()) or t.pos == "NUM" for t in phrase_words)


def _is_text(scan: Scan, said: Token) -> bool:
    """Whether an object is something written or counted: "released the names", not "released nine captives"."""
    above = scan.sentence.head(scan.sentence.head(said))
    counted = said.dep == "pobj" and scan.sentence.head(said).lemma == "of"  # "the figure of 101"
    noun = above if counted else said
    kinds = ("texts", "said_nouns", "figures", "released_texts")
    return any(scan.words.holds(kind, word) for kind in kinds for word in (said, noun))


def _takes_clause(scan: Scan, verb: Token) -> bool:
    """Whether a clause or "as ..." follows: "found that", "described it as", "claims to have"."""
    if scan.child(verb, "ccomp", "oprd") is not None:
        return True
    if any(c.text.lower() == "that" and c.tag == "IN" for c in scan.sentence.children(verb)):
        return True  # the parse lost the clause behind it
    asked = (
        verb.lemma in ("ask", "request", "order", "claim", "report") and scan.child(verb, "xcomp") is not None
    )
    return asked or any(c.lemma == "as" and c.i > verb.i for c in scan.sentence.children(verb))


def _puts_at(scan: Scan, verb: Token) -> bool:
    """Whether a number is given to something: "puts it at 74"."""
    if not scan.words.has("placing", verb.lemma):
        return False
    places = [c for c in scan.sentence.children(verb) if c.dep == "prep" and c.lemma in ("at", "as", "to")]
    return any(t.pos == "NUM" for c in places for t in scan.sentence.subtree(c))


def _parenthetical(scan: Scan, verb: Token) -> bool:
    """Whether a verb and its subject stand after a comma and before a stop: ", the court found,"."""
    tokens = scan.sentence.tokens
    after = tokens[verb.i + 1].text if verb.i + 1 < len(tokens) else "."
    subject = scan.child(verb, *SUBJECTS)
    if subject is None or after not in (".", ",", ";", ":", "”", '"'):
        return False
    first = scan.sentence.subtree(subject)[0]
    return first.i > 0 and tokens[first.i - 1].text in (",", "”", '"', "–", "-")


def can_speak(scan: Scan, speaker: Token, verb: Token, act: Act) -> bool:
    """Whether a verb that also means other things stands with somebody who can say."""
    words = scan.words
    if (
        speaker.tag == "NN"
        and words.has("own_eyes", speaker.lemma)
        and verb.lemma in ("see", "count", "hear", "witness")
    ):
        return False
    if speaker.pos == "PRON":
        return not (
            words.has("thing", speaker.lemma)
            and words.has("weak", verb.lemma)
            and scan.child(verb, "acomp") is not None
        )
    if speaker.text in DATES or _is_deed(scan, speaker):
        return False
    if not words.has("weak", verb.lemma):
        return act not in (Act.CALL_FOR, Act.WARN) or _is_voice(scan, speaker)
    return speaker.pos == "PROPN" or any(
        words.holds(kind, of_whom(scan, speaker))
        for kind in ("roles", "people", "bodies", "carriers", "texts", "metonyms", "nobody")
    )


def _is_deed(scan: Scan, speaker: Token) -> bool:
    """Whether a noun is an attack or a weapon: no raid reports."""
    deed = speaker.pos == "NOUN" and any(scan.words.holds(k, speaker) for k in ("counted", "weapons"))
    return deed and not any(scan.words.holds(kind, speaker) for kind in ("people", "bodies", "roles"))


def _is_voice(scan: Scan, speaker: Token) -> bool:
    """Whether a noun can be somebody who demands, promises, blames: no day, hand or street does."""
    if speaker.pos != "NOUN" or HUMAN.search(speaker.lemma):
        return True
    who = of_whom(scan, speaker)
    kinds = ("roles", "people", "bodies", "carriers", "texts", "metonyms", "nobody", "parties", "said_nouns")
    return any(scan.words.holds(kind, who) for kind in kinds)


HUMAN = re.compile(r"(?:er|or|ist|ian|ant|ent|ee|man|men|woman|women|ive|folk|body|one)$")


def negated(scan: Scan, verb: Token, speakers: Sequence[Token]) -> bool:
    """Whether it is said that nobody says it: "no group has claimed", "neither side said"."""
    if any(c.dep == "neg" or c.lemma == "neither" for c in scan.sentence.children(verb)):
        return True
    above = scan.sentence.head(verb)
    if verb.dep == "conj" and any(
        c.dep == "preconj" or c.lemma == "neither" for c in scan.sentence.children(above)
    ):
        return any(c.lemma == "neither" for c in scan.sentence.children(above))
    return any(_is_nobody(scan, speaker) for speaker in speakers)


def _is_nobody(scan: Scan, speaker: Token) -> bool:
    if scan.words.has("nobody", speaker.lemma, speaker.text.lower()):
        return True
    if speaker.lemma == "one" and any(c.lemma == "no" for c in scan.sentence.children(speaker)):
        return True
    return any(
        c.dep in ("det", "neg") and c.lemma in ("no", "neither") for c in scan.sentence.children(speaker)
    )
