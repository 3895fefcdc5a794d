"""How much of a text could go unparsed: sentences without a number, a quotation mark or a word of the lexicon.

    python benchmarks/selection.py --shared ../shared

`--shared` names a folder with gold/reports/*.txt and bench/gvc/train.jsonl. What is printed bounds what choosing
sentences before parsing could save: the share of characters.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from histor.claims.casing import ENDINGS, WORD, common_words
from histor.claims.layout import split
from histor.claims.vocabulary import LayoutWords, load_layout_words

NUMBER_OR_QUOTE = re.compile(r"\d|[\"“”]")


def main() -> int:
    """Print, for each collection, the share of its text that nothing marks."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, required=True)
    shared = ask.parse_args().shared
    layout = load_layout_words()
    words = frozenset(word for word in common_words() - layout.small_words if len(word) > 1)
    for name, texts in (("gold", gold(shared)), ("shootings", shootings(shared))):
        share, sentences, unmarked = unmarked_share(texts, words, layout)
        print(
            f"{name:<10} {unmarked} of {sentences} sentences hold no word to read: {share:.1%} of the characters"
        )
    return 0


def gold(shared: Path) -> Iterator[str]:
    """Yield the gold reports."""
    for path in sorted((shared / "gold" / "reports").glob("*.txt")):
        yield path.read_text(encoding="utf-8")


def shootings(shared: Path) -> Iterator[str]:
    """Yield the real news reports."""
    with (shared / "bench" / "gvc" / "train.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def unmarked_share(
    texts: Iterable[str], words: frozenset[str], layout: LayoutWords
) -> tuple[float, int, int]:
    """Return the share of characters in sentences without a mark, the number of sentences, and of those without."""
    sentences = [sentence.text for text in texts for sentence in split(text, layout)]
    unmarked = [sentence for sentence in sentences if not is_marked(sentence, words)]
    return sum(map(len, unmarked)) / sum(map(len, sentences)), len(sentences), len(unmarked)


def is_marked(sentence: str, words: frozenset[str]) -> bool:
    """Whether a sentence has a number, a quotation mark or a word of the lexicon in some form."""
    if NUMBER_OR_QUOTE.search(sentence):
        return True
    spoken = (match.group().lower() for match in WORD.finditer(sentence))
    return any(
        word.endswith(ending) and word.removesuffix(ending) in words for word in spoken for ending in ENDINGS
    )


if __name__ == "__main__":
    raise SystemExit(main())
