"""Tell where somebody spoke, or is from, from where something happened; and open the places of a report."""

import re
from collections.abc import Iterator, Sequence

from histor.claims.mentions import Attribution, Occurrence
from histor.claims.parsed import Sentence, Token
from histor.claims.places.main import Locations
from histor.claims.places.mentions import PlaceMention, in_lists
from histor.claims.places.names import PlaceNames
from histor.claims.places.patterns import counts_behind, heads_area, seen_before, told_before
from histor.claims.places.words import PlaceWords
from histor.claims.reading import Reading
from histor.values.place import Place, PlaceKind, PlacePrecision

NEAR = 3  # steps of the grammar within which a place hangs on a verb of saying rather than on what is told
DWELLING = frozenset(
    {"base", "live", "bear", "work", "headquarter", "locate", "station", "flee", "head", "lead", "represent"}
)


def locations(
    reading: Reading,
    mentions: Sequence[PlaceMention],
    words: PlaceWords,
    told: Sequence[Attribution],
    violent: frozenset[int],
    occurrences: Sequence[Occurrence] = (),
    names: PlaceNames | None = None,
) -> Locations:
    """Return the places of a report, grouped into lists."""
    text = reading.document.text
    listening = frozenset(place.start for place in mentions if _told_there(place, text, words))
    by_sentence: dict[int, list[Attribution]] = {}
    for each in told:
        by_sentence.setdefault(each.sentence, []).append(each)
    spoken = listening | frozenset(
        place.start
        for place in mentions
        if not _of_witness(place, text, words)
        and (
            heads_area(words.heads_of_area).match(text, place.end)
            or counts_behind(words.counters).match(text, place.end)
            or any(_of_speaker(place, a, reading) for a in by_sentence.get(place.sentence, ()))
        )
    )
    return Locations(
        text=text,
        sentences=reading.sentences,
        groups=tuple(in_lists(mentions, text)),
        words=words,
        violent=violent,
        spoken=spoken,
        listening=listening,
        occurrences=tuple(occurrences),
        countries=tuple(_countries(reading, names)) if names else (),
    )


def _countries(reading: Reading, names: PlaceNames) -> Iterator[tuple[int, Place]]:
    for match in names.country_pattern.finditer(reading.document.text):
        country = names.countries[match.group()]
        row = next((row for row in reading.gazetteer.find(country) if row.kind is PlaceKind.COUNTRY), None)
        if row is not None:
            yield (
                match.start(),
                Place(
                    written=country,
                    gazetteer_id=row.id,
                    name=row.name,
                    country=row.country,
                    precision=PlacePrecision.COUNTRY,
                ),
            )


def _told_there(place: PlaceMention, text: str, words: PlaceWords) -> bool:
    """Whether a place is where somebody was told something: "told reporters in Corvo"."""
    return bool(told_before(words.listeners).search(text[max(0, place.start - 40) : place.start]))


def _of_witness(place: PlaceMention, text: str, words: PlaceWords) -> bool:
    """Whether somebody who was there is named by the place: "a survivor from Corvo"."""
    return bool(seen_before(words.witnesses).search(text[max(0, place.start - 40) : place.start]))


def _of_speaker(place: PlaceMention, told: Attribution, reading: Reading) -> bool:
    """Whether a place hangs on the words of saying: "told reporters in Colombo", "a nurse in Kaya said"."""
    if told.inherited:
        return False
    if re.fullmatch(r",? in (?:the )?", reading.document.text[told.cue.end : place.start]):
        return True  # "announced in Corvo"
    sentence = reading.sentences[place.sentence]
    named = sentence.tokens_within(place.start, place.end)
    above = list(sentence.ancestors(named[-1])) if named else []
    if _on_occasion(above, sentence, told):
        return True
    if any(part.covers(place.start) for part in told.parts or (told.content,)):
        return False
    if _describes(above, sentence, told):
        return True  # in the words that describe who speaks: "the monitor, which is based in Britain, said"
    verb = next((t for t in above[:NEAR] if t.pos == "VERB"), None)
    return not above or (verb is not None and verb.start == told.cue.start)


def _on_occasion(above: Sequence[Token], sentence: Sentence, told: Attribution) -> bool:
    """Whether a place is where the speaker was: "told reporters after leaving a mosque in Corvo"."""
    verbs = [token for token in above if token.pos == "VERB"]
    return len(verbs) > 1 and _accompanies(verbs[0], sentence) and verbs[1].start == told.cue.start


def _accompanies(verb: Token, sentence: Sentence) -> bool:
    """Whether a verb only says on what occasion another is done: "told reporters after leaving a mosque in Corvo"."""
    return verb.tag == "VBG" and verb.dep in ("pcomp", "advcl") and not _subjects(verb, sentence)


def _subjects(verb: Token, sentence: Sentence) -> list[Token]:
    return [child for child in sentence.children(verb) if child.dep.startswith("nsubj")]


def _describes(above: Sequence[Token], sentence: Sentence, told: Attribution) -> bool:
    """Whether the way up from a place leads to who speaks, over no verb but one of dwelling."""
    for token in above:
        if told.cue.covers(token.start) and (token.lemma == "accord" or token.pos == "ADP"):
            return True  # "according to X, the spokesman of the hospital in Corvo"
        if token.pos == "VERB" and token.lemma not in DWELLING:
            return False
        if token.dep.startswith("nsubj") and sentence.head(token).start == told.cue.start:
            return True
    return False
