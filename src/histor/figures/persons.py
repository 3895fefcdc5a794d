"""Who one victim is, as far as a claim's words tell, and whether two mentions may be one person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml
from rapidfuzz import fuzz

from histor.records.claim import Harm, HarmClaim
from histor.values.count import find_counts

ALIKE = 85  # of 100: "Kendal" and "Kendall" are one name
SHORT = 3  # letters of a first name that may be cut: "Ben" is Benjamin
YEAR = 1  # two reports of one person differ by a birthday
MONTHS = 12
ANY_AGE: Final = (0, 120)
AGE = re.compile(
    r"\b(\d{1,2}|[a-z]+(?:-[a-z]+)?)[- ](year|month|week|day)s?[- ]old\b|\baged? (\d{1,2})\b", re.IGNORECASE
)
AGE_BEHIND = re.compile(r"\s*,\s*(?:aged? )?(\d{1,3})(?: (month|week|day)s)?\s*(?:[,.;)]|$)", re.IGNORECASE)

AGED_NAME = re.compile(r"[\w-]+[- ](?:year|month|week|day)s?[- ]old [A-Z]")
NAME_BEHIND = re.compile(r",? ((?:[A-Z][\w’'-]+\.? ){1,3}[A-Z][\w’'-]+)(?=\s*[,.;)]| (?:was|is|were)\b)")
STRUCK_AT = re.compile(
    r"(?: \w+){0,2} (?:in|through) (?:the|his|her|a)(?: \w+){1,2}"
)  # "himself in the left hand"
OF_WOUNDS = re.compile(r"\w+ (?:\w+ ){0,3}?(?:of|from|to) (?:\w+ )?(?:wounds?|injury|injuries|burns)\b")
LISTED = re.compile(r"[,;]? and |[,;] ")
# "his nieces, ages 6 and 9", "her girls (7 and 9)": each is a person of that age
GROUP_AGES = re.compile(
    r"(?P<who>[\w’'-]+)(?:,? age[sd]|,| \() ?(?P<ages>[a-z\d]+(?:, [a-z\d]+)*,? and [a-z\d]+)\)?(?=,|$| and\b)"
)
WHOSE = re.compile(r"^.*['’]s\s+|^(?:his|her|their|my|our|its|whose)\s+", re.IGNORECASE)
PRONOUNS = frozenset({"he", "she", "him", "her"})
ALSO = re.compile(r"[^.;:]{0,60}\b(?:was|were|has been|had been) also ")
REFLEXIVE = frozenset({"himself", "herself", "itself"})
KINDS = frozenset({"male", "female", "anybody", "doers", "occupations"})  # lists whose words are no names


@dataclass(frozen=True, slots=True)
class Person:
    """What one mention says of a victim; what it does not say is open."""

    name: tuple[str, ...] = ()
    sex: str | None = None
    youngest: int = ANY_AGE[0]
    oldest: int = ANY_AGE[1]
    age: int | None = None  # in numbers
    kin: str | None = None  # of whom one has one: "wife"
    apart: bool = False  # "another man": not the one told before

    def may_be(self, other: "Person") -> bool:
        """Whether nothing that is told of the two excludes that they are one person."""
        if self.sex and other.sex and self.sex != other.sex:
            return False
        if self.youngest > other.oldest + YEAR or other.youngest > self.oldest + YEAR:
            return False
        return not (self.name and other.name) or alike(self.name, other.name)

    def is_not(self, other: "Person") -> bool:
        """Whether two full names are of two people."""
        full = len(self.name) > 1 and len(other.name) > 1
        return full and not alike(self.name, other.name)

    def is_surely(self, other: "Person") -> bool:
        """Whether a full or first name, an age in numbers or being the wife, and nothing against it, makes them one."""
        named = (len(self.name) > 1 and len(other.name) > 1) or self.is_called(other) or other.is_called(self)
        aged = self.age is not None and other.age is not None
        akin = self.kin is not None and self.kin == other.kin
        return (named or aged or akin) and self.may_be(other)

    def is_called(self, other: "Person") -> bool:
        """Whether the other is told by the first name of this one: "Ada died" of Ada Varn."""
        return len(self.name) > 1 and other.name == self.name[:1]


def person_of(claim: HarmClaim) -> Person:
    """Return what a claim about one victim says of who it is; who "was also shot" is one more."""
    person = person_in(claim.victims or "", claim.quote.text)
    return replace(person, apart=True) if _is_also(claim) else person


def _is_also(claim: HarmClaim) -> bool:
    """Whether the harm is told of a noun as what befell somebody before: "a guard was also shot", not "he was also"."""
    victim, text = claim.victims or "", claim.quote.text
    at = text.find(victim)
    if at < 0 or not _words(victim) - PRONOUNS:
        return False
    return ALSO.fullmatch(text[at + len(victim) : claim.trigger.start - claim.quote.start]) is not None


def persons_of(claim: HarmClaim) -> list[Person]:
    """Return the persons that a claim counts: each of a list, and one for all of a group."""
    text = GROUP_AGES.sub(_each_with_age, claim.victims or "")
    number = claim.count.exact or 0
    listed = LISTED.split(text) if number > 1 else [text]
    members = listed if len(listed) <= number else _with_names(listed)
    return [person_in(part, claim.quote.text) for part in members]


def _each_with_age(group: re.Match[str]) -> str:
    """Return a group told by the ages of all as a list of persons, each with an age; what are no ages as it is."""
    ages = LISTED.split(group["ages"])
    if not all(age.isdigit() or _spelled(age) for age in ages):
        return group.group()
    return " and ".join(f"{age}-year-old {group['who']}" for age in ages)


def _with_names(listed: Sequence[str]) -> list[str]:
    """Return the members of a list, a name or an age between commas with the one whose it is.

    "His wife, 41-year-old Ada Varn, and a boy"; "his wife, Ada Varn, 41, and a boy".
    """
    members: list[str] = []
    for part in listed:
        named = part[:1].isupper() or AGED_NAME.match(part)
        if members and ((named and not _name(members[-1])) or part.isdecimal()):
            members[-1] = f"{members[-1]}, {part}"
        else:
            members.append(part)
    return members


@lru_cache(maxsize=4096)
def person_in(text: str, sentence: str) -> Person:
    """Return what the words for one victim say of who it is, in the sentence that has them."""
    words, known = _words(_head(text)), _known()
    age = _age(text, sentence)
    youngest, oldest = _years(words, known) if age is None else (age, age)
    return Person(
        name=_name(text) or _name_behind(text, sentence),
        sex=_sex(words, known),
        youngest=youngest,
        oldest=oldest,
        age=age,
        kin=next(iter(sorted(words & known["only"])), None),
        apart=bool(words & known["apart"]),
    )


def describes(claim: HarmClaim) -> bool:
    """Whether a claim counts persons of a kind, or by name, and not people: "two men", "his wife", "Odo Varn"."""
    words, known = _words(claim.victims or ""), _known()
    if words & known["anybody"] or not claim.count.exact:
        return False
    told = any(
        words & held for key, held in known.items() if key in ("male", "female") or key.startswith("ages ")
    )
    return told or bool(_name(claim.victims or ""))


def is_doer(claim: HarmClaim) -> bool:
    """Whether a claim counts the one who did the harm: "himself", "the gunman"."""
    words = _words(claim.victims or "")
    return claim.count.exact == 1 and bool(words & (REFLEXIVE | _known()["doers"]))


def dies_by_own_hand(claim: HarmClaim) -> bool:
    """Whether a claim counts one who killed himself; a gunman whom others shot did not."""
    return is_doer(claim) and bool(_words(claim.victims or "") & (REFLEXIVE | {"own", "suicide"}))


def is_kin(claim: HarmClaim) -> bool:
    """Whether a claim counts somebody's relative or friend: "his sister"."""
    return WHOSE.match(claim.victims or "") is not None


def may_be_doer(written: str) -> bool:
    """Whether the words for who did harm are for one person who may have died of it: "a man", "the gunman"."""
    words, known = _words(written), _known()
    return bool(words & (known["male"] | known["female"] | known["doers"]))


def tells_others(claim: HarmClaim) -> bool:
    """Whether a claim counts those beside one told before: "the bomber and nine others"."""
    return "other" in _words(claim.victims or "")


def is_numbered(claim: HarmClaim) -> bool:
    """Whether a victim is told as one more, by number: "a third victim"."""
    return ordinal(claim) is not None


def ordinal(claim: HarmClaim) -> int | None:
    """Return as which of all a victim is told, None where no number says it: 3 of "a third victim"."""
    first = re.findall(r"[a-z]+", (claim.victims or "").lower())[:2]
    if claim.count.exact != 1 or first[:1] != ["a"]:
        return None
    number: int | None = _data()["ordinals"].get(first[-1])
    return number


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: "Devon" and "Devon Lofton", not "Devon Lofton" and "Amy Lofton"."""
    one, other = (tuple(word for word in name if not _is_title(word)) for name in (one, other))
    if len(one) > 1 and len(other) > 1:
        shorter, longer = sorted((one, other), key=len)
        return all(any(_same(word, also) for also in longer) for word in shorter)
    return any(_same(mine, yours) for mine in one for yours in other)


def leaves_open(claim: HarmClaim) -> bool:
    """Whether the word for the harm leaves open who of those it counts has died of it: "four were shot"."""
    return bool(_trigger_words(claim) & _known()["open"])


def is_slight(claim: HarmClaim) -> bool:
    """Whether the wound is one that nobody dies of: "shot himself in the left hand"."""
    behind = claim.quote.text[max(0, claim.trigger.end - claim.quote.start) :]
    where = STRUCK_AT.match(behind)
    return where is not None and bool(_words(where.group()) & _known()["extremities"])


def is_recovering(claim: HarmClaim) -> bool:
    """Whether the sentence says that a wounded one lives: "who is in stable condition"."""
    behind = claim.quote.text[max(0, claim.trigger.start - claim.quote.start) :].lower()
    found = (
        re.search(rf"(?P<not>\b(?:not|never) )?{re.escape(words)}", behind)
        for words in _known()["recovering"]
    )
    return any(match is not None and match["not"] is None for match in found)


def is_dying(claim: HarmClaim) -> bool:
    """Whether a death is told as one that may have come later than the wound: "has died"."""
    return bool(_trigger_words(claim) & _known()["dying"])


def was_hurt(claim: HarmClaim) -> bool:
    """Whether a death is told as that of one who was wounded first: "who was hurt on Monday", "of his wounds"."""
    at = max(0, claim.trigger.start - claim.quote.start)
    before, behind = claim.quote.text[:at].rsplit(". ", 1)[-1], claim.quote.text[at:]
    return _first_hurt().search(before) is not None or OF_WOUNDS.match(behind) is not None


@cache
def _first_hurt() -> re.Pattern[str]:
    hurt = "|".join(sorted(_known()["hurt"]))
    said = r"(?:who|that) (?:was|were|had been) (?:\w+ )?|of (?:the|those|its|their) (?:\w+ ){0,2}"
    return re.compile(rf"\b(?:{said})(?:{hurt})\b|\b(?:{hurt}) (?:in|by|during|when)\b", re.IGNORECASE)


def is_definite(claim: HarmClaim) -> bool:
    """Whether a claim counts all of a group told of before: "both victims", "the two men"."""
    first = re.findall(r"[a-z]+", claim.count.wording.lower())[:1]
    before = claim.quote.text[: max(0, (claim.count_span or claim.trigger).start - claim.quote.start)].lower()
    return bool(_known()["definite"].intersection([*first, *before.split()[-1:]]))


def counts_found(claim: HarmClaim) -> bool:
    """Whether a claim counts the dead of one spot: "found the bodies of two", "two were pronounced dead"."""
    return bool(_trigger_words(claim) & _known()["found"])


def tells_care(claim: HarmClaim) -> bool:
    """Whether a claim tells of wounded how they are or where: "three are in critical condition", "two were treated"."""
    return claim.harm is Harm.INJURED and bool(_trigger_words(claim) & _known()["care"])


def _trigger_words(claim: HarmClaim) -> frozenset[str]:
    rule = next((trace.rule for trace in claim.traces if trace.step == "trigger"), "")
    return frozenset(re.findall(r"[a-z]+", rule.rsplit(":", 1)[-1]))


def _head(text: str) -> str:
    """Return the words for the victim alone, without whose kin it is: "mother" of "the boy's mother"."""
    return WHOSE.sub("", text)


def _words(text: str) -> frozenset[str]:
    """Return the words of a mention, those in -s as they are and without it."""
    found = re.findall(r"[a-z]+", text.lower())
    return frozenset(found) | {word.removesuffix("s") for word in found}


def _same(one: str, other: str) -> bool:
    one, other = one.lower(), other.lower()
    if any(one in names and other in names for names in _short_names()):
        return True
    short = min(len(one), len(other)) >= SHORT and (one.startswith(other) or other.startswith(one))
    return short or fuzz.ratio(one, other) >= ALIKE


def _is_kind(word: str) -> bool:
    """Whether a word says what somebody is, and is written large by a headline or a sentence's start alone."""
    return any(
        _words(word) & held for key, held in _known().items() if key in KINDS or key.startswith("ages ")
    )


def _is_title(word: str) -> bool:
    return word.rstrip(".").lower() in _known()["titles"]


def _name(text: str) -> tuple[str, ...]:
    """Return the name that ends a mention: "30-year-old Rachel Roe", not "a North Ardel woman", not "Belmar Teen"."""
    found: list[str] = []
    for word in reversed(re.findall(r"[^\W\d_][\w'’.-]*", text)):
        if not word[0].isupper() or (not found and _is_kind(word)):
            break
        found.append(word)
    return tuple(
        word
        for word in reversed(found)
        if word.rstrip(".").lower() not in ("a", "the", "mr", "mrs", "ms", "one")
    )


def _name_behind(text: str, sentence: str) -> tuple[str, ...]:
    """Return the name that stands behind a mention: "her son, Odo Varn, was shot"."""
    at = sentence.find(text) if text else -1
    behind = NAME_BEHIND.match(sentence, at + len(text)) if at >= 0 else None
    return tuple(behind.group(1).split()) if behind else ()


def _age(text: str, sentence: str) -> int | None:
    inside = AGE.search(text)
    if inside:
        return _in_years(inside)
    at = sentence.find(text) if text else -1
    behind = AGE_BEHIND.match(sentence, at + len(text)) if at >= 0 else None
    return _of_unit(int(behind.group(1)), behind.group(2) or "year") if behind else None


def _in_years(found: re.Match[str]) -> int | None:
    written, unit, plain = found.groups()
    if plain:
        return int(plain)
    number = int(written) if written.isdigit() else _spelled(written)
    return None if number is None else _of_unit(number, unit.lower())


def _of_unit(number: int, unit: str) -> int:
    if unit == "year":
        return number
    return number // MONTHS if unit == "month" else 0


def _spelled(word: str) -> int | None:
    found = find_counts(word)
    return found[0].count.exact if found else None


def _sex(words: frozenset[str], known: Mapping[str, frozenset[str]]) -> str | None:
    """Return the sex that the words say, None if they say neither or both."""
    said = [sex for sex in ("male", "female") if words & known[sex]]
    return said[0] if len(said) == 1 else None


def _years(words: frozenset[str], known: Mapping[str, frozenset[str]]) -> tuple[int, int]:
    low, high = ANY_AGE
    for key, held in known.items():
        if key.startswith("ages ") and words & held:
            youngest, oldest = (int(part) for part in key.split()[1:])
            low, high = max(low, youngest), min(high, oldest)
    return (low, high) if low <= high else ANY_AGE


@cache
def _short_names() -> tuple[frozenset[str], ...]:
    """Return the first names that have short forms, each with these: Nicholas, Nick, Nicky."""
    return tuple(frozenset(names) for names in _data()["short_names"])


@cache
def _known() -> dict[str, frozenset[str]]:
    raw = _data()
    plain = {key: frozenset(words) for key, words in raw.items() if key not in ("ages", "short_names")}
    aged = {
        f"ages {entry['years'][0]} {entry['years'][1]}": frozenset(entry["words"]) for entry in raw["ages"]
    }
    return plain | aged


@cache
def _data() -> Mapping[str, Any]:
    raw: Mapping[str, Any] = yaml.safe_load(
        files("histor.figures").joinpath("persons.yml").read_text(encoding="utf-8")
    )
    return raw
