"""Find who says: the subject of a verb of saying, or whoever stands in its place."""

from dataclasses import dataclass

from histor.claims.attribution.listed import behind
from histor.claims.attribution.places import (
    behind_dateline,
    beside_verb,
    beyond_quote,
    in_dateline,
    nearer,
    past_dateline,
    right_before,
    titled_before,
    who_of_clause,
)
from histor.claims.attribution.scan import OBJECTS, SUBJECTS, VERBAL, Scan
from histor.claims.parsed import Token
from histor.records.claim import Act

REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
LENDING = frozenset({"conj", "xcomp", "advcl", "acl", "pcomp", "ccomp"})


@dataclass(frozen=True, slots=True)
class Who:
    """The heads of the phrases that name who says, and who passes it on."""

    speakers: tuple[Token, ...]
    carrier: Token | None = None
    whole: Token | None = None


def who_says(scan: Scan, verb: Token) -> Who | None:
    """Return who says by a verb; None if nobody is given."""
    passive = scan.child(verb, "nsubjpass")
    by = scan.object_of(verb, "by")
    if verb.lemma in ("quote", "cite"):
        return _quoted_by(scan, verb, passive, by)
    if passive is not None or (
        verb.tag == "VBN" and verb.dep in ("acl", "relcl") and scan.child(verb, *SUBJECTS) is None
    ):
        return _by_whom(scan, verb, by)
    behind = turned(scan, verb)
    return Who((behind,)) if behind is not None else _subjects(scan, verb)


def _by_whom(scan: Scan, verb: Token, by: Token | None) -> Who | None:
    """Read "the count given by the union" and, where the parse takes it for that, ", the spokesman charged."."""
    beside = titled_before(scan, verb) if by is None else None
    if beside is not None and (_closes(scan, verb) or _active(scan, verb)):
        return Who((beside,))
    whole = _whole(scan, verb) if verb.dep in ("acl", "relcl") else None
    return Who(joined(scan, by), whole=whole) if by is not None and not _relayed(scan, verb) else None


def _subjects(scan: Scan, verb: Token) -> Who | None:
    closing = behind(scan, verb)
    if closing is not None:
        return Who(joined(scan, closing))
    subject = past_dateline(scan, verb, subject_of(scan, verb))
    subject = nearer(scan, titled_before(scan, verb), subject)
    subject = beyond_quote(scan, verb, subject) if subject is not None else None
    if (
        subject is None
        or (scan.child(verb, *SUBJECTS) is None and verb.dep == "conj")
        or in_dateline(scan, subject)
    ):
        subject = right_before(scan, verb) or subject
    if subject is None:
        return None
    subject = who_of_clause(scan, verb, subject)
    subject = behind_dateline(scan, subject)
    source = _cited_beside(scan, verb) or _quoted_in(scan, subject)
    if source is not None:
        return Who(joined(scan, source), carrier=subject)
    subject = beside_verb(scan, verb, subject) or subject
    return Who(joined(scan, subject), carrier=_told(scan, verb))


def _whole(scan: Scan, verb: Token) -> Token:
    """Return what somebody gave, with the count that it is a part of: "the count of 9 dead and 3 hurt given by"."""
    noun = scan.sentence.head(verb)
    above = scan.sentence.head(noun)
    return above if noun.dep == "conj" and scan.words.has("figures", above.lemma) else noun


def _active(scan: Scan, verb: Token) -> bool:
    """Whether a form read as a participle has what only a verb of its own can have: an object, a clause."""
    return scan.child(verb, *OBJECTS, "ccomp") is not None


def _closes(scan: Scan, verb: Token) -> bool:
    return all(t.pos == "PUNCT" for t in scan.sentence.tokens[verb.i + 1 :])


def _relayed(scan: Scan, verb: Token) -> bool:
    """Whether a participle only says who carried a text: "a statement carried by the agency"."""
    above = scan.sentence.head(verb)
    if scan.words.has("figures", above.lemma):
        return False
    if verb.lemma in ("see", "obtain", "review", "view", "analyse", "analyze", "share", "carry", "hear"):
        return True
    return (
        verb.dep == "acl"
        and scan.words.has("carried", verb.text.lower())
        and scan.words.has("texts", above.lemma)
    )


def _quoted_by(scan: Scan, verb: Token, passive: Token | None, by: Token | None) -> Who | None:
    """Read "the agency quoted X as saying" and "X was quoted by the agency as saying"."""
    if not any(c.lemma == "as" for c in scan.sentence.children(verb)):
        return None
    if passive is not None:
        return Who(joined(scan, passive), carrier=by)
    said = scan.child(verb, *OBJECTS)
    return Who(joined(scan, said), carrier=subject_of(scan, verb)) if said is not None else None


def _cited_beside(scan: Scan, verb: Token) -> Token | None:
    for child in scan.sentence.children(verb):
        if child.dep == "advcl" and child.tag == "VBG" and child.lemma in ("cite", "quote"):
            return _cited(scan, child)
    for token in scan.sentence.tokens[max(0, verb.i - 1) : verb.i + 3]:
        if token.tag == "VBG" and token.lemma in ("cite", "quote") and token.i > verb.i:
            return _cited(scan, token)
    return None


def _quoted_in(scan: Scan, text: Token) -> Token | None:
    """Return whom a report quotes: "said a news report quoting ministry officials"."""
    if not any(scan.words.holds(kind, text) for kind in ("texts", "carriers")):
        return None
    citing = (c for c in scan.sentence.children(text) if c.dep == "acl" and c.tag == "VBG")
    return next((_cited(scan, c) for c in citing if c.lemma in ("cite", "quote")), None)


def _cited(scan: Scan, citing: Token) -> Token | None:
    """Return whom a speaker cites, nobody else in "citing its own monitoring"."""
    cited = scan.child(citing, *OBJECTS)
    own = cited is not None and any(c.lemma == "own" for c in scan.sentence.children(cited))
    return None if own or cited is None or not _can_be_cited(scan, cited) else cited


def _can_be_cited(scan: Scan, cited: Token) -> bool:
    """Whether a noun is a voice, or words of one: nobody speaks in "citing the ceasefire"."""
    kinds = ("roles", "people", "bodies", "carriers", "texts", "metonyms", "said_nouns")
    return cited.pos == "PROPN" or any(scan.words.holds(kind, cited) for kind in kinds)


def _told(scan: Scan, verb: Token) -> Token | None:
    return scan.child(verb, *OBJECTS) if verb.lemma in ("tell", "inform", "assure") else None


def _own_subject(scan: Scan, verb: Token) -> Token | None:
    """Return a verb's subject; of "a raid that officials said killed ten" the officials."""
    found = [child for child in scan.sentence.children(verb) if child.dep in SUBJECTS]
    return next((child for child in found if child.tag not in ("WDT", "WP")), next(iter(found), None))


def subject_of(scan: Scan, verb: Token) -> Token | None:  # noqa: PLR0911 - one return per construction
    """Return who says: the verb's subject, else that of the verb it is joined to or complements."""
    own = _last_of_name(scan, verb) or _own_subject(scan, verb)
    if own is not None:
        return _meant_by(scan, verb, own)
    above = scan.sentence.head(verb)
    if above.i == verb.i or verb.dep not in LENDING:
        return None
    if verb.dep in ("ccomp", "pcomp") and verb.tag != "VBG":
        return None
    if above.pos in ("NOUN", "PROPN"):
        said = verb.tag == "VBG" or (verb.tag == "VBD" and _active(scan, verb))
        named = verb.tag == "VBN" and _active(scan, verb) and titled_before(scan, verb) is not None
        return above if verb.dep == "acl" and (said or named) else None
    if above.dep == "prep":
        return None
    matrix = _matrix(scan, verb, above) or _said_above(scan, verb, above)
    if matrix is not None:
        return subject_of(scan, matrix)
    if verb.dep == "conj" and _aside(scan, above, verb):
        inner = scan.child(above, "ccomp")
        return subject_of(scan, inner) if inner is not None else None
    passive = scan.child(above, "nsubjpass")
    if verb.dep == "conj" and passive is not None and scan.child(verb, "auxpass") is None:
        return None if _suffered(scan, verb) else passive
    return subject_of(scan, above) or (passive if verb.dep == "conj" and not _suffered(scan, verb) else None)


def _last_of_name(scan: Scan, verb: Token) -> Token | None:
    """Return the last word of a name that the parse broke into several subjects: "Lt. Col. Will Griffin told"."""
    subjects = [c for c in scan.sentence.children(verb) if c.dep in SUBJECTS and c.i < verb.i]
    names = len(subjects) > 1 and all(c.pos == "PROPN" for c in subjects)
    return (
        subjects[-1]
        if names and subjects[-1].i - subjects[0].i <= NAME and subjects[-1].text.isalpha()
        else None
    )


NAME = 6  # words: "Lt. Col. Will Griffin"


def _meant_by(scan: Scan, verb: Token, own: Token) -> Token:
    """Return whom a verb's own subject stands for: the noun that a clause hangs on, the one named before."""
    if own.lemma in REFLEXIVE and own.i > 1:
        return scan.sentence.tokens[own.i - 2]  # "Odongo, himself abducted at nine, denied the charges"
    if own.pos in VERBAL:
        return scan.child(own, "nsubj") or own  # "Medics treating the wounded said"
    among = scan.object_of(own, "of")
    above = scan.sentence.head(verb)
    if among is not None and among.text.lower() == "whom":
        # "three villagers fled, one of whom said": where the parse hangs it on the verb, the verb's subject
        return above if above.pos in ("NOUN", "PROPN") else scan.child(above, *SUBJECTS) or own
    return above if scan.words.has("relative", own.lemma) and verb.dep == "relcl" else own


def of_whom(scan: Scan, one: Token) -> Token:
    """Return the noun of those of whom "one" or "some" is: "one of the survivors"."""
    among = scan.object_of(one, "of")
    return among if among is not None and one.pos in ("NUM", "PRON", "DET", "ADJ") else one


def turned(scan: Scan, verb: Token) -> Token | None:
    """Return who stands behind a verb as if it were what is said: ", recounted one of the survivors"."""
    said = scan.child(verb, *OBJECTS)
    before = scan.sentence.tokens[verb.i - 1].text if verb.i else ""
    if said is None or said.i < verb.i or before not in (",", "”", '"') or scan.child(verb, *SUBJECTS):
        return None
    who = of_whom(scan, said)
    if scan.words.acts.get(verb.lemma) is not Act.REPORT:
        return None
    closes = (
        verb.lemma not in HEARD
        and said.pos == "PROPN"
        and all(t.pos == "PUNCT" for t in scan.sentence.tokens[said.i + 1 :])
    )
    return said if closes or any(scan.words.holds(kind, who) for kind in ("roles", "people")) else None


HEARD = frozenset({"tell", "inform", "assure", "remind", "brief", "give", "show"})  # to whom, not who


def _suffered(scan: Scan, verb: Token) -> bool:
    """Whether a verb joined to a passive is one too: "was arrested and charged with", by others."""
    if verb.tag == "VBN":
        return True
    return scan.child(verb, "ccomp", "xcomp", *OBJECTS) is None and scan.child(verb, "prep") is not None


def _aside(scan: Scan, above: Token, verb: Token) -> bool:
    """Whether a verb of saying is put in between clauses: "X came, his aide said, and promised help"."""
    tokens = scan.sentence.tokens
    inner = scan.child(above, "ccomp")
    return (
        inner is not None
        and inner.i < above.i < verb.i
        and above.i + 1 < len(tokens)
        and tokens[above.i + 1].text == ","
        and inner.tag == verb.tag
    )


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


def _said_above(scan: Scan, verb: Token, above: Token) -> Token | None:
    """Return the verb of saying whose speaker goes on with "adding that", hung on what is said."""
    if verb.dep != "advcl" or verb.tag != "VBG" or above.lemma in scan.words.acts:
        return None
    if scan.child(verb, "ccomp") is None and scan.words.acts.get(verb.lemma, Act.REPORT) is Act.REPORT:
        return None
    beside = (c for c in scan.sentence.children(above) if c.dep == "parataxis" and c.lemma in scan.words.acts)
    if (put_in := next((c for c in beside if c.i < verb.i), None)) is not None:
        return put_in  # "ten were killed, the mayor said, blaming the raid on rebels"
    climbed = above
    while climbed.dep == "conj":
        climbed = scan.sentence.head(climbed)
    outer = scan.sentence.head(climbed)
    if outer.dep == "relcl" and scan.sentence.tokens[verb.i - 1].text == ",":
        outer = next((t for t in scan.sentence.ancestors(outer) if t.pos == "VERB"), outer)
    return outer if climbed.dep == "ccomp" and outer.lemma in scan.words.acts else None


def joined(scan: Scan, head: Token | None) -> tuple[Token, ...]:
    """Return the speakers of a coordination: each proper name for itself, other nouns as one phrase."""
    if head is None:
        return ()
    found = [head]
    for child in scan.sentence.children(head):
        if child.dep == "conj" and child.pos == "PROPN" and head.pos == "PROPN":
            found.extend(joined(scan, child))
    return tuple(found)
