"""Mend the text that was read where that is certain, and say in flags what a reader has to know of it."""

import re
import unicodedata

import ftfy
from ftfy.badness import is_bad

from histor.documents.received import Declared

REPAIRED, REPLACED, BIDI, MIXED, INVISIBLE = (
    "mojibake_repaired", "characters_replaced", "bidi_controls", "mixed_scripts", "invisible_characters",
)  # fmt: skip
# Zero bytes and lone surrogates (JSON can write them): no database or page takes them.
UNSOUND = re.compile("[\x00\ud800-\udfff]")
BIDI_CONTROLS = re.compile(
    "[\u202a-\u202e\u2066-\u2069]"
)  # that turn what is shown; the marks of Arabic do not
HIDDEN = re.compile("[\u200b\u2060\ufeff\u00ad\U000e0000-\U000e007f]")
WORD = re.compile(r"[^\W\d_]{3,}")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")  # scripts with letters that look the same


def in_order(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with mojibake undone and unsound characters replaced, and the flags that say so.

    What misleads the eye (bidi controls, letters of two scripts in a word) is kept, and flagged.
    """
    mended = _mended(text)
    sound = UNSOUND.sub("\ufffd", mended)
    flags = {
        REPAIRED: mended != text,
        REPLACED: "\ufffd" in sound,
        BIDI: BIDI_CONTROLS.search(sound) is not None,
        INVISIBLE: HIDDEN.search(sound) is not None,
        MIXED: _mixes_scripts(sound),
    }
    return sound, tuple(flag for flag, holds in flags.items() if holds)


def declared_in_order(said: Declared) -> Declared:
    """Return what is declared, mended as the text is, each on one line."""
    return Declared(
        published=said.published,
        outlet=_one_line(said.outlet),
        url=_one_line(said.url),
        title=_one_line(said.title),
        author=_one_line(said.author),
        language=_one_line(said.language),
        agency=_one_line(said.agency),
    )


def _one_line(value: str | None) -> str | None:
    return None if value is None else " ".join(in_order(value)[0].split()) or None


def _mended(text: str) -> str:
    if text.isascii() or not is_bad(text):
        return text
    return "\n".join(ftfy.fix_encoding(line) if is_bad(line) else line for line in text.split("\n"))


def _mixes_scripts(text: str) -> bool:
    if text.isascii():
        return False
    words = (word for word in WORD.findall(text) if NOT_ASCII.search(word))
    return any(len(_scripts(word)) > 1 for word in set(words))


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in word)
    return {name for name in names if name in ALIKE}
