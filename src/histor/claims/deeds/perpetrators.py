"""Decide whom the source of a claim blames: the doer in its own words, else whom it accuses elsewhere in the report."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from histor.claims.deeds.doers import ARMED, PARTIES, DoerGrammar, antecedent
from histor.claims.deeds.doers_of_deeds import of_deed_around
from histor.claims.deeds.doers_told import ToldDeeds
from histor.claims.mentions import Attribution, EventMention, HarmMention, StatementMention, Stretch
from histor.claims.parsed import Sentence, Token
from histor.claims.reading import Reading
from histor.records.claim import Act, Harm, Modality
from histor.values.name import Name

VIOLENT_TYPES = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"})
ARTICLE = re.compile(r"^(?:the|a|an|some|two|three|several|unidentified)\s+", re.IGNORECASE)
CLAUSE = re.compile(
    r"(?:,| (?:that|who|which|whom)\b).*", re.DOTALL
)  # what is said of a doer is no part of the name
CLAIMED = re.compile(r"\b(?:claimed|admitted|owned) by (?:the )?")
PRONOUNS = frozenset({"they", "he", "she", "it", "them"})
BLAMING = frozenset({"accuse", "blame", "hold"})  # without "of" these say who is held to have done it
OPENING = 4  # sentences in which a report tells of its own event
# "The army announced the arrest of 12": its own.
OWN_ARREST = re.compile(r"\b(?:announced|reported|confirmed) the (?:detention|arrest|capture)s? of\b")
CHARGE = re.compile(r"\s+(?:of|for|over)\s+(?=\w+ing\b)")  # from here on an accusation says of what
FIGHT = "Battles"
NOBODY = Name(canonical="", written="")  # stands for the open question of who hit whom in a fight

Blame = dict[str | None, Name]


# "After rebels ambushed a patrol, ..." names nobody: the parse took the clause for a phrase.
OPENS_CLAUSE = re.compile(r"(?:after|before|when|while|as|since|because|until|once)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Doers:
    """Who did what, by the grammar of a report and by whom its sources accuse."""

    reading: Reading
    grammar: DoerGrammar
    blame: Blame
    fought: frozenset[str | None]  # sources that tell of a fight: whose hand a toll is, they leave open
    told: ToldDeeds

    def own(self, mention: HarmMention, told: Attribution | None) -> Name | None:
        """Return the doer that the claim's own sentence gives."""
        sentence = self.reading.sentences[mention.sentence]
        phrase = self._agent(sentence, mention.agent) if mention.agent else None
        if phrase is not None and self._to_themselves(mention, phrase):
            return None
        if phrase is None and mention.harm is not Harm.DETAINED and mention.count.exact != 0:
            phrase = of_deed_around(self.grammar, sentence, mention.trigger)
        if phrase is None and mention.harm is not Harm.DETAINED and not mention.occurrence.running:
            phrase = self.grammar.of_clause(sentence, mention.trigger) or self.grammar.of_deed(sentence)
            phrase = phrase or self._claimed(sentence, mention)
        if phrase is not None and (
            OPENS_CLAUSE.match(phrase)
            or (mention.occurrence.running and _only_dates(phrase, sentence))
            or self._to_themselves(mention, phrase)
        ):
            return None
        if phrase is not None:
            return named(phrase, self.reading)
        return self._self_told(mention, told)

    def accused(self, told: Attribution | None, victims: str | None) -> Name | None:
        """Return whom the source of a claim blames elsewhere in the report, None standing for the reporter."""
        keys = sorted(_keys(told)) if told and told.source else [None]
        found = next((self.blame[key] for key in keys if key in self.blame), None)
        return None if found and victims and found.written.split()[-1] == victims.split()[-1] else found

    def told_before(self, mention: HarmMention, told: Attribution | None) -> Name | None:
        """Return the doer of the deed that the claim's source told of just before, unless the victims are like it."""
        sentence = self.reading.sentences[mention.sentence]
        doer = (
            self.told.within(sentence, mention.trigger.start) if is_pronoun(mention, self.reading) else None
        )
        doer = doer or self.told.before(sentence, told)
        return named(doer, self.reading) if doer and not self._to_themselves(mention, doer) else None

    def _to_themselves(self, mention: HarmMention, phrase: str) -> bool:
        """Whether the dead are the doers: "nine attackers blew themselves up", "one of the raiders was killed"."""
        same = (mention.victims or "").lower().split()[-1:] == phrase.lower().split()[-1:]
        return counts_doers(mention) or same or self.of_one_side(mention, phrase)

    def of_one_side(self, mention: HarmMention, doer: str) -> bool:
        """Whether those hurt are known by the deed alone, as its doers are, who then did not do it to them."""
        if mention.harm not in (Harm.KILLED, Harm.INJURED) or not mention.victims:
            return False
        victims, by = mention.victims.lower().split()[-1], doer.lower().split()[-1]
        by_deed = {victims, victims.removesuffix("s")} & self.grammar.words.known_by_deed
        return bool(by_deed) and victims != by and not _is_force(doer, self.grammar)

    def _of_itself(self, mention: HarmMention) -> bool:
        """Whether a body tells of its own deed: "the army says it killed 30"."""
        agent = mention.agent
        written = self.reading.document.text[agent.start : agent.end].lower() if agent else ""
        return written in ("it", "we")

    def _is_doer(self, source: Name) -> bool:
        return _names_doer(source.written, self.reading, self.grammar)

    def _agent(self, sentence: Sentence, stretch: Stretch) -> str | None:
        head = _head(sentence, stretch)
        phrase = self.grammar.doer_phrase(sentence, antecedent(sentence, head)) if head else None
        written = ARTICLE.sub("", CLAUSE.sub("", sentence.words(stretch.start, stretch.end))).strip()
        return phrase or (written if _names_doer(written, self.reading, self.grammar) else None)

    def _claimed(self, sentence: Sentence, mention: HarmMention) -> str | None:
        """Return the group that a sentence says has claimed the deed."""
        match = CLAIMED.search(sentence.text)
        if match is None or sentence.start + match.start() < mention.occurrence.anchor.end:
            return None
        at = sentence.start + match.end()
        group = next(
            (a for a in self.reading.actors_in(sentence) if a.start == at and a.entry.kind in ARMED), None
        )
        return group.written if group else None

    def _self_told(self, mention: HarmMention, told: Attribution | None) -> Name | None:
        """Return the force that itself tells whom it killed or holds: "the army said 12 fighters were neutralised"."""
        source = told.source if told else None
        if source is None:
            return None
        if _is_attacker(source.written, self.grammar) or (self._of_itself(mention) and self._is_doer(source)):
            return source
        sentence = self.reading.sentences[mention.sentence]
        held = mention.harm is Harm.DETAINED
        deed = sentence.text if held else sentence.words(mention.trigger.start, mention.trigger.end)
        told_so = self.grammar.words.own_deeds & set(re.findall(r"\w+", deed.lower()))
        announced = held and OWN_ARREST.search(sentence.text.lower())
        if mention.count.exact == 0 or not (told_so or announced):
            return None
        found = self.reading.lexicon.find(source.written)
        force = any(m.entry.kind == "state_force" for m in found) or _is_force(source.written, self.grammar)
        return source if force else None


def _only_dates(phrase: str, sentence: Sentence) -> bool:
    """Whether a doer is only named in since when it is counted: "killed since the beginning of the X invasion"."""
    return re.search(rf"\bsince (?:[\w-]+ ){{0,5}}{re.escape(phrase)}", sentence.text) is not None


def _is_attacker(written: str, grammar: DoerGrammar) -> bool:
    """Whether a source is only known by the deed: "the attackers themselves"."""
    last = written.lower().split()[-1]
    return last.removesuffix("s") in grammar.words.doers and grammar.codebook.parties.get(last) == "non_state"


def _is_force(written: str, grammar: DoerGrammar) -> bool:
    return any(grammar.codebook.parties.get(word) == "state" for word in re.findall(r"\w+", written.lower()))


def counts_doers(mention: HarmMention) -> bool:
    """Whether the number is that of the doers: "nine attackers", who died by their own hand."""
    number, agent = mention.number, mention.agent
    return (
        number is not None
        and agent is not None
        and number.start <= agent.start + 1
        and number.end + 1 >= agent.start
    )


def is_pronoun(mention: HarmMention, reading: Reading) -> bool:
    """Whether the doer is only pointed back to: "they murdered 48"."""
    return (
        mention.agent is not None
        and reading.document.text[mention.agent.start : mention.agent.end].lower() in PRONOUNS
    )


def _head(sentence: Sentence, stretch: Stretch) -> Token | None:
    words = sentence.tokens_within(stretch.start, stretch.end)
    inside = {word.i for word in words}
    return next((word for word in words if word.head not in inside or word.head == word.i), None)


def blame_by_source(
    reading: Reading,
    statements: Sequence[StatementMention],
    events: Sequence[tuple[EventMention, Attribution | None]],
    grammar: DoerGrammar,
) -> Blame:
    """Return whom each source accuses in this report, None standing for the reporter; first named, first kept."""
    blame: Blame = {}
    for statement in statements:
        accused = _accused(statement, reading, grammar)
        if accused is not None:
            for key in _keys(statement.attribution):
                blame.setdefault(key, accused)
    for doer_key, doer in _sole_doers(events, reading, grammar).items():
        blame.setdefault(doer_key, doer)
    return blame


def _sole_doers(
    events: Sequence[tuple[EventMention, Attribution | None]], reading: Reading, grammar: DoerGrammar
) -> Blame:
    """Return the doer of each source's violent events where it is one and the same throughout.

    Where a source tells of two parties, or of a fight, nothing says whose hand a toll is: nobody is blamed for it.
    """
    doers: dict[str | None, set[Name]] = {}
    for event, told in events:
        if event.event_type in VIOLENT_TYPES and not event.background and event.sentence < OPENING:
            written = {name for name in event.actors if _names_doer(name.written, reading, grammar)}
            fought = event.event_type == FIGHT
            doers.setdefault(source_key(told), set()).update(written | ({NOBODY} if fought else set()))
    return {key: next(iter(names)) for key, names in doers.items() if len(names) == 1 and NOBODY not in names}


def who_tell_of_fights(events: Sequence[tuple[EventMention, Attribution | None]]) -> frozenset[str | None]:
    """Return the sources by whom two parties fought, None standing for the reporter."""
    return frozenset(
        source_key(told) for event, told in events if event.event_type == FIGHT and not event.background
    )


def source_key(told: Attribution | None) -> str | None:
    """Return what stands for a source when claims of one report are compared: its fullest name, lower case."""
    return told.source.written.lower() if told and told.source else None


def _keys(told: Attribution) -> Iterable[str]:
    return {name.written.lower() for name in (told.speaker, told.organization) if name}


def named(written: str, reading: Reading) -> Name:
    """Return `written` with the actor lexicon's name for it."""
    entry = reading.lexicon.canonical(written)
    return (
        Name(canonical=entry.name, written=written, entry=entry.id)
        if entry
        else Name(canonical=written, written=written)
    )


def _names_doer(written: str, reading: Reading, grammar: DoerGrammar) -> bool:
    words = re.findall(r"[\w’'-]+", written.lower())
    last = words[-1] if words else ""
    if last in grammar.words.means or last.removesuffix("s") in grammar.words.means:
        return False
    if last in grammar.words.doers or any(
        grammar.codebook.parties.get(word) in PARTIES for word in (last, " ".join(words[-2:]))
    ):
        return True
    return any(mention.entry.kind in ARMED for mention in reading.lexicon.find(written))


def _accused(statement: StatementMention, reading: Reading, grammar: DoerGrammar) -> Name | None:
    if statement.act is Act.CLAIM_RESPONSIBILITY:
        return statement.attribution.source
    about = statement.about or _held(statement, reading)
    if statement.act is not Act.ACCUSE or not about or not _of_violence(statement, reading, grammar):
        return None
    written = ARTICLE.sub("", CHARGE.split(about)[0]).strip()
    known = reading.lexicon.canonical(written)
    proper = written[:1].isupper()
    return named(written, reading) if known or proper or _names_doer(written, reading, grammar) else None


HELD = re.compile(
    r"\bh(?:olds?|eld|olding)\s+(.{3,60}?)\s+(?:(?:fully|solely|directly|entirely)\s+)?(?:responsible|accountable)\b"
)


def _held(statement: StatementMention, reading: Reading) -> str | None:
    """Return whom a statement holds responsible."""
    quote = statement.attribution.quote
    found = HELD.search(reading.document.text[quote.start : quote.end])
    return found.group(1) if found else None


def _of_violence(statement: StatementMention, reading: Reading, grammar: DoerGrammar) -> bool:
    """Whether an accusation is one of violence: "accused the army of inflating the toll" is not."""
    told = statement.attribution
    said = reading.document.text[told.quote.start : told.quote.end]
    charge = re.search(r"\baccus\w+\b.*?\bof\b(.*)", said, re.DOTALL)
    if charge is None and told.cue_lemma.split()[0] in BLAMING:
        return True
    return bool(grammar.words.accusing.search(charge.group(1) if charge else said))


def may_be_laid(mention: HarmMention, modality: Modality) -> bool:
    """Whether a claim may take over its source's blame: not a count over a period, nor what is denied or imagined."""
    return may_lend(mention, modality) and not (mention.occurrence.running or mention.harm is Harm.DETAINED)


def may_lend(mention: HarmMention, modality: Modality) -> bool:
    """Whether the doer of a claim may be that of another by its source."""
    real = modality not in (Modality.DENIED, Modality.HYPOTHETICAL)
    return real and mention.count.exact != 0 and not mention.background and not counts_doers(mention)
