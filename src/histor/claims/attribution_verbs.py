"""Read a verb of saying: what its speaker does by it, and whether anything is said at all."""

import re
from collections.abc import Iterator, Sequence

from histor.claims.attribution_phrases import DATES
from histor.claims.attribution_scan import OBJECTS, SUBJECTS, VERBAL, Cue, CueKind, Scan
from histor.claims.attribution_subjects import of_whom, turned, who_says
from histor.claims.parsed import Token
from histor.records.claim import Act

MODALS = frozenset({"would", "could", "might", "may", "should", "must", "can", "ca", "wo", "will", "shall"})


def verb_cue(scan: Scan, token: Token) -> Cue | None:
    """Return the cue that a verb of saying makes with its speaker; None where nothing is said."""
    taken_for_noun = token.tag == "NNS" and token.dep == "ROOT" and scan.child(token, "nsubj") is not None
    if (token.pos not in VERBAL and not taken_for_noun) or token.dep in ("aux", "auxpass", "amod"):
        return None
    frame = _frame(scan, token)
    if frame is None or _hushed(scan, token) or _withholds(scan, token):
        return None
    phrase, act, last = frame
    who = who_says(scan, token)
    if who is None or not who.speakers:
        return None
    speakers = tuple(s for s in who.speakers if " " in phrase or _can_speak(scan, s, token, act))
    if not speakers or not _says_something(scan, token, phrase, act):
        return None
    return Cue(
        token=token,
        end=last,
        kind=CueKind.VERB,
        phrase=phrase,
        act=act,
        speakers=speakers,
        carrier=who.carrier,
        negated=_negated(scan, token, speakers),
        whole=who.whole,
    )


SAME_FORM = {"VBZ": ("VBZ", "NNS"), "NNS": ("VBZ", "NNS"), "VBD": ("VBD",), "VBP": ("VBP", "VB", "NN")}


def joined_cue(scan: Scan, token: Token, before: Cue) -> Cue | None:
    """Return the next act of a speaker, where a verb in the same form follows "and"."""
    above = scan.sentence.head(token)
    own = scan.child(token, *SUBJECTS)
    if own is not None or token.tag not in SAME_FORM.get(before.token.tag, ()) or above.i == before.token.i:
        return None
    frame = _frame(scan, token)
    if frame is None or frame[1] in (Act.REPORT, Act.ANNOUNCE) or before.act is Act.REPORT:
        return None
    phrase, act, last = frame
    if token.pos == "NOUN" and " " not in phrase:
        return None
    return Cue(token=token, end=last, kind=CueKind.VERB, phrase=phrase, act=act, speakers=before.speakers)


def _frame(scan: Scan, token: Token) -> tuple[str, Act, Token] | None:
    """Return the lexicon's longest entry that the verb and a dependent of it make."""
    acts = scan.words.acts
    for child in _near(scan, token):
        phrase = f"{token.lemma} {child.lemma}"
        if (
            token.lemma == "call"
            and act_of_calling(child)
            and scan.child(token, *OBJECTS, "nsubjpass") is not None
        ):
            continue  # "called the police for help": a telephone
        if phrase in acts:
            return phrase, acts[phrase], child if child.i > token.i else token
    if (
        token.lemma == "claim"
        and scan.child(token, "auxpass") is not None
        and scan.child(token, "ccomp", "xcomp") is None
    ):
        return "claim responsibility", Act.CLAIM_RESPONSIBILITY, token
    return (token.lemma, acts[token.lemma], token) if token.lemma in acts else None


def act_of_calling(child: Token) -> bool:
    """Whether a word after "call" makes it a demand: "call for", "call on", "call to"."""
    return child.lemma in ("for", "on", "upon", "to")


def _near(scan: Scan, token: Token) -> Iterator[Token]:
    for child in scan.sentence.children(token):
        if child.dep in ("punct", "nsubj", "cc", "conj"):
            continue
        yield child
        if child.dep in (*OBJECTS, "ccomp", "xcomp", "advcl", "oprd", "prep", "nsubjpass"):
            yield from (
                c
                for c in scan.sentence.children(child)
                if c.dep in ("mark", "aux", "amod", "acomp", "oprd", "conj", "pobj", "attr")
            )


def _hushed(scan: Scan, token: Token) -> bool:
    """Whether nothing is said: "refused to say", "would not comment", "should say"."""
    above = scan.sentence.head(token)
    if token.dep == "xcomp" and scan.words.has("silence", above.lemma):
        return True
    if _says_nothing(scan, token) or _is_aim(scan, token) or _goes_on_doing(token, above):
        return True
    if _in_other_words(scan, token, above) or _says_how(scan, token):
        return True
    if token.dep == "amod" or any(
        c.dep == "aux" and c.lemma in MODALS for c in scan.sentence.children(token)
    ):
        return True
    return token.dep == "advcl" and any(
        c.lemma in ("if", "unless", "before", "until") for c in scan.sentence.children(token)
    )


def _says_nothing(scan: Scan, token: Token) -> bool:
    """Whether it is told that somebody said little or nothing."""
    said = scan.child(token, *OBJECTS)
    return said is not None and scan.words.has("little", said.lemma)


def _is_aim(scan: Scan, token: Token) -> bool:
    """Whether a verb only names what something is done for: "samples were sent to confirm the cause"."""
    return (
        token.tag == "VB"
        and token.dep in ("advcl", "acl", "relcl")
        and any(c.dep == "aux" and c.lemma == "to" for c in scan.sentence.children(token))
    )


def _goes_on_doing(token: Token, above: Token) -> bool:
    """Whether a verb stands under "continue to": police who continue to gather evidence say nothing by it."""
    return token.dep == "xcomp" and token.tag == "VB" and above.lemma == "continue"


def _can_speak(scan: Scan, speaker: Token, verb: Token, act: Act) -> bool:
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
    if speaker.text in DATES:
        return False
    if not words.has("weak", verb.lemma):
        return act not in (Act.CALL_FOR, Act.WARN) or _is_voice(scan, speaker)
    return speaker.pos == "PROPN" or any(
        words.holds(kind, of_whom(scan, speaker))
        for kind in ("roles", "people", "bodies", "carriers", "texts", "metonyms", "nobody")
    )


def _is_voice(scan: Scan, speaker: Token) -> bool:
    """Whether a noun can be somebody who demands, promises, blames: no day, hand or street does."""
    if speaker.pos != "NOUN" or HUMAN.search(speaker.lemma):
        return True
    who = of_whom(scan, speaker)
    kinds = ("roles", "people", "bodies", "carriers", "texts", "metonyms", "nobody", "parties", "said_nouns")
    return any(scan.words.holds(kind, who) for kind in kinds)


HUMAN = re.compile(r"(?:er|or|ist|ian|ant|ent|ee|man|men|woman|women|ive|folk|body|one)$")


def _in_other_words(scan: Scan, token: Token, above: Token) -> bool:
    """Whether a verb only fills another: "is to blame", "vowed to hold them responsible" is one act."""
    if token.dep != "xcomp":
        return False
    return (token.lemma == "blame" and above.lemma == "be") or (token.tag == "VB" and _in_act(scan, above))


def _says_how(scan: Scan, token: Token) -> bool:
    """Whether it is told how somebody speaks, or what is asked in the story: "asked not to be named"."""
    near = [c.lemma for c in _near(scan, token)]
    if token.lemma == "ask" and ("whether" in near or "if" in near):
        return True
    if token.lemma not in ("ask", "request", "speak", "insist"):
        return False
    clause = scan.child(token, "ccomp")
    asked = scan.sentence.children(clause) if clause is not None else ()
    hidden = [t.lemma for t in asked if t.dep in SUBJECTS | {"nsubjpass"}] if _refused(asked) else []
    return scan.words.has("anonymity", *near, *hidden)


def _refused(below: Sequence[Token]) -> bool:
    return any(t.dep == "neg" for t in below)


def _withholds(scan: Scan, token: Token) -> bool:
    """Whether something is refused rather than contradicted: "denied the team access"."""
    given = [c for c in scan.sentence.children(token) if c.dep == "dobj"]
    return token.lemma == "deny" and any(scan.words.has("withheld", c.lemma) for c in given)


def _in_act(scan: Scan, above: Token) -> bool:
    """Whether the verb above is itself an act: a promise, a call, a warning."""
    frame = _frame(scan, above)
    return frame is not None and frame[1] in (
        Act.PROMISE,
        Act.CALL_FOR,
        Act.WARN,
    )


def _says_something(scan: Scan, verb: Token, phrase: str, act: Act) -> bool:
    """Whether a verb that also means other things stands before what can be said."""
    words = scan.words
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
    if said is None:
        return False
    phrase_words = scan.sentence.subtree(said)[:12]
    return any(words.has("objects", t.lemma, t.text.lower()) or t.pos == "NUM" for t in phrase_words)


def _takes_clause(scan: Scan, verb: Token) -> bool:
    """Whether a clause or "as ..." follows: "found that", "described it as", "claims to have"."""
    if scan.child(verb, "ccomp", "oprd") is not None:
        return True
    asked = verb.lemma in ("ask", "request", "order", "claim") and scan.child(verb, "xcomp") is not None
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


def _negated(scan: Scan, verb: Token, speakers: Sequence[Token]) -> bool:
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
