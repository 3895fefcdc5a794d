# ruff: noqa: RUF001 - dashes and quotes as reports write them
"""Find the words that give somebody as saying something: verbs of saying, "according to", "Police: ..."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from histor.claims.mentions import Stretch
from histor.claims.parsed import Sentence, Token
from histor.claims.quotes import is_speech, quote_at
from histor.claims.speech_words import SpeechWords
from histor.records.claim import Act

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
SUBJECTS = frozenset({"nsubj", "csubj"})
OBJECTS = frozenset({"dobj", "obj", "dative", "iobj"})
CLAUSES = frozenset({"ccomp", "xcomp", "pcomp"})
LENDING = frozenset({"conj", "xcomp", "advcl", "acl", "pcomp", "ccomp"})
MODALS = frozenset({"would", "could", "might", "may", "should", "must", "can", "ca", "wo"})
PARTICLES = frozenset({"prt", "prep", "dative", "advmod"})
LABEL = re.compile(
    r"^\W{0,3}(?:\d{1,2}[:.]\d\d\W{1,3})?(?P<who>[^\W\d][\w’'./&-]*(?: [\w’'./&-]+){0,5}):\s+(?=\S)"
)

# "The Ledger adds: ..." - the paper's own words in another's text.
OWN_ADDITION = re.compile(r"(?:^|^\([^)]*\)\s)(?:Our|The)\s+(?:[\w’'-]+\s){1,4}(?:adds?|writes?|notes):\s")


class CueKind(StrEnum):
    """How the speaker is given."""

    VERB = "verb"
    PREPOSITION = "preposition"
    NOUN = "noun"
    LABEL = "label"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word of saying, with the heads of the phrases that name who says it and who passes it on."""

    token: Token
    end: Token  # the last word of the cue
    kind: CueKind
    phrase: str  # what the lexicon calls it: "say", "claim responsibility"
    act: Act
    speakers: tuple[Token, ...]
    carrier: Token | None = None
    negated: bool = False
    whole: Token | None = None  # the noun whose phrase is what is said: "471 deaths reported by the ministry"


@dataclass(frozen=True, slots=True)
class Scan:
    """One sentence searched for cues."""

    sentence: Sentence
    quotes: Sequence[Stretch]
    words: SpeechWords
    text: str

    def child(self, token: Token, *deps: str) -> Token | None:
        """Return the first dependent of `token` that hangs on it by one of `deps`."""
        return next((c for c in self.sentence.children(token) if c.dep in deps), None)

    def object_of(self, token: Token, *prepositions: str) -> Token | None:
        """Return the noun after one of `prepositions` that hangs on `token`."""
        for child in self.sentence.children(token):
            if child.dep in ("prep", "agent", "dative") and child.lemma in prepositions:
                return self.child(child, "pobj")
        return None

    def quoted(self, token: Token) -> bool:
        """Whether a token stands in direct speech."""
        quote = quote_at(self.quotes, token.start)
        return quote is not None and is_speech(self.text, quote)


def find_cues(scan: Scan) -> list[Cue]:
    """Return the cues of a sentence in the order of the text."""
    found = [*_labels(scan)]
    addition = OWN_ADDITION.match(scan.sentence.text)
    own = scan.sentence.start + addition.end() if addition else 0
    for token in scan.sentence.tokens:
        if scan.quoted(token) or token.start < own:
            continue
        cue = _preposition(scan, token) or _verb(scan, token) or _noun(scan, token) or _last_word(scan, token)
        if cue is not None and not any(cue.token.i == other.token.i for other in found):
            found.append(cue)
    return sorted(found, key=lambda cue: cue.token.i)


def _labels(scan: Scan) -> Iterator[Cue]:
    match = LABEL.match(scan.sentence.text)
    if match is None or not scan.sentence.tokens:
        return
    start = scan.sentence.start + match.start("who")
    end = scan.sentence.start + match.end("who")
    named = scan.sentence.tokens_within(start, end)
    if any(token.tag in ("VBD", "VBZ", "VBP") and token.text.islower() for token in named):
        return
    if named and any(scan.words.holds(kind, named[-1]) for kind in ("roles", "people", "bodies")):
        yield Cue(
            token=named[-1],
            end=named[-1],
            kind=CueKind.LABEL,
            phrase="say",
            act=Act.REPORT,
            speakers=(named[-1],),
        )


def _preposition(scan: Scan, token: Token) -> Cue | None:
    following = scan.sentence.text[token.start - scan.sentence.start :].lower()
    entry = next(
        (p for p in scan.words.lists["prepositions"] if " " in p and following.startswith(p + " ")), None
    )
    if entry is not None:
        end = scan.sentence.tokens[min(token.i + len(entry.split()) - 1, len(scan.sentence.tokens) - 1)]
        who = scan.child(end, "pobj") or _noun_after(scan, end)
        return _prepositional(token, end, who) if who else None
    if token.lemma == "per" and token.pos == "ADP":
        who = scan.child(token, "pobj")
        return _prepositional(token, token, who) if who is not None and who.pos == "PROPN" else None
    return _count_of(scan, token)


def _noun_after(scan: Scan, token: Token) -> Token | None:
    for after in scan.sentence.tokens[token.i + 1 : token.i + 8]:
        if after.pos in ("NOUN", "PROPN", "PRON") and after.dep not in ("compound", "poss", "amod", "nmod"):
            return after
    return None


def _prepositional(token: Token, end: Token, who: Token) -> Cue:
    return Cue(
        token=token, end=end, kind=CueKind.PREPOSITION, phrase="according to", act=Act.REPORT, speakers=(who,)
    )


def _count_of(scan: Scan, token: Token) -> Cue | None:
    """Read "by the monitor's count", "in the ministry's estimate", "the ministry's list contains"."""
    if token.dep not in ("pobj", "nsubj", "dobj") or not scan.words.has("said_nouns", token.lemma):
        return None
    above = scan.sentence.head(token)
    owner = scan.child(token, "poss") or scan.object_of(token, "by")
    if owner is None or owner.tag == "PRP$":
        return None
    if token.dep == "pobj" and above.lemma not in ("by", "in", "on", "to", "at"):
        return None
    if token.dep == "dobj" or (token.dep == "nsubj" and scan.words.has("weak", above.lemma) is False):
        return None
    return Cue(
        token=token,
        end=token,
        kind=CueKind.PREPOSITION,
        phrase="according to",
        act=Act.REPORT,
        speakers=(owner,),
    )


def _last_word(scan: Scan, token: Token) -> Cue | None:
    """Read a closing ", the union estimates." whose verb the tagger took for a noun."""
    tokens = scan.sentence.tokens
    closing = all(t.pos == "PUNCT" for t in tokens[token.i + 1 :])
    before = tokens[token.i - 1] if token.i else token
    if (
        token.tag != "NNS"
        or not closing
        or before.pos not in ("PROPN", "NOUN")
        or scan.words.acts.get(token.lemma) is not Act.REPORT
    ):
        return None
    start = next((i for i in range(token.i - 1, max(-1, token.i - 8), -1) if tokens[i].text == ","), None)
    if start is None or not (before.pos == "PROPN" or scan.words.holds("bodies", before)):
        return None
    return Cue(
        token=token, end=token, kind=CueKind.VERB, phrase=token.lemma, act=Act.REPORT, speakers=(before,)
    )


def _noun(scan: Scan, token: Token) -> Cue | None:
    """Read "calls by the union for an inquiry", "promises from the rulers to protect minorities"."""
    act = scan.words.acts.get(f"{token.lemma} for") or scan.words.acts.get(token.lemma)
    if (
        token.pos != "NOUN"
        or act is None
        or act is Act.REPORT
        or token.lemma in ("charge", "claim", "sentence")
    ):
        return None
    owner = scan.object_of(token, "by", "from")
    if owner is None or owner.pos not in ("PROPN", "NOUN"):
        return None
    if (
        owner.pos == "NOUN"
        and not any(scan.words.holds(kind, owner) for kind in ("roles", "people", "bodies"))
        and owner.tag != "NNS"
    ):
        return None
    return Cue(
        token=token, end=token, kind=CueKind.NOUN, phrase=token.lemma, act=act, speakers=_joined(scan, owner)
    )


def _verb(scan: Scan, token: Token) -> Cue | None:
    if token.pos not in VERBAL or token.dep in ("aux", "auxpass", "amod"):
        return None
    frame = _frame(scan, token)
    if frame is None or _hushed(scan, token):
        return None
    phrase, act, last = frame
    who = _who(scan, token)
    if who is None or not who.speakers:
        return None
    speakers = tuple(s for s in who.speakers if _can_speak(scan, s, token))
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


def _frame(scan: Scan, token: Token) -> tuple[str, Act, Token] | None:
    """Return the lexicon's longest entry that the verb and a dependent of it make."""
    acts = scan.words.acts
    for child in _near(scan, token):
        phrase = f"{token.lemma} {child.lemma}"
        if phrase in acts:
            return phrase, acts[phrase], child if child.i > token.i else token
    if (
        token.lemma == "claim"
        and scan.child(token, "auxpass") is not None
        and scan.child(token, "ccomp", "xcomp") is None
    ):
        return "claim responsibility", Act.CLAIM_RESPONSIBILITY, token
    return (token.lemma, acts[token.lemma], token) if token.lemma in acts else None


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
    if token.dep == "amod" or any(
        c.dep == "aux" and c.lemma in MODALS for c in scan.sentence.children(token)
    ):
        return True
    return token.dep == "advcl" and any(
        c.lemma in ("if", "unless", "before", "until") for c in scan.sentence.children(token)
    )


@dataclass(frozen=True, slots=True)
class _Who:
    speakers: tuple[Token, ...]
    carrier: Token | None = None
    whole: Token | None = None


def _who(scan: Scan, verb: Token) -> _Who | None:
    passive = scan.child(verb, "nsubjpass")
    by = scan.object_of(verb, "by")
    if verb.lemma in ("quote", "cite"):
        return _quoted_by(scan, verb, passive, by)
    if passive is not None or (
        verb.tag == "VBN" and verb.dep in ("acl", "relcl") and scan.child(verb, *SUBJECTS) is None
    ):
        whole = scan.sentence.head(verb) if verb.dep in ("acl", "relcl") else None
        return _Who(_joined(scan, by), whole=whole) if by is not None and not _relayed(scan, verb) else None
    subject = subject_of(scan, verb)
    if (
        subject is None
        or (scan.child(verb, *SUBJECTS) is None and verb.dep == "conj")
        or _in_dateline(scan, subject)
    ):
        subject = _right_before(scan, verb) or subject
    if subject is None:
        return None
    source = _cited_beside(scan, verb)
    if source is not None:
        return _Who(_joined(scan, source), carrier=subject)
    subject = _beside_verb(scan, verb, subject) or subject
    return _Who(_joined(scan, subject), carrier=_told(scan, verb))


def _beside_verb(scan: Scan, verb: Token, subject: Token) -> Token | None:
    """Return the phrase right before a verb of saying, where the parse took a far one for its subject."""
    tokens = scan.sentence.tokens
    commas = [t.i for t in tokens[subject.i : verb.i] if t.text in (",", "”", '"')]
    if not commas or scan.words.has("relative", subject.lemma):
        return None
    segment = tokens[commas[-1] + 1 : verb.i]
    tops = [t for t in segment if t.pos in ("NOUN", "PROPN") and not commas[-1] < t.head < verb.i]
    if not tops or any(
        t.pos in VERBAL and t.tag in ("VBD", "VBZ", "VBP") for t in segment if t.dep != "relcl"
    ):
        return None
    return (
        None
        if subject.i in {t.i for t in scan.sentence.ancestors(tops[0])} and tops[0].dep in ("appos", "conj")
        else tops[0]
    )


DATELINE = re.compile(r"^[A-Z][^a-z(]{1,30}[\w, ]{0,30}(?:\([^)]{2,40}\))?\s*[-–—:]\s")


def _in_dateline(scan: Scan, subject: Token) -> bool:
    match = DATELINE.match(scan.sentence.text)
    return match is not None and subject.start < scan.sentence.start + match.end()


def _right_before(scan: Scan, verb: Token) -> Token | None:
    """Return the noun right before a strong verb of saying, where the parse found no subject for it."""
    if scan.words.has("weak", verb.lemma):
        return None
    tokens = scan.sentence.tokens
    at = verb.i - 1
    while at > 0 and (tokens[at].pos in ("ADV", "AUX") or tokens[at].text == ","):
        at -= 1
    if at < 0 or tokens[at].pos not in ("NOUN", "PROPN"):
        return None
    top = tokens[at]
    while top.dep in ("compound", "pobj", "prep", "appos", "conj") and top.head < verb.i:
        above = scan.sentence.head(top)
        if any(t.text in (",", "-", "–") for t in tokens[above.i : top.i]):
            break
        top = above
    return top if top.pos in ("NOUN", "PROPN") else tokens[at]


def _relayed(scan: Scan, verb: Token) -> bool:
    """Whether a participle only says who carried a text: "a statement carried by the agency"."""
    above = scan.sentence.head(verb)
    if verb.lemma in ("see", "obtain", "review", "view", "analyse", "analyze", "share", "carry", "hear"):
        return True
    return (
        verb.dep == "acl"
        and scan.words.has("carried", verb.text.lower())
        and scan.words.has("texts", above.lemma)
    )


def _quoted_by(scan: Scan, verb: Token, passive: Token | None, by: Token | None) -> _Who | None:
    """Read "the agency quoted X as saying" and "X was quoted by the agency as saying"."""
    if not any(c.lemma == "as" for c in scan.sentence.children(verb)):
        return None
    if passive is not None:
        return _Who(_joined(scan, passive), carrier=by)
    said = scan.child(verb, *OBJECTS)
    return _Who(_joined(scan, said), carrier=subject_of(scan, verb)) if said is not None else None


def _cited_beside(scan: Scan, verb: Token) -> Token | None:
    for child in scan.sentence.children(verb):
        if child.dep == "advcl" and child.tag == "VBG" and child.lemma in ("cite", "quote"):
            return scan.child(child, *OBJECTS)
    for token in scan.sentence.tokens[max(0, verb.i - 1) : verb.i + 3]:
        if token.tag == "VBG" and token.lemma in ("cite", "quote") and token.i > verb.i:
            return scan.child(token, *OBJECTS)
    return None


def _told(scan: Scan, verb: Token) -> Token | None:
    return scan.child(verb, *OBJECTS) if verb.lemma in ("tell", "inform", "assure") else None


def subject_of(scan: Scan, verb: Token) -> Token | None:  # noqa: PLR0911 - one return per construction
    """Return who says: the verb's subject, else that of the verb it is joined to or complements."""
    own = scan.child(verb, *SUBJECTS)
    if own is not None:
        antecedent = scan.sentence.head(verb)
        return antecedent if scan.words.has("relative", own.lemma) and verb.dep == "relcl" else own
    above = scan.sentence.head(verb)
    if above.i == verb.i or verb.dep not in LENDING:
        return None
    if verb.dep in ("ccomp", "pcomp") and verb.tag != "VBG":
        return None
    if above.pos in ("NOUN", "PROPN"):
        return above if verb.dep == "acl" and verb.tag == "VBG" else None
    if above.dep == "prep":
        return None
    matrix = _matrix(scan, verb, above)
    if matrix is not None:
        return subject_of(scan, matrix)
    passive = scan.child(above, "nsubjpass")
    if verb.dep == "conj" and passive is not None and scan.child(verb, "auxpass") is None:
        return passive
    return subject_of(scan, above) or (passive if verb.dep == "conj" else None)


def _matrix(scan: Scan, verb: Token, above: Token) -> Token | None:
    """Return the verb of saying that a coordinated one goes with, where the parse joined it to what is said.

    "The coach denied that her side had given up and promised revenge": who denied also promised.
    """
    if verb.dep != "conj" or (above.lemma in scan.words.acts and above.tag == verb.tag):
        return None
    climbed = above
    while climbed.dep == "conj":
        climbed = scan.sentence.head(climbed)
    outer = scan.sentence.head(climbed)
    if climbed.dep not in ("ccomp", "relcl", "acl", "advcl") or outer.lemma not in scan.words.acts:
        return None
    return outer if outer.tag == verb.tag and verb.tag in ("VBD", "VBZ", "VBP") else None


def _joined(scan: Scan, head: Token | None) -> tuple[Token, ...]:
    """Return the speakers of a coordination: each proper name for itself, other nouns as one phrase."""
    if head is None:
        return ()
    joined = [head]
    for child in scan.sentence.children(head):
        if child.dep == "conj" and child.pos == "PROPN" and head.pos == "PROPN":
            joined.extend(_joined(scan, child))
    return tuple(joined)


def _can_speak(scan: Scan, speaker: Token, verb: Token) -> bool:
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
    if not words.has("weak", verb.lemma):
        return True
    return speaker.pos == "PROPN" or any(
        words.holds(kind, speaker)
        for kind in ("roles", "people", "bodies", "carriers", "texts", "metonyms", "nobody")
    )


def _says_something(scan: Scan, verb: Token, phrase: str, act: Act) -> bool:
    """Whether a verb that also means other things stands before what can be said."""
    words = scan.words
    if phrase != verb.lemma or not words.has("objects_needed", verb.lemma):
        return True
    if act is Act.CLAIM_RESPONSIBILITY or _parenthetical(scan, verb):
        return True
    if scan.child(verb, "ccomp", "oprd") is not None or any(
        c.lemma == "as" for c in scan.sentence.children(verb)
    ):
        return True
    if verb.lemma in ("ask", "request", "continue") and scan.child(verb, "xcomp") is not None:
        return True
    said = scan.child(verb, *OBJECTS, "nsubjpass")
    if said is None:
        said = scan.sentence.head(verb) if verb.dep in ("acl", "relcl") else None
    if said is None:
        return False
    phrase_words = scan.sentence.subtree(said)[:12]
    return any(words.has("objects", t.lemma, t.text.lower()) or t.pos == "NUM" for t in phrase_words)


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
