"""Give a headline in Capitals, or a text in CAPITALS, the letters that a parser reads words by."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from histor.claims.parsed import Sentence
from histor.claims.vocabulary import SHIPPED, Plain, load

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
FEWEST = 3  # words of some length before their capitals say anything about the others
SHORT = 3  # letters
ENDINGS = ("", "s", "es", "d", "ed", "ing")


# "(31) people were killed": brackets that only set a number off, as reports from Arabic do.
BRACKETED = re.compile(
    r"(?<=\s)\((\d[\d,.]*)\)(?= (?:[a-z]+ )?(?!(?:is|was|has|does|says)\b)(?:people|children|women|men|dead|[a-z]+s)\b)"
)


def unbracketed(text: str) -> str:
    """Return a text of the same length, without the brackets around the numbers of what it counts."""
    return BRACKETED.sub(r" \1 ", text)


class Casing:
    """Tells from a report's other sentences, and from the lexicon, which of its capitals belong to names."""

    def __init__(self, text: str, common: frozenset[str], small: frozenset[str]) -> None:
        self._common = common | small
        self._headline_small = small
        words: list[str] = WORD.findall(text)
        self._small = {word for word in words if word.islower() and len(word) >= SHORT}

    def whole(self, text: str, sentences: Sequence[Sentence]) -> str:
        """Return a report's text, of the same length, with each of its sentences as `plain` gives it."""
        pieces: list[str] = []
        end = 0
        for sentence in sentences:
            pieces += (text[end : sentence.start], self.plain(sentence.text))
            end = sentence.end
        return "".join([*pieces, text[end:]])

    def plain(self, sentence: str) -> str:
        """Return `sentence`, of the same length; its common words in small letters if its capitals say nothing.

        A word is common if the report writes it small somewhere or the lexicon does (after Mikheev 2002, "Periods,
        capitalized words, etc."). Words written in capitals alone become names: "KATSINA" is read as "Katsina".
        """
        if not self._says_nothing(sentence):
            return sentence
        shouted = sentence.upper() == sentence
        first = WORD.search(sentence)
        at = first.end() if first else 0
        opening = first.group() if first else ""
        kept = (
            opening[:1] + opening[1:].lower() if shouted and len(opening.lower()) == len(opening) else opening
        )
        rest = WORD.sub(lambda match: self._word(match.group(), shouted=shouted), sentence[at:])
        return sentence[: at - len(opening)] + kept + rest

    def _says_nothing(self, sentence: str) -> bool:
        """Whether all words behind the first have a capital, but those that headlines leave small."""
        words: list[str] = WORD.findall(sentence)[1:]
        told = [word for word in words if len(word) >= SHORT and word not in self._headline_small]
        return len(told) >= FEWEST and all(word[0].isupper() for word in told)

    def _word(self, word: str, *, shouted: bool) -> str:
        lowered = word.lower()
        if len(lowered) != len(word):  # a letter whose small form is two letters
            return word
        if lowered in self._small or self._is_common(lowered):
            return lowered
        return word[0] + lowered[1:] if shouted else word

    def _is_common(self, word: str) -> bool:
        stems = (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))
        return any(stem in self._common for stem in stems)


def common_words(folders: Sequence[Path] = ()) -> frozenset[str]:
    """Return the words that the lexicon writes in small letters, but for names of actors and places."""
    paths = (path for folder in (SHIPPED, *folders) for path in sorted((folder / "en").glob("*.yml")))
    texts = (text for path in paths for text in _texts(load(path).value))
    return frozenset(word for text in texts for word in WORD.findall(text) if word.islower())


def _texts(value: Plain) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield key
            yield from _texts(entry)
