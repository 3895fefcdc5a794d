"""Find whose the deed was in which harm was done: "killed in shelling by the army", "died in an Israeli raid"."""

from collections.abc import Iterator

from histor.claims.deeds.doers import DoerGrammar
from histor.claims.mentions import Stretch
from histor.claims.parsed import Sentence, Token

# What says in which deed, by what or from what somebody came to harm.
IN_WHICH = frozenset({"in", "by", "from", "during", "after", "following", "as", "amid", "under", "of", "to"})
VERBAL = frozenset({"VERB", "AUX"})
CLAUSAL = frozenset({"relcl", "acl", "advcl", "ccomp"})


def of_deed_around(grammar: DoerGrammar, sentence: Sentence, trigger: Stretch) -> str | None:
    """Return the one whose deed a harm is said to come from; None where nobody is named or several are."""
    words = sentence.tokens_within(trigger.start, trigger.end)
    if not words:
        return None
    deeds = list(_deeds_of_harm(grammar, sentence, words[0]))
    found = {whose: None for noun in deeds if (whose := grammar.whose(sentence, noun)) is not None}
    if deeds and not found:
        found = {
            by: None for verb in _together(sentence, words[0]) if (by := grammar.by_whom(sentence, verb))
        }
    return next(iter(found)) if len(found) == 1 else None if found else _by_words(grammar, sentence, words[0])


def _deeds_of_harm(grammar: DoerGrammar, sentence: Sentence, harm: Token) -> Iterator[Token]:
    """Yield the deeds that the verbs of harm, joined by "and", have beside them: "killed and wounded in a raid"."""
    if harm.pos == "NOUN" and grammar.is_deed(harm):
        yield harm  # what is counted is the deeds: "300 air strikes"
    for verb in _together(sentence, harm):
        for child in sentence.children(verb):
            if child.dep in ("prep", "agent") and child.lemma in IN_WHICH:
                yield from _nouns(grammar, sentence, child)


def _together(sentence: Sentence, harm: Token) -> Iterator[Token]:
    yield harm
    first = harm
    while first.dep == "conj" and sentence.head(first).pos == harm.pos:
        first = sentence.head(first)
        yield first
    joined = [c for c in sentence.children(harm) if c.dep == "conj"]
    yield from (c for c in joined if c.pos == harm.pos)
    yield from (c for one in joined for c in sentence.children(one) if c.dep == "acl" and c.tag == "VBN")
    above = harm if harm.pos in VERBAL else sentence.head(harm)
    while above.pos not in VERBAL and above.head != above.i:
        above = sentence.head(above)
    if above is not harm and above.pos in VERBAL:
        yield above


def _nouns(grammar: DoerGrammar, sentence: Sentence, top: Token) -> Iterator[Token]:
    """Yield the words for deeds under a preposition, none of a clause that says something of its own."""
    for child in sentence.children(top):
        if child.dep in CLAUSAL:
            continue
        if child.dep in ("pobj", "pcomp", "conj") and grammar.is_deed(child):
            yield child
        yield from _nouns(grammar, sentence, child)


def _by_words(grammar: DoerGrammar, sentence: Sentence, harm: Token) -> str | None:
    """Return a deed and its country behind a preposition, which the parse can take apart: "in Russian shelling"."""
    tokens = sentence.tokens
    for i in range(harm.i + 1, min(harm.i + REACH, len(tokens) - 2)):
        first = i + 1 + (tokens[i + 1].dep == "det")
        if tokens[i].lemma in IN_WHICH and tokens[first].text in grammar.names.countries:
            last = first + 1
            while last < len(tokens) and _is_deed_word(grammar, tokens[last]):
                last += 1
            if last > first + 1:
                return sentence.words(tokens[first].start, tokens[last - 1].end)
    return None


def _is_deed_word(grammar: DoerGrammar, word: Token) -> bool:
    written = word.text.lower()
    return (
        grammar.is_deed(word)
        or written in grammar.words.means
        or written.removesuffix("s") in grammar.words.means
    )


REACH = 12  # words between what was suffered and the deed: "and three others were injured"
