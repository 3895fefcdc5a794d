"""See how far words beside a cue can be the speaker's: to where another voice or clause begins."""

from collections.abc import Iterator, Sequence

from histor.claims.attribution.phrases import zone
from histor.claims.attribution.scan import Cue, CueKind, Scan
from histor.claims.mentions import Stretch
from histor.claims.parsed import Token

VERB_TAGS = frozenset({"VB", "VBD", "VBP", "VBZ", "MD"})


def edges(scan: Scan, cue: Cue) -> tuple[int, int]:
    """Return the first and the last token of a cue together with its speaker."""
    areas = [named(scan, cue, speaker) for speaker in cue.speakers]
    if cue.kind is CueKind.PREPOSITION and cue.phrase == "according to" and cue.token.lemma != "accord":
        head = [scan.sentence.head(cue.token).i] if cue.token.dep == "pobj" else []
        return min([cue.token.i, *head]), cue.end.i
    inside = [t.i for area in areas for t in scan.sentence.tokens_within(area.start, area.end)]
    speaking = [i for i in inside if abs(i - cue.token.i) < FAR]
    return min([cue.token.i, *speaking]), max([cue.end.i, *speaking])


def named(scan: Scan, cue: Cue, speaker: Token) -> Stretch:
    """Return the words that name a speaker, without what the parse hangs on them from behind the verb of saying."""
    area = zone(scan.sentence, speaker)
    if cue.kind is not CueKind.VERB or speaker.i > cue.token.i or area.end <= cue.token.start:
        return area
    return Stretch(start=area.start, end=cue.token.start)


FAR = 40  # tokens; a speaker with appositions runs to about thirty


def inverted(scan: Scan, cue: Cue) -> bool:
    """Whether what is said stands before: nothing that could be said follows, or the sentence ends."""
    if _of_antecedent(scan, cue):
        return False
    left, right = edges(scan, cue)
    tokens = scan.sentence.tokens
    said_after = any(
        c.dep in ("ccomp", "xcomp", "dobj") and c.i > right and c != cue.carrier and not _passes_on(tokens, c)
        for c in scan.sentence.children(cue.token)
    )
    before = list(tokens[max(0, left - TITLE) : left])
    marks = [t.i for t in before if t.text in COMMAS]
    comma = bool(marks) and not any(t.pos in ("VERB", "AUX") for t in before if t.i > marks[-1])
    return comma and not said_after


def _passes_on(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether a clause opens with its verb, as that of who passes on: "..., said a nurse, reported the Gazette"."""
    return verb.tag == "VBD" and tokens[verb.i - 1].text == ","


def _of_antecedent(scan: Scan, cue: Cue) -> bool:
    """Whether what is said is what a clause hangs on: "an attack, which the mayor blamed on rebels"."""
    return cue.token.dep == "relcl" and any(
        c.dep == "dobj" and c.tag in ("WDT", "WP") for c in scan.sentence.children(cue.token)
    )


COMMAS = (",", "”", '"', "’", "-", "–", "—")
TITLE = 3  # words of a title that the parse may leave outside of the speaker's phrase


def until_break(
    scan: Scan, indices: range, cue: Cue, cues: Sequence[Cue], *, clause: bool = False
) -> Iterator[int]:
    """Yield tokens away from a cue until another speaker, "while", or (`clause`) a new main clause."""
    tokens = scan.sentence.tokens
    others = {c.token.i for c in cues if c is not cue and c.kind is not CueKind.NOUN}
    zones = [zone(scan.sentence, s) for c in cues if c is not cue for s in c.speakers]
    # "12 died, while 30 were hurt, the mayor said", "In a clash, he added, 12 died, while 30 were hurt": all is his.
    opens = indices.step > 0 and inverted(scan, cue) and not finite(tokens, range(edges(scan, cue)[0]))
    all_of_it = not others and (indices.step < 0 or opens)
    for i in indices:
        token = tokens[i]
        if i in others or any(area.covers(token.start) for area in zones):
            return
        if (
            not all_of_it
            and scan.words.has("breaks", token.text.lower())
            and i > 0
            and token.dep in ("mark", "cc", "advmod", "prep")
        ):
            return
        if clause and token.text in (",", ";") and _new_clause(tokens, i):
            return
        if token.text == ";" and indices.step < 0:
            return
        yield i


def _new_clause(tokens: Sequence[Token], comma: int) -> bool:
    following = tokens[comma + 1 : comma + 2]
    return bool(following) and (
        following[0].dep == "cc" or tokens[comma].text == ";" or following[0].tag in ("WDT", "WP", "IN")
    )


def finite(tokens: Sequence[Token], indices: Sequence[int]) -> list[int]:
    """Return the positions of the finite verbs among tokens."""
    return [i for i in indices if tokens[i].tag in VERB_TAGS]


def relative_before(tokens: Sequence[Token], left: int) -> bool:
    """Whether "according to" opens a subordinate clause: "in which, according to the court, ..."."""
    at = left - 1
    while at >= 0 and tokens[at].text in (",", "–", "-", "—"):
        at -= 1
    return at >= 0 and tokens[at].tag in ("WDT", "WP", "IN", "CC")
