"""Read the claims of one report: the finders in order, on one screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from histor.claims.actors import ActorLexicon, load_actors
from histor.claims.assembly.assemble import Assembly, at
from histor.claims.assembly.restatement import merged
from histor.claims.attribution.attribute import attribute, source_at
from histor.claims.attribution.speech_words import SpeechWords, load_speech_words
from histor.claims.casing import Casing, common_words, unbracketed
from histor.claims.datelines import dateline_ends
from histor.claims.dates.report_dates import Calendar
from histor.claims.dates.time_words import TimeWords, load_time_words
from histor.claims.deeds.codebook import Codebook, load_codebook
from histor.claims.deeds.doers import DoerGrammar, DoerWords, load_doer_words
from histor.claims.deeds.doers_told import deeds_told
from histor.claims.deeds.events import find_events
from histor.claims.deeds.perpetrators import VIOLENT_TYPES, Doers, blame_by_source, who_tell_of_fights
from histor.claims.harm.find import find_harm
from histor.claims.harm.words import HarmWords, load_harm_words
from histor.claims.hedge_words import load_hedges
from histor.claims.layout import split
from histor.claims.mentions import Attribution, EventMention, HarmMention, Stretch
from histor.claims.models.spacy_parser import Parser, SpacyParser
from histor.claims.parsed import BlockKind, Sentence
from histor.claims.places.atlas import Atlas
from histor.claims.places.find import find_places
from histor.claims.places.names import PlaceNames, load_place_names
from histor.claims.places.spoken import locations
from histor.claims.places.words import PlaceWords, load_place_words
from histor.claims.reading import Reading
from histor.claims.statements.find import find_statements
from histor.claims.vocabulary import (
    LayoutWords,
    check_names,
    load_layout_words,
    load_mouthpieces,
    shipped_version,
)
from histor.records.claim import Claim
from histor.records.document import Document
from histor.values.count import find_counts
from histor.values.date import find_dates
from histor.values.hedges import Hedges
from histor.values.place import Gazetteer

RULES = "rules/1"  # counts up whenever the rules read the same text differently


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What the reader knows of words, names and places."""

    layout: LayoutWords
    hedges: Hedges
    harm: HarmWords
    speech: SpeechWords
    mouthpieces: frozenset[str]
    actors: ActorLexicon
    places: PlaceWords
    names: PlaceNames
    times: TimeWords
    doers: DoerWords
    codebook: Codebook
    common: frozenset[str]
    gazetteer: Gazetteer


def load_knowledge(
    *, lexicon_folders: Sequence[Path], codebook: Path | None, gazetteer: Gazetteer
) -> Knowledge:
    """Return the shipped lexicon with the user's folders on top.

    Raises LexiconError, with file and line, for the first entry that does not fit.
    """
    check_names(lexicon_folders)
    names = load_place_names(lexicon_folders)
    return Knowledge(
        layout=load_layout_words(lexicon_folders),
        hedges=load_hedges(lexicon_folders),
        harm=load_harm_words(lexicon_folders),
        speech=load_speech_words(lexicon_folders),
        mouthpieces=load_mouthpieces(lexicon_folders),
        actors=load_actors(lexicon_folders, names.countries),
        places=load_place_words(lexicon_folders),
        names=names,
        times=load_time_words(lexicon_folders),
        doers=load_doer_words(lexicon_folders),
        codebook=load_codebook(codebook),
        common=common_words(lexicon_folders),
        gazetteer=gazetteer,
    )


def load_claim_reader(
    *, lexicon_folders: Sequence[Path] = (), codebook: Path | None = None, gazetteer: Gazetteer
) -> "ClaimReader":
    """Return a reader with the shipped lexicon, the user's folders on top, and the small English parser."""
    known = load_knowledge(lexicon_folders=lexicon_folders, codebook=codebook, gazetteer=gazetteer)
    return ClaimReader(known, SpacyParser())


class ClaimReader:
    """Reads claims; everything that it needs is loaded once. Not safe to share between threads."""

    def __init__(self, knowledge: Knowledge, parser: Parser) -> None:
        self._knowledge = knowledge
        self._parser = parser
        self.version = f"{RULES}.{shipped_version()}+{parser.version}"

    def read(self, document: Document) -> list[Claim]:
        """Return the claims of `document`: harm, events and statements, each in the order of the text."""
        known = self._knowledge
        reading = self._open(document)
        told = attribute(reading, known.speech)
        voice_at = _voice_at(reading, told)
        harms = [
            (mention, voice_at(mention.sentence, _anchor(mention)))
            for mention in find_harm(reading, known.harm, [who for each in told for who in each.tellers])
        ]
        statements = find_statements(reading, told, known.speech)
        places = find_places(
            reading.sentences,
            [*reading.actors, *reading.dates],
            Atlas(known.gazetteer, known.names, known.places),
        )
        deeds = _beyond_harm(find_events(reading, places, known.codebook), harms)
        events = [(event, voice_at(event.sentence, event.trigger.start)) for event in deeds]
        violent = _violent(harms, events)
        grammar = DoerGrammar(known.doers, known.codebook, known.actors, known.names)
        assembly = Assembly(
            reading=reading,
            where=locations(
                reading, places, known.places, told, violent, [m.occurrence for m, _ in harms], known.names
            ),
            calendar=_calendar(reading, told, violent, harms, known.times),
            doers=Doers(
                reading,
                grammar,
                blame_by_source(reading, statements, events, grammar),
                who_tell_of_fights(events),
                deeds_told(reading, grammar, voice_at),
            ),
            mouthpieces=known.mouthpieces,
            extractor=self.version,
        )
        harm = merged(assembly.harm_claims(harms), reading, known.harm)
        happened = [assembly.event_claim(event, source) for event, source in events]
        said = [
            assembly.statement_claim(statement, _claim_at([*harm, *happened])) for statement in statements
        ]
        return _each_once([*harm, *happened, *said])

    def _open(self, document: Document) -> Reading:
        known = self._knowledge
        sentences = split(document.text, known.layout)
        casing = Casing(document.text, known.common, known.layout.small_words)
        plain = unbracketed(casing.whole(document.text, sentences))
        return Reading(
            document=document,
            sentences=tuple(self._parsed(sentences, plain)),
            counts=tuple(find_counts(plain, self._knowledge.hedges)),
            dates=tuple(find_dates(document.text)),
            actors=tuple(known.actors.find(document.text)),
            lexicon=known.actors,
            gazetteer=known.gazetteer,
            cased=plain,
        )

    def _is_place(self, name: str) -> bool:
        """Whether a name is a place's and no agency's or army's."""
        known = self._knowledge
        return known.actors.canonical(name) is None and bool(known.gazetteer.find(name))

    def _parsed(self, sentences: Sequence[Sentence], plain: str) -> list[Sentence]:
        wanted = [s for s in sentences if s.kind is not BlockKind.CREDIT]
        cut = dateline_ends(wanted, self._is_place)
        starts = [(s.start + cut.get(s.index, 0), s.end) for s in wanted]
        parsed = self._parser.parse([(start, plain[start:end]) for start, end in starts])
        tokens = dict(zip((s.index for s in wanted), parsed, strict=True))
        return [
            Sentence(s.index, s.paragraph, s.kind, s.start, s.end, s.text, tokens.get(s.index, ()))
            for s in sentences
        ]


def _each_once(claims: Sequence[Claim]) -> list[Claim]:
    """Return claims without those that say the same again: two names of one speaker are one ("the X Front (XF)").

    Two that differ in more than how they were read are both kept: under one id that is a fault, which is to be seen.
    """
    found: dict[Claim, Claim] = {}
    for claim in claims:
        found.setdefault(replace(claim, traces=()), claim)
    return list(found.values())


def _beyond_harm(
    events: Sequence[EventMention], harms: Sequence[tuple[HarmMention, Attribution | None]]
) -> list[EventMention]:
    """Drop the event of a harm word without a doer: that people were killed is the harm claim's to say."""
    told = {mention.trigger.start for mention, _ in harms}
    return [event for event in events if event.actors or event.trigger.start not in told]


def _voice_at(reading: Reading, told: Sequence[Attribution]) -> Callable[[int, int], Attribution | None]:
    """Return what tells whose words the character at an offset of a sentence is."""
    held: dict[int, list[Attribution]] = {}
    for each in told:
        held.setdefault(each.sentence, []).append(each)
    return lambda index, offset: source_at(held.get(index, ()), reading, index, offset)


def _anchor(mention: HarmMention) -> int:
    return (mention.number or mention.trigger).start


def _violent(
    harms: Sequence[tuple[HarmMention, Attribution | None]],
    events: Sequence[tuple[EventMention, Attribution | None]],
) -> frozenset[int]:
    """Return the sentences in which somebody is harmed or something violent happens."""
    deeds = [
        event.sentence for event, _ in events if event.event_type in VIOLENT_TYPES and not event.background
    ]
    return frozenset([mention.sentence for mention, _ in harms if not mention.background] + deeds)


def _calendar(
    reading: Reading,
    told: Sequence[Attribution],
    violent: frozenset[int],
    harms: Sequence[tuple[HarmMention, Attribution | None]],
    words: TimeWords,
) -> Calendar:
    return Calendar(
        sentences=reading.sentences,
        dates=reading.dates,
        dateline=reading.dateline,
        attributions=tuple(told),
        violent=violent,
        occurrences=tuple(mention.occurrence for mention, _ in harms),
        words=words,
    )


def _claim_at(claims: Sequence[Claim]) -> Callable[[Stretch], str | None]:
    def find(stretch: Stretch) -> str | None:
        found = at(claims, stretch)
        return found.id if found else None

    return find
