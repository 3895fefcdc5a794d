"""Decide which words of a sentence stand in whose mouth: what each cue governs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from histor.claims.attribution.edges import edges, finite, inverted, named, relative_before, until_break
from histor.claims.attribution.scan import Cue, CueKind, Scan
from histor.claims.mentions import Stretch
from histor.claims.parsed import Sentence, Token
from histor.records.claim import Act

ASIDE = frozenset({"conj", "cc", "nsubj", "nsubjpass", "agent", "dative", "punct"})
MEANWHILE = frozenset(
    {"as", "while", "after", "when", "although", "though", "whereas", "before", "because", "since"}
)
AGAINST = frozenset({"although", "though", "whereas", "albeit"})
BESIDE = AGAINST | {"while"}
NOBODY = -1  # the words that name a speaker are the reporter's

# What is done to a deed in so many words says nothing of the deed: "condemned the raid in which 7 people died".
ACTED = frozenset({Act.CONDEMN, Act.DENY, Act.THANK, Act.CALL_FOR, Act.PROMISE, Act.CLAIM_RESPONSIBILITY})

Owners = list[int | None]


def owners(scan: Scan, cues: Sequence[Cue]) -> Owners:
    """Return, for every token, the position of the cue in whose mouth it stands; None: the reporter's."""
    found: Owners = [None] * len(scan.sentence.tokens)
    heads = _heads(cues)
    for i, token in enumerate(scan.sentence.tokens):
        found[i] = _governor(scan.sentence, token, cues, heads)
    for k, cue in enumerate(cues):
        _claim_around(scan, found, k, cue, cues)
    for cue in cues:
        for speaker in cue.speakers:
            if cue.kind in (CueKind.LABEL, CueKind.GAP, CueKind.BRACKET):
                continue
            area = named(scan, cue, speaker)
            # Where the parse hangs what is said on the speaker, the speaker's words end with the cue.
            if not any(
                c.token.start >= area.start and c.token.end <= area.end
                for c in cues
                if c.kind is CueKind.VERB
            ):
                outer = governing(scan.sentence, cue, cues)
                _mark(scan.sentence, found, area, NOBODY if outer is None else outer)
            _set_aside(scan, found, cue, speaker)
        found[cue.token.i] = NOBODY if found[cue.token.i] is None else found[cue.token.i]
    return _corrected(scan, found, cues)


def _corrected(scan: Scan, found: Owners, cues: Sequence[Cue]) -> Owners:
    """Give back what a semicolon, a decree or the next member of a list takes out of a speaker's mouth."""
    for k, cue in enumerate(cues):
        if cue.kind is CueKind.VERB and inverted(scan, cue):
            _stop_at_semicolon(scan, found, k, cue)
        if scan.words.has("decrees", cue.phrase):
            found = [None if owner == k else owner for owner in found]
        if cue.kind is CueKind.GAP:
            _claim_member(scan, found, k, cue, cues)
    return found


def _stop_at_semicolon(scan: Scan, found: Owners, k: int, cue: Cue) -> None:
    """Leave to the reporter what stands before a semicolon: "Many fled; 11,000 are in camps, X says"."""
    stops = [t.i for t in scan.sentence.tokens[: cue.token.i] if t.text == ";"]
    for i in range(stops[-1] if stops else 0):
        if found[i] == k:
            found[i] = None


def _claim_member(scan: Scan, found: Owners, k: int, cue: Cue, cues: Sequence[Cue]) -> None:
    """Give the speaker of a list without verb the words up to the next speaker."""
    nexts = [c.token.i for c in cues if c.token.i > cue.token.i]
    for i in range(cue.token.i + 1, min([*nexts, len(scan.sentence.tokens)])):
        if scan.sentence.tokens[i].text == ";":
            return
        found[i] = k


def _set_aside(scan: Scan, found: Owners, cue: Cue, speaker: Token) -> None:
    """Give the reporter what a clause tells of the speaker: "said Rifka, whose husband was killed"."""
    tokens = scan.sentence.tokens
    if cue.kind is not CueKind.VERB or speaker.i < cue.token.i:
        return
    for i in range(speaker.i + 1, min(speaker.i + RELATIVE_REACH, len(tokens))):
        if tokens[i].text.lower() in ("who", "whose", "whom") and tokens[i - 1].text == ",":
            for k in range(i, len(tokens)):
                found[k] = NOBODY
            return


RELATIVE_REACH = 5  # tokens: ", 41, whose"


@dataclass(frozen=True, slots=True)
class _Heads:
    """The tokens under which stands what is said, each with the position of its cue."""

    verbs: Mapping[int, int]
    wholes: Mapping[int, int]


def _heads(cues: Sequence[Cue], but: Cue | None = None) -> _Heads:
    return _Heads(
        verbs={c.token.i: k for k, c in enumerate(cues) if c.kind is CueKind.VERB and c is not but},
        wholes={c.whole.i: k for k, c in enumerate(cues) if c.whole is not None and c is not but},
    )


def _governor(sentence: Sentence, token: Token, cues: Sequence[Cue], heads: _Heads) -> int | None:
    """Climb from a token to the nearest verb of saying that has it in its complement."""
    verbs, wholes = heads.verbs, heads.wholes
    below = token
    if below.i in wholes:
        return wholes[below.i]
    conceded = told_of = False
    for above in sentence.ancestors(token):
        if below.dep == "advcl":
            conceded = conceded or _concedes(sentence, below)
            told_of = told_of or _when(sentence, below)
        told_of = told_of or below.dep == "relcl"
        if above.i in verbs and not _beside(sentence, below, above, cues[verbs[above.i]]):
            recalled = (
                told_of and cues[verbs[above.i]].act in ACTED and below.dep in ("dobj", "prep", "xcomp")
            )
            return None if (conceded and below.i > above.i) or recalled else verbs[above.i]
        if above.i in wholes and below.i != cues[wholes[above.i]].token.i:
            return wholes[above.i]
        below = above
    return None


def _beside(sentence: Sentence, below: Token, cue_token: Token, cue: Cue) -> bool:
    """Whether a dependent of a verb of saying is not what is said."""
    if below.dep in ASIDE or below.i in {s.i for s in cue.speakers}:
        return True
    if cue.carrier is not None and below.i == cue.carrier.i:
        return True
    if below.dep == "prep" and below.i > cue_token.i:
        # "claimed the attack as revenge for the killing of": the reporter tells of the other
        uncounted = not any(t.pos == "NUM" for t in sentence.subtree(below))
        deed = cue.act is Act.CLAIM_RESPONSIBILITY and not cue.phrase.endswith("responsibility")
        return deed or (below.lemma == "with" and uncounted)
    if below.dep in ("prep", "npadvmod", "advcl") and below.i < cue_token.i:
        return any(
            c.dep in ("ccomp", "xcomp", "dobj") and c.i > cue_token.i for c in sentence.children(cue_token)
        )
    if below.dep == "advcl" and below.i > cue_token.i:
        return any(c.dep in ("mark", "advmod") and c.lemma in MEANWHILE for c in sentence.children(below))
    return False


def _when(sentence: Sentence, clause: Token) -> bool:
    """Whether an adverbial clause gives the occasion of a deed: "vowed to retaliate after 9 soldiers were killed"."""
    return any(
        c.lemma in ("after", "when", "as") and c.dep in ("mark", "advmod") for c in sentence.children(clause)
    )


def _concedes(sentence: Sentence, clause: Token) -> bool:
    """Whether an adverbial clause holds what the reporter knows against what is said: "although 30 were killed"."""
    return any(c.dep in ("mark", "advmod") and c.lemma in AGAINST for c in sentence.children(clause))


def _claim_around(scan: Scan, found: Owners, k: int, cue: Cue, cues: Sequence[Cue]) -> None:
    """Give a cue the words beside it that no verb governs, such as what stands before ", police said"."""
    tokens = scan.sentence.tokens
    if cue.kind is CueKind.LABEL:
        _fill(found, k, range(cue.end.i + 1, len(tokens)))
        return
    if cue.kind is CueKind.BRACKET:
        _fill(found, k, until_break(scan, range(cue.token.i, -1, -1), cue, cues))
        return
    if cue.whole is not None or cue.kind is CueKind.GAP:
        return
    edge_left, edge_right = edges(scan, cue)
    if cue.kind is CueKind.PREPOSITION:
        left = list(until_break(scan, range(edge_left - 1, -1, -1), cue, cues))
        right = list(
            until_break(
                scan, range(edge_right + 1, len(tokens)), cue, cues, clause=bool(finite(tokens, left))
            )
        )
        if all(t.pos == "PUNCT" for t in tokens[edge_right + 1 :]) and not relative_before(tokens, edge_left):
            _fill(found, k, left)
            return
        if not finite(tokens, left) or relative_before(tokens, edge_left):
            left = [] if relative_before(tokens, edge_left) else left
            _fill(found, k, right)
        if not right or finite(tokens, left):
            _fill(found, k, left)
            _fill(found, k, _joined_count(scan, edge_right, cue, cues))
        return
    _fill(found, k, _before_cleft(scan, cue))
    if inverted(scan, cue):
        _fill(found, k, until_break(scan, range(edge_left - 1, -1, -1), cue, cues))
    if cue.act.value in ("report", "announce"):
        _fill(found, k, until_break(scan, range(edge_right + 1, len(tokens)), cue, cues))


def _before_cleft(scan: Scan, cue: Cue) -> range:
    """Return all before a "that" which stands for it: "Twelve dead: that is what the union says"."""
    above = scan.sentence.head(cue.token)
    if above.lemma != "be" or not any(t.text == "what" for t in scan.sentence.tokens[above.i : cue.token.i]):
        return range(0)
    stand_ins = [t.i for t in scan.sentence.children(above) if t.text.lower() in ("that", "this")]
    return range(stand_ins[0] - 1, -1, -1) if stand_ins else range(0)


def _joined_count(scan: Scan, edge: int, cue: Cue, cues: Sequence[Cue]) -> list[int]:
    """Return the clause that "and" joins to an aside: "12 died, according to the list, and 30 were hurt"."""
    tokens = scan.sentence.tokens
    if [t.text for t in tokens[edge + 1 : edge + 2]] != [","]:
        edge = next((t.i for t in tokens[edge + 1 :] if t.text == ","), len(tokens)) - 1
    after = tokens[edge + 2 : edge + 5]
    if len(after) < 2 or after[0].lemma != "and" or not any(t.pos == "NUM" for t in tokens[after[0].i :]):  # noqa: PLR2004
        return []
    return list(until_break(scan, range(after[0].i, len(tokens)), cue, cues))


def _fill(found: Owners, k: int, indices: Iterator[int] | Sequence[int] | range) -> None:
    for i in indices:
        if found[i] is None:
            found[i] = k


def _mark(sentence: Sentence, found: Owners, area: Stretch, value: int) -> None:
    for token in sentence.tokens_within(area.start, area.end):
        found[token.i] = value


def parts(sentence: Sentence, found: Owners, k: int) -> tuple[Stretch, ...]:
    """Return the stretches that the cue at position `k` governs, left to right."""
    runs = (list(run) for own, run in groupby(sentence.tokens, key=lambda token: found[token.i] == k) if own)
    return tuple(Stretch(start=run[0].start, end=run[-1].end) for run in runs)


def governing(sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> int | None:
    """Return the position of the verb of saying in whose complement a cue itself stands."""
    if _said_besides(sentence, cue) or _said_meanwhile(sentence, cue) or _puts_in(sentence, cue, cues):
        return None
    outer = _governor(sentence, cue.token, cues, _heads(cues, but=cue))
    if outer is None:
        return None
    low, high = sorted((cue.token.i, cues[outer].token.i))
    return None if any(t.text == ";" for t in sentence.tokens[low:high]) else outer


def _said_meanwhile(sentence: Sentence, cue: Cue) -> bool:
    """Whether another speaks in a clause beside the first: "the envoy spoke of crimes, while the army said"."""
    for token in (cue.token, *sentence.ancestors(cue.token)):
        beside = BESIDE | {"as"} if token is cue.token and _has_clause(sentence, token) else BESIDE
        if token.dep == "advcl" and any(
            c.lemma in beside and c.dep in ("mark", "advmod") for c in sentence.children(token)
        ):
            return True
        if _turns(sentence, token) and cue.act in ACTED:
            return True
        if token.dep in ("ccomp", "xcomp", "acl", "relcl"):
            return False
    return False


def _has_clause(sentence: Sentence, verb: Token) -> bool:
    below = {c.dep for c in sentence.children(verb)}
    return "nsubj" in below and bool(below & {"ccomp", "dobj"})


def _turns(sentence: Sentence, verb: Token) -> bool:
    """Whether "but" sets a clause with a subject of its own against the one before: "but the army denied it"."""
    above = sentence.head(verb)
    own = any(c.dep == "nsubj" for c in sentence.children(verb))
    but = any(c.dep == "cc" and c.lemma == "but" for c in sentence.children(above))
    return verb.dep == "conj" and own and but


def _puts_in(sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> bool:
    """Whether the reporter puts in who says so now: "they were looking into a strike which villagers say killed 9"."""
    now = cue.token.tag in ("VBP", "VBZ") and any(c.dep == "ccomp" for c in sentence.children(cue.token))
    then = any(c.token.tag == "VBD" for c in cues if c is not cue)
    first = min((who.i for who in cue.speakers), default=0)
    opening = next(
        (t for t in reversed(sentence.tokens[:first]) if t.text.lower() in ("which", "that")), None
    )
    bare = opening is not None and opening.i > 0 and sentence.tokens[opening.i - 1].pos != "ADP"
    return cue.token.dep == "relcl" and now and then and bare


def _said_besides(sentence: Sentence, cue: Cue) -> bool:
    """Whether the reporter adds who else says something: "..., with the army claiming that they were fighters"."""
    own = next((c for c in sentence.children(cue.token) if c.dep == "nsubj"), None)
    if own is None or cue.token.tag != "VBG":
        return False
    first = sentence.subtree(own)[0].i
    return first > 0 and sentence.tokens[first - 1].lemma == "with"
