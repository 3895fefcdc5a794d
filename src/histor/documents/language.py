"""Tell the language of a report."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

ENOUGH = 4000  # characters: what comes later does not change the answer
SHORTEST = 40  # letters: below this the guess is a coin toss, and the report is taken as English
SURE = 0.9  # an English report full of foreign names scores above this; a wrong guess on a short one below


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`; English where the text is too short to tell."""
    sample = text[:ENOUGH]
    if sum(map(str.isalpha, sample)) < SHORTEST:
        return "en"
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= SURE or not _mostly_latin(sample) else "en"


def _mostly_latin(sample: str) -> bool:
    letters = [letter for letter in sample if letter.isalpha()]
    return 2 * sum(letter < LAST_LATIN for letter in letters) > len(letters)


LAST_LATIN = "\u0250"  # letters after it are of other scripts
