"""Who passed words on: agencies told, channels that carried a statement, reprinted wires, relays."""

import re
from dataclasses import dataclass

from histor.claims.attribution.phrases import ARTICLES, phrase_of, zone
from histor.claims.attribution.scan import Cue, CueKind, Scan
from histor.claims.attribution.speakers import Speaker
from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.parsed import Sentence, Token
from histor.claims.reading import Reading

CREDIT = re.compile(r"(?:\((?P<inside>[^()\n]{2,60})\)|\s[-–—]+\s*(?P<after>[A-Z][^().\n]{1,40}))\s*$")
DATELINE = re.compile(
    r"^(?:[^\n()]{2,60}(?:\([^()\n]{2,40}\)[^\n()]{0,30})?)?\((?P<agency>[^()\n]{2,40})\)\s*[-–—:]"
)
CREDIT_INSIDE = re.compile(r"\((?P<agency>[A-Z][^()\n]{1,50})\)")


@dataclass(frozen=True, slots=True)
class Wire:
    """An agency whose text the report reprints, up to `end`."""

    agency: str
    end: int


OWNED = frozenset(
    {"state", "national", "state-run", "state-owned", "public", "government"}
)  # whose channel it is


class Carriers:
    """Finds who carried the words of one report."""

    def __init__(self, reading: Reading, words: SpeechWords) -> None:
        self._reading = reading
        self._words = words

    def of(self, scan: Scan, cue: Cue, speaker: Speaker, above: Speaker | None) -> str | None:
        """Return the carrier of what a cue gives: as written, None where the report has it at first hand."""
        relayed = above is not None and above.written != speaker.written and cue.kind is not CueKind.NOUN
        relay = above.written if above is not None and relayed else None
        carried = self._carried_by(scan, cue)
        if carried in (speaker.written, speaker.body):
            carried = None  # "figures released by the ministry": who gave them
        return self._beside(scan, cue, speaker) or carried or relay

    def _beside(self, scan: Scan, cue: Cue, speaker: Speaker) -> str | None:
        token = cue.carrier
        if token is None:
            return None
        if cue.relay or cue.phrase in ("quote", "cite"):
            passed_on = self._written(scan.sentence, token)
            return None if self._own(passed_on) else passed_on
        if token.start == speaker.start or token.pos == "PRON":
            return None
        object_of_tell = cue.token.lemma in ("tell", "inform", "assure") and token.i > cue.token.i
        if not object_of_tell:
            return self._written(scan.sentence, token)
        return self._told(scan.sentence, token)

    def _told(self, sentence: Sentence, token: Token) -> str | None:
        """Return whom a speaker told, if it is an agency or a paper of a name, and not this report's own."""
        written = self._written(sentence, token)
        if self._own(written):
            return None
        known = self._agency_in(written)
        if known is not None:
            return known
        if self._words.holds("audiences", token) or token.tag in ("NNS", "NNPS"):
            return None
        return written if token.lemma == "agency" or self._is_channel(sentence, token) else None

    def _is_channel(self, sentence: Sentence, token: Token) -> bool:
        """Whether a noun is a certain channel: "Rai radio", "state television", but no "television channel"."""
        below = sentence.children(token)
        named = token.pos == "PROPN" or any(c.text[:1].isupper() for c in below)
        certain = named or any(c.lemma in OWNED for c in below)
        social = any(c.lemma == "social" for c in below)
        return certain and not social and self._words.holds("carriers", token)

    def _own(self, written: str) -> bool:
        outlet = self._reading.document.outlet
        return outlet is not None and same(outlet, written)

    def _written(self, sentence: Sentence, token: Token) -> str:
        area = zone(sentence, token)
        # The parse often leaves the name out of "the state news agency SANA".
        after = sentence.tokens[token.i + 1 : token.i + 2]
        end = after[0].end if after and after[0].text[:1].isupper() else area.end
        known = self._agency_in(sentence.words(area.start, max(area.end, end)))
        inside = phrase_of(sentence, token)
        return known or ARTICLES.sub("", sentence.words(inside.start, inside.end)).strip(" ,")

    def _agency_in(self, written: str) -> str | None:
        found = [m for m in self._reading.lexicon.find(written) if m.entry.kind == "agency"]
        return found[0].written if found else None

    def _carried_by(self, scan: Scan, cue: Cue) -> str | None:
        """Read "in a statement carried by SANA", "an assessment seen by the agency", "to AFP"."""
        for token in scan.sentence.tokens:
            if (
                token.tag == "VBN"
                and self._words.has("carried", token.text.lower())
                and token.i != cue.token.i
            ):
                by = scan.object_of(token, "by")
                if by is not None and not scan.quoted(token) and self._belongs(scan, cue, token):
                    return self._written(scan.sentence, by)
        if cue.kind is not CueKind.VERB:
            return None
        return self._spoken_on(scan, cue)

    def _spoken_on(self, scan: Scan, cue: Cue) -> str | None:
        """Return the agency or channel that somebody spoke to or on: "in a call with AFP", "on state television"."""
        for child in scan.sentence.children(cue.token):
            inner = (
                scan.child(child, "pobj")
                if child.dep in ("prep", "dative")
                and child.lemma in ("to", "with", "in", "by", "via", "through", "on")
                else None
            )
            if inner is not None:
                area = zone(scan.sentence, inner)
                agency = self._agency_in(scan.sentence.words(area.start, area.end))
                if agency is not None and not self._own(agency):
                    return agency
                if child.lemma in ("on", "to", "via") and self._is_channel(scan.sentence, inner):
                    return self._written(scan.sentence, inner)
        return None

    def _belongs(self, scan: Scan, cue: Cue, token: Token) -> bool:
        """Whether a participle stands on the cue's own statement or on its speaker."""
        chain = {t.i for t in scan.sentence.ancestors(token)}
        if any(s.i in chain for s in cue.speakers) or _right_after(scan, cue, token):
            return True
        if any(c.lemma == "as" for c in scan.sentence.children(token)):
            return True  # "..., as reported by the agency"
        if self._closes(scan, cue, token):
            return True
        above = scan.sentence.head(token)
        if above.dep == "nsubj" and above.head != cue.token.i:
            return False  # "but tallies carried by media raised it": of another who speaks
        return cue.token.i in chain and self._is_text(above)

    def _closes(self, scan: Scan, cue: Cue, token: Token) -> bool:
        """Whether a text and its participle close a cue's clause: "..., the colonel said, in remarks carried by".

        Read off the words: a name at the end that the parse takes for a verb draws the whole phrase to itself.
        """
        before = scan.sentence.tokens[cue.token.i + 1 : token.i]
        if len(before) < 2 or (before[-2].lemma, before[-1].pos) != ("in", "NOUN"):  # noqa: PLR2004 - "in remarks"
            return False
        return self._is_text(before[-1]) and not any(t.pos == "VERB" for t in before)

    def _is_text(self, token: Token) -> bool:
        return self._words.has("texts", token.lemma) or token.lemma in ("remark", "comment", "interview")


def _right_after(scan: Scan, cue: Cue, token: Token) -> bool:
    """Whether a participle follows on a speaker and a comma: "according to the ministry, cited by the agency"."""
    before = scan.sentence.tokens[token.i - 2 : token.i]
    if len(before) < 2 or before[-1].text != ",":  # noqa: PLR2004 - the speaker's last word, the comma
        return False
    return any(before[0].i == scan.sentence.subtree(speaker)[-1].i for speaker in cue.speakers)


def same(one: str, other: str) -> bool:
    """Whether two names share most of their words."""
    first, second = ({w for w in re.findall(r"\w+", name.lower()) if w != "the"} for name in (one, other))
    return bool(first and second) and len(first & second) / min(len(first), len(second)) > HALF


HALF = 0.5


def wire_of(reading: Reading, words: SpeechWords) -> Wire | None:
    """Return the agency whose text a report reprints; None for its own report or without a credit."""
    text, outlet = reading.document.text, reading.document.outlet
    found = _credited(reading, words)
    if found is None or (
        outlet is not None and (same(outlet, found.agency) or _letters(outlet) == found.agency)
    ):
        return None
    return Wire(found.agency, min(found.end, _own_addition(reading, words, text)))


def _letters(outlet: str) -> str:
    return "".join(word[0] for word in outlet.split() if word[0].isupper() and word != "The")


def _credited(reading: Reading, words: SpeechWords) -> Wire | None:
    text = reading.document.text
    for sentence in reading.body:
        match = DATELINE.match(sentence.text)
        if match is not None and _is_agency(match.group("agency"), reading, words):
            return Wire(_plain(match.group("agency")), len(text))
    for sentence in reversed(reading.sentences):
        for match in (CREDIT.search(sentence.text), CREDIT_INSIDE.search(sentence.text)):
            if match is None:
                continue
            named = next(g for g in match.groups() if g)
            if _abbreviates(sentence.text[: match.start()], named):
                continue
            if _is_agency(named, reading, words):
                return Wire(_plain(named), sentence.start + match.start())
    if reading.document.agency_credit:
        return Wire(reading.document.agency_credit, len(text))
    return None


def _abbreviates(before: str, named: str) -> bool:
    """Whether letters in brackets only shorten the name before them: "National News Agency (NNA)"."""
    word = re.search(r"([^\W\d_][\w’'-]*)\s*$", before)
    return named.isupper() and named.isalpha() and word is not None and word.group(1)[:1].isupper()


def _plain(credit: str) -> str:
    return re.split(r",|;| with | and ", credit)[0].strip(" .")


GENERAL = frozenset(
    {"agency", "agencies", "report", "reports", "news", "wire", "wires", "staff", "correspondent"}
)


def _is_agency(written: str, reading: Reading, words: SpeechWords) -> bool:
    name = _plain(written)
    if GENERAL.issuperset(re.findall(r"\w+", name.lower())):
        return False
    entry = reading.lexicon.canonical(name)
    if entry is not None:
        return entry.kind == "agency"
    joined = [
        reading.lexicon.canonical(part) for written in name.split("-") for part in (written, written.title())
    ]
    if any(part is not None and part.kind == "agency" for part in joined):
        return True  # "AOA-XINHUA"
    tail = [w.lower() for w in re.findall(r"\w+", name)]
    return len(tail) > 1 and name[:1].isupper() and any(words.has("carriers", w) for w in tail)


def _own_addition(reading: Reading, words: SpeechWords, text: str) -> int:
    """Return where the paper's own words begin: "The Ledger adds: ..."."""
    opener = re.compile(r"(?:Our|The|This)\s+[\w’' -]{2,40}?\s(?P<verb>\w+):\s")
    for sentence in reading.sentences:
        match = opener.match(sentence.text)
        if match is not None and words.has("own_addition", match.group("verb").lower()):
            return sentence.start
    return len(text)
