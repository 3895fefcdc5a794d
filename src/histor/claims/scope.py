"""What a figure covers: one event, a window of time, a running total, or a part of another figure."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from histor.claims.harm_found import Found, Relation
from histor.claims.harm_words import HarmWords
from histor.claims.parsed import Sentence, Token
from histor.records.claim import Harm, Scope, Trace

UNIT = r"(?:hours?|days?|weeks?|months?|years?|decades?|quarter)"
WINDOW = re.compile(
    rf"\b(?:in|over|during|within|for|across)? ?(?:the )?(?:past|last|previous|preceding) (?:(?:\d+|[a-z]+|[a-z]+-[a-z]+) )?{UNIT}\b(?! of)|"
    rf"\b(?:in|within) (?:24|48|72) hours\b"
)
SHORT = re.compile(r"hours?|day\b|days\b")  # shorter windows are a period of one series, longer ones run up a total
A_TIME = re.compile(rf"^(?:last|past|previous|preceding) {UNIT}")  # "killed last week" dates one event
YEARS = re.compile(r"\b(?:in|over|during) (?:recent|the past few|several|many) (?:years|months|decades)\b|\bover (?:the )?decades\b")
DAY_OF_SEVERAL = re.compile(r"\bon the (?:first|second|third|fourth|fifth|last|final|opening) (?:day|night|morning)\b")
INCLUDED = re.compile(r"\bincluded in (?:the|that|this) (?:overall |total |official )?(?:figure|toll|total|count|number)\b")
STILL = re.compile(r"\b(?:still|remain(?:s|ed)?|remaining)\b")
KIN_OWNERS = frozenset({"my", "his", "her", "our", "their", "whose", "your"})
SEEN = frozenset({"body", "corpse", "grave", "coffin", "name", "remains"})
ADDING = frozenset({"another", "more", "further", "additional"})
CARRIES_ON = frozenset({"conj", "xcomp", "ccomp", "relcl", "acl", "pobj", "dobj", "attr", "prep", "nsubj", "nsubjpass", "oprd", "acomp"})


@dataclass(frozen=True, slots=True)
class Scoped:
    """What a figure covers, which figure it is a part of, and the words that say so."""

    scope: Scope
    whole: Found | None = None
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One figure among all of its report, to be judged."""

    words: HarmWords
    found: Found
    before: Sequence[Found]
    after: Sequence[Found]
    following: Sentence | None  # the next sentence

    @property
    def sentence(self) -> Sentence:
        """Where the figure stands."""
        return self.found.scene.sentence

    @property
    def whole(self) -> Found | None:
        """The nearest figure of the same harm that is large enough to hold this one: before it, else after."""
        return whole_before(self.found, self.before)

    @property
    def own_words(self) -> set[str]:
        """The words of the counted phrase."""
        counted = self.found.counted
        return {t.text.lower() for t in self.sentence.tokens_within(counted.start, counted.end)}


Judge = Callable[[Case], "Scoped | None"]


def scope_of(case: Case) -> Scoped:
    """Return what a figure covers, by the first of JUDGES that knows."""
    for judge in JUDGES:
        scoped = judge(case)
        if scoped is not None:
            return scoped
    return Scoped(Scope.INCIDENT)


def _scoped(scope: Scope, rule: str, shown: str, whole: Found | None = None) -> Scoped:
    return Scoped(scope, whole, Trace(step="scope", rule=f"scope:{rule}", words=shown))


def _part(case: Case) -> Scoped | None:
    """A part by its own words: "including 39 women", "five of them"."""
    found = case.found
    return _scoped(Scope.SUBSET, "part", found.hit.frame, found.of) if found.relation is Relation.PART else None


def _partitive(case: Case) -> Scoped | None:
    """A part of something named before: "112 of the injured"; not "thousands of the displaced", which names them all."""
    counted = case.found.counted
    if not counted.of:
        return None
    shown = case.sentence.words(counted.start, counted.end)
    return _scoped(Scope.SUBSET, "partitive", shown, case.whole)


def _among(case: Case) -> Scoped | None:
    """A part: "twelve children were among the dead"."""
    return _scoped(Scope.SUBSET, "among", case.found.hit.first.text, case.whole) if "part" in case.found.hit.links else None


def _kin(case: Case) -> Scoped | None:
    """A speaker's own dead, in a report that has given a toll: "my two cousins died"; "lost two relatives"."""
    noun, hit = case.found.counted.noun, case.found.hit
    if noun is None or case.whole is None or not case.words.has("kin", noun.lemma):
        return None
    near = case.sentence.tokens_within(case.found.counted.start - len("whose "), case.found.counted.end)
    owned = any(t.text.lower() in KIN_OWNERS for t in near) or case.found.summed
    bereft = hit.verb is not None and hit.verb.lemma == "lose"
    return _scoped(Scope.SUBSET, "kin", case.found.count.wording, case.whole) if owned or bereft else None


def _still_in_care(case: Case) -> Scoped | None:
    """Those still in hospital, or gravely hurt, are a part of all who were injured."""
    if case.found.harm is not Harm.INJURED or case.found.count.exact == 0:
        return None
    text = _near(case)
    still = STILL.search(text)
    if still is not None and re.search(r"hospital|treat|care|condition", text):
        return _scoped(Scope.SUBSET, "still", still.group(), case.whole)
    grave = next((e for e in case.words.lists["severity"] if re.search(rf"\b{re.escape(e)}\b", text)), None)
    return _scoped(Scope.SUBSET, "severity", grave, case.whole) if grave and case.whole is not None else None


def _near(case: Case) -> str:
    end = min(case.sentence.end, case.found.counted.end + 60)
    return re.split(r"[;,]", case.sentence.words(case.found.counted.start, end).lower())[0]


def _increment(case: Case) -> Scoped | None:
    """An addition to a figure of the same harm: "a further nine", "another injured man", "20 more bodies"."""
    adding = next(iter(case.own_words & ADDING), None)
    counted = case.found.counted
    compared = case.sentence.words(counted.start, counted.end).lower().startswith(("more than", "no more than"))
    if adding is None or (adding == "more" and compared):
        return None
    nearby = [*case.before, *(other for other in case.after if other.scene is case.found.scene)]
    if not any(other.harm is case.found.harm for other in nearby):
        return None
    return _scoped(Scope.SUBSET, "increment", adding, case.whole)


def _later_death(case: Case) -> Scoped | None:
    """Those who succumb later add to the toll."""
    later = case.found.hit.meaning.entry.endswith(":succumb") and case.whole is not None
    return _scoped(Scope.SUBSET, "later-death", case.found.hit.first.text, case.whole) if later else None


def _alone(case: Case) -> Scoped | None:
    """A part by place or day: "in Bokkos alone", "67 dead there", "on the first day"."""
    end = min(case.sentence.end, case.found.counted.end + 12)
    after = case.sentence.words(case.found.counted.end, end).lower()
    if re.search(r"\balone\b", _clause(case)):
        return _scoped(Scope.SUBSET, "alone", "alone", case.whole)
    if re.match(r"\s*(?:dead |killed |deaths |bodies )?there\b", after):
        return _scoped(Scope.SUBSET, "there", "there", case.whole)
    day = DAY_OF_SEVERAL.search(_clause(case))
    return _scoped(Scope.SUBSET, "day", day.group(), case.whole) if day is not None and case.whole is not None else None


def _listed(case: Case) -> Scoped | None:
    """A part in a list after a total: "683 in Latakia, 433 in Tartus"; "..., with 79 deaths in Bokkos"."""
    found = case.found
    whole = case.whole
    if whole is None:
        return None
    listed = found.relation is Relation.SAME and found.of is not None and found.hit.frame not in ("spoken", "up-from", "along-with")
    if listed and found.of is not None and whole_before(found.of, case.before) is not None:
        return _scoped(Scope.SUBSET, "listed", found.count.wording, whole)
    if whole.scene is found.scene and found.hit.frame in ("noun", "coordinated") and _after_with(case, whole):
        return _scoped(Scope.SUBSET, "with", "with", whole)
    return None


def _after_with(case: Case, whole: Found) -> bool:
    between = case.sentence.words(whole.counted.end, case.found.counted.start).lower()
    return bool(re.search(r"(?:^|, )with (?!.*[;.])", between))


def _seen(case: Case) -> Scoped | None:
    """Bodies, graves or names that somebody saw, where a larger toll has been given."""
    noun = case.found.counted.noun
    if noun is None or case.whole is None or not {noun.lemma, noun.lemma + "s"} & SEEN:
        return None
    return _scoped(Scope.SUBSET, "seen", noun.text, case.whole)


def _included(case: Case) -> Scoped | None:
    """The next sentence says that they are in the total."""
    shown = INCLUDED.search(case.following.text.lower()) if case.following is not None else None
    return _scoped(Scope.SUBSET, "included", shown.group(), case.whole) if shown is not None and case.whole is not None else None


def _window(case: Case) -> Scoped | None:
    """What happened within a window: "in the past 24 hours" is a period, "in the past 12 months" runs up a total."""
    shown = next((m for m in WINDOW.finditer(_clause(case)) if not A_TIME.match(m.group().strip())), None)
    if shown is None:
        return None
    return _scoped(Scope.PERIOD if SHORT.search(shown.group()) else Scope.CUMULATIVE, "window", shown.group().strip())


def _since(case: Case) -> Scoped | None:
    """A running total since a beginning, by words that hang on the verb of the figure: "since 7 October"."""
    for token in case.sentence.tokens:
        if token.text.lower() == "since" and _begins_a_count(case.sentence, token) and _governs(case, token):
            return _scoped(Scope.CUMULATIVE, "since", token.text)
    text = _clause(case)
    entry = next((e for e in sorted(case.words.lists["since"]) if e != "since" and re.search(rf"\b{re.escape(e)}\b", text)), None)
    return _scoped(Scope.CUMULATIVE, "since", entry) if entry is not None else None


def _begins_a_count(sentence: Sentence, since: Token) -> bool:
    """Whether "since" opens a stretch that is counted over: not in "the deadliest since", "a year since", "since then"."""
    before = sentence.tokens[max(0, since.i - 7) : since.i]
    after = sentence.tokens[since.i + 1 : since.i + 2]
    superlative = any(t.tag in ("JJS", "RBS") and t.lemma not in ("least", "most") or t.lemma in ("first", "only") for t in before[-6:])
    measured = bool(before) and before[-1].lemma in ("year", "month", "week", "day", "have", "long", "ever")
    causal = bool(after) and after[0].lemma in ("then", "be", "die")
    return not (superlative or measured or causal)


def _governs(case: Case, since: Token) -> bool:
    """Whether "since" bounds the figure's verb and does not itself hold the figure
    ("since Saturday, when officials counted 52 dead").
    """
    sentence, found = case.sentence, case.found
    apart = sentence.tokens[since.i + 1 : found.counted.anchor.i]
    if any(t.tag == "WRB" and sentence.tokens[t.i - 1].i != since.i for t in apart):
        return False
    above = {t.i for start in (found.hit.verb or found.counted.anchor, found.counted.anchor) for t in _upwards(sentence, start)}
    opened = sentence.head(since)  # "since the war began" hangs on what the clause hangs on
    carrier = sentence.head(opened) if since.dep == "mark" else opened
    carriers = {t.i for t in _upwards(sentence, carrier)}
    return since.i in above or bool(carriers & above)


def _upwards(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Yield a token and what it is a complement of or joined to, not the clause that it merely accompanies."""
    yield token
    while token.head != token.i and token.dep in CARRIES_ON:
        token = sentence.head(token)
        yield token


def _long(case: Case) -> Scoped | None:
    """A total of a war or an insurgency: "the conflict has claimed over 26,000 lives"."""
    verb = case.found.hit.verb
    if verb is None:
        return None
    doers = [t for above in _upwards(case.sentence, verb) for t in case.sentence.children(above) if t.dep in ("nsubj", "nsubjpass")]
    doers += [case.sentence.head(above) for above in _upwards(case.sentence, verb) if above.dep == "relcl"]
    doers += [case.found.hit.agent] if case.found.hit.agent is not None else []
    war = next((t for t in doers if case.words.has("over_years", t.lemma)), None)
    if war is not None:
        return _scoped(Scope.CUMULATIVE, "long", war.text)
    perfect = any(c.dep == "aux" and c.lemma == "have" for above in _upwards(case.sentence, verb) for c in case.sentence.children(above))
    during = (t for t in case.sentence.tokens if t.dep == "pobj" and case.words.has("over_years", t.lemma))
    within = next((t for t in during if case.sentence.head(t).lemma in ("in", "during", "of")), None)
    if perfect and within is not None:
        return _scoped(Scope.CUMULATIVE, "in-war", within.text)
    ongoing = next((t for t in doers if case.words.has("ongoing", t.lemma)), None)
    return _scoped(Scope.CUMULATIVE, "ongoing", ongoing.text) if ongoing is not None and perfect else None


def _years(case: Case) -> Scoped | None:
    """A total over years, or over several attacks: "in recent years", "134 killed in 44 attacks"."""
    years = YEARS.search(_clause(case))
    if years is not None:
        return _scoped(Scope.CUMULATIVE, "years", years.group())
    attacks = next((f for f in (case.found, *case.after[:2]) if f.hit.frame == "attacks" and f.scene is case.found.scene), None)
    return _scoped(Scope.CUMULATIVE, "attacks", attacks.count.wording) if attacks is not None else None


def _clause(case: Case) -> str:
    """Return the words around a figure that may bound it in time: its sentence, up to a break by ";" or "while"."""
    at = case.found.counted.start - case.sentence.start
    left = max((m.end() for m in re.finditer(r"; | while | whereas ", case.sentence.text[:at])), default=0)
    right = re.search(r"; | while | whereas ", case.sentence.text[at:])
    return case.sentence.text[left : at + right.start() if right else None].lower()


def whole_before(found: Found, before: Sequence[Found]) -> Found | None:
    """Return the last figure of the same harm, before `found`, that is large enough to hold it."""
    floor = found.count.low or found.count.high or 0
    for other in reversed(before):
        ceiling = other.count.high or other.count.low or 0
        if other.harm is found.harm and other is not found and ceiling > floor and other.relation is not Relation.PART:
            return other
    return None


JUDGES: tuple[Judge, ...] = (
    _part,
    _partitive,
    _among,
    _kin,
    _still_in_care,
    _increment,
    _later_death,
    _alone,
    _listed,
    _included,
    _since,
    _window,
    _long,
    _years,
    _seen,
)
