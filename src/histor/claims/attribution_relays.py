"""See who passes on what another says: "the mayor said 12 had died, the agency reported"."""

from collections.abc import Sequence
from dataclasses import replace

from histor.claims.attribution_scan import OBJECTS, Cue, CueKind, Scan
from histor.claims.parsed import Token
from histor.records.claim import Act


def relayed(scan: Scan, cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues with an agency that closes the sentence as the carrier of the one before, not as a speaker."""
    ordered = sorted(cues, key=lambda cue: cue.token.i)
    if len(ordered) < 2 or not _passes_on(scan, ordered[-2], ordered[-1]):  # noqa: PLR2004 - who says, who passes on
        return list(cues)
    carrier = ordered[-1].speakers[0]
    return [*ordered[:-2], replace(ordered[-2], carrier=carrier, relay=True)]


def citing(scan: Scan, cue: Cue) -> Cue:
    """Return a cue with those whom its speaker quotes: "according to the agency, quoting medical sources"."""
    last = scan.sentence.subtree(cue.speakers[0])[-1] if cue.speakers else cue.token
    after = [t for t in scan.sentence.tokens[cue.speakers[0].i + 1 : last.i + 3] if t.tag == "VBG"]
    quoting = next((t for t in after if t.lemma in ("cite", "quote")), None)
    cited = scan.child(quoting, *OBJECTS) if quoting is not None else None
    if cited is None or quoting is None:
        return cue
    return replace(cue, end=quoting, speakers=(cited,), carrier=cue.speakers[0], relay=True)


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
    return named or scan.words.holds("carriers", speaker)
