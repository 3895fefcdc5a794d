"""Tell armed violence from what else kills: a quake, a crash, a flood, a match."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise, takewhile

from histor.claims.harm.words import HarmWords
from histor.claims.parsed import Sentence, Token

LISTS = ("violence", "disaster", "disaster_context", "sport", "players")
CONTEXT = (
    "disaster_context",
    "sport",
    "players",
)  # heard in the report as a whole, not in one sentence of an armed report
GAME = 2  # different words of sport make a report of a game; one does not: "a football player was shot"
ARMED_SHARE = 0.34  # of cause words in the report: below it, a sentence needs its own words of violence


def cause_words(words: HarmWords, sentence: Sentence) -> Mapping[str, int]:
    """Return how many words of violence, disaster and sport a sentence holds."""
    lemmas = _lemmas(sentence)
    heard = _heard(words, lemmas)
    found = {name: sum(words.has(name, w) for w in heard) for name in LISTS}
    ruled_out = sum(
        first in ("no", "any") and words.has("violence", second) for first, second in pairwise(lemmas)
    )
    return found | {"violence": found["violence"] - ruled_out}


def _lemmas(sentence: Sentence) -> list[str]:
    return [t.lemma for t in sentence.tokens] or sentence.text.lower().split()


def _heard(words: HarmWords, lemmas: Sequence[str]) -> list[str]:
    """Return the words, and pairs of words, that tell a cause: few of a sentence's."""
    known, openings = _known(*(words.lists[name] for name in LISTS))
    pairs = (f"{first} {second}" for first, second in pairwise(lemmas) if first in openings)
    return [lemma for lemma in lemmas if lemma in known] + [pair for pair in pairs if pair in known]


@cache
def _known(*lists: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return all words of the lists, and the words with which an entry of several begins."""
    known = frozenset[str]().union(*lists)
    return known, frozenset(entry.partition(" ")[0] for entry in known if " " in entry)


def is_armed(words: HarmWords, sentences: Sequence[Sentence]) -> list[bool]:
    """Return for every sentence whether a harm in it may be put down to armed violence."""
    counts = [cause_words(words, sentence) for sentence in sentences]
    if not _is_game(words, sentences, counts):
        counts = [{**count, "players": 0} for count in counts]
    violence = sum(count["violence"] for count in counts)
    other = sum(count["disaster"] + sum(count[name] for name in CONTEXT) for count in counts)
    armed_report = other == 0 or violence / (violence + other) >= ARMED_SHARE
    armed = [_armed(count, armed_report=armed_report) for count in counts]
    for at in range(1, len(armed)):
        follows = sentences[at].paragraph == sentences[at - 1].paragraph
        if follows and not armed[at - 1] and not any(counts[at][name] for name in LISTS):
            armed[at] = False  # "Cholera broke out in Ardel. The town counted nine deaths."
    return armed


def _is_game(words: HarmWords, sentences: Sequence[Sentence], counts: Sequence[Mapping[str, int]]) -> bool:
    """Whether a report tells of a game: then its players, too, say that its fights harm nobody."""
    told = (sentence for sentence, count in zip(sentences, counts, strict=True) if count["sport"])
    kinds = {
        lemma for sentence in told for lemma in _heard(words, _lemmas(sentence)) if words.has("sport", lemma)
    }
    return len(kinds) >= GAME


def dies_in_accident(words: HarmWords, sentence: Sentence, verb: Token) -> bool:
    """Whether a crash of its own is what killed: "died in a car crash hours after the raid".

    The attack only says when. "In the crash" may be what the attack led to.
    """
    shot = words.has("violence", verb.lemma)  # "was shot in a hunting accident"
    if shot or any(c.dep == "dobj" for c in sentence.children(verb)):
        return False  # "fired on the bus, killing two in a crash"
    within = (c for c in sentence.children(verb) if c.dep == "prep" and c.lemma in ("in", "during"))
    held = (t for preposition in within for t in sentence.children(preposition) if t.dep == "pobj")
    accident = any(_is_disaster(words, t) and _is_new(sentence, t) for t in held)
    below = (t for t in sentence.subtree(verb) if t.i != verb.i and words.has("violence", t.lemma))
    return accident and all(_is_aside(sentence, t, verb) for t in below)


def _is_disaster(words: HarmWords, noun: Token) -> bool:
    return words.has("disaster", noun.lemma) or words.has("disaster_context", noun.lemma)


def _is_new(sentence: Sentence, noun: Token) -> bool:
    return any(c.dep == "det" and c.text.lower() in ("a", "an") for c in sentence.children(noun))


def _is_aside(sentence: Sentence, violence: Token, verb: Token) -> bool:
    """Whether violence is told beside a death, or only dates it: "and shot two others", "hours after the raid"."""
    way = [violence, *takewhile(lambda t: t.i != verb.i, sentence.ancestors(violence))]
    dates = way[-1].lemma in ("after", "before") and any(
        c.dep in ("advmod", "npadvmod") for c in sentence.children(way[-1])
    )
    return dates or way[-1].dep in ("conj", "nsubj", "nsubjpass")


def _armed(count: Mapping[str, int], *, armed_report: bool) -> bool:
    other = count["disaster"] + (0 if armed_report else sum(count[name] for name in CONTEXT))
    if other > count["violence"]:
        return False
    return armed_report or count["violence"] > other
