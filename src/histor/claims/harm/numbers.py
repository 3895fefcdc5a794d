"""Tell numbers that count no people though they stand in a sentence of harm: ages, codes, rates, differences."""

import re

from histor.claims.harm.scene import Scene
from histor.claims.harm.words import Role
from histor.claims.parsed import Token
from histor.values.count import CountMention
from histor.values.number_kinds import ORDINAL_WORDS

YEARS = r"(?:\d{1,3}|[a-z]+teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
# "three sisters aged 4, 7 and 11"
AGES = re.compile(rf"\b[Aa]ge[sd]? (?:{YEARS},? |and |between |from |to )+$")
# Behind persons, the age of each: "two women, 47 and 59, were hurt", "his nieces, ages 6 and 9", "her girls (7 and 9)"
AGES_OF_SEVERAL = re.compile(
    rf"(?:,? age[sd]|,| \() ?(?P<ages>{YEARS}(?:, {YEARS})*,? and {YEARS})\)?"
    r"(?=[,;.)]|$| (?:was|were|who|died|and|then)\b)"
)
# A caption's "Ada, (left) 16, and Bea Varn, 9 (second from right)"
IN_PICTURE = (
    r"\((?:[a-z-]+ ){0,3}(?:left|right|cent(?:re|er)|middle|front|back|top|bottom|above|below|pictured)\)"
)
CAPTION_AGE = re.compile(rf"{IN_PICTURE},? $")
AGE_IN_CAPTION = re.compile(rf" {IN_PICTURE}")
LONGEST_AGES = 30  # characters of ", aged 7, 11, 14 and 17"
MARGIN = re.compile(r"(?: more)? or (?:[\w-]+ ){0,3}(?:less|fewer)\b")
NAME_REACH = 60  # characters to each side in which a list of numbered names is looked for
# "the youngest of the dead was 4 and the oldest 81"
AGE_AT_AN_END = re.compile(
    r"\b(?:young|old|eld)est\b[^.;:,]{0,40}? (?:(?:was|is|were|being|aged?) )?(?:just |only )?$"
)
NUMBERED_NAMES = re.compile(r"\b[A-Z]\w+ \d{1,2}(?:, \d{1,2})+,? and \d{1,2} [a-z]+s\b")
DAY_OF_MONTH = re.compile(
    r"\b(?:Jan(?:\.|uary)|Feb(?:\.|ruary)|Mar(?:\.|ch)|Apr(?:\.|il)|May|June?|July?|Aug(?:\.|ust)|Sept?(?:\.|ember)|"
    r"Oct(?:\.|ober)|Nov(?:\.|ember)|Dec(?:\.|ember)) $"
)
RATE_GAP = " unarmed civilians or soldiers every single month "
SPELL = "(?:single )?(?:hour|day|night|week|month|year)"
EACH = rf"(?:(?:a|an|per|every) {SPELL}|each (?:week|month|year))"
RATE = re.compile(
    rf"(?: [\w'-]+){{0,4}}? (?:{EACH}(?! (?:earlier|later|before|after|ago)\b)\b|"
    r"(?:daily|weekly|monthly) on average|"
    r"(?:daily|weekly|monthly|yearly|annually)(?=[,.;)]|$| (?:in|from|by|on|at|because|due|across|during)\b))"
)
RATE_BEFORE = re.compile(rf"\b(?:each|every) {SPELL},? (?:on average,? |an average of )?$", re.IGNORECASE)
WIDEST = 40  # times: no range of people runs from 222 to 8477
CLAUSES_OF_NOUN = frozenset({"relcl", "acl", "ccomp"})
INFORMING = frozenset({"tell", "inform"})  # verbs whose object hears what is said
# What happened that often is no one deed: "the third time since 2020 that somebody killed two or more".
NTH = re.compile(rf"(?!first\b)(?:{ORDINAL_WORDS.pattern}|\d+(?:st|nd|rd|th))", re.IGNORECASE)
OLDEST = 115  # years; a larger number in brackets is no age


def counts_no_people(scene: Scene, mention: CountMention) -> bool:
    """Whether a number is an age, a code, a rate, the measure of a statistic or only a difference."""
    tests = (_compares, _is_age, _is_day, _is_code, _is_rate, _is_name, _measures_a_time)
    return any(test(scene, mention) for test in tests)


def _measures_a_time(scene: Scene, mention: CountMention) -> bool:
    """Whether a number only says what has happened so often: "the third time this year that a man killed two"."""
    inside = scene.sentence.tokens_within(mention.start, mention.end)
    clauses = (t for number in inside for t in scene.sentence.ancestors(number) if t.dep in CLAUSES_OF_NOUN)
    times = (noun for t in clauses if (noun := scene.sentence.head(t)).lemma == "time")
    return any(NTH.fullmatch(c.text) for noun in times for c in scene.sentence.children(noun))


def _is_day(scene: Scene, mention: CountMention) -> bool:
    """Whether a number is the day of one deed: "the Oct. 9 death of a clerk"."""
    if DAY_OF_MONTH.search(scene.sentence.text[: mention.start - scene.sentence.start]) is None:
        return False
    behind = (t for t in scene.tokens if t.start >= mention.end)
    noun = next(
        (t for t in behind if t.pos != "ADJ" and scene.words.of_token(t, Role.EVENTS) is not None), None
    )
    return noun is not None and noun.tag == "NN" and noun.start - mention.end < len(RATE_GAP)


def _compares(scene: Scene, mention: CountMention) -> bool:
    """Whether a count is only a difference: "100 fewer than the ministry said", "ten more or ten fewer"."""
    if MARGIN.match(scene.sentence.text, mention.end - scene.sentence.start):
        return True
    after = [t.text.lower() for t in scene.tokens if t.start >= mention.end][:3]
    return (
        after[:1] in (["fewer"], ["less"]) or after[:2] == ["more", "than"] or after[:2] == ["others", "than"]
    )


def _is_age(scene: Scene, mention: CountMention) -> bool:
    """Whether a bare number behind a person is an age: "her daughter (17)", "Amin, 41,", "both 35"."""
    inside = scene.sentence.tokens_within(mention.start, mention.end)
    previous = scene.after(inside[0], -1) if inside else None
    both = previous is not None and previous.text.lower() == "both"  # "Clarence and Shauna, both 35"
    before = scene.sentence.text[: mention.start - scene.sentence.start]
    if (
        both
        or _is_age_of_one(scene, mention)
        or AGES.search(before)
        or _is_in_caption(scene, mention, before)
        or (AGE_AT_AN_END.search(before) and _is_bare(scene, mention))
    ):
        return True
    young = mention.count.exact is not None and mention.count.exact <= OLDEST
    if len(inside) != 1 or not young or not inside[0].text.isdigit() or previous is None:
        return False
    person = scene.after(previous, -1)
    if person is None or previous.text not in ("(", ","):
        return False
    if person.tag not in ("NN", "NNP") and person.text.lower() not in ("other", "another"):
        return False
    after = scene.after(inside[0])
    closed = after is None or after.text in (")", ",", ".", ";")
    return closed or (after is not None and after.pos in ("AUX", "VERB") and _is_full_name(scene, person))


def _is_in_caption(scene: Scene, mention: CountMention, before: str) -> bool:
    """Whether a number is the age of somebody in a picture, before or behind where he stands in it."""
    behind = AGE_IN_CAPTION.match(scene.sentence.text, mention.end - scene.sentence.start)
    return (CAPTION_AGE.search(before) or behind) is not None and _is_bare(scene, mention)


def ages_of_several(scene: Scene, persons: Token) -> re.Match[str] | None:
    """Return the ages of all of a group behind the noun that tells them: "his nieces, ages 6 and 9"."""
    known = persons.lemma in scene.words.victims or scene.words.has("kin", persons.lemma)
    if not known or persons.tag != "NNS":
        return None
    return AGES_OF_SEVERAL.match(scene.sentence.text, persons.end - scene.sentence.start)


def _is_age_of_one(scene: Scene, mention: CountMention) -> bool:
    """Whether a number is one of the ages of a group."""
    at = mention.start - scene.sentence.start
    before = scene.sentence.tokens_within(
        max(scene.sentence.start, mention.start - LONGEST_AGES), mention.start
    )
    told = (match for noun in before if (match := ages_of_several(scene, noun)) is not None)
    return any(match.start("ages") <= at < match.end("ages") for match in told)


def _is_bare(scene: Scene, mention: CountMention) -> bool:
    """Whether no noun follows that the number could count."""
    after = next((t for t in scene.tokens if t.start >= mention.end), None)
    return after is None or after.pos not in ("NOUN", "PROPN", "ADJ")


def _is_full_name(scene: Scene, name: Token) -> bool:
    """Whether first and last name stand together, and no preposition before them: "Jenessa Kic, 31 was"."""
    first = scene.after(name, -1)
    return first is not None and first.pos == "PROPN" and name.pos == "PROPN" and name.dep != "pobj"


def _is_rate(scene: Scene, mention: CountMention) -> bool:
    """Whether the number is what each month or day sees: "37 children a month", "every year 40 people"."""
    if RATE_BEFORE.search(scene.sentence.words(scene.sentence.start, mention.start)):
        return True
    behind = scene.sentence.words(mention.end, min(scene.sentence.end, mention.end + len(RATE_GAP)))
    return RATE.match(behind) is not None


def _is_name(scene: Scene, mention: CountMention) -> bool:
    """Whether a number is one of several that name places or units: "Ardel 1, 2 and 3 villages"."""
    opening = max(scene.sentence.start, mention.start - NAME_REACH)
    around = scene.sentence.words(opening, min(scene.sentence.end, mention.start + NAME_REACH))
    names = (match.span() for match in NUMBERED_NAMES.finditer(around))
    return any(start <= mention.start - opening < end for start, end in names) or _ends_name(scene, mention)


def _ends_name(scene: Scene, mention: CountMention) -> bool:
    """Whether a number in digits ends a name behind an article or a preposition: "at a Motel 6, where"."""
    inside = scene.sentence.tokens_within(mention.start, mention.end)
    before = scene.after(inside[0], -1) if inside else None
    after = scene.after(inside[-1]) if inside else None
    if before is None or len(inside) != 1 or not inside[0].text.isdigit() or before.pos != "PROPN":
        return False
    ended = after is None or after.pos in ("PUNCT", "CCONJ") or after.tag in ("IN", "WRB")
    return ended and (_follows_article(scene, before) or _hears(scene, before))


def _hears(scene: Scene, name: Token) -> bool:
    """Whether a name is that of whom somebody tells something: "residents told Radio Belmar 7"."""
    first = next((t for t in (name, *scene.sentence.ancestors(name)) if t.dep != "conj"), name)
    teller = scene.sentence.head(first)
    return first.dep in ("dobj", "dative") and teller.lemma in INFORMING and teller.start < first.start


def _follows_article(scene: Scene, name: Token) -> bool:
    first = scene.after(name, -1)
    return first is not None and first.pos == "DET"


def _is_code(scene: Scene, mention: CountMention) -> bool:
    """Whether a number is a piece of a longer one: a telephone number, a case, a date in digits."""
    sentence = scene.sentence
    around = sentence.words(max(sentence.start, mention.start - 2), min(sentence.end, mention.end + 2))
    if not sentence.words(mention.number_start, mention.number_end)[:1].isdigit():
        return False
    low, high = mention.count.low, mention.count.high
    wide = low is not None and high is not None and low > 0 and high / low > WIDEST
    return wide or re.search(r"^.?\d-\d|^.?[\w]-\d|\d-\w.?$", around) is not None
