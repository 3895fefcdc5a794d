"""Say whose words a report's sentences are: every place where somebody is given as saying something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from histor.claims.attribution.carriers import Carriers, Wire, wire_of
from histor.claims.attribution.carry import carried
from histor.claims.attribution.cues import find_cues
from histor.claims.attribution.gaps import alone
from histor.claims.attribution.issuer import issuer_of
from histor.claims.attribution.labels import as_phrase, is_alone
from histor.claims.attribution.naming import named_later
from histor.claims.attribution.phrases import inside
from histor.claims.attribution.quotes import find_quotes, overlapping
from histor.claims.attribution.reach import governing, owners, parts
from histor.claims.attribution.reference import Cast, name_of
from histor.claims.attribution.repairs import repaired
from histor.claims.attribution.saying_days import said_on
from histor.claims.attribution.scan import OBJECTS, Cue, CueKind, Scan
from histor.claims.attribution.speakers import Describer, Speaker
from histor.claims.attribution.speech_words import SpeechWords
from histor.claims.mentions import Attribution, Stretch
from histor.claims.parsed import Sentence
from histor.claims.reading import Reading
from histor.records.claim import Act, Modality, Trace
from histor.values.name import Name

__all__ = ["attribute", "source_at"]


def attribute(reading: Reading, words: SpeechWords) -> list[Attribution]:
    """Return who says what in a report, in the order of the text, those carried over from neighbours last."""
    report = _Report(reading, words, tuple(find_quotes(reading.document.text, reading.sentences)))
    told = [attribution for sentence in reading.body for attribution in report.read(sentence)]
    told = named_later(told, reading, words)
    issuer = issuer_of(reading, words, told)
    told = [_own_voice(_own_text(each, issuer, words), reading, issuer) for each in told]
    wire = wire_of(reading, words)
    over = carried(reading, words, told, report.quotes, report.headings)
    return [_by_wire(each, wire) for each in (*told, *over)]


def _own_voice(told: Attribution, reading: Reading, issuer: Name | None) -> Attribution:
    """Give "we" the body whose statement the report is, else the paper whose voice it is."""
    if (
        told.speaker is None
        or told.speaker.written.lower() not in ("we", "us", "our")
        or told.organization is not None
    ):
        return told
    outlet = reading.document.outlet
    body = issuer or (Name(canonical=outlet, written=outlet) if outlet else None)
    return replace(told, speaker=body or told.speaker, organization=body)


def _own_text(told: Attribution, issuer: Name | None, words: SpeechWords) -> Attribution:
    """Give "the report", in a body's own text, to the body."""
    text = told.speaker is not None and words.has("texts", told.speaker.written.lower())
    definite = bool(told.traces) and told.traces[0].words.lower().startswith(("the ", "this ", "our "))
    if issuer is None or not text or not definite or told.organization is not None:
        return told
    return replace(told, speaker=issuer, organization=issuer)


def _by_wire(told: Attribution, wire: Wire | None) -> Attribution:
    """Give an attribution in a reprinted wire the agency as its carrier, where it has none of its own."""
    if wire is None or told.via is not None or told.quote.start >= wire.end:
        return told
    return replace(told, via=Name(canonical=wire.agency, written=wire.agency))


def source_at(
    attributions: Sequence[Attribution], reading: Reading, sentence_index: int, offset: int
) -> Attribution | None:
    """Return whose words the character at `offset` is, the innermost speaker's; None: the reporter's own."""
    del reading
    covering = [
        (min(part.end - part.start for part in _parts(told) if part.covers(offset)), told.inherited, k)
        for k, told in enumerate(attributions)
        if told.sentence == sentence_index
        and not told.negated
        and any(part.covers(offset) for part in _parts(told))
    ]
    return attributions[min(covering, key=lambda each: (each[1], each[0], each[2]))[2]] if covering else None


def _parts(told: Attribution) -> tuple[Stretch, ...]:
    return told.parts or (told.content,)


class _Report:
    """One report while it is searched for speakers: remembers who has spoken."""

    def __init__(self, reading: Reading, words: SpeechWords, quotes: tuple[Stretch, ...]) -> None:
        self.words = words
        self.quotes = quotes
        self._text = reading.document.text
        self._describer = Describer(reading, words)
        self._cast = Cast(self._describer)
        self._carriers = Carriers(reading, words)
        self._reading = reading
        self.headings: dict[int, Attribution] = {}  # by sentence: labels that have a line of their own

    def read(self, sentence: Sentence) -> Iterator[Attribution]:
        """Yield the attributions of one sentence."""
        if not sentence.tokens:
            return
        sentence = repaired(sentence)
        quotes = overlapping(self.quotes, sentence.start, sentence.end)
        scan = Scan(sentence, quotes, self.words, self._text, self._reading.actors_in(sentence))
        cues = find_cues(scan)
        if not cues:
            self._cast.notice(sentence)
            return
        owned = owners(scan, cues)
        people = [self._speakers(sentence, cue) for cue in cues]
        outers = [
            None if cue.first or _answers(sentence, cue, self.words) else governing(sentence, cue, cues)
            for cue in cues
        ]
        foremost = _foremost(people, outers)
        self._accused(scan, cues)
        if any(outer is not None for outer in outers):
            self._cast.heard(sentence.paragraph, foremost)
        if len(foremost) == 1:
            self._cast.gave(sentence, foremost[0])
        for k, cue in enumerate(cues):
            outer = outers[k]
            above = people[outer][0] if outer is not None and outer != k and people[outer] else None
            complement = outer is not None and sentence.head(cue.token).i == cues[outer].token.i
            for speaker in people[k]:
                if speaker is not None:
                    said = _Said(
                        sentence,
                        cue,
                        speaker,
                        above,
                        parts(sentence, owned, k),
                        complement=complement,
                        rewords=self._rewords(sentence, cue, cues),
                    )
                    told = self._attribution(scan, said)
                    if cue.kind is CueKind.LABEL and is_alone(scan, cue):
                        self.headings[sentence.index] = told
                    else:
                        yield told

    def _speakers(self, sentence: Sentence, cue: Cue) -> list[Speaker | None]:
        self._cast.answers = cue.act is Act.DENY
        found = [self._cast.who(_phrase_in(sentence, cue), head) for head in cue.speakers]
        self._cast.answers = False
        return found

    def _accused(self, scan: Scan, cues: Sequence[Cue]) -> None:
        """Note whom a sentence accuses: "the group denied" may come next. Who accuses is nearer to "it"."""
        for cue in cues:
            aimed = scan.child(cue.token, *OBJECTS) if cue.act is Act.ACCUSE else None
            for head in (aimed, scan.object_of(cue.token, "on") if cue.act is Act.ACCUSE else None):
                if head is not None and head.pos == "PROPN":
                    self._cast.blamed(scan.sentence, head)

    def _rewords(self, sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> bool:
        """Whether a verb only words another act of the same breath: "condemned it, calling it a massacre"."""
        if cue.token.tag != "VBG" or not self.words.has("naming", cue.token.lemma):
            return False
        above = {token.i for token in sentence.ancestors(cue.token)}
        return any(other.token.i in above and other.act in JUDGING for other in cues)

    def _attribution(self, scan: Scan, said: "_Said") -> Attribution:
        sentence, cue, speaker = said.sentence, said.cue, said.speaker
        content = said.content
        body = speaker.body
        via = self._carriers.of(scan, cue, speaker, said.above if said.complement else None)
        return Attribution(
            sentence=sentence.index,
            content=content,
            quote=Stretch(start=sentence.start, end=sentence.end),
            cue=Stretch(start=min(cue.token.start, cue.end.start), end=max(cue.token.end, cue.end.end)),
            cue_lemma=cue.phrase,
            act=cue.act,
            speaker=name_of(speaker.written, self._describer),
            role=speaker.role,
            organization=name_of(body, self._describer),
            via=name_of(via, self._describer),
            quoted=bool(overlapping(self.quotes, content.start, content.end)),
            negated=cue.negated,
            said_on=said_on(self._reading, sentence, cue, said.parts),
            modality=Modality.ALLEGED if self.words.has("alleged", cue.phrase) else Modality.ASSERTED,
            traces=said.traces(),
            parts=said.parts or (content,),
            nested=said.nested,
            tellers=_tellers(sentence, cue),
        )


def _tellers(sentence: Sentence, cue: Cue) -> tuple[Stretch, ...]:
    """Return where those stand who tell of it in a list: "according to the governor, two doctors and a survivor"."""
    if cue.kind is not CueKind.PREPOSITION or len(cue.speakers) == 1:
        return ()
    firsts = (min(t.start for t in inside(sentence, who)) for who in cue.speakers)
    return tuple(Stretch(start=at, end=who.end) for at, who in zip(firsts, cue.speakers, strict=True))


JUDGING = (Act.CONDEMN, Act.DENY, Act.ACCUSE)


def _foremost(people: Sequence[Sequence[Speaker | None]], outers: Sequence[int | None]) -> list[Speaker]:
    """Return those who speak in a sentence in the reporter's words, not in another speaker's."""
    return [who for k, all_ in enumerate(people) if outers[k] is None for who in all_ if who is not None]


def _answers(sentence: Sentence, cue: Cue, words: SpeechWords) -> bool:
    """Whether a clause tells how another answers what is said: "..., which the army denies"."""
    verb = cue.token
    if cue.act in (Act.REPORT, Act.ANNOUNCE) or verb.dep not in ("relcl", "advcl"):
        return False
    what = [c for c in sentence.children(verb) if c.dep in ("dobj", "nsubj")]
    if any(c.text.lower() == "which" and c.dep == "dobj" for c in what):
        return True
    return words.has("said_nouns", sentence.head(verb).lemma) and any(c.dep == "nsubj" for c in what)


def _phrase_in(sentence: Sentence, cue: Cue) -> Sentence:
    if cue.kind is CueKind.LABEL:
        return as_phrase(sentence, cue)
    return alone(sentence, cue.first, cue.speakers[0]) if cue.first is not None else sentence


@dataclass(frozen=True, slots=True)
class _Said:
    sentence: Sentence
    cue: Cue
    speaker: Speaker
    above: Speaker | None
    parts: tuple[Stretch, ...]
    complement: bool  # what the speaker says is directly what the one above says
    rewords: bool

    @property
    def nested(self) -> bool:
        """Whether somebody else says that this is said, unless it is an act and all of what is said."""
        if self.rewords:
            return True
        if self.above is None:
            of_own = all(speaker.pos == "PRON" for speaker in self.cue.speakers)
            return of_own and self._gives_a_name and self.cue.act is Act.REPORT
        if self.above.written == self.speaker.written:
            return self._gives_a_name
        if self.cue.token.tag == "VBG" and self.speaker.end <= self.above.start:
            return False  # of who speaks first: "Russia hailed what Mali says it did, dismissing reports"
        return not (self.complement and self.cue.act is not Act.REPORT)

    @property
    def _gives_a_name(self) -> bool:
        """Whether a verb only words what its speaker says: "condemned what he called lies"."""
        return any(
            c.dep == "dobj" and c.text.lower() == "what" for c in self.sentence.children(self.cue.token)
        )

    @property
    def content(self) -> Stretch:
        if not self.parts:
            return Stretch(start=self.cue.token.start, end=self.cue.token.end)
        return Stretch(start=self.parts[0].start, end=self.parts[-1].end)

    def traces(self) -> tuple[Trace, ...]:
        words = self.sentence.words(self.speaker.start, self.speaker.end)
        kind = "speech" if self.cue.kind is CueKind.VERB else self.cue.kind.value
        return (Trace(step="source", rule=f"{kind}:{self.cue.phrase}", words=words or self.speaker.written),)
