"""Read a verb of saying: what its speaker does by it, and whether anything is said at all."""

from collections.abc import Iterator, Sequence

from histor.claims.attribution.places import in_dateline
from histor.claims.attribution.said import can_speak, negated, says_something
from histor.claims.attribution.scan import OBJECTS, SUBJECTS, VERBAL, Cue, CueKind, Scan
from histor.claims.attribution.subjects import who_says
from histor.claims.parsed import Token
from histor.records.claim import Act

TAKEN = frozenset({"life", "victim", "casualty", "asylum", "land", "territory", "benefit", "prize"})
MODALS = frozenset({"would", "could", "might", "may", "should", "must", "can", "ca", "wo", "will", "shall"})


def verb_cue(scan: Scan, token: Token) -> Cue | None:
    """Return the cue that a verb of saying makes with its speaker; None where nothing is said."""
    if token.dep in ("aux", "auxpass", "amod") or not (token.pos in VERBAL or _taken_for_noun(scan, token)):
        return None
    frame = _frame(scan, token)
    if frame is None or _hushed(scan, token) or _withholds(scan, token):
        return None
    if _as_told_by(scan, token) or _shown_to_another(scan, token):
        return None
    phrase, act, last = frame
    who = who_says(scan, token)
    if who is None or not who.speakers:
        return None
    named = [s for s in who.speakers if not in_dateline(scan, s)] or who.speakers
    speakers = tuple(s for s in named if " " in phrase or can_speak(scan, s, token, act))
    if not speakers or not says_something(scan, token, phrase, act):
        return None
    return Cue(
        token=token,
        end=last,
        kind=CueKind.VERB,
        phrase=phrase,
        act=act,
        speakers=speakers,
        carrier=who.carrier,
        negated=negated(scan, token, speakers),
        whole=who.whole,
    )


def _as_told_by(scan: Scan, token: Token) -> bool:
    """Whether a participle tells whose words stand beside it, not what the clause's subject says: "as stated by"."""
    before = scan.sentence.tokens[token.i - 1] if token.i else token
    return token.tag == "VBN" and before.lemma == "as" and scan.object_of(token, "by") is not None


def _shown_to_another(scan: Scan, token: Token) -> bool:
    """Whether pictures show what somebody says that they show: the words are that one's."""
    shown = scan.child(token, *SUBJECTS)
    if shown is None or not scan.words.holds("pictures", shown) or not scan.words.has("showing", token.lemma):
        return False
    return token.dep == "ccomp" and scan.sentence.head(token).lemma in scan.words.acts


def _taken_for_noun(scan: Scan, token: Token) -> bool:
    return token.tag == "NNS" and token.dep == "ROOT" and scan.child(token, "nsubj") is not None


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
    above = scan.sentence.head(token)
    if token.tag == "VBN" and token.dep == "acl" and f"{token.lemma} {above.lemma}" in acts:
        return f"{token.lemma} {above.lemma}", acts[f"{token.lemma} {above.lemma}"], token
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
    if token.dep == "xcomp" and (scan.words.has("silence", above.lemma) or _is_yet(scan, token, above)):
        return True
    if _says_nothing(scan, token) or _is_aim(scan, token) or _goes_on_doing(token, above):
        return True
    if _in_other_words(scan, token, above) or _says_how(scan, token):
        return True
    if token.dep == "amod" or any(
        c.dep == "aux" and c.lemma in MODALS and c.text.islower() for c in scan.sentence.children(token)
    ):
        return True
    return token.dep == "advcl" and any(
        c.lemma in ("if", "unless", "before", "until") for c in scan.sentence.children(token)
    )


def _is_yet(scan: Scan, token: Token, above: Token) -> bool:
    """Whether somebody "is yet to comment"."""
    beside = [*scan.sentence.children(above), *scan.sentence.children(token)]
    return above.lemma in ("be", "have") and any(c.lemma == "yet" for c in beside)


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
    infinitive = scan.child(token, "xcomp")
    below = scan.sentence.children(infinitive) if infinitive is not None else ()
    hidden += [t.lemma for t in below if t.dep == "dobj"] if _refused(below) else []
    return scan.words.has("anonymity", *near, *hidden)


def _refused(below: Sequence[Token]) -> bool:
    return any(t.dep == "neg" for t in below)


def _withholds(scan: Scan, token: Token) -> bool:
    """Whether something is refused or sworn and nothing said: "denied the team access", "found nine bodies"."""
    given = [c for c in scan.sentence.children(token) if c.dep == "dobj"]
    if token.lemma == "claim":
        return any(c.lemma in TAKEN for c in given)  # "the war claimed 200 lives"
    if token.lemma == "find":
        return any(scan.words.has("unearthed", c.lemma) for c in given)
    if token.lemma in ("pledge", "swear"):
        return any(scan.words.has("sworn", c.lemma) for c in given)
    return token.lemma == "deny" and any(scan.words.has("withheld", c.lemma) for c in given)


def _in_act(scan: Scan, above: Token) -> bool:
    """Whether the verb above is itself an act: a promise, a call, a warning."""
    frame = _frame(scan, above)
    return frame is not None and frame[1] in (
        Act.PROMISE,
        Act.CALL_FOR,
        Act.WARN,
    )
