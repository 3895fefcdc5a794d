"""What a figure covers: one event, a window of time, a running total, or a part of another figure."""

import re

from histor.claims.harm.company_frame import COMPANY
from histor.claims.harm.found import Found, Relation, can_hold
from histor.claims.harm.lists import says_who
from histor.claims.harm.persons import sex_of
from histor.claims.harm.scope_case import Case, Judge, Scoped, clause_of, scoped, whole_before
from histor.claims.harm.scope_since import since
from histor.claims.harm.scope_time import (
    last_year,
    long_affair,
    month_total,
    over_years,
    round_up,
    running,
    vast,
    window,
    year_count,
    year_total,
)
from histor.claims.harm.scope_told import events_apart, several_attacks, since_before, stock
from histor.claims.harm.scope_wounded import hurt_before, later_death, of_the_wounded
from histor.claims.parsed import Token
from histor.claims.vocabulary import whole_word
from histor.records.claim import Harm, Scope, VictimClass

DAY_OF_SEVERAL = re.compile(
    r"\bon the (?:first|second|third|fourth|fifth|last|final|opening) (?:day|night|morning)\b"
)
INCLUDED = re.compile(
    r"\bincluded in (?:the|that|this) (?:overall |total |official )?(?:figure|toll|total|count|number)\b"
)
STILL = re.compile(r"\b(?:still|remain(?:s|ed)?|remaining)\b")
KIN_OWNERS = frozenset({"my", "his", "her", "our", "their", "whose", "your"})
SEEN = frozenset({"body", "corpse", "grave", "coffin", "name", "remains"})
REMAINING = re.compile(r"the (?:other|remaining)\b")
REST = 20  # characters before a number in which "the other" stands
FEWEST_PARTS = 2
ADDING = frozenset({"another", "more", "further", "additional"})


def scope_of(case: Case) -> Scoped:
    """Return what a figure covers, by the first of JUDGES that knows."""
    for judge in JUDGES:
        scoped = judge(case)
        if scoped is not None:
            return scoped
    return Scoped(Scope.INCIDENT)


def _part(case: Case) -> Scoped | None:
    """Read a part by its own words: "including 39 women", "five of them"."""
    found = case.found
    if found.relation is not Relation.PART:
        return None
    return scoped(Scope.SUBSET, "part", found.hit.frame, case.named_whole or found.of)


def _partitive(case: Case) -> Scoped | None:
    """Read a part of something named before: "112 of the injured"."""
    counted = case.found.counted
    if not counted.of:
        return None
    shown = case.sentence.words(counted.start, counted.end)
    here = [other for other in case.before if other.scene is case.found.scene]
    # "49 were raped, with seven of them killed": the seven are of the 49, and of no toll of the dead.
    others = bool(here) and counted.bare and all(other.harm is not case.found.harm for other in here)
    return scoped(Scope.SUBSET, "partitive", shown, (None if others else case.whole) or hurt_before(case))


def _among(case: Case) -> Scoped | None:
    """Read a part: "twelve children were among the dead", "the bomber was among twelve killed"."""
    if "part" not in case.found.hit.links:
        return None
    here = (other for other in case.after if other.scene is case.found.scene and other.hit.frame != "among")
    behind = next((other for other in here if other.hit.first == case.found.hit.first), None)
    whole = behind if behind is not None and can_hold(behind, case.found) else case.whole
    return scoped(Scope.SUBSET, "among", case.found.hit.first.text, whole)


def _kin(case: Case) -> Scoped | None:
    """Read a speaker's own dead, where a toll has been given: "my two cousins died"; "lost two relatives"."""
    noun, hit = case.found.counted.noun, case.found.hit
    if noun is None or case.whole is None or not case.words.has("kin", noun.lemma):
        return None
    if hit.frame == COMPANY and case.whole.scene is case.found.scene:
        return None  # "two boys died along with their father": he is none of the two
    near = case.sentence.tokens_within(case.found.counted.start - len("whose "), noun.end)
    owned = any(t.text.lower() in KIN_OWNERS for t in near) or _known_kin(case, noun)
    bereft = hit.verb is not None and hit.verb.lemma == "lose"
    return scoped(Scope.SUBSET, "kin", case.found.count.wording, case.whole) if owned or bereft else None


def _known_kin(case: Case, noun: Token) -> bool:
    """Whether a relative is one that the words know: "the wife of the elder", not "a mother and her son"."""
    first = next(iter(case.sentence.tokens_within(case.found.counted.start, noun.end)), None)
    return case.found.summed and first is not None and first.text.lower() == "the"


def _still_in_care(case: Case) -> Scoped | None:
    """Read those still in hospital, or gravely hurt, are a part of all who were injured."""
    if case.found.harm is not Harm.INJURED or case.found.count.exact == 0:
        return None
    text = _near(case)
    still = STILL.search(text)
    alone = case.whole is None and case.found.summed and case.found.count.exact == 1  # the only one told of
    if still is not None and not alone and re.search(r"hospital|treat|care|condition", text):
        return scoped(Scope.SUBSET, "still", still.group(), case.whole)
    found = (entry for entry in case.words.lists["severity"] if whole_word(entry).search(text))
    grave = max(found, key=lambda entry: (len(entry), entry), default=None)
    return scoped(Scope.SUBSET, "severity", grave, case.whole) if grave and case.whole is not None else None


def _near(case: Case) -> str:
    end = min(case.sentence.end, case.found.counted.end + 60)
    return re.split(r"[;,]", case.sentence.words(case.found.counted.start, end).lower())[0]


def _increment(case: Case) -> Scoped | None:
    """Read an addition to a figure of the same harm: "a further nine", "another injured man"."""
    adding = min(case.own_words & ADDING, default=None)
    counted = case.found.counted
    compared = (
        case.sentence.words(counted.start, counted.end).lower().startswith(("more than", "no more than"))
    )
    open_ended = case.sentence.words(counted.start, counted.end).lower().endswith("or more")
    if adding is None or (adding == "more" and (compared or open_ended)):
        return None
    here = [other for other in case.before if other.scene is case.found.scene]
    if here and here[-1].harm is not case.found.harm:
        return None  # "killed 14 and wounded another 40": besides the dead, not the wounded
    nearby = [*case.before, *(other for other in case.after if other.scene is case.found.scene)]
    if not any(other.harm is case.found.harm for other in nearby):
        return None
    return scoped(Scope.SUBSET, "increment", adding, case.whole)


def _remaining(case: Case) -> Scoped | None:
    """Read the rest of a figure told before: "the other nine were killed at once"."""
    counted = case.found.counted
    shown = REMAINING.match(case.sentence.words(counted.start, counted.end).lower())
    if shown is None:
        before = case.sentence.words(max(case.sentence.start, counted.start - REST), counted.start).lower()
        shown = REMAINING.search(before)
    return (
        scoped(Scope.SUBSET, "remaining", shown.group().strip(), case.whole) if shown and case.whole else None
    )


def _alone(case: Case) -> Scoped | None:
    """Read a part by place or day: "in Bokkos alone", "67 dead there", "on the first day"."""
    end = min(case.sentence.end, case.found.counted.end + 12)
    after = case.sentence.words(case.found.counted.end, end).lower()
    if re.search(r"\b(?!month|week|year|day|\w+day)\w+ alone\b", clause_of(case)):
        return scoped(Scope.SUBSET, "alone", "alone", case.whole)
    if re.match(r"\s*(?:dead |killed |deaths |bodies )?there\b", after):
        return scoped(Scope.SUBSET, "there", "there", case.whole)
    day = DAY_OF_SEVERAL.search(clause_of(case))
    return (
        scoped(Scope.SUBSET, "day", day.group(), case.whole)
        if day is not None and case.whole is not None
        else None
    )


def _listed(case: Case) -> Scoped | None:
    """Read a part in a list after a total: "683 in Latakia, 433 in Tartus"; "with 79 in Bokkos"."""
    found = case.found
    whole = case.whole
    if whole is None:
        return None
    listed = (
        found.relation is Relation.SAME
        and found.of is not None
        and found.counted.bare
        and found.hit.frame not in ("spoken", "up-from", "along-with", "compared")
    )
    if listed and found.of is not None and whole_before(_first_of_list(found.of), case.before) is not None:
        return scoped(Scope.SUBSET, "listed", found.count.wording, whole)
    if whole.scene is found.scene and found.hit.frame in ("noun", "coordinated") and _after_with(case, whole):
        return scoped(Scope.SUBSET, "with", "with", whole)
    return None


def _adds_up(case: Case) -> Scoped | None:
    """Read parts that make up the number before them: "four were killed, two in Ardel and two in Belmar"."""
    here = [f for f in (*case.before, case.found, *case.after) if f.scene is case.found.scene]
    named = [f for f in here if not f.counted.bare and f.start < case.found.start]
    whole = named[-1] if named else None
    run = [f for f in here if f.counted.bare and whole is not None and f.start > whole.start]
    if whole is None or case.found not in run or len(run) < FEWEST_PARTS:
        return None
    alike = all(f.count.exact is not None and f.harm is whole.harm for f in run)
    if not alike or whole.count.exact != sum(f.count.exact or 0 for f in run):
        return None
    return scoped(Scope.SUBSET, "adds-up", case.found.count.wording, whole)


def _apposed(case: Case) -> Scoped | None:
    """Read men and women who make up the people before them: "three adults, two men and a woman, were shot".

    So of whoever adds up to the people before: "12 people, 11 worshippers and the bomber".
    """
    here = [f for f in (*case.before, case.found, *case.after) if f.scene is case.found.scene]
    shared = [f for f in here if f.hit.first.i == case.found.hit.first.i and f.count.exact is not None]
    whole = next((f for f in shared if _is_anybody(case, f)), None)
    behind = [f for f in shared if whole is not None and f.start > whole.start]
    all_of_them = (
        whole is not None and whole.counted.noun is not None and says_who(whole.scene, whole.counted.noun)
    )
    parts = [f for f in behind if all_of_them or _sex(case, f) or _is_apposed_kin(case, f)]
    if whole is None or case.found not in parts:
        return None
    if not (all_of_them or _is_beside(case, whole, parts[0]) or _is_apposed_kin(case, case.found)):
        return None
    if (whole.count.exact or 0) < sum(f.count.exact or 0 for f in parts):
        return None
    return scoped(Scope.SUBSET, "adds-up", case.found.count.wording, whole)


def _is_apposed_kin(case: Case, found: Found) -> bool:
    """Whether the parse sets relatives beside people: "five of one family, a miner, his wife and three children"."""
    noun = found.counted.noun
    return noun is not None and "appos" in found.hit.links and case.words.has("kin", noun.lemma)


def _is_beside(case: Case, whole: Found, part: Found) -> bool:
    """Whether but a comma stands between the two, or a colon."""
    end = max(whole.counted.end, whole.counted.noun.end if whole.counted.noun else 0)
    return case.sentence.words(end, part.counted.start).strip() in (",", ":", "\u2013", "\u2014", "-")


def _sex(case: Case, found: Found) -> str | None:
    return sex_of(case.words, case.sentence.words(found.counted.start, found.counted.end))


def _is_anybody(case: Case, found: Found) -> bool:
    """Whether a figure counts people of whatever sex."""
    noun = found.counted.noun
    plain = noun is not None and case.words.victims.get(noun.lemma) is VictimClass.UNSPECIFIED
    return plain and _sex(case, found) is None


def _first_of_list(found: Found) -> Found:
    while found.relation is Relation.SAME and found.of is not None:
        found = found.of
    return found


def _after_with(case: Case, whole: Found) -> bool:
    between = case.sentence.words(whole.counted.end, case.found.counted.start).lower()
    return bool(re.search(r"(?:^|, )with (?!.*[;.])", between))


def _seen(case: Case) -> Scoped | None:
    """Read bodies, graves or names that somebody saw, where a larger toll has been given.

    Who "counted 20 bodies" gives a toll of their own.
    """
    noun = case.found.counted.noun
    if noun is None or case.whole is None or not {noun.lemma, noun.lemma + "s"} & SEEN:
        return None
    if case.words.has("tallying", case.sentence.head(case.found.counted.anchor).lemma):
        return None
    return scoped(Scope.SUBSET, "seen", noun.text, case.whole)


def _included(case: Case) -> Scoped | None:
    """Read the next sentence says that they are in the total."""
    shown = INCLUDED.search(case.following.text.lower()) if case.following is not None else None
    return (
        scoped(Scope.SUBSET, "included", shown.group(), case.whole)
        if shown is not None and case.whole is not None
        else None
    )


JUDGES: tuple[Judge, ...] = (
    _part,
    _partitive,
    of_the_wounded,
    _among,
    _kin,
    _still_in_care,
    _increment,
    _remaining,
    later_death,
    _alone,
    _listed,
    _adds_up,
    _apposed,
    _included,
    round_up,
    events_apart,
    since,
    running,
    window,
    long_affair,
    over_years,
    year_total,
    year_count,
    last_year,
    month_total,
    vast,
    several_attacks,
    stock,
    since_before,
    _seen,
)
