"""See who passes on what another says: "the mayor said 12 had died, the agency reported"."""

from collections.abc import Sequence
from dataclasses import replace

from histor.claims.attribution.scan import OBJECTS, Cue, CueKind, Scan
from histor.claims.parsed import Token
from histor.records.claim import Act


def relayed(scan: Scan, cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues with an agency that closes the sentence as the carrier of the one before, not as a speaker."""
    ordered = sorted(cues, key=lambda cue: cue.token.i)
    if len(ordered) < 2:  # noqa: PLR2004 - who says, who passes on
        return list(cues)
    if _opens(scan, ordered[0], ordered[1]):
        return [_carried(cue, ordered[0].speakers[0]) for cue in ordered[1:]]
    if _passes_on(scan, ordered[-2], ordered[-1]):
        return [_carried(cue, ordered[-1].speakers[0]) for cue in ordered[:-1]]
    return list(cues)


def _carried(cue: Cue, carrier: Token) -> Cue:
    return cue if cue.relay else replace(cue, carrier=carrier, relay=True)


def _opens(scan: Scan, first: Cue, said: Cue) -> bool:
    """Whether a sentence opens with the agency that has what another says: "According to AFP, the mayor said"."""
    opening = first.kind is CueKind.PREPOSITION and first.token.i <= 1 and len(first.speakers) == 1
    if not opening or first.carrier is not None or not _is_carrier(scan, first.speakers[0]):
        return False
    comma = first.speakers[0].i + 1
    apart = any(t.text == "," for t in scan.sentence.tokens[comma : comma + 3])
    return apart and said.kind is CueKind.VERB and not any(_is_carrier(scan, who) for who in said.speakers)


def citing(scan: Scan, cue: Cue) -> Cue:
    """Return a cue with those whom its speaker quotes: "according to the agency, quoting medical sources"."""
    last = scan.sentence.subtree(cue.speakers[0])[-1] if cue.speakers else cue.token
    after = [t for t in scan.sentence.tokens[cue.speakers[0].i + 1 : last.i + 3] if t.tag == "VBG"]
    quoting = next((t for t in after if t.lemma in ("cite", "quote")), None)
    cited = scan.child(quoting, *OBJECTS) if quoting is not None else None
    if cited is None or quoting is None:
        return cue
    return replace(cue, end=quoting, speakers=(cited,), carrier=cue.speakers[0], relay=True)


def going_on(scan: Scan, cue: Cue, before: Sequence[Cue]) -> Cue:
    """Return "adding that" with who speaks by "according to", where the clause's subject can say nothing."""
    lent = cue.kind is CueKind.VERB and cue.token.tag == "VBG" and cue.token.dep == "advcl"
    speaks = any(who.pos != "NOUN" or _is_voice(scan, who) for who in cue.speakers)
    asides = [other for other in before if other.kind is CueKind.PREPOSITION]
    return replace(cue, speakers=asides[-1].speakers) if lent and not speaks and asides else cue


def _is_voice(scan: Scan, speaker: Token) -> bool:
    return any(scan.words.holds(kind, speaker) for kind in VOICES)


VOICES = ("roles", "people", "bodies", "carriers", "texts", "metonyms", "parties")


def _passes_on(scan: Scan, said: Cue, last: Cue) -> bool:
    """Whether the last cue, in an aside of its own, is an agency's and what it tells is that another speaks."""
    if last.act is not Act.REPORT or said.negated or last.negated or len(last.speakers) != 1 or last.carrier:
        return False
    speaker = last.speakers[0]
    if not _is_carrier(scan, speaker) or any(_is_carrier(scan, other) for other in said.speakers):
        return False
    if said.kind not in (CueKind.VERB, CueKind.PREPOSITION) or speaker.i in {s.i for s in said.speakers}:
        return False
    return _set_off(scan, said, last, speaker)


def _set_off(scan: Scan, said: Cue, last: Cue, speaker: Token) -> bool:
    """Whether nothing but the agency and its verb stands behind the last comma, or it ends in "according to"."""
    tokens = scan.sentence.tokens
    first = min(last.token.i, *(t.i for t in scan.sentence.subtree(speaker) if t.i > said.token.i))
    comma = first > 0 and tokens[first - 1].text in (",", "–", "—", "-")
    end = max(last.end.i, scan.sentence.subtree(speaker)[-1].i if speaker.i > last.token.i else last.end.i)
    after = [t for t in tokens[end + 1 :] if t.pos != "PUNCT"]
    return comma and not any(t.pos in ("VERB", "AUX") or t.pos == "NUM" for t in after) and len(after) <= TAIL


TAIL = 3  # words: "on Sunday evening"


def _is_carrier(scan: Scan, speaker: Token) -> bool:
    named = any(
        mention.entry.kind == "agency" and mention.start < speaker.end and speaker.start < mention.end
        for mention in scan.actors
    )
    reports = speaker.lemma == "report" and any(
        scan.words.holds("carriers", c)
        for c in scan.sentence.children(speaker)
        if c.dep in ("compound", "amod")
    )
    return named or reports or scan.words.holds("carriers", speaker) or _is_paper(scan, speaker)


def _is_paper(scan: Scan, speaker: Token) -> bool:
    """Whether a name ends in what papers and channels are called: "Geo News", "the Oren Times"."""
    before = scan.sentence.tokens[speaker.i - 1] if speaker.i else speaker
    named = speaker.pos == before.pos == "PROPN"
    return named and speaker.text.lower() in PAPERS


PAPERS = frozenset(
    {"news", "times", "post", "tribune", "herald", "journal", "tv", "gazette", "telegraph", "chronicle"}
)
