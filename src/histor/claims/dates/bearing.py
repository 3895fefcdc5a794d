"""Decide whether a date in a sentence is that of a deed in it, by the grammar between the two."""

import re
from calendar import day_name, month_name

from histor.claims.dates.time_words import TimeWords
from histor.claims.mentions import Occurrence
from histor.claims.parsed import Sentence, Token
from histor.values.date import DateMention
from histor.values.date_expressions import Window

SUPERLATIVE = re.compile(
    r"\b(?:deadliest|bloodiest|worst|highest|heaviest|largest|biggest|first|most)\b", re.IGNORECASE
)
# "bringing to 31 the number": the total is of more than the day that the words before give.
TOTALLED = re.compile(r"\b(?:bringing|taking|raising|pushing|brings|brought)\b[^,;.]{0,120}$")
# Behind the day of another deed: ", when ...", " attacks, in which ...".
SINCE = re.compile(r"\s+since\b", re.IGNORECASE)
WHEN = re.compile(r"(?: [\w’'-]+){0,2},? (?:when|in which|during which|where)\b")
# "And" between two clauses, not between two days: "on Friday and Sunday, the mayor said".
JOINED = re.compile(r"(?P<before>[\w’'-]+),? (?:and|but|while|whereas) (?:on |in )?$", re.IGNORECASE)
DAYS = frozenset((*day_name, *month_name))
CLAUSE = re.compile(r"[;:]|, (?:while|whereas|but|and)\b")
ASIDE = frozenset({"relcl", "acl", "advcl"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
FAR = 99  # steps


def outer(mention: DateMention, sentence: Sentence) -> Token | None:
    """Return the token of a date by which it hangs on the rest of the sentence."""
    words = sentence.tokens_within(mention.start, mention.end)
    inside = {word.i for word in words}
    return next((word for word in words if word.head not in inside or word.head == word.i), None)


def above(mention: DateMention, sentence: Sentence) -> Token | None:
    """Return the verb or noun that a date hangs on in the grammar of its sentence, prepositions passed over."""
    hung = outer(mention, sentence)
    return next((t for t in sentence.ancestors(hung) if t.pos != "ADP"), None) if hung else None


def distance(found: DateMention, mention: Occurrence, sentence: Sentence) -> int:
    """Return how many steps of the grammar lie between a date and the deed's word; far if they share no tree."""
    hung = outer(found, sentence)
    trigger = sentence.tokens_within(mention.trigger.start, mention.trigger.end)
    if hung is None or not trigger:
        return FAR
    date_path = [hung.i, *(t.i for t in sentence.ancestors(hung))]
    deed_path = [trigger[0].i, *(t.i for t in sentence.ancestors(trigger[0]))]
    shared = next((i for i in date_path if i in deed_path), None)
    return FAR if shared is None else date_path.index(shared) + deed_path.index(shared)


def bears_on(found: DateMention, mention: Occurrence, sentence: Sentence, words: TimeWords) -> bool:
    """Whether a date can be that of the deed: not where it hangs in a clause aside ("a report published today")."""
    if compares(found, mention, sentence) or (
        mention.trigger.end <= found.start and _opens_next(found, sentence)
    ):
        return False
    if found.end <= mention.anchor.start and TOTALLED.search(sentence.words(found.end, mention.anchor.start)):
        return False
    trigger = sentence.tokens_within(mention.trigger.start, mention.trigger.end)
    hung = outer(found, sentence)
    if hung is None or not trigger:
        return True
    if mention.running:
        return not _in_further_clause(hung, trigger[0], sentence)
    return not _in_clause_aside(hung, trigger[0], sentence, words)


def _opens_next(found: DateMention, sentence: Sentence) -> bool:
    """Whether a date opens a clause joined to the one before: "ten died this week, and last week, nine were killed"."""
    joined = JOINED.search(sentence.text[: found.start - sentence.start])
    if joined is None or joined["before"] in DAYS or joined["before"].isdigit():
        return False
    return sentence.text.startswith(",", found.end - sentence.start)


def _in_further_clause(hung: Token, trigger: Token, sentence: Sentence) -> bool:
    """Whether a date stands in a clause joined to the count's: "14,000 died, and a truce has held since Friday"."""
    own = {trigger.i, *(t.i for t in sentence.ancestors(trigger))}
    outside = [t for t in sentence.ancestors(hung) if t.i not in own]
    joined = (t for t in outside if t.dep == "conj" and t.pos in ("VERB", "AUX") and t.start > trigger.start)
    return any(not _accompanies(t, sentence) for t in joined)


def _accompanies(verb: Token, sentence: Sentence) -> bool:
    """Whether a clause only goes along with the one before it: ", with 90 others wounded", "and six hurt"."""
    below = sentence.children(verb)
    gapped = verb.tag == "VBN" and not any(t.dep in ("aux", "auxpass") for t in below)
    return gapped or any(t.dep in ("mark", "prep") and t.lemma == "with" for t in below)


def _in_clause_aside(hung: Token, trigger: Token, sentence: Sentence, words: TimeWords) -> bool:
    near = {trigger.i, *(t.i for t in sentence.ancestors(trigger)), *(t.i for t in sentence.subtree(trigger))}
    if any(t.i == trigger.i for t in sentence.ancestors(hung)) and not _of_other(
        hung, trigger, sentence, words
    ):
        return False
    outside = [t for t in sentence.ancestors(hung) if t.i not in near]
    return any(
        t.dep in ASIDE and t.pos in ("VERB", "AUX") and not _of_doer(t, trigger, sentence, words)
        for t in outside
    )


def _of_other(hung: Token, trigger: Token, sentence: Sentence, words: TimeWords) -> bool:
    """Whether a verb of the aftermath stands between the date and the deed's word above it."""
    between: list[Token] = []
    for token in sentence.ancestors(hung):
        if token.i == trigger.i:
            break
        between.append(token)
    return any(token.pos == "VERB" and token.lemma in words.aftermath for token in between)


def _of_doer(verb: Token, trigger: Token, sentence: Sentence, words: TimeWords) -> bool:
    """Whether a clause tells of what did the deed: "the shell that burst over the market on 2 May killed nine"."""
    noun = sentence.head(verb)
    return noun.dep in SUBJECTS and noun.head == trigger.i and verb.lemma not in words.aftermath


def clause_of(mention: Occurrence, sentence: Sentence) -> str:
    """Return the words of the clause that a mention stands in."""
    at = mention.anchor.start - sentence.start
    left = max((m.end() for m in CLAUSE.finditer(sentence.text[:at])), default=0)
    right = CLAUSE.search(sentence.text[at:])
    return sentence.text[left : at + right.start() if right else None]


def compares(found: DateMention, mention: Occurrence, sentence: Sentence) -> bool:
    """Whether a date only measures by another time: "the deadliest attack since December 2014"."""
    before = sentence.text[: found.start - sentence.start + len("since")]
    if not ((found.since or opens_since(found, sentence)) and SUPERLATIVE.search(before)):
        return False
    return not recalled_there(found, mention, sentence)


def opens_since(found: DateMention, sentence: Sentence) -> bool:
    """Whether a date says how long it is since something: "in the three days since the town fell"."""
    return isinstance(found.expression, Window) and bool(
        SINCE.match(sentence.text, found.end - sentence.start)
    )


def recalled_there(found: DateMention, mention: Occurrence, sentence: Sentence) -> bool:
    """Whether a deed is told in the clause that a date opens: "since December 2014, when gunmen killed 130"."""
    after = sentence.text[found.end - sentence.start :]
    return mention.anchor.start >= found.end and bool(WHEN.match(after))
