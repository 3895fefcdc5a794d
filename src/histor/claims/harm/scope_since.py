"""Scope by a beginning: "since 7 October", "to date"; not "the deadliest since 2001"."""

import re
from collections.abc import Sequence
from itertools import takewhile

from histor.claims.harm.scope_case import BRINGING, Case, Scoped, clause_of, scoped
from histor.claims.harm.scope_time import MONTH, upwards
from histor.claims.parsed import Sentence, Token
from histor.claims.vocabulary import whole_word
from histor.records.claim import Scope

ONCE = frozenset({"die", "succumb"})  # of wounds that somebody had before: "three have since died"
RANKING = frozenset({"to date"})  # what may close a superlative: "the deadliest attack to date"
# "In the two months since the truce ended": a window that began then; not "two months since".
WINDOW = re.compile(
    r"\b(?:in|over|during|within|for|throughout) the (?:[\w-]+ ){0,3}(?:hours?|days?|weeks?|months?|years?) $",
    re.IGNORECASE,
)
OF_YEAR = re.compile(rf"(?:\d{{1,2}}|\b{MONTH}),? (?:of )?$", re.IGNORECASE)
ASIDE = re.compile(r"\b(?:while|amid|as (?!many|much|well|of|part|a|the result))")


def since(case: Case) -> Scoped | None:
    """Read a running total since a beginning, by words that hang on the figure's verb: "since 7 October"."""
    for token in case.sentence.tokens:
        if token.text.lower() == "since" and _begins_a_count(case.sentence, token) and _governs(case, token):
            return scoped(Scope.CUMULATIVE, "since", token.text)
    if _label_since(case):
        return scoped(Scope.CUMULATIVE, "since-label", "since")
    if (verb := _has_since(case)) is not None:
        return scoped(Scope.CUMULATIVE, "has-since", verb.text)
    text = clause_of(case)
    entry = next(
        (e for e in sorted(case.words.lists["since"]) if e != "since" and _bounds(e, text)),
        None,
    )
    ranked = entry in RANKING and any(_is_superlative(t) for t in case.sentence.tokens)
    return scoped(Scope.CUMULATIVE, "since", entry) if entry is not None and not ranked else None


def _bounds(entry: str, text: str) -> bool:
    """Whether words of time stand alone, and not behind the day whose year they give: "on 2 May this year"."""
    return any(OF_YEAR.search(text[: found.start()]) is None for found in whole_word(entry).finditer(text))


def _label_since(case: Case) -> bool:
    """Whether the label of this number or of those before it says since when: "Dead since May: 40, hurt: 90"."""
    led_by = case.sentence.words(case.sentence.start, case.found.counted.start).lower().rstrip()
    return led_by.endswith(":") and re.search(r"\bsince\b", led_by) is not None


def _has_since(case: Case) -> Token | None:
    """Return the verb of a count that runs since what was told before it: "and has since killed 40 people"."""
    verb = case.found.hit.verb
    if verb is None or verb.lemma in ONCE or case.found.count.exact == 1:
        return None
    first = case.sentence.head(verb) if verb.dep == "conj" else verb
    below = [*case.sentence.children(verb), *case.sentence.children(first)]
    runs = any(t.text == "since" and t.dep == "advmod" and _is_perfect(case.sentence, t) for t in below)
    return verb if runs else None


def _is_perfect(sentence: Sentence, since: Token) -> bool:
    return any(t.dep == "aux" and t.lemma == "have" for t in sentence.children(sentence.head(since)))


def _begins_a_count(sentence: Sentence, since: Token) -> bool:
    """Whether "since" opens a count: not in "the deadliest since", "a year since", "since then"."""
    before = sentence.tokens[max(0, since.i - 7) : since.i]
    after = sentence.tokens[since.i + 1 : since.i + 2]
    first = any(t.lemma in ("first", "only") for t in before[-6:])
    superlative = first or any(map(_is_superlative, _noun_phrase_before(sentence, since)))
    opened = WINDOW.search(sentence.words(sentence.start, since.start))
    measured = (
        not opened
        and bool(before)
        and before[-1].lemma in ("year", "month", "week", "day", "have", "long", "ever")
    )
    if not after or after[0].pos == "PUNCT":
        return False  # "they have not been seen since"
    causal = bool(after) and after[0].lemma in ("be", "die")
    return not (superlative or measured or causal)


def _noun_phrase_before(sentence: Sentence, since: Token) -> Sequence[Token]:
    """Return the words before "since", back to a comma or a verb: "in the largest death toll from one attack since"."""
    led_by: list[Token] = []
    for token in reversed(sentence.tokens[: since.i]):
        if token.text in (",", ";") or token.tag in ("VBD", "VBZ", "VBP"):
            break
        led_by.append(token)
    return led_by


def _is_superlative(token: Token) -> bool:
    # The lemma of "most" is "most" or "many": "at most", "most of them" compare nothing.
    return token.tag in ("JJS", "RBS") and token.text.lower() not in ("least", "most")


def _governs(case: Case, since: Token) -> bool:
    """Whether "since" bounds the figure's verb, and does not itself hold the figure.

    It does in "since Saturday, when officials counted 52 dead".
    """
    sentence, found = case.sentence, case.found
    between = sorted((since.start, found.counted.start))
    if re.search(BRINGING, sentence.words(*between)):
        return False
    if found.counted.end < since.start and ASIDE.search(sentence.words(*between)):
        return False  # "killed ten as fighting rages on since the coup": the fighting has gone on
    apart = sentence.tokens[since.i + 1 : found.counted.anchor.i]
    if any(t.tag == "WRB" and sentence.tokens[t.i - 1].i != since.i for t in apart):
        return False
    if _measures_by(sentence, since, found.counted.anchor):
        return False
    above = {
        t.i
        for start in (found.hit.verb or found.counted.anchor, found.counted.anchor)
        for t in upwards(sentence, start)
    }
    opened = sentence.head(since)  # "since the war began" hangs on what the clause hangs on
    carrier = sentence.head(opened) if since.dep == "mark" else opened
    carriers = {t.i for t in upwards(sentence, carrier)}
    return since.i in above or bool(carriers & above)


def _measures_by(sentence: Sentence, since: Token, figure: Token) -> bool:
    """Whether a figure only tells of what time is reckoned from: "the worst since the siege that killed 90"."""
    below = list(takewhile(lambda above: above.i != since.i, sentence.ancestors(figure)))
    held = any(above.i == since.i for above in sentence.ancestors(figure))
    return held and any(above.dep == "relcl" for above in below)
