"""Tell figures that happen to be equal from one figure said twice: "two in Ardel and two in Belmar" are four."""

import re
from dataclasses import dataclass

from histor.claims.harm.persons import cannot_be_one, name_of, other_name
from histor.claims.harm.words import HarmWords
from histor.claims.parsed import Sentence
from histor.claims.reading import Reading
from histor.claims.vocabulary import whole_word
from histor.records.claim import HarmClaim, VictimClass
from histor.values.date import DatePrecision
from histor.values.place import Place, PlacePrecision

FEW = 30  # figures above it are seldom equal by chance
INDEFINITE = re.compile(r"(?:an?|another|one)\b", re.IGNORECASE)
WORD = re.compile(r"[a-z]{3,}")
FILLING = frozenset(
    {"one", "another", "old", "year", "local", "young", "elderly", "other", "the", "his", "her"}
)
# Words that may stand for anybody who is described more closely elsewhere.
GENERAL = frozenset(
    {"civilian", "person", "resident", "individual", "victim", "citizen", "people", "body", "somebody"}
)
LABEL = re.compile(r"\W*([A-Z][\w .'-]{2,40}?)(?::| [\u2013\u2014-]) ")
KINDS = frozenset({"the", "city", "town", "village", "province", "district", "region", "near"})
AREAS = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.ADMIN2})


@dataclass(frozen=True, slots=True)
class Apart:
    """What tells two equal figures of one report apart."""

    reading: Reading
    words: HarmWords

    def told(self, one: HarmClaim, other: HarmClaim) -> bool:
        """Whether the words say that equal figures are of different people."""
        earlier, later = sorted((one, other), key=_at)
        if _at(one) == _at(other):
            return False
        here, there = (self.reading.sentence_at(_at(claim)) for claim in (later, earlier))
        if here.index == there.index:
            return True  # nobody says a figure twice in one breath
        if not _few(later):
            return False
        return (
            self._set_apart(later, here)
            or _labelled_apart(there, here)
            or cannot_be_one(self.words, _described(earlier), _described(later))
            or self._another_person(earlier, later)
            or _of_other_names(earlier, there, later, here)
            or _elsewhere(earlier, there, later, here)
            or _another_day(earlier, there, later, here)
        )

    def _set_apart(self, claim: HarmClaim, sentence: Sentence) -> bool:
        """Whether the words before the figure open another matter: "in a separate attack"."""
        led_by = sentence.words(sentence.start, max(_at(claim), claim.trigger.start)).lower()
        clause = re.split(r"[;:]", led_by)[-1]
        return any(whole_word(entry).search(clause) for entry in self.words.lists["apart"])

    def _another_person(self, one: HarmClaim, other: HarmClaim) -> bool:
        """Whether a new person is brought in: "an official was killed ... a woman died", not "a person"."""
        if one.count.exact != 1 or not INDEFINITE.match(_described(other)):
            return False
        first, second = (set(WORD.findall(_described(claim).lower())) - FILLING for claim in (one, other))
        vague = self.words.victims
        said = [
            any(vague.get(w, VictimClass.UNSPECIFIED) is not VictimClass.UNSPECIFIED for w in words - GENERAL)
            for words in (first, second)
        ]
        return all(said) and not first & second and not (first | second) & GENERAL


def _of_other_names(one: HarmClaim, there: Sentence, other: HarmClaim, here: Sentence) -> bool:
    """Whether two single persons have other names."""
    single = one.count.exact == 1 and other.count.exact == 1
    return single and other_name(_name(one, there), _name(other, here))


def _at(claim: HarmClaim) -> int:
    return (claim.count_span or claim.trigger).start


def _described(claim: HarmClaim) -> str:
    return f"{claim.count.wording} {claim.victims or ''}"


def _name(claim: HarmClaim, sentence: Sentence) -> tuple[str, ...]:
    victims = claim.victims or ""
    at = sentence.text.find(victims) if victims else -1
    return name_of(victims, sentence.text[at + len(victims) :]) if at >= 0 else ()


def _labelled_apart(one: Sentence, other: Sentence) -> bool:
    """Whether each sentence opens with a label of its own: "Donetsk region: 2 killed. Sumy region - 2 killed."."""
    labels = [LABEL.match(sentence.text) for sentence in (one, other)]
    return all(labels) and len({label.group(1).lower() for label in labels if label is not None}) > 1


def _few(claim: HarmClaim) -> bool:
    return max(claim.count.low or 0, claim.count.high or 0) <= FEW


def _elsewhere(one: HarmClaim, there: Sentence, other: HarmClaim, here: Sentence) -> bool:
    """Whether each figure's own sentence names its place, and neither place may lie within the other."""
    if one.place is None or other.place is None:
        return False
    own = one.place.written in there.text and other.place.written in here.text
    return own and not _may_be_one(one.place, other.place)


def _may_be_one(one: Place, other: Place) -> bool:
    if one.gazetteer_id is not None and one.gazetteer_id == other.gazetteer_id:
        return True
    if _names(one) & _names(other) or one.parts or other.parts:
        return True
    return _holds(one, other) or _holds(other, one)


def _names(place: Place) -> set[str]:
    """Return the words of a place's names that tell it from others."""
    words = re.findall(r"[\w'’-]{3,}", f"{place.written} {place.name or ''}".lower())
    return set(words) - KINDS


def _holds(area: Place, inner: Place) -> bool:
    """Whether `inner` may lie in `area`: an area holds what the gazetteer does not know to be outside."""
    if area.precision not in AREAS:
        return False
    above = {inner.country, inner.admin1, inner.admin2}
    unknown = inner.precision is None or (area.precision is PlacePrecision.ADMIN2 and inner.admin2 is None)
    return area.name in above or area.admin1 in above - {None} or unknown


def _another_day(one: HarmClaim, there: Sentence, other: HarmClaim, here: Sentence) -> bool:
    """Whether each figure's own sentence names its day, and the days differ."""
    if not (_dated(one, there) and _dated(other, here)):
        return False
    return one.when is not None and other.when is not None and one.when.start != other.when.start


def _dated(claim: HarmClaim, sentence: Sentence) -> bool:
    when = claim.when
    if (
        when is None
        or when.precision is not DatePrecision.DAY
        or when.start is None
        or when.start != when.end
    ):
        return False
    return when.wording is not None and when.wording in sentence.text
