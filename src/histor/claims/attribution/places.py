"""Find who stands where a speaker stands: right before the verb, in an office before a name, behind a dateline."""

import re

from histor.claims.attribution.scan import SUBJECTS, VERBAL, Scan
from histor.claims.parsed import Token

DATELINE = re.compile(
    r"^(?:[A-Z][^a-z(]{1,30}[\w,. ]{0,30}(?:\([^)]{2,40}\))?\s*[-–—:]{1,2}\s"
    r"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}(?: \([^)]{2,40}\))?(?:, [A-Z][\w. ]{1,20})?:\s(?=[A-Z\"“]))"
)


def titled_before(scan: Scan, verb: Token) -> Token | None:
    """Return the office before a name in commas that a verb of saying follows: ", the spokesman, Jon Boru, said"."""
    tokens = scan.sentence.tokens
    at = verb.i - 2
    if at < 2 or tokens[at + 1].text != "," or tokens[at].pos != "PROPN":  # noqa: PLR2004 - office, comma, name
        return None
    while at > 0 and (tokens[at].pos == "PROPN" or tokens[at].text in ("-", ".")):
        at -= 1
    office = _holder_of(scan, tokens[at - 1])
    offices = any(scan.words.holds(kind, office) for kind in ("roles", "people"))
    speaks = (office.pos == "NOUN" and offices) or office.lemma == "one"
    return office if at > 0 and tokens[at].text == "," and speaks else None


def _holder_of(scan: Scan, noun: Token) -> Token:
    """Return the office that a body stands behind: "the head of the regional administration"."""
    above = scan.sentence.head(noun)
    office = scan.sentence.head(above)
    if office.lemma == "one" and above.lemma == "of":
        return office
    held = (
        noun.dep == "pobj" and above.lemma in ("of", "for", "in", "at") and scan.words.holds("roles", office)
    )
    return office if held and office.i < noun.i else noun


def nearer(scan: Scan, titled: Token | None, subject: Token | None) -> Token | None:
    """Return the office right before the verb unless it is one of several who speak."""
    if titled is None or subject is None:
        return titled or subject
    climbed = titled
    while climbed.dep == "conj":
        climbed = scan.sentence.head(climbed)
    return subject if climbed.i == subject.i or titled.i < subject.i else titled


def beside_verb(scan: Scan, verb: Token, subject: Token) -> Token | None:
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
    beside = tops[0].dep in ("appos", "conj") and subject.i in {t.i for t in scan.sentence.ancestors(tops[0])}
    speaks = subject.pos == "PROPN" or any(
        scan.words.holds(k, subject) for k in ("roles", "people", "bodies")
    )
    return None if beside and speaks else tops[0]


def beyond_quote(scan: Scan, verb: Token, subject: Token) -> Token:
    """Return who stands behind a quotation that holds what the parse took for subject: "“... 9 hurt,” Boru said"."""
    if not scan.quoted(subject) or scan.quoted(verb):
        return subject
    behind = (
        t
        for t in scan.sentence.tokens[subject.i : verb.i]
        if not scan.quoted(t) and t.pos in ("NOUN", "PROPN")
    )
    found = next((t for t in behind if scan.quoted(scan.sentence.head(t))), None)
    after = [
        t for t in scan.sentence.tokens[verb.i + 1 : verb.i + 4] if t.pos == "PROPN" and t.head == verb.i
    ]
    return found or next(iter(after), subject)


def who_of_clause(scan: Scan, verb: Token, subject: Token) -> Token:
    """Return whom a clause tells of, where the parse took its object for subject: "one who saw the blast said"."""
    tokens = scan.sentence.tokens
    if subject.i != verb.i - 1 or subject.pos != "NOUN" or any(scan.words.holds(k, subject) for k in VOICES):
        return subject
    who = next((t for t in tokens[: subject.i] if t.text.lower() == "who"), None)
    antecedent = tokens[who.i - 1] if who is not None and who.i else None
    speaks = antecedent is not None and any(scan.words.holds(k, antecedent) for k in ("roles", "people"))
    return antecedent if speaks and antecedent is not None else subject


VOICES = ("roles", "people", "bodies", "carriers", "texts", "metonyms", "said_nouns")


def past_dateline(scan: Scan, verb: Token, subject: Token | None) -> Token | None:
    """Return the subject that stands behind the dateline, where the parse took the dateline's city for one as well."""
    if subject is None or not in_dateline(scan, subject):
        return subject
    others = [t for t in scan.sentence.children(verb) if t.dep in SUBJECTS and not in_dateline(scan, t)]
    return others[0] if others else subject


def behind_dateline(scan: Scan, subject: Token) -> Token:
    """Return the noun that the parse hangs on the dateline's city: "WICHITA, Kan. - Police have charged"."""
    behind = (t for t in scan.sentence.children(subject) if t.dep == "appos" and not in_dateline(scan, t))
    return next(behind, subject) if in_dateline(scan, subject) else subject


def in_dateline(scan: Scan, subject: Token) -> bool:
    """Whether a word is part of the dateline: its city says nothing."""
    match = DATELINE.match(scan.sentence.text)
    return match is not None and subject.start < scan.sentence.start + match.end()


def right_before(scan: Scan, verb: Token) -> Token | None:
    """Return the noun right before a strong verb of saying, where the parse found no subject for it."""
    told_of = _before_aside(scan, verb)
    if scan.words.has("weak", verb.lemma):
        return told_of if told_of is not None and _is_actor(scan, told_of) else None
    tokens = scan.sentence.tokens
    if told_of is not None:
        return told_of
    at = verb.i - 1
    while at > 0 and (tokens[at].pos in ("ADV", "AUX") or tokens[at].text == ","):
        at -= 1
    if tokens[at].text == ")":  # "Public Relations (PR) said"
        at = next((k - 1 for k in range(at - 1, 0, -1) if tokens[k].text == "("), at)
    if at < 0 or tokens[at].pos not in ("NOUN", "PROPN"):
        return _before_relative(scan, verb)
    top = tokens[at]
    while top.dep in ("compound", "pobj", "prep", "appos", "conj") and top.head < verb.i:
        above = scan.sentence.head(top)
        if any(t.text in (",", "-", "–") for t in tokens[above.i : top.i]):
            break
        top = above
    return top if top.pos in ("NOUN", "PROPN") else tokens[at]


def _before_aside(scan: Scan, verb: Token) -> Token | None:
    """Return the noun that a clause in commas tells of: "a survivor, who asked for anonymity, told"."""
    tokens = scan.sentence.tokens
    commas = [t.i for t in tokens[: verb.i] if t.text == ","]
    if len(commas) < 2 or commas[-1] != verb.i - 1 or commas[-2] == 0:  # noqa: PLR2004 - one on each side
        return None
    noun = tokens[commas[-2] - 1]
    aside = tokens[commas[-2] + 1].text.lower() in ("who", "whose", "which")
    return noun if aside and noun.pos in ("NOUN", "PROPN") else None


def _is_actor(scan: Scan, noun: Token) -> bool:
    return any(mention.start < noun.end and noun.start < mention.end for mention in scan.actors)


def _before_relative(scan: Scan, verb: Token) -> Token | None:
    """Return the noun that a clause stands on: ", a musician who was there said"."""
    tokens = scan.sentence.tokens
    start = next((i for i in range(verb.i - 1, -1, -1) if tokens[i].text == ","), -1)
    who = next((t for t in tokens[start + 1 : verb.i] if t.text.lower() == "who"), None)
    if who is None or who.i < 1 or tokens[who.i - 1].pos not in ("NOUN", "PROPN"):
        return None
    return tokens[who.i - 1]
